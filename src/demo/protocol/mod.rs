//! Put together: certificates, chains, the key schedule.

pub mod certificate_signature;
pub mod chain;
mod curve_ball;
mod ecdsa;
pub mod key_schedule;
mod lenient;
mod link;
mod look_alike;
mod own_schedule;
mod padding;
mod published;
mod refusal;
mod rfc8448;
mod stages;
mod stolen_key;
mod told_link;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &certificate_signature::DEMO,
    &chain::DEMO,
    &key_schedule::DEMO,
];
