//! How long the salt of an RSA-PSS signature is (RFC 8017 §9.1.2), read from the signature itself.
//!
//! In certificates it may have any length (RFC 4055 §3.1), and libraries that check signatures want to be told.

use rsa::BigUint;
use rsa::sha2::{Digest as _, Sha256, Sha384, Sha512};
use rsa::traits::PublicKeyParts;

use crate::keys::algorithm::Digest;
use crate::keys::hash::Hash;

/// The length of the salt if the signature, opened with `key`, has the form of PSS with this hash. That it is a signature of
/// some message is not said by that.
pub(crate) fn length(digest: Digest, key: &impl PublicKeyParts, signature: &[u8]) -> Option<usize> {
    // One bit less than the modulus, so that the number stays below it.
    let bits = key.n().bits().checked_sub(1)?;
    let size = bits.div_ceil(8);
    let number = BigUint::from_bytes_be(signature).modpow(key.e(), key.n());
    let number = number.to_bytes_be();
    let mut encoded = vec![0; size.checked_sub(number.len())?];
    encoded.extend(number);
    let (rest, end) = encoded.split_at_checked(size.checked_sub(1)?)?;
    let width = hash(digest, &[]).len();
    let (masked, hashed) = rest.split_at_checked(rest.len().checked_sub(width)?)?;
    if end != [0xbc] {
        return None;
    }
    let mask = mask(digest, hashed, masked.len());
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(a, b)| a ^ b).collect();
    if let Some(first) = block.first_mut() {
        *first &= 0xff >> (size * 8 - bits);
    }
    let zeros = block.iter().take_while(|byte| **byte == 0).count();
    match block.get(zeros..)? {
        [1, salt @ ..] => Some(salt.len()),
        _ => None,
    }
}

/// MGF1 (RFC 8017 §B.2.1).
fn mask(digest: Digest, seed: &[u8], length: usize) -> Vec<u8> {
    let blocks = (0u32..).map(|n| hash(digest, &[seed, &n.to_be_bytes()].concat()));
    blocks.flatten().take(length).collect()
}

fn hash(digest: Digest, bytes: &[u8]) -> Vec<u8> {
    match digest {
        Digest::Sha1 => Hash::Sha1.digest(bytes),
        Digest::Sha256 => Sha256::digest(bytes).to_vec(),
        Digest::Sha384 => Sha384::digest(bytes).to_vec(),
        Digest::Sha512 => Sha512::digest(bytes).to_vec(),
    }
}
