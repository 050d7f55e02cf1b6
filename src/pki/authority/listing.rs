//! Revocation lists (RFC 5280 §5): what an authority called back, signed by it, good until the next is due.

use crate::base::time::Time;
use crate::pki::authority::error::Result;
use crate::pki::authority::folder::Held;
use crate::pki::authority::office::Office;
use crate::pki::authority::publish::{self, NewList};
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::register::Revoked;
use crate::pki::authority::serial::Serial;

/// How many days a list is good for, unless said otherwise: what public authorities may do at most for certificates of servers.
pub const DAYS: u32 = 10;

/// When the list after one of `now` that is good for `days` is due; the last second counts.
pub fn due(now: Time, days: u32) -> Time {
    let seconds = u64::from(days.max(1)) * 86_400 - 1;
    Time::seconds(now.as_seconds().saturating_add(seconds))
}

/// Signs and publishes a new list.
///
/// # Errors
/// Those of the file system; then nothing has changed.
pub fn publish(held: &mut Held, office: &Office, now: Time, days: u32) -> Result<NewList> {
    made(held, office, now, days, None)
}

/// Revokes the certificate with that number, of `office`, and publishes a list that says so.
///
/// # Errors
/// Those of the file system; then nothing has changed.
pub fn revoke(
    held: &mut Held,
    office: &Office,
    now: Time,
    days: u32,
    (serial, reason): (&Serial, Revocation),
) -> Result<NewList> {
    made(held, office, now, days, Some((serial.clone(), reason)))
}

fn made(
    held: &mut Held,
    office: &Office,
    now: Time,
    days: u32,
    revoking: Option<(Serial, Revocation)>,
) -> Result<NewList> {
    let register = &held.folder.register;
    let label = office.label.clone();
    // RFC 5280 §5.2.3: numbers only ever grow, so that a reader knows the newer of two.
    let number = register.lists.get(&label).map_or(0, |list| list.number) + 1;
    let mut revoked = register.revoked_by(&label);
    if let Some((serial, reason)) = &revoking {
        let reason = *reason;
        revoked.retain(|(known, _)| *known != serial);
        revoked.push((serial, Revoked { at: now, reason }));
    }
    let next = due(now, days);
    let list = NewList {
        by: label,
        number,
        next,
        der: office.list(number, [now, next], &revoked)?,
    };
    publish::list(held, now, &list, revoking)?;
    Ok(list)
}
