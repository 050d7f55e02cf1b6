//! The authority killed in the middle of every file operation, on a disk that is full from every operation on, and asked by
//! twelve at once: nothing is ever half issued, no number comes twice, and no file is open to others at any moment.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tlslab::pki::authority::contents;
use tlslab::pki::authority::folder::Folder;

use place::Place;

mod place;

/// Runs `tlslab ca` in `ca` with a umask that hides nothing.
fn run(ca: &Path, arguments: &str, mischance: Option<(&str, usize)>) -> Output {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "umask 000; exec \"$0\" ca {arguments} --dir \"$1\" --lang en"
        ))
        .arg(env!("CARGO_BIN_EXE_tlslab"))
        .arg(ca);
    for name in ["TLSLAB_CRASH_AT", "TLSLAB_FULL_AT"] {
        command.env_remove(name);
    }
    if let Some((name, at)) = mischance {
        command.env(name, at.to_string());
    }
    command.output().unwrap()
}

fn good(ca: &Path, arguments: &str) -> String {
    let output = run(ca, arguments, None);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A copy of a folder with its modes.
fn copied(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(status.unwrap().success());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        }
        all.push(path);
    }
    all.sort();
    all
}

/// That nothing below `folder` is open to others.
fn closed(folder: &Path) {
    for path in files(folder).into_iter().chain([folder.to_path_buf()]) {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", path.display());
    }
}

/// That every certificate in `issued` and in `staging` is in the log, and no number comes twice.
fn sound(ca: &Path) {
    let folder = Folder::open(ca).unwrap();
    let mut known = BTreeSet::new();
    for issued in &folder.register.issued {
        assert!(known.insert(issued.serial.bytes().to_vec()));
    }
    for path in files(&ca.join("issued"))
        .into_iter()
        .chain(files(&ca.join("staging")))
    {
        if path.file_name().is_some_and(|name| name == "cert.pem") {
            let text = fs::read(&path).unwrap();
            let Ok(block) = pem::parse(&text) else {
                // Cut short by the crash: no certificate yet.
                continue;
            };
            let read = contents::read(block.contents()).unwrap();
            assert!(known.contains(&read.serial), "{}", path.display());
        }
    }
}

/// What a folder holds, but for the lock.
fn tree(ca: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    files(ca)
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(ca).unwrap().to_path_buf();
            (inside, fs::read(&path).ok())
        })
        .collect()
}

/// Lets `arguments` die in each of its operations in turn. Gives how many there are.
fn killed(name: &str, arguments: &str) -> usize {
    let place = Place::new(name);
    let (start, ca) = (place.0.join("start"), place.ca());
    good(&start, "init");
    good(&start, "issue first.lab.test");
    for at in 1.. {
        copied(&start, &ca);
        let output = run(&ca, arguments, Some(("TLSLAB_CRASH_AT", at)));
        closed(&ca);
        sound(&ca);
        if output.status.success() {
            return at - 1;
        }
        assert_eq!(
            output.status.code(),
            None,
            "{arguments} at {at}: {output:?}"
        );
        // The next command works, and finds nothing left to mend.
        good(&ca, "issue next.lab.test");
        sound(&ca);
        assert!(files(&ca.join("staging")).is_empty());
        let checked = run(&ca, "check", None);
        let said = String::from_utf8_lossy(&checked.stdout);
        assert!(checked.status.success(), "{arguments} at {at}: {said}");
    }
    unreachable!()
}

#[test]
fn killed_at_every_operation_of_issue() {
    assert!(killed("crash-issue", "issue www.lab.test") > 10);
}

#[test]
fn killed_at_every_operation_of_revoke() {
    assert!(killed("crash-revoke", "revoke first.lab.test") > 8);
}

#[test]
fn killed_at_every_operation_of_renew() {
    assert!(killed("crash-renew", "renew first.lab.test --new-key") > 10);
}

#[test]
fn killed_at_every_operation_of_a_batch() {
    let place = Place::new("batch-file");
    let file = place.0.join("names");
    fs::write(&file, "a.lab.test\nb.lab.test\nc.lab.test\n").unwrap();
    let arguments = format!("issue --batch {}", file.display());
    assert!(killed("crash-batch", &arguments) > 20);
}

#[test]
fn killed_at_every_operation_of_rollover() {
    let place = Place::new("crash-rollover");
    let (start, ca) = (place.0.join("start"), place.ca());
    good(&start, "init");
    for at in 1.. {
        copied(&start, &ca);
        let output = run(&ca, "rollover", Some(("TLSLAB_CRASH_AT", at)));
        closed(&ca);
        if output.status.success() {
            assert!(at > 20);
            return;
        }
        good(&ca, "issue next.lab.test");
        // The lists of new authorities may be missing: that is said, and one command makes them.
        good(&ca, "crl");
        good(&ca, "check");
    }
}

#[test]
fn killed_at_every_operation_of_init() {
    let place = Place::new("crash-init");
    let ca = place.ca();
    for at in 1.. {
        let output = run(&ca, "init", Some(("TLSLAB_CRASH_AT", at)));
        for made in fs::read_dir(&place.0).unwrap() {
            closed(&made.unwrap().path());
        }
        if output.status.success() {
            assert!(at > 20);
            return;
        }
        if !ca.exists() {
            good(&ca, "init");
        }
        good(&ca, "check");
        fs::remove_dir_all(&ca).unwrap();
        // An init that died leaves its draft until the next one.
        let _ = fs::remove_dir_all(place.0.join(".ca.part"));
        assert_eq!(fs::read_dir(&place.0).unwrap().count(), 0);
    }
}

/// Lets the disk be full from each operation of `arguments` on. A command that fails changes nothing.
fn full(name: &str, arguments: &str) {
    let place = Place::new(name);
    let (start, ca) = (place.0.join("start"), place.ca());
    good(&start, "init");
    good(&start, "issue first.lab.test");
    let before = tree(&start);
    for at in 1.. {
        copied(&start, &ca);
        let output = run(&ca, arguments, Some(("TLSLAB_FULL_AT", at)));
        closed(&ca);
        if output.status.success() {
            assert!(at > 5);
            return;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{arguments} at {at}: {said}");
        assert!(said.contains("no space left for"), "{said}");
        assert!(said.contains("hint: make room"), "{said}");
        assert!(tree(&ca) == before, "{arguments} at {at} changed something");
    }
}

#[test]
fn a_full_disk_changes_nothing() {
    full("full-issue", "issue www.lab.test");
    full("full-revoke", "revoke first.lab.test");
    full("full-renew", "renew first.lab.test");
}

#[test]
fn a_real_full_disk_changes_nothing() {
    let place = Place::new("tmpfs");
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs"])
        .arg(&place.0)
        .output();
    if !mount.is_ok_and(|mount| mount.status.success()) {
        // Only those who may mount can have a small disk; the seam above says the same.
        return;
    }
    let ca = place.ca();
    good(&ca, "init");
    let mut before = tree(&ca);
    let mut failed = false;
    for number in 0..200 {
        let output = run(&ca, &format!("issue h{number}.lab.test"), None);
        if output.status.success() {
            before = tree(&ca);
            continue;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.contains("no space left for"), "{said}");
        failed = true;
        break;
    }
    let same = tree(&ca) == before;
    let _ = Command::new("umount").arg(&place.0).status();
    assert!(failed && same);
}

#[test]
fn twelve_at_once_get_twelve_certificates() {
    let place = Place::new("twelve");
    let ca = place.ca();
    good(&ca, "init");
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| good(&ca, "issue same.lab.test"));
        }
    });
    sound(&ca);
    closed(&ca);
    let folder = Folder::open(&ca).unwrap();
    assert_eq!(folder.register.issued.len(), 12);
    assert_eq!(fs::read_dir(ca.join("issued")).unwrap().count(), 12);
    good(&ca, "check");
}

#[test]
fn whoever_waits_for_the_lock_says_so() {
    let place = Place::new("lock");
    let ca = place.ca();
    good(&ca, "init");
    let held = fs::File::open(ca.join("lock")).unwrap();
    held.lock().unwrap();
    let waiting = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| run(&ca, "issue a.lab.test", None));
        std::thread::sleep(std::time::Duration::from_millis(1500));
        held.unlock().unwrap();
        waiting.join().unwrap()
    });
    assert!(waiting.status.success());
    let said = String::from_utf8(waiting.stderr).unwrap();
    assert!(said.contains("waiting for it to end"), "{said}");
}

#[test]
fn a_folder_of_others_changes_nothing() {
    let place = Place::new("read-only");
    let ca = place.ca();
    good(&ca, "init");
    let before = tree(&ca);
    // Root may write what is read-only by mode; a file system mounted read-only nobody may.
    let script = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && \"$0\" ca issue a.test --lang en --dir \"$1\"; code=$?; umount \"$1\"; exit $code";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_tlslab")])
        .arg(&ca)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("mount:") || said.contains("must be superuser") {
        return;
    }
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("read-only"), "{said}");
    assert!(said.contains("nothing was changed"), "{said}");
    assert!(tree(&ca) == before);
}

#[test]
fn a_log_that_was_edited_is_noticed() {
    let place = Place::new("edited");
    let ca = place.ca();
    good(&ca, "init");
    good(&ca, "issue a.lab.test");
    good(&ca, "issue b.lab.test");
    let log = fs::read_to_string(ca.join("log")).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    let without: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.contains("label=a.lab.test"))
        .collect();
    let edited = log.replace("label=a.lab.test", "label=c.lab.test");
    let swapped: Vec<&str> = {
        let mut lines = lines.clone();
        let last = lines.len() - 1;
        lines.swap(last, last - 1);
        lines
    };
    for text in [without.join("\n") + "\n", edited, swapped.join("\n") + "\n"] {
        fs::write(ca.join("log"), text).unwrap();
        for command in ["issue c.lab.test", "list", "check"] {
            let output = run(&ca, command, None);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{command}: {said}");
            assert!(
                said.contains("line 6 was changed, removed or added"),
                "{said}"
            );
        }
    }
    // A last line that was never finished is cut off.
    fs::write(ca.join("log"), format!("{log}0123 7 17")).unwrap();
    good(&ca, "issue c.lab.test");
    good(&ca, "check");
}
