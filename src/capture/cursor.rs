//! A place in a part of a capture file, whose numbers have either byte order.
//!
//! The reader of `base` notes fields in the network's byte order; a container of packets has no field that is shown.

use std::iter::from_fn;

use crate::base::reader::{Fault, Malformed};

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    Big,
    Little,
}

impl Order {
    pub(crate) fn u16(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Big => u16::from_be_bytes(bytes),
            Self::Little => u16::from_le_bytes(bytes),
        }
    }

    pub(crate) fn u32(self, bytes: [u8; 4]) -> u32 {
        match self {
            Self::Big => u32::from_be_bytes(bytes),
            Self::Little => u32::from_le_bytes(bytes),
        }
    }

    pub(crate) fn i64(self, bytes: [u8; 8]) -> i64 {
        match self {
            Self::Big => i64::from_be_bytes(bytes),
            Self::Little => i64::from_le_bytes(bytes),
        }
    }
}

/// A place in bytes that are all there.
pub(crate) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
    field: &'static str,
    order: Order,
}

impl<'b> Cursor<'b> {
    /// At the first of `bytes`; numbers missing are told as missing of `field`.
    pub(crate) fn new(bytes: &'b [u8], field: &'static str, order: Order) -> Self {
        Self {
            bytes,
            at: 0,
            field,
            order,
        }
    }

    /// Offset of the next byte.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The next `length` bytes.
    pub(crate) fn bytes(
        &mut self,
        field: &'static str,
        length: u32,
    ) -> Result<&'b [u8], Malformed> {
        let need = usize::try_from(length).unwrap_or(usize::MAX);
        let left = self.bytes.get(self.at..).unwrap_or_default();
        let Some(taken) = left.get(..need) else {
            let have = left.len();
            return Err(Malformed {
                field,
                at: self.at,
                fault: Fault::Short { need, have },
            });
        };
        self.at += need;
        Ok(taken)
    }

    pub(crate) fn skip(&mut self, length: u32) -> Result<(), Malformed> {
        self.bytes(self.field, length).map(|_| ())
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Malformed> {
        Ok(self.order.u16(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Malformed> {
        Ok(self.order.u32(self.array()?))
    }

    /// Goes to the next multiple of four, where options and their values begin.
    pub(crate) fn align(&mut self) {
        self.at = self.at.next_multiple_of(4).min(self.bytes.len());
    }

    /// The options that fill the rest, each with its code. A list that breaks off ends there: its block was whole.
    pub(crate) fn options(mut self) -> impl Iterator<Item = (u16, &'b [u8])> {
        from_fn(move || {
            let code = self.u16().ok().filter(|code| *code != 0)?;
            let length = self.u16().ok()?;
            let value = self.bytes("option", length.into()).ok()?;
            self.align();
            Some((code, value))
        })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let left = self.bytes.get(self.at..).unwrap_or_default();
        let Some(taken) = left.first_chunk() else {
            return Err(Malformed {
                field: self.field,
                at: self.at,
                fault: Fault::Short {
                    need: N,
                    have: left.len(),
                },
            });
        };
        self.at += N;
        Ok(*taken)
    }
}
