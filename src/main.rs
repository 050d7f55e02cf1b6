//! The tlslab program.

use std::env;
use std::process::ExitCode;

use tlslab::app::cli;

fn main() -> ExitCode {
    cli::main(env::args_os())
}
