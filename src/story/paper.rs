//! What a sheet of paper asks: of all that can be left blank, about thirty things that somebody with a pencil finds.
//!
//! On a screen a blank is opened with a key, so everything may be one. On paper long digits are copied or computed by nobody, what
//! was asked once is known from then on, and a signature cannot be checked by hand.

use std::collections::HashSet;

use crate::base::verdict::Verdict;
use crate::keys::hash::Hash;
use crate::story::blank::{Blank, Part, blanks};
use crate::story::model::{Proof, Step, Story, What};

/// The most that is asked: a sheet, not a book.
const MOST: usize = 60;
/// Bytes of an answer, at most: more are no answer but a copy.
const LONGEST: usize = 8;
/// Values that are read off without learning anything.
const PLAIN: &[&str] = &["seq", "window"];

/// The blanks of `story` that paper asks, numbered anew.
pub fn asked(story: &Story) -> Vec<Blank> {
    let mut seen = HashSet::new();
    let mut asked: Vec<Blank> = Vec::new();
    let mut left = blanks(story).into_iter().peekable();
    for (n, step) in story.steps.iter().enumerate() {
        let of_step = std::iter::from_fn(|| left.next_if(|blank| blank.step == n)).collect();
        asked.extend(of(step, of_step, &mut seen));
        if asked.len() >= MOST {
            break;
        }
    }
    asked.truncate(MOST);
    for (number, blank) in (1..).zip(&mut asked) {
        blank.number = number;
    }
    asked
}

/// What is asked of one step. `seen` has what was asked before.
fn of(step: &Step, mut blanks: Vec<Blank>, seen: &mut HashSet<String>) -> Vec<Blank> {
    // Whose card has which address is asked before there is a connection.
    if step.rfc == "RFC 826" {
        return Vec::new();
    }
    // Of the acknowledgements of TCP one is enough.
    let tcp = step.rfc.starts_with("RFC 9293");
    if tcp && seen.contains(&*step.name.en) {
        return Vec::new();
    }
    blanks.retain(|blank| match blank.part {
        // What is sent is seen in its bytes alone.
        Part::Name => !step.exhibits.is_empty(),
        Part::Value(v) => step.values.get(v).is_some_and(|value| match &value.what {
            What::Words(_) => !PLAIN.contains(&&*value.name.en),
            What::Bytes(bytes) => bytes.len() <= LONGEST,
        }),
        Part::Proof(p) => step.proofs.get(p).is_some_and(can_be_judged),
    });
    // Where a part of the name is asked, as with an alert, that is the question.
    let within: Vec<&str> = blanks
        .iter()
        .filter(|blank| matches!(blank.part, Part::Value(_)))
        .map(|blank| &*blank.answer.en)
        .collect();
    let name = &*step.name.en;
    let told = within
        .iter()
        .any(|answer| !answer.is_empty() && name.contains(answer));
    blanks.retain(|blank| match blank.part {
        Part::Name => !told && seen.insert(name.to_owned()),
        Part::Value(_) => seen.insert(blank.answer.en.to_string()),
        Part::Proof(_) => true,
    });
    blanks
}

/// Whether what a proof says can be said by somebody who has the sheet alone.
fn can_be_judged(proof: &Proof) -> bool {
    match &proof.result {
        Some(bytes) => bytes.len() <= LONGEST,
        None => matches!(proof.key, "acknowledgment" | "validity" | "name"),
    }
}

/// Whether a proof that is not asked may stay: what fails, and in a connection that fails what holds, answers why.
pub fn may_stay(proof: &Proof, fails: bool) -> bool {
    proof.verdict != Verdict::Fails && !(fails && proof.result.is_none())
}

/// A mark of the run, the same on a sheet and on its key.
pub fn mark(story: &Story) -> String {
    const SHOWN: usize = 4;
    let mut bytes = story.title.en.as_bytes().to_vec();
    for step in &story.steps {
        bytes.extend(step.name.en.as_bytes());
        for value in &step.values {
            bytes.extend(value.text().en.as_bytes());
        }
        for exhibit in &step.exhibits {
            bytes.extend(&exhibit.bytes);
        }
    }
    let digest = Hash::Sha256.digest(&bytes);
    hex::encode(digest.get(..SHOWN).unwrap_or_default())
}
