//! The square attack (Daemen, Knudsen, Rijmen 1997) on four rounds of AES-128: 256 blocks that differ in one byte still add up to
//! nothing after three rounds, whatever the key, and that tests a guess of each byte of the last round key for itself.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::glass::aes::{Aes, Block, add, at, rewind, unsub};
use crate::demo::show::same;
use crate::demo::symmetric::device::Device;
use crate::story::model::{Step, Value};
use crate::text;

/// The rounds it breaks.
pub(super) const ROUNDS: usize = 4;

/// Sets of 256 blocks after which the attacker gives up. Two are nearly always enough.
const SETS: usize = 4;

/// What became of the attack.
#[derive(Debug)]
pub(super) struct Square {
    /// The key, where exactly one guess was left for each byte of the last round key, and it encrypts as the device does.
    pub(super) key: Option<Block>,
    /// How many guesses each byte of the last round key was left with after each set.
    pub(super) left: Vec<[usize; 16]>,
    /// How many guesses were tried.
    pub(super) guesses: u64,
}

/// 256 blocks: every value in byte 0, and `rest` elsewhere.
fn set(rest: &Block) -> impl Iterator<Item = Block> {
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
fn sum(blocks: impl Iterator<Item = Block>) -> Block {
    blocks.fold([0; 16], |sum, block| add(&sum, &block))
}

/// Asks `device` for sets until one guess is left for each byte, or none for one of them.
pub(super) fn attack(device: &mut Device, chance: &mut Chance) -> Square {
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

/// Tells what is special about the sum of a set after three rounds of `short`, which has four.
pub(super) fn balanced(short: &Aes, rest: &Block) -> Step {
    let after = |round: usize| {
        let states = set(rest).map(|block| {
            let trace = short.trace(&block);
            trace.get(round - 1).map_or([0; 16], |round| round.end)
        });
        sum(states)
    };
    let (three, four) = (after(ROUNDS - 1), after(ROUNDS));
    Step::desk(Text::new("four rounds: a sum that is zero", "4라운드: 0이 되는 합"), "")
        .saying(Text::new(
            "Now AES-128 with MixColumns, but cut after four rounds: 256 blocks that differ only in byte 0 still add up to zero after three, under any key.",
            "이번에는 MixColumns가 있는 AES-128을 4라운드에서 자른다. 바이트 0만 서로 다른 블록 256개를 넣으면, 3라운드 뒤의 상태를 모두 더한 값은 어떤 키에서든 0이다.",
        ))
        .because(Text::new(
            "A byte that takes every value once adds up to zero, and SubBytes leaves it so. Round 1 makes a column of such bytes, round 2 a whole state; MixColumns of round 3 adds several of them, and a sum of zeros is zero. Only the SubBytes of round 4 breaks it.",
            "모든 값을 한 번씩 갖는 바이트는 더하면 0이고, SubBytes를 거쳐도 그렇다. 1라운드는 그런 바이트로 한 열을, 2라운드는 상태 전체를 채운다. 3라운드의 MixColumns가 그것들을 더해도 0끼리의 합은 0이다. 4라운드의 SubBytes에서야 깨진다.",
        ))
        .with(Value::hex(Text::new("sum after round 4", "4라운드 뒤의 합"), &four, Knows::Wire))
        .proving(same(
            Text::new("sum after round 3", "3라운드 뒤의 합"),
            "balanced_after_three",
            "s₀ ⊕ s₁ ⊕ … ⊕ s₂₅₅",
            &three,
            &[0; 16],
            Text::new("the sum is zero, whatever the key", "키가 무엇이든 합은 0이다"),
        ))
}

/// Tells how the key of `victim` was found.
pub(super) fn key_found(found: &Square, victim: &Block, queries: u64) -> Step {
    let guesses = found.guesses;
    let key = found.key.unwrap_or_default();
    let left = found.left.first();
    let first = left.map_or(0, |left| left.iter().sum::<usize>());
    Step::desk(Text::new("the key, byte by byte", "바이트별로 찾는 키"), "")
        .saying(text!(
            en: "The attacker guesses one byte of the last round key, takes back round 4 for it alone and looks for that zero. {first} of 4096 guesses pass with 256 blocks, one a byte with {queries}; the schedule backwards makes the key of them.",
            ko: "공격자는 마지막 라운드 키의 한 바이트를 추측하고, 그 바이트만 4라운드를 되돌려 합이 0인지 본다. 256블록이면 추측 4096개 가운데 {first}개, {queries}블록이면 바이트마다 하나만 남는다. 키 확장을 거꾸로 돌리면 키가 된다.",
        ))
        .because(text!(
            en: "{guesses} guesses instead of 2^128: the bytes are guessed one after the other, so that their costs add up instead of multiplying. Most of the attacks shown here are fast for this reason.",
            ko: "2^128번이 아니라 {guesses}번의 추측이다. 바이트를 하나씩 따로 추측하므로 비용이 곱해지지 않고 더해진다. 여기 나오는 공격들은 대부분 이 까닭으로 빠르다.",
        ))
        .because(Text::new(
            "Joan Daemen, Lars Knudsen and Vincent Rijmen published the attack in 1997 together with the cipher Square, the forerunner of AES; the number of rounds of AES was chosen with it in mind.",
            "요안 다먼, 라르스 크누센, 빈센트 레이먼이 1997년 AES의 전신인 암호 Square와 함께 발표한 공격이다. AES의 라운드 수는 이 공격을 염두에 두고 정했다.",
        ))
        .with(Value::hex(Text::new("key found", "찾아낸 키"), &key, Knows::Attacker))
        .proving(same(
            Text::new("the key is found", "키를 찾았다"),
            "square_finds_key",
            "KeyExpansion⁻¹(k₄)",
            &key,
            victim,
            Text::new("it is the key in the device", "장치 안의 키와 같다"),
        ))
}
