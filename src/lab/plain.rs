//! Speakers without TLS: a client that speaks bare HTTP to a port where TLS is spoken, and a server that says nothing.

use std::time::Duration;

use crate::base::time::Time;
use crate::lab::wire::visit::{Ended, Speaker, Wants};

/// A client that sends its request in the clear.
pub struct PlainHttp {
    request: Vec<u8>,
    received: Vec<u8>,
    wants: Wants,
    error: Option<String>,
    patience: Duration,
}

impl PlainHttp {
    /// A client of the server called `name`.
    pub fn new(name: &str, patience: Duration) -> Self {
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {name}\r\nUser-Agent: tlslab\r\nConnection: close\r\n\r\n"
        );
        Self {
            request: request.into_bytes(),
            received: Vec::new(),
            wants: Wants::Open,
            error: None,
            patience,
        }
    }
}

impl Speaker for PlainHttp {
    fn receive(&mut self, bytes: &[u8], _: Time) {
        self.received.extend(bytes);
    }

    fn ended(&mut self, how: Ended, _: Time) {
        self.wants = Wants::Close;
        self.error = match how {
            Ended::Finished if self.received.starts_with(b"HTTP/") => None,
            Ended::Finished => {
                let start: Vec<u8> = self.received.iter().take(16).copied().collect();
                Some(format!(
                    "the answer is not HTTP: it begins {}",
                    hex::encode(start)
                ))
            }
            Ended::Reset => Some("connection reset by peer".to_owned()),
            Ended::Refused => Some("connection refused".to_owned()),
            Ended::TimedOut => Some("timed out: nothing more came from the other end".to_owned()),
        };
    }

    fn transmit(&mut self, _: Time) -> Vec<u8> {
        std::mem::take(&mut self.request)
    }

    fn wants(&self) -> Wants {
        self.wants
    }

    fn patience(&self) -> Option<Duration> {
        Some(self.patience)
    }

    fn error(&self) -> Option<String> {
        self.error.clone()
    }

    fn received(&self) -> Vec<u8> {
        self.received.clone()
    }
}

/// A server that accepts, listens, and never says a word.
pub struct Silent {
    wants: Wants,
    error: Option<String>,
}

impl Silent {
    /// A server that keeps its connection open until the other end leaves.
    pub fn new() -> Self {
        Self {
            wants: Wants::Open,
            error: None,
        }
    }

    /// An end that could not even begin, for the reason given; it leaves at once.
    pub fn complaining(error: String) -> Self {
        Self {
            wants: Wants::Close,
            error: Some(error),
        }
    }
}

impl Default for Silent {
    fn default() -> Self {
        Self::new()
    }
}

impl Speaker for Silent {
    fn receive(&mut self, _: &[u8], _: Time) {}

    fn ended(&mut self, _: Ended, _: Time) {
        self.wants = Wants::Close;
    }

    fn transmit(&mut self, _: Time) -> Vec<u8> {
        Vec::new()
    }

    fn wants(&self) -> Wants {
        self.wants
    }

    fn patience(&self) -> Option<Duration> {
        None
    }

    fn error(&self) -> Option<String> {
        self.error.clone()
    }

    /// Nothing: what it heard is the beginning of a handshake, not application data.
    fn received(&self) -> Vec<u8> {
        Vec::new()
    }
}
