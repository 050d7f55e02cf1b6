//! A signature by a key that fell because it shares a prime with another.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use num_bigint_dig::BigUint;

use crate::base::text::Text;
use crate::demo::glass::pkcs1;
use crate::demo::glass::rsa::{Public, gcd};
use crate::demo::primitive::hash::sha256;
use crate::exercise::property::papers;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;
use crate::trust::certificate::Certificate;

/// The file is a signature, RSA with PKCS #1 v1.5 padding and SHA-256, of the given file `message`, by a key in a given certificate that
/// shares a prime with the key in another.
pub static SHARED_PRIME: Test = Test {
    name: "shared_prime",
    look,
};

/// A key that fell.
#[derive(Clone, Debug)]
pub struct Weak {
    /// The file of its certificate, without `.pem`.
    pub name: String,
    /// It.
    pub public: Public,
    /// The prime it shares.
    pub prime: BigUint,
}

/// The keys in the given certificates that share a prime with another, in the order of the files.
pub fn weak(given: &BTreeMap<String, Vec<u8>>) -> Vec<Weak> {
    let keys = given.iter().filter_map(|(name, file)| {
        let der = papers::certificates(file)?.into_iter().next()?;
        let read = Certificate::read(&der).ok()?;
        let (n, e) = (read.key.rsa()?.n(), read.key.rsa()?.e());
        Some((name.trim_end_matches(".pem").to_owned(), Public { n, e }))
    });
    let keys: Vec<(String, Public)> = keys.collect();
    let one = BigUint::from(1_u8);
    let shared = |key: &Public| {
        let others = keys.iter().filter(|(_, other)| other.n != key.n);
        let mut factors = others.map(|(_, other)| gcd(&key.n, &other.n));
        factors.find(|factor| *factor > one)
    };
    let fallen = keys.iter().filter_map(|(name, public)| {
        Some(Weak {
            name: name.clone(),
            public: public.clone(),
            prime: shared(public)?,
        })
    });
    fallen.collect()
}

/// `number` in so many octets.
pub fn octets(number: &BigUint, length: usize) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; length.saturating_sub(bytes.len())], bytes].concat()
}

fn look(case: &Case<'_>) -> Found {
    let weak = weak(case.given);
    let message = case.given.get(case.with.text("message"));
    let (Some(message), Some(first)) = (message, weak.first()) else {
        return Found::Unreadable(Text::new(
            "the given files were altered",
            "주어진 파일이 고쳐졌다",
        ));
    };
    let (have, need) = (case.file.len(), first.public.length());
    for key in &weak {
        if let Some(made) = made(key, case.file, message) {
            return found(made, &key.name);
        }
    }
    if let Some(bytes) = untexted(case.file)
        && weak.iter().any(|key| made(key, &bytes, message).is_some())
    {
        let seen = Text::new("a signature written as text", "글자로 쓴 서명");
        return Found::Slip("text", seen);
    }
    let seen = text!(en: "{have} bytes, no signature by either key", ko: "{have}바이트, 두 키 가운데 어느 것으로도 한 서명이 아님");
    match have == need {
        true => Found::Not(seen),
        false => Found::Slip("own_key", seen),
    }
}

/// How a signature was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Rightly,
    /// Over the message and a newline.
    Newline,
    /// From the hash alone.
    Raw,
    /// With padding that does not say which hash it is.
    Nameless,
}

fn made(key: &Weak, signature: &[u8], message: &[u8]) -> Option<Made> {
    let length = key.public.length();
    if signature.len() != length {
        return None;
    }
    let block = octets(&key.public.raw(&BigUint::from_bytes_be(signature)), length);
    let padded = |info: &[u8], hash: &[u8]| {
        let fill = pkcs1::fill(length, info, hash);
        fill.map(|fill| pkcs1::block(fill, info, hash))
    };
    let hash = sha256(message);
    let longer = sha256(&[message, b"\n"].concat());
    let is = |expected: Option<Vec<u8>>| expected.is_some_and(|expected| expected == block);
    if is(padded(pkcs1::SHA256, &hash)) {
        Some(Made::Rightly)
    } else if is(padded(pkcs1::SHA256, &longer)) {
        Some(Made::Newline)
    } else if is(padded(&[], &hash)) {
        Some(Made::Nameless)
    } else if is(Some(octets(&BigUint::from_bytes_be(&hash), length))) {
        Some(Made::Raw)
    } else {
        None
    }
}

fn found(made: Made, name: &str) -> Found {
    let seen = text!(en: "made with the key of {name}", ko: "만든 키: {name}");
    match made {
        Made::Rightly => Found::Holds(seen),
        Made::Newline => Found::Slip("newline", seen),
        Made::Raw => Found::Slip("raw", seen),
        Made::Nameless => Found::Slip("no_hash_name", seen),
    }
}

/// The bytes that text in hexadecimal or Base64 stands for.
fn untexted(file: &[u8]) -> Option<Vec<u8>> {
    let text: String = std::str::from_utf8(file).ok()?.split_whitespace().collect();
    let decoded = hex::decode(&text).ok();
    decoded.or_else(|| STANDARD.decode(&text).ok())
}
