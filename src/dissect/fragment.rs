//! A piece of an IP packet that was too large for some link (RFC 791 §3.2, RFC 8200 §4.5).

/// Where a piece belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The same in all pieces of one packet; 16 bits in IPv4.
    pub id: u32,
    /// Where its bytes belong in the whole payload.
    pub offset: usize,
    /// Whether others come after it.
    pub more: bool,
    /// Bytes of the headers that stand in every piece: all of IPv4's; of IPv6 those before the fragment header.
    pub repeated: usize,
}

/// A piece of a larger packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// Where it belongs.
    pub place: Place,
    /// What the whole carries, by its protocol number; in IPv6 the first header after the fragment header.
    pub protocol: u8,
    /// The headers that stand in every piece.
    pub header: &'a [u8],
    /// Its bytes, perhaps cut by the capture.
    pub bytes: &'a [u8],
    /// How many they were on the wire.
    pub length: usize,
}
