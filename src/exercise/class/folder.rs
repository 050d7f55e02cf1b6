//! The folder of a class: `class.key`, `class.json`, `roster.json` once packs were made, `grades.json` once some were graded.
//!
//! All of it is for the teacher alone, from the first byte on.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::exercise::class::grades::Grades;
use crate::exercise::seed::{ClassKey, Student};
use crate::pki::authority::disk::{Disk, Flush};
use crate::pki::private;

const KEY: &str = "class.key";
const CLASS: &str = "class.json";
const ROSTER: &str = "roster.json";
const GRADES: &str = "grades.json";
const FORMAT: &str = "tlslab class";
const VERSION: u32 = 1;

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Where its folder is.
    pub place: PathBuf,
    /// Its key.
    pub key: ClassKey,
    /// What it is called.
    pub name: String,
    /// When it was made, as its teacher's clock said.
    pub made: String,
    /// The numbers of its exercises, in order.
    pub exercises: Vec<u8>,
    /// Those for whom packs were made, by id.
    pub enrolled: BTreeMap<String, Enrolled>,
}

/// Somebody for whom a pack was made.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Enrolled {
    /// Their name.
    pub name: String,
    /// Their place in the roster.
    #[serde(default)]
    pub place: usize,
    /// The marks of all packs that were made for them.
    pub marks: Vec<String>,
}

/// Why a folder is no class, or cannot become one.
#[derive(Debug, Error)]
pub enum NoClass {
    /// There is something already.
    #[error("{} is there already", .0.display())]
    There(PathBuf),
    /// There is no class.
    #[error("{} holds no class: there is no {CLASS}", .0.display())]
    None(PathBuf),
    /// The key is missing.
    #[error("{} is missing: without it nothing can be drawn, and nothing graded", .0.display())]
    NoKey(PathBuf),
    /// A file is not what it should be.
    #[error("{place}: {why}", place = .0.display(), why = .1)]
    Damaged(PathBuf, String),
    /// A newer program made it.
    #[error("{place} is of version {version}; this program reads version {VERSION}", place = .0.display(), version = .1)]
    Newer(PathBuf, u32),
    /// Nothing was graded yet.
    #[error("{} is not there: nothing was graded yet", .0.display())]
    NotGraded(PathBuf),
    /// It cannot be read or written.
    #[error("{place}: {why}", place = .0.display(), why = .1)]
    Disk(PathBuf, io::Error),
}

impl Class {
    /// Makes the folder of a new class.
    ///
    /// # Errors
    /// A class, or another file, is there already; those of the file system.
    pub fn found(self) -> Result<Self, NoClass> {
        let place = &self.place;
        let disk = Disk::default();
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |why: io::Error| match why.kind() {
                io::ErrorKind::AlreadyExists => NoClass::There(path),
                _ => NoClass::Disk(path, why),
            }
        };
        if !place.is_dir() {
            let mut folder = private::folder();
            folder.recursive(true);
            folder.create(place).map_err(failed(place))?;
        }
        for name in [KEY, CLASS] {
            let path = place.join(name);
            // A broken link is something too.
            if path.symlink_metadata().is_ok() {
                return Err(NoClass::There(path));
            }
        }
        let key = format!("{}\n", hex::encode(self.key.0));
        let path = place.join(KEY);
        disk.make_file(&path, key.as_bytes(), Flush::Now)
            .map_err(failed(&path))?;
        let path = place.join(CLASS);
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
            name: self.name.clone(),
            made: self.made.clone(),
            exercises: self.exercises.clone(),
        };
        disk.make_file(&path, &json(&written), Flush::Now)
            .map_err(failed(&path))?;
        Ok(self)
    }

    /// Reads the class in `place`.
    ///
    /// # Errors
    /// There is none, or a file of it is not what it should be.
    pub fn open(place: &Path) -> Result<Self, NoClass> {
        let path = place.join(CLASS);
        let written: Written = match fs::read(&path) {
            Ok(bytes) => parsed(&path, &bytes)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => {
                return Err(NoClass::None(place.to_path_buf()));
            }
            Err(why) => return Err(NoClass::Disk(path, why)),
        };
        if written.format != FORMAT {
            return Err(NoClass::None(place.to_path_buf()));
        }
        if written.version > VERSION {
            return Err(NoClass::Newer(path, written.version));
        }
        let path = place.join(KEY);
        let key = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Err(NoClass::NoKey(path)),
            Err(why) => return Err(NoClass::Disk(path, why)),
        };
        let bytes = hex::decode(key.trim()).ok();
        let Some(key) = bytes.and_then(|bytes| bytes.try_into().ok()) else {
            let why = "it holds no key: 64 hexadecimal digits are one".to_owned();
            return Err(NoClass::Damaged(path, why));
        };
        let path = place.join(ROSTER);
        let enrolled = match fs::read(&path) {
            Ok(bytes) => parsed(&path, &bytes)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(why) => return Err(NoClass::Disk(path, why)),
        };
        Ok(Self {
            place: place.to_path_buf(),
            key: ClassKey(key),
            name: written.name,
            made: written.made,
            exercises: written.exercises,
            enrolled,
        })
    }

    /// Takes down for whom packs were made, with their marks, beside those made before.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn enrol(&mut self, packed: &[(Student, String)]) -> Result<(), NoClass> {
        for (place, (student, mark)) in packed.iter().enumerate() {
            let one = self.enrolled.entry(student.id.clone());
            let one = one.or_insert_with(|| Enrolled {
                name: String::new(),
                place,
                marks: Vec::new(),
            });
            one.name.clone_from(&student.name);
            one.place = place;
            if !one.marks.contains(mark) {
                one.marks.push(mark.clone());
            }
        }
        self.replace(ROSTER, &json(&self.enrolled)).map(drop)
    }

    /// Those for whom packs were made, in the order of the roster.
    pub fn students(&self) -> Vec<Student> {
        let mut enrolled: Vec<(&String, &Enrolled)> = self.enrolled.iter().collect();
        enrolled.sort_by_key(|(_, one)| one.place);
        let enrolled = enrolled.into_iter();
        enrolled
            .map(|(id, one)| self.student(id, &one.name))
            .collect()
    }

    /// A student of this class.
    pub fn student(&self, id: &str, name: &str) -> Student {
        Student {
            class: self.name.clone(),
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Keeps what grading found. Gives the file.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn keep(&self, grades: &Grades) -> Result<PathBuf, NoClass> {
        self.replace(GRADES, &json(grades))
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, NoClass> {
        let path = self.place.join(name);
        match Disk::default().replace(&path, bytes) {
            Ok(()) => Ok(path),
            Err(why) => Err(NoClass::Disk(path, why)),
        }
    }
}

/// What grading found in the class in `place` last. No key is needed to read it.
///
/// # Errors
/// Nothing was graded, or the file is not what it should be.
pub fn graded(place: &Path) -> Result<Grades, NoClass> {
    let path = place.join(GRADES);
    match fs::read(&path) {
        Ok(bytes) => {
            let grades: Grades = parsed(&path, &bytes)?;
            match grades.version > crate::exercise::class::grades::VERSION {
                true => Err(NoClass::Newer(path, grades.version)),
                false => Ok(grades),
            }
        }
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err(NoClass::Disk(path, why)),
        Err(_) if place.join(CLASS).exists() => Err(NoClass::NotGraded(path)),
        Err(_) => Err(NoClass::None(place.to_path_buf())),
    }
}

fn parsed<T: for<'d> Deserialize<'d>>(path: &Path, bytes: &[u8]) -> Result<T, NoClass> {
    serde_json::from_slice(bytes)
        .map_err(|why| NoClass::Damaged(path.to_path_buf(), why.to_string()))
}

fn json(what: &impl Serialize) -> Vec<u8> {
    // Nothing of it fails to be JSON: keys are texts.
    let mut bytes = serde_json::to_vec_pretty(what).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Deserialize, Serialize)]
struct Written {
    format: String,
    version: u32,
    made_by: String,
    name: String,
    made: String,
    exercises: Vec<u8>,
}
