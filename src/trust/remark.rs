//! Something wrong with a document by itself, before anyone asks whether it is to be believed.

use std::ops::Range;

use crate::base::text::Text;
use crate::trust::fault::{Fault, Place};
use crate::trust::profile::Profile;
use crate::trust::reason::Reason;

/// A fault without its place in a path: the place is given when there is a path.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The rule that is broken.
    pub reason: &'static Reason,
    /// The culprit's bytes.
    pub at: Range<usize>,
    /// One plain sentence.
    pub says: Text,
}

impl Remark {
    /// The fault of the certificate at `index` of a path.
    pub fn placed(&self, index: usize, profile: Profile) -> Fault {
        let at = self.at.clone();
        let place = Place::Certificate { index, at };
        Fault::new(self.reason, place, profile, self.says.clone())
    }
}
