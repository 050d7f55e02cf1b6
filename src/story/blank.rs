//! What a reader may be asked to predict before it is shown: the one list, for the screen, for hand-outs and for their key.
//!
//! Asked is what can be answered: the names of what is sent, values that stand in the bytes shown, values that are worked out from
//! inputs shown, and whether a check holds. Not asked are checksums, private keys, what is drawn at random and whatever else nobody could know.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::compare::model::Nature;
use crate::story::compare::nature;
use crate::story::model::{Cover, Kind, Proof, Step, Story, Value, Weight, What};

/// Something left blank, and what belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Its number, from 1: in the story, as a hand-out and its key have it; of what [`of_step`] gives, in the step.
    pub number: usize,
    /// The step, counted from 0.
    pub step: usize,
    /// Which part of the step.
    pub part: Part,
    /// What is asked.
    pub ask: Text,
    /// What belongs there.
    pub answer: Text,
}

/// A part of a step that can be left blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is sent.
    Name,
    /// A value, counted from 0.
    Value(usize),
    /// What a proof gives, or says, counted from 0.
    Proof(usize),
}

/// Every blank of `story`, in order.
pub fn blanks(story: &Story) -> Vec<Blank> {
    let mut blanks = Vec::new();
    for (n, step) in story.steps.iter().enumerate() {
        for (part, ask, answer) in parts(step) {
            blanks.push(Blank {
                number: blanks.len() + 1,
                step: n,
                part,
                ask,
                answer,
            });
        }
    }
    blanks
}

/// The blanks of `step` alone, which is the one at place `n`, numbered from 1 within it: for who looks at a step of very many.
pub fn of_step(n: usize, step: &Step) -> Vec<Blank> {
    let parts = (1..).zip(parts(step));
    let blank = |(number, (part, ask, answer))| Blank {
        number,
        step: n,
        part,
        ask,
        answer,
    };
    parts.map(blank).collect()
}

/// Whether the name of `step` is its first blank: known without a look at its bytes, however many they are.
pub fn asks_name(step: &Step) -> bool {
    let opened = match step.kind {
        Kind::Wire { cover, .. } => matches!(cover, Cover::Clear | Cover::Opened),
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => false,
    };
    opened && step.weight == Weight::Main
}

fn parts(step: &Step) -> Vec<(Part, Text, Text)> {
    let mut parts = Vec::new();
    if step.weight == Weight::Folded {
        return parts;
    }
    if asks_name(step) {
        let ask = Text::new("what is sent", "무엇을 보내는가");
        parts.push((Part::Name, ask, step.name.clone()));
    }
    let shown = Fields::of(&step.exhibits);
    for (n, value) in step.values.iter().enumerate() {
        if shown.say(value) || can_be_worked_out(value, &step.proofs) {
            parts.push((Part::Value(n), value.name.clone(), value.text()));
        }
    }
    for (n, proof) in step.proofs.iter().enumerate() {
        if let Some(answer) = answer(proof, &step.values) {
            parts.push((Part::Proof(n), proof.claim.clone(), answer));
        }
    }
    parts
}

/// The fields of the bytes that a step shows, each said once however many values are looked for.
struct Fields<'s> {
    exhibits: &'s [Exhibit],
    bytes: OnceCell<HashSet<&'s [u8]>>,
    /// In English.
    words: OnceCell<HashSet<Cow<'static, str>>>,
}

impl<'s> Fields<'s> {
    fn of(exhibits: &'s [Exhibit]) -> Self {
        Self {
            exhibits,
            bytes: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    /// Whether a value stands among them. Bytes that are drawn are copied there, which teaches nobody, and predicted by nobody.
    fn say(&self, value: &Value) -> bool {
        const LONGEST: usize = 64;
        match &value.what {
            What::Bytes(bytes) => {
                (2..=LONGEST).contains(&bytes.len())
                    && nature::value(value) != Nature::Fresh
                    && self.bytes().contains(bytes.as_slice())
            }
            What::Words(words) => {
                let mut words = words.en.split(", ");
                words.all(|word| !word.is_empty() && self.words().contains(word))
            }
        }
    }

    fn bytes(&self) -> &HashSet<&'s [u8]> {
        self.bytes.get_or_init(|| {
            let exhibits = self.exhibits.iter();
            exhibits
                .flat_map(|exhibit| exhibit.notes.iter().map(|note| note.of(&exhibit.bytes)))
                .collect()
        })
    }

    fn words(&self) -> &HashSet<Cow<'static, str>> {
        self.words.get_or_init(|| {
            let notes =
                |exhibit: &'s Exhibit| exhibit.notes.iter().map(move |note| (exhibit, note));
            let notes = self.exhibits.iter().flat_map(notes);
            notes
                .filter(|(_, note)| !matches!(note.field.show, Show::Group | Show::Hex))
                .filter_map(|(exhibit, note)| note.field.value(note.of(&exhibit.bytes)))
                .map(|value| value.en)
                .collect()
        })
    }
}

/// Whether a value is what a computation of the step gives.
fn can_be_worked_out(value: &Value, proofs: &[Proof]) -> bool {
    let Some(bytes) = value.bytes() else {
        return false;
    };
    let mut proofs = proofs.iter();
    proofs.any(|proof| result(proof) == Some(bytes) && !has_private(proof))
}

/// What a proof gives, where that is worked out from what is shown.
fn result(proof: &Proof) -> Option<&[u8]> {
    /// Fewer bytes are guessed.
    const FEWEST: usize = 4;
    let bytes = proof.result.as_deref()?;
    let holds = proof.verdict == Verdict::Holds;
    (holds && bytes.len() >= FEWEST && !proof.inputs.is_empty()).then_some(bytes)
}

/// Whether a private key goes into it, of which a reader has no tool to make the public one.
fn has_private(proof: &Proof) -> bool {
    proof.key == "key_share"
}

/// What is asked of a proof: what it gives, unless a value asks for that; else whether it holds.
fn answer(proof: &Proof, values: &[Value]) -> Option<Text> {
    // That a record opens is asked where its key is; checksums nobody adds up by hand.
    if proof.key == "record_opens" || proof.key.ends_with("checksum") {
        return None;
    }
    if let Some(bytes) = result(proof) {
        let told = values.iter().any(|value| value.bytes() == Some(bytes));
        let asked = !told && !has_private(proof);
        return asked.then(|| Text::same(hex::encode(bytes)));
    }
    let judged = proof.result.is_none() && proof.verdict != Verdict::NotReached;
    judged.then(|| proof.verdict.text())
}
