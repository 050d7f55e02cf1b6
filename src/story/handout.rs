//! A story for whoever is to fill something in: the answers are taken out of it, wherever they stand, before anybody writes it down.
//!
//! Bytes that stood on the wire stay, for in them the reader looks; what was computed goes, also where it goes into another
//! computation. What explains or sums up goes too. Words that give an answer away are left to the view, which has them as [`Veil`]s.

use std::collections::HashMap;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::text::Text;
use crate::story::blank::{Blank, Part};
use crate::story::model::{Step, Story, What};
use crate::story::paper;

/// A story with blanks, and what belongs into them.
#[derive(Clone, Debug)]
pub struct Handout {
    /// The story without its answers.
    pub story: Story,
    /// What is asked, and the answers.
    pub blanks: Vec<Blank>,
    /// Words that must not be seen.
    pub veils: Vec<Veil>,
    /// Bytes that must not be seen, each with its blank, except where they stood on the wire.
    pub secrets: Vec<(usize, Vec<u8>)>,
    /// A mark of the run, for the sheet and its key.
    pub mark: String,
}

/// Words that would give an answer away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veil {
    /// The blank they belong into.
    pub number: usize,
    /// The words.
    pub words: String,
}

impl Handout {
    /// Takes the answers out of `story`.
    pub fn of(story: &Story) -> Self {
        let mut blanks = paper::asked(story);
        let veils = veils(story, &blanks);
        let secrets = secrets(story, &blanks);
        let mut left = story.clone();
        let fails = story.cause.is_some();
        let names = names(story, &blanks);
        for (n, step) in left.steps.iter_mut().enumerate() {
            if let Some(number) = names.get(&*step.name.en) {
                step.name = Text::same(mention(*number));
            }
            let (first, after) = (
                blanks.partition_point(|blank| blank.step < n),
                blanks.partition_point(|blank| blank.step <= n),
            );
            let asked = blanks.get_mut(first..after).unwrap_or_default();
            for blank in &*asked {
                take_out(step, blank);
            }
            without_proofs(step, asked, fails);
            without_explanation(step);
            without(step, &secrets);
        }
        if fails {
            left.title = Text::new("A connection that fails", "실패하는 연결");
        }
        // It may name the seed, which repeats the run, or what was done to it.
        left.preface.clear();
        left.cause = None;
        left.summary.clear();
        left.costs.clear();
        left.quiz.clear();
        left.packets.clear();
        left.certificates.clear();
        Self {
            story: left,
            blanks,
            veils,
            secrets,
            mark: paper::mark(story),
        }
    }
}

/// How a blank is spoken of elsewhere.
pub fn mention(number: usize) -> String {
    format!("▁({number})▁")
}

fn take_out(step: &mut Step, blank: &Blank) {
    let said = Text::same(mention(blank.number));
    match blank.part {
        Part::Name => step.name = said,
        Part::Value(v) => {
            if let Some(value) = step.values.get_mut(v) {
                value.what = What::Words(said);
            }
        }
        Part::Proof(p) => {
            if let Some(proof) = step.proofs.get_mut(p) {
                proof.result = None;
                proof.seen = None;
                proof.says = Text::EMPTY;
            }
        }
    }
}

/// Takes out proofs that are not asked and tell why it failed; the blanks of the others follow them to their new places.
fn without_proofs(step: &mut Step, asked: &mut [Blank], fails: bool) {
    let mut kept = Vec::new();
    for (p, proof) in std::mem::take(&mut step.proofs).into_iter().enumerate() {
        let blank = asked.iter_mut().find(|blank| blank.part == Part::Proof(p));
        if blank.is_none() && !paper::may_stay(&proof, fails) {
            continue;
        }
        if let Some(blank) = blank {
            // Never later than where it was, so that none is found twice.
            blank.part = Part::Proof(kept.len());
        }
        kept.push(proof);
    }
    step.proofs = kept;
}

/// The names that are asked, each with its blank: a step of the same name is asked only once.
fn names<'s>(story: &'s Story, blanks: &[Blank]) -> HashMap<&'s str, usize> {
    let asked = blanks.iter().filter(|blank| blank.part == Part::Name);
    asked
        .filter_map(|blank| Some((&*story.steps.get(blank.step)?.name.en, blank.number)))
        .collect()
}

/// Reasons, faults and what a picture shows say too much.
fn without_explanation(step: &mut Step) {
    step.why.clear();
    step.faults.clear();
    step.pictures.clear();
}

/// What is asked as bytes, with its blank; of words, the bytes they are written with.
fn secrets(story: &Story, blanks: &[Blank]) -> Vec<(usize, Vec<u8>)> {
    /// Fewer are equal to something by chance.
    const FEWEST: usize = 4;
    let bytes = |blank: &Blank| {
        let step = story.steps.get(blank.step)?;
        let bytes = match blank.part {
            Part::Name => None,
            Part::Value(v) => match &step.values.get(v)?.what {
                What::Bytes(bytes) => Some(bytes.as_slice()),
                What::Words(words) => Some(words.en.as_bytes()),
            },
            Part::Proof(p) => step.proofs.get(p)?.result.as_deref(),
        };
        Some((blank.number, bytes?.to_vec()))
    };
    let all = blanks.iter().filter_map(bytes);
    all.filter(|(_, bytes)| bytes.len() >= FEWEST).collect()
}

/// Takes every secret out of a step, and whatever has one within.
fn without(step: &mut Step, secrets: &[(usize, Vec<u8>)]) {
    let found = |bytes: &[u8]| {
        let mut secrets = secrets.iter();
        let holds = |secret: &[u8]| {
            bytes.len() >= secret.len() && bytes.windows(secret.len()).any(|part| part == secret)
        };
        secrets.find_map(|(number, secret)| holds(secret).then_some(*number))
    };
    let hide = |what: &mut What| {
        if let What::Bytes(bytes) = what
            && let Some(number) = found(bytes)
        {
            *what = What::Words(Text::same(mention(number)));
        }
    };
    for value in &mut step.values {
        hide(&mut value.what);
    }
    for proof in &mut step.proofs {
        for given in &mut proof.inputs {
            hide(&mut given.value.what);
        }
        for bytes in [&mut proof.result, &mut proof.seen] {
            if bytes.as_deref().and_then(found).is_some() {
                *bytes = None;
            }
        }
    }
    let stays =
        |exhibit: &Exhibit| exhibit.origin != Origin::Computed || found(&exhibit.bytes).is_none();
    step.exhibits.retain(stays);
}

/// Words of answers, in both languages, the longest first: none within another is missed.
fn veils(story: &Story, blanks: &[Blank]) -> Vec<Veil> {
    let mut veils: Vec<Veil> = Vec::new();
    for blank in blanks {
        let verdict = match blank.part {
            Part::Proof(p) => {
                let proof = story
                    .steps
                    .get(blank.step)
                    .and_then(|step| step.proofs.get(p));
                proof.is_some_and(|proof| proof.result.is_none())
            }
            Part::Name | Part::Value(_) => false,
        };
        // That something holds is said of everything; only where it is asked it is left out.
        if verdict {
            continue;
        }
        let answer = &blank.answer;
        let snake = match blank.part {
            Part::Name => snake(&answer.en),
            Part::Value(_) | Part::Proof(_) => String::new(),
        };
        for words in [&*answer.en, &*answer.ko, &snake] {
            let known = veils.iter().any(|veil| veil.words == words);
            if tells(words) && !known {
                veils.push(Veil {
                    number: blank.number,
                    words: words.to_owned(),
                });
            }
        }
    }
    veils.sort_by_key(|veil| std::cmp::Reverse(veil.words.len()));
    veils
}

/// Whether words are so much its own that the answer is seen in them: `5` and `no` stand everywhere.
fn tells(words: &str) -> bool {
    match words.bytes().all(|byte| byte.is_ascii_digit()) {
        true => words.len() >= 4,
        false => words.chars().count() >= 3 || !words.is_ascii() && words.chars().count() == 2,
    }
}

/// `ClientHello` as `client_hello`, as the standard has it where it lists types.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && snake.ends_with(|c: char| c.is_ascii_lowercase()) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    match snake.contains('_') && !snake.contains(' ') {
        true => snake,
        false => String::new(),
    }
}
