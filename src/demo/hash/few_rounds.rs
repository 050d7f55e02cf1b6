//! SHA-256 with its first sixteen rounds only: each round takes in a word of the block itself, so whoever chooses the words chooses
//! the state, and a second message with the same hash costs nothing but a sum.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::sha256::{self, BLOCK, INITIAL, K, ROUNDS, State};
use crate::demo::people::somebody;

/// Rounds with which the attacker has an easy game.
pub(super) const FEW: usize = 16;

/// Bytes of the attacker's own words at the head of a block that is made up.
pub(super) const OWN: usize = 32;

/// A block that begins with `own` ([`OWN`] bytes) and takes `state` to where `block` takes it in sixteen rounds.
///
/// A state is eight values of a in a row: the four in a to d, and four more that e to h give away. The last eight words are chosen
/// so that the last eight a come out as wanted.
pub(super) fn second(state: State, block: &[u8], own: &[u8]) -> Vec<u8> {
    let run = sha256::compress(state, block, FEW);
    let [a16, a15, a14, a13, e16, e15, e14, e13] = run.working.last().copied().unwrap_or(state);
    let a12 = four_before([a16, a15, a14, a13], e16);
    let a11 = four_before([a15, a14, a13, a12], e15);
    let a10 = four_before([a14, a13, a12, a11], e14);
    let a9 = four_before([a13, a12, a11, a10], e13);
    let mut made = own.to_vec();
    made.resize(OWN, b' ');
    let begun = sha256::compress(
        state,
        &[made.as_slice(), &[0; BLOCK - OWN]].concat(),
        OWN / 4,
    );
    let mut working = begun.working.last().copied().unwrap_or(state);
    let wanted = [a9, a10, a11, a12, a13, a14, a15, a16];
    for (a, k) in wanted.into_iter().zip(K.into_iter().skip(OWN / 4)) {
        let (first, second) = sha256::without_word(working, k);
        let word = a.wrapping_sub(second).wrapping_sub(first);
        working = sha256::round(working, k, word);
        made.extend(word.to_be_bytes());
    }
    made
}

/// The a of four rounds ago, from the four later ones, newest first, and the newest e.
fn four_before(later: [u32; 4], e: u32) -> u32 {
    let [newest, one, two, three] = later;
    let (_, second) = sha256::without_word([one, two, three, 0, 0, 0, 0, 0], 0);
    e.wrapping_sub(newest).wrapping_add(second)
}

pub(super) fn few_rounds_wins(chance: &mut Chance, instance: Instance) -> bool {
    let rounds = match instance {
        Instance::Weak => FEW,
        Instance::Fixed => ROUNDS,
    };
    let (owed, own) = (debt(chance), claim(chance));
    let forged = second(INITIAL, &owed, &own);
    forged.starts_with(&own) && sha256::digest(&forged, rounds) == sha256::digest(&owed, rounds)
}

/// A note of exactly one block.
pub(super) fn debt(chance: &mut Chance) -> Vec<u8> {
    let name = somebody(chance);
    let sum = 1 + chance.below(9);
    let mut note = format!("I owe {name} {sum} coins, to be paid by friday.").into_bytes();
    note.resize(BLOCK, b' ');
    note
}

/// What the attacker would rather have been signed: exactly [`OWN`] bytes.
pub(super) fn claim(chance: &mut Chance) -> Vec<u8> {
    let sum = 1000 + chance.below(9000);
    let mut note = format!("I owe mallory {sum} coins.").into_bytes();
    note.resize(OWN, b' ');
    note
}
