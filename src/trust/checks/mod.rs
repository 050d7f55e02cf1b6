//! The checks on a path, one file a family, in the order in which they are made.

pub(crate) mod alternative;
pub(crate) mod answered;
pub(crate) mod authority;
pub(crate) mod constraints;
pub(crate) mod critical;
pub(crate) mod end;
pub(crate) mod form;
pub(crate) mod host;
pub(crate) mod identifiers;
pub(crate) mod key;
pub(crate) mod lint;
pub(crate) mod policy;
pub(crate) mod revoked;
pub(crate) mod scope;
pub(crate) mod served;
pub(crate) mod shared;
pub(crate) mod signature;
pub(crate) mod subtree;
pub(crate) mod twin;
pub(crate) mod usage;
pub(crate) mod validity;

use crate::trust::check::Check;
use crate::trust::course::Course;

/// Every check on the path: where it ends, then each certificate from the leaf up, then what concerns the leaf as what it is
/// wanted for.
pub(crate) fn all(course: &Course<'_, '_>) -> Vec<Check> {
    let mut checks = vec![end::check(course), end::depth(course)];
    for index in 0..course.path.len() {
        for check in EACH {
            checks.extend(check(course, index));
        }
    }
    checks.push(policy::check(course));
    checks.push(host::check(course));
    checks.extend(served::staple(course));
    checks.extend(served::key(course));
    checks.push(course.shared.clone());
    checks.push(lint::sent(course));
    checks
}

/// A check on one certificate of a path; none where it does not concern it.
type One = fn(&Course<'_, '_>, usize) -> Option<Check>;

const EACH: [One; 15] = [
    form::check,
    signature::check,
    validity::check,
    end::named,
    authority::check,
    usage::keys,
    usage::purposes,
    alternative::check,
    constraints::check,
    critical::check,
    identifiers::check,
    key::check,
    revoked::check,
    answered::check,
    lint::check,
];
