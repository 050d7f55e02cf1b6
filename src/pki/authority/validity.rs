//! From when to when a certificate is valid (RFC 5280 §4.1.2.5).

use std::time::Duration;

use time::OffsetDateTime;

use crate::base::time::Time;
use crate::pki::authority::error::{Fault, Result};

/// First and last second, both still valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First second.
    pub from: Time,
    /// Last second.
    pub to: Time,
}

/// Seconds of a day.
const DAY: u64 = 86_400;
/// How long before it is made a certificate begins: clocks of clients may be behind, and one that takes it for not yet valid
/// fails as if it were forged. Public authorities do the same.
pub const BACKDATED: Duration = Duration::from_secs(3600);

impl Validity {
    /// `days` around `now`, beginning a little before; the last second counts, so it ends one second short of the day.
    pub fn around(now: Time, days: u32) -> Self {
        let from = now.as_seconds().saturating_sub(BACKDATED.as_secs());
        let to = from.saturating_add(u64::from(days) * DAY).saturating_sub(1);
        Self {
            from: Time::seconds(from),
            to: Time::seconds(to),
        }
    }

    /// What of it lies within `outer`.
    pub fn within(self, outer: Self) -> Self {
        Self {
            from: self.from.max(outer.from),
            to: self.to.min(outer.to),
        }
    }

    /// Whether `at` lies in it.
    pub fn holds(self, at: Time) -> bool {
        let at = at.as_seconds();
        self.from.as_seconds() <= at && at <= self.to.as_seconds()
    }

    /// Whole days, the last one counted.
    pub fn days(self) -> u64 {
        (self.to.as_seconds().saturating_sub(self.from.as_seconds()) + 1).div_ceil(DAY)
    }

    /// As the certificate library takes it.
    pub(super) fn moments(self) -> Result<[OffsetDateTime; 2]> {
        Ok([moment(self.from)?, moment(self.to)?])
    }
}

/// A moment as the certificate library takes it.
pub(super) fn moment(time: Time) -> Result<OffsetDateTime> {
    i64::try_from(time.as_seconds())
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .ok_or(Fault::Moment)
}
