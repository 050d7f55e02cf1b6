//! The files of an entry: its folder holds the broken case, `fixed` below it the twin.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::app::cert::gallery::readme;
use crate::app::draft::Draft;
use crate::base::text::Lang;
use crate::pki::armor::armored;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::key::Key;

/// Where the entry called `name` is, below `folder`.
pub(super) fn folder_of(folder: &Path, entry: &Entry) -> PathBuf {
    folder.join(entry.name)
}

/// Writes both cases of `entry` below `folder`, each with a page that says what it is.
///
/// # Errors
/// The place and what the system says.
pub(super) fn write(
    folder: &Path,
    entry: &Entry,
    pair: &Pair,
    lang: Lang,
) -> Result<(), (PathBuf, io::Error)> {
    let own = folder_of(folder, entry);
    write_case(&own, &pair.broken)?;
    write_case(&own.join("fixed"), &pair.fixed)?;
    for (folder, page) in [
        (own.join("fixed"), readme::of_twin(entry, &pair.fixed)),
        (own, readme::of_entry(entry, &pair.broken)),
    ] {
        public(&folder.join("README.md"), page.say(lang).as_bytes())?;
    }
    Ok(())
}

fn write_case(folder: &Path, case: &Case) -> Result<(), (PathBuf, io::Error)> {
    fs::create_dir_all(folder).map_err(|why| (folder.to_path_buf(), why))?;
    let certificates = |name: &str, ders: &[Vec<u8>]| match ders.is_empty() {
        true => gone(&folder.join(name)),
        false => public(&folder.join(name), bundle("CERTIFICATE", ders).as_bytes()),
    };
    let leaf = Some(&case.leaf).filter(|leaf| !leaf.is_empty()).cloned();
    certificates("leaf.pem", leaf.as_slice())?;
    certificates("chain.pem", &case.sent)?;
    certificates("fullchain.pem", &case.chain())?;
    certificates("root.pem", &case.roots)?;
    match case.crls.is_empty() {
        true => gone(&folder.join("crl.pem"))?,
        false => public(
            &folder.join("crl.pem"),
            bundle("X509 CRL", &case.crls).as_bytes(),
        )?,
    }
    match &case.staple {
        None => gone(&folder.join("ocsp.der"))?,
        Some(answer) => public(&folder.join("ocsp.der"), answer)?,
    }
    if let Some(asker) = &case.asker {
        certificates("server.pem", &asker.chain)?;
        private(&folder.join("server-key.pem"), &asker.key)?;
    }
    private(&folder.join("key.pem"), case.signs_with())
}

/// One PEM file of several documents.
fn bundle(label: &str, ders: &[Vec<u8>]) -> String {
    ders.iter().map(|der| armored(label, der)).collect()
}

fn public(place: &Path, bytes: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    fs::write(place, bytes).map_err(|why| (place.to_path_buf(), why))
}

/// A file of an earlier run must not stand beside those of this one.
fn gone(place: &Path) -> Result<(), (PathBuf, io::Error)> {
    match fs::remove_file(place) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err((place.to_path_buf(), why)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A private key, readable by its owner alone from its first byte.
fn private(place: &Path, key: &Key) -> Result<(), (PathBuf, io::Error)> {
    // Whatever stood there, and whoever could read it, is not written into.
    gone(place)?;
    let written = Draft::begin(place).and_then(|mut draft| {
        draft.write_all(armored("PRIVATE KEY", &key.pkcs8).as_bytes())?;
        draft.finish()
    });
    written.map_err(|why| (place.to_path_buf(), why))
}
