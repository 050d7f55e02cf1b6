//! A certificate authority in a folder: its keys, its certificates, and the log of all it ever did.
//!
//! ```text
//! log                      one line an event, each holding the hash of the one before; the only truth
//! lock                     whoever changes something holds it
//! authorities/LABEL/       cert.pem, key.pem of each root and intermediate; cross-BY.pem where one vouches for another
//! crl/LABEL.crl, .pem      the newest revocation list of each
//! issued/LABEL/            cert.pem, chain.pem, and key.pem if the key was made here
//! staging/                 what is under way; empty between commands
//! ```
//!
//! Everything but the private keys can be made again from the log, so a certificate that is not in it does not exist. The
//! order is always: keys and lists into `staging`, then the line in the log, then the files in their places. A crash before
//! the line leaves nothing but rubbish in `staging`; after it, the next command finishes the work.
//!
//! No clock, no environment: moment, seed and mischance come in. A real CA would keep its keys in hardware, its root switched
//! off, and its log with others.

pub mod admission;
pub mod chance;
pub mod check;
pub mod contents;
pub mod disk;
pub mod error;
pub mod event;
pub mod field;
pub mod folder;
pub mod founding;
pub mod issuing;
pub mod keyring;
pub mod lineage;
pub mod listing;
pub mod log;
pub mod office;
pub mod profile;
pub mod publish;
pub mod purpose;
pub mod reason;
pub mod recovery;
pub mod register;
pub mod request;
pub mod serial;
pub mod state;
pub mod succession;
pub mod validity;
