//! A kind of finding: its name, how much it matters, what it means, and the search for it.

use crate::base::level::Level;
use crate::base::text::{Doc, Text};
use crate::survey::finding::Finding;
use crate::survey::findings::scene::Scene;

/// A kind of finding. Help, documentation and tests are printed from these.
#[derive(Debug)]
pub struct Kind {
    /// Its stable name.
    pub code: &'static str,
    /// What it is called in a few words.
    pub title: Doc,
    /// How much it usually matters.
    pub level: Level,
    /// The clause that usually says so; empty where no RFC does.
    pub rfc: &'static str,
    /// What it means and why it matters, in one or two sentences.
    pub doc: Doc,
    find: fn(&Scene<'_>) -> Option<Found>,
}

macro_rules! levels {
    ($($(#[$doc:meta])* $form:ident => $level:expr),* $(,)?) => { $(
        $(#[$doc])*
        pub(super) const fn $form(
            code: &'static str,
            title: (&'static str, &'static str),
            rfc: &'static str,
            find: fn(&Scene<'_>) -> Option<Found>,
            en: &'static str,
            ko: &'static str,
        ) -> Self {
            Self { code, title: Doc::new(title.0, title.1), level: $level, rfc, doc: Doc::new(en, ko), find }
        }
    )* };
}

impl Kind {
    levels! {
        /// Worth knowing.
        note => Level::Note,
        /// Should not be so.
        warning => Level::Warning,
        /// Broken, or why it failed.
        error => Level::Error,
    }

    /// What there is of this kind.
    pub(super) fn seek(&self, scene: &Scene<'_>) -> Option<Finding> {
        let found = (self.find)(scene)?;
        Some(Finding {
            code: self.code,
            level: found.level.unwrap_or(self.level),
            packet: found.packet,
            text: found.text,
            rfc: found.rfc.unwrap_or(self.rfc),
        })
    }
}

/// What a search found: the frame that shows it, and the sentence.
pub(super) struct Found {
    packet: Option<u32>,
    text: Text,
    level: Option<Level>,
    rfc: Option<&'static str>,
}

impl Found {
    /// Found, and no single frame shows it.
    pub(super) fn nowhere(text: Text) -> Self {
        Self {
            packet: None,
            text,
            level: None,
            rfc: None,
        }
    }

    /// Found in this frame.
    pub(super) fn at(packet: impl Into<Option<u32>>, text: Text) -> Self {
        Self {
            packet: packet.into(),
            ..Self::nowhere(text)
        }
    }

    /// It matters more, or less, than usual.
    pub(super) fn level(self, level: Level) -> Self {
        Self {
            level: Some(level),
            ..self
        }
    }

    /// Another clause than usual says so.
    pub(super) fn rfc(self, rfc: &'static str) -> Self {
        Self {
            rfc: Some(rfc),
            ..self
        }
    }
}
