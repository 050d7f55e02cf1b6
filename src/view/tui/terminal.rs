//! Screens on a terminal.

use std::io::{self, stdout};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event;

use crate::view::raw::Raw;
use crate::view::tui::input::{self, Input};
use crate::view::tui::screen::{Screen, Then};

/// How the screen was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last screen was left.
    Left,
    /// Ctrl-C ended everything.
    Stopped,
}

/// Shows `first` and what it opens until everything is left. Standard output must be a terminal.
///
/// # Errors
/// Those of the terminal.
pub fn show(first: Box<dyn Screen + '_>) -> io::Result<End> {
    let _raw = Raw::screen()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut stack = vec![first];
    while let Some(top) = stack.last_mut() {
        terminal.draw(|frame| top.draw(frame))?;
        let Some(input) = next(top.as_ref())? else {
            continue;
        };
        match (input, top.take(input)) {
            (Input::Stop, _) => return Ok(End::Stopped),
            (_, Then::Quit) => return Ok(End::Left),
            (_, Then::Stay) => {}
            (_, Then::Leave) => {
                stack.pop();
            }
            (_, Then::Open(screen)) => stack.push(screen),
        }
    }
    Ok(End::Left)
}

/// The next input; none: something came that means nothing.
fn next(screen: &dyn Screen) -> io::Result<Option<Input>> {
    if let Some(patience) = screen.patience()
        && !event::poll(patience)?
    {
        return Ok(Some(Input::Tick));
    }
    Ok(input::read(&event::read()?))
}
