//! A request with a naive tag, SHA-256 of key and request: carried on without the key.
//!
//! Settings: `shortest` and `longest`, how many bytes the key may have. Files `request.txt`, `tag.hex` and `sha256_from.py`; the oracle is
//! the server, which takes a request and, behind it, the 32 bytes of its tag.

use crate::demo::chance::Chance;
use crate::demo::glass::sha256::{self as glass, ROUNDS};
use crate::demo::hash::extension::{ADDED, Server, Tag, forged, request};
use crate::demo::primitive::hash::sha256;
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::kind::{Aim, Desk, Kind, Oracle, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "length_extension",
    draw,
    solve,
    oracle: Some(Oracle { reply, enough }),
};

static REQUEST: &str = "request.txt";
static TAG: &str = "tag.hex";
/// SHA-256 carried on from a state, for the student.
static CARRIED_ON: &str = include_str!("sha256_from.py");

fn range(exercise: &Exercise) -> Result<(usize, usize), Unfit> {
    let number = |key: &str| -> Result<usize, Unfit> {
        usize::try_from(exercise.setting_number(key)?).map_err(Unfit::new)
    };
    let (shortest, longest) = (number("shortest")?, number("longest")?);
    match 0 < shortest && shortest < longest {
        true => Ok((shortest, longest)),
        false => Err(Unfit::new("settings: shortest must be less than longest")),
    }
}

/// What the server knows: its key, and the request it made a tag for.
fn kept(secret: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = secret.split_first()?;
    rest.split_at_checked(usize::from(*length))
}

fn server(key: &[u8]) -> Server {
    Server::new(key.to_vec(), Tag::Naive)
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let (shortest, longest) = range(exercise)?;
    let key_length = shortest + chance.place(longest - shortest + 1);
    let key = chance.vec(key_length);
    let request = request(chance);
    let tag = server(&key).tag(&request);
    let length = u8::try_from(key_length).map_err(Unfit::new)?;
    let mut variant = Variant {
        secret: [&[length], key.as_slice(), &request].concat(),
        ..Variant::default()
    };
    variant.file(REQUEST, request.clone());
    variant.file(TAG, lines::written(&tag));
    variant.file("sha256_from.py", CARRIED_ON);

    let glue = glass::padding(key_length + request.len());
    let longer = [request.as_slice(), &glue, ADDED].concat();
    let right = server(&key).tag(&longer);
    variant.answer("tag", hex::encode(&right));
    variant.slip("tag", "length_of_added", hex::encode(carried(&tag, 0)));
    variant.slip(
        "tag",
        "key_forgotten",
        hex::encode(forged(&request, &tag, 0).tag),
    );
    variant.slip("tag", "unkeyed", hex::encode(sha256(&longer)));
    variant.slip(
        "tag",
        "unkeyed",
        hex::encode(sha256(&[request.as_slice(), ADDED].concat())),
    );
    variant.slip(
        "tag",
        "tag_hashed",
        hex::encode(sha256(&[tag.as_slice(), ADDED].concat())),
    );
    let text = hex::encode(&tag);
    variant.slip(
        "tag",
        "tag_hashed",
        hex::encode(sha256(&[text.as_bytes(), ADDED].concat())),
    );
    variant.slip("tag", "old_tag", text);
    variant.answer("key_length", key_length);
    variant.slip("key_length", "with_request", key_length + request.len());
    variant.slip("key_length", "padding", glue.len());
    variant.slip("key_length", "bits", key_length * 8);
    variant.say("shortest", shortest.to_string());
    variant.say("longest", longest.to_string());
    variant.say("request", String::from_utf8_lossy(&request).into_owned());
    variant.say("added", String::from_utf8_lossy(ADDED).into_owned());
    variant.solved.set("key_length", key_length.to_string());
    variant.solved.set("glue", glue.len().to_string());
    variant
        .difficulty
        .insert("lengths", (longest - shortest + 1) as u64);
    variant.difficulty.insert("request", request.len() as u64);
    Ok(variant)
}

/// The tag carried on with what is added, as if so many bytes had come before: a multiple of a block.
fn carried(tag: &[u8], before: usize) -> [u8; 32] {
    let end = [ADDED, &glass::padding(before + ADDED.len())].concat();
    glass::bytes(glass::absorb(glass::state(tag), &end, ROUNDS))
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let (shortest, longest) = range(desk.exercise)?;
    let request = desk.file(REQUEST)?.to_vec();
    let tag = lines::read(desk, TAG)?;
    let mut tries = |lengths: &mut dyn Iterator<Item = usize>| {
        lengths
            .map(|length| forged(&request, &tag, length))
            .find(|forged| {
                (desk.ask)(&[forged.message.as_slice(), &forged.tag].concat())
                    .starts_with("accepted")
            })
    };
    let mut handed = Handed::default();
    match aim {
        Aim::Right => {
            let found = tries(&mut (shortest..=longest));
            let found = found.ok_or_else(|| Unfit::new("no length was accepted"))?;
            for (question, answer) in [
                ("tag", hex::encode(found.tag)),
                ("key_length", found.key_length.to_string()),
            ] {
                handed.answers.insert(question.to_owned(), answer);
            }
        }
        Aim::Slip {
            key: "one_length", ..
        } => {
            tries(&mut (1..2));
        }
        Aim::Slip {
            key: "untouched", ..
        } => {
            (desk.ask)(&[request.as_slice(), &tag].concat());
        }
        Aim::Slip { key: "old_tag", .. } => {
            let longer = forged(&request, &tag, shortest).message;
            (desk.ask)(&[longer.as_slice(), &tag].concat());
        }
        Aim::Slip {
            key: "no_padding", ..
        } => {
            let new = forged(&request, &tag, shortest).tag;
            (desk.ask)(&[request.as_slice(), ADDED, &new].concat());
        }
        Aim::Slip {
            key: "tag_in_hex", ..
        } => {
            let made = forged(&request, &tag, shortest);
            let text = hex::encode(made.tag);
            (desk.ask)(&[made.message.as_slice(), text.as_bytes()].concat());
        }
        // The length at the end counts only what was added.
        Aim::Slip {
            key: "all_refused", ..
        } => {
            let wrong = carried(&tag, 0);
            for length in shortest..=longest {
                let longer = forged(&request, &tag, length).message;
                (desk.ask)(&[longer.as_slice(), &wrong].concat());
            }
        }
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    }
    Ok(handed)
}

/// A question, taken apart: the request and its tag.
fn parts(question: &[u8]) -> Option<(&[u8], &[u8; 32])> {
    question.split_last_chunk()
}

/// The role a request asks for: the last one that it names.
fn role(request: &[u8]) -> String {
    let text = String::from_utf8_lossy(request);
    let mut fields = text.rsplit('&');
    let role = fields.find_map(|field| field.strip_prefix("role="));
    let letters = role.unwrap_or("none").chars();
    letters.take_while(char::is_ascii_alphanumeric).collect()
}

fn accepted(key: &[u8], request: &[u8], tag: &[u8]) -> bool {
    server(key).accepts(request, tag)
}

fn reply(secret: &[u8], question: &[u8]) -> String {
    let Some((key, _)) = kept(secret) else {
        return String::new();
    };
    match parts(question) {
        None => "refused: a request and 32 bytes of tag behind it are needed".to_owned(),
        Some((request, tag)) if accepted(key, request, tag) => {
            format!("accepted: role {}", role(request))
        }
        Some(_) => "refused: the tag is wrong".to_owned(),
    }
}

fn enough(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str> {
    let (key, original) = kept(secret).ok_or("other")?;
    let asked: Vec<(&[u8], &[u8; 32])> = asked
        .iter()
        .filter_map(|exchange| parts(&exchange.question))
        .collect();
    let made = |(request, tag): &(&[u8], &[u8; 32])| {
        accepted(key, request, *tag) && role(request) == "admin"
    };
    if asked.iter().any(made) {
        return Ok(());
    }
    let Some((request, tag)) = asked.last() else {
        return Err("other");
    };
    let old = server(key).tag(original);
    if *request == original {
        return Err("untouched");
    }
    if tag.as_slice() == old {
        return Err("old_tag");
    }
    if tag.iter().all(u8::is_ascii_hexdigit) {
        return Err("tag_in_hex");
    }
    if *request == [original, ADDED].concat() {
        return Err("no_padding");
    }
    let padded = |(request, _): &&(&[u8], &[u8; 32])| {
        let behind = request.strip_prefix(original);
        behind.is_some_and(|behind| behind.first() == Some(&0x80))
    };
    match asked.iter().filter(padded).count() {
        0 => Err("other"),
        1..=4 => Err("one_length"),
        _ => Err("all_refused"),
    }
}
