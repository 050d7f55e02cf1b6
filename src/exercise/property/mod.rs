//! What must be true of a file a student made: a few general tests, each told by `with` in `exercise.toml` what to look for.
//!
//! A test needs no secret: it looks at the file alone, so it says the same on a student's machine and at grading.

pub mod authority;
pub mod casebook;
pub mod chain;
pub mod contents;
pub mod guess;
pub mod list;
pub mod minimal_chain;
pub mod papers;
pub mod prefix;
pub mod reading;
pub mod revocation;
pub mod server;
pub mod shared_prime;
pub mod signature;
pub mod signed;
pub mod test;
pub mod usage;
