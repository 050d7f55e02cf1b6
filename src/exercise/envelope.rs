//! What packs and submissions have alike: how a file says what it is and whose, and files in Base64.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::exercise::seed::Student;

/// What a file says of itself before anything else of it is read.
#[derive(Deserialize)]
pub struct Head {
    /// What it is.
    pub format: String,
    /// In which form.
    pub version: u32,
}

/// A student in a file; the class stands beside it.
#[derive(Deserialize, Serialize)]
pub struct Named {
    id: String,
    name: String,
}

impl From<&Student> for Named {
    fn from(student: &Student) -> Self {
        Self {
            id: student.id.clone(),
            name: student.name.clone(),
        }
    }
}

impl Named {
    /// The student, of this class.
    pub fn of(self, class: String) -> Student {
        Student {
            class,
            id: self.id,
            name: self.name,
        }
    }
}

/// Files by name, in Base64.
pub fn encoded(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let files = files.iter();
    files
        .map(|(name, bytes)| (name.clone(), STANDARD.encode(bytes)))
        .collect()
}

/// The files again; none if something is no Base64.
pub fn decoded(files: BTreeMap<String, String>) -> Option<BTreeMap<String, Vec<u8>>> {
    let files = files.into_iter();
    files
        .map(|(name, text)| Some((name, STANDARD.decode(text).ok()?)))
        .collect()
}
