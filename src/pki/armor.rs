//! PEM (RFC 7468): documents in base64 between two lines of dashes, with whatever text stands around them.
//!
//! Lenient where nothing can be mistaken: lines of any length, either line end, blanks, a missing end of padding, headers as old
//! OpenSSL wrote them. What cannot be read is said with the line it stands on.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose};

use crate::base::text::Text;
use crate::text;

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The label after BEGIN, such as `CERTIFICATE`.
    pub label: String,
    /// The line, from 1, of its BEGIN.
    pub line: usize,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether headers say that the bytes are encrypted (RFC 1421 §4.6.1.1).
    pub encrypted: bool,
}

/// Why a document cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// The line, from 1, of its BEGIN.
    pub line: usize,
    /// Why.
    pub why: Text,
}

/// Whether `bytes` hold a BEGIN line.
pub fn is_armored(bytes: &[u8]) -> bool {
    lines(bytes).any(|line| label(line, "BEGIN").is_some())
}

/// Every document in `bytes`, in order.
pub fn blocks(bytes: &[u8]) -> Vec<Result<Block, Torn>> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    for (number, line) in (1..).zip(lines(bytes)) {
        if let Some(name) = label(line, "BEGIN") {
            found.extend(open.take().map(|open| open.endless()));
            open = Some(Open::new(name, number));
        } else if let Some(name) = label(line, "END") {
            found.extend(open.take().map(|open| open.close(&name, number)));
        } else if let Some(open) = &mut open {
            open.line(line, number);
        }
    }
    found.extend(open.map(|open| open.endless()));
    found
}

/// A document whose END was not seen yet.
struct Open {
    label: String,
    line: usize,
    digits: Vec<u8>,
    encrypted: bool,
    wrong: Option<(usize, char)>,
}

impl Open {
    fn new(label: String, line: usize) -> Self {
        Self {
            label,
            line,
            digits: Vec::new(),
            encrypted: false,
            wrong: None,
        }
    }

    fn line(&mut self, line: &[u8], number: usize) {
        if line.contains(&b':') {
            self.encrypted |= line.starts_with(b"Proc-Type") && line.ends_with(b"ENCRYPTED");
            return;
        }
        for byte in line.iter().filter(|byte| !byte.is_ascii_whitespace()) {
            let digit = byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
            if !digit {
                let text = String::from_utf8_lossy(line);
                let odd = text
                    .chars()
                    .find(|c| !c.is_ascii_alphanumeric() && !"+/= \t\r".contains(*c));
                self.wrong.get_or_insert((number, odd.unwrap_or('?')));
            }
            self.digits.push(*byte);
        }
    }

    fn close(self, end: &str, number: usize) -> Result<Block, Torn> {
        let begin = &self.label;
        if end != begin {
            let end = end.to_owned();
            return Err(self.torn(
                text!(en: "BEGIN {begin} is ended by END {end} on line {number}", ko: "BEGIN {begin}: {number}번째 줄의 END {end}, 서로 다름"),
            ));
        }
        if let Some((line, odd)) = self.wrong {
            let odd = odd.escape_default().to_string();
            return Err(self.torn(
                text!(en: "line {line} holds {odd}, which is no digit of base64", ko: "{line}번째 줄에 base64가 아닌 글자가 있음: {odd}"),
            ));
        }
        match LENIENT.decode(&self.digits) {
            Ok(bytes) if bytes.is_empty() => Err(self.torn(Text::new(
                "there is nothing between BEGIN and END",
                "BEGIN과 END 사이가 비어 있음",
            ))),
            Ok(bytes) => Ok(Block {
                label: self.label,
                line: self.line,
                bytes,
                encrypted: self.encrypted,
            }),
            Err(_) => Err(self.torn(Text::new(
                "its base64 is damaged: a part is missing or too much",
                "base64가 손상됨: 빠지거나 남는 부분이 있음",
            ))),
        }
    }

    fn endless(self) -> Result<Block, Torn> {
        let label = &self.label;
        let why = text!(en: "the file ends, or the next BEGIN comes, before END {label}", ko: "END {label} 줄이 나오기 전에 파일이 끝나거나 다음 BEGIN이 나옴");
        Err(self.torn(why))
    }

    fn torn(&self, why: Text) -> Torn {
        Torn {
            line: self.line,
            why,
        }
    }
}

/// The label of a line such as `-----BEGIN CERTIFICATE-----`.
fn label(line: &[u8], word: &str) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.trim();
    let line = line.strip_prefix("-----")?.strip_prefix(word)?;
    let line = line.strip_prefix(' ')?.strip_suffix("-----")?;
    Some(line.to_owned())
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    // A file made on Windows may begin with a mark of its byte order.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end)
}

static LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Writes one document as PEM.
pub fn armored(label: &str, bytes: &[u8]) -> String {
    let digits = general_purpose::STANDARD.encode(bytes);
    let mut out = format!("-----BEGIN {label}-----\n");
    for line in digits.as_bytes().chunks(64) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push('\n');
    }
    out.push_str(&format!("-----END {label}-----\n"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Result<(&str, &[u8]), &str>]) {
        let found = blocks(text.as_bytes());
        let said: Vec<_> = found
            .iter()
            .map(|one| match one {
                Ok(block) => Ok((block.label.as_str(), block.bytes.as_slice())),
                Err(torn) => Err(torn.why.en.as_ref()),
            })
            .collect();
        assert_eq!(said.as_slice(), expected, "{text}");
    }

    #[test]
    fn blocks_are_found_whatever_stands_around() {
        let plain = "junk\n-----BEGIN A B-----\r\nAQID\r\n-----END A B-----\r\nmore\n-----BEGIN C-----\nBA==\n-----END C-----";
        check(plain, &[Ok(("A B", &[1, 2, 3])), Ok(("C", &[4]))]);
        check(
            "\u{feff}-----BEGIN C-----\n B A \n-----END C-----\n",
            &[Ok(("C", &[4]))],
        );
        check("nothing here", &[]);
        assert!(!is_armored(b"nothing here"));
        assert_eq!(
            blocks(armored("X", &[9; 100]).as_bytes())[0]
                .as_ref()
                .unwrap()
                .bytes,
            [9; 100]
        );
    }

    #[test]
    fn what_is_torn_is_said() {
        check(
            "-----BEGIN C-----\nBA",
            &[Err("the file ends, or the next BEGIN comes, before END C")],
        );
        check(
            "-----BEGIN C-----\nB*A\n-----END C-----",
            &[Err("line 2 holds *, which is no digit of base64")],
        );
        check(
            "-----BEGIN C-----\nBA==\n-----END D-----",
            &[Err("BEGIN C is ended by END D on line 3")],
        );
        check(
            "-----BEGIN C-----\n-----END C-----",
            &[Err("there is nothing between BEGIN and END")],
        );
    }
}
