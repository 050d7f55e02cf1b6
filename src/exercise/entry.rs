//! What a student has of one exercise: the words, the files, and commitments instead of answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::exercise::form::Form;
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::list::named;
use crate::exercise::seal::{Locked, Sealed};
use crate::exercise::seed::{ClassKey, Student};
use crate::exercise::task::{Commits, Exercise, FormOf, Question};
use crate::exercise::variant::Variant;
use crate::exercise::words::Words;

/// What a student has of one exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The number of the exercise.
    pub number: u8,
    /// Its version when this was made.
    pub version: u32,
    /// Words for the places in its texts.
    pub words: Words,
    /// Words for what is told after success, locked with all right answers; none where some of these are few.
    pub solved: Option<Locked>,
    /// The files given.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Forms that were drawn, by question.
    pub forms: BTreeMap<String, Form>,
    /// Commitments to answers that are committed alone, by question.
    pub sealed: BTreeMap<String, Sealed>,
    /// The commitment to all answers that are committed together.
    pub together: Option<Sealed>,
    /// What the oracle knows.
    pub secret: Vec<u8>,
}

impl Entry {
    /// Draws `exercise` for `student` of the class with this key: what the student gets, and the truth.
    ///
    /// # Errors
    /// The exercise is at fault: its kind is not there or cannot draw it, an answer does not have its form.
    pub fn draw(
        key: &ClassKey,
        student: &Student,
        exercise: &Exercise,
    ) -> Result<(Self, Variant), Unfit> {
        let kind = named(&exercise.kind)
            .ok_or_else(|| Unfit::new(format!("there is no kind `{}`", exercise.kind)))?;
        let mut variant = (kind.draw)(exercise, &mut key.chance(student, exercise))?;
        plain(exercise, &mut variant)?;
        let entry = Self::of(exercise, &variant, &mut key.salting(student, exercise));
        Ok((entry, variant))
    }

    fn of(exercise: &Exercise, variant: &Variant, chance: &mut Chance) -> Self {
        let right = |question: &Question| variant.answers.get(&question.key);
        let mut sealed = BTreeMap::new();
        let mut together = Vec::new();
        for question in &exercise.questions {
            let Some(right) = right(question) else {
                continue;
            };
            match question.commits {
                Commits::Alone => {
                    let slips = variant.slips.iter();
                    let slips: Vec<(String, String)> = slips
                        .filter(|slip| slip.question == question.key)
                        .filter(|slip| exercise.tells(&question.key, &slip.key))
                        .map(|slip| (slip.answer.clone(), slip.key.clone()))
                        .collect();
                    sealed.insert(question.key.clone(), Sealed::new(right, &slips, chance));
                }
                Commits::Together => together.extend(right.first().cloned()),
                Commits::Never => {}
            }
        }
        Self {
            number: exercise.number,
            version: exercise.version,
            words: variant.words.clone(),
            solved: lock(exercise, variant, chance),
            files: variant.files.clone(),
            forms: variant.forms.clone(),
            sealed,
            together: match together.is_empty() {
                true => None,
                false => Some(Sealed::new(&[joined(&together)], &[], chance)),
            },
            secret: variant.secret.clone(),
        }
    }

    /// The form of the answer to `question`.
    pub fn form<'e>(&'e self, question: &'e Question) -> Option<&'e Form> {
        match &question.form {
            FormOf::Fixed(form) => Some(form),
            FormOf::Drawn => self.forms.get(&question.key),
        }
    }

    /// Words for what is told after success, if these are all the right `answers` in plain form, in the order of the questions.
    pub fn solved(&self, answers: &[String]) -> Option<Words> {
        let plain = self.solved.as_ref()?.open(&joined(answers))?;
        serde_json::from_slice(&plain).ok().map(Words::heard)
    }

    /// `text` with the words of this student.
    pub fn fill(&self, text: &Text) -> Text {
        self.words.fill(text)
    }
}

/// What is told after success, locked with all answers.
fn lock(exercise: &Exercise, variant: &Variant, chance: &mut Chance) -> Option<Locked> {
    let answer = |question: &Question| variant.answers.get(&question.key)?.first().cloned();
    let answers: Vec<String> = exercise.questions.iter().filter_map(answer).collect();
    let plain = serde_json::to_vec(&variant.solved.said()).ok()?;
    Some(Locked::new(&plain, &joined(&answers), chance))
}

/// Answers in plain form, as they are committed together.
pub fn joined(answers: &[String]) -> String {
    answers.join("\n")
}

/// Brings every answer into the one way it is written; a slip that is right, or is none of this form, is let go.
fn plain(exercise: &Exercise, variant: &mut Variant) -> Result<(), Unfit> {
    for question in &exercise.questions {
        let key = &question.key;
        let form = match &question.form {
            FormOf::Fixed(form) => form,
            FormOf::Drawn => variant
                .forms
                .get(key)
                .ok_or_else(|| Unfit::new(format!("no form was drawn for `{key}`")))?,
        };
        let answers = variant
            .answers
            .get_mut(key)
            .ok_or_else(|| Unfit::new(format!("no answer was drawn for `{key}`")))?;
        for answer in answers.iter_mut() {
            let read = form.read(answer);
            *answer = read
                .map_err(|why| Unfit::new(format!("the answer to `{key}`: {}", why.en)))?
                .plain;
        }
        let slips = std::mem::take(&mut variant.slips);
        let mut known = BTreeSet::new();
        variant.slips = slips
            .into_iter()
            .filter_map(|mut slip| {
                if slip.question != *key {
                    return Some(slip);
                }
                slip.answer = form.read(&slip.answer).ok()?.plain;
                // Where two mistakes lead to one answer, the first that was named is as true as the other.
                let new = !answers.contains(&slip.answer) && known.insert(slip.answer.clone());
                new.then_some(slip)
            })
            .collect();
    }
    Ok(())
}
