//! Ed25519 with every number in sight (RFC 8032 §5.1), and two ways to do it carelessly. The arithmetic of the curve is that of
//! a reviewed crate.

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use ring::digest::{SHA512, digest};

/// What becomes of the 32 bytes of a private key.
#[derive(Clone, Debug)]
pub struct Expanded {
    /// SHA-512 of the private key: 64 bytes.
    pub hash: [u8; 64],
    /// Its first half after clamping, little-endian: the secret scalar as it is written.
    pub clamped: [u8; 32],
    /// The secret scalar modulo L.
    pub a: Scalar,
    /// Its second half: what nonces are made from.
    pub prefix: [u8; 32],
    /// The public key: the point `a·B`, 32 bytes.
    pub public: [u8; 32],
}

/// A signature and what it went through.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The nonce: SHA-512 of prefix and message, modulo L.
    pub r: Scalar,
    /// The challenge: SHA-512 of R, public key and message, modulo L.
    pub k: Scalar,
    /// `R || S`, 32 bytes each, S little-endian.
    pub signature: [u8; 64],
}

/// What a verifier does with an S that is not below L.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Takes it modulo L, as code from before RFC 8032 did.
    Lax,
    /// Refuses it, as RFC 8032 §5.1.7 says.
    Strict,
}

/// The order L of the group, little-endian: 2^252 + 27742317777372353535851937790883648493.
pub static ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// Expands a private key (RFC 8032 §5.1.5).
pub fn expand(seed: &[u8; 32]) -> Expanded {
    let hash = sha512(&[seed]);
    let [low, prefix] = halves(&hash);
    let clamped = clamp_integer(low);
    let a = Scalar::from_bytes_mod_order(clamped);
    Expanded {
        hash,
        clamped,
        a,
        prefix,
        public: EdwardsPoint::mul_base(&a).compress().to_bytes(),
    }
}

/// Signs (RFC 8032 §5.1.6) with a public key that the caller gives: its own, unless the caller means harm.
pub fn sign(key: &Expanded, public: &[u8; 32], message: &[u8]) -> Signed {
    let r = Scalar::from_bytes_mod_order_wide(&sha512(&[&key.prefix, message]));
    with_nonce(key.a, r, public, message)
}

/// The signature that a secret scalar, a nonce, a public key and a message give.
pub fn with_nonce(a: Scalar, r: Scalar, public: &[u8; 32], message: &[u8]) -> Signed {
    let point = EdwardsPoint::mul_base(&r).compress().to_bytes();
    let k = challenge(&point, public, message);
    let s = r + k * a;
    let mut signature = [0; 64];
    let (left, right) = signature.split_at_mut(32);
    left.copy_from_slice(&point);
    right.copy_from_slice(s.as_bytes());
    Signed { r, k, signature }
}

/// The challenge of a signature (RFC 8032 §5.1.6, step 4).
pub fn challenge(point: &[u8; 32], public: &[u8; 32], message: &[u8]) -> Scalar {
    Scalar::from_bytes_mod_order_wide(&sha512(&[point, public, message]))
}

/// Both sides of the verifier's equation, `S·B` and `R + k·A`, as points of 32 bytes. None for a public key or an R that is no point.
pub fn sides(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Option<[[u8; 32]; 2]> {
    let [point, s] = halves(signature);
    let k = challenge(&point, public, message);
    let [a, r] = [public, &point].map(|bytes| CompressedEdwardsY(*bytes).decompress());
    let left = EdwardsPoint::mul_base(&Scalar::from_bytes_mod_order(s));
    let right = r? + a? * k;
    Some([left, right].map(|side| side.compress().to_bytes()))
}

/// Whether a signature is accepted (RFC 8032 §5.1.7).
pub fn accepts(
    strictness: Strictness,
    public: &[u8; 32],
    message: &[u8],
    signature: &[u8; 64],
) -> bool {
    let [_, s] = halves(signature);
    let fits = match strictness {
        Strictness::Lax => true,
        Strictness::Strict => below_order(&s),
    };
    fits && sides(public, message, signature).is_some_and(|[left, right]| left == right)
}

/// Whether a little-endian number is below L.
pub fn below_order(s: &[u8; 32]) -> bool {
    s.iter().rev().lt(ORDER.iter().rev())
}

/// R and S of a signature.
pub fn halves(signature: &[u8; 64]) -> [[u8; 32]; 2] {
    let mut halves = [[0; 32]; 2];
    for (half, bytes) in halves.iter_mut().zip(signature.chunks_exact(32)) {
        half.copy_from_slice(bytes);
    }
    halves
}

/// The generator B, 32 bytes.
pub fn generator() -> [u8; 32] {
    ED25519_BASEPOINT_POINT.compress().to_bytes()
}

fn sha512(parts: &[&[u8]]) -> [u8; 64] {
    let mut hash = [0; 64];
    hash.copy_from_slice(digest(&SHA512, &parts.concat()).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

    use super::*;
    use crate::demo::chance::Chance;

    /// RFC 8032 §7.1, tests 1 to 3: private key, public key, message, signature.
    static VECTORS: &[[&str; 4]] = &[
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
             5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
             18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    #[test]
    fn the_published_signatures_come_out() {
        for [seed, public, message, signature] in VECTORS {
            let seed: [u8; 32] = hex::decode(seed).unwrap().try_into().unwrap();
            let message = hex::decode(message).unwrap();
            let key = expand(&seed);
            assert_eq!(hex::encode(key.public), *public);
            let signed = sign(&key, &key.public, &message);
            assert_eq!(hex::encode(signed.signature), *signature);
            assert!(accepts(
                Strictness::Strict,
                &key.public,
                &message,
                &signed.signature
            ));
        }
    }

    #[test]
    fn it_signs_and_verifies_as_ring_does() {
        let mut chance = Chance::new(1, "glass ed25519");
        for n in 0..100 {
            let (seed, message) = (chance.bytes(), chance.vec(n));
            let key = expand(&seed);
            let real = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
            assert_eq!(real.public_key().as_ref(), key.public);
            let mut signature = sign(&key, &key.public, &message).signature;
            assert_eq!(real.sign(&message).as_ref(), signature);
            signature[chance.place(64)] ^= 1 << chance.place(8);
            let ours = accepts(Strictness::Strict, &key.public, &message, &signature);
            let ring = UnparsedPublicKey::new(&ED25519, key.public).verify(&message, &signature);
            assert_eq!((ours, ring.is_ok()), (false, false));
        }
    }

    #[test]
    fn the_order_is_the_order() {
        assert_eq!(Scalar::from_bytes_mod_order(ORDER), Scalar::ZERO);
        let mut less = ORDER;
        less[0] -= 1;
        assert!(below_order(&less) && !below_order(&ORDER));
    }
}
