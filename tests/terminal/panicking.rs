//! A panic in the midst of a picture: the terminal is given back, and what is said about it can be read.

use std::env;

use ratatui::Frame;
use tlslab::view::tui::input::Input;
use tlslab::view::tui::screen::{Screen, Then};
use tlslab::view::tui::terminal::show;

use crate::tmux::Terminal;

/// Set where this test program is run at a terminal in order to panic there.
const WISH: &str = "TLSLAB_TEST_PANICS";

/// A screen that panics when it is drawn for the third time.
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
    if env::var_os(WISH).is_some() {
        let screen = Panics { drawn: 0 };
        show(Box::new(screen)).unwrap();
        return;
    }
    let Some(terminal) = Terminal::open("panics", (100, 30)) else {
        return;
    };
    let before = terminal.state();
    let this = env::current_exe().unwrap();
    terminal.begin(&format!(
        "{WISH}=1 '{}' --exact panicking::a_screen_that_panics --nocapture",
        this.display()
    ));
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
