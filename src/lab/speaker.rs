//! A rustls connection as a speaker: records come and go as bytes, a program works inside.
//!
//! No I/O and no clock of its own. When rustls refuses something, its words are kept and its alert still goes out.

use std::io::Read;

use rustls::Connection;

use crate::base::time::Time;
use crate::lab::clock::Clock;
use crate::lab::wire::visit::{Ended, Speaker, Wants};

/// What an end does inside TLS.
pub trait Program: Send {
    /// Called whenever something may have changed; `heard` is all that was received so far, opened.
    ///
    /// # Errors
    /// rustls refuses what the program wants of it.
    fn act(&mut self, connection: &mut Connection, heard: &[u8]) -> Result<Next, rustls::Error>;

    /// Data that was received before the handshake ended (RFC 8446 section 2.3).
    fn early(&mut self, _connection: &mut Connection) -> Vec<u8> {
        Vec::new()
    }
}

/// What a program wants after it acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To go on.
    Listen,
    /// To close: it has sent all it wants to send, and close_notify.
    Close,
}

/// An end that speaks TLS.
pub struct OverTls {
    connection: Connection,
    program: Box<dyn Program>,
    clock: Clock,
    patience: std::time::Duration,
    received: Vec<u8>,
    farewell: Farewell,
    error: Option<String>,
    stage: Stage,
}

/// Whether this end goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Talking,
    Leaving,
}

/// Whether the other end said that it will send no more (RFC 8446 section 6.1).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Farewell {
    NotYet,
    Heard,
}

impl OverTls {
    /// `program` inside `connection`; without a word from the other end for `patience`, it gives up.
    pub fn new(
        connection: Connection,
        program: Box<dyn Program>,
        clock: Clock,
        patience: std::time::Duration,
    ) -> Self {
        Self {
            connection,
            program,
            clock,
            patience,
            received: Vec::new(),
            farewell: Farewell::NotYet,
            error: None,
            stage: Stage::Talking,
        }
    }

    fn take_in(&mut self, mut bytes: &[u8]) -> Result<(), rustls::Error> {
        while !bytes.is_empty() {
            let read = self.connection.read_tls(&mut bytes);
            let state = self.connection.process_new_packets()?;
            self.received
                .extend(self.program.early(&mut self.connection));
            let mut opened = vec![0; state.plaintext_bytes_to_read()];
            if self.connection.reader().read_exact(&mut opened).is_ok() {
                self.received.extend(opened);
            }
            if state.peer_has_closed() {
                self.farewell = Farewell::Heard;
            }
            // Nothing read means that the other end sends on after its close_notify: nothing we must know.
            if !matches!(read, Ok(1..)) {
                break;
            }
        }
        Ok(())
    }

    fn act(&mut self) {
        if self.stage == Stage::Leaving {
            return;
        }
        match self.program.act(&mut self.connection, &self.received) {
            Ok(Next::Listen) if self.farewell == Farewell::Heard => {
                self.connection.send_close_notify();
                self.stage = Stage::Leaving;
            }
            Ok(Next::Listen) => {}
            Ok(Next::Close) => self.stage = Stage::Leaving,
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn fail(&mut self, error: String) {
        self.error.get_or_insert(error);
        self.stage = Stage::Leaving;
    }
}

impl Speaker for OverTls {
    fn receive(&mut self, bytes: &[u8], now: Time) {
        self.clock.set(now);
        // Who has said goodbye listens no more; rustls may not even be given a bad record after its close_notify.
        if self.error.is_some() || self.stage == Stage::Leaving {
            return;
        }
        match self.take_in(bytes) {
            Ok(()) => self.act(),
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn ended(&mut self, how: Ended, now: Time) {
        self.clock.set(now);
        // After its own close_notify an end need not wait for the other's (RFC 8446 section 6.1).
        let content = self.farewell == Farewell::Heard || self.stage == Stage::Leaving;
        let complaint = match how {
            Ended::Finished | Ended::Reset | Ended::TimedOut if content => None,
            Ended::Finished => Some("connection closed without close_notify".to_owned()),
            Ended::Reset => Some("connection reset by peer".to_owned()),
            Ended::Refused => Some("connection refused".to_owned()),
            Ended::TimedOut => Some("timed out: nothing more came from the other end".to_owned()),
        };
        self.stage = Stage::Leaving;
        if let Some(complaint) = complaint {
            self.fail(complaint);
        }
    }

    fn transmit(&mut self, now: Time) -> Vec<u8> {
        self.clock.set(now);
        if self.error.is_none() {
            self.act();
        }
        let mut bytes = Vec::new();
        while self.connection.wants_write() {
            // Writing to a Vec cannot fail.
            if self.connection.write_tls(&mut bytes).is_err() {
                break;
            }
        }
        bytes
    }

    fn wants(&self) -> Wants {
        match self.stage {
            Stage::Talking => Wants::Open,
            Stage::Leaving => Wants::Close,
        }
    }

    fn patience(&self) -> Option<std::time::Duration> {
        Some(self.patience)
    }

    fn error(&self) -> Option<String> {
        self.error.clone()
    }

    fn received(&self) -> Vec<u8> {
        self.received.clone()
    }
}
