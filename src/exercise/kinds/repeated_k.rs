//! A log of ECDSA signatures in which two share their nonce k: the private key follows, and signs what its owner never saw.
//!
//! Settings: `signatures`, how many stand in the log. Two share k; another two are of one message with different k, and lead nowhere.

use num_bigint_dig::{BigUint, ModInverse};
use p256::Scalar;

use crate::demo::chance::Chance;
use crate::demo::glass::ecdsa::{
    Signature, bytes, encoded, hashed, public, quotient, reduced, sign,
};
use crate::demo::primitive::hash::sha256;
use crate::demo::primitive::signature::{Scheme, named};
use crate::demo::primitive::spki;
use crate::demo::public_key::nonce_attack::{Signed, from_nonce, from_same_nonce, number};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::lines::word;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::keys::public::KeyKind;
use crate::pki::armor::armored;

/// The kind.
pub static KIND: Kind = Kind {
    name: "repeated_k",
    draw,
    solve,
    oracle: None,
};

/// The prime of the field of P-256, which is often mistaken for the order.
static FIELD: &str = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
/// The order of P-256.
static ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/// A line of the log.
struct Entry {
    text: String,
    signature: Signature,
}

impl Entry {
    fn signed(&self, hash: fn(&str) -> Scalar) -> Signed {
        Signed {
            z: hash(&self.text),
            signature: self.signature,
        }
    }
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let count = exercise.setting_number("signatures")?;
    let short = || Unfit::new("settings: `signatures` are 4 or more");
    // A first digit of 0 is easily lost in writing a number down.
    let d = loop {
        let d = number(chance);
        if bytes(d).first().is_some_and(|first| *first >= 0x10) {
            break d;
        }
    };
    let mut texts: Vec<String> = (1..count).map(|_| order(chance)).collect();
    // The last text comes twice: the same hash is not the same k.
    texts.extend(texts.last().cloned());
    let mut nonces: Vec<Scalar> = texts.iter().map(|_| number(chance)).collect();
    let k = *nonces.first().ok_or_else(short)?;
    if let [_, second, _, _, ..] = nonces.as_mut_slice() {
        *second = k;
    }
    let mut log = Vec::new();
    for (text, k) in texts.into_iter().zip(nonces) {
        let signature = sign(d, hashed(text.as_bytes()), k);
        let signature = signature.ok_or_else(|| Unfit::new("a number came out as 0"))?;
        log.push(Entry { text, signature });
    }
    let ([one, two, ..], [.., same, again]) = (&log[..], &log[..]) else {
        return Err(short());
    };
    let mut variant = Variant::default();
    variant.answer("key", hex::encode(bytes(d)));
    slips(&mut variant, [one, two], [same, again], k);
    chance.shuffle(&mut log);
    variant.file("log.txt", written(&log));
    let key = encoded(public(d));
    let key = spki::of(&key, &KeyKind::P256).ok_or_else(|| Unfit::new("no public key"))?;
    variant.file("public.pem", armored("PUBLIC KEY", &key));
    let note = format!("vault {} is open to {}", word(chance, 2), word(chance, 2));
    variant.file("note.txt", note.as_bytes());
    variant.say("note", note);
    variant.say("count", count.to_string());
    variant.difficulty.insert("signatures", count);
    let nonces = log.iter().map(|entry| bytes(entry.signature.r));
    let nonces: std::collections::BTreeSet<Vec<u8>> = nonces.collect();
    variant.difficulty.insert("nonces", nonces.len() as u64);
    Ok(variant)
}

fn order(chance: &mut Chance) -> String {
    let amount = 10 + chance.below(990);
    format!("pay {amount} to {}", word(chance, 2))
}

fn written(log: &[Entry]) -> String {
    let mut out = String::from("# number r s text\n");
    for (number, Entry { text, signature }) in (1..).zip(log) {
        let [r, s] = [signature.r, signature.s].map(|number| hex::encode(bytes(number)));
        out += &format!("{number} {r} {s} {text}\n");
    }
    out
}

/// What mistakes make of the `pair` with one nonce, and of the two signatures of one text.
fn slips(variant: &mut Variant, pair: [&Entry; 2], same: [&Entry; 2], k: Scalar) {
    let mut slip = |key: &str, number: Option<Vec<u8>>| {
        if let Some(number) = number {
            variant.slip("key", key, hex::encode(number));
        }
    };
    slip("nonce", Some(bytes(k)));
    slip("nonce", Some(bytes(-k)));
    let both = pair.map(|entry| entry.signed(plain));
    for signed in &both {
        let Signature { r, s } = signed.signature;
        slip("sign", from_nonce(signed, -k).map(bytes));
        slip("plus", quotient(s * k + signed.z, r).map(bytes));
        let [z, k, r, s] = [signed.z, k, r, s].map(|number| BigUint::from_bytes_be(&bytes(number)));
        let product = s * k;
        if product < z {
            continue;
        }
        let rest = product - z;
        slip("divided", Some((&rest / &r).to_bytes_be()));
        let order = BigUint::parse_bytes(ORDER.as_bytes(), 16).unwrap_or_default();
        let inverse = r
            .mod_inverse(order)
            .and_then(|inverse| inverse.to_biguint());
        slip(
            "unreduced",
            inverse.map(|inverse| (rest * inverse).to_bytes_be()),
        );
    }
    let key = |two: [Signed; 2]| from_same_nonce(&two).map(|[_, key]| bytes(key));
    slip("newline", key(pair.map(|entry| entry.signed(with_newline))));
    slip(
        "hash_twice",
        key(pair.map(|entry| entry.signed(hash_of_hash))),
    );
    slip(
        "hash_twice",
        key(pair.map(|entry| entry.signed(hash_of_digits))),
    );
    slip("field", in_field(&both));
    for entry in same {
        slip(
            "same_text",
            from_nonce(&entry.signed(plain), Scalar::ZERO).map(bytes),
        );
    }
}

fn plain(text: &str) -> Scalar {
    hashed(text.as_bytes())
}

fn with_newline(text: &str) -> Scalar {
    hashed(format!("{text}\n").as_bytes())
}

fn hash_of_hash(text: &str) -> Scalar {
    hashed(&sha256(text.as_bytes()))
}

fn hash_of_digits(text: &str) -> Scalar {
    hashed(hex::encode(sha256(text.as_bytes())).as_bytes())
}

/// The same two equations solved modulo the prime of the field.
fn in_field([one, other]: &[Signed; 2]) -> Option<Vec<u8>> {
    let p = BigUint::parse_bytes(FIELD.as_bytes(), 16)?;
    let whole = |number: Scalar| BigUint::from_bytes_be(&bytes(number)) % &p;
    let minus = |a: BigUint, b: BigUint| (a + &p - b) % &p;
    let over = |a: BigUint, b: BigUint| Some(a * b.mod_inverse(&p)?.to_biguint()? % &p);
    let (s1, r) = (whole(one.signature.s), whole(one.signature.r));
    let hashes = minus(whole(one.z), whole(other.z));
    let k = over(hashes, minus(s1.clone(), whole(other.signature.s)))?;
    let d = over(minus(s1 * k % &p, whole(one.z)), r)?.to_bytes_be();
    let zeros = 32_usize.saturating_sub(d.len());
    Some([vec![0; zeros], d].concat())
}

fn read(log: &[u8]) -> Result<Vec<Entry>, Unfit> {
    let log = String::from_utf8_lossy(log);
    let number = |digits: &str| -> Result<Scalar, Unfit> {
        let bytes = hex::decode(digits).map_err(Unfit::new)?;
        let bytes = bytes.try_into().map_err(|_| Unfit::new("not 32 bytes"))?;
        Ok(reduced(&bytes))
    };
    let mut entries = Vec::new();
    for line in log.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let [_, r, s, text] = parts[..] else {
            return Err(Unfit::new(format!("a line of the log is {line}")));
        };
        let (r, s) = (number(r)?, number(s)?);
        entries.push(Entry {
            text: text.to_owned(),
            signature: Signature { r, s },
        });
    }
    Ok(entries)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let log = read(desk.file("log.txt")?)?;
    let pairs = log.iter().enumerate().flat_map(|(n, one)| {
        let later = log.iter().skip(n + 1);
        later.map(move |other| [one, other])
    });
    let mut pairs = pairs.filter(|[one, other]| one.signature.r == other.signature.r);
    let pair = pairs.next().ok_or_else(|| Unfit::new("no r comes twice"))?;
    let [_, d] = from_same_nonce(&pair.map(|entry| entry.signed(plain)))
        .ok_or_else(|| Unfit::new("a division by 0"))?;
    let note = desk.word("note")?;
    let [der, fixed] = ["ecdsa-p256-sha256", "ecdsa-p256-sha256-p1363"].map(scheme);
    let (der, fixed) = (der?, fixed?);
    let signed = |scheme: &Scheme, text: &[u8]| {
        // Nothing is drawn: ECDSA takes its nonce from key and message here.
        let mut chance = Chance::new(0, "none");
        scheme.sign(&bytes(d), text, &mut chance)
    };
    let [one, _] = pair;
    let signature = match aim {
        Aim::Right => signed(der, note.as_bytes()),
        Aim::Slip { key: "fixed", .. } => signed(fixed, note.as_bytes()),
        Aim::Slip { key: "digits", .. } => signed(der, note.as_bytes())
            .map(|signature| format!("{}\n", hex::encode(signature)).into_bytes()),
        Aim::Slip { key: "newline", .. } => signed(der, format!("{note}\n").as_bytes()),
        Aim::Slip {
            key: "hash_twice", ..
        } => signed(der, &sha256(note.as_bytes())),
        Aim::Slip { key: "copied", .. } => signed(der, one.text.as_bytes()),
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    };
    let mut handed = Handed::default();
    handed
        .answers
        .insert("key".to_owned(), hex::encode(bytes(d)));
    let signature = signature.map_err(|wrong| Unfit::new(wrong.what().en))?;
    handed.files.insert("signature.der".to_owned(), signature);
    Ok(handed)
}

fn scheme(name: &str) -> Result<&'static Scheme, Unfit> {
    named(name).ok_or_else(|| Unfit::new(format!("there is no scheme {name}")))
}
