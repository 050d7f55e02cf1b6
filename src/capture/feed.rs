//! The bytes of a capture file, unpacked where they are packed.

use std::fmt;
use std::io;
use std::io::{BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::capture::zstd::{Frames, Unpacked};

/// How a file is packed. The last three are known by name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// RFC 1952, one member or several.
    Gzip,
    /// RFC 8878, one frame or several.
    Zstd,
    /// Not unpacked here.
    Bzip2,
    /// Not unpacked here.
    Lz4,
    /// Not unpacked here.
    Xz,
}

impl Packing {
    /// What a file that begins so is packed with, if with anything.
    pub fn of(first: [u8; 4]) -> Option<Self> {
        match first {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Some(Self::Zstd),
            [b'B', b'Z', b'h', _] => Some(Self::Bzip2),
            [0x04, 0x22, 0x4d, 0x18] => Some(Self::Lz4),
            [0xfd, b'7', b'z', b'X'] => Some(Self::Xz),
            _ => None,
        }
    }

    /// Its name, which is that of the program too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Lz4 => "lz4",
            Self::Xz => "xz",
        }
    }
}

/// What is wrong with a packed file.
#[derive(Debug)]
pub enum Unpacking {
    /// It ends before its own end mark: it was cut, or is still being written.
    Early,
    /// Its bytes are not what the packing allows, as the decoder says in English.
    Broken(String),
    /// This program does not unpack it.
    Foreign,
}

/// Why the feed gives no more.
#[derive(Debug)]
pub(crate) enum Trouble {
    Unreadable(io::Error),
    Packed(Packing, Unpacking),
}

/// Where the bytes of the window come from.
pub(crate) enum Feed<'r> {
    Plain(Tap<'r>),
    Gzip(Box<MultiGzDecoder<BufReader<Tap<'r>>>>),
    Zstd(Box<Frames<Tap<'r>>>),
    /// There is nothing more.
    Dry(u64),
}

impl<'r> Feed<'r> {
    pub(crate) fn new(input: Box<dyn Read + Send + 'r>) -> Self {
        Self::Plain(Tap {
            front: Vec::new(),
            given: 0,
            input,
            taken: 0,
        })
    }

    /// Fills the beginning of `room`; 0: the end.
    pub(crate) fn read(&mut self, room: &mut [u8]) -> Result<usize, Trouble> {
        match self {
            Self::Plain(tap) => tap.read(room).map_err(Trouble::Unreadable),
            Self::Gzip(decoder) => decoder.read(room).map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => Trouble::Packed(Packing::Gzip, Unpacking::Early),
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                    let says = error.to_string();
                    Trouble::Packed(Packing::Gzip, Unpacking::Broken(says))
                }
                _ => Trouble::Unreadable(error),
            }),
            Self::Zstd(frames) => frames.read(room).map_err(|error| match error {
                Unpacked::Unreadable(error) => Trouble::Unreadable(error),
                Unpacked::Early => Trouble::Packed(Packing::Zstd, Unpacking::Early),
                Unpacked::Broken(says) => Trouble::Packed(Packing::Zstd, Unpacking::Broken(says)),
            }),
            Self::Dry(_) => Ok(0),
        }
    }

    /// From here on, unpacks: what was read is given back as `front`.
    pub(crate) fn unpack(&mut self, packing: Packing, front: Vec<u8>) -> Result<(), Trouble> {
        let plain = std::mem::replace(self, Self::Dry(self.taken()));
        let Self::Plain(mut tap) = plain else {
            *self = plain;
            return Ok(());
        };
        tap.front = front;
        *self = match packing {
            Packing::Gzip => Self::Gzip(Box::new(MultiGzDecoder::new(BufReader::with_capacity(
                PACKED, tap,
            )))),
            Packing::Zstd => Self::Zstd(Box::new(Frames::new(tap))),
            Packing::Bzip2 | Packing::Lz4 | Packing::Xz => {
                return Err(Trouble::Packed(packing, Unpacking::Foreign));
            }
        };
        Ok(())
    }

    /// Bytes taken from the input.
    pub(crate) fn taken(&self) -> u64 {
        match self {
            Self::Plain(tap) => tap.taken,
            Self::Gzip(decoder) => decoder.get_ref().get_ref().taken,
            Self::Zstd(frames) => frames.input().taken,
            Self::Dry(taken) => *taken,
        }
    }
}

/// The input, which counts, tries again when a signal came between, and takes back what was read to look at it.
pub(crate) struct Tap<'r> {
    front: Vec<u8>,
    given: usize,
    input: Box<dyn Read + Send + 'r>,
    taken: u64,
}

impl Read for Tap<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut back = self.front.get(self.given..).unwrap_or_default();
        if !back.is_empty() {
            let read = back.read(room)?;
            self.given += read;
            return Ok(read);
        }
        loop {
            match self.input.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.taken += u64::try_from(read).unwrap_or_default();
                    return Ok(read.min(room.len()));
                }
            }
        }
    }
}

impl fmt::Debug for Feed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Plain(_) => "plain",
            Self::Gzip(_) => "gzip",
            Self::Zstd(_) => "zstd",
            Self::Dry(_) => "dry",
        };
        write!(f, "Feed({name}, {} taken)", self.taken())
    }
}

/// Packed bytes read at a time.
const PACKED: usize = 64 << 10;
