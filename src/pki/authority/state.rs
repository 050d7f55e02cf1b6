//! What has become of a certificate.

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::{Summary, date};
use crate::pki::authority::register::{Issued, Register, Revoked};
use crate::text;

/// What has become of a certificate; what matters most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was called back.
    Revoked(Revoked),
    /// Its time is over.
    Expired,
    /// Its time has not come.
    Early,
    /// It is good, and another has taken its place.
    Renewed,
    /// It is good.
    Valid,
}

impl State {
    /// That of `issued` at `now`; `known` is what it says.
    pub fn of(register: &Register, issued: &Issued, known: Option<&Summary>, now: Time) -> Self {
        if let Some(revoked) = register.revoked.get(&issued.serial) {
            return Self::Revoked(*revoked);
        }
        match known {
            Some(known) if known.not_after < now => Self::Expired,
            Some(known) if known.not_before > now => Self::Early,
            Some(_) | None if issued.renewed.is_some() => Self::Renewed,
            Some(_) | None => Self::Valid,
        }
    }

    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Revoked(_) => "revoked",
            Self::Expired => "expired",
            Self::Early => "not yet",
            Self::Renewed => "renewed",
            Self::Valid => "valid",
        }
    }

    /// In words.
    pub fn says(self) -> Text {
        match self {
            Self::Revoked(revoked) => {
                text!(en: "revoked {at}: {reason}", ko: "폐기됨 {at}: {reason}", at = date(revoked.at).chars().take(10).collect::<String>(), reason = revoked.reason.name())
            }
            Self::Expired => Text::new("expired", "만료됨"),
            Self::Early => Text::new("not yet valid", "아직 유효하지 않음"),
            Self::Renewed => Text::new("valid, renewed since", "유효함, 이후 갱신됨"),
            Self::Valid => Text::new("valid", "유효함"),
        }
    }
}
