//! Certificates alone in PKCS#7 (RFC 2315, RFC 5652 §5.1): `.p7b`, as Windows and Java take chains.
//!
//! Written only: the dissect room reads them.

use yasna::Tag;
use yasna::models::ObjectIdentifier;

/// A `SignedData` that nobody signs, with `certificates` in it, in that order: RFC 5652 §10.2.3 promises readers none, and does
/// not ask for the sorting of DER outside of what is signed; those who do look at the order are served best by the right one.
pub fn write(certificates: &[Vec<u8>]) -> Vec<u8> {
    yasna::construct_der(|w| {
        w.write_sequence(|w| {
            w.next().write_oid(&oid(&SIGNED_DATA));
            w.next().write_tagged(Tag::context(0), |w| {
                w.write_sequence(|w| {
                    w.next().write_u8(1);
                    w.next().write_set(|_| {});
                    w.next().write_sequence(|w| w.next().write_oid(&oid(&DATA)));
                    w.next().write_tagged_implicit(Tag::context(0), |w| {
                        w.write_set(|w| {
                            for der in certificates.iter().filter(|der| !der.is_empty()) {
                                w.next().write_der(der);
                            }
                        });
                    });
                    w.next().write_set(|_| {});
                });
            });
        });
    })
}

fn oid(arcs: &[u64]) -> ObjectIdentifier {
    ObjectIdentifier::from_slice(arcs)
}

/// id-signedData.
const SIGNED_DATA: [u64; 7] = [1, 2, 840, 113_549, 1, 7, 2];
/// id-data.
const DATA: [u64; 7] = [1, 2, 840, 113_549, 1, 7, 1];
