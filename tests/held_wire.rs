//! A wire held by hand: every deed on every frame ends, TCP mends what noise and loss do, TLS notices what an attacker does, and to take
//! a deed back is to be where one was.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::Duration;

use tlslab::base::reader::Reader;
use tlslab::base::side::Side;
use tlslab::base::verdict::Verdict;
use tlslab::capture::packet::Packet;
use tlslab::dissect::inside::Carries;
use tlslab::dissect::link;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_held, on_virtual};
use tlslab::lab::scenarios::list::{SCENARIOS, named};
use tlslab::story::deed::{Bit, Checksum, Deed, Hand, Holds, Order};
use tlslab::story::evidence::{Done, Evidence};
use tlslab::story::model::{Kind, Story};
use tlslab::story::tell::tell;

fn seeded() -> Knobs {
    Knobs {
        seed: Some(1),
        ..Knobs::default()
    }
}

fn whole(scenario: &str) -> Evidence {
    on_virtual(named(scenario).unwrap(), &seeded(), EPOCH).unwrap()
}

fn held(scenario: &str, hand: &Hand) -> Evidence {
    on_held(named(scenario).unwrap(), &seeded(), EPOCH, hand).unwrap()
}

fn meddled(scenario: &str, frame: u32, deed: Deed) -> (Evidence, Story) {
    let hand = Hand {
        deeds: BTreeMap::from([(frame, deed)]),
        holds: Holds::Never,
    };
    let evidence = held(scenario, &hand);
    let story = tell(&evidence);
    (evidence, story)
}

/// Where the payload of a frame with TCP begins.
fn payload(packet: &Packet) -> Option<usize> {
    let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
    match &frame.ip()?.carries {
        Carries::Tcp(segment) => Some(segment.payload_at),
        _ => None,
    }
}

fn numbers(evidence: &Evidence) -> Vec<(u32, usize, usize)> {
    let frames = evidence.packets.iter();
    frames
        .filter_map(|p| Some((p.number, payload(p)?, p.bytes.len())))
        .collect()
}

fn content(evidence: &Evidence, story: &Story, what: &str) {
    for ending in &evidence.endings {
        assert_eq!(ending.error, None, "{what}");
        assert!(!ending.received.is_empty(), "{what}");
    }
    assert!(evidence.endings.len() >= 2, "{what}");
    assert!(story.cause.is_none(), "{what}: {:?}", story.cause);
}

fn fails(story: &Story) -> Vec<&'static str> {
    let proofs = story.steps.iter().flat_map(|step| &step.proofs);
    proofs
        .filter(|proof| proof.verdict == Verdict::Fails)
        .map(|proof| proof.key)
        .collect()
}

fn says(story: &Story, words: &str) -> bool {
    let mut steps = story.steps.iter();
    steps.any(|step| step.sentence.en.contains(words))
}

#[test]
fn deciding_frame_by_frame_is_the_same_run() {
    for scenario in SCENARIOS {
        let all = whole(scenario.name);
        let mut hand = Hand {
            deeds: BTreeMap::new(),
            holds: Holds::From(1),
        };
        loop {
            let so_far = held(scenario.name, &hand);
            let seen = so_far.packets.len();
            assert_eq!(so_far.packets, all.packets[..seen], "{}", scenario.name);
            let Some(waits) = so_far.waiting() else {
                assert_eq!(seen, all.packets.len(), "{}", scenario.name);
                assert_eq!(so_far.endings, all.endings, "{}", scenario.name);
                break;
            };
            assert_eq!(waits, so_far.packets.last().unwrap().number);
            let story = tell(&so_far);
            let last = story.steps.iter().rev().find_map(|step| match &step.kind {
                Kind::Wire { packets, .. } => packets.last().copied(),
                _ => None,
            });
            assert!(
                last.is_some(),
                "{}: the frame that waits is told",
                scenario.name
            );
            hand.deeds.insert(waits, Deed::Deliver);
            // One replay a frame is enough for every third of the long ones.
            hand.holds = Holds::From(waits + if seen > 40 { 7 } else { 1 });
        }
    }
}

#[test]
fn tcp_mends_what_is_lost_doubled_or_late() {
    let deeds = [
        (Deed::Drop, "You dropped this frame."),
        (Deed::Duplicate, "You let this frame arrive twice."),
        (
            Deed::Delay(Duration::from_millis(40)),
            "You held this frame back for 40 ms.",
        ),
        (
            Deed::Delay(Duration::from_secs(3)),
            "You held this frame back for 3000 ms.",
        ),
    ];
    for scenario in ["full", "tls12"] {
        for (number, _, _) in numbers(&whole(scenario)) {
            for (deed, words) in deeds {
                let (evidence, story) = meddled(scenario, number, deed);
                let what = format!("{scenario}: {number} {deed}");
                content(&evidence, &story, &what);
                assert_eq!(fails(&story), Vec::<&str>::new(), "{what}");
                assert!(says(&story, words), "{what}");
            }
        }
    }
}

#[test]
fn the_checksum_catches_noise() {
    for scenario in ["full", "tls12"] {
        for (number, start, end) in numbers(&whole(scenario)) {
            // A byte of the TCP header, and bytes of the payload if there are any.
            for at in [start - 15, start, (start + end) / 2, end - 1] {
                if at >= end {
                    continue;
                }
                let bit = Bit {
                    at,
                    bit: 5,
                    checksum: Checksum::Left,
                };
                let (evidence, story) = meddled(scenario, number, Deed::Flip(bit));
                let what = format!("{scenario}: {number} {}", Deed::Flip(bit));
                content(&evidence, &story, &what);
                assert!(
                    matches!(evidence.done[&number], Done::Damaged { .. }),
                    "{what}"
                );
                assert_eq!(fails(&story), ["tcp_checksum"], "{what}");
            }
        }
    }
}

#[test]
fn tls_notices_what_an_attacker_changes() {
    for scenario in ["full", "tls12"] {
        let all = whole(scenario);
        let mut unnoticed = Vec::new();
        for (number, start, end) in numbers(&all) {
            for at in (start..end).filter(|at| *at < start + 9 || at % 3 == 0) {
                let bit = Bit {
                    at,
                    bit: u8::try_from(at % 8).unwrap(),
                    checksum: Checksum::Repaired,
                };
                let (evidence, story) = meddled(scenario, number, Deed::Flip(bit));
                let what = format!("{scenario}: {number} {}", Deed::Flip(bit));
                assert!(
                    matches!(evidence.done[&number], Done::Changed { .. }),
                    "{what}"
                );
                match &story.cause {
                    Some(cause) => {
                        assert_eq!(cause.key, "changed_on_the_wire", "{what}");
                        let frame = format!("Frame {number},");
                        assert!(
                            cause.sentence.en.starts_with(&frame),
                            "{what}: {}",
                            cause.sentence.en
                        );
                    }
                    None => unnoticed.push((number, at)),
                }
            }
        }
        // What nobody signs or seals: the version of a record, which RFC 8446 §5.1 says to ignore. And the last goodbye,
        // which comes to an end that has said its own and listens no more.
        let last = numbers(&all)
            .iter()
            .rev()
            .find(|(_, start, end)| start < end)
            .unwrap()
            .0;
        let ignored = |(number, at): &(u32, usize)| {
            let record = &all.packets[*number as usize - 1].bytes[at - 2..=*at];
            matches!(record, [20 | 22 | 23, 3, 1 | 3])
        };
        assert!(unnoticed.iter().any(ignored), "{scenario}");
        unnoticed.retain(|at| !ignored(at) && at.0 != last);
        assert!(unnoticed.is_empty(), "{scenario}: {unnoticed:?}");
    }
}

#[test]
fn no_bit_of_any_header_ends_in_a_panic_or_never() {
    for (number, start, _) in numbers(&whole("full")) {
        for at in 0..start {
            for checksum in [Checksum::Repaired, Checksum::Left] {
                let bit = Bit {
                    at,
                    bit: u8::try_from(at % 8).unwrap(),
                    checksum,
                };
                let (evidence, _) = meddled("full", number, Deed::Flip(bit));
                // A server that nobody reached has nothing to say; a client always has.
                let ended: BTreeSet<Side> = evidence.endings.iter().map(|end| end.side).collect();
                assert!(ended.contains(&Side::Client), "{number}: {at}");
            }
        }
    }
}

#[test]
fn orders_are_written_as_they_are_read() {
    for said in [
        "4 drop",
        "9 twice",
        "1 deliver",
        "5 wait 300",
        "9 flip 97.3",
        "9 flip 97.3 noise",
    ] {
        assert_eq!(said.parse::<Order>().unwrap().to_string(), said);
    }
    for wrong in [
        "",
        "4",
        "drop",
        "0 drop",
        "4 drop now",
        "4 wait",
        "4 wait -1",
        "4 flip 97",
        "4 flip 97.8",
        "4 wait 99999999",
    ] {
        assert!(wrong.parse::<Order>().is_err(), "{wrong}");
    }
}

/// What the command says, on both outputs, and how it ended.
fn tlslab(args: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let said =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (said, output.status.code().unwrap())
}

#[test]
fn deeds_on_the_command_line_are_told_in_every_form() {
    let run = |form: &str| {
        let deed = "6 flip ClientHello.random.3";
        tlslab(&["handshake", "--seed", "1", "--deed", deed, "--as", form])
    };
    for form in ["plain", "json", "html"] {
        let (said, code) = run(form);
        assert_eq!(code, 1, "{form}: the handshake fails");
        assert!(said.contains("You flipped bit 3 of byte"), "{form}: {said}");
        assert_eq!(run(form).0, said, "{form}: the same each time");
    }
    let (said, code) = tlslab(&[
        "handshake",
        "--seed",
        "1",
        "--deed",
        "4 drop",
        "--deed",
        "7 twice",
    ]);
    assert_eq!(code, 0, "TCP mends it: {said}");
    assert!(said.contains("You dropped this frame."), "{said}");
    let (korean, _) = tlslab(&[
        "handshake",
        "--seed",
        "1",
        "--deed",
        "4 drop",
        "--lang",
        "ko",
    ]);
    assert!(korean.contains("이 프레임을 직접 버렸다."), "{korean}");
    // Noise in the same place: the checksum fails on that frame and nothing else does.
    let noise = "6 flip ClientHello.random.3 noise";
    let (said, code) = tlslab(&["handshake", "--seed", "1", "--deed", noise]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 fail"), "{said}");
}

#[test]
fn what_cannot_be_held_is_refused_with_the_reason() {
    let refused: [(&[&str], &str); 15] = [
        (&["--hold"], "takes the whole screen of a terminal"),
        (&["--hold", "--wire", "kernel"], "clocks do not wait"),
        (
            &["--deed", "4 drop", "--wire", "kernel"],
            "clocks do not wait",
        ),
        (&["--deed", "4 drop", "--key", "rsa"], "needs Ed25519 keys"),
        (
            &["--hold", "--key", "ecdsa", "--lang", "ko"],
            "Ed25519 키가 필요하다",
        ),
        (&["--deed", "4 fold"], "does not understand 4 fold"),
        (&["--deed", "4 drop", "--deed", "4 twice"], "says twice"),
        (
            &["--deed", "6 flip ClientHello.nonsense.3"],
            "has no bit 3 of a field called ClientHello.nonsense",
        ),
        (
            &["--deed", "6 flip Version.18446744073709551615"],
            "has no bit 18446744073709551615 of a field called Version",
        ),
        // The field is four bits wide, and beside it stands another.
        (
            &["--deed", "6 flip IHL.5"],
            "has no bit 5 of a field called IHL",
        ),
        (&["--deed", "999 drop"], "there is no frame 999"),
        (&["--deed", "999 deliver"], "there is no frame 999"),
        (&["--deed", "4 flip 9999.3"], "it has no such byte"),
        // Of its own the wire flips a bit of this frame; nobody else does.
        (
            &["flip-server-hello", "--deed", "7 flip 9999.3"],
            "it has no such byte",
        ),
        (
            &["--seed", "1", "--loss", "90", "--deed", "3 drop"],
            "the wire loses frame 3 by itself",
        ),
    ];
    for (args, words) in refused {
        let (said, code) = tlslab(&[&["handshake"], args].concat());
        assert_eq!(code, 2, "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

/// What the command tells of a run with one deed, its lines run together.
fn told(scenario: &str, deed: &str) -> String {
    let (said, _) = tlslab(&["handshake", scenario, "--seed", "5", "--deed", deed]);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_changed_random_is_told_like_any_other_byte() {
    let told_13 = told("full", "6 flip ClientHello.random.3");
    assert!(
        told_13.contains("the transcript hashes differ, so the keys do"),
        "{told_13}"
    );
    assert!(
        !told_13.contains("fails the record opens"),
        "each end's own log opens what it sent: {told_13}"
    );
    // Only the client can find out, and it checks with the random it sent.
    let told_12 = told("tls12", "6 flip random.0");
    assert!(
        told_12.contains("fails signature, ed25519"),
        "the client says BadSignature: {told_12}"
    );
    assert!(told_12.contains("what was signed is not what arrived"));
}

#[test]
fn a_length_that_does_not_fit_is_no_matter_of_signatures() {
    for scenario in ["full", "tls12"] {
        let told = told(scenario, "6 flip cipher_suites.length.0");
        assert!(
            told.contains("server needs: a message whose lengths fit; got one that cannot be read"),
            "{told}"
        );
        assert!(!told.contains("what was signed"), "{told}");
    }
}

#[test]
fn a_changed_frame_is_named_as_it_was_sent() {
    // The type of the record, its version, the type of the message, its length: all of the ClientHello as it was sent.
    for at in [54, 59, 62, 70] {
        let (_, story) = meddled(
            "full",
            6,
            Deed::Flip(Bit {
                at,
                bit: 0,
                checksum: Checksum::Repaired,
            }),
        );
        let cause = story.cause.unwrap();
        assert!(
            cause
                .sentence
                .en
                .starts_with("Frame 6, which carried ClientHello,"),
            "{at}: {}",
            cause.sentence.en
        );
    }
}

#[test]
fn a_frame_that_was_taken_is_not_lost() {
    // The multicast bit of the hardware address: the card takes it, TCP acknowledges it, both ends are content.
    let flip = |at| {
        Deed::Flip(Bit {
            at,
            bit: 0,
            checksum: Checksum::Repaired,
        })
    };
    for (number, _, _) in numbers(&whole("full")) {
        let (evidence, story) = meddled("full", number, flip(0));
        content(&evidence, &story, &format!("{number} flip 0.0"));
        assert_eq!(fails(&story), Vec::<&str>::new(), "{number}");
    }
}

#[test]
fn every_frame_is_told_where_it_stood() {
    for scenario in SCENARIOS {
        let story = tell(&whole(scenario.name));
        let first = |kind: &Kind| match kind {
            Kind::Wire { packets, .. } => packets.first().copied(),
            _ => None,
        };
        let parts = story.steps.iter().enumerate();
        for (n, step) in parts.filter(|(_, step)| step.name.en == "part of a record") {
            let later = story.steps[..n].iter().filter_map(|step| first(&step.kind));
            let here = first(&step.kind).unwrap();
            assert!(
                later.max().unwrap_or_default() <= here,
                "{}: frame {here}",
                scenario.name
            );
        }
    }
}
