//! A student's whole life through the program: alone and in a class, in both languages, and everything that can be typed wrongly.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tlslab::base::time::Time;
use tlslab::exercise::entry::Entry;
use tlslab::exercise::handed::{Exchange, Handed};
use tlslab::exercise::judge::Standing;
use tlslab::exercise::kind::Aim;
use tlslab::exercise::leak::{dresses, holds};
use tlslab::exercise::pack::Pack;
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;
use tlslab::exercise::student::event::Event;
use tlslab::exercise::student::home::{Founding, Held, Home};
use tlslab::exercise::student::source::alone;
use tlslab::exercise::student::transcript::{self, Pen};
use tlslab::exercise::submission::Submission;
use tlslab::exercise::trial::solve;
use tlslab::exercise::variant::Variant;
use tlslab::pki::authority::disk::Mischance;

use place::Place;

#[allow(dead_code, reason = "an authority has its folder there too")]
mod place;

const CLASS: ClassKey = ClassKey([9; 32]);

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.arg("exercise").args(arguments);
    command.args(["--dir".as_ref(), home.as_os_str()]);
    for name in ["TLSLAB_CRASH_AT", "TLSLAB_FULL_AT", "TLSLAB_EXERCISES"] {
        command.env_remove(name);
    }
    command
}

/// Runs `tlslab exercise` in English, and gives exit code, output, and what was said beside it.
fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    said(
        &command(home, arguments)
            .args(["--lang", "en"])
            .output()
            .unwrap(),
    )
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn good(home: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = run(home, arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{err}");
    out
}

/// That a command fails so, and says so.
fn refused(home: &Path, arguments: &[&str], code: i32, says: &str) {
    let (found, out, err) = run(home, arguments);
    assert_eq!(found, code, "{arguments:?}: {out}{err}");
    assert!(err.contains(says), "{arguments:?}: {err}");
    assert!(err.contains("hint: "), "{arguments:?}: {err}");
}

fn truth(home: &Path, number: u8) -> (Entry, Variant) {
    let key = fs::read_to_string(home.join("identity")).unwrap();
    let key = ClassKey(hex::decode(key.trim()).unwrap().try_into().unwrap());
    let exercise = Set::ours().unwrap().numbered(number).unwrap();
    Entry::draw(&key, &alone(), exercise).unwrap()
}

/// What solves it, from what a student has.
fn solved(entry: &Entry) -> Handed {
    let exercise = Set::ours().unwrap().numbered(entry.number).unwrap();
    solve(exercise, entry, Aim::Right).unwrap()
}

fn student(id: &str) -> Student {
    Student {
        class: "3-2".to_owned(),
        id: id.to_owned(),
        name: "김미나".to_owned(),
    }
}

fn pack(id: &str, key: &ClassKey) -> Pack {
    let exercises = &Set::ours().unwrap().exercises;
    let few = exercises.iter().filter(|one| [1, 5].contains(&one.number));
    Pack::draw(key, &student(id), few).unwrap()
}

fn packed(place: &Place, name: &str, pack: &Pack) -> String {
    let path = place.0.join(name);
    fs::write(&path, pack.write()).unwrap();
    path.display().to_string()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all
}

#[test]
fn somebody_alone_goes_all_the_way() {
    let place = Place::new("student-alone");
    let home = place.0.join("above").join("home");
    // Looking makes nothing.
    assert!(good(&home, &[]).contains("tlslab exercise start 1"));
    assert!(good(&home, &["list"]).contains("Bytes in five dresses"));
    assert!(good(&home, &["list", "--track", "crypto"]).contains("Avalanche"));
    assert!(good(&home, &["progress"]).contains("Nobody has begun"));
    assert!(!home.exists());

    let shown = good(&home, &["start", "1"]);
    assert!(shown.contains("Someone cut a word") && shown.contains("check 1 word=…"));
    let folder = home.join("01-five-dresses");
    assert!(
        fs::read_to_string(folder.join("TASK.md"))
            .unwrap()
            .contains("# 1. Bytes")
    );
    let (entry, variant) = truth(&home, 1);
    for (name, bytes) in &entry.files {
        assert_eq!(&fs::read(folder.join(name)).unwrap(), bytes);
    }

    // A known mistake is named; the form is helped with; what was given is remembered.
    let slip = variant.slips.iter().find(|slip| slip.key == "backwards");
    let wrong = format!("word={}", slip.unwrap().answer);
    let (code, out, _) = run(&home, &["check", "1", &wrong]);
    assert_eq!(code, 1);
    assert!(
        out.contains("stand in reverse") && out.contains("hint 1"),
        "{out}"
    );
    let (code, out, _) = run(&home, &["check", "1", "dresses=hex"]);
    assert!(
        code == 1 && out.contains("5 are needed, 1 were given"),
        "{out}"
    );
    let answers = solved(&entry).answers;
    let (code, out, _) = run(&home, &["check", "1", &format!("word={}", answers["word"])]);
    assert!(code == 1 && out.contains("1 of 2 right"), "{out}");
    // Words of an answer need no quotes.
    let dresses = format!("dresses={}", answers["dresses"]);
    let mut arguments = vec!["check", "1"];
    arguments.extend(dresses.split(' '));
    let out = good(&home, &arguments);
    assert!(
        out.contains("all of it is right") && out.contains("tlslab exercise start "),
        "{out}"
    );
    assert!(out.contains("takes off hexadecimal"), "{out}");

    good(&home, &["start", "avalanche-and-birthday"]);
    let (code, out, _) = run(&home, &["check", "5"]);
    assert!(code == 1 && out.contains("no file one.txt"), "{out}");
    for (n, left) in ["2 more hints", "One more hint", "the last hint"]
        .iter()
        .enumerate()
    {
        let out = good(&home, &["hint", "5"]);
        assert!(
            out.contains(left) && out.contains(&format!("hint {} of 3", n + 1)),
            "{out}"
        );
    }
    let again = good(&home, &["hint", "5"]);
    assert!(again.contains("hint 1 of 3") && again.contains("hint 3 of 3"));
    let (entry, _) = truth(&home, 5);
    for (name, bytes) in solved(&entry).files {
        fs::write(home.join("05-avalanche-and-birthday").join(name), bytes).unwrap();
    }
    good(&home, &["check", "5"]);
    assert!(good(&home, &["list"]).contains("solved, 2 tries, 3 hints"));
    let json: serde_json::Value =
        serde_json::from_str(&good(&home, &["progress", "--as", "json"])).unwrap();
    assert_eq!(json["solved"], 2);
    assert_eq!(json["hints"], 3);
    assert_eq!(json["begun"][0]["tries"], 4);
    let json: serde_json::Value = serde_json::from_str(&good(&home, &["--as", "json"])).unwrap();
    assert_eq!(json["solved"], 2);

    let out = good(&home, &["submit"]);
    assert!(out.contains("You study alone"), "{out}");
    let submission = Submission::read(&fs::read(home.join("submission.json")).unwrap()).unwrap();
    assert_eq!(submission.works[&1].handed.answers, answers);
    assert_eq!(submission.works[&5].handed.files.len(), 2);
    assert!(submission.pack.is_empty());

    // Reset removes nothing.
    fs::write(folder.join("notes"), "mine").unwrap();
    let out = good(&home, &["reset", "1"]);
    assert!(out.contains("01-five-dresses.old-1"), "{out}");
    let aside = home.join("01-five-dresses.old-1").join("notes");
    assert_eq!(fs::read_to_string(aside).unwrap(), "mine");
    assert!(!folder.join("notes").exists() && folder.join("blob1").exists());
    assert!(good(&home, &["list"]).contains("solved, 4 tries"));
}

#[test]
fn a_class_in_korean() {
    let place = Place::new("student-class");
    let home = place.0.join("home");
    let korean = |arguments: &[&str]| {
        said(
            &command(&home, arguments)
                .args(["--lang", "ko"])
                .output()
                .unwrap(),
        )
    };
    let pack = pack("s7", &CLASS);
    let file = packed(&place, "s7.json", &pack);
    let (code, out, err) = korean(&["join", &file]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("수업에 들어왔다") && out.contains("김미나 (s7)"),
        "{out}"
    );
    assert!(!home.join("identity").exists());
    let (_, out, _) = korean(&["start", "1"]);
    assert!(out.contains("누군가 낱말 하나를"), "{out}");
    let answers = solved(&pack.entries[0]).answers;
    let (code, out, _) = korean(&["check", "1", &format!("word={}", answers["word"])]);
    assert_eq!(code, 1);
    assert!(out.contains("아직 없음"), "{out}");
    // Whether that one is right only the teacher sees.
    let (code, out, _) = korean(&["check", "1", "dresses=hex hex hex hex hex"]);
    assert_eq!(code, 0);
    assert!(out.contains("선생님만"), "{out}");
    let (_, out, _) = korean(&[]);
    assert!(out.contains("수업 3-2, 학생 s7"), "{out}");

    let target = place.0.join("mine.json");
    let (code, out, err) = korean(&["submit", "-o", target.to_str().unwrap()]);
    assert!(code == 0 && out.contains("선생님께 낸다"), "{out}{err}");
    let submission = Submission::read(&fs::read(&target).unwrap()).unwrap();
    assert_eq!(submission.pack, pack.mark);
    assert_eq!(submission.student, student("s7"));
    assert_eq!(submission.works[&1].handed.answers["word"], answers["word"]);
    assert!(submission.log.iter().any(|line| line.contains(" joined ")));

    // The same again, one of somebody else, one made anew with other data.
    assert!(good(&home, &["join", &file]).contains("nothing changed"));
    let other = packed(&place, "s8.json", &crate::pack("s8", &CLASS));
    refused(&home, &["join", &other], 2, "this folder is that of s7");
    let renewed = crate::pack("s7", &ClassKey([8; 32]));
    let renewed_file = packed(&place, "new.json", &renewed);
    let out = good(&home, &["join", &renewed_file]);
    assert!(
        out.contains("other data") && out.contains("reset 1"),
        "{out}"
    );
    refused(&home, &["check", "1"], 2, "are others now");
    good(&home, &["reset", "1"]);
    let word = &solved(&renewed.entries[0]).answers["word"];
    let (_, out, _) = run(&home, &["check", "1", &format!("word={word}")]);
    assert!(out.contains("1 of 2 right"), "{out}");
}

#[test]
fn a_class_after_time_alone_loses_nothing() {
    let place = Place::new("student-both");
    let home = place.0.join("home");
    good(&home, &["start", "1"]);
    fs::write(home.join("01-five-dresses/notes"), "mine").unwrap();
    let word = truth(&home, 1).1.answers["word"][0].clone();
    run(&home, &["check", "1", &format!("word={word}")]);
    let pack = pack("s7", &CLASS);
    let out = good(&home, &["join", &packed(&place, "s7.json", &pack)]);
    assert!(out.contains("What you did alone stays"), "{out}");
    refused(&home, &["check", "1"], 2, "was not begun");
    let out = good(&home, &["start", "1"]);
    assert!(out.contains("01-five-dresses.old-1"), "{out}");
    assert!(home.join("01-five-dresses.old-1/notes").exists());
    assert!(home.join("identity").exists());
    let blob = fs::read(home.join("01-five-dresses/blob1")).unwrap();
    assert_eq!(blob, pack.entries[0].files["blob1"]);
    let word = &solved(&pack.entries[0]).answers["word"];
    let (_, out, _) = run(&home, &["check", "1", &format!("word={word}")]);
    assert!(out.contains("1 of 2 right"), "{out}");
}

#[test]
fn a_pack_of_another_version_is_never_judged() {
    let place = Place::new("student-version");
    for (version, says) in [(0, "older than version 1"), (2, "newer than version 1")] {
        let home = place.0.join(format!("home{version}"));
        let mut pack = pack("s7", &CLASS);
        pack.entries[0].version = version;
        let out = good(&home, &["join", &packed(&place, "p.json", &pack)]);
        assert!(out.contains("other versions of these exercises"), "{out}");
        refused(&home, &["start", "1"], 3, says);
        good(&home, &["start", "5"]);
    }
    let home = place.0.join("outside");
    let mut pack = pack("s7", &CLASS);
    pack.entries[0].files.insert("../x".to_owned(), vec![1]);
    let file = packed(&place, "p.json", &pack);
    refused(&home, &["join", &file], 3, "outside the task folder");
    pack.entries.remove(0);
    good(&home, &["join", &packed(&place, "p.json", &pack)]);
    refused(&home, &["start", "1"], 2, "not in the pack");
    fs::write(place.0.join("none.json"), "{}").unwrap();
    let none = place.0.join("none.json").display().to_string();
    refused(&home, &["join", &none], 3, "no pack of tlslab");
    let folder = place.0.display().to_string();
    refused(&home, &["join", &folder], 3, "it is a folder");
}

#[test]
fn nothing_holds_the_answer() {
    let place = Place::new("student-leak");
    for (name, join) in [("alone", false), ("class", true)] {
        let home = place.0.join(name);
        let mut word = solved(&pack("s7", &CLASS).entries[0]).answers["word"].clone();
        if join {
            good(
                &home,
                &["join", &packed(&place, "s7.json", &pack("s7", &CLASS))],
            );
        }
        good(&home, &["start", "1"]);
        if !join {
            word = truth(&home, 1).1.answers["word"][0].clone();
        }
        run(&home, &["check", "1", "word=nonsense"]);
        good(&home, &["hint", "1"]);
        good(&home, &["submit"]);
        for path in files(&home) {
            let bytes = fs::read(&path).unwrap();
            for dress in dresses(&word) {
                assert!(!holds(&bytes, &dress), "{}", path.display());
            }
        }
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let place = Place::new("student-keep");
    let home = place.0.join("home");
    good(&home, &["start", "1"]);
    let folder = home.join("01-five-dresses");
    fs::write(folder.join("blob1"), "changed").unwrap();
    fs::remove_file(folder.join("blob2")).unwrap();
    fs::write(folder.join("mine"), "mine").unwrap();
    let out = good(&home, &["start", "1"]);
    assert!(
        out.contains("there already") && out.contains("written again: blob2"),
        "{out}"
    );
    assert!(out.contains("left so: blob1"), "{out}");
    assert_eq!(fs::read_to_string(folder.join("blob1")).unwrap(), "changed");
    assert_eq!(fs::read_to_string(folder.join("mine")).unwrap(), "mine");
    assert!(folder.join("blob2").exists());
    // The other language changes the page alone, and a page somebody wrote into is kept.
    let output = command(&home, &["start", "1"])
        .args(["--lang", "ko"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let page = fs::read_to_string(folder.join("TASK.md")).unwrap();
    assert!(page.contains("다섯 벌의 옷"));
    fs::write(folder.join("TASK.md"), format!("{page}my notes")).unwrap();
    good(&home, &["start", "1"]);
    let kept = fs::read_to_string(folder.join("TASK.md.old-1")).unwrap();
    assert!(kept.contains("my notes"));
    // A folder somebody made before.
    let before = home.join("05-avalanche-and-birthday");
    fs::create_dir(&before).unwrap();
    fs::write(before.join("mine"), "mine").unwrap();
    good(&home, &["start", "5"]);
    assert!(home.join("05-avalanche-and-birthday.old-1/mine").exists());
    fs::remove_dir_all(&before).unwrap();
    good(&home, &["start", "5"]);
    assert!(before.join("TASK.md").exists());
}

#[cfg(unix)]
#[test]
fn files_are_ordinary_and_short() {
    let place = Place::new("student-files");
    let home = place.0.join("home");
    good(&home, &["start", "5"]);
    let folder = home.join("05-avalanche-and-birthday");
    let one = folder.join("one.txt");
    fs::create_dir(&one).unwrap();
    refused(&home, &["check", "5"], 3, "one.txt is a folder");
    fs::remove_dir(&one).unwrap();
    let made = Command::new("mkfifo").arg(&one).status().unwrap();
    assert!(made.success());
    refused(&home, &["check", "5"], 3, "is a pipe or a device");
    fs::remove_file(&one).unwrap();
    fs::write(&one, vec![0; (1 << 20) + 1]).unwrap();
    refused(&home, &["check", "5"], 3, "longer than 1 MiB");
    fs::remove_file(&one).unwrap();
    // Links lead where they like.
    for (name, bytes) in solved(&truth(&home, 5).0).files {
        fs::write(place.0.join(&name), bytes).unwrap();
        std::os::unix::fs::symlink(place.0.join(&name), folder.join(&name)).unwrap();
    }
    good(&home, &["check", "5"]);
}

#[test]
fn wrong_arguments_are_said() {
    let place = Place::new("student-wrong");
    let home = place.0.join("home");
    refused(&home, &["check", "1"], 2, "was not begun");
    refused(&home, &["hint", "1"], 2, "was not begun");
    refused(&home, &["reset", "1"], 2, "was not begun");
    refused(&home, &["submit"], 2, "nothing to hand in");
    refused(&home, &["start", "99"], 2, "there is no exercise 99");
    refused(&home, &["ask", "1", "00"], 2, "has no oracle");
    refused(
        &home,
        &["list", "--track", "starer"],
        2,
        "no track called starer",
    );
    refused(&home, &["watch"], 2, "at a terminal");
    refused(&home, &["start", "1", "--as", "html"], 2, "--as html");
    assert!(!home.exists());
    good(&home, &["start", "1"]);
    refused(&home, &["check", "1", "wrod=x"], 2, "nothing called `wrod`");
    refused(&home, &["check", "1", "x"], 2, "which question");
    good(&home, &["start", "5"]);
    refused(&home, &["check", "5", "x"], 2, "asks no question");
    let file = place.0.join("file");
    fs::write(&file, "").unwrap();
    let (code, _, err) = run(&file, &["start", "1"]);
    assert!(code == 4 && err.contains("--dir FOLDER"), "{err}");
    fs::write(home.join("identity"), "nonsense").unwrap();
    refused(&home, &["check", "1"], 3, "is not the key");
    // Without --dir it is where the environment says, from any folder.
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["exercise", "start", "1", "--lang", "en"])
        .env("TLSLAB_EXERCISES", place.0.join("elsewhere"))
        .current_dir("/")
        .output()
        .unwrap();
    assert!(output.status.success());
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["exercise", "start", "1"])
        .env_remove("TLSLAB_EXERCISES")
        .env("HOME", &place.0)
        .output()
        .unwrap();
    assert!(output.status.success() && place.0.join("tlslab-exercises/identity").exists());
}

#[test]
fn every_form_of_a_verdict() {
    let place = Place::new("student-forms");
    let home = place.0.join("home");
    good(&home, &["start", "1"]);
    let (code, out, _) = run(&home, &["check", "1", "word=x", "--as", "json"]);
    assert_eq!(code, 1);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["steps"][0]["name"]["en"], "word");
    let page = place.0.join("page.html");
    let (code, _, err) = run(
        &home,
        &["check", "1", "--as", "html", "-o", page.to_str().unwrap()],
    );
    assert_eq!(code, 1, "{err}");
    assert!(fs::read_to_string(page).unwrap().contains("five dresses"));
    refused(&home, &["check", "1", "--as", "tui"], 2, "terminal");
    for columns in ["40", "80", "140"] {
        for lang in ["en", "ko"] {
            for arguments in [
                &["check", "1"][..],
                &["list"],
                &["hint", "1"],
                &["start", "1"],
                &[],
            ] {
                let mut command = command(&home, arguments);
                let command = command.args(["--lang", lang]).env("COLUMNS", columns);
                let (_, out, _) = said(&command.output().unwrap());
                assert!(!out.is_empty() && !out.contains('\u{1b}'), "{arguments:?}");
            }
        }
    }
}

fn founding<'f>() -> Founding<'f> {
    Founding {
        at: Time::seconds(1),
        key: &|| Some([3; 32]),
        pack: None,
    }
}

#[test]
fn a_last_line_cut_anywhere_is_mended() {
    let place = Place::new("student-torn");
    let home = place.0.join("home");
    let enter = || Held::found(&home, &founding(), Mischance::None, &mut || {}).unwrap();
    let mut held = enter();
    let hinted = |level| Event::Hinted { number: 1, level };
    for level in 1..=2 {
        held.record(Time::seconds(2), hinted(level)).unwrap();
    }
    drop(held);
    let log = fs::read(home.join("log")).unwrap();
    for length in 0..log.len() {
        fs::write(home.join("log"), &log[..length]).unwrap();
        let whole = log[..length].iter().filter(|byte| **byte == b'\n').count();
        Home::look(&home).unwrap();
        let mut held = enter();
        held.record(Time::seconds(3), hinted(3)).unwrap();
        let lines = held.lines().unwrap();
        drop(held);
        assert_eq!(lines.len(), whole.max(1) + 1, "cut at {length}");
        Home::look(&home).unwrap();
    }
    assert_eq!(
        fs::read_to_string(home.join("identity")).unwrap(),
        format!("{}\n", "03".repeat(32))
    );
}

#[test]
fn a_log_that_was_edited_is_named_with_its_line() {
    let place = Place::new("student-edited");
    let home = place.0.join("home");
    good(&home, &["start", "1"]);
    good(&home, &["hint", "1"]);
    let log = fs::read_to_string(home.join("log")).unwrap();
    fs::write(home.join("log"), log.replace("level=1", "level=0")).unwrap();
    for arguments in [
        &["check", "1"][..],
        &["list"],
        &["hint", "1"],
        &["submit"],
        &[],
    ] {
        refused(&home, arguments, 3, "line 3 was changed, removed or added");
    }
    let (_, _, err) = run(&home, &["list"]);
    assert!(
        err.contains("backup") && err.contains("move it away"),
        "{err}"
    );
    // Moved away, one begins again, and nothing is lost.
    fs::rename(home.join("log"), home.join("log.broken")).unwrap();
    good(&home, &["start", "1"]);
    assert!(home.join("01-five-dresses.old-1/blob1").exists());
}

#[test]
fn twelve_at_once_lose_no_line() {
    let place = Place::new("student-twelve");
    let home = place.0.join("home");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| good(&home, &["start", "1"]));
        }
    });
    std::thread::scope(|scope| {
        for n in 0..12 {
            let home = &home;
            scope.spawn(move || run(home, &["check", "1", &format!("word=a{n}")]).0);
        }
    });
    let record = Home::look(&home).unwrap().record;
    assert_eq!(record.tasks[&1].tries, 12);
    assert_eq!(record.tasks[&1].best, Some(Standing::Open));
    assert!(
        files(&home)
            .iter()
            .all(|path| !path.to_string_lossy().contains(".part"))
    );
}

fn asked(n: u32) -> Exchange {
    Exchange {
        question: n.to_be_bytes().to_vec(),
        reply: format!("reply {n}"),
    }
}

#[test]
fn of_five_thousand_questions_none_is_lost() {
    let place = Place::new("student-asked");
    let home = place.0.join("home");
    drop(Held::found(&home, &founding(), Mischance::None, &mut || {}).unwrap());
    let path = home.join("work-04");
    let pen = || Pen::new(&path, transcript::lock_of(&home).unwrap(), Mischance::None);
    // Two take turns, as two terminals do.
    let (mut one, mut other) = (pen(), pen());
    for n in 0..5000 {
        let pen = if n % 10 == 0 { &mut other } else { &mut one };
        pen.note(Time::seconds(4), asked(n)).unwrap();
    }
    let all = transcript::read(&path).unwrap();
    assert_eq!(all, (0..5000).map(asked).collect::<Vec<_>>());

    // Cut anywhere in its last lines, it goes on behind the last whole one.
    let log = fs::read(&path).unwrap();
    let few: usize = log
        .split_inclusive(|byte| *byte == b'\n')
        .take(3)
        .map(<[u8]>::len)
        .sum();
    for length in (0..=few).chain(log.len() - 200..log.len()) {
        fs::write(&path, &log[..length]).unwrap();
        let whole = log[..length].iter().filter(|byte| **byte == b'\n').count();
        pen().note(Time::seconds(5), asked(9)).unwrap();
        if length <= few || length % 40 == 0 {
            assert_eq!(
                transcript::read(&path).unwrap().len(),
                whole + 1,
                "cut at {length}"
            );
        }
    }
    fs::write(
        &path,
        String::from_utf8(log).unwrap().replace("reply%2077 ", "x"),
    )
    .unwrap();
    let mut text = fs::read_to_string(&path).unwrap();
    text.replace_range(70..71, "9");
    fs::write(&path, text).unwrap();
    assert!(transcript::read(&path).is_err());
}

/// Those exercises that have an oracle are asked through the program: one by one, and many from a pipe.
#[test]
fn an_oracle_answers_and_every_question_is_handed_in() {
    let set = Set::ours().unwrap();
    let kinds = |name: &str| tlslab::exercise::kinds::list::named(name).unwrap();
    let Some(exercise) = set
        .exercises
        .iter()
        .find(|one| kinds(&one.kind).oracle.is_some())
    else {
        return;
    };
    let place = Place::new("student-oracle");
    let home = place.0.join("home");
    let number = exercise.number.to_string();
    refused(&home, &["ask", &number, "00"], 2, "was not begun");
    good(&home, &["start", &number]);
    refused(&home, &["ask", &number, "0g"], 2, "no hexadecimal digit");
    let first = good(&home, &["ask", &number, "00ff"]);
    assert_eq!(first, good(&home, &["ask", &number, "0x00:FF"]));
    good(&home, &["ask", &number, "text:two", "words"]);
    let questions: String = (0..50).map(|n| format!("{n:04x}\n")).collect();
    fs::write(place.0.join("questions"), questions + "\nnonsense\n").unwrap();
    let mut many = command(&home, &["ask", &number, "-"]);
    many.args(["--lang", "en"]);
    many.stdin(fs::File::open(place.0.join("questions")).unwrap());
    let (code, out, err) = said(&many.output().unwrap());
    assert_eq!((code, out.lines().count()), (2, 50), "{err}");
    assert!(err.contains("line 52 is no question"), "{err}");
    let path = home.join(format!("work-{:02}", exercise.number));
    let all = transcript::read(&path).unwrap();
    assert_eq!(all.len(), 53);
    assert_eq!(all[2].question, b"two words");
    good(&home, &["submit"]);
    let submission = Submission::read(&fs::read(home.join("submission.json")).unwrap()).unwrap();
    assert_eq!(submission.works[&exercise.number].handed.asked, all);
    // Solved with what the solver asks.
    let (entry, _) = truth(&home, exercise.number);
    let handed = solve(exercise, &entry, Aim::Right).unwrap();
    let questions: Vec<String> = handed
        .asked
        .iter()
        .map(|one| hex::encode(&one.question))
        .collect();
    fs::write(place.0.join("questions"), questions.join("\n")).unwrap();
    let mut many = command(&home, &["ask", &number, "-"]);
    many.stdin(fs::File::open(place.0.join("questions")).unwrap());
    assert!(many.output().unwrap().status.success());
    for (name, bytes) in &handed.files {
        fs::write(home.join(exercise.folder()).join(name), bytes).unwrap();
    }
    let answers: BTreeMap<String, String> = handed.answers;
    let answers: Vec<String> = answers
        .iter()
        .map(|(key, answer)| format!("{key}={answer}"))
        .collect();
    let mut arguments = vec!["check", &number];
    arguments.extend(answers.iter().map(String::as_str));
    good(&home, &arguments);
}
