//! Text for people in JSON, and the stable words for sides.

use serde::Serialize;

use crate::base::side::Side;
use crate::base::text::{Doc, Text};

#[derive(Serialize)]
pub(super) struct Both<'s> {
    en: &'s str,
    ko: &'s str,
}

impl<'s> From<&'s Text> for Both<'s> {
    fn from(text: &'s Text) -> Self {
        Self {
            en: &text.en,
            ko: &text.ko,
        }
    }
}

impl From<Doc> for Both<'static> {
    fn from(doc: Doc) -> Self {
        Self {
            en: doc.en,
            ko: doc.ko,
        }
    }
}

pub(super) fn all(texts: &[Text]) -> Vec<Both<'_>> {
    texts.iter().map(Both::from).collect()
}

#[derive(Serialize)]
pub(super) struct Owned {
    en: String,
    ko: String,
}

impl From<Text> for Owned {
    fn from(text: Text) -> Self {
        Self {
            en: text.en.into_owned(),
            ko: text.ko.into_owned(),
        }
    }
}

pub(super) fn side(side: Side) -> &'static str {
    side.of("client", "server")
}
