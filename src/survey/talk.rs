//! The conversation inside a connection: sniffed, followed if it is TLS, let be if it is not.

use crate::base::side::Side;
use crate::survey::connection::Protocol;
use crate::survey::desk::Desk;
use crate::survey::tls::Tls;

/// A conversation. Small until TLS is seen in it.
#[derive(Debug, Default)]
pub(crate) struct Talk {
    tls: Option<Box<Tls>>,
}

/// What became of a conversation.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What was spoken, where it is known.
    pub(crate) protocol: Option<Protocol>,
    /// The protocol that turned to TLS.
    pub(crate) starttls: Option<&'static str>,
    /// What was seen of it.
    pub(crate) tls: Option<Box<Tls>>,
}

impl Talk {
    /// The next bytes in order that `from` (who it is in TCP) sent.
    pub(crate) fn bytes(&mut self, _desk: &mut Desk<'_>, _from: Side, _bytes: &[u8]) {}

    /// `missing` bytes of what `from` sent do not stand in the capture; what follows comes after them.
    pub(crate) fn gap(&mut self, _desk: &mut Desk<'_>, _from: Side, _missing: u64) {}

    /// The connection is over. `whole`: each direction was seen from its first byte, client first.
    pub(crate) fn close(self, _desk: &mut Desk<'_>, _whole: [bool; 2]) -> Told {
        Told {
            protocol: None,
            starttls: None,
            tls: self.tls,
        }
    }
}
