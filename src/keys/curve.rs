//! Elliptic-curve Diffie-Hellman: X25519 (RFC 7748), P-256 and P-384 (RFC 8446 §4.2.8.2).

use p256::elliptic_curve::sec1::ToEncodedPoint;
use x25519_dalek::StaticSecret;

/// A curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// Curve25519.
    X25519,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
}

/// An ephemeral private key.
pub enum Private {
    /// A scalar of Curve25519.
    X25519(StaticSecret),
    /// A scalar of P-256.
    P256(p256::SecretKey),
    /// A scalar of P-384.
    P384(p384::SecretKey),
}

impl Private {
    /// The private key whose scalar is `bytes`: 32, 48 for P-384. None where they are no scalar: of another length, or
    /// with the NIST curves zero or not below the group's order.
    pub fn of(curve: Curve, bytes: &[u8]) -> Option<Self> {
        Some(match curve {
            Curve::X25519 => Self::X25519(<[u8; 32]>::try_from(bytes).ok()?.into()),
            Curve::P256 => Self::P256(p256::SecretKey::from_slice(bytes).ok()?),
            Curve::P384 => Self::P384(p384::SecretKey::from_slice(bytes).ok()?),
        })
    }

    /// The scalar: 32 bytes, 48 for P-384; little-endian for X25519, big-endian for the NIST curves.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::X25519(key) => key.to_bytes().to_vec(),
            Self::P256(key) => key.to_bytes().to_vec(),
            Self::P384(key) => key.to_bytes().to_vec(),
        }
    }

    /// The key share: 32 bytes for X25519, else an uncompressed point of 65 or 97 bytes.
    pub fn share(&self) -> Vec<u8> {
        match self {
            Self::X25519(key) => x25519_dalek::PublicKey::from(key).to_bytes().to_vec(),
            Self::P256(key) => key.public_key().to_encoded_point(false).as_bytes().into(),
            Self::P384(key) => key.public_key().to_encoded_point(false).as_bytes().into(),
        }
    }

    /// The shared secret with the owner of `peer`: 32 bytes, 48 for P-384. None where `peer` is no point of the curve, or
    /// one of those few of X25519 with which every private key gives zero (RFC 8446 §7.4.2).
    pub fn agree(&self, peer: &[u8]) -> Option<Vec<u8>> {
        Some(match self {
            Self::X25519(key) => {
                let secret = key.diffie_hellman(&<[u8; 32]>::try_from(peer).ok()?.into());
                if !secret.was_contributory() {
                    return None;
                }
                secret.as_bytes().to_vec()
            }
            Self::P256(key) => {
                let peer = p256::PublicKey::from_sec1_bytes(uncompressed(peer)?).ok()?;
                p256::ecdh::diffie_hellman(key.to_nonzero_scalar(), peer.as_affine())
                    .raw_secret_bytes()
                    .to_vec()
            }
            Self::P384(key) => {
                let peer = p384::PublicKey::from_sec1_bytes(uncompressed(peer)?).ok()?;
                p384::ecdh::diffie_hellman(key.to_nonzero_scalar(), peer.as_affine())
                    .raw_secret_bytes()
                    .to_vec()
            }
        })
    }
}

/// Only the uncompressed form may stand in a key share.
fn uncompressed(share: &[u8]) -> Option<&[u8]> {
    (share.first() == Some(&4)).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8448 §3.
    #[test]
    fn x25519_gives_the_secret_of_the_rfc() {
        let private = "49af42ba7f7994852d713ef2784bcbcaa7911de26adc5642cb634540e7ea5005";
        let peer = "c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f";
        let secret = "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d";
        let private = Private::of(Curve::X25519, &hex::decode(private).unwrap()).unwrap();
        let agreed = private.agree(&hex::decode(peer).unwrap());
        assert_eq!(hex::encode(agreed.unwrap()), secret);
    }

    #[test]
    fn both_ends_agree_and_bad_shares_are_refused() {
        for (curve, n) in [(Curve::X25519, 32), (Curve::P256, 32), (Curve::P384, 48)] {
            let [one, other] = [7, 9].map(|byte| Private::of(curve, &vec![byte; n]).unwrap());
            let secret = one.agree(&other.share()).unwrap();
            assert_eq!(secret, other.agree(&one.share()).unwrap());
            assert_eq!(secret.len(), n);
            for bad in [vec![], vec![0; 32], vec![0; one.share().len()], vec![2; 33]] {
                assert!(one.agree(&bad).is_none(), "{curve:?} {bad:?}");
            }
        }
        assert!(Private::of(Curve::P256, &[0; 32]).is_none());
        assert!(Private::of(Curve::P384, &[255; 48]).is_none());
    }
}
