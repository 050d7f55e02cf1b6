//! The tests there are.

use crate::exercise::property::test::Test;
use crate::exercise::property::{guess, minimal_chain, prefix, signature};

/// All of them.
pub static TESTS: &[&Test] = &[
    &guess::GUESS,
    &minimal_chain::MINIMAL_CHAIN,
    &prefix::COLLISION,
    &signature::SIGNATURE,
];

/// The test called `name`.
pub fn named(name: &str) -> Option<&'static Test> {
    TESTS.iter().copied().find(|test| test.name == name)
}
