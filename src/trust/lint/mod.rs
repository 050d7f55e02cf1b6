//! What is unwise or forbidden in a certificate though it may well verify: rules of RFC 5280 and of the Baseline Requirements of
//! the CA/Browser Forum that are worth teaching, each with its clause, its why and its repair.
//!
//! The verifier asks whether a path holds; the lint asks whether a certificate should have been issued like that. Where both mind
//! the same thing, they share the [`Reason`](crate::trust::reason::Reason). No signature is checked here.

pub mod element;
pub mod findings;
pub mod rule;
pub mod rules;
pub mod sheet;
#[cfg(test)]
mod tests;
