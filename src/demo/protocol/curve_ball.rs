//! A private key for somebody else's public key, made by choosing the generator (CVE-2020-0601): a verifier that knows a root again
//! by its point alone, and takes the curve from the certificate before it, believes it.

use p256::elliptic_curve::Field as _;
use p256::{ProjectivePoint, PublicKey, Scalar};

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::ecdsa::{encoded, quotient, reduced, x};

/// What a certificate with explicit curve parameters says of a key, and a signature that goes with it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The public key: a point of P-256, uncompressed.
    pub(super) point: Vec<u8>,
    /// The generator that stands in the certificate.
    pub(super) generator: Vec<u8>,
    /// r and s.
    signature: [Scalar; 2],
}

/// What the attacker has besides.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The private key for the point, with the generator of choice.
    pub(super) private: Vec<u8>,
    /// What that key times that generator gives.
    pub(super) product: Vec<u8>,
}

/// Chooses a private key d' and the generator G' = Q/d' that makes it belong to the public key Q = `point`; signs `hash` with them.
pub(super) fn forge(chance: &mut Chance, point: &[u8], hash: &[u8; 32]) -> Option<(Shown, Made)> {
    let key = PublicKey::from_sec1_bytes(point).ok()?;
    let private = Scalar::random(&mut *chance);
    let inverse = Option::<Scalar>::from(private.invert())?;
    let generator = key.to_projective() * inverse;
    let signature = signed(chance, generator, private, hash)?;
    let shown = Shown {
        point: point.to_vec(),
        generator: encoded(generator),
        signature,
    };
    let made = Made {
        private: private.to_bytes().to_vec(),
        product: encoded(generator * private),
    };
    Some((shown, made))
}

/// Whether a verifier believes that the root with the public key `root` signed `hash`.
pub(super) fn believes(instance: Instance, root: &[u8], shown: &Shown, hash: &[u8; 32]) -> bool {
    let generator = match instance {
        Instance::Weak => {
            PublicKey::from_sec1_bytes(&shown.generator).map(|one| one.to_projective())
        }
        Instance::Fixed => Ok(ProjectivePoint::GENERATOR),
    };
    let known = shown.point == root;
    let key = PublicKey::from_sec1_bytes(&shown.point);
    let (Ok(generator), Ok(key)) = (generator, key) else {
        return false;
    };
    known && fits(generator, key.to_projective(), hash, &shown.signature)
}

/// Whether the attacker's signature is taken for the root's.
pub(super) fn wins(chance: &mut Chance, instance: Instance) -> bool {
    let hash = chance.bytes();
    let private = Scalar::random(&mut *chance);
    let root = encoded(ProjectivePoint::GENERATOR * private);
    let Some(signature) = signed(chance, ProjectivePoint::GENERATOR, private, &hash) else {
        return false;
    };
    let honest = Shown {
        point: root.clone(),
        generator: encoded(ProjectivePoint::GENERATOR),
        signature,
    };
    let Some((forged, _)) = forge(chance, &root, &hash) else {
        return false;
    };
    // A verifier that refuses the root's own signature as well would be no repair.
    believes(instance, &root, &honest, &hash) && believes(instance, &root, &forged, &hash)
}

/// ECDSA with a generator of choice (FIPS 186-5 §6.4.1).
fn signed(
    chance: &mut Chance,
    generator: ProjectivePoint,
    private: Scalar,
    hash: &[u8; 32],
) -> Option<[Scalar; 2]> {
    let k = Scalar::random(&mut *chance);
    let r = x(generator * k)?;
    Some([r, quotient(reduced(hash) + r * private, k)?])
}

/// FIPS 186-5 §6.4.2, with a generator of choice.
fn fits(
    generator: ProjectivePoint,
    key: ProjectivePoint,
    hash: &[u8; 32],
    [r, s]: &[Scalar; 2],
) -> bool {
    let [Some(u1), Some(u2)] = [reduced(hash), *r].map(|number| quotient(number, *s)) else {
        return false;
    };
    x(generator * u1 + key * u2) == Some(*r)
}
