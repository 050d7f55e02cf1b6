//! Exercises: a task with data of one's own, a check that knows the usual mistakes, a class without a server.
//!
//! ```text
//! written    exercise.toml and its pages, read          set       all of them, and the tracks
//! kinds      what is drawn for a student, by kind       seed      from a class key to a student's chance
//! form       answers read kindly                        seal      answers committed, so that a pack holds none
//! variant    what was drawn, answers and all            entry     what of it a student gets; leak: no answer among it
//! property   what must be true of a file handed in      judge     the ruling on what was handed in
//! verdict    a ruling as a story                        trial     an exercise tried as an author would
//! student    home, log, task folders                    class     key, packs, grades, report
//! ```
//!
//! An exercise is data: a folder below `exercises` with `exercise.toml` and pages in both languages. It names a kind, which
//! draws a variant from a student's own chance. A ruling is made either beside the truth (a teacher, or somebody who studies
//! alone: both have the key) or beside a pack, which holds commitments only. The ruling on the student's own machine is advice:
//! whoever takes the program apart can make it say anything. The grade is computed again from the class key.
//!
//! No clock here, no terminal: moments come in.

pub mod captured;
pub mod class;
pub mod desk;
pub mod entry;
pub mod envelope;
pub mod form;
pub mod handed;
pub mod judge;
pub mod kind;
pub mod kinds;
pub mod leak;
pub mod pack;
pub mod property;
pub mod recipe;
pub mod seal;
pub mod seed;
pub mod set;
pub mod student;
pub mod submission;
pub mod task;
pub mod trial;
pub mod variant;
pub mod verdict;
pub mod words;
pub mod written;
