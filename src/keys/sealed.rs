//! Protected records as they stand on the wire, and why one stays sealed.

use crate::base::text::Text;
use crate::text;

/// Bytes in front of every record: content type, version, length.
pub const HEADER: usize = 5;

/// Whether the MAC of a record stands inside the encryption or outside. It means nothing to AEAD, RC4 and NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrapping {
    /// The MAC is made first and encrypted with the content: the old way, which padding attacks read through.
    MacThenEncrypt,
    /// The MAC covers what is encrypted, and is checked before anything is decrypted (RFC 7366).
    EncryptThenMac,
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
