//! `tlslab demo`: demonstrations of cryptography, and the primitives in them as plain tools.

pub mod command;
mod listing;
mod own;
mod quizzing;
mod recording;
mod tools;
