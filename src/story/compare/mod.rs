//! Two stories side by side: which step of one belongs to which of the other, what differs in them, and what a teacher would say of
//! it first.
//!
//! Pure: two stories go in, a [`Comparison`](model::Comparison) comes out. Steps are paired by what they are, not by number
//! ([`align`]); values and fields are held against each other by name ([`differences`]), and one list ([`nature`]) tells what is
//! fresh in every run, and what only follows from the rest, from what differs in meaning. The headlines are rules over facts that
//! each story shows ([`facts`]): what a run does not show is not known, and nothing is said of it.

pub mod align;
pub mod differences;
pub mod facts;
mod fields;
pub mod headlines;
pub mod model;
pub mod nature;
pub mod parts;
pub mod tell;
