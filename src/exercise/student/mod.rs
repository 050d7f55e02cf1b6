//! A student's side: what happened, kept in a log, and what is handed to the teacher.
//!
//! A student's home is one folder. Everything in it is added to or put in its place whole; nothing a student made is ever removed.
//!
//! ```text
//! log         what happened, chained by hashes          lock       held by whoever changes something
//! identity    the key of somebody who studies alone     pack.json  what a teacher handed out, for whoever is in a class
//! entries/NN  what was drawn for a task that was begun  work-NN    what its oracle was asked, chained too
//! NN-name/    the folder of a task: the student's own   NN-name.old-K  what was put aside
//! ```
//!
//! Whoever studies alone is their own teacher: the key in `identity` draws every exercise, and so says whether an answer is right.
//! Joining a class ends that: the work until then stays where it is, and what was begun is put aside when it is begun for the class.

pub mod event;
pub mod exchange;
pub mod fault;
pub mod folder;
pub mod handing;
pub mod home;
pub mod joining;
pub mod path;
pub mod record;
pub mod source;
pub mod task;
pub mod transcript;
