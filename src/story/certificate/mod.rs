//! Certificates on paper: what one says, whether to believe it, what rules it breaks. No host and no moment.
//!
//! What is told of a certificate comes from the notes its bytes were read with, so that whatever can be dissected can be told,
//! however odd it is. The clock comes in as a value.

mod aligned;
pub mod compared;
pub(crate) mod culprit;
pub mod document;
mod extension;
mod facts;
mod kin;
pub mod linted;
mod other;
mod part;
mod related;
mod section;
mod sheet;
pub mod shown;
mod span;
pub mod verified;
