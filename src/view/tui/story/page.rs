//! The step one stands at: its sentence, values, why, and its fields as a tree.

use crate::story::model::Story;
use crate::view::block;
use crate::view::fields;
use crate::view::layout::wrap;
use crate::view::look::Look;
use crate::view::proofs::Said;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};

/// So many fields on, or back: over the exhibits of the step, one after the other.
pub(super) fn moved(story: &Story, place: Place, by: isize) -> Place {
    let count = place
        .exhibit(story)
        .map_or(0, |exhibit| exhibit.notes.len());
    let here = place.note.map_or(-1, usize::cast_signed);
    let there = here.saturating_add(by).clamp(-1, count.cast_signed() - 1);
    Place {
        note: usize::try_from(there).ok(),
        ..place
    }
}

/// The page of the step at `place`.
pub(super) fn leaf(story: &Story, place: Place, look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let Some(step) = place.step(story) else {
        return leaf;
    };
    let narrow = Look {
        width: columns,
        ..look.clone()
    };
    leaf.say(block::rows(
        step,
        place.step + 1,
        &narrow,
        &mut Said::default(),
    ));
    leaf.say(block::why(step, &narrow, columns, 2));
    for (exhibit, shown) in step.exhibits.iter().enumerate() {
        leaf.lead(
            Target::Exhibit(exhibit),
            fields::title(shown, &narrow, columns, 0),
        );
        for (note, field) in shown.notes.iter().enumerate() {
            let words = fields::name_and_value(field, shown, &narrow, fields::Long::Cut);
            let indent = fields::deeper(0, field, columns);
            leaf.lead(
                Target::Note { exhibit, note },
                wrap(&words, columns, indent, indent + 2),
            );
        }
    }
    leaf
}
