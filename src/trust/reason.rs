//! A reason to refuse a path or to speak up about it: its code, and what is the same each time it is given.

use crate::base::level::Level;
use crate::base::text::Doc;
use crate::trust::profile::Profile;

/// One reason, such as `time.expired`. The registry of all of them is [`reasons`](crate::trust::reasons).
#[derive(Debug)]
pub struct Reason {
    /// Its code: family, dot, name.
    pub code: &'static str,
    /// What is wrong, as a phrase.
    pub title: Doc,
    /// Why the rule exists: what would go wrong without it.
    pub why: Doc,
    /// How it is repaired, where nothing better is known of the case.
    pub repair: Doc,
    /// The clause that says so.
    pub rfc: &'static str,
    /// The alert a TLS peer would send (RFC 8446 §6.2), if it would refuse.
    pub alert: Option<&'static str>,
    /// How much it matters, by profile.
    pub levels: Levels,
}

impl Reason {
    /// A reason, its texts each in English and in Korean.
    pub const fn new(
        code: &'static str,
        rfc: &'static str,
        alert: Option<&'static str>,
        levels: Levels,
        [title, why, repair]: [Doc; 3],
    ) -> Self {
        Self {
            code,
            title,
            why,
            repair,
            rfc,
            alert,
            levels,
        }
    }

    /// Its family: what stands in front of the dot.
    pub fn family(&self) -> &'static str {
        self.code.split_once('.').map_or("", |(family, _)| family)
    }
}

/// How much a reason matters, by profile: an error refuses, the rest is only said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// In [`Profile::Rfc5280`].
    pub rfc5280: Level,
    /// In [`Profile::WebPki`].
    pub webpki: Level,
}

impl Levels {
    /// Refuses in both.
    pub const ERROR: Self = Self::both(Level::Error);
    /// Is a warning in both.
    pub const WARNING: Self = Self::both(Level::Warning);
    /// Is a note in both.
    pub const NOTE: Self = Self::both(Level::Note);
    /// Refuses where RFC 5280 is law, and is a warning on the web.
    pub const STRICT: Self = Self {
        rfc5280: Level::Error,
        webpki: Level::Warning,
    };
    /// Refuses on the web, and is a note elsewhere.
    pub const WEB: Self = Self {
        rfc5280: Level::Note,
        webpki: Level::Error,
    };
    /// Refuses on the web, and is a warning elsewhere.
    pub const WEB_WARNED: Self = Self {
        rfc5280: Level::Warning,
        webpki: Level::Error,
    };

    const fn both(level: Level) -> Self {
        Self {
            rfc5280: level,
            webpki: level,
        }
    }

    /// How much it matters in `profile`.
    pub const fn of(self, profile: Profile) -> Level {
        match profile {
            Profile::Rfc5280 => self.rfc5280,
            Profile::WebPki => self.webpki,
        }
    }
}
