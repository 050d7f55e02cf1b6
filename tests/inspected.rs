//! Stories of connections that somebody else captured: every file of the test data, with and without its key log.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use tlslab::base::reader::Reader;
use tlslab::base::text::Lang;
use tlslab::base::verdict::Verdict;
use tlslab::capture::packet::Packet;
use tlslab::capture::source::read;
use tlslab::dissect::inside::{Carries, Inside};
use tlslab::dissect::link;
use tlslab::keys::rsa::Key;
use tlslab::story::evidence::Evidence;
use tlslab::story::model::{Kind, Story};
use tlslab::story::tell::tell;
use tlslab::view::look::{Depth, Folded, Look};
use tlslab::view::plain;
use unicode_width::UnicodeWidthStr;

/// The TCP connections of a capture by their ends, each as evidence of its own.
fn connections(file: &Path, keys: bool) -> Vec<Evidence> {
    let reading = read(&fs::read(file).unwrap());
    let mut log = reading.secrets.clone();
    let beside = PathBuf::from(format!("{}.keylog.txt", file.display()));
    if keys && let Ok(lines) = fs::read_to_string(beside) {
        log.push_str(&lines);
    }
    if !keys {
        log.clear();
    }
    let mut by_ends: BTreeMap<[(IpAddr, u16); 2], Vec<Packet>> = BTreeMap::new();
    let mut order = Vec::new();
    for packet in reading.packets {
        let Ok(frame) = link::frame(&mut Reader::quiet(&packet.bytes), packet.link) else {
            continue;
        };
        let Inside::Ip(ip) = &frame.inside else {
            continue;
        };
        let ip = ip.innermost();
        let (source, destination) = (ip.source, ip.destination);
        let Carries::Tcp(segment) = &ip.carries else {
            continue;
        };
        let mut ends = [(source, segment.source), (destination, segment.destination)];
        ends.sort();
        if !by_ends.contains_key(&ends) {
            order.push(ends);
        }
        by_ends.entry(ends).or_default().push(packet.clone());
    }
    order
        .iter()
        .map(|ends| Evidence {
            packets: by_ends.remove(ends).unwrap(),
            key_log: log.clone(),
            ..Evidence::default()
        })
        .collect()
}

fn page(story: &Story, look: &Look) -> String {
    let mut out = Vec::new();
    plain::write(story, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn look(lang: Lang, depth: Depth) -> Look {
    Look {
        lang,
        depth,
        width: 80,
        ..Look::default()
    }
}

/// What is wrong with a story: a row too wide, a frame in no step, a sentence in one language only, a proof that fails.
fn wrongs(name: &str, story: &Story) -> Vec<String> {
    let mut wrong = Vec::new();
    for lang in [Lang::En, Lang::Ko] {
        for depth in [Depth::Line, Depth::Block, Depth::Field] {
            let look = Look {
                folded: Folded::Show,
                ..look(lang, depth)
            };
            for row in page(story, &look).lines() {
                if row.width() > 80 {
                    wrong.push(format!("{name}: {} wide: {row}", row.width()));
                }
            }
        }
    }
    for packet in &story.packets {
        let told = story.steps.iter().any(|step| {
            matches!(&step.kind, Kind::Wire { packets, .. } if packets.contains(&packet.number))
        });
        if !told {
            wrong.push(format!("{name}: frame {} is in no step", packet.number));
        }
    }
    for step in &story.steps {
        let step_name = &step.name.en;
        if step.sentence.en.is_empty() != step.sentence.ko.is_empty() {
            wrong.push(format!("{name}: {step_name} speaks one language"));
        }
        for proof in &step.proofs {
            // A certificate may well have been bad when this was captured.
            let judged = ["validity", "name", "certificate_signature"].contains(&proof.key);
            if proof.verdict == Verdict::Fails && !judged {
                wrong.push(format!(
                    "{name}: {step_name}: {} fails: {}",
                    proof.key, proof.says.en
                ));
            }
        }
    }
    wrong
}

/// Captures in a folder and those below it.
fn captures(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(captures(&path));
        } else if path
            .extension()
            .is_some_and(|end| end == "pcap" || end == "pcapng")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Compares the page of a capture's first connection, in both languages, with its goldens.
fn golden(file: &str, keys: bool) {
    let evidence = connections(&data().join(file), keys).remove(0);
    let story = tell(&evidence);
    let name = file.split('.').next().unwrap();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for (code, lang) in [("en", Lang::En), ("ko", Lang::Ko)] {
            let page = page(&story, &look(lang, Depth::Block));
            insta::assert_snapshot!(format!("inspected-{name}-{code}"), page);
        }
    });
}

#[test]
fn an_old_version_with_cbc_and_its_key_log() {
    golden("tls10-ecdhe-rsa-aes128-sha.pcap", true);
}

#[test]
fn an_rsa_key_exchange_with_compressed_records() {
    golden("tls12-rsa-kx-aes128-gcm.pcap", true);
}

#[test]
fn ssl_3_and_ssl_2() {
    golden("ssl30.pcap", false);
    golden("ssl20.pcap", false);
}

#[test]
fn mail_that_turns_to_tls() {
    golden("smtp-starttls.pcap", false);
}

#[test]
fn tls_1_3_without_keys() {
    golden("tls13.pcap", false);
}

#[test]
fn tls_1_3_with_its_key_log() {
    golden("tls13-nanosecond.pcap", true);
}

/// The story of one connection of a capture, told with the server's private key and nothing else.
fn with_private_key(connection: usize, key: &[u8]) -> Story {
    let file = data().join("tls12-rsa-key.pcap");
    let mut evidence = connections(&file, false).remove(connection);
    evidence.rsa_keys = Key::read(key).unwrap();
    tell(&evidence)
}

#[test]
fn the_servers_private_key_opens_rsa_key_exchanges_and_no_others() {
    let key = fs::read(data().join("tls12-rsa-key.pcap.rsa-key.pem")).unwrap();
    for connection in [0, 1] {
        let story = with_private_key(connection, &key);
        let proofs: Vec<_> = story.steps.iter().flat_map(|step| &step.proofs).collect();
        for name in [
            "premaster_secret",
            "master_secret",
            "client_finished",
            "server_finished",
        ] {
            let proof = proofs.iter().find(|proof| proof.key == name).unwrap();
            assert_eq!(
                proof.verdict,
                Verdict::Holds,
                "{connection} {name}: {}",
                proof.says.en
            );
        }
        let page = page(&story, &look(Lang::En, Depth::Block));
        assert!(page.contains("GET /index.txt"), "{page}");
        assert!(wrongs("with the private key", &story).is_empty());
    }
    let page = page(&with_private_key(2, &key), &look(Lang::En, Depth::Block));
    assert!(page.contains("does not help"), "{page}");
    assert!(!page.contains("GET /index.txt"));
}

#[test]
fn another_servers_private_key_is_refused_with_a_reason() {
    let pair = RsaPrivateKey::new(&mut ChaCha20Rng::seed_from_u64(1), 1024).unwrap();
    let story = with_private_key(0, pair.to_pkcs1_der().unwrap().as_bytes());
    let page = page(&story, &look(Lang::En, Depth::Block));
    assert!(page.contains("none belongs to the certificate"), "{page}");
    assert!(!page.contains("GET /index.txt"));
}

#[test]
fn records_behind_a_loss_open_and_nothing_is_called_false() {
    let mut looked_past = 0;
    for file in [
        "tls13-nanosecond.pcap",
        "tls12-rsa-kx-aes128-gcm.pcap",
        "tls10-ecdhe-rsa-aes128-sha.pcap",
    ] {
        let whole = connections(&data().join(file), true).remove(0);
        for lost in 0..whole.packets.len() {
            let mut evidence = whole.clone();
            let number = evidence.packets.remove(lost).number;
            let story = tell(&evidence);
            for step in &story.steps {
                looked_past += usize::from(step.name.en == "the count of records goes on");
                for proof in &step.proofs {
                    let judged = ["validity", "name", "certificate_signature"].contains(&proof.key);
                    let (key, says) = (proof.key, &proof.says.en);
                    let fails = proof.verdict == Verdict::Fails && !judged;
                    assert!(!fails, "{file} without {number}: {key} fails: {says}");
                }
            }
        }
    }
    assert!(looked_past > 0);
}

#[test]
fn every_capture_is_told_without_a_fault() {
    let mut wrong = Vec::new();
    for file in captures(&data()) {
        for keys in [false, true] {
            for (n, evidence) in connections(&file, keys).into_iter().enumerate() {
                let name = format!("{} {n} {keys}", file.display());
                wrong.extend(wrongs(&name, &tell(&evidence)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures")
}

/// The captures that may not be copied, too, where they are at hand.
#[test]
fn the_shared_captures_read_well_too() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = here
        .ancestors()
        .map(|folder| folder.join("shared/captures"))
        .find(|folder| folder.is_dir())
    else {
        eprintln!("SKIPPED: the shared captures are not beside this folder");
        return;
    };
    let mut wrong = Vec::new();
    for file in captures(&folder) {
        for keys in [false, true] {
            for evidence in connections(&file, keys) {
                wrong.extend(wrongs(&file.to_string_lossy(), &tell(&evidence)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
