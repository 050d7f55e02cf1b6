//! Length extension itself: a server with a key, and an attacker who carries on the hash from a tag.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::sha256::{self as glass, ROUNDS};
use crate::demo::people::somebody;
use crate::demo::primitive::hash::sha256;
use crate::demo::primitive::mac::hmac_sha256;

/// The longest key the attacker tries.
pub(crate) const LONGEST: usize = 64;

/// What the attacker adds.
pub(crate) static ADDED: &[u8] = b"&role=admin";

/// How a tag is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tag {
    /// SHA-256(key | message): the mistake.
    Naive,
    /// HMAC-SHA-256.
    Hmac,
}

/// Somebody with a key who says whether a tag is right, and counts how often that was asked.
pub(crate) struct Server {
    key: Vec<u8>,
    kind: Tag,
    /// How often it was asked.
    pub(crate) queries: u64,
}

impl Server {
    pub(crate) fn new(key: Vec<u8>, kind: Tag) -> Self {
        Self {
            key,
            kind,
            queries: 0,
        }
    }

    pub(crate) fn tag(&self, message: &[u8]) -> Vec<u8> {
        match self.kind {
            Tag::Naive => sha256(&[self.key.as_slice(), message].concat()).to_vec(),
            Tag::Hmac => hmac_sha256(&self.key, message),
        }
    }

    pub(crate) fn accepts(&mut self, message: &[u8], tag: &[u8]) -> bool {
        self.queries += 1;
        self.tag(message) == tag
    }
}

/// A longer message with its tag, made without the key.
pub(crate) struct Forged {
    /// The request that was, padding, what was added.
    pub(crate) message: Vec<u8>,
    /// A tag that the server accepts for it.
    pub(crate) tag: [u8; 32],
    /// The length of the key, which came out on the way.
    pub(crate) key_length: usize,
    /// Bytes of padding between the old message and what was added.
    pub(crate) glue: usize,
}

/// What the attacker does with a message and its tag; `server` only says yes or no.
pub(crate) fn extend(message: &[u8], tag: &[u8], server: &mut Server) -> Option<Forged> {
    let mut tried = (1..=LONGEST).map(|key_length| forged(message, tag, key_length));
    tried.find(|forged| server.accepts(&forged.message, &forged.tag))
}

/// `message` carried on from its `tag`, if the key in front of it has `key_length` bytes.
pub(crate) fn forged(message: &[u8], tag: &[u8], key_length: usize) -> Forged {
    let hashed = key_length + message.len();
    let glue = glass::padding(hashed);
    let longer = [message, &glue, ADDED].concat();
    // The state after the padding is the tag itself: only what is added has to be taken in, and the padding of the whole.
    let end = glass::padding(hashed + glue.len() + ADDED.len());
    let state = glass::absorb(glass::state(tag), &[ADDED, &end].concat(), ROUNDS);
    Forged {
        message: longer,
        tag: glass::bytes(state),
        key_length,
        glue: glue.len(),
    }
}

pub(crate) fn extension_wins(chance: &mut Chance, instance: Instance) -> bool {
    let kind = match instance {
        Instance::Weak => Tag::Naive,
        Instance::Fixed => Tag::Hmac,
    };
    let mut server = Server::new(secret(chance), kind);
    let message = request(chance);
    let tag = server.tag(&message);
    let forged = extend(&message, &tag, &mut server);
    forged.is_some_and(|forged| forged.message.ends_with(ADDED))
}

pub(crate) fn secret(chance: &mut Chance) -> Vec<u8> {
    let n = 8 + chance.place(41);
    chance.vec(n)
}

pub(crate) fn request(chance: &mut Chance) -> Vec<u8> {
    let name = somebody(chance);
    let number = 100 + chance.below(900);
    format!("user={name}&order={number}&role=guest").into_bytes()
}
