//! JSON that is safe on a terminal: what could steer one is escaped, which changes nothing for a program.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

/// Writes `value` over many lines and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write_safely(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(
        &mut text,
        PrettyFormatter::new(),
    ))?;
    let text = String::from_utf8_lossy(&text);
    escaped(&text, out)?;
    writeln!(out)
}

/// Writes `value` on one line and a line end.
pub(super) fn line_safely(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, OneLine))?;
    out.push(b'\n');
    Ok(())
}

/// All on one line; text is escaped as it passes, so that no second look at the whole is needed.
struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        mut writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        match may_steer(fragment) {
            false => writer.write_all(fragment.as_bytes()),
            true => escaped(fragment, &mut writer),
        }
    }
}

/// Whether a byte stands in `text` with which something that steers a terminal begins in UTF-8; few texts have one. Without
/// an early end, so that many bytes are compared at once.
fn may_steer(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2)
    })
}

/// `text` with what steers a terminal written as `\u` and four digits.
fn escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let steers = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut from = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| steers(*c)) {
        out.write_all(text.get(from..at).unwrap_or_default().as_bytes())?;
        write!(out, "\\u{:04x}", u32::from(c))?;
        from = at + c.len_utf8();
    }
    out.write_all(text.get(from..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_not_missed() {
        for code in 0..=0x0001_ffff {
            let text = char::from_u32(code).map(String::from).unwrap_or_default();
            let mut out = Vec::new();
            escaped(&text, &mut out).unwrap();
            assert!(out == text.as_bytes() || may_steer(&text), "{code:x}");
        }
        assert!(!may_steer("글자, plain"));
    }
}
