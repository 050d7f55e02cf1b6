//! SHA-256 of glass (FIPS 180-4 §6.2): padding, message schedule, every round, and the state in between.
//!
//! The state can be taken up where somebody else's hash left it, which is what length extension lives on, and rounds can be left
//! out, to see what they are for.

/// Bytes of a block.
pub const BLOCK: usize = 64;

/// Rounds of the real function.
pub const ROUNDS: usize = 64;

/// Eight words of 32 bits: H0 to H7 between blocks, a to h within one.
pub type State = [u32; 8];

/// Where every hash begins: the first 32 bits of the fractional parts of the square roots of the first eight primes (§5.3.3).
pub const INITIAL: State = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// One number a round: the same of the cube roots of the first 64 primes (§4.2.2).
pub static K: [u32; ROUNDS] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

/// One block worked into the state, with everything in between.
#[derive(Clone, Debug)]
pub struct Compression {
    /// The message schedule W: the sixteen words of the block, then as many made from them as there are rounds left.
    pub schedule: Vec<u32>,
    /// The working variables a to h: before the first round, then after each.
    pub working: Vec<State>,
    /// The state after the block: the last working variables added to the state before (feed-forward).
    pub after: State,
}

/// What is put behind a message of `length` bytes: a bit 1, zeros, and the length in bits as 8 bytes, to whole blocks (§5.1.1).
pub fn padding(length: usize) -> Vec<u8> {
    let mut padding = vec![0x80];
    while !(length + padding.len() + 8).is_multiple_of(BLOCK) {
        padding.push(0);
    }
    let bits = (length as u64).wrapping_mul(8);
    padding.extend(bits.to_be_bytes());
    padding
}

/// The words of the schedule for `rounds` rounds; `block` has 64 bytes (§6.2.2, step 1).
pub fn schedule(block: &[u8], rounds: usize) -> Vec<u32> {
    let mut words = words(block);
    while words.len() < rounds {
        let back = |n: usize| {
            let at = words.len().checked_sub(n);
            at.and_then(|at| words.get(at)).copied().unwrap_or(0)
        };
        let next = small_sigma1(back(2))
            .wrapping_add(back(7))
            .wrapping_add(small_sigma0(back(15)))
            .wrapping_add(back(16));
        words.push(next);
    }
    words.truncate(rounds);
    words
}

/// What of a round does not depend on its word: T1 without W, and T2 (§6.2.2, step 3).
pub fn without_word(working: State, k: u32) -> (u32, u32) {
    let [a, b, c, _, e, f, g, h] = working;
    let choose = (e & f) ^ (!e & g);
    let majority = (a & b) ^ (a & c) ^ (b & c);
    let first = h
        .wrapping_add(big_sigma1(e))
        .wrapping_add(choose)
        .wrapping_add(k);
    (first, big_sigma0(a).wrapping_add(majority))
}

/// One round: the variables move one place on, a and e are made anew.
pub fn round(working: State, k: u32, word: u32) -> State {
    let (first, second) = without_word(working, k);
    let first = first.wrapping_add(word);
    let [a, b, c, d, e, f, g, _] = working;
    [
        first.wrapping_add(second),
        a,
        b,
        c,
        d.wrapping_add(first),
        e,
        f,
        g,
    ]
}

/// One block of 64 bytes worked into `state` with the first `rounds` rounds; the real function has [`ROUNDS`].
pub fn compress(state: State, block: &[u8], rounds: usize) -> Compression {
    let schedule = schedule(block, rounds.min(ROUNDS));
    let mut now = state;
    let mut working = vec![now];
    for (word, k) in schedule.iter().zip(K) {
        now = round(now, k, *word);
        working.push(now);
    }
    let mut after = state;
    for (word, last) in after.iter_mut().zip(now) {
        *word = word.wrapping_add(last);
    }
    Compression {
        schedule,
        working,
        after,
    }
}

/// Whole blocks worked into `state`, one after the other.
pub fn absorb(state: State, blocks: &[u8], rounds: usize) -> State {
    let blocks = blocks.chunks_exact(BLOCK);
    blocks.fold(state, |state, block| compress(state, block, rounds).after)
}

/// The hash of `message`, with the first `rounds` rounds of each block.
pub fn digest(message: &[u8], rounds: usize) -> [u8; 32] {
    let padded = [message, &padding(message.len())].concat();
    bytes(absorb(INITIAL, &padded, rounds))
}

/// A state as the 32 bytes of a hash.
pub fn bytes(state: State) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, word) in bytes.chunks_exact_mut(4).zip(state) {
        to.copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

/// The 32 bytes of a hash as the state that it is; missing bytes are zero.
pub fn state(hash: &[u8]) -> State {
    let mut state = [0; 8];
    for (to, word) in state.iter_mut().zip(words(hash)) {
        *to = word;
    }
    state
}

/// Bytes as big-endian words of 32 bits.
pub fn words(bytes: &[u8]) -> Vec<u32> {
    let word = |bytes: &[u8]| bytes.iter().fold(0, |word, b| word << 8 | u32::from(*b));
    bytes.chunks_exact(4).map(word).collect()
}

fn big_sigma0(x: u32) -> u32 {
    x.rotate_right(2) ^ x.rotate_right(13) ^ x.rotate_right(22)
}

fn big_sigma1(x: u32) -> u32 {
    x.rotate_right(6) ^ x.rotate_right(11) ^ x.rotate_right(25)
}

fn small_sigma0(x: u32) -> u32 {
    x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3)
}

fn small_sigma1(x: u32) -> u32 {
    x.rotate_right(17) ^ x.rotate_right(19) ^ (x >> 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::demo::primitive::hash::sha256;

    /// The example of one block: "abc", with the variables after chosen rounds.
    #[test]
    fn abc_is_as_the_standard_has_it() {
        let block = [b"abc".as_slice(), &padding(3)].concat();
        assert_eq!(block.len(), BLOCK);
        let run = compress(INITIAL, &block, ROUNDS);
        assert_eq!(run.schedule[0], 0x6162_6380);
        assert_eq!(run.schedule[15], 0x18);
        let row = |words: &str| -> Vec<u32> {
            let words = words.split(' ');
            words.map(|w| u32::from_str_radix(w, 16).unwrap()).collect()
        };
        let check = |t: usize, seen: &str| assert_eq!(run.working[t + 1].to_vec(), row(seen));
        check(
            0,
            "5d6aebcd 6a09e667 bb67ae85 3c6ef372 fa2a4622 510e527f 9b05688c 1f83d9ab",
        );
        check(
            1,
            "5a6ad9ad 5d6aebcd 6a09e667 bb67ae85 78ce7989 fa2a4622 510e527f 9b05688c",
        );
        check(
            63,
            "506e3058 d39a2165 04d24d6c b85e2ce9 5ef50f24 fb121210 948d25b6 961f4894",
        );
        let hash = "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad";
        assert_eq!(run.after.to_vec(), row(hash));
    }

    #[test]
    fn it_is_the_crates() {
        let mut chance = Chance::new(1, "glass");
        for n in 0..200 {
            let message = chance.vec(n);
            assert_eq!(digest(&message, ROUNDS), sha256(&message), "{n} bytes");
            assert_eq!(bytes(state(&sha256(&message))), sha256(&message));
        }
    }
}
