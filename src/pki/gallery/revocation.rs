//! Lists of revoked certificates (RFC 5280 §5) and answers about one (OCSP, RFC 6960), as the gallery needs them.

use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::keys::hash::Hash;
use crate::pki::gallery::der;
use crate::pki::gallery::extension::Extension;
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::{Fault, Key};

/// A CRL before it is signed.
pub(super) struct Crl {
    pub(super) this_update: Time,
    /// A list without one never says when it is out of date.
    pub(super) next_update: Option<Time>,
    pub(super) revoked: Vec<Revoked>,
}

/// An entry of a CRL.
pub(super) struct Revoked {
    /// The content of the INTEGER.
    pub(super) serial: Vec<u8>,
    pub(super) since: Time,
    /// The code of the reason (RFC 5280 §5.3.1), if one is given.
    pub(super) reason: Option<u8>,
}

impl Crl {
    /// In the name of `issuer`, signed by `key`.
    pub(super) fn sign(&self, issuer: &Issuer, key: &Key) -> Result<Vec<u8>, Fault> {
        let algorithm = key.algorithm();
        let entry = |revoked: &Revoked| {
            let serial = der::tlv(tag::INTEGER, &[&revoked.serial]);
            let because = revoked.reason.map_or_else(Vec::new, |reason| {
                der::sequence(&[&Extension::revoked_because(reason).der()])
            });
            der::sequence(&[&serial, &der::moment(revoked.since), &because])
        };
        let entries: Vec<Vec<u8>> = self.revoked.iter().map(entry).collect();
        // An empty list is left out, not written as an empty sequence (RFC 5280 §5.1.2.6).
        let entries = match entries.is_empty() {
            true => Vec::new(),
            false => der::list(&entries),
        };
        let extensions = [
            Extension::issuer_key(&key.id()).der(),
            Extension::crl_number(7).der(),
        ];
        let body = der::sequence(&[
            &der::integer(&[1]),
            &algorithm.der(),
            &issuer.name,
            &der::moment(self.this_update),
            &self.next_update.map_or_else(Vec::new, der::moment),
            &entries,
            &der::tlv(tag::context_of(0), &[&der::list(&extensions)]),
        ]);
        let signature = key.sign(algorithm, &body)?;
        Ok(der::sequence(&[
            &body,
            &algorithm.der(),
            &der::bits(&signature),
        ]))
    }
}

/// The answer that the certificate with this `serial` is good from `since` until `until`, signed by its issuer itself.
pub(super) fn good(
    issuer: &Issuer,
    serial: &[u8],
    since: Time,
    until: Time,
) -> Result<Vec<u8>, Fault> {
    let sha1 = der::sequence(&[&der::oid(&[0x2b, 0x0e, 3, 2, 0x1a]), &der::NULL]);
    let octets = |octets: &[u8]| der::tlv(tag::OCTET_STRING, &[octets]);
    let id = der::sequence(&[
        &sha1,
        &octets(&Hash::Sha1.digest(&issuer.name)),
        &octets(&issuer.key.id()),
        &der::tlv(tag::INTEGER, &[serial]),
    ]);
    let until = der::tlv(tag::context_of(0), &[&der::long_moment(until)]);
    let single = der::sequence(&[
        &id,
        &der::tlv(tag::context(0), &[]),
        &der::long_moment(since),
        &until,
    ]);
    let body = der::sequence(&[
        &der::tlv(tag::context_of(1), &[&issuer.name]),
        &der::long_moment(since),
        &der::sequence(&[&single]),
    ]);
    let algorithm = issuer.key.algorithm();
    let signature = der::bits(&issuer.key.sign(algorithm, &body)?);
    let basic = der::sequence(&[&body, &algorithm.der(), &signature]);
    let kind = der::oid(&[0x2b, 6, 1, 5, 5, 7, 48, 1, 1]);
    let bytes = der::sequence(&[&kind, &octets(&basic)]);
    let successful = der::tlv(tag::ENUMERATED, &[&[0]]);
    Ok(der::sequence(&[
        &successful,
        &der::tlv(tag::context_of(0), &[&bytes]),
    ]))
}

/// The reason of the gallery's lists.
pub(super) const KEY_COMPROMISE: u8 = 1;
