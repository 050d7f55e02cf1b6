//! Record protection: opening what was sealed (RFC 8446 §5.2-5.3; RFC 5246 §6.2.3.3, RFC 5288 §3, RFC 7905 §2).
//!
//! A record that does not open says why. No counter moves then: a key log may be wrong, a record may be broken or belong to
//! other keys, and the next record must not pay for it.

use std::ops::Range;

use ring::aead::{Aad, LessSafeKey, Nonce, UnboundKey};

use crate::base::text::Text;
use crate::keys::cipher::Cipher;
use crate::keys::derived::{Derived, Input};
use crate::text;

/// Bytes in front of every record: content type, version, length.
pub const HEADER: usize = 5;
/// The content type of every protected record of TLS 1.3, whatever is inside.
const APPLICATION_DATA: u8 = 23;

/// One side's key and IV, made ready for its records.
#[derive(Clone, Debug)]
pub(crate) struct Protection {
    pub(crate) cipher: &'static Cipher,
    pub(crate) key: LessSafeKey,
    iv: Vec<u8>,
}

impl Protection {
    /// None if the lengths do not fit the suite, or this program has no such cipher.
    pub(crate) fn new(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        let key = UnboundKey::new(cipher.algorithm.ring()?, key).ok()?;
        (iv.len() == cipher.iv_length()).then(|| Self {
            cipher,
            key: LessSafeKey::new(key),
            iv: iv.to_vec(),
        })
    }

    /// The nonce of a record: `explicit` is what stands in the record, as long as [`Cipher::explicit_length`].
    pub(crate) fn nonce(&self, sequence: u64, explicit: &[u8]) -> Derived {
        let fixed = Input::new("write_iv", self.iv.as_slice());
        let (formula, part, output, rfc) = if self.cipher.explicit_length() == 0 {
            let padded = [&[0; 4][..], &sequence.to_be_bytes()].concat();
            let mixed = self.iv.iter().zip(&padded).map(|(a, b)| a ^ b).collect();
            let rfc = if self.cipher.tls13 {
                "RFC 8446 §5.3"
            } else {
                "RFC 7905 §2"
            };
            let part = Input::new("sequence_number", padded);
            ("write_iv XOR sequence_number", part, mixed, rfc)
        } else {
            let joined = [&self.iv, explicit].concat();
            let part = Input::new("nonce_explicit", explicit);
            ("write_iv + nonce_explicit", part, joined, "RFC 5288 §3")
        };
        Derived {
            name: "nonce".to_owned(),
            formula: formula.to_owned(),
            inputs: vec![fixed, part],
            output,
            rfc,
        }
    }

    /// What is authenticated without being hidden: in TLS 1.3 the record's header as it stands (RFC 8446 §5.2), in TLS 1.2
    /// the sequence number, type, version and the length of the plaintext (RFC 5246 §6.2.3.3).
    pub(crate) fn additional_data(
        &self,
        sequence: u64,
        header: [u8; HEADER],
        plaintext: usize,
    ) -> Vec<u8> {
        if self.cipher.tls13 {
            return header.to_vec();
        }
        let [kind, major, minor, ..] = header;
        let [high, low] = u16::try_from(plaintext).unwrap_or(u16::MAX).to_be_bytes();
        let mut data = sequence.to_be_bytes().to_vec();
        data.extend([kind, major, minor, high, low]);
        data
    }

    /// The longest a record may be after its header: 2^14 and an allowance for the cover.
    pub(crate) fn limit(&self) -> usize {
        (1 << 14) + if self.cipher.tls13 { 256 } else { 2048 }
    }
}

/// Opens one side's records, in the order sent.
#[derive(Clone, Debug)]
pub struct Opener {
    protection: Protection,
    sequence: u64,
}

impl Opener {
    /// For TLS 1.3, with the key and the 12-byte IV of [`traffic_keys`](crate::keys::tls13::traffic_keys). None if the suite
    /// is not of TLS 1.3, a length does not fit it, or this program does not carry its cipher (CCM).
    pub fn tls13(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        cipher.tls13.then(|| Self::new(cipher, key, iv)).flatten()
    }

    /// For TLS 1.2, with the key and the IV of a [`KeyBlock`](crate::keys::tls12::KeyBlock): 4 bytes for GCM, 12 for
    /// ChaCha20. None as for TLS 1.3.
    pub fn tls12(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        (!cipher.tls13)
            .then(|| Self::new(cipher, key, iv))
            .flatten()
    }

    fn new(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        Some(Self {
            protection: Protection::new(cipher, key, iv)?,
            sequence: 0,
        })
    }

    /// The number the next record has under these keys, from 0.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Opens the next record, given whole with its header. The sequence number moves on only if it opens.
    pub fn open(&mut self, record: &[u8]) -> Result<Opened, Sealed> {
        let opened = self.open_at(self.sequence, record)?;
        // Nobody sends 2^64 records; and a counter that stood still would fail at the next record, not wrap (RFC 8446 §5.3).
        self.sequence = self.sequence.saturating_add(1);
        Ok(opened)
    }

    /// Opens a record as if it had this sequence number: a trial, which moves nothing. A server that refused 0-RTT skips
    /// records in this way (RFC 8446 §4.2.10).
    pub fn open_at(&self, sequence: u64, record: &[u8]) -> Result<Opened, Sealed> {
        let short = |need| Sealed::TooShort {
            need,
            have: record.len(),
        };
        let (header, body) = record
            .split_first_chunk::<HEADER>()
            .ok_or_else(|| short(HEADER))?;
        let [kind, _, _, high, low] = *header;
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length != body.len() {
            let have = body.len();
            return Err(Sealed::Length {
                header: length,
                have,
            });
        }
        let Protection { cipher, key, .. } = &self.protection;
        if cipher.tls13 && kind != APPLICATION_DATA {
            return Err(Sealed::Clear { kind });
        }
        let limit = self.protection.limit();
        if length > limit {
            return Err(Sealed::TooLong { length, limit });
        }
        let cover = cipher.explicit_length() + cipher.tag_length();
        let plain = length
            .checked_sub(cover)
            .ok_or_else(|| short(HEADER + cover))?;
        let (explicit, sealed) = body
            .split_at_checked(cipher.explicit_length())
            .ok_or_else(|| short(HEADER + cover))?;

        let nonce_derived = self.protection.nonce(sequence, explicit);
        let additional_data = self.protection.additional_data(sequence, *header, plain);
        let nonce = Nonce::try_assume_unique_for_key(&nonce_derived.output)
            .map_err(|_| Sealed::Tag { sequence })?;
        let mut plaintext = sealed.to_vec();
        let opened = key
            .open_in_place(nonce, Aad::from(&additional_data), &mut plaintext)
            .map_err(|_| Sealed::Tag { sequence })?
            .len();
        plaintext.truncate(opened);

        // In TLS 1.3 the true type is the last byte that is not zero; the zeros after it are padding (RFC 8446 §5.4).
        let (kind, content) = if cipher.tls13 {
            let last = plaintext.iter().rposition(|byte| *byte != 0);
            let (at, kind) = last
                .and_then(|at| Some((at, *plaintext.get(at)?)))
                .ok_or(Sealed::NoType { length: opened })?;
            (kind, 0..at)
        } else {
            (kind, 0..opened)
        };
        Ok(Opened {
            sequence,
            nonce: nonce_derived.output.clone(),
            additional_data,
            plaintext,
            kind,
            content,
            nonce_derived,
        })
    }
}

/// A record that opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number under the present keys, from 0.
    pub sequence: u64,
    /// The nonce, 12 bytes.
    pub nonce: Vec<u8>,
    /// What was authenticated without being hidden: 5 bytes in TLS 1.3, 13 in TLS 1.2.
    pub additional_data: Vec<u8>,
    /// What came out: in TLS 1.3 `TLSInnerPlaintext`, that is content, its type in one byte, and zeros as padding; in
    /// TLS 1.2 the content alone.
    pub plaintext: Vec<u8>,
    /// The true content type.
    pub kind: u8,
    /// Where the content stands in the plaintext.
    pub content: Range<usize>,
    /// The nonce with its formula and inputs.
    pub nonce_derived: Derived,
}

impl Opened {
    /// The content, without type and padding.
    pub fn content(&self) -> &[u8] {
        self.plaintext.get(self.content.clone()).unwrap_or_default()
    }

    /// How many zero bytes of padding follow the type in TLS 1.3; none in TLS 1.2.
    pub fn padding(&self) -> usize {
        self.plaintext
            .len()
            .saturating_sub(self.content.end)
            .saturating_sub(1)
    }
}

/// Why a record stays sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Sealed {
    /// It has no room for header, nonce and tag.
    #[error("a protected record needs at least {need} bytes, this one has {have}")]
    TooShort {
        /// Bytes it needs at least.
        need: usize,
        /// Bytes it has.
        have: usize,
    },
    /// Its header and its bytes disagree.
    #[error("the header announces {header} bytes, {have} are there")]
    Length {
        /// Bytes the header announces.
        header: usize,
        /// Bytes behind the header.
        have: usize,
    },
    /// It is longer than the version allows.
    #[error("the record has {length} bytes, allowed are {limit}")]
    TooLong {
        /// Bytes behind the header.
        length: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Its outer type says that it is not protected at all: TLS 1.3 wraps everything as application data.
    #[error("content type {kind} is sent in the clear: TLS 1.3 protects only type 23")]
    Clear {
        /// Its content type.
        kind: u8,
    },
    /// The tag does not fit: other keys, another sequence number, or changed bytes.
    #[error("record {sequence} does not authenticate")]
    Tag {
        /// The sequence number it was tried with.
        sequence: u64,
    },
    /// It authenticates, but has only zeros inside, where one byte must give the type (RFC 8446 §5.4).
    #[error("all {length} bytes inside are padding: the content type is missing")]
    NoType {
        /// Bytes inside.
        length: usize,
    },
}

impl Sealed {
    /// The reason in both languages, as a sentence for a student.
    pub fn text(&self) -> Text {
        match self {
            Self::TooShort { need, have } => text!(
                en: "A protected record needs at least {need} bytes for its header, nonce and tag; this one has {have}.",
                ko: "보호된 레코드에는 헤더, 논스, 인증 태그를 담을 {need}바이트가 최소한 필요하지만, 이 레코드는 {have}바이트뿐이다."
            ),
            Self::Length { header, have } => text!(
                en: "The header announces {header} bytes but {have} are there: bytes are missing or do not belong to this record.",
                ko: "헤더가 알린 길이는 {header}바이트인데 실제로는 {have}바이트가 있다. 바이트가 빠졌거나 이 레코드의 것이 아니다."
            ),
            Self::TooLong { length, limit } => text!(
                en: "The record has {length} bytes; the standard allows {limit}, so that a receiver knows how much memory it needs at most.",
                ko: "레코드 길이가 {length}바이트이다. 받는 쪽이 필요한 최대 메모리를 미리 알 수 있도록 표준은 {limit}바이트까지만 허용한다."
            ),
            Self::Clear { kind } => text!(
                en: "Its content type {kind} shows that it is sent in the clear: in TLS 1.3 everything protected looks like application data (23).",
                ko: "콘텐츠 유형 {kind}: 보호되지 않은 채 전송된 레코드이다. TLS 1.3에서는 보호된 것은 모두 응용 데이터(23)처럼 보인다."
            ),
            Self::Tag { sequence } => text!(
                en: "The authentication tag does not fit when tried as record {sequence}: the keys are others, the number is another, or bytes were changed on the way.",
                ko: "레코드 {sequence}번으로 시도했을 때 인증 태그가 맞지 않는다. 키가 다르거나, 번호가 다르거나, 전송 중에 바이트가 바뀌었다."
            ),
            Self::NoType { length } => text!(
                en: "The record authenticates, but all its {length} bytes are padding: the byte that gives the content type is missing.",
                ko: "레코드의 인증은 성공했지만 내용 {length}바이트가 모두 패딩이다. 콘텐츠 유형을 알려 주는 바이트가 없다."
            ),
        }
    }
}
