//! A key exchange done again from one end's private key: its key share and the shared secret (RFC 8446 §7.4).

use crate::base::side::Side;
use crate::keys::curve::{Curve, Private};
use crate::keys::hybrid;
use crate::keys::hybrid::Offered;

/// What a private key and the other end's share give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The key share of the private key's owner.
    pub share: Vec<u8>,
    /// The shared secret.
    pub secret: Vec<u8>,
}

/// Does the exchange again in `group` (IANA code: 23, 24, 29 or 4588) for the end of `side`. Private keys are scalars as
/// [`Private`] has them, those of X25519MLKEM768 as [`Offered::of`] and [`hybrid::answer`] take them. None where the group
/// is another, or the bytes do not fit it.
pub fn complete(group: u16, side: Side, private: &[u8], peer: &[u8]) -> Option<Agreed> {
    let curve = match group {
        23 => Curve::P256,
        24 => Curve::P384,
        29 => Curve::X25519,
        4588 => return both(side, private, peer),
        _ => return None,
    };
    let key = Private::of(curve, private)?;
    let secret = key.agree(peer)?;
    let share = key.share();
    Some(Agreed { share, secret })
}

fn both(side: Side, private: &[u8], peer: &[u8]) -> Option<Agreed> {
    match side {
        Side::Client => {
            let offered = Offered::of(private)?;
            let secret = offered.agree(peer)?;
            let share = offered.share();
            Some(Agreed { share, secret })
        }
        Side::Server => {
            let answer = hybrid::answer(private, peer)?;
            Some(Agreed {
                share: answer.share,
                secret: answer.secret,
            })
        }
    }
}
