//! Why a command cannot go on, in both languages, with what to try and the exit code.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

use crate::base::text::Text;
use crate::text;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done and good: exit code 0.
    Good,
    /// Done, and the answer is no: exit code 1.
    No,
    /// Done as far as it goes; an input is damaged or could not be read, and that has been said: exit code 3.
    Damaged,
    /// The user ended it early, and what was found by then has been said: exit code 130.
    Stopped,
}

impl Answer {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Good => 0,
            Self::No => 1,
            Self::Damaged => 3,
            Self::Stopped => 130,
        }
    }
}

/// Why a command did not do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Wrong usage: exit code 2.
    Usage,
    /// An input cannot be read or is not what it claims: exit code 3.
    Input,
    /// The environment lacks something: exit code 4.
    Environment,
}

impl Lack {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Input => 3,
            Self::Environment => 4,
        }
    }
}

/// An error for a person: what and where, and what to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong. No capital, no full stop.
    pub what: Text,
    /// What to try; empty: nothing comes to mind.
    pub hint: Text,
    /// Which exit code.
    pub lack: Lack,
}

impl Refusal {
    /// Standard input was given for both of two inputs.
    pub fn read_twice() -> Self {
        Self::usage(
            Text::new(
                "standard input can be read once only",
                "표준 입력은 한 번만 읽을 수 있다",
            ),
            Text::new(
                "put one of the two in a file",
                "둘 가운데 하나를 파일에 담는다",
            ),
        )
    }

    /// Wrong usage.
    pub fn usage(what: Text, hint: Text) -> Self {
        Self {
            what,
            hint,
            lack: Lack::Usage,
        }
    }

    /// An input cannot be read or is not what it claims.
    pub fn input(what: Text, hint: Text) -> Self {
        Self {
            what,
            hint,
            lack: Lack::Input,
        }
    }

    /// The environment lacks something.
    pub fn environment(what: Text, hint: Text) -> Self {
        Self {
            what,
            hint,
            lack: Lack::Environment,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what.en)
    }
}

impl Error for Refusal {}

/// Why a file that was named cannot be read.
pub fn unreadable(place: &Path, why: &io::Error) -> Refusal {
    let name = place.display();
    let (what, hint) = match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => (
            text!(en: "{name}: there is no such file", ko: "{name}: 그런 파일이 없음"),
            Text::new(
                "check the name; ls shows what is there",
                "이름을 확인한다. ls 로 무엇이 있는지 볼 수 있다",
            ),
        ),
        io::ErrorKind::PermissionDenied => (
            text!(en: "{name}: you may not read it", ko: "{name}: 읽을 권한이 없음"),
            Text::new(
                "work as the user who owns it, or change its owner with chown",
                "파일의 주인인 사용자로 실행하거나 chown 으로 소유자를 바꾼다",
            ),
        ),
        io::ErrorKind::IsADirectory => (
            text!(en: "{name}: it is a folder", ko: "{name}: 폴더임"),
            Text::new("name a file in it", "그 안의 파일을 지정한다"),
        ),
        _ => (
            text!(en: "{name}: it cannot be read ({why})", ko: "{name}: 읽을 수 없음 ({why})"),
            Text::EMPTY,
        ),
    };
    Refusal::input(what, hint)
}
