//! All certificates at hand for one question, read once.

use crate::trust::certificate::Certificate;
use crate::trust::question::{Origin, Question};
use crate::trust::remark::Remark;

/// The certificates of a question.
pub(crate) struct Pool<'d> {
    /// Those that could be read, each once; the leaf first.
    pub(crate) entries: Vec<Entry<'d>>,
    /// Those that could not.
    pub(crate) unread: Vec<(Origin, Remark)>,
}

/// A certificate at hand.
pub(crate) struct Entry<'d> {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// What it says.
    pub(crate) certificate: Certificate<'d>,
    /// Whether it is believed.
    pub(crate) anchor: bool,
}

/// More than anybody needs to find a path; the rest of what a hostile peer sends is left unread.
const MOST: usize = 2048;

impl<'d> Pool<'d> {
    /// Reads what the question brings.
    pub(crate) fn read(question: &Question<'d>) -> Self {
        let mut pool = Self {
            entries: Vec::new(),
            unread: Vec::new(),
        };
        let trusted = |der: &[u8]| question.roots.iter().any(|root| root == der);
        pool.add(Origin::Leaf, question.leaf, trusted(question.leaf));
        let roots = question.roots.iter().enumerate().take(MOST);
        for (n, root) in roots.filter(|(_, root)| root.as_slice() != question.leaf) {
            pool.add(Origin::Root(n), root, true);
        }
        let between = question.intermediates.iter().enumerate().take(MOST);
        for (n, der) in between {
            let seen = question.intermediates.iter().take(n);
            if der == question.leaf || trusted(der) || seen.into_iter().any(|other| other == der) {
                continue;
            }
            pool.add(Origin::Intermediate(n), der, false);
        }
        pool
    }

    fn add(&mut self, origin: Origin, der: &'d [u8], anchor: bool) {
        match Certificate::read(der) {
            Ok(certificate) => self.entries.push(Entry {
                origin,
                certificate,
                anchor,
            }),
            Err(remark) => self.unread.push((origin, remark)),
        }
    }

    /// The leaf, if it could be read.
    pub(crate) fn leaf(&self) -> Option<&Entry<'d>> {
        let first = self.entries.first();
        first.filter(|entry| entry.origin == Origin::Leaf)
    }
}
