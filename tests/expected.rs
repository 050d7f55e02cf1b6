//! Real captures against what tshark sees in them: every fact of every TLS connection over TCP, by the scorer beside the captures.
//!
//! Differences that are true are listed with their reasons in `tests/data/inspect-differences.txt`; any other one fails. DTLS and QUIC
//! are recognised and not opened: of them carrier, client and versions are compared.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod facts;
mod oracle;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::facts::{Facts, Sight};

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
    let known = known();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
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

/// The differences that are true: parts of lines.
fn known() -> Vec<String> {
    let file = root().join("tests/data/inspect-differences.txt");
    fs::read_to_string(file)
        .unwrap()
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once("  # "))
        .map(|(difference, _)| difference.trim().to_owned())
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of `tlslab inspect --as json` of a capture of the test data.
fn inspected(file: &str, keys: Option<&str>) -> Vec<Value> {
    let captures = root().join("tests/data/captures");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.args(["inspect", "--as", "json"]);
    command.arg(captures.join(file));
    if let Some(keys) = keys {
        command.arg("--keys").arg(captures.join(keys));
    }
    let output = command.output().unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{file}: {output:?}"
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let line = |line| serde_json::from_str(line).unwrap();
    lines.lines().map(line).collect()
}

/// The ends of a connection in an order of their own, and how many connections between them came before.
type Between = (String, String, usize);

fn numbered<'v>(
    found: impl Iterator<Item = (String, String, &'v Value)>,
) -> BTreeMap<Between, &'v Value> {
    let mut before = BTreeMap::new();
    found
        .map(|(one, other, value)| {
            let (low, high) = (one.clone().min(other.clone()), one.max(other));
            let count: &mut usize = before.entry((low.clone(), high.clone())).or_default();
            *count += 1;
            ((low, high, *count), value)
        })
        .collect()
}

/// The connections of a row, or of a part of it.
fn of_row<'v>(row: &'v Value, name: &str) -> BTreeMap<Between, &'v Value> {
    let end = |of: &Value, end: &str| of[end].as_str().unwrap().to_owned();
    let all = row[name].as_array().into_iter().flatten();
    numbered(all.map(|of| (end(of, "client"), end(of, "server"), of)))
}

fn of_lines(lines: &[Value]) -> BTreeMap<Between, &Value> {
    let ends = |line: &Value| (facts::end(&line["client"]), facts::end(&line["server"]));
    numbered(lines.iter().map(|line| {
        let (client, server) = ends(line);
        (client, server, line)
    }))
}

/// Facts of the TCP handshake: which frames its three segments are, and who began.
fn handshake(tcp: &Value, client: &str) -> Facts {
    let mut facts = Facts::new();
    for field in ["syn", "syn_ack", "ack"] {
        facts::put(&mut facts, &format!("tcp.{field}"), &tcp[field]);
    }
    if !tcp["syn"].is_null() {
        facts::put(&mut facts, "tcp.client", &Value::from(client));
    }
    facts
}

/// Facts of the hellos are left out where the row says that a hello was cut.
fn without_hellos(facts: Facts) -> Facts {
    let keep = |field: &str| !field.starts_with("ch.") && !field.starts_with("sh.");
    facts
        .into_iter()
        .filter(|((field, _), _)| keep(field))
        .collect()
}

/// What differs in the sessions called `name` of a row, of which `lines` are given.
fn compared(row: &Value, sessions: &Value, lines: &[Value], sight: Sight) -> Vec<String> {
    let given = of_lines(lines);
    let mut wrong = Vec::new();
    for (between, session) in of_row(sessions, "sessions") {
        let Some(line) = given.get(&between) else {
            wrong.push(format!("session: missing x1 {between:?}"));
            continue;
        };
        let transport = session["transport"].as_str().unwrap();
        let protocol = if transport == "tcp" { "tls" } else { transport };
        if line["protocol"] != protocol {
            wrong.push(format!("session.protocol: missing x1 {protocol}"));
        }
        if transport != "tcp" {
            let client = facts::end(&line["client"]);
            if session["client"] != client.as_str() {
                wrong.push(format!("session.client: extra x1 {client}"));
            }
            continue;
        }
        if session["weak"] == true {
            continue;
        }
        let partial = ["client_hellos", "server_hellos"]
            .iter()
            .flat_map(|name| session[name].as_array().into_iter().flatten())
            .any(|hello| hello["partial"] == true);
        let mut ours = facts::of_line(line, sight, &facts::old(session));
        ours.retain(|(field, _), _| field != "cert.sha256");
        if sight == Sight::Inside && session["certificates"].as_array().is_none_or(Vec::is_empty) {
            ours.retain(|(field, _), _| !field.starts_with("cert."));
        }
        let mut other = session.clone();
        for (key, value) in session["alt"].as_object().into_iter().flatten() {
            other[key] = value.clone();
        }
        let differs = [session, &other].map(|session| {
            let mut expected = facts::of_row(session, sight);
            if partial {
                expected = without_hellos(expected);
                ours = without_hellos(std::mem::take(&mut ours));
            }
            facts::differences(&expected, &ours)
        });
        let [one, other] = differs;
        wrong.extend(if other.len() < one.len() { other } else { one });
    }
    if sight == Sight::Outside {
        let expected = of_row(row, "sessions");
        let blind: Vec<&Value> = row["blind"].as_array().into_iter().flatten().collect();
        let blind: Vec<Between> = of_row(row, "tcp")
            .into_iter()
            .filter(|(_, tcp)| blind.contains(&&tcp["stream"]))
            .map(|(between, _)| between)
            .collect();
        for (between, line) in &given {
            let known = expected.contains_key(between) || blind.contains(between);
            if !line["protocol"].is_null() && !known {
                wrong.push(format!("session: extra x1 {between:?}"));
            }
        }
    }
    wrong
}

#[test]
fn the_captures_of_the_test_data_read_as_expected() {
    let known = known();
    let rows = fs::read_to_string(root().join("tests/data/expected.jsonl")).unwrap();
    let (mut wrong, mut compared_facts) = (Vec::new(), 0);
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let file = row["file"].as_str().unwrap();
        let lines = inspected(file, None);
        let mut differs = compared(&row, &row, &lines, Sight::Outside);
        let given = of_lines(&lines);
        for (between, tcp) in of_row(&row, "tcp") {
            compared_facts += 1;
            let Some(line) = given.get(&between) else {
                differs.push(format!("tcp: missing x1 {between:?}"));
                continue;
            };
            if tcp["ack_ambiguous"] != true {
                let ours = handshake(&line["tcp"], &facts::end(&line["client"]));
                let theirs = handshake(tcp, tcp["client"].as_str().unwrap());
                differs.extend(facts::differences(&theirs, &ours));
            }
        }
        let decrypt = &row["decrypt"];
        if !decrypt.is_null() {
            let lines = inspected(file, decrypt["keylog"].as_str());
            differs.extend(compared(&row, decrypt, &lines, Sight::Inside));
        }
        let unknown = |line: &String| !known.iter().any(|part| line.contains(part.as_str()));
        wrong.extend(
            differs
                .into_iter()
                .filter(unknown)
                .map(|line| format!("{file}: {line}")),
        );
    }
    assert!(compared_facts > 40, "{compared_facts}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
