//! A connection of which only SYNs were seen: what most of a scan or a flood is. As small as it can be, for there may be
//! hundreds of thousands.

use crate::base::time::Time;
use crate::capture::packet::Captured;
use crate::dissect::tcp::{Flags, Segment};
use crate::survey::ends::{End, Key};
use crate::survey::table::Kept;

/// The flags that make a difference here.
const ALL: u16 = Flags::SYN.0 | Flags::ACK.0 | Flags::RST.0 | Flags::FIN.0;

/// A SYN, perhaps sent again, perhaps answered.
#[derive(Debug)]
pub(crate) struct Knock {
    pub(crate) key: Key,
    pub(crate) number: u32,
    /// Its frame is that of the SYN.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// Sequence number of the SYN.
    pub(crate) initial: u32,
    /// The answer's sequence number and frame; a frame of 0 is none.
    pub(crate) answer: (u32, u32),
    pub(crate) start: Time,
    /// From the first to the last frame, in nanoseconds: at most four seconds.
    lasted: u32,
    pub(crate) packets: u16,
    /// Who sent it.
    pub(crate) client: End,
    pub(crate) digits: u8,
}

impl Kept for Knock {
    fn key(&self) -> &Key {
        &self.key
    }

    fn last(&self) -> u32 {
        self.last
    }
}

impl Knock {
    /// A new connection by its first frame, if that is a SYN and nothing else.
    pub(crate) fn new(
        key: &Key,
        number: u32,
        frame: &Captured<'_>,
        from: End,
        segment: &Segment<'_>,
    ) -> Option<Self> {
        let alone = segment.flags.0 & ALL == Flags::SYN.0 && segment.length == 0;
        alone.then(|| Self {
            key: key.clone(),
            number,
            first: frame.number,
            last: frame.number,
            initial: segment.sequence,
            answer: (0, 0),
            start: frame.time,
            lasted: 0,
            packets: 1,
            client: from,
            digits: frame.digits,
        })
    }

    /// Takes in the same SYN again, or its answer. None: there is more to say than fits here.
    pub(crate) fn take(
        &mut self,
        frame: &Captured<'_>,
        from: End,
        segment: &Segment<'_>,
    ) -> Option<()> {
        let flags = segment.flags.0 & ALL;
        let lasted = frame.time.since(self.start).as_nanos();
        if segment.length > 0 {
            return None;
        }
        let mut answer = self.answer;
        if from == self.client {
            if flags != Flags::SYN.0 || segment.sequence != self.initial {
                return None;
            }
        } else {
            let fits = flags == Flags::SYN.0 | Flags::ACK.0
                && segment.acknowledgment == self.initial.wrapping_add(1);
            match self.answer {
                (_, 0) if fits => answer = (segment.sequence, frame.number),
                (sequence, _) if fits && sequence == segment.sequence => {}
                _ => return None,
            }
        }
        let lasted = u32::try_from(lasted).ok()?;
        let packets = self.packets.checked_add(1)?;
        (self.lasted, self.packets, self.answer) = (lasted, packets, answer);
        self.last = frame.number;
        Some(())
    }

    /// How many SYNs and answers came again.
    pub(crate) fn again(&self) -> u32 {
        let (_, answered) = self.answer;
        u32::from(self.packets).saturating_sub(1 + u32::from(answered != 0))
    }

    /// When its last frame was seen.
    pub(crate) fn end(&self) -> Time {
        Time(self.start.0.saturating_add(self.lasted.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_small() {
        assert!(size_of::<Option<Knock>>() <= 56);
    }
}
