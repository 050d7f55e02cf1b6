//! Stepping at a terminal: keys are read as they are pressed, and the terminal is given back as it was on every way out.

use std::io::{self, Write};
use std::panic;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;

use crate::story::model::Story;
use crate::view::layout::Row;
use crate::view::look::Look;
use crate::view::step::{Heard, Key, Stepper};

/// Steps through `story` until the user quits. Standard input and `out` must be a terminal.
///
/// # Errors
/// Those of the terminal.
pub fn step(story: &Story, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let _raw = Raw::enter()?;
    let mut stepper = Stepper::new(story, look);
    show(&stepper.open(), stepper.look(), out)?;
    loop {
        let mut prompt = Vec::new();
        stepper.prompt().write(stepper.look(), &mut prompt)?;
        out.write_all(b"\r\x1b[K")?;
        out.write_all(prompt.trim_ascii_end())?;
        out.flush()?;
        let key = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => named(key),
            Event::Resize(columns, _) => {
                stepper.resize(columns.into());
                continue;
            }
            _ => None,
        };
        let Some(key) = key else { continue };
        let heard = stepper.key(key);
        out.write_all(b"\r\x1b[K")?;
        match heard {
            Heard::Show(rows) => show(&rows, stepper.look(), out)?,
            Heard::Quit => return out.flush(),
        }
    }
}

fn named(key: KeyEvent) -> Option<Key> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return matches!(key.code, KeyCode::Char('c' | 'd')).then_some(Key::Stop);
    }
    match key.code {
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Enter | KeyCode::Right | KeyCode::Down | KeyCode::PageDown => Some(Key::Enter),
        KeyCode::Left | KeyCode::Up | KeyCode::PageUp | KeyCode::Backspace => Some(Key::Back),
        KeyCode::Home => Some(Key::First),
        KeyCode::End => Some(Key::Last),
        KeyCode::Esc => Some(Key::Stop),
        _ => None,
    }
}

/// Rows with the line ends a raw terminal needs.
fn show(rows: &[Row], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    for row in rows {
        row.write(look, &mut text)?;
        if text.last() == Some(&b'\n') {
            text.pop();
            text.extend_from_slice(b"\r\n");
        }
    }
    out.write_all(&text)
}

/// Raw mode, left again when this is dropped or the program panics.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            // A terminal that cannot be restored is not worth a second panic.
            let _ = terminal::disable_raw_mode();
            before(panic);
        }));
        #[cfg(target_os = "linux")]
        signals::watch();
        Ok(Self)
    }
}

/// Signals that end the program: the terminal is given back first, then they do what they always do.
#[cfg(target_os = "linux")]
mod signals {
    use std::thread;

    use crossterm::terminal;
    use nix::sys::signal::{SigSet, Signal, raise};

    /// A thread waits for them; all others are deaf to them.
    pub(super) fn watch() {
        let ends: SigSet = [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT]
            .into_iter()
            .collect();
        if ends.thread_block().is_err() {
            return;
        }
        let waits = thread::Builder::new().spawn(move || {
            let signal = ends.wait();
            // Nothing is left to tell an error to.
            let _ = terminal::disable_raw_mode();
            let _ = ends.thread_unblock();
            let _ = signal.map(raise);
        });
        if waits.is_err() {
            let _ = ends.thread_unblock();
        }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing is left to tell an error to.
        let _ = terminal::disable_raw_mode();
    }
}
