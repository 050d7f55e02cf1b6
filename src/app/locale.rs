//! What the environment says about language, characters and colour. Variables come in through a function.

use crate::base::text::Lang;
use crate::view::look::Marks;

/// Looks a variable up; empty counts as absent.
pub type Variables<'v> = &'v dyn Fn(&str) -> Option<String>;

fn first(names: &[&str], variables: Variables<'_>) -> Option<String> {
    names
        .iter()
        .find_map(|name| variables(name).filter(|value| !value.is_empty()))
}

/// The language for messages: Korean where the locale begins with `ko`, else English.
pub fn lang(variables: Variables<'_>) -> Lang {
    match first(&["LC_ALL", "LC_MESSAGES", "LANG"], variables) {
        Some(locale) if locale.to_lowercase().starts_with("ko") => Lang::Ko,
        Some(_) | None => Lang::En,
    }
}

/// Unicode where the locale says UTF-8, else ASCII. Korean is written in Unicode in any case, and so are its marks.
pub fn marks(lang: Lang, variables: Variables<'_>) -> Marks {
    let locale = first(&["LC_ALL", "LC_CTYPE", "LANG"], variables)
        .unwrap_or_default()
        .to_lowercase();
    match lang {
        Lang::Ko => Marks::Unicode,
        Lang::En if locale.contains("utf-8") || locale.contains("utf8") => Marks::Unicode,
        Lang::En => Marks::Ascii,
    }
}

/// Whether the environment asks for colour (`CLICOLOR_FORCE`), forbids it (`NO_COLOR`, `CLICOLOR=0`, `TERM=dumb`), or leaves it to the
/// terminal (`None`).
pub fn colour(variables: Variables<'_>) -> Option<bool> {
    let set = |name| first(&[name], variables);
    if set("NO_COLOR").is_some() {
        return Some(false);
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return Some(true);
    }
    if set("CLICOLOR").is_some_and(|value| value == "0")
        || set("TERM").is_some_and(|value| value == "dumb")
    {
        return Some(false);
    }
    None
}

/// Columns the environment asks for.
pub fn columns(variables: Variables<'_>) -> Option<usize> {
    first(&["COLUMNS"], variables)?
        .parse()
        .ok()
        .filter(|columns| (1..=10_000).contains(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        |name| {
            let pair = pairs.iter().find(|(key, _)| *key == name);
            pair.map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_locale_chooses_language_and_marks() {
        let korean = with(&[("LC_ALL", ""), ("LANG", "ko_KR.UTF-8")]);
        assert_eq!(lang(&korean), Lang::Ko);
        let english = with(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "ko_KR.UTF-8")]);
        assert_eq!(lang(&english), Lang::En);
        assert_eq!(marks(Lang::En, &english), Marks::Unicode);
        let bare = with(&[("LANG", "C")]);
        assert_eq!(marks(Lang::En, &bare), Marks::Ascii);
        assert_eq!(marks(Lang::Ko, &bare), Marks::Unicode);
    }

    #[test]
    fn colour_can_be_asked_for_and_forbidden() {
        assert_eq!(colour(&with(&[])), None);
        assert_eq!(colour(&with(&[("NO_COLOR", "")])), None);
        assert_eq!(
            colour(&with(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")])),
            Some(false)
        );
        assert_eq!(colour(&with(&[("CLICOLOR_FORCE", "1")])), Some(true));
        assert_eq!(colour(&with(&[("CLICOLOR", "0")])), Some(false));
        assert_eq!(colour(&with(&[("TERM", "dumb")])), Some(false));
    }

    #[test]
    fn columns_are_a_sane_number() {
        assert_eq!(columns(&with(&[("COLUMNS", "140")])), Some(140));
        assert_eq!(columns(&with(&[("COLUMNS", "wide")])), None);
        assert_eq!(columns(&with(&[("COLUMNS", "99999999")])), None);
    }
}
