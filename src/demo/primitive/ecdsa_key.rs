//! Keys that sign with ECDSA on the NIST curves.

use p256::ecdsa::signature::Signer as _;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;

/// A curve to sign on with ECDSA, each with the hash that fits it: SHA-256, SHA-384, SHA-512.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    /// The public key of the scalar `private`: an uncompressed point.
    pub(super) fn public(self, private: &[u8]) -> Option<Vec<u8>> {
        let point = match self {
            Self::P256 => {
                let key = p256::SecretKey::from_slice(private).ok()?.public_key();
                key.to_encoded_point(false).as_bytes().to_vec()
            }
            Self::P384 => {
                let key = p384::SecretKey::from_slice(private).ok()?.public_key();
                key.to_encoded_point(false).as_bytes().to_vec()
            }
            Self::P521 => {
                let key = p521::SecretKey::from_slice(private).ok()?.public_key();
                key.to_encoded_point(false).as_bytes().to_vec()
            }
        };
        Some(point)
    }

    /// A signature: r and s, each as long as the order. The nonce comes out of key and message (RFC 6979).
    pub(super) fn sign(self, private: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        Some(match self {
            Self::P256 => {
                let key = p256::ecdsa::SigningKey::from_slice(private).ok()?;
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Self::P384 => {
                let key = p384::ecdsa::SigningKey::from_slice(private).ok()?;
                let signature: p384::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Self::P521 => {
                let key = p521::ecdsa::SigningKey::from_slice(private).ok()?;
                let signature: p521::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
        })
    }

    /// r and s, each as long as the order, as a DER sequence; none where one is zero or not below the order.
    pub(super) fn der(self, fixed: &[u8]) -> Option<Vec<u8>> {
        Some(match self {
            Self::P256 => {
                let signature = p256::ecdsa::Signature::from_slice(fixed).ok()?;
                signature.to_der().as_bytes().to_vec()
            }
            Self::P384 => {
                let signature = p384::ecdsa::Signature::from_slice(fixed).ok()?;
                signature.to_der().as_bytes().to_vec()
            }
            Self::P521 => {
                let signature = p521::ecdsa::Signature::from_slice(fixed).ok()?;
                signature.to_der().as_bytes().to_vec()
            }
        })
    }
}
