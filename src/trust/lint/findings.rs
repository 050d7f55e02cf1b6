//! All rules over one certificate.

use std::ops::Range;

use crate::base::level::Level;
use crate::base::text::Text;
use crate::trust::lint::rule::Rule;
use crate::trust::lint::rules;
use crate::trust::lint::sheet::Sheet;
use crate::trust::profile::Profile;

/// A rule that is broken, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it matters in the profile asked for.
    pub level: Level,
    /// The bytes at fault; empty where something is missing.
    pub at: Range<usize>,
    /// One sentence with the values of this certificate.
    pub says: Text,
}

/// Everything wrong with `sheet` in `profile` by the rules that `wanted` lets through: the graver first, then in the order of
/// the certificate.
pub fn of(sheet: &Sheet<'_>, profile: Profile, wanted: &dyn Fn(&Rule) -> bool) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules::all()
        .filter(|rule| wanted(rule) && rule.scope.holds(sheet))
        .filter_map(|rule| Some((rule, rule.level(profile)?)))
        .flat_map(|(rule, level)| {
            let found = (rule.check)(sheet).into_iter();
            found.map(move |found| Finding {
                rule,
                level,
                at: found.at,
                says: found.says,
            })
        })
        .collect();
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.level), finding.at.start));
    findings
}
