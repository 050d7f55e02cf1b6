//! How many bytes a compressed block of Zstandard becomes (RFC 8878 §3.1.1.3), told before it is decoded.
//!
//! A block may become 128 KiB at most, but nothing in its header says so: each of its sequences may copy 128 KiB, in two bytes
//! of the file, and a hundred of them are a gigabyte before the decoder notices. So the sequences are read here first,
//! and nothing is copied.

/// The tables that the sequences of a frame are read with, which later blocks may use again.
#[derive(Debug, Default)]
pub(crate) struct Sequences {
    literals: Option<Table>,
    offsets: Option<Table>,
    matches: Option<Table>,
}

/// Symbols by state, each with how the next state is found (§4.1).
#[derive(Debug)]
struct Table {
    /// Bits of a state.
    log: u32,
    states: Vec<State>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    symbol: u8,
    /// Bits to read for the next state, and what to add to them.
    bits: u32,
    base: u32,
}

/// What a kind of symbol may be.
struct Kind {
    /// Bits of a state at most.
    most: u32,
    /// How often each symbol comes where the file does not say; -1: less than once.
    usual: (u32, &'static [i32]),
    symbols: usize,
}

impl Sequences {
    /// Bytes that the content of a compressed block becomes. None: it is no such content.
    pub(crate) fn measure(&mut self, content: &[u8]) -> Option<u64> {
        let (literals, rest) = literals(content)?;
        let (count, rest) = match *rest {
            [0, ..] => return Some(literals),
            [first @ 0..=127, ref rest @ ..] => (u32::from(first), rest),
            [255, low, high, ref rest @ ..] => {
                (u32::from(u16::from_le_bytes([low, high])) + 0x7f00, rest)
            }
            [255, ..] => return None,
            [high, low, ref rest @ ..] => (u32::from(high - 128) << 8 | u32::from(low), rest),
            _ => return None,
        };
        let (modes, rest) = rest.split_first()?;
        let rest = replace(&mut self.literals, &LITERALS, modes >> 6, rest)?;
        let rest = replace(&mut self.offsets, &OFFSETS, modes >> 4 & 3, rest)?;
        let rest = replace(&mut self.matches, &MATCHES, modes >> 2 & 3, rest)?;
        let copied = self.copied(count, rest)?;
        Some(literals + copied)
    }

    /// Bytes that `count` sequences copy.
    fn copied(&self, count: u32, stream: &[u8]) -> Option<u64> {
        let (literals, offsets) = (self.literals.as_ref()?, self.offsets.as_ref()?);
        let matches = self.matches.as_ref()?;
        let mut stream = Backward::new(stream)?;
        let mut literal = literals.state(stream.take(literals.log)?)?;
        let mut offset = offsets.state(stream.take(offsets.log)?)?;
        let mut copy = matches.state(stream.take(matches.log)?)?;
        let mut copied = 0;
        for left in (0..count).rev() {
            stream.take(offset.symbol.into())?;
            let (base, bits) = length(copy.symbol)?;
            copied += u64::from(base) + u64::from(stream.take(bits)?);
            stream.take((*LITERAL_BITS.get(usize::from(literal.symbol))?).into())?;
            if left > 0 {
                literal = literals.state(literal.base + stream.take(literal.bits)?)?;
                copy = matches.state(copy.base + stream.take(copy.bits)?)?;
                offset = offsets.state(offset.base + stream.take(offset.bits)?)?;
            }
        }
        (stream.left == 0).then_some(copied)
    }
}

/// Bytes that the literals become, and what follows them (§3.1.1.3.1).
fn literals(content: &[u8]) -> Option<(u64, &[u8])> {
    let first = content.first()?;
    let (kind, format) = (first & 3, first >> 2 & 3);
    let (header, shift, bits) = match (kind, format) {
        (0 | 1, 0 | 2) => (1, 3, 5),
        (0 | 1, 1) => (2, 4, 12),
        (0 | 1, _) => (3, 4, 20),
        (_, 0 | 1) => (3, 4, 10),
        (_, 2) => (4, 4, 14),
        (_, _) => (5, 4, 18),
    };
    let rest = content.get(header..)?;
    let size = |shift| bits_at(content, shift, bits);
    let becomes = size(shift);
    let takes = match kind {
        0 => becomes,
        1 => 1,
        _ => size(shift + usize::try_from(bits).ok()?),
    };
    Some((becomes.into(), rest.get(usize::try_from(takes).ok()?..)?))
}

/// Puts the table that a mode asks for in place; gives what follows its description (§3.1.1.3.2.1).
fn replace<'b>(
    table: &mut Option<Table>,
    kind: &Kind,
    mode: u8,
    bytes: &'b [u8],
) -> Option<&'b [u8]> {
    let (next, rest) = match mode {
        0 => (Table::new(kind.usual.0, kind.usual.1)?, bytes),
        1 => {
            let (symbol, rest) = bytes.split_first()?;
            let state = State {
                symbol: *symbol,
                ..State::default()
            };
            (
                Table {
                    log: 0,
                    states: vec![state],
                },
                rest,
            )
        }
        2 => Table::read(kind, bytes)?,
        _ => return Some(bytes),
    };
    *table = Some(next);
    Some(rest)
}

impl Table {
    /// From how often each symbol comes among 2^`log` states (§4.1.1).
    fn new(log: u32, often: &[i32]) -> Option<Self> {
        let size = 1_usize << log;
        let mut states = vec![State::default(); size];
        let mut end = size;
        let mut next = Vec::new();
        for (symbol, times) in often.iter().enumerate() {
            next.push(times.unsigned_abs());
            if *times < 0 {
                end = end.checked_sub(1)?;
                states.get_mut(end)?.symbol = u8::try_from(symbol).ok()?;
            }
        }
        let mut at = 0;
        for (symbol, times) in often.iter().enumerate() {
            for _ in 0..*times {
                states.get_mut(at)?.symbol = u8::try_from(symbol).ok()?;
                at = (at + (size >> 1) + (size >> 3) + 3) & (size - 1);
                while at >= end && end > 0 {
                    at = (at + (size >> 1) + (size >> 3) + 3) & (size - 1);
                }
            }
        }
        for state in &mut states {
            let next = next.get_mut(usize::from(state.symbol))?;
            state.bits = log.checked_sub(next.checked_ilog2()?)?;
            state.base = (*next << state.bits).checked_sub(1 << log)?;
            *next += 1;
        }
        Some(Self { log, states })
    }

    /// From its description; gives what follows it too.
    fn read<'b>(kind: &Kind, bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let log = bits_at(bytes, 0, 4) + 5;
        if log > kind.most {
            return None;
        }
        let (mut at, mut left) = (4, 1_u32 << log);
        let mut often = Vec::new();
        while left > 0 {
            let bits = (left + 1).ilog2() + 1;
            let value = bits_at(bytes, at, bits);
            let (low, half) = ((1 << bits) - 2 - left, 1 << (bits - 1));
            at += usize::try_from(bits).ok()?;
            let value = match (value & (half - 1), value) {
                (small, _) if small < low => {
                    at -= 1;
                    small
                }
                (_, large) if large >= half => large - low,
                (_, middle) => middle,
            };
            let times = i32::try_from(value).ok()? - 1;
            left = left.checked_sub(times.unsigned_abs())?;
            often.push(times);
            // Symbols that never come are counted, three at a time.
            let mut zeros = if times == 0 { 3 } else { 0 };
            while zeros == 3 {
                zeros = bits_at(bytes, at, 2);
                at += 2;
                often.resize(often.len() + usize::try_from(zeros).ok()?, 0);
            }
            if often.len() > kind.symbols {
                return None;
            }
        }
        let rest = bytes.get(at.div_ceil(8)..)?;
        Some((Self::new(log, &often)?, rest))
    }

    fn state(&self, number: u32) -> Option<State> {
        self.states.get(usize::try_from(number).ok()?).copied()
    }
}

/// Bits read from the last to the first, after the highest that is set (§4.1).
struct Backward<'b> {
    bytes: &'b [u8],
    left: usize,
}

impl<'b> Backward<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let (last, front) = bytes.split_last()?;
        let high = usize::try_from(last.checked_ilog2()?).ok()?;
        let left = front.len() * 8 + high;
        Some(Self { bytes, left })
    }

    fn take(&mut self, bits: u32) -> Option<u32> {
        self.left = self.left.checked_sub(usize::try_from(bits).ok()?)?;
        (bits < u32::BITS).then(|| bits_at(self.bytes, self.left, bits))
    }
}

/// `bits` bits, fewer than 32, from bit `at` on, the lowest first; what is beyond the end is 0.
fn bits_at(bytes: &[u8], at: usize, bits: u32) -> u32 {
    let rest = bytes.get(at / 8..).unwrap_or_default();
    let mut eight = [0; 8];
    for (to, from) in eight.iter_mut().zip(rest) {
        *to = *from;
    }
    let value = u64::from_le_bytes(eight) >> (at % 8) & ((1 << bits) - 1);
    u32::try_from(value).unwrap_or_default()
}

/// The shortest copy that a symbol stands for, and how many bits are added to it (§3.1.1.3.2.1.1).
fn length(symbol: u8) -> Option<(u32, u32)> {
    match symbol.checked_sub(32) {
        None => Some((u32::from(symbol) + 3, 0)),
        Some(long) => LONG.get(usize::from(long)).copied(),
    }
}

/// Bits added to each symbol of a literal length.
static LITERAL_BITS: [u8; 36] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11,
    12, 13, 14, 15, 16,
];
/// Match lengths from symbol 32 on.
static LONG: [(u32, u32); 21] = [
    (35, 1),
    (37, 1),
    (39, 1),
    (41, 1),
    (43, 2),
    (47, 2),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 5),
    (131, 7),
    (259, 8),
    (515, 9),
    (1027, 10),
    (2051, 11),
    (4099, 12),
    (8195, 13),
    (16387, 14),
    (32771, 15),
    (65539, 16),
];
/// The usual tables are those of §3.1.1.3.2.2.
static LITERALS: Kind = Kind {
    most: 9,
    usual: (
        6,
        &[
            4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1,
            1, 1, 1, -1, -1, -1, -1,
        ],
    ),
    symbols: 36,
};
static OFFSETS: Kind = Kind {
    most: 8,
    usual: (
        5,
        &[
            1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1,
            -1,
        ],
    ),
    symbols: 32,
};
static MATCHES: Kind = Kind {
    most: 9,
    usual: (
        6,
        &[
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
        ],
    ),
    symbols: 53,
};
