//! Connections as JSON Lines, by number, each as soon as its turn has come.

use std::io::{self, Write};

use crate::app::inspect::outbox::Outbox;
use crate::app::inspect::reading::Reader;
use crate::app::inspect::wanted::Wanted;
use crate::survey::connection::Connection;
use crate::survey::watcher::Watcher;
use crate::view::json::connection;

/// Writes each connection as a line.
pub(super) struct Lines<'o> {
    file: String,
    wanted: &'o Wanted,
    out: &'o mut dyn Write,
    pace: Pace,
    outbox: Outbox,
    line: Vec<u8>,
    /// The first error of writing; nothing is written after it.
    failed: io::Result<()>,
}

/// When lines leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// When there are many: for files.
    Together,
    /// At once: somebody may be waiting at the other end of a capture that grows.
    Each,
}

impl<'o> Lines<'o> {
    pub(super) fn new(
        file: String,
        wanted: &'o Wanted,
        pace: Pace,
        out: &'o mut dyn Write,
    ) -> Self {
        Self {
            file,
            wanted,
            out,
            pace,
            outbox: Outbox::default(),
            line: Vec::new(),
            failed: Ok(()),
        }
    }

    /// Writes what still waits.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.failed?;
        self.outbox.finish(self.out)?;
        self.out.flush()
    }

    fn put(&mut self, number: u32) -> io::Result<()> {
        self.outbox.put(number, &self.line, self.out)?;
        match self.pace {
            Pace::Together => Ok(()),
            Pace::Each => self.out.flush(),
        }
    }
}

impl Watcher for Lines<'_> {
    fn connection(&mut self, mut told: Connection) {
        if self.failed.is_err() {
            return;
        }
        self.line.clear();
        if self.wanted.settle(&mut told) {
            self.wanted.judge(&mut told);
            self.failed = connection::write(&self.file, &told, &mut self.line);
        }
        if self.failed.is_ok() {
            self.failed = self.put(told.number);
        }
    }
}

impl Reader for Lines<'_> {
    fn failed(&self) -> bool {
        self.failed.is_err()
    }
}
