//! A hash padded for RSA to sign (EMSA-PKCS1-v1_5, RFC 8017 §9.2), and how each hash is named in it.

/// What stands before an MD5 hash: the DER of `DigestInfo` up to it (RFC 8017 §9.2, note 1).
pub const MD5: &[u8] = b"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10";

/// The same before SHA-1.
pub const SHA1: &[u8] = b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14";

/// The same before SHA-256.
pub const SHA256: &[u8] =
    b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";

/// The same before SHA-384.
pub const SHA384: &[u8] =
    b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30";

/// The same before SHA-512.
pub const SHA512: &[u8] =
    b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40";

/// Bytes of `ff` that a block has at least.
pub const LEAST: usize = 8;

/// `00 01`, `fill` bytes `ff`, `00`, which hash it is, the hash.
pub fn block(fill: usize, info: &[u8], hash: &[u8]) -> Vec<u8> {
    [&[0, 1][..], &vec![0xff; fill], &[0], info, hash].concat()
}

/// How many bytes `ff` fill a block to `length`; none if there is no room.
pub fn fill(length: usize, info: &[u8], hash: &[u8]) -> Option<usize> {
    length.checked_sub(3 + info.len() + hash.len())
}
