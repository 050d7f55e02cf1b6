//! Why a student's command does not do what it was asked, in both languages, with what to try.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::text::Text;
use crate::exercise::kind::Unfit;
use crate::exercise::pack::NoPack;
use crate::exercise::student::record::Who;
use crate::pki::authority::error;
use crate::text;

/// Why a student's command does not do what it was asked.
#[derive(Debug)]
pub enum Fault {
    /// The file system refuses.
    Disk {
        /// Which file.
        path: PathBuf,
        /// What it says.
        why: io::Error,
    },
    /// This line of a log is not what was written.
    Log {
        /// The log.
        path: PathBuf,
        /// The line.
        line: u64,
    },
    /// The file with the key of somebody who studies alone is no key.
    Identity(PathBuf),
    /// The operating system gave no randomness.
    NoKey,
    /// A file that should be a pack is none.
    Pack {
        /// The file.
        path: PathBuf,
        /// Why.
        why: NoPack,
    },
    /// A pack names a file that would lie outside the task folder.
    Outside {
        /// The pack.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// The pack is of somebody else than the one whose home this is.
    Stranger {
        /// Whose home it is.
        here: Who,
        /// Whose pack it is: class and student.
        pack: (String, String),
    },
    /// The exercise was not begun.
    NotBegun(u8),
    /// The exercise is not in the pack.
    NotInPack(u8),
    /// The pack has another version of the exercise than the program: first that of the pack.
    Version(u8, u32, u32),
    /// The exercise was begun in another version than the program has.
    Begun(u8, u32, u32),
    /// Another variant was begun than the one that is the student's now.
    Changed(u8),
    /// A file in the task folder cannot be taken; why.
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: NoFile,
    },
    /// The exercise is at fault.
    Unfit(Unfit),
}

/// Why a file in the task folder cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    Special,
    /// It is longer than [`MOST`](crate::exercise::student::folder::MOST) bytes.
    Long,
}

/// What came of it, or why nothing.
pub type Result<T> = std::result::Result<T, Fault>;

impl From<error::Fault> for Fault {
    fn from(fault: error::Fault) -> Self {
        match fault {
            error::Fault::Disk { path, why } => Self::Disk { path, why },
            // Nothing else is done there for a student.
            other => Self::Unfit(Unfit::new(other)),
        }
    }
}

impl Fault {
    /// For `map_err` on what was done to `path`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |why| Self::Disk {
            path: path.to_path_buf(),
            why,
        }
    }

    /// What is wrong. No capital, no full stop.
    pub fn says(&self) -> Text {
        match self {
            Self::Disk { path, why } => error::disk(path, why),
            Self::Log { path, line } => {
                text!(en: "{place}: line {line} was changed, removed or added by another hand", ko: "{place}: {line}번 줄이 바뀌었거나, 빠졌거나, 다른 손으로 더해졌다", place = path.display())
            }
            Self::Identity(path) => {
                text!(en: "{place} is not the key that was written there", ko: "기록해 둔 키가 아님: {place}", place = path.display())
            }
            Self::NoKey => Text::new(
                "the system gives no random bytes",
                "시스템이 난수를 주지 않는다",
            ),
            Self::Pack { path, why } => no_pack(path, why),
            Self::Outside { path, name } => {
                text!(en: "{place}: the pack names a file outside the task folder: {name:?}", ko: "{place}: 문제 폴더 밖의 파일을 가리키는 꾸러미: {name:?}", place = path.display())
            }
            Self::Stranger { here, pack } => {
                let (class, student) = pack;
                match here {
                    Who::Alone => {
                        text!(en: "the pack of {student} in {class} does not belong here", ko: "여기에 맞지 않는 꾸러미: {class}, {student}")
                    }
                    Who::Of {
                        class: ours,
                        student: who,
                        ..
                    } => {
                        text!(en: "this folder is that of {who} in {ours}; the pack is for {student} in {class}", ko: "이 폴더의 주인은 {ours}, {who}. 꾸러미의 주인은 {class}, {student}")
                    }
                }
            }
            Self::NotBegun(number) => {
                text!(en: "exercise {number} was not begun", ko: "시작하지 않은 연습 문제: {number}번")
            }
            Self::NotInPack(number) => {
                text!(en: "exercise {number} is not in the pack of your class", ko: "수업 꾸러미에 없는 연습 문제: {number}번")
            }
            Self::Version(number, pack, program) => match pack < program {
                true => {
                    text!(en: "exercise {number} is version {pack} in your pack, older than version {program} in this program", ko: "{number}번 문제는 꾸러미에서 버전 {pack}, 이 프로그램에서는 더 새로운 버전 {program}")
                }
                false => {
                    text!(en: "exercise {number} is version {pack} in your pack, newer than version {program} in this program", ko: "{number}번 문제는 꾸러미에서 버전 {pack}, 이 프로그램에서는 더 오래된 버전 {program}")
                }
            },
            Self::Begun(number, then, now) => {
                text!(en: "exercise {number} was begun in version {then}; it is version {now} now, with other data", ko: "{number}번 문제를 시작할 때는 버전 {then}, 지금은 자료가 다른 버전 {now}")
            }
            Self::Changed(number) => {
                text!(en: "your data for exercise {number} are others now than when you began it; the program may be a newer one", ko: "{number}번 문제의 자료가 시작할 때와 달라졌다. 프로그램이 새 판으로 바뀌었을 수 있다")
            }
            Self::File { path, why } => {
                let place = path.display();
                match why {
                    NoFile::Folder => {
                        text!(en: "{place} is a folder; a file is asked for", ko: "파일이 있어야 하는데 폴더임: {place}")
                    }
                    NoFile::Special => {
                        text!(en: "{place} is a pipe or a device; an ordinary file is asked for", ko: "보통 파일이 있어야 하는데 파이프나 장치임: {place}")
                    }
                    NoFile::Long => {
                        text!(en: "{place} is longer than 1 MiB, the most that is taken", ko: "받을 수 있는 1 MiB보다 긴 파일: {place}")
                    }
                }
            }
            Self::Unfit(why) => {
                text!(en: "the exercise is at fault: {why}", ko: "문제에 잘못이 있다: {why}")
            }
        }
    }

    /// What to try; `flag` stands behind commands that concern the same home.
    pub fn hint(&self, flag: &str) -> Text {
        match self {
            Self::Disk { why, .. } => match why.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Text::new(
                    "make room and run the command again; nothing of yours was lost",
                    "자리를 만들고 다시 실행한다. 잃은 것은 없다",
                ),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Text::new(
                    "work in a folder of your own on a disk that may be written: --dir FOLDER, or TLSLAB_EXERCISES=FOLDER",
                    "쓸 수 있는 디스크에 있는 내 폴더에서 한다: --dir 폴더, 또는 TLSLAB_EXERCISES=폴더",
                ),
                _ => Text::new(
                    "your exercises lie in ~/tlslab-exercises, or where --dir FOLDER or TLSLAB_EXERCISES says",
                    "연습 문제는 ~/tlslab-exercises 에, 또는 --dir 폴더나 TLSLAB_EXERCISES 가 가리키는 곳에 있다",
                ),
            },
            Self::Log { path, .. } => {
                text!(
                    en: "bring {place} back from a backup, or move it away and go on without it: what it recorded is then not counted; your files stay",
                    ko: "백업에서 {place} 파일을 되살리거나, 다른 곳으로 옮기고 그것 없이 계속한다. 그러면 거기 적힌 것은 세지 않는다. 파일은 그대로 있다",
                    place = path.display(),
                )
            }
            Self::Identity(path) => {
                text!(en: "bring {place} back from a backup, or begin in another folder with --dir", ko: "백업에서 {place} 파일을 되살리거나, --dir 로 다른 폴더에서 시작한다", place = path.display())
            }
            Self::NoKey => Text::EMPTY,
            Self::Pack { .. } | Self::Outside { .. } => Text::new(
                "ask your teacher for your pack again: a file NAME.json, made by `tlslab exercise class`",
                "선생님께 꾸러미를 다시 받는다. `tlslab exercise class` 로 만든 학번.tlslab-pack 파일이다",
            ),
            Self::Stranger { .. } => Text::new(
                "give this pack a folder of its own: `tlslab exercise join PACK --dir FOLDER`, and --dir FOLDER with each command",
                "이 꾸러미에 따로 폴더를 준다: `tlslab exercise join 꾸러미 --dir 폴더`. 다음 명령에도 --dir 폴더를 붙인다",
            ),
            Self::NotBegun(number) => {
                text!(en: "`tlslab exercise start {number}{flag}` begins it", ko: "`tlslab exercise start {number}{flag}` 로 시작한다")
            }
            Self::NotInPack(_) => {
                text!(en: "`tlslab exercise list{flag}` shows those that are", ko: "`tlslab exercise list{flag}` 로 있는 것을 볼 수 있다")
            }
            Self::Version(_, pack, program) => match pack < program {
                true => Text::new(
                    "ask your teacher for a new pack, or for the tlslab the class works with",
                    "선생님께 새 꾸러미나, 수업에서 쓰는 버전의 tlslab을 부탁한다",
                ),
                false => Text::new(
                    "ask your teacher which tlslab the class works with, and install that",
                    "수업에서 어느 버전의 tlslab을 쓰는지 선생님께 묻고 그것을 설치한다",
                ),
            },
            Self::Begun(number, ..) | Self::Changed(number) => {
                text!(en: "`tlslab exercise reset {number}{flag}` begins it anew; your files are put aside, not removed", ko: "`tlslab exercise reset {number}{flag}` 로 새로 시작한다. 파일은 지우지 않고 옆에 치워 둔다")
            }
            Self::File { .. } => Text::new(
                "put what is asked for under that name; TASK.md says what it is",
                "그 이름으로 요구된 것을 둔다. TASK.md에 무엇인지 적혀 있다",
            ),
            Self::Unfit(_) => Text::new(
                "tell those who write tlslab: it is not your mistake",
                "tlslab을 만드는 사람들에게 알린다. 내 잘못이 아니다",
            ),
        }
    }
}

fn no_pack(path: &Path, why: &NoPack) -> Text {
    let place = path.display();
    match why {
        NoPack::Else => {
            text!(en: "{place} is no pack of tlslab", ko: "tlslab 꾸러미가 아님: {place}")
        }
        NoPack::Damaged(what) => {
            text!(en: "{place} is a pack, and damaged: {what}", ko: "손상된 꾸러미: {place} ({what})")
        }
        NoPack::Newer(version) => {
            text!(en: "{place} is a pack of version {version}, made by a newer tlslab than this one", ko: "이 프로그램보다 새로운 tlslab이 만든 버전 {version} 꾸러미: {place}")
        }
    }
}
