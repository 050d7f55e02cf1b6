//! A netlink request (netlink(7)): a header, a fixed part, then attributes, all in the machine's byte order.

use libc::c_int;

/// A request under way. Lengths are filled in as parts end, and every part ends on a multiple of four.
pub(super) struct Message {
    bytes: Vec<u8>,
}

/// nlmsghdr: length, type, flags, sequence number, port.
const HEADER: usize = 16;

impl Message {
    /// A request of a kind (`RTM_…`), with flags (`NLM_F_…`) beside `NLM_F_REQUEST`.
    pub(super) fn new(kind: u16, flags: c_int) -> Self {
        let flags = u16::try_from(flags | libc::NLM_F_REQUEST).unwrap_or_default();
        let mut bytes = vec![0; HEADER];
        bytes.splice(4..6, kind.to_ne_bytes());
        bytes.splice(6..8, flags.to_ne_bytes());
        Self { bytes }
    }

    /// Adds bytes as they are: a fixed part.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    /// Adds an attribute.
    pub(super) fn attribute(&mut self, kind: u16, value: &[u8]) {
        let length = u16::try_from(4 + value.len()).unwrap_or(u16::MAX);
        self.bytes.extend(length.to_ne_bytes());
        self.bytes.extend(kind.to_ne_bytes());
        self.bytes(value);
    }

    /// Adds an attribute that holds attributes.
    pub(super) fn nest(&mut self, kind: u16, inside: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        self.attribute(kind, &[]);
        inside(self);
        let length = u16::try_from(self.bytes.len() - start).unwrap_or(u16::MAX);
        self.bytes.splice(start..start + 2, length.to_ne_bytes());
    }

    /// The bytes to send.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.splice(..4, length.to_ne_bytes());
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_their_headers_and_parts_are_padded() {
        let mut message = Message::new(16, 4);
        message.nest(3, |inside| inside.attribute(1, b"ab"));
        let bytes = message.finish();
        let short = |at: usize| u16::from_ne_bytes([bytes[at], bytes[at + 1]]);
        assert_eq!(bytes.len(), HEADER + 4 + 8);
        assert_eq!([short(0), short(4), short(6)], [28, 16, 5]);
        assert_eq!([short(16), short(18), short(20), short(22)], [12, 3, 6, 1]);
        assert_eq!(bytes[24..], *b"ab\0\0");
    }
}
