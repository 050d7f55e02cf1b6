//! Real captures against what tshark sees in them: every fact of every TLS connection over TCP, by the scorer beside the captures.
//!
//! Differences that are true are listed with their reasons in `tests/data/inspect-differences.txt`; any other one fails. DTLS and QUIC
//! are recognised and not opened: of them carrier, client and versions are compared.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::fs;
use std::path::Path;

#[test]
fn every_capture_reads_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = |folder: &Path| folder.join("shared/tools/score_inspect.py").is_file();
    let Some(above) = root.ancestors().skip(1).find(|folder| beside(folder)) else {
        eprintln!("SKIPPED: the shared captures and their scorer are not beside this folder");
        return;
    };
    let tool = above.join("shared/tools/score_inspect.py");
    let captures = above.join("shared/captures");
    let Some(python) = oracle::find("python3", "python3") else {
        return;
    };
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expected");
    fs::create_dir_all(&room).unwrap();
    let program = env!("CARGO_BIN_EXE_tlslab");
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let expected = text(&captures.join("expected.jsonl"));
    let says = python.says(
        &room,
        &[
            &text(&tool),
            "--oracle",
            &expected,
            "--corpora",
            &text(&captures),
            "--outputs",
            &text(&room.join("out")),
            "--run",
            &format!("{program} inspect --as json {{capture}}"),
            "--run-keyed",
            &format!("{program} inspect --as json --keys {{keylog}} {{capture}}"),
            "--list",
            "1000",
        ],
    );
    let known = fs::read_to_string(root.join("tests/data/inspect-differences.txt")).unwrap();
    let known: Vec<&str> = known
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once("  # "))
        .map(|(difference, _)| difference.trim())
        .collect();
    let differs = |line: &&str| {
        let opened = !line.contains(" dtls ") && !line.contains(" quic ");
        let seen = ["session: ", "session.client: ", "quic.versions: "];
        let compared = opened || seen.iter().any(|field| line.starts_with(field));
        compared && (line.contains(": missing x") || line.contains(": extra x"))
    };
    let found: Vec<&str> = says.lines().map(str::trim).filter(differs).collect();
    let wrong: Vec<&&str> = found
        .iter()
        .filter(|line| !known.iter().any(|part| line.contains(part)))
        .collect();
    assert!(says.contains(", 0 without usable output"), "{says}");
    assert!(!says.contains("CRASH/TIME-OUT"), "{says}");
    assert!(wrong.is_empty(), "{} differences:\n{wrong:#?}", wrong.len());
    let settled: Vec<&&str> = known
        .iter()
        .filter(|part| !found.iter().any(|line| line.contains(**part)))
        .collect();
    assert!(settled.is_empty(), "these agree by now: {settled:#?}");
}
