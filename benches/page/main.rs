//! How soon the page of a full TLS 1.3 handshake is there in headless Chromium: from the address to the whole document (bar: 300 ms),
//! and to the first that is painted. `make bench-page`; nothing else should run meanwhile. Exit code 1 above the bar.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing
)]

#[allow(
    dead_code,
    reason = "the tests' browser, of which this uses what it needs"
)]
#[path = "../../tests/browser/driven.rs"]
mod driven;
#[path = "../../tests/oracle/mod.rs"]
mod oracle;
#[path = "../../tests/browser/pages.rs"]
mod pages;

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use crate::driven::Share;
use crate::pages::{FULL, page};

const TIMES: usize = 15;
const BAR: f64 = 300.0;

/// Milliseconds from the start of the navigation.
const MOMENTS: &str = "const [page] = performance.getEntriesByType('navigation');
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return [page.domContentLoadedEventEnd, page.loadEventEnd, paint ? paint.startTime : 0]";

fn main() -> ExitCode {
    let Some(share) = Share::take() else {
        return ExitCode::FAILURE;
    };
    let page = page(FULL, "en");
    let browser = share.alone();
    let mut moments: [Vec<f64>; 3] = Default::default();
    for _ in 0..TIMES {
        browser.open(&page, "");
        thread::sleep(Duration::from_millis(200));
        let answer = browser.ask(MOMENTS);
        for (all, one) in moments.iter_mut().zip(answer.as_array().unwrap()) {
            all.push(one.as_f64().unwrap());
        }
    }
    println!(
        "{:24}{:>10}{:>10}{:>10}   ms, {TIMES} times",
        "", "least", "median", "most"
    );
    let mut median = 0.0;
    for (name, all) in ["DOMContentLoaded", "first contentful paint", "load"]
        .iter()
        .zip([0, 2, 1])
    {
        let all = &mut moments[all];
        all.sort_by(f64::total_cmp);
        median = all[all.len() / 2];
        println!(
            "{name:24}{:10.0}{median:10.0}{:10.0}",
            all[0],
            all[all.len() - 1]
        );
    }
    match median <= BAR {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
