//! A moment as certificates write it (RFC 5280 §4.1.2.5): whole seconds, years 1950 to 9999.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime};

use crate::base::text::Doc;
use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::trust::der::{Element, Problem, Wrong};

/// Seconds since 1970; before that, negative. [`Time`] ends in 2554, certificates do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// Reads a UTCTime or GeneralizedTime of the form RFC 5280 asks for.
    pub fn read(element: &Element<'_>) -> Result<Self, Wrong> {
        let wrong = |en, ko| element.wrong(Problem::Rule(Doc::new(en, ko)));
        let form = || {
            wrong(
                "a time has only digits, down to the second, and ends in Z",
                "시각은 초까지 숫자로만 적고 Z로 끝낸다",
            )
        };
        let digits = element.content().strip_suffix(b"Z").ok_or_else(form)?;
        let text = std::str::from_utf8(digits).map_err(|_| form())?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(form());
        }
        let (year, rest) = match (element.tag, text.len()) {
            (tag::UTC_TIME, 12) => {
                let (year, rest) = text.split_at(2);
                let year: i32 = year.parse().map_err(|_| form())?;
                (if year < 50 { 2000 + year } else { 1900 + year }, rest)
            }
            (tag::GENERALIZED_TIME, 14) => {
                let (year, rest) = text.split_at(4);
                (year.parse().map_err(|_| form())?, rest)
            }
            (tag::UTC_TIME | tag::GENERALIZED_TIME, _) => return Err(form()),
            _ => {
                let rule = "a UTCTime or a GeneralizedTime belongs here";
                return Err(wrong(rule, "UTCTime이나 GeneralizedTime이 와야 한다"));
            }
        };
        let part = |at: usize| rest.get(at..at + 2).and_then(|two| two.parse::<u8>().ok());
        let none = || wrong("there is no such date and time", "그런 날짜와 시각은 없다");
        let whole = || {
            let month = Month::try_from(part(0)?).ok()?;
            let date = Date::from_calendar_date(year, month, part(2)?).ok()?;
            let time = time::Time::from_hms(part(4)?, part(6)?, part(8)?).ok()?;
            Some(PrimitiveDateTime::new(date, time).assume_utc())
        };
        Ok(Self(whole().ok_or_else(none)?.unix_timestamp()))
    }

    /// Whether it is written as it must be: up to 2049 as UTCTime, afterwards as GeneralizedTime.
    pub fn rightly_tagged(self, tag: u8) -> bool {
        let from_2050 = self.0 >= FROM_2050;
        (tag == tag::GENERALIZED_TIME) == from_2050
    }

    /// The moment as the rest of tlslab counts; what lies outside is clipped.
    pub fn time(self) -> Time {
        Time::seconds(u64::try_from(self.0).unwrap_or_default())
    }
}

/// Fractions are dropped: a certificate's second lasts until the next.
impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Self(i64::try_from(time.as_seconds()).unwrap_or(i64::MAX))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ok(date) = OffsetDateTime::from_unix_timestamp(self.0) else {
            return write!(f, "@{}", self.0);
        };
        let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
        let (hour, minute, second) = (date.hour(), date.minute(), date.second());
        write!(
            f,
            "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}Z"
        )
    }
}

/// 2050-01-01T00:00:00Z.
const FROM_2050: i64 = 2_524_608_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::der::Walk;

    fn check(tag: u8, text: &str, expected: Option<&str>) {
        let bytes = [&[tag, u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
        let element = Walk::over(&bytes).next().unwrap();
        let read = Moment::read(&element).ok().map(|moment| moment.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn one_form_of_each_time() {
        check(tag::UTC_TIME, "491231235959Z", Some("2049-12-31 23:59:59Z"));
        check(tag::UTC_TIME, "500101000000Z", Some("1950-01-01 00:00:00Z"));
        check(
            tag::GENERALIZED_TIME,
            "29690503000000Z",
            Some("2969-05-03 00:00:00Z"),
        );
        check(tag::UTC_TIME, "4912312359Z", None);
        check(tag::UTC_TIME, "491231235959+0000", None);
        check(tag::GENERALIZED_TIME, "20240230000000Z", None);
        check(tag::GENERALIZED_TIME, "20240228000000.5Z", None);
        check(tag::GENERALIZED_TIME, "20240228240000Z", None);
        assert!(Moment(0).rightly_tagged(tag::UTC_TIME));
        assert!(!Moment(FROM_2050).rightly_tagged(tag::UTC_TIME));
    }
}
