//! Secrets to plaintext and proof: key logs, the TLS 1.3 key schedule, the older PRFs, record protection, transcripts,
//! signatures.
//!
//! Every value that is computed comes with its formula and inputs, so that a story can show the sum, not only the result.
//! No randomness and no clock: nothing is generated here.

mod aead;
pub mod agreement;
pub mod algorithm;
pub mod certificate;
mod chained;
pub mod cipher;
pub mod curve;
pub mod derived;
pub mod distinguished;
mod ecdsa;
mod explain;
pub mod hash;
pub mod hybrid;
pub mod inflate;
pub mod label;
mod line;
mod lock;
pub mod log;
mod mac;
pub mod named_curve;
pub mod opened;
pub mod prf;
pub mod public;
mod rc4;
pub mod reading;
pub mod record;
pub mod rsa;
mod salt;
pub mod seal;
pub mod sealed;
pub mod secret;
pub mod signature;
mod stream;
pub mod tls12;
pub mod tls13;
pub mod transcript;
