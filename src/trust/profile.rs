//! The rule book a path is judged by.

use crate::base::text::Doc;

/// Whose rules count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// RFC 5280 as it is written, every MUST of it: what a strict verifier may refuse.
    #[default]
    Rfc5280,
    /// The web: RFC 5280 with the baseline requirements of the CA/Browser Forum, as browsers' root programmes ask for.
    WebPki,
}

impl Profile {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Rfc5280, Self::WebPki];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc5280 => "rfc5280",
            Self::WebPki => "webpki",
        }
    }

    /// The profile of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// What it is.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Rfc5280 => Doc::new(
                "RFC 5280 as it is written, every MUST of it",
                "RFC 5280을 쓰인 그대로, 모든 MUST까지",
            ),
            Self::WebPki => Doc::new(
                "the web: RFC 5280 with the baseline requirements of the CA/Browser Forum",
                "웹: RFC 5280과 CA/Browser Forum의 기본 요구 사항",
            ),
        }
    }
}
