//! ML-KEM used and disturbed: a secret for somebody's key out of given randomness, and what comes out of a ciphertext with one bit flipped.
//!
//! Settings: `algorithm`, the parameter set. The solver needs no lattice: the secret is a hash of the randomness and the key
//! (FIPS 203 §6.2), and what comes out instead of a secret is a hash of the key's z and the ciphertext (§6.3).

use crate::demo::bits::last_flipped;
use crate::demo::chance::Chance;
use crate::demo::primitive::hash;
use crate::demo::primitive::kem::named;
use crate::demo::wrong::Wrong;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "kem_box",
    draw,
    solve,
    oracle: None,
};

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let name = exercise.setting("algorithm")?;
    let kem = named(name).ok_or_else(|| Unfit::new(format!("there is no {name}")))?;
    let unfit = |wrong: Wrong| Unfit::new(wrong.what().en);
    let [mine, theirs] = [(); 2].map(|()| chance.bytes::<64>());
    let [m, other] = [(); 2].map(|()| chance.bytes::<32>());
    let mine_public = kem.keygen(&mine).map_err(unfit)?.public;
    let theirs = kem.keygen(&theirs).map_err(unfit)?.public;
    let sent = kem.encaps(&theirs, &m).map_err(unfit)?;
    let received = kem.encaps(&mine_public, &other).map_err(unfit)?;
    let own = kem.encaps(&mine_public, &m).map_err(unfit)?;
    let place = 1 + chance.place(received.ciphertext.len().saturating_sub(2));
    let out = |ciphertext: &[u8]| {
        kem.decaps(&mine, ciphertext)
            .map(hex::encode)
            .map_err(unfit)
    };

    let mut variant = Variant::default();
    variant.file("theirs.pub", lines::written(&theirs));
    variant.file("m.hex", lines::written(&m));
    variant.file("mine.key", lines::written(&mine));
    variant.file("received.hex", lines::written(&received.ciphertext));
    variant.say("place", place.to_string());
    variant.say("bytes", received.ciphertext.len().to_string());
    variant.say("algorithm", name.to_owned());

    variant.answer("sent", hex::encode(&sent.secret));
    variant.slip("sent", "random", hex::encode(m));
    variant.slip("sent", "ciphertext", hex::encode(&sent.ciphertext));
    let both = [&sent.ciphertext[..], &sent.secret].concat();
    variant.slip("sent", "both", hex::encode(both));
    variant.slip("sent", "own_key", hex::encode(&own.secret));
    variant.slip("sent", "received", hex::encode(&received.secret));
    for function in ["sha256", "sha3-256"] {
        let digest = hash::named(function).map(|hash| hash.digest(&sent.ciphertext));
        variant.slip("sent", "hash", hex::encode(digest.unwrap_or_default()));
    }
    let flip = |place: usize, bits: u8| {
        let mut ciphertext = received.ciphertext.clone();
        if let Some(byte) = ciphertext.get_mut(place) {
            *byte ^= bits;
        }
        ciphertext
    };
    variant.answer("flipped", out(&flip(place, 1))?);
    variant.slip("flipped", "unflipped", out(&received.ciphertext)?);
    variant.slip(
        "flipped",
        "last_bit",
        out(&last_flipped(&received.ciphertext))?,
    );
    variant.slip("flipped", "high_bit", out(&flip(place, 0x80))?);
    variant.slip("flipped", "from_one", out(&flip(place - 1, 1))?);
    variant.slip("flipped", "whole_byte", out(&flip(place, 0xff))?);
    variant.answer("why", "oracle");
    for wrong in ["repaired", "noise", "random"] {
        variant.slip("why", wrong, wrong);
    }
    variant
        .difficulty
        .insert("ciphertext", received.ciphertext.len() as u64);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let function = |name: &str| {
        let hash = hash::named(name);
        hash.ok_or_else(|| Unfit::new(format!("there is no {name}")))
    };
    let public = lines::read(desk, "theirs.pub")?;
    let m = lines::read(desk, "m.hex")?;
    let key_hash = function("sha3-256")?.digest(&public);
    let mut secret = function("sha3-512")?.digest(&[m, key_hash].concat());
    secret.truncate(32);

    let mut ciphertext = lines::read(desk, "received.hex")?;
    let place: usize = desk.word("place")?.parse().map_err(Unfit::new)?;
    let byte = ciphertext.get_mut(place);
    *byte.ok_or_else(|| Unfit::new("the ciphertext is too short"))? ^= 1;
    let seed = lines::read(desk, "mine.key")?;
    let (_, z) = seed
        .split_at_checked(32)
        .ok_or_else(|| Unfit::new("the seed is too short"))?;
    let mut instead = function("shake256")?.start();
    instead.update(z);
    instead.update(&ciphertext);

    let mut handed = Handed::default();
    let mut said = |question: &str, answer: String| {
        handed.answers.insert(question.to_owned(), answer);
    };
    said("sent", hex::encode(secret));
    said("flipped", hex::encode(instead.finish(32)));
    said("why", "oracle".to_owned());
    Ok(handed)
}
