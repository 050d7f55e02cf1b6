//! Answers of several parts: the places of one, the choices of another, and each with one mistake in it.

use std::collections::BTreeMap;

use crate::base::text::{Lang, Text};
use crate::demo::chance::Chance;
use crate::exercise::form::{Choice, Form};
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::capture::facts::Facts;
use crate::exercise::kinds::capture::settings::{
    Answer, Change, Choosing, Chosen, Item, Places, Settings, Slip,
};

/// What an answer is made of: the words of it, and the facts they belong to where it has places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    words: Vec<String>,
    keys: Vec<String>,
}

impl Parts {
    /// As it is typed.
    pub fn typed(&self) -> String {
        match self.words.is_empty() {
            true => "none".to_owned(),
            false => self.words.join(" "),
        }
    }

    /// With one thing changed; none where there is nothing of that kind to change.
    pub fn changed(&self, change: &Change) -> Option<Self> {
        let mut parts = self.clone();
        let places = self.keys.iter().zip(&mut parts.words);
        for (_, word) in places.filter(|(key, _)| change.flip.contains(key)) {
            let flipped = other(word)?;
            if change.to.as_deref().is_none_or(|to| to == flipped) {
                *word = flipped.to_owned();
            }
        }
        if let Some([from, to]) = &change.instead {
            for word in parts.words.iter_mut().filter(|word| *word == from) {
                word.clone_from(to);
            }
        }
        if let Some([one, two]) = &change.swap {
            for word in &mut parts.words {
                match word {
                    word if word == one => word.clone_from(two),
                    word if word == two => word.clone_from(one),
                    _ => {}
                }
            }
        }
        for without in &change.without {
            let place = parts.words.iter().position(|word| word == without)?;
            parts.words.remove(place);
        }
        parts.words.extend(change.with.iter().cloned());
        if let (Some(moved), Some(before)) = (&change.moved, &change.before) {
            let from = parts.words.iter().position(|word| word == moved)?;
            let word = parts.words.remove(from);
            let to = parts.words.iter().position(|word| word == before)?;
            parts.words.insert(to, word);
        }
        (parts != *self).then_some(parts)
    }
}

fn other(word: &str) -> Option<&'static str> {
    match word {
        "visible" => Some("hidden"),
        "hidden" => Some("visible"),
        "yes" => Some("no"),
        "no" => Some("yes"),
        _ => None,
    }
}

/// The answer to each question; `drawn` are the places that were drawn, by question.
///
/// # Errors
/// A fact that is asked for is not there.
pub fn answers(
    settings: &Settings,
    facts: &Facts,
    drawn: Option<&[&Item]>,
) -> Result<BTreeMap<String, Parts>, Unfit> {
    let mut all = BTreeMap::new();
    for (question, answer) in &settings.answers {
        all.insert(question.clone(), parts(answer, facts)?);
    }
    if let (Some(places), Some(drawn)) = (&settings.places, drawn) {
        let keys: Vec<String> = drawn.iter().map(|item| item.key.clone()).collect();
        let words = keys.iter().map(|key| facts.one(key));
        let words = words.collect::<Result<_, _>>()?;
        all.insert(places.question.clone(), Parts { words, keys });
    }
    Ok(all)
}

fn parts(answer: &Answer, facts: &Facts) -> Result<Parts, Unfit> {
    let (words, keys) = match answer {
        Answer::One(asked) => (facts.all(asked)?, Vec::new()),
        Answer::Several(several) => {
            let words: Vec<Vec<String>> = several
                .iter()
                .map(|asked| facts.all(asked))
                .collect::<Result<_, _>>()?;
            (words.concat(), several.clone())
        }
    };
    Ok(Parts { words, keys })
}

/// What a mistake leads to; none where it cannot be made in this case.
///
/// # Errors
/// The settings name a fact that is nowhere.
pub fn slip(slip: &Slip, right: &Parts, facts: &Facts) -> Result<Option<String>, Unfit> {
    match slip {
        Slip::To(answer) => Ok(Some(parts(answer, facts)?.typed())),
        Slip::Changed(change) => Ok(right.changed(change).map(|parts| parts.typed())),
    }
}

/// The form of an answer, its choices in an order that is drawn.
///
/// # Errors
/// A fact that is asked for is not there.
pub fn form(choosing: &Choosing, facts: &Facts, chance: &mut Chance) -> Result<Form, Unfit> {
    let mut keys: Vec<String> = Vec::new();
    for asked in &choosing.of {
        for key in facts.all(asked)? {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    chance.shuffle(&mut keys);
    let choices = keys.into_iter().map(|key| Choice {
        key,
        means: Text::EMPTY,
    });
    let choices = choices.collect();
    Ok(match choosing.form {
        Chosen::Choice => Form::Choice(choices),
        Chosen::Order => Form::Order(choices),
        Chosen::Some => Form::Some(choices),
    })
}

/// Draws places: so many of each sort, in an order of one's own.
///
/// # Errors
/// There are not so many.
pub fn places<'p>(places: &'p Places, chance: &mut Chance) -> Result<Vec<&'p Item>, Unfit> {
    let mut drawn = Vec::new();
    for (sort, take) in &places.take {
        let mut items: Vec<&Item> = places.all.iter().filter(|one| one.sort == *sort).collect();
        if items.len() < *take {
            return Err(Unfit::new(format!("settings: fewer than {take} of {sort}")));
        }
        chance.shuffle(&mut items);
        drawn.extend(items.into_iter().take(*take));
    }
    chance.shuffle(&mut drawn);
    Ok(drawn)
}

/// The drawn places as lines of the task: ` 1. …`.
pub fn listed(drawn: &[&Item]) -> Text {
    let lines = |lang: Lang| {
        let lines = (1..).zip(drawn).map(|(number, item)| {
            let said = match lang {
                Lang::En => &item.en,
                Lang::Ko => &item.ko,
            };
            format!("{number}. {said}")
        });
        lines.collect::<Vec<String>>().join("\n")
    };
    Text {
        en: lines(Lang::En).into(),
        ko: lines(Lang::Ko).into(),
    }
}

/// The places that [`listed`] names, found again from its English lines.
pub fn read<'p>(places: &'p Places, listed: &str) -> Vec<&'p Item> {
    let lines = listed.lines().filter_map(|line| line.split_once(". "));
    lines
        .filter_map(|(_, said)| places.all.iter().find(|item| item.en == said))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_changed() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let order = Parts {
            words: owned(&["a", "b", "c"]),
            keys: Vec::new(),
        };
        let moved = Change {
            moved: Some("c".to_owned()),
            before: Some("a".to_owned()),
            ..Change::default()
        };
        assert_eq!(order.changed(&moved).unwrap().typed(), "c a b");
        let places = Parts {
            words: owned(&["visible", "hidden"]),
            keys: owned(&["sni", "path"]),
        };
        let flip = |key: &str| Change {
            flip: owned(&[key]),
            ..Change::default()
        };
        assert_eq!(
            places.changed(&flip("path")).unwrap().typed(),
            "visible visible"
        );
        assert_eq!(places.changed(&flip("alpn")), None);
    }
}
