//! Who answers: an authority, or somebody it lets answer in its place (RFC 6960 §2.6, §4.2.2.2).

use std::time::Duration;

use ring::digest;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use crate::base::reader::Malformed;
use crate::base::time::Time;
use crate::pki::key::Key;
use crate::pki::ocsp::answer::{Answer, Complaint, Single, Standing};
use crate::pki::ocsp::question;
use crate::pki::ocsp::question::{CertId, Question};

/// The names and keys of an authority, hashed in every way a client may ask by.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// For each hash: the content of its object identifier, hash of the name, hash of the key.
    hashes: Vec<(&'static [u8], Vec<u8>, Vec<u8>)>,
}

impl Issuer {
    /// That of the certificate in `der`; none if it cannot be read.
    pub fn of(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let name = certificate.subject().as_raw();
        let key = &certificate.public_key().subject_public_key.data;
        let hashes = HASHES.iter().map(|(oid, hash)| {
            let of = |bytes: &[u8]| digest::digest(hash, bytes).as_ref().to_vec();
            (*oid, of(name), of(key))
        });
        Some(Self {
            hashes: hashes.collect(),
        })
    }

    /// Whether `id` names a certificate of this issuer.
    pub fn issued(&self, id: &CertId<'_>) -> bool {
        let mut hashes = self.hashes.iter();
        hashes.any(|(oid, name, key)| {
            *oid == id.hash && name == id.issuer_name && key == id.issuer_key
        })
    }

    /// The `CertID` of the certificate with this serial number, by SHA-1: what most clients ask by, and stapling needs.
    pub fn name(&self, serial: &[u8]) -> Option<Vec<u8>> {
        let (oid, name, key) = self.hashes.first()?;
        Some(yasna::construct_der(|w| {
            w.write_sequence(|w| {
                w.next().write_sequence(|w| {
                    let element = [&[0x06, SHA1_LENGTH], *oid].concat();
                    w.next().write_der(&element);
                    w.next().write_null();
                });
                w.next().write_bytes(name);
                w.next().write_bytes(key);
                w.next().write_der(&integer(serial));
            });
        }))
    }
}

/// An INTEGER whose content is `serial`, as it stands in the certificate; one of more than 127 bytes is none.
fn integer(serial: &[u8]) -> Vec<u8> {
    let length = u8::try_from(serial.len()).ok();
    match length.filter(|n| (1..0x80).contains(n)) {
        Some(n) => [&[0x02, n], serial].concat(),
        None => vec![0x02, 1, 0],
    }
}

/// Content of the object identifier, and the hash.
static HASHES: [(&[u8], &digest::Algorithm); 4] = [
    (
        &[0x2b, 0x0e, 0x03, 0x02, 0x1a],
        &digest::SHA1_FOR_LEGACY_USE_ONLY,
    ),
    (
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
        &digest::SHA256,
    ),
    (
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02],
        &digest::SHA384,
    ),
    (
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03],
        &digest::SHA512,
    ),
];
/// Bytes of the object identifier of SHA-1.
const SHA1_LENGTH: u8 = 5;

/// Whoever signs answers for one issuer.
#[derive(Debug)]
pub struct Responder {
    issuer: Issuer,
    key: Key,
    key_hash: Vec<u8>,
    certificates: Vec<Vec<u8>>,
    /// How long an answer may be used.
    pub lasts: Duration,
}

impl Responder {
    /// The authority with the certificate `issuer`, which signs with its own `key`; none if the certificate cannot be read.
    pub fn itself(issuer: &[u8], key: Key, lasts: Duration) -> Option<Self> {
        Self::new(issuer, issuer, key, Vec::new(), lasts)
    }

    /// Somebody in its place: `delegate` is a certificate of that issuer for OCSPSigning, `key` its key. It goes with every answer.
    pub fn delegated(issuer: &[u8], delegate: &[u8], key: Key, lasts: Duration) -> Option<Self> {
        Self::new(issuer, delegate, key, vec![delegate.to_vec()], lasts)
    }

    fn new(
        issuer: &[u8],
        signer: &[u8],
        key: Key,
        certificates: Vec<Vec<u8>>,
        lasts: Duration,
    ) -> Option<Self> {
        let (_, signer) = X509Certificate::from_der(signer).ok()?;
        let public = &signer.public_key().subject_public_key.data;
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, public);
        Some(Self {
            issuer: Issuer::of(issuer)?,
            key,
            key_hash: hash.as_ref().to_vec(),
            certificates,
            lasts,
        })
    }

    /// The issuer it answers for.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Signs what is said of the certificates of `singles`.
    ///
    /// # Errors
    /// `internalError`.
    pub fn sign(
        &self,
        singles: Vec<Single>,
        nonce: Option<&[u8]>,
        now: Time,
    ) -> Result<Vec<u8>, Complaint> {
        let answer = Answer {
            key_hash: &self.key_hash,
            produced: now,
            this_update: now,
            next_update: now + self.lasts,
            singles,
            nonce,
            certificates: self.certificates.clone(),
        };
        answer
            .signed(&self.key)
            .map_err(|_| Complaint::InternalError)
    }
}

/// Whether the certificate in `der` is certified for OCSPSigning.
pub fn may_answer(der: &[u8]) -> bool {
    let read = X509Certificate::from_der(der).ok();
    let uses = read
        .as_ref()
        .and_then(|(_, certificate)| certificate.extended_key_usage().ok().flatten());
    uses.is_some_and(|uses| uses.value.ocsp_signing)
}

/// What became of a question: the response, and what to say of it.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The response, DER.
    pub der: Vec<u8>,
    /// How it came about.
    pub course: Course,
}

/// How a response came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Course {
    /// Answered.
    Answered {
        /// The serial numbers asked about, and what was said of each.
        said: Vec<(Vec<u8>, Standing)>,
        /// Bytes of the nonce that was repeated; 0: there was none.
        nonce: usize,
    },
    /// The question could not be read: where.
    Malformed(Malformed),
    /// Not answered for another reason.
    Refused(Complaint),
}

/// Answers the question in `der`. `standing` keeps the books: it is asked by responder, as its place in `responders`, and serial number.
///
/// One response has one signer, so the first certificate asked about whose issuer is known here decides who signs; certificates of other
/// issuers are `unknown` in that answer (RFC 6960 §2.2). If no issuer is known, the question goes unanswered: `unauthorized` (§2.3).
pub fn reply(
    der: &[u8],
    responders: &[Responder],
    now: Time,
    standing: &mut dyn FnMut(usize, &[u8]) -> Standing,
) -> Reply {
    let refused = |complaint: Complaint| Reply {
        der: complaint.der(),
        course: Course::Refused(complaint),
    };
    let Question { asks, nonce } = match question::read(der) {
        Ok(question) => question,
        Err(malformed) => {
            return Reply {
                der: Complaint::MalformedRequest.der(),
                course: Course::Malformed(malformed),
            };
        }
    };
    let who = asks.iter().find_map(|id| {
        let mut all = responders.iter().enumerate();
        all.find(|(_, responder)| responder.issuer.issued(id))
    });
    let Some((place, responder)) = who else {
        return refused(Complaint::Unauthorized);
    };
    let said: Vec<(&CertId<'_>, Standing)> = asks
        .iter()
        .map(|id| match responder.issuer.issued(id) {
            true => (id, standing(place, id.serial)),
            false => (id, Standing::Unknown),
        })
        .collect();
    let singles = said.iter().map(|(id, standing)| Single {
        id: id.der.to_vec(),
        standing: *standing,
    });
    match responder.sign(singles.collect(), nonce, now) {
        Ok(der) => Reply {
            der,
            course: Course::Answered {
                said: said
                    .into_iter()
                    .map(|(id, standing)| (id.serial.to_vec(), standing))
                    .collect(),
                nonce: nonce.map_or(0, <[u8]>::len),
            },
        },
        Err(complaint) => refused(complaint),
    }
}
