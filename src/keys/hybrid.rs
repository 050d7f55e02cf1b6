//! X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem): ML-KEM-768 (FIPS 203) and X25519 side by side. Whoever wants the
//! secret must break both. In shares and secret alike the part of ML-KEM stands first.

use ml_kem::kem::{Decapsulate, KeyExport};
use ml_kem::{DecapsulationKey768, EncapsulationKey768};

use crate::keys::curve::{Curve, Private};

/// Length of an ML-KEM-768 encapsulation key, the client's part.
const ENCAPSULATION_KEY: usize = 1184;
/// Length of an ML-KEM-768 ciphertext, the server's part.
const CIPHERTEXT: usize = 1088;

/// What the client keeps while it waits for the answer.
pub struct Offered {
    seed: [u8; 64],
    decapsulation: DecapsulationKey768,
    classical: Private,
}

/// What the server has once it answered.
pub struct Answer {
    /// Its share: 1088 bytes of ciphertext, then 32 of X25519.
    pub share: Vec<u8>,
    /// The shared secret: 32 bytes of each.
    pub secret: Vec<u8>,
}

impl Offered {
    /// The keys made of `private`: the seed d || z of ML-KEM, 64 bytes, then the X25519 private key, 32 bytes.
    pub fn of(private: &[u8]) -> Option<Self> {
        let (seed, classical) = private.split_at_checked(64)?;
        let seed = <[u8; 64]>::try_from(seed).ok()?;
        Some(Self {
            decapsulation: DecapsulationKey768::from_seed(seed.into()),
            classical: Private::of(Curve::X25519, classical)?,
            seed,
        })
    }

    /// The X25519 half alone, which may be offered as a share of its own.
    pub fn classical(&self) -> &Private {
        &self.classical
    }

    /// The seed d || z of ML-KEM, 64 bytes, then the X25519 private key, 32 bytes.
    pub fn private(&self) -> Vec<u8> {
        [&self.seed[..], &self.classical.bytes()].concat()
    }

    /// The key share: 1184 bytes of encapsulation key, then 32 of X25519.
    pub fn share(&self) -> Vec<u8> {
        let key = self.decapsulation.encapsulation_key().to_bytes();
        [key.as_slice(), &self.classical.share()].concat()
    }

    /// The shared secret from the server's answer. None where the answer has the wrong length, or its X25519 part is one
    /// that gives zero. A changed ciphertext is no error: ML-KEM then gives a secret that the other end does not have
    /// (implicit rejection).
    pub fn agree(&self, peer: &[u8]) -> Option<Vec<u8>> {
        let (ciphertext, classical) = peer.split_at_checked(CIPHERTEXT)?;
        let quantum = self.decapsulation.decapsulate(&ciphertext.try_into().ok()?);
        let classical = self.classical.agree(classical)?;
        Some([quantum.as_slice(), &classical].concat())
    }
}

/// The server's answer to a client's share, made of `private`: 32 bytes of randomness for ML-KEM, then the X25519 private
/// key, 32 bytes. None where the share has the wrong length, is no encapsulation key (FIPS 203 §7.2), or its X25519 part
/// is one that gives zero.
pub fn answer(private: &[u8], peer: &[u8]) -> Option<Answer> {
    let (message, classical) = private.split_at_checked(32)?;
    let message = <[u8; 32]>::try_from(message).ok()?;
    let own = Private::of(Curve::X25519, classical)?;
    let (key, classical) = peer.split_at_checked(ENCAPSULATION_KEY)?;
    let key = EncapsulationKey768::new(&key.try_into().ok()?).ok()?;
    let (ciphertext, quantum) = key.encapsulate_deterministic(&message.into());
    let agreed = own.agree(classical)?;
    Some(Answer {
        share: [ciphertext.as_slice(), &own.share()].concat(),
        secret: [quantum.as_slice(), &agreed].concat(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_agree_and_cut_shares_are_refused() {
        let offered = Offered::of(&[3; 96]).unwrap();
        let share = offered.share();
        assert_eq!((share.len(), offered.private().len()), (1216, 96));
        let answer = answer(&[5; 64], &share).unwrap();
        assert_eq!((answer.share.len(), answer.secret.len()), (1120, 64));
        assert_eq!(offered.agree(&answer.share).unwrap(), answer.secret);
        assert!(offered.agree(&answer.share[1..]).is_none());
        assert!(super::answer(&[5; 64], &share[1..]).is_none());
        assert!(Offered::of(&[3; 95]).is_none());
    }
}
