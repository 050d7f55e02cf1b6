//! What one certificate may be used for, by itself: as an authority, at one end of TLS, at all (RFC 5280 §4.2, §6.1.4).

use std::collections::BTreeSet;

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::ParsedExtension;

/// Extensions whose meaning is honoured here, so that they may be critical: those of usage, names and constraints.
const HONOURED: [&str; 9] = [
    "2.5.29.14",
    "2.5.29.15",
    "2.5.29.17",
    "2.5.29.19",
    "2.5.29.30",
    "2.5.29.32",
    "2.5.29.35",
    "2.5.29.36",
    "2.5.29.37",
];
/// Extensions that decide something and so must be readable.
const DECIDING: [&str; 4] = ["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37"];

/// Why no client should take this certificate, whatever it is for: what is wrong with its form.
pub(crate) fn misshapen(certificate: &X509Certificate<'_>) -> Option<String> {
    let inner = &certificate.tbs_certificate.signature;
    if *inner != certificate.signature_algorithm {
        return Some("it names two different signature algorithms".to_owned());
    }
    let mut seen = BTreeSet::new();
    for extension in certificate.extensions() {
        let oid = extension.oid.to_id_string();
        if extension.critical && !HONOURED.contains(&oid.as_str()) {
            return Some(format!("its critical extension {oid} is not understood"));
        }
        let unread = matches!(
            extension.parsed_extension(),
            ParsedExtension::ParseError { .. }
        );
        if unread && (extension.critical || DECIDING.contains(&oid.as_str())) {
            return Some(format!("its extension {oid} cannot be read"));
        }
        if !seen.insert(oid.clone()) {
            return Some(format!("its extension {oid} stands twice"));
        }
    }
    None
}

/// Whether its owner may sign certificates, with `below` further authorities between it and the leaf (§6.1.4 k to n).
pub(crate) fn may_issue(certificate: &X509Certificate<'_>, below: usize) -> bool {
    let Ok(Some(basic)) = certificate.basic_constraints() else {
        return false;
    };
    let deep_enough = basic
        .value
        .path_len_constraint
        .is_none_or(|most| usize::try_from(most).is_ok_and(|most| below <= most));
    let signs = match certificate.key_usage() {
        Ok(Some(usage)) => usage.value.key_cert_sign(),
        Ok(None) => true,
        Err(_) => false,
    };
    basic.value.ca && deep_enough && signs
}
