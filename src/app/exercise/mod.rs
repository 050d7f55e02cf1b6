//! `tlslab exercise`: tasks for students, a class for teachers, a trial for authors.

pub mod command;
mod dev;
mod set;
