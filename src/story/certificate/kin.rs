//! Who signed whom among the certificates on the desk.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::x509::oid;
use crate::dissect::x509::shape::Shape;
use crate::keys::signature::{self, Why};
use crate::story::certificate::facts::Facts;
use crate::story::certificate::sheet::Sheet;
use crate::story::model::{Given, Proof, Value};
use crate::text;

/// A certificate with what it says.
pub(crate) struct Kin {
    pub(crate) sheet: Sheet,
    pub(crate) facts: Facts,
}

/// The one of `all` whose name certificate `n` gives as its issuer, one whose key fits where several bear the
/// name, itself before others.
pub(crate) fn issuer_of(n: usize, all: &[Kin]) -> Option<usize> {
    let one = all.get(n)?;
    let bears = |(_, other): &(usize, &Kin)| {
        !one.facts.issuer_der.is_empty() && other.facts.subject_der == one.facts.issuer_der
    };
    let mut named: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(bears)
        .map(|(m, _)| m)
        .collect();
    named.sort_by_key(|m| *m != n);
    let fits = |m: &&usize| {
        all.get(**m)
            .is_some_and(|issuer| checked(&one.sheet, &issuer.facts.spki) == Some(Ok(())))
    };
    named.iter().find(fits).or_else(|| named.first()).copied()
}

/// Whether the signature fits the key in `spki`; none: the parts it takes cannot be read.
pub(crate) fn checked(sheet: &Sheet, spki: &[u8]) -> Option<Result<(), Why>> {
    let signed = Signed::of(sheet)?;
    Some(signature::certificate(
        &signed.algorithm,
        spki,
        signed.body,
        signed.signature,
    ))
}

/// The parts of a signed document that its signature is about.
struct Signed<'s> {
    algorithm: String,
    body: &'s [u8],
    signature: &'s [u8],
}

impl<'s> Signed<'s> {
    fn of(sheet: &'s Sheet) -> Option<Self> {
        let (body, value) = match sheet.shape {
            Shape::Crl => ("tbsCertList", "signatureValue"),
            Shape::Request => ("certificationRequestInfo", "signature"),
            Shape::Ocsp => ("tbsResponseData", "signature"),
            _ => ("tbsCertificate", "signatureValue"),
        };
        let section = sheet.section("signatureAlgorithm")?;
        let algorithm = sheet.named(&section.at, "algorithm").next()?;
        let body = sheet.whole.find(body)?;
        let value = sheet.section(value)?;
        let content = sheet.named(&value.own, "unused bits").next()?.range().end;
        Some(Self {
            algorithm: oid::dotted(sheet.bytes(algorithm))?,
            body: sheet.bytes(body),
            signature: sheet.whole.bytes.get(content..value.own.end)?,
        })
    }
}

/// The proof of the signature on certificate `n`.
pub(crate) fn proof(n: usize, all: &[Kin]) -> Option<Proof> {
    let one = all.get(n)?;
    let issuer = issuer_of(n, all);
    let name = one.facts.issuer_label.clone();
    let claim = match issuer == Some(n) {
        true => Text::new("it is signed with its own key", "자기 키로 서명했음"),
        false => text!(en: "it is signed with the key of {name}", ko: "서명한 키의 주인: {name}"),
    };
    let Some(issuer) = issuer.and_then(|m| all.get(m)) else {
        return Some(Proof::new(
            claim,
            "certificate_signature",
            Verdict::NotReached,
            Text::new(
                "the issuer's certificate is not among what was given, and its key is needed",
                "발급자의 인증서를 받지 못했다. 검사에는 그 키가 필요하다",
            ),
            "RFC 5280 §4.1.1.3",
        ));
    };
    let signed = Signed::of(&one.sheet)?;
    let (verdict, says) = match checked(&one.sheet, &issuer.facts.spki)? {
        Ok(()) => (
            Verdict::Holds,
            Text::new(
                "the signature verifies: not a bit of it was changed since",
                "서명이 검증된다. 서명한 뒤로 비트 하나 바뀌지 않았다",
            ),
        ),
        Err(why @ Why::Unsupported(_)) => (Verdict::NotReached, why.text()),
        Err(why) => (Verdict::Fails, why.text()),
    };
    let mut proof = Proof::new(
        claim,
        "certificate_signature",
        verdict,
        says,
        "RFC 5280 §4.1.1.3",
    );
    proof.formula = format!(
        "Verify({}, issuer's public key, tbsCertificate, signatureValue)",
        oid::name(&signed.algorithm)
    );
    let inputs = [
        ("issuer's public key", issuer.facts.spki.as_slice()),
        ("tbsCertificate", signed.body),
        ("signatureValue", signed.signature),
    ];
    for (name, bytes) in inputs {
        proof.inputs.push(Given {
            value: Value::hex(name, bytes, Knows::Wire),
            seen: match name {
                "issuer's public key" => Text::same(issuer.facts.label.clone()),
                _ => Text::same(one.facts.label.clone()),
            },
        });
    }
    Some(proof)
}
