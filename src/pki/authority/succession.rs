//! New keys for an authority: a new root, or new intermediates below the old one.
//!
//! A new root is trusted by nobody yet. So the old root vouches for the new one, and the new one for the old: who trusts only
//! the old finds a path from new certificates, who trusts only the new finds one from old certificates. Certificates from now on
//! come from the new intermediates, and servers send the first of the two along with them.

use std::path::{Path, PathBuf};

use crate::base::time::Time;
use crate::pki::armor::armored;
use crate::pki::authority::chance::Chance;
use crate::pki::authority::disk::Flush;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::Event;
use crate::pki::authority::folder::{Folder, Held};
use crate::pki::authority::lineage::{self, Cradle, Keys, Newborn};
use crate::pki::authority::listing;
use crate::pki::authority::office::{Office, chance};
use crate::pki::authority::profile::Below;
use crate::pki::authority::recovery;

/// What is to be new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Root and intermediates.
    Root,
    /// The intermediates alone.
    Intermediates,
}

/// Makes the new authorities; `old` is the office of the present root. Gives their labels, the root's first.
///
/// # Errors
/// Those of keys and of the file system; then nothing has changed.
pub fn succeed(
    held: &mut Held,
    old: &Office,
    now: Time,
    (keys, extent): (&Keys, Extent),
) -> Result<Vec<String>> {
    let settings = held.folder.register.settings.clone();
    let cradle = Cradle {
        settings: &settings,
        keys,
        now,
        first: held.next_number(),
        generation: generation(&held.folder),
    };
    let (family, crosses) = match extent {
        Extent::Root => {
            let root = lineage::root(&cradle)?;
            let below = lineage::descendants(&cradle, &root.office, cradle.first)?;
            let crosses = crossed(&cradle, old, &root)?;
            (std::iter::once(root).chain(below).collect(), crosses)
        }
        Extent::Intermediates => {
            let before = cradle.first.saturating_sub(1);
            (lineage::descendants(&cradle, old, before)?, Vec::new())
        }
    };
    publish(held, now, &family, crosses)?;
    Ok(family.into_iter().map(|born| born.member.label).collect())
}

/// The first generation whose names are free.
fn generation(folder: &Folder) -> u64 {
    let taken = |generation: &u64| {
        let end = format!("-g{generation}");
        let mut all = folder.register.authorities.iter();
        all.any(|member| member.label.ends_with(&end))
    };
    (2..).find(|generation| !taken(generation)).unwrap_or(2)
}

/// The two certificates by which the roots vouch for each other. Each lives as long as both do.
fn crossed(cradle: &Cradle<'_>, old: &Office, new: &Newborn) -> Result<Vec<Event>> {
    let settings = cradle.settings;
    let one = |by: &Office, whom: &Office, number: u64| {
        let mut generator = chance(settings).generator(number)?;
        let serial = Chance::serial(&mut generator);
        let (whole, _) = by.lifetime(cradle.now, cradle.keys.days)?;
        let validity = whole.within(whom.validity);
        let below = Below::Most(settings.intermediates);
        Ok(Event::Crossed {
            label: whom.label.clone(),
            by: by.label.clone(),
            der: by.authority((&whom.name, below), &serial, validity, whom.key())?,
        })
    };
    let after = cradle.first + u64::from(settings.intermediates) + 1;
    Ok(vec![
        one(old, &new.office, after)?,
        one(&new.office, old, after + 1)?,
    ])
}

/// Stages the folders, records the authorities, puts the folders in place.
fn publish(held: &mut Held, now: Time, family: &[Newborn], crosses: Vec<Event>) -> Result<()> {
    let staged = held
        .folder
        .staging()
        .join(format!("{}.authorities", held.next_number()));
    let made = stage(held, &staged, family);
    if made.is_err() {
        if staged.exists() {
            let _ = held.disk.remove(&staged);
        }
        return made;
    }
    let members = family.iter().map(|born| lineage::recorded(&born.member));
    let events = members.chain(crosses).collect();
    let mark = match held.record(now, events) {
        Ok(mark) => mark,
        Err(fault) => {
            let _ = held.disk.remove(&staged);
            return Err(fault);
        }
    };
    if let Err(fault) = recovery::authorities(held, &staged) {
        for born in family {
            let place = held.folder.of_authority(&born.member.label);
            if place.exists() {
                held.disk.remove(&place).map_err(Fault::at(&place))?;
            }
        }
        held.take_back(mark)?;
        // What the roots of before got beside them says of roots that are not; it goes too.
        let _ = recovery::uncross(held);
        if staged.exists() {
            held.disk.remove(&staged).map_err(Fault::at(&staged))?;
        }
        return Err(fault);
    }
    held.disk.remove(&staged).map_err(Fault::at(&staged))?;
    for born in family {
        listing::publish(held, &born.office, now, listing::DAYS)?;
    }
    Ok(())
}

fn stage(held: &Held, staged: &Path, family: &[Newborn]) -> Result<()> {
    let disk = &held.disk;
    let make = || {
        disk.make_folder(staged)?;
        for born in family {
            let folder: PathBuf = staged.join(&born.member.label);
            disk.make_folder(&folder)?;
            disk.make_file(&folder.join("key.pem"), born.key.as_bytes(), Flush::Now)?;
            let certificate = armored("CERTIFICATE", born.member.der.as_slice());
            disk.make_file(&folder.join("cert.pem"), certificate.as_bytes(), Flush::Now)?;
            disk.flush_folder(&folder)?;
        }
        disk.flush_folder(staged)
    };
    make().map_err(Fault::at(staged))
}
