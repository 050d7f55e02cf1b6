//! Fingerprints of the last segments of a direction: enough to notice that a segment sent again says other bytes.

/// How many segments are remembered.
const RING: usize = 32;
/// As many as a direction of most connections has.
const FEW: usize = 8;
/// Up to this place in the stream all bytes of a segment count, so in the handshake no bit escapes.
const WHOLE: u64 = 256 << 10;
/// Bytes at each end of a segment that count further on.
const SAMPLE: usize = 16;

/// Fingerprints of the last segments.
#[derive(Debug, Default)]
pub(crate) struct Prints {
    ring: Vec<Print>,
    turn: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    /// The place of the first byte, modulo 2^32.
    at: u32,
    length: u16,
    hash: u32,
}

impl Prints {
    /// Remembers a segment.
    pub(crate) fn take(&mut self, at: u64, bytes: &[u8]) {
        let print = print(at, bytes);
        match self.ring.get_mut(self.turn) {
            Some(oldest) => *oldest = print,
            None => {
                if self.ring.is_empty() {
                    self.ring.reserve_exact(FEW);
                }
                self.ring.push(print);
            }
        }
        self.turn = (self.turn + 1) % RING;
    }

    /// Whether a segment at the same place with the same length had other bytes.
    pub(crate) fn differ(&self, at: u64, bytes: &[u8]) -> bool {
        let now = print(at, bytes);
        self.ring
            .iter()
            .any(|old| old.at == now.at && old.length == now.length && old.hash != now.hash)
    }

    /// Whether a segment with just this one place is remembered.
    pub(crate) fn alone(&self, at: u64) -> bool {
        let at = low(at);
        self.ring.iter().any(|old| old.at == at && old.length == 1)
    }
}

fn print(at: u64, bytes: &[u8]) -> Print {
    let hash = match (bytes.first_chunk::<SAMPLE>(), bytes.last_chunk::<SAMPLE>()) {
        (Some(first), Some(last)) if at >= WHOLE => mix(mix(0, first), last),
        _ => mix(0, bytes),
    };
    Print {
        at: low(at),
        length: u16::try_from(bytes.len()).unwrap_or(u16::MAX),
        hash: low(hash ^ hash >> 32),
    }
}

/// Four sums side by side, because each step waits for the one before.
fn mix(hash: u64, bytes: &[u8]) -> u64 {
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut sums = [hash, 1, 2, 3];
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for (sum, word) in sums.iter_mut().zip(words) {
            *sum = step(*sum, u64::from_le_bytes(*word));
        }
    }
    let (words, rest) = rest.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|byte| u64::from(*byte));
    sums.into_iter().chain(words).chain(rest).fold(0, step)
}

fn step(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn low(number: u64) -> u32 {
    u32::try_from(number & 0xffff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_at_the_same_place_are_noticed() {
        let mut prints = Prints::default();
        let bytes = [7_u8; 100];
        let mut other = bytes;
        other[50] = 8;
        prints.take(0, &bytes);
        assert!(!prints.differ(0, &bytes));
        assert!(prints.differ(0, &other));
        assert!(!prints.differ(1, &other) && !prints.differ(0, &other[..99]));
        for at in 1..=32 {
            prints.take(at, &bytes);
        }
        assert!(!prints.differ(0, &other), "forgotten");
    }

    #[test]
    fn far_on_only_the_ends_count() {
        let mut prints = Prints::default();
        let bytes = [7_u8; 100];
        let (mut middle, mut end) = (bytes, bytes);
        (middle[50], end[99]) = (8, 8);
        prints.take(WHOLE, &bytes);
        assert!(!prints.differ(WHOLE, &middle));
        assert!(prints.differ(WHOLE, &end));
    }
}
