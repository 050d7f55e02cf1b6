//! A pack is taken: the first, a renewed one, one after time alone.

use std::path::Path;

use crate::exercise::pack::Pack;
use crate::exercise::student::fault::{Fault, Result};
use crate::exercise::student::folder::is_inside;
use crate::exercise::student::home::{Founding, Held, Home, joined};
use crate::exercise::student::record::Who;
use crate::exercise::student::source;
use crate::pki::authority::disk::Mischance;

/// What it means that a pack was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is the first here.
    First,
    /// It is the first, after time alone.
    AfterAlone,
    /// It is the one that was here.
    Same,
    /// It takes the place of an older one.
    Renewed(Changes),
}

/// How a pack differs from the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Exercises that are new in it.
    pub added: Vec<u8>,
    /// Exercises that are no longer in it.
    pub removed: Vec<u8>,
    /// Exercises with other data.
    pub changed: Vec<u8>,
}

/// Reads the pack in `bytes`, which came from `path`.
///
/// # Errors
/// If it is none.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Pack> {
    let pack = Pack::read(bytes).map_err(|why| Fault::Pack {
        path: path.to_path_buf(),
        why,
    })?;
    let mut names = pack.entries.iter().flat_map(|entry| entry.files.keys());
    match names.find(|name| !is_inside(name)) {
        Some(name) => Err(Fault::Outside {
            path: path.to_path_buf(),
            name: name.clone(),
        }),
        None => Ok(pack),
    }
}

/// Takes `pack`, which is in `bytes`, in the home in `place`.
///
/// # Errors
/// If somebody else is at home there; those of the file system.
pub fn join(
    place: &Path,
    (pack, bytes): (&Pack, &[u8]),
    founding: &Founding<'_>,
    mischance: Mischance,
    waiting: &mut dyn FnMut(),
) -> Result<(Held, Meaning)> {
    let first = Home::look(place)?.record.who.is_none();
    let founding = Founding {
        pack: first.then_some(bytes),
        ..*founding
    };
    let mut held = Held::found(place, &founding, mischance, waiting)?;
    let theirs = Who::Of {
        class: pack.student.class.clone(),
        student: pack.student.id.clone(),
        pack: pack.mark.clone(),
    };
    let meaning = match held.home.record.who.clone() {
        Some(ours) if ours == theirs => match first {
            true => return Ok((held, Meaning::First)),
            false => Meaning::Same,
        },
        Some(ours @ Who::Of { .. }) => match ours.is_same(&theirs) {
            true => {
                let before = source::pack(&held.home);
                Meaning::Renewed(
                    before.map_or_else(|_| Changes::default(), |old| changes(&old, pack)),
                )
            }
            false => {
                return Err(Fault::Stranger {
                    here: ours,
                    pack: (pack.student.class.clone(), pack.student.id.clone()),
                });
            }
        },
        Some(Who::Alone) | None => Meaning::AfterAlone,
    };
    // The pack first: should this be the end, the next command finds it and says in the log that it was taken.
    let path = held.home.pack();
    held.disk.replace(&path, bytes).map_err(Fault::at(&path))?;
    if meaning != Meaning::Same {
        held.record(founding.at, joined(pack))?;
    }
    Ok((held, meaning))
}

fn changes(old: &Pack, new: &Pack) -> Changes {
    let numbers = |pack: &Pack| -> Vec<u8> { pack.entries.iter().map(|one| one.number).collect() };
    let (before, after) = (numbers(old), numbers(new));
    let without = |all: &[u8], those: &[u8]| -> Vec<u8> {
        let rest = all.iter().filter(|number| !those.contains(number));
        rest.copied().collect()
    };
    let changed = new.entries.iter().filter(|entry| {
        let mut old = old.entries.iter();
        old.any(|was| was.number == entry.number && was != *entry)
    });
    Changes {
        added: without(&after, &before),
        removed: without(&before, &after),
        changed: changed.map(|entry| entry.number).collect(),
    }
}
