//! Extensions (RFC 5280 §4.2): the frame they share, and the list of those that are opened.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::access;
use crate::dissect::x509::constraints;
use crate::dissect::x509::der;
use crate::dissect::x509::general;
use crate::dissect::x509::identifier;
use crate::dissect::x509::oid;
use crate::dissect::x509::revocation;
use crate::dissect::x509::tag;
use crate::dissect::x509::transparency;
use crate::dissect::x509::usage;

/// An extension that is opened.
struct Extension {
    /// Its path of numbers.
    path: &'static str,
    /// Its name and lesson.
    field: Field,
    /// Reads the content of its OCTET STRING, whole.
    read: der::Read,
}

/// Reads one `Extension`. A value that is unknown or broken inside is kept as bytes.
pub(super) fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    let known = find(r.peek());
    let field = known.map_or(&UNKNOWN, |known| &known.field);
    der::nest(r, field, tag::SEQUENCE, |r| {
        der::value(r, &ID, tag::OID)?;
        if der::next(r) == Some(tag::BOOLEAN) {
            der::value(r, &CRITICAL, tag::BOOLEAN)?;
        }
        der::nest(r, &VALUE, tag::OCTET_STRING, |r| match known {
            Some(known) => der::attempt(r, &BROKEN, known.read),
            None => r.rest(&OPAQUE).map(drop),
        })
    })
}

/// The known extension that stands at the head of `bytes`.
fn find(bytes: &[u8]) -> Option<&'static Extension> {
    let mut path = None;
    let mut ahead = Reader::quiet(bytes);
    // The rest of the extension is left unread, and so this always ends in an error.
    let _ = der::nest(&mut ahead, &UNKNOWN, tag::SEQUENCE, |r| {
        path = oid::dotted(der::value(r, &ID, tag::OID)?);
        Ok(())
    });
    EXTENSIONS
        .iter()
        .find(|known| Some(known.path) == path.as_deref())
}

/// Reads `SubjectAltName` and `IssuerAltName`.
fn names(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &NAMES, tag::SEQUENCE, general::rest)
}

#[rustfmt::skip]
static EXTENSIONS: &[Extension] = &[
    Extension { path: "2.5.29.14", read: identifier::subject, field: Field::group("subjectKeyIdentifier extension", "RFC 5280 §4.2.1.2", "A short label for this certificate's key, usually a hash of it, so that certificates below can point at it.", "이 인증서의 키에 붙인 짧은 이름표. 보통 키의 해시이며 아래 인증서들이 이것을 가리킨다.") },
    Extension { path: "2.5.29.15", read: usage::key, field: Field::group("keyUsage extension", "RFC 5280 §4.2.1.3", "What the key may be used for, so that a server's key cannot sign certificates.", "키를 어디에 쓸 수 있는지 정한다. 이것이 있어 서버의 키로는 인증서에 서명하지 못한다.") },
    Extension { path: "2.5.29.17", read: names, field: Field::group("subjectAltName extension", "RFC 5280 §4.2.1.6", "The names the certificate speaks for: a client takes it only if the name it asked for is among them.", "인증서로 증명하는 이름들. 클라이언트는 자신이 접속하려던 이름이 여기 있을 때만 받아들인다.") },
    Extension { path: "2.5.29.18", read: names, field: Field::group("issuerAltName extension", "RFC 5280 §4.2.1.7", "Further names of the issuer, such as its mail address; nobody checks them.", "발급자의 메일 주소 같은 다른 이름. 아무도 검사하지 않는다.") },
    Extension { path: "2.5.29.19", read: constraints::basic, field: Field::group("basicConstraints extension", "RFC 5280 §4.2.1.9", "Whether the owner may itself issue certificates; without this check any site could vouch for any other.", "소유자가 인증서를 발급해도 되는지 정한다. 이것을 검사하지 않으면 아무 사이트나 다른 사이트를 보증할 수 있다.") },
    Extension { path: "2.5.29.30", read: constraints::names, field: Field::group("nameConstraints extension", "RFC 5280 §4.2.1.10", "Fences in an authority: certificates below it may only carry names inside the fence.", "인증 기관에 울타리를 친다. 그 아래의 인증서는 울타리 안의 이름만 가질 수 있다.") },
    Extension { path: "2.5.29.31", read: access::distribution, field: Field::group("cRLDistributionPoints extension", "RFC 5280 §4.2.1.13", "Where the issuer publishes its list of revoked certificates.", "발급자가 폐기한 인증서의 목록을 내놓는 곳.") },
    Extension { path: "2.5.29.46", read: access::distribution, field: Field::group("freshestCRL extension", "RFC 5280 §4.2.1.15", "Where the changes since the last full revocation list are published.", "마지막 전체 폐기 목록 뒤의 변경분을 내놓는 곳.") },
    Extension { path: "2.5.29.32", read: access::policies, field: Field::group("certificatePolicies extension", "RFC 5280 §4.2.1.4", "Under which rules it was issued, such as how far the owner's identity was checked.", "어떤 규칙으로 발급했는지, 이를테면 소유자의 신원을 어디까지 확인했는지 알린다.") },
    Extension { path: "2.5.29.35", read: identifier::authority, field: Field::group("authorityKeyIdentifier extension", "RFC 5280 §4.2.1.1", "Points at the key that signed, for authorities that have several keys under one name.", "서명한 키를 가리킨다. 같은 이름으로 키를 여럿 쓰는 인증 기관을 위한 것이다.") },
    Extension { path: "2.5.29.36", read: constraints::policy, field: Field::group("policyConstraints extension", "RFC 5280 §4.2.1.11", "From which depth on every certificate below must name a policy.", "몇 단계 아래부터 모든 인증서가 정책을 밝혀야 하는지 정한다.") },
    Extension { path: "2.5.29.54", read: constraints::any_policy, field: Field::group("inhibitAnyPolicy extension", "RFC 5280 §4.2.1.14", "From which depth on the wildcard policy no longer counts.", "몇 단계 아래부터 '모든 정책'이라는 표시가 통하지 않는지 정한다.") },
    Extension { path: "2.5.29.37", read: usage::purposes, field: Field::group("extKeyUsage extension", "RFC 5280 §4.2.1.12", "The purposes the key is certified for; a client insists on serverAuth, so that a mail certificate cannot run a web site.", "인증 기관이 인정한 키의 용도. 클라이언트는 serverAuth를 요구하므로 메일용 인증서로는 웹 사이트를 운영할 수 없다.") },
    Extension { path: "1.3.6.1.5.5.7.1.1", read: access::information, field: Field::group("authorityInfoAccess extension", "RFC 5280 §4.2.2.1", "Where to learn more about the issuer: its own certificate, and whether this one is revoked.", "발급자에 관해 더 알아볼 곳. 발급자의 인증서와 이 인증서의 폐기 여부를 얻을 수 있다.") },
    Extension { path: "1.3.6.1.5.5.7.1.11", read: access::information, field: Field::group("subjectInfoAccess extension", "RFC 5280 §4.2.2.2", "Where to learn more about the owner, such as the certificates it issued.", "소유자가 발급한 인증서처럼 소유자에 관해 더 알아볼 곳.") },
    Extension { path: "1.3.6.1.5.5.7.1.24", read: usage::features, field: Field::group("tlsFeature extension", "RFC 7633 §4", "TLS extensions the server promises to answer, so that leaving out a revocation proof is noticed (must-staple).", "서버가 꼭 응답하겠다고 약속한 TLS 확장. 폐기 증명을 빼먹으면 드러나게 한다(must-staple).") },
    Extension { path: "2.5.29.20", read: revocation::number, field: Field::group("cRLNumber extension", "RFC 5280 §5.2.3", "The number of this revocation list, so that an old one can be told from a new one.", "이 폐기 목록의 번호. 옛 목록과 새 목록을 가려낼 수 있다.") },
    Extension { path: "2.5.29.27", read: revocation::base, field: Field::group("deltaCRLIndicator extension", "RFC 5280 §5.2.4", "Says that this list has only the changes since a full one; a client that takes it for a full list would miss most revocations, so it is critical.", "전체 목록 뒤의 변경분만 담은 목록임을 알린다. 전체 목록으로 여기면 폐기를 대부분 놓치므로 critical이다.") },
    Extension { path: "2.5.29.28", read: revocation::issuing_point, field: Field::group("issuingDistributionPoint extension", "RFC 5280 §5.2.5", "What this list covers, where it is not everything the authority issued.", "인증 기관이 발급한 전부를 다루지 않을 때, 이 목록이 다루는 범위.") },
    Extension { path: "2.5.29.21", read: revocation::reason, field: Field::group("reasonCode extension", "RFC 5280 §5.3.1", "Why this certificate was revoked.", "이 인증서를 폐기한 이유.") },
    Extension { path: "2.5.29.24", read: revocation::invalid_since, field: Field::group("invalidityDate extension", "RFC 5280 §5.3.2", "Since when the certificate should not have been trusted, which may be before it was revoked.", "이 인증서를 믿지 말았어야 하는 시각. 폐기한 시각보다 앞설 수 있다.") },
    Extension { path: "2.5.29.29", read: revocation::certificate_issuer, field: Field::group("certificateIssuer extension", "RFC 5280 §5.3.3", "Whose certificate this is, in a list that speaks for several authorities.", "여러 인증 기관의 폐기를 모은 목록에서, 이 인증서를 발급한 쪽.") },
    Extension { path: "1.3.6.1.5.5.7.48.1.2", read: revocation::nonce, field: Field::group("nonce extension", "RFC 8954 §2.1", "Ties an answer to its question, so that an old answer cannot be sent again.", "답을 질문에 묶어 옛 답을 다시 보내지 못하게 한다.") },
    Extension { path: "1.3.6.1.5.5.7.48.1.4", read: revocation::acceptable, field: Field::group("acceptable responses extension", "RFC 6960 §4.4.3", "Which kinds of answer the asker understands.", "묻는 쪽이 어떤 종류의 답을 이해하는지 알린다.") },
    Extension { path: "1.3.6.1.5.5.7.48.1.5", read: revocation::no_check, field: Field::group("ocsp-nocheck extension", "RFC 6960 §4.2.2.2.1", "For a responder's certificate: do not ask whether this one is revoked, which would go round in a circle; it is short-lived instead.", "응답자의 인증서에 쓴다. 이 인증서의 폐기 여부는 묻지 말라는 뜻으로, 물으면 끝없이 돌게 된다. 그 대신 수명이 짧다.") },
    Extension { path: "1.3.6.1.4.1.11129.2.4.2", read: transparency::list, field: Field::group("signedCertificateTimestampList extension", "RFC 6962 §3.3", "Receipts of public logs: no certificate can be issued in secret, because browsers refuse one that has none.", "공개 로그의 접수증. 이것이 없으면 브라우저가 거절하므로 인증서를 몰래 발급할 수 없다.") },
];
static UNKNOWN: Field = Field::group(
    "extension",
    "RFC 5280 §4.2",
    "An extension not opened here; whoever does not know it may skip it unless it is critical.",
    "여기서 열지 않는 확장. critical이 아니면 모르는 쪽은 건너뛰어도 된다.",
);
static ID: Field = Field::with(
    "extnID",
    oid::say,
    "RFC 5280 §4.2",
    "Which extension it is.",
    "어떤 확장인지 나타낸다.",
);
static CRITICAL: Field = Field::with(
    "critical",
    der::say_boolean,
    "RFC 5280 §4.2",
    "Whether a client that does not understand this extension must refuse the whole certificate; left out, it means no.",
    "이 확장을 이해하지 못하는 클라이언트가 인증서 전체를 거절해야 하는지 여부. 적지 않으면 아니라는 뜻이다.",
);
static VALUE: Field = Field::group(
    "extnValue",
    "RFC 5280 §4.2",
    "A further DER structure, wrapped as bytes so that it can be skipped unopened.",
    "열지 않고 건너뛸 수 있도록 바이트열로 감싼 또 하나의 DER 구조.",
);
static OPAQUE: Field = Field::hex(
    "extension value",
    "RFC 5280 §4.2",
    "The content of an extension that tlslab does not open.",
    "tlslab이 열지 않는 확장의 내용.",
);
static BROKEN: Field = Field::hex(
    "extension value (not as defined)",
    "RFC 5280 §4.2",
    "These bytes do not have the form this extension must have, so a client may refuse the certificate; kept unopened.",
    "이 확장이 지켜야 할 꼴이 아니어서 클라이언트가 인증서를 거절할 수 있다. 열지 않고 둔다.",
);
static NAMES: Field = Field::group(
    "GeneralNames",
    "RFC 5280 §4.2.1.6",
    "One or more names, each tagged with its kind.",
    "종류가 태그로 표시된 이름이 하나 이상 이어진다.",
);
