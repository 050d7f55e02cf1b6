//! The check of a certificate path (RFC 5280 §6): every certificate signed by the next one up, to a root that is trusted,
//! valid now, and for the name that was asked for (RFC 9525).
//!
//! All faults are found, not only the first. Values come from x509-parser, signatures are checked by
//! [`signature`]. Revocation is not looked at.
//!
//! Two faults look alike and are told apart by this rule: where the issuer of the last certificate sent is not a trusted
//! root, an intermediate is *missing* if that certificate is no authority (so the server sent its leaf alone), and the
//! authority is *unknown* if it is one (so the chain is complete, and ends at a stranger).

use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::{algorithm, date, moment, named, names};
use crate::keys::names::{allowed, fits};
use crate::keys::signature;
use crate::text;

/// What the check of a chain found.
#[derive(Clone, Debug)]
pub struct Path {
    /// One link a certificate sent, leaf first.
    pub links: Vec<Link>,
    /// Everything wrong, what to repair first first.
    pub faults: Vec<Fault>,
}

/// One certificate and the signature of its issuer on it.
#[derive(Clone, Debug)]
pub struct Link {
    /// Whom it certifies.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// The signature algorithm's name.
    pub algorithm: String,
    /// What is signed, DER.
    pub tbs: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
    /// Whether the signature is the issuer's.
    pub verdict: LinkVerdict,
}

/// What the issuer's key says of a signature.
#[derive(Clone, Debug)]
pub enum LinkVerdict {
    /// It is the issuer's.
    Holds,
    /// It is not, or cannot be checked.
    Fails(Text),
    /// The issuer's certificate is neither sent nor trusted.
    NoIssuer,
}

/// What the leaf is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be a TLS server (id-kp-serverAuth).
    Server,
    /// To be a TLS client (id-kp-clientAuth).
    Client,
}

/// One reason to refuse a chain. `index` counts from the leaf, 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not readable as a certificate.
    Malformed {
        /// Which certificate.
        index: usize,
        /// What the parser says.
        why: String,
    },
    /// Its issuer did not sign it.
    BadSignature {
        /// Which certificate.
        index: usize,
    },
    /// It signed another certificate but is no authority (basicConstraints).
    NotAuthority {
        /// Which certificate.
        index: usize,
    },
    /// The leaf is signed by itself and is not trusted.
    SelfSigned {
        /// Its subject.
        subject: String,
    },
    /// The chain is complete and ends at an authority that is not trusted.
    UnknownIssuer {
        /// Who signed the last certificate sent.
        issuer: String,
        /// The roots that are trusted.
        trusted: Vec<String>,
    },
    /// The certificate between leaf and root was not sent.
    MissingIntermediate {
        /// Whose certificate is missing.
        issuer: String,
        /// The roots that are trusted.
        trusted: Vec<String>,
    },
    /// It is over.
    Expired {
        /// Which certificate.
        index: usize,
        /// Its last moment.
        not_after: Time,
        /// The verifier's clock.
        now: Time,
    },
    /// It has not begun.
    NotYetValid {
        /// Which certificate.
        index: usize,
        /// Its first moment.
        not_before: Time,
        /// The verifier's clock.
        now: Time,
    },
    /// It is not for the name asked for.
    WrongName {
        /// The name asked for.
        wanted: String,
        /// The names it is for.
        has: Vec<String>,
    },
    /// It is not for this purpose (extendedKeyUsage).
    WrongPurpose {
        /// Which certificate.
        index: usize,
    },
    /// A name of the leaf is outside what this authority may certify (nameConstraints).
    NameConstraint {
        /// Which certificate constrains.
        index: usize,
    },
}

impl Fault {
    /// The fault in a sentence.
    pub fn text(&self) -> Text {
        match self {
            Self::Malformed { index, why } => {
                text!(en: "certificate {index} of the chain cannot be read: {why}", ko: "사슬의 {index}번 인증서를 읽을 수 없다: {why}")
            }
            Self::BadSignature { index } => {
                text!(en: "the signature on certificate {index} of the chain is not its issuer's", ko: "사슬의 {index}번 인증서에 있는 서명이 발급자의 것이 아니다")
            }
            Self::NotAuthority { index } => {
                text!(en: "certificate {index} of the chain signed another one but is no authority", ko: "사슬의 {index}번 인증서는 다른 인증서를 서명했지만 인증 기관이 아니다")
            }
            Self::SelfSigned { subject } => {
                text!(en: "{subject} signed itself, and is not trusted", ko: "{subject}: 스스로 서명했고 신뢰 목록에 없다")
            }
            Self::UnknownIssuer { issuer, trusted } => {
                let trusted = trusted.join(", ");
                text!(en: "it leads to {issuer}, who is not among the trusted roots ({trusted})", ko: "{issuer} 쪽으로 이어지지만 신뢰하는 루트({trusted})에 없다")
            }
            Self::MissingIntermediate { issuer, trusted } => {
                let trusted = trusted.join(", ");
                text!(en: "the certificate of {issuer} is missing: it was not sent, and is no trusted root ({trusted})", ko: "{issuer} 인증서가 빠졌다: 전송되지 않았고 신뢰하는 루트({trusted})도 아니다")
            }
            Self::Expired {
                index,
                not_after,
                now,
            } => {
                let (end, now) = (date(*not_after), date(*now));
                text!(en: "certificate {index} of the chain ended at {end}; it is {now}", ko: "사슬의 {index}번 인증서는 {end} 시점에 끝났다. 지금은 {now}")
            }
            Self::NotYetValid {
                index,
                not_before,
                now,
            } => {
                let (start, now) = (date(*not_before), date(*now));
                text!(en: "certificate {index} of the chain begins at {start}; it is {now}", ko: "사슬의 {index}번 인증서는 {start} 시점에 시작한다. 지금은 {now}")
            }
            Self::WrongName { wanted, has } => {
                let has = has.join(", ");
                text!(en: "it is for {has}, not for {wanted}", ko: "{has} 이름의 것이고 {wanted} 이름의 것이 아니다")
            }
            Self::WrongPurpose { index } => {
                text!(en: "certificate {index} of the chain is not for this use (extendedKeyUsage)", ko: "사슬의 {index}번 인증서는 이 용도가 아니다(extendedKeyUsage)")
            }
            Self::NameConstraint { index } => {
                text!(en: "a name is outside what certificate {index} of the chain may certify (nameConstraints)", ko: "이름이 사슬의 {index}번 인증서가 보증할 수 있는 범위를 벗어난다(nameConstraints)")
            }
        }
    }
}

/// Checks `chain` (DER, leaf first, as sent) against `roots` (DER) at `now`, for `name` if one is wanted.
pub fn check(
    chain: &[&[u8]],
    roots: &[Vec<u8>],
    name: Option<&str>,
    now: Time,
    purpose: Purpose,
) -> Path {
    let mut path = Path {
        links: Vec::new(),
        faults: Vec::new(),
    };
    let mut sent = Vec::new();
    for (index, der) in chain.iter().enumerate() {
        match X509Certificate::from_der(der) {
            Ok((_, certificate)) => sent.push(certificate),
            Err(why) => path.faults.push(Fault::Malformed {
                index,
                why: why.to_string(),
            }),
        }
    }
    let roots: Vec<X509Certificate<'_>> = roots
        .iter()
        .filter_map(|der| X509Certificate::from_der(der).ok())
        .map(|(_, root)| root)
        .collect();
    let Some(leaf) = sent.first() else {
        return path;
    };
    links(&mut path, &sent, &roots);
    validity(&mut path, &sent, now);
    if let Some(wanted) = name {
        let has = names(leaf);
        if !has.iter().any(|pattern| fits(pattern, wanted)) {
            path.faults.push(Fault::WrongName {
                wanted: wanted.to_owned(),
                has,
            });
        }
    }
    if !serves(leaf, purpose) {
        path.faults.push(Fault::WrongPurpose { index: 0 });
    }
    for (index, authority) in sent.iter().chain(&roots).enumerate().skip(1) {
        if !names(leaf).iter().all(|name| allowed(authority, name)) {
            path.faults.push(Fault::NameConstraint { index });
        }
    }
    path
}

/// Walks from the leaf up, each time to a trusted root or to the next certificate sent that fits.
fn links(path: &mut Path, sent: &[X509Certificate<'_>], roots: &[X509Certificate<'_>]) {
    let trusted: Vec<String> = roots.iter().map(|root| named(root.subject())).collect();
    let mut index = 0;
    let mut seen = vec![0];
    while let Some(certificate) = sent.get(index) {
        let issuer = named(certificate.issuer());
        let is_issuer = |other: &&X509Certificate<'_>| {
            other.subject().as_raw() == certificate.issuer().as_raw()
        };
        let own = certificate.subject().as_raw() == certificate.issuer().as_raw();
        if roots
            .iter()
            .any(|root| root.as_raw() == certificate.as_raw())
        {
            return;
        }
        if let Some(root) = roots.iter().find(is_issuer) {
            let verdict = signed(certificate, root);
            if matches!(verdict, LinkVerdict::Fails(_)) {
                path.faults.push(Fault::BadSignature { index });
            }
            path.links.push(link(certificate, verdict));
            return;
        }
        if own {
            path.links
                .push(link(certificate, signed(certificate, certificate)));
            path.faults.push(match index {
                0 => Fault::SelfSigned {
                    subject: named(certificate.subject()),
                },
                _ => Fault::UnknownIssuer { issuer, trusted },
            });
            return;
        }
        let Some(next) = sent
            .iter()
            .enumerate()
            .position(|(at, other)| !seen.contains(&at) && is_issuer(&other))
        else {
            path.links.push(link(certificate, LinkVerdict::NoIssuer));
            path.faults.push(match certificate.is_ca() {
                true => Fault::UnknownIssuer { issuer, trusted },
                false => Fault::MissingIntermediate { issuer, trusted },
            });
            return;
        };
        let Some(above) = sent.get(next) else { return };
        let verdict = signed(certificate, above);
        if matches!(verdict, LinkVerdict::Fails(_)) {
            path.faults.push(Fault::BadSignature { index });
        }
        if !above.is_ca() {
            path.faults.push(Fault::NotAuthority { index: next });
        }
        path.links.push(link(certificate, verdict));
        seen.push(next);
        index = next;
    }
}

fn validity(path: &mut Path, sent: &[X509Certificate<'_>], now: Time) {
    for (index, certificate) in sent.iter().enumerate() {
        let [not_before, not_after] = [
            &certificate.validity().not_before,
            &certificate.validity().not_after,
        ]
        .map(moment);
        if now.as_seconds() > not_after.as_seconds() {
            path.faults.push(Fault::Expired {
                index,
                not_after,
                now,
            });
        }
        if now.as_seconds() < not_before.as_seconds() {
            path.faults.push(Fault::NotYetValid {
                index,
                not_before,
                now,
            });
        }
    }
}

fn link(certificate: &X509Certificate<'_>, verdict: LinkVerdict) -> Link {
    Link {
        subject: named(certificate.subject()),
        issuer: named(certificate.issuer()),
        algorithm: algorithm(certificate),
        tbs: certificate.tbs_certificate.as_ref().to_vec(),
        signature: certificate.signature_value.data.to_vec(),
        verdict,
    }
}

fn signed(certificate: &X509Certificate<'_>, issuer: &X509Certificate<'_>) -> LinkVerdict {
    let algorithm = certificate.signature_algorithm.algorithm.to_id_string();
    let tbs = certificate.tbs_certificate.as_ref();
    match signature::certificate(
        &algorithm,
        issuer.public_key().raw,
        tbs,
        &certificate.signature_value.data,
    ) {
        Ok(()) => LinkVerdict::Holds,
        Err(why) => LinkVerdict::Fails(why.text()),
    }
}

fn serves(leaf: &X509Certificate<'_>, purpose: Purpose) -> bool {
    match leaf.extended_key_usage() {
        Ok(Some(usage)) => {
            let one = match purpose {
                Purpose::Server => usage.value.server_auth,
                Purpose::Client => usage.value.client_auth,
            };
            one || usage.value.any
        }
        _ => true,
    }
}
