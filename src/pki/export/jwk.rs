//! A certificate's public key as a JSON Web Key (RFC 7517; RFC 7518 §6 for EC and RSA, RFC 8037 for OKP).
//!
//! `kid` is the key's thumbprint (RFC 7638): whoever has the key can compute its name. `x5c` is the chain, `x5t#S256` the hash of the
//! certificate. The private key never comes near this file.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::digest;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;

/// The key of the first certificate of `chain` as one JSON object, a member a line; none if it cannot be read or has no form here.
pub fn write(chain: &[Vec<u8>]) -> Option<String> {
    let leaf = chain.first()?;
    let members = members(leaf)?;
    let kid = thumbprint(&members);
    let hash = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, leaf));
    let mut lines: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("\"{name}\": \"{value}\""))
        .collect();
    lines.push(format!("\"kid\": \"{kid}\""));
    // Base64 with padding and the other two letters, unlike everything else in a JWK (RFC 7517 §4.7).
    let certificates = chain
        .iter()
        .map(|der| format!("\"{}\"", STANDARD.encode(der)));
    let certificates: Vec<String> = certificates.collect();
    lines.push(format!("\"x5c\": [{}]", certificates.join(", ")));
    lines.push(format!("\"x5t#S256\": \"{hash}\""));
    Some(format!("{{\n  {}\n}}\n", lines.join(",\n  ")))
}

/// The name of the key: SHA-256 over its required members in the order of their names, without a space (RFC 7638 §3).
fn thumbprint(members: &[(&'static str, String)]) -> String {
    let mut sorted: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("\"{name}\":\"{value}\""))
        .collect();
    sorted.sort();
    let text = format!("{{{}}}", sorted.join(","));
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// The members that make up the public key.
fn members(der: &[u8]) -> Option<Vec<(&'static str, String)>> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let key = certificate.public_key();
    let word = |word: &str| word.to_owned();
    let bytes = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => {
            let trimmed = |number: &[u8]| {
                let zeros = number.iter().take_while(|byte| **byte == 0).count();
                bytes(number.get(zeros..).unwrap_or_default())
            };
            let (n, e) = (trimmed(rsa.modulus), trimmed(rsa.exponent));
            Some(vec![("kty", word("RSA")), ("n", n), ("e", e)])
        }
        Ok(PublicKey::EC(point)) => {
            let curve = key.algorithm.parameters.as_ref()?.as_oid().ok()?;
            let (_, curve, size) = CURVES
                .iter()
                .find(|(oid, ..)| *oid == curve.to_id_string())?;
            // Uncompressed: 4, then both coordinates in full length (RFC 7518 §6.2.1.2).
            let (form, coordinates) = point.data().split_first()?;
            if *form != 4 || coordinates.len() != 2 * size {
                return None;
            }
            let (x, y) = coordinates.split_at_checked(*size)?;
            let both = [("x", bytes(x)), ("y", bytes(y))];
            Some(
                [("kty", word("EC")), ("crv", word(curve))]
                    .into_iter()
                    .chain(both)
                    .collect(),
            )
        }
        _ => {
            let oid = key.algorithm.algorithm.to_id_string();
            let (_, curve) = EDWARDS.iter().find(|(known, _)| *known == oid)?;
            let x = bytes(&key.subject_public_key.data);
            Some(vec![("kty", word("OKP")), ("crv", word(curve)), ("x", x)])
        }
    }
}

/// Object identifier, name in JOSE, bytes of a coordinate.
static CURVES: [(&str, &str, usize); 3] = [
    ("1.2.840.10045.3.1.7", "P-256", 32),
    ("1.3.132.0.34", "P-384", 48),
    ("1.3.132.0.35", "P-521", 66),
];

/// Object identifier, name in JOSE.
static EDWARDS: [(&str, &str); 4] = [
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7638 §3.1, cut to what the thumbprint is made of.
    #[test]
    fn the_thumbprint_is_that_of_the_rfc() {
        let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        let members = [
            ("kty", "RSA".to_owned()),
            ("n", n.to_owned()),
            ("e", "AQAB".to_owned()),
        ];
        assert_eq!(
            thumbprint(&members),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }
}
