//! The tests there are.

use crate::exercise::property::test::Test;
use crate::exercise::property::{guess, minimal_chain, prefix, signature};

/// All of them.
pub static TESTS: &[&Test] = &[
    &guess::GUESS,
    &minimal_chain::MINIMAL_CHAIN,
    &prefix::COLLISION,
    &signature::SIGNATURE,
use crate::exercise::property::{
    authority, chain, contents, prefix, revocation, server, signed, usage,
};

/// All of them.
pub static TESTS: &[&Test] = &[
    &authority::AUTHORITY,
    &authority::CONSTRAINTS,
    &authority::PATH_LENGTH,
    &chain::BUNDLE,
    &chain::CHAIN,
    &chain::LINT,
    &contents::KEY,
    &contents::NAMES,
    &contents::SUBJECT,
    &contents::VALIDITY,
    &prefix::COLLISION,
    &revocation::CRL_LISTS,
    &revocation::CRL_SIGNED,
    &revocation::CRL_TIMES,
    &server::KEY_FITS,
    &server::SETTING,
    &signed::SAME_KEY,
    &signed::SELF_SIGNED,
    &usage::END_ENTITY,
    &usage::KEY_USAGE,
    &usage::PURPOSES,
];

/// The test called `name`.
pub fn named(name: &str) -> Option<&'static Test> {
    TESTS.iter().copied().find(|test| test.name == name)
}
