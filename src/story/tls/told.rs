//! A whole handshake message as the steps about it take it.

use crate::base::exhibit::Exhibit;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::story::book::Book;
use crate::story::model::{Cover, Step};
use crate::story::tls::talk::Carried;

/// A whole handshake message and how it came.
pub(crate) struct Told<'m> {
    pub(crate) from: Side,
    pub(crate) bytes: &'m [u8],
    pub(crate) carried: Carried,
    pub(crate) exhibit: Exhibit,
}

impl Told<'_> {
    /// Who can read its values.
    pub(crate) fn knows(&self) -> Knows {
        match self.carried.cover {
            Cover::Clear => Knows::Wire,
            Cover::Opened | Cover::Sealed => Knows::Both,
        }
    }

    /// The wire step for this message.
    pub(crate) fn step(self, book: &mut Book<'_>, name: Text, rfc: &'static str) -> Step {
        let length = self.bytes.len();
        let mut step = self.carried.step(book, name, rfc, length);
        step.exhibits.push(self.exhibit);
        step
    }
}
