//! OCSPResponse (RFC 6960 §4.2.1): an authority's signed word on whether a certificate is still good.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::algorithm;
use crate::dissect::x509::certificate;
use crate::dissect::x509::certificate_id;
use crate::dissect::x509::der;
use crate::dissect::x509::extension;
use crate::dissect::x509::name;
use crate::dissect::x509::oid;
use crate::dissect::x509::revocation;
use crate::dissect::x509::signature;
use crate::dissect::x509::tag;
use crate::dissect::x509::time;

/// Reads one `OCSPResponse` and notes every byte of it.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &RESPONSE, tag::SEQUENCE, |r| {
        der::value(r, &STATUS, tag::ENUMERATED)?;
        if r.left() == 0 {
            return Ok(());
        }
        der::nest(r, &BYTES_TAG, tag::context_of(0), |r| {
            der::nest(r, &BYTES, tag::SEQUENCE, |r| {
                der::value(r, &TYPE, tag::OID)?;
                der::nest(r, &WRAPPER, tag::OCTET_STRING, |r| {
                    der::attempt(r, &OPAQUE, basic)
                })
            })
        })
    })
}

/// Reads `BasicOCSPResponse`.
fn basic(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &BASIC, tag::SEQUENCE, |r| {
        der::nest(r, &DATA, tag::SEQUENCE, data)?;
        let path = algorithm::read(r, &ALGORITHM)?;
        signature::read_as(r, &SIGNED, &path)?;
        if r.left() == 0 {
            return Ok(());
        }
        der::nest(r, &CERTIFICATES_TAG, tag::context_of(0), |r| {
            der::list(r, &CERTIFICATES, tag::SEQUENCE, certificate::read)
        })
    })
}

/// Reads the parts of `ResponseData`.
fn data(r: &mut Reader<'_, '_>) -> Result<()> {
    if der::next(r) == Some(tag::context_of(0)) {
        der::nest(r, &VERSION_TAG, tag::context_of(0), |r| {
            der::value(r, &VERSION, tag::INTEGER).map(drop)
        })?;
    }
    if der::next(r) == Some(tag::context_of(1)) {
        der::nest(r, &BY_NAME, tag::context_of(1), name::read)?;
    } else {
        der::nest(r, &BY_KEY, tag::context_of(2), |r| {
            der::value(r, &KEY_HASH, tag::OCTET_STRING).map(drop)
        })?;
    }
    der::value(r, &PRODUCED_AT, tag::GENERALIZED_TIME)?;
    der::list(r, &RESPONSES, tag::SEQUENCE, single)?;
    extensions(r)
}

/// Reads `SingleResponse`.
fn single(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &SINGLE, tag::SEQUENCE, |r| {
        certificate_id::read(r)?;
        match der::next(r) {
            Some(0xa1) => der::nest(r, &REVOKED, tag::context_of(1), |r| {
                der::value(r, &REVOCATION_TIME, tag::GENERALIZED_TIME)?;
                if r.left() == 0 {
                    return Ok(());
                }
                der::nest(r, &REASON_TAG, tag::context_of(0), |r| {
                    der::value(r, &REASON, tag::ENUMERATED).map(drop)
                })
            })?,
            Some(0x82) => der::nest(r, &UNKNOWN, tag::context(2), |_| Ok(()))?,
            _ => der::nest(r, &GOOD, tag::context(0), |_| Ok(()))?,
        }
        der::value(r, &THIS_UPDATE, tag::GENERALIZED_TIME)?;
        if der::next(r) == Some(tag::context_of(0)) {
            der::nest(r, &NEXT_UPDATE_TAG, tag::context_of(0), |r| {
                der::value(r, &NEXT_UPDATE, tag::GENERALIZED_TIME).map(drop)
            })?;
        }
        extensions(r)
    })
}

/// Reads extensions, where some are left.
fn extensions(r: &mut Reader<'_, '_>) -> Result<()> {
    if r.left() == 0 {
        return Ok(());
    }
    der::nest(r, &EXTENSIONS_TAG, tag::context_of(1), |r| {
        der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
    })
}

static RESPONSE: Field = Field::group(
    "OCSPResponse",
    "RFC 6960 §4.2.1",
    "Whether the authority still stands by the certificate, signed and good for some days, so that a revoked certificate does not live on until it expires.",
    "인증 기관이 이 인증서를 여전히 보증하는지 서명하여 알린 것으로 며칠 동안 유효하다. 폐기된 인증서가 만료 때까지 살아 있지 못하게 한다.",
);
static STATUSES: Codes = Codes::new(&[
    Code::plain(0, "successful"),
    Code::plain(1, "malformedRequest"),
    Code::plain(2, "internalError"),
    Code::plain(3, "tryLater"),
    Code::plain(5, "sigRequired"),
    Code::plain(6, "unauthorized"),
]);
static STATUS: Field = Field::code(
    "responseStatus",
    &STATUSES,
    "RFC 6960 §4.2.1",
    "Whether the question could be answered at all; an error is not signed, so anyone can send one.",
    "물음에 답할 수 있었는지 나타낸다. 오류는 서명되지 않으므로 누구나 보낼 수 있다.",
);
static BYTES_TAG: Field = Field::group(
    "responseBytes [0]",
    "RFC 6960 §4.2.1",
    "The answer, where there is one.",
    "답이 있으면 여기에 든다.",
);
static BYTES: Field = Field::group(
    "ResponseBytes",
    "RFC 6960 §4.2.1",
    "The answer, with its kind.",
    "종류가 적힌 답이다.",
);
static TYPE: Field = Field::with(
    "responseType",
    oid::say,
    "RFC 6960 §4.2.1",
    "The kind of answer: only the basic one is in use.",
    "답의 종류이다. 기본형만 쓰인다.",
);
static WRAPPER: Field = Field::group(
    "response",
    "RFC 6960 §4.2.1",
    "The answer, wrapped as bytes.",
    "바이트열로 감싼 답이다.",
);
static OPAQUE: Field = Field::hex(
    "unreadable response",
    "RFC 6960 §4.2.1",
    "An answer that does not have the basic form.",
    "기본형이 아닌 답이다.",
);
static BASIC: Field = Field::group(
    "BasicOCSPResponse",
    "RFC 6960 §4.2.1",
    "What is said, how it is signed, and the signature.",
    "내용과 서명 방식과 서명이다.",
);
static DATA: Field = Field::group(
    "tbsResponseData",
    "RFC 6960 §4.2.1",
    "What is signed: who says it, when, and on which certificates.",
    "서명되는 내용이다. 누가 언제 어떤 인증서에 대해 말하는지 담는다.",
);
static VERSION_TAG: Field = Field::group(
    "version [0]",
    "RFC 6960 §4.2.1",
    "The version, where it is not the first.",
    "첫 버전이 아닐 때의 버전이다.",
);
static VERSION: Field = Field::dec(
    "version",
    "RFC 6960 §4.2.1",
    "0 is version 1.",
    "0이 버전 1이다.",
);
static BY_NAME: Field = Field::group(
    "byName [1]",
    "RFC 6960 §4.2.1",
    "The responder, by its name.",
    "이름으로 적은 응답자이다.",
);
static BY_KEY: Field = Field::group(
    "byKey [2]",
    "RFC 6960 §4.2.1",
    "The responder, by the hash of its key.",
    "키의 해시로 적은 응답자이다.",
);
static KEY_HASH: Field = Field::hex(
    "KeyHash",
    "RFC 6960 §4.2.1",
    "SHA-1 of the responder's public key, to find the certificate that signed.",
    "응답자 공개 키의 SHA-1로, 서명한 인증서를 찾게 한다.",
);
static PRODUCED_AT: Field = Field::with(
    "producedAt",
    time::say,
    "RFC 6960 §4.2.1",
    "When the answer was signed.",
    "답에 서명한 시각이다.",
);
static RESPONSES: Field = Field::group(
    "responses",
    "RFC 6960 §4.2.1",
    "One entry for each certificate that is spoken of.",
    "말하는 인증서마다 항목 하나이다.",
);
static SINGLE: Field = Field::group(
    "SingleResponse",
    "RFC 6960 §4.2.1",
    "The state of one certificate.",
    "인증서 하나의 상태이다.",
);
static GOOD: Field = Field::group(
    "good [0]",
    "RFC 6960 §4.2.1",
    "Not revoked: the authority still stands by it.",
    "폐기되지 않았다. 인증 기관이 여전히 보증한다.",
);
static REVOKED: Field = Field::group(
    "revoked [1]",
    "RFC 6960 §4.2.1",
    "Withdrawn: nobody should trust it any more.",
    "폐기되었다. 더는 아무도 믿지 말아야 한다.",
);
static UNKNOWN: Field = Field::group(
    "unknown [2]",
    "RFC 6960 §4.2.1",
    "The responder does not know this certificate.",
    "응답자가 이 인증서를 알지 못한다.",
);
static REVOCATION_TIME: Field = Field::with(
    "revocationTime",
    time::say,
    "RFC 6960 §4.2.1",
    "Since when it is revoked.",
    "폐기된 시각이다.",
);
static REASON_TAG: Field = Field::group(
    "revocationReason [0]",
    "RFC 6960 §4.2.1",
    "Why, where that is said.",
    "이유를 밝혔으면 여기에 적는다.",
);
static REASON: Field = Field::code(
    "revocationReason",
    &revocation::REASONS,
    "RFC 5280 §5.3.1",
    "Why it was revoked: a stolen key is graver than a change of name.",
    "폐기한 이유이다. 키를 도둑맞은 것은 이름이 바뀐 것보다 심각하다.",
);
static THIS_UPDATE: Field = Field::with(
    "thisUpdate",
    time::say,
    "RFC 6960 §4.2.1",
    "From when the answer holds.",
    "답이 유효해지는 시각이다.",
);
static NEXT_UPDATE_TAG: Field = Field::group(
    "nextUpdate [0]",
    "RFC 6960 §4.2.1",
    "Until when the answer may be used.",
    "답을 쓸 수 있는 기한이다.",
);
static NEXT_UPDATE: Field = Field::with(
    "nextUpdate",
    time::say,
    "RFC 6960 §4.2.1",
    "Until when the answer may be used: a stapled answer older than this proves nothing.",
    "답을 쓸 수 있는 기한이다. 이보다 오래된 답은 아무것도 증명하지 않는다.",
);
static ALGORITHM: Field = Field::group(
    "signatureAlgorithm",
    "RFC 6960 §4.2.1",
    "How the answer is signed.",
    "답에 서명한 방식이다.",
);
static SIGNED: Field = Field::group(
    "signature",
    "RFC 6960 §4.2.1",
    "The responder's signature over every byte of tbsResponseData, so that the answer may be handed on by anyone, the server itself included.",
    "tbsResponseData의 모든 바이트에 대한 응답자의 서명이다. 덕분에 서버 자신을 포함해 누가 전해 주어도 믿을 수 있다.",
);
static CERTIFICATES_TAG: Field = Field::group(
    "certs [0]",
    "RFC 6960 §4.2.1",
    "Certificates to check the signature with.",
    "서명을 확인할 인증서들이다.",
);
static CERTIFICATES: Field = Field::group(
    "certs",
    "RFC 6960 §4.2.1",
    "The certificate of a responder that the authority let answer in its place.",
    "인증 기관 대신 답하도록 맡은 응답자의 인증서이다.",
);
static EXTENSIONS_TAG: Field = Field::group(
    "extensions [1]",
    "RFC 6960 §4.2.1",
    "Anything further.",
    "그 밖의 것들이다.",
);
static EXTENSIONS: Field = Field::group(
    "Extensions",
    "RFC 6960 §4.2.1",
    "Further statements, such as the nonce of the question.",
    "물음의 논스 같은 그 밖의 말들이다.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::exhibit::{Exhibit, Origin};
    use crate::base::text::Text;

    /// Made for this test: a good certificate, its responder named by key; a revoked one, its responder named and shown.
    static GOOD_ONE: &str = "308201180a0100a08201113082010d06092b06010505073001010481ff3081fc3081a2a21604140c47b0f4fce9a2fab9023a9b0b3fc11e28db287f180f32303236313132313039343932385a30523050303b300906052b0e03021a0500041411048cd20cb3592307d019fd0889562b62d3649204140c47b0f4fce9a2fab9023a9b0b3fc11e28db287f020210008000180f32303236313132313039343932385aa1233021301f06092b06010505073001020412041018ff3a357640b667755b289b2206eead300a06082a8648ce3d04030203490030460221009bc19ef3ed1cad668675d54d348968e786f4ab0919623214a8b30bc9d2622f85022100c7dc0efda407288ffbf9995a1e2e68ea7985611d7bbf29db8fe7927f0ce5b725";
    static REVOKED_ONE: &str = "308202b50a0100a08202ae308202aa06092b06010505073001010482029b308202973081c4a10f300d310b300906035504030c026361180f32303236313132313039343932385a307b3079303b300906052b0e03021a0500041411048cd20cb3592307d019fd0889562b62d3649204140c47b0f4fce9a2fab9023a9b0b3fc11e28db287f02021000a116180f32303235303130313030303030305aa0030a0101180f32303236313132313039343932385aa011180f32303236313132343039343932385aa1233021301f06092b060105050730010204120410dea7710a86079b490894bfce8ced223d300a06082a8648ce3d040302034700304402207ad26275eeced4f314488d3ace06008a8a05e236a8e11b1313275b37e41012a202207bef88b51104faa3fde421bdf2f5011ec51e0ab567539da204fdb47b12470d1ea0820177308201733082016f30820115a00302010202146d1d886786a397f3e980257ce3ec0c014ea173c9300a06082a8648ce3d040302300d310b300906035504030c026361301e170d3236313132313039343932385a170d3236313232313039343932385a300d310b300906035504030c0263613059301306072a8648ce3d020106082a8648ce3d03010703420004ec786f76fc3c1679c2edcd85c75edbed0d0067185c4c87c128cff0dfa12eb98b9a8b742b95f02beb0b855a0c009958e22f608e456ef15f89a9bff8f7688cd3eaa3533051301d0603551d0e041604140c47b0f4fce9a2fab9023a9b0b3fc11e28db287f301f0603551d230418301680140c47b0f4fce9a2fab9023a9b0b3fc11e28db287f300f0603551d130101ff040530030101ff300a06082a8648ce3d0403020348003045022001418458d33248a6073c02e27892f47512a4cdb6285936c92b661f48bd20e447022100b9e3a462c2e380c8e4f6577fe38f132442d39c5982ea34c06a172cb8b92db0ff";

    fn check(hex: &str, fields: &[&str]) {
        let bytes = hex::decode(hex).unwrap();
        let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &bytes, read);
        assert_eq!(exhibit.broken, None);
        assert!(exhibit.unexplained().is_empty());
        for field in fields {
            assert!(exhibit.find(field).is_some(), "{field}");
        }
        assert!(exhibit.find("unreadable response").is_none());
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x11;
            let read = Exhibit::read(Text::EMPTY, Origin::Computed, &flipped, read);
            assert!(read.unexplained().is_empty(), "{at}");
        }
    }

    #[test]
    fn good_and_revoked() {
        check(
            GOOD_ONE,
            &["good [0]", "byKey [2]", "thisUpdate", "serialNumber"],
        );
        check(
            REVOKED_ONE,
            &[
                "revoked [1]",
                "revocationReason",
                "byName [1]",
                "nextUpdate",
                "certs",
            ],
        );
        // tryLater, without an answer.
        check("30030a0103", &["responseStatus"]);
    }
}
