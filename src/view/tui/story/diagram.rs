//! The steps between the two hosts: who sends to whom, and who computes.

use crate::story::model::Story;
use crate::view::header;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::Target;

/// A row a step of those `shown`, with the chapters between.
pub(super) fn leaf(story: &Story, shown: &[usize], look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let mut chapter = None;
    for &n in shown {
        let Some(step) = story.steps.get(n) else {
            continue;
        };
        if chapter != Some(&step.chapter) && !step.chapter.is_empty() {
            chapter = Some(&step.chapter);
            leaf.say([Row(vec![Span::new(look.say(&step.chapter), Ink::Faint)]).fit(columns)]);
        }
        leaf.lead(
            Target::Step(n),
            [header::brief(step, n + 1, look).fit(columns)],
        );
    }
    leaf
}
