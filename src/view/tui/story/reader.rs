//! Reading a story: where one is, and what input changes about it.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use crate::base::text::Lang;
use crate::story::model::{Story, Weight};
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::{Folded, Look};
use crate::view::tui::input::{Cell, Input, Key};
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::paint::{self, HasKeys};
use crate::view::tui::screen::{Screen, Then};
use crate::view::tui::story::arrange::areas;
use crate::view::tui::story::keys::{KEYS, Wish, wish};
use crate::view::tui::story::place::{Panel, Part, Place, Target};
use crate::view::tui::story::{bytes, diagram, ends, known, page, proofs};

/// A story being read.
pub struct Reader<'s> {
    story: Cow<'s, Story>,
    look: Look,
    /// The steps that are shown.
    shown: Vec<usize>,
    place: Place,
    part: Part,
    panel: Panel,
    diagram: (Leaf<Target>, Window),
    page: (Leaf<Target>, Window),
    bytes: Window,
}

impl<'s> Reader<'s> {
    /// Stands at the first step.
    pub fn new(story: Cow<'s, Story>, look: Look) -> Self {
        let mut reader = Self {
            place: Place::at(0, &story),
            story,
            look,
            shown: Vec::new(),
            part: Part::Diagram,
            panel: Panel::Step,
            diagram: Default::default(),
            page: Default::default(),
            bytes: Window::default(),
        };
        reader.fold();
        reader
    }

    /// Another telling of the same: more of it, or what came of a change. Place, language and folds stay.
    pub fn replace(&mut self, story: Cow<'s, Story>) {
        self.story = story;
        self.fold();
    }

    /// Goes to this step, or where it is folded to the last before it.
    pub fn stand_at(&mut self, step: usize) {
        let here = self.shown.iter().rev().find(|n| **n <= step);
        if let Some(step) = here.or(self.shown.first()).copied() {
            self.go(step);
        }
    }

    /// The step it stands at, and whether it is the last that is shown.
    pub fn stands_at(&self) -> (usize, bool) {
        let last = self.shown.last() == Some(&self.place.step);
        (self.place.step, last || self.shown.is_empty())
    }

    /// What is read.
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// How it looks by now: the language may have been changed.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Draws all of it in a part of the screen.
    pub fn draw_in(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let areas = areas(area);
        let title = Row(vec![Span::new(
            self.look.say(&self.story.title),
            Ink::Strong,
        )]);
        let title = paint::line(&title.fit(areas.title.width.into()), &self.look);
        frame.render_widget(title, areas.title);
        self.draw_diagram(areas.diagram, frame);
        self.draw_page(areas.page, frame);
        self.draw_bytes(areas.bytes, frame);
        let keys = KEYS.iter().filter_map(|binding| {
            let key = binding.keys.first()?;
            Some(format!(
                "{key:?} {}",
                self.look.word(binding.en, binding.ko)
            ))
        });
        let keys = Row(vec![Span::new(Vec::from_iter(keys).join("  "), Ink::Faint)]);
        let keys = paint::line(&keys.fit(areas.status.width.into()), &self.look);
        frame.render_widget(keys, areas.status);
    }

    /// Finds out which steps are shown, and stands at one of them.
    fn fold(&mut self) {
        let all = self.look.folded == Folded::Show;
        let steps = self.story.steps.iter().enumerate();
        self.shown = steps
            .filter(|(_, step)| all || step.weight == Weight::Main)
            .map(|(n, _)| n)
            .collect();
        let here = self.shown.iter().rev().find(|n| **n <= self.place.step);
        if let Some(step) = here.or(self.shown.first()).copied()
            && step != self.place.step
        {
            self.go(step);
        }
    }

    /// Stands at `step`.
    fn go(&mut self, step: usize) {
        self.place = Place::at(step, &self.story);
        self.page.1.rewind();
        self.bytes.rewind();
    }

    /// So many shown steps on, or back.
    fn walk(&mut self, steps: isize) {
        let here = self.shown.partition_point(|n| *n < self.place.step);
        let last = self.shown.len().saturating_sub(1);
        let there = here.saturating_add_signed(steps).min(last);
        if let Some(step) = self.shown.get(there).copied()
            && step != self.place.step
        {
            self.go(step);
        }
    }

    fn wish(&mut self, wish: Wish) -> Then {
        match (wish, self.part) {
            (Wish::Forward, Part::Diagram) => self.walk(1),
            (Wish::Back, Part::Diagram) => self.walk(-1),
            (Wish::Forward, Part::Page | Part::Bytes) => self.leaf_through(1),
            (Wish::Back, Part::Page | Part::Bytes) => self.leaf_through(-1),
            (Wish::Panel(panel), _) => {
                self.panel = panel;
                self.page.1.rewind();
            }
            (Wish::Exhibit, _) => {
                let count = self
                    .place
                    .step(&self.story)
                    .map_or(0, |step| step.exhibits.len());
                self.place.exhibit = (self.place.exhibit + 1) % count.max(1);
                self.place.note = None;
                self.bytes.rewind();
            }
            (Wish::First, _) => self.walk(isize::MIN),
            (Wish::Last, _) => self.walk(isize::MAX),
            (Wish::Part, _) => self.part = self.part.next(),
            (Wish::PartBefore, _) => self.part = self.part.before(),
            (Wish::Fold, _) => {
                self.look.folded = match self.look.folded {
                    Folded::Hide => Folded::Show,
                    Folded::Show => Folded::Hide,
                };
                self.fold();
            }
            (Wish::Language, _) => {
                self.look.lang = match self.look.lang {
                    Lang::En => Lang::Ko,
                    Lang::Ko => Lang::En,
                };
            }
            (Wish::Help, _) => {}
            (Wish::Leave, _) => return Then::Leave,
        }
        Then::Stay
    }

    /// So many rows of the panel on, or back: fields and proofs are chosen, anything else moves.
    fn leaf_through(&mut self, by: isize) {
        let proofs = self
            .place
            .step(&self.story)
            .map_or(0, |step| step.proofs.len());
        match self.panel {
            Panel::Step => self.place = page::moved(&self.story, self.place, by),
            Panel::Proofs => {
                let there = self.place.proof.saturating_add_signed(by);
                self.place.proof = there.min(proofs.saturating_sub(1));
            }
            Panel::Known | Panel::Ends => self.page.1.scroll(by),
        }
    }

    fn click(&mut self, cell: Cell) {
        if let Some((row, column)) = self.bytes.at(cell)
            && let Some(at) = bytes::byte(row, column, self.bytes.width())
        {
            self.place = bytes::chosen(&self.story, self.place, at);
            return;
        }
        let found = |(leaf, window): &(Leaf<Target>, Window)| {
            let (row, _) = window.at(cell)?;
            leaf.target(row).copied()
        };
        match found(&self.diagram).or_else(|| found(&self.page)) {
            Some(Target::Step(step)) => self.go(step),
            Some(Target::Exhibit(exhibit)) => {
                self.place.exhibit = exhibit;
                self.place.note = None;
            }
            Some(Target::Note { exhibit, note }) => {
                self.place.exhibit = exhibit;
                self.place.note = Some(note);
            }
            Some(Target::Proof(proof)) => self.place.proof = proof,
            None => {}
        }
    }

    /// The bytes of the chosen field.
    fn chosen(&self) -> Range<usize> {
        let exhibit = self.place.exhibit(&self.story);
        let note = exhibit
            .zip(self.place.note)
            .and_then(|(exhibit, note)| exhibit.notes.get(note));
        note.map_or(0..0, |note| note.range())
    }

    fn keys(&self, part: Part) -> HasKeys {
        match part == self.part {
            true => HasKeys::Yes,
            false => HasKeys::No,
        }
    }

    fn draw_diagram(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let block = paint::frame(
            self.look.word("steps", "단계"),
            self.keys(Part::Diagram),
            &self.look,
        );
        let inner = block.inner(area);
        let (leaf, window) = &mut self.diagram;
        *leaf = diagram::leaf(&self.story, &self.shown, &self.look, inner.width.into());
        let here = Target::Step(self.place.step);
        if let Some(row) = leaf.place(&here) {
            window.reveal(row, inner.height.into());
        }
        window.draw(leaf, Some(&here), (area, block), &self.look, frame);
    }

    fn draw_page(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let name = self.place.step(&self.story).map(|step| &step.name);
        let title = name.map_or("", |name| self.look.say(name));
        let block = paint::frame(title, self.keys(Part::Page), &self.look);
        let inner = block.inner(area);
        let (columns, height) = (inner.width.into(), inner.height.into());
        let (leaf, window) = &mut self.page;
        let make = match self.panel {
            Panel::Step => page::leaf,
            Panel::Proofs => proofs::leaf,
            Panel::Known => known::leaf,
            Panel::Ends => ends::leaf,
        };
        *leaf = make(&self.story, self.place, &self.look, columns);
        let field = self.place.note.map(|note| Target::Note {
            exhibit: self.place.exhibit,
            note,
        });
        let chosen = match self.panel {
            Panel::Step => field,
            Panel::Proofs => Some(Target::Proof(self.place.proof)),
            Panel::Known | Panel::Ends => None,
        };
        if let Some(row) = chosen.and_then(|chosen| leaf.place(&chosen)) {
            window.reveal(row, height);
        }
        window.draw(leaf, chosen.as_ref(), (area, block), &self.look, frame);
    }

    fn draw_bytes(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let exhibit = self.place.exhibit(&self.story);
        let title = exhibit.map_or_else(
            || self.look.word("no bytes", "바이트 없음").to_owned(),
            |exhibit| self.look.say(&exhibit.title).to_owned(),
        );
        let block = paint::frame(&title, self.keys(Part::Bytes), &self.look);
        let inner = block.inner(area);
        let Some(exhibit) = exhibit else {
            return frame.render_widget(block, area);
        };
        let seen = (0, usize::from(inner.height));
        let rows = bytes::rows(
            exhibit,
            &self.chosen(),
            seen,
            inner.width.into(),
            &self.look,
        );
        frame.render_widget(Paragraph::new(rows).block(block), area);
    }
}

impl Screen for Reader<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.draw_in(frame.area(), frame);
    }

    fn take(&mut self, input: Input) -> Then {
        match input {
            Input::Key(Key::PageDown) => self.walk(10),
            Input::Key(Key::PageUp) => self.walk(-10),
            Input::Key(key) => return wish(key).map_or(Then::Stay, |wish| self.wish(wish)),
            Input::Click(cell) => self.click(cell),
            Input::Scroll(cell, rows) => {
                for window in [&mut self.diagram.1, &mut self.page.1] {
                    if window.at(cell).is_some() {
                        window.scroll(rows.into());
                    }
                }
            }
            Input::Size | Input::Tick => {}
            Input::Stop => return Then::Quit,
        }
        Then::Stay
    }
}
