//! Who knows what: the eavesdropper never has what only the ends have, in no scenario and no capture.

use std::collections::BTreeSet;

use tlslab::base::side::Knows;
use tlslab::demo::asked::Asked;
use tlslab::demo::list::named;
use tlslab::lab::scenarios::list::SCENARIOS;
use tlslab::story::known::Ledger;
use tlslab::story::known::entry::{Entry, Holder};
use tlslab::story::model::{Cover, Fate, Kind, Story, What};
use tlslab::story::origin::{Origins, Seen};

use crate::captures::captured;
use crate::screen::story;

/// What stands in the clear in `story`, byte for byte: in frames, records and messages that nobody sealed.
fn in_the_clear(story: &Story) -> Vec<&[u8]> {
    let packets = story.packets.iter().map(|packet| &packet.bytes[..]);
    let clear = story.steps.iter().filter(|step| {
        matches!(
            step.kind,
            Kind::Wire {
                cover: Cover::Clear,
                ..
            }
        )
    });
    let shown = clear.flat_map(|step| step.exhibits.iter().map(|shown| &shown.bytes[..]));
    packets.chain(shown).collect()
}

/// Early secret and what is derived from it without a pre-shared key: RFC 8448 §3 prints those of SHA-256, any key schedule has those of
/// SHA-384.
const CONSTANTS: [&str; 4] = [
    "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a",
    "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba",
    "7ee8206f5570023e6dc7519eb1073bc4e791ad37b5c382aa10ba18e2357e716971f9362f2c2fe2a76bfd78dfec4ea9b5",
    "1591dac5cbbf0330a4a84de9c753330e92d01f0a88214b4464972fd668049e93e52f2b16fad922fdc0584478428f282b",
];

/// Whether it is given as a hash of messages before the first that went under encryption, or of what came before that first Finished.
fn hashes(story: &Story, bytes: &[u8]) -> bool {
    let mut covered = 0;
    story.steps.iter().any(|step| {
        let message = step.exhibits.last().is_some_and(|shown| {
            let mut notes = shown.notes.iter().take(2);
            notes.any(|note| note.field.name == "msg_type")
        });
        match step.kind {
            Kind::Wire {
                cover: Cover::Clear,
                ..
            } if step.name.en.starts_with("ClientHello") => covered = 0,
            Kind::Wire {
                cover: Cover::Opened,
                ..
            } if message => covered += 1,
            _ => {}
        }
        let before = covered == 0 || (covered == 1 && step.name.en == "check of Finished");
        let mut values = step.values.iter();
        before
            && values
                .any(|value| value.name.en == "transcript hash" && value.bytes() == Some(bytes))
    })
}

/// What the ends keep to themselves and the ledger gives to the eavesdropper.
fn leaks(name: &str, story: &Story) -> Vec<String> {
    let ledger = Ledger::of(story);
    let last = story.steps.len().saturating_sub(1);
    let kept: BTreeSet<Vec<u8>> = (story.steps.iter().flat_map(|step| &step.values))
        .filter(|value| matches!(value.knows, Knows::Client | Knows::Server | Knows::Both))
        .filter_map(|value| value.bytes().map(<[u8]>::to_vec))
        .collect();
    let clear = in_the_clear(story);
    let mut leaks = Vec::new();
    for entry in ledger
        .known(last)
        .filter(|entry| entry.is_known(Holder::Outsider, last))
    {
        let What::Bytes(bytes) = &entry.what else {
            continue;
        };
        // A ticket comes under encryption and goes back in the clear; nothing else the ends keep ever shows.
        let shows = clear
            .iter()
            .any(|part| part.windows(bytes.len()).any(|w| w == bytes));
        let computed = CONSTANTS.contains(&&*hex::encode(bytes)) || hashes(story, bytes);
        if computed {
            continue;
        }
        if !shows || (kept.contains(bytes) && entry.name.en != "ticket") {
            leaks.push(format!("{name}: {} {}", entry.name.en, hex::encode(bytes)));
        }
    }
    leaks
}

#[test]
fn the_eavesdropper_has_only_what_stood_on_the_wire() {
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        wrong.extend(leaks(scenario.name, &story(scenario.name)));
    }
    for (name, story) in captured() {
        wrong.extend(leaks(&name, &story));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn entry<'l>(ledger: &'l Ledger, name: &str) -> &'l Entry {
    let mut known = ledger.known(usize::MAX);
    known
        .find(|entry| entry.name.en == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

fn step(story: &Story, name: &str) -> usize {
    story
        .steps
        .iter()
        .position(|step| step.name.en == name)
        .unwrap()
}

#[test]
fn the_certificate_is_hidden_since_tls_1_3() {
    let (new, old) = (story("full"), story("tls12"));
    let (new, old) = (Ledger::of(&new), Ledger::of(&old));
    let sees = |ledger: &Ledger| entry(ledger, "issuer").is_known(Holder::Outsider, usize::MAX);
    assert_eq!([sees(&new), sees(&old)], [false, true]);
    // Both ends have it in both.
    assert!(entry(&new, "issuer").is_known(Holder::Client, usize::MAX));
}

#[test]
fn a_public_half_is_the_makers_until_it_is_sent() {
    for name in ["full", "tls12"] {
        let story = story(name);
        let ledger = Ledger::of(&story);
        let public = entry(&ledger, "public");
        let all = [Holder::Client, Holder::Server, Holder::Outsider];
        let made = all.map(|holder| public.is_known(holder, public.step));
        assert_eq!(made.iter().filter(|known| **known).count(), 1, "{name}");
        let last = story.steps.len();
        assert_eq!(
            all.map(|holder| public.is_known(holder, last)),
            [true; 3],
            "{name}"
        );
        let private = entry(&ledger, "private");
        let ever = all.map(|holder| private.is_known(holder, last));
        assert_eq!(ever.iter().filter(|known| **known).count(), 1, "{name}");
    }
}

#[test]
fn what_was_lost_was_still_seen_on_the_path() {
    let mut story = story("full");
    let at = step(&story, "ClientHello");
    let Kind::Wire { fate, .. } = &mut story.steps[at].kind else {
        panic!("a ClientHello is on the wire");
    };
    *fate = Fate::Lost;
    let ledger = Ledger::of(&story);
    let random = entry(&ledger, "random");
    let all = [Holder::Client, Holder::Server, Holder::Outsider];
    assert_eq!(
        all.map(|holder| random.is_known(holder, at)),
        [true, false, true]
    );
}

#[test]
fn a_ticket_goes_back_in_the_clear() {
    let story = story("resumption");
    let ledger = Ledger::of(&story);
    let tickets: Vec<&Entry> = (ledger.known(usize::MAX))
        .filter(|entry| entry.name.en == "ticket")
        .collect();
    let seen = |entry: &&&Entry| entry.is_known(Holder::Outsider, usize::MAX);
    assert_eq!(tickets.iter().filter(seen).count(), 1);
    let psk = entry(&ledger, "PSK");
    assert!(!psk.is_known(Holder::Outsider, usize::MAX));
}

#[test]
fn it_is_said_what_the_eavesdropper_cannot_do() {
    let told = story("full");
    let ledger = Ledger::of(&told);
    let says = |name: &str| ledger.outsider(step(&told, name)).en.into_owned();
    assert!(says("SYN").starts_with("Nothing is secret yet"));
    assert!(says("ClientHello").contains("one public key share"));
    assert!(says("ServerHello").contains("both public key shares"));
    assert!(says("shared secret").contains("but not the shared secret"));
    let first = step(&told, "EncryptedExtensions") + 1;
    assert!(says("Certificate").contains(&format!("from step {first} on (2 messages")));
    let plain = story("plain-http");
    let says = Ledger::of(&plain).outsider(plain.steps.len() - 1).en;
    assert!(says.starts_with("Nothing is secret"), "{says}");
    let again = story("tls12-resumption");
    let says = Ledger::of(&again).outsider(again.steps.len() - 1).en;
    assert!(says.contains("secret of the earlier connection"), "{says}");
    let early = story("early-data");
    let says = Ledger::of(&early)
        .outsider(step(&early, "early application data"))
        .en;
    assert!(says.contains("secret of the earlier connection"), "{says}");
}

#[test]
fn inputs_lead_to_the_step_that_showed_them() {
    let mut found = 0;
    for scenario in SCENARIOS {
        let story = story(scenario.name);
        let origins = Origins::of(&story);
        for (at, step) in story.steps.iter().enumerate() {
            for proof in &step.proofs {
                for given in &proof.inputs {
                    let Seen::Step(there) = origins.seen(&story, at, given) else {
                        continue;
                    };
                    assert!(there < at);
                    found += 1;
                    let Some(bytes) = given.value.bytes() else {
                        continue;
                    };
                    let source = &story.steps[there];
                    let values = source.values.iter().filter_map(|value| value.bytes());
                    let results = source
                        .proofs
                        .iter()
                        .filter_map(|proof| proof.result.as_deref());
                    let fields = (source.exhibits.iter())
                        .flat_map(|shown| shown.notes.iter().map(|note| note.of(&shown.bytes)));
                    let whole = source.exhibits.iter().map(|shown| &shown.bytes[..]);
                    let mut all = values.chain(results).chain(fields).chain(whole);
                    assert!(
                        all.any(|one| one == bytes),
                        "{} {at}: {}",
                        scenario.name,
                        given.value.name.en
                    );
                }
            }
        }
    }
    assert!(found > 500, "only {found}");
    let story = story("full");
    let origins = Origins::of(&story);
    let at = step(&story, "handshake_secret");
    let last = story.steps[at].proofs.last().unwrap();
    let shared = last.inputs.last().unwrap();
    assert_eq!(
        origins.seen(&story, at, shared),
        Seen::Step(step(&story, "shared secret"))
    );
}

#[test]
fn on_paper_the_attacker_comes_to_know_what_it_works_out() {
    let asked = Asked {
        seed: 1,
        ..Asked::default()
    };
    let told = named("diffie-hellman").unwrap().story(&asked).unwrap();
    let ledger = Ledger::of(&told);
    let last = told.steps.len() - 1;
    assert!(!ledger.has_hosts());
    let secret = entry(&ledger, "a");
    assert!(!secret.is_known(Holder::Outsider, secret.step));
    assert!(secret.is_known(Holder::Outsider, last));
    assert!(
        ledger
            .outsider(secret.step)
            .en
            .starts_with("The attacker does not know: ")
    );
    assert!(
        ledger
            .outsider(last)
            .en
            .starts_with("The attacker has worked out: ")
    );
}

#[test]
fn what_everybody_can_compute_everybody_knows() {
    let all = [Holder::Client, Holder::Server, Holder::Outsider];
    let knows = |story: &Story, at: usize, bytes: &[u8]| {
        let ledger = Ledger::of(story);
        let mut known = ledger.known(at);
        let entry = known
            .find(|entry| matches!(&entry.what, What::Bytes(b) if b == bytes))
            .unwrap()
            .clone();
        all.map(|holder| entry.is_known(holder, at))
    };
    let end = usize::MAX;
    let (full, again) = (story("full"), story("resumption"));
    let of = |story: &Story, n: usize| {
        let steps = story.steps.iter();
        let mut steps = steps.filter(|step| step.name.en == "handshake_secret");
        let proofs = &steps.nth(n).unwrap().proofs;
        let bytes = |key| {
            let mut proofs = proofs.iter();
            let proof = proofs.find(|proof| proof.key == key).unwrap();
            proof.result.clone().unwrap()
        };
        [bytes("early_secret"), bytes("derived_secret")]
    };
    for secret in of(&full, 0) {
        assert!(CONSTANTS.contains(&&*hex::encode(&secret)));
        assert_eq!(knows(&full, end, &secret), [true; 3]);
    }
    // With a pre-shared key they are secrets.
    for secret in of(&again, 1) {
        assert!(!CONSTANTS.contains(&&*hex::encode(&secret)));
        assert_eq!(knows(&again, end, &secret), [true, true, false]);
    }
    let hash = |story: &Story, name: &str, n: usize| {
        let steps = story.steps.iter().enumerate();
        let mut steps = steps.filter(|(_, step)| step.name.en == name);
        let (at, step) = steps.nth(n).unwrap();
        let mut values = step.values.iter();
        let value = values.find(|value| value.name.en == "transcript hash");
        knows(story, at, value.unwrap().bytes().unwrap())
    };
    assert_eq!(hash(&full, "traffic secrets", 0), [true; 3]);
    assert_eq!(hash(&full, "check of Finished", 0), [true, true, false]);
    // Before TLS 1.3 all but the Finished messages is in the clear: the second of them hashes the first.
    let old = story("tls12");
    assert_eq!(hash(&old, "check of Finished", 0), [true; 3]);
    assert_eq!(hash(&old, "check of Finished", 1), [true, true, false]);
    for (name, story) in captured() {
        for (at, step) in story.steps.iter().enumerate() {
            let mut values = step.values.iter();
            let hash = values.find(|value| value.name.en == "transcript hash");
            let Some(bytes) = hash.and_then(|hash| hash.bytes()) else {
                continue;
            };
            if step.name.en == "check of Finished" && !bytes.is_empty() {
                assert_eq!(knows(&story, at, bytes)[..2], [true, true], "{name} {at}");
            }
        }
    }
}
