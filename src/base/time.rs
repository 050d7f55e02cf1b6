//! Moments, in nanoseconds since the Unix epoch, and the time between them.

use std::ops::{Add, Sub};
use std::time::Duration;

/// A moment: nanoseconds since 1970-01-01T00:00:00Z. Enough until the year 2554.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time(pub u64);

impl Time {
    /// A moment given in whole seconds since the epoch.
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1_000_000_000))
    }

    /// Whole seconds since the epoch.
    pub const fn as_seconds(self) -> u64 {
        self.0 / 1_000_000_000
    }

    /// Time since `earlier`; zero if `earlier` is in fact later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Time {
    type Output = Self;
    fn add(self, more: Duration) -> Self {
        Self(
            self.0
                .saturating_add(u64::try_from(more.as_nanos()).unwrap_or(u64::MAX)),
        )
    }
}

impl Sub for Time {
    type Output = Duration;
    fn sub(self, earlier: Self) -> Duration {
        self.since(earlier)
    }
}
