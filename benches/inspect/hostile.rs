//! What is made to make a reader keep things: connections that never become any, lengths that are lies, holes that never fill.

use tlslab::base::side::Side;

use crate::host::{ACK, Frames, PSH, SYN};
use crate::talk::Talk;
use crate::world::{Flow, Turn, World};

/// A connection that goes no further: of most only the SYN is seen.
pub(crate) struct HalfOpen(pub(crate) u64);

impl Flow for HalfOpen {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let kind = world.luck.below(100);
        let mut payload = Vec::new();
        match kind {
            // A ClientHello, and a certificate, of 16 MiB; one record longer than a record can be.
            85..93 => payload.extend_from_slice(&[22, 3, 1, 64, 0, 1, 255, 255, 255, 3, 3]),
            93..96 => {
                payload.extend_from_slice(&[22, 3, 3, 72, 0, 11, 255, 255, 255, 255, 255, 252])
            }
            99 => payload.extend_from_slice(&[22, 3, 1, 255, 255]),
            _ => {}
        }
        match kind {
            85..93 | 99 => world.noise(64, &mut payload),
            93..96 => payload.extend_from_slice(&[0x30, 0x84, 0x7f, 255, 255, 255].repeat(8)),
            96..99 => world.noise(1200, &mut payload),
            _ => {}
        }
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        let mut talk = Talk::new(self.0, 443, 0.0, luck);
        truth.connections += 1;
        talk.frame(Side::Client, SYN, 0, &[], frames, truth);
        if kind < 70 {
            return Turn::Last;
        }
        talk.frame(Side::Server, SYN | ACK, 0, &[], frames, truth);
        if kind < 85 {
            return Turn::Last;
        }
        talk.frame(Side::Client, ACK, 0, &[], frames, truth);
        let from = match kind {
            93..96 => Side::Server,
            _ => Side::Client,
        };
        let ahead = match kind {
            96..99 => 1 + luck.word() / 2,
            _ => 0,
        };
        talk.frame(from, ACK | PSH, ahead, &payload, frames, truth);
        Turn::Last
    }
}

/// A connection that gives a reader ever more to keep.
pub(crate) struct Hoarder {
    n: u64,
    gives: Gives,
    open: Option<(Talk, usize)>,
}

/// What it gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// Segments of which the first never comes.
    Hole,
    /// A handshake message of 16 MiB, begun again and again, in records that are as long as may be.
    Message,
}

impl Hoarder {
    pub(crate) fn new(n: u64) -> Self {
        let gives = if n.is_multiple_of(2) {
            Gives::Hole
        } else {
            Gives::Message
        };
        Self {
            n,
            gives,
            open: None,
        }
    }
}

impl Flow for Hoarder {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let Some((mut talk, left)) = self.open.take() else {
            let (luck, truth) = (&mut world.luck, &mut world.truth);
            let mut talk = Talk::new(self.n, 443, 0.0, luck);
            talk.open(frames, truth);
            self.open = Some((talk, world.long));
            return Turn::More;
        };
        let mut said = Vec::new();
        match self.gives {
            Gives::Hole => world.noise(16_384, &mut said),
            Gives::Message => {
                said.extend_from_slice(&[22, 3, 1, 64, 0]);
                if left == world.long {
                    said.extend_from_slice(&[1, 255, 255, 255]);
                }
                world.noise(16_389 - said.len(), &mut said);
            }
        }
        let truth = &mut world.truth;
        let mut passed = (world.long - left) as u32;
        for segment in said.chunks(1448) {
            // `frame` does not count what stands behind a hole.
            let ahead = match self.gives {
                Gives::Hole => 1 + passed,
                Gives::Message => 0,
            };
            talk.frame(Side::Client, ACK, ahead, segment, frames, truth);
            passed += segment.len() as u32;
        }
        let left = left.saturating_sub(said.len());
        if left == 0 || world.full {
            return Turn::Last;
        }
        self.open = Some((talk, left));
        Turn::More
    }
}
