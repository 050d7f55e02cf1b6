//! The folder of an authority, opened: to look, or to change it under the one lock.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::base::time::Time;
use crate::pki::authority::disk::{Disk, Mischance};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::Event;
use crate::pki::authority::log::{Damage, Line, Log, Mark};
use crate::pki::authority::register::{Cross, Issued, Register};
use crate::pki::private;

/// The folder of an authority, open to look at.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    /// What its log amounts to.
    pub register: Register,
}

/// The same with the lock held.
#[derive(Debug)]
pub struct Held {
    /// What can be looked at.
    pub folder: Folder,
    /// Through which everything is changed.
    pub disk: Disk,
    pub(super) log: Log<Event>,
    // Held until this is dropped.
    _lock: File,
}

impl Folder {
    /// Opens the authority in `place` to look at it. A line that is being added by somebody else is not seen yet.
    ///
    /// # Errors
    /// If there is none, if its log was changed by another hand.
    pub fn open(place: &Path) -> Result<Self> {
        let read = read(place)?;
        if let Some(Damage::Broken(line)) = read.damage {
            let path = log_file(place);
            return Err(Fault::Log { path, line });
        }
        if read.lines.is_empty() {
            return Err(Fault::Lost(place.to_path_buf()));
        }
        let register = Register::of(read.lines)?;
        Ok(Self {
            place: place.to_path_buf(),
            register,
        })
    }

    /// Where it is.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The folder of the authority called `label`: `cert.pem`, `key.pem`.
    pub fn of_authority(&self, label: &str) -> PathBuf {
        self.place.join("authorities").join(label)
    }

    /// The file of a certificate by which one authority vouches for another.
    pub fn cross_file(&self, cross: &Cross) -> PathBuf {
        let name = format!("cross-{}.pem", cross.by);
        self.of_authority(&cross.label).join(name)
    }

    /// The folder of the certificate called `label`: `cert.pem`, `chain.pem`, and `key.pem` if the key was made here.
    pub fn of_issued(&self, label: &str) -> PathBuf {
        self.place.join("issued").join(label)
    }

    /// The newest revocation list of the authority called `label`, DER.
    pub fn crl_file(&self, label: &str) -> PathBuf {
        self.place.join("crl").join(format!("{label}.crl"))
    }

    /// What is under way.
    pub fn staging(&self) -> PathBuf {
        self.place.join("staging")
    }

    /// What a server sends for a certificate, DER: itself, then the intermediates, without the root.
    pub fn chain<'f>(&'f self, issued: &'f Issued) -> Vec<&'f [u8]> {
        let mut chain = vec![issued.der.as_slice()];
        chain.extend(self.register.path(&issued.by));
        chain
    }
}

impl Held {
    /// Opens the authority in `place` to change it. `waiting` is told if somebody else holds the lock.
    ///
    /// # Errors
    /// If there is none, if its log was changed by another hand, if nothing may be written there.
    pub fn open(place: &Path, mischance: Mischance, waiting: &mut dyn FnMut()) -> Result<Self> {
        read_first(place)?;
        let lock = lock(place, waiting)?;
        // Read again: somebody may have added lines until the lock was ours.
        let read = read(place)?;
        let disk = Disk::new(mischance);
        let mut log = read.log;
        match read.damage {
            Some(Damage::Broken(line)) => {
                let path = log_file(place);
                return Err(Fault::Log { path, line });
            }
            Some(Damage::Torn(_)) | None if read.lines.is_empty() => {
                return Err(Fault::Lost(place.to_path_buf()));
            }
            Some(Damage::Torn(_)) => {
                let mark = log.mark();
                log.go_back(mark, &disk).map_err(Fault::at(log.path()))?;
            }
            None => {
                log.writable().map_err(Fault::at(log.path()))?;
            }
        }
        let register = Register::of(read.lines)?;
        let folder = Folder {
            place: place.to_path_buf(),
            register,
        };
        Ok(Self {
            folder,
            disk,
            log,
            _lock: lock,
        })
    }

    /// Adds `events` to the log, all or none. This is the moment at which they have happened.
    ///
    /// # Errors
    /// Those of the file system; then nothing has happened.
    pub fn record(&mut self, at: Time, events: Vec<Event>) -> Result<Mark> {
        let mark = self.log.mark();
        let first = self.log.next_number();
        let path = self.log.path().to_path_buf();
        self.log
            .append(at, &events, &self.disk)
            .map_err(Fault::at(&path))?;
        for (number, event) in (first..).zip(events) {
            self.folder.register.add(Line { number, at, event })?;
        }
        Ok(mark)
    }

    /// Takes back what was recorded since `mark` and nobody was told of.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn take_back(&mut self, mark: Mark) -> Result<()> {
        let path = self.log.path().to_path_buf();
        self.log
            .go_back(mark, &self.disk)
            .map_err(Fault::at(&path))?;
        self.folder.register = Register::of(read(self.folder.place())?.lines)?;
        Ok(())
    }

    /// The number of the next line in the log.
    pub fn next_number(&self) -> u64 {
        self.log.next_number()
    }
}

fn log_file(place: &Path) -> PathBuf {
    place.join("log")
}

fn read(place: &Path) -> Result<crate::pki::authority::log::Read<Event>> {
    let path = log_file(place);
    Log::read(&path).map_err(|why| match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => missing(place),
        _ => Fault::Disk { path, why },
    })
}

/// Why there is no log: there is no authority, or its log was lost. An authority appears in its place whole, with its log.
fn missing(place: &Path) -> Fault {
    match place.join("authorities").is_dir() {
        true => Fault::Lost(place.to_path_buf()),
        false => Fault::Missing(place.to_path_buf()),
    }
}

/// Whether there is an authority, before a lock file is made for it.
fn read_first(place: &Path) -> Result<()> {
    let path = log_file(place);
    match path.metadata() {
        Ok(_) => Ok(()),
        Err(why) => match why.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Err(missing(place)),
            _ => Err(Fault::Disk { path, why }),
        },
    }
}

/// How often the lock is asked for, every 20 ms, before anybody is told.
const PATIENCE: usize = 25;

/// Takes the lock: at once if it is free, else after `waiting` was told.
///
/// # Errors
/// Those of the file system.
pub fn lock(place: &Path, waiting: &mut dyn FnMut()) -> Result<File> {
    let path = place.join("lock");
    let mut options = private::file();
    options.read(true).write(true).create(true).truncate(false);
    let file = options.open(&path).map_err(Fault::at(&path))?;
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::Error(why)) => return Err(Fault::Disk { path, why }),
        }
    }
    waiting();
    file.lock().map_err(Fault::at(&path))?;
    Ok(file)
}
