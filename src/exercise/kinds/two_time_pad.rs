//! Two messages under one pad: who knows how one begins reads how the other begins.
//!
//! Settings: `greetings`, beginnings of the message that is partly known (places `name`, `day`); `rests`, how it goes on; `others`, the
//! message with the word (places `word`, `old`), none longer than a greeting. The file `messages.hex` has one message a line.

use crate::base::text::{Lang, Text};
use crate::demo::chance::Chance;
use crate::demo::people::somebody;
use crate::demo::show::xor;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::exercise::words::Words;

/// The kind.
pub static KIND: Kind = Kind {
    name: "two_time_pad",
    draw,
    solve,
    oracle: None,
};

static FILE: &str = "messages.hex";
/// Syllables of a word, three letters each.
const SYLLABLES: usize = 3;
/// Bytes of the pad that are asked for.
const PAD: usize = 8;

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let one = |key: &str, chance: &mut Chance| -> Result<String, Unfit> {
        let list = exercise.setting_list(key)?;
        Ok(chance.pick(&list).copied().unwrap_or_default().to_owned())
    };
    let mut words = Words::default();
    words.set("name", somebody(chance));
    words.set("day", (10 + chance.below(20)).to_string());
    let (word, old) = (
        lines::word(chance, SYLLABLES),
        lines::word(chance, SYLLABLES),
    );
    words.set("word", word.clone());
    words.set("old", old.clone());
    let filled = |text: String| words.filled(&text, Lang::En);
    let greeting = filled(one("greetings", chance)?);
    let known = format!("{greeting}{}", filled(one("rests", chance)?));
    let other = filled(one("others", chance)?);
    if other.len() > greeting.len() {
        return Err(Unfit::new(format!("the greeting is shorter than: {other}")));
    }
    let pad = chance.vec(known.len().max(other.len()));
    let known_first = chance.below(2) == 0;
    let sealed = [&known, &other].map(|text| xor(text.as_bytes(), &pad));
    let [of_known, of_other] = &sealed;
    let mut variant = Variant::default();
    variant.file(
        FILE,
        match known_first {
            true => lines::written(of_known) + &lines::written(of_other),
            false => lines::written(of_other) + &lines::written(of_known),
        },
    );
    variant.say(
        "which",
        match known_first {
            true => Text::new("first", "첫째"),
            false => Text::new("second", "둘째"),
        },
    );
    variant.say(
        "line",
        match known_first {
            true => "1",
            false => "2",
        },
    );
    variant.say("greeting", greeting.clone());
    variant.say("bytes", greeting.len().to_string());
    variant.say("pad_bytes", PAD.to_string());
    variant.slip("word", "old", &old);
    variant.slip("word", "whole", &other);
    variant.slip("word", "both", format!("{old} {word}"));
    variant.slip("word", "both", format!("{word} {old}"));
    variant.answer("word", &word);
    let first = |bytes: &[u8]| hex::encode(bytes.get(..PAD).unwrap_or_default());
    let crib = greeting.as_bytes();
    variant.answer("pad", first(&pad));
    variant.slip("pad", "sum", first(&xor(of_known, of_other)));
    variant.slip("pad", "wrong_message", first(&xor(of_other, crib)));
    let from_second = of_known.get(1..).unwrap_or_default();
    variant.slip("pad", "one_off", first(&xor(from_second, crib)));
    variant.slip(
        "pad",
        "one_off",
        first(&xor(of_known, crib.get(1..).unwrap_or_default())),
    );
    variant.slip("pad", "ciphertext", first(of_known));
    variant.slip("pad", "ciphertext", first(of_other));
    variant.slip(
        "pad",
        "text",
        hex::encode(crib.get(..PAD).unwrap_or_default()),
    );
    variant.solved.set("word", word);
    variant.solved.set("other", other.clone());
    variant
        .difficulty
        .insert("known_bytes", greeting.len() as u64);
    variant.difficulty.insert("read_bytes", other.len() as u64);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let crib = desk.word("greeting")?.as_bytes();
    let line = desk.word("line")?;
    let file = desk.file(FILE)?;
    let messages: Vec<Vec<u8>> = file
        .split(|byte| *byte == b'\n')
        .filter_map(lines::bytes)
        .collect();
    let [first, second, ..] = messages.as_slice() else {
        return Err(Unfit::new("two messages are needed"));
    };
    let (known, other) = match line {
        "1" => (first, second),
        _ => (second, first),
    };
    let pad = xor(known, crib);
    let read = String::from_utf8_lossy(&xor(other, &pad)).into_owned();
    let forms = desk.exercise.setting_list("others")?;
    let word = forms.iter().find_map(|form| found(form, &read));
    let mut handed = Handed::default();
    handed.answers.insert(
        "word".to_owned(),
        word.ok_or_else(|| Unfit::new(format!("nothing known reads like: {read}")))?,
    );
    let first = pad.get(..PAD).unwrap_or_default();
    handed.answers.insert("pad".to_owned(), hex::encode(first));
    Ok(handed)
}

/// The word in a text of this `form`.
fn found(form: &str, text: &str) -> Option<String> {
    let letters = 3 * SYLLABLES;
    let mut words = Words::default();
    words.set("word", "*".repeat(letters));
    words.set("old", "?".repeat(letters));
    let form = words.filled(form, Lang::En);
    let fits = |(sign, letter): (char, char)| match sign {
        '*' | '?' => letter.is_ascii_lowercase(),
        sign => sign == letter,
    };
    let same = form.len() == text.len() && form.chars().zip(text.chars()).all(fits);
    let at = form.find('*').filter(|_| same)?;
    text.get(at..at + letters).map(str::to_owned)
}
