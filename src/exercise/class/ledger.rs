//! The report as a table for a spreadsheet: CSV in UTF-8 with a byte order mark, without which Excel takes it for something else.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it: names come from strangers.

use csv::WriterBuilder;

use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::exercise::class::grades::{Graded, Grades, Outcome, Standing};

/// The table, a line a student.
pub fn ledger(grades: &Grades, lang: Lang) -> Vec<u8> {
    let mut lines = vec![heading(grades, lang)];
    lines.extend(grades.students.iter().map(|one| line(grades, one, lang)));
    let mut writer = WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        // Into memory, and all lines are as long: nothing of it fails.
        let written = writer.write_record(line.iter().map(|cell| harmless(cell)));
        debug_assert!(written.is_ok());
    }
    writer.into_inner().unwrap_or_default()
}

fn heading(grades: &Grades, lang: Lang) -> Vec<String> {
    let say = |en, ko| Text::new(en, ko).say(lang).to_owned();
    let attempts = say("attempts", "시도");
    let hints = say("hints", "힌트");
    let minutes = say("minutes", "분");
    let mut line = vec![
        say("id", "학번"),
        say("name", "이름"),
        say("file", "파일"),
        say("solved", "푼 문제"),
        attempts.clone(),
        hints.clone(),
        minutes.clone(),
        say("notes", "살펴볼 점"),
    ];
    for task in &grades.tasks {
        let title = task.title.text();
        let named = format!("{} {}", task.number, title.say(lang));
        line.push(named.clone());
        for what in [&attempts, &hints, &minutes] {
            line.push(format!("{} {what}", task.number));
        }
    }
    line
}

fn line(grades: &Grades, one: &Graded, lang: Lang) -> Vec<String> {
    let mut line = vec![
        one.id.clone(),
        one.name.clone(),
        one.file.clone().unwrap_or_default(),
        one.solved().to_string(),
        one.attempts().to_string(),
        one.hints().to_string(),
        minutes(one.seconds()),
        one.notes.len().to_string(),
    ];
    for task in &grades.tasks {
        let outcome = one.results.iter().find(|one| one.number == task.number);
        line.extend(match outcome {
            Some(outcome) => [
                standing(outcome).say(lang).to_owned(),
                outcome.attempts.to_string(),
                outcome.hints.to_string(),
                minutes(outcome.seconds()),
            ],
            None => std::array::from_fn(|_| String::new()),
        });
    }
    line
}

/// How it stands, in words.
pub fn standing(outcome: &Outcome) -> Text {
    let (right, of) = (outcome.right, outcome.of);
    match outcome.standing {
        Standing::Solved => Text::new("solved", "풀었음"),
        Standing::Part => crate::text!(
            en: "part: {right} of {of}",
            ko: "일부: {of}개 가운데 {right}개",
        ),
        Standing::Open => Text::new("open", "푸는 중"),
        Standing::OtherVersion => Text::new("other version", "다른 버전"),
        Standing::NotBegun => Text::new("not begun", "시작 안 함"),
    }
}

/// Seconds as minutes, to a tenth.
pub fn minutes(seconds: Option<u64>) -> String {
    seconds.map_or(String::new(), |seconds| {
        let tenths = seconds.saturating_add(3) / 6;
        format!("{}.{}", tenths / 10, tenths % 10)
    })
}

/// `cell` so that a spreadsheet takes it for text.
fn harmless(cell: &str) -> String {
    let formula = |c: char| "=+-@\t\r\n＝＋－＠".contains(c);
    let shown = printable(cell.as_bytes());
    match cell.trim_start_matches(' ').starts_with(formula) {
        true => format!("'{shown}"),
        false => shown.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert!(harmless(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(harmless("a=b"), "a=b");
        assert_eq!(minutes(Some(90)), "1.5");
        assert_eq!(minutes(None), "");
    }
}
