//! The transcript: every handshake message so far, in order, without record headers (RFC 8446 §4.4.1, RFC 5246 §7.4.9).

use std::ops::Range;

use crate::keys::hash::Hash;

/// Handshake messages as both ends hash them. The bytes are kept, not a running hash: the hash function is known only
/// with the ServerHello, and a story wants to show what was hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    bytes: Vec<u8>,
    messages: Vec<Range<usize>>,
}

/// The handshake type of the message that stands for the first ClientHello after a retry (RFC 8446 §4.4.1).
const MESSAGE_HASH: u8 = 254;

impl Transcript {
    /// Adds one handshake message with its header of 4 bytes. HelloRequest, which TLS 1.2 leaves out, must not be added.
    pub fn add(&mut self, message: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(message);
        self.messages.push(start..self.bytes.len());
    }

    /// All messages in one run.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The messages one by one, in order.
    pub fn messages(&self) -> impl Iterator<Item = &[u8]> {
        self.messages
            .iter()
            .filter_map(|range| self.bytes.get(range.clone()))
    }

    /// How many messages.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether no message has been added.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// `Transcript-Hash` of everything so far.
    pub fn hash(&self, hash: Hash) -> Vec<u8> {
        hash.digest(&self.bytes)
    }

    /// The same with `extra` at the end, as for a binder, which covers a truncated ClientHello (RFC 8446 §4.2.11.2).
    pub fn hash_with(&self, hash: Hash, extra: &[u8]) -> Vec<u8> {
        hash.digest(&[&self.bytes, extra].concat())
    }

    /// After a HelloRetryRequest: the first ClientHello gives way to a message made of its hash, so that a server without
    /// memory can put the hash into its cookie (RFC 8446 §4.4.1). Call it once, before or after adding the retry itself.
    pub fn retry(&mut self, hash: Hash) {
        let Some(first) = self.messages().next() else {
            return;
        };
        let digest = hash.digest(first);
        let length = u8::try_from(digest.len()).unwrap_or(u8::MAX);
        let stand_in = [&[MESSAGE_HASH, 0, 0, length], digest.as_slice()].concat();
        let mut replaced = Self::default();
        replaced.add(&stand_in);
        for message in self.messages().skip(1) {
            replaced.add(message);
        }
        *self = replaced;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_of_what_was_added() {
        let mut transcript = Transcript::default();
        assert_eq!(
            transcript.hash(Hash::Sha256),
            Hash::Sha256.digest(b""),
            "an empty transcript has the hash of nothing"
        );
        transcript.add(b"one");
        transcript.add(b"two");
        assert_eq!(
            transcript.hash(Hash::Sha384),
            Hash::Sha384.digest(b"onetwo")
        );
        let with = transcript.hash_with(Hash::Sha256, b"three");
        assert_eq!(with, Hash::Sha256.digest(b"onetwothree"));
    }

    #[test]
    fn a_retry_replaces_the_first_message_only() {
        let mut transcript = Transcript::default();
        transcript.retry(Hash::Sha256);
        assert!(transcript.is_empty());
        transcript.add(b"first");
        transcript.add(b"retry");
        transcript.retry(Hash::Sha256);
        let messages: Vec<_> = transcript.messages().collect();
        assert_eq!(messages[0][..4], [254, 0, 0, 32]);
        assert_eq!(messages[0][4..], Hash::Sha256.digest(b"first"));
        assert_eq!(messages[1], b"retry");
    }
}
