//! What must be known of a root to trust it: name, file, fingerprints, and how far it reaches.

use ring::digest;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::FromDer;

use crate::base::field::printable;
use crate::base::time::Time;
use crate::keys::certificate::summary;

/// A root to be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// Its name, as stores show it.
    pub name: String,
    /// Where its certificate lies, PEM.
    pub file: String,
    /// A name for files, made of its name and its fingerprint, so that no two roots share it.
    pub slug: String,
    /// SHA-256 of the certificate, as `openssl x509 -fingerprint` writes it.
    pub sha256: String,
    /// SHA-1 of it, by which Windows and macOS find certificates; it protects nothing there.
    pub sha1: String,
    /// When it expires.
    pub until: Time,
    /// The names it may vouch for, as its name constraints list them; none: it has no constraints, and may vouch for every name.
    pub fence: Option<Vec<String>>,
}

impl Root {
    /// The root whose certificate is `der` and lies at `file`; none if it cannot be read.
    pub fn of(der: &[u8], file: &str) -> Option<Self> {
        let known = summary(der)?;
        let sha256 = digest::digest(&digest::SHA256, der);
        let sha1 = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der);
        Some(Self {
            slug: slug(&known.subject, sha256.as_ref()),
            name: known.subject,
            file: file.to_owned(),
            sha256: colons(sha256.as_ref()),
            sha1: hex::encode_upper(sha1),
            until: known.not_after,
            fence: fence(der),
        })
    }
}

/// Lower-case letters, digits and hyphens, and the first bytes of the fingerprint.
fn slug(name: &str, hash: &[u8]) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    words.push(hex::encode(hash.get(..4).unwrap_or_default()));
    if words.first().is_none_or(|word| word != "tlslab") {
        words.insert(0, "tlslab".to_owned());
    }
    words.join("-")
}

fn colons(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// The names and networks that the name constraints permit (RFC 5280 §4.2.1.10).
fn fence(der: &[u8]) -> Option<Vec<String>> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let constraints = certificate.extensions().iter().find_map(|extension| {
        match extension.parsed_extension() {
            ParsedExtension::NameConstraints(constraints) => Some(constraints),
            _ => None,
        }
    })?;
    let permitted = constraints.permitted_subtrees.iter().flatten();
    let names = permitted.filter_map(|subtree| match &subtree.base {
        GeneralName::DNSName(name) => Some(printable(name.as_bytes())),
        GeneralName::IPAddress(bytes) => network(bytes),
        _ => None,
    });
    Some(names.collect())
}

/// Address and mask as `10.0.0.0/8`.
fn network(bytes: &[u8]) -> Option<String> {
    let (address, mask) = bytes.split_at_checked(bytes.len() / 2)?;
    let ones: u32 = mask.iter().map(|byte| byte.count_ones()).sum();
    let address = match (<[u8; 4]>::try_from(address), <[u8; 16]>::try_from(address)) {
        (Ok(four), _) => std::net::IpAddr::from(four),
        (_, Ok(sixteen)) => std::net::IpAddr::from(sixteen),
        _ => return None,
    };
    Some(format!("{address}/{ones}"))
}
