//! Signing with RSA keys that are too small for rustls' own signers: an exhibit has to be able to answer.

use std::sync::Arc;

use ring::rand::{SecureRandom, SystemRandom};
use rustls::sign::{Signer, SigningKey};
use rustls::{Error, SignatureAlgorithm, SignatureScheme};

use crate::pki::gallery::key::{Key, Padding};

/// An RSA key of any size.
#[derive(Debug)]
pub(super) struct Small(Arc<Key>);

impl Small {
    /// The key, if it is an RSA key.
    pub(super) fn new(key: &Key) -> Option<Self> {
        key.modulus().map(|_| Self(Arc::new(key.clone())))
    }
}

impl SigningKey for Small {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let known = [
            (SignatureScheme::RSA_PSS_SHA256, Padding::Pss),
            (SignatureScheme::RSA_PKCS1_SHA256, Padding::Pkcs1),
        ];
        let (scheme, padding) = known
            .into_iter()
            .find(|(scheme, _)| offered.contains(scheme))?;
        Some(Box::new(Pen {
            key: Arc::clone(&self.0),
            scheme,
            padding,
        }))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::RSA
    }
}

#[derive(Debug)]
struct Pen {
    key: Arc<Key>,
    scheme: SignatureScheme,
    padding: Padding,
}

impl Signer for Pen {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut salt = [0; 32];
        SystemRandom::new()
            .fill(&mut salt)
            .map_err(|_| Error::FailedToGetRandomBytes)?;
        let signed = self.key.sign_for_tls(self.padding, message, salt);
        signed.map_err(|why| Error::General(why.to_string()))
    }

    fn scheme(&self) -> SignatureScheme {
        self.scheme
    }
}
