//! `--hold`: through a handshake on a held wire, a bit of a frame is flipped, and both ends say what they make of it.

use crate::tmux::Terminal;

#[test]
fn a_wire_is_held_and_a_bit_flipped() {
    let Some(terminal) = Terminal::open("held", (100, 34)) else {
        return;
    };
    let before = terminal.state();
    terminal.begin("$T handshake --hold --seed 1 --lang en");
    terminal.wait("Frame 3 waits: client → server  SYN");
    for frame in ["4", "5", "6", "7"] {
        terminal.press("D", &format!("Frame {frame} waits"));
    }
    // What came so far can be read, back and forth, while the wire waits.
    let screen = terminal.wait(" step ");
    let (_, rest) = screen.split_once(" step ").unwrap();
    let here: usize = rest.split(' ').next().unwrap().parse().unwrap();
    terminal.press("Up", &format!(" step {} of ", here - 1));
    terminal.press("Down", &format!(" step {here} of "));
    // The last field of the server's flight is the tag of a record; its last bit is flipped, as an attacker would.
    terminal.press("F", "frame 7: flip a bit of");
    terminal.press("End", "authentication tag");
    terminal.press("Enter", "another bit");
    terminal.press("Enter", "as an attacker does");
    terminal.press("a", "alert bad_record_mac");
    let told = terminal.wait("Frame 8 waits: client");
    assert!(told.contains("You flipped bit 0 of byte"), "{told}");
    terminal.press("A", "The run is over.");
    terminal.wait("--deed '7 flip");
    terminal.keys(&["q"]);
    let left = terminal.wait("left with ");
    assert!(left.contains("this stood here before"), "{left}");
    terminal.wait("ready>");
    assert_eq!(before, terminal.state());
}
