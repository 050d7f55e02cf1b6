//! The connections of one capture for people: as many rows as are wanted, and counts of the rest.

use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, Write};

use crate::app::inspect::reading::Reader;
use crate::app::inspect::wanted::Wanted;
use crate::survey::connection::{Connection, Transport};
use crate::survey::outcome::outcome;
use crate::survey::query::Key;
use crate::survey::tls::Dark;
use crate::survey::watcher::Watcher;
use crate::view::look::Look;
use crate::view::table::{self, Line};

/// Rows of one capture.
pub(super) struct Listing<'w> {
    wanted: &'w Wanted,
    most: usize,
    rows: BinaryHeap<Kept>,
    /// Connections that match, those with TLS, those with DTLS or QUIC, and all.
    pub(super) counts: Counts,
    /// The only connection with TLS, as long as there is one.
    pub(super) only: Option<Connection>,
    /// Reasons why something stays dark, each with how many connections it keeps dark and one of them.
    pub(super) dark: Vec<(Dark, u32, u32)>,
}

/// How many connections there are of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) all: u32,
    pub(super) matching: u32,
    pub(super) secured: u32,
    pub(super) udp: u32,
}

/// A row that is kept, ordered by what it is sorted by.
struct Kept {
    key: Key,
    line: Line,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Kept {}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl<'w> Listing<'w> {
    /// Keeps at most `most` rows.
    pub(super) fn new(wanted: &'w Wanted, most: usize) -> Self {
        Self {
            wanted,
            most,
            rows: BinaryHeap::new(),
            counts: Counts::default(),
            only: None,
            dark: Vec::new(),
        }
    }

    /// Keeps the row of `told`, if it stands among the first.
    fn row(&mut self, told: &mut Connection) {
        let key = self.wanted.order.key(told);
        if self.rows.len() >= self.most {
            match self.rows.peek_mut() {
                Some(last) if key < last.key => PeekMut::pop(last),
                Some(_) | None => return,
            };
        }
        self.wanted.judge(told);
        let line = Line::new(told, outcome(told).word().into());
        self.rows.push(Kept { key, line });
    }

    /// Writes the rows, and gives how many more there are.
    ///
    /// # Errors
    /// Those of `out`.
    pub(super) fn write(self, look: &Look, out: &mut dyn Write) -> io::Result<u32> {
        let rows = self.rows.into_sorted_vec();
        let more = self
            .counts
            .matching
            .saturating_sub(u32::try_from(rows.len()).unwrap_or(0));
        if !rows.is_empty() {
            table::heading(look, out)?;
        }
        for row in rows {
            table::row(&row.line, look, out)?;
        }
        Ok(more)
    }
}

impl Watcher for Listing<'_> {
    fn connection(&mut self, mut told: Connection) {
        self.counts.all += 1;
        if !self.wanted.settle(&mut told) {
            return;
        }
        self.counts.matching += 1;
        if let Some(reason) = told.tls.as_ref().and_then(|tls| tls.decryption.reason) {
            match self.dark.iter_mut().find(|(known, _, _)| *known == reason) {
                Some((_, count, _)) => *count += 1,
                None => self.dark.push((reason, 1, told.number)),
            }
        }
        self.row(&mut told);
        let secured = told.tls.is_some() && told.transport == Transport::Tcp;
        self.counts.udp += u32::from(told.transport == Transport::Udp);
        if secured {
            self.counts.secured += 1;
            self.only = (self.counts.secured == 1).then_some(told);
        }
    }
}

impl Reader for Listing<'_> {}
