//! The cryptography of one end: ring's suites and signatures, our own key exchanges, our own dice.

use std::sync::Arc;

use rustls::SupportedProtocolVersion;
use rustls::crypto::{CryptoProvider, ring};
use rustls::version::{TLS12, TLS13};

use crate::base::side::Side;
use crate::lab::dice::Dice;
use crate::lab::exchange::group::Observed;
use crate::lab::offer::{Offer, Tls};
use crate::lab::witness::Witness;

/// A provider with what `offer` lists, in its order. ECDSA and RSA-PSS signatures are made with ring's own
/// randomness, and so only Ed25519 certificates make a seeded run the same to the byte.
pub fn provider(
    side: Side,
    offer: &Offer,
    dice: &'static Dice,
    witness: &Witness,
) -> Arc<CryptoProvider> {
    let ours = ring::default_provider();
    let suite = |code: u16| {
        let same = |suite: &&_| u16::from(rustls::SupportedCipherSuite::suite(suite)) == code;
        ours.cipher_suites.iter().find(same).copied()
    };
    Arc::new(CryptoProvider {
        cipher_suites: offer
            .usable_suites()
            .filter_map(|wanted| suite(wanted.code))
            .collect(),
        kx_groups: offer
            .groups
            .iter()
            .map(|group| Observed::leaked(*group, side, dice, witness))
            .collect(),
        secure_random: dice,
        ..ours.clone()
    })
}

/// The versions of `offer` as rustls names them.
pub fn versions(offer: &Offer) -> Vec<&'static SupportedProtocolVersion> {
    offer
        .versions
        .iter()
        .map(|tls| match tls {
            Tls::V12 => &TLS12,
            Tls::V13 => &TLS13,
        })
        .collect()
}
