//! The screen of a held wire: the story so far, and the bar about the frame that waits.

use std::borrow::Cow;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::base::text::{Lang, Text};
use crate::story::aim::aims;
use crate::story::deed::{Deed, LONGEST_WAIT, Order};
use crate::story::model::Kind;
use crate::text;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;
use crate::view::tui::hold::bar::{self, Over};
use crate::view::tui::hold::chooser::{Choice, Chooser};
use crate::view::tui::hold::effect::{effect, outcome, waiting};
use crate::view::tui::hold::keys::{Wish, around, wish};
use crate::view::tui::hold::moves::Moves;
use crate::view::tui::hold::wire::Wire;
use crate::view::tui::input::{Input, Key};
use crate::view::tui::paint::{self, HasKeys};
use crate::view::tui::screen::{Screen, Then};
use crate::view::tui::story::reader::Reader;

/// A held wire.
pub struct Held<'w> {
    wire: &'w mut dyn Wire,
    reader: Reader<'static>,
    moves: Moves,
    /// What the last decision led to.
    said: Vec<Text>,
    mode: Mode,
}

/// Whether the wire ran anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ran {
    Anew,
    Not,
}

/// What input is about.
enum Mode {
    /// What becomes of the frame.
    Deciding,
    /// For how long it is held back: the digits so far.
    Waiting(String),
    /// Which bit of it is flipped.
    Choosing(Chooser),
}

/// Longer than a fresh retransmission timer of most stacks (RFC 6298 §2: one second), so that something is seen.
const WAIT: &str = "1500";

impl<'w> Held<'w> {
    /// Stands at the first frame that these decisions leave waiting.
    ///
    /// # Errors
    /// Those of the wire.
    pub fn new(wire: &'w mut dyn Wire, orders: &[Order], look: Look) -> Result<Self, Text> {
        let moves = Moves::of(orders);
        let story = wire.run(&moves.hand())?;
        let mut held = Self {
            wire,
            said: outcome(&story),
            reader: Reader::new(Cow::Owned(story), look).within(around()),
            moves,
            mode: Mode::Deciding,
        };
        held.go_to_newest(0);
        Ok(held)
    }

    /// To the first step of the frame that waits; once it is over, to what came first after frame `after`.
    fn go_to_newest(&mut self, after: u32) {
        let story = self.reader.story();
        let wanted = waiting(story);
        let mut steps = story.steps.iter().enumerate();
        let newest = steps.find_map(|(n, step)| match &step.kind {
            Kind::Wire { packets, .. } => packets
                .iter()
                .any(|packet| match wanted {
                    Some(waits) => *packet == waits,
                    None => *packet > after,
                })
                .then_some(n),
            _ => None,
        });
        let last = story.steps.len().saturating_sub(1);
        self.reader.stand_at(newest.unwrap_or(last));
    }

    /// Runs it anew with these decisions, and says what `order` led to, if it is one. If the wire refuses, everything stays as it was.
    fn anew(&mut self, moves: Moves, order: Option<Order>) -> Ran {
        let story = match self.wire.run(&moves.hand()) {
            Ok(story) => story,
            Err(why) => {
                self.said = vec![why];
                return Ran::Not;
            }
        };
        self.moves = moves;
        self.said = match order {
            Some(order) => effect(self.reader.story(), &story, order),
            None => outcome(&story),
        };
        self.reader.replace(Cow::Owned(story));
        self.go_to_newest(order.map_or(0, |order| order.frame));
        Ran::Anew
    }

    fn decide(&mut self, deed: Deed) {
        self.mode = Mode::Deciding;
        if let Some(frame) = waiting(self.reader.story()) {
            let mut moves = self.moves.clone();
            moves.one(frame, deed);
            self.anew(moves, Some(Order { frame, deed }));
        }
    }

    fn wish(&mut self, wish: Wish) -> Then {
        self.reader.hush();
        let waits = waiting(self.reader.story());
        match wish {
            Wish::Deliver => self.decide(Deed::Deliver),
            Wish::Drop => self.decide(Deed::Drop),
            Wish::Twice => self.decide(Deed::Duplicate),
            Wish::Wait if waits.is_some() => self.mode = Mode::Waiting(String::new()),
            Wish::Flip => {
                if let Some(frame) = waits {
                    let aims = aims(self.reader.story(), frame);
                    self.mode = Mode::Choosing(Chooser::new(frame, aims));
                }
            }
            Wish::Undo => {
                let mut moves = self.moves.clone();
                let Some(frame) = moves.undo() else {
                    self.said = vec![Text::new(
                        "There is no decision left to take back.",
                        "되돌릴 결정이 없다.",
                    )];
                    return Then::Stay;
                };
                if self.anew(moves, None) == Ran::Anew {
                    self.said.insert(0, text!(en: "Taken back: what was decided about frame {frame}.", ko: "되돌림: 프레임 {frame} 결정을 취소했다."));
                }
            }
            Wish::Rest => {
                if let Some(frame) = waits {
                    let mut moves = self.moves.clone();
                    moves.rest(frame);
                    let deed = Deed::Deliver;
                    self.anew(moves, Some(Order { frame, deed }));
                }
            }
            Wish::Anew => {
                self.anew(Moves::default(), None);
            }
            Wish::Wait => {}
            Wish::Leave => {
                self.wire.left(&self.moves.hand());
                return Then::Leave;
            }
        }
        Then::Stay
    }

    fn type_wait(&mut self, key: Key) {
        let Mode::Waiting(digits) = &mut self.mode else {
            return;
        };
        match key.command() {
            Key::Char(c @ '0'..='9') if digits.len() < 7 => digits.push(c),
            Key::Backspace => {
                digits.pop();
            }
            Key::Enter => {
                let said = if digits.is_empty() { WAIT } else { digits };
                let ms = said.parse().unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
                self.decide(Deed::Delay(Duration::from_millis(ms)));
            }
            Key::Escape | Key::Char('q') => self.mode = Mode::Deciding,
            _ => {}
        }
    }

    fn rows(&self, look: &Look, columns: usize) -> (Vec<Row>, Vec<Row>) {
        let story = self.reader.story();
        match (&self.mode, waiting(story)) {
            (Mode::Choosing(chooser), _) => (chooser.prompt(look, columns), Vec::new()),
            (Mode::Waiting(digits), _) => (ask_wait(digits, look, columns), Vec::new()),
            (Mode::Deciding, Some(frame)) => {
                let mut rows = bar::waits(story, frame, look, columns);
                rows.extend(bar::told(&self.said, look, columns));
                (rows, bar::keys(Over::NotYet, look, columns))
            }
            (Mode::Deciding, None) => {
                // The command first: what is said may be longer than the bar.
                let command = self.wire.command(&self.moves.orders());
                let mut rows = bar::command(&command, look, columns);
                rows.extend(bar::told(&self.said, look, columns));
                (rows, bar::keys(Over::Yes, look, columns))
            }
        }
    }
}

impl Screen for Held<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let look = self.reader.look().clone();
        let whole = frame.area();
        let columns = usize::from(whole.width.saturating_sub(2));
        let (rows, keys) = self.rows(&look, columns);
        // Room for a few sentences, more on a tall screen and once all is over; the story keeps the better half.
        let least = if whole.height < 30 { 5 } else { 7 };
        let wanted = (rows.len() + keys.len()).max(least) + 2;
        let most = whole.height / 2;
        let height = u16::try_from(wanted).unwrap_or(most).min(most);
        let [upper, lower] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(whole);
        match &mut self.mode {
            Mode::Choosing(chooser) => chooser.draw(upper, &look, frame),
            Mode::Deciding | Mode::Waiting(_) => self.reader.draw_in(upper, frame),
        }
        let block = paint::frame(
            look.word("you hold the wire", "선로를 붙잡고 있다"),
            HasKeys::Yes,
            &look,
        );
        let inner = block.inner(lower);
        let [said, below] = Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(u16::try_from(keys.len()).unwrap_or_default()),
        ])
        .areas(inner);
        frame.render_widget(block, lower);
        let rows = bar::cut(rows, said.height.into(), columns);
        for (rows, area) in [(rows, said), (keys, below)] {
            let lines: Vec<Line<'_>> = rows.iter().map(|row| paint::line(row, &look)).collect();
            frame.render_widget(Paragraph::new(lines), area);
        }
    }

    fn take(&mut self, input: Input) -> Then {
        match (&mut self.mode, input) {
            (_, Input::Stop) => {
                self.wire.left(&self.moves.hand());
                return Then::Quit;
            }
            (Mode::Choosing(chooser), input) => match chooser.take(input) {
                Choice::Open => {}
                Choice::Left => self.mode = Mode::Deciding,
                Choice::Made(bit) => self.decide(Deed::Flip(bit)),
            },
            (Mode::Waiting(_), Input::Key(key)) => self.type_wait(key),
            (Mode::Deciding, Input::Key(key)) => match wish(key.command()) {
                Some(wish) if !self.reader.is_busy() => return self.wish(wish),
                // It leaves what one is in the midst of, not the wire.
                None if key == Key::Escape && !self.reader.is_busy() => {}
                Some(_) | None => return self.read(input),
            },
            (Mode::Deciding | Mode::Waiting(_), input) => return self.read(input),
        }
        Then::Stay
    }

    fn patience(&self) -> Option<Duration> {
        self.reader.patience()
    }
}

impl Held<'_> {
    /// What is not about the wire is about the story.
    fn read(&mut self, input: Input) -> Then {
        let then = self.reader.take(input);
        if matches!(then, Then::Leave | Then::Quit) {
            self.wire.left(&self.moves.hand());
        }
        then
    }
}

fn ask_wait(digits: &str, look: &Look, columns: usize) -> Vec<Row> {
    let words = match look.lang {
        Lang::En => format!("Hold it back for how many milliseconds? {digits}_ (nothing: {WAIT})"),
        Lang::Ko => format!("몇 밀리초 동안 붙잡아 둘까? {digits}_ (비워 두면 {WAIT})"),
    };
    let why = look.word(
        "Longer than the sender's retransmission timer, and it sends again meanwhile. Enter: so be it; Esc: back",
        "보낸 쪽의 재전송 타이머보다 길면 그사이에 다시 보낸다. Enter: 결정. Esc: 뒤로",
    );
    let mut rows = wrap(&[Span::new(words, Ink::Strong)], columns, 0, 2);
    rows.extend(wrap(&[Span::plain(why)], columns, 0, 2));
    rows
}
