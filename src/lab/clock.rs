//! The clock of both ends: it shows what the wire last told it, and so a run can be in any year.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustls::pki_types::UnixTime;
use rustls::time_provider::TimeProvider;

use crate::base::time::Time;

/// A clock that is set from outside; its copies show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<AtomicU64>);

impl Clock {
    /// A clock that shows `time`.
    pub fn new(time: Time) -> Self {
        Self(Arc::new(AtomicU64::new(time.0)))
    }

    /// Sets it. On the kernel wire two threads do; a clock never goes back.
    pub fn set(&self, time: Time) {
        self.0.fetch_max(time.0, Ordering::Relaxed);
    }
}

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        let time = Duration::from_nanos(self.0.load(Ordering::Relaxed));
        Some(UnixTime::since_unix_epoch(time))
    }
}
