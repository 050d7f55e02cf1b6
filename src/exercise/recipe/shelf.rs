//! Where files are found by their names.

use crate::exercise::kind::Unfit;

/// A place that has files.
pub trait Shelf {
    /// The file of this name.
    ///
    /// # Errors
    /// There is none.
    fn file(&self, name: &str) -> Result<&[u8], Unfit>;
}
