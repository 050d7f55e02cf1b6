//! A screen that is no terminal: what stands on it as text, and stories to put there.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::story::evidence::Evidence;
use tlslab::story::model::Story;
use tlslab::story::tell::tell;
use tlslab::view::look::Look;
use tlslab::view::tui::input::{Input, Key};
use tlslab::view::tui::screen::Screen;
use unicode_width::UnicodeWidthStr;

/// The sizes every screen is looked at.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// The story of a scenario, with everything random drawn from 1.
pub(crate) fn story(scenario: &str) -> Story {
    tell(&evidence(scenario))
}

/// What that is told from.
pub(crate) fn evidence(scenario: &str) -> Evidence {
    let knobs = Knobs {
        seed: Some(1),
        ..Knobs::default()
    };
    on_virtual(named(scenario).unwrap(), &knobs, EPOCH).unwrap()
}

/// Without colour, in this language.
pub(crate) fn look(lang: Lang) -> Look {
    Look {
        lang,
        ..Look::default()
    }
}

/// Presses keys: characters as they are, `<Tab>` and the like by name.
pub(crate) fn press(screen: &mut dyn Screen, keys: &str) {
    let mut left = keys;
    while let Some(c) = left.chars().next() {
        let named = left.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let key = match named {
            Some((name, rest)) => {
                left = rest;
                named_key(name)
            }
            None => {
                left = &left[c.len_utf8()..];
                Key::Char(c)
            }
        };
        screen.take(Input::Key(key));
    }
}

fn named_key(name: &str) -> Key {
    match name {
        "Enter" => Key::Enter,
        "Esc" => Key::Escape,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Backspace" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        other => panic!("no key is called {other}"),
    }
}

/// What stands on a screen of this size.
pub(crate) fn seen(screen: &mut dyn Screen, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| screen.draw(frame)).unwrap();
    text(terminal.backend().buffer())
}

/// The characters of a buffer; the cell a wide one covers is passed over.
fn text(buffer: &Buffer) -> String {
    let mut said = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut x, mut line) = (buffer.area.left(), String::new());
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap().max(1);
        }
        said.push_str(line.trim_end());
        said.push('\n');
    }
    said
}
