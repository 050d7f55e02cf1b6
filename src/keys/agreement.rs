//! A key exchange done again from one end's private key: its key share and the shared secret (RFC 8446 §7.4).

use crate::base::side::Side;
use crate::keys::curve::{Curve, Private};
use crate::keys::hybrid;
use crate::keys::hybrid::Offered;

/// The key share that `private` gives in `group` (IANA code: 23, 24, 29 or 4588). Private keys are scalars as [`Private`]
/// has them, those of X25519MLKEM768 as [`Offered::of`] and [`hybrid::answer`] take them; a server's hybrid share depends
/// on `peer`, the client's. None where the group is another, or the bytes do not fit it.
pub fn share(group: u16, side: Side, private: &[u8], peer: &[u8]) -> Option<Vec<u8>> {
    match (curve(group), side) {
        (Some(curve), _) => Some(Private::of(curve, private)?.share()),
        (None, _) if group != HYBRID => None,
        (None, Side::Client) => Some(Offered::of(private)?.share()),
        (None, Side::Server) => Some(hybrid::answer(private, peer)?.share),
    }
}

/// The shared secret that `private` gives in `group` with the other end's share `peer`. None as with [`share`].
pub fn secret(group: u16, side: Side, private: &[u8], peer: &[u8]) -> Option<Vec<u8>> {
    match (curve(group), side) {
        (Some(curve), _) => Private::of(curve, private)?.agree(peer),
        (None, _) if group != HYBRID => None,
        (None, Side::Client) => Offered::of(private)?.agree(peer),
        (None, Side::Server) => Some(hybrid::answer(private, peer)?.secret),
    }
}

/// X25519MLKEM768.
const HYBRID: u16 = 4588;

/// The curve of a group that is nothing but a curve.
fn curve(group: u16) -> Option<Curve> {
    match group {
        23 => Some(Curve::P256),
        24 => Some(Curve::P384),
        29 => Some(Curve::X25519),
        _ => None,
    }
}
