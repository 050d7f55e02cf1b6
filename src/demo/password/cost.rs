//! Ways to turn a password into what a server stores, and what one guess costs: calls and memory by the formulas of the standards,
//! never by a clock.

use crate::base::text::Text;
use crate::demo::primitive::hash::{SHA256, sha256};
use crate::demo::primitive::kdf::{self, Argon};
use crate::demo::wrong::Wrong;
use crate::text;

/// Bytes of what is stored.
pub(crate) const STORED: usize = 32;

/// A way to hash a password.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    /// SHA-256 of salt and password: made to be fast.
    Sha256,
    /// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2).
    Pbkdf2 {
        /// How often HMAC runs, one after the other.
        rounds: u32,
    },
    /// scrypt (RFC 7914) with p = 1.
    Scrypt {
        /// The logarithm of N.
        log_n: u8,
        /// The size of a block, in 128 bytes.
        r: u32,
    },
    /// Argon2id (RFC 9106).
    Argon2id {
        /// Memory in KiB.
        kib: u32,
        /// How often all of it is written.
        passes: u32,
        /// How many parts may be worked on at once.
        lanes: u32,
    },
}

impl Scheme {
    /// Its name with its parameters.
    pub(crate) fn name(self) -> Text {
        match self {
            Self::Sha256 => Text::same("SHA-256"),
            Self::Pbkdf2 { rounds } => {
                text!(en: "PBKDF2, {rounds} rounds", ko: "PBKDF2, {rounds}회")
            }
            Self::Scrypt { log_n, r } => Text::same(format!("scrypt, N = 2^{log_n}, r = {r}")),
            Self::Argon2id { kib, passes, .. } => {
                let mib = kib >> 10;
                text!(en: "Argon2id, {mib} MiB, {passes} passes", ko: "Argon2id, {mib} MiB, {passes}패스")
            }
        }
    }

    /// How often its inner function runs for one guess.
    ///
    /// PBKDF2: two compressions a round and two for the key. scrypt: 2N blocks of 2r Salsa20/8 each. Argon2: one block of 1 KiB for
    /// each KiB and pass.
    pub(crate) fn calls(self) -> u64 {
        match self {
            Self::Sha256 => 1,
            Self::Pbkdf2 { rounds } => 2 * u64::from(rounds) + 2,
            Self::Scrypt { log_n, r } => (4 * u64::from(r)) << log_n,
            Self::Argon2id { kib, passes, .. } => u64::from(kib) * u64::from(passes),
        }
    }

    /// Bytes of memory that one guess needs all the time.
    pub(crate) fn memory(self) -> u64 {
        match self {
            Self::Sha256 | Self::Pbkdf2 { .. } => 256,
            Self::Scrypt { log_n, r } => (128 * u64::from(r)) << log_n,
            Self::Argon2id { kib, .. } => u64::from(kib) << 10,
        }
    }

    /// The cost of a guess in words.
    pub(crate) fn cost(self) -> Text {
        let calls = self.calls();
        let memory = match self.memory() >> 20 {
            0 => Text::new("hardly any memory", "메모리 거의 없음"),
            mib => text!(en: "{mib} MiB", ko: "{mib} MiB"),
        };
        let (en, ko) = (&memory.en, &memory.ko);
        match self {
            Self::Sha256 => text!(en: "{calls} compression, {en}", ko: "압축 함수 {calls}번, {ko}"),
            Self::Pbkdf2 { .. } => {
                text!(en: "{calls} compressions, {en}", ko: "압축 함수 {calls}번, {ko}")
            }
            Self::Scrypt { .. } => {
                text!(en: "{calls} times Salsa20/8, {en}", ko: "Salsa20/8 {calls}번, {ko}")
            }
            Self::Argon2id { .. } => {
                text!(en: "{calls} blocks of 1 KiB, {en}", ko: "1 KiB 블록 {calls}개, {ko}")
            }
        }
    }

    /// What is stored for `password`: [`STORED`] bytes. Argon2 needs a salt of at least 8 bytes.
    ///
    /// # Errors
    /// Parameters that the functions themselves refuse.
    pub(crate) fn stored(self, password: &[u8], salt: &[u8]) -> Result<Vec<u8>, Wrong> {
        match self {
            Self::Sha256 => Ok(sha256(&[salt, password].concat()).to_vec()),
            Self::Pbkdf2 { rounds } => kdf::pbkdf2(&SHA256, password, salt, rounds, STORED),
            Self::Scrypt { log_n, r } => kdf::scrypt(password, salt, log_n, r, 1, STORED),
            Self::Argon2id { kib, passes, lanes } => {
                kdf::argon2(Argon::Id, password, salt, kib, passes, lanes, STORED)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::primitive::kdf::{Argon2Input, argon2_with};

    /// RFC 7914 §11 and §12.
    #[test]
    fn pbkdf2_and_scrypt_are_those_of_the_rfc() {
        let found = kdf::pbkdf2(&SHA256, b"passwd", b"salt", 1, 64).unwrap();
        assert_eq!(
            hex::encode(found),
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
             49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        );
    }

    #[test]
    fn scrypt_is_that_of_the_rfc() {
        let found = kdf::scrypt(b"", b"", 4, 1, 1, 64).unwrap();
        assert_eq!(
            hex::encode(found),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
             fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        );
    }

    /// RFC 9106 §5.3.
    #[test]
    fn argon2id_is_that_of_the_rfc() {
        let input = Argon2Input {
            password: &[1; 32],
            salt: &[2; 16],
            secret: &[3; 8],
            associated: &[4; 12],
        };
        let found = argon2_with(Argon::Id, input, 32, 3, 4, 32).unwrap();
        assert_eq!(
            hex::encode(found),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        );
    }
}
