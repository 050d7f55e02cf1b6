//! A Diffie-Hellman exchange: two ends, a group, and who may stand between them.

use num_bigint_dig::BigUint;

use crate::demo::chance::Chance;
use crate::demo::glass::modular::{bytes, generator, is_prime, power, prime_between};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::ed25519::{Pair, accepts};
use crate::demo::primitive::hash::sha256;

/// A prime and what is raised to secret powers modulo it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The prime.
    pub(crate) p: u64,
    /// The generator: its powers are all of 1 to p - 1.
    pub(crate) g: u64,
}

impl Group {
    /// A group of four digits.
    pub(super) fn small(chance: &mut Chance) -> Self {
        Self::between(chance, 1_000, 4_999)
    }

    /// A group with p from `least` to `most`: p is 2q + 1 with q prime, so that no short cut leads through a small subgroup.
    pub(crate) fn between(chance: &mut Chance, least: u64, most: u64) -> Self {
        loop {
            let p = prime_between(chance, least, most);
            if is_prime((p - 1) / 2) {
                return Self { p, g: generator(p) };
            }
        }
    }

    /// g to the power of `exponent`.
    pub(crate) fn share(&self, exponent: u64) -> u64 {
        power(self.g, exponent, self.p)
    }
}

/// Counts through the powers of `g` until one is `share`, at most `most` of them: the exponent, and how many multiplications it took.
pub(super) fn count_back(
    p: &BigUint,
    g: &BigUint,
    share: &BigUint,
    most: u64,
) -> (Option<u64>, u64) {
    let mut reached = BigUint::from(1_u8);
    for tried in 0..most {
        if reached == *share {
            return (Some(tried), tried);
        }
        reached = reached * g % p;
    }
    (None, most)
}

/// The prime of the group ffdhe2048 (RFC 7919 appendix A.1), from its formula: the digits of e leave no room for a hidden trapdoor.
pub(super) fn ffdhe2048() -> BigUint {
    let one = BigUint::from(1_u8);
    // 2^1918 · e as the sum of 2^1918 / k!, with 64 bits more while it is summed.
    let (mut term, mut sum) = (&one << (1918 + 64), BigUint::from(0_u8));
    for k in 1_u32.. {
        if term == BigUint::from(0_u8) {
            break;
        }
        sum += &term;
        term /= k;
    }
    let digits = (sum >> 64) + BigUint::from(560_316_u32);
    (&one << 2048) - (&one << 1984) + (digits << 64) - one
}

/// A share as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// g to a secret power.
    pub(super) share: u64,
    /// An Ed25519 signature over [`signed`]: 64 bytes; none where shares are not signed.
    pub(super) signature: Option<Vec<u8>>,
}

/// What a signature stands for: that this share belongs to this group and to this exchange of tlslab's.
pub(super) fn signed(group: &Group, share: u64) -> Vec<u8> {
    let numbers = [group.p, group.g, share].map(u64::to_be_bytes);
    [b"tlslab share ".as_slice(), &numbers.concat()].concat()
}

/// Who signs.
#[derive(Debug)]
pub(super) struct Signer(Option<Pair>);

impl Signer {
    /// A signing key (Ed25519, RFC 8032) from chance.
    pub(super) fn new(chance: &mut Chance) -> Self {
        Self(Pair::draw(chance))
    }

    /// The key that others check with: 32 bytes.
    pub(super) fn public(&self) -> Vec<u8> {
        self.0.as_ref().map_or_else(Vec::new, Pair::public)
    }

    /// The share with a signature on it.
    pub(super) fn sends(&self, group: &Group, share: u64) -> Sent {
        let pair = self.0.as_ref();
        let signature = pair.map(|pair| pair.sign(&signed(group, share)));
        Sent { share, signature }
    }
}

/// What an end makes of a share that arrives.
#[derive(Clone, Debug)]
pub(super) enum Trust {
    /// It takes every share for its partner's.
    Anyone,
    /// It takes only a share signed with the key of which this is the public half.
    Signed(Vec<u8>),
}

impl Trust {
    /// Whether `sent` is taken.
    pub(super) fn takes(&self, group: &Group, sent: &Sent) -> bool {
        match self {
            Self::Anyone => true,
            Self::Signed(public) => {
                let signature = sent.signature.as_ref();
                let stands_for = signed(group, sent.share);
                signature.is_some_and(|signature| accepts(public, &stands_for, signature))
            }
        }
    }
}

/// Mallory, who holds the wire: both shares pass through these hands.
#[derive(Debug)]
pub(super) struct Mallory {
    /// The secret number used towards both.
    pub(super) own: u64,
    signer: Signer,
}

impl Mallory {
    /// A secret number whose share is none of those `seen`, and a signing key that nobody knows for anybody's.
    pub(super) fn new(chance: &mut Chance, group: &Group, seen: [u64; 2]) -> Self {
        let own = loop {
            let own = 2 + chance.below(group.p - 3);
            if !seen.contains(&group.share(own)) {
                break own;
            }
        };
        Self {
            own,
            signer: Signer::new(chance),
        }
    }

    /// What Mallory sends on instead of `sent`: their own share, under the signature that was there, then under their own.
    pub(super) fn switches(&self, group: &Group, sent: &Sent) -> [Sent; 2] {
        let share = group.share(self.own);
        let kept = Sent {
            share,
            signature: sent.signature.clone(),
        };
        [kept, self.signer.sends(group, share)]
    }

    /// The secret shared with whoever sent `sent`.
    pub(super) fn secret(&self, group: &Group, sent: &Sent) -> u64 {
        power(sent.share, self.own, group.p)
    }
}

/// A letter under a key made of a shared secret: AES-128-GCM, the key being the first 16 bytes of SHA-256 of the secret.
pub(super) fn seal(secret: u64, letter: &[u8]) -> Option<Vec<u8>> {
    let key = sha256(&bytes(secret));
    // Each secret seals one letter here, so that a fixed nonce is used once.
    AES_128_GCM.seal(key.get(..16)?, &[0; 12], b"", letter).ok()
}

/// The letter in `sealed`; none if the secret is another.
pub(super) fn open(secret: u64, sealed: &[u8]) -> Option<Vec<u8>> {
    let key = sha256(&bytes(secret));
    AES_128_GCM
        .open(key.get(..16)?, &[0; 12], b"", sealed)
        .ok()
        .flatten()
}

#[cfg(test)]
mod tests {
    use num_bigint_dig::prime::probably_prime;

    use super::*;

    #[test]
    fn the_prime_is_that_of_the_standard() {
        let p = ffdhe2048();
        let said = p.to_str_radix(16);
        assert!(said.starts_with("ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1"));
        assert!(said.ends_with("886b423861285c97ffffffffffffffff"));
        assert!(probably_prime(&p, 2) && probably_prime(&(p >> 1), 2));
    }

    #[test]
    fn a_switched_share_is_refused_where_shares_are_signed() {
        let mut chance = Chance::new(1, "exchange");
        let group = Group::small(&mut chance);
        let (alice, mallory) = (
            Signer::new(&mut chance),
            Mallory::new(&mut chance, &group, [0, 0]),
        );
        let sent = alice.sends(&group, group.share(77));
        let trust = Trust::Signed(alice.public());
        assert!(trust.takes(&group, &sent));
        assert!(
            mallory
                .switches(&group, &sent)
                .iter()
                .all(|sent| !trust.takes(&group, sent) && Trust::Anyone.takes(&group, sent))
        );
    }
}
