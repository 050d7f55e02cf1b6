//! The eight attacks mounted on keys and messages from chance: misused, and repaired.

use num_bigint_dig::prime::next_prime;
use num_bigint_dig::{BigUint, RandBigInt};

use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::glass::rsa::{Private, gcd, prime};
use crate::demo::public_key::rsa::attacks::{
    broadcast, common_modulus, confirmed, cube_root, doubled, fermat, shared_prime, wiener,
};
use crate::demo::public_key::rsa::sealing::{BITS, Padding, ROOM};

/// All of them.
pub(super) static ATTACKS: &[Attack] = &[
    Attack {
        name: "guess_confirmation",
        wins: guess_wins,
    },
    Attack {
        name: "malleability",
        wins: doubling_wins,
    },
    Attack {
        name: "cube_root",
        wins: root_wins,
    },
    Attack {
        name: "broadcast",
        wins: broadcast_wins,
    },
    Attack {
        name: "common_modulus",
        wins: common_wins,
    },
    Attack {
        name: "small_d",
        wins: wiener_wins,
    },
    Attack {
        name: "shared_prime",
        wins: shared_wins,
    },
    Attack {
        name: "close_primes",
        wins: fermat_wins,
    },
];

/// What may be answered: few enough to try all.
pub(super) static VOTES: &[&str] = &["approve", "reject", "abstain", "postpone", "veto"];

/// Steps after which Fermat's attacker gives up.
pub(super) const STEPS: u64 = 200;

/// Bits of a key that nothing is padded for.
const SHORT: usize = 384;

/// What most keys have for e.
const USUAL: u32 = 65_537;

/// A key with two primes that are neighbours: the second is the next above the first and a gap of half its length.
pub(super) fn neighbours(chance: &mut Chance) -> Private {
    loop {
        let p = prime(chance, SHORT / 2, USUAL);
        let q = next_prime(&(&p + chance.gen_biguint(SHORT / 4 + 5)));
        if let Some(key) = Private::from_e([p, q], BigUint::from(USUAL)) {
            return key;
        }
    }
}

/// Bits of a d that is found: fewer than a quarter of n's.
pub(super) const SMALL_D: usize = SHORT / 4 - 6;

/// A key of [`SHORT`] bits with a private exponent of `bits` bits.
pub(super) fn with_d(chance: &mut Chance, bits: usize) -> Private {
    loop {
        let primes = [(), ()].map(|()| prime(chance, SHORT / 2, USUAL));
        let d =
            chance.gen_biguint(bits) | BigUint::from(1_u8) | (BigUint::from(1_u8) << (bits - 1));
        if let Some(key) = Private::from_d(primes, d) {
            return key;
        }
    }
}

/// Two keys of [`SHORT`] bits that share a prime.
pub(super) fn siblings(chance: &mut Chance) -> [Private; 2] {
    loop {
        let p = prime(chance, SHORT / 2, USUAL);
        let key = |chance: &mut Chance| {
            let primes = [p.clone(), prime(chance, SHORT / 2, USUAL)];
            Private::from_e(primes, BigUint::from(USUAL))
        };
        if let (Some(one), Some(other)) = (key(chance), key(chance)) {
            return [one, other];
        }
    }
}

/// The same primes with another public exponent.
pub fn twin(key: &Private, mut e: u32) -> Private {
    loop {
        let twin = Private::from_e(key.primes.clone(), BigUint::from(e));
        let apart = gcd(&key.public.e, &BigUint::from(e)) == BigUint::from(1_u8);
        if let (true, Some(twin)) = (apart, twin) {
            return twin;
        }
        e += 2;
    }
}

/// How messages are padded, and bits of a key that has room for it.
fn padding(instance: Instance) -> (Padding, usize) {
    match instance {
        Instance::Weak => (Padding::Bare, SHORT),
        Instance::Fixed => (Padding::Oaep, BITS),
    }
}

/// A message that fits under every key here; its first byte is not 0.
fn message(chance: &mut Chance) -> Vec<u8> {
    let mut message = chance.vec(ROOM);
    if let Some(first) = message.first_mut() {
        *first |= 1;
    }
    message
}

fn guess_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (padding, bits) = padding(instance);
    let key = Private::new(chance, bits, 17);
    let vote = chance.pick(VOTES).copied().unwrap_or_default();
    let Some(sealed) = padding.seal(&key.public, chance, vote.as_bytes()) else {
        return false;
    };
    confirmed(&key.public, padding, &sealed, VOTES, chance) == Some(vote)
}

fn doubling_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (padding, bits) = padding(instance);
    let key = Private::new(chance, bits, 17);
    let amount = 1 + chance.below(1_000_000);
    let Some(sealed) = padding.seal(&key.public, chance, &amount.to_be_bytes()) else {
        return false;
    };
    let opened = padding.open(&key, &doubled(&key.public, &sealed));
    let twice = BigUint::from(2 * amount);
    opened.is_some_and(|opened| BigUint::from_bytes_be(&opened) == twice)
}

fn root_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (padding, bits) = padding(instance);
    let (key, message) = (Private::new(chance, bits, 3), message(chance));
    let sealed = padding.seal(&key.public, chance, &message);
    let found = sealed.as_ref().and_then(cube_root);
    found == Some(BigUint::from_bytes_be(&message))
}

fn broadcast_wins(chance: &mut Chance, instance: Instance) -> bool {
    // Longer than a third of a modulus, so that one ciphertext alone is no cube; OAEP fills a modulus by itself.
    let message = match instance {
        Instance::Weak => [vec![1], chance.vec(SHORT / 8 - 2)].concat(),
        Instance::Fixed => message(chance),
    };
    let (padding, bits) = padding(instance);
    let keys = [(), (), ()].map(|()| Private::new(chance, bits, 3));
    let sealed = keys
        .each_ref()
        .map(|key| padding.seal(&key.public, chance, &message));
    let sent: Vec<_> = keys
        .iter()
        .map(|key| &key.public)
        .zip(sealed.iter().flatten())
        .collect();
    broadcast(&sent) == Some(BigUint::from_bytes_be(&message))
}

fn common_wins(chance: &mut Chance, instance: Instance) -> bool {
    let one = Private::new(chance, SHORT, 17);
    let other = match instance {
        Instance::Weak => twin(&one, USUAL),
        Instance::Fixed => Private::new(chance, SHORT, USUAL),
    };
    let message = BigUint::from_bytes_be(&message(chance));
    let [c, k] = [&one, &other].map(|key| key.public.raw(&message));
    common_modulus([(&one.public, &c), (&other.public, &k)]) == Some(message)
}

fn wiener_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key = match instance {
        Instance::Weak => with_d(chance, SMALL_D),
        Instance::Fixed => with_d(chance, SHORT - 12),
    };
    wiener(&key.public).is_some_and(|found| found.d == key.d)
}

fn shared_wins(chance: &mut Chance, instance: Instance) -> bool {
    let [one, other] = match instance {
        Instance::Weak => siblings(chance),
        Instance::Fixed => [(), ()].map(|()| Private::new(chance, SHORT, USUAL)),
    };
    let prime = shared_prime(&one.public, &other.public);
    let found = prime.and_then(|prime| Private::from_factor(&one.public, &prime));
    found.is_some_and(|found| found.d == one.d)
}

fn fermat_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key = match instance {
        Instance::Weak => neighbours(chance),
        Instance::Fixed => Private::new(chance, SHORT, USUAL),
    };
    let prime = fermat(&key.public, STEPS);
    let found = prime.and_then(|(prime, _)| Private::from_factor(&key.public, &prime));
    found.is_some_and(|found| found.d == key.d)
}
