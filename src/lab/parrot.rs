//! A client without a key: it says again what another client said, word for word, hears the answer, and leaves.

use std::time::Duration;

use crate::base::time::Time;
use crate::lab::wire::visit::{Ended, Speaker, Wants};

/// Whoever replays.
pub struct Parrot {
    says: Vec<u8>,
    received: Vec<u8>,
    wants: Wants,
    patience: Duration,
}

impl Parrot {
    /// One that says these bytes.
    pub fn new(says: &[u8], patience: Duration) -> Self {
        Self {
            says: says.to_vec(),
            received: Vec::new(),
            wants: Wants::Open,
            patience,
        }
    }
}

impl Speaker for Parrot {
    fn receive(&mut self, bytes: &[u8], _: Time) {
        self.received.extend(bytes);
        self.wants = Wants::Close;
    }

    fn ended(&mut self, _: Ended, _: Time) {
        self.wants = Wants::Close;
    }

    fn transmit(&mut self, _: Time) -> Vec<u8> {
        std::mem::take(&mut self.says)
    }

    fn wants(&self) -> Wants {
        self.wants
    }

    fn patience(&self) -> Option<Duration> {
        Some(self.patience)
    }

    fn error(&self) -> Option<String> {
        None
    }

    /// Nothing: it cannot open what it hears.
    fn received(&self) -> Vec<u8> {
        Vec::new()
    }
}
