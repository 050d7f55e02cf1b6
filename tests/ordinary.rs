//! Scenarios on the kernel's wire as an ordinary user: nothing of what tlslab does there takes root.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::env;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, id};

use serde_json::Value;
use tlslab::lab::scenarios::list::named;

/// The user called nobody, who owns nothing.
const NOBODY: u32 = 65_534;
/// The code with which tlslab says that the system lacks something.
const NO_WIRE: i32 = 4;
/// Proofs that may stay open in a run that is good: what would settle them is not part of it.
const MAY_STAY_OPEN: [&str; 2] = ["resumption_psk", "early_exporter_secret"];

const SCENARIOS: [&str; 8] = [
    "full",
    "tls12",
    "resumption",
    "post-quantum",
    "client-certificate",
    "retry",
    "expired",
    "refused",
];

/// tlslab where an ordinary user may read it, and that user's way to start it.
struct Ordinary {
    folder: PathBuf,
}

impl Ordinary {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("tlslab-ordinary-{}", id()));
        fs::create_dir(&folder).unwrap();
        let program = folder.join("tlslab");
        fs::copy(env!("CARGO_BIN_EXE_tlslab"), &program).unwrap();
        for place in [&folder, &program] {
            fs::set_permissions(place, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { folder }
    }

    /// Who runs this test is an ordinary user already, or becomes one.
    fn command(&self) -> Command {
        let mut command = Command::new(self.folder.join("tlslab"));
        command
            .current_dir("/")
            .env("HOME", "/nowhere")
            .stdin(Stdio::null());
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            // The standard library gives up all other groups of root's too.
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }
}

impl Drop for Ordinary {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// What is wrong with a story.
fn wrongs(scenario: &str, expects: Option<&str>, story: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if story["cause"]["key"].as_str() != expects {
        wrong.push(format!("{scenario}: cause {}", story["cause"]));
    }
    let mut proofs = 0;
    let mut explained = Vec::new();
    for step in list(&story["steps"]) {
        for proof in list(&step["proofs"]) {
            let open = proof["verdict"] == "not_reached"
                && expects.is_none()
                && !MAY_STAY_OPEN.iter().any(|key| proof["key"] == *key);
            // The check of an expired certificate must fail; nothing else may.
            let refuted = proof["verdict"] == "fails" && expects.is_none();
            if open || refuted {
                wrong.push(format!("{scenario}: {} {proof}", step["name"]["en"]));
            }
            proofs += usize::from(proof["verdict"] == "holds");
        }
        for exhibit in list(&step["exhibits"]) {
            if exhibit["origin"]["kind"] == "packet" {
                explained.push(exhibit);
            }
        }
    }
    // Of a refused connection the checksums of two segments are all there is.
    if proofs < 2 {
        wrong.push(format!("{scenario}: only {proofs} proofs hold"));
    }
    for packet in list(&story["packets"]) {
        let number = &packet["number"];
        let found = explained
            .iter()
            .find(|exhibit| exhibit["origin"]["packet"] == *number);
        let Some(exhibit) = found else {
            wrong.push(format!("{scenario}: frame {number} is in no step"));
            continue;
        };
        let bytes = packet["bytes"].as_str().unwrap();
        if exhibit["bytes"] != bytes {
            wrong.push(format!("{scenario}: frame {number} is shown otherwise"));
        }
        let mut covered = vec![false; bytes.len() / 2];
        for field in list(&exhibit["fields"]) {
            let [start, end] = ["start", "end"].map(|key| {
                let at = field[key].as_u64().unwrap();
                usize::try_from(at).unwrap()
            });
            for doc in [&field["doc"]["en"], &field["doc"]["ko"]] {
                if doc.as_str().is_none_or(str::is_empty) {
                    wrong.push(format!("{scenario}: {} says nothing", field["name"]));
                }
            }
            covered[start..end].fill(true);
        }
        if covered.contains(&false) {
            wrong.push(format!("{scenario}: frame {number} is not explained whole"));
        }
    }
    wrong
}

#[test]
fn an_ordinary_user_sees_it_all() {
    let ordinary = Ordinary::new();
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        let expects = named(scenario).unwrap().expects;
        let arguments = ["handshake", scenario, "--wire", "kernel", "--as", "json"];
        let output = ordinary.command().args(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == Some(NO_WIRE) {
            eprintln!("SKIPPED: no kernel wire for an ordinary user here: {error}");
            assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{error}");
            return;
        }
        if !output.status.success() {
            wrong.push(format!("{scenario}: {} {error}", output.status));
        }
        let story: Value = serde_json::from_slice(&output.stdout).unwrap();
        let preface = story["preface"].to_string();
        assert!(preface.contains("Kernel wire"), "{preface}");
        wrong.extend(wrongs(scenario, expects, &story));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    saves(&ordinary);
}

/// What is saved belongs to who ran it, although the run was in a namespace of its own.
fn saves(ordinary: &Ordinary) {
    let theirs = ordinary.folder.join("theirs");
    fs::create_dir(&theirs).unwrap();
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o777)).unwrap();
    let place = theirs.join("x.pcapng");
    let mut command = ordinary.command();
    command.args(["handshake", "--save"]).arg(&place);
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    owned(&place);
}

fn owned(place: &Path) {
    let file = fs::metadata(place).unwrap();
    let me = fs::metadata("/proc/self").unwrap().uid();
    let who = if me == 0 { NOBODY } else { me };
    assert_eq!(file.uid(), who);
    assert!(file.len() > 1000);
}
