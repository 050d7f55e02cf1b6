//! How long a key press takes until the screen is painted again, in a story of 10 000 steps; how long a page takes, and its bytes.
//!
//! `cargo bench --bench views`. Only figures: what they should be stands beside them. Nothing reaches a terminal: one picture is
//! kept in memory, the other becomes what a terminal would read and is thrown away.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::borrow::Cow;
use std::io;
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, CrosstermBackend, TestBackend};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::story::model::Story;
use tlslab::story::tell::tell;
use tlslab::view::html;
use tlslab::view::look::{Look, Paint};
use tlslab::view::tui::input::{Input, Key};
use tlslab::view::tui::screen::Screen;
use tlslab::view::tui::story::reader::Reader;

const STEPS: usize = 10_000;
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];
const TIMES: usize = 40;
/// A picture of 60 a second.
const BAR: Duration = Duration::from_millis(16);

/// What is pressed: keys that lead to where it is measured, and the one that is.
const PRESSED: &[(&str, &[Key], Key)] = &[
    ("next", &[], Key::Down),
    ("back", &[], Key::Up),
    ("last", &[Key::Home], Key::End),
    ("first", &[Key::End], Key::Home),
    ("screenful", &[], Key::PageDown),
    (
        "search, a letter",
        &[Key::Escape, Key::Char('/')],
        Key::Char('F'),
    ),
    (
        "search, found",
        &[
            Key::Escape,
            Key::Home,
            Key::Char('/'),
            Key::Char('F'),
            Key::Char('i'),
            Key::Char('n'),
        ],
        Key::Enter,
    ),
    (
        "search, nothing",
        &[Key::Char('/'), Key::Char('~'), Key::Char('~')],
        Key::Enter,
    ),
    ("next proof", &[], Key::Char(']')),
    ("fold", &[], Key::Char('a')),
    ("computations", &[], Key::Char('c')),
    ("language", &[], Key::Char('l')),
    ("hide answers", &[], Key::Char('h')),
    ("reveal", &[], Key::Char('r')),
    ("proofs", &[Key::Char('f')], Key::Char('p')),
    ("keys known", &[Key::Char('f')], Key::Char('m')),
    ("state of ends", &[Key::Char('f')], Key::Char('s')),
    ("next panel", &[], Key::Tab),
    ("help", &[Key::Char('?')], Key::Char('?')),
];

fn main() {
    let short = story();
    let long = lengthened(&short);
    for size in SIZES {
        println!("{}x{}, {STEPS} steps, {TIMES} times each", size.0, size.1);
        for (name, before, key) in PRESSED {
            let kept = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
            let whole = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
            let written = Terminal::with_options(
                CrosstermBackend::new(io::sink()),
                TerminalOptions { viewport: whole },
            )
            .unwrap();
            let times = [
                repaint(&long, kept, before, *key),
                repaint(&long, written, before, *key),
            ];
            let [kept, written] = times.map(|times| spread(&times));
            println!("  {name:<18} in memory {kept}   for a terminal {written}   (bar {BAR:?})");
        }
    }
    for (name, story) in [("a full handshake", &short), ("10 000 steps", &long)] {
        let (mut page, mut times) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            page.clear();
            let start = Instant::now();
            html::write(story, &Look::default(), &mut page).unwrap();
            times.push(start.elapsed());
        }
        let (times, bytes) = (spread(&times), page.len());
        println!("page of {name}: {times}, {bytes} bytes  (bar 1500000 for a full handshake)");
    }
}

fn story() -> Story {
    let knobs = Knobs {
        seed: Some(1),
        ..Knobs::default()
    };
    tell(&on_virtual(named("full").unwrap(), &knobs, EPOCH).unwrap())
}

/// The steps again and again: as much to walk through as in a long connection.
fn lengthened(story: &Story) -> Story {
    let steps = story.steps.iter().cycle().take(STEPS).cloned();
    Story {
        steps: steps.collect(),
        ..story.clone()
    }
}

/// How long it takes each time from the key to the picture; what comes before it is not counted. The reader stands in the middle.
fn repaint<B: Backend>(
    story: &Story,
    mut terminal: Terminal<B>,
    before: &[Key],
    key: Key,
) -> Vec<Duration> {
    let look = Look {
        lang: Lang::Ko,
        paint: Paint::Colour,
        ..Look::default()
    };
    let mut reader = Reader::new(Cow::Borrowed(story), look);
    let mut press = |key: Key| {
        reader.take(Input::Key(key));
        let drawn = terminal.draw(|frame| reader.draw(frame)).map(drop);
        assert!(drawn.is_ok());
    };
    for digit in "5000".chars() {
        press(Key::Char(digit));
    }
    press(Key::Enter);
    let times = (0..TIMES).map(|_| {
        before.iter().copied().for_each(&mut press);
        let start = Instant::now();
        press(key);
        start.elapsed()
    });
    times.collect()
}

/// The median and the worst.
fn spread(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort();
    let of = |n: usize| times.get(n).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    format!(
        "{:7.2} ms, worst {:7.2} ms",
        of(times.len() / 2),
        of(times.len().saturating_sub(1))
    )
}
