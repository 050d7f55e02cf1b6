//! `tlslab exercise`: tasks for students, a class for teachers, a trial for authors.

mod class;
pub mod command;
mod dev;
mod set;
