//! Extensions of revocation lists, of their entries and of OCSP (RFC 5280 §5.2 and §5.3, RFC 6960 §4.4).

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::access;
use crate::dissect::x509::der;
use crate::dissect::x509::general;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::dissect::x509::time;

/// Why a certificate was revoked (RFC 5280 §5.3.1); OCSP has the same numbers.
pub(super) static REASONS: Codes = Codes::new(&[
    Code::new(
        0,
        "unspecified",
        "No reason is given.",
        "이유를 밝히지 않았다.",
    ),
    Code::new(
        1,
        "keyCompromise",
        "The private key is in other hands, or may be: nothing it signed can be trusted.",
        "개인 키가 남의 손에 들어갔거나 그럴 수 있다. 그 키로 한 서명은 무엇도 믿을 수 없다.",
    ),
    Code::new(
        2,
        "cACompromise",
        "The private key of an authority is in other hands: everything below it falls.",
        "인증 기관의 개인 키가 남의 손에 들어갔다. 그 아래의 모든 것이 무너진다.",
    ),
    Code::new(
        3,
        "affiliationChanged",
        "The owner's name or employer changed; the key is still safe.",
        "소유자의 이름이나 소속이 바뀌었다. 키는 여전히 안전하다.",
    ),
    Code::new(
        4,
        "superseded",
        "A newer certificate took its place; the key is still safe.",
        "새 인증서로 바뀌었다. 키는 여전히 안전하다.",
    ),
    Code::new(
        5,
        "cessationOfOperation",
        "The service it was for is gone.",
        "이 인증서를 쓰던 서비스가 없어졌다.",
    ),
    Code::new(
        6,
        "certificateHold",
        "Suspended, and perhaps taken back later.",
        "잠시 멈춘 것이며 나중에 되살릴 수 있다.",
    ),
    Code::new(
        8,
        "removeFromCRL",
        "Taken off hold, or expired: only lists of changes say so.",
        "정지가 풀렸거나 만료되었다. 변경분 목록에만 나온다.",
    ),
    Code::new(
        9,
        "privilegeWithdrawn",
        "A right that the certificate grants was taken away.",
        "인증서로 주어진 권한을 거두었다.",
    ),
    Code::new(
        10,
        "aACompromise",
        "An authority for attributes was broken into.",
        "속성 인증 기관이 뚫렸다.",
    ),
]);

/// Reads `CRLNumber` and `BaseCRLNumber`.
pub(super) fn number(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &NUMBER, tag::INTEGER).map(drop)
}

/// Reads `BaseCRLNumber`, the value of deltaCRLIndicator.
pub(super) fn base(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &BASE, tag::INTEGER).map(drop)
}

/// Reads `CRLReason`.
pub(super) fn reason(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &REASON, tag::ENUMERATED).map(drop)
}

/// Reads `InvalidityDate`.
pub(super) fn invalid_since(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &INVALIDITY_DATE, tag::GENERALIZED_TIME).map(drop)
}

/// Reads `CertificateIssuer`.
pub(super) fn certificate_issuer(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &CERTIFICATE_ISSUER, tag::SEQUENCE, general::rest)
}

/// Reads `IssuingDistributionPoint`.
pub(super) fn issuing_point(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &ISSUING_POINT, tag::SEQUENCE, |r| {
        access::point_name(r)?;
        for (tag, field) in [
            (1, &ONLY_USERS),
            (2, &ONLY_AUTHORITIES),
            (3, &SOME_REASONS),
            (4, &INDIRECT),
            (5, &ONLY_ATTRIBUTES),
        ] {
            if der::next(r) == Some(tag::context(tag)) {
                der::any(r, field)?;
            }
        }
        Ok(())
    })
}

/// Reads `Nonce`, which some write without the OCTET STRING that RFC 8954 asks for.
pub(super) fn nonce(r: &mut Reader<'_, '_>) -> Result<()> {
    match der::next(r) {
        Some(tag::OCTET_STRING) => der::value(r, &NONCE, tag::OCTET_STRING).map(drop),
        _ => r.rest(&NONCE).map(drop),
    }
}

/// Reads `OCSPNoCheck`, a NULL.
pub(super) fn no_check(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &NO_CHECK, tag::NULL).map(drop)
}

/// Reads `AcceptableResponses`.
pub(super) fn acceptable(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &ACCEPTABLE, tag::SEQUENCE, |r| {
        der::value(r, &RESPONSE_TYPE, tag::OID).map(drop)
    })
}

/// Says `ReasonFlags`: the count of unused bits, then bits numbered from the front as the reasons are.
fn say_reasons(bytes: &[u8]) -> Text {
    let set = bytes
        .iter()
        .skip(1)
        .flat_map(|byte| (0..8).map(move |n| byte << n & 0x80 != 0));
    let names: Vec<&str> = FLAGS
        .iter()
        .zip(set)
        .filter(|(_, set)| *set)
        .map(|(name, _)| *name)
        .collect();
    match names.is_empty() {
        true => Text::new("none", "없음"),
        false => Text::same(names.join(", ")),
    }
}

/// `ReasonFlags` in the order of its bits (RFC 5280 §4.2.1.13).
static FLAGS: [&str; 9] = [
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
];

static NUMBER: Field = Field::dec(
    "CRLNumber",
    "RFC 5280 §5.2.3",
    "The number of the list, which only grows: of two lists the one with the greater number is the newer.",
    "목록의 번호. 늘어나기만 하므로 두 목록 가운데 번호가 큰 것이 새것이다.",
);
static BASE: Field = Field::dec(
    "BaseCRLNumber",
    "RFC 5280 §5.2.4",
    "The number of the full list that these changes are to be applied to.",
    "이 변경분을 덧붙일 전체 목록의 번호.",
);
static REASON: Field = Field::code(
    "CRLReason",
    &REASONS,
    "RFC 5280 §5.3.1",
    "Why it was revoked: a stolen key is graver than a change of name.",
    "폐기한 이유. 키를 도둑맞은 것은 이름이 바뀐 것보다 심각하다.",
);
static INVALIDITY_DATE: Field = Field::with(
    "InvalidityDate",
    time::say,
    "RFC 5280 §5.3.2",
    "Since when the key is suspected to be in other hands, often before anybody noticed.",
    "키가 남의 손에 들어갔다고 의심되는 시각. 알아차리기 전일 때가 많다.",
);
static CERTIFICATE_ISSUER: Field = Field::group(
    "CertificateIssuer",
    "RFC 5280 §5.3.3",
    "Who issued this certificate and those listed after it, where one list speaks for several authorities.",
    "여러 인증 기관의 폐기를 한 목록에 모을 때, 이 항목부터 뒤따르는 항목들의 인증서를 발급한 쪽.",
);
static ISSUING_POINT: Field = Field::group(
    "IssuingDistributionPoint",
    "RFC 5280 §5.2.5",
    "Where this list is published and what it covers; a certificate outside of that may be revoked without standing here.",
    "이 목록을 내놓는 곳과 다루는 범위. 범위 밖의 인증서는 폐기되었어도 여기에 없을 수 있다.",
);
static ONLY_USERS: Field = Field::with(
    "onlyContainsUserCerts",
    der::say_boolean,
    "RFC 5280 §5.2.5",
    "Whether only certificates that are not authorities' are listed.",
    "인증 기관이 아닌 인증서만 다루는지 여부.",
);
static ONLY_AUTHORITIES: Field = Field::with(
    "onlyContainsCACerts",
    der::say_boolean,
    "RFC 5280 §5.2.5",
    "Whether only authorities' certificates are listed.",
    "인증 기관의 인증서만 다루는지 여부.",
);
static SOME_REASONS: Field = Field::with(
    "onlySomeReasons",
    say_reasons,
    "RFC 5280 §5.2.5",
    "The reasons this list covers; a certificate revoked for another stands on another list.",
    "이 목록이 다루는 폐기 사유. 다른 사유로 폐기한 인증서는 다른 목록에 있다.",
);
static INDIRECT: Field = Field::with(
    "indirectCRL",
    der::say_boolean,
    "RFC 5280 §5.2.5",
    "Whether certificates of other authorities may be listed too.",
    "다른 인증 기관의 인증서도 실릴 수 있는지 여부.",
);
static ONLY_ATTRIBUTES: Field = Field::with(
    "onlyContainsAttributeCerts",
    der::say_boolean,
    "RFC 5280 §5.2.5",
    "Whether only attribute certificates are listed; those hardly exist.",
    "속성 인증서만 다루는지 여부. 속성 인증서는 거의 쓰지 않는다.",
);
static NONCE: Field = Field::hex(
    "nonce",
    "RFC 8954 §2.1",
    "A random number that question and answer share, so that nobody can replay an old answer.",
    "질문과 답에 함께 적는 난수. 옛 답을 다시 보내는 재생 공격을 막는다.",
);
static NO_CHECK: Field = Field::hex(
    "OCSPNoCheck",
    "RFC 6960 §4.2.2.2.1",
    "Nothing: that the extension is there says it all.",
    "내용이 없다. 확장이 있다는 것만으로 뜻을 전한다.",
);
static ACCEPTABLE: Field = Field::group(
    "AcceptableResponses",
    "RFC 6960 §4.4.3",
    "The kinds of answer the asker understands.",
    "묻는 쪽이 이해하는 답의 종류들.",
);
static RESPONSE_TYPE: Field = Field::with(
    "response type",
    oid::say,
    "RFC 6960 §4.4.3",
    "One kind of answer; only the basic one is in use.",
    "답의 종류 하나. 기본형만 쓰인다.",
);
