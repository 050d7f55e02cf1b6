//! The three who stand on the path, and the thief who comes later. Each really tries; nothing is decided beforehand.

use crate::demo::bits::flipped;

/// What a receiver makes of bytes that came: the letter in them, or nothing if they are refused.
pub(super) type Receive<'r> = &'r dyn Fn(&[u8]) -> Option<Vec<u8>>;

/// A letter on its way: what stands on the wire, and what the receiver would make of other bytes.
pub(super) struct Sent<'r> {
    /// The letter.
    pub(super) letter: &'r [u8],
    /// What everyone on the path sees.
    pub(super) wire: &'r [u8],
    /// The receiver.
    pub(super) receive: Receive<'r>,
    /// What somebody without any secret makes of a letter of his own.
    pub(super) forged: &'r [u8],
    /// What somebody reads in the recorded wire who stole, long after, the key that the receiver keeps.
    pub(super) stolen: Option<Vec<u8>>,
}

/// Who succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The eavesdropper found the letter in what stood on the wire.
    pub(super) read: bool,
    /// The tamperer flipped a bit, and the receiver took another letter.
    pub(super) changed: bool,
    /// The impostor wrote a letter of his own, and the receiver took it.
    pub(super) posed: bool,
    /// The thief read the recording.
    pub(super) read_later: bool,
    /// How many changes the tamperer tried.
    pub(super) tries: u64,
}

impl Sent<'_> {
    /// Lets all four try.
    pub(super) fn attacked(&self) -> Outcome {
        let mut tries = 0;
        let mut changed = false;
        for place in 0..self.wire.len() {
            tries += 1;
            let wire = flipped(self.wire, 8 * place + 7);
            changed |= (self.receive)(&wire).is_some_and(|got| got != self.letter);
        }
        Outcome {
            read: holds(self.wire, self.letter),
            changed,
            posed: (self.receive)(self.forged).is_some(),
            read_later: self.stolen.as_deref() == Some(self.letter),
            tries,
        }
    }
}

/// Whether `part` stands somewhere in `whole`.
fn holds(whole: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}
