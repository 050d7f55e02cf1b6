//! Exercise by exercise: how many solved it, what went wrong most often, how much it took.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::exercise::class::grades::{Both, Grades, Outcome, Standing, Task};

/// How a class stands in one exercise.
#[derive(Clone, Debug, Serialize)]
pub struct Tally<'g> {
    /// Its number.
    pub number: u8,
    /// The exercise.
    #[serde(skip)]
    pub task: &'g Task,
    /// How many solved it.
    pub solved: usize,
    /// How many began it.
    pub begun: usize,
    /// How many could have.
    pub of: usize,
    /// The median of attempts of those who began, in halves.
    #[serde(rename = "median_attempts", serialize_with = "whole")]
    pub attempts: Option<usize>,
    /// The median of hints of those who began, in halves.
    #[serde(rename = "median_hints", serialize_with = "whole")]
    pub hints: Option<usize>,
    /// The median of seconds of those who solved it.
    #[serde(rename = "median_seconds")]
    pub seconds: Option<usize>,
    /// Known mistakes, those of most students first.
    pub mistakes: Vec<Known<'g>>,
    /// Wrong answers nobody knows the reason of, those of most students first.
    pub unknown: Vec<Unknown<'g>>,
}

/// A known mistake that was made.
#[derive(Clone, Debug, Serialize)]
pub struct Known<'g> {
    /// The question, property or `work`.
    pub of: &'g str,
    /// Its name.
    pub key: &'g str,
    /// What is said of it; none if the exercise does not know it.
    pub says: Option<&'g Both>,
    /// How many students made it.
    pub students: usize,
}

/// A wrong answer.
#[derive(Clone, Debug, Serialize)]
pub struct Unknown<'g> {
    /// The question.
    pub of: &'g str,
    /// The answer.
    pub answer: &'g str,
    /// How many students gave it.
    pub students: usize,
}

/// Grades with what they come to exercise by exercise, as data.
#[derive(Debug, Serialize)]
pub struct Whole<'g> {
    #[serde(flatten)]
    grades: &'g Grades,
    exercises: Vec<Tally<'g>>,
}

impl<'g> Whole<'g> {
    /// Of these grades.
    pub fn new(grades: &'g Grades) -> Self {
        Self {
            grades,
            exercises: tally(grades),
        }
    }
}

fn whole<S: Serializer>(halves: &Option<usize>, serializer: S) -> Result<S::Ok, S::Error> {
    let number = halves.and_then(|halves| u32::try_from(halves).ok());
    number
        .map(|halves| f64::from(halves) / 2.0)
        .serialize(serializer)
}

/// All exercises of the class.
pub fn tally(grades: &Grades) -> Vec<Tally<'_>> {
    grades.tasks.iter().map(|task| one(grades, task)).collect()
}

fn one<'g>(grades: &'g Grades, task: &'g Task) -> Tally<'g> {
    let results = grades.students.iter().flat_map(|one| &one.results);
    let results: Vec<&Outcome> = results.filter(|one| one.number == task.number).collect();
    let begun = |one: &&&Outcome| one.standing != Standing::NotBegun;
    let begun: Vec<&Outcome> = results.iter().filter(begun).copied().collect();
    let mut slips: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut others: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in &begun {
        // A mistake counts once a student, however often it was made.
        let mut made: Vec<(&str, &str)> = Vec::new();
        for wrong in &outcome.wrong {
            match (&wrong.slip, &wrong.answer) {
                (Some(slip), _) => made.push((&wrong.of, slip)),
                (None, Some(answer)) => *others.entry((&wrong.of, answer)).or_default() += 1,
                (None, None) => {}
            }
        }
        made.sort_unstable();
        made.dedup();
        for mistake in made {
            *slips.entry(mistake).or_default() += 1;
        }
    }
    let says = |of: &str, key: &str| {
        let mut mistakes = task.mistakes.iter();
        let known = mistakes.find(|known| known.of == of && known.key == key);
        known.map(|known| &known.says)
    };
    let mistakes = most(slips).into_iter().map(|((of, key), students)| Known {
        of,
        key,
        says: says(of, key),
        students,
    });
    let unknown = most(others).into_iter();
    Tally {
        number: task.number,
        task,
        solved: results
            .iter()
            .filter(|one| one.standing == Standing::Solved)
            .count(),
        begun: begun.len(),
        of: results.len(),
        attempts: halves(begun.iter().map(|one| one.attempts).collect()),
        hints: halves(begun.iter().map(|one| one.hints).collect()),
        seconds: halves(
            begun
                .iter()
                .filter_map(|one| usize::try_from(one.seconds()?).ok())
                .collect(),
        )
        .map(|halves| halves / 2),
        mistakes: mistakes.collect(),
        unknown: unknown
            .map(|((of, answer), students)| Unknown {
                of,
                answer,
                students,
            })
            .collect(),
    }
}

/// Those of most students first; among equals, in the order of their names.
fn most<'g>(counted: BTreeMap<(&'g str, &'g str), usize>) -> Vec<((&'g str, &'g str), usize)> {
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(_, students)| std::cmp::Reverse(*students));
    counted
}

/// The median in halves, so that it stays whole.
fn halves(mut numbers: Vec<usize>) -> Option<usize> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    match numbers.len() % 2 {
        0 => Some(upper + numbers.get(middle - 1)?),
        _ => Some(upper * 2),
    }
}

/// So many halves, as a number.
pub fn number(halves: usize) -> String {
    let whole = halves / 2;
    match halves % 2 {
        0 => whole.to_string(),
        _ => format!("{whole}.5"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        let check = |numbers: &[usize], expected: Option<&str>| {
            let halves = halves(numbers.to_vec());
            assert_eq!(halves.map(number).as_deref(), expected);
        };
        check(&[], None);
        check(&[3], Some("3"));
        check(&[5, 1, 9], Some("5"));
        check(&[1, 2], Some("1.5"));
    }
}
