//! Stretches of time and moments, as people say them.

use std::ops::Range;

use time::{Date, Month};

use crate::base::text::Text;
use crate::text;

/// The moment that the dissection of times wrote as `2026-02-02 08:36:38 UTC`, in seconds since 1970 and no earlier. Certificates
/// may last until the year 9999, longer than a [`Time`](crate::base::time::Time) can say.
pub(crate) fn moment(said: &str) -> Option<u64> {
    let part = |range: Range<usize>| said.get(range)?.parse::<u32>().ok();
    let month = Month::try_from(u8::try_from(part(5..7)?).ok()?).ok()?;
    let day = u8::try_from(part(8..10)?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(part(0..4)?).ok()?, month, day).ok()?;
    let clock = [part(11..13)?, part(14..16)?, part(17..19)?];
    let [hour, minute, second] = clock.map(|part| u8::try_from(part).ok());
    let at = date.with_hms(hour?, minute?, second?).ok()?.assume_utc();
    Some(u64::try_from(at.unix_timestamp()).unwrap_or(0))
}

/// So many seconds, in the unit that says most: `34 days`.
pub(crate) fn length(seconds: u64) -> Text {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    const LONG: u64 = 1000 * DAY;
    let s = |n: u64| if n == 1 { "" } else { "s" };
    match seconds {
        0..MINUTE => text!(en: "{seconds} second{s}", ko: "{seconds}초", s = s(seconds)),
        MINUTE..HOUR => {
            let n = seconds / MINUTE;
            text!(en: "{n} minute{s}", ko: "{n}분", s = s(n))
        }
        HOUR..DAY => {
            let n = seconds / HOUR;
            text!(en: "{n} hour{s}", ko: "{n}시간", s = s(n))
        }
        DAY..LONG => {
            let n = seconds / DAY;
            text!(en: "{n} day{s}", ko: "{n}일", s = s(n))
        }
        _ => {
            // A year of the calendar has 365.2425 days on average.
            let year = DAY * 3_652_425 / 10_000;
            let tenths = (seconds.saturating_mul(10).saturating_add(year / 2)) / year;
            let (n, rest) = (tenths / 10, tenths % 10);
            match rest {
                0 => text!(en: "{n} years", ko: "{n}년"),
                _ => text!(en: "{n}.{rest} years", ko: "{n}.{rest}년"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_said_in_their_unit() {
        for (seconds, said) in [
            (1, "1 second"),
            (119, "1 minute"),
            (7200, "2 hours"),
            (86_400 * 90, "90 days"),
            (86_400 * 3653, "10 years"),
            (86_400 * 1280, "3.5 years"),
        ] {
            assert_eq!(length(seconds).en, said);
        }
    }

    #[test]
    fn moments_are_read_back() {
        let at = moment;
        assert_eq!(at("1970-01-02 00:00:01 UTC"), Some(86_401));
        assert_eq!(at("1969-01-02 00:00:01 UTC"), Some(0));
        assert_eq!(at("2026-13-02 00:00:01 UTC"), None);
        assert_eq!(at("nonsense"), None);
    }
}
