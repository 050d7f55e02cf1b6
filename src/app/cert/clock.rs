//! The moment for which a certificate is looked at: now, unless another is asked for.

use std::time::{SystemTime, UNIX_EPOCH};

use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime};

use crate::base::time::Time;

/// The clock of this computer.
pub(super) fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Time::seconds(since.map_or(0, |since| since.as_secs()))
}

/// A moment as people type it: RFC 3339, a date (its first moment, UTC), or `@` and seconds since 1970.
///
/// # Errors
/// What is wrong with it.
pub(super) fn moment(text: &str) -> Result<Time, String> {
    let wrong = || "a time is 2026-11-28T00:00:00Z, 2026-11-28, or @1795824000".to_owned();
    if let Some(seconds) = text.strip_prefix('@') {
        return seconds.parse().map(Time::seconds).map_err(|_| wrong());
    }
    let at = match OffsetDateTime::parse(text, &Rfc3339) {
        Ok(at) => Some(at),
        Err(_) => day(text),
    };
    let seconds = at.and_then(|at| u64::try_from(at.unix_timestamp()).ok());
    seconds.map(Time::seconds).ok_or_else(wrong)
}

fn day(text: &str) -> Option<OffsetDateTime> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    let day = parts.next()?.parse().ok()?;
    let date = Date::from_calendar_date(year, month, day).ok()?;
    parts.next().is_none().then(|| date.midnight().assume_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        let at = |text| moment(text).ok().map(Time::as_seconds);
        assert_eq!(at("1970-01-02"), Some(86_400));
        assert_eq!(at("1970-01-02T00:00:01Z"), Some(86_401));
        assert_eq!(at("1970-01-02T09:00:01+09:00"), Some(86_401));
        assert_eq!(at("@5"), Some(5));
        for wrong in [
            "",
            "@",
            "2026",
            "2026-13-01",
            "1969-01-01",
            "2026-01-01-01",
            "x",
        ] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
