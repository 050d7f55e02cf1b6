//! A class from the teacher's side, through the binary and the library: keys, packs, what comes back in every bad shape, reports.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "class/room.rs"]
mod room;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use room::{Room, answers, checked, log, sha256};
use serde_json::Value;
use tlslab::exercise::class::grades::{Fate, Grades, Kind, Standing};
use tlslab::exercise::class::grading::grade;
use tlslab::exercise::class::intake::Read;
use tlslab::exercise::entry::Entry;
use tlslab::exercise::form::Form;
use tlslab::exercise::handed::Handed;
use tlslab::exercise::judge;
use tlslab::exercise::kind::Aim;
use tlslab::exercise::leak::{dresses, holds, leaks};
use tlslab::exercise::pack::Pack;
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;
use tlslab::exercise::student::event::Event;
use tlslab::exercise::submission::{Submission, Work};
use tlslab::exercise::task::{Commits, Exercise};
use tlslab::exercise::trial::solve;

/// Names that mean harm somewhere.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\")",
    "\"quoted\", 'and' <b>",
    "@SUM(A1)",
    "../../etc/passwd",
    "a\u{202e}b\u{1b}[31m",
    "-1+1",
    "+1",
];

#[test]
fn a_class_is_made_once_and_its_key_is_private() {
    let room = Room::new("made");
    let made = room.run(&["new", "tls"]);
    assert_eq!(made.code, 0, "{}", made.err);
    for words in ["has all answers", "keep a copy"] {
        assert!(made.out.replace('\n', " ").contains(words), "{}", made.out);
    }
    let key = fs::read(room.place("tls/class.key")).unwrap();
    #[cfg(unix)]
    for file in ["tls/class.key", "tls/class.json"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(room.place(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    assert_eq!(room.run(&["new", "tls"]).code, 2);
    assert_eq!(fs::read(room.place("tls/class.key")).unwrap(), key);
    // A key alone is not overwritten either.
    fs::remove_file(room.place("tls/class.json")).unwrap();
    assert_eq!(room.run(&["new", "tls"]).code, 2);
    assert_eq!(fs::read(room.place("tls/class.key")).unwrap(), key);
    room.run(&["new", "other"]);
    assert_ne!(fs::read(room.place("other/class.key")).unwrap(), key);
    let few = room.run(&["new", "few", "--exercises", "1,5-5", "--as", "json"]);
    let few: Value = serde_json::from_str(&few.out).unwrap();
    assert_eq!(few["exercises"], serde_json::json!(["1", "5"]));
    for bad in [
        &["new", "../x"] as &[&str],
        &["new", "a/b"],
        &["new", "x", "--exercises", "200"],
        &["new", "x", "--exercises", "5-1"],
        &["new", "x", "--exercises", "one"],
        &["new", "x", "--track", "nowhere"],
    ] {
        assert_eq!(room.run(bad).code, 2, "{bad:?}");
        assert!(!room.place("x").exists());
    }
}

#[test]
fn what_is_wrong_with_a_class_is_said() {
    let room = Room::new("wrong");
    let none = room.run(&["packs", "r.csv"]);
    assert_eq!(none.code, 3);
    assert!(none.err.contains("holds no class") && none.err.contains("class new"));
    room.run(&["new", "c"]);
    assert_eq!(room.run(&["report", "--class", "c"]).code, 3);
    fs::write(room.place("c/class.key"), "00ff\n").unwrap();
    assert!(
        room.run(&["grade", ".", "--class", "c"])
            .err
            .contains("damaged")
    );
    fs::remove_file(room.place("c/class.key")).unwrap();
    let lost = room.run(&["grade", ".", "--class", "c"]);
    assert_eq!(lost.code, 3);
    assert!(lost.err.contains("without the key"), "{}", lost.err);
}

#[test]
fn packs_are_the_same_bytes_each_time() {
    let room = Room::with("bytes", 3);
    let first = room.run(&["packs", "roster.csv", "--class", "c", "-o", "one"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.out.contains("tlslab exercise join FILE"),
        "{}",
        first.out
    );
    room.run(&[
        "packs",
        "roster.csv",
        "--class",
        "c",
        "-o",
        "two",
        "--lang",
        "ko",
    ]);
    for id in ["s1", "s2", "s3"] {
        let name = format!("{id}.tlslab-pack");
        let one = fs::read(room.place("one").join(&name)).unwrap();
        assert_eq!(one, fs::read(room.place("two").join(&name)).unwrap());
        let pack = Pack::read(&one).unwrap();
        assert!(pack.is_of(&room.class().key));
        assert!(!pack.is_of(&ClassKey([9; 32])));
    }
    assert_eq!(fs::read_dir(room.place("one")).unwrap().count(), 3);
}

#[test]
fn a_roster_that_cannot_be_taken_makes_nothing() {
    let room = Room::new("roster");
    room.run(&["new", "c"]);
    let check = |bytes: &[u8], words: &[&str]| {
        fs::write(room.place("r.csv"), bytes).unwrap();
        for lang in ["en", "ko"] {
            let said = room.run(&["packs", "r.csv", "--class", "c", "--lang", lang]);
            assert_eq!(said.code, 3, "{bytes:?}");
            assert!(!room.place("c/packs").exists());
            if lang == "en" {
                for word in words {
                    assert!(said.err.contains(word), "{word}: {}", said.err);
                }
            }
        }
    };
    check(b"s1,a\ns1,b\n", &["line 2", "on line 1 already"]);
    check(
        b"id,name\n../../x,a\nok,b\n",
        &["line 2", "the name of a file"],
    );
    check(
        b"s1,\xb1\xe8\xb9\xce\xbc\xf6\n",
        &["UTF-8", "CP949", "Excel"],
    );
    check(b"\xff\xfes\x001\x00", &["UTF-8"]);
    check(b"id,name\n", &["nobody"]);
    check(b",Mina\n", &["line 1", "no id"]);
    fs::write(
        room.place("r.csv"),
        "\u{feff}학번,이름\r\n20260001,김민수\r\n,\r\n20260002,\r\n",
    )
    .unwrap();
    let taken = room.run(&["packs", "r.csv", "--class", "c"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(taken.out.contains("line 3"), "{}", taken.out);
    assert!(room.place("c/packs/20260001.tlslab-pack").exists());
}

/// Every answer in every dress, in the file as it is and in all that it unpacks to.
#[test]
fn no_answer_stands_in_a_pack() {
    let set = Set::ours().unwrap();
    let key = ClassKey([3; 32]);
    let mut wrong = Vec::new();
    for id in ["s1", "s2", "s3"] {
        let student = room::student(id);
        for exercise in &set.exercises {
            let (entry, truth) = Entry::draw(&key, &student, exercise).unwrap();
            let raw = Pack::draw(&key, &student, [exercise]).unwrap().write();
            for leak in leaks(exercise, &entry, &truth) {
                wrong.push(format!("{}: {leak}", exercise.folder()));
            }
            for question in typed(exercise, &entry) {
                if question.1 {
                    continue;
                }
                let right = truth.answers.get(&question.0).into_iter().flatten();
                for dress in right.flat_map(|answer| dresses(answer)) {
                    // Shorter ones stand in Base64 by chance.
                    if dress.len() >= 8 && holds(&raw, &dress) {
                        wrong.push(format!("{}: {} in the pack", exercise.folder(), question.0));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Questions with very many answers, and whether the answer is to be read in a file.
fn typed(exercise: &Exercise, entry: &Entry) -> Vec<(String, bool)> {
    let questions = exercise.questions.iter().filter(|question| {
        let form = entry.form(question);
        let typed = matches!(form, Some(Form::Words | Form::Hex | Form::Number));
        typed && question.commits == Commits::Alone
    });
    questions
        .map(|one| (one.key.clone(), one.read_in.is_some()))
        .collect()
}

#[test]
fn everything_forged_is_graded_and_named() {
    let room = Room::with("forged", 16);
    let one = room.exercise(1);
    let solved = |id: &str| room.submission(id, &[1, 5]);
    room.hand_in("s01.json", &solved("s1"));
    // Wrong, and the log says that it was right.
    let mut liar = solved("s2");
    liar.works
        .get_mut(&1)
        .unwrap()
        .handed
        .answers
        .insert("word".to_owned(), "nonsense".to_owned());
    liar.log = log(&[
        (10, room.joined("s2")),
        (
            60,
            checked(1, &[("word", "nonsense")], judge::Standing::Solved),
        ),
    ]);
    room.hand_in("s02.json", &liar);
    // A line of the log was changed.
    let mut edited = solved("s3");
    edited.log[1] = edited.log[1].replace("lang=en", "lang=ko");
    room.hand_in("s03.json", &edited);
    // The answers of another student.
    let mut copied = solved("s4");
    copied.works.insert(1, solved("s1").works[&1].clone());
    room.hand_in("s04.json", &copied);
    // The pack of another class, and one of a class that is called otherwise.
    let mut foreign = solved("s5");
    foreign.pack = "00".repeat(32);
    room.hand_in("s05.json", &foreign);
    let mut other = solved("s6");
    other.student.class = "elsewhere".to_owned();
    room.hand_in("s06.json", &other);
    let mut alone = solved("s7");
    alone.pack = String::new();
    room.hand_in("s07.json", &alone);
    let mut stranger = solved("s8");
    stranger.student.id = "nobody".to_owned();
    room.hand_in("s08.json", &stranger);
    // An older version of an exercise, and an older program.
    let mut older = solved("s9");
    older.works.get_mut(&1).unwrap().version = 0;
    older.made_by = "tlslab 0.0.9".to_owned();
    room.hand_in("s09.json", &older);
    // Two of one student: the longer log counts, whatever the names.
    let longer = solved("s10");
    let mut shorter = longer.clone();
    shorter.log.truncate(2);
    shorter.works.clear();
    room.hand_in("s10-a.json", &longer);
    room.hand_in("s10-b.json", &shorter);
    // Logs that part: the later name counts.
    let mut parted = solved("s11");
    parted.log = log(&[(9, Event::Began)]);
    room.hand_in("s11-a.json", &solved("s11"));
    room.hand_in("s11-b.json", &parted);
    // In a folder, as learning platforms pack them.
    fs::create_dir(room.place("in/Kim_12")).unwrap();
    room.hand_in("Kim_12/submission.json", &solved("s12"));
    // The log of somebody else.
    let mut borrowed = solved("s13");
    borrowed.log = solved("s1").log;
    room.hand_in("s13.json", &borrowed);
    let whole = solved("s14").write();
    fs::write(room.place("in/s14.json"), &whole[..whole.len() / 2]).unwrap();
    fs::write(room.place("in/s15-submission.json"), b"\0\0\0").unwrap();
    fs::write(
        room.place("in/newer.json"),
        br#"{"format": "tlslab submission", "version": 99}"#,
    )
    .unwrap();
    fs::write(room.place("in/notes.txt"), "Dear teacher").unwrap();
    fs::write(room.place("in/.DS_Store"), "x").unwrap();

    let graded = room.run(&["grade", "in", "--class", "c", "--as", "json"]);
    assert_eq!(graded.code, 3, "{}", graded.err);
    let grades: Grades = serde_json::from_str(&graded.out).unwrap();
    let fates: BTreeMap<&str, Fate> = grades
        .files
        .iter()
        .map(|file| (file.name.as_str(), file.fate))
        .collect();
    let expected = [
        ("Kim_12/submission.json", Fate::Counts),
        ("newer.json", Fate::Newer),
        ("notes.txt", Fate::Else),
        ("s01.json", Fate::Counts),
        ("s02.json", Fate::Counts),
        ("s03.json", Fate::Counts),
        ("s04.json", Fate::Counts),
        ("s05.json", Fate::OtherPack),
        ("s06.json", Fate::OtherClass),
        ("s07.json", Fate::SelfStudy),
        ("s08.json", Fate::Unknown),
        ("s09.json", Fate::Counts),
        ("s10-a.json", Fate::Counts),
        ("s10-b.json", Fate::Superseded),
        ("s11-a.json", Fate::Superseded),
        ("s11-b.json", Fate::Counts),
        ("s13.json", Fate::Counts),
        ("s14.json", Fate::Damaged),
        ("s15-submission.json", Fate::Damaged),
    ];
    assert_eq!(fates, BTreeMap::from(expected));
    let file = |name: &str| grades.files.iter().find(|file| file.name == name).unwrap();
    assert!(file("s10-b.json").says.en.contains("s10-a.json"));
    assert!(file("s11-a.json").says.en.contains("s11-b.json"));
    let students = grades.by_id();
    let standing = |id: &str, number: u8| {
        let results = &students[id].results;
        results
            .iter()
            .find(|one| one.number == number)
            .unwrap()
            .standing
    };
    let noted = |id: &str| -> Vec<&str> {
        let notes = students[id].notes.iter();
        notes.map(|note| note.key.as_str()).collect()
    };
    assert_eq!(
        (standing("s1", 1), standing("s1", 5)),
        (Standing::Solved, Standing::Solved)
    );
    assert_eq!(noted("s1"), [""; 0]);
    // The other question of the exercise is right.
    assert_eq!(
        (standing("s2", 1), noted("s2")),
        (Standing::Part, vec!["false_claim"])
    );
    assert_eq!(
        (standing("s3", 1), noted("s3")),
        (Standing::Solved, vec!["log_changed"])
    );
    assert!(students["s3"].notes[0].says.en.contains("line 2"));
    assert_ne!(standing("s4", 1), Standing::Solved);
    for id in ["s5", "s6", "s7", "s8", "s14", "s15", "s16"] {
        assert_eq!(
            (standing(id, 1), &students[id].file),
            (Standing::NotBegun, &None),
            "{id}"
        );
    }
    assert_eq!(standing("s9", 1), Standing::OtherVersion);
    assert_eq!(noted("s9"), ["other_program", "other_version"]);
    assert_eq!(standing("s10", 1), Standing::Solved);
    assert_eq!(standing("s12", 1), Standing::Solved);
    assert!(noted("s13").contains(&"log_of_another"));
    // One gave the answers, the other the log, in which they stand too.
    let alike = grades.likenesses.iter();
    let alike: BTreeSet<(&str, &str, u8)> = alike
        .map(|like| (like.by.id.as_str(), like.of.id.as_str(), like.number))
        .collect();
    let expected = [("s13", "s1", 1), ("s13", "s1", 5), ("s4", "s1", 1)];
    assert_eq!(alike, BTreeSet::from(expected));
    let like = grades
        .likenesses
        .iter()
        .find(|like| like.by.id == "s4")
        .unwrap();
    assert_eq!((like.kind, like.item.as_str()), (Kind::Answer, "word"));
    assert!(like.of.when.is_some());
    // Times and counts, as the log of the one who did all of it says.
    let first = &students["s1"].results[0];
    assert_eq!(
        (first.attempts, first.hints, first.seconds()),
        (2, 1, Some(300))
    );
    assert_eq!(one.number, 1);
    // The list of packs lost, marks are computed again.
    fs::remove_file(room.place("c/roster.json")).unwrap();
    let again = room.run(&[
        "grade",
        "in",
        "--class",
        "c",
        "--roster",
        "roster.csv",
        "--as",
        "json",
    ]);
    let mut again: Grades = serde_json::from_str(&again.out).unwrap();
    let counting = |grades: &Grades| {
        grades
            .files
            .iter()
            .map(|file| file.fate)
            .collect::<Vec<_>>()
    };
    assert_eq!(counting(&again), counting(&grades));
    again.at.clone_from(&grades.at);
    assert_eq!(again.likenesses, grades.likenesses);
    // What is said is said in both languages, and names each.
    for lang in ["en", "ko"] {
        let said = room.run(&[
            "grade",
            "in",
            "--class",
            "c",
            "--roster",
            "roster.csv",
            "--lang",
            lang,
        ]);
        assert_eq!(said.code, 3);
        for name in ["s05.json", "s14.json", "s10-b.json", "notes.txt"] {
            assert!(said.out.contains(name), "{lang} {name}\n{}", said.out);
        }
    }
}

#[test]
fn a_folder_of_good_ones_is_no_error_however_bad_their_answers_are() {
    let room = Room::with("good", 2);
    let mut bad = room.submission("s1", &[]);
    let handed = answers(&[("word", "wrong")]);
    bad.works.insert(
        1,
        Work {
            version: room.exercise(1).version,
            handed,
        },
    );
    room.hand_in("s1.json", &bad);
    let graded = room.run(&["grade", "in", "--class", "c"]);
    assert_eq!(graded.code, 0, "{}", graded.err);
    assert_eq!(room.run(&["grade", "nowhere", "--class", "c"]).code, 3);
}

/// Sixty students, of whom four gave what belongs to another: those are found, exercise by exercise, and nobody else is accused.
#[test]
fn of_a_class_of_sixty_four_are_found_and_nobody_else() {
    const COPIES: [(usize, usize); 4] = [(7, 3), (21, 40), (33, 12), (59, 60)];
    let set = Set::ours().unwrap();
    let class = room::class("sixty", 60);
    let students = class.students();
    let at = |n: usize| {
        students
            .iter()
            .find(|one| one.id == format!("s{n}"))
            .unwrap()
    };
    for exercise in &set.exercises {
        let drawn = |n: usize| Entry::draw(&class.key, at(n), exercise).unwrap();
        let solved = |n: usize| solve(exercise, &drawn(n).0, Aim::Right).unwrap();
        let number = exercise.number;
        let mut questions = exercise.questions.iter();
        let individual = questions.any(|question| question.commits == Commits::Alone)
            || !exercise.properties.is_empty();
        let mut works: BTreeMap<usize, Handed> = BTreeMap::new();
        // Most are wrong in one way or another, as classes are.
        for n in 1..=60 {
            let (_, truth) = drawn(n);
            let mut handed = Handed::default();
            for (question, right) in &truth.answers {
                let slip = truth.slips.iter().find(|slip| slip.question == *question);
                let answer = match (n % 3, slip) {
                    (0, _) => right[0].clone(),
                    (1, Some(slip)) => slip.answer.clone(),
                    _ => ["12345678", "deadbeef", "password", "the same word"][n % 4].to_owned(),
                };
                handed.answers.insert(question.clone(), answer);
            }
            for name in ["one.txt", "root.pem"] {
                handed.files.insert(
                    name.to_owned(),
                    format!("I did not manage, {n}").into_bytes(),
                );
            }
            works.insert(n, handed);
        }
        for (by, of) in COPIES {
            let theirs = solved(of);
            works.insert(of, theirs.clone());
            works.insert(by, theirs);
        }
        let read = works.into_iter().map(|(n, handed)| {
            let student = at(n).clone();
            let version = exercise.version;
            Read {
                name: format!("{}.json", student.id),
                content: Ok(Submission {
                    made_by: "tlslab".to_owned(),
                    pack: class.enrolled[&student.id].marks[0].clone(),
                    student,
                    log: Vec::new(),
                    works: BTreeMap::from([(number, Work { version, handed })]),
                }),
            }
        });
        let grades = grade(
            &class,
            &[exercise],
            &students,
            read.collect(),
            String::new(),
        )
        .unwrap();
        let found: BTreeSet<(&str, &str)> = grades
            .likenesses
            .iter()
            .map(|like| (like.by.id.as_str(), like.of.id.as_str()))
            .collect();
        let expected = match individual {
            true => BTreeSet::from([("s7", "s3"), ("s21", "s40"), ("s33", "s12"), ("s59", "s60")]),
            false => BTreeSet::new(),
        };
        assert_eq!(
            found,
            expected,
            "{}: {:#?}",
            exercise.folder(),
            grades.likenesses
        );
    }
}

#[test]
fn names_that_mean_harm_do_none() {
    let room = Room::new("hostile");
    room.run(&["new", "c", "--exercises", "1"]);
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let lines = (1..)
        .zip(HOSTILE)
        .map(|(n, name)| format!("h{n},{}\n", quoted(name)));
    let roster: String = lines.collect::<String>() + "h99,\"two\nlines\"\n";
    fs::write(room.place("roster.csv"), roster).unwrap();
    assert_eq!(room.run(&["packs", "roster.csv", "--class", "c"]).code, 0);
    fs::create_dir(room.place("in")).unwrap();
    for n in 1..=HOSTILE.len() {
        room.hand_in(
            &format!("h{n}.json"),
            &room.submission(&format!("h{n}"), &[1]),
        );
    }
    // A stranger's submission may say anything of itself.
    let mut stranger = room.submission("h1", &[1]);
    stranger.student.id = "<img src=x onerror=alert(2)>\u{1b}[2J\n=1+1".to_owned();
    stranger.made_by = "<script>alert(3)</script>".to_owned();
    room.hand_in("h1-<b>.json", &stranger);
    let mut odd = room.submission("h2", &[1]);
    odd.made_by = "<script>alert(4)</script>\u{1b}[31m".to_owned();
    odd.works
        .get_mut(&1)
        .unwrap()
        .handed
        .answers
        .insert("word".to_owned(), "<script>alert(5)</script>".to_owned());
    odd.works
        .get_mut(&1)
        .unwrap()
        .handed
        .answers
        .insert("<i>".to_owned(), "x".to_owned());
    room.hand_in("h2.json", &odd);
    let graded = room.run(&["grade", "in", "--class", "c"]);
    assert_eq!(graded.code, 0, "{}", graded.err);
    for arguments in [
        &["report", "--class", "c"] as &[&str],
        &["report", "--class", "c", "--depth", "field"],
        &["report", "--class", "c", "--as", "json"],
        &["report", "--class", "c", "--as", "html"],
        &["grade", "in", "--class", "c"],
        &["preview", "1", "--all", "--class", "c"],
        &["preview", "1", "h1", "--class", "c"],
    ] {
        for lang in ["en", "ko"] {
            let out = room.run(&[arguments, &["--lang", lang]].concat()).out;
            assert!(!out.contains(['\u{1b}', '\u{202e}']), "{arguments:?}");
            if arguments.contains(&"html") {
                assert!(out.contains("Content-Security-Policy"));
                assert!(out.contains("&lt;script&gt;alert(1)"), "{arguments:?}");
                for harm in ["<script>alert", "<img", "<b>.json", "<i>"] {
                    assert!(!out.contains(harm), "{harm}");
                }
            }
        }
    }
    let csv = room.place("table.csv");
    assert_eq!(
        room.run(&["report", "--class", "c", "--csv", csv.to_str().unwrap()])
            .code,
        0
    );
    let bytes = fs::read(&csv).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&bytes[3..]);
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), HOSTILE.len() + 2);
    for cell in records.iter().flat_map(csv::StringRecord::iter) {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
    for cell in [
        "'=HYPERLINK(\"http://x\")",
        "'@SUM(A1)",
        "'-1+1",
        "'+1",
        "two lines",
    ] {
        assert!(records.iter().any(|record| &record[1] == cell), "{cell}");
    }
}

#[test]
fn a_report_says_what_went_wrong_most_often() {
    let room = Room::with("often", 5);
    let class = room.class();
    let one = room.exercise(1);
    for (n, id) in (1..).zip(["s1", "s2", "s3", "s4"]) {
        let (_, truth) = Entry::draw(&class.key, &class.student(id, id), one).unwrap();
        let slip = truth
            .slips
            .iter()
            .find(|slip| slip.key == "backwards")
            .unwrap();
        let mut wrong = room.submission(id, &[]);
        let given = [(
            "word",
            if n < 4 {
                slip.answer.as_str()
            } else {
                "cafebabe"
            },
        )];
        wrong.log = log(&[
            (10, room.joined(id)),
            (20, room::started(1)),
            (30, checked(1, &given, judge::Standing::Open)),
            (
                40,
                checked(1, &[("word", "cafebabe")], judge::Standing::Open),
            ),
        ]);
        wrong.works.insert(
            1,
            Work {
                version: one.version,
                handed: answers(&given),
            },
        );
        room.hand_in(&format!("{id}.json"), &wrong);
    }
    room.run(&["grade", "in", "--class", "c"]);
    let report = room.run(&["report", "--class", "c", "--as", "json"]);
    let report: Value = serde_json::from_str(&report.out).unwrap();
    let first = &report["exercises"][0];
    assert_eq!(
        (&first["begun"], &first["solved"], &first["of"]),
        (&4.into(), &0.into(), &5.into())
    );
    assert_eq!(first["median_attempts"], 2.0);
    assert_eq!(first["mistakes"][0]["key"], "backwards");
    assert_eq!(first["mistakes"][0]["students"], 3);
    assert!(
        first["mistakes"][0]["says"]["ko"]
            .as_str()
            .unwrap()
            .contains("거꾸로")
    );
    assert_eq!(first["unknown"][0]["answer"], "cafebabe");
    assert_eq!(first["unknown"][0]["students"], 4);
    let said = room.run(&["report", "--class", "c"]).out;
    assert!(
        said.contains("reverse") && said.contains("cafebabe"),
        "{said}"
    );
    // The same answer of four is no evidence against anybody.
    assert_eq!(report["likenesses"], serde_json::json!([]));
}

#[test]
fn a_file_of_another_student_is_evidence_and_what_was_given_is_not() {
    let room = Room::with("file", 4);
    let mut copied = room.submission("s2", &[5]);
    let theirs = room.submission("s1", &[5]);
    copied.works.insert(5, theirs.works[&5].clone());
    room.hand_in("s1.json", &theirs);
    room.hand_in("s2.json", &copied);
    room.run(&["grade", "in", "--class", "c"]);
    let grades: Grades =
        serde_json::from_slice(&fs::read(room.place("c/grades.json")).unwrap()).unwrap();
    assert!(!grades.likenesses.is_empty());
    for like in &grades.likenesses {
        assert_eq!((like.kind, like.number), (Kind::File, 5));
        assert_eq!((like.by.id.as_str(), like.of.id.as_str()), ("s2", "s1"));
        let file = &theirs.works[&5].handed.files[&like.item];
        assert_eq!(like.value, sha256(file));
    }
    for lang in ["en", "ko"] {
        let said = room.run(&["report", "--class", "c", "--lang", lang]).out;
        let words = ["7 of 53", "53건 가운데 7건"];
        assert!(
            words
                .iter()
                .any(|word| said.replace('\n', " ").replace("  ", " ").contains(word)),
            "{said}"
        );
    }
}

#[test]
fn a_teacher_sees_what_a_student_sees_and_what_is_right() {
    let room = Room::with("seen", 2);
    let class = room.class();
    let student: Student = class.students().remove(0);
    let (_, truth) = Entry::draw(&class.key, &student, room.exercise(1)).unwrap();
    let word = &truth.answers["word"][0];
    for lang in ["en", "ko"] {
        let seen = room.run(&["preview", "1", "s1", "--class", "c", "--lang", lang]);
        assert_eq!(seen.code, 0);
        assert!(
            seen.out.contains(word) && seen.out.contains("blob5"),
            "{}",
            seen.out
        );
        assert!(seen.out.contains("tlslab exercise check 1"));
    }
    let all = room.run(&["preview", "1", "--all", "--class", "c"]).out;
    assert!(all.contains(word) && all.contains("s2"), "{all}");
    let json = room
        .run(&["preview", "1", "s1", "--class", "c", "--as", "json"])
        .out;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], "tlslab-class-preview");
    assert_eq!(room.run(&["preview", "1", "s9", "--class", "c"]).code, 2);
    assert_eq!(room.run(&["preview", "99", "s1", "--class", "c"]).code, 2);
    assert!(Path::new(&room.place("c/roster.json")).exists());
}
