//! Text for people, always in both languages, so that a missing translation does not compile.
//!
//! Korean uses one word a thing: padding 패딩, type 유형 (of a record, a frame, an ICMP message),
//! hello 헬로, half of a key exchange 몫, premaster secret 프리마스터 비밀, early data 조기 데이터,
//! retransmission 재전송, replay 재생 공격, CT log 로그, owner of a certificate 소유자, elliptic
//! curve 타원 곡선, post-quantum 양자 내성, damaged 손상되다, not taken apart here 풀지 않는.
//! The field of 32 bytes stays `random`; a random number is 난수.

use std::borrow::Cow;

/// A language tlslab speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// One thing said in English and in Korean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// What it says in English.
    pub en: Cow<'static, str>,
    /// The same in Korean.
    pub ko: Cow<'static, str>,
}

impl Text {
    /// Nothing to say.
    pub const EMPTY: Self = Self::new("", "");

    /// Text known when the program is built.
    pub const fn new(en: &'static str, ko: &'static str) -> Self {
        Self {
            en: Cow::Borrowed(en),
            ko: Cow::Borrowed(ko),
        }
    }

    /// A word that is the same in both languages: a number, a name of the standard.
    pub fn same(word: impl Into<Cow<'static, str>>) -> Self {
        let word = word.into();
        Self {
            en: word.clone(),
            ko: word,
        }
    }

    /// What it says in `lang`.
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ko => &self.ko,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ko.is_empty()
    }

    /// This, then `next`, with one space between.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        if self.is_empty() {
            return next.clone();
        }
        if next.is_empty() {
            return self.clone();
        }
        Self {
            en: format!("{} {}", self.en, next.en).into(),
            ko: format!("{} {}", self.ko, next.ko).into(),
        }
    }

    /// All of `parts` with `between` between them, as in a list.
    pub fn join<'t>(parts: impl IntoIterator<Item = &'t Self>, between: &str) -> Self {
        let parts: Vec<&Self> = parts.into_iter().collect();
        let one = |lang| {
            parts
                .iter()
                .map(|part| part.say(lang))
                .collect::<Vec<_>>()
                .join(between)
                .into()
        };
        Self {
            en: one(Lang::En),
            ko: one(Lang::Ko),
        }
    }
}

/// Text known when the program is built: what a `static` carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Doc {
    /// What it says in English.
    pub en: &'static str,
    /// The same in Korean.
    pub ko: &'static str,
}

impl Doc {
    /// Nothing to say.
    pub const EMPTY: Self = Self::new("", "");

    /// The same thing said twice.
    pub const fn new(en: &'static str, ko: &'static str) -> Self {
        Self { en, ko }
    }

    /// What it says in `lang`.
    pub const fn say(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }

    /// Whether there is nothing to say.
    pub const fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ko.is_empty()
    }
}

impl From<Doc> for Text {
    fn from(doc: Doc) -> Self {
        Self::new(doc.en, doc.ko)
    }
}

impl From<&'static str> for Text {
    /// A word that is the same in both languages.
    fn from(word: &'static str) -> Self {
        Self::same(word)
    }
}

impl From<String> for Text {
    /// A word that is the same in both languages.
    fn from(word: String) -> Self {
        Self::same(word)
    }
}

impl From<Cow<'static, str>> for Text {
    /// A word that is the same in both languages.
    fn from(word: Cow<'static, str>) -> Self {
        Self::same(word)
    }
}

/// A [`Text`] with values in it: `text!(en: "{n} suites offered", ko: "암호 모음 {n}개 제안")`.
/// In Korean, no particle follows a value: whether it is 을 or 를 depends on the value's sound.
#[macro_export]
macro_rules! text {
    (en: $en:literal, ko: $ko:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::base::text::Text { en: format!($en).into(), ko: format!($ko).into() }
    }};
}

/// What the plural of a noun adds in English: "1 packet", "2 packets". Korean counts without one.
pub fn plural(n: impl TryInto<u64>) -> &'static str {
    match n.try_into() {
        Ok(1) => "",
        Ok(_) | Err(_) => "s",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_not_many() {
        assert_eq!([0, 1, 2].map(plural), ["s", "", "s"]);
    }

    #[test]
    fn both_languages_carry_the_values() {
        let text = text!(en: "{n} suites", ko: "암호 모음 {n}개", n = 3);
        assert_eq!(
            (text.say(Lang::En), text.say(Lang::Ko)),
            ("3 suites", "암호 모음 3개")
        );
    }

    #[test]
    fn then_leaves_no_stray_space() {
        let word = Text::same("a");
        assert_eq!(Text::EMPTY.then(&word).then(&Text::EMPTY), word);
        assert_eq!(word.then(&word).en, "a a");
    }
}
