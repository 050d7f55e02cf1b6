//! What a certificate says, in the few values everything else is told with.

use std::ops::Range;

use crate::base::field::printable;
use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::keys::distinguished;
use crate::keys::named_curve;
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::span;
use crate::text;

/// What a certificate says.
pub(crate) struct Facts {
    /// What it is called in a sentence: its first name, or its subject.
    pub(crate) label: String,
    /// Subject and issuer, as RFC 4514 orders them.
    pub(crate) subject: String,
    pub(crate) issuer: String,
    /// What the issuer is called in a sentence.
    pub(crate) issuer_label: String,
    /// The bytes of both names, which must be the same for one to have issued the other.
    pub(crate) subject_der: Vec<u8>,
    pub(crate) issuer_der: Vec<u8>,
    /// The names it speaks for.
    pub(crate) names: Vec<String>,
    /// From when to when it is valid, as it says and in seconds since 1970.
    pub(crate) validity: [Option<(String, u64)>; 2],
    /// Whether it may sign certificates (basicConstraints).
    pub(crate) is_authority: bool,
    /// Its key: `ECDSA P-256`, `RSA 2048`.
    pub(crate) key: Text,
    /// SubjectPublicKeyInfo, DER.
    pub(crate) spki: Vec<u8>,
}

/// Kinds of names in subjectAltName.
pub(crate) static NAMES: &[&str] = &[
    "dNSName",
    "iPAddress",
    "rfc822Name",
    "uniformResourceIdentifier",
];

/// What the public key is called in a certificate and in a request.
static KEYS: [&str; 2] = ["subjectPublicKeyInfo", "subjectPKInfo"];

impl Facts {
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let own = |name: &str| sheet.section(name).map(|section| section.own.clone());
        let bytes = |range: &Option<Range<usize>>| {
            let range = range.clone().unwrap_or_default();
            sheet.whole.bytes.get(range).unwrap_or_default().to_vec()
        };
        let (subject_at, issuer_at) = (own("subject"), own("issuer"));
        let names: Vec<String> = sheet
            .section("subjectAltName extension")
            .into_iter()
            .flat_map(|section| sheet.leaves(&section.at))
            .filter(|note| NAMES.contains(&note.field.name))
            .map(|note| sheet.say(note).en.into_owned())
            .collect();
        let subject = whole_name(sheet, &subject_at);
        let issuer = whole_name(sheet, &issuer_at);
        let common = |at: &Option<Range<usize>>, whole: &str| {
            let note = at
                .as_ref()
                .and_then(|at| sheet.named(at, "commonName").next());
            note.map_or_else(|| whole.to_owned(), |note| sheet.say(note).en.into_owned())
        };
        let label = match (common(&subject_at, &subject), names.first()) {
            (label, Some(name)) if label.is_empty() => name.clone(),
            (label, None) if label.is_empty() => "(nameless)".to_owned(),
            (label, _) => label,
        };
        let time = |name| {
            let said = sheet.first("validity", name)?.en.into_owned();
            let at = span::moment(&said)?;
            Some((said, at))
        };
        let issuer_label = match common(&issuer_at, &issuer) {
            label if label.is_empty() => "(nameless)".to_owned(),
            label => label,
        };
        Self {
            label,
            issuer_label,
            subject_der: bytes(&subject_at),
            issuer_der: bytes(&issuer_at),
            subject,
            issuer,
            names,
            validity: [time("notBefore"), time("notAfter")],
            is_authority: sheet
                .section("basicConstraints extension")
                .and_then(|section| sheet.named(&section.at, "cA").next())
                .is_some_and(|note| sheet.bytes(note).iter().any(|byte| *byte != 0)),
            key: key(sheet),
            spki: bytes(&KEYS.iter().find_map(|name| own(name))),
        }
    }

    /// Whether subject and issuer are the same name.
    pub(crate) fn is_self_issued(&self) -> bool {
        !self.subject_der.is_empty() && self.subject_der == self.issuer_der
    }
}

/// A name with its last part first: `CN=server.test, O=tlslab`.
fn whole_name(sheet: &Sheet, at: &Option<Range<usize>>) -> String {
    let Some(at) = at else {
        return String::new();
    };
    let mut parts: Vec<String> = Vec::new();
    let mut kind = String::new();
    for note in sheet.leaves(at) {
        match note.field.name {
            "attribute type" => {
                let path = oid::dotted(sheet.bytes(note)).unwrap_or_default();
                kind = distinguished::kind(&path).to_owned();
            }
            name if name.ends_with("header") || name.ends_with("(constructed)") => {}
            _ => {
                let value = sheet.say(note);
                parts.push(format!("{kind}={}", printable(value.en.as_bytes())));
            }
        }
    }
    parts.reverse();
    parts.join(", ")
}

/// What kind of key it is, and how large.
fn key(sheet: &Sheet) -> Text {
    let Some(section) = KEYS.iter().find_map(|name| sheet.section(name)) else {
        return Text::EMPTY;
    };
    let path = |name| {
        let note = sheet.named(&section.at, name).next()?;
        oid::dotted(sheet.bytes(note))
    };
    let algorithm = path("algorithm").unwrap_or_default();
    match algorithm.as_str() {
        "1.2.840.10045.2.1" => {
            let curve = path("namedCurve").unwrap_or_default();
            let curve = match curve.as_str() {
                "" => "with explicit parameters",
                other => named_curve::name(other),
            };
            Text::same(format!("ECDSA {curve}"))
        }
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => {
            let modulus = sheet.named(&section.at, "modulus").next();
            let bits = modulus.map_or(0, |note| bits(sheet.bytes(note)));
            text!(en: "RSA {bits} bits", ko: "RSA {bits}비트")
        }
        "1.3.101.112" => Text::same("Ed25519"),
        "1.3.101.113" => Text::same("Ed448"),
        other => Text::same(oid::name(other).to_owned()),
    }
}

/// Bits of a whole number without its leading zeros.
fn bits(bytes: &[u8]) -> usize {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    let top = digits.first().map_or(0, |byte| byte.leading_zeros());
    (digits.len() * 8).saturating_sub(usize::try_from(top).unwrap_or(0))
}
