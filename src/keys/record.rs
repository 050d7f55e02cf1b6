//! Record protection: opening what was sealed, SSL 3.0 to TLS 1.3 (RFC 8446 §5.2-5.3, RFC 5246 §6.2.3, RFC 7366, RFC 6101
//! §5.2.3).
//!
//! A record that does not open says why. No counter moves then, no keystream and no chain of blocks: a key log may be wrong,
//! a record may be broken or belong to other keys, and the next record must not pay for it. Compression, which nobody should
//! have used (CRIME), is not undone here: the content comes out as it went in.

use std::fmt;

use crate::keys::cipher::Cipher;
use crate::keys::explain;
use crate::keys::lock::Lock;
use crate::keys::opened::Opened;
use crate::keys::prf::WriteKeys;
use crate::keys::sealed::{HEADER, Sealed, Wrapping};

/// The content type of every protected record of TLS 1.3, whatever is inside.
const APPLICATION_DATA: u8 = 23;

/// Opens one side's records, in the order sent.
#[derive(Clone)]
pub struct Opener {
    lock: Lock,
    sequence: u64,
}

/// Keys are not printed.
impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opener at record {}", self.sequence)
    }
}

impl Opener {
    /// For TLS 1.3, with the key and the 12-byte IV of [`traffic_keys`](crate::keys::tls13::traffic_keys). None if the suite
    /// is not of TLS 1.3, or a length does not fit it.
    pub fn tls13(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        let lock = cipher
            .tls13
            .then(|| Lock::aead(cipher, key, iv))
            .flatten()?;
        Some(Self { lock, sequence: 0 })
    }

    /// For SSL 3.0 to TLS 1.2 (`version` 0x0300 to 0x0303), with the keys of one side. `wrapping` is EncryptThenMac if both
    /// hellos had encrypt_then_mac. None if the suite is of TLS 1.3, or a length does not fit it.
    pub fn legacy(
        cipher: &'static Cipher,
        version: u16,
        wrapping: Wrapping,
        keys: &WriteKeys,
    ) -> Option<Self> {
        let lock = Lock::legacy(cipher, version, wrapping, keys)?;
        Some(Self { lock, sequence: 0 })
    }

    /// The number the next record has under these keys, from 0.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Opens the next record, given whole with its header, and says how. The sequence number moves on only if it opens.
    pub fn open(&mut self, record: &[u8]) -> Result<Opened, Sealed> {
        let opened = unlock(&mut self.lock, self.sequence, record)?;
        self.count(self.sequence);
        Ok(opened)
    }

    /// [`Self::open_ahead_into`], explained.
    pub fn open_ahead(&mut self, record: &[u8], within: u64) -> Result<Opened, Sealed> {
        let mut before = self.lock.clone();
        self.open_ahead_into(record, &mut Vec::new(), within)?;
        unlock(&mut before, self.sequence.saturating_sub(1), record)
    }

    /// Opens a record as if it had this sequence number: a trial, which moves nothing. A server that refused 0-RTT skips
    /// records in this way (RFC 8446 §4.2.10).
    pub fn open_at(&self, sequence: u64, record: &[u8]) -> Result<Opened, Sealed> {
        unlock(&mut self.lock.clone(), sequence, record)
    }

    /// Opens the next record into `out` without explaining it: `out` is emptied first and holds the content after, nothing
    /// if the record stays sealed. Gives the true content type. Nothing is allocated but what `out` needs to grow.
    pub fn open_into(&mut self, record: &[u8], out: &mut Vec<u8>) -> Result<u8, Sealed> {
        let kind = self.try_into(self.sequence, record, out)?;
        self.count(self.sequence);
        Ok(kind)
    }

    /// The same after bytes of the connection were lost: also tries the next `within` sequence numbers, and counts on from
    /// the one that fits.
    ///
    /// An AEAD, NULL, and blocks that bring their IV are found again at once. Up to TLS 1.0 blocks are chained to the record
    /// before, so that the first record behind a gap stays sealed ([`Sealed::Chain`]) but the one behind that opens: call
    /// this for each record until one does. RC4 is never found again ([`Sealed::Keystream`]).
    pub fn open_ahead_into(
        &mut self,
        record: &[u8],
        out: &mut Vec<u8>,
        within: u64,
    ) -> Result<u8, Sealed> {
        let first = self.sequence;
        let mut why = match self.try_into(first, record, out) {
            Ok(kind) => {
                self.count(first);
                return Ok(kind);
            }
            Err(why) => why,
        };
        if self.lock.is_keystream() {
            return Err(Sealed::Keystream);
        }
        let chained = self.lock.is_chained();
        for sequence in (first..).take(usize::try_from(within).unwrap_or(usize::MAX)) {
            let sequence = sequence.saturating_add(1);
            let found = self.try_into(sequence, record, out);
            // A MAC outside holds whatever the IV, so the number is right; but the first block is noise, even if it opens.
            let authentic = matches!(found, Ok(_) | Err(Sealed::Padding { .. }));
            if authentic && chained && self.lock.wrapping() == Some(Wrapping::EncryptThenMac) {
                out.clear();
                self.count(sequence);
                break;
            }
            match found {
                Ok(kind) => {
                    self.count(sequence);
                    return Ok(kind);
                }
                Err(again @ (Sealed::Tag { .. } | Sealed::Mac { .. } | Sealed::Padding { .. })) => {
                    why = again;
                }
                Err(form) => return Err(form),
            }
        }
        if chained {
            self.lock.chain(record.get(HEADER..).unwrap_or_default());
            return Err(Sealed::Chain);
        }
        Err(why)
    }

    /// Nobody sends 2^64 records; and a counter that stood still would fail at the next record, not wrap (RFC 8446 §5.3).
    fn count(&mut self, used: u64) {
        self.sequence = used.saturating_add(1);
    }

    fn try_into(&mut self, sequence: u64, record: &[u8], out: &mut Vec<u8>) -> Result<u8, Sealed> {
        out.clear();
        let (header, body) = framed(&self.lock, record)?;
        match self.lock.open(sequence, header, body, out) {
            Ok((kind, end)) => {
                out.truncate(end);
                Ok(kind)
            }
            Err(why) => {
                out.clear();
                Err(why)
            }
        }
    }
}

/// Header and body of a record that is long enough to have a header, and as long as that says.
fn framed<'r>(lock: &Lock, record: &'r [u8]) -> Result<([u8; HEADER], &'r [u8]), Sealed> {
    let (header, body) = record
        .split_first_chunk::<HEADER>()
        .ok_or(Sealed::TooShort {
            need: HEADER,
            have: record.len(),
        })?;
    let [kind, _, _, high, low] = *header;
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length != body.len() {
        return Err(Sealed::Length {
            header: length,
            have: body.len(),
        });
    }
    if lock.is_tls13() && kind != APPLICATION_DATA {
        return Err(Sealed::Clear { kind });
    }
    let limit = lock.limit();
    if length > limit {
        return Err(Sealed::TooLong { length, limit });
    }
    Ok((*header, body))
}

/// Opens a record and says how.
fn unlock(lock: &mut Lock, sequence: u64, record: &[u8]) -> Result<Opened, Sealed> {
    let (header, body) = framed(lock, record)?;
    let before = lock.clone();
    let mut plaintext = Vec::new();
    let (kind, end) = lock.open(sequence, header, body, &mut plaintext)?;
    let nonce_derived = explain::nonce(&before, sequence, body);
    let content = plaintext.get(..end).unwrap_or_default();
    let mac = explain::checked(&before, sequence, header, body, content);
    let additional_data =
        explain::additional(&before, sequence, header, mac.as_ref(), plaintext.len());
    let padding = match (&mac, before.is_tls13()) {
        (_, true) => (end + 1).min(plaintext.len())..plaintext.len(),
        (Some(mac), false) => match mac.wrapping {
            Wrapping::MacThenEncrypt => (end + mac.derived.output.len())..plaintext.len(),
            Wrapping::EncryptThenMac => end..plaintext.len(),
        },
        (None, false) => end..plaintext.len(),
    };
    Ok(Opened {
        sequence,
        nonce: nonce_derived.output.clone(),
        additional_data,
        plaintext,
        kind,
        content: 0..end,
        padding,
        mac,
        nonce_derived,
    })
}
