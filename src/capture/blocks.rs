//! The pcapng file, read: sections of blocks, each with its length on both sides (draft-ietf-opsawg-pcapng).
//!
//! Read here and not by pcap-file, whose parser takes raw ticks for nanoseconds whatever `if_tsresol` says, and refuses
//! files for an interface name that is not UTF-8, an option list without its end mark, or a time zone. Blocks that give
//! no packet and no secret are passed over, as the format asks: name resolution, statistics, journal entries, custom
//! blocks and kinds not known.

use std::ops::Range;

use crate::base::reader::{Fault, Malformed};
use crate::base::text::Doc;
use crate::base::time::Time;
use crate::capture::cursor::{Cursor, Order};
use crate::capture::packet::LinkType;
use crate::capture::step::{Frame, MOST, Step};

/// The section being read: its byte order and the interfaces it described so far.
#[derive(Debug, Default)]
pub(crate) struct Section {
    order: Order,
    interfaces: Vec<Interface>,
}

/// How the packets of an interface are to be read.
#[derive(Debug)]
struct Interface {
    link: LinkType,
    /// Bytes kept of a packet; 0: all.
    snap: u32,
    clock: Clock,
}

/// What the time stamps of an interface count.
#[derive(Debug)]
struct Clock {
    /// `if_tsresol`: a tick is 10^-n s, or 2^-n s where the top bit is set.
    resolution: u8,
    /// `if_tsoffset`: seconds to add.
    offset: i64,
    /// Nanoseconds of a tick, where they are whole and there is nothing to add.
    tick: Option<u64>,
}

impl Section {
    /// How every section begins, in either byte order.
    pub(crate) const MAGIC: u32 = 0x0a0d_0d0a;

    /// What the window begins with: a block, as far as it is there.
    pub(crate) fn step(&mut self, bytes: &[u8]) -> Result<Step, Malformed> {
        let need = |need| Step::Need {
            field: "block",
            at: 0,
            need,
        };
        let Some(head) = bytes.first_chunk::<FRAME>() else {
            return Ok(need(FRAME));
        };
        if u32::from_be_bytes(part(head, 0)) == Self::MAGIC {
            self.interfaces.clear();
            self.order = byte_order(part(head, 8))?;
        }
        let kind = self.order.u32(part(head, 0));
        let said = self.order.u32(part(head, 4));
        let length = usize::try_from(said).unwrap_or(usize::MAX);
        if length < FRAME {
            return Err(wrong(
                "block length",
                4,
                said,
                Doc::new("12 or more", "12 이상"),
            ));
        }
        let padded = length.saturating_add(3) & !3;
        let Some(read) = self.reader(kind) else {
            return Ok(Step::Pass {
                length: padded,
                again: said,
            });
        };
        if length > MOST {
            return Err(wrong(
                "block length",
                4,
                said,
                Doc::new("at most 67108864", "67108864 이하"),
            ));
        }
        let Some(block) = bytes.get(..padded) else {
            return Ok(need(padded));
        };
        let (front, back) = block.split_at(padded - 4);
        self.close(back, said).map_err(|broken| Malformed {
            at: front.len(),
            ..broken
        })?;
        let mut body = Cursor::new(front, "block body", self.order);
        body.skip(8)?;
        read(self, body, padded)
    }

    /// Whether a block's last four bytes say the length that its head said; the fault is placed at the first of them.
    pub(crate) fn close(&self, back: &[u8], said: u32) -> Result<(), Malformed> {
        let again = Cursor::new(back, "block", self.order).u32()?;
        if again == said {
            return Ok(());
        }
        let want = Doc::new(
            "the length at the beginning of the block",
            "블록 맨 앞에 적힌 길이",
        );
        Err(wrong("block length", 0, again, want))
    }

    /// The comments among the options that `bytes` hold.
    pub(crate) fn comments(&self, bytes: &[u8]) -> Vec<String> {
        let options = Cursor::new(bytes, "options", self.order).options();
        let comments = options.filter(|(code, _)| *code == COMMENT);
        let text = comments.map(|(_, text)| String::from_utf8_lossy(text).into_owned());
        text.collect()
    }

    /// Who reads blocks of this kind.
    fn reader(&self, kind: u32) -> Option<Read> {
        match kind {
            ENHANCED_PACKET => Some(Self::enhanced),
            INTERFACE => Some(Self::interface),
            OLD_PACKET => Some(Self::old),
            SIMPLE_PACKET => Some(Self::simple),
            SECRETS => Some(secrets),
            _ => None,
        }
    }

    fn interface(&mut self, body: Cursor<'_>, used: usize) -> Result<Step, Malformed> {
        if self.interfaces.len() >= MOST_INTERFACES {
            let want = Doc::new(
                "the kind of something else: the section describes 65536 interfaces already",
                "다른 종류의 블록(섹션에 인터페이스가 이미 65536개)",
            );
            return Err(wrong("block type", 0, INTERFACE, want));
        }
        let interface = Interface::read(body, self.order)?;
        self.interfaces.push(interface);
        Ok(Step::Used(used))
    }

    fn enhanced(&mut self, mut body: Cursor<'_>, used: usize) -> Result<Step, Malformed> {
        let interface = body.u32()?;
        self.stamped(interface, body, used)
    }

    fn old(&mut self, mut body: Cursor<'_>, used: usize) -> Result<Step, Malformed> {
        let interface = body.u16()?;
        let _drops = body.u16()?;
        self.stamped(interface.into(), body, used)
    }

    /// The part that old and enhanced packet blocks share.
    fn stamped(
        &self,
        interface: u32,
        mut body: Cursor<'_>,
        used: usize,
    ) -> Result<Step, Malformed> {
        let interface = self.described(interface)?;
        let ticks = u64::from(body.u32()?) << 32 | u64::from(body.u32()?);
        let captured = body.u32()?;
        let original = body.u32()?;
        let start = body.at();
        body.bytes("packet", captured)?;
        let end = body.at();
        body.align();
        Ok(Step::Packet(Frame {
            time: interface.clock.time(ticks),
            digits: interface.clock.digits(),
            link: interface.link,
            original: original.max(captured),
            bytes: start..end,
            options: body.at()..used - 4,
            used,
        }))
    }

    /// A packet of the first interface, without a time.
    fn simple(&mut self, mut body: Cursor<'_>, used: usize) -> Result<Step, Malformed> {
        let interface = self.described(0)?;
        let original = body.u32()?;
        let captured = match interface.snap {
            0 => original,
            snap => original.min(snap),
        };
        let start = body.at();
        body.bytes("packet", captured)?;
        Ok(Step::Packet(Frame {
            time: Time::default(),
            digits: interface.clock.digits(),
            link: interface.link,
            original,
            bytes: start..body.at(),
            options: used..used,
            used,
        }))
    }

    fn described(&self, id: u32) -> Result<&Interface, Malformed> {
        let place = usize::try_from(id).unwrap_or(usize::MAX);
        let want = Doc::new(
            "an interface that the section described before",
            "섹션에서 앞서 설명한 인터페이스",
        );
        self.interfaces
            .get(place)
            .ok_or_else(|| wrong("interface", 8, id, want))
    }
}

/// Reads the body of a block, given the length of the whole.
type Read = fn(&mut Section, Cursor<'_>, usize) -> Result<Step, Malformed>;

impl Interface {
    fn read(mut body: Cursor<'_>, order: Order) -> Result<Self, Malformed> {
        let link = LinkType(body.u16()?);
        let _reserved = body.u16()?;
        let snap = body.u32()?;
        let (mut resolution, mut offset) = (6, 0);
        for (code, value) in body.options() {
            match (code, value) {
                (IF_TSRESOL, [given]) => resolution = *given,
                (IF_TSOFFSET, value) => {
                    offset = value.first_chunk().map_or(0, |eight| order.i64(*eight));
                }
                _ => {}
            }
        }
        let clock = Clock::new(resolution, offset);
        Ok(Self { link, snap, clock })
    }
}

impl Clock {
    fn new(resolution: u8, offset: i64) -> Self {
        let whole = 9_u32.checked_sub(resolution.into());
        let tick = whole.map(|zeros| 10_u64.pow(zeros));
        Self {
            resolution,
            offset,
            tick: tick.filter(|_| offset == 0),
        }
    }

    /// Decimal digits of a second that it tells, at most the nine that [`Time`] holds.
    fn digits(&self) -> u8 {
        self.resolution.min(9)
    }

    fn time(&self, ticks: u64) -> Time {
        if let Some(nanos) = self.tick.and_then(|tick| ticks.checked_mul(tick)) {
            return Time(nanos);
        }
        let exponent = u32::from(self.resolution & 0x7f);
        let a_second = match self.resolution & 0x80 {
            0 => 10_u128.checked_pow(exponent),
            _ => 1_u128.checked_shl(exponent),
        };
        let nanos = u128::from(ticks) * 1_000_000_000 / a_second.unwrap_or(u128::MAX);
        let offset = i128::from(self.offset) * 1_000_000_000;
        let nanos = i128::try_from(nanos).unwrap_or(i128::MAX);
        Time(u64::try_from(nanos.saturating_add(offset).max(0)).unwrap_or(u64::MAX))
    }
}

/// A key log, if it is one of TLS; secrets of other protocols are passed over.
fn secrets(_: &mut Section, mut body: Cursor<'_>, used: usize) -> Result<Step, Malformed> {
    let kind = body.u32()?;
    let length = body.u32()?;
    let start = body.at();
    body.bytes("secrets", length)?;
    let lines: Range<usize> = start..body.at();
    Ok(match kind {
        TLS_KEY_LOG => Step::Secrets { lines, used },
        _ => Step::Used(used),
    })
}

/// The order in which the section's own mark reads 1A 2B 3C 4D.
fn byte_order(mark: [u8; 4]) -> Result<Order, Malformed> {
    let orders = [Order::Big, Order::Little];
    let order = orders
        .into_iter()
        .find(|order| order.u32(mark) == 0x1a2b_3c4d);
    let found = u32::from_be_bytes(mark);
    order.ok_or_else(|| {
        wrong(
            "byte order mark",
            8,
            found,
            Doc::new("1A2B3C4D in either order", "어느 순서로든 1A2B3C4D"),
        )
    })
}

/// Four bytes of a block's head.
fn part(head: &[u8; FRAME], at: usize) -> [u8; 4] {
    let four = head.get(at..).and_then(|rest| rest.first_chunk());
    four.copied().unwrap_or_default()
}

fn wrong(field: &'static str, at: usize, found: u32, want: Doc) -> Malformed {
    let found = found.into();
    let fault = Fault::Value { found, want };
    Malformed { field, at, fault }
}

/// Type and length before the body, length after it.
const FRAME: usize = 12;
/// What an old packet block can name; real files have a handful.
const MOST_INTERFACES: usize = 65_536;
const INTERFACE: u32 = 1;
const OLD_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;
/// A Decryption Secrets Block.
pub(crate) const SECRETS: u32 = 10;
/// `TLSK`: the secrets are lines as SSLKEYLOGFILE has them.
pub(crate) const TLS_KEY_LOG: u32 = 0x544c_534b;
const COMMENT: u16 = 1;
const IF_TSRESOL: u16 = 9;
const IF_TSOFFSET: u16 = 14;

#[cfg(test)]
mod tests;
