//! A lossy wire, through the binary: the run completes, each loss is told, and so is each retransmission.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::env;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What TCP says of a frame: who to whom, and the sequence numbers it takes up; none for other frames and pure acknowledgements.
#[derive(Debug)]
struct Carries {
    ports: [u16; 2],
    start: u32,
    end: u32,
    reset: bool,
}

fn carries(frame: &[u8]) -> Option<Carries> {
    let number = |at: usize| u16::from_be_bytes([frame[at], frame[at + 1]]);
    if number(12) != 0x0800 || frame[23] != 6 {
        return None;
    }
    let tcp = 14 + usize::from(frame[14] & 15) * 4;
    let data = tcp + usize::from(frame[tcp + 12] >> 4) * 4;
    let whole = 14 + usize::from(number(16));
    let flags = frame[tcp + 13];
    let length = whole - data + usize::from(flags & 1) + usize::from(flags >> 1 & 1);
    let start = u32::from_be_bytes(frame[tcp + 4..tcp + 8].try_into().unwrap());
    (length > 0).then(|| Carries {
        ports: [number(tcp), number(tcp + 2)],
        start,
        end: start.wrapping_add(u32::try_from(length).unwrap()),
        reset: flags & 4 != 0,
    })
}

impl Carries {
    /// Whether this carries anything that `other` carries.
    fn repeats(&self, other: &Self) -> bool {
        let before = |a: u32, b: u32| a.wrapping_sub(b) > u32::MAX / 2;
        self.ports == other.ports && before(self.start, other.end) && before(other.start, self.end)
    }
}

/// The story as JSON. None, and a loud word, where the system forbids the kernel's wire.
fn story(scenario: &str, wire: &str, choices: &[&str]) -> Option<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["handshake", scenario, "--wire", wire, "--as", "json"])
        .args(choices)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    const NO_WIRE: i32 = 4;
    if wire == "kernel" && output.status.code() == Some(NO_WIRE) {
        eprintln!("SKIPPED: no kernel wire here: {error}");
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{error}");
        return None;
    }
    assert!(output.status.success(), "{scenario} {wire}: {error}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Checks a story against the frames, and gives how many were lost and how many were sent again.
fn check(what: &str, story: &Value) -> (usize, usize) {
    let frames: BTreeMap<u64, Option<Carries>> = story["packets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|packet| {
            let bytes = hex::decode(packet["bytes"].as_str().unwrap()).unwrap();
            (packet["number"].as_u64().unwrap(), carries(&bytes))
        })
        .collect();
    // What the steps say of each frame: fate, name, and whether it is shown unasked.
    let mut lost: Vec<u64> = Vec::new();
    let mut told_again: Vec<u64> = Vec::new();
    let mut brought: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, step) in story["steps"].as_array().unwrap().iter().enumerate() {
        for proof in step["proofs"].as_array().unwrap() {
            assert_ne!(proof["verdict"], "fails", "{what}: {proof}");
        }
        if step["kind"] != "wire" {
            continue;
        }
        let numbers: Vec<u64> = step["packets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|number| number.as_u64().unwrap())
            .collect();
        let again = step["name"]["en"] == "retransmission";
        if step["fate"] == "lost" {
            assert_eq!(step["folded"], false, "{what}: a loss is folded");
            lost.extend(&numbers);
            // Nothing of a record is told from bytes that nobody got.
            let rfc = step["rfc"].as_str().unwrap();
            assert!(rfc.starts_with("RFC 9293"), "{what}: {step}");
        } else {
            for number in &numbers {
                brought.entry(*number).or_insert(at);
            }
        }
        if again {
            let number = numbers[0];
            told_again.push(number);
            if step["fate"] == "again" {
                let first = step["first_sent_in"].as_u64().unwrap();
                let (this, that) = (&frames[&number], &frames[&first]);
                let (this, that) = (this.as_ref().unwrap(), that.as_ref().unwrap());
                assert!(first < number && this.repeats(that), "{what}: {step}");
                let sentence = step["sentence"]["en"].as_str().unwrap();
                assert!(
                    sentence.contains(&format!("rame {first}"))
                        || sentence.contains(&format!("rames {first},")),
                    "{what}: {sentence}"
                );
            }
        }
    }
    lost.dedup();
    // Each frame that carries something again is told as that, and no other.
    let mut again = Vec::new();
    for (number, frame) in &frames {
        let Some(frame) = frame else { continue };
        let mut before = frames
            .range(..number)
            .filter_map(|(_, frame)| frame.as_ref());
        if !frame.reset && before.any(|earlier| frame.repeats(earlier)) {
            again.push(*number);
        }
    }
    assert_eq!(told_again, again, "{what}: told and true retransmissions");
    // What was lost comes again, unless it was itself sent again without need: then it had come before.
    for number in &lost {
        let Some(Some(frame)) = frames.get(number) else {
            continue;
        };
        let came = frames
            .iter()
            .filter(|(other, _)| !lost.contains(other))
            .filter(|(other, _)| told_again.contains(other) || other < &number)
            .any(|(_, other)| other.as_ref().is_some_and(|other| other.repeats(frame)));
        assert!(came, "{what}: frame {number} never came again");
    }
    for number in &again {
        assert!(lost.contains(number) || brought.contains_key(number));
    }
    (lost.len(), again.len())
}

#[test]
fn the_virtual_wire_tells_each_loss() {
    let (mut lost, mut again) = (0, 0);
    for seed in ["1", "2", "3", "4", "5"] {
        for scenario in ["full", "tls12", "post-quantum", "resumption"] {
            let what = format!("{scenario}, seed {seed}");
            let story = story(scenario, "virtual", &["--loss", "20", "--seed", seed]).unwrap();
            let (some, more) = check(&what, &story);
            lost += some;
            again += more;
        }
    }
    assert!(lost > 20 && again > 20, "{lost} lost, {again} sent again");
}

#[test]
fn the_kernel_wire_tells_each_loss() {
    let choices = ["--loss", "20", "--seed", "1"];
    let (mut lost, mut again) = (0, 0);
    for scenario in ["full", "tls12", "post-quantum"] {
        let Some(story) = story(scenario, "kernel", &choices) else {
            return;
        };
        let (some, more) = check(&format!("{scenario} on the kernel's wire"), &story);
        lost += some;
        again += more;
    }
    assert!(lost > 0 && again > 0, "{lost} lost, {again} sent again");
}
