//! `tlslab handshake --step`: every key, and the terminal given back on every way out.

use crate::tmux::{Terminal, prompt};

/// Rows enough for a step with all its bytes.
const SIZE: (u16, u16) = (80, 60);

/// Begins to step through the full handshake.
fn begin(terminal: &Terminal) {
    terminal.begin("$T handshake --step --wire virtual --seed 1 --lang en");
    terminal.wait("[1/");
}

#[test]
fn every_key_does_what_it_says() {
    let Some(terminal) = Terminal::open("keys", SIZE) else {
        return;
    };
    let before = terminal.state();
    begin(&terminal);
    let first = terminal.wait("ARP request");
    assert!(
        prompt(&first).contains("Enter next  b back  f fields"),
        "{first}"
    );

    // Forward and back.
    terminal.press("Enter", "[2/");
    terminal.wait("ARP reply");
    terminal.press("Space", "[3/");
    terminal.wait("I want to talk to port 443");
    terminal.press("b", "[2/");
    terminal.press("Right", "[3/");
    terminal.press("Left", "[2/");
    let again = terminal.until("step 2 again", |screen| prompt(screen).starts_with("[2/"));
    assert!(prompt(&again).starts_with("[2/"), "{again}");

    // To a step by its number: ClientHello, the seventh.
    terminal.press("7", "step 7");
    terminal.press("Enter", "[7/");
    terminal.wait("The client offers TLS 1.3");

    // Its fields, with what they are for; its bytes; why.
    terminal.press("f", "status_request");
    terminal.press("x", "[7/");
    terminal.until("the bytes of a field", |screen| {
        let mut rows = screen.lines();
        rows.any(|row| row.starts_with("  00") && row.ends_with("  status_type ocsp"))
    });
    terminal.press("w", "The true offer stands in");

    // A proof with all its inputs.
    terminal.press("3", "step 3");
    terminal.press("Enter", "I want to talk to port 443");
    terminal.press("p", "formula  ~Σ16(pseudo header");
    terminal.wait("seen     ");

    // The other language, and back.
    terminal.press("l", "443번 포트와 이야기하고 싶다");
    let korean = terminal.until("the Korean prompt", |screen| {
        prompt(screen).contains("Enter 다음")
    });
    assert!(prompt(&korean).starts_with("[3/"), "{korean}");
    terminal.press("?", "모든 입력");
    terminal.press("l", "Enter next");
    terminal.press("?", "proofs with all inputs");
    terminal.press("z", "no such key");

    // The end, and out.
    terminal.press("G", "ACK");
    terminal.press("Enter", "[end]");
    terminal.wait("round trips");
    terminal.press("g", "[1/");
    terminal.press("q", "left with 0");
    let after = terminal.wait("ready>");
    assert!(prompt(&after) == "ready>", "{after}");
    assert_eq!(before, terminal.state());
}

#[test]
fn the_terminal_is_given_back_on_every_way_out() {
    let Some(terminal) = Terminal::open("step-ways", SIZE) else {
        return;
    };
    let before = terminal.state();
    for key in ["q", "C-c", "C-d", "Escape"] {
        begin(&terminal);
        terminal.keys(&[key]);
        terminal.left(0);
        assert_eq!(before, terminal.state(), "after {key}");
    }
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        begin(&terminal);
        terminal.signal(signal);
        terminal.left(code);
        assert_eq!(before, terminal.state(), "after SIG{signal}");
    }
    // A shell drops the rest of the line where SIGINT ended its program.
    begin(&terminal);
    terminal.signal("INT");
    terminal.until("a prompt", |screen| prompt(screen) == "ready>");
    assert_eq!(before, terminal.state(), "after SIGINT");
}

#[test]
fn ctrl_z_stops_and_fg_goes_on() {
    let Some(terminal) = Terminal::open("step-stop", SIZE) else {
        return;
    };
    let before = terminal.state();
    terminal.clear();
    terminal.line("$T handshake --step --wire virtual --seed 1 --lang en");
    terminal.wait("[1/");
    terminal.press("Enter", "[2/");
    terminal.press("C-z", "Stopped");
    terminal.until("a prompt", |screen| prompt(screen) == "ready>");
    assert_eq!(before, terminal.state(), "stopped");
    terminal.clear();
    terminal.line("fg");
    terminal.wait("[2/");
    terminal.press("Enter", "[3/");
    terminal.keys(&["q"]);
    terminal.until("a prompt", |screen| prompt(screen) == "ready>");
    assert_eq!(before, terminal.state(), "left");
}
