//! A certification request, PKCS#10 (RFC 2986): a key, a wish for a name, and a signature with that very key.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::algorithm;
use crate::dissect::x509::der;
use crate::dissect::x509::extension;
use crate::dissect::x509::key;
use crate::dissect::x509::name;
use crate::dissect::x509::oid;
use crate::dissect::x509::signature;
use crate::dissect::x509::tag;

/// Reads exactly one DER `CertificationRequest` at the reader's present place and notes every byte of it; what follows is
/// left. Attributes, extensions, keys and signatures that are unknown or broken inside are kept as bytes. Errors: a broken
/// frame; the notes taken up to there stay.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &REQUEST, tag::SEQUENCE, |r| {
        der::nest(r, &INFO, tag::SEQUENCE, |r| {
            der::value(r, &VERSION, tag::INTEGER)?;
            name::read_as(r, &SUBJECT)?;
            key::read_as(r, &KEY)?;
            // The standard wants the attributes there even when there are none; some programs leave them out.
            match der::next(r) {
                None => Ok(()),
                Some(_) => der::list(r, &ATTRIBUTES, tag::context_of(0), attribute),
            }
        })?;
        let path = algorithm::read(r, &ALGORITHM)?;
        signature::read_as(r, &SIGNATURE, &path)
    })
}

/// An attribute that is opened.
struct Attribute {
    /// Its path of numbers.
    path: &'static str,
    /// Its name and lesson.
    field: Field,
    /// Reads one of its values, whole.
    read: der::Read,
}

/// Reads one `Attribute`: a type and a set of values.
fn attribute(r: &mut Reader<'_, '_>) -> Result<()> {
    let known = find(r.peek());
    let field = known.map_or(&UNKNOWN, |known| &known.field);
    der::nest(r, field, tag::SEQUENCE, |r| {
        der::value(r, &TYPE, tag::OID)?;
        der::nest(r, &VALUES, tag::SET, |r| match known {
            Some(known) => der::attempt(r, &BROKEN, known.read),
            None => r.rest(&OPAQUE).map(drop),
        })
    })
}

/// The known attribute that stands at the head of `bytes`.
fn find(bytes: &[u8]) -> Option<&'static Attribute> {
    let mut path = None;
    let mut ahead = Reader::quiet(bytes);
    // The rest of the attribute is left unread, and so this always ends in an error.
    let _ = der::nest(&mut ahead, &UNKNOWN, tag::SEQUENCE, |r| {
        path = oid::dotted(der::value(r, &TYPE, tag::OID)?);
        Ok(())
    });
    KNOWN
        .iter()
        .find(|known| Some(known.path) == path.as_deref())
}

/// Reads `ExtensionRequest` (RFC 2985 §5.4.2).
fn extensions(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
}

/// Reads a `DirectoryString` that is a password.
fn password(r: &mut Reader<'_, '_>) -> Result<()> {
    der::any(r, &PASSWORD).map(drop)
}

/// Reads a `DirectoryString` that is a name without structure.
fn plain_name(r: &mut Reader<'_, '_>) -> Result<()> {
    der::any(r, &PLAIN_NAME).map(drop)
}

fn say_version(bytes: &[u8]) -> Text {
    match bytes {
        [0] => Text::same("v1 (0)"),
        _ => Text::same(format!("unknown (0x{})", hex::encode(bytes))),
    }
}

#[rustfmt::skip]
static KNOWN: &[Attribute] = &[
    Attribute { path: "1.2.840.113549.1.9.14", read: extensions, field: Field::group("extensionRequest attribute", "RFC 2985 §5.4.2", "The extensions wished for, above all the host names; the authority decides which of them it grants.", "원하는 확장들이며 무엇보다 호스트 이름이 여기에 든다. 무엇을 들어줄지는 인증 기관이 정한다.") },
    Attribute { path: "1.3.6.1.4.1.311.2.1.14", read: extensions, field: Field::group("extensionRequest attribute (Microsoft)", "RFC 2985 §5.4.2", "The same wish for extensions under the number Microsoft gave it before the standard had one.", "표준에 번호가 생기기 전에 Microsoft가 붙인 번호로 적은, 같은 확장 요청.") },
    Attribute { path: "1.2.840.113549.1.9.7", read: password, field: Field::group("challengePassword attribute", "RFC 2985 §5.4.1", "A password to tell the authority later when the certificate is to be revoked; anyone who sees the request can read it.", "나중에 폐기를 요청할 때 인증 기관에 댈 비밀번호. 요청서를 본 사람은 누구나 읽을 수 있다.") },
    Attribute { path: "1.2.840.113549.1.9.2", read: plain_name, field: Field::group("unstructuredName attribute", "RFC 2985 §5.4.3", "A further name of the owner, with no structure; routers use it.", "소유자의 또 다른 이름으로 구조가 없다. 라우터에서 쓴다.") },
];

static REQUEST: Field = Field::group(
    "CertificationRequest",
    "RFC 2986 §4.2",
    "Three parts: what is wished for, how it is signed, and the signature. The private key never leaves its owner.",
    "바라는 것, 서명 방식, 서명의 세 부분으로 된다. 개인 키는 소유자를 떠나지 않는다.",
);
static INFO: Field = Field::group(
    "certificationRequestInfo",
    "RFC 2986 §4.1",
    "What is signed: a name, a key and wishes. No issuer, no serial number, no dates: those are the authority's to decide.",
    "서명되는 부분으로 이름, 키, 바라는 것을 담는다. 발급자, 일련번호, 기간은 없다. 그것은 인증 기관이 정한다.",
);
static VERSION: Field = Field::with(
    "version",
    say_version,
    "RFC 2986 §4.1",
    "There is only version 1, written as 0.",
    "0으로 적는 버전 1뿐이다.",
);
static SUBJECT: Field = Field::group(
    "subject",
    "RFC 2986 §4.1",
    "The name its owner would like; nothing here is checked yet.",
    "소유자가 바라는 이름. 아직 아무것도 확인되지 않았다.",
);
static KEY: Field = Field::group(
    "subjectPKInfo",
    "RFC 2986 §4.1",
    "The public key to be certified; the signature below proves that the sender holds its private half.",
    "인증받을 공개 키. 아래 서명은 보낸 쪽이 짝이 되는 개인 키를 가졌음을 증명한다.",
);
static ATTRIBUTES: Field = Field::group(
    "attributes [0]",
    "RFC 2986 §4.1",
    "Further wishes; empty when there are none, but still written.",
    "그 밖에 바라는 것들. 없으면 비워 두되 적기는 한다.",
);
static UNKNOWN: Field = Field::group(
    "attribute",
    "RFC 2986 §4.1",
    "A wish of a kind not opened here.",
    "여기서 열지 않는 종류의 바람.",
);
static TYPE: Field = Field::with(
    "attribute type",
    oid::say,
    "RFC 2986 §4.1",
    "Which kind of wish it is.",
    "어떤 종류의 바람인지 알린다.",
);
static VALUES: Field = Field::group(
    "values",
    "RFC 2986 §4.1",
    "A set by definition, though it holds one value in practice.",
    "정의로는 집합이지만 실제로는 값이 하나 든다.",
);
static EXTENSIONS: Field = Field::group(
    "Extensions",
    "RFC 2985 §5.4.2",
    "Extensions as they would stand in the certificate.",
    "인증서에 들어갈 꼴 그대로 적은 확장들.",
);
static PASSWORD: Field = Field::utf8(
    "challengePassword",
    "RFC 2985 §5.4.1",
    "The password, in the clear.",
    "암호화하지 않은 비밀번호.",
);
static PLAIN_NAME: Field = Field::utf8(
    "unstructuredName",
    "RFC 2985 §5.4.3",
    "The name.",
    "그 이름.",
);
static OPAQUE: Field = Field::hex(
    "attribute values",
    "RFC 2986 §4.1",
    "Values of an attribute that tlslab does not open.",
    "tlslab이 열지 않는 속성의 값.",
);
static BROKEN: Field = Field::hex(
    "attribute values (not as defined)",
    "RFC 2986 §4.1",
    "These bytes do not have the form this attribute must have; kept unopened.",
    "이 속성이 지켜야 할 꼴이 아니다. 열지 않고 둔다.",
);
static ALGORITHM: Field = Field::group(
    "signatureAlgorithm",
    "RFC 2986 §4.2",
    "How the request is signed; said once only, as its own key signs it.",
    "요청서에 서명한 방식. 자기 키로 서명하므로 한 번만 적는다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 2986 §4.2",
    "Made with the private half of the very key in the request: proof that the sender holds it, not proof of the name.",
    "요청서에 든 바로 그 키의 개인 키로 만든 서명. 보낸 쪽이 키를 가졌다는 증명이지 이름의 증명은 아니다.",
);
