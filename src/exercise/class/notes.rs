//! What is to be known of a submission that counts.

use crate::base::text::Text;
use crate::exercise::class::grades::Note;
use crate::exercise::class::history::History;
use crate::exercise::student::event::Event;
use crate::exercise::submission::Submission;
use crate::exercise::task::Exercise;
use crate::text;

/// A note: a word for programs, the exercise it concerns, words for people.
pub fn note(key: &str, exercise: Option<u8>, says: Text) -> Note {
    Note {
        key: key.to_owned(),
        exercise,
        says: says.into(),
    }
}

/// What is to be known of the submission as a whole.
pub fn notes(submission: &Submission, history: &History, exercises: &[&Exercise]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut add = |key, exercise, says| notes.push(note(key, exercise, says));
    if let Some(line) = history.broken {
        let says = text!(
            en: "the log was changed: line {line} is not what was written there, or does not follow the line before",
            ko: "로그가 고쳐졌다: {line}번 줄이 쓰인 그대로가 아니거나 앞줄에 이어지지 않는다",
        );
        add("log_changed", None, says);
    }
    if let Some(line) = history.back {
        let says = text!(
            en: "the clock went back at line {line} of the log: times are worth little",
            ko: "로그 {line}번 줄에서 시계가 거꾸로 갔다. 시각을 믿기 어렵다",
        );
        add("clock_back", None, says);
    }
    let own = concat!("tlslab ", env!("CARGO_PKG_VERSION"));
    if submission.made_by != own {
        let other = &submission.made_by;
        let says = text!(
            en: "written by another program: {other}; this is {own}",
            ko: "다른 프로그램이 썼다: {other}. 이것은 {own}",
        );
        add("other_program", None, says);
    }
    if let Some(other) = joined_as(submission, history) {
        let says = text!(
            en: "the log says that {other} joined, not this student",
            ko: "로그에는 이 학생이 아니라 다른 id로 참가했다고 쓰여 있다: {other}",
        );
        add("log_of_another", None, says);
    }
    for number in submission.works.keys() {
        if exercises.iter().any(|one| one.number == *number) {
            continue;
        }
        let says = text!(
            en: "exercise {number} is none of this class: left out",
            ko: "연습 문제 {number}: 이 수업의 것이 아니라 뺐다",
        );
        add("not_in_class", Some(*number), says);
    }
    notes
}

/// The other student of the class who joined last, as the log says.
fn joined_as<'h>(submission: &Submission, history: &'h History) -> Option<&'h str> {
    let last = history.lines.iter().rev();
    let (class, student) = last
        .filter_map(|line| match &line.event {
            Event::Joined { class, student, .. } => Some((class, student)),
            Event::Began
            | Event::Started { .. }
            | Event::Checked { .. }
            | Event::Hinted { .. }
            | Event::Reset { .. }
            | Event::Submitted { .. } => None,
        })
        .next()?;
    let who = &submission.student;
    (*class == who.class && *student != who.id).then_some(student.as_str())
}
