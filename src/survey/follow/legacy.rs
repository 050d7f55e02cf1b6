//! Keys out of a master secret: SSL 3.0 to TLS 1.2, where all keys are cut from one block (RFC 5246 §6.3).

use crate::base::side::Side;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;

impl Conversation {
    /// What `from` sends is under new keys from here on. `renewed`: it was protected before.
    pub(super) fn change_keys(&mut self, _desk: &mut Desk<'_>, from: Side, renewed: bool) {
        if renewed {
            self.end(from).door.renew();
        }
    }

    /// What the Finished of `from` should say.
    pub(super) fn legacy_finished(&self, _from: Side) -> Option<Vec<u8>> {
        None
    }
}
