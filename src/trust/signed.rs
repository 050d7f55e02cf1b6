//! Whether one certificate's key signed another document, and what can be told when it did not.

use num_bigint_dig::BigUint;

use crate::dissect::x509::tag;
use crate::keys::hash::Hash;
use crate::keys::signature::{self, Why};
use crate::trust::der::Walk;
use crate::trust::key::Key;

/// What came of checking a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// It is this key's.
    Holds,
    /// It is not.
    Fails(Why),
    /// It cannot be checked here.
    Unchecked(Why),
    /// The search was given up before it was checked.
    NotTried,
}

/// Checks a signature by `key` over `tbs`.
pub(crate) fn check(algorithm: &str, key: &Key<'_>, tbs: &[u8], signature: &[u8]) -> Signed {
    if algorithm == MD5_RSA {
        let opened = opened(key, signature);
        return match opened.is_some_and(|opened| opened.digest == Hash::Md5.digest(tbs)) {
            true => Signed::Holds,
            false => Signed::Fails(Why::Fails),
        };
    }
    match signature::certificate(algorithm, key.element.raw(), tbs, signature) {
        Ok(()) => Signed::Holds,
        Err(why @ (Why::Unsupported(_) | Why::Key)) => Signed::Unchecked(why),
        Err(why @ (Why::KeyKind { .. } | Why::Fails)) => Signed::Fails(why),
    }
}

/// What an RSA signature was made over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The object identifier of the hash.
    pub(crate) hash: String,
    /// The hash that was signed.
    pub(crate) digest: Vec<u8>,
}

/// Opens an RSA signature with the public key (RFC 8017 §8.2.2): what comes out of the power is the padded hash of the bytes
/// that were signed, and a wrong key or a changed signature gives noise instead.
pub(crate) fn opened(key: &Key<'_>, signature: &[u8]) -> Option<Opened> {
    let rsa = key.rsa()?;
    // Numbers of a size that somebody uses: the power of others could take forever.
    if rsa.bits() > 8192 || rsa.exponent.content().len() > 5 || signature.len() > 1025 {
        return None;
    }
    let n = rsa.n();
    if n.bits() < 512 {
        return None;
    }
    let power = BigUint::from_bytes_be(signature).modpow(&rsa.e(), &n);
    let bytes = power.to_bytes_be();
    // The first byte of the padding, 00, is not written by the number.
    let padded = bytes.strip_prefix(&[1])?;
    let fill = padded.iter().take_while(|byte| **byte == 0xff).count();
    let info = padded.get(fill..)?.strip_prefix(&[0])?;
    if fill < 8 {
        return None;
    }
    let mut outer = Walk::over(info);
    let mut walk = outer.take(tag::SEQUENCE).ok()?.walk();
    outer.done().ok()?;
    let hash = walk.take(tag::SEQUENCE).ok()?.walk().take(tag::OID).ok()?;
    let digest = walk.take(tag::OCTET_STRING).ok()?.content().to_vec();
    let hash = hash.dotted().ok()?;
    Some(Opened { hash, digest })
}

/// The signature algorithm of 1992, which nothing else of tlslab checks.
const MD5_RSA: &str = "1.2.840.113549.1.1.4";
