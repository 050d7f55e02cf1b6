//! What keys do while a frame waits: the one list, from which the bar is printed. Capital letters are the wire's, so that all small ones
//! but those the reader does not know stay the reader's.

use crate::view::tui::input::Key;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Deliver,
    Drop,
    Twice,
    Wait,
    Flip,
    Undo,
    Rest,
    Anew,
    Leave,
}

/// A wish, the keys for it, and what it is in English and in Korean.
pub(super) struct Binding {
    pub(super) wish: Wish,
    pub(super) keys: &'static [Key],
    /// The key as it stands in the bar.
    pub(super) shown: &'static str,
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
}

/// Every wish.
pub(super) static KEYS: &[Binding] = &[
    Binding {
        wish: Wish::Deliver,
        keys: &[Key::Char('D'), Key::Char('d')],
        shown: "D",
        en: "deliver",
        ko: "전달",
    },
    Binding {
        wish: Wish::Drop,
        keys: &[Key::Char('X')],
        shown: "X",
        en: "drop",
        ko: "버리기",
    },
    Binding {
        wish: Wish::Twice,
        keys: &[Key::Char('T'), Key::Char('t')],
        shown: "T",
        en: "twice",
        ko: "두 번",
    },
    Binding {
        wish: Wish::Wait,
        keys: &[Key::Char('W'), Key::Char('w')],
        shown: "W",
        en: "wait",
        ko: "늦추기",
    },
    Binding {
        wish: Wish::Flip,
        keys: &[Key::Char('F')],
        shown: "F",
        en: "flip a bit",
        ko: "비트 뒤집기",
    },
    Binding {
        wish: Wish::Undo,
        keys: &[Key::Char('U')],
        shown: "U",
        en: "undo",
        ko: "되돌리기",
    },
    Binding {
        wish: Wish::Rest,
        keys: &[Key::Char('A')],
        shown: "A",
        en: "all",
        ko: "모두 전달",
    },
    Binding {
        wish: Wish::Anew,
        keys: &[Key::Char('R')],
        shown: "R",
        en: "anew",
        ko: "처음부터",
    },
    Binding {
        wish: Wish::Leave,
        keys: &[Key::Char('q')],
        shown: "q",
        en: "leave",
        ko: "나가기",
    },
];

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}
