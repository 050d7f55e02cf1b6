//! Which connections are wanted, and what is said of each before it is shown.

use crate::survey::connection::Connection;
use crate::survey::findings::judge;

/// Which connections are wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {}

impl Wanted {
    /// Judges `connection`; whether it is wanted.
    pub(super) fn settle(&self, connection: &mut Connection) -> bool {
        connection.findings = judge(connection);
        true
    }
}
