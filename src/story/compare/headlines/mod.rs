//! What a teacher would say first: rules over the facts of both runs, each a sentence with their own values, and why it is so.
//!
//! A rule speaks only where both runs show what it speaks of. No rule knows a scenario.

mod agreement;
mod case;
mod fate;
mod identity;
mod kept;
mod messages;
mod parting;
mod protection;
pub mod rules;
mod trips;
