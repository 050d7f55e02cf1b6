//! `tlslab ca`: being a certificate authority. One file a subcommand; where the authority is and how its keys are opened stands in
//! `place`, how errors are said in `faults`, what was issued on one page in `issued`.

pub mod command;
mod export;
pub mod faults;
mod form;
mod init;
mod issue;
mod issued;
pub mod place;
mod trust;
mod trusting;
