//! Searching a story: names, sentences, values, fields and proofs, in both languages whichever is shown.
//!
//! What a step says is written out when it is first looked at, and looking goes on in portions: however long the story is, a key is
//! answered at once and the rest is looked through while nothing else comes in.

use std::collections::BTreeSet;

use crate::base::text::{Lang, Text};
use crate::story::model::{Step, Story};
use crate::view::tui::story::hidden::Hidden;
use crate::view::tui::story::place::Place;

/// What is searched for, and where it was found so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    query: String,
    /// What each step says in English and in Korean, in small letters; none: not written out yet.
    said: Vec<Option<[String; 2]>>,
    /// The step that is looked at first.
    from: usize,
    /// How many were looked at.
    looked: usize,
    found: BTreeSet<usize>,
}

/// Fields and steps that are written out in one portion.
const WRITTEN: usize = 1500;
/// Bytes that are looked through in one portion.
const READ: usize = 1 << 20;

impl Search {
    /// What is searched for, in small letters; empty: nothing.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// Searches for `query` from now on, at step `from` first.
    pub(super) fn ask(&mut self, query: &str, from: usize, story: &Story, hidden: Option<&Hidden>) {
        self.query = query.to_lowercase();
        self.from = from;
        self.looked = 0;
        self.found.clear();
        self.work(story, hidden);
    }

    /// Whether steps are left to look at.
    pub(super) fn is_busy(&self, story: &Story) -> bool {
        !self.query.is_empty() && self.looked < story.steps.len()
    }

    /// Looks at one more portion. What is still hidden at a step is not given away by finding it.
    pub(super) fn work(&mut self, story: &Story, hidden: Option<&Hidden>) {
        let count = story.steps.len();
        self.said.resize(count, None);
        let (mut written, mut read) = (0, 0);
        while self.is_busy(story) && written < WRITTEN && read < READ {
            let n = (self.from + self.looked) % count;
            self.looked += 1;
            let (Some(step), Some(place)) = (story.steps.get(n), self.said.get_mut(n)) else {
                continue;
            };
            let said = place.get_or_insert_with(|| {
                let notes = step.exhibits.iter().map(|exhibit| exhibit.notes.len());
                written += 10 + notes.sum::<usize>();
                write(step)
            });
            read += said.iter().map(String::len).sum::<usize>();
            let shown = hidden.is_none_or(|hidden| hidden.left(n) == 0);
            if shown && said.iter().any(|said| said.contains(&self.query)) {
                self.found.insert(n);
            }
        }
    }

    /// How many steps say it, so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Which of them `step` is, from 1; none: it is none of them.
    pub(super) fn rank(&self, step: usize) -> Option<usize> {
        let holds = self.found.contains(&step);
        holds.then(|| self.found.range(..=step).count())
    }

    /// The next step after `step` that says it, round the end.
    pub(super) fn after(&self, step: Option<usize>) -> Option<usize> {
        let from = step.map_or(0, |step| step + 1);
        let mut later = self.found.range(from..);
        later.next().or(self.found.first()).copied()
    }

    /// The step before `step` that says it, round the beginning.
    pub(super) fn before(&self, step: Option<usize>) -> Option<usize> {
        let mut earlier = self.found.range(..step.unwrap_or(usize::MAX));
        earlier.next_back().or(self.found.last()).copied()
    }

    /// Whether `step` says it in `lang`.
    pub(super) fn says_in(&self, step: usize, lang: Lang) -> bool {
        let said = self.said.get(step).and_then(Option::as_ref);
        let said = said.map(|[en, ko]| match lang {
            Lang::En => en,
            Lang::Ko => ko,
        });
        said.is_some_and(|said| said.contains(&self.query))
    }

    /// The place at `step` with the first field chosen that says it, where one does.
    pub(super) fn place(&self, step: usize, story: &Story) -> Place {
        let exhibits = story.steps.get(step).map(|step| step.exhibits.as_slice());
        let exhibits = exhibits.unwrap_or_default().iter().enumerate();
        // The last exhibit is the message itself: what is found there is meant before what is found around it.
        for (number, exhibit) in exhibits.rev() {
            for (note, field) in exhibit.notes.iter().enumerate() {
                let value = field.field.value(field.of(&exhibit.bytes));
                let value = value.unwrap_or(Text::EMPTY);
                let words = [field.field.name, &value.en, &value.ko];
                let says = |word: &str| word.to_lowercase().contains(&self.query);
                if words.into_iter().any(says) {
                    return Place {
                        step,
                        exhibit: number,
                        note: Some(note),
                        ..Place::default()
                    };
                }
            }
        }
        Place::at(step, story)
    }
}

/// What a step says in both languages.
fn write(step: &Step) -> [String; 2] {
    let mut texts = vec![
        step.name.clone(),
        step.sentence.clone(),
        step.chapter.clone(),
        Text::same(step.rfc),
    ];
    for value in &step.values {
        texts.push(value.name.clone());
        texts.push(value.text());
    }
    for proof in &step.proofs {
        texts.push(proof.claim.clone());
        texts.push(Text::same(proof.formula.clone()));
        texts.push(proof.verdict.text());
        texts.push(proof.says.clone());
    }
    for fault in &step.faults {
        texts.push(Text::same(fault.code));
        texts.push(fault.says.clone());
    }
    texts.extend(step.why.iter().cloned());
    for exhibit in &step.exhibits {
        texts.push(exhibit.title.clone());
        for note in &exhibit.notes {
            texts.push(Text::same(note.field.name));
            texts.extend(note.field.value(note.of(&exhibit.bytes)));
        }
    }
    [Lang::En, Lang::Ko].map(|lang| {
        let mut said = String::new();
        for text in &texts {
            said.push_str(text.say(lang));
            said.push('\n');
        }
        said.to_lowercase()
    })
}
