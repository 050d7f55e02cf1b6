//! The demonstrations, in the order of the learning path.

use crate::demo::demonstration::Demo;
use crate::demo::tour::tell::TOUR;
use crate::demo::{aead, basics, hash, password, post_quantum, protocol, public_key, symmetric};

/// All of them. A number on the command line is a place in this list, from 1.
pub fn all() -> impl Iterator<Item = &'static Demo> + Clone {
    let topics = [
        basics::DEMOS,
        symmetric::DEMOS,
        aead::DEMOS,
        hash::DEMOS,
        password::DEMOS,
        public_key::DEMOS,
        post_quantum::DEMOS,
        protocol::DEMOS,
    ];
    topics.into_iter().flatten().copied()
}

/// The demonstration called `name`, or at the place `name` in the list; the tour, which stands before them all, too.
pub fn named(name: &str) -> Option<&'static Demo> {
    if name == TOUR.name || name == "0" {
        return Some(&TOUR);
    }
    let by_number = || all().nth(name.parse::<usize>().ok()?.checked_sub(1)?);
    all().find(|demo| demo.name == name).or_else(by_number)
}
