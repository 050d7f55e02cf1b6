//! The internet checksum (RFC 1071) and the pseudo header that TCP, UDP and ICMPv6 mix into it.
//!
//! It finds accidents, not attackers: whoever changes a packet can compute it again. That is why TLS needs a MAC.

use crate::base::text::Text;

/// A checksum as it stands in a header, beside what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksum {
    /// What the sender wrote.
    pub written: u16,
    /// What it should be; none when the packet is cut, the sum is not used, or the final destination is not known.
    pub computed: Option<u16>,
    /// The sum of the pseudo header alone: what a sender leaves there when its network card is to do the rest.
    pub pseudo: Option<u16>,
}

/// What comparing a checksum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soundness {
    /// The packet is as it was sent.
    Right,
    /// Something was changed on the way: the receiver drops the packet.
    Wrong,
    /// Only the pseudo header is summed: captured at the sender, before its network card did the rest.
    Offloaded,
    /// It could not be computed, or is not used.
    Unchecked,
}

impl Checksum {
    /// What comparing says. 0 and 0xffff are the same number here (RFC 1071 §1: one's complement has two zeros).
    pub fn verdict(&self) -> Soundness {
        let Some(computed) = self.computed else {
            return Soundness::Unchecked;
        };
        let zero = |sum| sum == 0 || sum == u16::MAX;
        if self.written == computed || zero(self.written) && zero(computed) {
            Soundness::Right
        } else if self.pseudo == Some(self.written) {
            Soundness::Offloaded
        } else {
            Soundness::Wrong
        }
    }
}

impl Soundness {
    /// The verdict in a few words.
    pub fn text(self) -> Text {
        match self {
            Self::Right => Text::new("right", "맞음"),
            Self::Wrong => Text::new("wrong: the receiver drops it", "틀림: 받는 쪽이 버린다"),
            Self::Offloaded => Text::new(
                "left to the network card (offload)",
                "네트워크 카드에 맡김(오프로드)",
            ),
            Self::Unchecked => Text::new("not checked", "검사 안 함"),
        }
    }
}

/// A checksum as it stands in a TCP or UDP header, and what it is over: summed when asked, so that reading millions of
/// packets sums none of their payloads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum<'a> {
    /// What the sender wrote.
    pub written: u16,
    /// Where it stands in `bytes`: an even offset.
    pub at: usize,
    /// Header and payload, as far as they are in the capture.
    pub bytes: &'a [u8],
    /// The pseudo header that goes before them.
    pub pseudo: Pseudo<'a>,
}

impl Sum<'_> {
    /// What it should be.
    pub fn check(&self) -> Checksum {
        self.pseudo.check(self.bytes, self.at, self.written)
    }
}

/// What is summed although it does not stand in the TCP, UDP or ICMPv6 header (RFC 9293 §3.1, RFC 8200 §8.1): so that a
/// packet delivered to a wrong host is noticed there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pseudo<'a> {
    /// Source and destination address as they stand in the IP header, 8 or 32 bytes; empty where source routing hides the
    /// final receiver, and then there is no sum.
    pub addresses: &'a [u8],
    /// IP protocol number.
    pub protocol: u8,
    /// Length of header and payload in bytes, as the IP header tells it.
    pub length: usize,
}

impl Pseudo<'_> {
    /// The checksum written at `at` (an even offset) in `bytes`, and what it should be. `bytes` shorter than the length
    /// are a cut packet.
    pub fn check(&self, bytes: &[u8], at: usize, written: u16) -> Checksum {
        let pseudo = self.sum();
        let computed = pseudo
            .filter(|_| bytes.len() >= self.length)
            .map(|pseudo| !fold(pseudo + around(bytes.get(..self.length).unwrap_or(bytes), at)));
        Checksum {
            written,
            computed,
            pseudo: pseudo.map(fold),
        }
    }

    fn sum(&self) -> Option<u64> {
        if self.addresses.is_empty() {
            return None;
        }
        let addresses = words(self.addresses);
        let length = u64::try_from(self.length).unwrap_or(u64::MAX);
        // Words of the 32-bit length of IPv6 add up to the same as the 16-bit length of IPv4.
        Some(addresses + u64::from(self.protocol) + (length >> 16) + (length & 0xffff))
    }
}

/// The checksum of a header without pseudo header, written at `at` (an even offset) in `bytes`.
pub fn plain(bytes: &[u8], at: usize, written: u16) -> Checksum {
    Checksum {
        written,
        computed: Some(!fold(around(bytes, at))),
        pseudo: None,
    }
}

/// All words but the one at `at`, which counts as zero while the checksum is computed.
fn around(bytes: &[u8], at: usize) -> u64 {
    words(bytes.get(..at).unwrap_or(bytes)) + words(bytes.get(at + 2..).unwrap_or_default())
}

fn words(bytes: &[u8]) -> u64 {
    let (words, odd) = bytes.as_chunks::<2>();
    let sum: u64 = words
        .iter()
        .map(|word| u64::from(u16::from_be_bytes(*word)))
        .sum();
    sum + odd.first().map_or(0, |byte| u64::from(*byte) << 8)
}

fn fold(mut sum: u64) -> u16 {
    while sum > 0xffff {
        sum = (sum >> 16) + (sum & 0xffff);
    }
    u16::try_from(sum).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_1071() {
        let sum = |bytes| fold(words(bytes));
        // §3: the words 0001 f203 f4f5 f6f7 sum to ddf2.
        assert_eq!(sum(&[0, 1, 0xf2, 3, 0xf4, 0xf5, 0xf6, 0xf7]), 0xddf2);
        assert_eq!(sum(&[1]), 0x0100);
        assert_eq!(sum(&[]), 0);
    }

    #[test]
    fn three_ways_to_be() {
        let pseudo = Pseudo {
            addresses: &[10, 77, 0, 1, 10, 77, 0, 2],
            protocol: 6,
            length: 4,
        };
        let bytes = [1, 2, 0, 0];
        let right = pseudo.check(&bytes, 2, 0).computed.unwrap();
        let verdict = |written, bytes| pseudo.check(bytes, 2, written).verdict();
        assert_eq!(verdict(right, &bytes), Soundness::Right);
        assert_eq!(verdict(right ^ 1, &bytes), Soundness::Wrong);
        // 0a4d + 0001 + 0a4d + 0002 + 6 + 4
        assert_eq!(verdict(0x14a7, &bytes), Soundness::Offloaded);
        assert_eq!(verdict(right, &bytes[..2]), Soundness::Unchecked);
        let zeros = Checksum {
            written: 0xffff,
            computed: Some(0),
            pseudo: None,
        };
        assert_eq!(zeros.verdict(), Soundness::Right);
    }
}
