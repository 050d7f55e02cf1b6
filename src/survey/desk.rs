//! What the conversations of a capture share while they are read: secrets, memory, and who is told.

use crate::base::side::Side;
use crate::base::time::Time;
use crate::survey::drawer::Drawer;
use crate::survey::watcher::Watcher;

/// What a conversation may use while its bytes are read.
pub(crate) struct Desk<'w> {
    /// What all conversations of the capture share.
    pub(crate) drawer: &'w mut Drawer,
    /// Who is told of application bytes.
    pub(crate) watcher: &'w mut dyn Watcher,
    /// Which connection is being read.
    pub(crate) connection: u32,
    /// The frame whose bytes are read, and when it was seen.
    pub(crate) packet: u32,
    pub(crate) time: Time,
}

impl Desk<'_> {
    /// Appends `more` to what is held, if the memory of the pass has room for it.
    pub(crate) fn hold(&mut self, held: &mut Vec<u8>, more: &[u8]) -> bool {
        let room = self.drawer.held.saturating_add(more.len()) <= MOST_HELD;
        if room {
            self.drawer.held += more.len();
            held.extend_from_slice(more);
        } else {
            self.drawer.let_go += more.len() as u64;
        }
        room
    }

    /// Appends `more` whatever the memory: for the header of a record, without which the next one is not found.
    pub(crate) fn insist(&mut self, held: &mut Vec<u8>, more: &[u8]) {
        self.drawer.held += more.len();
        held.extend_from_slice(more);
    }

    /// Gives back what was held.
    pub(crate) fn free(&mut self, held: Vec<u8>) {
        self.release(held.len());
    }

    /// Says that so many bytes are held no longer.
    pub(crate) fn release(&mut self, bytes: usize) {
        self.drawer.held = self.drawer.held.saturating_sub(bytes);
    }

    /// Application bytes, for a watcher who wants them.
    pub(crate) fn plain(&mut self, from: Side, bytes: &[u8]) {
        if self.watcher.wants(self.connection) {
            self.watcher
                .bytes(self.connection, from, self.packet, bytes);
        }
    }
}

/// Bytes held of records and messages that are not whole, over all connections.
const MOST_HELD: usize = 8 << 20;
