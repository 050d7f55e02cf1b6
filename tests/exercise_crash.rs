//! A student's home killed in the middle of every file operation, and on a disk that is full from every operation on: nothing a student
//! made is lost, and the next command works.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tlslab::exercise::pack::Pack;
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;
use tlslab::exercise::student::home::Home;
use tlslab::exercise::submission::Submission;

use place::Place;

#[allow(dead_code, reason = "an authority has its folder there too")]
mod place;

fn run(home: &Path, arguments: &str, mischance: Option<(&str, usize)>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.arg("exercise").args(arguments.split(' '));
    command.args(["--lang", "en", "--dir"]).arg(home);
    for name in ["TLSLAB_CRASH_AT", "TLSLAB_FULL_AT"] {
        command.env_remove(name);
    }
    if let Some((name, at)) = mischance {
        command.env(name, at.to_string());
    }
    command.output().unwrap()
}

fn good(home: &Path, arguments: &str) -> String {
    let output = run(home, arguments, None);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn copied(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    if from.exists() {
        let status = Command::new("cp").arg("-a").arg(from).arg(to).status();
        assert!(status.unwrap().success());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all.sort();
    all
}

fn packed(place: &Place, name: &str, key: u8) -> String {
    let student = Student {
        class: "3-2".to_owned(),
        id: "s7".to_owned(),
        name: "Mina".to_owned(),
    };
    let set = Set::ours().unwrap();
    let few = set
        .exercises
        .iter()
        .filter(|one| [1, 5].contains(&one.number));
    let pack = Pack::draw(&ClassKey([key; 32]), &student, few).unwrap();
    let path = place.0.join(name);
    fs::write(&path, pack.write()).unwrap();
    path.display().to_string()
}

/// What somebody alone has after a while: two tasks begun, one with notes, tries and a hint.
fn after_a_while(home: &Path) {
    good(home, "start 1");
    run(home, "check 1 word=nonsense", None);
    good(home, "hint 1");
    good(home, "start 5");
    fs::write(home.join("01-five-dresses/notes"), "my notes").unwrap();
}

/// That the notes of [`after_a_while`] are somewhere, and what was tried is still counted.
fn sound(home: &Path, alone: bool) {
    let kept = files(home)
        .iter()
        .any(|path| fs::read(path).is_ok_and(|bytes| bytes == b"my notes"));
    assert!(kept, "the notes are gone");
    let record = Home::look(home).unwrap().record;
    if alone {
        assert!(record.tasks[&1].tries >= 1 && record.tasks[&1].hints >= 1);
        assert!(record.tasks.contains_key(&5));
    }
}

/// Lets `arguments` die in each of its operations in turn, then `next` run. Gives how many there are.
fn killed(
    name: &str,
    prepare: &dyn Fn(&Place, &Path),
    arguments: &dyn Fn(&Place) -> String,
    next: &[&str],
    check: &dyn Fn(&Path),
) -> usize {
    let place = Place::new(name);
    let (start, home) = (place.0.join("start"), place.0.join("home"));
    prepare(&place, &start);
    let arguments = arguments(&place);
    for at in 1.. {
        copied(&start, &home);
        let output = run(&home, &arguments, Some(("TLSLAB_CRASH_AT", at)));
        if let Some(code) = output.status.code() {
            assert!(code <= 1, "{arguments} at {at}: {output:?}");
            return at - 1;
        }
        if home.exists() {
            Home::look(&home).unwrap();
        }
        // The next command works, whatever it is; and so does the one that died.
        for next in next {
            let output = run(&home, next, None);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.code().is_some_and(|code| code <= 1),
                "{arguments} at {at}, then {next}: {said}"
            );
        }
        check(&home);
        let again = run(&home, &arguments, None);
        let said = String::from_utf8_lossy(&again.stderr);
        assert!(
            again.status.code().is_some_and(|code| code <= 1),
            "{arguments} again at {at}: {said}"
        );
        let left: Vec<PathBuf> = files(&home)
            .into_iter()
            .filter(|path| path.to_string_lossy().contains(".part"))
            .collect();
        assert!(left.is_empty(), "{arguments} at {at}: {left:?}");
    }
    unreachable!()
}

#[test]
fn killed_at_every_operation_of_the_first_start() {
    let many = killed(
        "dead-first",
        &|_, _| {},
        &|_| "start 1".to_owned(),
        &["list", "progress"],
        &|home| {
            if home.join("identity").exists() {
                let key = fs::read_to_string(home.join("identity")).unwrap();
                good(home, "start 1");
                assert_eq!(fs::read_to_string(home.join("identity")).unwrap(), key);
            }
        },
    );
    assert!(many > 20, "{many}");
}

#[test]
fn killed_at_every_operation_of_check_and_hint() {
    let prepare = |_: &Place, home: &Path| after_a_while(home);
    for (arguments, next) in [("check 1 word=other", "hint 1"), ("hint 1", "check 1")] {
        let many = killed(
            "dead-check",
            &prepare,
            &|_| arguments.to_owned(),
            &[next, "check 5"],
            &|home| sound(home, true),
        );
        assert!(many >= 2, "{many}");
    }
}

#[test]
fn killed_at_every_operation_of_start_and_reset() {
    let prepare = |_: &Place, home: &Path| {
        after_a_while(home);
        fs::remove_file(home.join("01-five-dresses/blob1")).unwrap();
    };
    for arguments in ["start 1 --lang ko", "reset 1"] {
        // The program takes one language: the last that was said.
        let arguments = arguments.replace(" --lang ko", "");
        let many = killed(
            "dead-reset",
            &prepare,
            &|_| arguments.clone(),
            &["start 1", "check 1"],
            &|home| sound(home, true),
        );
        assert!(many >= 4, "{arguments}: {many}");
    }
}

#[test]
fn killed_at_every_operation_of_submit() {
    let many = killed(
        "dead-submit",
        &|_, home| {
            after_a_while(home);
            good(home, "submit");
        },
        &|_| "submit".to_owned(),
        &["check 1"],
        &|home| {
            sound(home, true);
            // The old one or the new one, and whole.
            Submission::read(&fs::read(home.join("submission.json")).unwrap()).unwrap();
        },
    );
    assert!(many >= 5, "{many}");
}

#[test]
fn killed_at_every_operation_of_join() {
    let first = |place: &Place| format!("join {}", packed(place, "first.json", 1));
    let second = |place: &Place| format!("join {}", packed(place, "second.json", 2));
    let many = killed("dead-join", &|_, _| {}, &first, &["list"], &|_| {});
    assert!(many > 8, "{many}");
    let many = killed(
        "dead-join-alone",
        &|_, home| after_a_while(home),
        &first,
        &["list", "start 1", "check 1"],
        &|home| sound(home, false),
    );
    assert!(many >= 5, "{many}");
    // A newer pack takes the place of an older one: what was begun is the one or the other, and never judged wrongly.
    let many = killed(
        "dead-join-again",
        &|place, home| {
            good(home, &first(place));
            after_a_while(home);
        },
        &second,
        &["list", "progress"],
        &|home| {
            sound(home, true);
            let output = run(home, "check 1", None);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.code() == Some(1) || said.contains("are others now"),
                "{said}"
            );
            good(home, "reset 1");
            // Begun anew with other data, it is another task; the notes stay.
            sound(home, false);
        },
    );
    assert!(many >= 5, "{many}");
}

/// Lets the disk be full from each operation of `arguments` on.
fn full(name: &str, prepare: &dyn Fn(&Path), arguments: &str) {
    let place = Place::new(name);
    let (start, home) = (place.0.join("start"), place.0.join("home"));
    prepare(&start);
    for at in 1.. {
        copied(&start, &home);
        let output = run(&home, arguments, Some(("TLSLAB_FULL_AT", at)));
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code().is_some_and(|code| code <= 1) {
            return;
        }
        assert_eq!(output.status.code(), Some(4), "{arguments} at {at}: {said}");
        assert!(said.contains("no space left"), "{said}");
        assert!(said.contains("hint: make room"), "{said}");
        let again = run(&home, arguments, None);
        let said = String::from_utf8_lossy(&again.stderr);
        assert!(
            again.status.code().is_some_and(|code| code <= 1),
            "{arguments} after {at}: {said}"
        );
        if start.exists() {
            sound(&home, true);
        }
    }
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    full("full-first", &|_| {}, "start 1");
    for arguments in ["check 1 word=x", "hint 1", "reset 1", "submit"] {
        full("full-later", &|home| after_a_while(home), arguments);
    }
}

#[test]
fn a_home_that_may_not_be_written_is_said() {
    let place = Place::new("student-read-only");
    let home = place.0.join("home");
    after_a_while(&home);
    // Root may write what is read-only by mode; a file system mounted read-only nobody may.
    let script = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && { \"$0\" exercise list --lang en --dir \"$1\" && \"$0\" exercise check 1 --lang en --dir \"$1\"; }; code=$?; umount \"$1\"; exit $code";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_tlslab")])
        .arg(&home)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("mount:") || said.contains("must be superuser") {
        return;
    }
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("read-only"), "{said}");
    sound(&home, true);
}
