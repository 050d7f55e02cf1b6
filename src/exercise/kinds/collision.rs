//! Two inputs of one's own whose hashes begin alike: as hard as the birthday bound says, and no harder.
//!
//! Settings: `bits`, how many bits of SHA-256 must agree. The word `prefix` is drawn: both inputs begin with it.

use std::collections::HashMap;

use crate::demo::chance::Chance;
use crate::demo::primitive::hash::sha256;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "collision",
    draw,
    solve,
    oracle: None,
};

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let bits = exercise.setting_number("bits")?;
    let mut variant = Variant::default();
    variant.say(
        "prefix",
        format!("tlslab-{}-", hex::encode(chance.bytes::<4>())),
    );
    variant.say("bits", bits.to_string());
    variant.say("digits", (bits / 4).to_string());
    variant.difficulty.insert("bits", bits);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let bits = desk.exercise.setting_number("bits")?;
    let prefix = desk.word("prefix")?;
    let (one, other) = match aim {
        Aim::Right => collision(prefix, bits)?,
        Aim::Slip { key: "same", .. } => (format!("{prefix}0"), format!("{prefix}0")),
        Aim::Slip { key: "prefix", .. } => collision("another-", bits)?,
        Aim::Slip {
            key: "few_bits", ..
        } => few(prefix, bits)?,
        Aim::Slip { key: "newline", .. } => {
            let (one, other) = collision(prefix, bits)?;
            (one + "\n", other + "\n")
        }
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    };
    let mut handed = Handed::default();
    handed.files.insert("one.txt".to_owned(), one.into_bytes());
    handed
        .files
        .insert("two.txt".to_owned(), other.into_bytes());
    Ok(handed)
}

fn head(text: &str, bits: u64) -> u64 {
    let mut first = [0; 8];
    first
        .iter_mut()
        .zip(sha256(text.as_bytes()))
        .for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(first) >> (64 - bits.min(64))
}

fn collision(prefix: &str, bits: u64) -> Result<(String, String), Unfit> {
    let mut seen = HashMap::new();
    for number in 0_u64..1 << 32 {
        let text = format!("{prefix}{number}");
        if let Some(earlier) = seen.insert(head(&text, bits), number) {
            return Ok((format!("{prefix}{earlier}"), text));
        }
    }
    Err(Unfit::new("no collision was found"))
}

/// Two that agree in half the bits, and not in all.
fn few(prefix: &str, bits: u64) -> Result<(String, String), Unfit> {
    collision(prefix, bits / 2)
}
