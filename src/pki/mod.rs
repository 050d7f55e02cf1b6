//! The toy CA: whatever makes certificates, revocation lists and answers.
//!
//! ```text
//! throwaway    a CA in memory, for the lab and one run
//! authority    a CA in a folder, for `tlslab ca`: keys, log, lists; the only room here that writes files of its own
//! gallery      certificates with one fault each, made to be refused
//! ocsp         answers for single certificates
//! export       chains and keys in the forms that servers and programs want
//! stores       where systems and programs keep the roots they trust
//! fence        the names an authority made here may vouch for
//! ```
//!
//! It judges nothing: whether a certificate is accepted is for the ends of a connection and for the trust room. No clock:
//! the validity comes in. Randomness is asked of the operating system once, unless a seed is given.

pub mod armor;
pub mod authority;
pub mod export;
pub mod fence;
pub mod fingerprint;
pub mod gallery;
pub mod key;
pub mod key_file;
pub mod names;
pub mod ocsp;
pub mod private;
pub mod sealed_key;
pub mod stores;
pub mod throwaway;
