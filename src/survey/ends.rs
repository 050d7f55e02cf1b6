//! The two ends of a packet, and how a connection remembers them in few bytes.

use std::net::{IpAddr, SocketAddr};

/// Which of the two ends of a connection: the one with the lower address and port, or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// The ends of one packet in an order that does not depend on who sent it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    low: (IpAddr, u16),
    high: (IpAddr, u16),
}

impl Ends {
    /// The ends of a packet, and which of them sent it.
    pub(crate) fn new(from: (IpAddr, u16), to: (IpAddr, u16)) -> (Self, End) {
        if from <= to {
            let (low, high) = (from, to);
            (Self { low, high }, End::Low)
        } else {
            let (low, high) = (to, from);
            (Self { low, high }, End::High)
        }
    }

    /// Spreads well and costs a few nanoseconds.
    pub(crate) fn hash(&self) -> u64 {
        let mut hash = u64::from(self.low.1) << 16 | u64::from(self.high.1);
        for (address, _) in [self.low, self.high] {
            match address {
                IpAddr::V4(four) => hash = fold(hash, u32::from(four).into()),
                IpAddr::V6(six) => {
                    let (high, low) = halves(six.into());
                    hash = fold(fold(hash, high), low);
                }
            }
        }
        hash
    }

    /// The same in the few bytes that a connection keeps.
    pub(crate) fn key(&self) -> Key {
        let ports = [self.low.1, self.high.1];
        match (self.low.0, self.high.0) {
            (IpAddr::V4(low), IpAddr::V4(high)) => Key::Four {
                low: low.octets(),
                high: high.octets(),
                ports,
            },
            _ => Key::Six(Box::new(*self)),
        }
    }
}

/// Multiplies to 128 bits and folds them: every bit of the input reaches every bit of the output.
fn fold(hash: u64, value: u64) -> u64 {
    let product = u128::from(hash ^ value ^ 0x9e37_79b9_7f4a_7c15) * 0xa076_1d64_78bd_642f;
    let (high, low) = halves(product);
    high ^ low
}

fn halves(number: u128) -> (u64, u64) {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = number.to_be_bytes();
    (
        u64::from_be_bytes([a, b, c, d, e, f, g, h]),
        u64::from_be_bytes([i, j, k, l, m, n, o, p]),
    )
}

/// The ends of a connection: 16 bytes, and for IPv6 a box beside.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    Four {
        low: [u8; 4],
        high: [u8; 4],
        ports: [u16; 2],
    },
    Six(Box<Ends>),
}

impl Key {
    /// Whether these are the ends.
    pub(crate) fn is(&self, ends: &Ends) -> bool {
        match (self, ends.low.0, ends.high.0) {
            (Self::Four { low, high, ports }, IpAddr::V4(other_low), IpAddr::V4(other_high)) => {
                *low == other_low.octets()
                    && *high == other_high.octets()
                    && *ports == [ends.low.1, ends.high.1]
            }
            (Self::Four { .. }, ..) => false,
            (Self::Six(six), ..) => six.low == ends.low && six.high == ends.high,
        }
    }

    /// The ends again.
    pub(crate) fn ends(&self) -> Ends {
        match self {
            Self::Four {
                low,
                high,
                ports: [low_port, high_port],
            } => Ends {
                low: (IpAddr::from(*low), *low_port),
                high: (IpAddr::from(*high), *high_port),
            },
            Self::Six(six) => **six,
        }
    }

    /// Address and port of one end, then of the other.
    pub(crate) fn from(&self, end: End) -> (SocketAddr, SocketAddr) {
        let Ends { low, high } = self.ends();
        let (low, high) = (SocketAddr::from(low), SocketAddr::from(high));
        match end {
            End::Low => (low, high),
            End::High => (high, low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_depend_on_the_sender() {
        for (a, b) in [("10.0.0.1", "10.0.0.2"), ("fe80::1", "fe80::2")] {
            let (a, b): (IpAddr, IpAddr) = (a.parse().unwrap(), b.parse().unwrap());
            let (there, low) = Ends::new((a, 9), (b, 3));
            let (back, high) = Ends::new((b, 3), (a, 9));
            assert_eq!((low, high), (End::Low, End::High));
            assert_eq!(there.hash(), back.hash());
            assert!(there.key().is(&back) && back.key().is(&there));
            let (from, to) = there.key().from(End::High);
            assert_eq!((from, to), ((b, 3).into(), (a, 9).into()));
            let (other, _) = Ends::new((a, 3), (b, 9));
            assert!(!other.key().is(&there));
        }
    }

    #[test]
    fn a_key_is_small() {
        assert_eq!(size_of::<Key>(), 16);
    }
}
