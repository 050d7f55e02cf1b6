//! A check: one question put to a path, its verdict, and the faults it found.

use crate::base::text::{Doc, Text};
use crate::base::verdict::Verdict;
use crate::trust::fault::Fault;

/// What a check asks, the same for every path.
#[derive(Debug)]
pub struct Kind {
    /// Its name in JSON: `signature`, `validity`.
    pub key: &'static str,
    /// Its name for people.
    pub name: Doc,
    /// The clause it comes from.
    pub rfc: &'static str,
}

impl Kind {
    /// A kind of check, its name in English and in Korean.
    pub const fn new(
        key: &'static str,
        rfc: &'static str,
        en: &'static str,
        ko: &'static str,
    ) -> Self {
        Self {
            key,
            name: Doc::new(en, ko),
            rfc,
        }
    }

    /// The check with what it found: it fails if any of the faults refuses. `good` is what it says if none does.
    pub fn judged(&self, index: Option<usize>, faults: Vec<Fault>, good: Text) -> Check {
        let refusing = faults.iter().find(|fault| fault.refuses());
        let (verdict, says) = match refusing {
            Some(fault) => (Verdict::Fails, fault.says.clone()),
            None => (Verdict::Holds, good),
        };
        self.with(index, verdict, says, faults)
    }

    /// The check, which could not be made: `why` not.
    pub fn not_reached(&self, index: Option<usize>, why: Text) -> Check {
        self.with(index, Verdict::NotReached, why, Vec::new())
    }

    /// The check, which could not be made, with faults that refuse nothing.
    pub fn unreached(&self, index: Option<usize>, faults: Vec<Fault>, why: Text) -> Check {
        self.with(index, Verdict::NotReached, why, faults)
    }

    fn with(
        &self,
        index: Option<usize>,
        verdict: Verdict,
        says: Text,
        mut faults: Vec<Fault>,
    ) -> Check {
        if faults.len() > TOLD {
            // Those that refuse decide, and so must not be the ones left out.
            faults.sort_by_key(|fault| !fault.refuses());
            faults.truncate(TOLD);
        }
        Check {
            key: self.key,
            name: self.name.into(),
            index,
            verdict,
            says,
            rfc: self.rfc,
            faults,
        }
    }
}

/// Faults of one check that are told: hostile certificates have hundreds of thousands of a kind.
pub(crate) const TOLD: usize = 50;

/// One check of a path, done or not.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its name in JSON.
    pub key: &'static str,
    /// Its name for people.
    pub name: Text,
    /// The certificate of the path it looks at, the leaf 0; none if it looks at the path.
    pub index: Option<usize>,
    /// What came of it.
    pub verdict: Verdict,
    /// What was seen, in one sentence.
    pub says: Text,
    /// The clause it comes from.
    pub rfc: &'static str,
    /// Everything it found, warnings and notes too.
    pub faults: Vec<Fault>,
}
