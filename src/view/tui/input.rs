//! What comes in from the person at the screen.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// Something that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse was pressed on this cell.
    Click(Cell),
    /// The wheel was turned over this cell: so many rows down, or up if negative.
    Scroll(Cell, i16),
    /// The screen has another size; it will be drawn anew.
    Size,
    /// Nothing came for as long as the screen wanted to wait.
    Tick,
    /// Ctrl-C: everything ends.
    Stop,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "keys are called what stands on them")]
pub enum Key {
    Char(char),
    Enter,
    Escape,
    Tab,
    BackTab,
    Backspace,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

impl Key {
    /// The key as a command: what stands on the same key of a Latin keyboard, where a Korean one (two sets) is in Hangul mode.
    pub fn command(self) -> Self {
        const HANGUL: &str = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
        const LATIN: &str = "qwertyuiopasdfghjklzxcvbnmQWERTOP";
        let Self::Char(c) = self else { return self };
        let mut keys = HANGUL.chars().zip(LATIN.chars());
        let found = keys.find(|(hangul, _)| *hangul == c);
        found.map_or(self, |(_, latin)| Self::Char(latin))
    }
}

/// A cell of the screen, counted from 0 at the upper left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// From the left.
    pub column: u16,
    /// From above.
    pub row: u16,
}

/// What `event` means; none: nothing to anybody.
pub(super) fn read(event: &Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(*key),
        Event::Mouse(mouse) => pointed(*mouse),
        Event::Resize(..) => Some(Input::Size),
        Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
}

/// Whether `event` is Ctrl-Z: the person wants the shell for a while.
pub(super) fn suspends(event: &Event) -> bool {
    let Event::Key(key) = event else { return false };
    key.kind != KeyEventKind::Release
        && key.code == KeyCode::Char('z')
        && key.modifiers.contains(KeyModifiers::CONTROL)
}

fn pressed(key: KeyEvent) -> Option<Input> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return matches!(key.code, KeyCode::Char('c' | 'd')).then_some(Input::Stop);
    }
    let key = match key.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    };
    Some(Input::Key(key))
}

/// Rows that one notch of the wheel moves.
const NOTCH: i16 = 3;

fn pointed(mouse: MouseEvent) -> Option<Input> {
    let cell = Cell {
        column: mouse.column,
        row: mouse.row,
    };
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(cell)),
        MouseEventKind::ScrollDown => Some(Input::Scroll(cell, NOTCH)),
        MouseEventKind::ScrollUp => Some(Input::Scroll(cell, -NOTCH)),
        _ => None,
    }
}
