//! The RC4 stream cipher, which TLS forbids since RFC 7465. It stands here in full because a record that does not open
//! must leave the stream where it was, and so the state has to be copied; and because it is short enough to be read.

/// The state of the stream: a shuffled pack of all 256 bytes, and two places in it.
#[derive(Clone)]
pub(crate) struct Rc4 {
    pack: [u8; 256],
    first: u8,
    second: u8,
    /// Bytes of keystream used so far.
    pub(crate) used: u64,
}

impl Rc4 {
    /// Shuffles the pack with a key of 1 to 256 bytes; None for another length.
    pub(crate) fn new(key: &[u8]) -> Option<Self> {
        if key.is_empty() || key.len() > 256 {
            return None;
        }
        let mut state = Self {
            pack: std::array::from_fn(|at| u8::try_from(at).unwrap_or_default()),
            first: 0,
            second: 0,
            used: 0,
        };
        let mut other = 0_u8;
        for (at, byte) in (0..=u8::MAX).zip(key.iter().cycle()) {
            other = other.wrapping_add(state.card(at)).wrapping_add(*byte);
            state.swap(at, other);
        }
        Some(state)
    }

    /// Hides or shows `bytes`: both are the same XOR with the keystream.
    pub(crate) fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.first = self.first.wrapping_add(1);
            self.second = self.second.wrapping_add(self.card(self.first));
            self.swap(self.first, self.second);
            let sum = self.card(self.first).wrapping_add(self.card(self.second));
            *byte ^= self.card(sum);
            self.used = self.used.wrapping_add(1);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
    fn card(&self, at: u8) -> u8 {
        self.pack[usize::from(at)]
    }

    fn swap(&mut self, one: u8, other: u8) {
        self.pack.swap(usize::from(one), usize::from(other));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6229 §2, a key of 128 bits: the keystream at 0 and at 4096.
    #[test]
    fn the_keystream_is_the_rfcs() {
        let key: Vec<u8> = (1..=16).collect();
        let mut stream = vec![0; 4112];
        let mut rc4 = Rc4::new(&key).unwrap();
        let (head, tail) = stream.split_at_mut(1000);
        rc4.apply(head);
        rc4.apply(tail);
        assert_eq!(
            hex::encode(&stream[..16]),
            "9ac7cc9a609d1ef7b2932899cde41b97"
        );
        assert_eq!(
            hex::encode(&stream[4096..]),
            "a36a4c301ae8ac13610ccbc12256cacc"
        );
        assert_eq!(rc4.used, 4112);
        assert!(Rc4::new(&[]).is_none() && Rc4::new(&[0; 257]).is_none());
    }
}
