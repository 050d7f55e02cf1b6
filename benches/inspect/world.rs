//! What all connections of a capture share while it is made.

use crate::host::Frames;
use crate::luck::Luck;
use crate::sessions::Sessions;
use crate::template::Templates;
use crate::truth::Truth;

/// Bytes that mean nothing, for records nobody opens.
const NOISE: usize = 1 << 22;

/// Shared by all connections of a capture.
pub(crate) struct World<'w> {
    pub(crate) luck: Luck,
    pub(crate) truth: Truth,
    pub(crate) templates: &'w Templates,
    /// Who makes sessions that can be opened, where a mix has any.
    pub(crate) sessions: Option<Sessions>,
    /// Percent of segments with which something goes wrong.
    pub(crate) trouble: f64,
    /// Application bytes of a long connection.
    pub(crate) long: usize,
    /// Bytes of a body in it.
    pub(crate) body: usize,
    /// How many connections are left half open, where a mix has any.
    pub(crate) half_open: u64,
    /// Whether the file is long enough, and whoever speaks should come to an end.
    pub(crate) full: bool,
    noise: Vec<u8>,
}

/// A connection, or something else on the line, that goes on from turn to turn.
pub(crate) trait Flow {
    /// Says the next thing.
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn;
}

/// Whether more is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    More,
    Last,
}

impl<'w> World<'w> {
    pub(crate) fn new(seed: u64, templates: &'w Templates) -> Self {
        let mut luck = Luck::new(seed);
        let mut noise = vec![0; NOISE];
        luck.fill(&mut noise);
        Self {
            luck,
            truth: Truth::default(),
            templates,
            sessions: None,
            trouble: 0.0,
            long: 0,
            body: 0,
            half_open: 0,
            full: false,
            noise,
        }
    }

    /// Adds `length` bytes of noise to `to`.
    pub(crate) fn noise(&mut self, length: usize, to: &mut Vec<u8>) {
        let from = self.luck.below(NOISE - length);
        to.extend_from_slice(&self.noise[from..from + length]);
    }

    /// Adds a record of `length` bytes of noise that says it is application data.
    pub(crate) fn sealed(&mut self, length: u16, to: &mut Vec<u8>) {
        to.extend_from_slice(&[23, 3, 3]);
        to.extend_from_slice(&length.to_be_bytes());
        self.noise(length.into(), to);
        self.truth.records += 1;
    }
}
