//! A verifier that leaves a check out, and what gets past it.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::protocol::look_alike::NOW;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::list::find;
use crate::pki::gallery::workshop::Workshop;
use crate::trust::profile::Profile;
use crate::trust::question::Question;
use crate::trust::verify::{Candidate, verify};

/// A broken chain of the gallery, and the check without which it is believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Its name in the gallery.
    pub(super) entry: &'static str,
    /// The check that is left out, as [`Check::key`](crate::trust::check::Check::key) has it.
    pub(super) check: &'static str,
}

/// A server's certificate signs another.
pub(super) static LEAF_AS_CA: Gap = Gap {
    entry: "leaf-signs-leaf",
    check: "authority",
};
/// A name outside those the authority may vouch for.
pub(super) static OUTSIDE: Gap = Gap {
    entry: "outside-permitted-names",
    check: "name-constraints",
};
/// A certificate after its last day.
pub(super) static EXPIRED: Gap = Gap {
    entry: "leaf-expired",
    check: "validity",
};

impl Gap {
    /// The broken chain and its sound twin.
    ///
    /// # Errors
    /// A key could not be made or used.
    pub(super) fn pair(&self, chance: &mut Chance) -> Result<Pair, Fault> {
        let mut shop = Workshop::open(Some(chance.below(u64::MAX)), NOW)?;
        find(self.entry).ok_or(Fault::Make)?.make(&mut shop)
    }

    /// Whether the attacker's chain is believed, by a verifier that also believes its sound twin.
    pub(super) fn wins(&self, chance: &mut Chance, instance: Instance) -> bool {
        let without: &[&str] = match instance {
            Instance::Weak => &[self.check],
            Instance::Fixed => &[],
        };
        let Ok(pair) = self.pair(chance) else {
            return false;
        };
        believes(&asked(&pair.fixed), without) && believes(&asked(&pair.broken), without)
    }
}

/// The question by the letter of RFC 5280.
pub(super) fn asked(case: &Case) -> Question<'_> {
    case.question(&[], Profile::Rfc5280)
}

/// What a verifier says that makes every check but those `without`.
pub(super) fn believes(question: &Question<'_>, without: &[&str]) -> bool {
    let passes = |path: &Candidate| {
        let mut made = path
            .checks
            .iter()
            .filter(|check| !without.contains(&check.key));
        made.all(|check| !check.faults.iter().any(|fault| fault.refuses()))
    };
    verify(question).candidates.iter().any(passes)
}
