//! Counts over all connections of a capture.

use crate::app::inspect::reading::Reader;
use crate::app::inspect::wanted::Wanted;
use crate::survey::connection::Connection;
use crate::survey::tally::Tally;
use crate::survey::watcher::Watcher;

/// Counts the connections that are wanted.
pub(super) struct Summing<'w> {
    pub(super) wanted: &'w Wanted,
    pub(super) tally: Tally,
}

impl Watcher for Summing<'_> {
    fn connection(&mut self, mut told: Connection) {
        if self.wanted.settle(&mut told) {
            self.wanted.judge(&mut told);
            self.tally.add(&told);
        }
    }
}

impl Reader for Summing<'_> {}
