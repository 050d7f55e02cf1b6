//! Scenarios on the virtual wire: they end as they should, repeat to the byte, survive loss, and tshark finds nothing
//! wrong with their frames.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod oracle;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tlslab::base::side::Side;
use tlslab::capture::pcapng::{Capture, write};
use tlslab::lab::knobs::{CannotWork, Force, Knobs};
use tlslab::lab::offer::{Group, SUITES, Signs, Suite, Tls};
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::{SCENARIOS, named};
use tlslab::lab::server::PAGE;
use tlslab::lab::wire::visit::Conditions;
use tlslab::pki::key::KeyKind;
use tlslab::story::evidence::{Done, Ending, Evidence};

fn run(name: &str, knobs: &Knobs) -> Evidence {
    on_virtual(named(name).unwrap(), knobs, EPOCH).unwrap()
}

fn seeded(seed: u64) -> Knobs {
    Knobs {
        seed: Some(seed),
        ..Knobs::default()
    }
}

fn content(evidence: &Evidence) -> bool {
    let whole = |end: &Ending| match end.side {
        Side::Client => end.received.ends_with(PAGE.as_bytes()),
        Side::Server => end.received.ends_with(b"\r\n\r\n"),
    };
    let mut ends = evidence.endings.iter();
    evidence.endings.len() >= 2 && ends.all(|end| end.error.is_none() && whole(end))
}

/// What an end said, of the last connection.
fn said(evidence: &Evidence, side: Side) -> &str {
    let mut ends = evidence.endings.iter().rev();
    let end = ends.find(|end| end.side == side).unwrap();
    end.error.as_deref().unwrap_or_default()
}

#[test]
fn every_scenario_ends_as_its_name_promises() {
    for scenario in SCENARIOS {
        let evidence = run(scenario.name, &seeded(1));
        match scenario.expects {
            None => assert!(
                content(&evidence),
                "{}: {:?}",
                scenario.name,
                evidence.endings
            ),
            Some(_) => assert_ne!(said(&evidence, Side::Client), "", "{}", scenario.name),
        }
    }
}

#[test]
fn every_combination_that_can_work_does() {
    let mut tried = 0;
    for suite in &SUITES {
        for group in Group::ALL {
            for key in [
                KeyKind::EcdsaP256,
                KeyKind::EcdsaP384,
                KeyKind::Ed25519,
                KeyKind::Rsa2048,
            ] {
                let rsa = key == KeyKind::Rsa2048;
                if rsa && group != Group::X25519 {
                    continue; // An RSA key takes a second to make.
                }
                let knobs = Knobs {
                    tls: Some(suite.tls),
                    group: Some(group),
                    suite: Some(suite),
                    key: Some(key),
                    seed: Some(7),
                    ..Knobs::default()
                };
                let works = group.fits(suite.tls)
                    && match suite.signs {
                        Signs::Any => true,
                        Signs::Ecdsa => !rsa,
                        Signs::Rsa => rsa,
                    };
                let outcome = on_virtual(SCENARIOS[0], &knobs, EPOCH);
                if works {
                    let evidence = outcome.unwrap();
                    assert!(content(&evidence), "{knobs:?}: {:?}", evidence.endings);
                    let [client, server] = &evidence.exchanges[..] else {
                        panic!("{knobs:?}: {} exchanges", evidence.exchanges.len());
                    };
                    assert_eq!((client.group, server.group), (group.code(), group.code()));
                    assert_eq!(client.secret, server.secret);
                    assert_eq!(
                        (&client.public, &client.peer),
                        (&server.peer, &server.public)
                    );
                    tried += 1;
                } else {
                    assert!(outcome.is_err(), "{knobs:?}");
                    let forced = Knobs {
                        force: Force::RunAnyway,
                        ..knobs
                    };
                    let evidence = on_virtual(SCENARIOS[0], &forced, EPOCH).unwrap();
                    assert!(!content(&evidence), "{forced:?}");
                    assert_ne!(said(&evidence, Side::Client), "");
                }
            }
        }
    }
    assert_eq!(tried, 3 * (4 * 3 + 1) + 3 * 3 * 3 + 3);
}

#[test]
fn what_cannot_work_is_refused_with_the_reason_or_forced_and_fails() {
    let check = |name: &str, knobs: Knobs, refused: fn(&CannotWork) -> bool, complaint: &str| {
        let scenario = named(name).unwrap();
        let error = on_virtual(scenario, &knobs, EPOCH).unwrap_err();
        assert!(refused(&error), "{error}");
        assert!(!error.reason().ko.is_empty());
        let forced = Knobs {
            force: Force::RunAnyway,
            ..knobs
        };
        let evidence = on_virtual(scenario, &forced, EPOCH).unwrap();
        assert_eq!(said(&evidence, Side::Server), complaint);
    };
    let old = Suite::named("tls_ecdhe_ecdsa_with_aes_128_gcm_sha256");
    check(
        "full",
        Knobs {
            tls: Some(Tls::V13),
            suite: old,
            ..seeded(1)
        },
        |error| matches!(error, CannotWork::SuiteOfOtherVersion { .. }),
        "peer is incompatible: Tls12NotOfferedOrEnabled",
    );
    check(
        "tls12",
        Knobs {
            tls: Some(Tls::V13),
            ..seeded(1)
        },
        |error| matches!(error, CannotWork::AboutVersion { .. }),
        "peer is incompatible: Tls12NotOfferedOrEnabled",
    );
    check(
        "tls12",
        Knobs {
            group: Some(Group::X25519MlKem768),
            ..seeded(1)
        },
        |error| matches!(error, CannotWork::GroupOnlyIn13 { .. }),
        "peer is incompatible: Tls12NotOfferedOrEnabled",
    );
    check(
        "full",
        Knobs {
            suite: old,
            key: Some(KeyKind::Rsa2048),
            ..seeded(1)
        },
        |error| matches!(error, CannotWork::KeyForOtherSuite { .. }),
        "peer is incompatible: NoCipherSuitesInCommon",
    );
}

#[test]
fn the_same_seed_gives_the_same_bytes_at_the_same_times() {
    for scenario in SCENARIOS {
        let [one, two] = [(); 2].map(|()| run(scenario.name, &seeded(1)));
        assert_eq!(one.packets, two.packets, "{}", scenario.name);
        assert_eq!(one.key_log, two.key_log, "{}", scenario.name);
        assert_eq!(one.exchanges, two.exchanges, "{}", scenario.name);
        assert_ne!(one.packets, run(scenario.name, &seeded(2)).packets);
    }
}

#[test]
fn without_a_seed_nothing_repeats() {
    let [one, two] = [(); 2].map(|()| run("full", &Knobs::default()));
    assert!(content(&one) && content(&two));
    assert_ne!(one.packets, two.packets);
    assert_ne!(one.exchanges, two.exchanges);
}

#[test]
fn what_is_lost_is_sent_again() {
    for seed in 1..=20 {
        for (loss, ipv6) in [(20.0, false), (20.0, true), (50.0, false)] {
            let conditions = Conditions {
                loss,
                ipv6,
                ..Conditions::default()
            };
            let knobs = Knobs {
                conditions,
                ..seeded(seed)
            };
            for name in ["full", "tls12", "resumption"] {
                let evidence = run(name, &knobs);
                assert!(
                    content(&evidence),
                    "{name} {seed} {loss}: {:?}",
                    evidence.endings
                );
            }
        }
    }
}

#[test]
fn a_cut_wire_is_given_up() {
    let conditions = Conditions {
        loss: 100.0,
        ..Conditions::default()
    };
    let evidence = run(
        "full",
        &Knobs {
            conditions,
            ..seeded(1)
        },
    );
    assert_eq!(
        said(&evidence, Side::Client),
        "timed out: nothing more came from the other end"
    );
    assert!(evidence.done.values().all(|done| *done == Done::Lost));
}

#[test]
fn delay_and_mtu_are_kept() {
    let delay = Duration::from_millis(40);
    let conditions = Conditions {
        delay,
        mtu: 600,
        ..Conditions::default()
    };
    let evidence = run(
        "post-quantum",
        &Knobs {
            conditions,
            ..seeded(1)
        },
    );
    assert!(content(&evidence));
    assert!(
        evidence
            .packets
            .iter()
            .all(|packet| packet.bytes.len() <= 614)
    );
    let span = evidence.packets.last().unwrap().time - evidence.packets[0].time;
    assert!((7 * delay..12 * delay).contains(&span), "{span:?}");
}

#[test]
fn a_flipped_bit_is_noticed_by_the_right_check() {
    for (tls, name, client, server) in [
        (
            Tls::V13,
            "flip-server-hello",
            "cannot decrypt peer's message",
            "cannot decrypt peer's message",
        ),
        (
            Tls::V13,
            "flip-certificate",
            "cannot decrypt peer's message",
            "received fatal alert: BadRecordMac",
        ),
        (
            Tls::V13,
            "flip-finished",
            "received fatal alert: BadRecordMac",
            "cannot decrypt peer's message",
        ),
        (
            Tls::V13,
            "flip-application-data",
            "received fatal alert: BadRecordMac",
            "cannot decrypt peer's message",
        ),
        (
            Tls::V12,
            "flip-server-hello",
            "invalid peer certificate: BadSignature",
            "received fatal alert: DecryptError",
        ),
        (
            Tls::V12,
            "flip-certificate",
            "invalid peer certificate: BadSignature",
            "received fatal alert: DecryptError",
        ),
        (
            Tls::V12,
            "flip-finished",
            "received fatal alert: BadRecordMac",
            "cannot decrypt peer's message",
        ),
        (
            Tls::V12,
            "flip-application-data",
            "received fatal alert: BadRecordMac",
            "cannot decrypt peer's message",
        ),
    ] {
        let evidence = run(
            name,
            &Knobs {
                tls: Some(tls),
                ..seeded(1)
            },
        );
        let seen = [Side::Client, Side::Server].map(|side| said(&evidence, side));
        assert_eq!(seen, [client, server], "{name} {tls:?}");
        let [Done::Changed { sent, .. }] = evidence.done.values().collect::<Vec<_>>()[..] else {
            panic!("{name} {tls:?}: {:?}", evidence.done);
        };
        let frame = *evidence.done.keys().next().unwrap();
        let arrived = &evidence.packets[frame as usize - 1].bytes;
        assert_eq!(arrived.len(), sent.len());
        let bits: u32 = arrived
            .iter()
            .zip(sent)
            .skip(54)
            .map(|(a, b)| (a ^ b).count_ones())
            .sum();
        assert_eq!(bits, 1, "{name} {tls:?}");
    }
}

#[test]
fn the_lessons_happen() {
    let evidence = run("early-data", &seeded(1));
    assert!(evidence.key_log.contains("CLIENT_EARLY_TRAFFIC_SECRET"));
    let groups = |name: &str| -> Vec<u16> {
        run(name, &seeded(1))
            .exchanges
            .iter()
            .map(|exchange| exchange.group)
            .collect()
    };
    assert_eq!(groups("retry"), [0x18; 2]);
    assert_eq!(groups("post-quantum"), [0x11ec; 2]);
    assert_eq!(groups("resumption").len(), 4);
    assert_eq!(groups("tls12-resumption").len(), 2);
    assert_eq!(
        run("key-update", &seeded(1)).endings[0].received.len(),
        127 + 122
    );
}

/// Writes a run where tshark can read it.
fn saved(room: &Path, name: &str, evidence: &Evidence) -> PathBuf {
    let capture = Capture {
        packets: &evidence.packets,
        secrets: &evidence.key_log,
        ..Capture::default()
    };
    let mut file = Vec::new();
    write(&capture, &mut file).unwrap();
    let path = room.join(name).with_extension("pcapng");
    fs::write(&path, file).unwrap();
    path
}

#[test]
fn tshark_finds_nothing_wrong_and_reads_the_inside() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("virtual-wire");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    for scenario in SCENARIOS {
        for ipv6 in [false, true] {
            let conditions = Conditions {
                ipv6,
                ..Conditions::default()
            };
            let evidence = run(
                scenario.name,
                &Knobs {
                    conditions,
                    ..seeded(1)
                },
            );
            let path = saved(
                &room,
                &format!("{}-{}", scenario.name, if ipv6 { 6 } else { 4 }),
                &evidence,
            );
            let ask = |filter: &str, field: &str| {
                let file = path.to_str().unwrap();
                let mut args = vec![
                    "-o",
                    "tcp.check_checksum:TRUE",
                    "-o",
                    "ip.check_checksum:TRUE",
                ];
                args.extend(["-r", file, "-Y", filter, "-T", "fields", "-e", field]);
                tshark.says(&room, &args)
            };
            // A reset and HTTP on the port of TLS are remarks that these two scenarios are about.
            if !["refused", "plain-http"].contains(&scenario.name) {
                let remarks = ask(
                    "_ws.expert.severity >= 0x600000 || _ws.malformed",
                    "_ws.expert.message",
                );
                assert_eq!(remarks, "", "{}", scenario.name);
            }
            if scenario.expects.is_none() {
                let pages = ask("http.response", "http.response.code");
                let asked = evidence
                    .endings
                    .iter()
                    .filter(|end| end.side == Side::Client);
                let pages_read: usize = asked.map(|end| text_pages(&end.received)).sum();
                assert_eq!(pages.lines().count(), pages_read, "{}", scenario.name);
            }
        }
    }
}

fn text_pages(received: &[u8]) -> usize {
    String::from_utf8_lossy(received).matches(PAGE).count()
}
