//! Where nobody can press keys or see a screen, `--as tui` says so before it does anything.

use std::process::{Command, Stdio};

use crate::tmux::Terminal;

#[test]
fn away_from_a_terminal() {
    let ways: [&[&str]; 2] = [&[], &["-o", "screen.txt"]];
    for more in ways {
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .args(["handshake", "--seed", "1", "--as", "tui", "--lang", "en"])
            .args(more)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: --as tui "), "{said}");
        assert!(said.contains("\nhint: "), "{said}");
    }
}

#[test]
fn half_at_a_terminal() {
    let Some(terminal) = Terminal::open("refused", (100, 30)) else {
        return;
    };
    let before = terminal.state();
    let command = "$T handshake --seed 1 --as tui --lang en";
    for (begun, said) in [
        (format!("{command} > /dev/null"), "needs a terminal"),
        (format!("{command} -o screen.txt"), "leave"),
    ] {
        terminal.begin(&begun);
        terminal.wait(said);
        terminal.left(2);
        assert_eq!(before, terminal.state(), "{begun}");
    }
    // Keys come from the terminal itself: standard input may be something else, such as a capture.
    terminal.begin(&format!("{command} < /dev/null"));
    terminal.wait("about this story");
    terminal.press("Down", " step 1 of ");
    terminal.keys(&["q"]);
    terminal.left(0);
    assert_eq!(before, terminal.state());
}
