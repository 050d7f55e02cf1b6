//! A document that was read: its bytes with their notes, and how to ask them for values.

use std::ops::Range;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::reader::Note;
use crate::base::text::Text;
use crate::dissect::x509::certificate;
use crate::dissect::x509::crl;
use crate::dissect::x509::ocsp;
use crate::dissect::x509::request;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::document::Document;
use crate::story::certificate::section::{Section, sections};

/// A document that was read.
pub(crate) struct Sheet {
    /// What it is.
    pub(crate) shape: Shape,
    /// All of it, with a note for every byte.
    pub(crate) whole: Exhibit,
    /// What it is made of, in order.
    pub(crate) sections: Vec<Section>,
}

impl Sheet {
    pub(crate) fn read(document: &Document) -> Self {
        let title = Text::from(document.shape.doc());
        let read = match document.shape {
            Shape::Ocsp => ocsp::read,
            Shape::Crl => crl::read,
            Shape::Request => request::read,
            Shape::Certificate
            | Shape::Pkcs7
            | Shape::Pkcs12
            | Shape::PrivateKey
            | Shape::SealedKey
            | Shape::PublicKey => certificate::read,
        };
        let whole = Exhibit::read(title, Origin::Document, &document.der, read);
        Self {
            shape: document.shape,
            sections: sections(&whole),
            whole,
        }
    }

    /// The section whose field is called `name`.
    pub(crate) fn section(&self, name: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.field.name == name)
    }

    /// The notes within `at` that have no parts of their own.
    pub(crate) fn leaves(&self, at: &Range<usize>) -> impl Iterator<Item = &Note> {
        let at = at.clone();
        self.whole.leaves().filter(move |note| {
            let range = note.range();
            at.start <= range.start && range.end <= at.end
        })
    }

    /// The notes called `name` within `at`, leaves or not.
    pub(crate) fn named(
        &self,
        at: &Range<usize>,
        name: &'static str,
    ) -> impl Iterator<Item = &Note> {
        let at = at.clone();
        self.whole.notes.iter().filter(move |note| {
            let range = note.range();
            note.field.name == name && at.start <= range.start && range.end <= at.end
        })
    }

    /// What a note says.
    pub(crate) fn say(&self, note: &Note) -> Text {
        let bytes = note.of(&self.whole.bytes);
        note.field.value(bytes).unwrap_or(Text::EMPTY)
    }

    /// The bytes of a note.
    pub(crate) fn bytes(&self, note: &Note) -> &[u8] {
        note.of(&self.whole.bytes)
    }

    /// What the first note called `name` in the section called `section` says.
    pub(crate) fn first(&self, section: &str, name: &'static str) -> Option<Text> {
        let section = self.section(section)?;
        let note = self.named(&section.at, name).next()?;
        Some(self.say(note))
    }

    /// The bytes of a section as an exhibit.
    pub(crate) fn exhibit(&self, section: &Section) -> Exhibit {
        let title = Text::same(section.field.name);
        let mut part = self.whole.part(title, section.at.clone());
        if section.at.end == self.whole.bytes.len() {
            part.broken = self.whole.broken.clone();
        }
        part
    }
}
