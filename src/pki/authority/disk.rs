//! Every change the authority makes on disk goes through here, one operation at a time: for the modes, which are private
//! from the first byte, and for the tests, which let any one of them be the last.
//!
//! An operation is counted where the kernel is asked for one: to make a folder, to make a file, to write, to flush, to
//! rename, to cut, to remove. [`Mischance`] ends the process in the middle of the n-th (a write is half done by then), or
//! lets the disk be full from the n-th on: nothing more can be made or written, but renamed, cut and removed. The command line
//! takes it from the hidden variables `TLSLAB_CRASH_AT` and `TLSLAB_FULL_AT`; nobody else needs it.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::pki::private;

/// What is to go wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mischance {
    /// Nothing.
    #[default]
    None,
    /// The process dies in this operation, counted from 1.
    KilledAt(u64),
    /// The disk is full from this operation on.
    FullAt(u64),
}

/// When what was written must have reached the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// Before this returns.
    Now,
    /// Whoever wrote it flushes it with [`Disk::settle`].
    Later,
}

/// What an operation does to the room on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Takes,
    Leaves,
}

/// The disk, with the operations done so far.
#[derive(Debug, Default)]
pub struct Disk {
    done: AtomicU64,
    mischance: Mischance,
}

impl Disk {
    /// A disk to which `mischance` will happen.
    pub fn new(mischance: Mischance) -> Self {
        Self {
            done: AtomicU64::new(0),
            mischance,
        }
    }

    /// Counts an operation; whether it is the one to die in.
    fn count(&self, room: Room) -> io::Result<bool> {
        let number = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match self.mischance {
            Mischance::None => Ok(false),
            Mischance::KilledAt(last) => Ok(number == last),
            Mischance::FullAt(first) if number >= first && room == Room::Takes => {
                Err(io::ErrorKind::StorageFull.into())
            }
            Mischance::FullAt(_) => Ok(false),
        }
    }

    /// Does `operation`, or dies before it.
    fn once<T>(&self, room: Room, operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.count(room)? {
            true => die(),
            false => operation(),
        }
    }

    /// Makes a folder for its owner alone; it must not be there yet.
    ///
    /// # Errors
    /// Those of the file system, here and below.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.once(Room::Takes, || private::folder().create(path))
    }

    /// Makes a file for its owner alone, with `bytes` in it; it must not be there yet.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make_file(&self, path: &Path, bytes: &[u8], flush: Flush) -> io::Result<()> {
        let mut options = private::file();
        options.write(true).create_new(true);
        let mut file = self.once(Room::Takes, || options.open(path))?;
        self.write(&mut file, bytes)?;
        match flush {
            Flush::Now => self.flush(&file),
            Flush::Later => Ok(()),
        }
    }

    /// Puts a file with `bytes` in the place of what is there, at once: beside it, flushed, renamed.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut draft = path.as_os_str().to_owned();
        draft.push(".part");
        let draft = Path::new(&draft);
        // Left by somebody who died: the lock is held, so nobody writes it now.
        if draft.exists() {
            self.remove_file(draft)?;
        }
        let made = self
            .make_file(draft, bytes, Flush::Now)
            .and_then(|()| self.rename(draft, path));
        if made.is_err() {
            // It may not have come so far; the first error is the one to tell.
            let _ = fs::remove_file(draft);
        }
        made
    }

    /// Writes `bytes` where `file` stands.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let half = bytes.split_at(bytes.len() / 2).0;
        match self.count(Room::Takes) {
            Ok(false) => file.write_all(bytes),
            Ok(true) => {
                file.write_all(half)?;
                die()
            }
            // A disk runs full in the middle of a write.
            Err(full) => file.write_all(half).and(Err(full)),
        }
    }

    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&self, file: &File) -> io::Result<()> {
        self.once(Room::Leaves, || file.sync_all())
    }

    /// Brings the names in a folder to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush_folder(&self, path: &Path) -> io::Result<()> {
        // Only there is a folder a file that can be flushed.
        self.once(Room::Leaves, || match cfg!(unix) {
            true => File::open(path)?.sync_all(),
            false => Ok(()),
        })
    }

    /// Cuts a file to `length`.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.once(Room::Leaves, || file.set_len(length))
    }

    /// Gives a file or folder another name; a file of that name is replaced.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.once(Room::Leaves, || fs::rename(from, to))
    }

    /// Keeps others out of a file or folder, and gives the mode it has then.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn close(&self, path: &Path, found: &Metadata) -> io::Result<u32> {
        self.once(Room::Leaves, || private::close(path, found))
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.once(Room::Leaves, || fs::remove_file(path))
    }

    /// Removes a file, or a folder with all that is in it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        if !path.symlink_metadata()?.is_dir() {
            return self.remove_file(path);
        }
        for entry in fs::read_dir(path)? {
            self.remove(&entry?.path())?;
        }
        self.once(Room::Leaves, || fs::remove_dir(path))
    }

    /// Brings everything below `folder` that was written with [`Flush::Later`] to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    #[cfg(target_os = "linux")]
    pub fn settle(&self, folder: &Path, _written: &[impl AsRef<Path>]) -> io::Result<()> {
        self.once(Room::Leaves, || {
            let folder = File::open(folder)?;
            nix::unistd::syncfs(&folder).map_err(io::Error::from)
        })
    }

    /// Brings every file `written` with [`Flush::Later`] to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    #[cfg(not(target_os = "linux"))]
    pub fn settle(&self, _folder: &Path, written: &[impl AsRef<Path>]) -> io::Result<()> {
        for path in written {
            self.flush(&File::open(path.as_ref())?)?;
        }
        Ok(())
    }
}

/// As if the power went: nothing is tidied.
fn die() -> ! {
    std::process::abort()
}
