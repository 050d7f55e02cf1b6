//! A record that opened, with its sums: the nonce, the IV or the place in the keystream, and the MAC.

use crate::keys::aead::Protection;
use crate::keys::chained::{Chained, Start};
use crate::keys::derived::{Derived, Input};
use crate::keys::lock::Lock;
use crate::keys::mac;
use crate::keys::mac::Mac;
use crate::keys::opened::Checked;
use crate::keys::sealed::{HEADER, Wrapping};
use crate::keys::stream::Stream;

/// What makes this record's encryption another than every other's. `lock` is as it was before the record.
pub(crate) fn nonce(lock: &Lock, sequence: u64, body: &[u8]) -> Derived {
    match lock {
        Lock::Aead(protection) => {
            let explicit = body.get(..protection.cipher.explicit_length());
            aead_nonce(protection, sequence, explicit.unwrap_or_default())
        }
        Lock::Chained(chained) => iv(chained, body),
        Lock::Stream(stream) => place(stream),
    }
}

/// The MAC of the record and what it covers, checked before; none where the cipher itself authenticates. `lock` is as it was before the
/// record, `content` what the record holds.
pub(crate) fn checked(
    lock: &Lock,
    sequence: u64,
    header: [u8; HEADER],
    body: &[u8],
    content: &[u8],
) -> Option<Checked> {
    let inside = |mac: &Mac| Checked {
        derived: sum(mac, sequence, header, ("content", content)),
        wrapping: Wrapping::MacThenEncrypt,
    };
    match lock {
        Lock::Aead(_) => None,
        Lock::Stream(stream) => Some(inside(&stream.mac)),
        Lock::Chained(chained) => match chained.wrapping {
            Wrapping::MacThenEncrypt => Some(inside(&chained.mac)),
            Wrapping::EncryptThenMac => {
                let parts = chained.parts(body).ok()?;
                let name = match chained.start {
                    Start::Before(_) => "ENC(content + padding + padding_length)",
                    Start::Within => "IV + ENC(content + padding + padding_length)",
                };
                let mut derived = sum(&chained.mac, sequence, header, (name, parts.covered));
                derived.rfc = "RFC 7366 §3";
                Some(Checked {
                    derived,
                    wrapping: Wrapping::EncryptThenMac,
                })
            }
        },
    }
}

/// What is authenticated without being hidden, in front of the content: 5 bytes in TLS 1.3, 11 in SSL 3.0, else 13.
pub(crate) fn additional(
    lock: &Lock,
    sequence: u64,
    header: [u8; HEADER],
    checked: Option<&Checked>,
    plaintext: usize,
) -> Vec<u8> {
    let in_front = checked.and_then(|checked| checked.derived.inputs.get(1));
    match (lock, in_front) {
        (_, Some(input)) => input.bytes.clone(),
        (Lock::Aead(protection), None) => protection
            .additional(sequence, header, plaintext)
            .as_ref()
            .to_vec(),
        (Lock::Chained(_) | Lock::Stream(_), None) => Vec::new(),
    }
}

fn aead_nonce(protection: &Protection, sequence: u64, explicit: &[u8]) -> Derived {
    let fixed = Input::new("write_iv", protection.iv());
    let (formula, part, rfc) = match protection.cipher.explicit_length() {
        0 => {
            let padded = [&[0; 4][..], &sequence.to_be_bytes()].concat();
            let rfc = match protection.cipher.tls13 {
                true => "RFC 8446 §5.3",
                false => "RFC 7905 §2",
            };
            let part = Input::new("sequence_number", padded);
            ("write_iv XOR sequence_number", part, rfc)
        }
        _ => {
            let part = Input::new("nonce_explicit", explicit);
            ("write_iv + nonce_explicit", part, "RFC 5288 §3")
        }
    };
    Derived {
        name: "nonce".to_owned(),
        formula: formula.to_owned(),
        inputs: vec![fixed, part],
        output: protection.nonce(sequence, explicit).to_vec(),
        rfc,
    }
}

fn iv(chained: &Chained, body: &[u8]) -> Derived {
    let bytes = chained.parts(body).map(|parts| parts.iv.to_vec());
    let bytes = bytes.unwrap_or_default();
    let (formula, rfc) = match &chained.start {
        Start::Before(_) => ("CBC_residue", "RFC 2246 §6.2.3.2"),
        Start::Within => ("GenericBlockCipher.IV", "RFC 5246 §6.2.3.2"),
    };
    Derived {
        name: "IV".to_owned(),
        formula: formula.to_owned(),
        inputs: vec![Input::new(formula, bytes.clone())],
        output: bytes,
        rfc,
    }
}

/// Where in the keystream the record begins, as 8 bytes; nothing without a keystream.
fn place(stream: &Stream) -> Derived {
    let place = stream.rc4.as_ref().map(|rc4| rc4.used.to_be_bytes());
    let formula = match place {
        Some(_) => "sum of the lengths of the records before",
        None => "none",
    };
    Derived {
        name: "keystream_position".to_owned(),
        formula: formula.to_owned(),
        inputs: Vec::new(),
        output: place.map(|bytes| bytes.to_vec()).unwrap_or_default(),
        rfc: "RFC 5246 §6.2.3.1",
    }
}

fn sum(mac: &Mac, sequence: u64, header: [u8; HEADER], content: (&str, &[u8])) -> Derived {
    let (name, bytes) = content;
    let prefix = mac::prefix(sequence, header, bytes.len());
    let (front, in_front) = mac.in_front(&prefix);
    let (formula, rfc) = mac.formula(name);
    Derived {
        name: "MAC".to_owned(),
        formula,
        inputs: vec![
            Input::new("MAC_write_key", mac.key.as_slice()),
            Input::new(front, in_front),
            Input::new(name, bytes),
        ],
        output: mac.of(&prefix, bytes).as_ref().to_vec(),
        rfc,
    }
}
