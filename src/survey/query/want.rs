//! A value somebody wrote, read as the field it is compared with wants it.

use std::net::{IpAddr, SocketAddr};
use std::ops::Range;

use time::{Date, Month, PrimitiveDateTime, Time};

use crate::base::level::Level;
use crate::dissect::tls::codes::version::Version;
use crate::survey::query::fact::{Fact, Field, Kind};
use crate::survey::query::glob::Glob;
use crate::survey::query::rank::{age, weight};

const SECOND: u64 = 1_000_000_000;

/// What a fact is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Want {
    /// The numbers that are equal to what was written: a day is all its nanoseconds.
    Number(Range<u64>),
    Flag(bool),
    End(End),
    Word(Glob),
}

/// An end, as far as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End {
    /// Addresses that share their first bits; a port if given.
    Net {
        address: IpAddr,
        bits: u8,
        port: Option<u16>,
    },
    /// Any address with this port.
    Port(u16),
    /// Addresses, or address and port, that look like this.
    Pattern(Glob),
}

/// `text` as a value of `field`; none if it is none.
pub(super) fn want(field: &Field, text: &str) -> Option<Want> {
    let one = |number: u64| Want::Number(number..number.saturating_add(1));
    Some(match field.kind {
        Kind::Number => one(text.parse().ok()?),
        Kind::Bytes => one(scaled(text, BYTES)?),
        Kind::Span => one(scaled(text, SPANS).or_else(|| scaled(&format!("{text}s"), SPANS))?),
        Kind::Moment => Want::Number(moment(text)?),
        Kind::Version => one(age(version(text)?)?),
        Kind::Level => {
            let mut levels = Level::ALL.into_iter();
            one(weight(
                levels.find(|level| level.code().eq_ignore_ascii_case(text))?,
            ))
        }
        Kind::Flag => Want::Flag(match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => true,
            "no" | "false" | "0" => false,
            _ => return None,
        }),
        Kind::End => Want::End(end(text)?),
        Kind::Words => Want::Word(Glob::whole(text)),
    })
}

impl Want {
    /// Whether `fact` is what was written.
    pub(super) fn is(&self, fact: &Fact<'_>) -> bool {
        match (self, fact) {
            (Self::Number(wanted), Fact::Number(number)) => wanted.contains(number),
            (Self::Flag(wanted), Fact::Flag(flag)) => wanted == flag,
            (Self::End(wanted), Fact::Ends(ends)) => ends.iter().any(|end| wanted.is(end)),
            (Self::Word(wanted), Fact::Words(words)) => words.iter().any(|word| wanted.fits(word)),
            (Self::Number(_) | Self::Flag(_) | Self::End(_) | Self::Word(_), _) => false,
        }
    }

    /// The numbers it stands for.
    pub(super) fn numbers(&self) -> Option<&Range<u64>> {
        match self {
            Self::Number(numbers) => Some(numbers),
            Self::Flag(_) | Self::End(_) | Self::Word(_) => None,
        }
    }
}

impl End {
    fn is(&self, end: &SocketAddr) -> bool {
        match self {
            Self::Net {
                address,
                bits,
                port,
            } => {
                port.is_none_or(|port| port == end.port())
                    && prefix(*address, *bits) == prefix(end.ip(), *bits)
                    && address.is_ipv4() == end.is_ipv4()
            }
            Self::Port(port) => *port == end.port(),
            Self::Pattern(pattern) => {
                pattern.fits(&end.ip().to_string()) || pattern.fits(&end.to_string())
            }
        }
    }
}

/// The first `bits` bits of an address.
fn prefix(address: IpAddr, bits: u8) -> u128 {
    let (number, width) = match address {
        IpAddr::V4(address) => (u128::from(u32::from(address)), 32u32),
        IpAddr::V6(address) => (u128::from(address), 128),
    };
    let rest = width.saturating_sub(bits.into());
    number.checked_shr(rest).unwrap_or_default()
}

fn end(text: &str) -> Option<End> {
    if let Some(port) = text.strip_prefix(':') {
        return port.parse().ok().map(End::Port);
    }
    if let Ok(end) = text.parse::<SocketAddr>() {
        let bits = if end.is_ipv4() { 32 } else { 128 };
        let (address, port) = (end.ip(), Some(end.port()));
        return Some(End::Net {
            address,
            bits,
            port,
        });
    }
    let (host, bits) = match text.split_once('/') {
        Some((host, bits)) => (host, Some(bits.parse::<u8>().ok()?)),
        None => (text, None),
    };
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    if let Ok(address) = bare.unwrap_or(host).parse::<IpAddr>() {
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        let port = None;
        return (bits <= most).then_some(End::Net {
            address,
            bits,
            port,
        });
    }
    let pattern = Glob::whole(text);
    let letters = text
        .chars()
        .all(|c| c.is_ascii_hexdigit() || ".:[]*?".contains(c));
    (pattern.is_pattern() && letters).then_some(End::Pattern(pattern))
}

/// Units of bytes, and how many bytes each is.
const BYTES: &[(&str, u64)] = &[
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("g", 1_000_000_000),
    ("b", 1),
    ("", 1),
];

/// Units of time, and how many nanoseconds each is.
const SPANS: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3_600 * SECOND),
    ("d", 86_400 * SECOND),
];

/// A decimal number with a unit.
fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let text = text.to_lowercase();
    let at = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let (_, scale) = units.iter().find(|(name, _)| *name == unit.trim())?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole = whole.parse::<u64>().ok()?.checked_mul(*scale)?;
    let mut rest = 0u64;
    let mut worth = *scale;
    for digit in part.chars() {
        worth /= 10;
        rest += u64::from(digit.to_digit(10)?) * worth;
    }
    whole.checked_add(rest)
}

/// The nanoseconds that a moment stands for: a day, a minute, a second or less, as exactly as it was written. UTC.
fn moment(text: &str) -> Option<Range<u64>> {
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (day, clock) = match text.split_once(['T', 't', ' ']) {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let mut parts = day.splitn(3, '-');
    let mut next = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    let Some(clock) = clock else {
        return since_epoch(date, Time::MIDNIGHT, 0, 86_400 * SECOND);
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = clock.splitn(3, ':');
    let mut next = || parts.next().map(|part| part.parse::<u8>().ok());
    let (hour, minute, second) = (next()??, next()??, next());
    let unit = if second.is_some() {
        SECOND
    } else {
        60 * SECOND
    };
    let second = second.map_or(Some(0), |second| second)?;
    let time = Time::from_hms(hour, minute, second).ok()?;
    let (mut nanos, mut unit) = (0, unit);
    for digit in fraction.chars() {
        unit /= 10;
        nanos += u64::from(digit.to_digit(10)?) * unit;
    }
    since_epoch(date, time, nanos, unit.max(1))
}

fn since_epoch(date: Date, time: Time, nanos: u64, unit: u64) -> Option<Range<u64>> {
    let seconds = PrimitiveDateTime::new(date, time)
        .assume_utc()
        .unix_timestamp();
    let start = u64::try_from(seconds)
        .ok()?
        .checked_mul(SECOND)?
        .checked_add(nanos)?;
    Some(start..start.saturating_add(unit))
}

/// A version as people write it: `1.2`, `TLS 1.2`, `tlsv1.2`, `ssl3`, `dtls1.2`, `0x0303`.
fn version(text: &str) -> Option<Version> {
    let letters: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_')
        .collect();
    let letters = letters.to_ascii_lowercase();
    if let Some(code) = letters.strip_prefix("0x") {
        return u16::from_str_radix(code, 16).ok().map(Version);
    }
    let (family, number) = match letters.find(|c: char| c.is_ascii_digit()) {
        Some(at) => letters.split_at(at),
        None => return None,
    };
    let family = family.strip_suffix('v').unwrap_or(family);
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    Some(Version(match (family, major, minor) {
        ("ssl", "2", "0") => 0x0002,
        ("ssl", "3", "0") => 0x0300,
        ("" | "tls", "1", "0") => 0x0301,
        ("" | "tls", "1", "1") => 0x0302,
        ("" | "tls", "1", "2") => 0x0303,
        ("" | "tls", "1", "3") => 0x0304,
        ("dtls", "1", "0") => 0xfeff,
        ("dtls", "1", "2") => 0xfefd,
        ("dtls", "1", "3") => 0xfefc,
        _ => return None,
    }))
}
