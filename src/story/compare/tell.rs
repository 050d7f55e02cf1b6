//! Comparing: which connections are held against each other, the pairs, their differences, the headlines.

use std::ops::Range;

use crate::story::compare::align::align;
use crate::story::compare::differences::{Draws, differences};
use crate::story::compare::facts::Facts;
use crate::story::compare::headlines;
use crate::story::compare::model::{Comparison, Pair, Place};
use crate::story::compare::parts::parts;
use crate::story::model::{Step, Story};

/// What is compared: a story, what it is called, and which of its connections, counted from 0; none: the last, for whose sake
/// the others were made.
#[derive(Clone, Debug)]
pub struct Operand<'s> {
    /// The story.
    pub story: &'s Story,
    /// What it is called.
    pub name: String,
    /// Which of its connections.
    pub connection: Option<usize>,
}

/// Holds `left` against `right`.
pub fn compare<'s>(left: Operand<'s>, right: Operand<'s>) -> Comparison<'s> {
    let within = [&left, &right].map(chosen);
    let stories = [left.story, right.story];
    let [facts_left, facts_right] = {
        let [a, b] = &within;
        [Facts::of(left.story, a), Facts::of(right.story, b)]
    };
    let draws = draws(stories, &within);
    let [a, b] = &within;
    let ends = stories.map(|story| story.steps.len());
    let [end_a, end_b] = ends;
    let mut pairs = Vec::new();
    for (place, one, other) in [
        (Place::Before, 0..a.start, 0..b.start),
        (Place::Compared, a.clone(), b.clone()),
        (Place::After, a.end..end_a, b.end..end_b),
    ] {
        let steps = |story: &'s Story, range: &Range<usize>| -> &'s [Step] {
            story.steps.get(range.clone()).unwrap_or_default()
        };
        let (x, y) = (steps(left.story, &one), steps(right.story, &other));
        for [i, j] in align(x, y) {
            let both = i.and_then(|i| x.get(i)).zip(j.and_then(|j| y.get(j)));
            pairs.push(Pair {
                steps: [i.map(|i| i + one.start), j.map(|j| j + other.start)],
                place,
                differences: both.map_or_else(Vec::new, |(x, y)| differences(x, y, draws)),
            });
        }
    }
    let mut comparison = Comparison {
        stories,
        names: names(left.name, right.name),
        facts: [facts_left, facts_right],
        headlines: Vec::new(),
        pairs,
    };
    comparison.headlines = headlines::rules::headlines(&comparison);
    comparison
}

/// The steps of the connection that is asked for.
fn chosen(operand: &Operand<'_>) -> Range<usize> {
    let parts = parts(operand.story);
    let wanted = operand.connection.unwrap_or(parts.len().saturating_sub(1));
    let found = parts.get(wanted).or_else(|| parts.last());
    found.cloned().unwrap_or(0..operand.story.steps.len())
}

/// Two of one name are told apart.
fn names(left: String, right: String) -> [String; 2] {
    match left == right {
        true => [format!("{left} (A)"), format!("{right} (B)")],
        false => [left, right],
    }
}

/// Two runs that greet with the same 32 random bytes drew everything alike: chance does not do that.
fn draws(stories: [&Story; 2], within: &[Range<usize>; 2]) -> Draws {
    let random = |story: &Story, range: &Range<usize>| -> Option<Vec<u8>> {
        let steps = story.steps.get(range.clone())?;
        let hello = steps.iter().find(|step| step.name.en == "ClientHello")?;
        let value = hello.values.iter().find(|v| v.name.en == "random")?;
        value.bytes().map(<[u8]>::to_vec)
    };
    let ([a, b], [x, y]) = (stories, within);
    match (random(a, x), random(b, y)) {
        (Some(one), Some(other)) if one == other => Draws::Shared,
        _ => Draws::Own,
    }
}
