//! Zstandard, frame by frame and block by block (RFC 8878), so that a file cut in the middle gives all that stood before.
//!
//! A decoder keeps the last bytes it made back, as later blocks may copy from them: up to the frame's window, 2 MiB as
//! `zstd` writes by itself. Where the file breaks off they would be lost; so blocks are handed to the decoder whole, and in
//! place of the first that is not there comes an empty last one, which makes it give up everything.

use std::io;
use std::io::Read;

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::capture::sequences::Sequences;

/// The frames of a file.
pub(crate) struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    state: State,
    /// What its blocks are measured with.
    sequences: Sequences,
    /// The header or block being gathered.
    part: Vec<u8>,
}

enum State {
    /// A frame may begin here, or the file end.
    Between,
    /// In a frame.
    Inside { checksum: Checksum },
    /// The frame's last block was read; what the decoder holds is to be given out.
    Finished { checksum: Checksum },
    /// No more can be read; what the decoder holds is to be given out before saying why.
    Failed(Option<Unpacked>),
}

/// Whether four bytes of checksum follow the frame's last block (§3.1.1).
#[derive(Clone, Copy)]
enum Checksum {
    Follows,
    None,
}

/// Why there is no more.
#[derive(Debug)]
pub(crate) enum Unpacked {
    Unreadable(io::Error),
    Early,
    Broken(String),
}

impl<R: Read> Frames<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            decoder: FrameDecoder::new(),
            state: State::Between,
            sequences: Sequences::default(),
            part: Vec::new(),
        }
    }

    /// Where the packed bytes come from.
    pub(crate) fn input(&self) -> &R {
        &self.input
    }

    /// Fills the beginning of `room`; 0: the end.
    pub(crate) fn read(&mut self, room: &mut [u8]) -> Result<usize, Unpacked> {
        loop {
            if !matches!(self.state, State::Between) {
                let read = self.decoder.read(room).map_err(Unpacked::Unreadable)?;
                if read > 0 {
                    return Ok(read);
                }
            }
            let next = match &mut self.state {
                State::Between => self.header(),
                State::Inside { checksum } => {
                    let checksum = *checksum;
                    self.block(checksum)
                }
                State::Finished { checksum } => {
                    let checksum = *checksum;
                    self.end(checksum).map(Some)
                }
                State::Failed(why) => return why.take().map_or(Ok(0), Err),
            };
            match next {
                Ok(Some(state)) => self.state = state,
                Ok(None) => return Ok(0),
                Err(why) => self.fail(why),
            }
        }
    }

    /// Lets the decoder give up what it holds, if it is in a frame.
    fn fail(&mut self, why: Unpacked) {
        if let State::Inside { checksum } = self.state {
            let last = match checksum {
                Checksum::Follows => &[1, 0, 0, 0, 0, 0, 0][..],
                Checksum::None => &[1, 0, 0],
            };
            // If even that is refused, what the decoder holds is lost; the reason stays the first one.
            let _ = self.decoder.decode_blocks(last, ONE);
        }
        self.state = State::Failed(Some(why));
    }

    /// A frame's header (§3.1.1.1), or a whole skippable frame (§3.1.2). None: the file ends, as it may here.
    fn header(&mut self) -> Result<Option<State>, Unpacked> {
        self.part.clear();
        if !self.gather_or_end(4)? {
            return Ok(None);
        }
        self.gather(5)?;
        if let [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] = *self.part {
            self.gather(8)?;
            let length = self.part.get(4..).and_then(|four| four.first_chunk());
            self.skip(u32::from_le_bytes(*length.unwrap_or(&[0; 4])))?;
            return Ok(Some(State::Between));
        }
        let descriptor = self.part.get(4).copied().unwrap_or_default();
        let single = descriptor >> 5 & 1;
        let dictionary = 1 << (descriptor & 3) >> 1;
        let size = match descriptor >> 6 {
            0 => usize::from(single),
            log => 1 << log,
        };
        self.gather(5 + usize::from(1 - single) + dictionary + size)?;
        self.decoder
            .reset(self.part.as_slice())
            .map_err(|error| refused(&error))?;
        self.sequences = Sequences::default();
        let checksum = match descriptor & 4 {
            0 => Checksum::None,
            _ => Checksum::Follows,
        };
        Ok(Some(State::Inside { checksum }))
    }

    /// A block (§3.1.1.2): three bytes of header, and what they announce.
    fn block(&mut self, checksum: Checksum) -> Result<Option<State>, Unpacked> {
        self.part.clear();
        self.gather(3)?;
        let [a, b, c] = *self.part.first_chunk().unwrap_or(&[0; 3]);
        let header = u32::from_le_bytes([a, b, c, 0]);
        let (last, kind, size) = (header & 1, header >> 1 & 3, header >> 3);
        let size = match kind {
            RUN_LENGTH => 1,
            _ => usize::try_from(size).unwrap_or(usize::MAX),
        };
        if size > LARGEST_BLOCK {
            return Err(Unpacked::Broken(format!("block of {size} bytes")));
        }
        self.gather(3 + size)?;
        if kind == COMPRESSED {
            let content = self.part.get(3..).unwrap_or_default();
            match self.sequences.measure(content) {
                Some(becomes) if becomes <= LARGEST_BLOCK as u64 => {}
                Some(becomes) => {
                    let says = format!("a block that becomes {becomes} bytes, more than 131072");
                    return Err(Unpacked::Broken(says));
                }
                None => return Err(Unpacked::Broken("sequences of a block".to_owned())),
            }
        }
        if last == 1 && matches!(checksum, Checksum::Follows) {
            // The decoder reads the checksum with the last block; the block is worth more than the checksum.
            let rest = self.gather(7 + size);
            self.part.resize(7 + size, 0);
            self.decode()?;
            return match rest {
                Ok(()) => Ok(Some(State::Finished { checksum })),
                Err(why) => Ok(Some(State::Failed(Some(why)))),
            };
        }
        self.decode()?;
        Ok(Some(match last {
            1 => State::Finished { checksum },
            _ => State::Inside { checksum },
        }))
    }

    fn decode(&mut self) -> Result<(), Unpacked> {
        let decoded = self.decoder.decode_blocks(self.part.as_slice(), ONE);
        decoded.map(|_| ()).map_err(|error| refused(&error))
    }

    /// The frame has been given out: its checksum is compared.
    fn end(&mut self, checksum: Checksum) -> Result<State, Unpacked> {
        let said = self.decoder.get_checksum_from_data();
        let is = self.decoder.get_calculated_checksum();
        match checksum {
            Checksum::Follows if said != is => {
                let why = Unpacked::Broken("checksum of a frame does not match".to_owned());
                Ok(State::Failed(Some(why)))
            }
            Checksum::Follows | Checksum::None => Ok(State::Between),
        }
    }

    /// Gathers until the part has `length` bytes.
    fn gather(&mut self, length: usize) -> Result<(), Unpacked> {
        match self.gather_or_end(length)? {
            true => Ok(()),
            false => Err(Unpacked::Early),
        }
    }

    /// The same; false: the input ended before the first byte of the part.
    fn gather_or_end(&mut self, length: usize) -> Result<bool, Unpacked> {
        let have = self.part.len();
        let missing = u64::try_from(length.saturating_sub(have)).unwrap_or(u64::MAX);
        let mut input = self.input.by_ref().take(missing);
        let read = input.read_to_end(&mut self.part);
        read.map_err(Unpacked::Unreadable)?;
        match self.part.len() {
            0 => Ok(false),
            got if got < length => Err(Unpacked::Early),
            _ => Ok(true),
        }
    }

    fn skip(&mut self, length: u32) -> Result<(), Unpacked> {
        let mut input = self.input.by_ref().take(length.into());
        let skipped = io::copy(&mut input, &mut io::sink()).map_err(Unpacked::Unreadable)?;
        match skipped < length.into() {
            true => Err(Unpacked::Early),
            false => Ok(()),
        }
    }
}

/// What the decoder says, without what stands around it.
fn refused(error: &FrameDecoderError) -> Unpacked {
    Unpacked::Broken(match error {
        FrameDecoderError::WindowSizeTooBig { requested } => {
            format!("a window of {requested} bytes is more than the 104857600 kept here")
        }
        FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(found)) => {
            format!("{found:08x} where a frame should begin")
        }
        other => other.to_string(),
    })
}

const ONE: BlockDecodingStrategy = BlockDecodingStrategy::UptoBlocks(1);
/// Block type of one byte that is repeated.
const RUN_LENGTH: u32 = 1;
/// Block type of sequences, whose length is not told.
const COMPRESSED: u32 = 2;
/// Block_Maximum_Size.
const LARGEST_BLOCK: usize = 128 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack(packed: &[u8]) -> (u64, Option<Unpacked>) {
        let mut frames = Frames::new(packed);
        let (mut all, mut room) = (0, vec![0; 1 << 16]);
        loop {
            match frames.read(&mut room) {
                Ok(0) => return (all, None),
                Ok(read) => all += read as u64,
                Err(why) => return (all, Some(why)),
            }
        }
    }

    /// One block of `count` sequences, each of which copies 131074 bytes.
    fn bomb(count: u16) -> Vec<u8> {
        let mut block = vec![1 << 3, 7, 255];
        block.extend((count - 0x7f00).to_le_bytes());
        // One symbol each: a literal, the offset before last, the longest copy.
        block.extend([0x54, 0, 0, 52]);
        block.resize(block.len() + usize::from(count) * 2, 0xff);
        block.push(1);
        let header = u32::try_from(block.len()).unwrap() << 3 | COMPRESSED << 1 | 1;
        let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0x70];
        packed.extend(&header.to_le_bytes()[..3]);
        packed.extend(block);
        packed
    }

    #[test]
    fn a_bomb_is_not_decoded() {
        let (all, why) = unpack(&bomb(0x7f00));
        assert_eq!(all, 0);
        let Some(Unpacked::Broken(says)) = why else {
            panic!("decoded")
        };
        assert_eq!(
            says,
            "a block that becomes 4261477889 bytes, more than 131072"
        );
    }
}
