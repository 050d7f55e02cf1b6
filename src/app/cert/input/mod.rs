//! Where certificates come from: files of every form, standard input, a server, a capture.
//!
//! Whatever it is, it becomes [items](item::Item): one document each, DER, with where it stood. What is given instead of a
//! certificate is called by its name, with what to type.

pub(in crate::app) mod asked;
mod bytes;
mod capture;
pub(in crate::app) mod item;
mod opening;
mod place;
pub(in crate::app) mod reading;
mod refused;
mod sealed;
mod server;
