//! Where one is in a story, and where a row can lead.

use crate::base::exhibit::Exhibit;
use crate::story::model::{Step, Story};

/// Where one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The step, counted from 0 in the story.
    pub(super) step: usize,
    /// Which of its exhibits is shown below.
    pub(super) exhibit: usize,
    /// Which note of that exhibit is chosen.
    pub(super) note: Option<usize>,
    /// Which byte of that exhibit the keys stand at, where they walk over bytes.
    pub(super) byte: Option<usize>,
    /// Which of its proofs is chosen.
    pub(super) proof: usize,
}

impl Place {
    /// At the beginning of a step: its last exhibit is the message itself.
    pub(super) fn at(step: usize, story: &Story) -> Self {
        let exhibits = story.steps.get(step).map_or(0, |step| step.exhibits.len());
        Self {
            step,
            exhibit: exhibits.saturating_sub(1),
            ..Self::default()
        }
    }

    /// The step.
    pub(super) fn step(self, story: &Story) -> Option<&Step> {
        story.steps.get(self.step)
    }

    /// The exhibit.
    pub(super) fn exhibit(self, story: &Story) -> Option<&Exhibit> {
        self.step(story)?.exhibits.get(self.exhibit)
    }
}

/// Where one is in all that is shown: before the first step and after the last there is something to read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Before the first step: what the story is about.
    Opening,
    /// At a step.
    Step(Place),
    /// After the last: why it failed, the account.
    Closing,
}

impl At {
    /// The place, at a step.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Self::Step(place) => Some(place),
            Self::Opening | Self::Closing => None,
        }
    }
}

/// What a row leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A step of the story. In a panel right of the steps too: Enter or a click goes there, Backspace comes back.
    Step(usize),
    /// An exhibit of this step.
    Exhibit(usize),
    /// A proof of this step.
    Proof(usize),
    /// A field of an exhibit of this step.
    Note {
        /// Which exhibit.
        exhibit: usize,
        /// Which of its notes.
        note: usize,
    },
}

/// What stands right of the steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Panel {
    /// The step: sentence, values, why, fields.
    #[default]
    Step,
    /// Its proofs, with everything that went in.
    Proofs,
    /// Which keys and secrets the client, the server and an eavesdropper know by now.
    Known,
    /// The state each end is in by now.
    Ends,
}

impl Panel {
    /// All of them, each with its key and its name in English and in Korean.
    pub(super) const ALL: [(Self, char, &str, &str); 4] = [
        (Self::Step, 'f', "step", "단계"),
        (Self::Proofs, 'p', "proofs", "증명"),
        (Self::Known, 'm', "keys", "키"),
        (Self::Ends, 's', "state", "상태"),
    ];
}

/// The three parts of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The steps between the hosts.
    #[default]
    Diagram,
    /// The step one stands at.
    Page,
    /// Its bytes.
    Bytes,
}

impl Part {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Diagram => Self::Page,
            Self::Page => Self::Bytes,
            Self::Bytes => Self::Diagram,
        }
    }

    /// The one before.
    pub(super) fn before(self) -> Self {
        self.next().next()
    }
}
