//! Comparing a guess with a tag, in a hurry or to the end, and an attacker who counts: bytes compared stand for time.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::primitive::mac::hmac_sha256;

/// Bytes of the tag.
pub(super) const TAG: usize = 32;

/// How a server compares.
#[derive(Clone, Copy, Debug)]
pub(super) enum Compare {
    /// Byte by byte, and stop where one is wrong: what `==`, `memcmp` and a loop with `return` do.
    UntilWrong,
    /// All bytes, whatever they are.
    Everything,
}

/// What the attacker gets: yes or no, and how long that took.
pub(super) struct Answer {
    /// Whether the guess is the tag.
    pub(super) right: bool,
    /// Bytes that were compared: what a clock would show.
    pub(super) compared: u64,
}

/// Somebody who knows the right tag and is asked for it.
pub(super) struct Server<'t> {
    tag: &'t [u8],
    compare: Compare,
    /// How often it was asked.
    pub(super) queries: u64,
}

impl<'t> Server<'t> {
    pub(super) fn new(tag: &'t [u8], compare: Compare) -> Self {
        Self {
            tag,
            compare,
            queries: 0,
        }
    }

    /// Says whether `guess` is the tag.
    pub(super) fn answer(&mut self, guess: &[u8]) -> Answer {
        self.queries += 1;
        match self.compare {
            Compare::UntilWrong => until_wrong(self.tag, guess),
            Compare::Everything => everything(self.tag, guess),
        }
    }
}

/// Byte by byte, until one is wrong.
pub(super) fn until_wrong(tag: &[u8], guess: &[u8]) -> Answer {
    let mut compared = 0;
    for (a, b) in tag.iter().zip(guess) {
        compared += 1;
        if a != b {
            return Answer {
                right: false,
                compared,
            };
        }
    }
    Answer {
        right: tag.len() == guess.len(),
        compared,
    }
}

/// Differences are gathered, and looked at once at the end.
pub(super) fn everything(tag: &[u8], guess: &[u8]) -> Answer {
    let (mut compared, mut different) = (0, 0);
    for (a, b) in tag.iter().zip(guess) {
        compared += 1;
        different |= a ^ b;
    }
    Answer {
        right: different == 0 && tag.len() == guess.len(),
        compared,
    }
}

/// Finds the tag from the answers alone: at each place the value that makes the server compare longer.
pub(super) fn recover(server: &mut Server<'_>) -> Vec<u8> {
    let mut guess = vec![0; TAG];
    for at in 0..TAG {
        let mut best = (0, 0);
        for value in 0..=u8::MAX {
            if let Some(byte) = guess.get_mut(at) {
                *byte = value;
            }
            let answer = server.answer(&guess);
            if answer.right {
                return guess;
            }
            if answer.compared > best.0 {
                best = (answer.compared, value);
            }
            // A comparison that got past this place says that it is right: no need to try the others. One that went to the end may
            // only be one that always does.
            if answer.compared > at as u64 + 1 && answer.compared < TAG as u64 {
                break;
            }
        }
        if let Some(byte) = guess.get_mut(at) {
            *byte = best.1;
        }
    }
    guess
}

/// Whether the tag of a message of the attacker's comes out.
pub(super) fn timing_wins(chance: &mut Chance, instance: Instance) -> bool {
    let compare = match instance {
        Instance::Weak => Compare::UntilWrong,
        Instance::Fixed => Compare::Everything,
    };
    let tag = hmac_sha256(&chance.bytes::<32>(), &order(chance));
    let mut server = Server::new(&tag, compare);
    let found = recover(&mut server);
    server.answer(&found).right
}

/// What the attacker would like to have accepted.
pub(super) fn order(chance: &mut Chance) -> Vec<u8> {
    let sum = 100 + chance.below(9900);
    format!("pay mallory {sum} coins").into_bytes()
}
