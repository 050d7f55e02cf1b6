//! What one end sent, as far as it is not whole yet.

use crate::dissect::tls::codes::content::ContentType;
use crate::keys::inflate::Inflater;
use crate::survey::follow::door::Door;

/// One end of a conversation.
#[derive(Debug, Default)]
pub(super) struct End {
    /// Where its stream stands.
    pub(super) reading: Reading,
    /// The beginning of a record that is not whole yet.
    pub(super) held: Vec<u8>,
    /// The beginning of a handshake message that is not whole yet.
    pub(super) message: Vec<u8>,
    /// Bytes still to come of a message too long to keep.
    pub(super) passing: u32,
    /// Whether handshake messages can be told apart: not after a gap, until a record begins with one.
    pub(super) astray: bool,
    /// Whether bytes of its handshake are missing: what was not seen may have been said.
    pub(super) torn: bool,
    /// Whether record boundaries were guessed, not known from the first byte on: what is no record tells nothing then.
    pub(super) guessed: bool,
    /// Whether what it sends is under record protection.
    pub(super) protected: bool,
    /// Protected records that came before it was known what protects them, each with its frame.
    pub(super) early: Vec<(u32, Vec<u8>)>,
    /// The frame that carried its last bytes.
    pub(super) touched: u32,
    /// Its compressed stream, where compression was agreed on.
    pub(super) inflater: Option<Inflater>,
    /// The keys.
    pub(super) door: Door,
}

impl End {
    /// Whether a handshake message has begun that is not whole yet.
    pub(super) fn inside_message(&self) -> bool {
        !self.message.is_empty() || self.passing > 0
    }
}

/// Where a stream of records stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::survey) enum Reading {
    /// A record begins, or has begun in what is held.
    #[default]
    Records,
    /// Inside a record whose body nobody needs: so many bytes are left.
    Passing {
        /// Its content type.
        kind: ContentType,
        /// Bytes left.
        left: usize,
        /// Whether all of it stood in the capture so far.
        whole: bool,
    },
    /// After a gap: no record boundary is known.
    Lost,
    /// This end stopped speaking TLS.
    Strange,
    /// SSL 2.0 records.
    Ssl2,
}
