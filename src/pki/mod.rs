//! The toy CA: certificates for the lab and the exercises, made in memory.
//!
//! It judges nothing: whether a certificate is accepted is for the ends of a connection and for the keys room. No clock:
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
