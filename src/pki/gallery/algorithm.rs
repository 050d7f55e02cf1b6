//! The algorithms certificates of the gallery say they are signed with, the broken ones too.

use crate::dissect::x509::tag;
use crate::keys::hash::Hash;
use crate::pki::gallery::der;

/// A signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// ecdsa-with-SHA256 (RFC 5758 §3.2).
    EcdsaSha256,
    /// ecdsa-with-SHA384.
    EcdsaSha384,
    /// sha256WithRSAEncryption (RFC 4055 §5).
    RsaSha256,
    /// sha1WithRSAEncryption (RFC 3279 §2.2.1).
    RsaSha1,
    /// md5WithRSAEncryption (RFC 3279 §2.2.1).
    RsaMd5,
}

impl Algorithm {
    /// Its AlgorithmIdentifier: with RSA the parameters are NULL, with ECDSA there are none.
    pub(super) fn der(self) -> Vec<u8> {
        let rsa = |last| {
            let oid = der::oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, last]);
            der::sequence(&[&oid, &der::NULL])
        };
        let ecdsa = |last| der::sequence(&[&der::oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, last])]);
        match self {
            Self::EcdsaSha256 => ecdsa(2),
            Self::EcdsaSha384 => ecdsa(3),
            Self::RsaSha256 => rsa(11),
            Self::RsaSha1 => rsa(5),
            Self::RsaMd5 => rsa(4),
        }
    }

    /// The hash it names.
    pub(super) fn hash(self) -> Hash {
        match self {
            Self::EcdsaSha256 | Self::RsaSha256 => Hash::Sha256,
            Self::EcdsaSha384 => Hash::Sha384,
            Self::RsaSha1 => Hash::Sha1,
            Self::RsaMd5 => Hash::Md5,
        }
    }

    /// What stands before the hash in an RSA signature: a DigestInfo up to the hash itself (RFC 8017 §9.2).
    pub(super) fn digest_info(self) -> Vec<u8> {
        let oid: &[u8] = match self.hash() {
            Hash::Md5 => &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 5],
            Hash::Sha1 => &[0x2b, 0x0e, 3, 2, 0x1a],
            Hash::Sha256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
            Hash::Sha384 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
        };
        let length = self.hash().length();
        let algorithm = der::sequence(&[&der::oid(oid), &der::NULL]);
        let whole = der::sequence(&[
            &algorithm,
            &der::tlv(tag::OCTET_STRING, &[&vec![0; length]]),
        ]);
        whole
            .get(..whole.len().saturating_sub(length))
            .unwrap_or_default()
            .to_vec()
    }
}
