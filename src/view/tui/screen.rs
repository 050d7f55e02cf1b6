//! What can stand on the screen.

use std::time::Duration;

use ratatui::Frame;

use crate::view::tui::input::Input;

/// Something that fills the screen: input goes in, a picture comes out.
pub trait Screen {
    /// Draws all of it.
    fn draw(&mut self, frame: &mut Frame<'_>);

    /// Takes what came in.
    fn take(&mut self, input: Input) -> Then;

    /// How long it waits for input; then it is given [`Input::Tick`]. None: for ever.
    fn patience(&self) -> Option<Duration> {
        None
    }
}

/// What follows from input.
pub enum Then {
    /// It stays, and is drawn anew.
    Stay,
    /// It is left for what lies below it, if anything.
    Leave,
    /// Another lies on it from now on.
    Open(Box<dyn Screen>),
    /// Everything ends.
    Quit,
}
