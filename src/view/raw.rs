//! The terminal taken over, and given back as it was on every way out: return, error, panic, a signal that ends the program, a
//! stop in the midst of it, a terminal that goes away.
//!
//! Signals are waited for by a thread, so whoever writes to a whole screen does it by [`write`], under the lock that giving back
//! takes as well: nothing is written to a terminal that was given back. SIGTSTP from outside is left to do what it does, as
//! SIGSTOP is, for whether a stop would ever end only the kernel knows; Ctrl-Z is a key, and [`Raw::suspend`] is for it.

use std::fs::File;
use std::io::{self, Write, stdout};
use std::os::fd::AsFd;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::cursor::{MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Print, ResetColor};
use crossterm::terminal;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// What is taken over now. It is given back once: a second time would move the cursor into what was said since.
static HELD: Mutex<Option<Extent>> = Mutex::new(None);

/// Whether somebody else may have written to the screen since it was drawn.
static STALE: AtomicBool = AtomicBool::new(false);

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
        stdout().flush()?;
        watch();
        take(&mut held(), extent)?;
        Ok(Self { extent })
    }

    /// Ctrl-Z: gives the terminal back, stops, and takes it again when the shell lets the program go on. A program that no shell
    /// waits for does not stop.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn suspend(&self) -> io::Result<()> {
        give_back(&mut held());
        #[cfg(target_os = "linux")]
        {
            use nix::sys::signal::{Signal, kill};
            use nix::unistd::Pid;
            // To all of its job, as the terminal does it: a program that only waits for this one would leave the shell waiting.
            kill(Pid::from_raw(0), Signal::SIGTSTP)?;
        }
        take(&mut held(), self.extent)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        give_back(&mut held());
    }
}

/// Writes to the screen, all at once.
///
/// # Errors
/// Those of the terminal; that it was given back meanwhile.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    match *held() {
        Some(_) => send(bytes),
        None => Err(io::Error::other("the terminal was given back")),
    }
}

/// Whether the screen has to be drawn from nothing; asked once.
pub(super) fn stale() -> bool {
    STALE.swap(false, Ordering::SeqCst)
}

fn held() -> MutexGuard<'static, Option<Extent>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the terminal, or nothing of it.
fn take(held: &mut Option<Extent>, extent: Extent) -> io::Result<()> {
    *held = Some(extent);
    STALE.store(true, Ordering::SeqCst);
    let taken = terminal::enable_raw_mode().and_then(|()| match extent {
        Extent::Lines => Ok(()),
        Extent::Screen => {
            let mut start = Vec::new();
            queue!(start, EnterAlternateScreen, Print(MOUSE_ON))?;
            send(&start)
        }
    });
    if taken.is_err() {
        give_back(held);
    }
    taken
}

/// Gives the terminal back. One that cannot be restored leaves nobody to tell an error to.
fn give_back(held: &mut Option<Extent>) {
    if held.take() == Some(Extent::Screen) {
        let mut end = Vec::new();
        // The screen is emptied for terminals that have no other one to go back to.
        let _ = queue!(
            end,
            Print(MOUSE_OFF),
            ResetColor,
            Clear(ClearType::All),
            MoveTo(0, 0),
            LeaveAlternateScreen,
            Show
        );
        let _ = send(&end);
    }
    let _ = terminal::disable_raw_mode();
}

/// Mouse reports: presses and the wheel, and no movements, which would be many over a slow line; places beyond column 223 too.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Past the lock of standard output, which another thread may hold for as long as the terminal is stopped.
fn send(bytes: &[u8]) -> io::Result<()> {
    File::from(stdout().as_fd().try_clone_to_owned()?).write_all(bytes)
}

/// Watches from now on for what ends the program.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            drop(given_back());
            before(panic);
        }));
        // Without a thread the signals do what they did before, and the terminal stays as it is.
        if let Ok(signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT]) {
            let _ = thread::Builder::new().spawn(|| obey(signals));
        }
        #[cfg(target_os = "linux")]
        let _ = thread::Builder::new().spawn(outlive);
    });
}

/// Gives the terminal back before a signal does what it always does; takes it again after a stop from outside.
fn obey(mut signals: Signals) {
    for signal in signals.forever() {
        if signal == SIGCONT {
            retake();
            continue;
        }
        // Held to the end, so that nobody writes any more.
        let _held = given_back();
        let _ = emulate_default_handler(signal);
    }
}

/// Gives the terminal back from any thread, and keeps the lock. Whoever writes to a terminal that takes nothing more keeps it: then
/// at least the keys are given back.
fn given_back() -> Option<MutexGuard<'static, Option<Extent>>> {
    const LONG: Duration = Duration::from_secs(1);
    let start = Instant::now();
    loop {
        match HELD.try_lock() {
            Ok(mut held) => {
                give_back(&mut held);
                return Some(held);
            }
            Err(TryLockError::Poisoned(held)) => {
                let mut held = held.into_inner();
                give_back(&mut held);
                return Some(held);
            }
            Err(TryLockError::WouldBlock) if start.elapsed() < LONG => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                let _ = terminal::disable_raw_mode();
                return None;
            }
        }
    }
}

/// The shell had the terminal meanwhile, and set it as it likes it.
fn retake() {
    let mut held = held();
    let Some(extent) = *held else { return };
    let _ = terminal::disable_raw_mode();
    let _ = take(&mut held, extent);
    // Whoever waits for input hears that something is new.
    #[cfg(target_os = "linux")]
    let _ = nix::sys::signal::raise(nix::sys::signal::Signal::SIGWINCH);
}

/// Ends the program if the terminal goes away and nobody says so: not every terminal is the one that rules its programs, and a
/// program may be told to ignore SIGHUP. Reading from a terminal that is gone gives nothing at once, for ever. Standard output is
/// asked: it is the terminal also where a capture comes in through standard input.
#[cfg(target_os = "linux")]
fn outlive() {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

    const GONE: PollFlags = PollFlags::POLLHUP
        .union(PollFlags::POLLERR)
        .union(PollFlags::POLLNVAL);
    loop {
        let stdout = stdout();
        let mut waits = [PollFd::new(stdout.as_fd(), PollFlags::empty())];
        // Some ways to go away wake nobody who does not wait for bytes, so it looks now and then.
        let _ = poll(&mut waits, PollTimeout::from(1000_u16));
        let [terminal] = waits;
        if terminal.revents().is_some_and(|seen| seen.intersects(GONE)) {
            let _held = given_back();
            let _ = emulate_default_handler(SIGHUP);
            return;
        }
    }
}
