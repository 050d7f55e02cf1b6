//! CBC on a connection whose next IV is known beforehand, as in TLS 1.0, and whoever uses that: a guess is confirmed by having it
//! encrypted. Byte by byte, it reads a secret that is sent behind a prefix of the attacker's choice (BEAST, 2011).

use crate::demo::chance::Chance;
use crate::demo::primitive::cipher::{BLOCK, Padding, cbc_encrypt};
use crate::demo::show::xor;
use crate::demo::wrong::Wrong;

/// Where the IV of the next message comes from.
#[derive(Clone, Debug)]
pub(super) enum NextIv {
    /// The last block of the message before (TLS 1.0, RFC 2246 §6.2.3.2).
    LastBlock,
    /// Chance, drawn when the message is sent (TLS 1.1, RFC 4346 §6.2.3.2).
    Fresh(Box<Chance>),
}

/// A connection on which a browser sends what a page tells it to, and its cookie behind that.
#[derive(Debug)]
pub(super) struct Connection {
    key: Vec<u8>,
    secret: Vec<u8>,
    last: [u8; BLOCK],
    next: NextIv,
    messages: u64,
}

/// A message as everybody sees it.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The IV it was encrypted with.
    pub(super) iv: [u8; BLOCK],
    /// Its ciphertext: whole blocks.
    pub(super) sealed: Vec<u8>,
}

impl Connection {
    /// A connection under `key`; `first` is what stood on it last.
    pub(super) fn new(key: &[u8], secret: &[u8], first: [u8; BLOCK], next: NextIv) -> Self {
        Self {
            key: key.to_vec(),
            secret: secret.to_vec(),
            last: first,
            next,
            messages: 0,
        }
    }

    /// Sends `prefix` and, behind it, the secret.
    pub(super) fn with_secret(&mut self, prefix: &[u8]) -> Result<Sent, Wrong> {
        let message = [prefix, &self.secret].concat();
        self.send(&message)
    }

    /// Sends `message` alone.
    pub(super) fn send(&mut self, message: &[u8]) -> Result<Sent, Wrong> {
        let iv = match &mut self.next {
            NextIv::LastBlock => self.last,
            NextIv::Fresh(chance) => chance.bytes(),
        };
        let sealed = cbc_encrypt(&self.key, &iv, message, Padding::Pkcs7)?;
        self.last = sealed.last_chunk().copied().unwrap_or(self.last);
        self.messages += 1;
        Ok(Sent { iv, sealed })
    }

    /// How many messages were sent.
    pub(super) fn messages(&self) -> u64 {
        self.messages
    }

    /// The last block that went over it: everybody saw it.
    pub(super) fn last(&self) -> [u8; BLOCK] {
        self.last
    }
}

/// One byte of the work.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The byte.
    pub(super) byte: u8,
    /// How many guesses it took.
    pub(super) guesses: u64,
    /// The block that was guessed right.
    pub(super) block: Vec<u8>,
    /// What was added to it on its way, as the attacker saw it: the block before.
    pub(super) before: Vec<u8>,
    /// The block that both became.
    pub(super) sealed: Vec<u8>,
    /// What the attacker had encrypted.
    pub(super) asked: Vec<u8>,
    /// The IV it was foreseen to meet.
    pub(super) foreseen: [u8; BLOCK],
}

/// Reads a secret of `length` bytes from what goes over `connection`; stops at a byte for which no guess is confirmed.
pub(super) fn read(connection: &mut Connection, length: usize) -> Result<Vec<Found>, Wrong> {
    let mut known: Vec<Found> = Vec::new();
    for place in 0..length {
        // The prefix moves the unknown byte to the end of a block whose other bytes are known.
        let prefix = vec![b'.'; BLOCK - 1 - place % BLOCK];
        let sent = connection.with_secret(&prefix)?;
        let on_wire = [sent.iv.as_slice(), &sent.sealed].concat();
        let at = place / BLOCK * BLOCK;
        let before = on_wire.get(at..at + BLOCK).unwrap_or_default().to_vec();
        let target = on_wire.get(at + BLOCK..at + 2 * BLOCK).unwrap_or_default();
        let bytes = known.iter().map(|found| found.byte);
        let clear: Vec<u8> = prefix.iter().copied().chain(bytes).collect();
        let clear = clear.get(at..).unwrap_or_default();
        let Some(found) = confirm(connection, clear, &before, target)? else {
            break;
        };
        known.push(found);
    }
    Ok(known)
}

/// Tries every byte behind `clear` until its encryption is `target`, whose plaintext was added to `before`.
fn confirm(
    connection: &mut Connection,
    clear: &[u8],
    before: &[u8],
    target: &[u8],
) -> Result<Option<Found>, Wrong> {
    for (guesses, byte) in (1..).zip(likely_first()) {
        let block = [clear, &[byte]].concat();
        let foreseen = connection.last();
        let asked = xor(&xor(&block, before), &foreseen);
        let answer = connection.send(&asked)?;
        if answer.sealed.get(..BLOCK) == Some(target) {
            return Ok(Some(Found {
                byte,
                guesses,
                block,
                before: before.to_vec(),
                sealed: target.to_vec(),
                asked,
                foreseen,
            }));
        }
    }
    Ok(None)
}

/// Every byte, those of cookies first.
fn likely_first() -> impl Iterator<Item = u8> {
    let likely = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_lowercase() || *byte == b'=';
    let rest = (0..=u8::MAX).filter(move |byte| !likely(byte));
    (0..=u8::MAX).filter(likely).chain(rest)
}
