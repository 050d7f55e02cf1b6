//! Files and folders for their owner alone, from the first byte on.
//!
//! Where the system has modes, a file is 0600 and a folder 0700. Where it has none (Windows), what lies below a user's own folder
//! is kept from others by inheritance: nothing is set there, and nothing is found open.

use std::fs::{DirBuilder, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// How a private file is opened or made.
pub fn file() -> OpenOptions {
    #[allow(unused_mut, reason = "only a system with modes changes it")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// How a private folder is made.
pub fn folder() -> DirBuilder {
    #[allow(unused_mut, reason = "only a system with modes changes it")]
    let mut maker = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker
}

/// The mode of what others can read, write or enter; none if nobody else can.
pub fn open_to_others(found: &Metadata) -> Option<u32> {
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o7777;
        (mode & 0o077 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        None
    }
}

/// Keeps others out of what is there, and gives the mode it has then.
///
/// # Errors
/// Those of the file system.
pub fn close(path: &Path, found: &Metadata) -> io::Result<u32> {
    let mode = if found.is_dir() { 0o700 } else { 0o600 };
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(mode)
}
