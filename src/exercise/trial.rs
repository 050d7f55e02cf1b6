//! An exercise tried as a product: blank fails, the solver passes, each known mistake gets its own message, no answer leaks.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Text;
use crate::exercise::entry::Entry;
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::judge::{Ruling, Standing, judge};
use crate::exercise::kind::{Aim, Desk, Unfit};
use crate::exercise::kinds::list::named;
use crate::exercise::leak::leaks;
use crate::exercise::seed::{ClassKey, Student};
use crate::exercise::task::{Commits, Exercise};
use crate::exercise::variant::Variant;

/// How many mistakes an exercise has to know at least.
pub const SLIPS: usize = 3;

/// What a trial came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What is wrong; empty: nothing.
    pub complaints: Vec<String>,
    /// How many mistakes were made, and named.
    pub slips: usize,
    /// How many variants were tried.
    pub variants: usize,
}

/// Tries `exercise` with so many students of the class with this key.
pub fn try_out(exercise: &Exercise, key: &ClassKey, students: usize) -> Outcome {
    let mut trial = Trial {
        exercise,
        outcome: Outcome::default(),
        named: BTreeSet::new(),
        answers: BTreeSet::new(),
    };
    if exercise.slips.len() < SLIPS {
        let n = exercise.slips.len();
        trial.complain(format!("it knows {n} mistakes; {SLIPS} are needed"));
    }
    for number in 1..=students {
        let student = Student {
            class: "trial".to_owned(),
            id: format!("s{number}"),
            name: format!("Student {number}"),
        };
        if let Err(why) = trial.student(key, &student) {
            trial.complain(format!("{}: {why}", student.id));
        }
    }
    if students > 1 && trial.answers.len() < 2 {
        trial.complain("every student gets the same".to_owned());
    }
    for slip in &exercise.slips {
        if !trial.named.contains(&(slip.of.clone(), slip.key.clone())) {
            let (of, key) = (&slip.of, &slip.key);
            trial.complain(format!("the mistake {of}/{key} was never made"));
        }
    }
    trial.outcome
}

/// Solves `exercise` from what a student has, or makes the mistake that is aimed at.
///
/// # Errors
/// The solver cannot.
pub fn solve(exercise: &Exercise, entry: &Entry, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let kind = named(&exercise.kind)
        .ok_or_else(|| Unfit::new(format!("there is no kind `{}`", exercise.kind)))?;
    let mut asked = Vec::new();
    let mut ask = |question: &[u8]| {
        let reply = kind
            .oracle
            .as_ref()
            .map(|oracle| (oracle.reply)(&entry.secret, question))
            .unwrap_or_default();
        asked.push(Exchange {
            question: question.to_vec(),
            reply: reply.clone(),
        });
        reply
    };
    let mut desk = Desk {
        exercise,
        words: &entry.words,
        files: &entry.files,
        forms: &entry.forms,
        ask: &mut ask,
    };
    let handed = (kind.solve)(&mut desk, aim)?;
    Ok(Handed { asked, ..handed })
}

struct Trial<'e> {
    exercise: &'e Exercise,
    outcome: Outcome,
    /// Mistakes that were made and named.
    named: BTreeSet<(String, String)>,
    /// What was drawn, as far as it can be compared.
    answers: BTreeSet<String>,
}

impl Trial<'_> {
    fn complain(&mut self, what: String) {
        if !self.outcome.complaints.contains(&what) {
            self.outcome.complaints.push(what);
        }
    }

    fn student(&mut self, key: &ClassKey, student: &Student) -> Result<(), Unfit> {
        let exercise = self.exercise;
        let (entry, truth) = Entry::draw(key, student, exercise)?;
        self.outcome.variants += 1;
        if Entry::draw(key, student, exercise)? != (entry.clone(), truth.clone()) {
            self.complain("drawn twice, it is not the same".to_owned());
        }
        let drawn = (&truth.answers, &truth.words, &truth.files);
        self.answers.insert(format!("{drawn:?}"));
        self.texts(&entry, &truth);
        self.bounds(&truth);
        for leak in leaks(exercise, &entry, &truth) {
            self.complain(format!("an answer is given away: {leak}"));
        }
        let blank = judge(exercise, &entry, Some(&truth), &Handed::default());
        if blank.standing() != Standing::Open {
            self.complain("handing in nothing passes".to_owned());
        }
        let right = solve(exercise, &entry, Aim::Right)?;
        self.passes(&entry, &truth, &right);
        self.mistakes(&entry, &truth, &right)
    }

    /// What the solver hands in is right beside the truth, and beside a pack as far as a pack can say.
    fn passes(&mut self, entry: &Entry, truth: &Variant, right: &Handed) {
        let kept = self.exercise.questions.iter();
        let kept = kept.filter(|question| question.commits == Commits::Never);
        let expected = match kept.count() {
            0 => Standing::Solved,
            _ => Standing::Handed,
        };
        for (beside, truth, expected) in [
            ("the truth", Some(truth), Standing::Solved),
            ("a pack", None, expected),
        ] {
            let judgement = judge(self.exercise, entry, truth, right);
            if judgement.standing() == expected {
                continue;
            }
            for item in judgement.items {
                if !matches!(item.ruling, Ruling::Right | Ruling::Kept) {
                    let (key, ruling) = (item.key, item.ruling);
                    let given = item.given.unwrap_or(Text::EMPTY).en;
                    self.complain(format!(
                        "beside {beside}, the solver's {key} ({given}) is {ruling:?}"
                    ));
                }
            }
        }
    }

    fn mistakes(&mut self, entry: &Entry, truth: &Variant, right: &Handed) -> Result<(), Unfit> {
        let exercise = self.exercise;
        for slipped in &truth.slips {
            let mut handed = right.clone();
            let (question, answer) = (slipped.question.clone(), slipped.answer.clone());
            handed.answers.insert(question, answer);
            self.made(
                entry,
                Some(truth),
                &handed,
                (&slipped.question, &slipped.key),
            );
            let mut questions = exercise.questions.iter();
            let alone = questions.any(|question| {
                question.key == slipped.question && question.commits == Commits::Alone
            });
            if alone && exercise.tells(&slipped.question, &slipped.key) {
                self.made(entry, None, &handed, (&slipped.question, &slipped.key));
            }
        }
        for slip in &exercise.slips {
            let mut questions = exercise.questions.iter();
            if questions.any(|question| question.key == slip.of) {
                continue;
            }
            let (of, key) = (slip.of.as_str(), slip.key.as_str());
            let handed = solve(exercise, entry, Aim::Slip { of, key })?;
            self.made(entry, Some(truth), &handed, (of, key));
        }
        Ok(())
    }

    /// A mistake was made: it is named, in both languages, without the answer.
    fn made(
        &mut self,
        entry: &Entry,
        truth: Option<&Variant>,
        handed: &Handed,
        (of, key): (&str, &str),
    ) {
        let judgement = judge(self.exercise, entry, truth, handed);
        let item = judgement.items.into_iter().find(|item| item.key == of);
        let says = match item.map(|item| item.ruling) {
            Some(Ruling::Slip { key: named, says }) if named == key => says,
            other => {
                self.complain(format!("the mistake {of}/{key} is ruled {other:?}"));
                return;
            }
        };
        if says.en.is_empty() || says.ko.is_empty() || says.en == says.ko {
            self.complain(format!(
                "the mistake {of}/{key} is not said in both languages"
            ));
        }
        let answers: Vec<String> = truth
            .and_then(|truth| truth.answers.get(of))
            .into_iter()
            .flatten()
            .filter(|answer| answer.len() >= 4)
            .cloned()
            .collect();
        if answers
            .iter()
            .any(|answer| says.en.to_lowercase().contains(answer))
        {
            self.complain(format!(
                "what is said of the mistake {of}/{key} holds the answer"
            ));
        }
        self.outcome.slips += 1;
        self.named.insert((of.to_owned(), key.to_owned()));
    }

    /// Every place in every text has its word, and every text is there in both languages.
    fn texts(&mut self, entry: &Entry, truth: &Variant) {
        let exercise = self.exercise;
        let mut texts: BTreeMap<String, &Text> = BTreeMap::new();
        texts.insert("title".to_owned(), &exercise.title);
        texts.insert("goal".to_owned(), &exercise.goal);
        texts.insert("task".to_owned(), &exercise.task);
        for (number, hint) in (1..).zip(&exercise.hints) {
            texts.insert(format!("hint {number}"), hint);
        }
        for question in &exercise.questions {
            texts.insert(format!("question {}", question.key), &question.asks);
        }
        for property in &exercise.properties {
            texts.insert(format!("property {}", property.key), &property.asks);
        }
        for slip in &exercise.slips {
            texts.insert(format!("slip {}/{}", slip.of, slip.key), &slip.says);
        }
        let mut wrong = Vec::new();
        let mut check = |name: &str, text: &Text, lacking: &dyn Fn(&str) -> Vec<String>| {
            for (lang, said) in [("en", &text.en), ("ko", &text.ko)] {
                if said.trim().is_empty() {
                    wrong.push(format!("{name}: nothing in {lang}"));
                }
                for place in lacking(said) {
                    wrong.push(format!("{name}: no word for {{{place}}} in {lang}"));
                }
            }
        };
        let given = |text: &str| -> Vec<String> {
            let lacking = entry.words.lacking(text);
            lacking.into_iter().map(str::to_owned).collect()
        };
        for (name, text) in texts {
            check(&name, text, &given);
        }
        let told = |text: &str| -> Vec<String> {
            let lacking = entry.words.lacking(text).into_iter();
            lacking
                .filter(|place| !truth.solved.0.contains_key(*place))
                .map(str::to_owned)
                .collect()
        };
        check("solved", &exercise.solved, &told);
        for what in wrong {
            self.complain(what);
        }
    }

    /// What makes it hard lies within its bounds.
    fn bounds(&mut self, truth: &Variant) {
        if truth.difficulty.is_empty() {
            self.complain("nothing that makes it hard is counted".to_owned());
        }
        for (name, count) in &truth.difficulty {
            match self.exercise.bounds.get(*name) {
                None => self.complain(format!("{name} has no bounds")),
                Some([least, most]) if !(least..=most).contains(&count) => {
                    self.complain(format!("{name} is {count}, not {least} to {most}"));
                }
                Some(_) => {}
            }
        }
    }
}
