//! What a certificate of ours says, read back from it.
//!
//! In the values it was wished with, so that it can be wished for again.

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{ExtendedKeyUsage, GeneralName};
use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;

use std::net::IpAddr;

use crate::keys::public;
use crate::pki::authority::issuing::PublicKey;
use crate::pki::authority::purpose::Purpose;
use crate::pki::key::KeyKind;
use crate::pki::names::{Name, NotAName, Why};

/// What a certificate says.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Whom it is for.
    pub names: Vec<Name>,
    /// What it may be used for.
    pub purposes: Vec<Purpose>,
    /// Its key, where it is of a kind used here.
    pub key: Option<PublicKey>,
    /// Its number, the content of the INTEGER.
    pub serial: Vec<u8>,
}

/// Reads a certificate; none if it is none.
pub fn read(der: &[u8]) -> Option<Contents> {
    let (rest, certificate) = X509Certificate::from_der(der).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let alternative = certificate.subject_alternative_name().ok().flatten();
    let names = alternative.map(|found| found.value.general_names.as_slice());
    let usage = certificate.extended_key_usage().ok().flatten();
    Some(Contents {
        names: names
            .unwrap_or_default()
            .iter()
            .filter_map(|general| name(general).ok())
            .collect(),
        purposes: usage.map(|usage| purposes(usage.value)).unwrap_or_default(),
        key: key(certificate.public_key()),
        serial: certificate.raw_serial().to_vec(),
    })
}

/// A name as the certificate library has it.
///
/// # Errors
/// If it is of a kind, or has a form, that is not issued here.
pub(super) fn name(general: &GeneralName<'_>) -> Result<Name, NotAName> {
    let other = |text: String, why: Why| Err(NotAName { text, why });
    match general {
        GeneralName::DNSName(text) | GeneralName::RFC822Name(text) | GeneralName::URI(text) => {
            let read = Name::read(text)?;
            let same = matches!(
                (general, &read),
                (GeneralName::DNSName(_), Name::Dns(_))
                    | (GeneralName::RFC822Name(_), Name::Mail(_))
                    | (GeneralName::URI(_), Name::Uri(_))
            );
            match same {
                true => Ok(read),
                // An address as dNSName, a host as rfc822Name: nobody would find it there.
                false => other((*text).to_owned(), Why::Kind),
            }
        }
        GeneralName::IPAddress(bytes) => {
            let four = <[u8; 4]>::try_from(*bytes).map(IpAddr::from);
            let address = four.or_else(|_| <[u8; 16]>::try_from(*bytes).map(IpAddr::from));
            match address {
                Ok(address) => Ok(Name::Ip(address)),
                Err(_) => other(hex::encode(bytes), Why::Kind),
            }
        }
        _ => other(format!("{general}"), Why::Kind),
    }
}

/// Purposes as the certificate library has them.
pub(super) fn purposes(usage: &ExtendedKeyUsage<'_>) -> Vec<Purpose> {
    let known = [
        (usage.server_auth, Purpose::server()),
        (usage.client_auth, Purpose::client()),
        (usage.email_protection, Purpose::mail()),
        (usage.code_signing, Purpose::code()),
    ];
    let known = known.into_iter().filter(|(asked, _)| *asked);
    let mut all: Vec<Purpose> = known.map(|(_, purpose)| purpose).collect();
    let named = [
        (usage.time_stamping, "timeStamping"),
        (usage.ocsp_signing, "OCSPSigning"),
        (usage.any, "2.5.29.37.0"),
    ];
    for (_, name) in named.into_iter().filter(|(asked, _)| *asked) {
        all.extend(Purpose::read(name));
    }
    let others = usage.other.iter();
    all.extend(others.filter_map(|oid| Purpose::read(&oid.to_id_string())));
    all
}

/// A public key of a kind that is certified here: RSA from 2048 bits on, P-256, P-384, Ed25519.
pub(super) fn key(info: &SubjectPublicKeyInfo<'_>) -> Option<PublicKey> {
    let read = public::PublicKey::read(info.raw)?;
    let kind = match read.kind {
        public::KeyKind::P256 => KeyKind::EcdsaP256,
        public::KeyKind::P384 => KeyKind::EcdsaP384,
        public::KeyKind::Ed25519 => KeyKind::Ed25519,
        // Beyond 4096 bits the kind decides only the name of the algorithm, which is the same.
        public::KeyKind::Rsa => match info.parsed().ok()? {
            x509_parser::public_key::PublicKey::RSA(rsa) => match rsa.key_size() {
                2048..3072 => KeyKind::Rsa2048,
                3072..4096 => KeyKind::Rsa3072,
                4096..=16384 => KeyKind::Rsa4096,
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    Some(PublicKey {
        kind,
        bytes: read.bytes,
    })
}
