//! Tags of DER: those of universal types (X.680 §8.4), and those that mean something in their place only.

/// BOOLEAN.
pub const BOOLEAN: u8 = 0x01;
/// INTEGER.
pub const INTEGER: u8 = 0x02;
/// BIT STRING.
pub const BIT_STRING: u8 = 0x03;
/// OCTET STRING.
pub const OCTET_STRING: u8 = 0x04;
/// NULL.
pub const NULL: u8 = 0x05;
/// OBJECT IDENTIFIER.
pub const OID: u8 = 0x06;
/// ENUMERATED.
pub const ENUMERATED: u8 = 0x0a;
/// UTCTime.
pub const UTC_TIME: u8 = 0x17;
/// GeneralizedTime.
pub const GENERALIZED_TIME: u8 = 0x18;
/// BMPString, UTF-16 in big-endian order.
pub const BMP_STRING: u8 = 0x1e;
/// SEQUENCE.
pub const SEQUENCE: u8 = 0x30;
/// SET.
pub const SET: u8 = 0x31;

/// The context-specific tag `[n]` over a primitive content; `n` below 31.
pub const fn context(n: u8) -> u8 {
    0x80 | n
}

/// The context-specific tag `[n]` over further elements; `n` below 31.
pub const fn context_of(n: u8) -> u8 {
    0xa0 | n
}
