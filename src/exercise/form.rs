//! Answers read kindly: what form an answer has, and how what somebody typed was read.

use crate::base::text::Text;
use crate::text;

/// What form an answer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word or a line of text: case, and blanks at its ends or doubled, do not matter.
    Words,
    /// Bytes in hexadecimal: blanks, colons, hyphens, a leading `0x` and case do not matter.
    Hex,
    /// A whole number of any size, decimal or after `0x` hexadecimal; commas and underscores between digits, a `#` before them and
    /// a unit behind them ([`UNITS`]) do not matter.
    Number,
    /// One of several, by its key or its letter.
    Choice(Vec<Choice>),
    /// Some of several, in any order, between commas or blanks; `none` for none of them.
    Some(Vec<Choice>),
    /// All of several in the right order, between commas, blanks or `>`.
    Order(Vec<Choice>),
    /// One of several for each place, in the order of the places: `a b a`, between commas or blanks.
    Each {
        /// What can stand at a place.
        choices: Vec<Choice>,
        /// How many places.
        places: usize,
    },
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called in an answer: small letters, digits, `_`, `-` and `.`.
    pub key: String,
    /// What it means; may be empty.
    pub means: Text,
}

/// An answer that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// In the one way this answer is written: what is compared and committed.
    pub plain: String,
    /// How it was read, for the one who typed it.
    pub says: Text,
}

impl Form {
    /// What kind of answer is expected, in a few words.
    pub fn says(&self) -> Text {
        match self {
            Self::Words => Text::new("a word or words", "낱말이나 문구"),
            Self::Hex => Text::new("bytes in hexadecimal", "16진수로 쓴 바이트"),
            Self::Number => Text::new(
                "a number, decimal or 0x hexadecimal",
                "수. 10진수 또는 0x 로 시작하는 16진수",
            ),
            Self::Choice(choices) => {
                let keys = keys(choices);
                text!(en: "one of: {keys}", ko: "다음 가운데 하나: {keys}")
            }
            Self::Some(choices) => {
                let keys = keys(choices);
                text!(en: "any of: {keys}; or none", ko: "다음 가운데 몇 개든: {keys}. 없으면 none")
            }
            Self::Order(choices) => {
                let keys = keys(choices);
                text!(en: "all of these in order: {keys}", ko: "다음을 모두 순서대로: {keys}")
            }
            Self::Each { choices, places } => {
                let keys = keys(choices);
                text!(
                    en: "{places} of these, one for each place: {keys}",
                    ko: "자리마다 하나씩 모두 {places}개: {keys}",
                )
            }
        }
    }

    /// What can be chosen, where something can.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choice(choices)
            | Self::Some(choices)
            | Self::Order(choices)
            | Self::Each { choices, .. } => choices,
            Self::Words | Self::Hex | Self::Number => &[],
        }
    }

    /// Reads what somebody typed.
    ///
    /// # Errors
    /// What is not of this form, in one sentence.
    pub fn read(&self, typed: &str) -> Result<Read, Text> {
        match self {
            Self::Words => {
                let plain = typed.split_whitespace().collect::<Vec<_>>().join(" ");
                match plain.is_empty() {
                    true => Err(Text::new("nothing was given", "아무것도 쓰지 않았다")),
                    false => Ok(Read {
                        says: Text::same(format!("`{plain}`")),
                        plain: plain.to_lowercase(),
                    }),
                }
            }
            Self::Hex => hexadecimal(typed),
            Self::Number => number(typed),
            Self::Choice(choices) => {
                let key = one(choices, typed.trim())?;
                Ok(Read {
                    says: Text::same(key.to_owned()),
                    plain: key.to_owned(),
                })
            }
            Self::Some(choices) => {
                let named = several(choices, typed)?;
                // In the order of the list, each once.
                let chosen = choices.iter().map(|choice| choice.key.as_str());
                let chosen: Vec<&str> = chosen.filter(|key| named.contains(key)).collect();
                let plain = match chosen.is_empty() {
                    true => "none".to_owned(),
                    false => chosen.join(" "),
                };
                Ok(Read {
                    says: Text::same(plain.clone()),
                    plain,
                })
            }
            Self::Order(choices) => {
                let named = several(choices, typed)?;
                counted(named.len(), choices.len())?;
                let missing = choices
                    .iter()
                    .find(|one| !named.contains(&one.key.as_str()));
                if let Some(Choice { key, .. }) = missing {
                    return Err(text!(en: "{key} is missing", ko: "빠진 것: {key}"));
                }
                Ok(listed(&named))
            }
            Self::Each { choices, places } => {
                let named = several(choices, typed)?;
                counted(named.len(), *places)?;
                Ok(listed(&named))
            }
        }
    }
}

fn keys(choices: &[Choice]) -> String {
    let keys = choices.iter().map(|choice| choice.key.as_str());
    keys.collect::<Vec<_>>().join(", ")
}

fn listed(named: &[&str]) -> Read {
    Read {
        plain: named.join(" "),
        says: Text::same(named.join(" ")),
    }
}

fn counted(have: usize, need: usize) -> Result<(), Text> {
    match have == need {
        true => Ok(()),
        false => Err(text!(
            en: "{need} are needed, {have} were given",
            ko: "{need}개가 필요한데 {have}개를 썼다",
        )),
    }
}

fn hexadecimal(typed: &str) -> Result<Read, Text> {
    let typed = typed.trim();
    let digits = typed.strip_prefix("0x").or(typed.strip_prefix("0X"));
    let digits: String = digits
        .unwrap_or(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !":-,".contains(*c))
        .collect();
    if digits.is_empty() {
        return Err(Text::new("nothing was given", "아무것도 쓰지 않았다"));
    }
    if let Some(wrong) = digits.chars().find(|c| !c.is_ascii_hexdigit()) {
        return Err(text!(
            en: "{wrong:?} is no hexadecimal digit",
            ko: "16진수 숫자가 아닌 글자: {wrong:?}",
        ));
    }
    let n = digits.len();
    let Ok(bytes) = hex::decode(&digits) else {
        return Err(text!(
            en: "{n} digits make no whole bytes: two digits a byte, with a 0 in front of a short one",
            ko: "숫자 {n}개로는 바이트가 맞아떨어지지 않는다. 바이트마다 숫자 두 개이고, 한 자리면 앞에 0을 붙인다",
        ));
    };
    let (plain, n) = (hex::encode(&bytes), bytes.len());
    let says = match n {
        1 => text!(en: "1 byte, {plain}", ko: "1바이트, {plain}"),
        _ => text!(en: "{n} bytes, {plain}", ko: "{n}바이트, {plain}"),
    };
    Ok(Read { plain, says })
}

/// Units that may stand behind a number: those in which tasks ask.
const UNITS: [&str; 5] = ["µs", "us", "bytes", "byte", "바이트"];

fn number(typed: &str) -> Result<Read, Text> {
    let typed = typed.trim().trim_start_matches('#');
    let unit = UNITS.iter().find_map(|unit| typed.strip_suffix(unit));
    let bare: String = unit
        .unwrap_or(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !",_".contains(*c))
        .collect();
    let (digits, base) = match bare.strip_prefix("0x").or(bare.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => (bare.as_str(), 10),
    };
    let whole = |base| !digits.is_empty() && digits.chars().all(|c| c.is_digit(base));
    if base == 10 && whole(16) && !whole(10) {
        return Err(text!(
            en: "`{bare}` is hexadecimal: write 0x in front of it",
            ko: "16진수이다. 앞에 0x 를 붙인다: `{bare}`",
        ));
    }
    if !whole(base) {
        return Err(text!(
            en: "`{bare}` is no whole number",
            ko: "정수가 아니다: `{bare}`",
        ));
    }
    let plain = match base {
        16 => match u128::from_str_radix(digits, 16) {
            Ok(value) => value.to_string(),
            Err(_) => {
                return Err(text!(
                    en: "`{bare}` is too long in hexadecimal; write it in decimal",
                    ko: "16진수로 쓰기에는 너무 길다. 10진수로 쓴다: `{bare}`",
                ));
            }
        },
        _ => match digits.trim_start_matches('0') {
            "" => "0".to_owned(),
            digits => digits.to_owned(),
        },
    };
    Ok(Read {
        says: Text::same(plain.clone()),
        plain,
    })
}

fn one<'c>(choices: &'c [Choice], typed: &str) -> Result<&'c str, Text> {
    let word = typed
        .trim_matches(|c: char| "()[].'\"`".contains(c))
        .to_lowercase();
    // The names of the standards differ in hyphens and underscores from who writes them.
    let bare = |word: &str| word.to_lowercase().replace(['-', '_', ' '], "");
    let by_letter = || {
        let mut letters = word.bytes();
        let (Some(letter @ b'a'..=b'z'), None) = (letters.next(), letters.next()) else {
            return None;
        };
        choices.get(usize::from(letter - b'a'))
    };
    let found = choices
        .iter()
        .find(|choice| {
            let Choice { key, means } = choice;
            bare(key) == bare(&word) || *means.en == *typed || *means.ko == *typed
        })
        .or_else(by_letter);
    found.map(|choice| choice.key.as_str()).ok_or_else(|| {
        let keys = keys(choices);
        text!(en: "`{typed}` is none of: {keys}", ko: "`{typed}`: 다음 가운데 없다: {keys}")
    })
}

fn several<'c>(choices: &'c [Choice], typed: &str) -> Result<Vec<&'c str>, Text> {
    let typed = typed.trim();
    if typed.eq_ignore_ascii_case("none") || typed == "없음" {
        return Ok(Vec::new());
    }
    let between = |c: char| c.is_whitespace() || ",>;".contains(c);
    let words = typed.split(between).filter(|word| !word.is_empty());
    let named: Vec<&str> = words
        .map(|word| one(choices, word))
        .collect::<Result<_, _>>()?;
    match named.is_empty() {
        true => Err(Text::new("nothing was given", "아무것도 쓰지 않았다")),
        false => Ok(named),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &Form, typed: &str, expected: &str) {
        assert_eq!(form.read(typed).unwrap().plain, expected, "{typed}");
    }

    #[test]
    fn what_does_not_matter_does_not_matter() {
        for typed in ["0a1B", "0x0a1b", "0a:1b", " 0A 1b ", "0a-1b"] {
            check(&Form::Hex, typed, "0a1b");
        }
        for typed in [
            "1000",
            "1,000",
            "0x3e8",
            "01000",
            "1_000",
            "#1000",
            "1000 µs",
            "1000bytes",
        ] {
            check(&Form::Number, typed, "1000");
        }
        check(&Form::Words, "  Two   Words ", "two words");
        let choices = ["bad_certificate", "x", "y"].map(|key| Choice {
            key: key.to_owned(),
            means: Text::EMPTY,
        });
        let choices = Vec::from(choices);
        check(
            &Form::Choice(choices.clone()),
            "Bad-Certificate",
            "bad_certificate",
        );
        check(&Form::Choice(choices.clone()), "b", "x");
        check(&Form::Some(choices.clone()), "y, x,y", "x y");
        check(&Form::Some(choices.clone()), "none", "none");
        check(
            &Form::Order(choices.clone()),
            "y > x > a",
            "y x bad_certificate",
        );
        let each = Form::Each { choices, places: 3 };
        check(&each, "x x y", "x x y");
    }

    #[test]
    fn what_is_not_of_the_form_is_said() {
        for typed in ["", "0a1", "xyz"] {
            assert!(Form::Hex.read(typed).is_err());
        }
        for typed in ["", "-1", "1.5", "0x", "3e8", "1000 ms"] {
            assert!(Form::Number.read(typed).is_err());
        }
    }
}
