//! A connection of one's own on the virtual wire, captured, and questions on it: what is asked is named in the settings, so that an
//! exercise of this kind is data.
//!
//! ```text
//! settings   what `[settings]` may say
//! plan       what is drawn of it for one capture
//! carried    the capture made: the run, the file, the secrets
//! known      facts by name, from what was drawn: the drawing side
//! seen       the same facts by the same names, from the bytes of the files alone: the solving side
//! flight     the messages of a handshake as the RFCs order them
//! facts      values by name, and what is asked of them: `tcp.client.isn + 1`
//! vector     answers of several parts: places, orders, sets, and one mistake in them
//! kind       draw and solve
//! ```
//!
//! Facts of the last connection of a capture have bare names (`tls.sni`); where there are several connections, each has them also
//! as `connection1.tls.sni`; where there are several captures, those of each are `capture1.tls.sni`, and by what went wrong in it
//! `wrong_host.tls.sni`. See [`facts`] for the names.

pub mod carried;
pub mod facts;
pub mod flight;
pub mod kind;
pub mod known;
pub mod plan;
pub mod seen;
pub mod settings;
pub mod vector;
