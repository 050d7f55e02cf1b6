//! Which exercise comes next: along the tracks, those first for which what is advised before was done.

use crate::exercise::set::Set;
use crate::exercise::student::record::{Record, State};
use crate::exercise::task::Exercise;

/// The exercise to do next: behind `after` on its track if there is one, else along the tracks from their beginning. `pack` has the
/// numbers that can be done; none: all can.
pub fn next<'s>(
    set: &'s Set,
    record: &Record,
    pack: Option<&[u8]>,
    after: Option<u8>,
) -> Option<&'s Exercise> {
    let open = |number: &u8| {
        record.state(*number) < State::Handed
            && pack.is_none_or(|pack| pack.contains(number))
            && after != Some(*number)
    };
    let behind = set.tracks.iter().flat_map(|track| {
        let at = track.exercises.iter().position(|one| Some(*one) == after);
        let rest = at.and_then(|at| track.exercises.get(at + 1..));
        rest.unwrap_or_default().iter().copied()
    });
    let along = set.tracks.iter().flat_map(|track| track.exercises.clone());
    let rest = set.exercises.iter().map(|exercise| exercise.number);
    let all: Vec<&Exercise> = behind
        .chain(along)
        .chain(rest)
        .filter(open)
        .filter_map(|number| set.numbered(number))
        .collect();
    let ready = all
        .iter()
        .find(|exercise| lacking(set, record, exercise).is_empty());
    ready.or_else(|| all.first()).copied()
}

/// The exercises advised before `exercise` that were not done.
pub fn lacking(set: &Set, record: &Record, exercise: &Exercise) -> Vec<u8> {
    let undone =
        |number: &&u8| record.state(**number) < State::Handed && set.numbered(**number).is_some();
    exercise.after.iter().filter(undone).copied().collect()
}
