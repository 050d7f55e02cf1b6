//! A certificate before it is signed (RFC 5280 §4.1): every part can be set to what it must not be.

use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::pki::gallery::algorithm::Algorithm;
use crate::pki::gallery::der;
use crate::pki::gallery::extension::Extension;
use crate::pki::gallery::key::{Fault, Key};

/// What will stand in a certificate.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) version: Version,
    /// The content of the INTEGER, as it is to stand there.
    pub(super) serial: Vec<u8>,
    /// The algorithm named inside, under the signature; `None`: the one it is signed with.
    pub(super) inner: Option<Algorithm>,
    /// The algorithm named outside, beside the signature; `None`: the one it is signed with.
    pub(super) outer: Option<Algorithm>,
    /// A distinguished name in DER.
    pub(super) issuer: Vec<u8>,
    pub(super) not_before: Time,
    pub(super) not_after: Time,
    /// A distinguished name in DER.
    pub(super) subject: Vec<u8>,
    pub(super) spki: Vec<u8>,
    /// In this order, as often as they stand here.
    pub(super) extensions: Vec<Extension>,
}

/// The version it claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Says nothing, which means version 1.
    One,
    Three,
}

impl Plan {
    /// Puts `extension` in the place of those of its kind, or behind all others.
    pub(super) fn set(&mut self, extension: Extension) {
        match self
            .extensions
            .iter_mut()
            .find(|old| old.is(&extension.oid))
        {
            Some(old) => *old = extension,
            None => self.extensions.push(extension),
        }
    }

    /// Takes away the extensions of the kind `oid`.
    pub(super) fn without(&mut self, oid: &[u8]) {
        self.extensions.retain(|extension| !extension.is(oid));
    }

    /// Signed by `key` as that key signs.
    pub(super) fn sign(&self, key: &Key) -> Result<Vec<u8>, Fault> {
        self.sign_with(key, key.algorithm())
    }

    /// Signed by `key` with `algorithm`.
    pub(super) fn sign_with(&self, key: &Key, algorithm: Algorithm) -> Result<Vec<u8>, Fault> {
        let signature = key.sign(algorithm, &self.body(algorithm))?;
        Ok(self.close(algorithm, &signature))
    }

    /// Under the signature that `key` made for `other`.
    pub(super) fn with_signature_of(&self, other: &Self, key: &Key) -> Result<Vec<u8>, Fault> {
        let algorithm = key.algorithm();
        let signature = key.sign(algorithm, &other.body(algorithm))?;
        Ok(self.close(algorithm, &signature))
    }

    fn close(&self, algorithm: Algorithm, signature: &[u8]) -> Vec<u8> {
        let outer = self.outer.unwrap_or(algorithm).der();
        der::sequence(&[&self.body(algorithm), &outer, &der::bits(signature)])
    }

    /// What the signature covers: the TBSCertificate.
    fn body(&self, algorithm: Algorithm) -> Vec<u8> {
        let version = match self.version {
            Version::One => Vec::new(),
            Version::Three => der::tlv(tag::context_of(0), &[&der::integer(&[2])]),
        };
        let validity = [der::moment(self.not_before), der::moment(self.not_after)];
        let extensions: Vec<Vec<u8>> = self.extensions.iter().map(Extension::der).collect();
        let extensions = match extensions.is_empty() {
            true => Vec::new(),
            false => der::tlv(tag::context_of(3), &[&der::list(&extensions)]),
        };
        der::sequence(&[
            &version,
            &der::tlv(tag::INTEGER, &[&self.serial]),
            &self.inner.unwrap_or(algorithm).der(),
            &self.issuer,
            &der::list(&validity),
            &self.subject,
            &self.spki,
            &extensions,
        ])
    }
}
