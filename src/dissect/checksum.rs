//! Making a checksum right again after a frame was changed on its way: what any host on the path can do.

use crate::base::reader::Reader;
use crate::capture::packet::LinkType;
use crate::dissect::inside::Carries;
use crate::dissect::link;

/// Makes the TCP checksum of an Ethernet frame right again, over IPv4 or IPv6. What is not a whole TCP segment, and all
/// else in the frame, stays as it is.
pub fn rewrite(frame: &mut [u8]) {
    let Some((at, sum)) = wanted(frame) else {
        return;
    };
    if let Some(place) = frame.get_mut(at..at + 2) {
        place.copy_from_slice(&sum.to_be_bytes());
    }
}

/// The same, and before it the checksum of the IPv4 header, which TCP's does not cover.
pub fn rewrite_all(frame: &mut [u8]) {
    /// Of the checksum in the frame: an Ethernet header without tags, then the IPv4 header's tenth byte.
    const AT: usize = 14 + 10;
    let sum = link::frame(&mut Reader::quiet(frame), LinkType::ETHERNET)
        .ok()
        .and_then(|frame| frame.ip()?.checksum()?.computed);
    if let (Some(sum), Some(place)) = (sum, frame.get_mut(AT..AT + 2)) {
        place.copy_from_slice(&sum.to_be_bytes());
    }
    rewrite(frame);
}

/// Where the TCP checksum stands in `frame`, and what it should be.
fn wanted(frame: &[u8]) -> Option<(usize, u16)> {
    let frame = link::frame(&mut Reader::quiet(frame), LinkType::ETHERNET).ok()?;
    let Carries::Tcp(segment) = &frame.ip()?.carries else {
        return None;
    };
    Some((
        segment.payload_at.checked_sub(segment.header)? + 16,
        segment.checksum().computed?,
    ))
}
