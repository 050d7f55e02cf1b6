//! Searching a story: names, sentences, values, fields and proofs, in both languages whichever is shown.
//!
//! What a step says is written out when it is first looked at and kept as far as there is room for it, and looking goes on in portions: however long the story is, a key is
//! answered at once and the rest is looked through while nothing else comes in.

use crate::base::text::{Lang, Text};
use crate::story::model::{Step, Story};
use crate::view::tui::story::hidden::Hidden;
use crate::view::tui::story::place::Place;

/// What is searched for, and where it was found so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    query: String,
    /// What each step says in English and in Korean, in small letters; none: not written out yet, or there was no room to keep it.
    said: Vec<Option<[String; 2]>>,
    /// How many bytes that is.
    kept: usize,
    /// The step that is looked at first.
    from: usize,
    /// How many were looked at.
    looked: usize,
    /// Where it was found before that step, in order.
    earlier: Vec<usize>,
    /// Where it was found from that step on, in order.
    later: Vec<usize>,
}

/// Fields and steps that are written out in one portion.
const WRITTEN: usize = 1500;
/// Bytes that are looked through in one portion.
const READ: usize = 1 << 20;
/// Bytes that are kept of what was written out; what does not fit is written out whenever it is looked at.
const KEPT: usize = 32 << 20;

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
        self.earlier.clear();
        self.later.clear();
        if query.is_empty() {
            (self.said, self.kept) = (Vec::new(), 0);
            return;
        }
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
            let mut anew = None;
            let said = place.as_ref().unwrap_or_else(|| {
                let notes = step.exhibits.iter().map(|exhibit| exhibit.notes.len());
                written += 10 + notes.sum::<usize>();
                anew.insert(write(step))
            });
            let size = said.iter().map(String::len).sum::<usize>();
            read += size;
            let says = said.iter().any(|said| said.contains(&self.query));
            if anew.is_some() && self.kept + size <= KEPT {
                self.kept += size;
                *place = anew;
            }
            if !says {
                continue;
            }
            let is_hidden = hidden.is_some_and(|hidden| {
                written += 100;
                hidden.hides(n, story)
            });
            match (is_hidden, n < self.from) {
                (true, _) => {}
                (false, true) => self.earlier.push(n),
                (false, false) => self.later.push(n),
            }
        }
    }

    /// How many steps say it, so far.
    pub(super) fn count(&self) -> usize {
        self.earlier.len() + self.later.len()
    }

    /// Which of them `step` is, from 1; none: it is none of them.
    pub(super) fn rank(&self, step: usize) -> Option<usize> {
        let (found, before) = match step < self.from {
            true => (&self.earlier, 0),
            false => (&self.later, self.earlier.len()),
        };
        let at = found.binary_search(&step).ok()?;
        Some(before + at + 1)
    }

    /// The next step after `step` that says it, round the end.
    pub(super) fn after(&self, step: Option<usize>) -> Option<usize> {
        let from = step.map_or(0, |step| step + 1);
        let parts = [&self.earlier, &self.later];
        let next = |found: &Vec<usize>| found.get(found.partition_point(|n| *n < from)).copied();
        let first = || parts.into_iter().flatten().next().copied();
        parts.into_iter().find_map(next).or_else(first)
    }

    /// The step before `step` that says it, round the beginning.
    pub(super) fn before(&self, step: Option<usize>) -> Option<usize> {
        let until = step.unwrap_or(usize::MAX);
        let parts = [&self.later, &self.earlier];
        let next = |found: &Vec<usize>| {
            let before = found.partition_point(|n| *n < until).checked_sub(1)?;
            found.get(before).copied()
        };
        let last = || parts.into_iter().find_map(|found| found.last().copied());
        parts.into_iter().find_map(next).or_else(last)
    }

    /// Whether `step` says it in `lang` and in no other language.
    pub(super) fn says_only_in(&self, step: usize, lang: Lang, story: &Story) -> bool {
        let kept = self.said.get(step).and_then(Option::as_ref);
        let Some(step) = story.steps.get(step) else {
            return false;
        };
        let mut anew = None;
        let [en, ko] = kept.unwrap_or_else(|| anew.insert(write(step)));
        let (said, other) = match lang {
            Lang::En => (en, ko),
            Lang::Ko => (ko, en),
        };
        said.contains(&self.query) && !other.contains(&self.query)
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
