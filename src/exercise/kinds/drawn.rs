//! Words drawn from lists and ranges, files given and files to be made by recipe: see [`recipe`](crate::exercise::recipe) for what
//! `[settings]` can tell.
//!
//! The solver follows `[[settings.make]]` with what a student has, and `[settings.slip]` says what it makes otherwise to make a known
//! mistake. It knows no hidden word: whether a given thing is good, it finds out with the tests that judge a student's files.

use toml::{Table, Value};

use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::recipe::cast::Cast;
use crate::exercise::recipe::drawing;
use crate::exercise::recipe::workshop::Workshop;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "drawn",
    draw,
    solve,
    oracle: None,
};

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let settings = &exercise.settings;
    let mut variant = Variant::default();
    drawing::draw(settings.get("draw"), chance, &mut variant.words)?;
    drawing::say(settings.get("say"), &mut variant.words)?;
    let mut all = variant.words.clone();
    drawing::draw(settings.get("hide"), chance, &mut all)?;
    let hidden: String = settings
        .get("hide")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(Table::keys)
        .filter_map(|name| all.get(name))
        .flat_map(|words| [words, " "])
        .collect();
    let marks: Vec<&str> = hidden.split_whitespace().collect();
    let cast = Cast::of(settings);
    let dealt = cast.map_or_else(Vec::new, |cast| cast.deal(chance));
    for one in &dealt {
        one.say(&mut variant.words)?;
    }
    let seed = chance.bytes();
    let none = std::collections::BTreeMap::new();
    let mut workshop = Workshop::new(&all, &marks, seed, &none);
    for item in items(settings, "give") {
        workshop.make(item)?;
    }
    for item in dealt.iter().flat_map(|one| one.items()) {
        workshop.make(&item)?;
    }
    variant.files = workshop.made;
    if let Some(cast) = cast {
        let codes: Vec<&str> = dealt.iter().map(|one| one.code()).collect();
        variant.answer(cast.question(), codes.join(" "));
        for (key, answer) in cast.slips(&codes) {
            variant.slip(cast.question(), key, answer);
        }
        variant.difficulty.insert("places", dealt.len() as u64);
    }
    if !marks.is_empty() {
        variant.difficulty.insert("hidden", marks.len() as u64);
    }
    let made = items(settings, "make").len() as u64;
    variant.difficulty.insert("items", made);
    Ok(variant)
}

fn items<'s>(settings: &'s Table, key: &str) -> Vec<&'s Table> {
    let list = settings.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect()
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let settings = &desk.exercise.settings;
    let changes = match aim {
        Aim::Right => None,
        Aim::Slip { of, key } => {
            let change = || settings.get("slip")?.get(of)?.get(key)?.as_table();
            Some(change().ok_or_else(|| Unfit::new(format!("no such mistake: {of}/{key}")))?)
        }
    };
    let seed = Chance::new(1, "solver").bytes();
    let mut workshop = Workshop::new(desk.words, &[], seed, desk.files);
    for item in items(settings, "make") {
        let text = |key: &str| item.get(key).and_then(Value::as_str);
        let name = text("name").or_else(|| text("file")).unwrap_or_default();
        let mut item = item.clone();
        let change = changes.and_then(|changes| changes.get(name)?.as_table());
        for (key, value) in change.into_iter().flatten() {
            item.insert(key.clone(), value.clone());
        }
        workshop.make(&item)?;
    }
    let mut handed = Handed {
        files: workshop.made,
        ..Handed::default()
    };
    if let Some(cast) = Cast::of(settings) {
        let places = cast.places().into_iter();
        let codes = places.map(|place| cast.judged(place, desk.words, desk.files));
        let codes: Vec<String> = codes.collect::<Result<_, _>>()?;
        handed
            .answers
            .insert(cast.question().to_owned(), codes.join(" "));
    }
    Ok(handed)
}
