//! A file that appears whole or not at all: written beside its place, flushed, then renamed.
//!
//! What is no ordinary file (a device, a pipe, an open descriptor under `/dev` or `/proc`) is written to as it stands: renaming a
//! file over `/dev/null` would put an end to it, for root at least. A symbolic link is followed, not replaced.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, remove_file, rename};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::pki::private;

/// A file being written. Dropped before [`Draft::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    file: BufWriter<File>,
    draft: PathBuf,
    place: PathBuf,
    kept: Kept,
}

/// Whether the draft has become the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Not,
    Yes,
    /// It never was a draft: the place itself is written.
    AtOnce,
}

impl Draft {
    /// Begins a file that will stand at `place`, replacing what is there. What is written is readable by its owner alone if
    /// `place` is new, as it may hold secrets.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn begin(place: &Path) -> io::Result<Self> {
        let Some(name) = place.file_name() else {
            return Err(io::ErrorKind::IsADirectory.into());
        };
        if place.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if stands_for_something(place) {
            return Ok(Self {
                file: BufWriter::new(OpenOptions::new().write(true).open(place)?),
                draft: place.to_path_buf(),
                place: place.to_path_buf(),
                kept: Kept::AtOnce,
            });
        }
        let real = place.canonicalize().unwrap_or_else(|_| place.to_path_buf());
        let (place, name) = match real.file_name() {
            Some(name) => (real.as_path(), name),
            None => (place, name),
        };
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", process::id()));
        let draft = place.with_file_name(hidden);
        let mut options = private::file();
        options.write(true).create(true).truncate(true);
        Ok(Self {
            file: BufWriter::new(options.open(&draft)?),
            draft,
            place: place.to_path_buf(),
            kept: Kept::Not,
        })
    }

    /// Makes it the file.
    ///
    /// # Errors
    /// If the bytes do not reach the disk, or it cannot be renamed.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        if self.kept == Kept::AtOnce {
            return Ok(());
        }
        self.file.get_ref().sync_all()?;
        rename(&self.draft, &self.place)?;
        self.kept = Kept::Yes;
        Ok(())
    }
}

/// Whether there is something at `place` that is no ordinary file, or only a name for what is open already.
fn stands_for_something(place: &Path) -> bool {
    let descriptor = ["/dev", "/proc"].iter().any(|root| place.starts_with(root));
    let kind = place.metadata();
    kind.is_ok_and(|kind| descriptor || !kind.is_file())
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.kept == Kept::Not {
            // It may never have come to be; then there is nothing to remove.
            let _ = remove_file(&self.draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[cfg(unix)]
    #[test]
    fn a_device_stays_one_and_a_link_is_followed() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = std::env::temp_dir().join(format!("tlslab-link-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        // Through a link, so that a mistake costs a link and no device.
        let hole = folder.join("hole");
        symlink("/dev/null", &hole).unwrap();
        let mut draft = Draft::begin(&hole).unwrap();
        draft.write_all(b"gone").unwrap();
        draft.finish().unwrap();
        assert!(hole.is_symlink());
        assert!(hole.metadata().unwrap().file_type().is_char_device());
        let link = folder.join("link");
        fs::write(folder.join("x"), "old").unwrap();
        symlink("x", &link).unwrap();
        let mut draft = Draft::begin(&link).unwrap();
        draft.write_all(b"new").unwrap();
        draft.finish().unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(folder.join("x")).unwrap(), b"new");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = std::env::temp_dir().join(format!("tlslab-draft-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let place = folder.join("x.json");
        let mut draft = Draft::begin(&place).unwrap();
        draft.write_all(b"half").unwrap();
        drop(draft);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        let mut draft = Draft::begin(&place).unwrap();
        draft.write_all(b"whole").unwrap();
        draft.finish().unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"whole");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        assert!(Draft::begin(&folder).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
