//! Values in a line of a log: everything but visible ASCII, and `%` and `=`, is written as `%xx`, so that blanks part the fields.

/// `text` as a value of a field.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' if byte != b'%' && byte != b'=' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02x}")),
        }
    }
    out
}

/// What [`escaped`] wrote; none if it is something else.
pub fn plain(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = after;
            continue;
        }
        let (pair, after) = after.split_at_checked(2)?;
        bytes.extend(hex::decode(pair).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}
