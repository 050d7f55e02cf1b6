//! What can be walked through, in order: the opening, the chapters with those of their steps that are shown, the closing.
//!
//! It is made once and again when steps are folded, so that drawing looks at the rows in sight alone, however long the story is.

use std::time::Duration;

use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::model::{Kind, Step, Story, Weight};
use crate::view::look::Folded;

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// What stands before the first step.
    Opening,
    /// The heading of a chapter, by its number among them.
    Chapter(usize),
    /// A step.
    Step(usize),
    /// What stands after the last.
    Closing,
}

/// A run of steps under one heading.
#[derive(Clone, Debug)]
pub(super) struct Chapter {
    /// Its heading.
    pub(super) name: Text,
    /// Its first step.
    pub(super) first: usize,
    /// When it began.
    pub(super) began: Option<Duration>,
    /// How often the client spoke and the server answered in it.
    pub(super) round_trips: usize,
}

/// Which steps are shown besides those that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Those that are folded unless asked for.
    pub(super) folded: Folded,
    /// Those that stood on no wire.
    pub(super) computations: Folded,
}

impl Shown {
    fn shows(self, step: &Step) -> bool {
        let weighs = self.folded == Folded::Show || step.weight == Weight::Main;
        let computed = matches!(step.kind, Kind::Computation { .. });
        weighs && (self.computations == Folded::Show || !computed)
    }
}

/// All of them.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Every row.
    pub(super) lines: Vec<Line>,
    /// The steps that are shown.
    pub(super) steps: Vec<usize>,
    /// The chapters of the whole story.
    pub(super) chapters: Vec<Chapter>,
    /// How many exhibits the whole story has.
    pub(super) exhibits: usize,
}

impl Outline {
    /// That of `story`.
    pub(super) fn new(story: &Story, shown: Shown) -> Self {
        let chapters = chapters(story);
        let mut lines = vec![Line::Opening];
        let mut steps = Vec::new();
        let mut ahead = chapters.iter().enumerate().peekable();
        let mut heading = None;
        for (n, step) in story.steps.iter().enumerate() {
            if let Some((number, _)) = ahead.next_if(|(_, chapter)| chapter.first <= n) {
                heading = Some(number);
            }
            if !shown.shows(step) {
                continue;
            }
            // A chapter all of whose steps are folded has no heading either.
            if let Some(number) = heading.take() {
                lines.push(Line::Chapter(number));
            }
            lines.push(Line::Step(n));
            steps.push(n);
        }
        lines.push(Line::Closing);
        Self {
            lines,
            steps,
            chapters,
            exhibits: story.steps.iter().map(|step| step.exhibits.len()).sum(),
        }
    }

    /// The row of `step`, or of the last one shown before it.
    pub(super) fn row(&self, step: usize) -> usize {
        let before = |line: &Line| match line {
            Line::Opening => true,
            Line::Chapter(number) => {
                let chapter = self.chapters.get(*number);
                chapter.is_some_and(|chapter| chapter.first <= step)
            }
            Line::Step(n) => *n <= step,
            Line::Closing => false,
        };
        self.lines.partition_point(before).saturating_sub(1)
    }
}

fn chapters(story: &Story) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut spoke = None;
    for (n, step) in story.steps.iter().enumerate() {
        let new = chapters
            .last()
            .is_none_or(|chapter| chapter.name != step.chapter);
        if new && !step.chapter.is_empty() {
            spoke = None;
            chapters.push(Chapter {
                name: step.chapter.clone(),
                first: n,
                began: None,
                round_trips: 0,
            });
        }
        let Some(chapter) = chapters.last_mut() else {
            continue;
        };
        chapter.began = chapter.began.or(step.time);
        let Kind::Wire { from, fate, .. } = &step.kind else {
            continue;
        };
        // An acknowledgement alone answers nobody's question.
        if !fate.arrives() || step.weight != Weight::Main {
            continue;
        }
        if (spoke, *from) == (Some(Side::Client), Side::Server) {
            chapter.round_trips += 1;
        }
        spoke = Some(*from);
    }
    chapters
}

/// Whether something is wrong at `step`: a proof that fails, a fault that is more than a note.
pub(super) fn fails(step: &Step) -> bool {
    let mut proofs = step.proofs.iter();
    let mut faults = step.faults.iter();
    proofs.any(|proof| proof.verdict == Verdict::Fails)
        || faults.any(|fault| fault.level != Level::Note)
}
