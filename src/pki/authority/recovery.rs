//! The way in for whoever changes something: the lock, then what somebody who died left undone.
//!
//! What stands in the log has happened and is finished; what does not has not, and its leavings go.

use std::fs;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::pki::armor::armored;
use crate::pki::authority::disk::{Flush, Mischance};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::folder::Held;
use crate::pki::authority::publish;
use crate::pki::authority::serial::Serial;

/// Opens the authority in `place` to change it, and finishes what was begun. `waiting` is told if somebody else holds the
/// lock.
///
/// # Errors
/// Those of the folder.
pub fn enter(place: &Path, mischance: Mischance, waiting: &mut dyn FnMut()) -> Result<Held> {
    let held = Held::open(place, mischance, waiting)?;
    finish(&held)?;
    Ok(held)
}

/// Finishes what was recorded and removes what was not.
///
/// # Errors
/// Those of the file system.
pub fn finish(held: &Held) -> Result<()> {
    let staging = held.folder.staging();
    if !staging.exists() {
        return held.disk.make_folder(&staging).map_err(Fault::at(&staging));
    }
    let left = entries(&staging)?;
    for path in &left {
        match path.extension().and_then(|end| end.to_str()) {
            Some("keys") => {
                let text = fs::read_to_string(path).unwrap_or_default();
                for (serial, key) in publish::unbundled(&text) {
                    certificate(held, &serial, key.as_deref())?;
                }
            }
            Some("crl") => list(held, path)?,
            Some("authorities") => authorities(held, path)?,
            _ => {}
        }
    }
    // The keys go last: until then, what lies in their places may not have reached the disk.
    let (keys, others): (Vec<PathBuf>, Vec<PathBuf>) = left
        .into_iter()
        .partition(|path| path.extension().is_some_and(|end| end == "keys"));
    for path in others.into_iter().chain(keys) {
        if path.symlink_metadata().is_ok() {
            held.disk.remove(&path).map_err(Fault::at(&path))?;
        }
    }
    Ok(())
}

/// What is in a folder, in order.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = fs::read_dir(folder).map_err(Fault::at(folder))?;
    let paths: std::io::Result<Vec<PathBuf>> =
        read.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(Fault::at(folder))?;
    paths.sort();
    Ok(paths)
}

/// Makes the files of a certificate, if it was recorded and they are not as they should be.
fn certificate(held: &Held, serial: &Serial, key: Option<&str>) -> Result<()> {
    let folder = &held.folder;
    let Some(issued) = folder.register.numbered(serial) else {
        return Ok(());
    };
    let place = folder.of_issued(&issued.label);
    let whole = publish::files(folder, issued, key)
        .iter()
        .all(|(name, text)| fs::read(place.join(name)).is_ok_and(|found| found == text.as_bytes()));
    if whole {
        return Ok(());
    }
    let staged = folder.staging().join(serial.to_string());
    for path in [staged, place] {
        if path.symlink_metadata().is_ok() {
            held.disk.remove(&path).map_err(Fault::at(&path))?;
        }
    }
    publish::place(folder, &held.disk, serial, key, Flush::Now)
}

/// Puts a staged list in its place, if it is the newest that was recorded.
fn list(held: &Held, staged: &Path) -> Result<()> {
    let folder = &held.folder;
    for (by, list) in &folder.register.lists {
        if publish::staged_list(folder, by, list.number) != staged {
            continue;
        }
        let der = fs::read(staged).map_err(Fault::at(staged))?;
        if digest(&SHA256, &der).as_ref() == list.sha256 {
            return publish::place_list(folder, &held.disk, by, staged);
        }
    }
    Ok(())
}

/// Puts staged authorities in their places, as far as they were recorded, and beside each what others say of it.
///
/// # Errors
/// Those of the file system.
pub(super) fn authorities(held: &Held, staged: &Path) -> Result<()> {
    let folder = &held.folder;
    for member in &folder.register.authorities {
        let waiting = staged.join(&member.label);
        let place = folder.of_authority(&member.label);
        if !waiting.exists() || place.exists() {
            continue;
        }
        held.disk
            .rename(&waiting, &place)
            .map_err(Fault::at(&place))?;
    }
    for cross in &folder.register.crosses {
        let place = folder.cross_file(cross);
        let text = armored("CERTIFICATE", cross.der.as_slice());
        if fs::read(&place).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        held.disk
            .replace(&place, text.as_bytes())
            .map_err(Fault::at(&place))?;
    }
    let all = folder.place().join("authorities");
    held.disk.flush_folder(&all).map_err(Fault::at(&all))
}

/// Removes certificates by which authorities vouch for others that were never recorded.
///
/// # Errors
/// Those of the file system.
pub(super) fn uncross(held: &Held) -> Result<()> {
    let folder = &held.folder;
    let known: Vec<PathBuf> = folder
        .register
        .crosses
        .iter()
        .map(|cross| folder.cross_file(cross))
        .collect();
    for member in &folder.register.authorities {
        for path in entries(&folder.of_authority(&member.label))? {
            let name = path.file_name().and_then(|name| name.to_str());
            let cross = name.is_some_and(|name| name.starts_with("cross-"));
            if cross && !known.contains(&path) {
                held.disk.remove_file(&path).map_err(Fault::at(&path))?;
            }
        }
    }
    Ok(())
}
