//! Pictures with letters, encrypted behind their headers: those under ECB can still be read.
//!
//! Settings: `pictures`, how many there are; `fewest` and `most`, how many of them are under ECB; the others are under CBC or CTR. Files
//! `picture1.pgm` and so on: a header, then as many bytes as a picture of this size has. A line of a cell is one AES block.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::cipher::{BLOCK, Padding, cbc_encrypt, ctr, ecb_encrypt};
use crate::demo::symmetric::blocks::Repeats;
use crate::exercise::form::{Choice, Form};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "pictures",
    draw,
    solve,
    oracle: None,
};

/// Letters in a picture.
const LETTERS: usize = 4;
/// Cells of a letter, in both directions; one cell of margin around it.
const SIDE: usize = 5;
const COLUMNS: usize = LETTERS * (SIDE + 1) + 1;
const ROWS: usize = SIDE + 2;
/// Lines of pixels in a cell.
const LINES: usize = 8;
const BLOCKS: usize = COLUMNS * ROWS * LINES;

/// Letters that nobody takes for another, a row of cells a number.
static GLYPHS: &[(char, [u8; SIDE])] = &[
    ('a', [0b01110, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('c', [0b01111, 0b10000, 0b10000, 0b10000, 0b01111]),
    ('e', [0b11111, 0b10000, 0b11110, 0b10000, 0b11111]),
    ('f', [0b11111, 0b10000, 0b11110, 0b10000, 0b10000]),
    ('h', [0b10001, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('k', [0b10001, 0b10010, 0b11100, 0b10010, 0b10001]),
    ('l', [0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('m', [0b10001, 0b11011, 0b10101, 0b10001, 0b10001]),
    ('n', [0b10001, 0b11001, 0b10101, 0b10011, 0b10001]),
    ('p', [0b11110, 0b10001, 0b11110, 0b10000, 0b10000]),
    ('t', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('u', [0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('v', [0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('x', [0b10001, 0b01010, 0b00100, 0b01010, 0b10001]),
    ('y', [0b10001, 0b01010, 0b00100, 0b00100, 0b00100]),
    ('z', [0b11111, 0b00010, 0b00100, 0b01000, 0b11111]),
];

fn header() -> String {
    format!("P5\n{} {}\n255\n", COLUMNS * BLOCK, ROWS * LINES)
}

fn named(number: usize) -> String {
    format!("picture{number}.pgm")
}

/// The pixels of a picture of these letters with so many specks, each a block that occurs nowhere else.
fn painted(letters: &str, specks: usize, chance: &mut Chance) -> Vec<u8> {
    let mut blocks = vec![[0xff; BLOCK]; BLOCKS];
    for (place, letter) in letters.chars().enumerate() {
        let glyph = GLYPHS.iter().find(|(name, _)| *name == letter);
        let rows = glyph.map_or([0; SIDE], |(_, rows)| *rows);
        for (row, cells) in rows.into_iter().enumerate() {
            for column in (0..SIDE).filter(|column| cells >> (SIDE - 1 - column) & 1 == 1) {
                for line in 0..LINES {
                    let at = place_of(place, row, column, line);
                    blocks
                        .iter_mut()
                        .skip(at)
                        .take(1)
                        .for_each(|block| *block = [0; BLOCK]);
                }
            }
        }
    }
    let mut places: Vec<usize> = (0..BLOCKS).collect();
    chance.shuffle(&mut places);
    for place in places.into_iter().take(specks) {
        if let Some(block) = blocks.get_mut(place) {
            *block = chance.bytes();
        }
    }
    blocks.concat()
}

/// Which block is this line of this cell of a letter.
fn place_of(letter: usize, row: usize, column: usize, line: usize) -> usize {
    ((row + 1) * LINES + line) * COLUMNS + letter * (SIDE + 1) + 1 + column
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let count = |key: &str| -> Result<usize, Unfit> {
        usize::try_from(exercise.setting_number(key)?).map_err(Unfit::new)
    };
    let (pictures, fewest, most) = (count("pictures")?, count("fewest")?, count("most")?);
    if fewest < 2 || most < fewest || pictures < most + 2 {
        return Err(Unfit::new(
            "settings: at least two under ECB, and two others",
        ));
    }
    let under_ecb = fewest + chance.place(most - fewest + 1);
    let mut modes: Vec<&str> = (0..pictures)
        .map(|place| match place {
            place if place < under_ecb => "ecb",
            place if (place - under_ecb).is_multiple_of(2) => "cbc",
            _ => "ctr",
        })
        .collect();
    chance.shuffle(&mut modes);
    // Of no two is the number of specks the same.
    let mut specks: Vec<usize> = (20..80).collect();
    chance.shuffle(&mut specks);
    let mut variant = Variant::default();
    let mut shown = Vec::new();
    let mut clearest: Option<(usize, Vec<u8>)> = None;
    for ((number, mode), specks) in (1..).zip(&modes).zip(specks) {
        let letters = (0..LETTERS).filter_map(|_| chance.pick(GLYPHS));
        let letters: String = letters.map(|(letter, _)| *letter).collect();
        let pixels = painted(&letters, specks, chance);
        let (key, start) = (chance.vec(16), chance.vec(BLOCK));
        let body = match *mode {
            "ecb" => ecb_encrypt(&key, &pixels, Padding::None),
            "cbc" => cbc_encrypt(&key, &start, &pixels, Padding::None),
            _ => ctr(&key, &start, &pixels),
        };
        let file = [header().into_bytes(), body.map_err(Unfit::new)?].concat();
        if *mode == "ecb" {
            shown.push((named(number), letters));
            if clearest.as_ref().is_none_or(|(fewest, _)| specks < *fewest) {
                clearest = Some((specks, file.clone()));
            }
        }
        variant.file(&named(number), file);
    }
    ecb(&mut variant, &modes);
    letters(&mut variant, &shown);
    repeated(
        &mut variant,
        &clearest.map(|(_, file)| file).unwrap_or_default(),
    );
    variant.say("pictures", pictures.to_string());
    variant.say("header", header().len().to_string());
    variant.say("body", (BLOCKS * BLOCK).to_string());
    variant.say("columns", COLUMNS.to_string());
    variant.difficulty.insert("pictures", pictures as u64);
    variant.difficulty.insert("under_ecb", under_ecb as u64);
    Ok(variant)
}

fn ecb(variant: &mut Variant, modes: &[&str]) {
    let those = |under: &dyn Fn(&str) -> bool| {
        let numbers = (1..).zip(modes).filter(|(_, mode)| under(mode));
        let numbers: Vec<String> = numbers.map(|(number, _)| named(number)).collect();
        numbers.join(" ")
    };
    let choices = (1..=modes.len()).map(|number| Choice {
        key: named(number),
        means: Text::EMPTY,
    });
    variant
        .forms
        .insert("ecb".to_owned(), Form::Some(choices.collect()));
    variant.answer("ecb", those(&|mode| mode == "ecb"));
    variant.slip("ecb", "others", those(&|mode| mode != "ecb"));
    variant.slip("ecb", "block_modes", those(&|mode| mode != "ctr"));
    variant.slip("ecb", "none", "none");
    for (number, _) in (1..).zip(modes).filter(|(_, mode)| **mode == "ecb") {
        variant.slip("ecb", "one_only", named(number));
    }
    variant.slip("ecb", "all", those(&|_| true));
}

fn letters(variant: &mut Variant, shown: &[(String, String)]) {
    let texts: Vec<&str> = shown.iter().map(|(_, letters)| letters.as_str()).collect();
    let backwards: Vec<&str> = texts.iter().rev().copied().collect();
    variant.answer("letters", texts.join(" "));
    variant.answer("letters", texts.concat());
    variant.answer("letters", texts.join(","));
    variant.slip("letters", "backwards", backwards.join(" "));
    variant.slip("letters", "backwards", backwards.concat());
    for text in &texts {
        variant.slip("letters", "one_picture", text);
    }
    let told: Vec<String> = shown
        .iter()
        .map(|(name, text)| format!("{name}: {text}"))
        .collect();
    variant.solved.set("shown", told.join(", "));
}

fn repeated(variant: &mut Variant, file: &[u8]) {
    let body = file.get(header().len()..).unwrap_or_default();
    let repeats = Repeats::of(body);
    let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
    for block in body.chunks_exact(BLOCK) {
        *counts.entry(block).or_default() += 1;
    }
    let twice = counts.values().filter(|count| **count > 1);
    variant.answer("repeated", repeats.again());
    variant.slip("repeated", "different", repeats.kinds);
    variant.slip("repeated", "kinds_that_repeat", twice.clone().count());
    variant.slip("repeated", "first_too", twice.sum::<usize>());
    variant.slip("repeated", "header", Repeats::of(file).again());
    variant.slip("repeated", "most_common", repeats.most.1);
    variant.solved.set("kinds", repeats.kinds.to_string());
    variant.solved.set("blocks", repeats.blocks.to_string());
    variant.solved.set("again", repeats.again().to_string());
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let (mut names, mut texts, mut most) = (Vec::new(), Vec::new(), 0);
    for (name, file) in desk.files {
        let body = file.get(header().len()..).unwrap_or_default();
        let again = Repeats::of(body).again();
        if again > 0 {
            names.push(name.as_str());
            texts.push(read(body));
            most = most.max(again);
        }
    }
    let mut handed = Handed::default();
    for (question, answer) in [
        ("ecb", names.join(" ")),
        ("letters", texts.join(" ")),
        ("repeated", most.to_string()),
    ] {
        handed.answers.insert(question.to_owned(), answer);
    }
    Ok(handed)
}

/// The letters of a picture under ECB: paper is the block that comes most often, and of each letter the likest is taken.
fn read(body: &[u8]) -> String {
    let paper = Repeats::of(body).most.0;
    let blocks: Vec<&[u8]> = body.chunks_exact(BLOCK).collect();
    let dark = |letter: usize, row: usize, column: usize| {
        let lines = (0..LINES).filter(|line| {
            let block = blocks.get(place_of(letter, row, column, *line));
            block.is_some_and(|block| *block != paper)
        });
        lines.count() > LINES / 2
    };
    let unlike = |letter: usize, rows: &[u8; SIDE]| {
        let rows = rows.iter().enumerate();
        let cells =
            rows.flat_map(|(row, cells)| (0..SIDE).map(move |column| (row, column, *cells)));
        cells
            .filter(|(row, column, cells)| {
                dark(letter, *row, *column) != (cells >> (SIDE - 1 - column) & 1 == 1)
            })
            .count()
    };
    (0..LETTERS)
        .filter_map(|letter| GLYPHS.iter().min_by_key(|(_, rows)| unlike(letter, rows)))
        .map(|(letter, _)| *letter)
        .collect()
}
