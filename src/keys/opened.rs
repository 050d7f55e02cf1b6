//! What comes out of a record that opens, and the sums behind it.

use std::ops::Range;

use crate::keys::derived::Derived;
use crate::keys::sealed::Wrapping;

/// A record that opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number under the present keys, from 0.
    pub sequence: u64,
    /// The nonce of an AEAD, 12 bytes; the IV of chained blocks, 8 or 16; the place in RC4's keystream, 8; with NULL empty.
    pub nonce: Vec<u8>,
    /// What was authenticated without being hidden, in front of the content: 5 bytes in TLS 1.3, 11 in SSL 3.0, else 13.
    pub additional_data: Vec<u8>,
    /// What came out: in TLS 1.3 `TLSInnerPlaintext`, that is content, its type in one byte, and zeros as padding; before
    /// with AEAD the content alone; with RC4 and NULL content and MAC; with chained blocks content, MAC unless it stands
    /// outside, and padding with its length in the last byte.
    pub plaintext: Vec<u8>,
    /// The true content type.
    pub kind: u8,
    /// Where the content stands in the plaintext.
    pub content: Range<usize>,
    /// Where the padding stands in the plaintext: zeros in TLS 1.3; with chained blocks the padding and its length byte.
    pub padding: Range<usize>,
    /// The MAC that was checked; none with AEAD.
    pub mac: Option<Checked>,
    /// The nonce, the IV or the place in the keystream, with its formula and inputs.
    pub nonce_derived: Derived,
}

/// A MAC that was found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// It, its formula, and its inputs: the key, what stands in front, what is covered.
    pub derived: Derived,
    /// Where it stood.
    pub wrapping: Wrapping,
}

impl Opened {
    /// The content, without type, MAC and padding.
    pub fn content(&self) -> &[u8] {
        self.plaintext.get(self.content.clone()).unwrap_or_default()
    }

    /// How many bytes of padding there are: zeros in TLS 1.3, padding and its length with chained blocks.
    pub fn padding(&self) -> usize {
        self.padding.len()
    }
}
