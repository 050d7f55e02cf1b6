//! `tlslab ca`: being a certificate authority. One file a subcommand; where the authority is and how its keys are opened stands in
//! `place`, how errors are said in `faults`, what was issued on one page in `issued`.

mod answering;
pub mod command;
mod export;
pub mod faults;
mod form;
mod init;
mod issue;
mod issued;
mod ocsp;
pub mod place;
mod stapling;
mod trust;
mod trusting;
