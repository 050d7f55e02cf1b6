//! The table of signature algorithms, for TLS (RFC 8446 §4.2.3) and for certificates (RFC 5280 §4.1.1.2).

/// A way to sign: what TLS or X.509 calls it, and what it is made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Algorithm {
    /// Its code point as a TLS SignatureScheme, where it has one.
    pub scheme: Option<u16>,
    /// Its object identifier in certificates, where it has one: `1.2.840.10045.4.3.2`.
    pub oid: Option<&'static str>,
    /// Its name in TLS, or in X.509 where TLS has none.
    pub name: &'static str,
    /// What it is made of.
    pub method: Method,
}

/// What a signature is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// RSA with the padding of PKCS #1 v1.5.
    Pkcs1(Digest),
    /// RSA with the padding PSS, with a salt as long as the hash. In a certificate the hash stands in parameters that are
    /// not given here: then all are tried.
    Pss(&'static [Digest]),
    /// ECDSA, over the curve of the key: TLS 1.3 binds a curve to the code point, TLS 1.2 does not.
    Ecdsa(Digest),
    /// Ed25519, which brings its own hash.
    Ed25519,
}

/// The hash that is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Digest {
    /// SHA-1, broken since 2017: others can make two messages with one hash.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// Every way to sign that tlslab can check.
pub static ALGORITHMS: [Algorithm; 16] = {
    use Digest::{Sha1, Sha256, Sha384, Sha512};
    use Method::{Ecdsa, Ed25519, Pkcs1, Pss};
    let rsa = [
        "1.2.840.113549.1.1.5",
        "1.2.840.113549.1.1.11",
        "1.2.840.113549.1.1.12",
        "1.2.840.113549.1.1.13",
    ];
    let [rsa1, rsa256, rsa384, rsa512] = rsa;
    [
        row(Some(0x0201), Some(rsa1), "rsa_pkcs1_sha1", Pkcs1(Sha1)),
        row(
            Some(0x0401),
            Some(rsa256),
            "rsa_pkcs1_sha256",
            Pkcs1(Sha256),
        ),
        row(
            Some(0x0501),
            Some(rsa384),
            "rsa_pkcs1_sha384",
            Pkcs1(Sha384),
        ),
        row(
            Some(0x0601),
            Some(rsa512),
            "rsa_pkcs1_sha512",
            Pkcs1(Sha512),
        ),
        row(
            Some(0x0203),
            Some("1.2.840.10045.4.1"),
            "ecdsa_sha1",
            Ecdsa(Sha1),
        ),
        row(
            Some(0x0403),
            Some("1.2.840.10045.4.3.2"),
            "ecdsa_secp256r1_sha256",
            Ecdsa(Sha256),
        ),
        row(
            Some(0x0503),
            Some("1.2.840.10045.4.3.3"),
            "ecdsa_secp384r1_sha384",
            Ecdsa(Sha384),
        ),
        row(
            Some(0x0603),
            Some("1.2.840.10045.4.3.4"),
            "ecdsa_secp521r1_sha512",
            Ecdsa(Sha512),
        ),
        row(Some(0x0804), None, "rsa_pss_rsae_sha256", Pss(&[Sha256])),
        row(Some(0x0805), None, "rsa_pss_rsae_sha384", Pss(&[Sha384])),
        row(Some(0x0806), None, "rsa_pss_rsae_sha512", Pss(&[Sha512])),
        row(Some(0x0807), Some("1.3.101.112"), "ed25519", Ed25519),
        row(Some(0x0809), None, "rsa_pss_pss_sha256", Pss(&[Sha256])),
        row(Some(0x080a), None, "rsa_pss_pss_sha384", Pss(&[Sha384])),
        row(Some(0x080b), None, "rsa_pss_pss_sha512", Pss(&[Sha512])),
        row(
            None,
            Some("1.2.840.113549.1.1.10"),
            "rsassaPss",
            Pss(&[Sha256, Sha384, Sha512]),
        ),
    ]
};

const fn row(
    scheme: Option<u16>,
    oid: Option<&'static str>,
    name: &'static str,
    method: Method,
) -> Algorithm {
    Algorithm {
        scheme,
        oid,
        name,
        method,
    }
}
