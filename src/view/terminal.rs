//! Stepping at a terminal: keys are read as they are pressed, and the terminal is given back as it was on every way out.

use std::io::{self, Write};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::story::model::Story;
use crate::view::layout::Row;
use crate::view::look::Look;
use crate::view::raw::Raw;
use crate::view::step::{Heard, Key, Stepper};

/// Steps through `story` until the user quits. Standard input and `out` must be a terminal.
///
/// # Errors
/// Those of the terminal.
pub fn step(story: &Story, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let raw = Raw::lines()?;
    let mut stepper = Stepper::new(story, look);
    show(&stepper.open(), stepper.look(), out)?;
    loop {
        let mut prompt = Vec::new();
        stepper.prompt().write(stepper.look(), &mut prompt)?;
        out.write_all(b"\r\x1b[K")?;
        out.write_all(prompt.trim_ascii_end())?;
        out.flush()?;
        let key = match event::read()? {
            Event::Key(key) if suspends(key) => {
                raw.suspend()?;
                continue;
            }
            Event::Key(key) if key.kind != KeyEventKind::Release => named(key),
            Event::Resize(columns, _) => {
                stepper.resize(columns.into());
                continue;
            }
            _ => None,
        };
        let Some(key) = key else { continue };
        let heard = stepper.key(key);
        out.write_all(b"\r\x1b[K")?;
        match heard {
            Heard::Show(rows) => show(&rows, stepper.look(), out)?,
            Heard::Quit => return out.flush(),
        }
    }
}

/// Ctrl-Z: the person wants the shell for a while.
fn suspends(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('z')
        && key.modifiers.contains(KeyModifiers::CONTROL)
        && key.kind != KeyEventKind::Release
}

fn named(key: KeyEvent) -> Option<Key> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return matches!(key.code, KeyCode::Char('c' | 'd')).then_some(Key::Stop);
    }
    match key.code {
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Enter | KeyCode::Right | KeyCode::Down | KeyCode::PageDown => Some(Key::Enter),
        KeyCode::Left | KeyCode::Up | KeyCode::PageUp | KeyCode::Backspace => Some(Key::Back),
        KeyCode::Home => Some(Key::First),
        KeyCode::End => Some(Key::Last),
        KeyCode::Esc => Some(Key::Stop),
        _ => None,
    }
}

/// Rows with the line ends a raw terminal needs.
fn show(rows: &[Row], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    for row in rows {
        row.write(look, &mut text)?;
        if text.last() == Some(&b'\n') {
            text.pop();
            text.extend_from_slice(b"\r\n");
        }
    }
    out.write_all(&text)
}
