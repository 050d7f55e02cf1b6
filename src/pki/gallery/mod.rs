//! The gallery of broken certificates: 56 faults, each with its repaired twin, minted at run time.
//!
//! A library that makes certificates refuses to make these. So here is a writer that checks nothing: a [`plan`] can hold
//! whatever must not stand in a certificate. An entry is a row of a family file; [`list`] holds them all. What is wrong is
//! not told to the verifier: it has to find it in the bytes. The [`bench`] lends the writer to exercises.
//!
//! No clock, no randomness of its own, no files: seed and moment come in, bytes go out.

mod algorithm;
pub mod bench;
pub mod case;
mod curve;
mod der;
pub mod drill;
pub mod entry;
pub mod extension;
mod family;
mod issuer;
pub mod key;
pub mod list;
pub mod order;
mod plan;
mod revocation;
pub mod workshop;
