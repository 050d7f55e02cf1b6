//! Predicting what a generator puts out next: by trying its seeds, or by reading its memory off what it put out.

use std::ops::Range;

use crate::demo::glass::mersenne::Mersenne;

/// What trying seeds gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Search {
    /// The seed that fits.
    pub(super) seed: Option<u32>,
    /// What the generator puts out next under it: as many bytes as were seen.
    pub(super) next: Vec<u8>,
    /// Seeds tried.
    pub(super) tries: u64,
}

/// The seed of `seconds` under which `generator` puts out `token` first.
pub(super) fn seed_of(
    token: &[u8],
    seconds: Range<u32>,
    generator: impl Fn(u32, usize) -> Vec<u8>,
) -> Search {
    let mut search = Search {
        seed: None,
        next: Vec::new(),
        tries: 0,
    };
    for second in seconds {
        search.tries += 1;
        if generator(second, token.len()) == token {
            let stream = generator(second, token.len() * 2);
            search.seed = Some(second);
            search.next = stream.get(token.len()..).unwrap_or_default().to_vec();
            break;
        }
    }
    search
}

/// The `n` numbers that a Mersenne Twister puts out after it put out `seen`; nothing unless those are 624.
pub(super) fn clone_and_predict(seen: &[u32], n: usize) -> Vec<u32> {
    let Some(mut cloned) = Mersenne::clone_of(seen) else {
        return Vec::new();
    };
    (0..n).map(|_| cloned.word()).collect()
}
