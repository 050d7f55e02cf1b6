//! Why the other end refuses a certificate chain (RFC 5280 §6, RFC 9525), in the few kinds that the story of a handshake tells apart,
//! each with its sentence. The full account is that of `cert verify`.

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::date;
use crate::text;

/// One reason to refuse a chain. `index` counts from the leaf, 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not readable as a certificate, or of a form that no client should take.
    Malformed {
        /// Which certificate.
        index: usize,
        /// What is wrong with it.
        why: Text,
    },
    /// Its issuer did not sign it.
    BadSignature {
        /// Which certificate.
        index: usize,
    },
    /// It signed another certificate but may not: it is no authority, may not sign certificates, or only fewer levels of
    /// them (basicConstraints, keyUsage).
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
    /// It is not for this purpose (extendedKeyUsage), or it is an authority's where a leaf should be.
    WrongPurpose {
        /// Which certificate.
        index: usize,
    },
    /// A name below is outside what this authority may certify (nameConstraints).
    NameConstraint {
        /// Which certificate constrains; the number after the last one sent is the root.
        index: usize,
    },
}

impl Fault {
    /// The fault in a sentence.
    pub(crate) fn text(&self) -> Text {
        match self {
            Self::Malformed { index, why } => {
                text!(en: "certificate {index} of the chain cannot be read: {en}", ko: "사슬의 {index}번 인증서를 읽을 수 없다: {ko}", en = &why.en, ko = &why.ko)
            }
            Self::BadSignature { index } => {
                text!(en: "the signature on certificate {index} of the chain is not its issuer's", ko: "사슬의 {index}번 인증서에 있는 서명이 발급자의 것이 아니다")
            }
            Self::NotAuthority { index } => {
                text!(en: "certificate {index} of the chain signed another one but is no authority", ko: "사슬의 {index}번 인증서는 다른 인증서에 서명했지만 인증 기관이 아니다")
            }
            Self::SelfSigned { subject } => {
                text!(en: "{subject} signed itself, and is not trusted", ko: "{subject}: 스스로 서명했고 신뢰 목록에 없다")
            }
            Self::UnknownIssuer { issuer, trusted } => {
                let trusted = trusted.join(", ");
                text!(en: "it leads to {issuer}, who is not among the trusted roots ({trusted})", ko: "{issuer} 루트로 이어지지만 신뢰하는 루트({trusted})에 들지 않는다")
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
                text!(en: "it is for {has}, not for {wanted}", ko: "{has} 이름의 인증서이며 {wanted} 이름의 인증서가 아니다")
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
