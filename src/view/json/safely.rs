//! JSON that is safe on a terminal: what could steer one is escaped, which changes nothing for a program.

use std::io::{self, Write};

use serde::Serialize;

/// Writes `value` and a line end.
pub(super) fn write_safely(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => safe.push(c),
        }
    }
    writeln!(out, "{safe}")
}
