//! Broken certificates as data: a list of entries, with what was done with each.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::text::{Doc, Text};
use crate::view::json::safely::write_safely;
use crate::view::json::words::Both;

/// One entry.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the gallery.
    pub number: u8,
    /// Its name on the command line.
    pub name: &'static str,
    /// What is wrong.
    pub fault: Doc,
    /// Why it matters.
    pub lesson: Doc,
    /// What the twin has instead.
    pub repair: Doc,
    /// The reason a verifier must give; none: it must pass.
    pub reason: Option<&'static str>,
    /// What OpenSSL says; without and with `-x509_strict -auth_level 2`. None: only the handshake shows it.
    pub openssl: [Option<Judged>; 2],
    /// What rustls says.
    pub rustls: Option<Judged>,
    /// The folder it was written to.
    pub folder: Option<String>,
    /// Where it is offered.
    pub url: Option<String>,
    /// A command that meets it there.
    pub command: Option<String>,
    /// Why it is not offered.
    pub refused: Option<Text>,
}

/// What a verifier says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It accepts.
    Accepts,
    /// It refuses, in its own words.
    Refuses(&'static str),
}

/// Writes `rows` as `{"format": "tlslab-gallery", "entries": […]}` and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let entries = rows.iter().map(RowOut::new).collect();
    let list = GalleryOut {
        format: "tlslab-gallery",
        version: 1,
        entries,
    };
    write_safely(&list, out)
}

#[derive(Serialize)]
struct GalleryOut<'r> {
    format: &'static str,
    version: u32,
    entries: Vec<RowOut<'r>>,
}

#[derive(Serialize)]
struct RowOut<'r> {
    number: u8,
    name: &'static str,
    fault: Both<'static>,
    lesson: Both<'static>,
    repair: Both<'static>,
    reason: Option<&'static str>,
    openssl: Option<JudgedOut>,
    openssl_strict: Option<JudgedOut>,
    rustls: Option<JudgedOut>,
    folder: Option<&'r str>,
    url: Option<&'r str>,
    command: Option<&'r str>,
    not_served: Option<Both<'r>>,
}

impl<'r> RowOut<'r> {
    fn new(row: &'r Row) -> Self {
        let [plain, strict] = row.openssl;
        Self {
            number: row.number,
            name: row.name,
            fault: row.fault.into(),
            lesson: row.lesson.into(),
            repair: row.repair.into(),
            reason: row.reason,
            openssl: plain.map(JudgedOut::from),
            openssl_strict: strict.map(JudgedOut::from),
            rustls: row.rustls.map(JudgedOut::from),
            folder: row.folder.as_deref(),
            url: row.url.as_deref(),
            command: row.command.as_deref(),
            not_served: row.refused.as_ref().map(Both::from),
        }
    }
}

#[derive(Serialize)]
struct JudgedOut {
    accepts: bool,
    error: Option<&'static str>,
}

impl From<Judged> for JudgedOut {
    fn from(judged: Judged) -> Self {
        match judged {
            Judged::Accepts => Self {
                accepts: true,
                error: None,
            },
            Judged::Refuses(error) => Self {
                accepts: false,
                error: Some(error),
            },
        }
    }
}
