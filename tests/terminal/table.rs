//! `inspect --as tui`: the table fills, chooses, filters, opens stories and leaves; what the shell is told on every way out.

use crate::tmux::Terminal;

const CAPTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/captures");
/// The table of this capture has twelve rows.
const TWELVE: &str = "single-records-malformed.pcap";

fn begin(terminal: &Terminal, arguments: &str) {
    terminal.begin(&format!(
        "cd '{CAPTURES}'; $T inspect {arguments} --as tui --lang en"
    ));
}

#[test]
fn a_story_is_opened_from_the_table_and_left_for_it() {
    let Some(terminal) = Terminal::open("table-story", (100, 30)) else {
        return;
    };
    let before = terminal.state();
    begin(&terminal, TWELVE);
    terminal.wait("connections: 1 of 12");
    terminal.press("Down", "connections: 2 of 12");
    terminal.press("Enter", "Connection 2 of");
    terminal.press("q", "connections: 2 of 12");
    terminal.press("f", "> _");
    terminal.text("versio=1.2");
    terminal.press("Enter", "did you mean 'version'?");
    terminal.keys(&["Escape"]);
    terminal.until("the filter is gone", |screen| {
        !screen.contains("did you mean")
    });
    terminal.press("f", "> _");
    terminal.text("version=1.2");
    terminal.press("Enter", "connections: 1 of 2 ");
    terminal.keys(&["q"]);
    terminal.left(0);
    assert_eq!(before, terminal.state());
}

#[test]
fn the_only_connection_is_told_at_once_with_its_secrets() {
    let Some(terminal) = Terminal::open("table-only", (120, 40)) else {
        return;
    };
    begin(&terminal, "tls13.pcap --keys tls13.pcap.keylog.txt");
    terminal.wait("Connection 1 of tls13.pcap");
    terminal.keys(&["q"]);
    terminal.left(0);
    begin(&terminal, &format!("{TWELVE} --connection 5"));
    terminal.wait("Connection 5 of");
    terminal.keys(&["C-c"]);
    terminal.left(130);
}

#[test]
fn standard_input_and_compressed_captures_are_read_again() {
    let Some(terminal) = Terminal::open("table-again", (100, 30)) else {
        return;
    };
    let before = terminal.state();
    for source in ["cat", "gzip -c"] {
        terminal.begin(&format!(
            "{source} '{CAPTURES}/{TWELVE}' | $T inspect - --as tui --lang en"
        ));
        terminal.wait("connections: 1 of 12");
        terminal.press("f", "> _");
        terminal.text("version=1.2");
        terminal.press("Enter", "connections: 1 of 2 ");
        terminal.press("Enter", "Connection 2 of");
        terminal.keys(&["C-c"]);
        terminal.left(130);
    }
    assert_eq!(before, terminal.state());
}

#[test]
fn damage_is_said_on_the_screen_and_after_it() {
    let Some(terminal) = Terminal::open("table-damage", (120, 40)) else {
        return;
    };
    begin(&terminal, "broken-packet-header.pcap");
    let screen = terminal.wait("captured length at byte 5043");
    assert!(screen.contains("connections: 1 of 1"), "{screen}");
    terminal.keys(&["q"]);
    terminal.left(3);
    assert!(terminal.screen().contains("error: broken-packet-header"));
}

#[test]
fn a_capture_that_grows_shows_what_it_has() {
    let Some(terminal) = Terminal::open("table-grows", (120, 40)) else {
        return;
    };
    let before = terminal.state();
    // The writer stays open, as tcpdump does.
    terminal.begin(&format!(
        "(cat '{CAPTURES}/tls13-resumption-keys.pcap'; sleep 5) | $T inspect - --as tui --lang en"
    ));
    terminal.wait("reading: ");
    // Esc ends the reading, though nothing comes; what was open is told.
    terminal.press("Escape", "connections: 1 of ");
    terminal.press("i", "the reading was ended at packet");
    terminal.keys(&["q"]);
    terminal.left(0);
    assert_eq!(before, terminal.state());
}

#[test]
fn several_captures_stand_in_one_table() {
    let Some(terminal) = Terminal::open("table-several", (120, 40)) else {
        return;
    };
    begin(&terminal, "ssl30.pcap tls12-rsa-key.pcap");
    terminal.wait("connections: 1 of 4");
    terminal.press("End", "connections: 4 of 4");
    terminal.press("Enter", "Connection 3 of tls12-rsa-key.pcap");
    terminal.keys(&["q"]);
    terminal.press("q", "left with 0");
}

#[test]
fn what_the_screen_does_not_show_is_refused() {
    let Some(terminal) = Terminal::open("table-refused", (120, 40)) else {
        return;
    };
    for (arguments, says) in [
        ("ssl30.pcap --summary", "--summary writes text"),
        ("ssl30.pcap --follow 1", "--follow writes text"),
        ("ssl30.pcap --limit 3", "--limit shapes the table"),
        ("ssl30.pcap tls13.pcap --connection 1", "one of one capture"),
        ("-", "the keyboard here"),
        ("ssl30.pcap --where versio=1", "there is no field"),
    ] {
        begin(&terminal, arguments);
        terminal.left(2);
        assert!(terminal.screen().contains(says), "{arguments}");
    }
    begin(&terminal, "nowhere.pcap");
    terminal.left(3);
}
