//! The case of a certificate that nobody should have got: an authority's folder, what its desk was asked, and what a browser saw.
//!
//! Settings: none. Files `ca/…`, as `tlslab ca` keeps them; `desk.csv`; `seen.pem`; `owner.csr`. The files `rogue.crl` and `new.pem` are
//! made by the student.

use std::time::Duration;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::demo::chance::Chance;
use crate::demo::primitive::hash::sha256;
use crate::exercise::form::{Choice, Form};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::property::casebook::{self, Book};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::pki::armor::{armored, blocks};
use crate::pki::authority::event::{Event, Fence, Holder, Settings};
use crate::pki::authority::log;
use crate::pki::authority::serial::Serial;
use crate::pki::gallery::key::Key;
use crate::pki::gallery::order::{self, Order, Role};
use crate::pki::key::KeyKind;

/// The kind.
pub static KIND: Kind = Kind {
    name: "rogue",
    draw,
    solve,
    oracle: None,
};

const DAY: u64 = 86_400;
/// A certificate begins this much before it is issued, for clocks that are slow.
const HOUR: u64 = 3_600;
static ZONES: [&str; 8] = [
    "kestrel", "harbour", "lantern", "orchard", "quarry", "saffron", "tundra", "willow",
];
static PEOPLE: [&str; 6] = ["amira", "bora", "chen", "dana", "emil", "farah"];
static HOSTS: [&str; 6] = ["docs", "git", "mail", "pay", "shop", "wiki"];

/// An authority, while its log is made up.
struct Maker<'c> {
    chance: &'c mut Chance,
    maker: String,
    issuer: (Vec<u8>, Key),
    events: Vec<(Time, Event)>,
    desk: Vec<String>,
}

impl Maker<'_> {
    /// Somebody asks the desk.
    fn asked(&mut self, at: Time, who: &str, host: &str, key: &Key) {
        let ticket = 100 + self.desk.len();
        let (seconds, key) = (at.as_seconds(), hex::encode(sha256(&key.spki)));
        self.desk
            .push(format!("T{ticket},{seconds},{who},{host},{key}"));
    }

    /// A certificate is issued, and written in the log.
    fn issued(&mut self, at: Time, host: &str, key: &Key) -> Result<(Serial, Vec<u8>), Unfit> {
        let serial = Serial::draw(self.chance.bytes());
        let order = Order {
            serial: serial.bytes().to_vec(),
            issuer: self.issuer.0.clone(),
            issuer_key: order::identifier(&self.issuer.1.spki),
            subject: order::name(&self.maker, host),
            spki: key.spki.clone(),
            from: Time::seconds(at.as_seconds() - HOUR),
            until: at + Duration::from_secs(397 * DAY - HOUR),
            role: Role::Server {
                hosts: vec![host.to_owned()],
                addresses: Vec::new(),
            },
        };
        let der = order.signed(&self.issuer.1).map_err(Unfit::new)?;
        let label = |number: usize| match number {
            1 => host.to_owned(),
            _ => format!("{host}-{number}"),
        };
        let taken = |label: &str| {
            let mut events = self.events.iter();
            events.any(
                |(_, event)| matches!(event, Event::Issued { label: other, .. } if other == label),
            )
        };
        let label = (1..).map(label).find(|label| !taken(label));
        self.events.push((
            at,
            Event::Issued {
                label: label.unwrap_or_default(),
                by: "intermediate".to_owned(),
                serial: serial.clone(),
                key: Holder::Requester,
                renews: None,
                der: der.clone(),
            },
        ));
        Ok((serial, der))
    }

    fn key(&mut self) -> Result<Key, Unfit> {
        order::p256(self.chance.bytes()).map_err(Unfit::new)
    }
}

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let zone = format!("{}.test", chance.pick(&ZONES).unwrap_or(&"willow"));
    let mut hosts = HOSTS;
    chance.shuffle(&mut hosts);
    let hosts = hosts.map(|host| format!("{host}.{zone}"));
    let mut variant = Variant::default();
    let began = Time::seconds(EPOCH.as_seconds() - 200 * DAY);
    let name = format!("{zone} CA");
    let keys = [(); 2].map(|()| order::p256(chance.bytes()));
    let [root, intermediate] = keys.map(|key| key.map_err(Unfit::new));
    let (root, intermediate) = (root?, intermediate?);
    let mut events = vec![(
        began,
        Event::Began(Settings {
            name: name.clone(),
            fence: Fence::None,
            intermediates: 1,
            ..Settings::default()
        }),
    )];
    for (label, key, by) in [
        ("root", &root, None),
        ("intermediate", &intermediate, Some("root")),
    ] {
        let serial = Serial::draw(chance.bytes());
        let common = format!("{name} {label}");
        let order = Order {
            serial: serial.bytes().to_vec(),
            issuer: order::authority(&format!("{name} root")),
            issuer_key: order::identifier(&root.spki),
            subject: order::authority(&common),
            spki: key.spki.clone(),
            from: began,
            until: began + Duration::from_secs(7_300 * DAY),
            role: Role::Authority(by.map(|_| 0)),
        };
        let der = order.signed(&root).map_err(Unfit::new)?;
        let folder = format!("ca/authorities/{label}");
        variant.file(&format!("{folder}/cert.pem"), armored("CERTIFICATE", &der));
        variant.file(
            &format!("{folder}/key.pem"),
            armored("PRIVATE KEY", &key.pkcs8),
        );
        events.push((
            began,
            Event::Authority {
                label: label.to_owned(),
                name: common,
                key: KeyKind::EcdsaP256,
                by: by.map(str::to_owned),
                serial,
                der,
            },
        ));
    }
    let issuer = (
        order::authority(&format!("{name} intermediate")),
        intermediate,
    );
    let mut maker = Maker {
        chance,
        maker: name,
        issuer,
        events,
        desk: vec!["ticket,when,who,host,key".to_owned()],
    };
    let case = story(&mut maker, &hosts, began)?;
    let Maker { events, desk, .. } = maker;
    variant.file("ca/log", log::written(&events));
    variant.file("desk.csv", desk.join("\n") + "\n");
    let intermediate = variant.files.get("ca/authorities/intermediate/cert.pem");
    let seen = [
        armored("CERTIFICATE", &case.rogue.1).into_bytes(),
        intermediate.cloned().unwrap_or_default(),
    ];
    variant.file("seen.pem", seen.concat());
    variant.file("owner.csr", armored("CERTIFICATE REQUEST", &case.request));
    variant.say("host", hosts.get(case.victim).cloned().unwrap_or_default());
    variant.say(
        "owner",
        PEOPLE.get(case.victim).copied().unwrap_or_default(),
    );
    variant.answer("serial", &case.rogue.0);
    variant.slip("serial", "owners", &case.good);
    let people = PEOPLE.map(|name| Choice {
        key: name.to_owned(),
        means: Text::EMPTY,
    });
    let people = Form::Choice(people.to_vec());
    variant.forms.insert("who".to_owned(), people);
    variant.answer("who", PEOPLE.get(case.thief).copied().unwrap_or_default());
    variant.slip(
        "who",
        "owner",
        PEOPLE.get(case.victim).copied().unwrap_or_default(),
    );
    variant.answer("when", case.at.as_seconds());
    variant.slip("when", "not_before", case.at.as_seconds() - HOUR);
    variant.slip("when", "asked", case.asked.as_seconds());
    variant.difficulty.insert("issued", case.issued);
    variant.difficulty.insert("people", PEOPLE.len() as u64);
    Ok(variant)
}

/// What happened.
struct Case {
    /// Whose host, and who got a certificate for it: places among the people.
    victim: usize,
    thief: usize,
    /// The certificate that should not be.
    rogue: (Serial, Vec<u8>),
    /// The number of the owner's own.
    good: Serial,
    /// When it was issued.
    at: Time,
    /// When the thief had asked, for another host.
    asked: Time,
    /// The owner's new request.
    request: Vec<u8>,
    /// How many were issued.
    issued: u64,
}

/// Everybody asks for a certificate of their own host, some twice, and with one of the keys another host is certified too.
fn story(maker: &mut Maker<'_>, hosts: &[String], began: Time) -> Result<Case, Unfit> {
    let mut order: Vec<usize> = (0..hosts.len()).collect();
    maker.chance.shuffle(&mut order);
    let [victim, thief, again, ..] = order.as_slice() else {
        return Err(Unfit::new("too few people"));
    };
    let (victim, thief, again) = (*victim, *thief, *again);
    let host = |place: usize| hosts.get(place).cloned().unwrap_or_default();
    let who = |place: usize| PEOPLE.get(place).copied().unwrap_or_default();
    maker.chance.shuffle(&mut order);
    let mut at = began;
    let mut later = |chance: &mut Chance, least: u64, more: u64| {
        at = at + Duration::from_secs(least + chance.below(more));
        at
    };
    let mut keys = Vec::new();
    let mut good = None;
    // First all of them, in some order; then again one with the same key, and some with new keys.
    for place in &order {
        let key = maker.key()?;
        let asked = later(maker.chance, 5 * DAY, 4 * DAY);
        maker.asked(asked, who(*place), &host(*place), &key);
        let when = later(maker.chance, 600, 7_200);
        let (serial, _) = maker.issued(when, &host(*place), &key)?;
        if *place == victim {
            good = Some(serial);
        }
        keys.push((*place, key));
    }
    let key_of = |place: usize| {
        let mut keys = keys.iter();
        let found = keys.find(|(other, _)| *other == place);
        found.map(|(_, key)| key.clone())
    };
    let none = || Unfit::new("somebody has no key");
    let same = key_of(again).ok_or_else(none)?;
    let asked = later(maker.chance, 5 * DAY, 4 * DAY);
    maker.asked(asked, who(again), &host(again), &same);
    let when = later(maker.chance, 600, 7_200);
    maker.issued(when, &host(again), &same)?;
    let theft = maker.key()?;
    let asked = later(maker.chance, 5 * DAY, 4 * DAY);
    maker.asked(asked, who(thief), &host(thief), &theft);
    let when = later(maker.chance, 600, 7_200);
    maker.issued(when, &host(thief), &theft)?;
    let when = later(maker.chance, 60, 3_000);
    let rogue = maker.issued(when, &host(victim), &theft)?;
    let (stolen_at, stolen_asked) = (when, asked);
    for place in order
        .iter()
        .filter(|place| ![victim, thief, again].contains(place))
    {
        let key = maker.key()?;
        let asked = later(maker.chance, 5 * DAY, 4 * DAY);
        maker.asked(asked, who(*place), &host(*place), &key);
        let when = later(maker.chance, 600, 7_200);
        maker.issued(when, &host(*place), &key)?;
    }
    let new = maker.key()?;
    let issued = maker.events.iter();
    let issued = issued.filter(|(_, event)| matches!(event, Event::Issued { .. }));
    Ok(Case {
        victim,
        thief,
        rogue,
        good: good.ok_or_else(none)?,
        at: stolen_at,
        asked: stolen_asked,
        request: order::request(
            &order::name(&maker.maker, &host(victim)),
            &host(victim),
            &new,
        )
        .map_err(Unfit::new)?,
        issued: issued.count() as u64,
    })
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let lost = || Unfit::new("the case cannot be read");
    let book = Book::read(desk.files).ok_or_else(lost)?;
    let rogue = book.rogue().ok_or_else(lost)?;
    let good = book.good(rogue).ok_or_else(lost)?;
    let mut handed = Handed::default();
    let mut answer = |key: &str, answer: String| handed.answers.insert(key.to_owned(), answer);
    answer("serial", hex::encode(&rogue.serial));
    answer("who", book.asker(rogue).ok_or_else(lost)?.to_owned());
    answer("when", rogue.at.as_seconds().to_string());
    let key = |label: &str| {
        let file = desk.file(&format!("ca/authorities/{label}/key.pem"))?;
        match blocks(file).into_iter().next() {
            Some(Ok(block)) => order::read_p256(&block.bytes).map_err(Unfit::new),
            Some(Err(_)) | None => Err(lost()),
        }
    };
    let (root, intermediate) = (key("root")?, key("intermediate")?);
    // What the authority would do on the day after the last line of its log.
    let now = book.last() + Duration::from_secs(DAY);
    let wrong = match aim {
        Aim::Right => ("", ""),
        Aim::Slip { of, key } => (of, key),
    };
    let list = match wrong {
        ("revoked", "owners") => {
            let serials = [good.serial.clone()];
            order::revocations(&book.intermediate_name(), &intermediate, now, &serials)
        }
        ("revoked", "missing") => {
            order::revocations(&book.intermediate_name(), &intermediate, now, &[])
        }
        ("revoked", "root_list") => order::revocations(&book.root_name(), &root, now, &[]),
        _ => {
            let serials = [rogue.serial.clone()];
            order::revocations(&book.intermediate_name(), &intermediate, now, &serials)
        }
    };
    let list = armored("X509 CRL", &list.map_err(Unfit::new)?);
    let request = casebook::requested(desk.file("owner.csr")?).ok_or_else(lost)?;
    let (host, spki) = match wrong {
        ("reissued", "rogue_key") => (rogue.host.clone(), rogue.spki.clone()),
        ("reissued", "old_key") => (rogue.host.clone(), good.spki.clone()),
        ("reissued", "other_key") => (rogue.host.clone(), root.spki.clone()),
        ("reissued", "other_host") => (format!("www.{}", rogue.host), request),
        _ => (rogue.host.clone(), request),
    };
    let order = Order {
        serial: vec![0x51; 16],
        issuer: book.intermediate_name(),
        issuer_key: order::identifier(&intermediate.spki),
        subject: order::name("re-issued", &host),
        spki,
        from: now,
        until: now + Duration::from_secs(90 * DAY),
        role: Role::Server {
            hosts: vec![host],
            addresses: Vec::new(),
        },
    };
    let new = order.signed(&intermediate).map_err(Unfit::new)?;
    let new = armored("CERTIFICATE", &new);
    handed
        .files
        .insert("rogue.crl".to_owned(), list.into_bytes());
    handed.files.insert("new.pem".to_owned(), new.into_bytes());
    Ok(handed)
}
