//! Where a connection that failed broke: the step a reader should look at first.

use crate::base::verdict::Verdict;
use crate::story::model::{Fate, Kind, Step, Story};

/// The step where it broke, counted from 0; none: it did not fail, or nothing of it was seen.
///
/// What does not verify comes first: it is why the rest happened. Where everything seen verifies, it is what was changed on its
/// way, then the alert or the reset that ended it, then whatever was sent last.
pub fn broke(story: &Story) -> Option<usize> {
    story.cause.as_ref()?;
    let first = |sign: fn(&Step) -> bool| story.steps.iter().position(sign);
    first(fails)
        .or_else(|| first(changed))
        .or_else(|| first(ends_it))
        .or_else(|| story.steps.iter().rposition(on_the_wire))
}

fn fails(step: &Step) -> bool {
    // Checksums are made by the network card, after the capture saw the frame: there a wrong one means nothing.
    let mut proofs = step.proofs.iter();
    proofs.any(|proof| proof.verdict == Verdict::Fails && !proof.key.ends_with("checksum"))
}

fn changed(step: &Step) -> bool {
    matches!(
        &step.kind,
        Kind::Wire {
            fate: Fate::Changed,
            ..
        }
    )
}

fn ends_it(step: &Step) -> bool {
    let name = &step.name.en;
    let alert = name.starts_with("alert ") && !name.contains("close_notify");
    on_the_wire(step) && (alert || name.split(", ").any(|flag| flag == "RST"))
}

fn on_the_wire(step: &Step) -> bool {
    matches!(&step.kind, Kind::Wire { .. })
}
