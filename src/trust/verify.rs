//! The judgement (RFC 5280 §6): all paths that can be built, every check on each, and the best of them.

use crate::base::text::Text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::checks;
use crate::trust::course::Course;
use crate::trust::crl::Crl;
use crate::trust::fault::{Fault, Place};
use crate::trust::ocsp::Ocsp;
use crate::trust::path::{self, End, Route};
use crate::trust::pool::Pool;
use crate::trust::question::{Origin, Question};
use crate::trust::reasons::tls;

/// What came of a question.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// Every path that was found, the best first. Never empty.
    pub candidates: Vec<Candidate>,
    /// Which of them is judged: a path that holds, or else the one that comes nearest.
    pub chosen: usize,
}

impl Verification {
    /// The path that is judged.
    pub fn path(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen)
    }

    /// Whether the certificate may be believed.
    pub fn accepted(&self) -> bool {
        self.path().is_some_and(Candidate::holds)
    }

    /// Everything found on the path that is judged.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.path().into_iter().flat_map(Candidate::faults)
    }
}

/// A path, complete or not, with every check on it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its certificates, the leaf first; the root last, if one was reached.
    pub members: Vec<Member>,
    /// The checks in order.
    pub checks: Vec<Check>,
}

impl Candidate {
    /// Whether nothing refuses it.
    pub fn holds(&self) -> bool {
        !self.faults().any(Fault::refuses)
    }

    /// Everything found on it.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.checks.iter().flat_map(|check| &check.faults)
    }
}

/// A certificate of a path.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where it comes from.
    pub origin: Origin,
    /// Its bytes.
    pub der: Vec<u8>,
}

/// Judges the question: builds every path, checks each, and chooses.
pub fn verify(question: &Question<'_>) -> Verification {
    let pool = Pool::read(question);
    if pool.leaf().is_none() {
        return unread(question, &pool);
    }
    let known = question.known.iter().take(MOST);
    let known: Vec<Certificate<'_>> = known
        .filter_map(|der| Certificate::read(der).ok())
        .collect();
    let crls: Vec<_> = question.crls.iter().map(|der| Crl::read(der)).collect();
    let ocsp: Vec<_> = question.ocsp.iter().map(|der| Ocsp::read(der)).collect();
    let shared = checks::shared::check(question, &pool, &known);
    let routes = path::routes(&pool, question.at.into());
    let mut candidates: Vec<(Rank, Candidate)> = routes
        .iter()
        .map(|route| {
            let entries = route
                .steps
                .iter()
                .filter_map(|step| pool.entries.get(*step));
            let course = Course {
                question,
                pool: &pool,
                known: &known,
                crls: &crls,
                ocsp: &ocsp,
                shared: &shared,
                path: entries.map(|entry| &entry.certificate).collect(),
                links: &route.links,
                end: route.end,
            };
            let candidate = Candidate {
                members: members(&pool, route),
                checks: checks::all(&course),
            };
            (Rank::of(&candidate, route), candidate)
        })
        .collect();
    candidates.sort_by_key(|(rank, _)| *rank);
    Verification {
        candidates: candidates
            .into_iter()
            .map(|(_, candidate)| candidate)
            .collect(),
        chosen: 0,
    }
}

/// Certificates to compare with that are read.
const MOST: usize = 64;

/// How good a path is: less is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// How it ends: at a root, else as near to one as can be.
    end: u8,
    /// Faults that refuse it.
    errors: usize,
    length: usize,
    /// The rest of what was found.
    remarks: usize,
}

impl Rank {
    fn of(candidate: &Candidate, route: &Route) -> Self {
        let errors = candidate.faults().filter(|fault| fault.refuses()).count();
        let end = match route.end {
            End::Root if errors == 0 => 0,
            End::Root => 1,
            End::SelfSigned => 2,
            End::NoIssuer => 3,
            End::Loop => 4,
            End::Budget => 5,
        };
        Self {
            end,
            errors,
            length: route.steps.len(),
            remarks: candidate.faults().count(),
        }
    }
}

fn members(pool: &Pool<'_>, route: &Route) -> Vec<Member> {
    let entries = route
        .steps
        .iter()
        .filter_map(|step| pool.entries.get(*step));
    entries
        .map(|entry| Member {
            origin: entry.origin,
            der: entry.certificate.der.to_vec(),
        })
        .collect()
}

static READABLE: Kind = Kind::new(
    "form",
    "RFC 5280 §4.1",
    "the certificate is well formed",
    "인증서의 꼴이 올바르다",
);

/// There is no leaf: none was shown, or it cannot be read.
fn unread(question: &Question<'_>, pool: &Pool<'_>) -> Verification {
    let profile = question.profile;
    let fault = match pool
        .unread
        .iter()
        .find(|(origin, _)| *origin == Origin::Leaf)
    {
        Some((_, remark)) if !question.leaf.is_empty() => remark.placed(0, profile),
        Some(_) | None => {
            let says = Text::new("no certificate was shown", "인증서를 보이지 않았다");
            Fault::new(&tls::CLIENT_CERT, Place::Path, profile, says)
        }
    };
    let index = (!question.leaf.is_empty()).then_some(0);
    let member = Member {
        origin: Origin::Leaf,
        der: question.leaf.to_vec(),
    };
    Verification {
        candidates: vec![Candidate {
            members: index.map(|_| member).into_iter().collect(),
            checks: vec![READABLE.judged(index, vec![fault], Text::EMPTY)],
        }],
        chosen: 0,
    }
}
