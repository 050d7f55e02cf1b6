//! A student's side: what happened, kept in a log, and what is handed to the teacher.

pub mod event;
