//! Screens on a terminal: the pictures go out whole, and what comes in is taken as fast as it comes.

use std::io::{self, Write};
use std::mem;
use std::thread;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event;
use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::Rect;

use crate::view::raw::{self, Raw};
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
    let raw = Raw::screen()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Picture::default()))?;
    let mut incoming = Incoming { raw, kept: None };
    let mut stack = vec![first];
    while let Some(top) = stack.last_mut() {
        if raw::stale() {
            terminal.resize(Rect::from(terminal.size()?))?;
        }
        terminal.draw(|frame| top.draw(frame))?;
        let mut came = Some(incoming.wait(top.patience())?);
        while let Some(input) = came {
            match (input, top.take(input)) {
                (Input::Stop, _) => return Ok(End::Stopped),
                (_, Then::Quit) => return Ok(End::Left),
                (_, Then::Stay) => {}
                (_, Then::Leave) => {
                    stack.pop();
                    break;
                }
                (_, Then::Open(screen)) => {
                    stack.push(screen);
                    break;
                }
            }
            came = incoming.more()?;
        }
    }
    Ok(End::Left)
}

/// What comes in.
struct Incoming {
    raw: Raw,
    /// What came too early: it means a picture that was not drawn yet.
    kept: Option<Input>,
}

impl Incoming {
    /// The next input, or the tick of a screen that had patience enough.
    fn wait(&mut self, patience: Option<Duration>) -> io::Result<Input> {
        if let Some(input) = self.kept.take() {
            return Ok(input);
        }
        loop {
            if let Some(patience) = patience
                && !event::poll(patience)?
            {
                return Ok(Input::Tick);
            }
            if let Some(input) = self.next()? {
                return Ok(input);
            }
        }
    }

    /// What came already and does not need to be seen before the next does: so a key that is held down never lags. The mouse
    /// points at what is seen, so it waits for the picture.
    fn more(&mut self) -> io::Result<Option<Input>> {
        while event::poll(Duration::ZERO)? {
            match self.next()? {
                Some(input @ Input::Click(_)) => {
                    self.kept = Some(input);
                    return Ok(None);
                }
                Some(input) => return Ok(Some(input)),
                None => {}
            }
        }
        Ok(None)
    }

    /// What the next event means; none: nothing to a screen.
    fn next(&self) -> io::Result<Option<Input>> {
        let event = event::read()?;
        if input::suspends(&event) {
            self.raw.suspend()?;
            return Ok(Some(Input::Size));
        }
        Ok(input::read(&event))
    }
}

/// Gathers a picture, and sends it whole: half a picture is never seen, neither by the person, nor after the terminal was given back.
#[derive(Default)]
struct Picture {
    bytes: Vec<u8>,
    /// Once it could not be sent, nothing can be; that was said already.
    torn: bool,
}

impl Write for Picture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.is_empty() {
            queue!(self.bytes, BeginSynchronizedUpdate)?;
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        queue!(self.bytes, EndSynchronizedUpdate)?;
        let bytes = mem::take(&mut self.bytes);
        // Who is dropped in a panic wants to show the cursor; that was done.
        if self.torn || thread::panicking() {
            return Ok(());
        }
        let sent = raw::write(&bytes);
        self.torn = sent.is_err();
        sent
    }
}
