//! Where a capture comes from: a file, or standard input, which can be read again only from a copy.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::SpooledTempFile;

use crate::app::refusal::{self, Refusal};
use crate::base::text::Text;
use crate::text;

/// Bytes of standard input kept in memory before a file takes them.
const IN_MEMORY: usize = 1 << 20;

/// A capture that was named.
#[derive(Debug)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, with what was read of it so far.
    Standard(Copied),
}

type Copied = Arc<Mutex<Kept>>;

/// What is kept of standard input.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Its first bytes, which tell what it is.
    head: Vec<u8>,
    /// All that passed through, until nobody will want to read it again.
    copy: Option<Copy>,
}

/// A copy of what passed through.
#[derive(Debug)]
struct Copy {
    file: SpooledTempFile,
    length: u64,
}

impl Copy {
    /// Reads from `at` on; nothing: it ends there.
    fn read(&mut self, at: u64, room: &mut [u8]) -> io::Result<usize> {
        if at >= self.length {
            return Ok(0);
        }
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read(room)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(bytes)?;
        self.length = self.length.saturating_add(bytes.len() as u64);
        Ok(())
    }
}

/// Bytes that are enough to tell what a file is.
const HEAD: usize = 1024;

impl Input {
    /// The capture that `place` names; `-` is standard input.
    pub(super) fn new(place: &Path) -> Self {
        match place.as_os_str() == "-" {
            true => Self::Standard(Arc::default()),
            false => Self::File(place.to_path_buf()),
        }
    }

    /// What it is called in what is said of it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(place) => place.display().to_string(),
            Self::Standard(_) => "-".to_owned(),
        }
    }

    /// Opens it for the first reading.
    ///
    /// # Errors
    /// A [`Refusal`] that says why it cannot be read.
    pub(super) fn open(&self) -> Result<Box<dyn Read + Send>, Refusal> {
        match self {
            Self::File(place) => match File::open(place) {
                Ok(file) if file.metadata().is_ok_and(|kind| kind.is_dir()) => Err(unreadable(
                    place,
                    &io::Error::from(io::ErrorKind::IsADirectory),
                )),
                Ok(file) => Ok(Box::new(file)),
                Err(why) => Err(unreadable(place, &why)),
            },
            Self::Standard(copied) => Ok(Box::new(Copying {
                copied: Arc::clone(copied),
                at: 0,
            })),
        }
    }

    /// It may be wanted again: what passes of standard input is copied from now on.
    pub(super) fn keep(&self) {
        if let Self::Standard(copied) = self {
            kept(copied).copy = Some(Copy {
                file: SpooledTempFile::new(IN_MEMORY),
                length: 0,
            });
        }
    }

    /// Opens it for another reading, of what was there the first time.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub(super) fn again(&self) -> Result<Box<dyn Read + Send>, Refusal> {
        match self {
            Self::File(_) => self.open(),
            Self::Standard(copied) if kept(copied).copy.is_none() => Ok(Box::new(io::empty())),
            Self::Standard(_) => self.open(),
        }
    }

    /// Its size, where that is known before it is read.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::File(place) => {
                let kind = place.metadata().ok()?;
                kind.is_file().then_some(kind.len())
            }
            Self::Standard(_) => None,
        }
    }

    /// Whether secrets may stand in it behind packets that need them, and it can be read for them first.
    pub(super) fn may_hide_secrets(&self) -> bool {
        /// What is compressed takes longer to read twice.
        const SHORT: u64 = 32 << 20;
        let Some(size) = self.size() else {
            return false;
        };
        match self.head().first_chunk() {
            Some([0x0a, 0x0d, 0x0d, 0x0a]) => true,
            Some([0x1f, 0x8b, _, _] | [0x28, 0xb5, 0x2f, 0xfd]) => size <= SHORT,
            Some(_) | None => false,
        }
    }

    /// Its first bytes, as far as they can be had.
    pub(super) fn head(&self) -> Vec<u8> {
        match self {
            Self::File(place) => {
                let mut head = Vec::new();
                if let Ok(file) = File::open(place) {
                    // What cannot be read cannot be shown either.
                    let _ = file.take(HEAD as u64).read_to_end(&mut head);
                }
                head
            }
            Self::Standard(copied) => kept(copied).head.clone(),
        }
    }

    /// Nobody will read it again.
    pub(super) fn once(&self) {
        if let Self::Standard(copied) = self {
            kept(copied).copy = None;
        }
    }
}

fn kept(copied: &Copied) -> MutexGuard<'_, Kept> {
    copied.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard input on its way into the program and into a copy: what passed already comes from there, so that several can read it,
/// each from its beginning, while it still grows.
struct Copying {
    copied: Copied,
    at: u64,
}

impl Copying {
    /// What stands in the copy; nothing: no more than was read already.
    fn passed(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut kept = kept(&self.copied);
        let Some(copy) = &mut kept.copy else {
            return Ok(0);
        };
        let n = copy.read(self.at, room)?;
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }
}

impl Read for Copying {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let passed = self.passed(room)?;
        if passed > 0 || room.is_empty() {
            return Ok(passed);
        }
        let mut stdin = io::stdin().lock();
        // While this one waited, another may have read on.
        let passed = self.passed(room)?;
        if passed > 0 {
            return Ok(passed);
        }
        let n = stdin.read(room)?;
        self.at = self.at.saturating_add(n as u64);
        let bytes = room.get(..n).unwrap_or_default();
        let mut kept = kept(&self.copied);
        let wanting = HEAD.saturating_sub(kept.head.len()).min(n);
        kept.head
            .extend_from_slice(bytes.get(..wanting).unwrap_or_default());
        if let Some(copy) = &mut kept.copy
            && copy.append(bytes).is_err()
        {
            // No room for a copy: then there is no second reading, and the first goes on.
            kept.copy = None;
        }
        Ok(n)
    }
}

/// Why a capture that was named cannot be read; what to try is said for captures.
pub(super) fn unreadable(place: &Path, why: &io::Error) -> Refusal {
    let refusal = refusal::unreadable(place, why);
    let name = place.display();
    let hint = match why.kind() {
        io::ErrorKind::PermissionDenied => Text::new(
            "captures made as root belong to root: copy it, or change its owner with chown",
            "root로 만든 캡처는 root의 것이다. 복사하거나 chown 으로 소유자를 바꾼다",
        ),
        io::ErrorKind::IsADirectory => {
            text!(en: "name the captures in it: tlslab inspect {name}/*.pcap*", ko: "그 안의 캡처를 지정한다: tlslab inspect {name}/*.pcap*")
        }
        _ => return refusal,
    };
    Refusal { hint, ..refusal }
}
