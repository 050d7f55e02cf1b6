//! The pcapng file, written: secrets first, so that Wireshark opens what follows; times in nanoseconds; a comment on any
//! packet (draft-ietf-opsawg-pcapng).

use std::borrow::Cow;
use std::io;
use std::io::Write;
use std::time::Duration;

use pcap_file::pcapng::PcapNgWriter;
use pcap_file::pcapng::blocks::RawBlock;
use pcap_file::pcapng::blocks::enhanced_packet::{EnhancedPacketBlock, EnhancedPacketOption};
use pcap_file::pcapng::blocks::interface_description::{
    InterfaceDescriptionBlock, InterfaceDescriptionOption,
};
use pcap_file::pcapng::blocks::section_header::{SectionHeaderBlock, SectionHeaderOption};
use pcap_file::{DataLink, Endianness, PcapError};

use crate::capture::blocks::{SECRETS, TLS_KEY_LOG};
use crate::capture::packet::{LinkType, Packet};

/// What is to be written into one file. Strings that are empty are left out.
#[derive(Clone, Copy, Debug)]
pub struct Capture<'c> {
    /// Name of the interface, as Wireshark shows it.
    pub interface: &'c str,
    /// The frames, in order; their numbers follow from it.
    pub packets: &'c [Packet],
    /// Key log lines, as SSLKEYLOGFILE has them.
    pub secrets: &'c str,
    /// What the capture shows.
    pub comment: &'c str,
    /// The machine it was made on.
    pub hardware: &'c str,
    /// The system it was made on.
    pub os: &'c str,
    /// The program that made it.
    pub application: &'c str,
}

impl Default for Capture<'_> {
    fn default() -> Self {
        Self {
            interface: "",
            packets: &[],
            secrets: "",
            comment: "",
            hardware: "",
            os: "",
            application: concat!("tlslab ", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Writes `capture` as one pcapng section, little-endian, with an interface for each link type in it.
pub fn write(capture: &Capture<'_>, out: &mut dyn Write) -> io::Result<()> {
    let links = links(capture.packets);
    let mut writer = PcapNgWriter::with_section_header(out, section(capture)).map_err(cause)?;
    for link in &links {
        let interface = interface(capture.interface, *link);
        writer.write_pcapng_block(interface).map_err(cause)?;
    }
    if !capture.secrets.is_empty() {
        let block = secrets(capture.secrets)?;
        writer.write_raw_block(&block).map_err(cause)?;
    }
    for packet in capture.packets {
        let place = links.iter().position(|link| *link == packet.link);
        let id = place.and_then(|place| u32::try_from(place).ok());
        let block = frame(packet, id.unwrap_or_default());
        writer.write_pcapng_block(block).map_err(cause)?;
    }
    writer.get_mut().flush()
}

/// The link types of `packets`, each once; Ethernet for none.
fn links(packets: &[Packet]) -> Vec<LinkType> {
    let mut links = Vec::new();
    for packet in packets {
        if !links.contains(&packet.link) {
            links.push(packet.link);
        }
    }
    if links.is_empty() {
        links.push(LinkType::ETHERNET);
    }
    links
}

fn section(capture: &Capture<'_>) -> SectionHeaderBlock<'static> {
    let text = |words: &str| Cow::Owned(fitting(words).to_owned());
    let options = [
        (capture.comment, SectionHeaderOption::Comment as fn(_) -> _),
        (capture.hardware, SectionHeaderOption::Hardware),
        (capture.os, SectionHeaderOption::OS),
        (capture.application, SectionHeaderOption::UserApplication),
    ];
    SectionHeaderBlock {
        endianness: Endianness::Little,
        options: options
            .into_iter()
            .filter(|(words, _)| !words.is_empty())
            .map(|(words, option)| option(text(words)))
            .collect(),
        ..SectionHeaderBlock::default()
    }
}

/// An interface whose tick is a nanosecond: what pcap-file writes is right for no other.
fn interface(name: &str, link: LinkType) -> InterfaceDescriptionBlock<'_> {
    let mut options = vec![InterfaceDescriptionOption::IfTsResol(9)];
    if !name.is_empty() {
        options.push(InterfaceDescriptionOption::IfName(fitting(name).into()));
    }
    InterfaceDescriptionBlock {
        linktype: DataLink::from(u32::from(link.0)),
        snaplen: 0,
        options,
    }
}

/// The Decryption Secrets Block, which pcap-file has no type for.
fn secrets(lines: &str) -> io::Result<RawBlock<'static>> {
    let too_long = |_| io::Error::new(io::ErrorKind::InvalidInput, "secrets exceed a block");
    let length = u32::try_from(lines.len()).map_err(too_long)?;
    let mut body = Vec::new();
    body.extend(TLS_KEY_LOG.to_le_bytes());
    body.extend(length.to_le_bytes());
    body.extend(lines.as_bytes());
    body.resize(body.len().next_multiple_of(4), 0);
    let total = u32::try_from(body.len() + 12).map_err(too_long)?;
    Ok(RawBlock {
        type_: SECRETS,
        initial_len: total,
        body: body.into(),
        trailer_len: total,
    })
}

fn frame(packet: &Packet, interface_id: u32) -> EnhancedPacketBlock<'_> {
    let comments = packet.comments.iter();
    EnhancedPacketBlock {
        interface_id,
        timestamp: Duration::from_nanos(packet.time.0),
        original_len: packet.original,
        data: Cow::Borrowed(&packet.bytes),
        options: comments
            .map(|words| EnhancedPacketOption::Comment(fitting(words).into()))
            .collect(),
    }
}

/// As much of `words` as an option's length of two bytes can say.
fn fitting(words: &str) -> &str {
    let end = words.floor_char_boundary(usize::from(u16::MAX));
    words.get(..end).unwrap_or_default()
}

fn cause(error: PcapError) -> io::Error {
    match error {
        PcapError::IoError(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidInput, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Time;
    use crate::capture::source::read;

    fn packets() -> Vec<Packet> {
        let time = Time(1_700_000_000_123_456_789);
        let mut packets = vec![
            Packet::ethernet(1, time, vec![1; 61]),
            Packet::ethernet(2, time + Duration::from_nanos(1), vec![2; 60]),
            Packet::ethernet(3, time, Vec::new()),
        ];
        packets[0].comments = vec!["first".into(), "둘째 말".into()];
        packets[1].original = 1_500;
        packets[2].link = LinkType::RAW;
        packets
    }

    #[test]
    fn what_is_written_is_read() {
        let packets = packets();
        let capture = Capture {
            interface: "wire",
            packets: &packets,
            secrets: "CLIENT_RANDOM 00 11\n",
            comment: "a test",
            ..Capture::default()
        };
        let mut file = Vec::new();
        write(&capture, &mut file).unwrap();
        let reading = read(&file);
        assert_eq!(reading.packets, packets);
        assert_eq!(reading.secrets, capture.secrets);
        assert_eq!(reading.broken, None);
    }

    #[test]
    fn a_long_comment_is_cut_between_characters() {
        let mut packets = packets();
        packets[0].comments = vec!["가".repeat(30_000)];
        let capture = Capture {
            packets: &packets,
            ..Capture::default()
        };
        let mut file = Vec::new();
        write(&capture, &mut file).unwrap();
        let read = read(&file);
        assert_eq!(read.packets[0].comments, ["가".repeat(21_845)]);
        assert_eq!(read.packets.len(), 3);
    }
}
