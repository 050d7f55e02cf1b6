//! Frames as they left their sender, whatever the wire did to them then.

use std::net::IpAddr;

use crate::base::reader::Reader;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::dissect::tcp::{Flags, Segment};
use crate::story::evidence::{Done, Evidence};

/// Who speaks to whom: address and port of the sender, then of the other.
pub(crate) type Ends = [(IpAddr, u16); 2];

/// What `read` makes of the segment in frame `number` as it was sent.
pub(crate) fn segment<T>(
    evidence: &Evidence,
    number: u32,
    read: impl FnOnce(Ends, &Segment<'_>) -> Option<T>,
) -> Option<T> {
    let mut packets = evidence.packets.iter();
    let packet = packets.find(|packet| packet.number == number)?;
    let bytes = match evidence.done.get(&number) {
        Some(Done::Changed { sent, .. } | Done::Damaged { sent, .. }) => sent,
        _ => &packet.bytes,
    };
    let frame = link::frame(&mut Reader::quiet(bytes), packet.link).ok()?;
    let ip = frame.ip()?.innermost();
    let Carries::Tcp(segment) = &ip.carries else {
        return None;
    };
    let ends = [
        (ip.source, segment.source),
        (ip.destination, segment.destination),
    ];
    read(ends, segment)
}

/// Whether frame `number`, damaged though it is, was taken all the same: its bytes are acknowledged and were never sent again. So it goes
/// with an address that the receiver's card does not look at closely.
pub(crate) fn was_taken(evidence: &Evidence, number: u32) -> bool {
    let this = segment(evidence, number, |ends, segment| {
        let length = numbered(segment);
        (length > 0).then(|| {
            (
                ends,
                segment.sequence,
                segment.sequence.wrapping_add(length),
            )
        })
    });
    let Some(([from, to], start, end)) = this else {
        return false;
    };
    let before = |a: u32, b: u32| a.wrapping_sub(b).cast_signed() < 0;
    let later = evidence
        .packets
        .iter()
        .filter(|packet| packet.number > number);
    let mut answers = later.filter_map(|packet| {
        segment(evidence, packet.number, |ends, segment| {
            if ends == [from, to] {
                let again = !before(start, segment.sequence) && numbered(segment) > 0;
                return again.then_some(false);
            }
            let acknowledged =
                segment.flags.has(Flags::ACK) && !before(segment.acknowledgment, end);
            (ends == [to, from] && acknowledged).then_some(true)
        })
    });
    answers.next().unwrap_or(false)
}

/// How many numbers a segment takes up: its bytes, its SYN, its FIN.
fn numbered(segment: &Segment<'_>) -> u32 {
    let alone = [Flags::SYN, Flags::FIN]
        .iter()
        .filter(|flag| segment.flags.has(**flag))
        .count();
    u32::try_from(segment.length + alone).unwrap_or_default()
}
