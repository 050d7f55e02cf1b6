//! A certificate to be read: six fields, each beside another that is easily taken for it.
//!
//! Settings: `keys`, the kinds of key that are drawn, such as `p-256` and `rsa-3072`. The file `certificate.pem`.

use crate::base::time::Time;
use crate::demo::chance::Chance;
use crate::demo::primitive::ed25519;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::pki::armor::{armored, blocks};
use crate::pki::gallery::order::{self, Order, Role};
use crate::trust::certificate::Certificate;
use crate::trust::distinguished::Name;
use crate::trust::moment::Moment;

/// The kind.
pub static KIND: Kind = Kind {
    name: "certificate",
    draw,
    solve,
    oracle: None,
};

const FILE: &str = "certificate.pem";
const DAY: u64 = 86_400;
static ZONES: [&str; 8] = [
    "kestrel", "harbour", "lantern", "orchard", "quarry", "saffron", "tundra", "willow",
];
static WHO: [&str; 8] = [
    "Alder", "Birch", "Cedar", "Hazel", "Juniper", "Maple", "Rowan", "Spruce",
];

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let kinds = exercise.setting_list("keys")?;
    let kind = chance.pick(&kinds).copied().unwrap_or("p-256");
    let zone = format!("{}.example", chance.pick(&ZONES).unwrap_or(&"willow"));
    let maker = chance.pick(&WHO).unwrap_or(&"Birch");
    let issuer = format!("{maker} Issuing CA {}", hex::encode(chance.bytes::<4>()));
    let host = |chance: &mut Chance| format!("h{}.{zone}", hex::encode(chance.bytes::<4>()));
    let [common, first, second, third] = [(); 4].map(|()| host(chance));
    let from = EPOCH + std::time::Duration::from_secs(chance.below(500 * DAY));
    let until = from + std::time::Duration::from_secs(60 * DAY + chance.below(300 * DAY));
    let serial = serial(chance);
    let signer = order::p256(chance.bytes()).map_err(Unfit::new)?;
    let order = Order {
        serial: serial.clone(),
        issuer: order::name(&format!("{maker} Trust Services"), &issuer),
        issuer_key: order::identifier(&signer.spki),
        subject: order::name(&format!("{zone} operations"), &common),
        spki: public(kind, chance)?,
        from,
        until,
        role: Role::Server {
            hosts: vec![first.clone(), second.clone(), third.clone()],
            addresses: vec![[192, 0, 2, 1].into()],
        },
    };
    let der = order.signed(&signer).map_err(Unfit::new)?;
    let mut variant = Variant::default();
    variant.file(FILE, armored("CERTIFICATE", &der));
    variant.say("zone", zone.clone());
    let own = order::identifier(&order.spki);
    variant.answer("serial", hex::encode(&serial));
    variant.slip("serial", "decimal", decimal(&serial));
    variant.slip("serial", "key_identifier", hex::encode(&own));
    variant.answer("issuer", &issuer);
    variant.slip("issuer", "subject", &common);
    variant.slip("issuer", "organization", format!("{maker} Trust Services"));
    variant.answer("host", &second);
    variant.slip("host", "common_name", &common);
    variant.slip("host", "first", &first);
    variant.slip("host", "third", &third);
    for (form, moment) in forms(until).into_iter().zip(forms(from)) {
        variant.answer("until", form);
        variant.slip("until", "not_before", moment);
    }
    variant.answer("signer", hex::encode(&order.issuer_key));
    variant.slip("signer", "own", hex::encode(&own));
    variant.answer("key", kind);
    // The signature is made with the issuer's key, which is on P-256: what it says of the algorithm says nothing of this key.
    variant.slip("key", "signature", "p-256");
    variant.difficulty.insert("names", 4);
    variant
        .difficulty
        .insert("serial_bytes", serial.len() as u64);
    Ok(variant)
}

/// Sixteen octets that say the same in hexadecimal for everybody, and in decimal have an even number of digits, so that these can be
/// taken for hexadecimal.
fn serial(chance: &mut Chance) -> Vec<u8> {
    loop {
        let mut octets = chance.bytes::<16>();
        octets[0] = octets[0] & 0x7f | 0x10;
        if decimal(&octets).len().is_multiple_of(2) {
            return octets.to_vec();
        }
    }
}

/// Up to sixteen octets as a decimal number.
fn decimal(octets: &[u8]) -> String {
    let number = octets.iter().fold(0_u128, |sum, octet| {
        sum.wrapping_mul(256) | u128::from(*octet)
    });
    number.to_string()
}

/// A public key of this kind. Nobody needs the primes of an RSA key to read it: its modulus is any odd number.
fn public(kind: &str, chance: &mut Chance) -> Result<Vec<u8>, Unfit> {
    if let Some(bits) = kind.strip_prefix("rsa-") {
        let bits: usize = bits.parse().map_err(Unfit::new)?;
        let mut modulus = chance.vec(bits / 8);
        if let [first, .., last] = modulus.as_mut_slice() {
            *first |= 0xc0;
            *last |= 1;
        }
        return Ok(order::rsa(&modulus, 65_537));
    }
    match kind {
        "p-256" => Ok(order::p256(chance.bytes()).map_err(Unfit::new)?.spki),
        "p-384" => order::p384(chance.bytes()).map_err(Unfit::new),
        "ed25519" => {
            let pair = ed25519::Pair::draw(chance).ok_or_else(|| Unfit::new("no Ed25519 key"))?;
            Ok(order::ed25519(&pair.public()))
        }
        other => Err(Unfit::new(format!("settings: no kind of key `{other}`"))),
    }
}

/// A moment as people write it: as the tools print it, with and without what says that it is in UTC.
fn forms(moment: Time) -> Vec<String> {
    let said = Moment::from(moment).to_string();
    let bare = said.trim_end_matches('Z');
    let (day, hour) = bare.split_once(' ').unwrap_or((bare, ""));
    let mut parts = day.split('-').map(|part| part.parse().unwrap_or(1));
    let mut part = || parts.next().unwrap_or(1_usize);
    let (year, month, date) = (part(), part(), part());
    let month = MONTHS.get(month - 1).unwrap_or(&"");
    // OpenSSL's own form; the two blanks before a day of one digit are one here.
    let long = format!("{month} {date} {hour} {year}");
    vec![
        said.clone(),
        bare.to_owned(),
        format!("{bare} UTC"),
        format!("{day}T{hour}Z"),
        format!("{day}T{hour}"),
        format!("{long} GMT"),
        long,
    ]
}

static MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let block = blocks(desk.file(FILE)?).into_iter().next();
    let der = match block {
        Some(Ok(block)) => block.bytes,
        Some(Err(_)) | None => return Err(Unfit::new("no certificate is given")),
    };
    let read = Certificate::read(&der).map_err(|_| Unfit::new("it is no certificate"))?;
    let hosts: Vec<String> = read
        .names()
        .iter()
        .filter(|name| name.dns().is_some())
        .map(|name| name.value())
        .collect();
    let until = read.not_after.moment.map(|moment| moment.to_string());
    let key = read.key.name().to_lowercase().replace(' ', "-");
    let hex_of = |bytes: Option<&[u8]>| bytes.map(hex::encode).unwrap_or_default();
    let answers = [
        ("serial", read.serial_hex()),
        ("issuer", common(&read.issuer)),
        ("host", hosts.get(1).cloned().unwrap_or_default()),
        ("until", until.unwrap_or_default()),
        ("signer", hex_of(read.authority_key())),
        ("key", key),
    ];
    let mut handed = Handed::default();
    for (question, answer) in answers {
        handed.answers.insert(question.to_owned(), answer);
    }
    Ok(handed)
}

fn common(name: &Name<'_>) -> String {
    let mut all = name.common_names();
    all.next().and_then(|one| one.words()).unwrap_or_default()
}
