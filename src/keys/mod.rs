//! Secrets to plaintext and proof: key logs, the TLS 1.3 key schedule, the TLS 1.2 PRF, record protection, transcripts,
//! signatures.
//!
//! Every value that is computed comes with its formula and inputs, so that a story can show the sum, not only the result.
//! No randomness and no clock: nothing is generated here.

pub mod agreement;
pub mod algorithm;
pub mod certificate;
pub mod cipher;
pub mod curve;
pub mod derived;
pub mod distinguished;
pub mod fault;
pub mod hash;
pub mod hybrid;
mod limits;
pub mod log;
pub(crate) mod names;
pub mod path;
pub mod public;
pub mod record;
pub mod seal;
pub mod secret;
pub mod signature;
pub mod tls12;
pub mod tls13;
pub mod transcript;
