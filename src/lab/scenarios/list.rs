//! The registry of scenarios: help, completion and tests follow from it.

use crate::lab::scenario::Scenario;
use crate::lab::scenarios::{broken, failing, good};

/// All scenarios, in the order they are listed; the first is the default.
pub static SCENARIOS: &[&Scenario] = &[
    &good::FULL,
    &good::TLS12,
    &good::RESUMPTION,
    &good::TLS12_RESUMPTION,
    &good::EARLY_DATA,
    &good::EARLY_DATA_REJECTED,
    &good::RETRY,
    &good::POST_QUANTUM,
    &good::CLIENT_CERTIFICATE,
    &good::ALPN,
    &good::SNI,
    &good::KEY_UPDATE,
    &failing::EXPIRED,
    &failing::NOT_YET_VALID,
    &failing::WRONG_HOST,
    &failing::UNKNOWN_CA,
    &failing::SELF_SIGNED,
    &failing::MISSING_INTERMEDIATE,
    &failing::NO_COMMON_VERSION,
    &failing::NO_COMMON_SUITE,
    &failing::NO_COMMON_GROUP,
    &failing::NO_COMMON_ALPN,
    &failing::CLIENT_CERTIFICATE_MISSING,
    &broken::FLIP_SERVER_HELLO,
    &broken::FLIP_CERTIFICATE,
    &broken::FLIP_FINISHED,
    &broken::FLIP_APPLICATION_DATA,
    &broken::PLAIN_HTTP,
    &broken::REFUSED,
    &broken::SILENT,
];

/// The scenario called `name`.
pub fn named(name: &str) -> Option<&'static Scenario> {
    SCENARIOS
        .iter()
        .copied()
        .find(|scenario| scenario.name == name)
}
