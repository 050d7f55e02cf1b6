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
    pub(super) next_update: Time,
    /// The serial number (as the content of an INTEGER) that is revoked, and since when.
    pub(super) revoked: Vec<(Vec<u8>, Time)>,
}

impl Crl {
    /// In the name of `issuer`, signed by `key`.
    pub(super) fn sign(&self, issuer: &Issuer, key: &Key) -> Result<Vec<u8>, Fault> {
        let algorithm = key.algorithm();
        let because = der::sequence(&[&Extension::revoked_because(KEY_COMPROMISE).der()]);
        let entry = |(serial, since): &(Vec<u8>, Time)| {
            let serial = der::tlv(tag::INTEGER, &[serial]);
            der::sequence(&[&serial, &der::moment(*since), &because])
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
            &der::moment(self.next_update),
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

const KEY_COMPROMISE: u8 = 1;
