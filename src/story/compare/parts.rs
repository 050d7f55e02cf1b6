//! The connections of a story: which steps belong to which.

use std::ops::Range;

use crate::base::side::Side;
use crate::story::model::{Fate, Kind, Step, Story};

/// The steps of each connection, in order; what stands before the first belongs to it. A story about things on paper is one part.
pub fn parts(story: &Story) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut chapter = None;
    for (n, step) in story.steps.iter().enumerate() {
        // A SYN that is sent again stands under the same heading.
        if opens(step) && chapter != Some(&step.chapter) {
            chapter = Some(&step.chapter);
            starts.push(n);
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    if starts.is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().copied().skip(1);
    let ends: Vec<usize> = ends.chain([story.steps.len()]).collect();
    let parts = starts.into_iter().zip(ends);
    parts.map(|(start, end)| start..end).collect()
}

fn opens(step: &Step) -> bool {
    // One that carries what was sent before opens nothing; whatever else became of it, with it begins the connection.
    let begins = match &step.kind {
        Kind::Wire { from, fate, .. } => *from == Side::Client && !matches!(fate, Fate::Again(_)),
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => false,
    };
    begins && step.name.en == "SYN"
}
