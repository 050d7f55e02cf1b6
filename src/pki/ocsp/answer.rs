//! An `OCSPResponse` in DER (RFC 6960 §4.2.1): what is signed, and the errors, which are not.

use rcgen::SigningKey;
use yasna::models::{GeneralizedTime, ObjectIdentifier};
use yasna::{DERWriter, DERWriterSeq, Tag};

use crate::base::text::Doc;
use crate::base::time::Time;
use crate::pki::key::{Key, KeyKind};

/// What is said of one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Issued, and not called back.
    Good,
    /// Called back.
    Revoked {
        /// When.
        at: Time,
        /// Why, as CRLReason numbers it; none where no reason is given (RFC 5280 §5.3.1).
        reason: Option<u8>,
    },
    /// Never issued by this authority, as far as its books go.
    Unknown,
}

impl Standing {
    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Revoked { .. } => "revoked",
            Self::Unknown => "unknown",
        }
    }
}

/// What is said of one certificate, and for which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Single {
    /// The `CertID`, as it was asked.
    pub id: Vec<u8>,
    /// What is said.
    pub standing: Standing,
}

/// Why a question is not answered. Nobody signs this: whoever is on the path can say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// The question is not as RFC 6960 wants it.
    MalformedRequest,
    /// The responder is broken inside.
    InternalError,
    /// Not now.
    TryLater,
    /// The question should be signed.
    SigRequired,
    /// This responder does not speak for that issuer.
    Unauthorized,
}

impl Complaint {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::MalformedRequest,
        Self::InternalError,
        Self::TryLater,
        Self::SigRequired,
        Self::Unauthorized,
    ];

    /// Its number (OCSPResponseStatus). 4 is not used.
    pub fn code(self) -> u8 {
        match self {
            Self::MalformedRequest => 1,
            Self::InternalError => 2,
            Self::TryLater => 3,
            Self::SigRequired => 5,
            Self::Unauthorized => 6,
        }
    }

    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::MalformedRequest => "malformedRequest",
            Self::InternalError => "internalError",
            Self::TryLater => "tryLater",
            Self::SigRequired => "sigRequired",
            Self::Unauthorized => "unauthorized",
        }
    }

    /// What it means.
    pub const fn doc(self) -> Doc {
        match self {
            Self::MalformedRequest => Doc::new(
                "the question is not as RFC 6960 wants it",
                "물음이 RFC 6960의 형식이 아니다",
            ),
            Self::InternalError => {
                Doc::new("the responder could not sign", "응답자가 서명하지 못했다")
            }
            Self::TryLater => Doc::new("not now, ask again later", "지금은 답할 수 없다"),
            Self::SigRequired => {
                Doc::new("the question must be signed", "물음에 서명이 있어야 한다")
            }
            Self::Unauthorized => Doc::new(
                "the question is about an issuer this responder does not speak for",
                "이 응답자가 대신하지 않는 발급자에 관한 물음이다",
            ),
        }
    }

    /// The whole response: a status and nothing else.
    pub fn der(self) -> Vec<u8> {
        yasna::construct_der(|w| {
            w.write_sequence(|w| w.next().write_enum(self.code().into()));
        })
    }
}

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// SHA-1 of the signer's public key: how a client finds the certificate to check the signature with.
    pub key_hash: &'a [u8],
    /// When it is signed.
    pub produced: Time,
    /// From when it holds.
    pub this_update: Time,
    /// Until when it may be used.
    pub next_update: Time,
    /// One entry for each certificate asked about.
    pub singles: Vec<Single>,
    /// What the question wants repeated.
    pub nonce: Option<&'a [u8]>,
    /// The certificate of the signer, where that is not the issuer.
    pub certificates: Vec<Vec<u8>>,
}

impl Answer<'_> {
    /// The whole response, signed with `key`.
    ///
    /// # Errors
    /// If a moment cannot be written, or the key does not sign.
    pub fn signed(&self, key: &Key) -> Result<Vec<u8>, NotSigned> {
        let data = yasna::try_construct_der(|w| w.write_sequence(|w| self.data(w)))?;
        let signature = SigningKey::sign(key, &data).map_err(|_| NotSigned)?;
        let basic = yasna::construct_der(|w| {
            w.write_sequence(|w| {
                w.next().write_der(&data);
                algorithm(w.next(), key.kind);
                w.next().write_bitvec_bytes(&signature, signature.len() * 8);
                if !self.certificates.is_empty() {
                    w.next().write_tagged(Tag::context(0), |w| {
                        w.write_sequence(|w| {
                            for der in self.certificates.iter().filter(|der| !der.is_empty()) {
                                w.next().write_der(der);
                            }
                        });
                    });
                }
            });
        });
        Ok(yasna::construct_der(|w| {
            w.write_sequence(|w| {
                w.next().write_enum(0);
                w.next().write_tagged(Tag::context(0), |w| {
                    w.write_sequence(|w| {
                        w.next().write_oid(&ObjectIdentifier::from_slice(&BASIC));
                        w.next().write_bytes(&basic);
                    });
                });
            });
        }))
    }

    /// The parts of `ResponseData`.
    fn data(&self, w: &mut DERWriterSeq<'_>) -> Result<(), NotSigned> {
        w.next()
            .write_tagged(Tag::context(2), |w| w.write_bytes(self.key_hash));
        moment(w.next(), self.produced)?;
        w.next().write_sequence(|w| {
            for single in &self.singles {
                w.next().write_sequence(|w| self.single(w, single))?;
            }
            Ok(())
        })?;
        if let Some(nonce) = self.nonce {
            w.next().write_tagged(Tag::context(1), |w| {
                w.write_sequence(|w| {
                    w.next().write_sequence(|w| {
                        w.next().write_oid(&ObjectIdentifier::from_slice(&NONCE));
                        let value = yasna::construct_der(|w| w.write_bytes(nonce));
                        w.next().write_bytes(&value);
                    });
                });
            });
        }
        Ok(())
    }

    /// The parts of `SingleResponse`.
    fn single(&self, w: &mut DERWriterSeq<'_>, single: &Single) -> Result<(), NotSigned> {
        w.next().write_der(&single.id);
        match single.standing {
            Standing::Good => {
                w.next()
                    .write_tagged_implicit(Tag::context(0), |w| w.write_null());
            }
            Standing::Revoked { at, reason } => {
                w.next().write_tagged_implicit(Tag::context(1), |w| {
                    w.write_sequence(|w| {
                        moment(w.next(), at)?;
                        if let Some(reason) = reason {
                            w.next()
                                .write_tagged(Tag::context(0), |w| w.write_enum(reason.into()));
                        }
                        Ok(())
                    })
                })?;
            }
            Standing::Unknown => {
                w.next()
                    .write_tagged_implicit(Tag::context(2), |w| w.write_null());
            }
        }
        moment(w.next(), self.this_update)?;
        w.next()
            .write_tagged(Tag::context(0), |w| moment(w, self.next_update))
    }
}

/// A GeneralizedTime in whole seconds (RFC 5280 §4.1.2.5.2).
fn moment(w: DERWriter<'_>, time: Time) -> Result<(), NotSigned> {
    let seconds = i64::try_from(time.as_seconds()).map_err(|_| NotSigned)?;
    let date = time::OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| NotSigned)?;
    w.write_generalized_time(&GeneralizedTime::from_datetime(date));
    Ok(())
}

/// The AlgorithmIdentifier of a signature by a key of `kind`.
fn algorithm(w: DERWriter<'_>, kind: KeyKind) {
    w.write_sequence(|w| match kind {
        KeyKind::EcdsaP256 => w
            .next()
            .write_oid(&ObjectIdentifier::from_slice(&ECDSA_SHA256)),
        KeyKind::EcdsaP384 => w
            .next()
            .write_oid(&ObjectIdentifier::from_slice(&ECDSA_SHA384)),
        KeyKind::Ed25519 => w.next().write_oid(&ObjectIdentifier::from_slice(&ED25519)),
        KeyKind::Rsa2048 | KeyKind::Rsa3072 | KeyKind::Rsa4096 => {
            w.next()
                .write_oid(&ObjectIdentifier::from_slice(&RSA_SHA256));
            w.next().write_null();
        }
    });
}

const BASIC: [u64; 10] = [1, 3, 6, 1, 5, 5, 7, 48, 1, 1];
const NONCE: [u64; 10] = [1, 3, 6, 1, 5, 5, 7, 48, 1, 2];
const ECDSA_SHA256: [u64; 7] = [1, 2, 840, 10_045, 4, 3, 2];
const ECDSA_SHA384: [u64; 7] = [1, 2, 840, 10_045, 4, 3, 3];
const ED25519: [u64; 4] = [1, 3, 101, 112];
const RSA_SHA256: [u64; 7] = [1, 2, 840, 113_549, 1, 1, 11];

/// No answer could be signed: a moment beyond the calendar, or a key that does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer cannot be signed")]
pub struct NotSigned;
