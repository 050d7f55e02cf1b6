//! One path and everything around it that a check may look at.

use std::ops::Range;

use crate::base::text::Text;
use crate::trust::certificate::Certificate;
use crate::trust::check::Check;
use crate::trust::crl::Crl;
use crate::trust::fault::{Fault, Place};
use crate::trust::moment::Moment;
use crate::trust::ocsp::Ocsp;
use crate::trust::path::End;
use crate::trust::pool::Pool;
use crate::trust::question::Question;
use crate::trust::reason::Reason;
use crate::trust::remark::Remark;
use crate::trust::signed::Signed;

/// A path under judgement.
pub(crate) struct Course<'c, 'd> {
    /// What was asked.
    pub(crate) question: &'c Question<'d>,
    /// All certificates at hand.
    pub(crate) pool: &'c Pool<'d>,
    /// Unaltered certificates to compare with.
    pub(crate) known: &'c [Certificate<'d>],
    /// The revocation lists of the question.
    pub(crate) crls: &'c [Result<Crl<'d>, Remark>],
    /// The OCSP responses of the question.
    pub(crate) ocsp: &'c [Result<Ocsp<'d>, Remark>],
    /// Whether the leaf's key shares a prime with another.
    pub(crate) shared: &'c Check,
    /// The certificates of the path, the leaf first.
    pub(crate) path: Vec<&'c Certificate<'d>>,
    /// For each certificate but the last: whether the next one signed it.
    pub(crate) links: &'c [Signed],
    /// How the path ends.
    pub(crate) end: End,
}

impl<'c, 'd> Course<'c, 'd> {
    /// The moment asked about.
    pub(crate) fn now(&self) -> Moment {
        self.question.at.into()
    }

    /// Whether this is the trusted certificate at the end.
    pub(crate) fn is_anchor(&self, index: usize) -> bool {
        self.end == End::Root && index + 1 == self.path.len()
    }

    /// The certificates of the path with their places.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, &'c Certificate<'d>)> {
        self.path.iter().copied().enumerate()
    }

    /// A fault of the certificate at `index`.
    pub(crate) fn fault(
        &self,
        reason: &'static Reason,
        index: usize,
        at: Range<usize>,
        says: Text,
    ) -> Fault {
        let place = Place::Certificate { index, at };
        Fault::new(reason, place, self.question.profile, says)
    }

    /// A fault of the path as a whole.
    pub(crate) fn path_fault(&self, reason: &'static Reason, says: Text) -> Fault {
        Fault::new(reason, Place::Path, self.question.profile, says)
    }
}
