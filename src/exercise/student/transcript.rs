//! What an oracle was asked: `work-NN`, a log of its own, added to with every question.
//!
//! A line is written before the reply is said, and not flushed: thousands of questions are asked, and a flush takes milliseconds. If
//! the program dies, nothing is lost; if the machine loses its power, the last questions may be, and can be asked again.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::time::Time;
use crate::exercise::handed::Exchange;
use crate::exercise::student::exchange::Asked;
use crate::exercise::student::fault::{Fault, Result};
use crate::pki::authority::disk::{Disk, Flush, Mischance};
use crate::pki::authority::log::{Damage, Log};

/// All that was asked, from the file at `path`; a line that was never finished is left out.
///
/// # Errors
/// If a line was changed by another hand; those of the file system.
pub fn read(path: &Path) -> Result<Vec<Exchange>> {
    let read = match Log::<Asked>::read(path) {
        Ok(read) => read,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(Fault::at(path)(why)),
    };
    match read.damage {
        Some(Damage::Broken(line)) => Err(broken(path, line)),
        Some(Damage::Torn(_)) | None => {
            Ok(read.lines.into_iter().map(|line| line.event.0).collect())
        }
    }
}

fn broken(path: &Path, line: u64) -> Fault {
    Fault::Log {
        path: path.to_path_buf(),
        line,
    }
}

/// Adds what is asked, one line a question, under the lock of the home.
#[derive(Debug)]
pub struct Pen {
    path: PathBuf,
    lock: File,
    disk: Disk,
    log: Log<Asked>,
}

impl Pen {
    /// For the file at `path`, which may not be there yet, in the home whose lock this is.
    pub fn new(path: &Path, lock: File, mischance: Mischance) -> Self {
        Self {
            path: path.to_path_buf(),
            lock,
            disk: Disk::new(mischance),
            log: Log::empty(path),
        }
    }

    /// Adds a line. Somebody else may have added lines meanwhile.
    ///
    /// # Errors
    /// If a line was changed by another hand; those of the file system.
    pub fn note(&mut self, at: Time, exchange: Exchange) -> Result<()> {
        self.lock.lock().map_err(Fault::at(&self.path))?;
        let noted = self.add(at, exchange);
        self.lock.unlock().map_err(Fault::at(&self.path))?;
        noted
    }

    fn add(&mut self, at: Time, exchange: Exchange) -> Result<()> {
        let failed = |why| Fault::at(&self.path)(why);
        match self.path.metadata() {
            Ok(found) if found.len() == self.log.length() && found.len() > 0 => {}
            Ok(_) => self.log = opened(&self.path, &self.disk)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => {
                self.disk
                    .make_file(&self.path, b"", Flush::Later)
                    .map_err(failed)?;
                self.log = Log::empty(&self.path);
            }
            Err(why) => return Err(failed(why)),
        }
        let added = self
            .log
            .add(at, &[Asked(exchange)], &self.disk, Flush::Later);
        added.map_err(|why| Fault::at(&self.path)(why))
    }
}

/// The log at `path`, to go on with; what was never finished at its end is cut off.
fn opened(path: &Path, disk: &Disk) -> Result<Log<Asked>> {
    let (mut log, torn) = match Log::end(path).map_err(Fault::at(path))? {
        Some(end) => end,
        None => {
            let read = Log::<Asked>::read(path).map_err(Fault::at(path))?;
            match read.damage {
                Some(Damage::Broken(line)) => return Err(broken(path, line)),
                Some(Damage::Torn(bytes)) => (read.log, bytes),
                None => (read.log, 0),
            }
        }
    };
    if torn > 0 {
        let mark = log.mark();
        log.go_back(mark, disk).map_err(Fault::at(path))?;
    }
    Ok(log)
}

/// The lock of the home in `place`, opened and not yet taken.
///
/// # Errors
/// Those of the file system.
pub fn lock_of(place: &Path) -> Result<File> {
    let path = place.join("lock");
    let opened = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&path);
    opened.map_err(Fault::at(&path))
}
