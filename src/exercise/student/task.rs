//! A task begun, begun again, and begun anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::base::text::Lang;
use crate::base::time::Time;
use crate::exercise::desk::{self, TASK};
use crate::exercise::student::event::{Data, Event};
use crate::exercise::student::fault::{Fault, Result};
use crate::exercise::student::folder::{self, Mended};
use crate::exercise::student::home::Held;
use crate::exercise::student::source::{self, Drawn};
use crate::exercise::task::Exercise;

/// What came of beginning a task.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What the student has of it.
    pub drawn: Drawn,
    /// Its folder.
    pub folder: PathBuf,
    /// What became of the folder.
    pub how: How,
    /// What was put aside.
    pub aside: Vec<PathBuf>,
}

/// What became of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It was written.
    Written,
    /// It was there, and was looked through.
    There(Mended),
}

/// Begins `exercise`, with its page in this language; one that was begun keeps its folder.
///
/// # Errors
/// Those of its source and of the file system.
pub fn start(held: &mut Held, exercise: &Exercise, lang: Lang, at: Time) -> Result<Begun> {
    match held.home.record.tasks.contains_key(&exercise.number) {
        true => again(held, exercise, lang, at),
        false => {
            let drawn = source::drawn(held, exercise, at)?;
            // What lies there was begun by somebody else: the same person before they joined a class, or a hand.
            let transcript = held.home.transcript(exercise.number);
            let places = [held.home.folder(exercise), transcript];
            write(held, exercise, drawn, (lang, at), &places)
        }
    }
}

/// Begins `exercise` anew: what is in its folder is put aside.
///
/// # Errors
/// If it was not begun; those of its source and of the file system.
pub fn reset(held: &mut Held, exercise: &Exercise, lang: Lang, at: Time) -> Result<Begun> {
    let number = exercise.number;
    let task = held.home.record.tasks.get(&number);
    let version = task.ok_or(Fault::NotBegun(number))?.version;
    let drawn = source::drawn(held, exercise, at)?;
    let kept = source::kept(&held.home, number);
    let other = kept.is_some_and(|kept| kept.entries.first() != Some(&drawn.entry));
    let mut places = vec![held.home.folder(exercise)];
    let data = match other || version != exercise.version {
        true => Data::Other,
        false => Data::Same,
    };
    if data == Data::Other {
        // What was asked before was asked of another oracle.
        places.push(held.home.transcript(number));
    }
    held.record(at, Event::Reset { number, data })?;
    write(held, exercise, drawn, (lang, at), &places)
}

/// Puts aside what is at `places`, says that the task was begun, and writes its folder.
fn write(
    held: &mut Held,
    exercise: &Exercise,
    drawn: Drawn,
    (lang, at): (Lang, Time),
    places: &[PathBuf],
) -> Result<Begun> {
    let mut aside = Vec::new();
    for place in places {
        aside.extend(folder::put_aside(place, &held.disk)?);
    }
    source::keep(held, &drawn.entry)?;
    held.record(at, started(exercise, lang))?;
    let folder = held.home.folder(exercise);
    let files = desk::files(exercise, &drawn.entry, lang);
    folder::write(&folder, &files, &held.disk)?;
    Ok(Begun {
        drawn,
        folder,
        how: How::Written,
        aside,
    })
}

/// The folder of a task that was begun: what is missing in it is written again, what was changed is left.
fn again(held: &mut Held, exercise: &Exercise, lang: Lang, at: Time) -> Result<Begun> {
    let drawn = source::begun(held, exercise, at)?;
    let folder = held.home.folder(exercise);
    let task = held.home.record.tasks.get(&exercise.number);
    if task.is_some_and(|task| task.lang != name(lang)) {
        held.record(at, started(exercise, lang))?;
    }
    let mut files = desk::files(exercise, &drawn.entry, lang);
    // A link would lead out of the home.
    if !folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
        let aside = folder::put_aside(&folder, &held.disk)?;
        folder::write(&folder, &files, &held.disk)?;
        return Ok(Begun {
            drawn,
            folder,
            how: How::Written,
            aside: aside.into_iter().collect(),
        });
    }
    let page: BTreeMap<String, Vec<u8>> = files.remove_entry(TASK).into_iter().collect();
    let mut mended = folder::mend(&folder, &files, &held.disk)?;
    let pages = [Lang::En, Lang::Ko].map(|lang| desk::task(exercise, &drawn.entry, lang));
    let path = folder.join(TASK);
    let ours = pages
        .iter()
        .any(|page| folder::holds(&path, page.as_bytes()));
    let mut aside = None;
    for (_, bytes) in page
        .iter()
        .filter(|(_, bytes)| !folder::holds(&path, bytes))
    {
        // Somebody wrote into it, or another tlslab did.
        if !ours {
            aside = folder::put_aside(&path, &held.disk)?;
        }
        let written = held.disk.replace(&path, bytes);
        written.map_err(Fault::at(&path))?;
    }
    mended.missing.sort();
    Ok(Begun {
        drawn,
        folder,
        how: How::There(mended),
        aside: aside.into_iter().collect(),
    })
}

fn started(exercise: &Exercise, lang: Lang) -> Event {
    Event::Started {
        number: exercise.number,
        version: exercise.version,
        lang: name(lang).to_owned(),
    }
}

/// How the log calls a language.
pub fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ko => "ko",
    }
}
