//! What somebody asked a demonstration for.

use std::time::Duration;

use crate::base::time::Time;
use crate::dissect::tls::codes::version::Version;
use crate::story::model::Story;
use crate::survey::tls::Dark;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Where everything random is drawn from.
    pub seed: u64,
    /// How much is shown.
    pub half: Half,
    /// Bytes of the asker's own, already of a size that fits.
    pub own: Own,
    /// A connection the asker recorded, for the demonstrations that take one.
    pub recording: Option<Recording>,
    /// A clock, for the demonstrations that measure where that is asked for; without one, work is counted.
    pub clock: Option<fn() -> Duration>,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// The primitive at work, how it breaks, the repair.
    #[default]
    Both,
    /// Only how it breaks.
    Weak,
    /// Only the primitive at work and the repair.
    Fixed,
}

/// Bytes of the asker's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// `--key`.
    pub key: Option<Vec<u8>>,
    /// `--nonce`.
    pub nonce: Option<Vec<u8>>,
    /// `--aad`.
    pub aad: Option<Vec<u8>>,
    /// `--message` or `--message-file`.
    pub message: Option<Vec<u8>>,
}

/// A connection that was recorded, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Recording {
    /// What the file is called.
    pub file: String,
    /// Its number in the file, from 1.
    pub connection: u32,
    /// When it began.
    pub at: Time,
    /// The host its client asked for (server_name), where that can be read.
    pub host: Option<String>,
    /// The version of TLS agreed on, where that can be read.
    pub version: Option<Version>,
    /// Why what it says stays dark, where something does.
    pub dark: Option<Dark>,
    /// The certificates its server showed, in the order sent, DER; none if they cannot be seen.
    pub certificates: Vec<Vec<u8>>,
    /// The whole connection, told.
    pub story: Story,
}

/// An input that may be the asker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key,
    /// A nonce or an initialisation vector.
    Nonce,
    /// Associated data.
    Aad,
    /// A message.
    Message,
    /// A connection of a capture. It is no bytes: it stands in [`Asked::recording`].
    Recording,
}

impl Input {
    /// All that are bytes.
    pub const ALL: [Self; 4] = [Self::Key, Self::Nonce, Self::Aad, Self::Message];

    /// As it is written on the command line.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Key => "--key",
            Self::Nonce => "--nonce",
            Self::Aad => "--aad",
            Self::Message => "--message",
            Self::Recording => "--from",
        }
    }
}

impl Own {
    /// What was given for `input`, or else what is `drawn`.
    pub fn or(&self, input: Input, drawn: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        self.of(input).map_or_else(drawn, <[u8]>::to_vec)
    }

    /// What was given for `input`.
    pub fn of(&self, input: Input) -> Option<&[u8]> {
        match input {
            Input::Key => self.key.as_deref(),
            Input::Nonce => self.nonce.as_deref(),
            Input::Aad => self.aad.as_deref(),
            Input::Message => self.message.as_deref(),
            Input::Recording => None,
        }
    }
}
