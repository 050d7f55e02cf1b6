//! What the README tells people to type works as it says.
#![allow(clippy::unwrap_used)]

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
    let words = |line: &str| {
        let command = line.split("  ").next().unwrap();
        command.split(' ').map(str::to_owned).collect()
    };
    lines.map(words).collect()
}

/// A folder of its own with what the README names in it: the captures of the repository, and a request.
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
    room
}

#[test]
fn the_commands_of_the_readme_work() {
    assert_eq!(commands("README.md").len(), commands("README.ko.md").len());
    for page in ["README.md", "README.ko.md"] {
        let room = room(&format!("commands-{page}"));
        for command in commands(page) {
            // Without a terminal there is nobody to step for, and nobody to answer.
            if command
                .iter()
                .any(|word| word == "--step" || word == "--quiz")
            {
                continue;
            }
            let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                .args(&command)
                .current_dir(&room)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{command:?}: {errors}");
            assert!(!output.stdout.is_empty(), "{command:?} prints nothing");
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
        for session in sessions {
            let (command, pasted) = session.split_once('\n').unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                .args(command.split(' ').map(|word| word.trim_matches('\'')))
                .current_dir(&room)
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
                    panic!("{page}: {command} prints\n{printed}\nand not\n{part}");
                };
                rest = after;
            }
        }
    }
}
