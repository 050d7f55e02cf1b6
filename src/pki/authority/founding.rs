//! How an authority comes to be: a whole folder is made beside its place and renamed, so that there is all of it or nothing.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::base::text::Text;
use crate::base::time::Time;
use crate::pki::armor::armored;
use crate::pki::authority::disk::{Disk, Flush, Mischance};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Event, Settings};
use crate::pki::authority::folder::Folder;
use crate::pki::authority::lineage::{self, Cradle, Keys, Newborn};
use crate::pki::authority::listing;
use crate::pki::authority::log::Log;
use crate::pki::private;
use crate::text;

/// What an authority is to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is decided once and for all.
    pub settings: Settings,
    /// What its keys are to be.
    pub keys: Keys,
}

/// Founds an authority at `place`.
///
/// # Errors
/// If there is something already, if it cannot be written; then nothing is left behind.
pub fn found(place: &Path, plan: &Plan, now: Time, mischance: Mischance) -> Result<Folder> {
    free(place)?;
    let disk = Disk::new(mischance);
    let family = family(plan, now)?;
    let (draft, _lock) = begin(place, &disk)?;
    let built = fill(&draft, plan, &family, now, &disk).and_then(|()| {
        disk.rename(&draft, place).map_err(|why| match why.kind() {
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => Fault::Taken {
                folder: place.to_path_buf(),
                authority: None,
            },
            _ => Fault::Disk {
                path: place.to_path_buf(),
                why,
            },
        })
    });
    if let Err(fault) = built {
        // The first fault is the one to tell.
        let _ = disk.remove(&draft);
        return Err(fault);
    }
    let parent = above(place);
    disk.flush_folder(&parent).map_err(Fault::at(&parent))?;
    Folder::open(place)
}

/// That nothing is in the way.
fn free(place: &Path) -> Result<()> {
    match fs::read_dir(place) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(why) if why.kind() == io::ErrorKind::NotADirectory => Err(Fault::Taken {
            folder: place.to_path_buf(),
            authority: None,
        }),
        Err(why) => Err(Fault::Disk {
            path: place.to_path_buf(),
            why,
        }),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => {
                let there = Folder::open(place).ok();
                let authority = there.map(|folder| folder.register.settings.name.clone());
                Err(Fault::Taken {
                    folder: place.to_path_buf(),
                    authority,
                })
            }
        },
    }
}

fn above(place: &Path) -> PathBuf {
    match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Makes the folder beside `place`, empty but for its lock, which is held. What somebody who died there left is removed.
fn begin(place: &Path, disk: &Disk) -> Result<(PathBuf, File)> {
    let parent = above(place);
    let mut parents = private::folder();
    parents.recursive(true);
    parents.create(&parent).map_err(Fault::at(&parent))?;
    let mut hidden = OsString::from(".");
    hidden.push(place.file_name().unwrap_or_default());
    hidden.push(".part");
    let draft = parent.join(hidden);
    if draft.symlink_metadata().is_ok() {
        abandoned(&draft)?;
        disk.remove(&draft).map_err(Fault::at(&draft))?;
    }
    disk.make_folder(&draft).map_err(Fault::at(&draft))?;
    let path = draft.join("lock");
    let lock = disk
        .make_file(&path, b"", Flush::Later)
        .and_then(|()| File::open(&path));
    let lock = lock.and_then(|lock| lock.lock().map(|()| lock));
    match lock {
        Ok(lock) => Ok((draft, lock)),
        Err(why) => {
            let _ = disk.remove(&draft);
            Err(Fault::Disk { path, why })
        }
    }
}

/// That nobody is at work in `draft`.
fn abandoned(draft: &Path) -> Result<()> {
    let path = draft.join("lock");
    let Ok(lock) = OpenOptions::new().read(true).open(&path) else {
        return Ok(());
    };
    match lock.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(Fault::refused(
            text!(en: "somebody else is founding an authority here: {place}", ko: "다른 프로그램이 여기에 인증 기관을 만들고 있음: {place}", place = draft.display()),
            Text::new("wait for it to end", "끝날 때까지 기다린다"),
        )),
        Err(TryLockError::Error(why)) => Err(Fault::Disk { path, why }),
    }
}

/// The root and what stands below it, down to the one who signs leaves.
fn family(plan: &Plan, now: Time) -> Result<Vec<Newborn>> {
    let cradle = Cradle {
        settings: &plan.settings,
        keys: &plan.keys,
        now,
        // The first line says that the authority began.
        first: 2,
        generation: 1,
    };
    let root = lineage::root(&cradle)?;
    let below = lineage::descendants(&cradle, &root.office, cradle.first)?;
    Ok(std::iter::once(root).chain(below).collect())
}

/// Writes everything into `draft`.
fn fill(draft: &Path, plan: &Plan, family: &[Newborn], now: Time, disk: &Disk) -> Result<()> {
    let next = listing::due(now, listing::DAYS);
    let mut events = vec![Event::Began(plan.settings.clone())];
    events.extend(family.iter().map(|born| lineage::recorded(&born.member)));
    let mut lists = Vec::new();
    for born in family {
        let der = born.office.list(1, [now, next], &[])?;
        events.push(Event::Listed {
            by: born.member.label.clone(),
            number: 1,
            next,
            sha256: digest(&SHA256, &der).as_ref().to_vec(),
            revokes: None,
        });
        lists.push((born.member.label.as_str(), der));
    }
    let make = || {
        for folder in ["authorities", "issued", "crl", "staging"] {
            disk.make_folder(&draft.join(folder))?;
        }
        for born in family {
            let folder = draft.join("authorities").join(&born.member.label);
            disk.make_folder(&folder)?;
            disk.make_file(&folder.join("key.pem"), born.key.as_bytes(), Flush::Now)?;
            let certificate = armored("CERTIFICATE", born.member.der.as_slice());
            disk.make_file(&folder.join("cert.pem"), certificate.as_bytes(), Flush::Now)?;
            disk.flush_folder(&folder)?;
        }
        for (label, der) in &lists {
            let place = draft.join("crl").join(format!("{label}.crl"));
            disk.make_file(&place, der, Flush::Now)?;
            let text = armored("X509 CRL", der.as_slice());
            disk.make_file(&place.with_extension("pem"), text.as_bytes(), Flush::Now)?;
        }
        Log::make(&draft.join("log"), now, &events, disk)?;
        for folder in ["authorities", "crl", "."] {
            disk.flush_folder(&draft.join(folder))?;
        }
        Ok(())
    };
    make().map_err(Fault::at(draft))
}
