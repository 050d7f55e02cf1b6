//! What grading found, for people: who stands where, exercise by exercise, what belongs to somebody else, what to know of the files.

use crate::base::text::{Text, plural};
use crate::base::time::Time;
use crate::exercise::class::grades::{
    Both, Fate, Graded, Grades, Kind as Alike, Likeness, Outcome, Party, Standing,
};
use crate::exercise::class::ledger::{minutes, standing};
use crate::exercise::class::tally::{Tally, number, tally};
use crate::keys::certificate::date;
use crate::story::picture::{Bar, Drawing, Picture};
use crate::text;
use crate::view::layout::Ink;
use crate::view::report::model::{Cell, Kind, Part, Report, Section, Table, Weight};

/// So many mistakes and answers of an exercise are told.
const MOST: usize = 4;

/// The report.
pub fn report(grades: &Grades, next: Vec<String>) -> Report {
    let mut report = summary(grades, next);
    let tallies = tally(grades);
    report.sections.push(exercises(&tallies));
    report.sections.extend(mistakes(&tallies));
    report.sections.push(likenesses(grades));
    report.sections.extend(heed(grades));
    report.sections.push(one_by_one(grades));
    report
}

/// Who stands where, and what to know of the files: what is said after grading.
pub fn summary(grades: &Grades, next: Vec<String>) -> Report {
    let class = &grades.class;
    let (all, at) = (grades.students.len(), &grades.at);
    let handed = grades.students.iter().filter(|one| one.file.is_some());
    let handed = handed.count();
    let files = grades.files.len();
    Report {
        title: text!(en: "Class {class}", ko: "수업: {class}"),
        preface: vec![
            text!(
                en: "{handed} of {all} students handed in; {files} file{s} read; graded at {at}.",
                ko: "학생 {all}명 가운데 {handed}명이 냈다. 읽은 파일: {files}개. 채점한 때: {at}.",
                s = plural(files),
            ),
            Text::new(
                "Answers and files were judged again with the key of the class. Attempts, hints and times are what the students' own logs and clocks say.",
                "답과 파일은 수업의 키로 다시 판정했다. 시도와 힌트와 시각은 학생 컴퓨터의 로그와 시계를 따른 것이다.",
            ),
        ],
        sections: vec![standings(grades)],
        next,
    }
}

/// All of grading: who stands where, and every file.
pub fn grading(grades: &Grades, next: Vec<String>) -> Report {
    let mut report = summary(grades, next);
    report.sections.extend(heed(grades));
    if !grades.likenesses.is_empty() {
        report.sections.push(likenesses(grades));
    }
    report
}

fn who(one: &Graded) -> Text {
    named(&one.id, &one.name)
}

fn named(id: &str, name: &str) -> Text {
    match id == name {
        true => Text::same(id.to_owned()),
        false => Text::same(format!("{id} {name}")),
    }
}

fn column(en: &'static str, ko: &'static str) -> (Text, Text) {
    (Text::new(en, ko), Text::EMPTY)
}

fn standings(grades: &Grades) -> Section {
    let mut section = Section::new(Text::new("Who stands where", "누가 어디까지"));
    section.say(Text::new(
        "✔ solved; 2/5 two parts of five are right; ○ begun; · not begun; ? from another version of the exercise.",
        "✔ 풀었음, 2/5 다섯 가운데 둘이 맞음, ○ 푸는 중, · 시작 안 함, ? 문제의 다른 버전에서 나옴.",
    ));
    let mut columns = vec![
        column("student", "학생"),
        column("solved", "푼 문제"),
        column("tries", "시도"),
        column("hints", "힌트"),
        column("min", "분"),
    ];
    let tasks = grades.tasks.iter();
    columns.extend(tasks.map(|task| (Text::same(task.number.to_string()), task.title.text())));
    let rows = grades.students.iter().map(|one| {
        let mut row = vec![
            Cell::plain(who(one)),
            Cell::plain(format!("{}/{}", one.solved(), one.results.len())),
            Cell::plain(one.attempts().to_string()),
            Cell::plain(one.hints().to_string()),
            Cell::plain(rounded(one.seconds())),
        ];
        row.extend(one.results.iter().map(cell));
        row
    });
    section.parts.push(Part::Table(Table {
        caption: Text::new(
            "A line a student, a column an exercise; below each mark tries · hints · minutes",
            "줄마다 학생, 칸마다 문제. 표시 아래는 시도 · 힌트 · 분",
        ),
        columns,
        heads: 1,
        kind: Kind::Map,
        rows: rows.collect(),
    }));
    section
}

fn cell(outcome: &Outcome) -> Cell {
    let (says, ink) = match outcome.standing {
        Standing::Solved => ("✔".to_owned(), Ink::Good),
        Standing::Part => (format!("{}/{}", outcome.right, outcome.of), Ink::Maybe),
        Standing::Open => ("○".to_owned(), Ink::Bad),
        Standing::OtherVersion => ("?".to_owned(), Ink::Maybe),
        Standing::NotBegun => ("·".to_owned(), Ink::Faint),
    };
    let cell = Cell::new(says, ink);
    match outcome.standing {
        Standing::NotBegun => cell,
        Standing::Solved | Standing::Part | Standing::Open | Standing::OtherVersion => {
            let (tries, hints) = (outcome.attempts, outcome.hints);
            let time = match outcome.seconds() {
                None => "–".to_owned(),
                some => rounded(some),
            };
            cell.meaning(Text::same(format!("{tries} · {hints} · {time}")))
        }
    }
}

/// Seconds as whole minutes, at least one.
fn rounded(seconds: Option<u64>) -> String {
    seconds.map_or("–".to_owned(), |seconds| {
        (seconds.saturating_add(30) / 60).max(1).to_string()
    })
}

fn exercises(tallies: &[Tally<'_>]) -> Section {
    let mut section = Section::new(Text::new("Exercise by exercise", "문제별로"));
    let bars = tallies.iter().map(|tally| {
        let (task, title) = (tally.task, tally.task.title.text());
        let (number, en, ko) = (task.number, &title.en, &title.ko);
        Bar {
            label: text!(en: "{number} {en}", ko: "{number} {ko}"),
            count: tally.solved as u64,
        }
    });
    section.parts.push(Part::Bars(Picture {
        title: Text::new("How many solved it", "몇 명이 풀었는가"),
        says: Text::new(
            "A bar an exercise; the longest is the one most students solved. The table below says the same.",
            "막대마다 문제 하나. 가장 긴 것이 가장 많은 학생이 푼 문제이다. 아래 표에 같은 내용이 있다.",
        ),
        drawing: Drawing::Bars(bars.collect()),
    }));
    let half = |halves: Option<usize>| halves.map_or("–".to_owned(), number);
    let rows = tallies.iter().map(|tally| {
        vec![
            Cell::plain(tally.task.number.to_string()),
            Cell::plain(tally.task.title.text()),
            Cell::plain(format!("{}/{}", tally.solved, tally.of)),
            Cell::plain(tally.begun.to_string()),
            Cell::plain(half(tally.attempts)),
            Cell::plain(half(tally.hints)),
            Cell::plain(tally.seconds.map_or("–".to_owned(), |seconds| {
                rounded(u64::try_from(seconds).ok())
            })),
        ]
    });
    section.parts.push(Part::Table(Table {
        caption: Text::new(
            "Tries and hints: the median of those who began; minutes: of those who solved it",
            "시도와 힌트는 시작한 학생의 중앙값, 분은 푼 학생의 중앙값",
        ),
        columns: vec![
            column("no.", "번호"),
            column("exercise", "문제"),
            column("solved", "풀었음"),
            column("begun", "시작함"),
            column("tries", "시도"),
            column("hints", "힌트"),
            column("min", "분"),
        ],
        heads: 1,
        kind: Kind::List,
        rows: rows.collect(),
    }));
    section
}

fn mistakes(tallies: &[Tally<'_>]) -> Option<Section> {
    let mut section = Section::new(Text::new("What went wrong most often", "가장 잦은 실수"));
    for tally in tallies {
        if tally.mistakes.is_empty() && tally.unknown.is_empty() {
            continue;
        }
        let title = tally.task.title.text();
        let (number, en, ko) = (tally.task.number, &title.en, &title.ko);
        section.parts.push(Part::Heading(
            text!(en: "{number} {en}", ko: "{number} {ko}"),
        ));
        let known = tally.mistakes.iter().take(MOST).map(|known| {
            let says = known
                .says
                .map_or_else(|| Text::same(known.key.to_owned()), Both::text);
            vec![
                Cell::plain(known.students.to_string()),
                Cell::plain(known.of.to_owned()),
                Cell::new(says, Ink::Maybe),
            ]
        });
        let unknown = tally.unknown.iter().take(MOST).map(|unknown| {
            let answer = short(unknown.answer);
            vec![
                Cell::plain(unknown.students.to_string()),
                Cell::plain(unknown.of.to_owned()),
                Cell::plain(
                    text!(en: "not known here: {answer}", ko: "여기서 모르는 답: {answer}"),
                ),
            ]
        });
        section.parts.push(Part::Table(Table {
            caption: text!(
                en: "Mistakes in exercise {number}: how many students, in which part, what",
                ko: "연습 문제 {number}의 실수: 학생 수, 어느 부분, 무엇",
            ),
            columns: vec![
                column("students", "학생 수"),
                column("part", "부분"),
                column("mistake", "실수"),
            ],
            heads: 1,
            kind: Kind::List,
            rows: known.chain(unknown).collect(),
        }));
    }
    (!section.parts.is_empty()).then_some(section)
}

/// A long answer, its end cut.
fn short(answer: &str) -> String {
    const LONGEST: usize = 120;
    let head: String = answer.chars().take(LONGEST).collect();
    match head.len() == answer.len() {
        true => head,
        false => head + "…",
    }
}

fn likenesses(grades: &Grades) -> Section {
    let mut section = Section::new(Text::new("What belongs to somebody else", "다른 학생의 것"));
    if grades.likenesses.is_empty() {
        section.say(Text::new(
            "Nothing: no answer, file or transcript is that of another student.",
            "없다. 다른 학생의 답이나 파일이나 질문 기록은 나오지 않았다.",
        ));
        return section;
    }
    section.say(Text::new(
        "Evidence, no verdict. Each of these is right for one student only, and another gave it. That can be innocent: two who sat side by side, a shared computer, a file in the wrong folder, a wrong line copied from a joint sheet. In a contest that gave each team its own flags, 7 of 53 such cases were judged innocent. Talk with both before you conclude anything.",
        "증거일 뿐 판정이 아니다. 아래의 것은 모두 한 학생에게만 맞는데 다른 학생이 냈다. 잘못이 없을 수도 있다. 나란히 앉아 풀었거나, 컴퓨터를 함께 썼거나, 파일을 다른 폴더에 넣었거나, 같이 쓰던 종이에서 줄을 잘못 옮겼을 수 있다. 팀마다 다른 플래그를 준 어느 대회에서는 이런 일 53건 가운데 7건이 결백하다고 판정되었다. 결론을 내리기 전에 두 학생과 이야기한다.",
    ));
    let rows = grades.likenesses.iter().map(|like| {
        vec![
            Cell::plain(like.number.to_string()),
            Cell::plain(alike(like)),
            Cell::plain(party(&like.by)),
            Cell::plain(party(&like.of)),
        ]
    });
    section.parts.push(Part::Table(Table {
        caption: Text::new(
            "Who gave it, and whose it is; times as the students' own clocks said",
            "누가 냈고 누구의 것인가. 시각은 학생 컴퓨터의 시계를 따른다",
        ),
        columns: vec![
            column("no.", "번호"),
            column("what", "무엇"),
            column("given by", "낸 학생"),
            column("that of", "누구의 것"),
        ],
        heads: 1,
        kind: Kind::List,
        rows: rows.collect(),
    }));
    section
}

fn alike(like: &Likeness) -> Text {
    let (item, value) = (&like.item, short(&like.value));
    match like.kind {
        Alike::Answer => text!(en: "{item}: {value}", ko: "{item}: {value}"),
        Alike::File => {
            let hash = value.get(..16).unwrap_or(&value);
            text!(
                en: "{item}: the same file, byte for byte (SHA-256 {hash}…)",
                ko: "{item}: 바이트까지 같은 파일 (SHA-256 {hash}…)",
            )
        }
        Alike::Oracle => text!(
            en: "{value} questions to the oracle, with replies it gives that student only",
            ko: "오라클에 한 질문 {value}개. 대답은 그 학생에게만 나오는 것이다",
        ),
    }
}

fn party(party: &Party) -> Text {
    let who = named(&party.id, &party.name).en;
    match (party.when, party.handed_in) {
        (Some(when), _) => {
            let when = date(Time::seconds(when));
            text!(en: "{who}, first at {when}", ko: "{who}, 처음 낸 때 {when}")
        }
        (None, true) => text!(en: "{who}, no time in the log", ko: "{who}, 로그에 시각 없음"),
        (None, false) => text!(en: "{who}, handed in nothing", ko: "{who}, 낸 것 없음"),
    }
}

fn heed(grades: &Grades) -> Option<Section> {
    let mut section = Section::new(Text::new("What to know of the files", "파일에서 살펴볼 점"));
    let files = grades.files.iter().filter(|file| file.fate != Fate::Counts);
    let files: Vec<Vec<Cell>> = files
        .map(|file| {
            let ink = match file.fate {
                Fate::Damaged | Fate::Newer => Ink::Bad,
                Fate::Counts | Fate::Else => Ink::Plain,
                Fate::Superseded
                | Fate::SelfStudy
                | Fate::OtherClass
                | Fate::OtherPack
                | Fate::Unknown => Ink::Maybe,
            };
            let whose = file.student.clone().unwrap_or_else(|| "–".to_owned());
            vec![
                Cell::plain(file.name.clone()),
                Cell::plain(whose),
                Cell::new(file.says.text(), ink),
            ]
        })
        .collect();
    if !files.is_empty() {
        section.parts.push(Part::Table(Table {
            caption: Text::new(
                "Files that do not count, and why",
                "계산하지 않은 파일과 까닭",
            ),
            columns: vec![
                column("file", "파일"),
                column("says it is of", "낸 사람 (파일에 따르면)"),
                column("why", "까닭"),
            ],
            heads: 1,
            kind: Kind::List,
            rows: files,
        }));
    }
    let notes = grades.students.iter().flat_map(|one| {
        one.notes.iter().map(move |note| {
            vec![
                Cell::plain(who(one)),
                Cell::new(note.says.text(), Ink::Maybe),
            ]
        })
    });
    let notes: Vec<Vec<Cell>> = notes.collect();
    if !notes.is_empty() {
        section.parts.push(Part::Table(Table {
            caption: Text::new("Seen in files that count", "계산한 파일에서 본 것"),
            columns: vec![column("student", "학생"), column("what", "무엇")],
            heads: 1,
            kind: Kind::List,
            rows: notes,
        }));
    }
    let missing = grades.students.iter().filter(|one| one.file.is_none());
    let missing: Vec<String> = missing.map(|one| who(one).en.into_owned()).collect();
    if !missing.is_empty() && missing.len() < grades.students.len() {
        let (n, names) = (missing.len(), missing.join(", "));
        section.say(text!(
            en: "Nothing that counts from {n}: {names}",
            ko: "계산할 것을 내지 않은 학생 {n}명: {names}",
        ));
    }
    (!section.parts.is_empty()).then_some(section)
}

fn one_by_one(grades: &Grades) -> Section {
    let mut section = Section::new(Text::new("One by one", "하나씩"));
    section.weight = Weight::More;
    for one in &grades.students {
        let begun = |outcome: &&Outcome| outcome.standing != Standing::NotBegun;
        let rows = one.results.iter().filter(begun).map(|outcome| {
            let ink = cell(outcome).ink;
            let wrong: Vec<String> = outcome
                .parts
                .iter()
                .filter(|part| part.ruling != "right" && part.ruling != "blank")
                .map(|part| part.key.clone())
                .collect();
            vec![
                Cell::plain(outcome.number.to_string()),
                Cell::new(standing(outcome), ink),
                Cell::plain(outcome.attempts.to_string()),
                Cell::plain(outcome.hints.to_string()),
                Cell::plain(minutes(outcome.seconds())),
                Cell::plain(wrong.join(", ")),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if rows.is_empty() {
            continue;
        }
        section.parts.push(Part::Heading(who(one)));
        let name = who(one).en;
        section.parts.push(Part::Table(Table {
            caption: text!(en: "Exercises of {name}", ko: "{name} 학생의 연습 문제"),
            columns: vec![
                column("no.", "번호"),
                column("standing", "상태"),
                column("tries", "시도"),
                column("hints", "힌트"),
                column("min", "분"),
                column("wrong at the end", "마지막까지 틀린 부분"),
            ],
            heads: 1,
            kind: Kind::List,
            rows,
        }));
    }
    if section.parts.is_empty() {
        section.say(Text::new(
            "Nobody began anything.",
            "아무도 시작하지 않았다.",
        ));
    }
    section
}
