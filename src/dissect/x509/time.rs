//! Times (RFC 5280 §4.1.2.5): UTCTime and GeneralizedTime, said as a date.

use crate::base::field::printable;
use crate::base::text::Text;

/// Says UTCTime (`YYMMDDhhmmssZ`) and GeneralizedTime (`YYYYMMDDhhmmssZ`) as a date; anything else as it stands.
pub(super) fn say(bytes: &[u8]) -> Text {
    let raw = printable(bytes);
    let whole = match bytes.len() {
        13 if raw.as_str() < "50" => format!("20{raw}"),
        13 => format!("19{raw}"),
        _ => raw.clone(),
    };
    let parts = [0..4, 4..6, 6..8, 8..10, 10..12, 12..14].map(|range| {
        whole
            .get(range)
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
    });
    let [Some(y), Some(mo), Some(d), Some(h), Some(mi), Some(s)] = parts else {
        return Text::same(raw);
    };
    if whole.get(14..) != Some("Z") {
        return Text::same(raw);
    }
    Text::same(format!("{y}-{mo}-{d} {h}:{mi}:{s} UTC"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_dates() {
        assert_eq!(say(b"491231235959Z").en, "2049-12-31 23:59:59 UTC");
        assert_eq!(say(b"500101000000Z").en, "1950-01-01 00:00:00 UTC");
        assert_eq!(say(b"20500101000000Z").en, "2050-01-01 00:00:00 UTC");
        assert_eq!(say(b"2050010100Z").en, "2050010100Z");
    }
}
