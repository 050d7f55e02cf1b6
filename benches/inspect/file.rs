//! Writing a capture: pcap, or pcapng with one interface; microseconds, Ethernet.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// How a capture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Pcap,
    Pcapng,
}

/// A capture being written.
pub(crate) struct Capture {
    file: BufWriter<File>,
    format: Format,
    /// Bytes so far.
    pub(crate) size: u64,
    /// Microseconds since 1970.
    now: u64,
}

impl Capture {
    pub(crate) fn create(path: &Path, format: Format) -> Self {
        let file = File::create(path).expect("the folder takes files");
        let mut capture = Self {
            file: BufWriter::with_capacity(1 << 18, file),
            format,
            size: 0,
            now: 1_767_225_600_000_000,
        };
        match format {
            Format::Pcap => capture.words(&[0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1]),
            Format::Pcapng => {
                let any = u32::MAX;
                capture.words(&[0x0a0d_0d0a, 28, 0x1a2b_3c4d, 1, any, any, 28]);
                capture.words(&[1, 20, 1, 262_144, 20]);
            }
        }
        capture
    }

    /// Writes `frame`, seen `micros` after the one before.
    pub(crate) fn put(&mut self, frame: &[u8], micros: u64) {
        self.now += micros;
        let length = frame.len() as u32;
        match self.format {
            Format::Pcap => {
                let [seconds, rest] = [self.now / 1_000_000, self.now % 1_000_000];
                self.words(&[seconds as u32, rest as u32, length, length]);
                self.bytes(frame);
            }
            Format::Pcapng => {
                let padding = length.wrapping_neg() & 3;
                let whole = 32 + length + padding;
                let [high, low] = [self.now >> 32, self.now];
                self.words(&[6, whole, 0, high as u32, low as u32, length, length]);
                self.bytes(frame);
                self.bytes(&[0; 3][..padding as usize]);
                self.words(&[whole]);
            }
        }
    }

    /// The head of a packet that claims `length` bytes, few of which follow.
    pub(crate) fn boast(&mut self, length: u32) {
        match self.format {
            Format::Pcap => self.words(&[1_767_225_601, 0, length, length]),
            Format::Pcapng => self.words(&[6, length + 32, 0, 0, 0, length, length]),
        }
        self.bytes(&[2; 64]);
    }

    pub(crate) fn close(mut self) {
        self.file.flush().expect("the disk has room");
    }

    fn words(&mut self, words: &[u32]) {
        for word in words {
            self.bytes(&word.to_le_bytes());
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.file.write_all(bytes).expect("the disk has room");
        self.size += bytes.len() as u64;
    }
}
