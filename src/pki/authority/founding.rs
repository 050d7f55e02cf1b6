//! How an authority comes to be: a whole folder is made beside its place and renamed, so that there is all of it or nothing.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::base::text::Text;
use crate::base::time::Time;
use crate::pki::authority::chance::{Chance, Hand};
use crate::pki::authority::disk::{Disk, Flush, Mischance};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Event, Settings};
use crate::pki::authority::folder::Folder;
use crate::pki::authority::keyring;
use crate::pki::authority::log::Log;
use crate::pki::authority::office::{Office, chance};
use crate::pki::authority::profile::{self, Below};
use crate::pki::authority::register::Member;
use crate::pki::authority::serial::Serial;
use crate::pki::authority::validity::Validity;
use crate::pki::key::KeyKind;
use crate::pki::sealed_key::pem;
use crate::text;

/// What an authority is to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is decided once and for all.
    pub settings: Settings,
    /// The kind of its keys.
    pub key: KeyKind,
    /// How many days the root lives; each one below it half as long.
    pub days: u32,
    /// How many days a revocation list is good for.
    pub list_days: u32,
    /// What its keys are sealed with.
    pub passphrase: Option<String>,
}

/// An authority that is being made, with its private key in PEM.
struct Newborn {
    member: Member,
    office: Office,
    key: String,
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
    let mut parents = DirBuilder::new();
    parents.recursive(true).mode(0o700);
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
    let Ok(lock) = OpenOptions::new().read(true).mode(0o600).open(&path) else {
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

/// The root and what stands below it, down to the one who signs leaves. The lines of the log that will hold them number the
/// streams their keys are drawn from.
fn family(plan: &Plan, now: Time) -> Result<Vec<Newborn>> {
    let settings = &plan.settings;
    let count = settings.intermediates;
    let mut family: Vec<Newborn> = Vec::new();
    let whole = Validity::around(now, plan.days);
    let lower = Validity::around(now, (plan.days / 2).max(1));
    for depth in 0..=count {
        let (label, title) = called(depth, count);
        let name = format!("{} {title}", settings.name);
        let above = family.last().map(|above| &above.office);
        let place = Place {
            label,
            name,
            below: if depth == 0 {
                Below::Any
            } else {
                Below::Most(count - depth)
            },
            number: u64::from(depth) + 2,
            validity: if depth == 0 {
                whole
            } else {
                lower.within(whole)
            },
        };
        family.push(born(plan, place, above, now)?);
    }
    Ok(family)
}

/// What the one at `depth` below the root is called: in the folder, and in its name.
fn called(depth: u8, count: u8) -> (String, String) {
    match (depth, count) {
        (0, _) => ("root".to_owned(), "root".to_owned()),
        (_, 1) => ("intermediate".to_owned(), "intermediate".to_owned()),
        (depth, _) => (
            format!("intermediate-{depth}"),
            format!("intermediate {depth}"),
        ),
    }
}

/// Where an authority stands.
struct Place {
    label: String,
    name: String,
    below: Below,
    number: u64,
    validity: Validity,
}

fn born(plan: &Plan, place: Place, above: Option<&Office>, now: Time) -> Result<Newborn> {
    let settings = &plan.settings;
    let chance = chance(settings);
    let mut generator = chance.generator(place.number)?;
    let serial = Chance::serial(&mut generator);
    let key = chance.key(plan.key, &mut generator)?;
    let written = keyring::written(&key, plan.passphrase.as_deref(), &mut generator)?;
    let hand = Hand::new(key, chance);
    let der = match above {
        Some(office) => {
            office.authority((&place.name, place.below), &serial, place.validity, &hand)?
        }
        None => rooted(&place, settings, &serial, &hand)?,
    };
    let member = Member {
        label: place.label,
        name: place.name,
        key: plan.key,
        by: above.map(|office| office.label.clone()),
        serial,
        der,
        at: now,
    };
    let office = Office::new(&member, hand, settings)?;
    Ok(Newborn {
        member,
        office,
        key: written,
    })
}

/// A certificate that its own key signs.
fn rooted(place: &Place, settings: &Settings, serial: &Serial, hand: &Hand) -> Result<Vec<u8>> {
    let params = profile::authority(&place.name, place.below, settings);
    let params = profile::dated(params, serial, place.validity)?;
    let signed = params.self_signed(hand);
    Ok(signed.map_err(Fault::Build)?.der().to_vec())
}

/// Writes everything into `draft`.
fn fill(draft: &Path, plan: &Plan, family: &[Newborn], now: Time, disk: &Disk) -> Result<()> {
    let next = Time::seconds(now.as_seconds() + u64::from(plan.list_days) * 86_400);
    let mut events = vec![Event::Began(plan.settings.clone())];
    events.extend(family.iter().map(|born| recorded(&born.member)));
    let mut lists = Vec::new();
    for born in family {
        let der = born.office.list(1, [now, next], &[])?;
        events.push(Event::Listed {
            by: born.member.label.clone(),
            number: 1,
            next,
            sha256: digest(&SHA256, &der).as_ref().to_vec(),
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
            let certificate = pem("CERTIFICATE", born.member.der.as_slice());
            disk.make_file(&folder.join("cert.pem"), certificate.as_bytes(), Flush::Now)?;
            disk.flush_folder(&folder)?;
        }
        for (label, der) in &lists {
            let place = draft.join("crl").join(format!("{label}.crl"));
            disk.make_file(&place, der, Flush::Now)?;
            let text = pem("X509 CRL", der.as_slice());
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

/// The event that records `member`.
pub(super) fn recorded(member: &Member) -> Event {
    Event::Authority {
        label: member.label.clone(),
        name: member.name.clone(),
        key: member.key,
        by: member.by.clone(),
        serial: member.serial.clone(),
        der: member.der.clone(),
    }
}
