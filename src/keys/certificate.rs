//! What one certificate says, in a few values (RFC 5280 §4.1). Values come from x509-parser.
//!
//! For sentences about certificates that are not judged; whoever judges one reads it with its places, in the
//! trust room.

use std::net::IpAddr;

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;
use x509_parser::time::ASN1Time;
use x509_parser::x509::X509Name;

use crate::base::field::printable;
use crate::base::time::Time;
use crate::dissect::x509::oid;
use crate::keys::distinguished;
use crate::keys::named_curve;
use crate::keys::signature::{self, Why};

/// What one certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Whom it certifies: the common name if there is one, else the whole name.
    pub subject: String,
    /// Who signed it, said the same way.
    pub issuer: String,
    /// The same two names, whole, as RFC 4514 writes them: subject, issuer.
    pub distinguished: [String; 2],
    /// Its number at the issuer, lower-case hex of the content octets.
    pub serial: String,
    /// Its first moment.
    pub not_before: Time,
    /// Its last moment.
    pub not_after: Time,
    /// The DNS names and addresses it is for (subjectAltName).
    pub names: Vec<String>,
    /// Its key, such as `ECDSA P-256` or `RSA 2048`.
    pub key: String,
    /// The algorithm of the signature on it.
    pub signature_algorithm: String,
    /// Its public key: SubjectPublicKeyInfo, DER.
    pub spki: Vec<u8>,
    /// Whether it may sign certificates (basicConstraints).
    pub is_authority: bool,
}

/// What the certificate in `der` says; none if it cannot be read.
pub fn summary(der: &[u8]) -> Option<Summary> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    Some(Summary {
        subject: named(certificate.subject()),
        issuer: named(certificate.issuer()),
        distinguished: [certificate.subject(), certificate.issuer()].map(distinguished::string),
        serial: hex::encode(certificate.raw_serial()),
        not_before: moment(&certificate.validity().not_before),
        not_after: moment(&certificate.validity().not_after),
        names: names(&certificate),
        key: key(&certificate),
        signature_algorithm: algorithm(&certificate),
        spki: certificate.public_key().raw.to_vec(),
        is_authority: certificate.is_ca(),
    })
}

/// Whether the certificate in `der` is signed with the key of `issuer_spki`, a SubjectPublicKeyInfo in DER (RFC 5280 §4.1.1.3).
pub fn signed_by(der: &[u8], issuer_spki: &[u8]) -> Result<(), Why> {
    let (_, certificate) = X509Certificate::from_der(der).map_err(|_| Why::Fails)?;
    let algorithm = certificate.signature_algorithm.algorithm.to_id_string();
    let tbs = certificate.tbs_certificate.as_ref();
    signature::certificate(
        &algorithm,
        issuer_spki,
        tbs,
        &certificate.signature_value.data,
    )
}

/// A moment as people write it: `2026-11-21 06:55:00Z`.
pub fn date(time: Time) -> String {
    let seconds = i64::try_from(time.as_seconds()).unwrap_or_default();
    let Ok(date) = time::OffsetDateTime::from_unix_timestamp(seconds) else {
        return seconds.to_string();
    };
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    let (hour, minute, second) = (date.hour(), date.minute(), date.second());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}Z")
}

pub(crate) fn named(name: &X509Name<'_>) -> String {
    let common = name
        .iter_common_name()
        .next()
        .and_then(|part| part.as_str().ok());
    let said = common.map_or_else(|| name.to_string(), str::to_owned);
    printable(said.as_bytes())
}

/// The DNS names and addresses of the subjectAltName.
pub(crate) fn names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(alternative)) = certificate.subject_alternative_name() else {
        return Vec::new();
    };
    let one = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some(printable(name.as_bytes())),
        GeneralName::IPAddress(bytes) => address(bytes).map(|address| address.to_string()),
        _ => None,
    };
    alternative
        .value
        .general_names
        .iter()
        .filter_map(one)
        .collect()
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from))
        .ok()
}

fn key(certificate: &X509Certificate<'_>) -> String {
    let key = certificate.public_key();
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => format!("RSA {}", rsa.key_size()),
        Ok(PublicKey::EC(_)) => format!("ECDSA {}", curve(certificate)),
        _ if key.algorithm.algorithm.to_id_string() == "1.3.101.112" => "Ed25519".to_owned(),
        _ => key.algorithm.algorithm.to_id_string(),
    }
}

/// The curve of an EC key by its name; one that is written out in the key has none (RFC 5480 §2.1.1).
fn curve(certificate: &X509Certificate<'_>) -> String {
    let parameters = certificate.public_key().algorithm.parameters.as_ref();
    let named = parameters.and_then(|parameters| parameters.as_oid().ok());
    match named.map(|oid| oid.to_id_string()).as_deref() {
        Some(oid) => named_curve::name(oid).to_owned(),
        None => "(explicit parameters)".to_owned(),
    }
}

pub(crate) fn algorithm(certificate: &X509Certificate<'_>) -> String {
    let oid = certificate.signature_algorithm.algorithm.to_id_string();
    oid::name(&oid).to_owned()
}

pub(crate) fn moment(time: &ASN1Time) -> Time {
    Time::seconds(u64::try_from(time.timestamp()).unwrap_or_default())
}
