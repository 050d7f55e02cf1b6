//! X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem): ML-KEM-768 (FIPS 203) and X25519 side by side. Whoever wants the
//! secret must break both. In shares and secret alike the part of ML-KEM stands first.

use ml_kem::kem::{Decapsulate, KeyExport};
use ml_kem::{DecapsulationKey768, EncapsulationKey768};
use rustls::{Error, PeerMisbehaved};

use crate::lab::dice::Dice;
use crate::lab::exchange::classical::{Curve, Private};

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
    /// Its randomness: 32 bytes for ML-KEM, then its X25519 private key.
    pub private: Vec<u8>,
    /// Its share: 1088 bytes of ciphertext, then 32 of X25519.
    pub share: Vec<u8>,
    /// The shared secret: 32 bytes of each.
    pub secret: Vec<u8>,
}

impl Offered {
    /// Fresh keys of both kinds.
    ///
    /// # Errors
    /// There is no randomness.
    pub fn fresh(dice: &Dice) -> Result<Self, Error> {
        let seed = dice.bytes::<64>()?;
        Ok(Self {
            decapsulation: DecapsulationKey768::from_seed(seed.into()),
            classical: Private::fresh(Curve::X25519, dice)?,
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

    /// The shared secret from the server's answer.
    ///
    /// # Errors
    /// The answer has the wrong length, or its X25519 part is one that gives zero. A changed ciphertext is no error:
    /// ML-KEM then gives a secret that the other end does not have (implicit rejection).
    pub fn agree(&self, peer: &[u8]) -> Result<Vec<u8>, Error> {
        let (ciphertext, classical) = peer.split_at_checked(CIPHERTEXT).ok_or_else(bad_share)?;
        let ciphertext = ciphertext.try_into().map_err(|_| bad_share())?;
        let quantum = self.decapsulation.decapsulate(&ciphertext);
        let classical = self.classical.agree(classical)?;
        Ok([quantum.as_slice(), &classical].concat())
    }
}

/// The server's answer to a client's share.
///
/// # Errors
/// The share has the wrong length, is no encapsulation key (FIPS 203 section 7.2), or its X25519 part is one that
/// gives zero.
pub fn answer(peer: &[u8], dice: &Dice) -> Result<Answer, Error> {
    let (key, classical) = peer
        .split_at_checked(ENCAPSULATION_KEY)
        .ok_or_else(bad_share)?;
    let key = key.try_into().map_err(|_| bad_share())?;
    let key = EncapsulationKey768::new(&key).map_err(|_| bad_share())?;
    let message = dice.bytes::<32>()?;
    let (ciphertext, quantum) = key.encapsulate_deterministic(&message.into());
    let private = Private::fresh(Curve::X25519, dice)?;
    let agreed = private.agree(classical)?;
    Ok(Answer {
        private: [&message[..], &private.bytes()].concat(),
        share: [ciphertext.as_slice(), &private.share()].concat(),
        secret: [quantum.as_slice(), &agreed].concat(),
    })
}

fn bad_share() -> Error {
    Error::PeerMisbehaved(PeerMisbehaved::InvalidKeyShare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::side::Side;

    #[test]
    fn both_ends_agree_and_cut_shares_are_refused() {
        let dice = Dice::leaked(Side::Client, Some(3));
        let offered = Offered::fresh(dice).unwrap();
        let share = offered.share();
        assert_eq!((share.len(), offered.private().len()), (1216, 96));
        let answer = answer(&share, dice).unwrap();
        assert_eq!((answer.share.len(), answer.secret.len()), (1120, 64));
        assert_eq!(offered.agree(&answer.share).unwrap(), answer.secret);
        assert!(offered.agree(&answer.share[1..]).is_err());
        assert!(super::answer(&share[1..], dice).is_err());
    }
}
