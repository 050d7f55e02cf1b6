//! Every exercise as a product, on ten students: blank fails, the solver passes, each known mistake gets its own message in both
//! languages, no answer stands in what a student gets, and drawn twice it is the same to the byte.
#![allow(clippy::unwrap_used, clippy::panic)]

use tlslab::demo::list::all;
use tlslab::exercise::seed::ClassKey;
use tlslab::exercise::set::Set;
use tlslab::exercise::task::Exercise;
use tlslab::exercise::trial::try_out;

/// Tries those exercises whose number leaves `rest` when divided by 4, so that they run beside each other.
fn try_every_fourth(rest: u8) {
    let set = Set::ours().unwrap();
    let mut wrong = Vec::new();
    let chosen = |exercise: &&Exercise| exercise.number % 4 == rest;
    for exercise in set.exercises.iter().filter(chosen) {
        let outcome = try_out(exercise, &ClassKey([7; 32]), 10);
        assert_eq!(outcome.variants, 10, "{}", exercise.folder());
        for complaint in outcome.complaints {
            wrong.push(format!("{}: {complaint}", exercise.folder()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers_0_mod_4() {
    try_every_fourth(0);
}

#[test]
fn numbers_1_mod_4() {
    try_every_fourth(1);
}

#[test]
fn numbers_2_mod_4() {
    try_every_fourth(2);
}

#[test]
fn numbers_3_mod_4() {
    try_every_fourth(3);
}

#[test]
fn tracks_lead_through_exercises_that_are_there() {
    let set = Set::ours().unwrap();
    assert!(!set.tracks.is_empty());
    for track in &set.tracks {
        assert!(!track.exercises.is_empty(), "{}", track.key);
    }
}

#[test]
fn demonstrations_name_exercises_as_they_are_called() {
    let set = Set::ours().unwrap();
    for demo in all() {
        let named = demo.exercise;
        let exercise = set.numbered(named.number).unwrap();
        let title = (exercise.title.en.as_ref(), exercise.title.ko.as_ref());
        assert_eq!(title, (named.title.en, named.title.ko), "{}", demo.name);
    }
}
