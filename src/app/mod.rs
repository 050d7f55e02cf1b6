//! One file a command: `struct Args` (its doc comment is the help) and `run`.
//!
//! The only room that knows the command line, the environment, the clock and exit codes: 0 done and good; 1 done and the answer
//! is no; 2 wrong usage; 3 an input cannot be read or is not what it claims; 4 the environment lacks something;
//! 130 ended early by Ctrl-C.

pub mod ca;
pub mod carry;
pub mod cert;
pub mod cli;
pub mod completions;
pub mod demo;
pub mod diff;
pub mod draft;
pub mod everywhere;
pub mod exercise;
pub mod handshake;
pub mod held;
pub mod help;
pub mod inspect;
pub mod korean;
pub mod live;
pub mod locale;
pub mod man;
pub mod misuse;
pub mod moment;
pub mod output;
pub mod prompt;
pub mod refusal;
pub mod scenarios;
pub mod seed;
pub mod ui;
pub mod welcome;
