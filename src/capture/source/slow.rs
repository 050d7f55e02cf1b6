//! Input as it really comes: a little at a time, packed, cut, with lengths that lie.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::capture::source::tests::captures;
use crate::capture::source::{Found, Source, Stop, read};

/// Gives its bytes in pieces of the given sizes, over and over, with a signal between them.
struct Dribble<'b> {
    bytes: &'b [u8],
    sizes: Vec<usize>,
    turn: usize,
}

impl Read for Dribble<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.sizes[self.turn % self.sizes.len()].min(room.len());
        self.bytes.read(&mut room[..size])
    }
}

/// What `input` gives, each thing in words; and how it ended.
fn told<'r>(input: impl Read + Send + 'r) -> (Vec<String>, String) {
    let mut source = Source::new(Box::new(input));
    let mut items = Vec::new();
    loop {
        match source.next() {
            Ok(Some(found)) => items.push(format!("{found:?}")),
            Ok(None) => return (items, "end".to_owned()),
            Err(stop) => {
                assert!(source.next().unwrap().is_none(), "over is over");
                return (items, format!("{stop:?}"));
            }
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// In several parts, with something to skip between them.
fn packed_in_parts(bytes: &[u8]) -> [Vec<u8>; 2] {
    let (front, back) = bytes.split_at(bytes.len() / 3);
    let skipped = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
    [
        [gzip(front), gzip(b""), gzip(back)].concat(),
        [&skipped, &zstd(front)[..], &skipped, &zstd(back)[..]].concat(),
    ]
}

#[test]
fn one_byte_at_a_time_gives_the_same() {
    for (name, bytes) in captures() {
        let slow = Dribble {
            bytes: &bytes,
            sizes: vec![1],
            turn: 0,
        };
        assert_eq!(told(slow), told(&bytes[..]), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn pieces_of_any_size_give_the_same(
        which in 0_usize..64,
        sizes in prop::collection::vec(1_usize..5_000, 1..9),
        end in 0.0..1.2_f64,
    ) {
        let captures = captures();
        let (name, bytes) = &captures[which % captures.len()];
        let [gzip, zstd] = packed_in_parts(bytes);
        for bytes in [bytes, &gzip, &zstd] {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the length")]
            let end = (bytes.len() as f64 * end) as usize;
            let bytes = &bytes[..end.min(bytes.len())];
            let slow = Dribble { bytes, sizes: sizes.clone(), turn: 0 };
            let (slow, quick) = (told(slow), told(bytes));
            // Where a packed stream broke off is told by how far it was read.
            prop_assert_eq!(slow.0, quick.0, "{}", name);
            prop_assert_eq!(&slow.1[..10.min(slow.1.len())], &quick.1[..10.min(quick.1.len())]);
        }
    }
}

#[test]
fn packed_files_give_what_plain_ones_give() {
    for (name, bytes) in captures() {
        let plain = told(&bytes[..]);
        for packed in [gzip(&bytes), zstd(&bytes)]
            .iter()
            .chain(&packed_in_parts(&bytes))
        {
            assert_eq!(told(&packed[..]), plain, "{name}");
        }
    }
}

#[test]
fn a_cut_packed_file_gives_what_stands_before_the_cut() {
    let captures = captures();
    let (_, bytes) = captures
        .iter()
        .find(|(name, _)| name == "tls13.pcap")
        .unwrap();
    let (whole, _) = told(&bytes[..]);
    let mut before = [0, 0];
    let packed = packed_in_parts(bytes);
    for (packed, before) in packed.iter().zip(&mut before) {
        for end in 4..packed.len() {
            let (items, stop) = told(&packed[..end]);
            assert!(whole.starts_with(&items), "{end}");
            assert!(
                items.len() >= *before,
                "{end}: {} items after {before}",
                items.len()
            );
            assert!(stop != "end", "{end}");
            *before = items.len();
        }
        assert!(*before + 1 >= whole.len());
    }
}

#[test]
fn a_changed_byte_of_a_packed_file_never_panics() {
    let captures = captures();
    let (_, bytes) = captures
        .iter()
        .find(|(name, _)| name == "tls13.pcap")
        .unwrap();
    for mut packed in packed_in_parts(bytes) {
        for at in 0..packed.len() {
            for mask in [0x01, 0x80, 0xff] {
                packed[at] ^= mask;
                let _ = told(&packed[..]);
                packed[at] ^= mask;
            }
        }
    }
}

/// Gives its bytes, then fails as a pipe that has nothing yet.
struct NotYet<'b>(&'b [u8]);

impl Read for NotYet<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self.0.read(room)? {
            0 => Err(io::ErrorKind::WouldBlock.into()),
            read => Ok(read),
        }
    }
}

#[test]
fn a_packet_is_given_as_soon_as_it_has_arrived() {
    for (name, bytes) in captures() {
        let (items, end) = told(&bytes[..]);
        if end == "end" {
            let (early, stop) = told(NotYet(&bytes));
            assert_eq!(items, early, "{name}");
            assert!(stop.starts_with("Unreadable"), "{name}: {stop}");
        }
    }
}

/// A little-endian block.
fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 12).unwrap().to_le_bytes();
    [&kind.to_le_bytes(), &length, body, &length].concat()
}

/// A section header and an Ethernet interface.
fn opening() -> Vec<u8> {
    let mut header = vec![0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0];
    header.extend([0xff; 8]);
    [
        block(0x0a0d_0d0a, &header),
        block(1, &[1, 0, 0, 0, 0, 0, 0, 0]),
    ]
    .concat()
}

fn packet(length: usize) -> Vec<u8> {
    let size = u32::try_from(length).unwrap().to_le_bytes();
    let bytes = vec![7; length.next_multiple_of(4)];
    block(6, &[&[0; 12][..], &size, &size, &bytes].concat())
}

#[test]
fn memory_follows_what_arrived_and_not_what_is_claimed() {
    let claims = [6_u32, 10, 1, 2, 3, 0x0bad].map(|kind| {
        let mut file = opening();
        file.extend(kind.to_le_bytes());
        file.extend([0xf0, 0xff, 0xff, 0xff]);
        file.extend([0; 40]);
        file
    });
    for file in claims {
        let mut source = Source::new(Box::new(&file[..]));
        assert!(matches!(source.next(), Err(Stop::Damaged { .. })));
        assert!(source.window.held() <= 256 << 10);
    }
}

#[test]
fn long_blocks_are_held_while_needed_or_passed_over() {
    let mut file = opening();
    file.extend(block(0x0bad, &vec![1; 3 << 20]));
    let custom = file.len();
    for length in [3 << 20, 60, 600_000, 60] {
        file.extend(packet(length));
    }
    file.extend(block(0x4000_0bad, &vec![1; 300_000]));
    file.extend(packet(61));
    let mut source = Source::new(Box::new(&file[..]));
    let mut seen = Vec::new();
    while let Some(found) = source.next().unwrap() {
        let Found::Packet(packet) = found else {
            panic!("no secrets here")
        };
        seen.push((packet.number, packet.bytes.len()));
    }
    assert_eq!(
        seen,
        [(1, 3 << 20), (2, 60), (3, 600_000), (4, 60), (5, 61)]
    );
    assert_eq!(source.window.held(), 256 << 10);
    let stop = read(&file[..custom - 5]).broken.unwrap();
    assert_eq!(
        stop.to_string(),
        "block at byte 48 needs 3145740 bytes, 3145735 left"
    );
    let stop = read(&file[..custom - 1]).broken.unwrap();
    assert_eq!(
        stop.to_string(),
        "block at byte 48 needs 3145740 bytes, 3145739 left"
    );
}
