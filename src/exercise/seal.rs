//! Answers committed: a pack can say that an answer is right, and cannot say what is.
//!
//! A commitment is SHA-256 over a salt, a pepper of 16 bits and the answer, hashed [`ROUNDS`] times. The salt stands beside it; the
//! pepper is thrown away, so whoever checks an answer has to try all of them (Manber, A Simple Scheme to Make Passwords Based on
//! One-Way Functions Much Harder to Crack, 1996). Making a commitment costs microseconds, so that a teacher makes packs for a whole
//! school in a minute; each guess at one costs [`PEPPERS`] times as much. Answers of which there are too few even so are not
//! committed alone.

use ring::digest::{Context, SHA256, digest};

use crate::demo::chance::Chance;

/// How many peppers there are.
pub const PEPPERS: u32 = 1 << 16;
/// How often the hash is applied.
pub const ROUNDS: u32 = 2;

/// What a pack says of one answer, or of several together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The salt, the same for all that follows.
    pub salt: [u8; 16],
    /// Commitments to right answers.
    pub right: Vec<[u8; 32]>,
    /// Commitments to answers a known mistake leads to, with its key.
    pub slips: Vec<([u8; 32], String)>,
}

/// What a commitment says of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is right.
    Right,
    /// It is what the mistake of this key leads to.
    Slip(String),
    /// Neither.
    Other,
}

impl Sealed {
    /// Commits to what is `right` and to what mistakes lead to, in plain form.
    pub fn new(right: &[String], slips: &[(String, String)], chance: &mut Chance) -> Self {
        let salt = chance.bytes();
        let mut commit = |answer: &str| {
            let pepper = u32::try_from(chance.below(PEPPERS.into())).unwrap_or(0);
            hash(&salt, pepper, answer)
        };
        let right = right.iter().map(|answer| commit(answer)).collect();
        let slips = slips
            .iter()
            .map(|(answer, key)| (commit(answer), key.clone()))
            .collect();
        Self { salt, right, slips }
    }

    /// What it says of `answer`, in plain form.
    pub fn open(&self, answer: &str) -> Opened {
        for pepper in 0..PEPPERS {
            let hash = hash(&self.salt, pepper, answer);
            if self.right.contains(&hash) {
                return Opened::Right;
            }
            if let Some((_, key)) = self.slips.iter().find(|(slip, _)| *slip == hash) {
                return Opened::Slip(key.clone());
            }
        }
        Opened::Other
    }
}

/// Something that opens with the right answers only. The pepper of the key is thrown away like those of commitments, so that a guess
/// at the answers costs as much here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The salt.
    pub salt: [u8; 16],
    /// [`OPEN`] and what is locked, under a stream of ChaCha20.
    pub bytes: Vec<u8>,
}

/// What stands before what is locked, so that the right key is known.
const OPEN: &[u8; 8] = b"unlocked";

impl Locked {
    /// Locks `plain` with `answers` in plain form.
    pub fn new(plain: &[u8], answers: &str, chance: &mut Chance) -> Self {
        let salt = chance.bytes();
        let pepper = u32::try_from(chance.below(PEPPERS.into())).unwrap_or(0);
        let whole = [OPEN, plain].concat();
        Self {
            salt,
            bytes: under(hash(&salt, pepper, answers), &whole),
        }
    }

    /// What is locked, if these are the answers.
    pub fn open(&self, answers: &str) -> Option<Vec<u8>> {
        let head = self.bytes.get(..OPEN.len())?;
        let key = (0..PEPPERS)
            .map(|pepper| hash(&self.salt, pepper, answers))
            .find(|key| under(*key, head) == OPEN)?;
        under(key, &self.bytes)
            .get(OPEN.len()..)
            .map(<[u8]>::to_vec)
    }
}

/// `bytes` under the stream of `key`.
fn under(key: [u8; 32], bytes: &[u8]) -> Vec<u8> {
    let stream = Chance::of(key).vec(bytes.len());
    bytes.iter().zip(stream).map(|(a, b)| a ^ b).collect()
}

fn hash(salt: &[u8; 16], pepper: u32, answer: &str) -> [u8; 32] {
    let mut first = Context::new(&SHA256);
    first.update(salt);
    first.update(&pepper.to_be_bytes());
    first.update(answer.as_bytes());
    let mut out = first.finish();
    for _ in 1..ROUNDS {
        out = digest(&SHA256, out.as_ref());
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(out.as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_locked_opens_with_the_answers_alone() {
        let locked = Locked::new(b"the word", "a b", &mut Chance::new(1, "seal"));
        assert_eq!(locked.open("a b").as_deref(), Some(&b"the word"[..]));
        assert_eq!(locked.open("a c"), None);
    }

    #[test]
    fn an_answer_is_known_and_a_slip_is_named() {
        let slips = [("gnitool".to_owned(), "reversed".to_owned())];
        let right = ["looting".to_owned()];
        let sealed = Sealed::new(&right, &slips, &mut Chance::new(1, "seal"));
        assert_eq!(sealed.open("looting"), Opened::Right);
        assert_eq!(sealed.open("gnitool"), Opened::Slip("reversed".to_owned()));
        assert_eq!(sealed.open("other"), Opened::Other);
    }
}
