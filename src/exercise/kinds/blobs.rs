//! The same kind of thing in five dresses: pieces of a word as text, hexadecimal, Base64, PEM and DER.
//!
//! Settings: none. Files `blob1` to `blob5`, each with `piece N of 5: xy` in another dress; the word is made of all pieces in the order
//! of their numbers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "blobs",
    draw,
    solve,
    oracle: None,
};

static DRESSES: [&str; 5] = ["text", "hex", "base64", "pem", "der"];

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let mut variant = Variant::default();
    let pieces: Vec<String> = DRESSES.iter().map(|_| syllable(chance)).collect();
    let mut order: Vec<usize> = (0..DRESSES.len()).collect();
    chance.shuffle(&mut order);
    // In the order of the files, the pieces must not make the word, neither forwards nor backwards.
    while order.is_sorted() || order.is_sorted_by(|a, b| a > b) {
        chance.shuffle(&mut order);
    }
    let mut dresses = DRESSES;
    chance.shuffle(&mut dresses);
    let mut as_the_files_stand = String::new();
    for ((number, place), dress) in (1..).zip(&order).zip(dresses) {
        let piece = pieces.get(*place).map_or("", String::as_str);
        as_the_files_stand.push_str(piece);
        let text = format!("piece {} of {}: {piece}", place + 1, DRESSES.len());
        variant.file(&format!("blob{number}"), dressed(dress, text.as_bytes()));
    }
    let word = pieces.concat();
    let backwards: String = pieces.iter().rev().map(String::as_str).collect();
    variant.slip("word", "file_order", as_the_files_stand);
    variant.slip("word", "backwards", backwards);
    variant.slip("word", "spaced", pieces.join(" "));
    variant.answer("word", word);
    variant.answer("dresses", dresses.join(" "));
    let hex_for_base64 = dresses.map(|dress| match dress {
        "hex" => "base64",
        "base64" => "hex",
        other => other,
    });
    variant.slip("dresses", "hex_base64", hex_for_base64.join(" "));
    let der_for_pem = dresses.map(|dress| match dress {
        "pem" => "der",
        "der" => "pem",
        other => other,
    });
    variant.slip("dresses", "pem_der", der_for_pem.join(" "));
    variant.difficulty.insert("pieces", pieces.len() as u64);
    Ok(variant)
}

pub(super) fn syllable(chance: &mut Chance) -> String {
    let one = |chance: &mut Chance, letters: &[u8]| {
        chance.pick(letters).map_or('a', |byte| char::from(*byte))
    };
    let first = one(chance, b"bdfgklmnprstvz");
    let middle = one(chance, b"aeiou");
    let last = one(chance, b"lmnrst");
    [first, middle, last].into_iter().collect()
}

fn dressed(dress: &str, text: &[u8]) -> Vec<u8> {
    let der = || {
        let length = u8::try_from(text.len()).unwrap_or(0);
        [&[0x0c, length], text].concat()
    };
    match dress {
        "hex" => format!("{}\n", hex::encode(text)).into_bytes(),
        "base64" => format!("{}\n", STANDARD.encode(text)).into_bytes(),
        "pem" => {
            let body = STANDARD.encode(der());
            format!("-----BEGIN PIECE-----\n{body}\n-----END PIECE-----\n").into_bytes()
        }
        "der" => der(),
        _ => [text, b"\n"].concat(),
    }
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let mut pieces = Vec::new();
    let mut dresses = Vec::new();
    for number in 1..=DRESSES.len() {
        let (dress, text) = undressed(desk.file(&format!("blob{number}"))?)?;
        let said = text.strip_prefix("piece ").and_then(|rest| {
            let (place, rest) = rest.split_once(" of ")?;
            Some((place.to_owned(), rest.split_once(": ")?.1.to_owned()))
        });
        pieces.push(said.ok_or_else(|| Unfit::new(format!("blob{number} says {text}")))?);
        dresses.push(dress);
    }
    pieces.sort();
    let mut handed = Handed::default();
    let word: String = pieces.into_iter().map(|(_, piece)| piece).collect();
    handed.answers.insert("word".to_owned(), word);
    handed
        .answers
        .insert("dresses".to_owned(), dresses.join(" "));
    Ok(handed)
}

/// What a blob is dressed in, and the text below.
fn undressed(blob: &[u8]) -> Result<(&'static str, String), Unfit> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(Unfit::new);
    let inner = |der: &[u8]| text(der.get(2..).unwrap_or_default());
    if blob.first() == Some(&0x0c) {
        return Ok(("der", inner(blob)?));
    }
    let whole = text(blob)?;
    let line = whole.trim();
    if line.starts_with("piece") {
        return Ok(("text", line.to_owned()));
    }
    if let Some(body) = line.strip_prefix("-----BEGIN PIECE-----") {
        let body = body.lines().filter(|line| !line.starts_with('-'));
        let der = STANDARD
            .decode(body.collect::<String>())
            .map_err(Unfit::new)?;
        return Ok(("pem", inner(&der)?));
    }
    match hex::decode(line) {
        Ok(bytes) => Ok(("hex", text(&bytes)?)),
        Err(_) => Ok(("base64", text(&STANDARD.decode(line).map_err(Unfit::new)?)?)),
    }
}
