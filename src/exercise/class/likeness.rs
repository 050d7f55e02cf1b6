//! What belongs to somebody else: a wrong answer that is right for another student, a file or questions to an oracle that another
//! student handed in too.
//!
//! Evidence, no verdict. Only answers with very many possible ones are looked at, and only those that are right for one student
//! alone, follow from no known mistake, and stand in nothing the student was given: what two can come to by themselves accuses nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Lang;
use crate::exercise::class::folder::Class;
use crate::exercise::class::grades::{Kind, Likeness, Party};
use crate::exercise::class::marking::Marked;
use crate::exercise::class::trace::Asked;
use crate::exercise::entry::Entry;
use crate::exercise::leak::{dresses, holds};
use crate::exercise::task::Exercise;

/// Shorter answers are looked over.
const SHORTEST: usize = 4;
/// So many bytes a file has at least that is right for one student and was handed in by another.
const FILE: usize = 16;
/// So many bytes a file has at least that is right for neither.
const WRONG_FILE: usize = 64;
/// A wrong file that more students have is from the task, or from a book.
const CROWD: usize = 3;
/// So many questions that an oracle did not answer so are enough.
const QUESTIONS: usize = 3;

/// Everything that is alike, in the order of the exercises.
pub fn find(class: &Class, exercises: &[&Exercise], all: &[Marked]) -> Vec<Likeness> {
    let mut found = answers(class, exercises, all);
    found.extend(files(all));
    found.extend(oracles(all));
    found.sort_by(|one, other| {
        let order = |like: &Likeness| {
            (
                like.number,
                like.kind,
                like.item.clone(),
                like.by.id.clone(),
            )
        };
        order(one).cmp(&order(other))
    });
    found
}

fn party(marked: &Marked, when: Option<u64>) -> Party {
    Party {
        id: marked.graded.id.clone(),
        name: marked.graded.name.clone(),
        when,
        handed_in: marked.graded.file.is_some(),
    }
}

fn answers(class: &Class, exercises: &[&Exercise], all: &[Marked]) -> Vec<Likeness> {
    let mut owners: BTreeMap<(&Asked, &str), Vec<&Marked>> = BTreeMap::new();
    for marked in all {
        for (asked, right) in &marked.trace.right {
            for answer in right {
                owners.entry((asked, answer)).or_default().push(marked);
            }
        }
    }
    let mut found = Vec::new();
    for marked in all {
        let mut drawn = BTreeMap::new();
        for ((asked, answer), when) in &marked.trace.strange {
            let Some([owner]) = owners.get(&(asked, answer.as_str())).map(Vec::as_slice) else {
                continue;
            };
            let own = owner.graded.id == marked.graded.id;
            if own || answer.len() < SHORTEST {
                continue;
            }
            let entry = drawn
                .entry(asked.0)
                .or_insert_with(|| given(class, exercises, marked, asked.0));
            if entry.as_ref().is_some_and(|entry| stands(entry, answer)) {
                continue;
            }
            found.push(Likeness {
                kind: Kind::Answer,
                number: asked.0,
                item: asked.1.clone(),
                value: answer.clone(),
                by: party(marked, *when),
                of: party(owner, owner.trace.knew.get(asked).copied()),
            });
        }
    }
    found
}

/// What this student was given in the exercise of this number.
fn given(class: &Class, exercises: &[&Exercise], marked: &Marked, number: u8) -> Option<Entry> {
    let exercise = exercises.iter().find(|one| one.number == number)?;
    let student = class.student(&marked.graded.id, &marked.graded.name);
    let (entry, _) = Entry::draw(&class.key, &student, exercise).ok()?;
    Some(entry)
}

/// Whether `answer` stands in it.
fn stands(entry: &Entry, answer: &str) -> bool {
    let words = entry
        .words
        .0
        .values()
        .map(|word| word.say(Lang::En).as_bytes());
    let files = entry.files.values().map(Vec::as_slice);
    let places: Vec<&[u8]> = files.chain(words).collect();
    let mut dresses = dresses(answer).into_iter();
    dresses.any(|dress| places.iter().any(|place| holds(place, &dress)))
}

fn files(all: &[Marked]) -> Vec<Likeness> {
    let given: BTreeSet<&(u8, String)> = all.iter().flat_map(|one| &one.trace.given).collect();
    let mut makers: BTreeMap<&(u8, String), Vec<&Marked>> = BTreeMap::new();
    for marked in all {
        for place in marked.trace.files.keys() {
            makers.entry(place).or_default().push(marked);
        }
    }
    makers.retain(|place, makers| makers.len() > 1 && !given.contains(place));
    let mut found = Vec::new();
    for (place, makers) in makers {
        let made = |one: &Marked| one.trace.files.get(place).cloned();
        let right = |one: &&Marked| made(one).is_some_and(|made| made.right);
        let size = makers.iter().filter_map(|one| made(one)?.bytes).max();
        let size = size.unwrap_or(0);
        let (owners, others): (Vec<&Marked>, Vec<&Marked>) =
            makers.iter().partition(|one| right(one));
        let mut like = |by: &Marked, of: &Marked| {
            let (Some(file), Some(same)) = (made(by), made(of)) else {
                return;
            };
            found.push(Likeness {
                kind: Kind::File,
                number: place.0,
                item: file.name,
                value: place.1.clone(),
                by: party(by, file.when),
                of: party(of, same.when),
            });
        };
        match owners.as_slice() {
            [owner] if size >= FILE => others.iter().for_each(|other| like(other, owner)),
            [] if size >= WRONG_FILE && others.len() <= CROWD => {
                for (n, one) in others.iter().enumerate() {
                    others.iter().skip(n + 1).for_each(|other| like(one, other));
                }
            }
            // What is right for several is nobody's own.
            _ => {}
        }
    }
    found
}

fn oracles(all: &[Marked]) -> Vec<Likeness> {
    let mut found = Vec::new();
    for marked in all {
        for (number, forged) in &marked.trace.forged {
            if forged.is_empty() {
                continue;
            }
            let enough = forged.len().min(QUESTIONS);
            for other in all {
                let Some(heard) = other.trace.heard.get(number) else {
                    continue;
                };
                let same = forged.iter().filter(|exchange| heard.contains(*exchange));
                let same = same.count();
                if other.graded.id != marked.graded.id && same >= enough {
                    found.push(Likeness {
                        kind: Kind::Oracle,
                        number: *number,
                        item: "work".to_owned(),
                        value: same.to_string(),
                        by: party(marked, None),
                        of: party(other, None),
                    });
                }
            }
        }
    }
    found
}
