//! Playing: the story walks on by itself, at a speed that can be changed.

use std::time::Duration;

use crate::base::text::Text;
use crate::text;

/// How long one stays at a step, from slow to fast, in milliseconds.
static PACES: &[u64] = &[8000, 4000, 2000, 1000, 500, 250];

/// Whether it plays, and how fast.
#[derive(Clone, Copy, Debug)]
pub(super) struct Play {
    state: State,
    /// Which of the paces.
    pace: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Playing,
    Still,
}

impl Default for Play {
    fn default() -> Self {
        Self {
            state: State::Still,
            pace: 2,
        }
    }
}

impl Play {
    /// Plays, or no longer.
    pub(super) fn turn(&mut self) {
        self.state = match self.state {
            State::Playing => State::Still,
            State::Still => State::Playing,
        };
    }

    /// It stands still.
    pub(super) fn stop(&mut self) {
        self.state = State::Still;
    }

    /// One pace faster.
    pub(super) fn faster(&mut self) {
        self.pace = (self.pace + 1).min(PACES.len().saturating_sub(1));
    }

    /// One pace slower.
    pub(super) fn slower(&mut self) {
        self.pace = self.pace.saturating_sub(1);
    }

    /// How long one stays at a step; none while it stands still.
    pub(super) fn stay(&self) -> Option<Duration> {
        (self.state == State::Playing).then(|| self.every())
    }

    fn every(&self) -> Duration {
        Duration::from_millis(PACES.get(self.pace).copied().unwrap_or(1000))
    }

    /// How fast it is, in words.
    pub(super) fn told(&self) -> Text {
        let seconds = self.every().as_secs_f64();
        text!(en: "a step every {seconds} s", ko: "{seconds}초에 한 단계")
    }
}
