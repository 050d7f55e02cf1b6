//! Pointers out of a certificate: policies, revocation lists, the issuer's services (RFC 5280 §4.2.1.4, §4.2.1.13, §4.2.2).

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::general;
use crate::dissect::x509::name;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads `AuthorityInfoAccessSyntax` and `SubjectInfoAccessSyntax`.
pub(super) fn information(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &ACCESS, tag::SEQUENCE, |r| {
        der::nest(r, &DESCRIPTION, tag::SEQUENCE, |r| {
            der::value(r, &METHOD, tag::OID)?;
            general::read(r)
        })
    })
}

/// Reads `CRLDistributionPoints`.
pub(super) fn distribution(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &POINTS, tag::SEQUENCE, |r| {
        der::nest(r, &POINT, tag::SEQUENCE, |r| {
            point_name(r)?;
            if der::next(r) == Some(tag::context(1)) {
                der::value(r, &REASONS, tag::context(1))?;
            }
            if der::next(r) == Some(tag::context_of(2)) {
                der::nest(r, &LIST_ISSUER, tag::context_of(2), general::rest)?;
            }
            Ok(())
        })
    })
}

/// Reads the `DistributionPointName` under `[0]`, where there is one.
pub(super) fn point_name(r: &mut Reader<'_, '_>) -> Result<()> {
    if der::next(r) != Some(tag::context_of(0)) {
        return Ok(());
    }
    der::nest(r, &POINT_NAME, tag::context_of(0), |r| match der::next(r) {
        Some(0xa1) => der::nest(r, &RELATIVE, tag::context_of(1), name::relative),
        _ => der::nest(r, &FULL, tag::context_of(0), general::rest),
    })
}

/// Reads `CertificatePolicies`.
pub(super) fn policies(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &POLICIES, tag::SEQUENCE, |r| {
        der::nest(r, &POLICY, tag::SEQUENCE, |r| {
            der::value(r, &POLICY_ID, tag::OID)?;
            match der::next(r) {
                None => Ok(()),
                Some(_) => der::list(r, &QUALIFIERS, tag::SEQUENCE, qualifier),
            }
        })
    })
}

/// Reads `PolicyQualifierInfo`.
fn qualifier(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &QUALIFIER, tag::SEQUENCE, |r| {
        der::value(r, &QUALIFIER_ID, tag::OID)?;
        let field = match der::next(r) {
            Some(tag::SEQUENCE) => &NOTICE,
            _ => &PRACTICE,
        };
        der::any(r, field).map(drop)
    })
}

static ACCESS: Field = Field::group(
    "AuthorityInfoAccessSyntax",
    "RFC 5280 §4.2.2.1",
    "A list of services, each with its address.",
    "주소를 단 서비스의 목록.",
);
static DESCRIPTION: Field = Field::group(
    "AccessDescription",
    "RFC 5280 §4.2.2.1",
    "One service: what it offers, and where.",
    "서비스 하나. 무엇을 어디에서 주는지 적는다.",
);
static METHOD: Field = Field::with(
    "accessMethod",
    oid::say,
    "RFC 5280 §4.2.2.1",
    "What can be had there: the issuer's certificate, to mend a chain sent without it, or a statement about revocation.",
    "그곳에서 얻을 수 있는 것. 빠진 인증서 사슬을 메울 발급자의 인증서이거나 폐기 여부에 대한 답이다.",
);
static POINTS: Field = Field::group(
    "CRLDistributionPoints",
    "RFC 5280 §4.2.1.13",
    "A list of places that publish revocations.",
    "폐기 소식을 내놓는 곳의 목록.",
);
static POINT: Field = Field::group(
    "DistributionPoint",
    "RFC 5280 §4.2.1.13",
    "One place, perhaps for some reasons only.",
    "한 곳. 어떤 폐기 사유만 다룰 수도 있다.",
);
static POINT_NAME: Field = Field::group(
    "distributionPoint",
    "RFC 5280 §4.2.1.13",
    "Where it is.",
    "그곳의 위치.",
);
static FULL: Field = Field::group(
    "fullName",
    "RFC 5280 §4.2.1.13",
    "Its names in full; several point at the same list.",
    "전체를 적은 이름들. 여럿이면 같은 목록을 가리킨다.",
);
static RELATIVE: Field = Field::group(
    "nameRelativeToCRLIssuer",
    "RFC 5280 §4.2.1.13",
    "Its name, to be put behind the name of the list's issuer.",
    "목록 발급자의 이름 뒤에 붙여 읽는 이름.",
);
static REASONS: Field = Field::hex(
    "reasons",
    "RFC 5280 §4.2.1.13",
    "Which reasons for revocation the list covers, as bits; absent, all of them.",
    "목록이 다루는 폐기 사유를 비트로 적은 것. 없으면 모든 사유를 다룬다.",
);
static LIST_ISSUER: Field = Field::group(
    "cRLIssuer",
    "RFC 5280 §4.2.1.13",
    "Who signs the list, where that is not the certificate's issuer.",
    "인증서의 발급자가 아닌 쪽이 목록에 서명할 때 그 이름.",
);
static POLICIES: Field = Field::group(
    "CertificatePolicies",
    "RFC 5280 §4.2.1.4",
    "The policies the certificate was issued under.",
    "이 인증서를 발급할 때 따른 정책들.",
);
static POLICY: Field = Field::group(
    "PolicyInformation",
    "RFC 5280 §4.2.1.4",
    "One policy, perhaps with notes on it.",
    "정책 하나와, 있으면 그에 대한 설명.",
);
static POLICY_ID: Field = Field::with(
    "policyIdentifier",
    oid::say,
    "RFC 5280 §4.2.1.4",
    "Which policy; browsers tell the levels of validation apart by it.",
    "어떤 정책인지 알린다. 브라우저는 이것으로 신원 확인 수준을 구별한다.",
);
static QUALIFIERS: Field = Field::group(
    "policyQualifiers",
    "RFC 5280 §4.2.1.4",
    "Notes on the policy, for people.",
    "사람이 읽을 정책 설명.",
);
static QUALIFIER: Field = Field::group(
    "PolicyQualifierInfo",
    "RFC 5280 §4.2.1.4",
    "One note: its kind and its content.",
    "설명 하나. 종류와 내용을 적는다.",
);
static QUALIFIER_ID: Field = Field::with(
    "policyQualifierId",
    oid::say,
    "RFC 5280 §4.2.1.4",
    "What kind of note it is.",
    "설명의 종류.",
);
static PRACTICE: Field = Field::utf8(
    "cPSuri",
    "RFC 5280 §4.2.1.4",
    "Where the authority's certification practice statement, its rules of work, can be read.",
    "인증 기관이 지키는 업무 규정(CPS)을 읽을 수 있는 곳.",
);
static NOTICE: Field = Field::hex(
    "UserNotice",
    "RFC 5280 §4.2.1.4",
    "A text to be shown to the person who relies on the certificate; no browser does, so it stays unopened here.",
    "인증서를 믿는 사람에게 보여 줄 글. 보여 주는 브라우저가 없어 여기서는 열지 않고 둔다.",
);
