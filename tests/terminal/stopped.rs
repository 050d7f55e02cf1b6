//! Stopped in the midst, by Ctrl-Z or from outside, and gone on with.

use std::fs;

use crate::tmux::{Terminal, prompt};

const SIZE: (u16, u16) = (100, 30);
const COMMAND: &str = "$T handshake --seed 1 --as tui --lang en";

fn wait_for_shell(terminal: &Terminal) -> String {
    terminal.until("a prompt", |screen| prompt(screen) == "ready>")
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let Some(terminal) = Terminal::open("stop-key", SIZE) else {
        return;
    };
    let before = terminal.state();
    terminal.clear();
    terminal.line(COMMAND);
    terminal.wait("about this story");
    for (name, before_it) in [
        (" step 1 of ", "handshake --seed 1"),
        (" step 2 of ", "ready> fg"),
    ] {
        terminal.press("Down", name);
        terminal.press("C-z", "Stopped");
        let shell = wait_for_shell(&terminal);
        assert!(shell.contains(before_it), "what stood there:\n{shell}");
        assert_eq!(before, terminal.state(), "stopped");
        // In the background it may not have the terminal, and does not take it.
        terminal.line("bg");
        terminal.eventually("it is stopped again", || {
            let stat = format!("/proc/{}/stat", terminal.program());
            fs::read_to_string(stat).is_ok_and(|stat| stat.contains(") T "))
        });
        assert_eq!(before, terminal.state(), "in the background");
        terminal.clear();
        terminal.line("fg");
        let screen = terminal.until(name, |screen| {
            screen.contains(name) && !screen.contains("ready>")
        });
        assert!(screen.starts_with("A full handshake"), "{screen}");
        assert!(terminal.is_taken());
    }
    terminal.press("Up", " step 1 of ");
    terminal.keys(&["q"]);
    wait_for_shell(&terminal);
    assert_eq!(before, terminal.state(), "left");
}

#[test]
fn a_program_that_no_shell_waits_for_does_not_stop() {
    let Some(terminal) = Terminal::open("stop-alone", SIZE) else {
        return;
    };
    terminal.begin(&format!("exec {COMMAND}"));
    terminal.wait("about this story");
    terminal.keys(&["C-z"]);
    terminal.press("Down", " step 1 of ");
    assert!(terminal.is_taken());
}

#[test]
fn a_stop_from_outside_does_no_harm_either() {
    let Some(terminal) = Terminal::open("stop-signal", SIZE) else {
        return;
    };
    let before = terminal.state();
    terminal.clear();
    terminal.line(COMMAND);
    terminal.wait("about this story");
    terminal.press("Down", " step 1 of ");
    terminal.signal("STOP");
    terminal.wait("Stopped");
    // The shell has a terminal now that was not given back: lines end otherwise there, and nothing is echoed.
    terminal.text("fg");
    terminal.keys(&["C-j"]);
    let screen = terminal.until("the screen again", |screen| {
        screen.contains(" step 1 of ") && !screen.contains("Stopped")
    });
    assert!(screen.starts_with("A full handshake"), "{screen}");
    terminal.press("Down", " step 2 of ");
    terminal.keys(&["q"]);
    wait_for_shell(&terminal);
    assert_eq!(before, terminal.state(), "left");
}
