//! `tlslab exercise`: tasks for students, a class for teachers, a trial for authors.

mod answers;
mod ask;
mod begin;
mod check;
mod class;
pub mod command;
mod dev;
mod hint;
mod join;
mod list;
mod page;
mod place;
mod progress;
mod said;
mod set;
mod submit;
mod watch;
