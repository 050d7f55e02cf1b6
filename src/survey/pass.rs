//! The pass itself: frames in, connections out.

use crate::capture::packet::Captured;
use crate::keys::log::Log;
use crate::survey::drawer::{Digests, Drawer};
use crate::survey::watcher::Watcher;

/// One pass over a capture.
#[derive(Debug)]
pub struct Pass {
    drawer: Drawer,
}

/// What is known at the end of a pass, beside its connections.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// Frames read.
    pub packets: u64,
    /// Frames that are not TCP, nor UDP with DTLS or QUIC.
    pub others: u64,
    /// Frames that could not be read: cut inside a header, or of an unknown link type.
    pub unread: u64,
    /// The first link type that is not known.
    pub unknown_link: Option<u16>,
    /// Connections found.
    pub connections: u32,
    /// Connections told before their end to stay inside the memory of the pass.
    pub told_early: u32,
    /// Bytes let go for the same reason.
    pub let_go: u64,
    /// Client randoms in the key log that no connection had; with the secrets given late in the capture.
    pub unmatched: Vec<Vec<u8>>,
    /// Whether secrets stood in the capture after records they open: a second pass would open more.
    pub late_secrets: bool,
}

impl Pass {
    /// A pass with these secrets.
    pub fn new(log: Log) -> Self {
        Self {
            drawer: Drawer::new(log),
        }
    }

    /// The same, which also computes SHA-256 of application bytes.
    pub fn digesting(mut self) -> Self {
        self.drawer.digests = Digests::Compute;
        self
    }

    /// Adds secrets that stand in the capture.
    pub fn secrets(&mut self, lines: &str) {
        self.drawer.secrets(lines);
    }

    /// Reads the next frame; gives the number of the connection it belongs to.
    pub fn packet(&mut self, _frame: &Captured<'_>, _watcher: &mut dyn Watcher) -> Option<u32> {
        None
    }

    /// The capture is over: tells every connection still open.
    pub fn finish(self, _watcher: &mut dyn Watcher) -> Closing {
        Closing::default()
    }
}
