//! DER as it is written here: tag, length, content, and nothing checked. A writer that keeps the rules cannot break them, so
//! yasna, which writes whatever else leaves the CA, would not do.

use time::OffsetDateTime;

use crate::base::time::Time;
use crate::dissect::x509::tag;

pub(super) const NULL: [u8; 2] = [0x05, 0x00];
const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;

/// Tag, length, and `parts` one behind the other.
pub(super) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short @ ..0x80) => out.push(short),
        Ok(_) | Err(_) => {
            let octets = length.to_be_bytes();
            let long: Vec<u8> = octets.into_iter().skip_while(|byte| *byte == 0).collect();
            // A length in memory has at most eight octets.
            out.push(0x80 | u8::try_from(long.len()).unwrap_or(8));
            out.extend(long);
        }
    }
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

/// A sequence of `parts`.
pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(tag::SEQUENCE, parts)
}

/// A sequence of all of `items`.
pub(super) fn list(items: &[Vec<u8>]) -> Vec<u8> {
    let parts: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
    sequence(&parts)
}

/// Whole octets as a BIT STRING.
pub(super) fn bits(octets: &[u8]) -> Vec<u8> {
    tlv(tag::BIT_STRING, &[&[0], octets])
}

/// A BIT STRING of named bits: the last zeros are left out, as DER has it.
pub(super) fn named_bits(set: &[u8]) -> Vec<u8> {
    let mut octets = [0_u8; 2];
    for bit in set {
        if let Some(octet) = octets.get_mut(usize::from(bit / 8)) {
            *octet |= 0x80 >> (bit % 8);
        }
    }
    let used = if octets[1] == 0 { 1 } else { 2 };
    let last = octets.iter().take(used).next_back().copied().unwrap_or(0);
    let unused = u8::try_from(last.trailing_zeros().min(7)).unwrap_or(0);
    tlv(
        tag::BIT_STRING,
        &[&[unused], octets.get(..used).unwrap_or_default()],
    )
}

/// A positive INTEGER.
pub(super) fn integer(octets: &[u8]) -> Vec<u8> {
    let mut content: Vec<u8> = octets
        .iter()
        .copied()
        .skip_while(|byte| *byte == 0)
        .collect();
    if content.first().is_none_or(|first| *first >= 0x80) {
        content.insert(0, 0);
    }
    tlv(tag::INTEGER, &[&content])
}

/// An OBJECT IDENTIFIER whose content is `octets`.
pub(super) fn oid(octets: &[u8]) -> Vec<u8> {
    tlv(tag::OID, &[octets])
}

/// A moment as RFC 5280 §4.1.2.5 wants it: two digits for the year until 2049, four from then on.
pub(super) fn moment(time: Time) -> Vec<u8> {
    let moment = i64::try_from(time.as_seconds())
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let year = moment.year();
    let (tag, year) = match year {
        1950..2050 => (tag::UTC_TIME, format!("{:02}", year % 100)),
        _ => (tag::GENERALIZED_TIME, format!("{year:04}")),
    };
    let (month, day) = (u8::from(moment.month()), moment.day());
    let (hour, minute, second) = moment.to_hms();
    let text = format!("{year}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
    tlv(tag, &[text.as_bytes()])
}

/// A moment in the long form, as OCSP has it.
pub(super) fn long_moment(time: Time) -> Vec<u8> {
    let short = moment(time);
    match short.split_first() {
        Some((&tag::UTC_TIME, rest)) => {
            let digits = rest.get(1..).unwrap_or_default();
            let century: &[u8] = if digits.first().is_some_and(|first| *first >= b'5') {
                b"19"
            } else {
                b"20"
            };
            tlv(tag::GENERALIZED_TIME, &[century, digits])
        }
        Some(_) | None => short,
    }
}

/// The octets of the public key in an SPKI: all that follows the algorithm and the head of the BIT STRING.
pub(super) fn last_bits(spki: &[u8]) -> &[u8] {
    let inside = content(spki).0;
    let (_, rest) = content(inside);
    content(rest).0.get(1..).unwrap_or_default()
}

/// The content of the first element of `bytes`, and what follows it; nothing of what is no element.
fn content(bytes: &[u8]) -> (&[u8], &[u8]) {
    let short = bytes.get(1).copied().unwrap_or(0);
    let (head, length) = match short {
        0..0x80 => (2, usize::from(short)),
        0x80.. => {
            let more = usize::from(short & 0x7f);
            let octets = bytes.get(2..2 + more).unwrap_or_default();
            let length = octets.iter().fold(0, |sum: usize, octet| {
                sum.saturating_mul(256) + usize::from(*octet)
            });
            (2 + more, length)
        }
    };
    let rest = bytes.get(head..).unwrap_or_default();
    rest.split_at_checked(length).unwrap_or_default()
}

/// A distinguished name: who made it, and `common` as its common name.
pub(super) fn name(common: &str) -> Vec<u8> {
    sequence(&[&part(10, OWNER), &part(3, common)])
}

/// A distinguished name with an organization and a common name.
pub(super) fn person(organization: &str, common: &str) -> Vec<u8> {
    sequence(&[&part(10, organization), &part(3, common)])
}

/// A distinguished name as our authorities have it: of no country, an organization, a common name.
pub(super) fn authority(organization: &str, common: &str) -> Vec<u8> {
    let country = tlv(PRINTABLE_STRING, &[b"XX"]);
    let country = tlv(tag::SET, &[&sequence(&[&oid(&[0x55, 4, 6]), &country])]);
    sequence(&[&country, &part(10, organization), &part(3, common)])
}

/// A distinguished name that says only who made it.
pub(super) fn owner() -> Vec<u8> {
    organization(OWNER)
}

/// A distinguished name with an organization alone.
pub(super) fn organization(name: &str) -> Vec<u8> {
    sequence(&[&part(10, name)])
}

/// One attribute of a name: `kind` is its last number below id-at (RFC 5280 appendix A.1).
pub(super) fn part(kind: u8, value: &str) -> Vec<u8> {
    let value = tlv(UTF8_STRING, &[value.as_bytes()]);
    tlv(tag::SET, &[&sequence(&[&oid(&[0x55, 4, kind]), &value])])
}

/// A distinguished name that says nothing.
pub(super) fn nobody() -> Vec<u8> {
    sequence(&[])
}

const OWNER: &str = "tlslab gallery, for teaching only";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_as_short_as_they_can_be() {
        assert_eq!(tlv(4, &[&[7]]), [4, 1, 7]);
        let check = |content: usize, head: &[u8]| {
            let written = tlv(4, &[&vec![0; content]]);
            assert_eq!(
                (written.len(), written.get(..head.len()).unwrap()),
                (content + head.len(), head)
            );
        };
        check(0x7f, &[4, 0x7f]);
        check(0x80, &[4, 0x81, 0x80]);
        check(0x100, &[4, 0x82, 1, 0]);
        check(0x10000, &[4, 0x83, 1, 0, 0]);
    }

    #[test]
    fn years_take_the_form_their_century_asks_for() {
        assert_eq!(moment(Time::seconds(0)), b"\x17\x0d700101000000Z");
        assert_eq!(
            moment(Time::seconds(2_524_608_000)),
            b"\x18\x0f20500101000000Z"
        );
        assert_eq!(
            long_moment(Time::seconds(1_700_000_000)),
            b"\x18\x0f20231114221320Z"
        );
    }

    #[test]
    fn named_bits_end_with_the_last_that_is_set() {
        assert_eq!(named_bits(&[0]), [3, 2, 7, 0x80]);
        assert_eq!(named_bits(&[5, 6]), [3, 2, 1, 0x06]);
        assert_eq!(named_bits(&[8]), [3, 3, 7, 0, 0x80]);
    }

    #[test]
    fn integers_stay_positive() {
        assert_eq!(integer(&[0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[0]), [2, 1, 0]);
    }
}
