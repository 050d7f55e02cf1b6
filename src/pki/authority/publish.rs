//! How certificates and lists come to be: staged, recorded in the log, put in their places.
//!
//! The keys of one go lie in one file in `staging` until everything made from it has reached the disk, so that a thousand
//! certificates cost two flushes and not thousands; what a crash leaves is finished from that file and the log.

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use ring::digest::{SHA256, digest};

use crate::base::time::Time;
use crate::pki::armor::armored;
use crate::pki::authority::disk::{Disk, Flush};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Event, Holder};
use crate::pki::authority::folder::{Folder, Held};
use crate::pki::authority::log::Mark;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::register::Issued;
use crate::pki::authority::serial::Serial;

/// A certificate that is signed and not yet recorded: until it is, it does not exist.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it will be called.
    pub label: String,
    /// Who signed it.
    pub by: String,
    /// Its number.
    pub serial: Serial,
    /// Its private key in PEM, if that was made here.
    pub key: Option<String>,
    /// The certificate it takes the place of.
    pub renews: Option<Serial>,
    /// The certificate.
    pub der: Vec<u8>,
}

/// Publishes `drafts`: all of them, or none.
///
/// # Errors
/// Those of the file system; then nothing is issued.
pub fn certificates(held: &mut Held, at: Time, drafts: Vec<Draft>) -> Result<()> {
    let bundle = held
        .folder
        .staging()
        .join(format!("{}.keys", held.next_number()));
    let keys: Vec<(Serial, Option<String>)> = drafts
        .iter()
        .map(|draft| (draft.serial.clone(), draft.key.clone()))
        .collect();
    stage(held, &bundle, bundled(&keys).as_bytes())?;
    let events = drafts.into_iter().map(|draft| Event::Issued {
        label: draft.label,
        by: draft.by,
        serial: draft.serial,
        key: match draft.key {
            Some(_) => Holder::Here,
            None => Holder::Requester,
        },
        renews: draft.renews,
        der: draft.der,
    });
    let mark = match held.record(at, events.collect()) {
        Ok(mark) => mark,
        Err(fault) => {
            let _ = held.disk.remove_file(&bundle);
            return Err(fault);
        }
    };
    let done = place_all(&held.folder, &held.disk, &keys).and_then(|()| {
        // Gone from here, it may still be there after a power cut: then it is only compared with what it made.
        held.disk.remove_file(&bundle).map_err(Fault::at(&bundle))
    });
    if done.is_err() {
        undo(held, mark, &keys, &bundle)?;
    }
    done
}

/// Writes a file into `staging` and brings it to the disk, or leaves nothing.
fn stage(held: &Held, path: &Path, bytes: &[u8]) -> Result<()> {
    let staging = held.folder.staging();
    let staged = held
        .disk
        .make_file(path, bytes, Flush::Now)
        .and_then(|()| held.disk.flush_folder(&staging));
    if staged.is_err() {
        let _ = held.disk.remove_file(path);
    }
    staged.map_err(Fault::at(path))
}

/// The text of a file of keys: serial number, and the key in hexadecimal or `-`.
fn bundled(keys: &[(Serial, Option<String>)]) -> String {
    let mut text = String::new();
    for (serial, key) in keys {
        let key = key.as_ref().map_or_else(|| "-".to_owned(), hex::encode);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{serial} {key}");
    }
    text
}

/// What [`bundled`] wrote, as far as it is whole.
pub(super) fn unbundled(text: &str) -> Vec<(Serial, Option<String>)> {
    let one = |line: &str| {
        let (serial, key) = line.strip_suffix('\n')?.split_once(' ')?;
        let serial = Serial::read(serial)?;
        let key = match key {
            "-" => None,
            key => Some(String::from_utf8(hex::decode(key).ok()?).ok()?),
        };
        Some((serial, key))
    };
    text.split_inclusive('\n').map_while(one).collect()
}

/// Puts all files in their places.
fn place_all(folder: &Folder, disk: &Disk, keys: &[(Serial, Option<String>)]) -> Result<()> {
    if let [(serial, key)] = keys {
        return place(folder, disk, serial, key.as_deref(), Flush::Now);
    }
    let hands = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = keys.len().div_ceil(hands).max(1);
    thread::scope(|scope| {
        let work: Vec<_> = keys
            .chunks(share)
            .map(|keys| {
                scope.spawn(move || {
                    keys.iter().try_for_each(|(serial, key)| {
                        place(folder, disk, serial, key.as_deref(), Flush::Later)
                    })
                })
            })
            .collect();
        work.into_iter()
            .try_for_each(|hand| hand.join().unwrap_or(Err(Fault::NoKey)))
    })?;
    let written: Vec<PathBuf> = keys
        .iter()
        .filter_map(|(serial, _)| folder.register.numbered(serial))
        .flat_map(|issued| {
            let place = folder.of_issued(&issued.label);
            ["cert.pem", "chain.pem", "key.pem"].map(|file| place.join(file))
        })
        .filter(|path| path.exists())
        .collect();
    let root = folder.place();
    disk.settle(root, &written).map_err(Fault::at(root))
}

/// Puts the files of one recorded certificate in their place.
pub(super) fn place(
    folder: &Folder,
    disk: &Disk,
    serial: &Serial,
    key: Option<&str>,
    flush: Flush,
) -> Result<()> {
    let Some(issued) = folder.register.numbered(serial) else {
        return Err(Fault::Story(format!("{serial} is staged and not recorded")));
    };
    let staged = folder.staging().join(serial.to_string());
    let last = folder.of_issued(&issued.label);
    let make = || {
        disk.make_folder(&staged)?;
        for (name, text) in files(folder, issued, key) {
            disk.make_file(&staged.join(name), text.as_bytes(), flush)?;
        }
        if flush == Flush::Now {
            disk.flush_folder(&staged)?;
        }
        disk.rename(&staged, &last)?;
        match (flush, last.parent()) {
            (Flush::Now, Some(parent)) => disk.flush_folder(parent),
            (Flush::Now | Flush::Later, _) => Ok(()),
        }
    };
    make().map_err(Fault::at(&last))
}

/// The files of a certificate, each with its text.
pub fn files(folder: &Folder, issued: &Issued, key: Option<&str>) -> Vec<(&'static str, String)> {
    let chain: Vec<String> = folder
        .chain(issued)
        .into_iter()
        .map(|der| armored("CERTIFICATE", der))
        .collect();
    let mut files = vec![
        ("cert.pem", armored("CERTIFICATE", issued.der.as_slice())),
        ("chain.pem", chain.concat()),
    ];
    if let Some(key) = key {
        files.push(("key.pem", key.to_owned()));
    }
    files
}

/// Takes back what was recorded under this lock and could not be put in place; nobody was told of it yet. The file of keys
/// goes last: if this fails half way, it and the log say what there is.
fn undo(
    held: &mut Held,
    mark: Mark,
    keys: &[(Serial, Option<String>)],
    bundle: &Path,
) -> Result<()> {
    let folder = &held.folder;
    for (serial, _) in keys {
        let staged = folder.staging().join(serial.to_string());
        let placed = folder.register.numbered(serial);
        let placed = placed.map(|issued| folder.of_issued(&issued.label));
        for path in [Some(staged), placed].into_iter().flatten() {
            if path.exists() {
                held.disk.remove(&path).map_err(Fault::at(&path))?;
            }
        }
    }
    held.take_back(mark)?;
    if bundle.exists() {
        held.disk.remove_file(bundle).map_err(Fault::at(bundle))?;
    }
    Ok(())
}

/// A revocation list that is signed and not yet recorded.
#[derive(Clone, Debug)]
pub struct NewList {
    /// Who signed it.
    pub by: String,
    /// Its number.
    pub number: u64,
    /// When the next is due.
    pub next: Time,
    /// The list.
    pub der: Vec<u8>,
}

/// Publishes `list`, together with what it revokes, or nothing.
///
/// # Errors
/// Those of the file system; then nothing has changed.
pub fn list(
    held: &mut Held,
    at: Time,
    list: &NewList,
    revokes: Option<(Serial, Revocation)>,
) -> Result<()> {
    let staged = staged_list(&held.folder, &list.by, list.number);
    stage(held, &staged, &list.der)?;
    let event = Event::Listed {
        by: list.by.clone(),
        number: list.number,
        next: list.next,
        sha256: digest(&SHA256, &list.der).as_ref().to_vec(),
        revokes,
    };
    let mark = match held.record(at, vec![event]) {
        Ok(mark) => mark,
        Err(fault) => {
            let _ = held.disk.remove_file(&staged);
            return Err(fault);
        }
    };
    let placed = place_list(&held.folder, &held.disk, &list.by, &staged);
    if placed.is_err() && staged.exists() {
        held.take_back(mark)?;
        held.disk.remove_file(&staged).map_err(Fault::at(&staged))?;
    }
    placed
}

/// Where the list `number` of `by` waits.
pub(super) fn staged_list(folder: &Folder, by: &str, number: u64) -> PathBuf {
    folder.staging().join(format!("{by}-{number}.crl"))
}

/// Puts a recorded list in its place, the PEM form first: as long as the DER form is staged, the work is not done.
pub(super) fn place_list(folder: &Folder, disk: &Disk, by: &str, staged: &Path) -> Result<()> {
    let last = folder.crl_file(by);
    let make = || {
        let der = fs::read(staged)?;
        disk.replace(
            &last.with_extension("pem"),
            armored("X509 CRL", der.as_slice()).as_bytes(),
        )?;
        disk.rename(staged, &last)?;
        last.parent()
            .map_or(Ok(()), |parent| disk.flush_folder(parent))
    };
    make().map_err(Fault::at(&last))
}
