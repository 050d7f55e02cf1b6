//! A folder of submissions, sorted: whose each is, which of several of one student counts, and which cannot count.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::class::grades::{Fate, Filed};
use crate::exercise::pack::Pack;
use crate::exercise::seed::Student;
use crate::exercise::submission::{NoSubmission, Submission};
use crate::exercise::task::Exercise;
use crate::text;

/// Larger files are not read: a submission is a few megabytes at most.
const LARGEST: u64 = 32 << 20;
/// How deep folders are looked into: learning platforms pack a folder a student.
const DEEPEST: usize = 4;

/// A file that was read, or could not be.
#[derive(Debug)]
pub struct Read {
    /// Its name below the folder.
    pub name: String,
    /// What is in it.
    pub content: Result<Submission, NoSubmission>,
}

/// A folder, sorted.
#[derive(Debug, Default)]
pub struct Intake {
    /// What counts, by the id of the student, with the name of the file.
    pub counted: BTreeMap<String, (String, Submission)>,
    /// All files, each with what became of it, in the order of their names.
    pub files: Vec<Filed>,
}

/// Reads every file in `folder` and below; files whose names begin with a dot are passed over, and so are links.
///
/// # Errors
/// The folder itself cannot be read.
pub fn read(folder: &Path) -> io::Result<Vec<Read>> {
    let mut names = Vec::new();
    list(folder, "", 0, &mut names)?;
    names.sort();
    let files = names.into_iter().map(|(name, path)| {
        let damaged = |why: String| Err(NoSubmission::Damaged(why));
        let content = match path.metadata() {
            Ok(found) if found.len() > LARGEST => damaged(format!("> {} MB", LARGEST >> 20)),
            Ok(_) => match fs::read(&path) {
                Ok(bytes) => Submission::read(&bytes),
                Err(why) => damaged(why.to_string()),
            },
            Err(why) => damaged(why.to_string()),
        };
        // By its name it was meant as one.
        let content = match content {
            Err(NoSubmission::Else) if meant(&name) => damaged(String::new()),
            other => other,
        };
        Read { name, content }
    });
    Ok(files.collect())
}

/// Whether a file of this name was meant as a submission: `submission.json`, as it is written, or `s1-submission.json`.
fn meant(name: &str) -> bool {
    let stem = Path::new(name).file_stem();
    stem.is_some_and(|stem| stem.to_string_lossy().ends_with("submission"))
}

/// Files below `folder`: the name each is shown by, and where it is, as the name may be no UTF-8.
fn list(
    folder: &Path,
    below: &str,
    depth: usize,
    names: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if own.starts_with('.') || kind.is_symlink() {
            continue;
        }
        let name = format!("{below}{own}");
        let inside = match kind.is_dir() {
            true if depth < DEEPEST => list(&entry.path(), &format!("{name}/"), depth + 1, names),
            true => Err(io::ErrorKind::IsADirectory.into()),
            false => Ok(()),
        };
        // A folder that cannot be looked into stops nothing: it is named as a file that cannot be read.
        if kind.is_file() || inside.is_err() {
            names.push((name, entry.path()));
        }
    }
    Ok(())
}

/// Sorts what was read, for the `students` of the class and its `exercises`.
pub fn sort(
    class: &Class,
    students: &[Student],
    exercises: &[&Exercise],
    all: Vec<Read>,
) -> Intake {
    let mut intake = Intake::default();
    let mut marks = BTreeMap::new();
    for Read { name, content } in all {
        let submission = match content {
            Ok(submission) => submission,
            Err(why) => {
                intake.file(name, unread(&why), None);
                continue;
            }
        };
        let id = submission.student.id.clone();
        let fate = refused(class, students, exercises, &submission, &mut marks);
        if let Some(fate) = fate {
            intake.file(name, fate, Some(id));
            continue;
        }
        let Some((earlier, counted)) = intake.counted.remove(&id) else {
            intake.file(name.clone(), (Fate::Counts, counts()), Some(id.clone()));
            intake.counted.insert(id, (name, submission));
            continue;
        };
        // The one with the longer log of the same beginning; else the one whose name comes later.
        let why = match (
            extends(&submission, &counted),
            extends(&counted, &submission),
        ) {
            (false, true) => Better::LogOf(earlier.clone()),
            (true, false) => Better::LogOf(name.clone()),
            (true, true) | (false, false) => Better::NameOf(name.clone()),
        };
        let (Better::LogOf(kept) | Better::NameOf(kept)) = &why;
        let newer = *kept == name;
        let lost = if newer { &earlier } else { &name };
        let other = (Fate::Superseded, why.says());
        match newer {
            true => {
                if let Some(file) = intake.files.iter_mut().find(|file| file.name == *lost) {
                    (file.fate, file.says) = (other.0, other.1.into());
                }
                intake.file(name.clone(), (Fate::Counts, counts()), Some(id.clone()));
                intake.counted.insert(id, (name, submission));
            }
            false => {
                intake.file(name, other, Some(id.clone()));
                intake.counted.insert(id, (earlier, counted));
            }
        }
    }
    intake
}

/// Why one of two counts.
enum Better {
    /// Its log goes on where the other's ends.
    LogOf(String),
    /// Its name comes later.
    NameOf(String),
}

impl Better {
    fn says(&self) -> Text {
        match self {
            Self::LogOf(kept) => text!(
                en: "{kept} counts: its log goes on where this one's ends",
                ko: "대신 계산한 파일: {kept}. 그 로그가 이 로그에 이어진다",
            ),
            Self::NameOf(kept) => text!(
                en: "{kept} counts: it is from the same student, and its name comes later",
                ko: "대신 계산한 파일: {kept}. 같은 학생의 것이고 이름 순서가 뒤이다",
            ),
        }
    }
}

impl Intake {
    fn file(&mut self, name: String, (fate, says): (Fate, Text), student: Option<String>) {
        self.files.push(Filed {
            name,
            fate,
            student,
            says: says.into(),
        });
    }
}

/// Whether the log of `one` begins with all of the log of `other`.
fn extends(one: &Submission, other: &Submission) -> bool {
    one.log.starts_with(&other.log)
}

fn counts() -> Text {
    Text::new("counts", "계산한다")
}

fn unread(why: &NoSubmission) -> (Fate, Text) {
    match why {
        NoSubmission::Else => (
            Fate::Else,
            Text::new("no submission of tlslab", "tlslab 제출 파일이 아니다"),
        ),
        NoSubmission::Damaged(why) if why.is_empty() => (
            Fate::Damaged,
            Text::new(
                "damaged: nothing of it can be read; ask for it again",
                "손상되어 아무것도 읽을 수 없다. 다시 받는다",
            ),
        ),
        NoSubmission::Damaged(why) => (
            Fate::Damaged,
            text!(
                en: "damaged ({why}); ask for it again",
                ko: "손상되었다 ({why}). 다시 받는다",
            ),
        ),
        NoSubmission::Newer(version) => (
            Fate::Newer,
            text!(
                en: "of version {version}, which a newer tlslab wrote; update this one",
                ko: "더 새로운 tlslab이 쓴 버전 {version} 파일이다. 이 tlslab을 갱신한다",
            ),
        ),
    }
}

/// Why a submission that can be read does not count in this class.
fn refused(
    class: &Class,
    students: &[Student],
    exercises: &[&Exercise],
    submission: &Submission,
    marks: &mut BTreeMap<String, Option<String>>,
) -> Option<(Fate, Text)> {
    let who = &submission.student;
    let (id, name) = (&who.id, &class.name);
    if submission.pack.is_empty() {
        return Some((
            Fate::SelfStudy,
            text!(
                en: "self-study by {id}: solved without a pack of this class, so with other data; ask them to join with their pack",
                ko: "{id} 학생의 혼자 공부: 이 수업의 꾸러미 없이 풀어 자료가 다르다. 꾸러미로 참가한 뒤 다시 내게 한다",
            ),
        ));
    }
    if who.class != *name {
        let other = &who.class;
        return Some((
            Fate::OtherClass,
            text!(en: "from another class: {other}", ko: "다른 수업에서 온 것: {other}"),
        ));
    }
    let Some(student) = students.iter().find(|student| student.id == *id) else {
        return Some((
            Fate::Unknown,
            text!(en: "nobody in the roster has the id {id}", ko: "명단에 없는 id: {id}"),
        ));
    };
    let enrolled = class.enrolled.get(id);
    let known = enrolled.is_some_and(|one| one.marks.contains(&submission.pack));
    // The list of marks may be lost; what was drawn with this key can be drawn again, once a student.
    let mut again = || {
        let mark = marks.entry(id.clone()).or_insert_with(|| {
            let drawn = Pack::draw(&class.key, student, exercises.iter().copied());
            drawn.ok().map(|pack| pack.mark)
        });
        mark.as_ref() == Some(&submission.pack)
    };
    match known || again() {
        true => None,
        false => Some((
            Fate::OtherPack,
            text!(
                en: "it names this class, and its pack was not made with the key of this class",
                ko: "이 수업의 이름을 대지만, 꾸러미가 이 수업의 키로 만들어지지 않았다",
            ),
        )),
    }
}
