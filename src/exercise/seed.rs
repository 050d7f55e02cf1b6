//! From a class key to what is random for one student in one exercise.

use ring::hkdf::{HKDF_SHA256, KeyType, Salt};

use crate::demo::chance::Chance;
use crate::exercise::task::Exercise;

/// The key of a class, 32 bytes: whoever has it can draw every variant, and so knows every answer.
#[derive(Clone, PartialEq, Eq)]
pub struct ClassKey(pub [u8; 32]);

impl std::fmt::Debug for ClassKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClassKey(…)")
    }
}

/// Somebody who solves exercises: a student of a class, or one who studies alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    /// The name of the class.
    pub class: String,
    /// How the roster calls them: a number or a short name, once in the class.
    pub id: String,
    /// Their name, for people.
    pub name: String,
}

impl ClassKey {
    /// What is random for `student` in `exercise`.
    pub fn chance(&self, student: &Student, exercise: &Exercise) -> Chance {
        let number = exercise.number.to_string();
        let version = exercise.version.to_string();
        Chance::of(self.derived(&["variant", &student.class, &student.id, &number, &version]))
    }

    /// What is random for the commitments of `student` in `exercise`: salts and peppers.
    pub fn salting(&self, student: &Student, exercise: &Exercise) -> Chance {
        let number = exercise.number.to_string();
        let version = exercise.version.to_string();
        Chance::of(self.derived(&["salt", &student.class, &student.id, &number, &version]))
    }

    /// 32 bytes for `words`: HKDF with SHA-256 (RFC 5869), the words as info, each behind its length in four bytes, so that no
    /// two lists of words are one.
    pub fn derived(&self, words: &[&str]) -> [u8; 32] {
        let mut info = Vec::new();
        for word in words {
            let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
            info.extend(length.to_be_bytes());
            info.extend(word.as_bytes());
        }
        let mut out = [0; 32];
        let extracted = Salt::new(HKDF_SHA256, b"tlslab class").extract(&self.0);
        // Fails only for outputs longer than 255 hashes.
        let filled = extracted
            .expand(&[&info], Bytes)
            .and_then(|expanded| expanded.fill(&mut out));
        debug_assert!(filled.is_ok());
        out
    }
}

struct Bytes;

impl KeyType for Bytes {
    fn len(&self) -> usize {
        32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lists_of_words_are_one() {
        let key = ClassKey([7; 32]);
        assert_eq!(key.derived(&["ab", "c"]), key.derived(&["ab", "c"]));
        assert_ne!(key.derived(&["ab", "c"]), key.derived(&["a", "bc"]));
        assert_ne!(key.derived(&["ab"]), ClassKey([8; 32]).derived(&["ab"]));
    }
}
