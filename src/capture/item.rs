//! What is found in a capture file, one thing at a time.

use crate::capture::packet::Packet;

/// One thing found in a capture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A frame.
    Packet(Packet),
    /// Key log lines, as a pcapng secrets block has them.
    Secrets(String),
}

/// What one look at the file gave: perhaps an item, and how many bytes were used for it.
pub(crate) type Step = (Option<Item>, usize);
