//! How long each demonstration takes from start to page, slowest last: the worst of several seeds, each the best of three runs.
//!
//! `cargo bench --bench demos`. Exit code 1 if one takes two seconds or more.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use tlslab::demo::asked::Asked;
use tlslab::demo::demonstration::Demo;
use tlslab::demo::list::all;
use tlslab::demo::tour::tell::TOUR;
use tlslab::view::look::Look;
use tlslab::view::plain;

const BAR: Duration = Duration::from_secs(2);
const SEEDS: u64 = 5;
const TIMES: usize = 3;

fn main() -> ExitCode {
    let mut times: Vec<(Duration, u64, &str)> = [&TOUR]
        .into_iter()
        .chain(all())
        .map(|demo| {
            let seeds = (1..=SEEDS).map(|seed| (best(demo, seed), seed));
            let (time, seed) = seeds.max().unwrap();
            (time, seed, demo.name)
        })
        .collect();
    times.sort();
    for (time, seed, name) in &times {
        let milliseconds = time.as_secs_f64() * 1000.0;
        println!("tlslab demo {name:<24} {milliseconds:8.1} ms  (bar 2000, seed {seed})");
    }
    match times.iter().all(|(time, ..)| *time < BAR) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn best(demo: &Demo, seed: u64) -> Duration {
    (0..TIMES).map(|_| once(demo, seed)).min().unwrap()
}

fn once(demo: &Demo, seed: u64) -> Duration {
    let start = Instant::now();
    let asked = Asked {
        seed,
        ..Asked::default()
    };
    let mut page = Vec::new();
    plain::write(&demo.story(&asked).unwrap(), &Look::default(), &mut page).unwrap();
    start.elapsed()
}
