//! Every handshake message of RFC 8448 and of public captures: read, and every byte of it explained in both languages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use serde::Deserialize;
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::reader::Reader;
use tlslab::base::text::Text;
use tlslab::dissect::tls::alert::alert;
use tlslab::dissect::tls::codes::alert::Alert;
use tlslab::dissect::tls::codes::group::Group;
use tlslab::dissect::tls::codes::suite::Suite;
use tlslab::dissect::tls::codes::version::Version;
use tlslab::dissect::tls::extension::fact::Fact;
use tlslab::dissect::tls::handshake::message::{Handshake, Message, message};
use tlslab::dissect::tls::handshake::setting::Setting;
use tlslab::dissect::tls::record::{HEADER, looks_like, record};

/// One message with where it is from and what was negotiated before it.
struct Sample {
    from: String,
    setting: Setting,
    bytes: Vec<u8>,
}

fn samples() -> Vec<Sample> {
    let number = |word: &str| u16::from_str_radix(word, 16).ok();
    let mut samples: Vec<_> = include_str!("data/tls/messages.txt")
        .lines()
        .map(|line| {
            let words: Vec<_> = line.split(' ').collect();
            let setting = Setting {
                version: number(words[1]).map(Version),
                suite: number(words[2]).map(Suite),
            };
            Sample {
                from: words[0].to_owned(),
                setting,
                bytes: hex::decode(words[3]).unwrap(),
            }
        })
        .collect();
    for trace in traces() {
        for bytes in trace.messages() {
            samples.push(Sample {
                from: format!("RFC 8448 §{}", trace.section),
                setting: Setting::new(Version::TLS13, Suite::AES_128_GCM_SHA256),
                bytes,
            });
        }
    }
    samples
}

#[derive(Deserialize)]
struct Trace {
    section: u8,
    records: Vec<TraceRecord>,
}

#[derive(Deserialize)]
struct TraceRecord {
    bytes: String,
    payload: String,
}

impl Trace {
    /// The handshake messages, in the order sent: what is no message is data of 6 or 50 bytes, an alert or a CCS.
    fn messages(&self) -> Vec<Vec<u8>> {
        let mut messages = Vec::new();
        for record in &self.records {
            let payload = hex::decode(&record.payload).unwrap();
            let mut rest = payload.as_slice();
            let is_data = rest == b"ABCDEF" || rest.starts_with(&[0, 1, 2, 3, 4]);
            while rest.len() >= 4 && !is_data {
                let length = 4 + usize::from(rest[2]) * 256 + usize::from(rest[3]);
                messages.push(rest[..length].to_vec());
                rest = &rest[length..];
            }
        }
        messages
    }
}

fn traces() -> Vec<Trace> {
    serde_json::from_str(include_str!("data/rfc8448/traces.json")).unwrap()
}

fn exhibit(sample: &Sample) -> Exhibit {
    Exhibit::read(Text::EMPTY, Origin::Computed, &sample.bytes, |r| {
        message(r, &sample.setting).map(drop)
    })
}

fn quiet<'a>(bytes: &'a [u8], setting: &Setting) -> Result<Handshake<'a>, String> {
    message(&mut Reader::quiet(bytes), setting).map_err(|broken| broken.to_string())
}

#[test]
fn every_byte_of_every_message_is_explained() {
    let mut seen = BTreeMap::<String, usize>::new();
    for sample in samples() {
        let exhibit = exhibit(&sample);
        let kind = quiet(&sample.bytes, &sample.setting).unwrap().kind;
        let place = format!("{} {kind}", sample.from);
        assert_eq!(exhibit.broken, None, "{place}");
        assert!(exhibit.unexplained().is_empty(), "{place}");
        let mut last = 0..0;
        for leaf in exhibit.leaves() {
            // Bits of one number share its range; all else stands side by side.
            let beside = leaf.at.start >= last.end || leaf.at == last;
            assert!(beside, "{place}: {} overlaps", leaf.field.name);
            last = leaf.at.clone();
            let odd = [
                "malformed data",
                "unreadable certificate",
                "unreadable name",
                "message body",
            ];
            assert!(
                !odd.contains(&leaf.field.name),
                "{place}: {}",
                leaf.field.name
            );
        }
        *seen.entry(kind.to_string()).or_default() += 1;
    }
    for kind in [
        "client_hello",
        "server_hello",
        "new_session_ticket",
        "certificate_request",
        "key_update",
    ] {
        assert_eq!(seen.contains_key(kind), kind != "key_update", "{kind}");
    }
    assert!(seen.values().sum::<usize>() > 180, "{seen:?}");
}

#[test]
fn every_field_speaks_both_languages() {
    for sample in samples() {
        for note in exhibit(&sample).notes {
            let field = note.field;
            assert!(
                !field.doc.en.is_empty() && !field.doc.ko.is_empty(),
                "{}",
                field.name
            );
            assert!(!field.rfc.is_empty(), "{}", field.name);
            assert!(
                field.doc.en.ends_with(['.', '?']) && field.doc.ko.ends_with('.'),
                "{}",
                field.name
            );
        }
    }
}

#[test]
fn quiet_and_noting_agree() {
    for sample in samples() {
        let mut notes = Vec::new();
        let noting = message(
            &mut Reader::noting(&sample.bytes, &mut notes),
            &sample.setting,
        );
        let quiet = message(&mut Reader::quiet(&sample.bytes), &sample.setting);
        assert_eq!(quiet, noting);
    }
}

#[test]
fn a_cut_message_is_an_error_and_explained_as_far_as_it_goes() {
    for mut sample in samples() {
        sample.bytes.truncate(700);
        while sample.bytes.pop().is_some() {
            assert!(
                quiet(&sample.bytes, &sample.setting).is_err(),
                "{}",
                sample.from
            );
            if sample.bytes.len() % 7 == 0 {
                assert!(exhibit(&sample).unexplained().is_empty());
            }
        }
    }
}

#[test]
fn a_flipped_byte_never_panics() {
    for mut sample in samples() {
        for at in 0..sample.bytes.len().min(600) {
            for flip in [0x01, 0xff] {
                sample.bytes[at] ^= flip;
                let exhibit = exhibit(&sample);
                assert!(
                    exhibit.unexplained().is_empty(),
                    "{} byte {at}",
                    sample.from
                );
                sample.bytes[at] ^= flip;
            }
        }
    }
}

#[test]
fn other_settings_never_panic() {
    let versions = [
        None,
        Some(Version::SSL3),
        Some(Version::TLS12),
        Some(Version::TLS13),
    ];
    let suites = [
        None,
        Some(Suite(0x2f)),
        Some(Suite(0x33)),
        Some(Suite(0xc013)),
        Some(Suite(0x8c)),
    ];
    for mut sample in samples() {
        for version in versions {
            for suite in suites {
                sample.setting = Setting { version, suite };
                assert!(exhibit(&sample).unexplained().is_empty());
            }
        }
    }
}

#[test]
fn records_of_rfc_8448() {
    for trace in traces() {
        for line in trace.records {
            let bytes = hex::decode(&line.bytes).unwrap();
            assert!(looks_like(&bytes));
            let read = record(&mut Reader::quiet(&bytes)).unwrap();
            assert_eq!(read.body, &bytes[HEADER..]);
            let payload = hex::decode(&line.payload).unwrap();
            if payload.len() == 2 {
                assert_eq!(
                    alert(&mut Reader::quiet(&payload)).unwrap().1,
                    Alert::CLOSE_NOTIFY
                );
            }
        }
    }
}

#[test]
fn the_resumed_hello_of_rfc_8448() {
    let traces = traces();
    let setting = Setting::new(Version::TLS13, Suite::AES_128_GCM_SHA256);
    let tickets = traces[0].messages();
    let ticket = tickets.iter().find(|bytes| bytes[0] == 4).unwrap();
    let Message::NewSessionTicket(ticket) = quiet(ticket, &setting).unwrap().body else {
        panic!()
    };
    assert_eq!(
        (ticket.lifetime, ticket.nonce, ticket.max_early_data),
        (30, &[0, 0][..], Some(1024))
    );

    let resumed = traces[1].messages();
    let Message::ClientHello(hello) = quiet(&resumed[0], &setting).unwrap().body else {
        panic!()
    };
    assert_eq!(hello.server_name(), Some(&b"server"[..]));
    assert_eq!(hello.versions(), [Version::TLS13]);
    assert_eq!(hello.suites.len(), 3);
    assert_eq!(hello.groups().first(), Some(&Group::X25519));
    assert_eq!(
        hello
            .key_shares()
            .iter()
            .map(|(group, key)| (*group, key.len()))
            .collect::<Vec<_>>(),
        [(Group::X25519, 32)]
    );
    assert!(hello.early_data());
    let psk = hello.psk().unwrap();
    assert_eq!(psk.identities[0].0, ticket.ticket);
    assert_eq!(psk.identities[0].1, ticket.age_add.unwrap().wrapping_add(6));
    assert_eq!(
        (psk.binders.len(), psk.binders[0].len(), psk.binders_length),
        (1, 32, 35)
    );

    let Message::ServerHello(answer) = quiet(&resumed[1], &setting).unwrap().body else {
        panic!()
    };
    assert_eq!(
        (answer.version(), answer.selected_psk(), answer.retry),
        (Version::TLS13, Some(0), false)
    );
}

#[test]
fn the_retry_of_rfc_8448() {
    let messages = traces()[2].messages();
    let setting = Setting::default();
    let Message::ServerHello(retry) = quiet(&messages[1], &setting).unwrap().body else {
        panic!()
    };
    assert!(retry.retry);
    assert_eq!(
        (retry.retry_group(), retry.key_share()),
        (Some(Group::SECP256R1), None)
    );
    assert!(retry.cookie().is_some());
    let Message::ClientHello(again) = quiet(&messages[2], &setting).unwrap().body else {
        panic!()
    };
    let cookie = again
        .extensions
        .iter()
        .find_map(|extension| match extension.fact {
            Fact::Cookie(cookie) => Some(cookie),
            _ => None,
        });
    assert_eq!(cookie, retry.cookie());
}
