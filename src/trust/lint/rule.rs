//! What a rule is: a reason, the certificates it is about, and a function that finds where one breaks it.

use std::ops::Range;

use crate::base::level::Level;
use crate::base::text::{Doc, Text};
use crate::trust::lint::sheet::Sheet;
use crate::trust::profile::Profile;
use crate::trust::reason::{Levels, Reason};

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code, title, why, repair, clause and levels; shared with the verifier where that minds the same thing.
    pub reason: &'static Reason,
    /// Whose rule it is.
    pub book: Book,
    /// Which certificates it is about.
    pub scope: Scope,
    /// Finds where it is broken.
    pub check: fn(&Sheet<'_>) -> Vec<Found>,
}

impl Rule {
    /// How much it matters in `profile`; none where it is no rule.
    pub fn level(&self, profile: Profile) -> Option<Level> {
        match (self.book, profile) {
            (Book::Web, Profile::Rfc5280) => None,
            (Book::Standard | Book::Web, _) => Some(self.reason.levels.of(profile)),
        }
    }
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// It is worth saying everywhere.
    Standard,
    /// Of the Baseline Requirements of the CA/Browser Forum for TLS servers, and no matter elsewhere.
    Web,
}

/// A place where a rule is broken.
#[derive(Clone, Debug)]
pub struct Found {
    /// The bytes at fault; empty where something is missing.
    pub at: Range<usize>,
    /// One sentence with the values of this certificate.
    pub says: Text,
}

impl Found {
    /// Something wrong at these bytes.
    pub fn new(at: Range<usize>, says: Text) -> Self {
        Self { at, says }
    }

    /// One thing wrong, and no other.
    pub fn alone(at: Range<usize>, says: Text) -> Vec<Self> {
        vec![Self::new(at, says)]
    }
}

/// The reason of a rule that only the lint knows; no peer sends an alert for it.
pub(super) const fn own(
    code: &'static str,
    rfc: &'static str,
    levels: Levels,
    texts: [(&'static str, &'static str); 3],
) -> Reason {
    let [title, why, repair] = texts;
    let texts = [
        Doc::new(title.0, title.1),
        Doc::new(why.0, why.1),
        Doc::new(repair.0, repair.1),
    ];
    Reason::new(code, rfc, None, levels, texts)
}

/// Which certificates a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every certificate.
    All,
    /// Those of authorities.
    Authority,
    /// Those of everybody else.
    Leaf,
    /// Those of TLS servers.
    Server,
}

impl Scope {
    /// Whether `sheet` is such a certificate.
    pub fn holds(self, sheet: &Sheet<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Authority => sheet.is_authority(),
            Self::Leaf => !sheet.is_authority(),
            Self::Server => sheet.is_server(),
        }
    }

    /// The word for it.
    pub const fn doc(self) -> Doc {
        match self {
            Self::All => Doc::new("every certificate", "모든 인증서"),
            Self::Authority => Doc::new("authorities", "인증 기관"),
            Self::Leaf => Doc::new("all but authorities", "인증 기관이 아닌 것"),
            Self::Server => Doc::new("TLS servers", "TLS 서버"),
        }
    }

    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Authority => "authority",
            Self::Leaf => "leaf",
            Self::Server => "server",
        }
    }
}
