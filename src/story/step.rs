//! Writing a step, one part after the other.

use crate::base::exhibit::Exhibit;
use crate::base::text::Text;
use crate::story::model::{Cover, Fate, Kind, Proof, Step, Value, Weight, Who};
use crate::story::picture::Picture;

impl Step {
    /// A remark with a name, to be filled in.
    pub(crate) fn new(name: Text, rfc: &'static str) -> Self {
        Self {
            chapter: Text::EMPTY,
            time: None,
            kind: Kind::Remark,
            name,
            sentence: Text::EMPTY,
            why: Vec::new(),
            values: Vec::new(),
            exhibits: Vec::new(),
            proofs: Vec::new(),
            faults: Vec::new(),
            pictures: Vec::new(),
            rfc,
            weight: Weight::Main,
        }
    }

    /// Something looked at or decided on paper, to be filled in.
    pub(crate) fn desk(name: Text, rfc: &'static str) -> Self {
        Self {
            kind: Kind::Desk,
            ..Self::new(name, rfc)
        }
    }

    /// A computation that `by` makes.
    pub(crate) fn computation(by: Who, name: Text, rfc: &'static str) -> Self {
        Self {
            kind: Kind::Computation { by },
            ..Self::new(name, rfc)
        }
    }

    /// The same, said in one sentence.
    pub(crate) fn saying(mut self, sentence: impl Into<Text>) -> Self {
        self.sentence = sentence.into();
        self
    }

    /// The same, with a paragraph of depth.
    pub(crate) fn because(mut self, why: impl Into<Text>) -> Self {
        self.why.push(why.into());
        self
    }

    /// The same, with a value more.
    pub(crate) fn with(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    /// The same, with something computed again and compared.
    pub(crate) fn proving(mut self, proof: Proof) -> Self {
        self.proofs.push(proof);
        self
    }

    /// The same, with bytes put before the reader.
    pub(crate) fn exhibiting(mut self, exhibit: Exhibit) -> Self {
        self.exhibits.push(exhibit);
        self
    }

    /// The same, with something to look at.
    pub(crate) fn picturing(mut self, picture: Picture) -> Self {
        self.pictures.push(picture);
        self
    }

    /// The same under a heading.
    pub(crate) fn under(mut self, chapter: Text) -> Self {
        self.chapter = chapter;
        self
    }

    /// The same with another length: of the message instead of its frames.
    pub(crate) fn measuring(mut self, bytes: usize) -> Self {
        if let Kind::Wire { length, .. } = &mut self.kind {
            *length = bytes;
        }
        self
    }

    /// The same, readable or not.
    pub(crate) fn covered(mut self, as_it_was: Cover) -> Self {
        if let Kind::Wire { cover, .. } = &mut self.kind {
            *cover = as_it_was;
        }
        self
    }

    /// The same with another fate.
    pub(crate) fn fated(mut self, as_it_went: Fate) -> Self {
        if let Kind::Wire { fate, .. } = &mut self.kind {
            *fate = as_it_went;
        }
        self
    }
}
