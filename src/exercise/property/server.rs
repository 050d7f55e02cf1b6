//! The configuration of a server: lines of `name = value`, as small as can be. `#` begins a comment, quotes around a value do not
//! count.

use crate::base::text::Text;
use crate::exercise::property::reading::public_key;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;

/// The value of `name` in a configuration; of two lines the last counts.
pub fn value(file: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(file);
    let mut lines = text.lines().filter_map(|line| {
        let line = line.split('#').next().unwrap_or_default();
        let (key, value) = line.split_once('=')?;
        let quoted = |c: char| c.is_whitespace() || c == '"' || c == '\'' || c == ';';
        (key.trim() == name).then(|| value.trim_matches(quoted).to_owned())
    });
    lines.next_back()
}

/// The setting `setting` is a version of TLS of at least `least`; or a list with blanks or colons between that holds none with one of
/// the texts of `without` in its name.
pub static SETTING: Test = Test {
    name: "setting",
    look: setting,
};

fn setting(case: &Case<'_>) -> Found {
    let name = case.with.text("setting");
    let Some(value) = value(case.file, name) else {
        let seen = text!(en: "{name} is not set", ko: "{name} 설정이 없다");
        return Found::Slip("unset", seen);
    };
    let seen = text!(en: "{name} = {value}", ko: "{name} = {value}");
    if let Some(least) = version(case.with.text("least")) {
        return match version(&value) {
            Some(version) if version >= least => Found::Holds(seen),
            Some(_) => Found::Slip("too_low", seen),
            None => Found::Not(seen),
        };
    }
    let upper = value.to_ascii_uppercase();
    let refused = case.with.list("without");
    if refused
        .iter()
        .any(|text| upper.contains(&text.to_ascii_uppercase()))
    {
        return Found::Slip("left", seen);
    }
    match upper.trim().is_empty() {
        true => Found::Slip("unset", seen),
        false => Found::Holds(seen),
    }
}

/// `1.2`, `TLS 1.2`, `TLSv1.2` as a number.
fn version(text: &str) -> Option<(u8, u8)> {
    let text = text.trim().to_ascii_lowercase();
    let old = text.starts_with("ssl");
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let (major, minor) = digits.split_once('.').unwrap_or((digits, "0"));
    let (major, minor) = (major.trim().parse().ok()?, minor.trim().parse().ok()?);
    Some(if old { (0, major) } else { (major, minor) })
}

/// The private key in the file that the setting `key` names is that of the first certificate in the file that the setting `chain`
/// names. All files that it may name stand in `files`, so that they are handed in.
pub static KEY_FITS: Test = Test {
    name: "key_fits",
    look: key_fits,
};

fn key_fits(case: &Case<'_>) -> Found {
    let mut keys = Vec::new();
    for setting in ["chain", "key"] {
        let name = case.with.text(setting);
        let Some(file) = value(case.file, name) else {
            let seen = text!(en: "{name} is not set", ko: "{name} 설정이 없다");
            return Found::Slip("unset", seen);
        };
        let found = case.handed.get(&file).or_else(|| case.given.get(&file));
        let Some(bytes) = found else {
            let why = text!(en: "{name} names {file}, which is not in the folder", ko: "{name} 설정이 가리키는 파일이 폴더에 없다: {file}");
            return Found::Unreadable(why);
        };
        match public_key(&file, bytes) {
            Ok(key) => keys.push((file, key)),
            Err(why) => return Found::Unreadable(why),
        }
    }
    let [(chain, certified), (key, private)] = keys.as_slice() else {
        return Found::Not(Text::EMPTY);
    };
    match certified == private {
        true => {
            Found::Holds(text!(en: "{key} fits {chain}", ko: "{key} 키와 {chain} 인증서가 맞는다"))
        }
        false => Found::Slip(
            "other_key",
            text!(en: "{key} does not fit the first certificate of {chain}", ko: "{key} 키가 {chain} 파일의 첫 인증서와 맞지 않는다"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_however_it_is_written() {
        let check = |text: &str, expected| assert_eq!(version(text), expected, "{text}");
        check("1.2", Some((1, 2)));
        check("TLSv1.3", Some((1, 3)));
        check("tls 1.0", Some((1, 0)));
        check("TLSv1", Some((1, 0)));
        check("SSLv3", Some((0, 3)));
        check("new", None);
        let file = b"# min = 9\nmin = \"1.2\" # good\n";
        assert_eq!(value(file, "min").as_deref(), Some("1.2"));
    }
}
