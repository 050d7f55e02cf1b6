//! `tlslab exercise class preview`: one student's variant with its answers, or all answers of a class at a glance.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::class::faults::{no_class, unfit};
use crate::app::exercise::set::{named, open};
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::exercise::class::folder::Class;
use crate::exercise::class::hands::each;
use crate::exercise::desk;
use crate::exercise::entry::Entry;
use crate::exercise::kind::Unfit;
use crate::exercise::seed::Student;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::text;
use crate::view::json;
use crate::view::layout::Ink;
use crate::view::report::model::{Cell, Kind, Part, Report, Section, Table};
use crate::view::report::plain;
use crate::view::sheet::{Datum, Sheet};

/// See what a student has, with the right answers and the known wrong ones; or the answers of all
#[derive(Args, Debug)]
pub(super) struct Preview {
    /// Which exercise
    #[arg(value_name = "NUMBER")]
    exercise: String,
    /// Whose: an id of the roster
    #[arg(value_name = "STUDENT", required_unless_present = "all")]
    student: Option<String>,
    /// A line for each student of the class, with the answers
    #[arg(long, conflicts_with = "student")]
    all: bool,
    /// The folder of the class
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    class: PathBuf,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
}

impl Preview {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.list_form()?;
        let class = Class::open(&self.class).map_err(no_class)?;
        let set = open(self.set.as_deref())?;
        let exercise = named(&set, &self.exercise)?;
        match &self.student {
            Some(id) => one(ui, &class, exercise, id),
            None => all(ui, &class, exercise),
        }
    }
}

fn one(ui: &Ui, class: &Class, exercise: &Exercise, id: &str) -> Result<Answer> {
    let enrolled = class.enrolled.get(id);
    if enrolled.is_none() && !class.enrolled.is_empty() {
        return Err(Refusal::usage(
            text!(en: "nobody in the class {name} has the id {id}", ko: "수업 {name} 명단에 없는 id: {id}", name = &class.name),
            Text::new(
                "`tlslab exercise class preview NUMBER --all` shows all ids",
                "`tlslab exercise class preview 번호 --all` 로 모든 id를 볼 수 있다",
            ),
        )
        .into());
    }
    let student = class.student(id, enrolled.map_or(id, |one| one.name.as_str()));
    let drawn = Entry::draw(&class.key, &student, exercise);
    let (entry, truth) = drawn.map_err(|why| unfit(&why))?;
    let seen = Seen {
        exercise,
        student: &student,
        entry: &entry,
        truth: &truth,
    };
    ui.write(&mut |out| match ui.list_form() {
        Ok(ListForm::Json) => json::sheet::write("class-preview", &seen.sheet(), out),
        Ok(ListForm::Plain) | Err(_) => {
            let task = desk::task(exercise, &entry, ui.lang());
            for line in task.lines() {
                writeln!(out, "{}", printable(line.as_bytes()))?;
            }
            writeln!(out)?;
            plain::write(&seen.report(), ui.look(), out)
        }
    })?;
    Ok(Answer::Good)
}

/// What one student has, and what is right.
struct Seen<'s> {
    exercise: &'s Exercise,
    student: &'s Student,
    entry: &'s Entry,
    truth: &'s Variant,
}

impl Seen<'_> {
    fn report(&self) -> Report {
        let (id, name) = (&self.student.id, &self.student.name);
        let mut answers = Section::new(Text::new("Right answers", "맞는 답"));
        let right = self.truth.answers.iter();
        let right: Vec<Vec<Cell>> = right
            .map(|(key, right)| {
                vec![
                    Cell::plain(key.clone()),
                    Cell::new(right.join("  |  "), Ink::Good),
                ]
            })
            .collect();
        match right.is_empty() {
            true => answers.say(Text::new(
                "None: what counts are files or questions to an oracle, and many are right.",
                "없다. 파일이나 오라클에 한 질문을 보며, 맞는 것이 여럿이다.",
            )),
            false => answers.parts.push(table(
                [("question", "물음"), ("answer", "답")].as_slice(),
                right,
            )),
        }
        let mut slips = Section::new(Text::new("Known mistakes", "아는 실수"));
        let known = self.exercise.slips.iter().map(|slip| {
            let mut drawn = self.truth.slips.iter();
            let drawn = drawn.find(|one| one.question == slip.of && one.key == slip.key);
            vec![
                Cell::plain(slip.of.clone()),
                Cell::plain(
                    drawn.map_or_else(|| format!("({})", slip.key), |one| one.answer.clone()),
                ),
                Cell::new(self.entry.fill(&slip.says), Ink::Maybe),
            ]
        });
        slips.parts.push(table(
            [
                ("of", "부분"),
                ("answer", "답"),
                ("the student is told", "학생에게 하는 말"),
            ]
            .as_slice(),
            known.collect(),
        ));
        let mut files = Section::new(Text::new("Files given", "주어진 파일"));
        let given = self.entry.files.iter().map(|(name, bytes)| {
            vec![
                Cell::plain(name.clone()),
                Cell::plain(bytes.len().to_string()),
            ]
        });
        let given: Vec<Vec<Cell>> = given.collect();
        if !given.is_empty() {
            files.parts.push(table(
                [("file", "파일"), ("bytes", "바이트")].as_slice(),
                given,
            ));
        }
        let mut sections = vec![answers, slips, files];
        sections.retain(|section| !section.parts.is_empty());
        Report {
            title: text!(
                en: "For the teacher: what {id} {name} has",
                ko: "교사용. 학생: {id} {name}",
            ),
            preface: Vec::new(),
            sections,
            next: Vec::new(),
        }
    }

    fn sheet(&self) -> Sheet {
        let task = |lang: Lang| desk::task(self.exercise, self.entry, lang);
        let files = self.entry.files.iter().map(|(name, bytes)| {
            Sheet::new(Text::EMPTY)
                .also("name", Datum::word(name.clone()))
                .also("bytes", Datum::Number(bytes.len() as u64))
        });
        let slips = self.truth.slips.iter().map(|slip| {
            let says = self
                .exercise
                .slip(&slip.question, &slip.key, &self.entry.words);
            Sheet::new(Text::EMPTY)
                .also("of", Datum::word(slip.question.clone()))
                .also("key", Datum::word(slip.key.clone()))
                .also("answer", Datum::word(slip.answer.clone()))
                .also("says", says.map_or(Datum::Nothing, Datum::Words))
        });
        Sheet::new(Text::EMPTY)
            .also("number", Datum::Number(self.exercise.number.into()))
            .also(
                "exercise_version",
                Datum::Number(self.exercise.version.into()),
            )
            .also("student", Datum::word(self.student.id.clone()))
            .also("student_name", Datum::word(self.student.name.clone()))
            .also(
                "task",
                Datum::Words(Text {
                    en: task(Lang::En).into(),
                    ko: task(Lang::Ko).into(),
                }),
            )
            .also("files", Datum::Sheets(files.collect()))
            .also("answers", Datum::Sheets(right(self.truth)))
            .also("mistakes", Datum::Sheets(slips.collect()))
    }
}

fn right(truth: &Variant) -> Vec<Sheet> {
    let answers = truth.answers.iter().map(|(key, right)| {
        Sheet::new(Text::EMPTY)
            .also("question", Datum::word(key.clone()))
            .also("right", Datum::List(right.clone()))
    });
    answers.collect()
}

fn table(columns: &[(&'static str, &'static str)], rows: Vec<Vec<Cell>>) -> Part {
    let columns = columns.iter();
    Part::Table(Table {
        caption: Text::EMPTY,
        columns: columns
            .map(|(en, ko)| (Text::new(en, ko), Text::EMPTY))
            .collect(),
        heads: 1,
        kind: Kind::List,
        rows,
    })
}

fn all(ui: &Ui, class: &Class, exercise: &Exercise) -> Result<Answer> {
    let students = class.students();
    if students.is_empty() {
        return Err(Refusal::usage(
            text!(en: "nobody is in the class {name} yet", ko: "아직 아무도 없는 수업임: {name}", name = &class.name),
            Text::new("make packs first", "먼저 꾸러미를 만든다"),
        )
        .into());
    }
    let drawn = each(&students, &|student| {
        Entry::draw(&class.key, student, exercise).map(|(_, truth)| truth)
    });
    let drawn: Vec<Variant> = drawn
        .into_iter()
        .collect::<Result<_, Unfit>>()
        .map_err(|why| unfit(&why))?;
    ui.write(&mut |out| match ui.list_form() {
        Ok(ListForm::Json) => {
            let sheets = students.iter().zip(&drawn).map(|(student, truth)| {
                Sheet::new(Text::EMPTY)
                    .also("student", Datum::word(student.id.clone()))
                    .also("student_name", Datum::word(student.name.clone()))
                    .also("answers", Datum::Sheets(right(truth)))
                    .also("words", Datum::word(words(truth, ui.lang())))
            });
            let sheet = Sheet::new(Text::EMPTY)
                .also("number", Datum::Number(exercise.number.into()))
                .also("students", Datum::Sheets(sheets.collect()));
            json::sheet::write("class-preview", &sheet, out)
        }
        Ok(ListForm::Plain) | Err(_) => {
            let report = at_a_glance(exercise, &students, &drawn, ui.lang());
            plain::write(&report, ui.look(), out)
        }
    })?;
    Ok(Answer::Good)
}

fn at_a_glance(exercise: &Exercise, students: &[Student], drawn: &[Variant], lang: Lang) -> Report {
    let (number, en, ko) = (exercise.number, &exercise.title.en, &exercise.title.ko);
    let mut section = Section::new(Text::new(
        "Answers; where there are none, the words of the task",
        "답. 답이 없는 문제는 과제에 나오는 낱말",
    ));
    let rows = students.iter().zip(drawn).map(|(student, truth)| {
        let answers = truth.answers.iter();
        let answers: Vec<String> = answers
            .map(|(key, right)| format!("{key}={}", right.join("|")))
            .collect();
        let says = match answers.is_empty() {
            true => words(truth, lang),
            false => answers.join("; "),
        };
        vec![
            Cell::plain(student.id.clone()),
            Cell::plain(student.name.clone()),
            Cell::plain(says),
        ]
    });
    section.parts.push(table(
        [("id", "학번"), ("student", "학생"), ("answers", "답")].as_slice(),
        rows.collect(),
    ));
    Report {
        title: text!(
            en: "Exercise {number}, {en}: all variants of the class",
            ko: "연습 문제 {number}, {ko}: 수업의 모든 변형",
        ),
        preface: Vec::new(),
        sections: vec![section],
        next: Vec::new(),
    }
}

/// The words drawn for the task, as far as they are short.
fn words(truth: &Variant, lang: Lang) -> String {
    const LONGEST: usize = 60;
    let words = truth
        .words
        .0
        .iter()
        .map(|(name, word)| (name, word.say(lang)));
    let words: Vec<String> = words
        .filter(|(_, word)| word.chars().count() <= LONGEST)
        .map(|(name, word)| format!("{name}={word}"))
        .collect();
    words.join("; ")
}
