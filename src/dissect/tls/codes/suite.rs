//! Cipher suites (RFC 8446 §B.4, RFC 5246 §A.5, IANA).

use crate::base::field::Codes;
use crate::dissect::tls::codes::suite_rows;

/// A cipher suite, two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Suite(pub u16);

impl Suite {
    /// TLS 1.3, AES-128-GCM, SHA-256.
    pub const AES_128_GCM_SHA256: Self = Self(0x1301);
    /// TLS 1.2, ECDHE, RSA, AES-128-GCM.
    pub const ECDHE_RSA_AES_128_GCM_SHA256: Self = Self(0xc02f);
    /// TLS 1.2, ECDHE, RSA, ChaCha20-Poly1305.
    pub const ECDHE_RSA_CHACHA20_POLY1305_SHA256: Self = Self(0xcca8);
    /// Not a cipher: the client fell back to a lower version (RFC 7507).
    pub const FALLBACK_SCSV: Self = Self(0x5600);

    /// Whether it is a suite of TLS 1.3, which says nothing about key exchange and signatures.
    pub fn is_tls13(self) -> bool {
        self.0 >> 8 == 0x13 || matches!(self.0, 0x00c6 | 0x00c7 | 0xc0b4 | 0xc0b5)
    }

    /// How the two ends agree on a key under it.
    pub fn exchange(self) -> Exchange {
        if self.is_tls13() {
            return Exchange::Extension;
        }
        let Some(row) = SUITES.row(self.0.into()) else {
            return Exchange::Unknown;
        };
        let signed = |name: &str| {
            if name.contains("_anon_") {
                Signed::No
            } else {
                Signed::Yes
            }
        };
        match row.name {
            name if name.contains("PSK") => Exchange::Psk,
            name if name.starts_with("TLS_RSA_") => Exchange::Rsa,
            name if name.starts_with("TLS_ECDHE_") || name.starts_with("TLS_ECDH_anon_") => {
                Exchange::Ecdhe(signed(name))
            }
            name if name.starts_with("TLS_DHE_") || name.starts_with("TLS_DH_anon_") => {
                Exchange::Dhe(signed(name))
            }
            name if name.starts_with("TLS_ECDH_") || name.starts_with("TLS_DH_") => Exchange::Fixed,
            _ => Exchange::Unknown,
        }
    }
}

/// Ways to agree on a key that are rarely met, under [`Exchange::Psk`] and [`Exchange::Unknown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rare {
    /// A key shared beforehand alone (RFC 4279 §2).
    Psk,
    /// That key and RSA key transport (RFC 4279 §4).
    RsaPsk,
    /// That key and fresh Diffie-Hellman modulo a prime (RFC 4279 §3).
    DhePsk,
    /// That key and fresh Diffie-Hellman on an elliptic curve (RFC 5489).
    EcdhePsk,
    /// A password, proven without being shown (RFC 5054).
    Srp(Signed),
    /// Russian key transport (RFC 9189).
    Gost,
    /// A Kerberos ticket (RFC 2712).
    Kerberos,
    /// The Fortezza token of SSL 3.0 (RFC 6101 §5.6.7.3).
    Fortezza,
}

impl Suite {
    /// Which rare way to agree on a key it names, if any.
    pub fn rare(self) -> Option<Rare> {
        // SSL 3.0 gave these numbers to Fortezza, and RFC 2712 the last one again to Kerberos.
        if matches!(self.0, 0x001c | 0x001d) {
            return Some(Rare::Fortezza);
        }
        let name = SUITES.row(self.0.into())?.name.strip_prefix("TLS_")?;
        Some(match name {
            _ if name.starts_with("RSA_PSK") => Rare::RsaPsk,
            _ if name.starts_with("DHE_PSK") || name.starts_with("PSK_DHE") => Rare::DhePsk,
            _ if name.starts_with("ECDHE_PSK") => Rare::EcdhePsk,
            _ if name.starts_with("PSK") => Rare::Psk,
            _ if name.starts_with("SRP_SHA_RSA") || name.starts_with("SRP_SHA_DSS") => {
                Rare::Srp(Signed::Yes)
            }
            _ if name.starts_with("SRP") => Rare::Srp(Signed::No),
            _ if name.starts_with("GOST") => Rare::Gost,
            _ if name.starts_with("KRB5") => Rare::Kerberos,
            _ => return None,
        })
    }
}

/// How a cipher suite agrees on a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// TLS 1.3: by the key_share and pre_shared_key extensions.
    Extension,
    /// The client encrypts a secret to the server's RSA key.
    Rsa,
    /// Fresh Diffie-Hellman on an elliptic curve.
    Ecdhe(Signed),
    /// Fresh Diffie-Hellman modulo a prime.
    Dhe(Signed),
    /// Diffie-Hellman with the fixed key of a certificate.
    Fixed,
    /// A key shared beforehand plays a part.
    Psk,
    /// Some other way.
    Unknown,
}

/// Whether the server signs its half of the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// With the key of its certificate.
    Yes,
    /// It has no certificate.
    No,
}

code_point!(Suite, SUITES);

/// Cipher suites.
pub static SUITES: Codes = Codes::greased(suite_rows::ROWS);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::field::Code;
    use crate::dissect::tls::codes::{
        alert, content, extension, group, handshake, scheme, version,
    };

    #[test]
    fn registries_are_sorted_and_speak_both_languages() {
        let registries = [
            &SUITES,
            &alert::ALERTS,
            &alert::ALERT_LEVELS,
            &content::CONTENT_TYPES,
            &extension::EXTENSION_TYPES,
            &group::GROUPS,
            &handshake::HANDSHAKE_TYPES,
            &scheme::SCHEMES,
            &version::VERSIONS,
        ];
        for codes in registries {
            assert!(codes.rows.is_sorted_by(|a, b| a.value < b.value));
            for row in codes.rows {
                let Code { name, doc, .. } = row;
                assert_eq!(doc.en.is_empty(), doc.ko.is_empty(), "{name}");
                assert!(doc.is_empty() || doc.ko.ends_with('.'), "{name}");
            }
        }
        let told = |codes: &Codes| codes.rows.iter().all(|row| !row.doc.is_empty());
        assert!(told(&SUITES) && told(&alert::ALERTS));
        assert!(SUITES.rows.len() > 360);
    }

    #[test]
    fn the_name_says_the_exchange() {
        let exchange = |code: u16| Suite(code).exchange();
        assert_eq!(exchange(0x1301), Exchange::Extension);
        assert_eq!(exchange(0xc02f), Exchange::Ecdhe(Signed::Yes));
        assert_eq!(exchange(0xc018), Exchange::Ecdhe(Signed::No));
        assert_eq!(exchange(0x0033), Exchange::Dhe(Signed::Yes));
        assert_eq!(exchange(0x0034), Exchange::Dhe(Signed::No));
        assert_eq!(exchange(0x002f), Exchange::Rsa);
        assert_eq!(exchange(0xc00e), Exchange::Fixed);
        assert_eq!(exchange(0x0095), Exchange::Psk);
        assert_eq!(exchange(0x4a4a), Exchange::Unknown);
    }

    #[test]
    fn the_name_says_a_rare_exchange() {
        let rare = |code: u16| Suite(code).rare();
        assert_eq!(rare(0x00a8), Some(Rare::Psk));
        assert_eq!(rare(0x00aa), Some(Rare::DhePsk));
        assert_eq!(rare(0x00ac), Some(Rare::RsaPsk));
        assert_eq!(rare(0xc035), Some(Rare::EcdhePsk));
        assert_eq!(rare(0xc01d), Some(Rare::Srp(Signed::No)));
        assert_eq!(rare(0xc01e), Some(Rare::Srp(Signed::Yes)));
        assert_eq!(rare(0xc102), Some(Rare::Gost));
        assert_eq!(rare(0x001f), Some(Rare::Kerberos));
        assert_eq!(rare(0x001c), Some(Rare::Fortezza));
        assert_eq!(rare(0xc02f), None);
        assert_eq!(rare(0x1301), None);
    }

    #[test]
    fn unknown_values_live() {
        assert_eq!(Suite(0x1301).to_string(), "TLS_AES_128_GCM_SHA256");
        assert_eq!(Suite(0x4a4a).to_string(), "GREASE (0x4a4a)");
        assert_eq!(Suite(0xabcd).to_string(), "unknown (0xabcd)");
        assert!(Suite(0xabcd).meaning().is_none());
    }
}
