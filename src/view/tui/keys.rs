//! How keys are written: in lines of keys, in bars and in every help alike.

use crate::view::look::{Look, Marks};
use crate::view::tui::input::Key;

/// The keys of what is around a reader, if anything is: their heading, then each with what it does, in English and in Korean.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    pub(super) heading: (&'static str, &'static str),
    pub(super) keys: Vec<(&'static [Key], &'static str, &'static str)>,
}

/// What stands on a key, as people write it.
pub(super) fn name(key: Key, look: &Look) -> String {
    let arrow = |sign: &str, word: &str| match look.marks {
        Marks::Unicode => sign.to_owned(),
        Marks::Ascii => word.to_owned(),
    };
    match key {
        Key::Char(' ') => look.word("Space", "스페이스").to_owned(),
        Key::Char(c) => c.to_string(),
        Key::Enter => "Enter".to_owned(),
        Key::Escape => "Esc".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "Shift+Tab".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Up => arrow("↑", "Up"),
        Key::Down => arrow("↓", "Down"),
        Key::Left => arrow("←", "Left"),
        Key::Right => arrow("→", "Right"),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
    }
}

/// The same of all keys for one thing.
pub(super) fn every(keys: &[Key], look: &Look) -> String {
    let names: Vec<String> = keys.iter().map(|key| name(*key, look)).collect();
    names.join(" ")
}

/// And of the first alone, where there is little room.
pub(super) fn first(keys: &[Key], look: &Look) -> String {
    keys.first().map(|key| name(*key, look)).unwrap_or_default()
}
