//! Letters sealed with X25519 and AES-128-GCM: as HPKE seals them, and by hand, with keys that do not know who they are between.

use x25519_dalek::x25519;

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::hpke::{
    Mode, Pair, Shared, decapsulate, derive, encapsulate, nonce, schedule, shared,
};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::primitive::seal;

/// The suite of all letters, as the reviewed crate has it.
pub(super) static SUITE: &str = "hpke-x25519-aes-128-gcm";

/// What the keys are for.
pub(super) static INFO: &[u8] = b"tlslab letters";

/// A letter on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The ephemeral public key.
    pub(super) encapsulated: [u8; 32],
    /// The ciphertext with its tag.
    pub(super) ciphertext: Vec<u8>,
}

/// Seals message 0 under a shared secret.
pub(super) fn seal_under(
    mode: Mode,
    shared: &Shared,
    aad: &[u8],
    message: &[u8],
) -> Option<Vec<u8>> {
    let keys = schedule(mode, &shared.secret, INFO);
    let nonce = nonce(&keys, 0);
    AES_128_GCM.seal(&keys.key, &nonce, aad, message).ok()
}

/// Opens message 0 under a shared secret.
pub(super) fn open_under(
    mode: Mode,
    shared: &Shared,
    aad: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    let keys = schedule(mode, &shared.secret, INFO);
    let nonce = nonce(&keys, 0);
    AES_128_GCM.open(&keys.key, &nonce, aad, sealed).ok()?
}

/// Whom the recipient takes the sender for, and how sure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trust {
    /// Whoever the letter says.
    Letter,
    /// The owner of this public key, by mode auth.
    Key([u8; 32]),
}

/// Opens a letter.
pub(super) fn open(recipient: &Pair, trust: Trust, aad: &[u8], letter: &Letter) -> Option<Vec<u8>> {
    let (mode, sender) = match &trust {
        Trust::Letter => (Mode::Base, None),
        Trust::Key(key) => (Mode::Auth, Some(key)),
    };
    let shared = decapsulate(&letter.encapsulated, recipient, sender);
    open_under(mode, &shared, aad, &letter.ciphertext)
}

/// What somebody who knows public keys only can send in the name of `sender`: a letter in mode base, and one in mode auth with the
/// impostor's own key in place of the sender's.
pub(super) fn impostor(
    chance: &mut Chance,
    recipient: &[u8; 32],
    sender: &[u8; 32],
    aad: &[u8],
    message: &[u8],
) -> Vec<Letter> {
    let [ephemeral, own] = [(); 2].map(|()| derive(&chance.bytes()));
    let base = encapsulate(&ephemeral, recipient, None);
    let dh = [ephemeral.private, own.private]
        .iter()
        .flat_map(|private| x25519(*private, *recipient))
        .collect();
    let auth = shared(dh, &ephemeral.public, recipient, Some(sender));
    let letters = [(Mode::Base, base), (Mode::Auth, auth)];
    let letters = letters.into_iter().filter_map(|(mode, shared)| {
        Some(Letter {
            encapsulated: ephemeral.public,
            ciphertext: seal_under(mode, &shared, aad, message)?,
        })
    });
    letters.collect()
}

/// The key of a letter sealed by hand: from what X25519 gave and nothing else.
fn by_hand(dh: &[u8; 32]) -> Vec<u8> {
    let mut key = hmac_sha256(dh, b"letter key");
    key.truncate(16);
    key
}

/// Seals by hand.
pub(super) fn seal_by_hand(
    ephemeral: &Pair,
    recipient: &[u8; 32],
    aad: &[u8],
    message: &[u8],
) -> Option<Letter> {
    let key = by_hand(&x25519(ephemeral.private, *recipient));
    let ciphertext = AES_128_GCM.seal(&key, &[0; 12], aad, message).ok()?;
    Some(Letter {
        encapsulated: ephemeral.public,
        ciphertext,
    })
}

/// Opens what was sealed by hand.
pub(super) fn open_by_hand(recipient: &Pair, aad: &[u8], letter: &Letter) -> Option<Vec<u8>> {
    let key = by_hand(&x25519(recipient.private, letter.encapsulated));
    AES_128_GCM
        .open(&key, &[0; 12], aad, &letter.ciphertext)
        .ok()?
}

/// The same letter in other bytes: X25519 does not look at the highest bit of a public key (RFC 7748 §5).
pub(super) fn relabelled(letter: &Letter) -> Letter {
    let mut other = letter.clone();
    if let Some(last) = other.encapsulated.last_mut() {
        *last ^= 0x80;
    }
    other
}

/// A letter as the reviewed crate opens it.
pub(super) fn crate_opens(recipient: &Pair, aad: &[u8], letter: &Letter) -> Option<Vec<u8>> {
    let sealed = [&letter.encapsulated[..], &letter.ciphertext].concat();
    let suite = seal::named(SUITE)?;
    suite.open(&recipient.private, INFO, aad, &sealed).ok()?
}

/// A letter in somebody's name, by somebody else.
pub(super) fn impostor_wins(chance: &mut Chance, instance: Instance) -> bool {
    let [recipient, sender] = [(); 2].map(|()| derive(&chance.bytes()));
    let goal = b"alice: please pay mallory 100";
    let letters = impostor(chance, &recipient.public, &sender.public, b"alice", goal);
    let trust = match instance {
        Instance::Weak => Trust::Letter,
        Instance::Fixed => Trust::Key(sender.public),
    };
    letters
        .iter()
        .any(|letter| open(&recipient, trust, b"alice", letter).is_some_and(|read| read == goal))
}

/// A second letter out of the first, without any key.
pub(super) fn relabel_wins(chance: &mut Chance, instance: Instance) -> bool {
    let [recipient, ephemeral] = [(); 2].map(|()| derive(&chance.bytes()));
    let message = chance.vec(20);
    let letter = match instance {
        Instance::Weak => seal_by_hand(&ephemeral, &recipient.public, b"", &message),
        Instance::Fixed => {
            let shared = encapsulate(&ephemeral, &recipient.public, None);
            seal_under(Mode::Base, &shared, b"", &message).map(|ciphertext| Letter {
                encapsulated: ephemeral.public,
                ciphertext,
            })
        }
    };
    let Some(letter) = letter else { return false };
    let other = relabelled(&letter);
    let read = match instance {
        Instance::Weak => open_by_hand(&recipient, b"", &other),
        Instance::Fixed => crate_opens(&recipient, b"", &other),
    };
    other != letter && read.is_some_and(|read| read == message)
}
