//! One step of how a fingerprint is made.

use crate::base::text::Text;

/// A part of a fingerprint: what it is called, what stands there, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the part is called.
    pub name: Text,
    /// What stands there.
    pub value: String,
    /// Where it comes from and why it is in a fingerprint.
    pub text: Text,
}

impl Step {
    /// A part whose explanation is always the same.
    pub(super) fn new(name: Text, value: impl Into<String>, text: Text) -> Self {
        Self {
            name,
            value: value.into(),
            text,
        }
    }
}
