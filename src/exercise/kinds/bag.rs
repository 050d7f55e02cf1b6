//! A bag of nine certificates, three of which lead from a host to an old root that still is trusted.
//!
//! A new root took over from the old one, which signed it across, twice; the one who issues has a namesake and a direct certificate that
//! ran out. Settings: none. Files `1.pem` to `9.pem`, `roots.pem`. The file `chain.pem` is made by the student.

use std::time::Duration;

use crate::base::time::Time;
use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::property::minimal_chain::Ask;
use crate::exercise::property::papers;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::pki::armor::armored;
use crate::pki::gallery::key::Key;
use crate::pki::gallery::order::{self, Order, Role};
use crate::trust::certificate::Certificate;
use crate::trust::moment::Moment;

/// The kind.
pub static KIND: Kind = Kind {
    name: "bag",
    draw,
    solve,
    oracle: None,
};

const DAY: u64 = 86_400;
static ZONES: [&str; 8] = [
    "kestrel", "harbour", "lantern", "orchard", "quarry", "saffron", "tundra", "willow",
];
static WHO: [&str; 8] = [
    "Alder", "Birch", "Cedar", "Hazel", "Juniper", "Maple", "Rowan", "Spruce",
];

/// Somebody with a name and a key.
struct Holder {
    name: Vec<u8>,
    key: Key,
}

impl Holder {
    fn new(chance: &mut Chance, maker: &str, common: &str) -> Result<Self, Unfit> {
        Ok(Self {
            name: order::name(maker, common),
            key: order::p256(chance.bytes()).map_err(Unfit::new)?,
        })
    }
}

/// When a certificate is valid, seen from the moment of the task.
#[derive(Clone, Copy)]
enum When {
    Now,
    Over,
}

/// Who signs at what moment.
struct Press<'c> {
    chance: &'c mut Chance,
    at: Time,
}

impl Press<'_> {
    fn sign(&mut self, of: &Holder, by: &Holder, when: When, role: Role) -> Result<Vec<u8>, Unfit> {
        let days = |chance: &mut Chance, from, more| {
            Duration::from_secs((from + chance.below(more)) * DAY)
        };
        let back = |time: Time, by: Duration| Time::seconds(time.as_seconds() - by.as_secs());
        // Authorities live for years, servers' certificates for months.
        let life = match role {
            Role::Authority(_) => 6,
            Role::Server { .. } => 1,
        };
        let from = back(self.at, days(self.chance, 200 * life, 150 * life));
        let until = match when {
            When::Now => self.at + days(self.chance, 40 * life, 200 * life),
            When::Over => back(self.at, days(self.chance, 5, 60)),
        };
        let mut serial = self.chance.vec(16);
        if let Some(first) = serial.first_mut() {
            *first = *first & 0x7f | 0x40;
        }
        let order = Order {
            serial,
            issuer: by.name.clone(),
            issuer_key: order::identifier(&by.key.spki),
            subject: of.name.clone(),
            spki: of.key.spki.clone(),
            from,
            until,
            role,
        };
        order.signed(&by.key).map_err(Unfit::new)
    }
}

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let zone = format!("{}.example", chance.pick(&ZONES).unwrap_or(&"willow"));
    let host = format!("www.{zone}");
    let maker = chance.pick(&WHO).unwrap_or(&"Birch");
    // At some second of the year that follows the beginning of all runs.
    let at = EPOCH + Duration::from_secs(chance.below(365 * DAY));
    let make = |chance: &mut Chance, common: String| Holder::new(chance, maker, &common);
    let old = make(chance, format!("{maker} Root R1"))?;
    let new = make(chance, format!("{maker} Root R2"))?;
    let issuing = make(chance, format!("{maker} Issuing CA"))?;
    let namesake = make(chance, format!("{maker} Issuing CA"))?;
    let stranger = Holder::new(chance, "Somebody", "Somebody Else Root")?;
    let server = Holder::new(chance, &zone, &host)?;
    let earlier = Holder::new(chance, &zone, &host)?;
    let mut press = Press { chance, at };
    let (authority, lowest) = (Role::Authority(None), Role::Authority(Some(0)));
    let role = Role::Server {
        hosts: vec![host.clone(), zone.clone()],
        addresses: Vec::new(),
    };
    let root = press.sign(&old, &old, When::Now, authority.clone())?;
    let mut bag = vec![
        press.sign(&server, &issuing, When::Now, role.clone())?,
        press.sign(&earlier, &issuing, When::Over, role)?,
        press.sign(&issuing, &new, When::Now, lowest.clone())?,
        press.sign(&namesake, &new, When::Now, lowest.clone())?,
        press.sign(&issuing, &old, When::Over, lowest)?,
        press.sign(&new, &old, When::Now, authority.clone())?,
        press.sign(&new, &old, When::Over, authority.clone())?,
        press.sign(&new, &new, When::Now, authority.clone())?,
        root.clone(),
    ];
    let other = press.sign(&stranger, &stranger, When::Now, authority)?;
    press.chance.shuffle(&mut bag);
    let mut variant = Variant::default();
    for (number, der) in (1..).zip(&bag) {
        variant.file(&format!("{number}.pem"), armored("CERTIFICATE", der));
    }
    let roots = [root, other].map(|der| armored("CERTIFICATE", &der));
    variant.file("roots.pem", roots.concat());
    variant.say("host", host);
    variant.say("at", Moment::from(at).to_string().replace(' ', "T"));
    variant.say("seconds", at.as_seconds().to_string());
    variant.difficulty.insert("certificates", bag.len() as u64);
    variant.difficulty.insert("needed", 3);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let none = || Unfit::new("there are no certificates");
    let read = |name: &str| papers::certificates(desk.file(name)?).ok_or_else(none);
    let mut bag = Vec::new();
    for number in 1.. {
        let name = format!("{number}.pem");
        if !desk.files.contains_key(&name) {
            break;
        }
        bag.extend(read(&name)?);
    }
    let roots = read("roots.pem")?;
    let ask = Ask {
        roots: &roots,
        host: desk.word("host")?,
        at: Time::seconds(desk.word("seconds")?.parse().map_err(Unfit::new)?),
    };
    let path = ask.path(&bag).ok_or_else(|| Unfit::new("no path"))?;
    let [leaf, issuing, cross] = path.as_slice() else {
        return Err(Unfit::new(format!("{} certificates", path.len())));
    };
    // Another of the bag with the subject of `like`.
    let instead = |like: &[u8], fits: &dyn Fn(&Certificate<'_>, &Certificate<'_>) -> bool| {
        let like = Certificate::read(like).ok()?;
        let found = bag.iter().find(|der| {
            let read = Certificate::read(der);
            read.is_ok_and(|read| {
                read.der != like.der && read.subject.same(&like.subject) && fits(&read, &like)
            })
        });
        found.cloned()
    };
    let over = |one: &Certificate<'_>, _: &Certificate<'_>| {
        let until = one.not_after.moment;
        until.is_some_and(|until| until < ask.at.into())
    };
    let other_key = |one: &Certificate<'_>, like: &Certificate<'_>| {
        one.key.element.raw() != like.key.element.raw()
    };
    let lost = || Unfit::new("nothing to mistake it for");
    let [leaf, issuing, cross] = [leaf, issuing, cross].map(Clone::clone);
    let chain = match aim {
        Aim::Right => vec![leaf, issuing, cross],
        Aim::Slip { key, .. } => match key {
            "order" => vec![leaf, cross, issuing],
            "short" => vec![leaf, issuing],
            "root" => [
                vec![leaf, issuing, cross],
                roots.iter().take(1).cloned().collect(),
            ]
            .concat(),
            "more" => {
                let namesake = instead(&issuing, &other_key).ok_or_else(lost)?;
                vec![leaf, issuing, namesake, cross]
            }
            "old_leaf" => vec![instead(&leaf, &over).ok_or_else(lost)?, issuing, cross],
            "expired" => {
                let old = instead(&cross, &over).ok_or_else(lost)?;
                vec![leaf, issuing, old]
            }
            "same_name" => {
                let namesake = instead(&issuing, &other_key).ok_or_else(lost)?;
                vec![leaf, namesake, cross]
            }
            "untrusted" => {
                let itself = |one: &Certificate<'_>, _: &Certificate<'_>| one.is_self_issued();
                vec![leaf, issuing, instead(&cross, &itself).ok_or_else(lost)?]
            }
            other => return Err(Unfit::new(format!("no such mistake: {other}"))),
        },
    };
    let chain: String = chain
        .iter()
        .map(|der| armored("CERTIFICATE", der))
        .collect();
    let mut handed = Handed::default();
    handed
        .files
        .insert("chain.pem".to_owned(), chain.into_bytes());
    Ok(handed)
}
