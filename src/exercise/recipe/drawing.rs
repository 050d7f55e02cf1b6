//! Words drawn for a student.
//!
//! ```toml
//! [settings.draw]
//! who = ["A", "B"]                                     # one of them
//! why = [{ en = "…", ko = "…", reason = "x" }]         # one of them, and with it the word `reason`
//! many = { from = 2, to = 5 }                          # a number
//! zone = { syllables = 3, end = ".test" }              # a name
//! from = { day = "2026-02-01T00:00:00Z", days = 200 }  # a moment at midnight
//! serial = { hex = 8 }                                 # so many bytes
//! [settings.draw.both]
//! deal = ["a", "b", "c"]                               # to each of these words another
//! to = ["first", "second"]
//! [settings.hide]                                      # drawn in the same way, and not told to the student
//! faults = { pick = 2, of = ["a", "b", "c"] }          # some of them, with blanks between
//! [settings.say]                                       # out of those words, in the order of their names
//! host = "www.{zone}"
//! until = { at = "{from}+{many}d" }                    # a moment
//! ```

use toml::{Table, Value};

use crate::base::text::{Lang, Text};
use crate::demo::chance::Chance;
use crate::exercise::kind::Unfit;
use crate::exercise::recipe::moment;
use crate::exercise::words::Words;

/// Draws the words of the table `told` into `words`.
///
/// # Errors
/// Something in it cannot be drawn.
pub fn draw(told: Option<&Value>, chance: &mut Chance, words: &mut Words) -> Result<(), Unfit> {
    for (name, how) in told.and_then(Value::as_table).into_iter().flatten() {
        let unfit = || Unfit::new(format!("settings: `{name}` cannot be drawn"));
        match how {
            Value::Array(list) => {
                let one = chance.pick(list).ok_or_else(unfit)?;
                words.set(name, spoken(one).ok_or_else(unfit)?);
                // What else is told of the one that was drawn becomes words too.
                for (other, value) in one.as_table().into_iter().flatten() {
                    if other != "en" && other != "ko" {
                        words.set(other, spoken(value).ok_or_else(unfit)?);
                    }
                }
            }
            Value::Table(how) if how.contains_key("deal") => {
                deal(how, chance, words).ok_or_else(unfit)?
            }
            Value::Table(how) => words.set(name, one(how, chance).ok_or_else(unfit)?),
            _ => return Err(unfit()),
        }
    }
    Ok(())
}

/// Says the words of the table `told` with those that are there.
///
/// # Errors
/// One is no text, or its moment none.
pub fn say(told: Option<&Value>, words: &mut Words) -> Result<(), Unfit> {
    for (name, how) in told.and_then(Value::as_table).into_iter().flatten() {
        let unfit = || Unfit::new(format!("settings: `{name}` cannot be said"));
        let at = how.as_table().and_then(|how| how.get("at")?.as_str());
        let word = match at {
            Some(at) => {
                let at = moment::read(&words.filled(at, Lang::En));
                Text::same(moment::write(at.ok_or_else(unfit)?))
            }
            None => words.fill(&spoken(how).ok_or_else(unfit)?),
        };
        words.set(name, word);
    }
    Ok(())
}

/// A text in one or both languages, or a number.
fn spoken(value: &Value) -> Option<Text> {
    match value {
        Value::String(text) => Some(Text::same(text.clone())),
        Value::Integer(number) => Some(Text::same(number.to_string())),
        Value::Table(both) => Some(Text {
            en: both.get("en")?.as_str()?.to_owned().into(),
            ko: both.get("ko")?.as_str()?.to_owned().into(),
        }),
        Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) | Value::Array(_) => None,
    }
}

fn one(how: &Table, chance: &mut Chance) -> Option<Text> {
    let number = |key: &str| -> Option<u64> { how.get(key)?.as_integer()?.try_into().ok() };
    let text = |key: &str| how.get(key).and_then(Value::as_str);
    if let Some(from) = number("from") {
        let span = number("to")?.checked_sub(from)?.checked_add(1)?;
        return Some(Text::same((from + chance.below(span)).to_string()));
    }
    if let Some(n) = number("syllables") {
        let name: String = (0..n).map(|_| syllable(chance)).collect();
        let (start, end) = (text("start").unwrap_or(""), text("end").unwrap_or(""));
        return Some(Text::same(format!("{start}{name}{end}")));
    }
    if let Some(day) = text("day") {
        let day = moment::read(&format!("{day}+{}d", chance.below(number("days")?)))?;
        return Some(Text::same(moment::write(day)));
    }
    if let Some(n) = number("hex") {
        return Some(Text::same(hex::encode(
            chance.vec(usize::try_from(n).ok()?),
        )));
    }
    let mut of: Vec<&str> = how
        .get("of")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    chance.shuffle(&mut of);
    of.truncate(usize::try_from(number("pick")?).ok()?);
    Some(Text::same(of.join(" ")))
}

fn deal(how: &Table, chance: &mut Chance, words: &mut Words) -> Option<()> {
    let mut deal = how.get("deal")?.as_array()?.clone();
    chance.shuffle(&mut deal);
    let to = how.get("to")?.as_array()?;
    if to.len() > deal.len() {
        return None;
    }
    for (name, value) in to.iter().zip(&deal) {
        words.set(name.as_str()?, spoken(value)?);
    }
    Some(())
}

/// A consonant and a vowel, and sometimes another consonant: made up, and easy to say.
fn syllable(chance: &mut Chance) -> String {
    let mut letter = |letters: &[u8]| chance.pick(letters).map_or('a', |byte| char::from(*byte));
    let (first, second) = (letter(b"bdfgklmnprstvz"), letter(b"aeiou"));
    match letter(b"abc") {
        'a' => [first, second, letter(b"lmnrs")].into_iter().collect(),
        _ => [first, second].into_iter().collect(),
    }
}
