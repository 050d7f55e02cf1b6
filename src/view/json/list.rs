//! A list of things that have a name and one line.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::text::Text;
use crate::view::json::safely::write_safely;
use crate::view::json::words::Both;

/// One thing in a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in one line.
    pub text: Text,
    /// The key of the cause it must end with; none: it succeeds.
    pub expects: Option<&'static str>,
}

/// Writes `entries` as `{"format": "tlslab-list", "of": …, "entries": […]}` and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(of: &str, entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let entries = entries
        .iter()
        .map(|entry| EntryOut {
            name: entry.name,
            text: Both::from(&entry.text),
            expects: entry.expects,
        })
        .collect();
    let list = ListOut {
        format: "tlslab-list",
        version: 1,
        of,
        entries,
    };
    write_safely(&list, out)
}

#[derive(Serialize)]
struct ListOut<'l> {
    format: &'static str,
    version: u32,
    of: &'l str,
    entries: Vec<EntryOut<'l>>,
}

#[derive(Serialize)]
struct EntryOut<'l> {
    name: &'static str,
    text: Both<'l>,
    expects: Option<&'static str>,
}
