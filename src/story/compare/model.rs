//! The shape of a comparison: two stories, what is said of them first, and their steps in pairs.

use std::ops::Range;

use crate::base::text::Text;
use crate::story::compare::facts::Facts;
use crate::story::model::{Step, Story};

/// Two stories, held against each other.
#[derive(Clone, Debug)]
pub struct Comparison<'s> {
    /// Both, the left one first.
    pub stories: [&'s Story; 2],
    /// What each is called, such as `full` or `x.pcap#3`.
    pub names: [String; 2],
    /// What each shows of itself.
    pub facts: [Facts; 2],
    /// What a teacher would say first.
    pub headlines: Vec<Headline>,
    /// Every step of both, each in exactly one pair, in order.
    pub pairs: Vec<Pair>,
}

/// One thing that differs between two runs, or that is remarkably the same.
#[derive(Clone, Debug)]
pub struct Headline {
    /// A stable name for JSON and tests, such as `round_trips`.
    pub key: &'static str,
    /// One sentence, with the values of both runs.
    pub says: Text,
    /// Depth: why it is so; may be empty.
    pub why: Text,
    /// Where it is defined, such as `RFC 8446 §2.2`; may be empty.
    pub rfc: &'static str,
}

/// A step of each story that are the same thing; or a step that only one has.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The steps, counted from 0 in their stories, the left one first.
    pub steps: [Option<usize>; 2],
    /// Whether they belong to the connections that are compared.
    pub place: Place,
    /// What differs in them, where there are two.
    pub differences: Vec<Difference>,
}

/// Where a pair stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an earlier connection.
    Before,
    /// In the connections that are compared.
    Compared,
    /// In a later connection.
    After,
}

/// How much two steps differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Not at all.
    Same,
    /// Only in what is fresh in every run, or follows from the rest.
    AsItMust,
    /// In meaning, or because something was changed on the way.
    Differs,
    /// Only the left story has it.
    OnlyLeft,
    /// Only the right story has it.
    OnlyRight,
}

impl Likeness {
    /// Every likeness, the quietest first.
    pub const ALL: [Self; 5] = [
        Self::Same,
        Self::AsItMust,
        Self::Differs,
        Self::OnlyLeft,
        Self::OnlyRight,
    ];

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::AsItMust => "as_it_must",
            Self::Differs => "differs",
            Self::OnlyLeft => "only_left",
            Self::OnlyRight => "only_right",
        }
    }
}

impl Pair {
    /// How much the two differ.
    pub fn likeness(&self) -> Likeness {
        match self.steps {
            [Some(_), None] => Likeness::OnlyLeft,
            [None, _] => Likeness::OnlyRight,
            [Some(_), Some(_)] if self.differences.is_empty() => Likeness::Same,
            [Some(_), Some(_)] if self.telling().next().is_some() => Likeness::Differs,
            [Some(_), Some(_)] => Likeness::AsItMust,
        }
    }

    /// What differs in meaning, or was changed.
    pub fn telling(&self) -> impl Iterator<Item = &Difference> {
        let mut differences = self.differences.iter();
        std::iter::from_fn(move || differences.find(|difference| difference.nature.tells()))
    }

    /// What differs without meaning anything.
    pub fn quiet(&self) -> impl Iterator<Item = &Difference> {
        let mut differences = self.differences.iter();
        std::iter::from_fn(move || differences.find(|difference| !difference.nature.tells()))
    }
}

impl<'s> Comparison<'s> {
    /// The steps of a pair.
    pub fn steps(&self, pair: &Pair) -> [Option<&'s Step>; 2] {
        let [left, right] = self.stories;
        let [a, b] = pair.steps;
        [
            a.and_then(|n| left.steps.get(n)),
            b.and_then(|n| right.steps.get(n)),
        ]
    }

    /// How many pairs of the compared connections have this likeness.
    pub fn count(&self, likeness: Likeness) -> usize {
        let pairs = self.pairs.iter();
        let compared = pairs.filter(|pair| pair.place == Place::Compared);
        compared.filter(|pair| pair.likeness() == likeness).count()
    }
}

/// One thing in which two steps differ.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What kind of thing it is.
    pub aspect: Aspect,
    /// What it is called, such as `cipher_suite`.
    pub name: Text,
    /// What each step says; none: only the other one has it.
    pub says: [Option<Text>; 2],
    /// Whether it means anything.
    pub nature: Nature,
    /// The bytes, where it is a field.
    pub spots: [Option<Spot>; 2],
}

/// Bytes of an exhibit of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which exhibit, counted from 0.
    pub exhibit: usize,
    /// Which of its bytes.
    pub at: Range<usize>,
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The name of the step.
    Name,
    /// A value.
    Value,
    /// A field of a message or frame.
    Field,
    /// The length of the message or frame.
    Length,
    /// Whether it could be read on the path.
    Cover,
    /// What became of it on the way.
    Fate,
    /// What a proof says.
    Proof,
    /// What is wrong with it.
    Fault,
}

impl Aspect {
    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Value => "value",
            Self::Field => "field",
            Self::Length => "length",
            Self::Cover => "cover",
            Self::Fate => "fate",
            Self::Proof => "proof",
            Self::Fault => "fault",
        }
    }
}

/// Whether a difference means anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It is drawn anew in every run, or belongs to this run's own place and hour.
    Fresh,
    /// It is computed from what differs elsewhere: a length, a hash, a key.
    Follows,
    /// It was changed on the way in one of the two.
    Changed,
    /// It differs in meaning.
    Meant,
}

impl Nature {
    /// Whether it is worth a word of its own.
    pub fn tells(self) -> bool {
        matches!(self, Self::Changed | Self::Meant)
    }

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Follows => "follows",
            Self::Changed => "changed",
            Self::Meant => "meant",
        }
    }

    /// The word for it.
    pub fn text(self) -> Text {
        match self {
            Self::Fresh => Text::new("fresh in every run", "실행마다 새로움"),
            Self::Follows => Text::new("follows from the rest", "나머지에서 따라 나옴"),
            Self::Changed => Text::new("changed on the way", "도중에 바뀜"),
            Self::Meant => Text::new("differs in meaning", "뜻이 다름"),
        }
    }
}
