//! Ten thousand damaged captures: cut, flipped, and with lengths that lie. Whatever comes of one, it is an answer.
//!
//! Each goes the whole way a file goes. A panic anywhere fails the test and names the seed that made it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::text::Text;
use tlslab::base::verdict::Verdict;
use tlslab::capture::pcapng::{Capture, write};
use tlslab::capture::source::read;
use tlslab::dissect::link;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::story::evidence::Evidence;
use tlslab::story::model::Story;
use tlslab::story::tell::tell;
use tlslab::view::json;

/// How often a capture is damaged.
const TIMES: u64 = 10_000;

fn captures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures")
}

/// The captures in `folder`.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end != "md" && end != "txt")
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Damages `bytes` in one to four places, and at times cuts them.
fn damage(bytes: &mut Vec<u8>, seed: u64) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |end: usize| usize::try_from(dice.next_u64()).unwrap() % end.max(1);
    for _ in 0..=below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = below(bytes.len());
        match below(5) {
            0 => bytes[at] ^= 1 << below(8),
            1 => bytes[at] = 0,
            2 => bytes[at] = 0xff,
            3 => bytes[at] = u8::try_from(below(256)).unwrap(),
            _ => {
                let end = (at + below(8)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    if below(8) == 0 {
        bytes.truncate(below(bytes.len()));
    }
}

/// Goes the way of a file: packets, every frame as an exhibit, and the story they tell together with what else is
/// known.
fn go(file: &[u8], known: &Evidence) -> Story {
    let reading = read(file);
    for packet in &reading.packets {
        let origin = Origin::Packet(packet.number);
        let exhibit = Exhibit::read(Text::EMPTY, origin, &packet.bytes, |r| {
            link::frame(r, packet.link).map(|_| ())
        });
        assert_eq!(exhibit.unexplained(), [], "frame {}", packet.number);
    }
    let evidence = Evidence {
        packets: reading.packets,
        key_log: reading.secrets + &known.key_log,
        ..known.clone()
    };
    tell(&evidence)
}

/// What is known of a capture besides its packets: keys.
fn keys() -> Evidence {
    Evidence {
        key_log: fs::read_to_string(captures().join("tls13.pcap.keylog.txt")).unwrap(),
        ..Evidence::default()
    }
}

/// Damages the files in turn, `times` in all, and goes their way with what is known of each.
fn check(files: &[(Vec<u8>, Evidence)], times: u64) {
    for seed in 0..times {
        let (file, known) = &files[usize::try_from(seed).unwrap() % files.len()];
        let mut file = file.clone();
        damage(&mut file, seed);
        let done = std::panic::catch_unwind(|| {
            let story = go(&file, known);
            // Writing takes longer than all that comes before.
            if seed % 20 == 0 {
                json::write(&story, &mut std::io::sink()).unwrap();
            }
        });
        assert!(done.is_ok(), "seed {seed}");
    }
}

#[test]
fn without_damage_every_proof_holds() {
    let story = go(&fs::read(captures().join("tls13.pcap")).unwrap(), &keys());
    let proofs = story.steps.iter().flat_map(|step| &step.proofs);
    // It was taken where the network card was to fill in the checksums of TCP, and of a certificate that had expired and names no host (RFC 9525 §6.3).
    let besides = ["tcp_checksum", "validity", "name"];
    let proofs: Vec<_> = proofs
        .filter(|proof| !besides.contains(&proof.key))
        .collect();
    let of = |verdict| proofs.iter().filter(move |proof| proof.verdict == verdict);
    assert_eq!(of(Verdict::Fails).count(), 0, "{proofs:#?}");
    assert!(
        of(Verdict::Holds).count() > 10,
        "of {} proofs",
        proofs.len()
    );
}

#[test]
fn no_damage_to_a_capture_is_a_panic() {
    let files = files(&captures()).into_iter().map(|file| (file, keys()));
    check(&files.collect::<Vec<_>>(), 4 * TIMES / 5);
}

#[test]
fn no_damage_to_a_saved_run_is_a_panic() {
    let saved = |name: &&str| {
        let knobs = Knobs {
            seed: Some(1),
            ..Knobs::default()
        };
        let evidence = on_virtual(named(name).unwrap(), &knobs, EPOCH).unwrap();
        let capture = Capture {
            packets: &evidence.packets,
            secrets: &evidence.key_log,
            ..Capture::default()
        };
        let mut file = Vec::new();
        write(&capture, &mut file).unwrap();
        (file, evidence)
    };
    let names = [
        "full",
        "tls12",
        "resumption",
        "early-data",
        "retry",
        "client-certificate",
    ];
    check(&names.iter().map(saved).collect::<Vec<_>>(), TIMES / 5);
}
