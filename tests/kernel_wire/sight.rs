//! Frames in a word or two, and whether their checksums are true.

use tlslab::lab::wire::visit::Recording;

/// A frame in a word or two: `ARP`, `ND`, or who sent which flags with how many bytes.
pub(crate) fn lines(recording: &Recording) -> Vec<String> {
    recording
        .packets
        .iter()
        .map(|packet| line(&packet.bytes))
        .collect()
}

pub(crate) fn line(frame: &[u8]) -> String {
    let (tcp, end) = match (frame[12], frame[13]) {
        (8, 6) => return "ARP".into(),
        (8, 0) => (
            34,
            14 + usize::from(frame[16]) * 256 + usize::from(frame[17]),
        ),
        (0x86, 0xdd) if frame[20] == 58 => return "ND".into(),
        (0x86, 0xdd) => (
            54,
            54 + usize::from(frame[18]) * 256 + usize::from(frame[19]),
        ),
        other => return format!("{other:02x?}"),
    };
    let flags: String = ["FIN", "SYN", "RST", "PSH", "ACK"]
        .iter()
        .enumerate()
        .filter(|(bit, _)| *bit != 3 && frame[tcp + 13] >> bit & 1 == 1)
        .map(|(_, name)| format!(" {name}"))
        .collect();
    let from = if frame[11] == 1 { "client" } else { "server" };
    match end - tcp - usize::from(frame[tcp + 12] >> 4) * 4 {
        0 => format!("{from}{flags}"),
        length => format!("{from}{flags} {length}"),
    }
}

/// Whether the TCP checksum is true (RFC 9293 section 3.1).
pub(crate) fn checksum_is_true(frame: &[u8]) -> bool {
    let (addresses, tcp) = match frame[12] {
        8 => (26..34, 34),
        _ => (22..54, 54),
    };
    let sum = |bytes: &[u8]| -> u64 {
        bytes
            .chunks(2)
            .map(|two| u64::from(two[0]) * 256 + two.get(1).map_or(0, |low| u64::from(*low)))
            .sum()
    };
    let total = sum(&frame[addresses]) + sum(&frame[tcp..]) + 6 + (frame.len() - tcp) as u64;
    total.is_multiple_of(0xffff)
}
