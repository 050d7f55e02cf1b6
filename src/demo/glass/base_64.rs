//! Base64 of glass (RFC 4648 §4): three bytes are four digits of six bits each.

/// The digits, by their value.
pub const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The six-bit groups of up to three bytes: 2, 3 or 4 of them; missing bits are zero.
pub fn groups(three: &[u8]) -> Vec<u8> {
    let at = |n: usize| three.get(n).copied().map_or(0, u32::from);
    let bits = at(0) << 16 | at(1) << 8 | at(2);
    let group = |n: usize| u8::try_from(bits >> (18 - 6 * n) & 0x3f).unwrap_or(0);
    let used = if three.is_empty() {
        0
    } else {
        three.len().min(3) + 1
    };
    (0..used).map(group).collect()
}

/// `bytes` in base64, filled up with `=` to whole groups of four.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let digits = groups(three);
        let digit = |value: &u8| DIGITS.get(usize::from(*value)).copied().unwrap_or(b'?');
        out.extend(digits.iter().map(digit).map(char::from));
        out.extend((digits.len()..4).map(|_| '='));
    }
    out
}

/// The bytes that `text` stands for; none unless it is whole groups of four digits, filled up where it must be, with no bits
/// left over that are not zero.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut quads = text.as_bytes().chunks(4).peekable();
    while let Some(quad) = quads.next() {
        let digits: Vec<u8> = quad
            .iter()
            .copied()
            .take_while(|digit| *digit != b'=')
            .collect();
        let filled = quad.iter().skip(digits.len()).all(|digit| *digit == b'=');
        let last = quads.peek().is_none();
        if quad.len() < 4 || !filled || digits.len() < 2 || (digits.len() < 4 && !last) {
            return None;
        }
        let mut bits: u32 = 0;
        for digit in &digits {
            let value = DIGITS.iter().position(|one| one == digit)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        bits <<= 6 * (4 - digits.len());
        let bytes = bits.to_be_bytes();
        let (kept, left) = bytes.get(1..)?.split_at_checked(digits.len() - 1)?;
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(kept);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    /// RFC 4648 §10.
    #[test]
    fn as_the_rfc_has_it() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in vectors {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        for bad in [
            "Z", "Zg", "Zg=", "Zg==Zg==", "Zh==", "Z===", "====", "Zm9*", "Zg=a",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn as_the_crate_has_it() {
        let mut chance = Chance::new(1, "base64");
        for n in 0..200 {
            let bytes = chance.vec(n);
            assert_eq!(encode(&bytes), STANDARD.encode(&bytes));
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
