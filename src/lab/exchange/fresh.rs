//! Fresh private keys, thrown with an end's dice.

use rustls::Error;

use crate::keys::curve::{Curve, Private};
use crate::keys::hybrid::Offered;
use crate::lab::dice::Dice;

/// A fresh private key on `curve`.
///
/// # Errors
/// There is no randomness.
pub fn private(curve: Curve, dice: &Dice) -> Result<Private, Error> {
    // Bytes that are zero or not below the group's order are no scalar: throw again.
    loop {
        let key = match curve {
            Curve::X25519 | Curve::P256 => Private::of(curve, &dice.bytes::<32>()?),
            Curve::P384 => Private::of(curve, &dice.bytes::<48>()?),
        };
        if let Some(key) = key {
            return Ok(key);
        }
    }
}

/// Fresh keys of both kinds for a client's hybrid share.
///
/// # Errors
/// There is no randomness.
pub fn offered(dice: &Dice) -> Result<Offered, Error> {
    loop {
        if let Some(offered) = Offered::of(&dice.bytes::<96>()?) {
            return Ok(offered);
        }
    }
}
