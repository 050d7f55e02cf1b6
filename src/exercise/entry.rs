//! What a student has of one exercise: the words, the files, and commitments instead of answers.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::exercise::form::Form;
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::list::named;
use crate::exercise::seal::Sealed;
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
    /// Words for what is told after success; they may say the answer, so a pack keeps them sealed, and a student who takes the
    /// program apart can read them.
    pub solved: Words,
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
            solved: variant.solved.clone(),
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

    /// `text` with the words of this student.
    pub fn fill(&self, text: &Text) -> Text {
        self.words.fill(text)
    }
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
        variant.slips = slips
            .into_iter()
            .filter_map(|mut slip| {
                if slip.question != *key {
                    return Some(slip);
                }
                slip.answer = form.read(&slip.answer).ok()?.plain;
                (!answers.contains(&slip.answer)).then_some(slip)
            })
            .collect();
    }
    Ok(())
}
