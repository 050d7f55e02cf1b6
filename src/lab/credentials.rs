//! The certificates of a run, from an authority made for it and thrown away with it.

use std::time::Duration;

use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::base::time::Time;
use crate::lab::blueprint::{Credential, Sends, Signed, Term};
use crate::pki::key::KeyKind;
use crate::pki::throwaway::{Authority, Error, Signer, Wish};
use crate::trust::question::Purpose;

const DAY: Duration = Duration::from_secs(86_400);
/// How long our certificates are good for.
const TERM: Duration = Duration::from_secs(90 * 86_400);

/// Where a run's certificates come from.
pub struct Office {
    trusted: Authority,
    key: KeyKind,
    seed: Option<u64>,
    now: Time,
}

/// A certificate with its chain and its private key.
pub struct Held {
    /// The certificates to send, the end's own first.
    pub chain: Vec<CertificateDer<'static>>,
    /// Its private key.
    pub key: PrivateKeyDer<'static>,
}

impl Office {
    /// An office that issues certificates with keys of the kind `key`.
    ///
    /// # Errors
    /// The authority could not be made.
    pub fn new(now: Time, seed: Option<u64>, key: KeyKind) -> Result<Self, Error> {
        Ok(Self {
            trusted: Authority::new(now, seed, "tlslab throw-away CA")?,
            key,
            seed,
            now,
        })
    }

    /// The root the client trusts, DER.
    pub fn root(&self) -> Vec<u8> {
        self.trusted.root_der()
    }

    /// The root as rustls wants it.
    ///
    /// # Errors
    /// rustls does not take the root.
    pub fn roots(&self) -> Result<RootCertStore, rustls::Error> {
        let mut store = RootCertStore::empty();
        store.add(CertificateDer::from(self.root()))?;
        Ok(store)
    }

    /// Issues what `wanted` asks for.
    ///
    /// # Errors
    /// The authority could not make it.
    pub fn issue(&self, wanted: &Credential, purpose: Purpose) -> Result<Held, Error> {
        let (not_before, not_after) = match wanted.term {
            Term::Current => (before(self.now, DAY), self.now + TERM),
            Term::Over => (before(self.now, TERM), before(self.now, DAY)),
            Term::ToCome => (self.now + DAY, self.now + TERM),
        };
        let wish = Wish {
            names: vec![wanted.name.clone().into_owned()],
            key: self.key,
            purpose,
            not_before,
            not_after,
            signer: match wanted.signed {
                Signed::ByIntermediate | Signed::ByStranger => Signer::Intermediate,
                Signed::ByItself => Signer::Itself,
            },
        };
        let issued = match wanted.signed {
            Signed::ByIntermediate | Signed::ByItself => self.trusted.issue(&wish)?,
            Signed::ByStranger => {
                Authority::new(self.now, self.seed, "tlslab unknown CA")?.issue(&wish)?
            }
        };
        let sent = match wanted.sends {
            Sends::Chain => issued.chain.len(),
            Sends::LeafOnly => 1,
        };
        Ok(Held {
            chain: issued
                .chain
                .into_iter()
                .take(sent)
                .map(CertificateDer::from)
                .collect(),
            key: PrivatePkcs8KeyDer::from(issued.key_pkcs8).into(),
        })
    }
}

fn before(time: Time, by: Duration) -> Time {
    Time(
        time.0
            .saturating_sub(u64::try_from(by.as_nanos()).unwrap_or(u64::MAX)),
    )
}
