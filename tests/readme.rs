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
