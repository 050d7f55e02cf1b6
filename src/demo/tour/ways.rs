//! Six ways to send one letter, each sent and attacked.

use crate::base::side::Side;
use crate::demo::chance::Chance;
use crate::demo::primitive::ed25519::{SIGNATURE, accepts};
use crate::demo::tour::attackers::{Outcome, Sent};
use crate::demo::tour::envelope::{self, KEY};
use crate::demo::tour::keys::{Mailbox, Pen};
use crate::keys::curve::{Curve, Private};
use crate::keys::hash::Hash;
use crate::keys::tls13;

/// What the impostor writes.
const OTHER: &[u8] = b"bring the money alone";

/// A letter that was sent, and what became of it.
pub(super) struct Way {
    /// What stood on the wire.
    pub(super) wire: Vec<u8>,
    /// What the receiver read.
    pub(super) received: Vec<u8>,
    /// What the attackers achieved.
    pub(super) outcome: Outcome,
}

impl Way {
    fn of(sent: &Sent<'_>) -> Self {
        Self {
            wire: sent.wire.to_vec(),
            received: (sent.receive)(sent.wire).unwrap_or_default(),
            outcome: sent.attacked(),
        }
    }
}

/// As a postcard.
pub(super) fn in_the_open(letter: &[u8]) -> Way {
    Way::of(&Sent {
        letter,
        wire: letter,
        receive: &|wire| Some(wire.to_vec()),
        forged: OTHER,
        stolen: None,
    })
}

/// Under a key that both hold: the key, and the way.
pub(super) fn shared_key(chance: &mut Chance, letter: &[u8]) -> Option<([u8; KEY], Way)> {
    let key = chance.bytes::<KEY>();
    let wire = envelope::seal(&key, chance, letter)?;
    let guessed = chance.bytes::<KEY>();
    let way = Way::of(&Sent {
        letter,
        wire: &wire,
        receive: &|wire| envelope::open(&key, wire),
        forged: &envelope::seal(&guessed, chance, OTHER)?,
        stolen: envelope::open(&key, &wire),
    });
    Some((key, way))
}

/// Sealed to the receiver's public key, and nothing else.
pub(super) fn public_key(chance: &mut Chance, mailbox: &Mailbox, letter: &[u8]) -> Option<Way> {
    let wire = mailbox.seal(chance, letter)?;
    Some(Way::of(&Sent {
        letter,
        wire: &wire,
        receive: &|wire| mailbox.open(wire),
        forged: &mailbox.seal(chance, OTHER)?,
        stolen: mailbox.open(&wire),
    }))
}

/// A fresh key sealed to the receiver, the letter under that key.
pub(super) fn hybrid(chance: &mut Chance, mailbox: &Mailbox, letter: &[u8]) -> Option<Way> {
    let pack = |chance: &mut Chance, letter: &[u8]| {
        let key = chance.bytes::<KEY>();
        let sealed_key = mailbox.seal(chance, &key)?;
        Some([sealed_key, envelope::seal(&key, chance, letter)?].concat())
    };
    let unpack = |wire: &[u8]| {
        let (sealed_key, envelope) = wire.split_at_checked(wire.len().min(128))?;
        envelope::open(&mailbox.open(sealed_key)?, envelope)
    };
    let wire = pack(chance, letter)?;
    Some(Way::of(&Sent {
        letter,
        wire: &wire,
        receive: &unpack,
        forged: &pack(chance, OTHER)?,
        stolen: unpack(&wire),
    }))
}

/// In the open, with a signature of the sender behind it.
pub(super) fn with_signature(chance: &mut Chance, pen: &Pen, letter: &[u8]) -> Option<Way> {
    let public = pen.pair.public();
    let read = |wire: &[u8]| {
        let (letter, signature) = wire.split_at_checked(wire.len().checked_sub(SIGNATURE)?)?;
        accepts(&public, letter, signature).then(|| letter.to_vec())
    };
    let impostor = Pen::new(chance)?;
    Some(Way::of(&Sent {
        letter,
        wire: &[letter, &pen.pair.sign(letter)].concat(),
        receive: &read,
        forged: &[OTHER, &impostor.pair.sign(OTHER)].concat(),
        stolen: None,
    }))
}

/// What a connection as TLS makes it leaves behind.
pub(super) struct Connection {
    /// The receiver's share of the key exchange, which travels in the clear.
    pub(super) receiver_share: Vec<u8>,
    /// The sender's.
    pub(super) sender_share: Vec<u8>,
    /// What both ends computed from the shares.
    pub(super) secret: Vec<u8>,
    /// The same from the other end.
    pub(super) secret_again: Vec<u8>,
    /// The hash of everything said so far: here, of both shares.
    pub(super) transcript: Vec<u8>,
    /// The signature of the sender over it.
    pub(super) signature: Vec<u8>,
    /// The key the letter travels under.
    pub(super) key: Vec<u8>,
    /// How it went.
    pub(super) way: Way,
}

/// As TLS does it: fresh shares, a signature over them, keys from them. The sender is the one who shows who he is, as a server does.
pub(super) fn as_tls(chance: &mut Chance, pen: &Pen, letter: &[u8]) -> Option<Connection> {
    let public = pen.pair.public();
    let receiver = Private::of(Curve::X25519, &chance.bytes::<32>())?;
    let sender = Private::of(Curve::X25519, &chance.bytes::<32>())?;
    let (receiver_share, sender_share) = (receiver.share(), sender.share());
    let secret = sender.agree(&receiver_share)?;
    let opening = opening(pen, &receiver_share, &sender_share);
    let key = traffic_key(&secret, &transcript(&receiver_share, &sender_share));
    let wire = [opening.clone(), envelope::seal(&key, chance, letter)?].concat();

    // The receiver takes nothing on faith: share and signature come from the wire, and only the public key was known before.
    let receive = |wire: &[u8]| {
        let (share, rest) = wire.split_at_checked(32)?;
        let (signature, envelope) = rest.split_at_checked(SIGNATURE)?;
        let transcript = transcript(&receiver_share, share);
        accepts(&public, &vouched(&transcript), signature).then_some(())?;
        envelope::open(&traffic_key(&receiver.agree(share)?, &transcript), envelope)
    };
    let impostor = Pen::new(chance)?;
    let fresh = Private::of(Curve::X25519, &chance.bytes::<32>())?;
    let his_key = traffic_key(
        &fresh.agree(&receiver_share)?,
        &transcript(&receiver_share, &fresh.share()),
    );
    let forged = [
        self::opening(&impostor, &receiver_share, &fresh.share()),
        envelope::seal(&his_key, chance, OTHER)?,
    ];
    // The thief has the key that signs. It is no key of the exchange; he tries it as one all the same.
    let stolen = Private::of(Curve::X25519, &pen.seed)
        .and_then(|thief| thief.agree(&receiver_share))
        .map(|secret| traffic_key(&secret, &transcript(&receiver_share, &sender_share)))
        .and_then(|key| envelope::open(&key, wire.get(opening.len()..)?));
    let way = Way::of(&Sent {
        letter,
        wire: &wire,
        receive: &receive,
        forged: &forged.concat(),
        stolen,
    });
    let transcript = transcript(&receiver_share, &sender_share);
    Some(Connection {
        secret_again: receiver.agree(&sender_share)?,
        signature: pen.pair.sign(&vouched(&transcript)),
        receiver_share,
        sender_share,
        secret,
        transcript,
        key,
        way,
    })
}

/// What the sender says first: his share, and his signature over what both said.
fn opening(pen: &Pen, receiver_share: &[u8], share: &[u8]) -> Vec<u8> {
    let covered = vouched(&transcript(receiver_share, share));
    [share, &pen.pair.sign(&covered)].concat()
}

fn transcript(receiver_share: &[u8], sender_share: &[u8]) -> Vec<u8> {
    Hash::Sha256.digest(&[receiver_share, sender_share].concat())
}

/// What is signed (RFC 8446 §4.4.3).
fn vouched(transcript: &[u8]) -> Vec<u8> {
    tls13::certificate_verify_content(Side::Server, transcript)
}

/// The key for letters (RFC 8446 §7.1, shortened to its first half: handshake secret, traffic secret, key).
fn traffic_key(secret: &[u8], transcript: &[u8]) -> Vec<u8> {
    let hash = Hash::Sha256;
    let early = tls13::early_secret(hash, None);
    let [_, handshake] = tls13::handshake_secret(hash, &early.output, secret);
    let traffic = hash.expand_label(&handshake.output, "s hs traffic", transcript, hash.length());
    hash.expand_label(&traffic, "key", b"", KEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is expected: read, changed, posed as somebody else, read later.
    fn check(way: &Way, expected: [bool; 4]) {
        let Outcome {
            read,
            changed,
            posed,
            read_later,
            ..
        } = way.outcome;
        assert_eq!([read, changed, posed, read_later], expected);
        assert_eq!(way.received, b"a letter");
    }

    #[test]
    fn each_way_keeps_what_it_promises_and_no_more() {
        for seed in 0..5 {
            let chance = &mut Chance::new(seed, "tour");
            let letter = b"a letter".as_slice();
            let mailbox = Mailbox::new(chance).unwrap();
            let pen = Pen::new(chance).unwrap();
            check(&in_the_open(letter), [true, true, true, false]);
            check(
                &shared_key(chance, letter).unwrap().1,
                [false, false, false, true],
            );
            check(
                &public_key(chance, &mailbox, letter).unwrap(),
                [false, false, true, true],
            );
            check(
                &hybrid(chance, &mailbox, letter).unwrap(),
                [false, false, true, true],
            );
            check(
                &with_signature(chance, &pen, letter).unwrap(),
                [true, false, false, false],
            );
            check(&as_tls(chance, &pen, letter).unwrap().way, [false; 4]);
        }
    }
}
