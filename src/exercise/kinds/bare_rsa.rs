//! RSA without padding: a short message with a small exponent, and one message under two exponents with one modulus.
//!
//! Settings: `bits` of both moduli, `texts` two beginnings; behind each stands the word that is asked for. The cube of the first has
//! to stay below a modulus. The files are lines `name = 0x…`, which Python reads as they are.

use num_bigint_dig::BigUint;

use crate::demo::chance::Chance;
use crate::demo::glass::rsa::{Private, Public};
use crate::demo::public_key::rsa::attacks::{common_modulus, cube_root};
use crate::demo::public_key::rsa::mounted::twin;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::lines::word;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "bare_rsa",
    draw,
    solve,
    oracle: None,
};

static SYLLABLES: usize = 3;
static QUESTIONS: [&str; 2] = ["first", "second"];

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let bits = exercise.setting_number("bits")?;
    let length = usize::try_from(bits).map_err(Unfit::new)?;
    let texts = exercise.setting_list("texts")?;
    let [one, other] = texts[..] else {
        return Err(Unfit::new("settings: `texts` are two"));
    };
    let words = [(); 2].map(|()| word(chance, SYLLABLES));
    let [first, second] = &words;
    let texts = [format!("{one}{first}"), format!("{other}{second}")];
    let [m1, m2] = texts
        .each_ref()
        .map(|text| BigUint::from_bytes_be(text.as_bytes()));
    let cubed = &m1 * &m1 * &m1;
    let mut variant = Variant::default();

    let key = Private::new(chance, length, 3).public;
    variant.file(
        "letter1.txt",
        lines(&[("n", &key.n), ("e", &key.e), ("c", &key.raw(&m1))]),
    );
    let key = Private::new(chance, length, 65_537);
    let (a, b) = (twin(&key, 17).public, key.public);
    variant.file(
        "letter2.txt",
        lines(&[
            ("n", &a.n),
            ("e1", &a.e),
            ("c1", &a.raw(&m2)),
            ("e2", &b.e),
            ("c2", &b.raw(&m2)),
        ]),
    );

    for ((question, text), (word, theirs)) in QUESTIONS
        .iter()
        .zip(&texts)
        .zip([(first, second), (second, first)])
    {
        variant.answer(question, word);
        variant.answer(question, text);
        variant.slip(question, "reversed", backwards(word));
        variant.slip(question, "reversed", backwards(text));
        for said in [word, text] {
            let digits = hex::encode(said);
            variant.slip(question, "hex", &digits);
            variant.slip(question, "hex", format!("0x{digits}"));
        }
        let number = BigUint::from_bytes_be(text.as_bytes());
        variant.slip(question, "number", number);
        variant.slip(question, "other", theirs);
    }
    for number in [&m1 - 1_u8, &m1 + 1_u8] {
        let text = String::from_utf8(number.to_bytes_be()).map_err(Unfit::new)?;
        let word = text.strip_prefix(one).unwrap_or(&text).to_owned();
        variant.slip("first", "off_by_one", word);
        variant.slip("first", "off_by_one", text);
    }
    variant.difficulty.insert("bits", bits);
    variant.difficulty.insert("cube_bits", cubed.bits() as u64);
    variant.difficulty.insert("letters", first.len() as u64);
    Ok(variant)
}

fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

fn lines(numbers: &[(&str, &BigUint)]) -> String {
    let line =
        |(name, number): &(&str, &BigUint)| format!("{name} = 0x{}\n", number.to_str_radix(16));
    numbers.iter().map(line).collect()
}

/// The number called `name` in a file of such lines.
fn number(desk: &Desk<'_>, file: &str, name: &str) -> Result<BigUint, Unfit> {
    let text = String::from_utf8_lossy(desk.file(file)?).into_owned();
    let mut lines = text.lines().filter_map(|line| line.split_once(" = 0x"));
    let digits = lines
        .find(|(named, _)| *named == name)
        .map(|(_, digits)| digits);
    let number = digits.and_then(|digits| BigUint::parse_bytes(digits.as_bytes(), 16));
    number.ok_or_else(|| Unfit::new(format!("{file} has no number {name}")))
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let first = cube_root(&number(desk, "letter1.txt", "c")?)
        .ok_or_else(|| Unfit::new("the first ciphertext is no cube"))?;
    let key = |e: &str| -> Result<Public, Unfit> {
        Ok(Public {
            n: number(desk, "letter2.txt", "n")?,
            e: number(desk, "letter2.txt", e)?,
        })
    };
    let (a, b) = (key("e1")?, key("e2")?);
    let c1 = number(desk, "letter2.txt", "c1")?;
    let c2 = number(desk, "letter2.txt", "c2")?;
    let second = common_modulus([(&a, &c1), (&b, &c2)])
        .ok_or_else(|| Unfit::new("the exponents share a factor"))?;
    let mut handed = Handed::default();
    for (question, number) in QUESTIONS.iter().zip([first, second]) {
        let text = String::from_utf8(number.to_bytes_be()).map_err(Unfit::new)?;
        let word = text.rsplit(' ').next().unwrap_or_default().to_owned();
        handed.answers.insert((*question).to_owned(), word);
    }
    Ok(handed)
}
