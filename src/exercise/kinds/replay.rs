//! Resumption with 0-RTT data, and somebody who sends one client's first flight again.
//!
//! Settings: none. Files `capture.pcapng` and `keys.log`. The first connection gives tickets, three more use one each and send their
//! request early, the last repeats the first flight of one of the three.

use crate::base::reader::Reader;
use crate::capture::packet::Packet;
use crate::demo::chance::Chance;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::handshake::message::{Message, message};
use crate::dissect::tls::handshake::setting::Setting;
use crate::exercise::captured::{connections, file, packets, records, said, with_segment};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::capture::seen::survey;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::blueprint::{Blueprint, Caller, Meeting, SERVER};
use crate::lab::knobs::Knobs;
use crate::lab::run::{EPOCH, on_changed};
use crate::lab::scenarios::good::EARLY_DATA;
use crate::lab::wire::visit::PORT;
use crate::story::deed::Hand;
use crate::story::evidence::Evidence;

/// The kind.
pub static KIND: Kind = Kind {
    name: "replay",
    draw,
    solve,
    oracle: None,
};

/// How many connections send their request early.
const EARLY: usize = 3;
/// How many bytes of an identity are asked for.
const BEGINNING: usize = 8;

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let paths: Vec<String> = (0..EARLY)
        .map(|_| format!("/pay/{}", hex::encode(chance.bytes::<4>())))
        .collect();
    let knobs = Knobs {
        seed: Some(chance.below(u64::MAX)),
        ..Knobs::default()
    };
    let original = 1 + chance.place(EARLY);
    let before = run(&knobs, &paths, None)?;
    let says = first_flight(&before.packets, original)?;
    let evidence = run(&knobs, &paths, Some(says))?;
    let all = connections(&evidence.packets);
    let shown: Vec<Shown> = all
        .iter()
        .skip(1)
        .take(EARLY)
        .map(|both| shown(both.client.bytes()))
        .collect::<Option<_>>()
        .ok_or_else(|| Unfit::new("no ticket is shown"))?;

    let mut variant = Variant::default();
    variant.file("capture.pcapng", file(&evidence.packets)?);
    variant.file("keys.log", once(&evidence.key_log));
    variant.answer("original", original + 1);
    variant.slip("original", "copy", EARLY + 2);
    variant.slip("original", "first", 1);
    for (place, (path, shown)) in (1..).zip(paths.iter().zip(&shown)) {
        let begins = |bytes: &[u8]| hex::encode(bytes.get(..BEGINNING).unwrap_or_default());
        let Shown { identity, binder } = shown;
        if place == original {
            let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap_or_default();
            let with_length = [&[length(binder)][..], binder].concat();
            let list = [&[0, length(&with_length)], with_length.as_slice()].concat();
            variant.answer("binder", hex::encode(binder));
            variant.slip("binder", "length", hex::encode(&with_length));
            variant.slip("binder", "length", hex::encode(list));
            variant.slip("binder", "identity", hex::encode(identity));
            variant.answer("identity", begins(identity));
            let with_length = [&[0, length(identity)], identity.as_slice()].concat();
            variant.slip("identity", "length", begins(&with_length));
            variant.slip("identity", "binder", begins(binder));
            variant.answer("path", path);
        } else {
            variant.slip("original", "another", place + 1);
            variant.slip("binder", "another", hex::encode(binder));
            variant.slip("identity", "another", begins(identity));
            variant.slip("path", "another", path);
        }
    }
    variant.slip("path", "root", "/");
    variant.answer("taken", "no");
    variant.slip("taken", "yes", "yes");
    variant.difficulty.insert("connections", all.len() as u64);
    variant.difficulty.insert("early", EARLY as u64);
    Ok(variant)
}

/// The run; with `says`, somebody says that again at its end.
fn run(knobs: &Knobs, paths: &[String], says: Option<Vec<u8>>) -> Result<Evidence, Unfit> {
    let change = |run: &mut Blueprint| {
        let Some(early) = run.meetings.pop() else {
            return;
        };
        for own in paths {
            let mut meeting = early.clone();
            if let Caller::OverTls { path, .. } = &mut meeting.caller {
                *path = own.clone().into();
            }
            run.meetings.push(meeting);
        }
        if let Some(says) = &says {
            run.meetings.push(Meeting {
                caller: Caller::Repeats {
                    name: SERVER.into(),
                    says: says.clone(),
                },
                ..early
            });
        }
    };
    on_changed(&EARLY_DATA, knobs, EPOCH, &Hand::default(), &change).map_err(Unfit::new)
}

/// What the client of connection `number`, from 0, sends before the server says a word.
fn first_flight(packets: &[Packet], number: usize) -> Result<Vec<u8>, Unfit> {
    let mut ports = Vec::new();
    let mut flight = Vec::new();
    for packet in packets {
        let over = with_segment(packet, |segment| {
            let port = match segment.source == PORT {
                true => segment.destination,
                false => segment.source,
            };
            if !ports.contains(&port) {
                ports.push(port);
            }
            if ports.get(number) != Some(&port) || segment.payload.is_empty() {
                return false;
            }
            if segment.source != PORT {
                flight.extend(segment.payload);
            }
            segment.source == PORT
        });
        if over == Some(true) {
            return Ok(flight);
        }
    }
    Err(Unfit::new("there is no such connection"))
}

/// What a client shows of a ticket.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    identity: Vec<u8>,
    binder: Vec<u8>,
}

/// Counted from the end of the ClientHello, where the one binder stands; before it the one identity and its age in four bytes.
fn shown(client: &[u8]) -> Option<Shown> {
    let hello = *records(client).first()?;
    let one = |n: usize| {
        let (before, binder) = hello.split_at_checked(hello.len().checked_sub(n)?)?;
        let (before, length) = before.split_at_checked(before.len().checked_sub(3)?)?;
        let fits = length.last().copied().map(usize::from) == Some(n);
        fits.then(|| (before, binder.to_vec()))
    };
    let (before, binder) = one(32).or_else(|| one(48))?;
    let before = before.get(..before.len().checked_sub(4)?)?;
    (1..before.len()).find_map(|n| {
        let (before, identity) = before.split_at_checked(before.len().checked_sub(n)?)?;
        let length = u16::try_from(n).ok()?.to_be_bytes();
        let list = u16::try_from(n + 6).ok()?.to_be_bytes();
        before.ends_with(&[list, length].concat()).then(|| Shown {
            identity: identity.to_vec(),
            binder: binder.clone(),
        })
    })
}

/// The lines of a key log, the first for each label and random.
fn once(key_log: &str) -> String {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut log = String::new();
    for line in key_log.lines() {
        let mut words = line.split_whitespace();
        let name = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        if !seen.contains(&name) {
            seen.push(name);
            log.push_str(line);
            log.push('\n');
        }
    }
    log
}

/// By the survey and the dissectors: who says the same random twice, what it shows, what it asks for.
fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let capture = desk.file("capture.pcapng")?;
    let keys = String::from_utf8(desk.file("keys.log")?.to_vec()).map_err(Unfit::new)?;
    let reading = crate::capture::source::read(capture);
    let all = survey(&reading, "");
    let random = |place: usize| {
        let tls = all
            .get(place)
            .and_then(|connection| connection.tls.as_ref());
        tls.and_then(|tls| tls.client_hello())
            .map(|hello| hello.random.clone())
    };
    let pair = (0..all.len()).find_map(|first| {
        let again = (first + 1..all.len()).find(|again| random(first) == random(*again));
        again.map(|again| (first, again))
    });
    let (original, copy) = pair.ok_or_else(|| Unfit::new("nothing is repeated"))?;
    let frames = packets(capture);
    let streams = connections(&frames);
    let both = streams.get(original);
    let bytes = both.map_or(&[][..], |both| both.client.bytes());
    let hello = records(bytes).first().and_then(|record| record.get(5..));
    let hello = message(
        &mut Reader::quiet(hello.unwrap_or_default()),
        &Setting::default(),
    );
    let Message::ClientHello(hello) = hello.map_err(|why| Unfit::new(why.text().en))?.body else {
        return Err(Unfit::new("no ClientHello comes first"));
    };
    let psks = hello
        .extensions
        .iter()
        .find_map(|extension| match &extension.fact {
            Fact::OfferedPsks(psks) => Some(psks),
            _ => None,
        });
    let psks = psks.ok_or_else(|| Unfit::new("no ticket is shown"))?;
    let mut handed = Handed::default();
    let mut hand = |key: &str, answer: String| handed.answers.insert(key.to_owned(), answer);
    hand("original", (original + 1).to_string());
    hand(
        "binder",
        psks.binders.first().map(hex::encode).unwrap_or_default(),
    );
    let identity = psks
        .identities
        .first()
        .and_then(|(identity, _)| identity.get(..BEGINNING));
    hand("identity", identity.map(hex::encode).unwrap_or_default());
    let said = said(&frames, &keys);
    let request = said.get(original).map(|[client, _]| client.as_slice());
    let request = String::from_utf8_lossy(request.unwrap_or_default()).into_owned();
    let path = request.split_whitespace().nth(1);
    hand("path", path.unwrap_or_default().to_owned());
    let copy = all.get(copy).and_then(|connection| connection.tls.as_ref());
    let accepts = copy
        .and_then(|tls| tls.server_hello())
        .is_some_and(|hello| hello.psk);
    hand("taken", if accepts { "yes" } else { "no" }.to_owned());
    Ok(handed)
}
