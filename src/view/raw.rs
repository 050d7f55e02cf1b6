//! The terminal taken over, and given back as it was on every way out: return, error, panic, and the signals that end a program.

use std::io::{self, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};

/// Whether a terminal is taken over now: it is given back once, for a second time would move the cursor into what was said since.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// A terminal that is taken over; given back when this is dropped, the program panics or a signal ends it.
#[derive(Debug)]
pub(super) struct Raw {
    extent: Extent,
}

/// How much of the terminal is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Keys are read as they are pressed; rows follow one another as ever.
    Lines,
    /// The whole screen and the mouse too.
    Screen,
}

impl Raw {
    /// Takes the keys.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn lines() -> io::Result<Self> {
        Self::enter(Extent::Lines)
    }

    /// Takes keys, mouse and the whole screen.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn screen() -> io::Result<Self> {
        Self::enter(Extent::Screen)
    }

    fn enter(extent: Extent) -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let raw = Self { extent };
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            extent.leave();
            before(panic);
        }));
        #[cfg(target_os = "linux")]
        signals::watch(extent);
        if extent == Extent::Screen {
            execute!(stdout(), EnterAlternateScreen, EnableMouseCapture)?;
        }
        Ok(raw)
    }
}

impl Extent {
    /// Gives the terminal back. One that cannot be restored leaves nobody to tell an error to.
    fn leave(self) {
        if !TAKEN.swap(false, Ordering::SeqCst) {
            return;
        }
        if self == Self::Screen {
            let _ = execute!(stdout(), DisableMouseCapture, LeaveAlternateScreen, Show);
        }
        let _ = terminal::disable_raw_mode();
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.extent.leave();
    }
}

/// Signals that end the program: the terminal is given back first, then they do what they always do.
#[cfg(target_os = "linux")]
mod signals {
    use std::thread;

    use nix::sys::signal::{SigSet, Signal, raise};

    use crate::view::raw::Extent;

    /// A thread waits for them; all others are deaf to them.
    pub(super) fn watch(extent: Extent) {
        let ends: SigSet = [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT]
            .into_iter()
            .collect();
        if ends.thread_block().is_err() {
            return;
        }
        let waits = thread::Builder::new().spawn(move || {
            let signal = ends.wait();
            extent.leave();
            let _ = ends.thread_unblock();
            let _ = signal.map(raise);
        });
        if waits.is_err() {
            let _ = ends.thread_unblock();
        }
    }
}
