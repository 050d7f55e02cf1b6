//! How long, how large and how numbered a certificate may be: the bounds that the verifier, the lint and the survey share.
//!
//! Each says in its own words what is beyond them; none has a bound of its own.

use crate::trust::moment::Moment;

/// The most days a server's certificate may last, if its notBefore is from some day on.
#[derive(Debug)]
pub struct Lifetime {
    /// The first notBefore for which it holds.
    since: Moment,
    /// The year of that day.
    pub year: u16,
    /// The most days.
    pub most: i64,
}

/// The bound for a certificate that begins at `from`; none before public authorities had a common one.
pub fn lifetime(from: Moment) -> Option<&'static Lifetime> {
    LIFETIMES.iter().find(|bound| from >= bound.since)
}

/// How many days a certificate lasts, begun ones included. Both ends belong to its life.
pub fn days(from: Moment, to: Moment) -> i64 {
    to.0.saturating_sub(from.0).saturating_add(DAY) / DAY
}

/// What a serial number must not be (RFC 5280 §4.1.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Its first bit is set.
    Negative,
    /// All its bits are zero.
    Zero,
    /// It has more than 20 bytes.
    Long,
}

/// What is wrong with a serial number, the content of its INTEGER.
pub fn serial(content: &[u8]) -> Option<Unfit> {
    match content {
        [first, ..] if first & 0x80 != 0 => Some(Unfit::Negative),
        _ if content.iter().all(|byte| *byte == 0) => Some(Unfit::Zero),
        _ if content.len() > 20 => Some(Unfit::Long),
        _ => None,
    }
}

/// A certificate of more bytes is larger than what one TLS record holds.
pub const LARGE: usize = 1 << 14;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The schedule (CA/B BR §6.3.2; from 2026 on, ballot SC-081), the latest first. What was said in months is counted in long ones.
static LIFETIMES: [Lifetime; 7] = [
    from(1_868_227_200, 2029, 47),
    from(1_805_068_800, 2027, 100),
    from(1_773_532_800, 2026, 200),
    from(1_598_918_400, 2020, 398),
    from(1_519_862_400, 2018, 825),
    from(1_427_846_400, 2015, 39 * 31),
    from(1_341_100_800, 2012, 60 * 31),
];

const fn from(since: i64, year: u16, most: i64) -> Lifetime {
    Lifetime {
        since: Moment(since),
        year,
        most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_begin_on_the_days_they_were_voted_for() {
        let starts: Vec<String> = LIFETIMES
            .iter()
            .map(|bound| bound.since.to_string())
            .collect();
        assert_eq!(
            starts,
            [
                "2029-03-15 00:00:00Z",
                "2027-03-15 00:00:00Z",
                "2026-03-15 00:00:00Z",
                "2020-09-01 00:00:00Z",
                "2018-03-01 00:00:00Z",
                "2015-04-01 00:00:00Z",
                "2012-07-01 00:00:00Z",
            ]
        );
    }

    #[test]
    fn both_ends_belong_to_the_life() {
        assert_eq!(days(Moment(0), Moment(DAY - 1)), 1);
        assert_eq!(days(Moment(0), Moment(DAY)), 2);
    }

    #[test]
    fn serial_numbers_are_positive_and_not_long() {
        assert_eq!(serial(&[0x80]), Some(Unfit::Negative));
        assert_eq!(serial(&[0]), Some(Unfit::Zero));
        assert_eq!(serial(&[]), Some(Unfit::Zero));
        assert_eq!(serial(&[1; 21]), Some(Unfit::Long));
        assert_eq!(serial(&[1; 20]), None);
    }
}
