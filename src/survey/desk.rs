//! What the conversations of a capture share: secrets, sessions that may be resumed, memory, and who is told.

use crate::base::time::Time;
use crate::keys::log::Log;
use crate::survey::watcher::Watcher;

/// What every conversation may use while its bytes are read.
pub(crate) struct Desk<'w> {
    /// Secrets given, and those found in the capture so far.
    pub(crate) log: &'w Log,
    /// Who is told of application bytes.
    pub(crate) watcher: &'w mut dyn Watcher,
    /// Which connection is being read.
    pub(crate) connection: u32,
    /// The frame whose bytes are read, and when it was seen.
    pub(crate) packet: u32,
    pub(crate) time: Time,
}
