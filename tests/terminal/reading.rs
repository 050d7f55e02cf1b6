//! `--as tui`: through a handshake forward and back, at two sizes, in both languages, with and without colour.

use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::story::model::Weight;
use tlslab::story::tell::tell;

use crate::tmux::Terminal;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (140, 45);

/// The names of the steps that are shown.
fn steps(lang: Lang) -> Vec<String> {
    let knobs = Knobs {
        seed: Some(1),
        ..Knobs::default()
    };
    let story = tell(&on_virtual(named("full").unwrap(), &knobs, EPOCH).unwrap());
    let shown = story
        .steps
        .iter()
        .filter(|step| step.weight == Weight::Main);
    shown.map(|step| step.name.say(lang).to_owned()).collect()
}

/// Whether a panel of this name stands on the screen.
fn is_titled(screen: &str, name: &str) -> bool {
    let corners = ['┌', '┏', '+', '#'];
    let title = format!(" {name} ");
    let mut rows = screen.lines().filter(|row| row.contains(corners));
    rows.any(|row| row.split(corners).any(|part| part.starts_with(&title)))
}

fn at(terminal: &Terminal, name: &str) {
    terminal.until(&format!("step {name}"), |screen| is_titled(screen, name));
}

#[test]
fn forward_to_the_end_and_back() {
    for (lang, flag, size) in [(Lang::En, "en", SMALL), (Lang::Ko, "ko", LARGE)] {
        let Some(terminal) = Terminal::open(&format!("there-and-back-{flag}"), size) else {
            return;
        };
        let before = terminal.state();
        assert!(before.is_untouched(), "{before:?}");
        let steps = steps(lang);
        assert!(steps.len() > 30, "{steps:?}");
        terminal.begin(&format!("$T handshake --seed 1 --as tui --lang {flag}"));
        at(&terminal, &steps[0]);
        for name in &steps[1..] {
            terminal.keys(&["Down"]);
            at(&terminal, name);
        }
        for name in steps.iter().rev().skip(1) {
            terminal.keys(&["Up"]);
            at(&terminal, name);
        }
        terminal.keys(&["q"]);
        terminal.left(0);
        assert_eq!(before, terminal.state());
    }
}

#[test]
fn a_key_held_down_does_not_lag() {
    let Some(terminal) = Terminal::open("held-key", SMALL) else {
        return;
    };
    let steps = steps(Lang::En);
    terminal.begin("$T handshake --seed 1 --as tui --lang en");
    at(&terminal, &steps[0]);
    // All of them wait at once; what is typed after them is not lost.
    let all = vec!["Down"; 20];
    terminal.keys(&all);
    at(&terminal, &steps[20]);
    terminal.keys(&vec!["Up"; 15]);
    at(&terminal, &steps[5]);
    let mut mixed = vec!["Down"; 10];
    mixed.push("l");
    mixed.extend(vec!["Up"; 3]);
    mixed.push("q");
    terminal.keys(&mixed);
    terminal.left(0);
}

#[test]
fn the_window_changes_its_size_in_the_midst() {
    let Some(terminal) = Terminal::open("sizes", SMALL) else {
        return;
    };
    let steps = steps(Lang::Ko);
    terminal.begin("$T handshake --seed 1 --as tui --lang ko");
    at(&terminal, &steps[0]);
    let there = &steps[6];
    terminal.keys(&["Down"; 6]);
    at(&terminal, there);
    let reference = terminal.screen();
    let sizes = [
        LARGE,
        (40, 12),
        (200, 60),
        (20, 5),
        (7, 3),
        (2, 2),
        (1, 1),
        (300, 2),
        (3, 100),
        (81, 25),
    ];
    for size in sizes {
        terminal.resize(size);
        let mark = format!("{} {}", size.0, size.1);
        let says = ["display-message", "-p", "-t", "main"];
        let sized = || terminal.tmux(&[&says[..], &["#{pane_width} #{pane_height}"]].concat());
        terminal.eventually(&mark, || sized().trim() == mark);
        // It still listens: a step on and back.
        terminal.keys(&["Down", "Up"]);
        terminal.eventually("the screen is taken", || terminal.is_taken());
    }
    terminal.resize(SMALL);
    // What it looks like now is what it looked like before.
    terminal.keys(&["Home"]);
    terminal.keys(&["Down"; 6]);
    terminal.until(&format!("the same screen as\n{reference}"), |screen| {
        screen == reference
    });
    terminal.keys(&["q"]);
    terminal.left(0);
}

#[test]
fn without_colour_and_at_other_terminals() {
    let Some(terminal) = Terminal::open("colours", SMALL) else {
        return;
    };
    let before = terminal.state();
    let steps = steps(Lang::En);
    for (environment, is_coloured) in [
        ("NO_COLOR=1", false),
        ("TERM=dumb", false),
        ("TERM=linux", true),
        ("TERM=xterm-256color", true),
        ("TERM=screen", true),
    ] {
        terminal.begin(&format!(
            "{environment} $T handshake --seed 1 --as tui --lang en"
        ));
        at(&terminal, &steps[0]);
        terminal.keys(&["Down"; 6]);
        at(&terminal, &steps[6]);
        let painted = terminal.painted();
        assert_eq!(coloured(&painted), is_coloured, "{environment}:\n{painted}");
        assert!(painted.contains("\x1b[7m") || painted.contains(";7m"));
        terminal.keys(&["q"]);
        terminal.left(0);
        assert_eq!(before, terminal.state(), "{environment}");
    }
}

/// Whether anything is painted in a colour of its own.
fn coloured(painted: &str) -> bool {
    painted.split("\x1b[").skip(1).any(|rest| {
        let (numbers, _) = rest.split_once('m').unwrap();
        numbers.split(';').any(|number| {
            let number: u8 = number.parse().unwrap_or(0);
            matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107)
        })
    })
}

#[test]
fn where_the_locale_knows_no_unicode_the_screen_is_ascii() {
    let Some(terminal) = Terminal::open("ascii", LARGE) else {
        return;
    };
    let steps = steps(Lang::En);
    terminal.begin("env -u LC_ALL LANG=C LC_CTYPE=C $T handshake --seed 1 --as tui");
    at(&terminal, &steps[0]);
    for name in &steps[1..] {
        terminal.keys(&["Down"]);
        at(&terminal, name);
        let screen = terminal.screen();
        let strange: Vec<&str> = screen.lines().filter(|row| !row.is_ascii()).collect();
        assert!(strange.is_empty(), "{name}: {strange:#?}");
    }
    terminal.keys(&["q"]);
    terminal.left(0);
}
