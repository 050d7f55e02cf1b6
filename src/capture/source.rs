//! What stands in a capture file, one thing at a time, whatever its container and packing, through a window that slides
//! over it: a file of gigabytes, or one that still grows, takes no more memory than its longest packet.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io;
use std::io::Read;
use std::ops::Range;

use crate::base::reader::{Fault, Malformed};
use crate::base::text::Text;
use crate::capture::blocks::Section;
use crate::capture::feed::{Feed, Packing, Trouble, Unpacking};
use crate::capture::packet::{Captured, Packet};
use crate::capture::pcap;
use crate::capture::step::{Frame, Step};
use crate::capture::window::Window;
use crate::text;

/// A capture file being read: pcap or pcapng, perhaps packed with gzip or zstd, told by its first bytes.
#[derive(Debug)]
pub struct Source<'r> {
    window: Window<'r>,
    container: Container,
    /// Packets handed out.
    packets: u32,
    /// Where the options of the last packet are in what was used for it.
    options: (usize, Range<usize>),
}

/// One thing found in a capture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'s> {
    /// A frame; its bytes are lent until the next thing is asked for.
    Packet(Captured<'s>),
    /// Key log lines, as a pcapng secrets block has them. The last may lack its line end.
    Secrets(Cow<'s, str>),
}

/// Why nothing more can be read, though the file should go on.
#[derive(Debug)]
pub enum Stop {
    /// The bytes are not those of a whole capture file.
    Damaged {
        /// The byte of the (unpacked) file where the fault is.
        at: u64,
        /// Packets read before it.
        packet: u32,
        /// What is wrong there.
        what: Malformed,
    },
    /// The system does not give more bytes.
    Unreadable(io::Error),
    /// The file is packed, and cannot be unpacked further.
    Compression {
        /// What it is packed with.
        packing: Packing,
        /// Bytes read of the packed file.
        at: u64,
        /// Packets read before.
        packet: u32,
        /// What is wrong.
        what: Unpacking,
    },
}

/// What has been learned of the file.
#[derive(Debug)]
enum Container {
    /// Nothing yet; it may be packed.
    Unknown,
    /// Nothing yet of what was packed.
    Inside,
    Pcap(pcap::File),
    Pcapng(Section),
    Ended,
}

/// What is found, as places in the window behind.
enum Placed {
    Packet(Frame),
    Secrets { lines: Range<usize>, used: usize },
}

impl<'r> Source<'r> {
    /// Reads from `input`, as little at a time as it gives.
    ///
    /// ```
    /// use tlslab::capture::source::{Found, Source, Stop};
    ///
    /// let mut file = 0xa1b2_c3d4_u32.to_le_bytes().to_vec();
    /// file.extend([2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]);
    /// file.extend([9, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 60, 0, 0, 0, 0xab, 0xcd]);
    /// file.extend([9, 0, 0, 0]);
    ///
    /// let mut source = Source::new(Box::new(&file[..]));
    /// let Some(Found::Packet(packet)) = source.next()? else { panic!("no packet") };
    /// assert_eq!((packet.bytes, packet.original), (&[0xab, 0xcd][..], 60));
    ///
    /// let stop = source.next().unwrap_err();
    /// assert_eq!(stop.to_string(), "packet header at byte 42 needs 16 bytes, 4 left");
    /// assert!(source.next()?.is_none());
    /// # Ok::<(), Stop>(())
    /// ```
    pub fn new(input: Box<dyn Read + Send + 'r>) -> Self {
        Self {
            window: Window::new(Feed::new(input)),
            container: Container::Unknown,
            packets: 0,
            options: (0, 0..0),
        }
    }

    /// The next thing, as soon as its bytes have arrived. None: the file ends where it may, or was given up before.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator cannot lend the bytes of its own window"
    )]
    pub fn next(&mut self) -> Result<Option<Found<'_>>, Stop> {
        let placed = match self.find() {
            Ok(Some(placed)) => placed,
            Ok(None) => {
                self.container = Container::Ended;
                return Ok(None);
            }
            Err(stop) => {
                self.container = Container::Ended;
                return Err(stop);
            }
        };
        Ok(Some(match placed {
            Placed::Packet(frame) => {
                self.packets = self.packets.saturating_add(1);
                self.options = (frame.used, frame.options);
                let Range { start, end } = frame.bytes;
                Found::Packet(Captured {
                    number: self.packets,
                    time: frame.time,
                    digits: frame.digits,
                    link: frame.link,
                    bytes: self.window.behind(frame.used, start, end),
                    original: frame.original,
                })
            }
            Placed::Secrets { lines, used } => {
                let bytes = self.window.behind(used, lines.start, lines.end);
                Found::Secrets(String::from_utf8_lossy(bytes))
            }
        }))
    }

    /// Comments on the packet last handed out, in the order given.
    pub fn comments(&self) -> Vec<String> {
        let (used, Range { start, end }) = self.options.clone();
        match &self.container {
            Container::Pcapng(section) => section.comments(self.window.behind(used, start, end)),
            Container::Unknown | Container::Inside | Container::Pcap(_) | Container::Ended => {
                Vec::new()
            }
        }
    }

    /// Bytes taken from the input, packed where it is packed: how far a progress bar is.
    pub fn read_so_far(&self) -> u64 {
        self.window.taken()
    }

    fn find(&mut self) -> Result<Option<Placed>, Stop> {
        loop {
            let bytes = self.window.bytes();
            let step = match &mut self.container {
                Container::Ended => return Ok(None),
                Container::Unknown | Container::Inside => self.container.open(bytes),
                Container::Pcap(file) => file.step(bytes),
                Container::Pcapng(section) => section.step(bytes),
            };
            match step.map_err(|what| self.damaged(what))? {
                Step::Need { field, at, need } => {
                    if !self.reach(field, at, need)? {
                        return Ok(None);
                    }
                }
                Step::Used(used) => self.window.advance(used),
                Step::Unpack(packing) => self.unpack(packing)?,
                Step::Pass { length, again } => self.pass(length, again)?,
                Step::Packet(frame) => {
                    self.window.advance(frame.used);
                    return Ok(Some(Placed::Packet(frame)));
                }
                Step::Secrets { lines, used } => {
                    self.window.advance(used);
                    return Ok(Some(Placed::Secrets { lines, used }));
                }
            }
        }
    }

    /// Waits until `need` bytes from `at` on are in the window. False: the file ends, and may end here.
    fn reach(&mut self, field: &'static str, at: usize, need: usize) -> Result<bool, Stop> {
        while self.window.bytes().len() < at.saturating_add(need) {
            if self.more()? > 0 {
                continue;
            }
            let have = self.window.bytes().len();
            let begun = matches!(self.container, Container::Unknown | Container::Inside);
            if have == 0 && !begun {
                return Ok(false);
            }
            let have = have.saturating_sub(at);
            let fault = Fault::Short { need, have };
            return Err(self.damaged(Malformed { field, at, fault }));
        }
        Ok(true)
    }

    /// Passes over a block of any length without holding it.
    fn pass(&mut self, length: usize, again: u32) -> Result<(), Stop> {
        let start = self.window.offset();
        let mut left = length;
        while left > CLOSE {
            let here = self.window.bytes().len().min(left - CLOSE);
            self.window.advance(here);
            left -= here;
            if left > CLOSE && self.more()? == 0 {
                return Err(self.cut(start, length, length - left));
            }
        }
        while self.window.bytes().len() < CLOSE {
            if self.more()? == 0 {
                let have = length - left + self.window.bytes().len();
                return Err(self.cut(start, length, have));
            }
        }
        if let Container::Pcapng(section) = &self.container {
            let closed = section.close(self.window.bytes(), again);
            closed.map_err(|what| self.damaged(what))?;
        }
        self.window.advance(CLOSE);
        Ok(())
    }

    fn cut(&self, start: u64, need: usize, have: usize) -> Stop {
        let what = Malformed {
            field: "block",
            at: 0,
            fault: Fault::Short { need, have },
        };
        damaged(start, self.packets, what)
    }

    fn unpack(&mut self, packing: Packing) -> Result<(), Stop> {
        self.container = Container::Inside;
        let unpacked = self.window.unpack(packing);
        unpacked.map_err(|trouble| self.troubled(trouble))
    }

    fn more(&mut self) -> Result<usize, Stop> {
        let more = self.window.more();
        more.map_err(|trouble| self.troubled(trouble))
    }

    fn damaged(&self, what: Malformed) -> Stop {
        damaged(self.window.offset(), self.packets, what)
    }

    fn troubled(&self, trouble: Trouble) -> Stop {
        match trouble {
            Trouble::Unreadable(error) => Stop::Unreadable(error),
            Trouble::Packed(packing, what) => Stop::Compression {
                packing,
                at: self.window.taken(),
                packet: self.packets,
                what,
            },
        }
    }
}

/// A fault that `what` places from byte `start` of the file.
fn damaged(start: u64, packet: u32, what: Malformed) -> Stop {
    let at = start.saturating_add(u64::try_from(what.at).unwrap_or(u64::MAX));
    let placed = usize::try_from(at).unwrap_or(usize::MAX);
    Stop::Damaged {
        at,
        packet,
        what: Malformed { at: placed, ..what },
    }
}

impl Container {
    /// Tells the container, or the packing, by the first bytes.
    fn open(&mut self, bytes: &[u8]) -> Result<Step, Malformed> {
        let Some(first) = bytes.first_chunk() else {
            return Ok(Step::Need {
                field: "magic number",
                at: 0,
                need: 4,
            });
        };
        if u32::from_be_bytes(*first) == Section::MAGIC {
            *self = Self::Pcapng(Section::default());
            return Ok(Step::Used(0));
        }
        if let (Self::Unknown, Some(packing)) = (&self, Packing::of(*first)) {
            return Ok(Step::Unpack(packing));
        }
        pcap::known(*first)?;
        let Some(header) = bytes.first_chunk() else {
            return Ok(Step::Need {
                field: "file header",
                at: 0,
                need: pcap::File::HEADER,
            });
        };
        *self = Self::Pcap(pcap::File::open(header)?);
        Ok(Step::Used(pcap::File::HEADER))
    }
}

impl Stop {
    /// What happened, and where in the file: for the end of a sentence that names the file.
    pub fn text(&self) -> Text {
        match self {
            Self::Damaged { what, .. } => what.text(),
            Self::Unreadable(error) => {
                text!(en: "cannot be read: {error}", ko: "읽을 수 없음: {error}")
            }
            Self::Compression {
                packing, at, what, ..
            } => {
                let name = packing.name();
                match what {
                    Unpacking::Early => {
                        text!(en: "{name} stream ends early, at byte {at} of the compressed file", ko: "{name} 스트림이 압축 파일의 {at}번째 바이트에서 너무 일찍 끝남")
                    }
                    Unpacking::Broken(says) => {
                        text!(en: "{name} stream is broken before byte {at} of the compressed file: {says}", ko: "{name} 스트림이 압축 파일의 {at}번째 바이트 앞에서 깨짐: {says}")
                    }
                    Unpacking::Foreign => {
                        text!(en: "compressed with {name}, which is not read here: unpack it first ({name} -d)", ko: "{name} 압축 파일이며 여기서는 읽지 않음: 먼저 압축을 풀 것({name} -d)")
                    }
                }
            }
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl Error for Stop {}

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

/// Reads a whole capture file, for those small enough to be held and told in full.
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
    let mut source = Source::new(Box::new(bytes));
    loop {
        match source.next() {
            Ok(Some(Found::Packet(packet))) => {
                let mut packet = packet.keep();
                packet.comments = source.comments();
                reading.packets.push(packet);
            }
            Ok(Some(Found::Secrets(lines))) => {
                reading.secrets.push_str(&lines);
                if !lines.is_empty() && !lines.ends_with('\n') {
                    reading.secrets.push('\n');
                }
            }
            Ok(None) => return reading,
            Err(stop) => reading.broken = Some(stop.malformed(bytes.len())),
        }
    }
}

impl Stop {
    /// The same for a file of `length` bytes that is held whole.
    fn malformed(self, length: usize) -> Malformed {
        match self {
            Self::Damaged { what, .. } => what,
            Self::Unreadable(_) | Self::Compression { .. } => Malformed {
                field: "compressed stream",
                at: length,
                fault: Fault::Short { need: 1, have: 0 },
            },
        }
    }
}

/// Bytes of the length that closes a block.
const CLOSE: usize = 4;

#[cfg(test)]
mod slow;
#[cfg(test)]
mod tests;
