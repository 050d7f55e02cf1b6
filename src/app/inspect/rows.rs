//! Every connection of one capture for people: each row is written as soon as its turn has come, so that there may be any number.

use std::io::{self, Write};

use crate::app::inspect::counting::Counting;
use crate::app::inspect::outbox::Outbox;
use crate::app::inspect::reading::Reader;
use crate::app::inspect::wanted::Wanted;
use crate::survey::connection::Connection;
use crate::survey::watcher::Watcher;
use crate::view::look::Look;
use crate::view::table;
use crate::view::table::line::Line;

/// Writes each connection as a row.
pub(super) struct Rows<'o> {
    wanted: &'o Wanted,
    look: &'o Look,
    out: &'o mut dyn Write,
    outbox: Outbox,
    row: Vec<u8>,
    /// The first error of writing; nothing is written after it.
    failed: io::Result<()>,
    pub(super) counting: Counting,
}

impl<'o> Rows<'o> {
    pub(super) fn new(wanted: &'o Wanted, look: &'o Look, out: &'o mut dyn Write) -> Self {
        Self {
            wanted,
            look,
            out,
            outbox: Outbox::default(),
            row: Vec::new(),
            failed: Ok(()),
            counting: Counting::default(),
        }
    }

    /// Writes what still waits, and gives what was counted.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn finish(mut self) -> io::Result<Counting> {
        self.failed?;
        self.outbox.finish(self.out)?;
        Ok(self.counting)
    }

    fn write(&mut self, told: &Connection) -> io::Result<()> {
        if self.counting.matching == 1 {
            table::heading(self.look, self.out)?;
        }
        let line = Line::new(told);
        table::row(&line, self.look, &mut self.row)?;
        table::beneath(&told.findings, self.look, &mut self.row)
    }
}

impl Watcher for Rows<'_> {
    fn connection(&mut self, mut told: Connection) {
        if self.failed.is_err() {
            return;
        }
        self.row.clear();
        self.counting.all += 1;
        if self.wanted.settle(&mut told) {
            self.wanted.judge(&mut told);
            self.counting.matching(&told);
            self.counting.judged |= !told.findings.is_empty();
            self.failed = self.write(&told);
        }
        if self.failed.is_ok() {
            self.failed = self.outbox.put(told.number, &self.row, self.out);
        }
    }
}

impl Reader for Rows<'_> {
    fn failed(&self) -> bool {
        self.failed.is_err()
    }
}
