//! A field: the name the standard gives a run of bytes, how to read it, and what it is for, in both languages.
//!
//! Declared once, as a `static` beside the parser that reads it. A value is never stored: the bytes are there, and
//! [`Field::value`] says them.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::base::text::{Doc, Text};

/// One row of a registry: a code point, its name there, and what it means.
#[derive(Debug)]
pub struct Code {
    /// The number on the wire.
    pub value: u64,
    /// Its name as the standard or IANA spells it.
    pub name: &'static str,
    /// One sentence on what it means; empty where the name says it all.
    pub doc: Doc,
}

impl Code {
    /// A row with a sentence on what it means.
    pub const fn new(value: u64, name: &'static str, en: &'static str, ko: &'static str) -> Self {
        Self {
            value,
            name,
            doc: Doc::new(en, ko),
        }
    }

    /// A row whose name says it all.
    pub const fn plain(value: u64, name: &'static str) -> Self {
        Self {
            value,
            name,
            doc: Doc::EMPTY,
        }
    }
}

/// A registry of code points, sorted by value.
#[derive(Debug)]
pub struct Codes {
    /// Rows in ascending order of value.
    pub rows: &'static [Code],
    /// Whether 0x0a0a, 0x1a1a … are GREASE here (RFC 8701): values that mean nothing and must be ignored.
    pub grease: bool,
}

impl Codes {
    /// A registry without GREASE. Rows must be in ascending order.
    pub const fn new(rows: &'static [Code]) -> Self {
        Self {
            rows,
            grease: false,
        }
    }

    /// A registry of 16-bit values where GREASE may stand (RFC 8701).
    pub const fn greased(rows: &'static [Code]) -> Self {
        Self { rows, grease: true }
    }

    /// The row of `value`, if registered.
    pub fn row(&self, value: u64) -> Option<&'static Code> {
        let at = self
            .rows
            .binary_search_by_key(&value, |row| row.value)
            .ok()?;
        self.rows.get(at)
    }

    /// The name of `value`; unknown and GREASE values are kept as such: `unknown (0x1234)`, `GREASE (0x0a0a)`.
    pub fn name(&self, value: u64) -> String {
        match self.row(value) {
            Some(row) => row.name.to_owned(),
            None if self.grease && is_grease(value) => format!("GREASE (0x{value:04x})"),
            None => format!("unknown (0x{value:02x})"),
        }
    }
}

/// What a GREASE value means.
const GREASE: Doc = Doc::new(
    "A value that means nothing: sent at random so that no program learns to break on values it does not know.",
    "아무 뜻도 없는 값이다. 모르는 값을 만나면 고장 나는 프로그램이 생기지 않도록 무작위로 보낸다.",
);

/// Whether `value` is one of the sixteen reserved 16-bit values 0x0a0a, 0x1a1a … 0xfafa (RFC 8701 §2).
pub const fn is_grease(value: u64) -> bool {
    value <= 0xffff && value & 0x0f0f == 0x0a0a && value >> 8 == value & 0xff
}

/// How the bytes of a field are said.
#[derive(Clone, Copy, Debug)]
pub enum Show {
    /// Not at all: its parts are.
    Group,
    /// As hexadecimal digits.
    Hex,
    /// As a big-endian number.
    Dec,
    /// As text; bytes that are not UTF-8 or not printable are escaped.
    Utf8,
    /// As an IPv4 address, 4 bytes.
    Ip4,
    /// As an IPv6 address, 16 bytes.
    Ip6,
    /// As a hardware address, 6 bytes.
    Mac,
    /// As the name a registry gives the big-endian number.
    Code(&'static Codes),
    /// As some bits of the big-endian number: shifted right by `shift`, `width` bits. One bit is said as set or not set.
    Bits {
        /// Bits to the right of these.
        shift: u8,
        /// How many bits.
        width: u8,
    },
    /// As this function says.
    With(fn(&[u8]) -> Text),
}

/// The name, form and meaning of a run of bytes.
#[derive(Debug)]
pub struct Field {
    /// The name the standard gives it, in the standard's spelling.
    pub name: &'static str,
    /// How its bytes are said.
    pub show: Show,
    /// Where it is defined, such as `RFC 8446 §4.1.2`.
    pub rfc: &'static str,
    /// One sentence for a student: what it is and what it is for.
    pub doc: Doc,
}

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident => $show:expr),* $(,)?) => { $(
        $(#[$doc])*
        pub const fn $form(name: &'static str, rfc: &'static str, en: &'static str, ko: &'static str) -> Self {
            Self { name, show: $show, rfc, doc: Doc::new(en, ko) }
        }
    )* };
}

impl Field {
    forms! {
        /// A field made of other fields.
        group => Show::Group,
        /// Bytes said as hexadecimal digits.
        hex => Show::Hex,
        /// A big-endian number.
        dec => Show::Dec,
        /// Text.
        utf8 => Show::Utf8,
        /// An IPv4 address.
        ip4 => Show::Ip4,
        /// An IPv6 address.
        ip6 => Show::Ip6,
        /// A hardware address.
        mac => Show::Mac,
    }

    /// A number that a registry names.
    pub const fn code(
        name: &'static str,
        codes: &'static Codes,
        rfc: &'static str,
        en: &'static str,
        ko: &'static str,
    ) -> Self {
        Self {
            name,
            show: Show::Code(codes),
            rfc,
            doc: Doc::new(en, ko),
        }
    }

    /// Some bits of a number.
    pub const fn bits(
        name: &'static str,
        shift: u8,
        width: u8,
        rfc: &'static str,
        en: &'static str,
        ko: &'static str,
    ) -> Self {
        Self {
            name,
            show: Show::Bits { shift, width },
            rfc,
            doc: Doc::new(en, ko),
        }
    }

    /// Bytes that only a function can say.
    pub const fn with(
        name: &'static str,
        say: fn(&[u8]) -> Text,
        rfc: &'static str,
        en: &'static str,
        ko: &'static str,
    ) -> Self {
        Self {
            name,
            show: Show::With(say),
            rfc,
            doc: Doc::new(en, ko),
        }
    }

    /// What `bytes` say when read as this field; nothing for a group. Bytes of the wrong length are said in hex.
    pub fn value(&self, bytes: &[u8]) -> Option<Text> {
        let said = match self.show {
            Show::Group => return None,
            Show::With(say) => return Some(say(bytes)),
            Show::Bits { shift, width } => return Some(bits(bytes, shift, width)),
            Show::Hex => hex::encode(bytes),
            Show::Dec => number(bytes).map_or_else(|| hex::encode(bytes), |n| n.to_string()),
            Show::Utf8 => printable(bytes),
            Show::Ip4 => <[u8; 4]>::try_from(bytes)
                .map_or_else(|_| hex::encode(bytes), |b| Ipv4Addr::from(b).to_string()),
            Show::Ip6 => <[u8; 16]>::try_from(bytes)
                .map_or_else(|_| hex::encode(bytes), |b| Ipv6Addr::from(b).to_string()),
            Show::Mac => bytes
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect::<Vec<_>>()
                .join(":"),
            Show::Code(codes) => {
                number(bytes).map_or_else(|| hex::encode(bytes), |n| codes.name(n))
            }
        };
        Some(Text::same(said))
    }

    /// What the value means, where its registry says more than a name.
    pub fn meaning(&self, bytes: &[u8]) -> Option<Doc> {
        let Show::Code(codes) = self.show else {
            return None;
        };
        let value = number(bytes)?;
        match codes.row(value) {
            Some(row) => (!row.doc.is_empty()).then_some(row.doc),
            None => (codes.grease && is_grease(value)).then_some(GREASE),
        }
    }
}

/// The big-endian number of up to eight bytes.
pub fn number(bytes: &[u8]) -> Option<u64> {
    (!bytes.is_empty() && bytes.len() <= 8)
        .then(|| bytes.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// Text of `bytes` that is safe on a terminal: what is not printable is escaped as in Rust, invalid UTF-8 as `\x..`.
pub fn printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control()
                || ('\u{202a}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
            {
                out.extend(c.escape_default());
            } else {
                out.push(c);
            }
        }
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out
}

fn bits(bytes: &[u8], shift: u8, width: u8) -> Text {
    let whole = number(bytes).unwrap_or_default();
    let part = whole.checked_shr(shift.into()).unwrap_or_default()
        & 1u64
            .checked_shl(width.into())
            .unwrap_or_default()
            .wrapping_sub(1);
    match (width, part) {
        (1, 0) => Text::new("not set", "꺼짐"),
        (1, _) => Text::new("set", "켜짐"),
        _ => Text::same(part.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static CODES: Codes = Codes::greased(&[
        Code::plain(1, "one"),
        Code::new(2, "two", "Twice.", "두 번."),
    ]);
    static CODE: Field = Field::code("code", &CODES, "", "A code.", "코드.");
    static FLAG: Field = Field::bits("flag", 4, 1, "", "A flag.", "깃발.");

    #[test]
    fn codes_keep_what_they_do_not_know() {
        assert_eq!(CODES.name(2), "two");
        assert_eq!(CODES.name(0x1a1a), "GREASE (0x1a1a)");
        assert_eq!(CODES.name(0x1a2a), "unknown (0x1a2a)");
        assert_eq!(CODE.meaning(&[0, 2]).map(|doc| doc.en), Some("Twice."));
    }

    #[test]
    fn bits_are_cut_out_of_the_number() {
        assert_eq!(FLAG.value(&[0x10]).unwrap().en, "set");
        assert_eq!(
            Field::bits("f", 4, 4, "", "", "")
                .value(&[0x52])
                .unwrap()
                .en,
            "5"
        );
    }

    #[test]
    fn hostile_text_cannot_steer_the_terminal() {
        assert_eq!(printable(b"a\x1b[2Jb\xff"), "a\\u{1b}[2Jb\\xff");
        assert_eq!(printable("가\u{202e}".as_bytes()), "가\\u{202e}");
    }
}
