//! A moment in words: `2026-03-01T00:00:00Z`, and behind it how much later or earlier: `+30d`, `-1h`, `+90m`, `+20s`.

use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::trust::der::Walk;
use crate::trust::moment::Moment;

/// The moment that `text` means; none if it means none.
pub fn read(text: &str) -> Option<Time> {
    let text = text.trim();
    let (at, mut rest) = text.split_at_checked(text.find('Z')? + 1)?;
    let digits: String = at.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.len() {
        14 => format!("{digits}Z"),
        _ => return None,
    };
    // As certificates write it, so that one reader reads both.
    let der = [&[tag::GENERALIZED_TIME, 15], digits.as_bytes()].concat();
    let element = Walk::over(&der).next().ok()?;
    let mut seconds = Moment::read(&element).ok()?.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = rest.split_at_checked(end)?;
        let number: i64 = number.strip_prefix('+').unwrap_or(number).parse().ok()?;
        let unit_seconds = match unit.get(..1)? {
            "d" => 86_400,
            "h" => 3_600,
            "m" => 60,
            "s" => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit_seconds)?)?;
        rest = unit.get(1..)?;
    }
    Some(Time::seconds(u64::try_from(seconds).ok()?))
}

/// A moment as it is read.
pub fn write(time: Time) -> String {
    Moment::from(time).to_string().replace(' ', "T")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_moved() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(read(text).map(write).as_deref(), expected, "{text}");
        };
        check("2026-01-01T00:00:00Z", Some("2026-01-01T00:00:00Z"));
        check("2026-01-01T00:00:00Z+31d-1s", Some("2026-01-31T23:59:59Z"));
        check("2026-01-01T00:00:00Z+2h", Some("2026-01-01T02:00:00Z"));
        check("soon", None);
        check("", None);
    }
}
