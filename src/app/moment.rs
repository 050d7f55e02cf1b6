//! The clock of `ca` and `cert`: the one place where they take it, and how `--at` sets another.

use std::time::{SystemTime, UNIX_EPOCH};

use thiserror::Error;
use time::{Date, Month, PrimitiveDateTime, UtcOffset};

use crate::base::time::Time;

/// The moment asked for, or the present one.
pub fn now(asked: Option<Time>) -> Time {
    asked.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Time::seconds(since.map_or(0, |since| since.as_secs()))
    })
}

/// Reads a moment as `--at` takes it: `2026-11-28T00:00:00Z` or with an offset (RFC 3339), a date, whose day begins in UTC, or
/// `@` and seconds since 1970.
///
/// # Errors
/// If it is none of these, or before 1970.
pub fn read(text: &str) -> Result<Time, NoMoment> {
    if let Some(seconds) = text.strip_prefix('@') {
        let seconds: u64 = seconds.parse().map_err(|_| NoMoment::Form)?;
        return match seconds <= LAST {
            true => Ok(Time::seconds(seconds)),
            false => Err(NoMoment::Range),
        };
    }
    let (date, clock) = match text.split_once(['T', 't', ' ']) {
        Some((date, clock)) => (date, Some(clock)),
        None => (text, None),
    };
    let date = day(date).ok_or(NoMoment::Form)?;
    let moment = match clock {
        None => date.midnight().assume_utc(),
        Some(clock) => {
            let (clock, offset) = zone(clock).ok_or(NoMoment::Form)?;
            let clock = hour(clock).ok_or(NoMoment::Form)?;
            PrimitiveDateTime::new(date, clock).assume_offset(offset)
        }
    };
    let seconds = u64::try_from(moment.unix_timestamp()).map_err(|_| NoMoment::Range)?;
    match seconds <= LAST {
        true => Ok(Time::seconds(seconds)),
        false => Err(NoMoment::Range),
    }
}

/// The last second that [`Time`] can hold whole, in 2554.
const LAST: u64 = u64::MAX / 1_000_000_000 - 1;

fn day(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

fn hour(text: &str) -> Option<time::Time> {
    let whole = match text.split_once('.') {
        Some((whole, part)) if digits(part) => whole,
        Some(_) => return None,
        None => text,
    };
    let [hour, minute, second] = numbers(whole, ':', [2, 2, 2])?;
    let [hour, minute, second] = [hour, minute, second].map(|n| u8::try_from(n).ok());
    // A leap second counts as the one before.
    time::Time::from_hms(hour?, minute?, second?.min(59 + u8::from(second? > 60))).ok()
}

/// Splits the offset from the end.
fn zone(text: &str) -> Option<(&str, UtcOffset)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, UtcOffset::UTC));
    }
    let at = text.rfind(['+', '-'])?;
    let (clock, offset) = text.split_at(at);
    let [hours, minutes] = numbers(offset.get(1..)?, ':', [2, 2])?;
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    let signed = if offset.starts_with('-') {
        -seconds
    } else {
        seconds
    };
    Some((clock, UtcOffset::from_whole_seconds(signed).ok()?))
}

/// Numbers of exactly so many digits each, with `between` between them.
fn numbers<const N: usize>(text: &str, between: char, widths: [usize; N]) -> Option<[u16; N]> {
    let mut out = [0; N];
    let mut parts = text.split(between);
    for (number, width) in out.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !digits(part) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What was given is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoMoment {
    /// None of the forms.
    #[error("a moment is 2026-11-28T00:00:00Z, 2026-11-28 or @1795824000")]
    Form,
    /// Before 1970, or after 2554.
    #[error("the moment must lie between 1970 and 2554")]
    Range,
}

impl NoMoment {
    /// The same in Korean.
    pub fn korean(self) -> &'static str {
        match self {
            Self::Form => {
                "시각은 2026-11-28T00:00:00Z, 2026-11-28, @1795824000 가운데 한 모양으로 쓴다"
            }
            Self::Range => "시각은 1970년과 2554년 사이여야 한다",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_three_forms() {
        let check = |text: &str, seconds: u64| assert_eq!(read(text), Ok(Time::seconds(seconds)));
        check("@0", 0);
        check("@1795824000", 1_795_824_000);
        check("2026-11-28", 1_795_824_000);
        check("2026-11-28T00:00:00Z", 1_795_824_000);
        check("2026-11-28t09:00:00.25+09:00", 1_795_824_000);
        check("2026-11-27 19:00:00-05:00", 1_795_824_000);
        check("2016-12-31T23:59:60Z", 1_483_228_799);
        for bad in [
            "",
            "x",
            "@",
            "@-1",
            "2026-13-01",
            "2026-02-30",
            "2026-1-1",
            "2026-11-28T00:00:00",
            "2026-11-28T25:00:00Z",
            "2026-11-28T00:00:61Z",
            "2026-11-28T00:00Z",
        ] {
            assert_eq!(read(bad), Err(NoMoment::Form), "{bad}");
        }
        assert_eq!(read("1969-12-31"), Err(NoMoment::Range));
        assert_eq!(read("@99999999999999"), Err(NoMoment::Range));
    }
}
