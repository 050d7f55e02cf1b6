//! One student's work: every exercise judged beside the truth, drawn again from the key of the class.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::class::grades::{Graded, Outcome, Part, Standing, Wrong};
use crate::exercise::class::history::{History, Line};
use crate::exercise::class::notes::{note, notes};
use crate::exercise::class::trace::{Made, Trace};
use crate::exercise::entry::Entry;
use crate::exercise::handed::{Exchange, Handed, sha256};
use crate::exercise::judge::{self, Item, Judgement, Ruling, judge};
use crate::exercise::kind::Unfit;
use crate::exercise::kinds;
use crate::exercise::seed::Student;
use crate::exercise::student::event::{Data, Event};
use crate::exercise::submission::Submission;
use crate::exercise::task::{Commits, Exercise};
use crate::exercise::variant::Variant;
use crate::text;

/// What marking found, and what a search for likenesses looks at.
#[derive(Debug)]
pub struct Marked {
    /// The results.
    pub graded: Graded,
    /// What was drawn for the student, and what they gave.
    pub trace: Trace,
}

/// Marks the work of `student` in `exercises`; without anything `handed` in, only draws what is theirs.
///
/// # Errors
/// An exercise is at fault.
pub fn mark(
    class: &Class,
    exercises: &[&Exercise],
    student: &Student,
    handed: Option<(&str, &Submission)>,
) -> Result<Marked, Unfit> {
    let mut marked = Marked {
        graded: Graded {
            id: student.id.clone(),
            name: student.name.clone(),
            file: handed.map(|(file, _)| file.to_owned()),
            notes: Vec::new(),
            results: Vec::new(),
        },
        trace: Trace::default(),
    };
    let history = handed.map(|(_, submission)| History::read(&submission.log));
    if let (Some((_, submission)), Some(history)) = (handed, &history) {
        marked.graded.notes = notes(submission, history, exercises);
    }
    let history = history.map(|history| history.since_joining(&class.name, &student.id));
    for exercise in exercises {
        let (entry, truth) = Entry::draw(&class.key, student, exercise)?;
        marked.trace.draw(exercise, &entry, &truth);
        let mut desk = Desk {
            exercise,
            entry,
            truth,
            marked: &mut marked,
        };
        let outcome = match (handed, &history) {
            (Some((_, submission)), Some(history)) => {
                desk.outcome(class, student, submission, history)
            }
            _ => desk.blank(),
        };
        marked.graded.results.push(outcome);
    }
    Ok(marked)
}

/// Where one exercise is marked.
struct Desk<'m> {
    exercise: &'m Exercise,
    entry: Entry,
    truth: Variant,
    marked: &'m mut Marked,
}

/// How one typed answer is to be taken.
struct Taken {
    plain: String,
    right: bool,
    slip: Option<String>,
}

impl Desk<'_> {
    fn parts(&self) -> usize {
        let exercise = self.exercise;
        let work = usize::from(exercise.work.is_some());
        exercise.questions.len() + exercise.properties.len() + work
    }

    /// Takes down what is to be known of this exercise.
    fn note(&mut self, key: &str, says: Text) {
        let note = note(key, Some(self.exercise.number), says);
        self.marked.graded.notes.push(note);
    }

    /// Of what was not begun.
    fn blank(&self) -> Outcome {
        Outcome {
            number: self.exercise.number,
            standing: Standing::NotBegun,
            right: 0,
            of: self.parts(),
            attempts: 0,
            hints: 0,
            begun: None,
            solved: None,
            parts: Vec::new(),
            wrong: Vec::new(),
        }
    }

    fn outcome(
        &mut self,
        class: &Class,
        student: &Student,
        submission: &Submission,
        history: &History,
    ) -> Outcome {
        let number = self.exercise.number;
        let nothing = Handed::default();
        let work = submission.works.get(&number);
        let handed = work.map_or(&nothing, |work| &work.handed);
        let mut judgement = judge(self.exercise, &self.entry, Some(&self.truth), handed);
        let version = work.map(|work| work.version);
        let other = version.filter(|version| *version != self.exercise.version);
        if let Some(version) = other {
            judgement = self.elsewhere(class, student, version, handed);
        }
        let mut outcome = self.blank();
        outcome.right = count_right(&judgement.items);
        outcome.parts = judgement.items.iter().map(part).collect();
        if other.is_some() {
            outcome.standing = Standing::OtherVersion;
        }
        self.told(&mut outcome, &judgement, history, handed);
        if other.is_none() {
            self.left(&judgement, history, handed);
        }
        let begun = !handed.is_blank() || outcome.begun.is_some() || outcome.attempts > 0;
        outcome.standing = match judgement.standing() {
            judge::Standing::Solved => Standing::Solved,
            _ if other.is_some() => Standing::OtherVersion,
            _ if outcome.right > 0 => Standing::Part,
            _ if begun || outcome.hints > 0 => Standing::Open,
            judge::Standing::Handed | judge::Standing::Open => Standing::NotBegun,
        };
        if outcome.standing != Standing::Solved {
            outcome.solved = None;
        }
        // What is wrong in other data says nothing.
        if outcome.standing == Standing::OtherVersion {
            outcome.wrong.clear();
        }
        outcome
    }

    /// Judges what was drawn from another version of the exercise as well as can be: if the kind draws what it drew then.
    fn elsewhere(
        &mut self,
        class: &Class,
        student: &Student,
        version: u32,
        handed: &Handed,
    ) -> Judgement {
        let (number, now) = (self.exercise.number, self.exercise.version);
        let says = text!(
            en: "exercise {number}: from version {version} of it; the class has version {now} now",
            ko: "연습 문제 {number}: 버전 {version}에서 나온 것이다. 지금 수업의 것은 버전 {now}이다",
        );
        self.note("other_version", says);
        let mut then = self.exercise.clone();
        then.version = version;
        // The version comes from the student's file: one that cannot be drawn is nobody's, and ends no grading.
        let Ok(drawn) = Entry::draw(&class.key, student, &then) else {
            return Judgement { items: Vec::new() };
        };
        (self.entry, self.truth) = drawn;
        judge(self.exercise, &self.entry, Some(&self.truth), handed)
    }

    /// How what was typed as the answer to `key` is to be taken; none if it cannot be read.
    fn taken(&self, key: &str, typed: &str) -> Option<Taken> {
        let mut questions = self.exercise.questions.iter();
        let question = questions.find(|question| question.key == key)?;
        let plain = self.entry.form(question)?.read(typed).ok()?.plain;
        let mut slips = self.truth.slips.iter();
        let slip = slips.find(|slip| slip.question == key && slip.answer == plain);
        let right = self.truth.answers.get(key);
        Some(Taken {
            right: right.is_some_and(|right| right.contains(&plain)),
            slip: slip.map(|slip| slip.key.clone()),
            plain,
        })
    }

    /// What the log tells of the exercise: how often, when, and all that was ever wrong.
    fn told(
        &mut self,
        outcome: &mut Outcome,
        judgement: &Judgement,
        history: &History,
        handed: &Handed,
    ) {
        let number = self.exercise.number;
        // Drawn from this version of the exercise: else, an answer that looks like another student's means nothing.
        let same = outcome.standing != Standing::OtherVersion;
        let mut hints = BTreeSet::new();
        let mut wrong: BTreeSet<(String, Option<String>, Option<String>)> = BTreeSet::new();
        // Answers add up from one check to the next.
        let mut sofar: BTreeMap<String, bool> = BTreeMap::new();
        let made: BTreeSet<String> = handed.files.values().map(|file| sha256(file)).collect();
        let mut claim = None;
        for Line {
            number: line,
            at,
            event,
        } in &history.lines
        {
            match event {
                Event::Started { number: n, .. } if *n == number => {
                    outcome.begun = outcome.begun.or(Some(*at));
                }
                Event::Hinted { number: n, level } if *n == number => {
                    hints.insert(*level);
                }
                Event::Reset {
                    number: n,
                    data: Data::Other,
                } if *n == number => sofar.clear(),
                Event::Checked {
                    number: n,
                    answers,
                    files,
                    standing,
                    slips,
                } if *n == number => {
                    outcome.attempts += 1;
                    for (key, typed) in answers {
                        let taken = self.taken(key, typed);
                        let right = taken.as_ref().is_some_and(|taken| taken.right);
                        sofar.insert(key.clone(), right);
                        if let Some(taken) = taken {
                            if same {
                                self.gave(key, &taken, Some(*at));
                            }
                            if !taken.right {
                                wrong.insert((key.clone(), Some(taken.plain), taken.slip));
                            }
                        }
                    }
                    for slip in slips.iter().filter_map(|slip| slip.split_once('/')) {
                        wrong.extend(self.elsewhere_than_in_answers(slip));
                    }
                    let same_files = files.values().all(|hash| made.contains(hash));
                    let (all, committed) = self.rights(&sofar);
                    let claims = *standing != judge::Standing::Open;
                    let held = self.properties_hold(judgement) || !same_files;
                    if claims && !(committed && held) {
                        claim = claim.or(Some(*line));
                    }
                    let done = all && same_files && (claims || self.exercise.properties.is_empty());
                    if done && outcome.solved.is_none() {
                        outcome.solved = Some(*at);
                    }
                }
                Event::Began
                | Event::Joined { .. }
                | Event::Started { .. }
                | Event::Checked { .. }
                | Event::Hinted { .. }
                | Event::Reset { .. }
                | Event::Submitted { .. } => {}
            }
        }
        outcome.hints = hints.len();
        for (key, typed) in &handed.answers {
            if let Some(taken) = self.taken(key, typed) {
                if same {
                    self.gave(key, &taken, None);
                }
                if !taken.right {
                    wrong.insert((key.clone(), Some(taken.plain), taken.slip));
                }
            }
        }
        for slip in judgement.slips() {
            let slip = slip.split_once('/');
            wrong.extend(slip.and_then(|slip| self.elsewhere_than_in_answers(slip)));
        }
        if judgement.slips().iter().any(|slip| slip == "work/altered") {
            let says = text!(
                en: "exercise {number}: the record of questions to the oracle was altered",
                ko: "연습 문제 {number}: 오라클에 한 질문의 기록이 고쳐졌다",
            );
            self.note("oracle_altered", says);
        }
        if let Some(line) = claim.filter(|_| same) {
            let says = text!(
                en: "exercise {number}: line {line} of the log says that it was right, and it was not",
                ko: "연습 문제 {number}: 로그 {line}번 줄에는 맞았다고 쓰여 있으나 맞지 않았다",
            );
            self.note("false_claim", says);
        }
        if wrong.len() > MOST_WRONG {
            let n = wrong.len();
            let says = text!(
                en: "exercise {number}: {n} different wrong answers; the first {MOST_WRONG} in order are kept",
                ko: "연습 문제 {number}: 서로 다른 틀린 답이 {n}개이다. 순서대로 {MOST_WRONG}개만 적어 둔다",
            );
            self.note("many_answers", says);
        }
        let wrong = wrong.into_iter().take(MOST_WRONG);
        outcome.wrong = wrong
            .map(|(of, answer, slip)| Wrong {
                of,
                answer: answer.map(cut),
                slip,
            })
            .collect();
    }

    /// A known mistake at a property or at `work`; those in answers are found from the answers.
    fn elsewhere_than_in_answers(
        &self,
        (of, key): (&str, &str),
    ) -> Option<(String, Option<String>, Option<String>)> {
        let mut questions = self.exercise.questions.iter();
        let mut slips = self.exercise.slips.iter();
        let known = slips.any(|slip| slip.of == of && slip.key == key);
        (known && !questions.any(|question| question.key == of))
            .then(|| (of.to_owned(), None, Some(key.to_owned())))
    }

    /// Whether all answers are right; whether all are that a student's machine can judge.
    fn rights(&self, sofar: &BTreeMap<String, bool>) -> (bool, bool) {
        let right = |key: &str| sofar.get(key).copied().unwrap_or_default();
        let questions = &self.exercise.questions;
        let all = questions.iter().all(|question| right(&question.key));
        let mut committed = questions
            .iter()
            .filter(|question| question.commits != Commits::Never);
        (all, committed.all(|question| right(&question.key)))
    }

    fn properties_hold(&self, judgement: &Judgement) -> bool {
        let items = judgement.items.iter();
        let mut properties = items.filter(|item| {
            let mut properties = self.exercise.properties.iter();
            properties.any(|property| property.key == item.key)
        });
        properties.all(|item| item.ruling == Ruling::Right)
    }

    /// Takes down an answer, where there are so many possible ones that it tells one student from another.
    fn gave(&mut self, key: &str, taken: &Taken, when: Option<u64>) {
        let mut questions = self.exercise.questions.iter();
        let alone = |question: &&crate::exercise::task::Question| {
            question.key == key && question.commits == Commits::Alone
        };
        if questions.find(alone).is_none() {
            return;
        }
        let asked = (self.exercise.number, key.to_owned());
        let trace = &mut self.marked.trace;
        match (taken.right, &taken.slip, when) {
            (true, _, Some(when)) => {
                trace.knew.entry(asked).or_insert(when);
            }
            (true, _, None) | (false, Some(_), _) => {}
            (false, None, _) => {
                let place = (asked, taken.plain.clone());
                trace.strange.entry(place).or_insert(when);
            }
        }
    }

    /// Takes down files and questions to an oracle.
    fn left(&mut self, judgement: &Judgement, history: &History, handed: &Handed) {
        let number = self.exercise.number;
        let right = self.properties_hold(judgement);
        let trace = &mut self.marked.trace;
        if !self.exercise.properties.is_empty() {
            for line in &history.lines {
                let Event::Checked {
                    number: n, files, ..
                } = &line.event
                else {
                    continue;
                };
                for (name, hash) in files.iter().filter(|_| *n == number) {
                    let place = (number, hash.clone());
                    trace.files.entry(place).or_insert(Made {
                        name: name.clone(),
                        when: Some(line.at),
                        bytes: None,
                        right: false,
                    });
                }
            }
            for (name, file) in &handed.files {
                let made = trace.files.entry((number, sha256(file))).or_insert(Made {
                    name: name.clone(),
                    when: None,
                    bytes: None,
                    right,
                });
                (made.right, made.bytes) = (right, Some(file.len()));
            }
        }
        let kind = kinds::list::named(&self.exercise.kind);
        let Some(oracle) = kind.and_then(|kind| kind.oracle.as_ref()) else {
            return;
        };
        let honest = |exchange: &Exchange| {
            (oracle.reply)(&self.entry.secret, &exchange.question) == exchange.reply
        };
        let (heard, forged): (Vec<Exchange>, Vec<Exchange>) =
            handed.asked.iter().cloned().partition(honest);
        trace.heard.insert(number, heard.into_iter().collect());
        trace.forged.insert(number, forged);
    }
}

/// So many different wrong answers to an exercise are kept.
const MOST_WRONG: usize = 50;
/// So many letters of one are.
const LONGEST_WRONG: usize = 200;

/// An answer, cut where it is too long to be looked at.
fn cut(answer: String) -> String {
    match answer.char_indices().nth(LONGEST_WRONG) {
        Some((end, _)) => format!("{}…", answer.get(..end).unwrap_or_default()),
        None => answer,
    }
}

fn count_right(items: &[Item]) -> usize {
    let right = items.iter().filter(|item| item.ruling == Ruling::Right);
    right.count()
}

fn part(item: &Item) -> Part {
    let (ruling, slip, says) = match &item.ruling {
        Ruling::Right => ("right", None, None),
        Ruling::Slip { key, says } => ("slip", Some(key.clone()), Some(says.into())),
        // Beside the truth nothing is kept, and nothing judged together.
        Ruling::Wrong | Ruling::OneOfThese | Ruling::Kept => ("wrong", None, None),
        Ruling::Blank => ("blank", None, None),
        Ruling::Unreadable(why) => ("unreadable", None, Some(why.into())),
    };
    Part {
        key: item.key.clone(),
        ruling: ruling.to_owned(),
        given: item.given.as_ref().map(Into::into),
        slip,
        says,
    }
}
