//! The keys in words: the help, in sections, and the line of the most useful ones.

use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;
use crate::view::tui::input::Key;
use crate::view::tui::key_line::{Entry, Room, key_line};
use crate::view::tui::keys::{Around, every, first};
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::hang::hang;
use crate::view::tui::story::keys::{KEYS, Section, Wish};

/// Columns of the widest list of keys, about.
const NAMES: usize = 14;

/// All keys, in sections, in `columns`; those of what is around it first, because they are the nearest.
pub(super) fn leaf(around: &Around, look: &Look, columns: usize) -> Leaf<()> {
    let mut leaf = Leaf::default();
    if !around.keys.is_empty() {
        let (en, ko) = around.heading;
        leaf.say([Row(vec![Span::new(look.word(en, ko), Ink::Strong)]).fit(columns)]);
        for (keys, en, ko) in &around.keys {
            leaf.say(told(keys, look.word(en, ko), look, columns));
        }
        leaf.say([Row::default()]);
    }
    for (n, (section, en, ko)) in Section::ALL.into_iter().enumerate() {
        if n > 0 {
            leaf.say([Row::default()]);
        }
        leaf.say([Row(vec![Span::new(look.word(en, ko), Ink::Strong)]).fit(columns)]);
        for binding in KEYS.iter().filter(|binding| binding.section == section) {
            let words = look.word(binding.en, binding.ko);
            leaf.say(told(binding.keys, words, look, columns));
        }
    }
    leaf.say([Row::default()]);
    let mouse = look.word(
        "The mouse: a click chooses a step, a field, a byte or a panel; the wheel scrolls what is under it.",
        "마우스: 누르면 단계, 필드, 바이트, 창을 고르고, 휠은 그 아래 창을 민다.",
    );
    leaf.say(wrap(&[Span::plain(mouse)], columns, 0, 2));
    let marks = look.word(
        "Marks: ✔ proofs hold, ✗ one fails, ○ one was not reached, ! a fault. Double arrows are encrypted.",
        "표시: ✔ 증명 성립, ✗ 불성립이 있음, ○ 도달 못 한 것이 있음, ! 결함. 겹줄 화살표는 암호화된 것.",
    );
    leaf.say(wrap(&[Span::plain(marks)], columns, 0, 2));
    leaf
}

fn told(keys: &[Key], words: &str, look: &Look, columns: usize) -> Vec<Row> {
    let names = Span::new(format!("  {}", every(keys, look)), Ink::Name);
    hang(names, &[Span::plain(words)], columns, NAMES + 4)
}

/// The most useful keys that are of use now, as many as fit in `columns`, each in the words that `word` has for it instead, if any;
/// how to see all of them is always there.
pub(super) fn line(
    useful: impl Fn(Wish) -> bool,
    word: impl Fn(Wish) -> Option<&'static str>,
    look: &Look,
    columns: usize,
) -> Row {
    let useful = KEYS.iter().filter(|binding| useful(binding.wish));
    let entries = useful.filter_map(|binding| {
        let (en, ko) = binding.brief?;
        Some(Entry {
            key: first(binding.keys, look),
            word: word(binding.wish).unwrap_or(look.word(en, ko)),
            room: match binding.wish {
                Wish::Help => Room::Always,
                _ => Room::IfAny,
            },
        })
    });
    key_line(&Vec::from_iter(entries), columns)
}
