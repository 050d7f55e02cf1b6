//! A folder for the authority of one test.

use std::fs;
use std::path::PathBuf;

/// A folder that is removed at the end.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let place = std::env::temp_dir().join(format!("tlslab-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).unwrap();
        Self(place)
    }

    pub(crate) fn ca(&self) -> PathBuf {
        self.0.join("ca")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
