//! Which connections are wanted, and what is said of each before it is shown.

use crate::survey::connection::Connection;

/// Which connections are wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {}

impl Wanted {
    /// Judges `connection`; whether it is wanted.
    #[expect(
        clippy::unused_self,
        reason = "the filter comes with the query language"
    )]
    pub(super) fn settle(&self, _connection: &mut Connection) -> bool {
        true
    }
}
