//! Record protection: opening what was sealed, SSL 3.0 to TLS 1.3 (RFC 8446 §5.2-5.3, RFC 5246 §6.2.3, RFC 7366, RFC 6101
//! §5.2.3).
//!
//! A record that does not open says why. No counter moves then, no keystream and no chain of blocks: a key log may be wrong,
//! a record may be broken or belong to other keys, and the next record must not pay for it. Compression, which nobody should
//! have used (CRIME), is not undone here: the content comes out as it went in.

use std::fmt;
use std::ops::Range;

use crate::base::text::Text;
use crate::keys::cipher::Cipher;
use crate::keys::derived::Derived;
use crate::keys::explain;
use crate::keys::lock::Lock;
use crate::keys::prf::WriteKeys;
use crate::text;

/// Bytes in front of every record: content type, version, length.
pub const HEADER: usize = 5;

/// The content type of every protected record of TLS 1.3, whatever is inside.
const APPLICATION_DATA: u8 = 23;

/// Whether the MAC of a record stands inside the encryption or outside. It means nothing to AEAD, RC4 and NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrapping {
    /// The MAC is made first and encrypted with the content: the old way, which padding attacks read through.
    MacThenEncrypt,
    /// The MAC covers what is encrypted, and is checked before anything is decrypted (RFC 7366).
    EncryptThenMac,
}

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

/// A record that opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number under the present keys, from 0.
    pub sequence: u64,
    /// The nonce of an AEAD, 12 bytes; the IV of chained blocks, 8 or 16; the place in RC4's keystream, 8; with NULL empty.
    pub nonce: Vec<u8>,
    /// What was authenticated without being hidden, in front of the content: 5 bytes in TLS 1.3, 11 in SSL 3.0, else 13.
    pub additional_data: Vec<u8>,
    /// What came out: in TLS 1.3 `TLSInnerPlaintext`, that is content, its type in one byte, and zeros as padding; before
    /// with AEAD the content alone; with RC4 and NULL content and MAC; with chained blocks content, MAC unless it stands
    /// outside, and padding with its length in the last byte.
    pub plaintext: Vec<u8>,
    /// The true content type.
    pub kind: u8,
    /// Where the content stands in the plaintext.
    pub content: Range<usize>,
    /// Where the padding stands in the plaintext: zeros in TLS 1.3; with chained blocks the padding and its length byte.
    pub padding: Range<usize>,
    /// The MAC that was checked; none with AEAD.
    pub mac: Option<Checked>,
    /// The nonce, the IV or the place in the keystream, with its formula and inputs.
    pub nonce_derived: Derived,
}

/// A MAC that was found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// It, its formula, and its inputs: the key, what stands in front, what is covered.
    pub derived: Derived,
    /// Where it stood.
    pub wrapping: Wrapping,
}

impl Opened {
    /// The content, without type, MAC and padding.
    pub fn content(&self) -> &[u8] {
        self.plaintext.get(self.content.clone()).unwrap_or_default()
    }

    /// How many bytes of padding there are: zeros in TLS 1.3, padding and its length with chained blocks.
    pub fn padding(&self) -> usize {
        self.padding.len()
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
    /// The blocks do not fit: with chained blocks the length must be a multiple of theirs.
    #[error("{length} bytes are not whole blocks of {block} with what stands around them")]
    Blocks {
        /// Bytes behind the header.
        length: usize,
        /// Bytes of a block.
        block: usize,
    },
    /// The padding is none: other keys, changed bytes, or blocks chained to another record.
    #[error("record {sequence} has no padding where padding must be")]
    Padding {
        /// The sequence number it was tried with.
        sequence: u64,
    },
    /// The MAC does not fit: other keys, another sequence number, or changed bytes.
    #[error("the MAC of record {sequence} does not fit")]
    Mac {
        /// The sequence number it was tried with.
        sequence: u64,
    },
    /// Its first block is chained to a record that was lost.
    #[error("the first block is chained to a record that is missing")]
    Chain,
    /// How much of the keystream went by in the lost bytes is not known.
    #[error("the place in the keystream is lost")]
    Keystream,
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
                en: "A protected record needs at least {need} bytes for its header and what protects it; this one has {have}.",
                ko: "보호된 레코드에는 헤더와 보호 정보를 담을 {need}바이트가 최소한 필요하지만, 이 레코드는 {have}바이트뿐이다."
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
            Self::Blocks { length, block } => text!(
                en: "The cipher works on blocks of {block} bytes, and the {length} bytes here are not whole blocks together with IV and MAC: this is no record of this suite, or bytes are missing.",
                ko: "이 암호는 {block}바이트 블록 단위로 동작한다. 여기 있는 {length}바이트는 IV와 MAC을 감안해도 블록이 나누어떨어지지 않는다. 이 암호 모음의 레코드가 아니거나 바이트가 빠졌다."
            ),
            Self::Padding { sequence } => text!(
                en: "Decrypted as record {sequence}, it ends in no valid padding: the keys are others, or bytes were changed on the way. A server that told the two failures apart, padding and MAC, gave its plaintext away bit by bit (POODLE, Lucky 13).",
                ko: "레코드 {sequence}번으로 복호화해도 끝에 올바른 패딩이 없다. 키가 다르거나 전송 중에 바이트가 바뀌었다. 패딩 오류와 MAC 오류를 구별해 알려 준 서버는 평문을 한 비트씩 내준 셈이었다(POODLE, Lucky 13)."
            ),
            Self::Mac { sequence } => text!(
                en: "The MAC does not fit when computed as for record {sequence}: the keys are others, the number is another, or bytes were changed on the way.",
                ko: "레코드 {sequence}번으로 계산하면 MAC이 맞지 않는다. 키가 다르거나, 번호가 다르거나, 전송 중에 바이트가 바뀌었다."
            ),
            Self::Chain => Text::new(
                "Up to TLS 1.0 the first block of a record is chained to the last block of the record before, and that one is missing from the capture. The next record can be opened again.",
                "TLS 1.0까지는 레코드의 첫 블록이 앞 레코드의 마지막 블록에 이어지는데, 그 레코드가 캡처에 없다. 다음 레코드부터는 다시 열 수 있다.",
            ),
            Self::Keystream => Text::new(
                "RC4 hides all records under one long keystream. Bytes are missing from the capture, so nobody can tell where in the keystream this record begins.",
                "RC4는 모든 레코드를 하나의 긴 키스트림으로 가린다. 캡처에서 바이트가 빠졌기 때문에 이 레코드가 키스트림의 어디에서 시작하는지 알 수 없다.",
            ),
            Self::NoType { length } => text!(
                en: "The record authenticates, but all its {length} bytes are padding: the byte that gives the content type is missing.",
                ko: "레코드의 인증은 성공했지만 내용 {length}바이트가 모두 패딩이다. 콘텐츠 유형을 알려 주는 바이트가 없다."
            ),
        }
    }
}
