//! What a teacher would point at.

use crate::base::level::Level;
use crate::base::text::Text;

/// Something about a connection that is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable name for JSON, tests and filters, such as `old_version`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The frame that shows it.
    pub packet: Option<u32>,
    /// One sentence from the connection's own values.
    pub text: Text,
    /// The clause that says so, such as `RFC 8996 §4`; empty where no RFC does.
    pub rfc: &'static str,
}
