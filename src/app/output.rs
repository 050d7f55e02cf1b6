//! Files that appear whole or not at all, what is said on standard error, and how an error is said.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use colored::Colorize;

use crate::app::draft::Draft;
use crate::app::refusal::{Lack, Refusal};
use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::text;

/// Bytes gathered before they are written: lines of JSON take some thousands each.
pub const OUT: usize = 64 << 10;

/// What became of writing to standard output.
///
/// # Errors
/// A [`Refusal`] that says why it could not be written.
pub fn printed(written: io::Result<()>) -> Result<()> {
    let stdout = Text::new("standard output", "표준 출력");
    written.map_err(|why| unwritten(&stdout, why))
}

/// Writes a file that appears whole or not at all.
///
/// # Errors
/// A [`Refusal`] that names the file.
pub fn save(place: &Path, body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let written = Draft::begin(place).and_then(|mut draft| {
        body(&mut draft)?;
        draft.finish()
    });
    written.map_err(|why| unwritten(&Text::same(place.display().to_string()), why))
}

/// Whether two places are one file, however they are spelled: both may be new, so of them only the folders are looked at.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let real = |place: &Path| {
        place.canonicalize().ok().or_else(|| {
            let folder = match place.parent()? {
                folder if folder.as_os_str().is_empty() => Path::new("."),
                folder => folder,
            };
            Some(folder.canonicalize().ok()?.join(place.file_name()?))
        })
    };
    one == other || real(one).is_some_and(|one| real(other) == Some(one))
}

/// That a file may stand at `place`, as far as can be said without making it.
pub fn possible(place: &Path) -> Result<()> {
    let folder = place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let why = match folder {
        _ if place.is_dir() => io::ErrorKind::IsADirectory,
        Some(folder) if !folder.is_dir() => io::ErrorKind::NotFound,
        Some(_) | None => return Ok(()),
    };
    Err(unwritten(
        &Text::same(place.display().to_string()),
        why.into(),
    ))
}

/// Why something could not be written, in words, and what to try. A reader that left stays what it is.
pub fn unwritten(place: &Text, why: io::Error) -> anyhow::Error {
    let (what, hint) = match why.kind() {
        io::ErrorKind::BrokenPipe => return why.into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            Text::new("no space left", "남은 자리가 없음"),
            Text::new(
                "make room on that disk, or write elsewhere",
                "그 디스크에 자리를 만들거나 다른 곳에 쓴다",
            ),
        ),
        io::ErrorKind::IsADirectory => (
            Text::new("it is a folder", "폴더임"),
            Text::new("add the name of a file", "파일 이름을 덧붙인다"),
        ),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => (
            Text::new("there is no such folder", "그런 폴더가 없음"),
            Text::new(
                "make the folder first, or name another",
                "폴더를 먼저 만들거나 다른 폴더를 준다",
            ),
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => (
            Text::new("you may not write there", "쓸 권한이 없음"),
            Text::new(
                "write to a folder of your own, such as /tmp",
                "/tmp 같은, 쓸 수 있는 폴더에 쓴다",
            ),
        ),
        _ => (
            Text::same(why.to_string()),
            Text::new(
                "is there such a folder, and may you write there?",
                "그런 폴더가 있고, 거기에 쓸 권한이 있는지 확인한다",
            ),
        ),
    };
    let (en, ko) = (&place.en, &place.ko);
    let (what_en, what_ko) = (&what.en, &what.ko);
    let what = text!(en: "cannot write {en}: {what_en}", ko: "쓸 수 없음: {ko} ({what_ko})");
    Refusal::environment(what, hint).into()
}

/// Says an error to a person: `error: …`, then `hint: …`, and gives the exit code. A broken pipe is success: whoever read had enough.
pub fn complain(error: &anyhow::Error, lang: Lang) -> u8 {
    let broken_pipe = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe);
    if broken_pipe {
        return 0;
    }
    let (what, hint, lack) = match error.downcast_ref::<Refusal>() {
        Some(refusal) => (
            refusal.what.say(lang).to_owned(),
            refusal.hint.say(lang).to_owned(),
            refusal.lack,
        ),
        None => (format!("{error:#}"), String::new(), Lack::Environment),
    };
    let (error, hint_word) = match lang {
        Lang::En => ("error", "hint"),
        Lang::Ko => ("오류", "도움말"),
    };
    tell(&format!(
        "{}: {}",
        painted(error),
        printable(what.as_bytes())
    ));
    if !hint.is_empty() {
        tell(&format!("{hint_word}: {}", printable(hint.as_bytes())));
    }
    lack.code()
}

/// One line on standard error. If even that is closed, there is nobody to tell.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn painted(word: &str) -> String {
    match io::stderr().is_terminal() {
        true => word.red().bold().to_string(),
        false => word.to_owned(),
    }
}
