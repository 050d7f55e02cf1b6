//! A pattern of a word: `*` stands for any letters, `?` for one; case does not count.

/// A pattern, or part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glob {
    letters: Vec<char>,
}

impl Glob {
    /// The whole word must look like `pattern`.
    pub(super) fn whole(pattern: &str) -> Self {
        Self {
            letters: pattern.to_lowercase().chars().collect(),
        }
    }

    /// `part` must stand somewhere in the word.
    pub(super) fn part(part: &str) -> Self {
        Self::whole(&format!("*{part}*"))
    }

    /// Whether it says more than one word.
    pub(super) fn is_pattern(&self) -> bool {
        self.letters
            .iter()
            .any(|letter| matches!(letter, '*' | '?'))
    }

    /// Whether `word` looks like it. Steps back to the last `*` only, so it takes at most length times length steps.
    pub(super) fn fits(&self, word: &str) -> bool {
        let word: Vec<char> = word.to_lowercase().chars().collect();
        let (mut at, mut from) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while let Some(letter) = word.get(from) {
            match self.letters.get(at) {
                Some('*') => {
                    star = Some((at, from));
                    at += 1;
                }
                Some(wanted) if *wanted == '?' || wanted == letter => {
                    at += 1;
                    from += 1;
                }
                _ => {
                    let Some((back, start)) = star else {
                        return false;
                    };
                    star = Some((back, start + 1));
                    at = back + 1;
                    from = start + 1;
                }
            }
        }
        let rest = self.letters.get(at..).unwrap_or_default();
        rest.iter().all(|letter| *letter == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit() {
        for (pattern, word, expected) in [
            ("*.example", "www.Example", true),
            ("*.example", "example", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true),
            ("", "", true),
            ("*", "", true),
            ("a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaac", false),
        ] {
            assert_eq!(
                Glob::whole(pattern).fits(word),
                expected,
                "{pattern} {word}"
            );
        }
        assert!(Glob::part("GCM").fits("TLS_AES_128_GCM_SHA256"));
    }
}
