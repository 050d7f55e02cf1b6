//! What the README tells people to type works as it says.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The lines in the boxes of `page` that begin with the program's name, without the remark beside them.
fn commands(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let boxes = text.split("```").skip(1).step_by(2).flat_map(str::lines);
    let lines = boxes.filter_map(|line| line.strip_prefix("tlslab "));
    let words = |line: &str| {
        let command = line.split("  ").next().unwrap();
        command.split(' ').map(str::to_owned).collect()
    };
    lines.map(words).collect()
}

#[test]
fn the_commands_of_the_readme_work() {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&room).unwrap();
    // The captures of the repository, under the names the README gives them.
    let captures = room.join("tests/data/captures");
    fs::create_dir_all(&captures).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(root.join("tests/data/captures")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), captures.join(file.file_name())).unwrap();
    }
    assert_eq!(commands("README.md").len(), commands("README.ko.md").len());
    for command in [commands("README.md"), commands("README.ko.md")].concat() {
        // Without a terminal there is nobody to step for.
        if command.iter().any(|word| word == "--step") {
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

/// A session in a box: its command after `$`, then what it prints; `[...]` stands for lines that are left out.
#[test]
fn the_sessions_of_the_readme_are_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "README.ko.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let boxes = text.split("```").skip(1).step_by(2);
        let sessions: Vec<&str> = boxes
            .filter_map(|session| session.trim_start().strip_prefix("$ tlslab "))
            .collect();
        assert!(sessions.len() >= 4, "{page}");
        for session in sessions {
            let (command, pasted) = session.split_once('\n').unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                .args(command.split(' ').map(|word| word.trim_matches('\'')))
                .current_dir(root)
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
