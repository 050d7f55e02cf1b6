//! What a protocol that turns to TLS is made of, and the lines that text protocols are made of.

use crate::base::text::Doc;

/// A protocol that begins in the clear and then turns to TLS.
#[derive(Debug)]
pub struct Protocol {
    /// Its name in the JSON, such as `smtp`.
    pub name: &'static str,
    /// Where the turn is defined.
    pub rfc: &'static str,
    /// One sentence on how it turns.
    pub text: Doc,
    /// Whether the client, at its last stretch, asks to turn; what the server said before comes second.
    pub asks: fn(&[u8], &[u8]) -> bool,
    /// What the server says to what the client said; an empty answer has not come yet.
    pub answers: fn(&[u8], &[u8]) -> Answer,
}

/// What a server says to a wish to turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The next byte is TLS.
    Yes,
    /// It stays in the clear.
    No,
    /// Not enough was said.
    NotYet,
}

/// The last whole line of what was said, without its end.
pub(super) fn last_line(said: &[u8]) -> Option<&[u8]> {
    let said = said.strip_suffix(b"\n")?;
    let line = said.rsplit(|byte| *byte == b'\n').next()?;
    Some(line.strip_suffix(b"\r").unwrap_or(line))
}

/// The whole lines of what was said, without their ends.
pub(super) fn lines(said: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = said.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    said.get(..whole)
        .unwrap_or_default()
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
}

/// The answer of a server that speaks in codes of three digits: the last line of one, `yes` or anything else.
pub(super) fn reply(said: &[u8], yes: &[u8]) -> Answer {
    let last = lines(said).find(|line| line.get(3) != Some(&b'-'));
    match last {
        None => Answer::NotYet,
        Some(line) if line.starts_with(yes) => Answer::Yes,
        Some(_) => Answer::No,
    }
}
