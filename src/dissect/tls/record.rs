//! Records: the envelopes of TLS (RFC 8446 §5, RFC 5246 §6.2).

use crate::base::field::Field;
use crate::base::reader::Fault;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::content::CONTENT_TYPES;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::codes::suite::SUITES;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::VERSIONS;
use crate::dissect::tls::codes::version::Version;

/// Bytes of a record header.
pub const HEADER: usize = 5;

/// The largest body any version allows: 2^14 bytes and what protection may add (RFC 5246 §6.2.3).
const LARGEST: usize = (1 << 14) + 2048;

/// A record as it stands on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// What it says it carries.
    pub kind: ContentType,
    /// The version in its header, which is a legacy number.
    pub version: Version,
    /// What follows the header, protected or not.
    pub body: &'a [u8],
}

/// The outer form of a protected body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// TLS 1.3: ciphertext, then a tag of 16 bytes (RFC 8446 §5.2).
    Tls13,
    /// TLS 1.2 with AES-GCM or AES-CCM: 8 bytes of nonce, ciphertext, a tag of 16 bytes (RFC 5288 §3).
    Tls12Explicit,
    /// TLS 1.2 with ChaCha20-Poly1305: the nonce is not sent (RFC 7905 §2).
    Tls12Implicit,
}

impl Sealing {
    /// The form under `suite` in `version`; none for ciphers that are no AEAD, and for tags of other lengths.
    pub fn of(version: Version, suite: Suite) -> Option<Self> {
        let name = SUITES.row(suite.0.into())?.name;
        if name.contains("CCM_8") {
            return None;
        }
        if suite.is_tls13() {
            let plain = name.contains("GCM") || name.contains("CCM") || name.contains("CHACHA20");
            return (version.is_tls13() && plain).then_some(Self::Tls13);
        }
        if name.contains("CHACHA20") {
            return Some(Self::Tls12Implicit);
        }
        (name.contains("GCM") || name.contains("CCM")).then_some(Self::Tls12Explicit)
    }

    /// Bytes of nonce in front of the ciphertext, and of tag behind it.
    pub const fn lengths(self) -> (usize, usize) {
        match self {
            Self::Tls13 | Self::Tls12Implicit => (0, 16),
            Self::Tls12Explicit => (8, 16),
        }
    }
}

/// The five bytes in front of each record: content type, version, and the length of the body in bytes.
pub fn header(r: &mut Reader<'_, '_>) -> Result<(ContentType, Version, usize)> {
    let kind = ContentType(r.u8(&TYPE)?);
    let version = Version(r.u16(&VERSION)?);
    let length = r.u16(&LENGTH)?;
    Ok((kind, version, length.into()))
}

/// A record whose body stays whole.
pub fn record<'a>(r: &mut Reader<'a, '_>) -> Result<Record<'a>> {
    r.group(&RECORD, |r| {
        let (kind, version, length) = header(r)?;
        let body = r.bytes(&FRAGMENT, length)?;
        Ok(Record {
            kind,
            version,
            body,
        })
    })
}

/// A protected record: the parts of its body that stand outside the encryption. `body` is all of it.
pub fn sealed<'a>(r: &mut Reader<'a, '_>, form: Sealing) -> Result<Record<'a>> {
    r.group(&SEALED, |r| {
        let (kind, version, length) = header(r)?;
        let body = r.peek().get(..length).unwrap_or_default();
        r.fenced(&ENCRYPTED, length, |r| {
            let (nonce, tag) = form.lengths();
            if nonce > 0 {
                r.bytes(&EXPLICIT_NONCE, nonce)?;
            }
            let Some(inside) = r.left().checked_sub(tag) else {
                let (need, have) = (tag, r.left());
                return r.fail(&TAG, Fault::Short { need, have });
            };
            if inside > 0 {
                r.bytes(&CIPHERTEXT, inside)?;
            }
            r.bytes(&TAG, tag)
        })?;
        Ok(Record {
            kind,
            version,
            body,
        })
    })
}

/// What a record of TLS 1.3 holds after decryption (RFC 8446 §5.2): the content, its real type, and how many zeros pad it.
pub fn inner<'a>(r: &mut Reader<'a, '_>) -> Result<(ContentType, &'a [u8], usize)> {
    r.group(&INNER, |r| {
        let Some(at) = r.peek().iter().rposition(|byte| *byte != 0) else {
            let (need, have) = (1, 0);
            return r.fail(&INNER_TYPE, Fault::Short { need, have });
        };
        let content = if at > 0 {
            r.bytes(&CONTENT, at)?
        } else {
            r.peek().get(..0).unwrap_or_default()
        };
        let kind = ContentType(r.u8(&INNER_TYPE)?);
        let zeros = r.left();
        if zeros > 0 {
            r.bytes(&ZEROS, zeros)?;
        }
        Ok((kind, content, zeros))
    })
}

/// Whether `bytes` begin with a plausible record header: a known type, a version of SSL 3.0 to TLS 1.3, a length that is
/// allowed. Fewer than five bytes are not plausible.
pub fn looks_like(bytes: &[u8]) -> bool {
    let mut r = Reader::quiet(bytes);
    let Ok((kind, version, length)) = header(&mut r) else {
        return false;
    };
    let fits = match kind {
        ContentType::CHANGE_CIPHER_SPEC => length == 1 || (17..=128).contains(&length),
        ContentType::ALERT => (2..=512).contains(&length),
        ContentType::HANDSHAKE => (1..=LARGEST).contains(&length),
        ContentType::APPLICATION_DATA | ContentType::HEARTBEAT => length <= LARGEST,
        _ => false,
    };
    fits && (Version::SSL3..=Version::TLS13).contains(&version)
}

static RECORD: Field = Field::group(
    "TLSPlaintext",
    "RFC 8446 §5.1",
    "A TLS record: an envelope with a type and a length. Messages may share one, or be cut over several.",
    "TLS 레코드이다. 유형과 길이를 적은 봉투로, 여러 메시지가 한 레코드에 들기도 하고 한 메시지가 여러 레코드로 나뉘기도 한다.",
);
static SEALED: Field = Field::group(
    "TLSCiphertext",
    "RFC 8446 §5.2",
    "A protected TLS record: the header stays readable and is authenticated, the rest is encrypted.",
    "보호된 TLS 레코드이다. 헤더는 읽을 수 있으나 인증되며, 나머지는 암호화되어 있다.",
);
static TYPE: Field = Field::code(
    "content_type",
    &CONTENT_TYPES,
    "RFC 8446 §5.1",
    "What the record carries, so that the receiver knows which machinery gets it; in protected TLS 1.3 records always application_data.",
    "레코드가 나르는 것이다. 받는 쪽이 어디로 넘길지 알게 한다. 보호된 TLS 1.3 레코드에서는 언제나 application_data이다.",
);
static VERSION: Field = Field::code(
    "legacy_record_version",
    &VERSIONS,
    "RFC 8446 §5.1",
    "Once the protocol version, now frozen at an old number: middleboxes drop records with versions they do not know.",
    "원래는 프로토콜 버전이었으나 이제 옛 번호에 고정되어 있다. 중간 장비가 모르는 버전의 레코드를 버리기 때문이다.",
);
static LENGTH: Field = Field::dec(
    "length",
    "RFC 8446 §5.1",
    "Bytes of this record after the header, at most 2^14 and a little for protection: TCP is a stream, so records must say where they end.",
    "헤더 뒤에 오는 이 레코드의 바이트 수로, 많아야 2^14에 보호용 여유를 더한 값이다. TCP는 바이트 스트림일 뿐이라 레코드가 자기 끝을 알려야 한다.",
);
static FRAGMENT: Field = Field::hex(
    "fragment",
    "RFC 8446 §5.1",
    "What the record carries: messages, or a piece of one.",
    "레코드가 나르는 내용으로, 메시지들이거나 한 메시지의 조각이다.",
);
static ENCRYPTED: Field = Field::group(
    "encrypted_record",
    "RFC 8446 §5.2",
    "The protected body: unreadable without the traffic key, and any change to it is noticed.",
    "보호된 본문이다. 트래픽 키 없이는 읽을 수 없고, 조금만 바꿔도 드러난다.",
);
static EXPLICIT_NONCE: Field = Field::hex(
    "nonce_explicit",
    "RFC 5288 §3",
    "The part of the nonce that travels with the record (TLS 1.2): a nonce must never repeat under one key. TLS 1.3 counts instead of sending it.",
    "레코드와 함께 가는 논스의 일부이다(TLS 1.2). 한 키에서 논스가 되풀이되면 안 된다. TLS 1.3은 보내지 않고 세어서 만든다.",
);
static CIPHERTEXT: Field = Field::hex(
    "ciphertext",
    "RFC 8446 §5.2",
    "The encrypted content, as long as the plaintext: encryption hides what is said, not how much.",
    "암호화된 내용으로, 길이는 평문과 같다. 암호화는 무엇을 말하는지는 숨겨도 얼마나 말하는지는 숨기지 않는다.",
);
static TAG: Field = Field::hex(
    "authentication tag",
    "RFC 5116 §5.1",
    "16 bytes that only the holder of the key can compute over header and ciphertext: if one bit changed on the way, they do not match.",
    "키를 가진 쪽만 헤더와 암호문에서 계산할 수 있는 16바이트이다. 도중에 한 비트만 바뀌어도 맞지 않는다.",
);
static INNER: Field = Field::group(
    "TLSInnerPlaintext",
    "RFC 8446 §5.2",
    "What was inside a protected record: content, its real type, and padding.",
    "보호된 레코드 안에 있던 것으로, 내용, 진짜 유형, 패딩으로 이루어진다.",
);
static CONTENT: Field = Field::hex(
    "content",
    "RFC 8446 §5.2",
    "The content that was protected: handshake messages, an alert, or application data.",
    "보호되어 있던 내용으로, 핸드셰이크 메시지, 경보, 응용 데이터 가운데 하나이다.",
);
static INNER_TYPE: Field = Field::code(
    "type",
    &CONTENT_TYPES,
    "RFC 8446 §5.2",
    "The real content type, hidden inside the encryption: an observer cannot tell handshake from data.",
    "암호화 안에 숨겨 둔 진짜 콘텐츠 유형이다. 지켜보는 사람은 핸드셰이크와 데이터를 구별할 수 없다.",
);
static ZEROS: Field = Field::hex(
    "zeros",
    "RFC 8446 §5.4",
    "Padding: zeros that hide how long the content really is.",
    "패딩이다. 내용의 진짜 길이를 숨기는 0들이다.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::exhibit::{Exhibit, Origin};
    use crate::base::text::Text;

    #[test]
    fn a_sealed_record_shows_its_parts() {
        let mut bytes = vec![23, 3, 3, 0, 26];
        bytes.extend([7; 26]);
        let names = |form: Sealing| {
            let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &bytes, |r| {
                sealed(r, form).map(drop)
            });
            assert_eq!(exhibit.broken, None);
            assert!(exhibit.unexplained().is_empty());
            let leaves: Vec<_> = exhibit
                .leaves()
                .map(|n| (n.field.name, n.range()))
                .collect();
            leaves[3..].to_vec()
        };
        assert_eq!(
            names(Sealing::Tls12Explicit),
            [
                ("nonce_explicit", 5..13),
                ("ciphertext", 13..15),
                ("authentication tag", 15..31)
            ]
        );
        assert_eq!(names(Sealing::Tls13).len(), 2);
    }

    #[test]
    fn the_real_type_stands_before_the_zeros() {
        let read = |bytes: &'static [u8]| inner(&mut Reader::quiet(bytes));
        assert_eq!(
            read(&[1, 0, 21, 0, 0]),
            Ok((ContentType::ALERT, &[1, 0][..], 2))
        );
        assert_eq!(read(&[23]), Ok((ContentType::APPLICATION_DATA, &[][..], 0)));
        assert!(read(&[0, 0]).is_err());
    }

    #[test]
    fn plausible_headers() {
        assert!(looks_like(&[22, 3, 1, 2, 0]));
        assert!(looks_like(&[20, 3, 3, 0, 1, 1]));
        assert!(!looks_like(b"GET / HTTP/1.1"));
        assert!(!looks_like(&[22, 3, 1, 0, 0]));
        assert!(!looks_like(&[22, 3, 1, 2]));
    }

    #[test]
    fn the_suite_says_the_form() {
        let of = |version, suite| Sealing::of(version, suite);
        assert_eq!(
            of(Version::TLS13, Suite::AES_128_GCM_SHA256),
            Some(Sealing::Tls13)
        );
        assert_eq!(
            of(Version::TLS12, Suite::ECDHE_RSA_AES_128_GCM_SHA256),
            Some(Sealing::Tls12Explicit)
        );
        assert_eq!(
            of(Version::TLS12, Suite::ECDHE_RSA_CHACHA20_POLY1305_SHA256),
            Some(Sealing::Tls12Implicit)
        );
        assert_eq!(of(Version::TLS12, Suite(0xc013)), None);
    }
}
