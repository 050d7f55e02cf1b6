//! Path building (RFC 4158): from the leaf upward, to whoever bears the issuer's name and whose key fits, until a root is
//! reached.
//!
//! All paths are sought. Key identifiers are hints: they order the search and never decide it. Where no key fits, the search
//! goes on by name, so that what stands above is judged too. Everything is bounded: a hostile chain must not cost more than a
//! moment.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::trust::certificate::Certificate;
use crate::trust::moment::Moment;
use crate::trust::pool::Pool;
use crate::trust::signed::{self, Signed};

/// A path, complete or not.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// Its certificates as places in the pool, the leaf first.
    pub(crate) steps: Vec<usize>,
    /// For each certificate but the last: whether the next one signed it.
    pub(crate) links: Vec<Signed>,
    /// How it ends.
    pub(crate) end: End,
}

/// How a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// At a trusted certificate.
    Root,
    /// At one that signed itself and is not trusted.
    SelfSigned,
    /// At one whose issuer is not at hand.
    NoIssuer,
    /// At one whose only issuers stand in the path already.
    Loop,
    /// Nowhere: the search was given up.
    Budget,
}

/// Certificates in a path, root and leaf included. Real ones have three or four.
pub(crate) const LONGEST: usize = 24;
/// Signatures that one search checks.
const SIGNATURES: usize = 1000;
/// Certificates that one search comes to, each counted as often as it does.
const STEPS: usize = 1000;
/// Paths that one search brings home.
const ROUTES: usize = 16;

/// Every path from the leaf of the pool, in the order in which they were found.
pub(crate) fn routes(pool: &Pool<'_>, now: Moment) -> Vec<Route> {
    let mut search = Search {
        pool,
        now,
        seen: HashMap::new(),
        signatures: SIGNATURES,
        steps: STEPS,
        routes: Vec::new(),
        spent: false,
    };
    if pool.leaf().is_some() {
        search.climb(&mut vec![0], &mut Vec::new());
    }
    search.routes
}

struct Search<'p, 'd> {
    pool: &'p Pool<'d>,
    now: Moment,
    /// Signatures that were checked: of this certificate by that one.
    seen: HashMap<(usize, usize), Signed>,
    signatures: usize,
    steps: usize,
    routes: Vec<Route>,
    spent: bool,
}

impl<'p, 'd> Search<'p, 'd> {
    fn at(&self, place: usize) -> Option<&'p Certificate<'d>> {
        let entry = self.pool.entries.get(place)?;
        Some(&entry.certificate)
    }

    fn trusted(&self, place: usize) -> bool {
        let entry = self.pool.entries.get(place);
        entry.is_some_and(|entry| entry.anchor)
    }

    /// Goes on from the last of `steps`.
    fn climb(&mut self, steps: &mut Vec<usize>, links: &mut Vec<Signed>) {
        let Some((top, certificate)) = steps.last().and_then(|top| Some((*top, self.at(*top)?)))
        else {
            return;
        };
        if self.trusted(top) {
            return self.bring(steps, links, End::Root);
        }
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 || self.signatures == 0 || self.routes.len() >= ROUTES {
            self.spent = true;
        }
        if self.spent || steps.len() >= LONGEST {
            return self.bring(steps, links, End::Budget);
        }
        let own = certificate.is_self_issued() && self.signed(top, top) == Signed::Holds;
        let named = self.named(certificate);
        // Whoever signed itself is signed by nobody else, save by a trusted certificate of the same name and key.
        let named = named
            .into_iter()
            .filter(|place| !own || self.trusted(*place));
        let (unused, used): (Vec<usize>, Vec<usize>) =
            named.partition(|place| !self.stands_in(steps, *place));
        let mut above = self.fitting(top, certificate, &unused);
        if above.is_empty() && !own {
            // By name alone: the first is the likeliest.
            let first = unused.first().copied();
            above.extend(first.map(|place| (place, self.signed(top, place))));
        }
        if above.is_empty() {
            let end = match (own, used.is_empty()) {
                (true, _) => End::SelfSigned,
                (false, false) => End::Loop,
                (false, true) => End::NoIssuer,
            };
            return self.bring(steps, links, end);
        }
        for (place, link) in above {
            if self.spent && !self.routes.is_empty() {
                return;
            }
            steps.push(place);
            links.push(link);
            self.climb(steps, links);
            steps.pop();
            links.pop();
        }
    }

    /// Those who bear the issuer's name, the likeliest first.
    fn named(&self, child: &Certificate<'_>) -> Vec<usize> {
        let mut named: Vec<usize> = (0..self.pool.entries.len())
            .filter(|place| {
                self.at(*place)
                    .is_some_and(|other| other.subject.same(&child.issuer))
            })
            .collect();
        named.sort_by_key(|place| {
            let certificate = self.at(*place);
            let hint = certificate.map(|certificate| hint(child, certificate));
            let valid = certificate.is_some_and(|certificate| self.is_valid(certificate));
            (hint, Reverse(self.trusted(*place)), Reverse(valid))
        });
        named
    }

    /// Those of `named` whose key made the signature, or may have. If any fits as its identifier says, those whose
    /// identifier says otherwise are not tried.
    fn fitting(
        &mut self,
        top: usize,
        child: &Certificate<'_>,
        named: &[usize],
    ) -> Vec<(usize, Signed)> {
        let mut fitting = Vec::new();
        for place in named {
            let other = self.at(*place);
            let differs = other.is_some_and(|other| hint(child, other) == Hint::Differs);
            if differs && !fitting.is_empty() {
                break;
            }
            match self.signed(top, *place) {
                Signed::Fails(_) | Signed::NotTried => {}
                link @ (Signed::Holds | Signed::Unchecked(_)) => fitting.push((*place, link)),
            }
        }
        fitting
    }

    /// Whether this certificate, or another for the same name and key, is in the path (RFC 4158 §2.4.2).
    fn stands_in(&self, steps: &[usize], place: usize) -> bool {
        let Some(this) = self.at(place) else {
            return true;
        };
        let same = |step: &usize| {
            self.at(*step).is_some_and(|other| {
                other.key.element.raw() == this.key.element.raw()
                    && other.subject.same(&this.subject)
            })
        };
        // A trusted one ends the path, and so closes no circle.
        steps.contains(&place) || steps.iter().any(same) && !self.trusted(place)
    }

    fn is_valid(&self, certificate: &Certificate<'_>) -> bool {
        let [from, to] =
            [&certificate.not_before, &certificate.not_after].map(|stamp| stamp.moment);
        from.is_some_and(|from| from <= self.now) && to.is_some_and(|to| self.now <= to)
    }

    fn signed(&mut self, child: usize, issuer: usize) -> Signed {
        if let Some(seen) = self.seen.get(&(child, issuer)) {
            return seen.clone();
        }
        let (Some(certificate), Some(by)) = (self.at(child), self.at(issuer)) else {
            return Signed::NotTried;
        };
        let Some(left) = self.signatures.checked_sub(1) else {
            self.spent = true;
            return Signed::NotTried;
        };
        self.signatures = left;
        let (inner, outer) = (&certificate.inner_algorithm.oid, &certificate.algorithm.oid);
        let (body, signature) = (certificate.tbs.raw(), certificate.signature_bytes());
        let mut found = signed::check(outer, &by.key, body, signature);
        // Where the two algorithms differ that is the fault, and not that the signature fits only one of them.
        if found != Signed::Holds
            && inner != outer
            && signed::check(inner, &by.key, body, signature) == Signed::Holds
        {
            found = Signed::Holds;
        }
        self.seen.insert((child, issuer), found.clone());
        found
    }

    fn bring(&mut self, steps: &[usize], links: &[Signed], end: End) {
        self.routes.push(Route {
            steps: steps.to_vec(),
            links: links.to_vec(),
            end,
        });
    }
}

/// What the key identifiers say of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hint {
    /// The same key.
    Same,
    /// Nothing: one of them is missing.
    Silent,
    /// Another key.
    Differs,
}

/// Whether the authorityKeyIdentifier of one is the subjectKeyIdentifier of the other (RFC 5280 §4.2.1.1).
pub(crate) fn hint(child: &Certificate<'_>, issuer: &Certificate<'_>) -> Hint {
    match (child.authority_key(), issuer.subject_key()) {
        (Some(wanted), Some(key)) if wanted == key => Hint::Same,
        (Some(_), Some(_)) => Hint::Differs,
        _ => Hint::Silent,
    }
}
