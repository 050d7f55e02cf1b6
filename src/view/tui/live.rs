//! A run while it goes on: its story grows at the end, and whoever has not moved away follows the newest step.

use std::borrow::Cow;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};

use crate::base::text::Lang;
use crate::story::model::Story;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;
use crate::view::tui::input::Input;
use crate::view::tui::paint;
use crate::view::tui::screen::{Screen, Then};
use crate::view::tui::story::reader::Reader;

/// Where the story of a run that goes on comes from.
pub trait Source {
    /// The story by now, if there is more of it; it is not waited for.
    fn news(&mut self) -> News;
}

/// What there is since it was last asked.
pub enum News {
    /// Nothing.
    Nothing,
    /// More, and it goes on.
    More(Story),
    /// All there will be.
    Over(Story),
}

/// A run on the screen.
pub struct Live<'s> {
    source: &'s mut dyn Source,
    reader: Reader<'static>,
    run: Run,
    eyes: Eyes,
    /// For how long the reader has been waiting for its own moment.
    waited: Duration,
}

/// Whether the run goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    GoesOn,
    Over,
}

/// What one looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eyes {
    /// The newest step, whichever it is.
    OnNewest,
    /// What one went to.
    Elsewhere,
}

/// How often it is asked for news: often enough to seem at once.
const OFTEN: Duration = Duration::from_millis(80);

impl<'s> Live<'s> {
    /// Begins with what there is.
    pub fn new(story: Story, source: &'s mut dyn Source, look: Look) -> Self {
        let mut live = Self {
            source,
            reader: Reader::new(Cow::Owned(story), look),
            run: Run::GoesOn,
            eyes: Eyes::OnNewest,
            waited: Duration::ZERO,
        };
        live.follow();
        live
    }

    fn follow(&mut self) {
        if self.eyes == Eyes::OnNewest {
            let last = self.reader.story().steps.len().saturating_sub(1);
            self.reader.stand_at(last);
        }
    }

    fn ask(&mut self) {
        let story = match self.source.news() {
            News::Nothing => return,
            News::More(story) => story,
            News::Over(story) => {
                self.run = Run::Over;
                story
            }
        };
        self.reader.replace(Cow::Owned(story));
        self.follow();
    }

    fn tick(&mut self) -> Then {
        self.waited += self.patience().unwrap_or_default();
        if self.run == Run::GoesOn {
            self.ask();
        }
        match self.reader.patience() {
            Some(patience) if patience <= self.waited => {
                self.waited = Duration::ZERO;
                self.reader.take(Input::Tick)
            }
            Some(_) | None => Then::Stay,
        }
    }

    fn status(&self) -> Row {
        let look = self.reader.look();
        let frames = self.reader.story().packets.len();
        let said = match (self.run, look.lang) {
            (Run::GoesOn, Lang::En) => format!("the run goes on: {frames} frames so far"),
            (Run::GoesOn, Lang::Ko) => format!("진행 중: 지금까지 프레임 {frames}개"),
            (Run::Over, Lang::En) => format!("the run is over: {frames} frames"),
            (Run::Over, Lang::Ko) => format!("실행이 끝났다: 프레임 {frames}개"),
        };
        let eyes = match (self.run, self.eyes) {
            (Run::GoesOn, Eyes::OnNewest) => look.word(
                "; the newest step is followed until you move",
                ". 움직이기 전까지 새 단계를 따라간다",
            ),
            (Run::GoesOn, Eyes::Elsewhere) => look.word(
                "; go to the last step to follow again",
                ". 마지막 단계로 가면 다시 따라간다",
            ),
            (Run::Over, _) => "",
        };
        Row(vec![
            Span::new(said, Ink::Strong),
            Span::new(eyes, Ink::Faint),
        ])
    }
}

impl Screen for Live<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let [story, status] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(frame.area());
        self.reader.draw_in(story, frame);
        let row = self.status().fit(status.width.into());
        frame.render_widget(paint::line(&row, self.reader.look()), status);
    }

    fn take(&mut self, input: Input) -> Then {
        if input == Input::Tick {
            return self.tick();
        }
        self.waited = Duration::ZERO;
        let before = self.reader.stands_at();
        let then = self.reader.take(input);
        let (step, last) = self.reader.stands_at();
        self.eyes = match last {
            true => Eyes::OnNewest,
            false if (step, last) == before => self.eyes,
            false => Eyes::Elsewhere,
        };
        then
    }

    fn patience(&self) -> Option<Duration> {
        match (self.run, self.reader.patience()) {
            (Run::GoesOn, None) => Some(OFTEN),
            (Run::GoesOn, Some(patience)) => Some(patience.min(OFTEN)),
            (Run::Over, patience) => patience,
        }
    }
}
