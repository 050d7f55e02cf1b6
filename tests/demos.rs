//! Every demonstration: its page in both languages to the byte, its attacks on fifty weak and fifty repaired instances, its
//! questions, its halves. `make bless` writes the pages anew; read the difference. `DEMO=ecb cargo test --test demos` looks at one;
//! `INSTANCES=200` mounts every attack on more.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::env;

use tlslab::base::text::{Lang, Text};
use tlslab::base::verdict::Verdict;
use tlslab::demo::asked::{Asked, Half};
use tlslab::demo::attack::Instance;
use tlslab::demo::chance::Chance;
use tlslab::demo::demonstration::Demo;
use tlslab::demo::list::all;
use tlslab::demo::tour::tell::TOUR;
use tlslab::story::model::Story;
use tlslab::story::quiz::Answer;
use tlslab::view::json;
use tlslab::view::layout::width;
use tlslab::view::look::{Depth, Look};
use tlslab::view::plain;

/// Rows of a page at the default depth.
const LONGEST: usize = 120;
/// Rows that the command adds: the seed, a blank, two of what to try next.
const ADDED: usize = 4;

/// The demonstration that `DEMO` names, or the tour and all.
fn demos() -> impl Iterator<Item = &'static Demo> {
    let only = env::var("DEMO").ok();
    [&TOUR]
        .into_iter()
        .chain(all())
        .filter(move |demo| only.as_ref().is_none_or(|only| demo.name == only))
}

fn story(demo: &Demo, seed: u64, half: Half) -> Story {
    let asked = Asked {
        seed,
        half,
        ..Asked::default()
    };
    demo.story(&asked).unwrap()
}

fn page(story: &Story, look: &Look) -> String {
    let mut out = Vec::new();
    plain::write(story, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn look(lang: Lang, depth: Depth, width: usize) -> Look {
    Look {
        lang,
        depth,
        width,
        ..Look::default()
    }
}

#[test]
fn pages_are_as_they_were() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for demo in demos() {
            let story = story(demo, 1, Half::Both);
            for (code, lang) in [("en", Lang::En), ("ko", Lang::Ko)] {
                let page = page(&story, &look(lang, Depth::Block, 80));
                insta::assert_snapshot!(format!("demo-{}-{code}", demo.name), page);
            }
        }
    });
}

#[test]
fn pages_are_short_fit_and_are_the_same_again() {
    for demo in demos() {
        for seed in 1..=5 {
            let told = story(demo, seed, Half::Both);
            let again = story(demo, seed, Half::Both);
            let name = demo.name;
            // What is wide is wide in every run; how long a page is depends on what was drawn.
            let looks: &[(Depth, usize)] = match seed {
                1 => &EVERY,
                _ => &[(Depth::Block, 80)],
            };
            for lang in [Lang::En, Lang::Ko] {
                let rows = page(&told, &look(lang, Depth::Block, 80)).lines().count();
                assert!(
                    rows + ADDED < LONGEST,
                    "{name}, seed {seed}, {lang:?}: {rows} rows"
                );
                for (depth, columns) in looks {
                    for row in page(&told, &look(lang, *depth, *columns)).lines() {
                        assert!(width(row) <= *columns, "{name}, seed {seed}: {row}");
                    }
                }
            }
            let [one, other] =
                [&told, &again].map(|told| page(told, &look(Lang::Ko, Depth::Byte, 140)));
            assert!(one == other, "{name}");
        }
    }
}

/// Every depth at every width.
const EVERY: [(Depth, usize); 12] = {
    use Depth::{Block, Byte, Field, Line};
    [
        (Line, 60),
        (Line, 80),
        (Line, 140),
        (Block, 60),
        (Block, 80),
        (Block, 140),
        (Field, 60),
        (Field, 80),
        (Field, 140),
        (Byte, 60),
        (Byte, 80),
        (Byte, 140),
    ]
};

#[test]
fn every_text_is_in_both_languages() {
    fn check(text: &Text, place: &str, wrong: &mut Vec<String>) {
        let hangul = text.ko.chars().any(|c| ('가'..='힣').contains(&c));
        let stray = text.en.chars().any(|c| ('가'..='힣').contains(&c));
        let letters = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
        let words = text.en.split_whitespace().filter(letters).count();
        if text.en.is_empty() || stray || (!hangul && words > 1) {
            wrong.push(format!("{place}: {} / {}", text.en, text.ko));
        }
    }
    let mut wrong = Vec::new();
    for demo in demos() {
        let told = story(demo, 1, Half::Both);
        let mut at = |text: &Text| check(text, demo.name, &mut wrong);
        at(&told.title);
        told.preface.iter().for_each(&mut at);
        for step in &told.steps {
            at(&step.name);
            at(&step.sentence);
            step.why.iter().for_each(&mut at);
            step.values.iter().for_each(|value| at(&value.name));
            for proof in &step.proofs {
                at(&proof.claim);
                at(&proof.says);
            }
            for picture in &step.pictures {
                at(&picture.title);
                at(&picture.says);
            }
        }
        for line in &told.summary {
            at(&line.label);
            at(&line.text);
        }
        told.costs.iter().for_each(|cost| at(&cost.label));
        for question in &told.quiz {
            at(&question.asks);
            at(&question.because);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_proof_holds_and_something_is_proven() {
    for demo in demos() {
        for seed in 1..=5 {
            let told = story(demo, seed, Half::Both);
            let mut proofs = 0;
            for step in &told.steps {
                for proof in &step.proofs {
                    proofs += 1;
                    let place = format!("{}, seed {seed}: {}", demo.name, proof.claim.en);
                    assert_eq!(proof.verdict, Verdict::Holds, "{place}");
                }
            }
            assert!(proofs > 0, "{} proves nothing", demo.name);
        }
    }
}

#[test]
fn halves_are_halves() {
    for demo in demos().filter(|demo| demo.name != TOUR.name) {
        let [both, weak, fixed] =
            [Half::Both, Half::Weak, Half::Fixed].map(|half| story(demo, 1, half));
        let name = demo.name;
        assert!(!weak.steps.is_empty() && !fixed.steps.is_empty(), "{name}");
        assert_eq!(
            weak.steps.len() + fixed.steps.len(),
            both.steps.len(),
            "{name}"
        );
        assert!(weak.quiz.is_empty() && fixed.quiz.is_empty(), "{name}");
    }
}

#[test]
fn three_questions_with_one_right_answer_each() {
    for demo in demos() {
        for seed in 1..=5 {
            let told = story(demo, seed, Half::Both);
            assert_eq!(told.quiz.len(), 3, "{}", demo.name);
            for question in &told.quiz {
                let place = format!("{}, seed {seed}: {}", demo.name, question.asks.en);
                let shown = question.shown();
                assert!(question.accepts("") || !shown.is_empty(), "{place}");
                assert!(!question.accepts("none of these"), "{place}");
                match &question.answer {
                    Answer::Word(word) => {
                        assert!(question.accepts(word), "{place}");
                        assert!(!question.asks.en.contains("{"), "{place}");
                    }
                    Answer::Choice { options, right } => {
                        assert!(options.len() >= 2, "{place}");
                        for (n, option) in options.iter().enumerate() {
                            assert_eq!(question.accepts(&option.en), n == *right, "{place}");
                            assert_eq!(question.accepts(&option.ko), n == *right, "{place}");
                        }
                    }
                }
            }
        }
    }
}

/// Some steps may be the same under every seed, not all of them.
#[test]
fn another_seed_is_another_run() {
    for demo in demos() {
        let page = |seed| {
            page(
                &story(demo, seed, Half::Both),
                &look(Lang::En, Depth::Byte, 80),
            )
        };
        assert!(page(1) != page(2), "{}", demo.name);
    }
}

#[test]
fn attacks_succeed_on_weak_instances_and_fail_on_repaired_ones() {
    let instances = env::var("INSTANCES").map_or(50, |number| number.parse().unwrap());
    let mut wrong = Vec::new();
    for demo in demos() {
        assert!(!demo.attacks.is_empty(), "{} has no attack", demo.name);
        for attack in demo.attacks {
            for (instance, expected) in [(Instance::Weak, instances), (Instance::Fixed, 0)] {
                let won = (0..instances)
                    .filter(|n| {
                        let seed = u64::try_from(*n).unwrap();
                        (attack.wins)(&mut Chance::new(seed, attack.name), instance)
                    })
                    .count();
                if won != expected {
                    let (demo, name) = (demo.name, attack.name);
                    wrong.push(format!(
                        "{demo}: {name} wins {won} of {instances} {instance:?}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_and_exercises_are_sound() {
    let mut names: Vec<&str> = all().map(|demo| demo.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "a name twice");
    for demo in all() {
        assert!(
            demo.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        );
        assert!((1..=36).contains(&demo.exercise.number), "{}", demo.name);
        assert!(
            !demo.line.en.is_empty() && !demo.line.ko.is_empty(),
            "{}",
            demo.name
        );
    }
    let topics: Vec<_> = all().map(|demo| demo.topic).collect();
    assert!(topics.is_sorted(), "the path turns back");
}

#[test]
fn the_story_is_data() {
    for demo in demos() {
        let mut out = Vec::new();
        json::write(&story(demo, 1, Half::Both), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["format"], "tlslab-story");
        assert!(!json["steps"].as_array().unwrap().is_empty());
    }
}
