//! Distinguished names (RFC 5280 §4.1.2.4): who issued a certificate, and whom it is for.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads one `Name` and notes its attributes. The name may be empty. Errors: DER that is broken or of other types.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    read_as(r, &NAME)
}

/// Reads one `Name` as `field`, which says whose it is.
pub(super) fn read_as(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<()> {
    der::list(r, field, tag::SEQUENCE, |r| {
        der::list(r, &RELATIVE, tag::SET, attribute)
    })
}

/// Reads `AttributeTypeAndValue`.
fn attribute(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &ATTRIBUTE, tag::SEQUENCE, |r| {
        let path = oid::dotted(der::value(r, &TYPE, tag::OID)?).unwrap_or_default();
        if der::next(r) == Some(tag::BMP_STRING) {
            return der::any(r, &WIDE).map(drop);
        }
        let field = ATTRIBUTES
            .iter()
            .find(|(known, _)| *known == path)
            .map_or(&VALUE, |(_, field)| field);
        der::any(r, field).map(drop)
    })
}

/// Reads the parts of one `RelativeDistinguishedName` whose tag `[1]` replaced SET.
pub(super) fn relative(r: &mut Reader<'_, '_>) -> Result<()> {
    while r.left() > 0 {
        attribute(r)?;
    }
    Ok(())
}

static NAME: Field = Field::group(
    "Name",
    "RFC 5280 §4.1.2.4",
    "A distinguished name: a path from the general (country) to the particular, made for a worldwide directory that was never built.",
    "식별 이름. 나라처럼 넓은 것에서 좁은 것으로 가는 경로로, 끝내 만들어지지 않은 세계 디렉터리를 위한 것이었다.",
);
static RELATIVE: Field = Field::group(
    "RelativeDistinguishedName",
    "RFC 5280 §4.1.2.4",
    "One step of the path; a set, because a step may be told apart by several attributes together, though it almost never is.",
    "경로의 한 단계. 여러 속성을 함께 써서 구별할 수도 있어 집합이지만 실제로는 거의 하나뿐이다.",
);
static ATTRIBUTE: Field = Field::group(
    "AttributeTypeAndValue",
    "RFC 5280 §4.1.2.4",
    "What kind of thing is said about the owner of the name, and what is said.",
    "이름의 소유자에 대해 무엇을 말하는지와 그 내용.",
);
static TYPE: Field = Field::with(
    "attribute type",
    oid::say,
    "RFC 5280 §4.1.2.4",
    "Which attribute follows, so that a program can find, say, the organization in any certificate.",
    "어떤 속성이 뒤따르는지 알린다. 덕분에 프로그램은 어느 인증서에서든 조직 이름 따위를 찾을 수 있다.",
);
static VALUE: Field = Field::utf8(
    "attribute value",
    "RFC 5280 §4.1.2.4",
    "The text of the attribute.",
    "속성의 글.",
);
static WIDE: Field = Field::with(
    "attribute value (UTF-16)",
    der::say_bmp,
    "RFC 5280 §4.1.2.4",
    "The text of the attribute, two bytes a character; new certificates use UTF-8 instead.",
    "글자마다 2바이트로 적은 속성의 글. 새 인증서는 UTF-8을 쓴다.",
);

#[rustfmt::skip]
static ATTRIBUTES: &[(&str, Field)] = &[
    ("2.5.4.3", Field::utf8("commonName", "RFC 6125 §2.3", "The name people read. Browsers once took it for the host name; today only subjectAltName counts for that.", "사람이 읽는 이름. 예전 브라우저는 이것을 호스트 이름으로 여겼지만 이제 호스트 이름은 subjectAltName만 따진다.")),
    ("2.5.4.5", Field::utf8("serialNumber (of the subject)", "RFC 5280 Appendix A.1", "A number that tells owners of the same name apart, such as a company's registration number; not the certificate's own.", "같은 이름을 가진 주체를 구별하는 번호로 회사 등록 번호 따위이다. 인증서 자체의 일련번호가 아니다.")),
    ("2.5.4.6", Field::utf8("countryName", "RFC 5280 Appendix A.1", "Two letters for the country the owner is in.", "주체가 있는 나라를 나타내는 두 글자.")),
    ("2.5.4.7", Field::utf8("localityName", "RFC 5280 Appendix A.1", "The town the owner is in.", "주체가 있는 도시.")),
    ("2.5.4.8", Field::utf8("stateOrProvinceName", "RFC 5280 Appendix A.1", "The state or province the owner is in.", "주체가 있는 주나 도.")),
    ("2.5.4.10", Field::utf8("organizationName", "RFC 5280 Appendix A.1", "The organization that owns the name; trustworthy only as far as the authority has checked it.", "이름을 소유한 조직. 인증 기관이 확인한 만큼만 믿을 수 있다.")),
    ("2.5.4.11", Field::utf8("organizationalUnitName", "RFC 5280 Appendix A.1", "A department; public authorities may no longer write it, because nobody could check it.", "부서 이름. 아무도 확인할 수 없어 공개 인증 기관은 더 이상 적지 못한다.")),
    ("0.9.2342.19200300.100.1.25", Field::utf8("domainComponent", "RFC 5280 §4.1.2.4", "One label of a domain name, so that a directory path can follow the DNS.", "도메인 이름의 한 부분. 디렉터리 경로가 DNS를 따를 수 있게 한다.")),
    ("1.2.840.113549.1.9.1", Field::utf8("emailAddress", "RFC 5280 §4.1.2.6", "A mail address in the old place; new certificates put it into subjectAltName.", "옛 자리에 적은 메일 주소. 새 인증서는 subjectAltName에 적는다.")),
];
