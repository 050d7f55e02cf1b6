//! What a demonstration is: its names, what of one's own it takes, how it is told, how it is attacked.

use crate::base::text::Doc;
use crate::demo::asked::{Asked, Input, Own};
use crate::demo::attack::Attack;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::Story;

/// A demonstration.
#[derive(Debug)]
pub struct Demo {
    /// Its name on the command line.
    pub name: &'static str,
    /// Where on the learning path it stands.
    pub topic: Topic,
    /// Its title: the primitive and how it breaks.
    pub title: Doc,
    /// One line for the list: what there is to be seen.
    pub line: Doc,
    /// What of the asker's own it takes.
    pub takes: &'static [Takes],
    /// The exercise that goes with it.
    pub exercise: Exercise,
    /// Tells it. Inputs of the asker's own have sizes that fit.
    pub tell: fn(&Asked) -> Result<Story, Wrong>,
    /// The attacks it shows; at least one.
    pub attacks: &'static [Attack],
}

/// An input of the asker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Which.
    pub input: Input,
    /// How many bytes it may have.
    pub sizes: Sizes,
    /// What it is here.
    pub means: Doc,
}

/// An exercise, by its number and title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// Its number in the set.
    pub number: u8,
    /// Its title.
    pub title: Doc,
}

impl Demo {
    /// The story of what is asked for.
    ///
    /// # Errors
    /// An input that is not used here, that has a size that does not fit, or that the demonstration itself refuses.
    pub fn story(&self, asked: &Asked) -> Result<Story, Wrong> {
        self.check(&asked.own)?;
        if asked.recording.is_some() && self.taking(Input::Recording).is_none() {
            return Err(self.unused(Input::Recording));
        }
        (self.tell)(asked)
    }

    /// How it takes `input`; none if it does not.
    pub fn taking(&self, input: Input) -> Option<&Takes> {
        self.takes.iter().find(|takes| takes.input == input)
    }

    fn unused(&self, input: Input) -> Wrong {
        Wrong::Unused {
            input: input.flag(),
            takes: self.takes.iter().map(|takes| takes.input.flag()).collect(),
        }
    }

    fn check(&self, own: &Own) -> Result<(), Wrong> {
        for input in Input::ALL {
            let Some(given) = own.of(input) else {
                continue;
            };
            let Some(takes) = self.taking(input) else {
                return Err(self.unused(input));
            };
            if !takes.sizes.fits(given.len()) {
                return Err(Wrong::Size {
                    input: input.flag(),
                    have: given.len(),
                    need: takes.sizes,
                });
            }
        }
        Ok(())
    }
}
