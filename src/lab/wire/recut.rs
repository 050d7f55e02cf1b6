//! A recorded TCP stream cut anew: segments of other sizes, counted from another number.
//!
//! Headers stay those of a frame that was sent; lengths, numbers and checksums are made to fit.

use std::ops::Range;

use crate::base::reader::Reader;
use crate::capture::packet::Packet;
use crate::dissect::checksum;
use crate::dissect::inside::Carries;
use crate::dissect::link;

/// Where the IPv4 header has its total length: after an Ethernet header without tags.
const LENGTH: Range<usize> = 16..18;
/// Bytes of an Ethernet header without tags.
const ETHERNET: usize = 14;

/// A segment like that of `template`, an Ethernet frame with IPv4 and TCP, which begins `ahead` bytes further on in the stream and
/// carries `payload`. None if `template` is no such frame.
pub fn segment(template: &Packet, ahead: i32, payload: &[u8]) -> Option<Packet> {
    let place = Place::of(template)?;
    let mut bytes = template.bytes.get(..place.payload)?.to_vec();
    bytes.extend(payload);
    let length = u16::try_from(bytes.len().checked_sub(ETHERNET)?).ok()?;
    bytes
        .get_mut(LENGTH)?
        .copy_from_slice(&length.to_be_bytes());
    count_on(&mut bytes, place.tcp + 4, ahead.cast_unsigned())?;
    checksum::rewrite_all(&mut bytes);
    Some(Packet {
        original: u32::try_from(bytes.len()).ok()?,
        bytes,
        ..template.clone()
    })
}

/// Counts what the host behind port `from` sends from a number that is `more` higher, and what the other acknowledges with it.
pub fn renumber(packets: &mut [Packet], from: u16, more: u32) {
    for packet in packets {
        let Some(place) = Place::of(packet) else {
            continue;
        };
        let at = match place.source == from {
            true => Some(place.tcp + 4),
            // Without ACK the field means nothing.
            false => place.acknowledges.then_some(place.tcp + 8),
        };
        if let Some(at) = at {
            count_on(&mut packet.bytes, at, more);
            checksum::rewrite_all(&mut packet.bytes);
        }
    }
}

fn count_on(bytes: &mut [u8], at: usize, more: u32) -> Option<()> {
    let field = bytes.get_mut(at..at + 4)?;
    let number = u32::from_be_bytes(<[u8; 4]>::try_from(&*field).ok()?);
    field.copy_from_slice(&number.wrapping_add(more).to_be_bytes());
    Some(())
}

/// Where TCP stands in a frame.
struct Place {
    source: u16,
    acknowledges: bool,
    tcp: usize,
    payload: usize,
}

impl Place {
    fn of(packet: &Packet) -> Option<Self> {
        let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
        let Carries::Tcp(segment) = &frame.ip()?.carries else {
            return None;
        };
        Some(Self {
            source: segment.source,
            acknowledges: segment.flags.has(crate::dissect::tcp::Flags::ACK),
            tcp: segment.payload_at.checked_sub(segment.header)?,
            payload: segment.payload_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::knobs::Knobs;
    use crate::lab::run::{EPOCH, on_virtual};
    use crate::lab::scenarios::list::SCENARIOS;

    #[test]
    fn cut_and_counted_anew_the_checksums_are_right() {
        let knobs = Knobs {
            seed: Some(1),
            ..Knobs::default()
        };
        let mut packets = on_virtual(SCENARIOS[0], &knobs, EPOCH).unwrap().packets;
        let before = packets.clone();
        renumber(&mut packets, 443, 0xffff_fff0);
        assert_ne!(before, packets);
        let last = packets.last().unwrap().clone();
        packets.push(segment(&last, 17, b"seventeen further on").unwrap());
        for packet in &packets {
            let mut right = packet.bytes.clone();
            checksum::rewrite_all(&mut right);
            assert_eq!(right, packet.bytes);
        }
        renumber(&mut packets, 443, 0x10);
        assert_eq!(before, packets[..before.len()]);
    }
}
