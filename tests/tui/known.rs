//! Who knows what: the eavesdropper never has what only the ends have, in no scenario and no capture.

use std::collections::BTreeSet;

use tlslab::base::side::Knows;
use tlslab::lab::scenarios::list::SCENARIOS;
use tlslab::story::known::Ledger;
use tlslab::story::known::entry::{Entry, Holder};
use tlslab::story::model::{Cover, Kind, Story, What};
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
