//! A root and those below it, being born: for an authority that is founded, and for one that gets new keys.

use crate::base::time::Time;
use crate::pki::authority::chance::{Chance, Hand};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Event, Settings};
use crate::pki::authority::keyring;
use crate::pki::authority::office::{Office, chance};
use crate::pki::authority::profile::{self, Below};
use crate::pki::authority::register::Member;
use crate::pki::authority::serial::Serial;
use crate::pki::authority::validity::Validity;
use crate::pki::key::KeyKind;

/// What the keys of an authority are to be.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Their kind.
    pub kind: KeyKind,
    /// How many days a root lives; each one below it half as long.
    pub days: u32,
    /// What they are sealed with.
    pub passphrase: Option<String>,
}

/// An authority that is being made.
#[derive(Debug)]
pub(super) struct Newborn {
    pub(super) member: Member,
    /// With its key open.
    pub(super) office: Office,
    /// Its private key in PEM.
    pub(super) key: String,
}

/// Where those to be born stand.
pub(super) struct Cradle<'c> {
    pub(super) settings: &'c Settings,
    pub(super) keys: &'c Keys,
    pub(super) now: Time,
    /// The line of the log that will hold the first. The lines number the streams their keys are drawn from.
    pub(super) first: u64,
    /// Which generation they are, from 1.
    pub(super) generation: u64,
}

/// A new root.
pub(super) fn root(cradle: &Cradle<'_>) -> Result<Newborn> {
    let place = Place {
        depth: 0,
        below: Below::Any,
        validity: Validity::around(cradle.now, cradle.keys.days),
        number: cradle.first,
    };
    born(cradle, &place, None)
}

/// The authorities below `root`, down to the one that signs leaves; the first of them stands in the line after `number`.
pub(super) fn descendants(cradle: &Cradle<'_>, root: &Office, number: u64) -> Result<Vec<Newborn>> {
    let count = cradle.settings.intermediates;
    let half = (cradle.keys.days / 2).max(1);
    let mut line: Vec<Newborn> = Vec::new();
    for depth in 1..=count {
        let above = line.last().map_or(root, |above| &above.office);
        let (validity, _) = above.lifetime(cradle.now, half)?;
        let place = Place {
            depth,
            below: Below::Most(count - depth),
            validity,
            number: number + u64::from(depth),
        };
        let next = born(cradle, &place, Some(above))?;
        line.push(next);
    }
    Ok(line)
}

struct Place {
    /// How many stand above it.
    depth: u8,
    below: Below,
    validity: Validity,
    /// The line of the log that will hold it.
    number: u64,
}

/// What the one at `depth` below the root is called: in the folder, and in its name. Real authorities number generations the
/// same way.
fn called(cradle: &Cradle<'_>, depth: u8) -> (String, String) {
    let count = cradle.settings.intermediates;
    let (label, title) = match (depth, count) {
        (0, _) => ("root".to_owned(), "root".to_owned()),
        (_, 1) => ("intermediate".to_owned(), "intermediate".to_owned()),
        (depth, _) => (
            format!("intermediate-{depth}"),
            format!("intermediate {depth}"),
        ),
    };
    let name = &cradle.settings.name;
    match cradle.generation {
        1 => (label, format!("{name} {title}")),
        g => (format!("{label}-g{g}"), format!("{name} {title} G{g}")),
    }
}

fn born(cradle: &Cradle<'_>, place: &Place, above: Option<&Office>) -> Result<Newborn> {
    let (label, name) = called(cradle, place.depth);
    let chance = chance(cradle.settings);
    let mut generator = chance.generator(place.number)?;
    let serial = Chance::serial(&mut generator);
    let key = chance.key(cradle.keys.kind, &mut generator)?;
    let passphrase = cradle.keys.passphrase.as_deref();
    let written = keyring::written(&key, passphrase, &mut generator)?;
    let hand = Hand::new(key, chance);
    let der = match above {
        Some(office) => office.authority((&name, place.below), &serial, place.validity, &hand)?,
        None => rooted(cradle, (&name, place), &serial, &hand)?,
    };
    let member = Member {
        label,
        name,
        key: cradle.keys.kind,
        by: above.map(|office| office.label.clone()),
        serial,
        der,
        at: cradle.now,
    };
    let office = Office::new(&member, hand, cradle.settings)?;
    Ok(Newborn {
        member,
        office,
        key: written,
    })
}

/// A certificate that its own key signs.
fn rooted(
    cradle: &Cradle<'_>,
    (name, place): (&str, &Place),
    serial: &Serial,
    hand: &Hand,
) -> Result<Vec<u8>> {
    let params = profile::authority(name, place.below, cradle.settings);
    let params = profile::dated(params, serial, place.validity)?;
    let signed = params.self_signed(hand);
    Ok(signed.map_err(Fault::Build)?.der().to_vec())
}

/// The event that records `member`.
pub(super) fn recorded(member: &Member) -> Event {
    Event::Authority {
        label: member.label.clone(),
        name: member.name.clone(),
        key: member.key,
        by: member.by.clone(),
        serial: member.serial.clone(),
        der: member.der.clone(),
    }
}
