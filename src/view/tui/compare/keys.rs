//! What keys do while one compares: the one list, from which the line of keys and the help are printed.

use crate::view::tui::input::Key;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Forward,
    Back,
    Next,
    Before,
    First,
    Last,
    PanelDown,
    PanelUp,
    Hide,
    Deeper,
    Headlines,
    Language,
    Help,
    Leave,
}

/// A wish, the keys for it, and what it is in English and in Korean.
pub(super) struct Binding {
    pub(super) wish: Wish,
    pub(super) keys: &'static [Key],
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
}

const fn binding(wish: Wish, keys: &'static [Key], en: &'static str, ko: &'static str) -> Binding {
    Binding { wish, keys, en, ko }
}

/// Every wish, the most wanted first.
pub(super) static KEYS: &[Binding] = &[
    binding(
        Wish::Next,
        &[Key::Char('n'), Key::Tab, Key::Char(' '), Key::Enter],
        "next difference",
        "다음 차이",
    ),
    binding(
        Wish::Before,
        &[Key::Char('N'), Key::BackTab, Key::Char('b')],
        "back",
        "이전",
    ),
    binding(
        Wish::Hide,
        &[Key::Char('s')],
        "hide the same",
        "같은 것 숨기기",
    ),
    binding(Wish::Help, &[Key::Char('?')], "keys", "키"),
    binding(
        Wish::Leave,
        &[Key::Char('q'), Key::Escape],
        "leave",
        "나가기",
    ),
    binding(Wish::Headlines, &[Key::Char('h')], "in words", "말로"),
    binding(
        Wish::Deeper,
        &[Key::Char('f'), Key::Char('x')],
        "every field and byte",
        "모든 필드와 바이트",
    ),
    binding(Wish::Language, &[Key::Char('l')], "한국어", "English"),
    binding(
        Wish::Forward,
        &[Key::Down, Key::Right, Key::Char('j')],
        "next pair",
        "다음 쌍",
    ),
    binding(
        Wish::Back,
        &[Key::Up, Key::Left, Key::Char('k')],
        "pair before",
        "이전 쌍",
    ),
    binding(
        Wish::First,
        &[Key::Home, Key::Char('g')],
        "first pair",
        "첫 쌍",
    ),
    binding(
        Wish::Last,
        &[Key::End, Key::Char('G')],
        "last pair",
        "마지막 쌍",
    ),
    binding(
        Wish::PanelDown,
        &[Key::PageDown, Key::Char('J')],
        "scroll what differs",
        "차이 아래로 넘기기",
    ),
    binding(
        Wish::PanelUp,
        &[Key::PageUp, Key::Char('K')],
        "scroll it back",
        "차이 위로 넘기기",
    ),
];

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}
