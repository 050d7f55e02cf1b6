//! Answers that are hidden: one predicts, then reveals, part after part. While a step has something hidden, its questions stand where
//! its page and its bytes would, so that nothing else gives the answer away.

use std::ops::Range;

use crate::story::blank::{Blank, Part, blanks};
use crate::story::model::{Kind, Story};
use crate::text;
use crate::view::layout::{Ink, Row, Span, cut, wrap};
use crate::view::look::Look;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::hang::hang;
use crate::view::tui::story::place::Target;

/// Everything that is hidden in a story, and how much of each step has been revealed.
#[derive(Clone, Debug)]
pub(super) struct Hidden {
    blanks: Vec<Blank>,
    /// The blanks of each step.
    of_step: Vec<Range<usize>>,
    /// How many of them are revealed, a step.
    open: Vec<usize>,
}

impl Hidden {
    /// Nothing is revealed yet.
    pub(super) fn new(story: &Story) -> Self {
        let blanks = blanks(story);
        let mut of_step = Vec::with_capacity(story.steps.len());
        let mut start = 0;
        for step in 0..story.steps.len() {
            let rest = blanks.get(start..).unwrap_or_default();
            let count = rest.iter().take_while(|blank| blank.step <= step).count();
            of_step.push(start..start + count);
            start += count;
        }
        Self {
            open: vec![0; of_step.len()],
            blanks,
            of_step,
        }
    }

    fn blanks(&self, step: usize) -> &[Blank] {
        let range = self.of_step.get(step).cloned().unwrap_or_default();
        self.blanks.get(range).unwrap_or_default()
    }

    fn opened(&self, step: usize) -> usize {
        self.open.get(step).copied().unwrap_or(0)
    }

    /// How much of `step` is still hidden.
    pub(super) fn left(&self, step: usize) -> usize {
        self.blanks(step).len().saturating_sub(self.opened(step))
    }

    /// Whether the name of `step` is still hidden.
    pub(super) fn hides_name(&self, step: usize) -> bool {
        let mut left = self.blanks(step).iter().skip(self.opened(step));
        left.any(|blank| blank.part == Part::Name)
    }

    /// Reveals the next part of `step`.
    pub(super) fn reveal(&mut self, step: usize) {
        let most = self.blanks(step).len();
        if let Some(open) = self.open.get_mut(step) {
            *open = (*open + 1).min(most);
        }
    }

    /// Reveals all of `step`.
    pub(super) fn reveal_all(&mut self, step: usize) {
        let most = self.blanks(step).len();
        if let Some(open) = self.open.get_mut(step) {
            *open = most;
        }
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
        let (name, ink) = match self.hides_name(step) {
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
        for (n, blank) in self.blanks(step).iter().enumerate() {
            let (mark, ink) = match n == open {
                true => ("▶", Ink::Strong),
                false => (" ", Ink::Faint),
            };
            let number = Span::new(format!("{mark} {:>3}", blank.number), ink);
            let mut words = vec![
                Span::new(look.say(&blank.ask), Ink::Name),
                Span::plain("  "),
            ];
            words.push(match n < open {
                true => Span::plain(cut(look.say(&blank.answer), columns * 3)),
                false => Span::new("........", Ink::Faint),
            });
            leaf.say(hang(number, &words, columns, 7));
        }
        leaf
    }
}
