//! A certificate revocation list (RFC 5280 §5): an authority's signed list of the certificates it no longer stands by.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::algorithm;
use crate::dissect::x509::der;
use crate::dissect::x509::extension;
use crate::dissect::x509::name;
use crate::dissect::x509::signature;
use crate::dissect::x509::tag;
use crate::dissect::x509::time;

/// Reads exactly one DER `CertificateList` at the reader's present place and notes every byte of it; what follows is left.
/// Extensions and signatures that are unknown or broken inside are kept as bytes. Errors: a broken frame; the notes taken up
/// to there stay.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &LIST, tag::SEQUENCE, |r| {
        to_be_signed(r)?;
        let path = algorithm::read(r, &SIGNATURE_ALGORITHM)?;
        signature::read_as(r, &SIGNATURE_VALUE, &path)
    })
}

/// Reads `TBSCertList`.
fn to_be_signed(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &TO_BE_SIGNED, tag::SEQUENCE, |r| {
        if der::next(r) == Some(tag::INTEGER) {
            der::value(r, &VERSION, tag::INTEGER)?;
        }
        algorithm::read(r, &SIGNATURE)?;
        name::read_as(r, &ISSUER)?;
        der::any(r, &THIS_UPDATE)?;
        if matches!(der::next(r), Some(tag::UTC_TIME | tag::GENERALIZED_TIME)) {
            der::any(r, &NEXT_UPDATE)?;
        }
        if der::next(r) == Some(tag::SEQUENCE) {
            der::list(r, &REVOKED, tag::SEQUENCE, entry)?;
        }
        if der::next(r) == Some(tag::context_of(0)) {
            der::nest(r, &EXTENSIONS_TAG, tag::context_of(0), |r| {
                der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
            })?;
        }
        Ok(())
    })
}

/// Reads one entry of `revokedCertificates`.
fn entry(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &ENTRY, tag::SEQUENCE, |r| {
        der::value(r, &SERIAL, tag::INTEGER)?;
        der::any(r, &REVOCATION_DATE)?;
        match der::next(r) {
            None => Ok(()),
            Some(_) => der::list(r, &ENTRY_EXTENSIONS, tag::SEQUENCE, extension::read),
        }
    })
}

fn say_version(bytes: &[u8]) -> Text {
    match bytes {
        [n @ 0..=1] => Text::same(format!("v{} ({n})", n + 1)),
        _ => Text::same(format!("unknown (0x{})", hex::encode(bytes))),
    }
}

static LIST: Field = Field::group(
    "CertificateList",
    "RFC 5280 §5.1",
    "Three parts, as in a certificate: what the authority says, how it signed, and the signature. Whoever fetches it can check it, from wherever it came.",
    "인증서처럼 인증 기관의 말, 서명 방식, 서명의 세 부분으로 된다. 어디서 받았든 받은 쪽이 직접 확인할 수 있다.",
);
static TO_BE_SIGNED: Field = Field::group(
    "tbsCertList",
    "RFC 5280 §5.1.1.1",
    "The part to be signed: exactly these bytes, header included, go into the signature.",
    "서명할 부분. 헤더를 포함한 바로 이 바이트들이 서명에 들어간다.",
);
static VERSION: Field = Field::with(
    "version",
    say_version,
    "RFC 5280 §5.1.2.1",
    "Version 2, written as 1, may carry extensions; a list of version 1 leaves the number out.",
    "1로 적는 버전 2는 확장을 실을 수 있다. 버전 1인 목록은 이 번호를 적지 않는다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 5280 §5.1.2.2",
    "The signature algorithm, said a first time inside the signed part so that nobody can swap it outside.",
    "서명 알고리즘을 서명되는 부분 안에 먼저 적은 것. 바깥에서 바꿔치기하지 못하게 한다.",
);
static ISSUER: Field = Field::group(
    "issuer",
    "RFC 5280 §5.1.2.3",
    "Who signed the list: serial numbers below are numbers of this authority, unless an entry says otherwise.",
    "목록에 서명한 쪽. 아래 일련번호는 항목에 달리 적지 않는 한 이 인증 기관이 매긴 번호이다.",
);
static THIS_UPDATE: Field = Field::with(
    "thisUpdate",
    time::say,
    "RFC 5280 §5.1.2.4",
    "When the list was made; what was revoked later is not on it.",
    "목록을 만든 시각. 그 뒤에 폐기한 것은 들어 있지 않다.",
);
static NEXT_UPDATE: Field = Field::with(
    "nextUpdate",
    time::say,
    "RFC 5280 §5.1.2.5",
    "When the next list comes at the latest; after it this one is stale, and somebody may be holding the new one back.",
    "늦어도 이때까지 다음 목록이 나온다. 이 시각이 지난 목록은 낡은 것이며, 누군가 새 목록을 막고 있을 수도 있다.",
);
static REVOKED: Field = Field::group(
    "revokedCertificates",
    "RFC 5280 §5.1.2.6",
    "The certificates withdrawn, each by its serial number; left out where there are none.",
    "폐기한 인증서들을 일련번호로 적은 것. 하나도 없으면 이 부분을 적지 않는다.",
);
static ENTRY: Field = Field::group(
    "revoked certificate",
    "RFC 5280 §5.1.2.6",
    "One certificate that is no longer good; it may leave the list once it would have expired anyway.",
    "더는 유효하지 않은 인증서 하나. 본래 만료일이 지나면 목록에서 빠질 수 있다.",
);
static SERIAL: Field = Field::hex(
    "userCertificate",
    "RFC 5280 §5.1.2.6",
    "The serial number of the certificate: a client looks for the number of the one it was shown.",
    "그 인증서의 일련번호. 클라이언트는 자신이 받은 인증서의 번호를 여기서 찾는다.",
);
static REVOCATION_DATE: Field = Field::with(
    "revocationDate",
    time::say,
    "RFC 5280 §5.1.2.6",
    "When the authority withdrew it, which may be long after the key was stolen.",
    "인증 기관이 폐기한 시각. 키를 도둑맞은 지 한참 뒤일 수도 있다.",
);
static ENTRY_EXTENSIONS: Field = Field::group(
    "crlEntryExtensions",
    "RFC 5280 §5.3",
    "What more is said about this one, such as why it was revoked.",
    "폐기한 이유처럼 이 항목에 덧붙인 말들.",
);
static EXTENSIONS_TAG: Field = Field::group(
    "crlExtensions [0]",
    "RFC 5280 §5.1.2.7",
    "A wrapper that says extensions are there; only version 2 has them.",
    "확장이 있음을 알리는 껍데기. 버전 2에만 있다.",
);
static EXTENSIONS: Field = Field::group(
    "crlExtensions",
    "RFC 5280 §5.2",
    "What is said about the list as a whole: its number, the key that signed it, what it covers.",
    "목록 전체에 대한 말들. 몇 번째 목록인지, 어느 키로 서명했는지, 무엇을 다루는지 적는다.",
);
static SIGNATURE_ALGORITHM: Field = Field::group(
    "signatureAlgorithm",
    "RFC 5280 §5.1.1.2",
    "The signature algorithm, said again outside; it must equal the one inside.",
    "서명 알고리즘을 바깥에 다시 적은 것. 안에 적힌 것과 같아야 한다.",
);
static SIGNATURE_VALUE: Field = Field::group(
    "signatureValue",
    "RFC 5280 §5.1.1.3",
    "The authority's signature over every byte of tbsCertList: nobody on the way can strike an entry out.",
    "tbsCertList의 모든 바이트에 대한 인증 기관의 서명. 중간에서 항목을 지울 수 없게 한다.",
);
