//! Flags every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::base::text::Lang;
use crate::view::look::Depth;

/// Flags every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// Language; by default that of the locale
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Tongue>,
    /// Colour; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// How deep to go: a line a step, a block, every field, every byte
    #[arg(long, global = true, value_name = "DEPTH", default_value = "block")]
    pub depth: Deep,
    /// Text for people, the whole screen, JSON for programs, or a page for a browser
    #[arg(
        long = "as",
        global = true,
        value_name = "FORM",
        default_value = "plain"
    )]
    pub form: Form,
    /// Stop at every step and wait for a key
    #[arg(long, global = true)]
    pub step: bool,
    /// With --as html: a page to hand out, with numbered blanks instead of its answers, which are not in the file
    #[arg(long, global = true)]
    pub blanks: bool,
    /// With --blanks: write the key to this file, a page too
    #[arg(long, global = true, value_name = "FILE", requires = "blanks")]
    pub answers: Option<PathBuf>,
    /// Write to a file instead of the terminal
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A language, as it is written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// English
    En,
    /// 한국어
    Ko,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::En,
            Tongue::Ko => Self::Ko,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How deep to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deep {
    /// One line a step
    Line,
    /// The sentence, the values that matter, the proofs
    Block,
    /// Every field, and what it is for
    Field,
    /// Every byte beside its field
    Byte,
}

impl From<Deep> for Depth {
    fn from(deep: Deep) -> Self {
        match deep {
            Deep::Line => Self::Line,
            Deep::Block => Self::Block,
            Deep::Field => Self::Field,
            Deep::Byte => Self::Byte,
        }
    }
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Text for people
    Plain,
    /// The whole screen of a terminal: go through it with keys and mouse
    Tui,
    /// JSON for programs
    Json,
    /// A page for a browser, in one file: one story
    Html,
}

/// The form of what is no story: a list, a table, what a command did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// Text for people.
    Plain,
    /// JSON for programs.
    Json,
}
