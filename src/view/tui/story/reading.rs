//! Where one is in a story and what one sees of it, and every way to move: no drawing and no keys.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::layout::Rect;

use crate::base::text::Text;
use crate::story::model::Story;
use crate::view::look::{Folded, Look};
use crate::view::tui::keys::Around;
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::story::hidden::Hidden;
use crate::view::tui::story::memory::Memory;
use crate::view::tui::story::outline::{Outline, Shown};
use crate::view::tui::story::place::{At, Panel, Part, Place, Target};
use crate::view::tui::story::play::Play;
use crate::view::tui::story::search::Search;
use crate::view::tui::story::{around, ends, known, page, proofs};

/// What the keys are for at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Reading.
    Read,
    /// Typing what is to be searched for; where one was before.
    Search { typed: String, from: At },
    /// Looking at what the keys do.
    Help,
}

/// Whether the part that has the keys has the screen to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    No,
    Yes,
}

/// Whether a window follows what is chosen, or rests where one has scrolled it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Follows,
    Rests,
}

/// A row one has moved to in a panel whose rows lead somewhere: the target, and which of the rows that lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) target: Target,
    pub(super) nth: usize,
}

impl Cursor {
    /// Which of `stops` it is at.
    pub(super) fn stop(self, stops: &[(Range<usize>, Target)]) -> Option<usize> {
        let stops = stops.iter().enumerate();
        let mut same = stops.filter(|(_, (_, target))| *target == self.target);
        same.nth(self.nth).map(|(n, _)| n)
    }
}

/// A story being read.
pub(super) struct Reading<'s> {
    pub(super) story: Cow<'s, Story>,
    pub(super) look: Look,
    pub(super) outline: Outline,
    pub(super) shown: Shown,
    pub(super) at: At,
    pub(super) part: Part,
    pub(super) panel: Panel,
    pub(super) alone: Alone,
    pub(super) mode: Mode,
    pub(super) search: Search,
    pub(super) play: Play,
    pub(super) hidden: Option<Hidden>,
    /// The digits of a step's number, while it is being typed.
    pub(super) typed: String,
    /// Something to say in place of the keys, until the next key.
    pub(super) told: Option<Text>,
    pub(super) cursor: Option<Cursor>,
    /// Where one was before each jump, the last one last.
    been: Vec<At>,
    pub(super) diagram: (Window, Sight),
    pub(super) page: (Window, Sight),
    pub(super) bytes: (Window, Sight),
    pub(super) help: Window,
    /// The keys of what is around it.
    pub(super) around: Around,
    /// Where the names of the panels stand.
    pub(super) tabs: Vec<(Rect, Panel)>,
    memory: Memory,
}

impl<'s> Reading<'s> {
    /// Stands before the first step.
    pub(super) fn new(story: Cow<'s, Story>, look: Look) -> Self {
        let shown = Shown {
            folded: look.folded,
            computations: Folded::Show,
        };
        let window = || (Window::default(), Sight::Follows);
        Self {
            outline: Outline::new(&story, shown),
            shown,
            at: At::Opening,
            part: Part::Diagram,
            panel: Panel::Step,
            alone: Alone::No,
            mode: Mode::Read,
            search: Search::default(),
            play: Play::default(),
            hidden: None,
            typed: String::new(),
            told: None,
            cursor: None,
            been: Vec::new(),
            diagram: window(),
            page: window(),
            bytes: window(),
            help: Window::default(),
            around: Around::default(),
            tabs: Vec::new(),
            memory: Memory::of(&story),
            story,
            look,
        }
    }

    /// Another telling of the same: more of it, or what came of a change. Where one is, language and folds stay.
    pub(super) fn replace(&mut self, story: Cow<'s, Story>) {
        self.story = story;
        self.memory = Memory::default();
        self.outline = Outline::new(&self.story, self.shown);
        self.hidden = self.hidden.as_ref().map(|_| Hidden::default());
        let asked = self.search.query().to_owned();
        self.search = Search::default();
        self.ask(&asked);
        self.cursor = None;
        let steps = self.story.steps.len();
        self.been
            .retain(|at| at.place().is_none_or(|place| place.step < steps));
        if self.at.place().is_some_and(|place| place.step >= steps) {
            self.stand(At::Closing);
        }
        self.show(self.shown);
    }

    /// Stands at `step`, or where it is folded at the last before it.
    pub(super) fn stand_near(&mut self, step: usize) {
        let steps = &self.outline.steps;
        let before = steps.partition_point(|n| *n <= step).checked_sub(1);
        let near = before.and_then(|near| steps.get(near));
        let at = near.map_or(At::Opening, |n| self.step_at(*n));
        self.stand(at);
    }

    /// What is chosen comes into sight again.
    pub(super) fn follow(&mut self) {
        for (_, sight) in [&mut self.diagram, &mut self.page, &mut self.bytes] {
            *sight = Sight::Follows;
        }
    }

    /// Which step one is at, for what needs one: before the first it is none.
    pub(super) fn step(&self) -> Option<usize> {
        match self.at {
            At::Opening => None,
            At::Step(place) => Some(place.step),
            At::Closing => self.story.steps.len().checked_sub(1),
        }
    }

    /// The row of the outline one is at.
    pub(super) fn row(&self) -> usize {
        match self.at {
            At::Opening => 0,
            At::Step(place) => self.outline.row(place.step),
            At::Closing => self.outline.lines.len().saturating_sub(1),
        }
    }

    /// Stands at `at`.
    pub(super) fn stand(&mut self, at: At) {
        self.at = at;
        self.cursor = None;
        self.page.0.rewind();
        self.bytes.0.rewind();
        self.follow();
    }

    /// Stands at `at` and plays no longer; one can come back to where one was.
    pub(super) fn jump(&mut self, at: At) {
        const MOST: usize = 200;
        self.play.stop();
        if at != self.at {
            self.been.push(self.at);
            let over = self.been.len().saturating_sub(MOST);
            self.been.drain(..over);
        }
        if let At::Step(place) = at {
            self.unfold(place.step);
        }
        self.stand(at);
    }

    /// Where one was before the last jump.
    pub(super) fn come_back(&mut self) {
        self.play.stop();
        match self.been.pop() {
            Some(At::Step(place)) => {
                self.unfold(place.step);
                self.stand(At::Step(place));
            }
            Some(at) => self.stand(at),
            None => self.tell("there was no jump to come back from", "되돌아갈 곳이 없다"),
        }
    }

    /// A step that is folded is unfolded with those like it.
    fn unfold(&mut self, step: usize) {
        if self.outline.steps.binary_search(&step).is_ok() {
            return;
        }
        self.shown = Shown {
            folded: Folded::Show,
            computations: Folded::Show,
        };
        self.outline.show(&self.story, self.shown);
    }

    /// Other steps are shown; one stays at one of them.
    pub(super) fn show(&mut self, shown: Shown) {
        self.shown = shown;
        self.outline.show(&self.story, shown);
        if let At::Step(place) = self.at
            && self.outline.steps.binary_search(&place.step).is_err()
        {
            self.stand_near(place.step);
        }
        self.follow();
    }

    /// At the beginning of step `n`.
    pub(super) fn step_at(&self, n: usize) -> At {
        At::Step(Place::at(n, &self.story))
    }

    /// So many shown steps on, or back; the opening and the closing count as well.
    pub(super) fn walk(&mut self, by: isize) {
        let steps = &self.outline.steps;
        let here = match self.at {
            At::Opening => 0,
            At::Step(place) => steps.partition_point(|n| *n < place.step) + 1,
            At::Closing => steps.len() + 1,
        };
        let there = here.saturating_add_signed(by).min(steps.len() + 1);
        if there == here {
            return;
        }
        let at = match there.checked_sub(1) {
            None => At::Opening,
            Some(n) => steps.get(n).map_or(At::Closing, |n| self.step_at(*n)),
        };
        self.stand(at);
    }

    /// Searches for `query`, at the step one is at first.
    pub(super) fn ask(&mut self, query: &str) {
        let from = self.step().unwrap_or(0);
        self.search
            .ask(query, from, &self.story, self.hidden.as_ref());
    }

    /// Other answers are hidden now: what is hidden is not found.
    pub(super) fn ask_again(&mut self) {
        let asked = self.search.query().to_owned();
        self.ask(&asked);
    }

    /// Looks for it in one more portion of the story.
    pub(super) fn look_on(&mut self) {
        self.search.work(&self.story, self.hidden.as_ref());
    }

    /// Says something in place of the keys.
    pub(super) fn tell(&mut self, en: &'static str, ko: &'static str) {
        self.told = Some(Text::new(en, ko));
    }

    /// How much of the step one is at is hidden.
    pub(super) fn hidden_here(&self) -> usize {
        let hidden = self.hidden.as_ref().zip(self.at.place());
        hidden.map_or(0, |(hidden, place)| hidden.left(place.step, &self.story))
    }

    /// Whether the rows of the page are fields that choose bytes; if not, a cursor goes over what leads somewhere.
    pub(super) fn has_fields(&self) -> bool {
        let step = matches!(self.at, At::Step(_)) && self.panel == Panel::Step;
        step && self.hidden_here() == 0
    }

    /// What stands right of the steps, in `columns`.
    pub(super) fn leaf(&self, columns: usize) -> Leaf<Target> {
        let (story, look) = (&*self.story, &self.look);
        let place = match self.at {
            At::Opening => return around::opening(story, &self.outline, look, columns),
            At::Closing => return around::closing(story, &self.outline.wrong, look, columns),
            At::Step(place) => place,
        };
        if let Some(hidden) = &self.hidden
            && hidden.hides(place.step, &self.story)
        {
            return hidden.leaf(story, place.step, look, columns);
        }
        let memory = &self.memory;
        match self.panel {
            Panel::Step => page::leaf(story, place, look, columns),
            Panel::Proofs => proofs::leaf(memory.origins(story), story, place, look, columns),
            Panel::Known => known::leaf(memory.ledger(story), place, look, columns),
            Panel::Ends => ends::leaf(memory.course(story), story, place, look, columns),
        }
    }

    /// So many rows of the page on, or back: fields and rows that lead somewhere are chosen, anything else moves.
    pub(super) fn leaf_through(&mut self, by: isize) {
        self.follow();
        if let (At::Step(place), true) = (self.at, self.has_fields()) {
            let moved = page::moved(&self.story, place, by);
            if moved == place {
                self.page.0.scroll(by);
                self.page.1 = Sight::Rests;
            }
            self.at = At::Step(moved);
            return;
        }
        let stops = self.leaf(self.columns()).stops();
        let here = self.cursor().and_then(|cursor| cursor.stop(&stops));
        let there = match here {
            Some(here) => here.saturating_add_signed(by),
            None => 0,
        };
        // At the last one, and where nothing leads anywhere, the page itself moves.
        let Some((_, target)) = stops.get(there).filter(|_| here != Some(there)) else {
            self.page.0.scroll(by);
            self.page.1 = Sight::Rests;
            return;
        };
        let same = stops
            .iter()
            .take(there)
            .filter(|(_, other)| other == target);
        self.cursor = Some(Cursor {
            target: *target,
            nth: same.count(),
        });
        if let At::Step(place) = &mut self.at {
            let before = stops.iter().take(there + 1).rev();
            let proof = before
                .map(|(_, target)| target)
                .find_map(|target| match target {
                    Target::Proof(proof) => Some(*proof),
                    Target::Step(_) | Target::Exhibit(_) | Target::Note { .. } => None,
                });
            place.proof = proof.unwrap_or(place.proof);
        }
    }

    /// Where the cursor is; among proofs it is always somewhere.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let place = self.at.place().filter(|_| self.panel == Panel::Proofs);
        let proof = place
            .filter(|_| self.hidden_here() == 0)
            .map(|place| Cursor {
                target: Target::Proof(place.proof),
                nth: 0,
            });
        self.cursor.or(proof)
    }

    /// Columns of the page when it was last drawn.
    fn columns(&self) -> usize {
        match self.page.0.width() {
            0 => self.look.columns(),
            columns => columns,
        }
    }

    /// To what a row leads to.
    pub(super) fn lead(&mut self, target: Target) {
        self.follow();
        match (target, &mut self.at) {
            (Target::Step(step), _) => {
                if self.step() != Some(step) || self.at.place().is_none() {
                    self.jump(self.step_at(step));
                }
            }
            (Target::Exhibit(exhibit), At::Step(place)) => {
                place.exhibit = exhibit;
                (place.note, place.byte) = (None, None);
                self.bytes.0.rewind();
            }
            (Target::Note { exhibit, note }, At::Step(place)) => {
                place.exhibit = exhibit;
                (place.note, place.byte) = (Some(note), None);
            }
            (Target::Proof(proof), At::Step(place)) => {
                place.proof = proof;
                self.cursor = Some(Cursor { target, nth: 0 });
            }
            (Target::Exhibit(_) | Target::Note { .. } | Target::Proof(_), _) => {}
        }
    }

    /// Opens another panel right of the steps.
    pub(super) fn open(&mut self, panel: Panel) {
        self.panel = panel;
        self.cursor = None;
        self.page.0.rewind();
        self.follow();
    }

    /// Another exhibit of the step.
    pub(super) fn next_exhibit(&mut self) {
        let At::Step(place) = &mut self.at else {
            return;
        };
        let step = place.step(&self.story);
        match step.map_or(0, |step| step.exhibits.len()) {
            count @ 2.. => {
                place.exhibit = (place.exhibit + 1) % count;
                (place.note, place.byte) = (None, None);
                self.bytes.0.rewind();
                self.follow();
            }
            0 => self.tell("this step has no bytes", "이 단계에는 바이트가 없다"),
            _ => self.tell(
                "this step has no other bytes",
                "이 단계에는 다른 바이트가 없다",
            ),
        }
    }
}
