//! Why something cannot be demonstrated or computed, in both languages, with what to try.

use std::error::Error;
use std::fmt;

use crate::base::text::Text;
use crate::demo::sizes::Sizes;
use crate::text;

/// Why something cannot be demonstrated or computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// An input has a number of bytes that does not fit.
    Size {
        /// Which input, as the command line has it: `--key`.
        input: &'static str,
        /// How many bytes it has.
        have: usize,
        /// How many it may have.
        need: Sizes,
    },
    /// An input that is needed was not given.
    Missing {
        /// Which input, as the command line has it: `--key`.
        input: &'static str,
        /// How many bytes it may have.
        need: Sizes,
    },
    /// An input was given that is not used.
    Unused {
        /// Which input, as the command line has it: `--nonce`.
        input: &'static str,
        /// Those that are used.
        takes: Vec<&'static str>,
    },
    /// The bytes of an input are no such thing: a point that is not on its curve, a key that cannot be read.
    Unfit {
        /// Which input, as the command line has it: `--peer`.
        input: &'static str,
        /// What is wrong with it.
        why: Text,
        /// What to try.
        hint: Text,
    },
}

impl Wrong {
    /// That `input` has a number of bytes that does not fit, unless it does.
    ///
    /// # Errors
    /// If it does not.
    pub fn unless(need: Sizes, input: &'static str, bytes: &[u8]) -> Result<(), Self> {
        let have = bytes.len();
        match need.fits(have) {
            true => Ok(()),
            false => Err(Self::Size { input, have, need }),
        }
    }

    /// That `input` is no such thing.
    pub fn unfit(input: &'static str, why: impl Into<Text>, hint: impl Into<Text>) -> Self {
        Self::Unfit {
            input,
            why: why.into(),
            hint: hint.into(),
        }
    }

    /// That no key could be made of the seed.
    pub fn no_key() -> Self {
        Self::unfit(
            "--seed",
            Text::new("no key could be made of it", "이 수로 키를 만들 수 없음"),
            Text::new("take another number", "다른 수를 쓴다"),
        )
    }

    /// What is wrong. No capital, no full stop.
    pub fn what(&self) -> Text {
        match self {
            Self::Size { input, have, need } => {
                let (has, need) = (Sizes::one(*have), need.text());
                let (has, en, ko) = (&has.en, &need.en, &need.ko);
                text!(en: "{input} has {has}; it needs {en}", ko: "{input} 길이가 {have}바이트임. {ko}여야 한다")
            }
            Self::Missing { input, need } => {
                let need = need.text();
                let (en, ko) = (&need.en, &need.ko);
                text!(en: "{input} is missing; it needs {en}", ko: "{input} 없음. {ko}가 필요하다")
            }
            Self::Unused { input, .. } => {
                text!(en: "{input} is not used here", ko: "여기서는 {input} 값을 쓰지 않음")
            }
            Self::Unfit { input, why, .. } => {
                let (en, ko) = (&why.en, &why.ko);
                text!(en: "{input}: {en}", ko: "{input}: {ko}")
            }
        }
    }

    /// What to try.
    pub fn hint(&self) -> Text {
        match self {
            Self::Size { .. } | Self::Missing { .. } => Text::new(
                "write bytes as hexadecimal digits, two a byte: 00ff; or as text:word",
                "바이트는 00ff 처럼 16진수 두 자리씩 쓰거나, text:낱말 처럼 글로 쓴다",
            ),
            Self::Unused { takes, .. } if takes.is_empty() => Text::new(
                "leave it out; nothing of your own goes in here",
                "빼고 실행한다. 여기에는 직접 넣는 값이 없다",
            ),
            Self::Unused { takes, .. } => {
                let takes = takes.join(", ");
                text!(en: "leave it out; what goes in here: {takes}", ko: "빼고 실행한다. 넣을 수 있는 값: {takes}")
            }
            Self::Unfit { hint, .. } => hint.clone(),
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what().en)
    }
}

impl Error for Wrong {}
