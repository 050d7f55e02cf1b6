//! Every demonstration with inputs of one's own, of every size it takes and of every kind of bytes: nothing panics, every proof
//! holds, every page fits, every question has one right answer. `ROUNDS=2000 DEMO=ecb cargo test --test demo_inputs` looks longer.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::env;
use std::time::{Duration, Instant};

use tlslab::base::text::Lang;
use tlslab::base::verdict::Verdict;
use tlslab::demo::asked::{Asked, Half, Input, Own};
use tlslab::demo::chance::Chance;
use tlslab::demo::demonstration::Demo;
use tlslab::demo::list::all;
use tlslab::demo::sizes::Sizes;
use tlslab::demo::tour::tell::TOUR;
use tlslab::story::model::Story;
use tlslab::story::quiz::Answer;
use tlslab::view::layout::width;
use tlslab::view::look::{Depth, Look};
use tlslab::view::{html, json, plain};

/// Stories of one demonstration, unless `ROUNDS` says otherwise.
const ROUNDS: u64 = 8;
/// Rows of a page at the default depth.
const LONGEST: usize = 120;
/// Those that refuse some inputs of a size that fits: a pad shorter than its message, a zero byte where one ends a text.
const CHOOSY: [&str; 2] = ["one-time-pad", "key-commitment"];
/// What a story may take here, without optimisation and beside other tests; two seconds is what it may take with it.
const LONG: Duration = Duration::from_secs(8);

/// A number of bytes that fits: the least, the most, one beside them, or any.
fn size(sizes: Sizes, chance: &mut Chance) -> usize {
    match sizes {
        Sizes::OneOf(all) => chance.pick(all).copied().unwrap(),
        Sizes::Between(least, most) => match chance.below(6) {
            0 => least,
            1 => most,
            2 => (least + 1).min(most),
            3 => (most - 1).max(least),
            _ => least + chance.place(most - least + 1),
        },
    }
}

/// `n` bytes: at random, all alike, or a text, of which a letter may be cut in two.
fn filled(n: usize, chance: &mut Chance) -> Vec<u8> {
    let texts = [
        "attack at dawn, and not before. ",
        "새벽에 공격하라. 그 전에는 안 된다. ",
        "a{b}%s\\\"'<script>&amp;\t\r\n\u{1b}[31m\u{200b}\u{202e}",
        "가",
        "ABCDEFGHIJKLMNOP",
        "한a\u{301}👨‍👩‍👧",
    ];
    let repeated = |text: &[u8]| text.iter().copied().cycle().take(n).collect();
    match chance.below(6) {
        0 => vec![0; n],
        1 => vec![0xff; n],
        2 => chance.bytes::<1>().repeat(n),
        3 => chance.vec(n),
        _ => repeated(chance.pick(&texts).unwrap().as_bytes()),
    }
}

/// What somebody might ask of `demo`: each input it takes, given three times in four.
fn asked(demo: &Demo, seed: u64, chance: &mut Chance) -> Asked {
    let mut own = Own::default();
    for takes in demo.takes {
        let slot = match takes.input {
            Input::Key => &mut own.key,
            Input::Nonce => &mut own.nonce,
            Input::Aad => &mut own.aad,
            Input::Message => &mut own.message,
            Input::Recording => continue,
        };
        if chance.below(4) > 0 {
            let n = size(takes.sizes, chance);
            *slot = Some(filled(n, chance));
        }
    }
    Asked {
        seed,
        own,
        ..Asked::default()
    }
}

/// As it is written on the command line.
fn told(own: &Own) -> String {
    let given = Input::ALL.iter().filter_map(|input| {
        let bytes = own.of(*input)?;
        Some(format!(" {} hex:{}", input.flag(), hex::encode(bytes)))
    });
    given.collect()
}

/// What is wrong with `story`.
fn faults(story: &Story, chance: &mut Chance) -> Vec<String> {
    let mut faults = Vec::new();
    for step in &story.steps {
        for proof in &step.proofs {
            if proof.verdict != Verdict::Holds {
                faults.push(format!("no proof: {}", proof.claim.en));
            }
        }
    }
    for question in &story.quiz {
        let asks = &question.asks.en;
        if !question.accepts(&question.shown().en) && matches!(question.answer, Answer::Word(_)) {
            faults.push(format!("its own answer is refused: {asks}"));
        }
        if let Answer::Choice { options, right } = &question.answer {
            let accepted = |said: fn(&tlslab::base::text::Text) -> &str| {
                let places = options.iter().enumerate();
                let right = places.filter(|(_, option)| question.accepts(said(option)));
                right.map(|(place, _)| place).collect::<Vec<_>>()
            };
            if accepted(|option| &option.en) != [*right]
                || accepted(|option| &option.ko) != [*right]
            {
                faults.push(format!("not one right answer: {asks} {options:?}"));
            }
            let mut different: Vec<_> = options.iter().map(|option| &option.en).collect();
            different.sort_unstable();
            different.dedup();
            if different.len() != options.len() {
                faults.push(format!("an option twice: {asks} {options:?}"));
            }
        }
    }
    let depths = [Depth::Line, Depth::Field, Depth::Byte];
    let other = (
        *chance.pick(&depths).unwrap(),
        *chance.pick(&[60, 80, 140]).unwrap(),
    );
    for lang in [Lang::En, Lang::Ko] {
        for (depth, columns) in [(Depth::Block, 80), other] {
            let look = Look {
                lang,
                depth,
                width: columns,
                ..Look::default()
            };
            let mut page = Vec::new();
            plain::write(story, &look, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            let rows = page.lines().count();
            if depth == Depth::Block && rows >= LONGEST {
                faults.push(format!("{rows} rows, {lang:?}"));
            }
            let strange = |c: char| c.is_control() || c == '\u{202e}';
            for row in page.lines() {
                if width(row) > columns {
                    faults.push(format!("wider than {columns}, {depth:?}: {row}"));
                }
                if row.contains(strange) {
                    faults.push(format!("what a terminal obeys: {row:?}"));
                }
            }
        }
    }
    faults
}

#[test]
fn inputs_of_ones_own_never_spoil_a_story() {
    let only = env::var("DEMO").ok();
    let rounds = env::var("ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let mut wrong = Vec::new();
    let mut slowest = (Duration::ZERO, "");
    for demo in [&TOUR].into_iter().chain(all()) {
        if only.as_ref().is_some_and(|only| only != demo.name) {
            continue;
        }
        let mut chance = Chance::new(rounds, demo.name);
        for round in 0..rounds {
            let seed = match round {
                0 => 0,
                1 => u64::MAX,
                2 => 1,
                _ => chance.below(u64::MAX),
            };
            let mut asked = asked(demo, seed, &mut chance);
            let begun = Instant::now();
            let story = demo.story(&asked);
            let took = begun.elapsed();
            slowest = slowest.max((took, demo.name));
            let mut found = match &story {
                Ok(story) => faults(story, &mut chance),
                Err(_) if CHOOSY.contains(&demo.name) => Vec::new(),
                Err(refused) => vec![format!("refused: {}", refused.what().en)],
            };
            if let Ok(story) = &story {
                if story.quiz.len() != 3 {
                    found.push(format!("{} questions", story.quiz.len()));
                }
                if round % 4 == 0 {
                    let mut out = Vec::new();
                    json::write(story, &mut out).unwrap();
                    serde_json::from_slice::<serde_json::Value>(&out).unwrap();
                    html::write(story, &Look::default(), &mut out).unwrap();
                }
            }
            if took > LONG {
                found.push(format!("{took:?}"));
            }
            let place = format!("{} --seed {seed}{}", demo.name, told(&asked.own));
            // A half is told of the same values, and no panic comes of it either.
            asked.half = [Half::Weak, Half::Fixed][usize::from(round % 2 == 0)];
            let halves = demo.name != TOUR.name;
            if halves && round % 4 == 1 && demo.story(&asked).is_err() != story.is_err() {
                found.push("a half is refused where the whole is not".to_owned());
            }
            wrong.extend(
                found
                    .into_iter()
                    .map(|fault| format!("{fault}\n    {place}")),
            );
        }
    }
    println!("the slowest took {slowest:?}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
