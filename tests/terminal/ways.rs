//! Every way out of `--as tui` leaves the terminal as it was.

use std::path::Path;

use crate::tmux::{Terminal, prompt};

const SIZE: (u16, u16) = (100, 30);

fn begin(terminal: &Terminal) {
    terminal.begin("$T handshake --seed 1 --as tui --lang en");
    terminal.wait("about this story");
    assert!(terminal.is_taken());
}

#[test]
fn by_key() {
    let Some(terminal) = Terminal::open("ways-key", SIZE) else {
        return;
    };
    let before = terminal.state();
    for keys in [
        &["q"][..],
        &["Escape"],
        &["C-c"],
        &["C-d"],
        &["End", "Down", "Down", "Down", "q"],
        // Escape and then a key at once is no other key.
        &["Down", "Escape"],
    ] {
        begin(&terminal);
        terminal.keys(keys);
        terminal.left(0);
        assert_eq!(before, terminal.state(), "after {keys:?}");
    }
}

#[test]
fn by_signal() {
    let Some(terminal) = Terminal::open("ways-signal", SIZE) else {
        return;
    };
    let before = terminal.state();
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        begin(&terminal);
        terminal.keys(&["Down", "Down"]);
        terminal.signal(signal);
        terminal.left(code);
        assert_eq!(before, terminal.state(), "after SIG{signal}");
    }
    // A shell drops the rest of the line where SIGINT ended its program.
    begin(&terminal);
    terminal.signal("INT");
    let screen = terminal.until("a prompt", |screen| prompt(screen) == "ready>");
    assert!(screen.contains("this stood here before"), "{screen}");
    assert_eq!(before, terminal.state(), "after SIGINT");
}

#[test]
fn with_its_window() {
    let Some(terminal) = Terminal::open("ways-window", SIZE) else {
        return;
    };
    // A second window keeps the server alive.
    terminal.tmux(&["new-window", "-d", "sh"]);
    begin(&terminal);
    let program = format!("/proc/{}", terminal.program());
    assert!(Path::new(&program).exists());
    terminal.tmux(&["kill-pane", "-t", "main:0"]);
    terminal.eventually("the program is gone with its window", || {
        !Path::new(&program).exists()
    });
}
