//! Certificates read once, for every connection that shows them.

use std::collections::HashMap;
use std::rc::Rc;

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

use crate::base::verdict::Verdict;
use crate::keys::certificate::{self, Summary};

/// Certificates read before, by their SHA-256.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    read: HashMap<[u8; 32], Rc<Read>>,
    /// Signatures checked before: whose, with whose key.
    pub(crate) links: HashMap<[[u8; 32]; 2], Verdict>,
}

/// A certificate as it was read.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) sha1: [u8; 20],
    pub(crate) sha256: [u8; 32],
    /// None: it is no X.509 certificate.
    pub(crate) summary: Option<Summary>,
}

impl Shelf {
    /// Reads a certificate, unless it was read before.
    pub(crate) fn read(&mut self, der: &[u8]) -> Rc<Read> {
        let sha256 = digest(&SHA256, der).as_ref().try_into().unwrap_or([0; 32]);
        if let Some(known) = self.read.get(&sha256) {
            return Rc::clone(known);
        }
        let sha1 = digest(&SHA1_FOR_LEGACY_USE_ONLY, der);
        let read = Rc::new(Read {
            sha1: sha1.as_ref().try_into().unwrap_or([0; 20]),
            sha256,
            summary: certificate::summary(der),
        });
        if self.read.len() >= MOST {
            self.read.clear();
            self.links.clear();
        }
        self.read.insert(sha256, Rc::clone(&read));
        read
    }
}

/// Certificates remembered; then all are forgotten at once, and read again as they come.
const MOST: usize = 1000;
