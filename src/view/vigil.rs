//! A command that waits at a terminal for something to change: what is new is shown below what was, and keys are heard at once.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::view::layout::Row;
use crate::view::look::Look;
use crate::view::raw::Raw;

/// What comes of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing is new.
    Still,
    /// This text is.
    Show(Vec<u8>),
    /// It is over; this text is the last.
    Quit(Vec<u8>),
}

/// Keeps watch: `turn` is asked every `pause`, and at every key that is a letter, with the look that fits the terminal now; `prompt`
/// stands below. Ctrl-C, Ctrl-D and Esc end it. Standard input and `out` must be a terminal.
///
/// # Errors
/// Those of the terminal.
pub fn keep(
    mut look: Look,
    pause: Duration,
    prompt: &Row,
    turn: &mut dyn FnMut(Option<char>, &Look) -> Turn,
    out: &mut dyn Write,
) -> io::Result<()> {
    let raw = Raw::lines()?;
    let mut key = None;
    let mut asked = false;
    loop {
        let text = match turn(key.take(), &look) {
            Turn::Still => None,
            Turn::Show(text) => Some((text, false)),
            Turn::Quit(text) => Some((text, true)),
        };
        if let Some((text, last)) = text {
            out.write_all(b"\r\x1b[K")?;
            lines(&text, out)?;
            asked = false;
            if last {
                return out.flush();
            }
        }
        if !asked {
            let mut shown = Vec::new();
            prompt
                .clone()
                .fit(look.columns())
                .write(&look, &mut shown)?;
            out.write_all(b"\r\x1b[K")?;
            out.write_all(shown.trim_ascii_end())?;
            out.flush()?;
            asked = true;
        }
        if !event::poll(pause)? {
            continue;
        }
        match event::read()? {
            Event::Key(pressed) if pressed.kind == KeyEventKind::Release => {}
            Event::Key(pressed) if is_control(pressed, &['z']) => {
                raw.suspend()?;
                asked = false;
            }
            Event::Key(pressed)
                if is_control(pressed, &['c', 'd']) || pressed.code == KeyCode::Esc =>
            {
                out.write_all(b"\r\x1b[K")?;
                return out.flush();
            }
            Event::Key(KeyEvent {
                code: KeyCode::Char(letter),
                ..
            }) => key = Some(letter),
            Event::Resize(columns, _) => {
                look.width = columns.into();
                asked = false;
            }
            _ => {}
        }
    }
}

fn is_control(key: KeyEvent, letters: &[char]) -> bool {
    let held = key.modifiers.contains(KeyModifiers::CONTROL);
    held && matches!(key.code, KeyCode::Char(letter) if letters.contains(&letter))
}

/// Text with the line ends a raw terminal needs.
fn lines(text: &[u8], out: &mut dyn Write) -> io::Result<()> {
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => {
                out.write_all(line)?;
                out.write_all(b"\r\n")?;
            }
            None => out.write_all(line)?,
        }
    }
    Ok(())
}
