//! A wire that somebody holds: the story owns up to what was done, and tells no more than has happened.

use std::collections::BTreeSet;

use crate::story::evidence::Evidence;
use crate::story::model::{Fate, Kind, Step, Who};

/// Says of each frame that was meddled with, in the first step that has it, that it was you.
pub(crate) fn own_up(steps: &mut [Step], evidence: &Evidence) {
    let mut said = BTreeSet::new();
    for step in steps {
        let Kind::Wire { packets, .. } = &step.kind else {
            continue;
        };
        for number in packets {
            let Some(deed) = evidence.deeds.get(number) else {
                continue;
            };
            if !deed.is_nothing() && said.insert(*number) {
                step.sentence = step.sentence.then(&deed.told());
            }
        }
    }
}

/// Takes away what the receiver of the frame that waits has not computed yet. What both compute, its sender alone has.
pub(crate) fn not_yet(steps: &mut Vec<Step>) {
    let waits = |step: &Step| match step.kind {
        Kind::Wire {
            from,
            fate: Fate::Waiting,
            ..
        } => Some(from),
        _ => None,
    };
    let Some((at, from)) = steps
        .iter()
        .enumerate()
        .find_map(|(n, step)| Some((n, waits(step)?)))
    else {
        return;
    };
    let receiver = Who::from(from.peer());
    let mut n = 0;
    steps.retain_mut(|step| {
        n += 1;
        if n <= at {
            return true;
        }
        match &mut step.kind {
            Kind::Computation { by } if *by == receiver => false,
            Kind::Computation { by } => {
                *by = Who::from(from);
                true
            }
            Kind::Wire { .. } | Kind::Remark | Kind::Desk => true,
        }
    });
}
