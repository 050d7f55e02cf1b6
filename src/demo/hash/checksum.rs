//! CRC-32 (the checksum of Ethernet, ZIP and PNG), and how four bytes give a message any checksum one likes.
//!
//! It is linear: what a chosen difference in the message does to the checksum is known beforehand. It finds what a noisy wire does,
//! not what a person does.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::hash::few_rounds::{claim, debt};
use crate::demo::primitive::hash;

/// The polynomial, lowest power at the highest bit.
const POLYNOMIAL: u32 = 0xedb8_8320;

/// The checksum of `message`.
pub(super) fn crc32(message: &[u8]) -> u32 {
    !register(message)
}

/// The four bytes behind `message` that give the whole the checksum `wanted`: the register run backwards from there.
pub(super) fn patch(message: &[u8], wanted: u32) -> [u8; 4] {
    let mut back = !wanted;
    for _ in 0..32 {
        back = match back >> 31 {
            0 => back << 1,
            _ => (back ^ POLYNOMIAL) << 1 | 1,
        };
    }
    (back ^ register(message)).to_le_bytes()
}

fn register(message: &[u8]) -> u32 {
    message.iter().fold(u32::MAX, |register, byte| {
        let mut register = register ^ u32::from(*byte);
        for _ in 0..8 {
            register = match register & 1 {
                0 => register >> 1,
                _ => register >> 1 ^ POLYNOMIAL,
            };
        }
        register
    })
}

/// The first 32 bits of SHA-256.
pub(super) fn short(message: &[u8]) -> u32 {
    let hash = hash::sha256(message);
    hash.first_chunk().copied().map_or(0, u32::from_be_bytes)
}

/// The attacker's words with what would give them the checksum `wanted`.
pub(super) fn with_patch(own: &[u8], wanted: u32) -> Vec<u8> {
    [own, &patch(own, wanted)].concat()
}

/// A message of the attacker's own with the checksum of a given one.
pub(super) fn checksum_wins(chance: &mut Chance, instance: Instance) -> bool {
    let sum = match instance {
        Instance::Weak => crc32,
        Instance::Fixed => short,
    };
    let (owed, own) = (debt(chance), claim(chance));
    let wanted = sum(&owed);
    sum(&with_patch(&own, wanted)) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_and_any_other() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        for wanted in [0, 1, 0xdead_beef, u32::MAX] {
            let whole = [b"any words".as_slice(), &patch(b"any words", wanted)].concat();
            assert_eq!(crc32(&whole), wanted);
        }
    }
}
