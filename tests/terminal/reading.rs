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

/// A place in a story: a step by its number, or beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Opening,
    Step(usize),
    Closing,
}

/// The story of the run, which the numbers of the steps are taken from.
struct Told {
    /// The numbers of the steps that are shown, between what stands before and after them.
    places: Vec<At>,
    /// How many steps there are.
    most: usize,
    lang: Lang,
}

impl Told {
    fn in_language(lang: Lang) -> Self {
        let knobs = Knobs {
            seed: Some(1),
            ..Knobs::default()
        };
        let story = tell(&on_virtual(named("full").unwrap(), &knobs, EPOCH).unwrap());
        let steps = (1..).zip(&story.steps);
        let shown = steps.filter(|(_, step)| step.weight == Weight::Main);
        let mut places = vec![At::Opening];
        places.extend(shown.map(|(n, _)| At::Step(n)));
        places.push(At::Closing);
        Self {
            places,
            most: story.steps.len(),
            lang,
        }
    }

    /// How the first row of the screen ends there.
    fn says(&self, at: At) -> String {
        let most = self.most;
        match (at, self.lang) {
            (At::Opening, Lang::En) => format!("  {most} steps"),
            (At::Opening, Lang::Ko) => format!("  {most}단계"),
            (At::Step(n), Lang::En) => format!("  step {n} of {most}"),
            (At::Step(n), Lang::Ko) => format!("  단계 {n}/{most}"),
            (At::Closing, Lang::En) => format!("  end of {most} steps"),
            (At::Closing, Lang::Ko) => format!("  {most}단계 끝"),
        }
    }

    /// Waits until the screen stands at place `n`, which is also the number of keys from the opening; gives it.
    fn wait(&self, terminal: &Terminal, n: usize) -> String {
        let says = self.says(self.places[n]);
        terminal.until(&says, |screen| {
            let first = screen.lines().next().unwrap_or_default();
            first.ends_with(&says)
        })
    }

    fn last(&self) -> usize {
        self.places.len() - 1
    }
}

#[test]
fn forward_to_the_end_and_back() {
    for (lang, flag, size) in [(Lang::En, "en", SMALL), (Lang::Ko, "ko", LARGE)] {
        let Some(terminal) = Terminal::open(&format!("there-and-back-{flag}"), size) else {
            return;
        };
        let before = terminal.state();
        assert!(before.is_untouched(), "{before:?}");
        let told = Told::in_language(lang);
        assert!(told.last() > 30, "{:?}", told.places);
        terminal.begin(&format!("$T handshake --seed 1 --as tui --lang {flag}"));
        told.wait(&terminal, 0);
        for n in 1..=told.last() {
            terminal.keys(&["Down"]);
            told.wait(&terminal, n);
        }
        for n in (0..told.last()).rev() {
            terminal.keys(&["Up"]);
            told.wait(&terminal, n);
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
    let told = Told::in_language(Lang::En);
    terminal.begin("$T handshake --seed 1 --as tui --lang en");
    told.wait(&terminal, 0);
    // All of them wait at once; what is typed after them is not lost.
    terminal.keys(&["Down"; 20]);
    told.wait(&terminal, 20);
    terminal.keys(&["Up"; 15]);
    told.wait(&terminal, 5);
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
    let told = Told::in_language(Lang::Ko);
    terminal.begin("$T handshake --seed 1 --as tui --lang ko");
    told.wait(&terminal, 0);
    terminal.keys(&["Down"; 7]);
    let reference = told.wait(&terminal, 7);
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
    told.wait(&terminal, 0);
    terminal.keys(&["Down"; 7]);
    terminal.until(&format!("the same screen as\n{reference}"), |screen| {
        screen == reference
    });
    terminal.keys(&["q"]);
    // What stood there before was wrapped at every size.
    terminal.wait("left with 0");
}

#[test]
fn without_colour_and_at_other_terminals() {
    let Some(terminal) = Terminal::open("colours", SMALL) else {
        return;
    };
    let before = terminal.state();
    let told = Told::in_language(Lang::En);
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
        told.wait(&terminal, 0);
        terminal.keys(&["Down"; 7]);
        told.wait(&terminal, 7);
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
    let told = Told::in_language(Lang::En);
    terminal.begin("env -u LC_ALL LANG=C LC_CTYPE=C $T handshake --seed 1 --as tui");
    told.wait(&terminal, 0);
    for n in 1..=told.last() {
        terminal.keys(&["Down"]);
        let screen = told.wait(&terminal, n);
        let strange: Vec<&str> = screen.lines().filter(|row| !row.is_ascii()).collect();
        assert!(strange.is_empty(), "{n}: {strange:#?}");
    }
    terminal.keys(&["q"]);
    terminal.left(0);
}
