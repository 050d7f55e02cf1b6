//! What one look at the window shows: places, not bytes, so that the window may move before the bytes are lent.

use std::ops::Range;

use crate::base::time::Time;
use crate::capture::feed::Packing;
use crate::capture::packet::LinkType;

/// What stands at the beginning of the window.
#[derive(Debug)]
pub(crate) enum Step {
    /// Too little of it is there to say: `field`, which begins at `at`, needs `need` bytes.
    Need {
        field: &'static str,
        at: usize,
        need: usize,
    },
    /// Something that is now known, of so many bytes.
    Used(usize),
    /// The file is packed.
    Unpack(Packing),
    /// A block that nothing is read from, of `length` bytes; its last four must say `again`.
    Pass { length: usize, again: u32 },
    /// A packet.
    Packet(Frame),
    /// Key log lines at `lines`, in a block of `used` bytes.
    Secrets { lines: Range<usize>, used: usize },
}

/// A packet and where its parts are, from the beginning of the window.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) time: Time,
    pub(crate) digits: u8,
    pub(crate) link: LinkType,
    pub(crate) original: u32,
    pub(crate) bytes: Range<usize>,
    pub(crate) options: Range<usize>,
    pub(crate) used: usize,
}

/// The most bytes that one packet or block may claim. They are held only as they arrive.
pub(crate) const MOST: usize = 64 << 20;
