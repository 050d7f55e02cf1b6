//! A connection that was told already: remembered for a while so that a late frame of it is not taken for a new one.

use crate::dissect::tcp::Segment;
use crate::survey::ends::{End, Key};
use crate::survey::flow::{self, Flow};
use crate::survey::table::Kept;

/// What is left of a connection.
#[derive(Debug)]
pub(crate) struct Gone {
    key: Key,
    number: u32,
    last: u32,
    client: End,
    /// Sequence numbers of the first bytes, client first, known from SYNs.
    initials: [Option<u32>; 2],
}

impl Kept for Gone {
    fn key(&self) -> &Key {
        &self.key
    }

    fn last(&self) -> u32 {
        self.last
    }
}

impl Gone {
    /// What is left of `flow`.
    pub(crate) fn new(flow: &Flow) -> Self {
        Self {
            key: flow.key().clone(),
            number: flow.number,
            last: flow.last(),
            client: flow.client(),
            initials: flow.initials(),
        }
    }

    /// The number of the connection if a segment that `from` sent is a late one of it; none where it opens a new one.
    pub(crate) fn late(&self, from: End, segment: &Segment<'_>) -> Option<u32> {
        let [client, server] = self.initials;
        let initial = if from == self.client { client } else { server };
        let new = flow::opens(segment) && initial != Some(flow::after(segment));
        (!new).then_some(self.number)
    }
}
