//! What keys do while a frame waits: the one list, from which the bar is printed. No key of the reader's is among them, so that each does
//! there what it does in every story; leaving alone is common to both. What changes the frame beyond repair takes a capital letter.

use crate::view::tui::input::Key;
use crate::view::tui::keys::Around;

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

impl Wish {
    /// Whether it is about the frame that waits.
    pub(super) fn about_frame(self) -> bool {
        match self {
            Self::Deliver | Self::Drop | Self::Twice | Self::Wait | Self::Flip | Self::Rest => true,
            Self::Undo | Self::Anew | Self::Leave => false,
        }
    }
}

/// A wish, the keys for it, and what it is in English and in Korean.
pub struct Binding {
    pub(super) wish: Wish,
    /// The keys.
    pub keys: &'static [Key],
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
}

/// Every wish.
pub static KEYS: &[Binding] = &[
    Binding {
        wish: Wish::Deliver,
        keys: &[Key::Char('D'), Key::Char('d')],
        en: "deliver",
        ko: "전달",
    },
    Binding {
        wish: Wish::Drop,
        keys: &[Key::Char('X')],
        en: "drop",
        ko: "버리기",
    },
    Binding {
        wish: Wish::Twice,
        keys: &[Key::Char('T'), Key::Char('t')],
        en: "twice",
        ko: "두 번",
    },
    Binding {
        wish: Wish::Wait,
        keys: &[Key::Char('W'), Key::Char('w')],
        en: "wait",
        ko: "늦추기",
    },
    Binding {
        wish: Wish::Flip,
        keys: &[Key::Char('F')],
        en: "flip a bit",
        ko: "비트 뒤집기",
    },
    Binding {
        wish: Wish::Undo,
        keys: &[Key::Char('U')],
        en: "undo",
        ko: "되돌리기",
    },
    Binding {
        wish: Wish::Rest,
        keys: &[Key::Char('A')],
        en: "all",
        ko: "모두 전달",
    },
    Binding {
        wish: Wish::Anew,
        keys: &[Key::Char('S')],
        en: "start over",
        ko: "처음부터",
    },
    Binding {
        wish: Wish::Leave,
        keys: &[Key::Char('q')],
        en: "leave",
        ko: "나가기",
    },
];

/// All of them, for the help.
pub(super) fn around() -> Around {
    let keys = KEYS.iter();
    Around {
        heading: ("You hold the wire", "선로를 붙잡고 있다"),
        keys: keys
            .map(|binding| (binding.keys, binding.en, binding.ko))
            .collect(),
    }
}

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}
