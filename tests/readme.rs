//! What the README tells people to type works as it says.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rcgen::{CertificateParams, KeyPair};

/// The lines in the boxes of `page` that begin with the program's name, without the remark beside them; not those of sessions.
fn commands(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let boxes = text.split("```").skip(1).step_by(2);
    let boxes = boxes.filter(|one| !one.trim_start().starts_with("$ "));
    let lines = boxes
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("tlslab "));
    let words = |line: &str| words(line.split("  ").next().unwrap());
    lines.map(words).collect()
}

/// The words of a command; one in quotation marks may have blanks.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in command.split('\'').enumerate() {
        match n % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// A folder of its own with what the README names in it: the captures of the repository, a request, a roster, a folder for what
/// students send.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&room);
    let captures = room.join("tests/data/captures");
    fs::create_dir_all(&captures).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(root.join("tests/data/captures")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), captures.join(file.file_name())).unwrap();
    }
    let key = KeyPair::generate().unwrap();
    let wish = CertificateParams::new(["csr.lab.test".to_owned()]).unwrap();
    let request = wish.serialize_request(&key).unwrap().pem().unwrap();
    fs::write(room.join("request.csr"), request).unwrap();
    fs::write(room.join("roster.csv"), "id,name\ns01,Minsu\n").unwrap();
    fs::create_dir(room.join("inbox")).unwrap();
    room
}

#[test]
fn the_commands_of_the_readme_work() {
    assert_eq!(commands("README.md").len(), commands("README.ko.md").len());
    for page in ["README.md", "README.ko.md"] {
        let room = room(&format!("commands-{page}"));
        for command in commands(page) {
            // Without a terminal there is nobody to step for, nobody to answer, and no screen.
            let talks = ["--step", "--quiz", "tui", "--hold", "watch"];
            if command.iter().any(|word| talks.contains(&word.as_str())) {
                continue;
            }
            let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                .args(&command)
                .current_dir(&room)
                .env("TLSLAB_EXERCISES", room.join("exercises"))
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{command:?}: {errors}");
            let mut words = command.iter().skip_while(|word| *word != "-o").skip(1);
            match words.next() {
                Some(file) => assert!(room.join(file).exists(), "{command:?} writes nothing"),
                None => assert!(!output.stdout.is_empty(), "{command:?} prints nothing"),
            }
        }
        assert!(room.join("run.pcapng").is_file());
    }
}

/// A session in a box: its command after `$`, then what it prints; `[...]` stands for lines that are left out. Those of a page
/// follow one another in one folder.
#[test]
fn the_sessions_of_the_readme_are_real() {
    for page in ["README.md", "README.ko.md"] {
        let room = room(&format!("sessions-{page}"));
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let boxes = text.split("```").skip(1).step_by(2);
        let sessions: Vec<&str> = boxes
            .filter_map(|session| session.trim_start().strip_prefix("$ tlslab "))
            .collect();
        assert!(sessions.len() >= 8, "{page}");
        let mut again = text.clone();
        for session in sessions {
            let (command, pasted) = session.split_once('\n').unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                .args(words(command))
                .current_dir(&room)
                .env("TLSLAB_EXERCISES", room.join("exercises"))
                .env("COLUMNS", "80")
                .env("LC_ALL", "C.UTF-8")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            let printed = printed.join("\n");
            let mut rest = printed.as_str();
            for part in pasted.split("[...]").map(str::trim) {
                let Some((_, after)) = rest.split_once(part) else {
                    assert!(
                        blesses(),
                        "{page}: {command} prints\n{printed}\nand not\n{part}"
                    );
                    again = again.replacen(part, &anew(part, rest), 1);
                    continue;
                };
                rest = after;
            }
        }
        if again != text {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(page), again).unwrap();
        }
    }
}

/// Whether what was pasted is to be rewritten, as snapshots are.
fn blesses() -> bool {
    env::var("INSTA_UPDATE").is_ok_and(|update| update == "always")
}

/// As many rows as `part` has, from the first that begins as it does.
fn anew(part: &str, printed: &str) -> String {
    let rows = part.lines().count();
    let begins: String = part.lines().next().unwrap().chars().take(6).collect();
    let mut all = printed.lines().skip_while(|row| !row.starts_with(&begins));
    let found: Vec<&str> = all.by_ref().take(rows).collect();
    match found.is_empty() {
        true => panic!("nothing that is printed begins with {begins:?}:\n{printed}"),
        false => found.join("\n"),
    }
}
