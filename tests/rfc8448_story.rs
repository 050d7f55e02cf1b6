//! The five traces of RFC 8448, fed as captures with their secrets: every value the RFC publishes is decoded, decrypted and proven.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

use std::collections::BTreeSet;

use serde_json::Value;
use tlslab::base::exhibit::Origin;
use tlslab::base::side::Side;
use tlslab::base::time::Time;
use tlslab::base::verdict::Verdict;
use tlslab::capture::packet::{LinkType, Packet};
use tlslab::dissect::checksum;
use tlslab::story::evidence::{Evidence, Exchange};
use tlslab::story::model::{Proof, Story};
use tlslab::story::tell;

static TRACES: &str = include_str!("data/rfc8448/traces.json");

/// Raw IPv4 packets of TCP connections, with true sequence numbers and checksums.
#[derive(Default)]
struct Wire {
    packets: Vec<Packet>,
    next: [u32; 2],
    port: u16,
}

impl Wire {
    fn open(&mut self, port: u16) {
        self.port = port;
        self.next = [1000, 5000];
        self.send(Side::Client, 0x02, b"");
        self.send(Side::Server, 0x12, b"");
        self.send(Side::Client, 0x10, b"");
    }

    fn send(&mut self, from: Side, flags: u8, payload: &[u8]) {
        let (mine, theirs) = (from as usize, from.peer() as usize);
        let ports = [self.port.to_be_bytes(), 443u16.to_be_bytes()];
        let addresses = [[10u8, 77, 0, 1], [10, 77, 0, 2]];
        let length = (40 + payload.len()) as u16;
        let mut bytes = vec![0x45, 0];
        bytes.extend(length.to_be_bytes());
        bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        bytes.extend(addresses[mine]);
        bytes.extend(addresses[theirs]);
        bytes.extend(ports[mine]);
        bytes.extend(ports[theirs]);
        bytes.extend(self.next[mine].to_be_bytes());
        bytes.extend(if flags & 0x10 == 0 {
            [0; 4]
        } else {
            self.next[theirs].to_be_bytes()
        });
        bytes.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        bytes.extend(payload);
        let mut frame = [&[0u8; 12][..], &[8, 0], &bytes].concat();
        checksum::rewrite(&mut frame);
        let number = self.packets.len() as u32 + 1;
        let counted = payload.len() as u32 + u32::from(flags & 0x03 != 0);
        self.next[mine] = self.next[mine].wrapping_add(counted);
        let original = u32::from(length);
        let time = Time(1_000_000 * u64::from(number));
        self.packets.push(Packet {
            number,
            time,
            link: LinkType::RAW,
            bytes: frame.split_off(14),
            original,
            comments: Vec::new(),
        });
    }
}

fn hex_of(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap()).unwrap()
}

fn side(record: &Value) -> Side {
    if record["from"] == "client" {
        Side::Client
    } else {
        Side::Server
    }
}

fn exchanges(trace: &Value) -> Vec<Exchange> {
    let keys = &trace["keys"];
    let Some(shared) = keys["shared"].as_str() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, group) in [("x25519", 29), ("p256", 23)] {
        let (client, server) = (&keys["client"][name], &keys["server"][name]);
        if client.is_null() || server.is_null() {
            continue;
        }
        for (side, own, peer) in [
            (Side::Client, client, server),
            (Side::Server, server, client),
        ] {
            found.push(Exchange {
                side,
                group,
                private: Some(hex_of(&own["private"])),
                public: hex_of(&own["public"]),
                peer: hex_of(&peer["public"]),
                secret: hex::decode(shared).unwrap(),
            });
        }
    }
    found
}

/// The story of some traces as one capture, each trace a connection.
fn story(traces: &[&Value]) -> Story {
    let mut wire = Wire::default();
    let mut evidence = Evidence {
        now: Time::seconds(1_550_000_000),
        ..Evidence::default()
    };
    for (n, trace) in traces.iter().enumerate() {
        wire.open(40000 + n as u16);
        for record in trace["records"].as_array().unwrap() {
            wire.send(side(record), 0x18, &hex_of(&record["bytes"]));
        }
        for from in Side::BOTH {
            wire.send(from, 0x11, b"");
        }
        for line in trace["keylog"].as_array().unwrap() {
            evidence.key_log.push_str(line.as_str().unwrap());
            evidence.key_log.push('\n');
        }
        evidence.exchanges.extend(exchanges(trace));
    }
    evidence.packets = wire.packets;
    tell::tell(&evidence)
}

fn proofs(story: &Story) -> impl Iterator<Item = &Proof> {
    story.steps.iter().flat_map(|step| &step.proofs)
}

/// Each trace with what it needs: the resumed one needs the connection its ticket is from.
fn tellings() -> Vec<(Value, Story)> {
    let traces: Vec<Value> = serde_json::from_str(TRACES).unwrap();
    let mut told = Vec::new();
    for trace in &traces {
        let needed: Vec<&Value> = if trace["section"] == "4" || trace["section"] == 4 {
            vec![&traces[0], trace]
        } else {
            vec![trace]
        };
        told.push((trace.clone(), story(&needed)));
    }
    told
}

#[test]
fn nothing_fails_and_what_is_open_is_known() {
    for (trace, story) in tellings() {
        for step in &story.steps {
            // The RFC's certificate is for `rsa`, its client asks for `server`: the name rightly does not hold.
            for proof in step.proofs.iter().filter(|proof| proof.key != "name") {
                assert_ne!(
                    proof.verdict,
                    Verdict::Fails,
                    "{} {} {}: {}",
                    trace["title"],
                    step.name.en,
                    proof.claim.en,
                    proof.says.en
                );
            }
        }
        let open: BTreeSet<&str> = proofs(&story)
            .filter(|proof| proof.verdict == Verdict::NotReached)
            .map(|proof| proof.key)
            .collect();
        let allowed = BTreeSet::from(["trusted_root", "resumption_psk"]);
        assert!(open.is_subset(&allowed), "{} {open:?}", trace["title"]);
        assert!(
            story.cause.is_none(),
            "{} {:?}",
            trace["title"],
            story.cause
        );
    }
}

#[test]
fn every_published_value_is_recomputed() {
    for (trace, story) in tellings() {
        let shown: BTreeSet<Vec<u8>> = proofs(&story)
            .flat_map(|proof| {
                proof.result.iter().chain(&proof.seen).cloned().chain(
                    proof
                        .inputs
                        .iter()
                        .filter_map(|input| input.value.bytes().map(<[u8]>::to_vec)),
                )
            })
            .collect();
        let must = |what: &str, value: &Value| {
            if value.is_string() {
                assert!(
                    shown.contains(&hex_of(value)),
                    "{}: {what} is nowhere: {value}",
                    trace["title"]
                );
            }
        };
        for (name, value) in trace["secrets"].as_object().unwrap() {
            must(name, value);
        }
        for (name, keys) in trace["traffic_keys"].as_object().unwrap() {
            must(&format!("key of {name}"), &keys["key"]);
            must(&format!("iv of {name}"), &keys["iv"]);
        }
        must("shared", &trace["keys"]["shared"]);
    }
}

#[test]
fn every_record_opens_to_what_the_rfc_says() {
    for (trace, story) in tellings() {
        let shown: Vec<&[u8]> = story
            .steps
            .iter()
            .flat_map(|step| &step.exhibits)
            .map(|exhibit| exhibit.bytes.as_slice())
            .collect();
        for record in trace["records"].as_array().unwrap() {
            let payload = hex_of(&record["payload"]);
            let whole = shown.iter().any(|bytes| {
                bytes
                    .windows(payload.len().max(1))
                    .any(|window| window == payload)
            });
            assert!(whole, "{}: a record's payload is not shown", trace["title"]);
        }
        let sealed = story.steps.iter().any(|step| {
            matches!(
                step.kind,
                tlslab::story::model::Kind::Wire {
                    cover: tlslab::story::model::Cover::Sealed,
                    ..
                }
            )
        });
        assert!(!sealed, "{}: a record stays shut", trace["title"]);
    }
}

#[test]
fn every_byte_of_every_exhibit_is_explained() {
    for (trace, story) in tellings() {
        for exhibit in story.steps.iter().flat_map(|step| &step.exhibits) {
            assert!(
                exhibit.broken.is_none(),
                "{}: {} {:?}",
                trace["title"],
                exhibit.title.en,
                exhibit.broken
            );
            assert_eq!(
                exhibit.unexplained(),
                [],
                "{}: {}",
                trace["title"],
                exhibit.title.en
            );
            assert!(!matches!(exhibit.origin, Origin::Computed));
        }
    }
}
