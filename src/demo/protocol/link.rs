//! The signature on a certificate, opened by hand with the issuer's key (RFC 5280 §4.1.1.3): every number on the way.
//!
//! The mathematics is done here with plain numbers, so that it can be shown; [`Link::library`] asks the reviewed code, and the
//! two must agree.

use num_bigint_dig::BigUint;

use crate::demo::glass::pkcs1;
use crate::demo::primitive::hash::{self, Hash};
use crate::demo::protocol::ecdsa::{self, Numbers};
use crate::keys::signature;
use crate::trust::certificate::Certificate;
use crate::trust::key::Shape;

/// A certificate and the key that is said to have signed it.
#[derive(Debug)]
pub(super) struct Link<'d> {
    /// The certificate.
    pub(super) subject: Certificate<'d>,
    /// The issuer's.
    pub(super) issuer: Certificate<'d>,
    /// The hash of tbsCertificate, where the algorithm has one of its own.
    pub(super) digest: Vec<u8>,
    /// The name of the hash; empty where there is none.
    pub(super) hash: &'static str,
    /// The signature, opened.
    pub(super) opened: Opened,
}

/// What comes out of a signature with the issuer's public key.
#[derive(Debug)]
pub(super) enum Opened {
    /// s^e mod n, as long as n, and what it must be.
    Rsa {
        /// e.
        exponent: BigUint,
        /// Bits of n.
        bits: usize,
        /// s^e mod n.
        block: Vec<u8>,
        /// The padded hash built anew (RFC 8017 §9.2).
        expected: Vec<u8>,
    },
    /// The numbers of ECDSA.
    Ecdsa(Numbers),
    /// Not opened here; the library may know it.
    Closed,
}

impl<'d> Link<'d> {
    /// Opens the signature on `subject` with the key in `issuer`, both DER; none if one cannot be read.
    pub(super) fn between(subject: &'d [u8], issuer: &'d [u8]) -> Option<Self> {
        let subject = Certificate::read(subject).ok()?;
        let issuer = Certificate::read(issuer).ok()?;
        let known = ALGORITHMS
            .iter()
            .find(|row| row.oid == subject.algorithm.oid);
        let hash = known.and_then(|row| hash::named(row.hash));
        let digest = hash.map_or_else(Vec::new, |hash| hash.digest(subject.tbs.raw()));
        let opened = known.and_then(|row| open(row, hash?, &digest, &subject, &issuer));
        Some(Self {
            hash: known.map_or("", |row| row.hash),
            opened: opened.unwrap_or(Opened::Closed),
            digest,
            subject,
            issuer,
        })
    }

    /// A certificate whose issuer's is not at hand: its own stands in the place, and nothing is opened.
    pub(super) fn alone(subject: &'d [u8]) -> Option<Self> {
        let itself = Self::between(subject, subject)?;
        Some(Self {
            opened: Opened::Closed,
            ..itself
        })
    }

    /// Whether the signature holds, by the numbers opened here; none where it was not opened.
    pub(super) fn by_hand(&self) -> Option<bool> {
        match &self.opened {
            Opened::Rsa {
                block, expected, ..
            } => Some(block == expected),
            Opened::Ecdsa(numbers) => Some(numbers.v == numbers.r),
            Opened::Closed => None,
        }
    }

    /// Whether it holds, by the reviewed code; none where that cannot tell either.
    pub(super) fn library(&self) -> Option<bool> {
        let checked = signature::certificate(
            &self.subject.algorithm.oid,
            self.issuer.key.element.raw(),
            self.subject.tbs.raw(),
            self.subject.signature_bytes(),
        );
        match checked {
            Ok(()) => Some(true),
            Err(signature::Why::Unsupported(_) | signature::Why::Key) => None,
            Err(signature::Why::KeyKind { .. } | signature::Why::Fails) => Some(false),
        }
    }
}

/// A signature algorithm that is opened here.
struct Algorithm {
    oid: &'static str,
    /// As `demo::primitive::hash` calls it.
    hash: &'static str,
    /// What stands before the hash in an RSA block: DigestInfo (RFC 8017 §9.2, note 1). Empty for ECDSA.
    info: &'static [u8],
}

const fn row(oid: &'static str, hash: &'static str, info: &'static [u8]) -> Algorithm {
    Algorithm { oid, hash, info }
}

static ALGORITHMS: &[Algorithm] = &[
    row("1.2.840.113549.1.1.4", "md5", pkcs1::MD5),
    row("1.2.840.113549.1.1.5", "sha1", pkcs1::SHA1),
    row("1.2.840.113549.1.1.11", "sha256", pkcs1::SHA256),
    row("1.2.840.113549.1.1.12", "sha384", pkcs1::SHA384),
    row("1.2.840.113549.1.1.13", "sha512", pkcs1::SHA512),
    row("1.2.840.10045.4.1", "sha1", &[]),
    row("1.2.840.10045.4.3.2", "sha256", &[]),
    row("1.2.840.10045.4.3.3", "sha384", &[]),
    row("1.2.840.10045.4.3.4", "sha512", &[]),
];

fn open(
    algorithm: &Algorithm,
    hash: &Hash,
    digest: &[u8],
    subject: &Certificate<'_>,
    issuer: &Certificate<'_>,
) -> Option<Opened> {
    let signature = subject.signature_bytes();
    match (&issuer.key.shape, algorithm.info) {
        (Shape::Rsa(key), info @ [_, ..]) => {
            let (n, e) = (key.n(), key.e());
            // Numbers of a size that somebody uses: the power of others could take forever.
            if !(512..=8192).contains(&key.bits()) || e.bits() > 40 || signature.len() > 1025 {
                return None;
            }
            let length = key.bits().div_ceil(8);
            let power = BigUint::from_bytes_be(signature).modpow(&e, &n);
            let power = power.to_bytes_be();
            let mut block = vec![0; length.saturating_sub(power.len())];
            block.extend(power);
            Some(Opened::Rsa {
                exponent: e,
                bits: key.bits(),
                block,
                expected: padded(info, digest, length)?,
            })
        }
        (Shape::Point { curve }, []) => {
            debug_assert_eq!(hash.length, digest.len());
            let point = point(issuer)?;
            ecdsa::open(curve, point, digest, signature).map(Opened::Ecdsa)
        }
        (Shape::Rsa(_) | Shape::Point { .. }, _)
        | (Shape::Explicit | Shape::Bytes(_) | Shape::Broken(_), _) => None,
    }
}

/// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01, ff as often as fits and at least eight times, 00, what hash it is, the hash.
fn padded(info: &[u8], digest: &[u8], length: usize) -> Option<Vec<u8>> {
    let fill = pkcs1::fill(length, info, digest)?;
    (fill >= pkcs1::LEAST).then(|| pkcs1::block(fill, info, digest))
}

/// The point of an elliptic curve key: what its BIT STRING holds.
pub(super) fn point<'d>(certificate: &Certificate<'d>) -> Option<&'d [u8]> {
    let mut walk = certificate.key.element.walk();
    let _algorithm = walk.next().ok()?;
    walk.next().ok()?.whole_bits().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::protocol::look_alike::NOW;
    use crate::pki::gallery::workshop::{Below, Workshop};

    #[test]
    fn by_hand_is_what_the_library_says_whole_and_damaged() {
        for seed in 0..100 {
            let below = if seed % 20 == 0 {
                Below::ShortRsa
            } else {
                Below::P256
            };
            let mut shop = Workshop::open(Some(seed), NOW).unwrap();
            let case = shop.sound("a.test", below).unwrap();
            let (mut leaf, issuer) = (case.leaf, &case.sent[0]);
            let link = Link::between(&leaf, issuer).unwrap();
            assert_eq!((link.by_hand(), link.library()), (Some(true), Some(true)));
            let (serial, last) = (link.subject.serial.at().end - 1, leaf.len() - 1);
            for place in [serial, last] {
                leaf[place] ^= 1;
                let link = Link::between(&leaf, issuer).unwrap();
                assert_eq!((link.by_hand(), link.library()), (Some(false), Some(false)));
                leaf[place] ^= 1;
            }
        }
    }
}
