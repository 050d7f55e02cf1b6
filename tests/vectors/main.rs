//! Published test vectors: every real algorithm that demonstrations and tools use gives what those who made it published.
//!
//! Project Wycheproof, with the bad cases that implementations got wrong before; examples of the standards themselves; NIST ACVP.
//! Where a result differs from what the vectors say, `tests/data/wycheproof-exceptions.txt` says why; an entry there that no
//! longer differs is an error, and so is a vector that was not run.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod acvp;
mod agreement;
mod ciphers;
mod commands;
mod encapsulation;
mod everything;
mod family;
mod hashing;
mod key_commands;
mod misuse;
mod passwords;
mod primes;
mod sealing;
mod signing;
mod standards;
mod tool;
