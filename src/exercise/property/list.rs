//! The tests there are.

use crate::exercise::property::test::Test;
use crate::exercise::property::{
    authority, casebook, chain, contents, guess, minimal_chain, prefix, revocation, server,
    shared_prime, signature, signed, usage,
};

/// All of them.
pub static TESTS: &[&Test] = &[
    &authority::AUTHORITY,
    &authority::PATH_LENGTH,
    &authority::CONSTRAINTS,
    &casebook::REVOKED,
    &casebook::REISSUED,
    &chain::CHAIN,
    &chain::BUNDLE,
    &chain::LINT,
    &contents::VALIDITY,
    &contents::SUBJECT,
    &contents::KEY,
    &contents::NAMES,
    &guess::GUESS,
    &minimal_chain::MINIMAL_CHAIN,
    &prefix::COLLISION,
    &revocation::CRL_SIGNED,
    &revocation::CRL_LISTS,
    &revocation::CRL_TIMES,
    &server::SETTING,
    &server::KEY_FITS,
    &shared_prime::SHARED_PRIME,
    &signature::SIGNATURE,
    &signed::SELF_SIGNED,
    &signed::SAME_KEY,
    &usage::END_ENTITY,
    &usage::KEY_USAGE,
    &usage::PURPOSES,
];

/// The test called `name`.
pub fn named(name: &str) -> Option<&'static Test> {
    TESTS.iter().copied().find(|test| test.name == name)
}
