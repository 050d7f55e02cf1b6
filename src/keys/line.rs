//! One line of a key log: three words, or the two named values that OpenSSL's `s_client` prints.

use crate::base::text::Text;
use crate::keys::label::{LABELS, Label, SESSION};
use crate::text;

/// What a line holds. Made once and filled by each line, so that a long log allocates nothing for them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) label: Vec<u8>,
    /// What it is found by.
    pub(crate) key: Vec<u8>,
    pub(crate) secret: Vec<u8>,
}

/// Why a line cannot be used, worded only for those that are kept.
pub(crate) type Why = Box<dyn Fn() -> Text>;

/// Reads a line, which is trimmed and not empty, into `found`.
pub(crate) fn read(line: &[u8], found: &mut Found) -> Result<(), Why> {
    let Found { label, key, secret } = found;
    let mut words = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let (Some(first), Some(second), third, None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(count(line));
    };
    let session = named(second, b"Session-ID:").filter(|_| first == b"RSA");
    let (name, by, hidden) = match (session, third) {
        (Some(id), Some(master)) => {
            let master = named(master, b"Master-Key:").ok_or_else(|| count(line))?;
            (SESSION.as_bytes(), id, master)
        }
        (None, Some(third)) => (first, second, third),
        (_, None) => return Err(count(line)),
    };
    unhex(by, key)?;
    unhex(hidden, secret)?;
    label.clear();
    label.extend_from_slice(name);
    let known = Label::place(name).and_then(|place| LABELS.get(usize::from(place)));
    let Some(known) = known else {
        return match is_label(name) {
            true => Ok(()),
            false => Err(Box::new(|| {
                Text::new(
                    "The label may have letters, digits and underscores only.",
                    "레이블에는 영문자, 숫자, 밑줄만 쓸 수 있다.",
                )
            })),
        };
    };
    if !known.found_by.is_empty() && !known.found_by.contains(&key.len()) {
        let (have, need) = (key.len(), lengths(known.found_by));
        return Err(Box::new(move || {
            text!(
                en: "The word after the label should have the length {need} in bytes; it has {have}.",
                ko: "레이블 다음 단어의 길이가 {have}바이트이다. 올바른 길이: {need}바이트."
            )
        }));
    }
    if !known.secret.is_empty() && !known.secret.contains(&secret.len()) {
        let (have, need) = (secret.len(), lengths(known.secret));
        return Err(Box::new(move || {
            text!(
                en: "The secret should have the length {need} in bytes; it has {have}.",
                ko: "비밀의 길이가 {have}바이트이다. 올바른 길이: {need}바이트."
            )
        }));
    }
    if secret.is_empty() || secret.len() > usize::from(u16::MAX) {
        return Err(Box::new(|| {
            Text::new(
                "The secret is empty, or longer than any.",
                "비밀이 비어 있거나 너무 길다.",
            )
        }));
    }
    Ok(())
}

/// Whether a word may be a label: letters, digits and underscores.
pub(crate) fn is_label(word: &[u8]) -> bool {
    word.len() <= 64 && word.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

fn named<'w>(word: &'w [u8], name: &[u8]) -> Option<&'w [u8]> {
    word.strip_prefix(name)
}

fn lengths(of: &[usize]) -> String {
    let all: Vec<String> = of.iter().map(ToString::to_string).collect();
    all.join(" / ")
}

fn count(line: &[u8]) -> Why {
    let words = line.split(u8::is_ascii_whitespace);
    let n = words.filter(|word| !word.is_empty()).count();
    Box::new(move || {
        text!(
            en: "A line has three words, label, client random and secret; this one has {n}.",
            ko: "한 줄은 레이블, 클라이언트 random, 비밀의 세 단어로 이루어지는데, 이 줄에는 {n}개가 있다."
        )
    })
}

/// Pairs of hexadecimal digits into `out`, which is emptied first.
fn unhex(digits: &[u8], out: &mut Vec<u8>) -> Result<(), Why> {
    out.clear();
    out.resize(digits.len() / 2, 0);
    hex::decode_to_slice(digits, out).map_err(|_| -> Why {
        Box::new(|| {
            Text::new(
                "The client random and the secret must be pairs of hexadecimal digits.",
                "클라이언트 random과 비밀은 16진수 두 자리씩으로 적어야 한다.",
            )
        })
    })
}
