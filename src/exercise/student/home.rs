//! A student's home, opened: to look, or to change it under the one lock.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::time::Time;
use crate::exercise::pack::Pack;
use crate::exercise::student::event::Event;
use crate::exercise::student::fault::{Fault, Result};
use crate::exercise::student::record::Record;
use crate::exercise::task::Exercise;
use crate::pki::authority::disk::{Disk, Mischance};
use crate::pki::authority::folder::lock;
use crate::pki::authority::log::{Damage, Log, Read};

/// A student's home, open to look at.
#[derive(Clone, Debug)]
pub struct Home {
    place: PathBuf,
    /// What its log amounts to.
    pub record: Record,
}

/// The same with the lock held.
#[derive(Debug)]
pub struct Held {
    /// What can be looked at.
    pub home: Home,
    /// Through which everything is changed.
    pub disk: Disk,
    log: Log<Event>,
    // Held until this is dropped.
    _lock: File,
}

/// How a home is made.
pub struct Founding<'f> {
    /// When.
    pub at: Time,
    /// 32 random bytes, if the system has any.
    pub key: &'f dyn Fn() -> Option<[u8; 32]>,
    /// The pack it is made for; none: for somebody who studies alone.
    pub pack: Option<&'f [u8]>,
}

impl Home {
    /// Opens the home in `place` to look at it; where nobody began yet, its record is empty. A line that is being added by somebody
    /// else is not seen yet.
    ///
    /// # Errors
    /// If its log was changed by another hand; those of the file system.
    pub fn look(place: &Path) -> Result<Self> {
        let record = match read(place)? {
            Some(read) => sum(&read),
            None => Record::default(),
        };
        let place = place.to_path_buf();
        Ok(Self { place, record })
    }

    /// Where it is.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The task folder of `exercise`.
    pub fn folder(&self, exercise: &Exercise) -> PathBuf {
        self.place.join(exercise.folder())
    }

    /// What the oracle of the exercise of this number was asked.
    pub fn transcript(&self, number: u8) -> PathBuf {
        self.place.join(format!("work-{number:02}"))
    }

    /// What was drawn for the exercise of this number.
    pub fn entry(&self, number: u8) -> PathBuf {
        self.entries().join(format!("{number:02}.json"))
    }

    /// The folder of what was drawn.
    pub fn entries(&self) -> PathBuf {
        self.place.join("entries")
    }

    /// The key of somebody who studies alone.
    pub fn identity(&self) -> PathBuf {
        self.place.join("identity")
    }

    /// What a teacher handed out.
    pub fn pack(&self) -> PathBuf {
        self.place.join("pack.json")
    }
}

impl Held {
    /// Opens the home in `place` to change it; its last line is mended if it was never finished. `waiting` is told if somebody else
    /// holds the lock.
    ///
    /// # Errors
    /// If its log was changed by another hand, if nothing may be written there.
    pub fn enter(place: &Path, mischance: Mischance, waiting: &mut dyn FnMut()) -> Result<Self> {
        let lock = lock(place, waiting)?;
        Self::inside(place, Disk::new(mischance), lock)
    }

    /// The same; where nobody began yet, the home is made.
    ///
    /// # Errors
    /// As for [`Held::enter`]; if a pack that lies there is none.
    pub fn found(
        place: &Path,
        founding: &Founding<'_>,
        mischance: Mischance,
        waiting: &mut dyn FnMut(),
    ) -> Result<Self> {
        let disk = Disk::new(mischance);
        if !place.exists() {
            let above = place.parent().unwrap_or(place);
            fs::create_dir_all(above).map_err(Fault::at(above))?;
            match disk.make_folder(place) {
                // Somebody else made it at the same moment.
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
                made => made.map_err(Fault::at(place))?,
            }
        }
        let lock = lock(place, waiting)?;
        if read(place)?.is_none() {
            begin(place, founding, &disk)?;
        }
        Self::inside(place, disk, lock)
    }

    fn inside(place: &Path, disk: Disk, lock: File) -> Result<Self> {
        let path = place.join("log");
        let read = read(place)?.ok_or_else(|| Fault::Disk {
            path: path.clone(),
            why: io::ErrorKind::NotFound.into(),
        })?;
        let record = sum(&read);
        let mut log = read.log;
        match read.damage {
            Some(_) => {
                let mark = log.mark();
                log.go_back(mark, &disk).map_err(Fault::at(&path))?;
            }
            None => {
                log.writable().map_err(Fault::at(&path))?;
            }
        }
        let place = place.to_path_buf();
        Ok(Self {
            home: Home { place, record },
            disk,
            log,
            _lock: lock,
        })
    }

    /// Adds `event` to the log. This is the moment at which it has happened.
    ///
    /// # Errors
    /// Those of the file system; then it has not happened.
    pub fn record(&mut self, at: Time, event: Event) -> Result<()> {
        let path = self.log.path().to_path_buf();
        let events = [event];
        self.log
            .append(at, &events, &self.disk)
            .map_err(Fault::at(&path))?;
        for event in &events {
            self.home.record.add(at, event);
        }
        Ok(())
    }

    /// The lines of the log, without their ends.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn lines(&self) -> Result<Vec<String>> {
        let path = self.log.path();
        let text = fs::read_to_string(path).map_err(Fault::at(path))?;
        Ok(text.lines().map(str::to_owned).collect())
    }
}

/// The log; none if there is none, or no line in it was ever finished.
fn read(place: &Path) -> Result<Option<Read<Event>>> {
    let path = place.join("log");
    let read = match Log::read(&path) {
        Ok(read) => read,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(Fault::Disk { path, why }),
    };
    match read.damage {
        Some(Damage::Broken(line)) => Err(Fault::Log { path, line }),
        Some(Damage::Torn(_)) | None => Ok((!read.lines.is_empty()).then_some(read)),
    }
}

fn sum(read: &Read<Event>) -> Record {
    Record::of(read.lines.iter().map(|line| (line.at, &line.event)))
}

/// Makes what a home begins with. The log comes last and whole: it is the home.
fn begin(place: &Path, founding: &Founding<'_>, disk: &Disk) -> Result<()> {
    let home = Home {
        place: place.to_path_buf(),
        record: Record::default(),
    };
    let pack = home.pack();
    if let Some(bytes) = founding.pack {
        disk.replace(&pack, bytes).map_err(Fault::at(&pack))?;
    }
    // One that is there already was handed out to somebody who died while they joined.
    let event = match fs::read(&pack) {
        Ok(bytes) => joined(&Pack::read(&bytes).map_err(|why| Fault::Pack { path: pack, why })?),
        Err(_) => {
            let identity = home.identity();
            if !identity.exists() {
                let key = (founding.key)().ok_or(Fault::NoKey)?;
                let text = format!("{}\n", hex::encode(key));
                let written = disk.replace(&identity, text.as_bytes());
                written.map_err(Fault::at(&identity))?;
            }
            Event::Began
        }
    };
    let (path, draft) = (place.join("log"), place.join("log.part"));
    if draft.exists() {
        disk.remove_file(&draft).map_err(Fault::at(&draft))?;
    }
    Log::make(&draft, founding.at, &[event], disk)
        .and_then(|_| disk.rename(&draft, &path))
        .and_then(|()| disk.flush_folder(place))
        .map_err(Fault::at(&path))
}

/// That `pack` was taken.
pub fn joined(pack: &Pack) -> Event {
    Event::Joined {
        class: pack.student.class.clone(),
        student: pack.student.id.clone(),
        pack: pack.mark.clone(),
    }
}
