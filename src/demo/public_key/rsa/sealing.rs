//! A message under an RSA key: bare, as the textbook has it, or padded with chance (OAEP, RFC 8017 §7.1) by the reviewed crate.

use num_bigint_dig::BigUint;
use rsa::sha2::Sha256;
use rsa::{Oaep, RsaPrivateKey, RsaPublicKey};

use crate::demo::chance::Chance;
use crate::demo::glass::rsa::{Private, Public};

/// How a message becomes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Padding {
    /// Its bytes are the number.
    Bare,
    /// OAEP with SHA-256: other chance every time, and a hash that says whether anything was changed.
    Oaep,
}

/// Bits of a key that has room for OAEP with SHA-256 and [`ROOM`] bytes.
pub(super) const BITS: usize = 640;

/// Bytes of a message that fit under OAEP into a key of [`BITS`].
pub(super) const ROOM: usize = BITS / 8 - 2 * 32 - 2;

impl Padding {
    /// `message` under `key`, as a number; none if it is too long for the key.
    pub(super) fn seal(self, key: &Public, chance: &mut Chance, message: &[u8]) -> Option<BigUint> {
        match self {
            Self::Bare => {
                let number = BigUint::from_bytes_be(message);
                (number < key.n).then(|| key.raw(&number))
            }
            Self::Oaep => {
                let key = RsaPublicKey::new(key.n.clone(), key.e.clone()).ok()?;
                let sealed = key.encrypt(chance, Oaep::new::<Sha256>(), message).ok()?;
                Some(BigUint::from_bytes_be(&sealed))
            }
        }
    }

    /// The message in `sealed`; none if the padding is not right. Bare messages lose their leading zeros.
    pub(super) fn open(self, key: &Private, sealed: &BigUint) -> Option<Vec<u8>> {
        match self {
            Self::Bare => Some(key.raw(sealed).to_bytes_be()),
            Self::Oaep => {
                let Private { public, primes, d } = key;
                let (n, e) = (public.n.clone(), public.e.clone());
                let key = RsaPrivateKey::from_components(n, e, d.clone(), primes.to_vec()).ok()?;
                let mut bytes = sealed.to_bytes_be();
                let zeros = public.length().saturating_sub(bytes.len());
                bytes.splice(0..0, vec![0; zeros]);
                key.decrypt(Oaep::new::<Sha256>(), &bytes).ok()
            }
        }
    }
}
