//! What stands in a capture file, item by item, whatever its container.
//!
//! The containers are read over a slice and say how far they came, so that the same code can serve a window that moves
//! over a file too large for memory.

use crate::base::reader::{Fault, Malformed};
use crate::capture::blocks::Section;
use crate::capture::item::{Item, Step};
use crate::capture::packet::Packet;
use crate::capture::pcap::File;

/// All that a capture file gives.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Every frame before the damage, if there is damage; numbered from 1 over all sections.
    pub packets: Vec<Packet>,
    /// Key log lines that stood in the file, in its order.
    pub secrets: String,
    /// What is wrong with the file, and at which of its bytes.
    pub broken: Option<Malformed>,
}

/// Reads a whole pcap or pcapng file.
///
/// ```
/// use tlslab::base::time::Time;
/// use tlslab::capture::packet::Packet;
/// use tlslab::capture::pcapng::{Capture, write};
/// use tlslab::capture::source::read;
///
/// let frames = [Packet::ethernet(1, Time::seconds(1_700_000_000), vec![0; 60])];
/// let mut file = Vec::new();
/// write(&Capture { packets: &frames, ..Capture::default() }, &mut file)?;
/// assert_eq!(read(&file).packets, frames);
///
/// let damaged = read(&file[..file.len() - 1]).broken;
/// assert_eq!(damaged.unwrap().to_string(), "block at byte 80 needs 92 bytes, 91 left");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    for item in items(bytes) {
        match item {
            Ok(Item::Packet(packet)) => reading.packets.push(packet),
            Ok(Item::Secrets(lines)) => reading.secrets.push_str(&lines),
            Err(broken) => reading.broken = Some(broken),
        }
    }
    reading
}

/// The items of a pcap or pcapng file in order. After an error there are no more.
pub fn items(bytes: &[u8]) -> Items<'_> {
    Items {
        bytes,
        at: 0,
        frames: 0,
        container: Container::Unknown,
    }
}

/// The items of a capture file; made by [`items`].
#[derive(Debug)]
pub struct Items<'b> {
    bytes: &'b [u8],
    at: usize,
    frames: u32,
    container: Container,
}

/// What has been learned of the file.
#[derive(Debug)]
enum Container {
    Unknown,
    Pcap(File),
    Pcapng(Section),
    Ended,
}

impl Items<'_> {
    fn step(&mut self) -> Result<Option<Step>, Malformed> {
        let left = self.bytes.get(self.at..).unwrap_or_default();
        let number = self.frames.saturating_add(1);
        match &mut self.container {
            Container::Unknown => {
                let (container, used) = open(left)?;
                self.container = container;
                Ok(Some((None, used)))
            }
            Container::Ended => Ok(None),
            _ if left.is_empty() => Ok(None),
            Container::Pcap(file) => file.next(left, number).map(Some),
            Container::Pcapng(section) => section.next(left, number).map(Some),
        }
    }
}

impl Iterator for Items<'_> {
    type Item = Result<Item, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step() {
                Ok(None) => {
                    self.container = Container::Ended;
                    return None;
                }
                Ok(Some((item, used))) => {
                    self.at = self.at.saturating_add(used);
                    if let Some(Item::Packet(packet)) = &item {
                        self.frames = packet.number;
                    }
                    if let Some(item) = item {
                        return Some(Ok(item));
                    }
                }
                Err(broken) => {
                    self.container = Container::Ended;
                    return Some(Err(Malformed {
                        at: broken.at.saturating_add(self.at),
                        ..broken
                    }));
                }
            }
        }
    }
}

/// Tells the container by its first bytes.
fn open(bytes: &[u8]) -> Result<(Container, usize), Malformed> {
    let Some(magic) = bytes.first_chunk() else {
        return Err(Malformed {
            field: "magic number",
            at: 0,
            fault: Fault::Short {
                need: 4,
                have: bytes.len(),
            },
        });
    };
    if u32::from_be_bytes(*magic) == Section::MAGIC {
        return Ok((Container::Pcapng(Section::default()), 0));
    }
    let (file, used) = File::open(bytes)?;
    Ok((Container::Pcap(file), used))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::time::Time;

    /// Every capture in the test data, with its name.
    fn captures() -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
        let files = std::fs::read_dir(folder).unwrap();
        let mut captures: Vec<_> = files
            .map(|file| file.unwrap().path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|end| end == "pcap" || end == "pcapng")
            })
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read(path).unwrap())
            })
            .collect();
        captures.sort();
        captures
    }

    fn capture(name: &str) -> Reading {
        let captures = captures();
        let (_, bytes) = captures.iter().find(|(file, _)| file == name).unwrap();
        read(bytes)
    }

    #[test]
    fn a_cut_file_gives_what_stands_before_the_cut() {
        for (name, bytes) in captures() {
            let whole = read(&bytes);
            let ends = ends(&bytes);
            for end in 0..bytes.len() {
                let cut = read(&bytes[..end]);
                assert!(whole.packets.starts_with(&cut.packets), "{name} at {end}");
                let noticed = cut.broken.is_some();
                assert_eq!(noticed, !ends.contains(&end), "{name} cut at {end}");
            }
        }
    }

    /// Where a packet or block ends.
    fn ends(bytes: &[u8]) -> Vec<usize> {
        let mut items = items(bytes);
        let mut ends = Vec::new();
        while let Ok(Some((_, used))) = items.step() {
            items.at += used;
            ends.push(items.at);
        }
        ends.retain(|end| *end > 0);
        ends
    }

    #[test]
    fn a_changed_byte_never_panics() {
        for (_, bytes) in captures() {
            let mut bytes = bytes;
            for at in 0..bytes.len() {
                for mask in [0x01, 0x80, 0xff] {
                    bytes[at] ^= mask;
                    read(&bytes);
                    bytes[at] ^= mask;
                }
            }
        }
    }

    #[test]
    fn byte_order_and_resolution_change_nothing() {
        let [micro, nano, big] = [
            "tls13-big-endian.pcap",
            "tls13-nanosecond.pcap",
            "tls13-big-endian-nanosecond-dsb.pcapng",
        ]
        .map(capture);
        assert_eq!(micro.packets.len(), 22);
        let close = |a: Time, b: Time| a.0.abs_diff(b.0) < 1_000;
        for (n, packet) in micro.packets.iter().enumerate() {
            assert_eq!(packet.number as usize, n + 1);
            for other in [&nano.packets[n], &big.packets[n]] {
                assert_eq!(other.bytes, packet.bytes);
                assert!(close(other.time, packet.time));
            }
        }
        assert!(big.secrets.contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET "));
        assert!(big.broken.is_none());
    }

    #[test]
    fn a_snap_length_keeps_the_length_on_the_wire() {
        let packets = capture("tls12-snaplen-128.pcap").packets;
        assert!(packets.iter().all(|packet| packet.bytes.len() <= 128));
        assert!(packets.iter().any(|packet| packet.original > 128));
    }

    #[test]
    fn damage_is_placed_in_the_file() {
        let cut = capture("tls10-last-packet-cut.pcap");
        let broken = cut.broken.unwrap();
        assert!(!cut.packets.is_empty());
        assert_eq!(broken.field, "packet");
        let Fault::Short { need, have } = broken.fault else {
            panic!("{broken}")
        };
        assert_eq!(need - have, 20);
    }

    #[test]
    fn what_is_no_capture_says_so() {
        let broken = |bytes: &[u8]| read(bytes).broken.unwrap().to_string();
        assert_eq!(
            broken(b"SSH-2.0-OpenSSH_9.2\r\n\r\nxx"),
            "magic number at byte 0 is 1397966893, not that of pcap or pcapng"
        );
        assert_eq!(broken(b""), "magic number at byte 0 needs 4 bytes, 0 left");
    }
}
