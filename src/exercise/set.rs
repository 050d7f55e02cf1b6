//! The set of exercises: the one in the program, or one in a folder that somebody is writing.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::exercise::task::Exercise;
use crate::exercise::written::{Track, Unreadable, read, tracks};

/// Exercises in the order of their numbers, and the tracks through them.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// The exercises.
    pub exercises: Vec<Exercise>,
    /// The tracks.
    pub tracks: Vec<Track>,
}

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/exercises");

static OURS: LazyLock<Result<Set, Unreadable>> = LazyLock::new(|| {
    let folders = FOLDER.dirs().filter_map(|dir| dir.path().to_str());
    let file = |place: &str| FOLDER.get_file(place)?.contents_utf8().map(str::to_owned);
    Set::of(folders.map(str::to_owned), &file)
});

impl Set {
    /// The set that is in the program.
    ///
    /// # Errors
    /// One of its files is not as it should be; a test sees to it that none is.
    pub fn ours() -> Result<&'static Self, &'static Unreadable> {
        OURS.as_ref()
    }

    /// The set in `folder`, read anew.
    ///
    /// # Errors
    /// A file that is missing, or is not as it should be.
    pub fn open(folder: &Path) -> Result<Self, Unreadable> {
        let unreadable =
            |why: std::io::Error| Unreadable::Unfit(folder.display().to_string(), why.to_string());
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.path().is_dir() {
                folders.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        let file = |place: &str| fs::read_to_string(folder.join(place)).ok();
        Self::of(folders.into_iter(), &file)
    }

    fn of(
        folders: impl Iterator<Item = String>,
        file: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Unreadable> {
        let mut exercises = folders
            .map(|folder| read(&folder, &|name| file(&format!("{folder}/{name}"))))
            .collect::<Result<Vec<_>, _>>()?;
        exercises.sort_by_key(|exercise| exercise.number);
        let twice = exercises
            .windows(2)
            .find(|two| matches!(two, [a, b] if a.number == b.number));
        if let Some([a, b]) = twice {
            let why = format!("it has the number of {}", b.folder());
            return Err(Unreadable::Unfit(a.folder(), why));
        }
        let tracks = file("tracks.toml").map_or(Ok(Vec::new()), |written| tracks(&written))?;
        Ok(Self { exercises, tracks })
    }

    /// The exercise of this number.
    pub fn numbered(&self, number: u8) -> Option<&Exercise> {
        self.exercises.iter().find(|one| one.number == number)
    }

    /// The exercise somebody means by `typed`: its number, its name, or its folder.
    pub fn named(&self, typed: &str) -> Option<&Exercise> {
        let typed = typed.trim().trim_end_matches('/');
        self.exercises.iter().find(|one| {
            typed.parse() == Ok(one.number) || typed == one.name || typed == one.folder()
        })
    }
}
