//! ChaCha20 of glass (RFC 8439 §2): the state after every round, forwards and backwards, with as many rounds as one likes.
//!
//! The state is 16 words of 32 bits, row after row: 4 constants, 8 of the key, the counter, 3 of the nonce; all little-endian.

/// The state: 16 words, row after row.
pub type State = [u32; 16];

/// The words of the quarter round: a, b, c, d.
pub type Quarter = [u32; 4];

/// Bytes of a block of keystream.
pub const BLOCK: usize = 64;

/// Single rounds of ChaCha20: ten on the columns, ten on the diagonals.
pub const ROUNDS: usize = 20;

/// `expand 32-byte k` (§2.3).
pub static CONSTANTS: &[u8; 16] = b"expand 32-byte k";

/// Places of the words of each quarter round: the columns.
static COLUMNS: [[usize; 4]; 4] = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]];

/// The same for the diagonals.
static DIAGONALS: [[usize; 4]; 4] = [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];

/// The state before the first round (§2.3).
pub fn start(key: &[u8; 32], counter: u32, nonce: &[u8; 12]) -> State {
    let mut bytes = [0; BLOCK];
    let parts = CONSTANTS.iter().chain(key);
    let rest = counter.to_le_bytes();
    let parts = parts.chain(&rest).chain(nonce);
    for (to, from) in bytes.iter_mut().zip(parts) {
        *to = *from;
    }
    read(&bytes)
}

/// The quarter round (§2.1): add, XOR, rotate, four times.
pub fn quarter([mut a, mut b, mut c, mut d]: Quarter) -> Quarter {
    (a, d) = half([a, b, d], 16);
    (c, b) = half([c, d, b], 12);
    (a, d) = half([a, b, d], 8);
    (c, b) = half([c, d, b], 7);
    [a, b, c, d]
}

/// One line of the quarter round: `x += y; z ^= x; z <<<= by`. Gives the new x and z.
pub fn half([x, y, z]: [u32; 3], by: u32) -> (u32, u32) {
    let x = x.wrapping_add(y);
    (x, (z ^ x).rotate_left(by))
}

/// The quarter round backwards: each of its operations can be undone.
pub fn unquarter([mut a, mut b, mut c, mut d]: Quarter) -> Quarter {
    (c, b) = unhalf([c, d, b], 7);
    (a, d) = unhalf([a, b, d], 8);
    (c, b) = unhalf([c, d, b], 12);
    (a, d) = unhalf([a, b, d], 16);
    [a, b, c, d]
}

fn unhalf([x, y, z]: [u32; 3], by: u32) -> (u32, u32) {
    (x.wrapping_sub(y), z.rotate_right(by) ^ x)
}

/// `state` after round `number`, from 1: columns in odd rounds, diagonals in even ones.
pub fn round(state: &State, number: usize) -> State {
    each(state, number, quarter)
}

/// `state` after the first `count` rounds.
pub fn rounds(state: &State, count: usize) -> State {
    (1..=count).fold(*state, |state, number| round(&state, number))
}

/// What `state` was before its first `count` rounds.
pub fn unrounds(state: &State, count: usize) -> State {
    let back = |state: State, number| each(&state, number, unquarter);
    (1..=count).rev().fold(*state, back)
}

/// The final addition (§2.3): word for word, without carry from word to word.
pub fn add(a: &State, b: &State) -> State {
    let mut sum = *a;
    for (sum, b) in sum.iter_mut().zip(b) {
        *sum = sum.wrapping_add(*b);
    }
    sum
}

/// The block of keystream of `start`, with `count` rounds and the final addition.
pub fn block(start: &State, count: usize) -> [u8; BLOCK] {
    write(&add(start, &rounds(start, count)))
}

/// A state as its bytes.
pub fn write(state: &State) -> [u8; BLOCK] {
    let mut bytes = [0; BLOCK];
    for (to, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *to = word.to_le_bytes();
    }
    bytes
}

/// A state from its bytes.
pub fn read(bytes: &[u8; BLOCK]) -> State {
    let mut state = [0; 16];
    for (to, word) in state.iter_mut().zip(bytes.as_chunks().0) {
        *to = u32::from_le_bytes(*word);
    }
    state
}

fn each(state: &State, number: usize, run: fn(Quarter) -> Quarter) -> State {
    let mut next = *state;
    let places = match number % 2 {
        1 => COLUMNS,
        _ => DIAGONALS,
    };
    for places in places {
        let words = places.map(|place| next.get(place).copied().unwrap_or(0));
        for (place, word) in places.into_iter().zip(run(words)) {
            if let Some(to) = next.get_mut(place) {
                *to = word;
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::demo::primitive::cipher;

    /// RFC 8439 §2.1.1.
    #[test]
    fn a_quarter_round_is_that_of_the_standard() {
        let before = [0x1111_1111, 0x0102_0304, 0x9b8d_6f43, 0x0123_4567];
        let after = [0xea2a_92f4, 0xcb1c_f8ce, 0x4581_472e, 0x5881_c4bb];
        assert_eq!(quarter(before), after);
        assert_eq!(unquarter(after), before);
    }

    /// RFC 8439 §2.3.2.
    #[test]
    fn a_block_is_that_of_the_standard() {
        let key: Vec<u8> = (0..32).collect();
        let nonce = [0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0];
        let first = start(&key.try_into().unwrap(), 1, &nonce);
        #[rustfmt::skip]
        let set_up = [
            0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
            0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c, 0x00000001, 0x09000000, 0x4a000000, 0x00000000,
        ];
        #[rustfmt::skip]
        let after = [
            0x837778ab, 0xe238d763, 0xa67ae21e, 0x5950bb2f, 0xc4f2d0c7, 0xfc62bb2f, 0x8fa018fc, 0x3f5ec7b7,
            0x335271c2, 0xf29489f3, 0xeabda8fc, 0x82e46ebd, 0xd19c12b4, 0xb04e16de, 0x9e83d0cb, 0x4e3c50a2,
        ];
        assert_eq!(first, set_up);
        assert_eq!(rounds(&first, ROUNDS), after);
        assert_eq!(unrounds(&after, ROUNDS), set_up);
        assert_eq!(read(&write(&first)), first);
        let block = hex::encode(block(&first, ROUNDS));
        assert!(block.starts_with("10f1e7e4d13b5915500fdd1fa32071c4"));
        assert!(block.ends_with("b5129cd1de164eb9cbd083e8a2503c4e"));
    }

    #[test]
    fn it_is_what_the_crate_computes() {
        let mut chance = Chance::new(1, "glass chacha");
        for counter in (0..120).map(|n| n * 0x0123_4567) {
            let (key, nonce) = (chance.bytes(), chance.bytes());
            let theirs = cipher::chacha20(&key, &nonce, counter, &[0; BLOCK]).unwrap();
            let ours = block(&start(&key, counter, &nonce), ROUNDS);
            assert_eq!(ours.to_vec(), theirs);
        }
    }
}
