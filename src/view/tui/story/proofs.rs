//! The proofs of a step, with everything that went in and where it was seen.

use crate::story::model::Story;
use crate::view::look::Look;
use crate::view::proofs;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};

/// The proofs of the step at `place`.
pub(super) fn leaf(story: &Story, place: Place, look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let proofs = place.step(story).map(|step| step.proofs.as_slice());
    for (n, proof) in proofs.unwrap_or_default().iter().enumerate() {
        leaf.lead(Target::Proof(n), proofs::full(proof, look, columns, 0));
    }
    leaf
}
