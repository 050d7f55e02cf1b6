//! Reading a story: what keys and mouse change about where one is.

use std::borrow::Cow;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::base::text::Lang;
use crate::story::model::Story;
use crate::view::look::{Folded, Look};
use crate::view::tui::input::{Input, Key};
use crate::view::tui::keys::Around;
use crate::view::tui::screen::{Screen, Then};
use crate::view::tui::story::bytes;
use crate::view::tui::story::draw;
use crate::view::tui::story::hidden::Hidden;
use crate::view::tui::story::keys::{Wish, wish};
use crate::view::tui::story::outline::Shown;
use crate::view::tui::story::place::{At, Part, Target};
use crate::view::tui::story::reading::{Alone, Mode, Reading, Sight};

/// A story being read.
pub struct Reader<'s>(Reading<'s>);

impl<'s> Reader<'s> {
    /// Stands before the first step, where it is said what the story is about.
    pub fn new(story: Cow<'s, Story>, look: Look) -> Self {
        Self(Reading::new(story, look))
    }

    /// What is around it has keys of its own: the help begins with them.
    pub(in crate::view::tui) fn within(mut self, around: Around) -> Self {
        self.0.around = around;
        self
    }

    /// Takes back what it said of the last key: that one was not for it.
    pub(in crate::view::tui) fn hush(&mut self) {
        self.0.told = None;
    }

    /// Another telling of the same: more of it, or what came of a change. Place, language and folds stay.
    pub fn replace(&mut self, story: Cow<'s, Story>) {
        self.0.replace(story);
    }

    /// Goes to this step (counted from 0), or where it is folded to the last before it.
    pub fn stand_at(&mut self, step: usize) {
        self.0.stand_near(step);
    }

    /// The step it stands at, and whether it is the last that is shown.
    pub fn stands_at(&self) -> (usize, bool) {
        let step = self.0.step().unwrap_or(0);
        let last = self.0.outline.steps.last();
        (step, last.is_none_or(|last| *last <= step))
    }

    /// What is read.
    pub fn story(&self) -> &Story {
        &self.0.story
    }

    /// How it looks by now: the language may have been changed.
    pub fn look(&self) -> &Look {
        &self.0.look
    }

    /// Whether it is in the midst of something, so that whatever comes in is for it alone: a search, a number, the help.
    pub fn is_busy(&self) -> bool {
        !matches!(self.0.mode, Mode::Read) || !self.0.typed.is_empty()
    }

    /// Draws all of it in a part of the screen.
    pub fn draw_in(&mut self, area: Rect, frame: &mut Frame<'_>) {
        draw::draw(&mut self.0, area, frame);
    }
}

impl Screen for Reader<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.draw_in(frame.area(), frame);
    }

    fn take(&mut self, input: Input) -> Then {
        match input {
            Input::Key(key) => return self.key(key),
            Input::Click(cell) => self.0.click(cell),
            Input::Scroll(cell, rows) => self.0.scroll(cell, rows.into()),
            Input::Tick => self.tick(),
            Input::Size => {}
            Input::Stop => return Then::Quit,
        }
        Then::Stay
    }

    fn patience(&self) -> Option<Duration> {
        match self.0.search.is_busy(&self.0.story) {
            true => Some(Duration::ZERO),
            false => self.0.play.stay(),
        }
    }
}

impl Reader<'_> {
    fn key(&mut self, key: Key) -> Then {
        self.0.told = None;
        match std::mem::replace(&mut self.0.mode, Mode::Read) {
            Mode::Read => self.read(key),
            Mode::Search { typed, from } => {
                self.0.type_query(key, typed, from);
                Then::Stay
            }
            Mode::Help => {
                self.help(key);
                Then::Stay
            }
        }
    }

    fn read(&mut self, key: Key) -> Then {
        const DIGITS: usize = 7;
        let key = key.command();
        match key {
            Key::Char(digit @ '0'..='9') => {
                if self.0.typed.len() < DIGITS {
                    self.0.typed.push(digit);
                }
                return Then::Stay;
            }
            Key::Backspace if !self.0.typed.is_empty() => {
                self.0.typed.pop();
                return Then::Stay;
            }
            Key::Escape if self.calms() => return Then::Stay,
            Key::Left | Key::Right | Key::Up | Key::Down if self.over_bytes(key) => {
                return Then::Stay;
            }
            _ => {}
        }
        let typed = std::mem::take(&mut self.0.typed);
        match (wish(key), typed.parse()) {
            (Some(Wish::Choose | Wish::First), Ok(number)) => {
                self.0.play.stop();
                self.0.go_to_number(number);
                Then::Stay
            }
            (Some(wish), _) => self.wish(wish),
            (None, _) => {
                self.0.tell(
                    "no such key; ? lists them",
                    "그런 키는 없다. ? 를 누르면 목록이 나온다",
                );
                Then::Stay
            }
        }
    }

    /// Arrows go from byte to byte where the bytes have the keys.
    fn over_bytes(&mut self, key: Key) -> bool {
        let reading = &mut self.0;
        let by = match key {
            Key::Left => (-1, 0),
            Key::Right => (1, 0),
            Key::Up => (0, -1),
            _ => (0, 1),
        };
        let At::Step(place) = reading.at else {
            return false;
        };
        if reading.part != Part::Bytes || !reading.has_fields() {
            return false;
        }
        let columns = reading.bytes.0.width();
        reading.at = At::Step(bytes::moved(&reading.story, place, by, columns));
        reading.follow();
        true
    }

    /// Ends what is going on, if anything is, instead of leaving.
    fn calms(&mut self) -> bool {
        if !self.0.typed.is_empty() {
            self.0.typed.clear();
        } else if self.0.play.stay().is_some() {
            self.0.play.stop();
        } else if self.0.alone == Alone::Yes {
            self.0.alone = Alone::No;
        } else if !self.0.search.query().is_empty() {
            self.0.ask("");
        } else {
            return false;
        }
        true
    }

    fn wish(&mut self, wish: Wish) -> Then {
        let reading = &mut self.0;
        match wish {
            Wish::Forward => self.step(1),
            Wish::Back => self.step(-1),
            Wish::Next => self.walk(1),
            Wish::Before => self.walk(-1),
            Wish::First => reading.jump(At::Opening),
            Wish::Last => reading.jump(At::Closing),
            Wish::PageDown => self.page(1),
            Wish::PageUp => self.page(-1),
            Wish::Choose => self.choose(),
            Wish::Return => reading.come_back(),
            Wish::Part => self.part(self.0.part.next()),
            Wish::PartBefore => self.part(self.0.part.before()),
            Wish::Alone => {
                reading.alone = match reading.alone {
                    Alone::No => Alone::Yes,
                    Alone::Yes => Alone::No,
                };
                reading.follow();
            }
            Wish::Search => {
                reading.play.stop();
                reading.mode = Mode::Search {
                    typed: String::new(),
                    from: reading.at,
                };
            }
            Wish::Match => {
                let from = reading.at.place().map(|place| place.step);
                reading.go_to_match(reading.search.after(from));
            }
            Wish::MatchBefore => {
                let from = reading.at.place().map(|place| place.step);
                reading.go_to_match(reading.search.before(from));
            }
            Wish::Proof => reading.seek_proof(),
            Wish::ProofBefore => reading.seek_proof_before(),
            Wish::Failure => reading.seek_failure(),
            Wish::Panel(_) if reading.hidden_here() > 0 => reading.tell(
                "hidden until you have answered",
                "답하기 전에는 숨겨져 있다",
            ),
            Wish::Panel(panel) => reading.open(panel),
            Wish::Exhibit => reading.next_exhibit(),
            Wish::Fold => {
                let folded = other(reading.shown.folded);
                reading.show(Shown {
                    folded,
                    ..reading.shown
                });
                match folded {
                    Folded::Show => reading.tell("all steps are shown", "모든 단계를 펼쳤다"),
                    Folded::Hide => {
                        reading.tell("lesser steps are folded", "덜 중요한 단계를 접었다")
                    }
                }
            }
            Wish::Computations => {
                let computations = other(reading.shown.computations);
                reading.show(Shown {
                    computations,
                    ..reading.shown
                });
                match computations {
                    Folded::Show => reading.tell("computations are shown", "계산을 펼쳤다"),
                    Folded::Hide => reading.tell("computations are folded", "계산을 접었다"),
                }
            }
            Wish::Language => {
                reading.look.lang = match reading.look.lang {
                    Lang::En => Lang::Ko,
                    Lang::Ko => Lang::En,
                };
                reading.follow();
            }
            Wish::Hide => self.hide(),
            Wish::Reveal => self.reveal(Hidden::reveal),
            Wish::RevealAll => self.reveal(Hidden::reveal_all),
            Wish::Play => {
                if reading.at == At::Closing {
                    reading.stand(At::Opening);
                }
                reading.play.turn();
            }
            Wish::Faster => reading.play.faster(),
            Wish::Slower => reading.play.slower(),
            Wish::Help => {
                reading.help.rewind();
                reading.mode = Mode::Help;
            }
            Wish::Leave => return Then::Leave,
        }
        if let Wish::Faster | Wish::Slower = wish {
            self.0.told = Some(self.0.play.told());
        }
        Then::Stay
    }

    /// Steps in the diagram, rows elsewhere.
    fn step(&mut self, by: isize) {
        match self.0.part {
            Part::Diagram => self.walk(by),
            Part::Page => self.0.leaf_through(by),
            Part::Bytes => match self.0.has_fields() {
                true => self.0.leaf_through(by),
                false => {
                    self.0.bytes.0.scroll(by);
                    self.0.bytes.1 = Sight::Rests;
                }
            },
        }
    }

    fn walk(&mut self, by: isize) {
        self.0.play.stop();
        self.0.walk(by);
    }

    /// A screenful, less a row that one has seen already.
    fn page(&mut self, screens: isize) {
        let (window, sight) = match self.0.part {
            Part::Diagram => {
                let rows = self.0.diagram.0.height().saturating_sub(1).max(1);
                return self.walk(rows.cast_signed() * screens);
            }
            Part::Page => &mut self.0.page,
            Part::Bytes => &mut self.0.bytes,
        };
        let rows = window.height().saturating_sub(1).max(1);
        window.scroll(rows.cast_signed() * screens);
        *sight = Sight::Rests;
    }

    fn part(&mut self, part: Part) {
        self.0.part = part;
        self.0.follow();
    }

    /// To where the row leads; the next answer where some are hidden; else the next step.
    fn choose(&mut self) {
        let cursor = self.0.cursor().filter(|_| self.0.part == Part::Page);
        match cursor.map(|cursor| cursor.target) {
            Some(Target::Step(step)) => self.0.lead(Target::Step(step)),
            Some(_) | None if self.0.hidden_here() > 0 => self.reveal(Hidden::reveal),
            Some(_) | None => self.walk(1),
        }
    }

    fn hide(&mut self) {
        let reading = &mut self.0;
        match reading.hidden {
            Some(_) => {
                reading.hidden = None;
                reading.tell("answers are shown", "답을 보인다");
            }
            None => {
                reading.hidden = Some(Hidden::default());
                reading.tell(
                    "answers are hidden: predict, then Enter reveals them one by one",
                    "답을 숨겼다. 예측한 뒤 Enter로 하나씩 본다",
                );
            }
        }
        reading.ask_again();
        reading.follow();
    }

    fn reveal(&mut self, reveal: fn(&mut Hidden, usize, &Story)) {
        let reading = &mut self.0;
        match (&mut reading.hidden, reading.at) {
            (Some(hidden), At::Step(place)) if hidden.left(place.step, &reading.story) > 0 => {
                reveal(hidden, place.step, &reading.story);
                reading.ask_again();
                reading.follow();
            }
            (Some(_), _) => reading.tell("nothing is hidden here", "여기에는 숨긴 답이 없다"),
            (None, _) => reading.tell("h hides the answers first", "먼저 h 키로 답을 숨긴다"),
        }
    }

    fn help(&mut self, key: Key) {
        let rows = self.0.help.height().saturating_sub(1).max(1).cast_signed();
        let by = match key.command() {
            Key::Down | Key::Char('j') => 1,
            Key::Up | Key::Char('k') => -1,
            Key::PageDown | Key::Char(' ') => rows,
            Key::PageUp => -rows,
            Key::Home => isize::MIN,
            Key::End => isize::MAX,
            Key::Char('l') => {
                self.wish(Wish::Language);
                0
            }
            Key::Char(_)
            | Key::Enter
            | Key::Escape
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Left
            | Key::Right => return,
        };
        self.0.help.scroll(by);
        self.0.mode = Mode::Help;
    }

    fn tick(&mut self) {
        let reading = &mut self.0;
        if reading.search.is_busy(&reading.story) {
            reading.look_on();
            return reading.seek();
        }
        if reading.play.stay().is_none() {
            return;
        }
        match reading.hidden_here() {
            0 => reading.walk(1),
            _ => self.reveal(Hidden::reveal),
        }
        if self.0.at == At::Closing {
            self.0.play.stop();
        }
    }
}

fn other(folded: Folded) -> Folded {
    match folded {
        Folded::Hide => Folded::Show,
        Folded::Show => Folded::Hide,
    }
}
