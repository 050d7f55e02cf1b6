//! How deep in tunnels a packet is, and how to read what stands inside one.
//!
//! A tunnel carries what a link does, and a link may carry a tunnel. So that neither names the other, the readers
//! of the top go down with the depth, as functions.

use crate::base::reader::{Reader, Result};
use crate::dissect::ethernet;
use crate::dissect::inside::{Inside, Ip};

/// How what may stand in a tunnel is read.
pub(crate) struct Readers {
    /// What follows a header that announces an EtherType.
    pub(crate) inside: for<'a> fn(&mut Reader<'a, '_>, u16, Nesting) -> Result<Inside<'a>>,
    /// An IP packet within so many bytes.
    pub(crate) ip: for<'a> fn(&mut Reader<'a, '_>, usize, Nesting) -> Result<Ip<'a>>,
}

/// How many tunnels a packet is in.
#[derive(Clone, Copy)]
pub(crate) struct Nesting {
    depth: u8,
    readers: &'static Readers,
}

impl Nesting {
    /// Real packets are in two or three; a hostile one could be in hundreds.
    const MOST: u8 = 8;

    /// In none.
    pub(crate) const fn new(readers: &'static Readers) -> Self {
        Self { depth: 0, readers }
    }

    /// In one more; none where that would be too many.
    pub(crate) fn deeper(self) -> Option<Self> {
        let depth = self.depth + 1;
        (self.depth < Self::MOST).then_some(Self { depth, ..self })
    }

    /// Reads what follows a header that announces `ethertype`.
    pub(crate) fn inside<'a>(self, r: &mut Reader<'a, '_>, ethertype: u16) -> Result<Inside<'a>> {
        (self.readers.inside)(r, ethertype, self)
    }

    /// Reads an Ethernet frame and what it carries; all that is left is its own.
    pub(crate) fn ethernet<'a>(self, r: &mut Reader<'a, '_>) -> Result<Inside<'a>> {
        let header = ethernet::header(r)?;
        self.inside(r, header.ethertype)
    }

    /// Reads an IP packet of either version within the next `n` bytes.
    pub(crate) fn ip<'a>(self, r: &mut Reader<'a, '_>, n: usize) -> Result<Inside<'a>> {
        (self.readers.ip)(r, n, self).map(Inside::Ip)
    }
}
