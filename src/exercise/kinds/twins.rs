//! Certificates with RSA keys, two of which share a prime: whoever finds them owns both keys.
//!
//! Settings: `certificates`, how many. Files `c01.pem` and so on, `message.txt`. The file `signature.bin` is made by the student.
//!
//! The two have primes of 512 bits. The moduli of the others are products of four primes of 256 bits (RFC 8017 §3.1 allows more than
//! two): nobody can tell, they share nothing, and drawing them takes a tenth of the time.

use std::time::Duration;

use num_bigint_dig::BigUint;

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::glass::pkcs1;
use crate::demo::glass::rsa::{Private, Public, prime};
use crate::demo::primitive::hash::sha256;
use crate::exercise::form::{Choice, Form};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::property::shared_prime::{self, Weak};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::pki::armor::armored;
use crate::pki::gallery::order::{self, Order, Role};

/// The kind.
pub static KIND: Kind = Kind {
    name: "twins",
    draw,
    solve,
    oracle: None,
};

const DAY: u64 = 86_400;
/// The exponent of nearly all RSA keys.
const USUAL: u32 = 65_537;
/// One that two other keys share, which weakens neither.
const UNUSUAL: u32 = 17;

/// What is certified.
struct Device {
    modulus: BigUint,
    exponent: u32,
    common: String,
    /// What it is there for.
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It shares a prime.
    Twin,
    /// It has the same odd exponent as another.
    Exponent,
    /// It has nearly the same name as another.
    Name,
    /// It is one of many.
    Other,
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let count = usize::try_from(exercise.setting_number("certificates")?).map_err(Unfit::new)?;
    let [shared, first, second] = [(); 3].map(|()| prime(chance, 512, USUAL));
    let twins = [&shared * &first, &shared * &second];
    let mut devices = Vec::new();
    let camera = |chance: &mut Chance| format!("camera-{}", hex::encode(chance.bytes::<3>()));
    for modulus in twins {
        devices.push(Device {
            modulus,
            exponent: USUAL,
            common: camera(chance),
            part: Part::Twin,
        });
    }
    let floor = chance.below(40) + 1;
    for number in 0..count.saturating_sub(2) {
        let primes = [(); 4].map(|()| prime(chance, 256, USUAL));
        let (part, exponent, common) = match number {
            0 | 1 => (Part::Exponent, UNUSUAL, camera(chance)),
            2 => (Part::Name, USUAL, format!("camera-floor-{floor}")),
            3 => (Part::Name, USUAL, format!("camera-floor-{floor}-b")),
            _ => (Part::Other, USUAL, camera(chance)),
        };
        devices.push(Device {
            modulus: primes
                .iter()
                .fold(BigUint::from(1_u8), |all, one| all * one),
            exponent,
            common,
            part,
        });
    }
    chance.shuffle(&mut devices);
    let maker = order::p256(chance.bytes()).map_err(Unfit::new)?;
    let mut variant = Variant::default();
    let mut choices = Vec::new();
    for (number, device) in (1..).zip(&devices) {
        let name = format!("c{number:02}");
        let der = certificate(device, &maker, chance)?;
        variant.file(&format!("{name}.pem"), armored("CERTIFICATE", &der));
        choices.push(Choice {
            key: name,
            means: Text::EMPTY,
        });
    }
    let of = |part: Part| {
        let keys = choices.iter().zip(&devices);
        let keys = keys.filter(|(_, device)| device.part == part);
        let keys: Vec<&str> = keys.map(|(choice, _)| choice.key.as_str()).collect();
        keys.join(" ")
    };
    variant.answer("pair", of(Part::Twin));
    variant.slip("pair", "exponent", of(Part::Exponent));
    variant.slip("pair", "subject", of(Part::Name));
    variant
        .forms
        .insert("pair".to_owned(), Form::Some(choices.clone()));
    let number = |number: &BigUint| hex::encode(number.to_bytes_be());
    variant.answer("prime", number(&shared));
    variant.slip("prime", "other_factor", number(&first));
    variant.slip("prime", "other_factor", number(&second));
    for device in devices.iter().filter(|device| device.part == Part::Twin) {
        variant.slip("prime", "modulus", number(&device.modulus));
    }
    let text = format!("firmware {} is genuine", hex::encode(chance.bytes::<6>()));
    variant.file("message.txt", text.clone());
    variant.say("text", text);
    variant.say("count", devices.len().to_string());
    variant
        .difficulty
        .insert("certificates", devices.len() as u64);
    variant.difficulty.insert("bits", shared.bits() as u64);
    Ok(variant)
}

fn certificate(
    device: &Device,
    maker: &crate::pki::gallery::key::Key,
    chance: &mut Chance,
) -> Result<Vec<u8>, Unfit> {
    let mut serial = chance.vec(16);
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x7f | 0x40;
    }
    let order = Order {
        serial,
        issuer: order::name("Iris Cameras", "Iris Device CA"),
        issuer_key: order::identifier(&maker.spki),
        subject: order::name("Iris Cameras", &device.common),
        spki: order::rsa(&device.modulus.to_bytes_be(), device.exponent),
        from: EPOCH + Duration::from_secs(chance.below(300 * DAY)),
        until: EPOCH + Duration::from_secs((3_650 + chance.below(300)) * DAY),
        role: Role::Server {
            hosts: vec![format!("{}.example", device.common)],
            addresses: Vec::new(),
        },
    };
    order.signed(maker).map_err(Unfit::new)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let weak = shared_prime::weak(desk.files);
    let [
        Weak {
            name,
            public,
            prime,
        },
        second,
    ] = weak.as_slice()
    else {
        return Err(Unfit::new(format!("{} weak keys", weak.len())));
    };
    let text = desk.file("message.txt")?.to_vec();
    let key = Private::from_factor(public, prime).ok_or_else(|| Unfit::new("no key"))?;
    let padded = |hash_of: &[u8]| padded(public, pkcs1::SHA256, &sha256(hash_of));
    let signed = |block: &[u8]| {
        let number = key.raw(&BigUint::from_bytes_be(block));
        shared_prime::octets(&number, public.length())
    };
    let signature = match aim {
        Aim::Right => signed(&padded(&text)),
        Aim::Slip { key, .. } => match key {
            "text" => hex::encode(signed(&padded(&text))).into_bytes(),
            "newline" => signed(&padded(&[&text[..], b"\n"].concat())),
            "raw" => signed(&sha256(&text)),
            "no_hash_name" => signed(&self::padded(public, &[], &sha256(&text))),
            "own_key" => vec![0x5a; 256],
            other => return Err(Unfit::new(format!("no such mistake: {other}"))),
        },
    };
    let mut handed = Handed::default();
    handed.files.insert("signature.bin".to_owned(), signature);
    let pair = format!("{name} {}", second.name);
    handed.answers.insert("pair".to_owned(), pair);
    let prime = hex::encode(prime.to_bytes_be());
    handed.answers.insert("prime".to_owned(), prime);
    Ok(handed)
}

fn padded(public: &Public, info: &[u8], hash: &[u8]) -> Vec<u8> {
    let fill = pkcs1::fill(public.length(), info, hash).unwrap_or(pkcs1::LEAST);
    pkcs1::block(fill, info, hash)
}
