//! Screens of the tests' own, at a real terminal: one that panics in the midst of a picture, one that is slow to draw.

use std::env;
use std::thread::sleep;
use std::time::Duration;

use ratatui::Frame;
use tlslab::view::tui::input::{Input, Key};
use tlslab::view::tui::screen::{Screen, Then};
use tlslab::view::tui::terminal::show;

use crate::tmux::{State, Terminal};

/// Set where this test program is run at a terminal in order to show its screen there.
const WISH: &str = "TLSLAB_TEST_SHOWS";

/// Whether the test is the one at the terminal: then it shows its screen.
fn is_shown(screen: impl Screen) -> bool {
    let wished = env::var_os(WISH).is_some();
    if wished {
        show(Box::new(screen)).unwrap();
    }
    wished
}

/// This test program at a terminal, running `test` alone; and what the terminal was in before.
fn begin(test: &str, name: &str) -> Option<(Terminal, State)> {
    let terminal = Terminal::open(name, (100, 30))?;
    let before = terminal.state();
    let this = env::current_exe().unwrap();
    terminal.begin(&format!(
        "{WISH}=1 '{}' --exact {test} --nocapture",
        this.display()
    ));
    Some((terminal, before))
}

/// Panics when it is drawn for the third time.
struct Panics {
    drawn: usize,
}

impl Screen for Panics {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.drawn += 1;
        assert!(self.drawn < 3, "the third picture cannot be drawn");
        frame.render_widget(format!("picture {}", self.drawn), frame.area());
    }

    fn take(&mut self, _: Input) -> Then {
        Then::Stay
    }
}

#[test]
fn a_screen_that_panics() {
    if is_shown(Panics { drawn: 0 }) {
        return;
    }
    let Some((terminal, before)) = begin("own::a_screen_that_panics", "panics") else {
        return;
    };
    terminal.wait("picture 1");
    assert!(terminal.is_taken());
    terminal.press("x", "picture 2");
    terminal.press("x", "the third picture cannot be drawn");
    terminal.left(101);
    // Whoever is dropped on the way out has nothing to add.
    let said = terminal.screen();
    assert!(!said.contains("cursor"), "{said}");
    assert_eq!(before, terminal.state());
}

/// Takes a while to draw, and says how often it was drawn for how many keys.
struct Slow {
    drawn: usize,
    keys: usize,
}

impl Screen for Slow {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.drawn += 1;
        sleep(Duration::from_millis(50));
        let said = format!("{} keys, {} pictures.", self.keys, self.drawn);
        frame.render_widget(said, frame.area());
    }

    fn take(&mut self, input: Input) -> Then {
        match input {
            Input::Key(Key::Char('q')) => return Then::Leave,
            Input::Key(_) => self.keys += 1,
            _ => {}
        }
        Then::Stay
    }
}

#[test]
fn keys_that_wait_need_no_picture_each() {
    if is_shown(Slow { drawn: 0, keys: 0 }) {
        return;
    }
    let Some((terminal, before)) = begin("own::keys_that_wait_need_no_picture_each", "slow") else {
        return;
    };
    terminal.wait("0 keys, 1 pictures.");
    terminal.keys(&["Down"; 100]);
    let screen = terminal.wait("100 keys, ");
    let (_, rest) = screen.split_once("100 keys, ").unwrap();
    let (pictures, _) = rest.split_once(' ').unwrap();
    let pictures: usize = pictures.parse().unwrap();
    assert!(pictures < 20, "{pictures} pictures for 100 keys");
    terminal.keys(&["q"]);
    terminal.left(0);
    assert_eq!(before, terminal.state());
}
