//! Whether a number is prime.

use num_bigint_dig::BigUint;
use num_bigint_dig::prime::probably_prime;

use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// Sizes of a number that is tested.
pub const NUMBER: Sizes = Sizes::Between(1, 1024);

/// Rounds of Miller-Rabin: a composite number passes each with a chance of at most 1 in 4.
pub const ROUNDS: usize = 20;

/// Whether the number `bytes` (big-endian) is prime: trial division, [`ROUNDS`] of Miller-Rabin and a Lucas test, which with
/// base 2 make up Baillie-PSW. No composite number is known that passes.
///
/// # Errors
/// No bytes, or more than 1024.
pub fn is_prime(bytes: &[u8]) -> Result<bool, Wrong> {
    Wrong::unless(NUMBER, "--number", bytes)?;
    Ok(probably_prime(&BigUint::from_bytes_be(bytes), ROUNDS))
}
