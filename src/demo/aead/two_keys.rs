//! One ciphertext of AES-GCM that opens under two keys (Dodis, Grubbs, Ristenpart and Woodage 2018).
//!
//! The tag is linear in every block of ciphertext once a key is known, so one free block makes the tags of two keys the same.
//! What is sealed are letters in a toy format, as picture files have it: the first byte says at which block the text begins,
//! and the text ends at a zero byte. All else is skipped.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::text::Text;
use crate::demo::glass::ghash::{Element, ghash};
use crate::demo::primitive::cipher::{self, Padding};
use crate::demo::show::xor;
use crate::demo::wrong::Wrong;

/// Bytes of a block.
const BLOCK: usize = 16;

/// A ciphertext for two keys, and what it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Twofold {
    /// Both keys, that of the first text first.
    pub(super) keys: [Vec<u8>; 2],
    /// Ciphertext, then the tag.
    pub(super) sealed: Vec<u8>,
    /// The block that was solved for, the last of the ciphertext.
    pub(super) solved: Element,
    /// Second keys that were tried until the first byte fitted.
    pub(super) tries: u64,
}

/// The text of a letter: from the block that its first byte names to the first zero byte. None if there is no such block.
pub(super) fn read(letter: &[u8]) -> Option<Vec<u8>> {
    let place = usize::from(*letter.first()?) * BLOCK;
    let text = letter.get(place..)?;
    Some(text.iter().copied().take_while(|byte| *byte != 0).collect())
}

/// A letter as honest people write it: its text begins at block 1.
pub(super) fn letter(text: &[u8]) -> Vec<u8> {
    let mut header = vec![0; BLOCK];
    if let Some(first) = header.first_mut() {
        *first = 1;
    }
    [header, closed(text)].concat()
}

/// A letter taken apart as its reader does.
pub(super) fn shown(title: Text, letter: &[u8]) -> Exhibit {
    Exhibit::read(title, Origin::Computed, letter, |r| {
        let place = usize::from(r.u8(&PLACE)?) * BLOCK;
        r.bytes(&SKIPPED, place.saturating_sub(1))?;
        let text = r.peek().iter().take_while(|byte| **byte != 0).count();
        r.bytes(&TEXT, text)?;
        r.rest(&SKIPPED).map(drop)
    })
}

/// A text with at least one zero byte behind it, in whole blocks.
fn closed(text: &[u8]) -> Vec<u8> {
    let mut all = text.to_vec();
    all.resize((text.len() / BLOCK + 1) * BLOCK, 0);
    all
}

/// One ciphertext under `nonce` and `aad` that opens to a letter of each of `texts`, under `first` and under one of `others`;
/// none if no other key fits.
pub(super) fn twofold(
    texts: [&[u8]; 2],
    nonce: &[u8],
    aad: &[u8],
    first: &[u8],
    others: impl Iterator<Item = Vec<u8>>,
) -> Result<Option<Twofold>, Wrong> {
    let [one, two] = texts.map(closed);
    let second_at = 1 + one.len() / BLOCK;
    let length = BLOCK + one.len() + two.len() + BLOCK;
    let Ok(later) = u8::try_from(second_at) else {
        return Ok(None);
    };
    let mine = stream(first, nonce, length)?;
    let head = mine.first().map(|byte| byte ^ 1);
    for (tries, other) in (1..).zip(others) {
        let theirs = stream(&other, nonce, length)?;
        // The first byte must say 1 under one key and the place of the second text under the other.
        if other == first || theirs.first().map(|byte| byte ^ later) != head {
            continue;
        }
        let mut text = vec![0; BLOCK];
        if let (Some(to), Some(head)) = (text.first_mut(), head) {
            *to = head;
        }
        let place = |bytes: &[u8], at: usize| bytes.get(at..).unwrap_or_default().to_vec();
        text.extend(xor(&place(&mine, BLOCK), &one));
        text.extend(xor(&place(&theirs, BLOCK + one.len()), &two));
        let Some((solved, tag)) = closing([first, &other], nonce, aad, &text)? else {
            continue;
        };
        return Ok(Some(Twofold {
            sealed: [&text[..], &solved.bytes(), &tag.bytes()].concat(),
            keys: [first.to_vec(), other],
            solved,
            tries,
        }));
    }
    Ok(None)
}

/// The block behind `text` that makes both tags the same, and that tag; none if both keys have the same H squared.
fn closing(
    keys: [&[u8]; 2],
    nonce: &[u8],
    aad: &[u8],
    text: &[u8],
) -> Result<Option<(Element, Element)>, Wrong> {
    let open = [text, &[0; BLOCK]].concat();
    let mut weights = [Element::ZERO; 2];
    let mut tags = [Element::ZERO; 2];
    for ((key, weight), tag) in keys.iter().zip(&mut weights).zip(&mut tags) {
        let h = Element::read(&cipher::ecb_encrypt(key, &[0; BLOCK], Padding::None)?);
        let j0 = [nonce, &[0, 0, 0, 1]].concat();
        let mask = Element::read(&cipher::ecb_encrypt(key, &j0, Padding::None)?);
        // Behind the last block comes the block of lengths: it is multiplied by H twice.
        *weight = h.square();
        *tag = ghash(h, aad, &open).plus(mask);
    }
    let [w1, w2] = weights;
    let [t1, t2] = tags;
    // Both tags are one: t1 + x·w1 = t2 + x·w2.
    let solved = w1.plus(w2).inverse().map(|by| t1.plus(t2).times(by));
    Ok(solved.map(|x| (x, t1.plus(x.times(w1)))))
}

/// The keystream of `key` from the block that a message begins with.
fn stream(key: &[u8], nonce: &[u8], length: usize) -> Result<Vec<u8>, Wrong> {
    cipher::ctr(key, &[nonce, &[0, 0, 0, 2]].concat(), &vec![0; length])
}

static PLACE: Field = Field::dec(
    "place of the text",
    "",
    "At which block the text begins: another one under each key.",
    "글이 시작하는 블록. 키마다 다르다.",
);
static SKIPPED: Field = Field::hex(
    "skipped",
    "",
    "Not looked at by this reader. The text of the other one stands here, and is noise under this key.",
    "이 독자는 보지 않는 곳. 다른 독자의 글이 여기 있고, 이 키로 보면 잡음이다.",
);
static TEXT: Field = Field::utf8(
    "text",
    "",
    "What this reader sees, up to the first zero byte.",
    "첫 0 바이트 앞까지, 이 독자가 보는 글.",
);
