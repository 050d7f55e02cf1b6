//! SSL 2.0, and hellos in its form that offer something newer (RFC 5246 Appendix E.2).

use crate::base::side::Side;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;

impl Conversation {
    /// Bytes of an SSL 2.0 stream.
    pub(super) fn ssl2(&mut self, _desk: &mut Desk<'_>, _from: Side, _bytes: &[u8]) {}
}
