//! Answers that are hidden: one predicts, then reveals, part after part. While a step has something hidden, its questions stand where
//! its page and its bytes would, so that nothing else gives the answer away.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::story::blank::Blank;
use crate::story::blank::{self, Part};
use crate::story::model::{Kind, Story};
use crate::text;
use crate::view::layout::{Ink, Row, Span, cut, wrap};
use crate::view::look::Look;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::hang::hang;
use crate::view::tui::story::place::Target;

/// What is hidden in a story, worked out for a step when it is first looked at, and how much of it has been revealed.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    blanks: RefCell<HashMap<usize, Rc<[Blank]>>>,
    /// How many blanks are revealed, a step.
    open: HashMap<usize, usize>,
}

impl Hidden {
    fn blanks(&self, n: usize, story: &Story) -> Rc<[Blank]> {
        let mut blanks = self.blanks.borrow_mut();
        let of_step = || story.steps.get(n).map(|step| blank::of_step(n, step));
        Rc::clone(
            blanks
                .entry(n)
                .or_insert_with(|| of_step().unwrap_or_default().into()),
        )
    }

    fn opened(&self, n: usize) -> usize {
        self.open.get(&n).copied().unwrap_or(0)
    }

    /// How much of step `n` is still hidden.
    pub(super) fn left(&self, n: usize, story: &Story) -> usize {
        let blanks = self.blanks(n, story);
        blanks.len().saturating_sub(self.opened(n))
    }

    /// Whether anything of step `n` is still hidden.
    pub(super) fn hides(&self, n: usize, story: &Story) -> bool {
        self.hides_name(n, story) || self.left(n, story) > 0
    }

    /// Whether the name of step `n` is still hidden. It is the first to be revealed, so that the bytes need not be looked at.
    pub(super) fn hides_name(&self, n: usize, story: &Story) -> bool {
        self.opened(n) == 0 && story.steps.get(n).is_some_and(blank::asks_name)
    }

    /// Reveals the next part of step `n`.
    pub(super) fn reveal(&mut self, n: usize, story: &Story) {
        let most = self.blanks(n, story).len();
        let open = (self.opened(n) + 1).min(most);
        self.open.insert(n, open);
    }

    /// Reveals all of step `n`.
    pub(super) fn reveal_all(&mut self, n: usize, story: &Story) {
        let most = self.blanks(n, story).len();
        self.open.insert(n, most);
    }

    /// The questions of `step`, with the answers that are revealed.
    pub(super) fn leaf(
        &self,
        story: &Story,
        step: usize,
        look: &Look,
        columns: usize,
    ) -> Leaf<Target> {
        let mut leaf = Leaf::default();
        let Some(told) = story.steps.get(step) else {
            return leaf;
        };
        let hides_name = self.hides_name(step, story);
        let (name, ink) = match hides_name {
            true => ("?", Ink::Maybe),
            false => (look.say(&told.name), Ink::Strong),
        };
        let mut head = vec![
            Span::new(format!("{}  ", step + 1), Ink::Faint),
            Span::new(name, ink),
        ];
        if let Kind::Wire { length, from, .. } = &told.kind {
            let (by, to) = (from.text(), from.peer().text());
            let said = text!(
                en: "  {by} to {to}, {length} bytes",
                ko: "  {by_ko} → {to_ko}, {length}바이트",
                by_ko = &by.ko, to_ko = &to.ko, by = &by.en, to = &to.en
            );
            head.push(Span::new(look.say(&said), Ink::Faint));
        }
        leaf.say(wrap(&head, columns, 0, 2));
        let how = look.word(
            "Predict each answer, then press Enter: it reveals one after the other. R reveals them all.",
            "답을 하나씩 예측한 뒤 Enter를 누르면 차례로 드러난다. R을 누르면 모두 드러난다.",
        );
        leaf.say(wrap(&[Span::new(how, Ink::Faint)], columns, 0, 0));
        leaf.say([Row::default()]);
        let open = self.opened(step);
        for (n, blank) in self.blanks(step, story).iter().enumerate() {
            let (mark, ink) = match n == open {
                true => ("▶", Ink::Strong),
                false => (" ", Ink::Faint),
            };
            let number = Span::new(format!("{mark} {:>2}", blank.number), ink);
            // What a message carries says which message it is.
            let ask = match hides_name && blank.part != Part::Name {
                true => "?",
                false => look.say(&blank.ask),
            };
            let mut words = vec![Span::new(ask, Ink::Name), Span::plain("  ")];
            words.push(match n < open {
                true => Span::plain(cut(look.say(&blank.answer), columns * 3)),
                false => Span::new("........", Ink::Faint),
            });
            leaf.say(hang(number, &words, columns, 6));
        }
        leaf
    }
}
