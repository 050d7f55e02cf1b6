//! How many bytes an input may have.

use crate::base::text::Text;
use crate::text;

/// How many bytes an input may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizes {
    /// One of these numbers, in ascending order.
    OneOf(&'static [usize]),
    /// Any number from the first to the second, both included.
    Between(usize, usize),
}

impl Sizes {
    /// Whether `n` bytes fit.
    pub fn fits(self, n: usize) -> bool {
        match self {
            Self::OneOf(sizes) => sizes.contains(&n),
            Self::Between(least, most) => (least..=most).contains(&n),
        }
    }

    /// In words: `16, 24 or 32 bytes`, `0 to 64 bytes`.
    pub fn text(self) -> Text {
        match self {
            Self::Between(only, most) if only == most => Self::one(only),
            Self::OneOf([]) => Text::new("no bytes", "0바이트"),
            Self::OneOf([only]) => Self::one(*only),
            Self::OneOf([first @ .., last]) => {
                let first: Vec<String> = first.iter().map(ToString::to_string).collect();
                text!(en: "{first} or {last} bytes", ko: "{first} 또는 {last}바이트", first = first.join(", "))
            }
            Self::Between(least, most) => {
                text!(en: "{least} to {most} bytes", ko: "{least}~{most}바이트")
            }
        }
    }

    /// `n` bytes: `1 byte`, `16 bytes`.
    pub fn one(n: usize) -> Text {
        match n {
            1 => Text::new("1 byte", "1바이트"),
            _ => text!(en: "{n} bytes", ko: "{n}바이트"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said() {
        let check = |sizes: Sizes, en: &str| assert_eq!(sizes.text().en, en);
        check(Sizes::OneOf(&[12]), "12 bytes");
        check(Sizes::OneOf(&[16, 24, 32]), "16, 24 or 32 bytes");
        check(Sizes::Between(0, 64), "0 to 64 bytes");
        check(Sizes::Between(1, 1), "1 byte");
        assert!(Sizes::Between(0, 64).fits(64) && !Sizes::OneOf(&[16]).fits(17));
    }
}
