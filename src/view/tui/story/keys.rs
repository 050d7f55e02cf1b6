//! What keys do while one reads a story: the one list, from which the line of keys and the help are printed.

use crate::view::tui::input::Key;
use crate::view::tui::story::place::Panel;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The next step, or the next row of the part that has the keys.
    Forward,
    /// The one before.
    Back,
    /// The first step.
    First,
    /// The last.
    Last,
    /// The keys go to the next part.
    Part,
    /// And to the one before.
    PartBefore,
    /// Another panel right of the steps.
    Panel(Panel),
    /// Another exhibit of the step.
    Exhibit,
    /// Steps that are folded are shown, or no longer.
    Fold,
    /// The other language.
    Language,
    /// What the keys do.
    Help,
    /// Out.
    Leave,
}

/// A wish, the keys for it, and what it is in English and in Korean.
pub(super) struct Binding {
    pub(super) wish: Wish,
    pub(super) keys: &'static [Key],
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
}

/// Every wish.
pub(super) static KEYS: &[Binding] = &[
    Binding {
        wish: Wish::Forward,
        keys: &[
            Key::Down,
            Key::Right,
            Key::Char('j'),
            Key::Char(' '),
            Key::Enter,
        ],
        en: "next",
        ko: "다음",
    },
    Binding {
        wish: Wish::Back,
        keys: &[Key::Up, Key::Left, Key::Char('k'), Key::Char('b')],
        en: "back",
        ko: "뒤로",
    },
    Binding {
        wish: Wish::First,
        keys: &[Key::Home, Key::Char('g')],
        en: "first step",
        ko: "첫 단계",
    },
    Binding {
        wish: Wish::Last,
        keys: &[Key::End, Key::Char('G')],
        en: "last step",
        ko: "마지막 단계",
    },
    Binding {
        wish: Wish::Part,
        keys: &[Key::Tab],
        en: "next panel",
        ko: "다음 창",
    },
    Binding {
        wish: Wish::PartBefore,
        keys: &[Key::BackTab],
        en: "panel before",
        ko: "이전 창",
    },
    Binding {
        wish: Wish::Panel(Panel::Step),
        keys: &[Key::Char('f')],
        en: "step and fields",
        ko: "단계와 필드",
    },
    Binding {
        wish: Wish::Panel(Panel::Proofs),
        keys: &[Key::Char('p')],
        en: "proofs",
        ko: "증명",
    },
    Binding {
        wish: Wish::Panel(Panel::Known),
        keys: &[Key::Char('m')],
        en: "who knows which keys",
        ko: "누가 어떤 키를 아는가",
    },
    Binding {
        wish: Wish::Panel(Panel::Ends),
        keys: &[Key::Char('s')],
        en: "state of both ends",
        ko: "양 끝의 상태",
    },
    Binding {
        wish: Wish::Exhibit,
        keys: &[Key::Char('x')],
        en: "other bytes of the step",
        ko: "이 단계의 다른 바이트",
    },
    Binding {
        wish: Wish::Fold,
        keys: &[Key::Char('a')],
        en: "show folded steps",
        ko: "접힌 단계 펼치기",
    },
    Binding {
        wish: Wish::Language,
        keys: &[Key::Char('l')],
        en: "한국어",
        ko: "English",
    },
    Binding {
        wish: Wish::Help,
        keys: &[Key::Char('?'), Key::Char('h')],
        en: "keys",
        ko: "키",
    },
    Binding {
        wish: Wish::Leave,
        keys: &[Key::Char('q'), Key::Escape],
        en: "leave",
        ko: "나가기",
    },
];

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}
