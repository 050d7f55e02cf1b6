//! Distinguished names as strings (RFC 4514): the last part first, each `TYPE=value`, with what would be misread escaped.

use std::fmt::Write;

use x509_parser::x509::{AttributeTypeAndValue, X509Name};

use crate::dissect::x509::oid;

/// The name as RFC 4514 writes it, such as `CN=server.test,O=tlslab,C=KR`; empty for an empty name.
pub fn string(name: &X509Name<'_>) -> String {
    let parts: Vec<String> = name
        .iter_rdn()
        .map(|rdn| {
            let pairs: Vec<String> = rdn.iter().map(pair).collect();
            pairs.join("+")
        })
        .collect();
    parts.iter().rev().cloned().collect::<Vec<_>>().join(",")
}

fn pair(pair: &AttributeTypeAndValue<'_>) -> String {
    let dotted = pair.attr_type().to_id_string();
    let name = kind(&dotted);
    let bytes = pair.attr_value().data;
    match words(pair.attr_value().tag().0, bytes) {
        Some(words) => format!("{name}={}", escaped(&words)),
        None => format!("{name}=#{}", hex::encode(bytes)),
    }
}

/// What an attribute of this object identifier is called: by its short name (RFC 4514 §3), if it has one.
pub(crate) fn kind(dotted: &str) -> &str {
    let short = SHORT.iter().find(|(oid, _)| *oid == dotted);
    short.map_or_else(|| oid::name(dotted), |(_, name)| name)
}

/// The characters of a string type, by its tag (X.680 §8.4): UTF8String, NumericString, PrintableString, TeletexString (read as
/// Latin-1), IA5String, VisibleString, UniversalString, BMPString.
pub(crate) fn words(tag: u32, bytes: &[u8]) -> Option<String> {
    match tag {
        12 | 18 | 19 | 22 | 26 => std::str::from_utf8(bytes).ok().map(str::to_owned),
        20 => Some(bytes.iter().copied().map(char::from).collect()),
        28 => bytes
            .chunks(4)
            .map(|four| char::from_u32(u32::from_be_bytes(four.try_into().ok()?)))
            .collect(),
        30 => {
            let units: Option<Vec<u16>> = bytes
                .chunks(2)
                .map(|two| Some(u16::from_be_bytes(two.try_into().ok()?)))
                .collect();
            String::from_utf16(&units?).ok()
        }
        _ => None,
    }
}

/// RFC 4514 §2.4.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (at, char) in value.chars().enumerate() {
        match char {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            ' ' if at == 0 || at == last => out.push_str("\\ "),
            '#' if at == 0 => out.push_str("\\#"),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(out, "\\{:02X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out
}

/// Short names of RFC 4514 §3.
static SHORT: [(&str, &str); 9] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_misread_is_escaped() {
        assert_eq!(escaped("Sue, Grabbit and Runn"), "Sue\\, Grabbit and Runn");
        assert_eq!(escaped("Before\rAfter"), "Before\\0DAfter");
        assert_eq!(escaped("# x "), "\\# x\\ ");
        assert_eq!(escaped("한국"), "한국");
    }

    #[test]
    fn every_string_type_has_characters() {
        assert_eq!(words(30, &[0xd5, 0x5c, 0xad, 0x6d]).unwrap(), "한국");
        assert_eq!(words(20, &[0xe9]).unwrap(), "é");
        assert_eq!(words(12, &[0xff]), None);
        assert_eq!(words(30, &[0x00]), None);
    }
}
