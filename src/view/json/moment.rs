//! Moments and addresses as JSON has them, written without a detour over text of their own.

use std::fmt;
use std::net::SocketAddr;

use serde::{Serialize, Serializer};
use time::OffsetDateTime;

use crate::base::time::Time;

/// RFC 3339 in UTC, with as many digits of a second as its clock has.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) time: Time,
    pub(super) digits: u8,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = i64::try_from(self.time.as_seconds()).unwrap_or(i64::MAX);
        let Ok(at) = OffsetDateTime::from_unix_timestamp(seconds) else {
            return f.write_str("1970-01-01T00:00:00Z");
        };
        let (date, clock) = (at.date(), at.time());
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            date.year(),
            u8::from(date.month()),
            date.day(),
            clock.hour(),
            clock.minute(),
            clock.second(),
        )?;
        let digits = u32::from(self.digits.min(9));
        if digits > 0 {
            let part = (self.time.0 % 1_000_000_000) / 10_u64.pow(9 - digits);
            let width = usize::from(self.digits.min(9));
            write!(f, ".{part:0width$}")?;
        }
        f.write_str("Z")
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Seconds between two moments.
pub(super) fn seconds(from: Time, to: Time) -> f64 {
    to.since(from).as_secs_f64()
}

/// Bytes as lower-case hexadecimal.
#[derive(Clone, Copy)]
pub(super) struct Hex<'b>(pub(super) &'b [u8]);

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 128];
        let Some(room) = digits.get_mut(..self.0.len() * 2) else {
            return to.serialize_str(&hex::encode(self.0));
        };
        // The room is as long as the digits, so that this cannot fail.
        let _ = hex::encode_to_slice(self.0, room);
        to.serialize_str(std::str::from_utf8(room).unwrap_or_default())
    }
}

/// One end of a connection.
#[derive(Serialize)]
pub(super) struct PeerOut {
    address: Shown,
    port: u16,
}

impl From<SocketAddr> for PeerOut {
    fn from(end: SocketAddr) -> Self {
        Self {
            address: Shown(end),
            port: end.port(),
        }
    }
}

struct Shown(SocketAddr);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0.ip())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(nanoseconds: u64, digits: u8, says: &str) {
        let time = Time(nanoseconds);
        assert_eq!(Moment { time, digits }.to_string(), says);
    }

    #[test]
    fn a_moment_has_the_digits_of_its_clock() {
        let time = 1_700_000_000_012_345_678;
        check(time, 0, "2023-11-14T22:13:20Z");
        check(time, 6, "2023-11-14T22:13:20.012345Z");
        check(time, 9, "2023-11-14T22:13:20.012345678Z");
        check(u64::MAX, 12, "2554-07-21T23:34:33.709551615Z");
    }
}
