//! One TCP connection: opened, used, closed (RFC 9293), and the TLS conversation inside it.

use crate::base::side::Side;
use crate::dissect::stream::Stream;
use crate::dissect::tcp::{Flags, Segment};
use crate::story::end::End;
use crate::story::tls::talk::Talk;

/// One TCP connection of a story.
pub(crate) struct Connection {
    pub(crate) number: usize,
    ends: [End; 2],
    pub(crate) streams: [Stream; 2],
    /// Initial sequence numbers seen, and the frame that showed them.
    pub(crate) opened: [Option<Opened>; 2],
    pub(crate) established: bool,
    pub(crate) finished: [Option<u32>; 2],
    pub(crate) reset: Option<(Side, u32)>,
    /// Frames with payload not told yet.
    pub(crate) waiting: [Vec<u32>; 2],
    /// Segments that the wire lost, as long as nothing brought their bytes again.
    lost: [Vec<Dropped>; 2],
    /// Frames told again because their bytes were.
    pub(crate) again: usize,
    /// Bytes of all frames, by sender, and how many frames.
    pub(crate) bytes: [usize; 2],
    pub(crate) frames: [usize; 2],
    /// The first frame that carried other bytes for numbers already seen.
    pub(crate) conflict: Option<u32>,
    /// Who sent the first SYN.
    pub(crate) opener: Option<Side>,
    /// Acknowledgements seen of bytes that are missing, by who sent those bytes.
    pub(crate) beyond: [u8; 2],
    /// What each side's bytes were acknowledged up to, client's first.
    pub(crate) acked: [Option<u32>; 2],
    /// Bytes that were sent and do not stand in the capture.
    pub(crate) missing: u64,
    pub(crate) talk: Talk,
}

/// One segment as it was sent.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'s> {
    pub(crate) packet: u32,
    pub(crate) from: Side,
    pub(crate) segment: &'s Segment<'s>,
}

/// A SYN seen.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    pub(crate) packet: u32,
    pub(crate) sequence: u32,
}

/// A segment with bytes, SYN or FIN that the wire lost: numbered from `start`, with `end` the next after it.
#[derive(Clone, Copy)]
struct Dropped {
    packet: u32,
    start: u32,
    end: u32,
}

impl Dropped {
    /// The numbers a segment takes up; none for a pure acknowledgement.
    fn new(packet: u32, segment: &Segment<'_>) -> Option<Self> {
        let alone = [Flags::SYN, Flags::FIN]
            .iter()
            .filter(|flag| segment.flags.has(**flag))
            .count();
        let length = u32::try_from(segment.length + alone).ok()?;
        (length > 0).then(|| Self {
            packet,
            start: segment.sequence,
            end: segment.sequence.wrapping_add(length),
        })
    }

    /// Whether both carry a byte with the same number.
    fn overlaps(&self, other: &Self) -> bool {
        let before = |a: u32, b: u32| (a.wrapping_sub(b) as i32) < 0;
        before(self.start, other.end) && before(other.start, self.end)
    }
}

impl Connection {
    pub(crate) fn new(number: usize, ends: [End; 2]) -> Self {
        Self {
            number,
            ends,
            streams: [Stream::default(), Stream::default()],
            opened: [None, None],
            established: false,
            finished: [None, None],
            reset: None,
            waiting: [Vec::new(), Vec::new()],
            lost: [Vec::new(), Vec::new()],
            again: 0,
            bytes: [0; 2],
            frames: [0; 2],
            conflict: None,
            opener: None,
            beyond: [0; 2],
            acked: [None; 2],
            missing: 0,
            talk: Talk::new(number),
        }
    }

    /// Address and port of one end.
    pub(crate) fn end(&self, side: Side) -> End {
        let [client, server] = self.ends;
        side.of(client, server)
    }

    pub(crate) fn stream(&self, side: Side) -> &Stream {
        let [client, server] = &self.streams;
        side.of(client, server)
    }

    /// Whether a SYN with this sequence number begins another connection between the same ends.
    pub(crate) fn is_over_for(&self, sequence: u32) -> bool {
        let [client, _] = self.opened;
        let other = client.is_some_and(|opened| opened.sequence != sequence);
        other && (self.reset.is_some() || self.finished.iter().any(Option::is_some))
    }

    /// The frames with bytes of this segment that were lost before it, in order. One that arrives settles them, one that is
    /// lost too joins them.
    pub(crate) fn lost_before(
        &mut self,
        from: Side,
        packet: u32,
        segment: &Segment<'_>,
        drops: bool,
    ) -> Vec<u32> {
        let Some(this) = Dropped::new(packet, segment) else {
            return Vec::new();
        };
        let [client, server] = &mut self.lost;
        let lost = from.of(client, server);
        let before = lost
            .iter()
            .filter(|one| one.overlaps(&this))
            .map(|one| one.packet)
            .collect();
        match drops {
            true => lost.push(this),
            false => lost.retain(|one| !one.overlaps(&this)),
        }
        before
    }
}
