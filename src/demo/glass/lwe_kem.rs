//! A key exchange made of toy LWE: a random byte is encrypted bit by bit and hashed to the shared secret. Once as it is, and once
//! with the transform of Fujisaki and Okamoto as ML-KEM has it (FIPS 203 §6.3): encrypt again, compare, and where it differs give a
//! secret that nobody else has.

use crate::demo::chance::Chance;
use crate::demo::glass::lwe::{Ciphertext, Key, Public};
use crate::demo::primitive::hash;

/// A byte, encrypted: one ciphertext a bit, the highest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capsule(pub Vec<Ciphertext>);

/// How a capsule is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// Whatever comes out of decryption is used.
    Nothing,
    /// What comes out is encrypted again and compared with what came in.
    EncryptsAgain,
}

/// The owner of a key.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The key pair.
    pub key: Key,
    /// What the secret of a refused capsule is made of.
    pub z: [u8; 32],
    /// How capsules are opened.
    pub checks: Checks,
}

impl Capsule {
    /// Its numbers in a row, two bytes each: what is hashed.
    pub fn bytes(&self) -> Vec<u8> {
        let all = self.0.iter();
        let numbers = all.flat_map(|one| one.u.iter().chain([&one.v]));
        numbers
            .flat_map(|x| u16::try_from(*x).unwrap_or(u16::MAX).to_be_bytes())
            .collect()
    }
}

/// The capsule of the byte `m`, and the secret in it. Which rows are chosen follows from `m` alone.
pub fn encapsulate(public: &Public, m: u8) -> (Capsule, Vec<u8>) {
    let coins = sha3(&[b"G", &[m]]);
    let mut bits = coins
        .iter()
        .flat_map(|byte| (0..8).map(move |at| byte >> at & 1 == 1));
    let one = |at: u8| {
        let chosen: Vec<bool> = public
            .rows
            .iter()
            .map(|_| bits.next() == Some(true))
            .collect();
        public.encrypt(m >> (7 - at) & 1 == 1, &chosen)
    };
    let capsule = Capsule((0..8).map(one).collect());
    let secret = secret_of(m, &capsule);
    (capsule, secret)
}

/// The secret that goes with `m` in `capsule`.
pub fn secret_of(m: u8, capsule: &Capsule) -> Vec<u8> {
    sha3(&[b"K", &[m], &capsule.bytes()])
}

impl Owner {
    /// An owner with a new z.
    pub fn new(key: Key, checks: Checks, chance: &mut Chance) -> Self {
        Self {
            key,
            z: chance.bytes(),
            checks,
        }
    }

    /// The secret in `capsule`.
    pub fn decapsulate(&self, capsule: &Capsule) -> Vec<u8> {
        let bits = capsule.0.iter().map(|one| self.key.decrypt(one));
        let m = bits.fold(0, |byte: u8, bit| byte << 1 | u8::from(bit));
        let fits = || encapsulate(&self.key.public, m).0 == *capsule;
        match self.checks {
            Checks::EncryptsAgain if !fits() => sha3(&[b"J", &self.z, &capsule.bytes()]),
            Checks::EncryptsAgain | Checks::Nothing => secret_of(m, capsule),
        }
    }
}

fn sha3(parts: &[&[u8]]) -> Vec<u8> {
    hash::named("sha3-256").map_or_else(Vec::new, |hash| hash.digest(&parts.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::glass::lwe::Sizes;

    #[test]
    fn both_ends_agree_and_a_changed_capsule_gives_another_secret_silently() {
        let mut chance = Chance::new(1, "lwe kem");
        let toy = Sizes {
            n: 6,
            q: 101,
            m: 10,
            bound: 2,
        };
        for m in 0..=255 {
            let key = Key::new(&mut chance, toy);
            let owner = Owner::new(key, Checks::EncryptsAgain, &mut chance);
            let (mut capsule, secret) = encapsulate(&owner.key.public, m);
            assert_eq!(owner.decapsulate(&capsule), secret);
            capsule.0[3].v = (capsule.0[3].v + 1) % 101;
            let other = owner.decapsulate(&capsule);
            assert_ne!(other, secret);
            assert_eq!(other, owner.decapsulate(&capsule));
        }
    }
}
