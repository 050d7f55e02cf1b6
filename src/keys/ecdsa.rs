//! ECDSA (FIPS 186-5 §6.4) for every pair of a curve and a hash that TLS allows: the fast library knows a few of them.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use rsa::sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::keys::algorithm::Digest;
use crate::keys::hash::Hash;

/// A curve whose signatures are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Curve {
    /// P-256.
    P256,
    /// P-384.
    P384,
    /// P-521.
    P521,
}

/// Whether `signature` (DER) is one on `message` with the key that has this point.
pub(crate) fn holds(
    curve: Curve,
    digest: Digest,
    point: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    let known: Option<&dyn VerificationAlgorithm> = match (curve, digest) {
        (Curve::P256, Digest::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (Curve::P256, Digest::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (Curve::P384, Digest::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (Curve::P384, Digest::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        (Curve::P256 | Curve::P384, Digest::Sha1 | Digest::Sha512) | (Curve::P521, _) => None,
    };
    if let Some(known) = known {
        let key = UnparsedPublicKey::new(known, point);
        return key.verify(message, signature).is_ok();
    }
    let hash = match digest {
        Digest::Sha1 => Hash::Sha1.digest(message),
        Digest::Sha256 => Sha256::digest(message).to_vec(),
        Digest::Sha384 => Sha384::digest(message).to_vec(),
        Digest::Sha512 => Sha512::digest(message).to_vec(),
    };
    holds_for(curve, point, &hash, signature)
}

/// The same over a hash made before.
pub(crate) fn holds_for(curve: Curve, point: &[u8], hash: &[u8], signature: &[u8]) -> bool {
    // A hash is a number: zeros in front change nothing, and the library wants at least half a coordinate.
    let at_least = |length: usize| {
        let mut whole = vec![0; length.saturating_sub(hash.len())];
        whole.extend_from_slice(hash);
        whole
    };
    let fits = match curve {
        Curve::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(point).and_then(|key| {
            key.verify_prehash(hash, &p256::ecdsa::Signature::from_der(signature)?)
        }),
        Curve::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(point).and_then(|key| {
            key.verify_prehash(&at_least(48), &p384::ecdsa::Signature::from_der(signature)?)
        }),
        Curve::P521 => p521::ecdsa::VerifyingKey::from_sec1_bytes(point).and_then(|key| {
            key.verify_prehash(&at_least(64), &p521::ecdsa::Signature::from_der(signature)?)
        }),
    };
    fits.is_ok()
}
