//! One document out of an input, and all that was found in one.

use crate::app::cert::input::refused;
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::lab::fetch::Shown;

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Item {
    /// What it is.
    pub(in crate::app) shape: Shape,
    /// Its bytes, DER; with what follows them, where something does.
    pub(in crate::app) der: Vec<u8>,
    /// Where it stood: `x.pem, line 12`.
    pub(in crate::app) place: Text,
}

/// All that was found in one input.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Found {
    /// What the input is called.
    pub(in crate::app) name: String,
    /// The documents, in order.
    pub(in crate::app) items: Vec<Item>,
    /// What is worth saying of how it was read.
    pub(in crate::app) remarks: Vec<Text>,
    /// What the server showed, where it was one.
    pub(in crate::app) server: Option<Shown>,
}

impl Found {
    /// Refuses an input of which nothing can be shown.
    ///
    /// # Errors
    /// If it holds keys and nothing else, or nothing at all.
    pub(in crate::app) fn shows_something(&self) -> Result<(), Refusal> {
        let shown = [Shape::Certificate, Shape::Crl, Shape::Request, Shape::Ocsp];
        let mut items = self.items.iter();
        match (
            items.any(|item| shown.contains(&item.shape)),
            self.items.first(),
        ) {
            (true, _) => Ok(()),
            (false, Some(other)) => Err(refused::instead(
                &self.name,
                other.shape,
                Shape::Certificate,
            )),
            (false, None) => Err(refused::nothing(&self.name)),
        }
    }

    /// The documents of this shape.
    ///
    /// # Errors
    /// If there is none: then a sentence says what there is instead.
    pub(in crate::app) fn only(&self, wanted: Shape) -> Result<Vec<Item>, Refusal> {
        let of = |shape| self.items.iter().filter(move |item| item.shape == shape);
        let found: Vec<Item> = of(wanted).cloned().collect();
        match (found.is_empty(), self.items.first()) {
            (false, _) => Ok(found),
            (true, Some(other)) => Err(refused::instead(&self.name, other.shape, wanted)),
            (true, None) => Err(refused::nothing(&self.name)),
        }
    }
}
