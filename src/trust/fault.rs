//! A fault: a reason, the place that gives it, and what it means here.

use std::ops::Range;

use crate::base::level::Level;
use crate::base::text::Text;
use crate::trust::profile::Profile;
use crate::trust::reason::Reason;

/// One fault of a path.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The rule that is broken.
    pub reason: &'static Reason,
    /// Where.
    pub place: Place,
    /// How much it matters in the profile asked for: an error refuses the path.
    pub level: Level,
    /// One plain sentence with the values of the run.
    pub says: Text,
    /// How to repair it.
    pub repair: Text,
}

impl Fault {
    /// A fault with the repair that the reason knows.
    pub fn new(reason: &'static Reason, place: Place, profile: Profile, says: Text) -> Self {
        Self {
            reason,
            place,
            level: reason.levels.of(profile),
            says,
            repair: reason.repair.into(),
        }
    }

    /// The same fault with a repair that fits this case better.
    #[must_use]
    pub fn repaired(self, repair: Text) -> Self {
        Self { repair, ..self }
    }

    /// Whether it refuses the path.
    pub fn refuses(&self) -> bool {
        self.level == Level::Error
    }
}

/// Where a fault is. `at` are the bytes of the culprit alone; an empty range says that something is missing there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path as a whole, or in what was asked.
    Path,
    /// In a certificate of the path.
    Certificate {
        /// Its place in the path, the leaf 0.
        index: usize,
        /// Bytes of its DER.
        at: Range<usize>,
    },
    /// In a revocation list of the question.
    Crl {
        /// Its number among those given.
        number: usize,
        /// Bytes of its DER.
        at: Range<usize>,
    },
    /// In an OCSP response of the question.
    Ocsp {
        /// Its number among those given.
        number: usize,
        /// Bytes of its DER.
        at: Range<usize>,
    },
}

impl Place {
    /// The certificate of the path it is in, if it is in one.
    pub fn index(&self) -> Option<usize> {
        match self {
            Self::Certificate { index, .. } => Some(*index),
            Self::Path | Self::Crl { .. } | Self::Ocsp { .. } => None,
        }
    }
}
