//! Whether an answer stands somewhere in what a student gets: as it is, in hexadecimal, in Base64, backwards.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::exercise::entry::Entry;
use crate::exercise::form::Form;
use crate::exercise::task::{Commits, Exercise};
use crate::exercise::variant::Variant;

/// Shorter answers stand somewhere by chance.
const SHORTEST: usize = 4;

/// Where an answer of `variant` stands in `entry`, each as `answer in place`. A file where reading the answer is the task is left out
/// for that answer, and so are answers that are chosen from a list everybody sees.
pub fn leaks(exercise: &Exercise, entry: &Entry, variant: &Variant) -> Vec<String> {
    let mut places: Vec<(String, &[u8])> = Vec::new();
    for (name, bytes) in &entry.files {
        places.push((name.clone(), bytes));
    }
    for (name, word) in &entry.words.0 {
        places.push((format!("word {name}"), word.en.as_bytes()));
        places.push((format!("word {name}"), word.ko.as_bytes()));
    }
    let mut found = Vec::new();
    for question in &exercise.questions {
        let typed = match entry.form(question) {
            Some(Form::Words | Form::Hex | Form::Number) => true,
            Some(Form::Choice(_) | Form::Some(_) | Form::Order(_) | Form::Each { .. }) | None => {
                false
            }
        };
        if !typed || question.commits != Commits::Alone {
            continue;
        }
        for answer in variant.answers.get(&question.key).into_iter().flatten() {
            let dresses = dresses(answer);
            for (place, bytes) in &places {
                let meant = question.read_in.as_ref() == Some(place);
                let stands = || dresses.iter().any(|dress| holds(bytes, dress));
                if !meant && stands() {
                    found.push(format!("{} in {place}", question.key));
                }
            }
        }
    }
    found
}

/// The ways in which `answer` could stand somewhere. Words are looked for in small letters only where the bytes are text: see [`holds`].
pub fn dresses(answer: &str) -> Vec<Vec<u8>> {
    let mut plain = vec![answer.as_bytes().to_vec()];
    plain.extend(
        hex::decode(answer)
            .ok()
            .filter(|bytes| bytes.len() >= SHORTEST),
    );
    if let Ok(number) = answer.parse::<u64>() {
        plain.push(format!("{number:x}").into_bytes());
    }
    let mut all = Vec::new();
    for bytes in plain {
        if bytes.len() < SHORTEST {
            continue;
        }
        all.push(bytes.iter().rev().copied().collect());
        all.push(hex::encode(&bytes).into_bytes());
        // In a longer text, Base64 of it begins at one of three places of a group.
        for before in 0..3 {
            let padded = [vec![0; before], bytes.clone()].concat();
            let text = STANDARD_NO_PAD.encode(&padded).into_bytes();
            let first = (before * 8).div_ceil(6);
            let last = (padded.len() * 8) / 6;
            all.extend(text.get(first..last).map(<[u8]>::to_vec));
        }
        all.push(bytes);
    }
    all.retain(|dress| dress.len() >= SHORTEST);
    all
}

/// Whether `dress` stands in `bytes`, whatever the case of its letters.
pub fn holds(bytes: &[u8], dress: &[u8]) -> bool {
    bytes
        .windows(dress.len())
        .any(|window| window.eq_ignore_ascii_case(dress))
}
