//! The folder of a task: written whole, mended, put aside, read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::exercise::desk::Wanted;
use crate::exercise::handed::LARGEST_FILE;
use crate::exercise::student::fault::{Fault, NoFile, Result};
use crate::pki::authority::disk::{Disk, Flush};

/// The longest file that is taken.
pub const MOST: u64 = LARGEST_FILE as u64;

/// What was found when a folder was mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Files that were missing, and were written again.
    pub missing: Vec<String>,
    /// Files that are not as they were given, and were left.
    pub changed: Vec<String>,
}

/// Whether `name` is that of a file inside a folder.
pub fn is_inside(name: &str) -> bool {
    let path = Path::new(name);
    let mut parts = path.components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Writes `folder` with `files` in it, so that it appears whole; it must not be there.
///
/// # Errors
/// Those of the file system.
pub fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>, disk: &Disk) -> Result<()> {
    let mut draft = folder.as_os_str().to_owned();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let failed = Fault::at(folder);
    let written = || -> io::Result<()> {
        // Left by somebody who died: the lock is held, so nobody writes it now.
        if draft.symlink_metadata().is_ok() {
            disk.remove(&draft)?;
        }
        disk.make_folder(&draft)?;
        for (name, bytes) in files {
            let path = draft.join(name);
            folders_above(&path, disk)?;
            disk.make_file(&path, bytes, Flush::Now)?;
        }
        disk.rename(&draft, folder)?;
        disk.flush_folder(folder.parent().unwrap_or(folder))
    };
    let done = written();
    if done.is_err() {
        // It may not have come so far; the first error is the one to tell.
        let _ = fs::remove_dir_all(&draft);
    }
    done.map_err(failed)
}

fn folders_above(path: &Path, disk: &Disk) -> io::Result<()> {
    match path.parent() {
        Some(above) if !above.exists() => {
            folders_above(above, disk)?;
            disk.make_folder(above)
        }
        Some(_) | None => Ok(()),
    }
}

/// Writes those of `files` again that are missing in `folder`, and leaves those that were changed.
///
/// # Errors
/// Those of the file system.
pub fn mend(folder: &Path, files: &BTreeMap<String, Vec<u8>>, disk: &Disk) -> Result<Mended> {
    let mut mended = Mended::default();
    for (name, bytes) in files {
        let path = folder.join(name);
        match path.symlink_metadata() {
            Ok(_) => {
                if !holds(&path, bytes) {
                    mended.changed.push(name.clone());
                }
            }
            Err(_) => {
                let written = folders_above(&path, disk).and_then(|()| disk.replace(&path, bytes));
                written.map_err(Fault::at(&path))?;
                mended.missing.push(name.clone());
            }
        }
    }
    Ok(mended)
}

/// Whether `path` is a file with these bytes.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let alike = |found: &fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    path.metadata().is_ok_and(|found| alike(&found))
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Puts what is at `path` aside, under the first name that is free, and gives that; none if there is nothing.
///
/// # Errors
/// Those of the file system.
pub fn put_aside(path: &Path, disk: &Disk) -> Result<Option<PathBuf>> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let names = (1_u32..).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".old-{number}"));
        PathBuf::from(name)
    });
    let free = |name: &PathBuf| name.symlink_metadata().is_err();
    let Some(aside) = names.into_iter().find(free) else {
        return Ok(None);
    };
    disk.rename(path, &aside).map_err(Fault::at(path))?;
    Ok(Some(aside))
}

/// The files that are `wanted`, as far as they are there. A link is followed, wherever it leads.
///
/// # Errors
/// A folder, pipe or device in the place of a file, a file that is too long; those of the file system.
pub fn read(folder: &Path, wanted: &[Wanted]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for Wanted { name, surely } in wanted {
        let path = folder.join(name);
        match one(&path) {
            Ok(Some(bytes)) => {
                files.insert(name.clone(), bytes);
            }
            Ok(None) => {}
            Err(fault) if *surely => return Err(fault),
            // It may be no name of a file at all.
            Err(_) => {}
        }
    }
    Ok(files)
}

fn one(path: &Path) -> Result<Option<Vec<u8>>> {
    let no = |why| Fault::File {
        path: path.to_path_buf(),
        why,
    };
    let found = match path.metadata() {
        Ok(found) => found,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(Fault::at(path)(why)),
    };
    // Whoever opens a pipe waits for somebody to write into it.
    match (found.is_dir(), found.is_file()) {
        (true, _) => return Err(no(NoFile::Folder)),
        (false, false) => return Err(no(NoFile::Special)),
        (false, true) => {}
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes))
        .map_err(Fault::at(path))?;
    match bytes.len() as u64 > MOST {
        true => Err(no(NoFile::Long)),
        false => Ok(Some(bytes)),
    }
}
