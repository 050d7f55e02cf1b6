//! Why a certificate is called back (RFC 5280 §5.3.1).

use rcgen::RevocationReason;

use crate::base::text::Doc;

/// A reason for which a certificate may be called back here.
///
/// `removeFromCRL` belongs to delta lists, `aACompromise` to attribute certificates: neither is made here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revocation {
    /// None is given.
    #[default]
    Unspecified,
    /// Somebody else has, or may have, the private key.
    KeyCompromise,
    /// The same of an authority.
    CaCompromise,
    /// The holder's name or standing changed.
    AffiliationChanged,
    /// Another certificate took its place.
    Superseded,
    /// It is no longer needed.
    CessationOfOperation,
    /// It is suspended.
    CertificateHold,
    /// What it said the holder may do is no longer so.
    PrivilegeWithdrawn,
}

impl Revocation {
    /// Each with its name in the standard and what it means.
    pub const ALL: [(Self, &'static str, Doc); 8] = [
        (
            Self::Unspecified,
            "unspecified",
            Doc::new("no reason is given", "까닭을 밝히지 않음"),
        ),
        (
            Self::KeyCompromise,
            "keyCompromise",
            Doc::new(
                "somebody else has, or may have, the private key",
                "다른 사람이 개인 키를 가졌거나 가졌을 수 있음",
            ),
        ),
        (
            Self::CaCompromise,
            "cACompromise",
            Doc::new(
                "somebody else has, or may have, the authority's private key",
                "다른 사람이 인증 기관의 개인 키를 가졌거나 가졌을 수 있음",
            ),
        ),
        (
            Self::AffiliationChanged,
            "affiliationChanged",
            Doc::new(
                "the holder's name or standing changed",
                "소유자의 이름이나 소속이 바뀜",
            ),
        ),
        (
            Self::Superseded,
            "superseded",
            Doc::new(
                "another certificate took its place",
                "다른 인증서가 대신하게 됨",
            ),
        ),
        (
            Self::CessationOfOperation,
            "cessationOfOperation",
            Doc::new("it is no longer needed", "더는 필요하지 않음"),
        ),
        (
            Self::CertificateHold,
            "certificateHold",
            Doc::new("it is suspended", "효력을 잠시 멈춤"),
        ),
        (
            Self::PrivilegeWithdrawn,
            "privilegeWithdrawn",
            Doc::new(
                "what it let its holder do was taken back",
                "소유자에게 주었던 권한을 거둠",
            ),
        ),
    ];

    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(reason, ..)| *reason == self)
            .map_or("unspecified", |(_, name, _)| name)
    }

    /// What it means.
    pub fn meaning(self) -> Doc {
        let mut all = Self::ALL.iter();
        all.find(|(reason, ..)| *reason == self)
            .map_or(Doc::EMPTY, |(_, _, meaning)| *meaning)
    }

    /// That of `name`, whatever the case of its letters.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| known.eq_ignore_ascii_case(name))
            .map(|(reason, ..)| *reason)
    }

    /// As the list says it; none where the standard wants the field left out (RFC 5280 §5.3.1, unspecified).
    pub fn code(self) -> Option<RevocationReason> {
        match self {
            Self::Unspecified => None,
            Self::KeyCompromise => Some(RevocationReason::KeyCompromise),
            Self::CaCompromise => Some(RevocationReason::CaCompromise),
            Self::AffiliationChanged => Some(RevocationReason::AffiliationChanged),
            Self::Superseded => Some(RevocationReason::Superseded),
            Self::CessationOfOperation => Some(RevocationReason::CessationOfOperation),
            Self::CertificateHold => Some(RevocationReason::CertificateHold),
            Self::PrivilegeWithdrawn => Some(RevocationReason::PrivilegeWithdrawn),
        }
    }
}
