//! The tests there are.

use crate::exercise::property::test::Test;
use crate::exercise::property::{casebook, guess, minimal_chain, prefix, shared_prime};

/// All of them.
pub static TESTS: &[&Test] = &[
    &casebook::REISSUED,
    &casebook::REVOKED,
    &guess::GUESS,
    &minimal_chain::MINIMAL_CHAIN,
    &prefix::COLLISION,
    &shared_prime::SHARED_PRIME,
];

/// The test called `name`.
pub fn named(name: &str) -> Option<&'static Test> {
    TESTS.iter().copied().find(|test| test.name == name)
}
