//! Where a student's data come from: drawn with a key of their own, or out of the pack of a class.
//!
//! What was drawn for a task that was begun is kept in `entries`, as a pack of one: so that a question to an oracle takes no time, and
//! so that a pack that was made anew, with other data, is noticed before it judges work on the old ones.

use std::fs;

use serde::Deserialize;

use crate::base::time::Time;
use crate::exercise::entry::Entry;
use crate::exercise::pack::Pack;
use crate::exercise::seed::{ClassKey, Student};
use crate::exercise::student::fault::{Fault, Result};
use crate::exercise::student::folder::is_inside;
use crate::exercise::student::home::{Held, Home, joined};
use crate::exercise::student::record::Who;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// What a student has of an exercise, and the truth where they are their own teacher.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// What they have.
    pub entry: Entry,
    /// The truth; none for a student of a class.
    pub truth: Option<Variant>,
}

/// The one student of the class that is somebody alone.
pub fn alone() -> Student {
    Student {
        class: "self-study".to_owned(),
        id: "self".to_owned(),
        name: String::new(),
    }
}

/// What the student whose home this is has of `exercise`.
///
/// # Errors
/// If their pack has another version of it, or none; if key or pack cannot be read.
pub fn drawn(held: &mut Held, exercise: &Exercise, at: Time) -> Result<Drawn> {
    let number = exercise.number;
    let Some(who @ Who::Of { .. }) = held.home.record.who.clone() else {
        let (entry, truth) =
            Entry::draw(&key(&held.home)?, &alone(), exercise).map_err(Fault::Unfit)?;
        return Ok(Drawn {
            entry,
            truth: Some(truth),
        });
    };
    if let Some(entry) = ready(&held.home, exercise) {
        return Ok(Drawn { entry, truth: None });
    }
    let pack = pack(&held.home)?;
    let event = joined(&pack);
    let now = Who::Of {
        class: pack.student.class.clone(),
        student: pack.student.id.clone(),
        pack: pack.mark.clone(),
    };
    if !now.is_same(&who) {
        return Err(Fault::Stranger {
            here: who,
            pack: (pack.student.class, pack.student.id),
        });
    }
    if now != who {
        // Somebody died between taking a new pack and saying so.
        held.record(at, event)?;
    }
    let mut entries = pack.entries.into_iter();
    let entry = entries.find(|entry| entry.number == number);
    let entry = entry.ok_or(Fault::NotInPack(number))?;
    match entry.version == exercise.version {
        true => Ok(Drawn { entry, truth: None }),
        false => Err(Fault::Version(number, entry.version, exercise.version)),
    }
}

/// The same for an exercise that was begun, and is still the one that was.
///
/// # Errors
/// If it was not begun, or with other data; those of [`drawn`].
pub fn begun(held: &mut Held, exercise: &Exercise, at: Time) -> Result<Drawn> {
    let number = exercise.number;
    let task = held.home.record.tasks.get(&number);
    let version = task.ok_or(Fault::NotBegun(number))?.version;
    let drawn = drawn(held, exercise, at)?;
    if version != exercise.version {
        return Err(Fault::Begun(number, version, exercise.version));
    }
    match kept(&held.home, number) {
        Some(kept) if kept.entries.first() != Some(&drawn.entry) => Err(Fault::Changed(number)),
        Some(kept) if kept.mark == held.home.record.pack() => Ok(drawn),
        Some(_) | None => {
            keep(held, &drawn.entry)?;
            Ok(drawn)
        }
    }
}

/// What was kept of `exercise`, where that is beyond doubt what the student has of it now.
pub fn ready(home: &Home, exercise: &Exercise) -> Option<Entry> {
    let kept = kept(home, exercise.number)?;
    let entry = kept.entries.into_iter().next()?;
    (kept.mark == home.record.pack() && entry.version == exercise.version).then_some(entry)
}

/// What was kept of the exercise of this number for this student, as a pack of one.
pub fn kept(home: &Home, number: u8) -> Option<Pack> {
    let bytes = fs::read(home.entry(number)).ok()?;
    let pack = Pack::read(&bytes).ok()?;
    let of = &pack.student;
    let ours = match &home.record.who {
        Some(Who::Of { class, student, .. }) => (&of.class, &of.id) == (class, student),
        Some(Who::Alone) | None => *of == alone(),
    };
    ours.then_some(pack)
}

/// Keeps what was drawn.
///
/// # Errors
/// Those of the file system.
pub fn keep(held: &Held, entry: &Entry) -> Result<()> {
    let home = &held.home;
    let student = match &home.record.who {
        Some(Who::Of { class, student, .. }) => Student {
            class: class.clone(),
            id: student.clone(),
            name: String::new(),
        },
        Some(Who::Alone) | None => alone(),
    };
    let pack = Pack {
        student,
        entries: vec![entry.clone()],
        mark: home.record.pack().to_owned(),
    };
    let (folder, path) = (home.entries(), home.entry(entry.number));
    if !folder.exists() {
        let made = held.disk.make_folder(&folder);
        made.map_err(Fault::at(&folder))?;
    }
    let written = held.disk.replace(&path, &pack.write());
    written.map_err(Fault::at(&path))
}

/// The pack in a home.
///
/// # Errors
/// If it cannot be read, or leads out of the task folders.
pub fn pack(home: &Home) -> Result<Pack> {
    let path = home.pack();
    let bytes = fs::read(&path).map_err(Fault::at(&path))?;
    let pack = Pack::read(&bytes).map_err(|why| Fault::Pack {
        path: path.clone(),
        why,
    })?;
    let mut names = pack.entries.iter().flat_map(|entry| entry.files.keys());
    match names.find(|name| !is_inside(name)) {
        Some(name) => Err(Fault::Outside {
            path,
            name: name.clone(),
        }),
        None => Ok(pack),
    }
}

/// The numbers of the exercises in the pack; none for somebody who studies alone, who has all.
pub fn numbers(home: &Home) -> Option<Vec<u8>> {
    #[derive(Deserialize)]
    struct Packed {
        exercises: Vec<One>,
    }
    #[derive(Deserialize)]
    struct One {
        number: u8,
    }
    let Some(Who::Of { .. }) = home.record.who else {
        return None;
    };
    let bytes = fs::read(home.pack()).ok()?;
    let packed: Packed = serde_json::from_slice(&bytes).ok()?;
    Some(packed.exercises.into_iter().map(|one| one.number).collect())
}

/// The key of somebody who studies alone.
fn key(home: &Home) -> Result<ClassKey> {
    let path = home.identity();
    let text = fs::read_to_string(&path).map_err(Fault::at(&path))?;
    let bytes = hex::decode(text.trim()).ok();
    let key = bytes.and_then(|bytes| bytes.try_into().ok());
    key.map(ClassKey).ok_or(Fault::Identity(path))
}
