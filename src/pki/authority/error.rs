//! Why the authority does not do what it was asked, in both languages, with what to try.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::text::Text;
use crate::text;

/// Why the authority does not do what it was asked.
#[derive(Debug)]
pub enum Fault {
    /// There is no authority in the folder.
    Missing(PathBuf),
    /// What is in the folder is an authority without its log, or with an empty one.
    Lost(PathBuf),
    /// There is something in the folder already.
    Taken {
        /// Where.
        folder: PathBuf,
        /// What: the name of the authority there, if it is one.
        authority: Option<String>,
    },
    /// The file system refuses.
    Disk {
        /// What was being done, to which file.
        path: PathBuf,
        /// What it says.
        why: io::Error,
    },
    /// This line of the log is not what was written.
    Log {
        /// The log.
        path: PathBuf,
        /// The line.
        line: u64,
    },
    /// The log says things that cannot all be true; what.
    Story(String),
    /// Others can read a private key.
    Open {
        /// The key.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// A private key cannot be used; what is wrong, what to try.
    Key {
        /// The key.
        path: PathBuf,
        /// What is wrong with it.
        why: Text,
        /// What to try.
        hint: Text,
    },
    /// The key does not belong to the certificate beside it.
    OtherKey(PathBuf),
    /// The operating system gave no randomness, or a key could not be made.
    NoKey,
    /// A certificate or list could not be built.
    Build(rcgen::Error),
    /// A moment that certificates cannot express.
    Moment,
    /// What was handed in is not what it should be; what, and what to try.
    Unread {
        /// What it is not.
        what: Text,
        /// What to try.
        hint: Text,
    },
    /// Policy refuses; what, and what to try.
    Refused {
        /// What is refused and why.
        what: Text,
        /// What to try.
        hint: Text,
    },
}

/// What came of it, or why nothing.
pub type Result<T> = std::result::Result<T, Fault>;

impl Fault {
    /// For `map_err` on what was done to `path`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |why| Self::Disk {
            path: path.to_path_buf(),
            why,
        }
    }

    /// What policy refuses.
    pub fn refused(what: Text, hint: Text) -> Self {
        Self::Refused { what, hint }
    }

    /// What is wrong. No capital, no full stop.
    pub fn says(&self) -> Text {
        match self {
            Self::Missing(folder) => {
                text!(en: "there is no certificate authority in {place}", ko: "인증 기관이 없음: {place}", place = folder.display())
            }
            Self::Lost(folder) => {
                text!(en: "the log of {place} is lost or empty, and without it nobody knows what this authority signed", ko: "로그가 없거나 비어 있어 무엇에 서명했는지 알 수 없는 인증 기관: {place}", place = folder.display())
            }
            Self::Taken {
                folder,
                authority: Some(name),
            } => {
                text!(en: "{place} already holds the authority {name:?}", ko: "이미 인증 기관이 있음: {place} ({name:?})", place = folder.display())
            }
            Self::Taken {
                folder,
                authority: None,
            } => {
                text!(en: "{place} is not empty and is no authority", ko: "비어 있지 않고 인증 기관도 아닌 폴더: {place}", place = folder.display())
            }
            Self::Disk { path, why } => disk(path, why),
            Self::Log { path, line } => {
                text!(en: "{place}: line {line} was changed, removed or added by another hand", ko: "{place}: {line}번 줄이 바뀌었거나, 빠졌거나, 다른 손으로 더해졌다", place = path.display())
            }
            Self::Story(what) => {
                text!(en: "the log contradicts itself: {what}", ko: "로그가 스스로 어긋난다: {what}")
            }
            Self::Open { path, mode } => {
                text!(en: "{place} is a private key that others can read (mode {mode:04o})", ko: "다른 사용자가 읽을 수 있는 개인 키: {place} (모드 {mode:04o})", place = path.display())
            }
            Self::Key { path, why, .. } => {
                let (en, ko) = (&why.en, &why.ko);
                text!(en: "{place}: {en}", ko: "{place}: {ko}", place = path.display())
            }
            Self::OtherKey(path) => {
                text!(en: "{place} is not the key of the certificate beside it", ko: "옆에 있는 인증서의 키가 아님: {place}", place = path.display())
            }
            Self::NoKey => Text::new(
                "no key could be made: the system gives no random bytes",
                "키를 만들 수 없음: 시스템이 난수를 주지 않는다",
            ),
            Self::Build(why) => {
                text!(en: "the certificate could not be built: {why}", ko: "인증서를 만들 수 없음: {why}")
            }
            Self::Moment => Text::new(
                "a certificate cannot express that moment: years 1970 to 9999 can be",
                "인증서에 쓸 수 없는 시각이다. 1970년부터 9999년까지만 쓸 수 있다",
            ),
            Self::Unread { what, .. } | Self::Refused { what, .. } => what.clone(),
        }
    }

    /// What to try.
    pub fn hint(&self) -> Text {
        match self {
            Self::Missing(_) => Text::new(
                "make one with `tlslab ca init`, or name its folder with --dir",
                "`tlslab ca init` 로 만들거나 --dir 로 폴더를 준다",
            ),
            Self::Lost(folder) => {
                text!(en: "bring {place}/log back from a backup; if there is none, move the folder away and found a new authority with `tlslab ca init`", ko: "백업에서 {place}/log 파일을 되살린다. 백업이 없으면 폴더를 치우고 `tlslab ca init` 로 새 인증 기관을 만든다", place = folder.display())
            }
            Self::Taken { .. } => Text::new(
                "use it as it is, or name another folder with --dir; nothing is ever overwritten",
                "그대로 쓰거나 --dir 로 다른 폴더를 준다. 덮어쓰는 일은 없다",
            ),
            Self::Disk { why, .. } => match why.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Text::new(
                    "make room and run the command again: what could not be finished was taken back",
                    "자리를 만들고 다시 실행한다. 끝내지 못한 것은 되돌려 놓았다",
                ),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Text::new(
                    "work as the user who owns the folder, on a disk that may be written; nothing was changed",
                    "폴더의 주인인 사용자로, 쓸 수 있는 디스크에서 실행한다. 바뀐 것은 없다",
                ),
                _ => Text::new(
                    "`tlslab ca check` says what state the folder is in",
                    "`tlslab ca check` 로 폴더의 상태를 볼 수 있다",
                ),
            },
            Self::Log { .. } | Self::Story(_) => Text::new(
                "bring the log back from a backup; until then nothing is issued",
                "백업에서 로그를 되살린다. 그때까지는 아무것도 발급하지 않는다",
            ),
            Self::Open { path, .. } => {
                text!(en: "chmod 600 {place}, and think about who may have copied it", ko: "chmod 600 {place} 를 실행하고, 누가 복사했을지 생각해 본다", place = path.display())
            }
            Self::Key { hint, .. } | Self::Unread { hint, .. } | Self::Refused { hint, .. } => {
                hint.clone()
            }
            Self::OtherKey(_) => Text::new(
                "bring the right key back from a backup",
                "백업에서 맞는 키를 되살린다",
            ),
            Self::NoKey | Self::Build(_) | Self::Moment => Text::EMPTY,
        }
    }
}

/// What the file system says of `path`.
pub fn disk(path: &Path, why: &io::Error) -> Text {
    let place = path.display();
    match why.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            text!(en: "no space left for {place}", ko: "남은 자리가 없음: {place}")
        }
        io::ErrorKind::PermissionDenied => {
            text!(en: "no permission for {place}", ko: "권한이 없음: {place}")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            text!(en: "{place} is on a disk that is read-only", ko: "읽기 전용 디스크에 있음: {place}")
        }
        io::ErrorKind::NotFound => text!(en: "{place} is missing", ko: "없음: {place}"),
        _ => text!(en: "{place}: {why}", ko: "{place}: {why}"),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says().en)
    }
}

impl std::error::Error for Fault {}
