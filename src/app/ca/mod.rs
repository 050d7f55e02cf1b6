//! `tlslab ca`: being a certificate authority. One file a subcommand; where the authority is and how its keys are opened stands in
//! `place`, how errors are said in `faults`, what was issued on one page in `issued`, the stories of `--explain` in `telling`.

mod answering;
mod batch;
mod check;
pub mod command;
mod copies;
mod crl;
mod export;
pub mod faults;
mod form;
mod init;
mod issue;
mod issued;
mod list;
mod ocsp;
pub mod place;
mod renew;
mod revoke;
mod rollover;
mod show;
mod shown;
mod sign;
mod stapling;
mod target;
mod telling;
mod trust;
mod trusting;
mod wishing;
