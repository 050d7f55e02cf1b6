//! Two attacks on careless Ed25519: a second signature made from the first without the key, and the key from a signer that
//! believes whatever public key it is told.

use curve25519_dalek::scalar::Scalar;
use num_bigint_dig::BigUint;

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::ed25519::{
    Expanded, ORDER, Strictness, accepts, challenge, expand, halves, sign, with_nonce,
};
use crate::demo::primitive::ed25519::accepts as ring_accepts;

/// Every other way to write S that fits into 32 bytes: S + L, S + 2L and so on. Needs neither key nor message.
pub(super) fn twins(signature: &[u8; 64]) -> Vec<[u8; 64]> {
    let [_, s] = halves(signature);
    let order = BigUint::from_bytes_le(&ORDER);
    let mut s = BigUint::from_bytes_le(&s) + &order;
    let mut twins = Vec::new();
    while s.bits() <= 256 {
        let mut twin = *signature;
        let (_, half) = twin.split_at_mut(32);
        half.fill(0);
        for (to, from) in half.iter_mut().zip(s.to_bytes_le()) {
            *to = from;
        }
        twins.push(twin);
        s += &order;
    }
    twins
}

/// Where a signer takes the public key from that goes into the challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Api {
    /// From the caller: `sign(private, public, message)`.
    Told,
    /// From the private key, whatever the caller says.
    Derived,
}

/// A signer as its caller sees it: the private key stays inside.
#[derive(Debug)]
pub(super) struct Signer {
    key: Expanded,
    api: Api,
    /// How often it signed.
    pub(super) calls: u64,
}

impl Signer {
    /// A signer with a key.
    pub(super) fn new(key: Expanded, api: Api) -> Self {
        Self { key, api, calls: 0 }
    }

    /// Its public key.
    pub(super) fn public(&self) -> [u8; 32] {
        self.key.public
    }

    /// Signs for a caller.
    pub(super) fn sign(&mut self, public: &[u8; 32], message: &[u8]) -> [u8; 64] {
        self.calls += 1;
        let public = match self.api {
            Api::Told => *public,
            Api::Derived => self.key.public,
        };
        sign(&self.key, &public, message).signature
    }
}

/// What the attacker got from a signer.
#[derive(Clone, Debug)]
pub(super) struct Extracted {
    /// The two signatures: with the right public key, and with another.
    pub(super) signatures: [[u8; 64]; 2],
    /// The two challenges.
    pub(super) challenges: [Scalar; 2],
    /// The secret scalar, if the signer believed what it was told; none if the two signatures are the same.
    pub(super) a: Option<Scalar>,
}

/// Asks for two signatures of one message under two public keys: one nonce, two challenges, so that `S1 - S2 = (k1 - k2)·a`.
pub(super) fn extract(signer: &mut Signer, other: &[u8; 32], message: &[u8]) -> Extracted {
    let publics = [signer.public(), *other];
    let signatures = publics.map(|public| signer.sign(&public, message));
    let [[point, s1], [_, s2]] = signatures.each_ref().map(halves);
    let challenges = publics.map(|public| challenge(&point, &public, message));
    let [k1, k2] = challenges;
    let [s1, s2] = [s1, s2].map(Scalar::from_bytes_mod_order);
    let a = (s1 != s2 && k1 != k2).then(|| (s1 - s2) * (k1 - k2).invert());
    Extracted {
        signatures,
        challenges,
        a,
    }
}

/// A signature of anything by whoever knows the secret scalar; the prefix is not needed, any nonce will do.
pub(super) fn forge(a: Scalar, nonce: &[u8; 64], public: &[u8; 32], message: &[u8]) -> [u8; 64] {
    let r = Scalar::from_bytes_mod_order_wide(nonce);
    with_nonce(a, r, public, message).signature
}

/// A second signature for a message: a lax verifier takes it, ring does not.
pub(super) fn malleability_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key = expand(&chance.bytes());
    let message = chance.vec(20);
    let signature = sign(&key, &key.public, &message).signature;
    let mut twins = twins(&signature).into_iter();
    let accepted = |signature: &[u8; 64]| match instance {
        Instance::Weak => accepts(Strictness::Lax, &key.public, &message, signature),
        Instance::Fixed => ring_accepts(&key.public, &message, signature),
    };
    // A verifier that refuses the signer's own signature as well would be no repair: the attacker has won against that too.
    !accepted(&signature) || twins.any(|twin| twin != signature && accepted(&twin))
}

/// The key of a signer that is told its public key, and a forgery that ring accepts.
pub(super) fn oracle_wins(chance: &mut Chance, instance: Instance) -> bool {
    let api = match instance {
        Instance::Weak => Api::Told,
        Instance::Fixed => Api::Derived,
    };
    let mut signer = Signer::new(expand(&chance.bytes()), api);
    let other = chance.bytes();
    let message = chance.vec(20);
    let got = extract(&mut signer, &other, &message);
    // Without a key the attacker still tries: with the one that a division by 0 leaves.
    let a = got.a.unwrap_or(Scalar::ZERO);
    let goal = b"transfer everything to mallory";
    let forged = forge(a, &chance.bytes(), &signer.public(), goal);
    ring_accepts(&signer.public(), goal, &forged)
}
