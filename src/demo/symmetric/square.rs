//! The square attack (Daemen, Knudsen, Rijmen 1997) on four rounds of AES-128: 256 blocks that differ in one byte still add up to
//! nothing after three rounds, whatever the key, and that tests a guess of each byte of the last round key for itself.

use crate::demo::chance::Chance;
use crate::demo::glass::aes::{Aes, Block, add, at, rewind, unsub};
use crate::demo::symmetric::device::Device;

/// The rounds it breaks.
pub(crate) const ROUNDS: usize = 4;

/// Sets of 256 blocks after which the attacker gives up. Two are nearly always enough.
const SETS: usize = 4;

/// What became of the attack.
#[derive(Debug)]
pub(crate) struct Square {
    /// The key, where exactly one guess was left for each byte of the last round key, and it encrypts as the device does.
    pub(crate) key: Option<Block>,
    /// How many guesses each byte of the last round key was left with after each set.
    pub(crate) left: Vec<[usize; 16]>,
    /// How many guesses were tried.
    pub(crate) guesses: u64,
}

/// 256 blocks: every value in byte 0, and `rest` elsewhere.
pub(crate) fn set(rest: &Block) -> impl Iterator<Item = Block> {
    let rest = *rest;
    (0..=u8::MAX).map(move |value| {
        let mut block = rest;
        if let Some(first) = block.first_mut() {
            *first = value;
        }
        block
    })
}

/// The sum of all `blocks`.
pub(crate) fn sum(blocks: impl Iterator<Item = Block>) -> Block {
    blocks.fold([0; 16], |sum, block| add(&sum, &block))
}

/// Asks `device` for sets until one guess is left for each byte, or none for one of them.
pub(crate) fn attack(device: &mut Device, chance: &mut Chance) -> Square {
    let mut candidates: [Vec<u8>; 16] = std::array::from_fn(|_| (0..=u8::MAX).collect());
    let mut found = Square {
        key: None,
        left: Vec::new(),
        guesses: 0,
    };
    for _ in 0..SETS {
        let rest = chance.bytes();
        let answers: Vec<Block> = set(&rest).map(|block| device.encrypt(&block)).collect();
        for (place, guesses) in candidates.iter_mut().enumerate() {
            found.guesses += guesses.len() as u64;
            let odd = odd_values(answers.iter().map(|answer| at(answer, place)));
            guesses.retain(|guess| odd.iter().fold(0, |sum, byte| sum ^ unsub(byte ^ guess)) == 0);
        }
        found.left.push(std::array::from_fn(|place| {
            candidates.get(place).map_or(0, Vec::len)
        }));
        if candidates.iter().any(Vec::is_empty) {
            return found;
        }
        if candidates.iter().all(|guesses| guesses.len() == 1) {
            let last = std::array::from_fn(|place| {
                let guesses = candidates.get(place);
                guesses
                    .and_then(|guesses| guesses.first().copied())
                    .unwrap_or(0)
            });
            let key = rewind(&last, ROUNDS);
            let first = set(&rest).next().unwrap_or(rest);
            let right = Aes::new(&key)
                .is_ok_and(|aes| Some(&aes.cut(ROUNDS).encrypt(&first)) == answers.first());
            found.key = right.then_some(key);
            return found;
        }
    }
    found
}

/// Values that come up an odd number of times: the others add up to nothing by themselves.
fn odd_values(bytes: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut odd = [false; 256];
    for byte in bytes {
        if let Some(odd) = odd.get_mut(usize::from(byte)) {
            *odd = !*odd;
        }
    }
    let values = (0..=u8::MAX).zip(odd);
    values
        .filter_map(|(byte, odd)| odd.then_some(byte))
        .collect()
}
