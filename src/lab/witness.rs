//! What both ends tell about their secrets while they run: key log lines and key exchanges.

use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::KeyLog;

use crate::story::evidence::Exchange;

/// Where both ends write; its copies are one.
#[derive(Clone, Debug, Default)]
pub struct Witness(Arc<Mutex<Heard>>);

#[derive(Debug, Default)]
struct Heard {
    lines: Vec<String>,
    exchanges: Vec<Exchange>,
}

impl Witness {
    /// An end finished a key exchange.
    pub fn exchange(&self, exchange: Exchange) {
        self.heard().exchanges.push(exchange);
    }

    /// The key log so far, as SSLKEYLOGFILE has it, each line once although both ends report it.
    pub fn key_log(&self) -> String {
        self.heard().lines.concat()
    }

    /// The key exchanges so far, in the order they were finished.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.heard().exchanges.clone()
    }

    /// Begins anew: what was heard so far is gone.
    pub fn forget(&self) {
        *self.heard() = Heard::default();
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyLog for Witness {
    fn log(&self, label: &str, client_random: &[u8], secret: &[u8]) {
        let mut line = String::new();
        let (random, secret) = (hex::encode(client_random), hex::encode(secret));
        // Writing to a String cannot fail.
        let _ = writeln!(line, "{label} {random} {secret}");
        let mut heard = self.heard();
        if !heard.lines.contains(&line) {
            heard.lines.push(line);
        }
    }
}
