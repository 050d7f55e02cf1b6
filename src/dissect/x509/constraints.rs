//! Limits on authorities: basicConstraints, nameConstraints and the policy limits (RFC 5280 §4.2.1.9 to §4.2.1.14).

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::general;
use crate::dissect::x509::tag;

/// Reads `BasicConstraints`.
pub(super) fn basic(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &BASIC, tag::SEQUENCE, |r| {
        if der::next(r) == Some(tag::BOOLEAN) {
            der::value(r, &AUTHORITY, tag::BOOLEAN)?;
        }
        if der::next(r) == Some(tag::INTEGER) {
            der::value(r, &PATH_LENGTH, tag::INTEGER)?;
        }
        Ok(())
    })
}

/// Reads `NameConstraints`.
pub(super) fn names(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &NAMES, tag::SEQUENCE, |r| {
        for (tag, field) in [(0, &PERMITTED), (1, &EXCLUDED)] {
            if der::next(r) == Some(tag::context_of(tag)) {
                der::list(r, field, tag::context_of(tag), subtree)?;
            }
        }
        Ok(())
    })
}

/// Reads `GeneralSubtree`.
fn subtree(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &SUBTREE, tag::SEQUENCE, |r| {
        general::read(r)?;
        optional(r, [&MINIMUM, &MAXIMUM])
    })
}

/// Reads `PolicyConstraints`.
pub(super) fn policy(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &POLICY, tag::SEQUENCE, |r| {
        optional(r, [&REQUIRE, &INHIBIT])
    })
}

/// Reads `InhibitAnyPolicy`.
pub(super) fn any_policy(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &INHIBIT_ANY, tag::INTEGER).map(drop)
}

/// Reads two optional numbers, tagged `[0]` and `[1]`.
fn optional(r: &mut Reader<'_, '_>, fields: [&'static Field; 2]) -> Result<()> {
    for (tag, field) in [tag::context(0), tag::context(1)].into_iter().zip(fields) {
        if der::next(r) == Some(tag) {
            der::value(r, field, tag)?;
        }
    }
    Ok(())
}

static BASIC: Field = Field::group(
    "BasicConstraints",
    "RFC 5280 §4.2.1.9",
    "Authority or not, and how far down; an empty one says no.",
    "인증 기관인지, 몇 단계까지인지 적는다. 비어 있으면 아니라는 뜻이다.",
);
static AUTHORITY: Field = Field::with(
    "cA",
    der::say_boolean,
    "RFC 5280 §4.2.1.9",
    "Whether the owner is an authority, that is, may sign certificates for others.",
    "소유자가 인증 기관인지, 곧 남의 인증서에 서명해도 되는지 여부.",
);
static PATH_LENGTH: Field = Field::dec(
    "pathLenConstraint",
    "RFC 5280 §4.2.1.9",
    "How many authorities may stand between this one and the last certificate; 0: it may sign no further authority.",
    "이 인증 기관과 마지막 인증서 사이에 둘 수 있는 인증 기관의 수. 0이면 다른 인증 기관에 서명하지 못한다.",
);
static NAMES: Field = Field::group(
    "NameConstraints",
    "RFC 5280 §4.2.1.10",
    "What is inside the fence, and what is cut out of it again.",
    "울타리 안에 드는 것과, 거기서 다시 빼는 것.",
);
static PERMITTED: Field = Field::group(
    "permittedSubtrees",
    "RFC 5280 §4.2.1.10",
    "Names of these kinds must lie within one of these; a kind not listed is free.",
    "이 종류의 이름은 이 가운데 하나에 들어야 한다. 적지 않은 종류는 자유이다.",
);
static EXCLUDED: Field = Field::group(
    "excludedSubtrees",
    "RFC 5280 §4.2.1.10",
    "Names within any of these are forbidden, whatever is permitted.",
    "무엇을 허용했든 이 가운데 하나에 드는 이름은 금지된다.",
);
static SUBTREE: Field = Field::group(
    "GeneralSubtree",
    "RFC 5280 §4.2.1.10",
    "A name and everything below it: test covers server.test, a network covers its addresses.",
    "이름 하나와 그 아래 전부. test는 server.test를, 네트워크는 그 안의 주소를 포함한다.",
);
static MINIMUM: Field = Field::dec(
    "minimum",
    "RFC 5280 §4.2.1.10",
    "Must be 0 and so should not be written.",
    "반드시 0이어야 하므로 적지 않는 것이 옳다.",
);
static MAXIMUM: Field = Field::dec(
    "maximum",
    "RFC 5280 §4.2.1.10",
    "Must be absent on the Internet.",
    "인터넷에서는 없어야 한다.",
);
static POLICY: Field = Field::group(
    "PolicyConstraints",
    "RFC 5280 §4.2.1.11",
    "How strictly policies are taken below this certificate.",
    "이 인증서 아래에서 정책을 얼마나 엄격히 따지는지 정한다.",
);
static REQUIRE: Field = Field::dec(
    "requireExplicitPolicy",
    "RFC 5280 §4.2.1.11",
    "How many more certificates may follow before each must name an acceptable policy.",
    "앞으로 인증서 몇 장 뒤부터 받아들일 수 있는 정책을 저마다 밝혀야 하는지 정한다.",
);
static INHIBIT: Field = Field::dec(
    "inhibitPolicyMapping",
    "RFC 5280 §4.2.1.11",
    "How many more certificates may follow before one authority's policy may no longer stand for another's.",
    "앞으로 인증서 몇 장 뒤부터 한 기관의 정책을 다른 기관의 정책으로 바꿔 볼 수 없는지 정한다.",
);
static INHIBIT_ANY: Field = Field::dec(
    "SkipCerts",
    "RFC 5280 §4.2.1.14",
    "How many more certificates may follow before the wildcard policy stops counting.",
    "앞으로 인증서 몇 장 뒤부터 '모든 정책' 표시가 통하지 않는지 정한다.",
);
