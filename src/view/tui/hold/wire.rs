//! The wire as the screen sees it; a room above puts a real one behind it.

use crate::base::text::Text;
use crate::story::deed::{Hand, Order};
use crate::story::model::Story;

/// A wire that can be held: the same run each time, but for what the hand does.
pub trait Wire {
    /// The story of the run under this hand: up to the frame that waits, or to its end.
    ///
    /// # Errors
    /// In words, if it cannot be run.
    fn run(&mut self, hand: &Hand) -> Result<Story, Text>;

    /// The command that makes the same run again, without anybody at the screen.
    fn command(&self, orders: &[Order]) -> String;

    /// Takes note of the hand as the screen is left, for what is to be saved of the run.
    fn left(&mut self, hand: &Hand);
}
