//! Bytes of one's own on the command line: hexadecimal digits or words, and how they were read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::app::refusal::{Refusal, unreadable};
use crate::base::text::{Text, plural};
use crate::demo::wrong::Wrong;
use crate::pki::armor;
use crate::text;

/// Bytes, and how they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    pub(super) form: Form,
}

/// How an input was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Hex,
    Words,
    Base64,
    File,
}

/// What was typed as `flag`: `hex:…` or `0x…`, `text:…`, `base64:…`, `file:…`; without one of these, pairs of hexadecimal digits (colons and
/// blanks between them do not matter) are bytes, and everything else is text.
///
/// # Errors
/// If what is said to be hexadecimal or base64 is not; if a file cannot be read.
pub(super) fn typed(flag: &str, typed: &str) -> Result<Bytes, Refusal> {
    if let Some(words) = typed.strip_prefix("text:") {
        return Ok(Bytes::new(words.as_bytes().to_vec(), Form::Words));
    }
    if let Some(place) = typed.strip_prefix("file:") {
        let read = file(Path::new(place), FILE)?;
        return Ok(Bytes::new(unwrapped(read.bytes), Form::File));
    }
    if let Some(base64) = typed.strip_prefix("base64:") {
        let bytes = STANDARD.decode(base64.trim()).map_err(|why| {
            not(
                flag,
                &text!(en: "that is not base64: {why}", ko: "base64가 아님: {why}"),
            )
        })?;
        return Ok(Bytes::new(bytes, Form::Base64));
    }
    if let Some(digits) = typed
        .strip_prefix("hex:")
        .or_else(|| typed.strip_prefix("0x"))
    {
        let bytes = digits_of(digits).map_err(|why| not(flag, &why))?;
        return Ok(Bytes::new(bytes, Form::Hex));
    }
    match digits_of(typed) {
        Ok(bytes) if !bytes.is_empty() => Ok(Bytes::new(bytes, Form::Hex)),
        Ok(_) | Err(_) => Ok(Bytes::new(typed.as_bytes().to_vec(), Form::Words)),
    }
}

/// The same for what is never words, such as a key: without `text:` or the like it is hexadecimal digits.
///
/// # Errors
/// If it is not; those of [`typed`].
pub(super) fn exact(flag: &str, said: &str) -> Result<Bytes, Refusal> {
    let marked = ["text:", "base64:", "file:", "hex:", "0x"];
    if marked.iter().any(|mark| said.starts_with(mark)) {
        return typed(flag, said);
    }
    let bytes = digits_of(said).map_err(|why| not(flag, &why))?;
    Ok(Bytes::new(bytes, Form::Hex))
}

/// The longest file that may stand for a value: keys and signatures are short.
const FILE: u64 = 1 << 20;

/// What the first block of PEM holds; anything else as it is.
fn unwrapped(file: Vec<u8>) -> Vec<u8> {
    let first = armor::blocks(&file).into_iter().next();
    first.and_then(Result::ok).map_or(file, |block| block.bytes)
}

/// The bytes of the file at `place`, `-` being standard input; not more than `most`.
///
/// # Errors
/// If it cannot be read or is longer.
pub(super) fn file(place: &Path, most: u64) -> Result<Bytes, Refusal> {
    let broken = |why: io::Error| unreadable(place, &why);
    let mut bytes = Vec::new();
    let from = opened(place).map_err(broken)?;
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(broken)?;
    if bytes.len() as u64 > most {
        let name = place.display();
        return Err(Refusal::input(
            text!(en: "{name}: it is longer than {most} bytes, the most that is taken here", ko: "{name}: 여기서 받는 최대 길이 {most}바이트보다 길다"),
            text!(en: "give the beginning of it: head -c {most} {name}", ko: "앞부분만 준다: head -c {most} {name}"),
        ));
    }
    Ok(Bytes::new(bytes, Form::File))
}

/// The file at `place`, `-` being standard input.
///
/// # Errors
/// If it cannot be opened.
pub(super) fn opened(place: &Path) -> io::Result<Box<dyn Read>> {
    Ok(match place.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(place)?),
    })
}

/// Wrong usage, as the demonstration or tool says it.
pub(super) fn refused(wrong: Wrong) -> Refusal {
    Refusal::usage(wrong.what(), wrong.hint())
}

impl Bytes {
    fn new(bytes: Vec<u8>, form: Form) -> Self {
        Self { bytes, form }
    }

    /// How `flag` was read, in a sentence.
    pub(super) fn told(&self, flag: &str) -> Text {
        let n = self.bytes.len();
        let s = plural(n);
        match self.form {
            Form::Hex => text!(
                en: "{flag} was read as {n} byte{s} of hexadecimal; write text:… for words.",
                ko: "{flag} 값은 16진수 {n}바이트로 읽었다. 글이라면 text:… 로 쓴다.",
            ),
            Form::Words => text!(
                en: "{flag} was read as text, {n} byte{s} of UTF-8; write hex:… for bytes.",
                ko: "{flag} 값은 글(UTF-8 {n}바이트)로 읽었다. 바이트라면 hex:… 로 쓴다.",
            ),
            Form::Base64 => {
                text!(en: "{flag} was read as {n} byte{s} of base64.", ko: "{flag} 값은 base64 {n}바이트로 읽었다.")
            }
            Form::File => {
                text!(en: "{flag} was read from a file: {n} byte{s}.", ko: "{flag} 값은 파일에서 읽었다: {n}바이트.")
            }
        }
    }
}

/// Pairs of hexadecimal digits, with colons and blanks between pairs.
fn digits_of(text: &str) -> Result<Vec<u8>, Text> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ':')
        .collect();
    if let Some(odd) = bare.chars().find(|c| !c.is_ascii_hexdigit()) {
        return Err(
            text!(en: "{odd:?} is no hexadecimal digit", ko: "16진수 숫자가 아님: {odd:?}"),
        );
    }
    let n = bare.len();
    hex::decode(&bare).map_err(|_| {
        text!(en: "{n} hexadecimal digits are not whole bytes, which take two each", ko: "16진수 숫자가 {n}개이다. 바이트마다 두 자리여야 한다")
    })
}

fn not(flag: &str, why: &Text) -> Refusal {
    let (en, ko) = (&why.en, &why.ko);
    Refusal::usage(
        text!(en: "{flag}: {en}", ko: "{flag}: {ko}"),
        Text::new(
            "write bytes as hex:00ff, base64:AP8= or file:NAME, words as text:hello",
            "바이트는 hex:00ff, base64:AP8=, file:이름 으로, 글은 text:hello 로 쓴다",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read() {
        let check = |line: &str, bytes: &[u8], form: Form| {
            assert_eq!(
                typed("--key", line).unwrap(),
                Bytes::new(bytes.to_vec(), form),
                "{line}"
            );
        };
        check("00ff", &[0, 255], Form::Hex);
        check("00:FF 01", &[0, 255, 1], Form::Hex);
        check("0x00ff", &[0, 255], Form::Hex);
        check("hex:", &[], Form::Hex);
        check("text:cafe", b"cafe", Form::Words);
        check("caf", b"caf", Form::Words);
        check("", b"", Form::Words);
        check("안녕", "안녕".as_bytes(), Form::Words);
        check("base64:AP8=", &[0, 255], Form::Base64);
    }

    #[test]
    fn a_key_is_never_words() {
        assert_eq!(exact("--key", "00:ff").unwrap().bytes, [0, 255]);
        assert_eq!(exact("--key", "text:ab").unwrap().bytes, b"ab");
        for line in ["abc", "0g", "secret"] {
            let refusal = exact("--key", line).unwrap_err();
            assert!(refusal.what.en.starts_with("--key: "), "{line}");
        }
        let pem = b"words\n-----BEGIN PUBLIC KEY-----\nAP8=\n-----END PUBLIC KEY-----\n";
        assert_eq!(unwrapped(pem.to_vec()), [0, 255]);
        assert_eq!(unwrapped(b"-----BEGIN".to_vec()), b"-----BEGIN");
    }

    #[test]
    fn what_is_said_to_be_bytes_and_is_not_is_refused() {
        for line in ["hex:0", "0xzz", "hex:caf\u{e9}", "base64:*"] {
            let refusal = typed("--key", line).unwrap_err();
            assert!(refusal.what.en.starts_with("--key: "), "{line}");
        }
    }
}
