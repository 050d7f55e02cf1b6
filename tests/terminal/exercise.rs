//! `tlslab exercise watch`: a verdict whenever a file changes, its keys, and the terminal given back on every way out.

use std::fs;
use std::path::PathBuf;

use tlslab::exercise::pack::Pack;
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;

use crate::tmux::Terminal;

/// Rows enough for all that is shown, so that what stood there before is still seen.
const SIZE: (u16, u16) = (80, 200);

/// A home in which exercise 5 of a class with two exercises is begun, and a terminal in which it is watched.
fn watched(name: &str) -> Option<(Terminal, PathBuf)> {
    let terminal = Terminal::open(name, SIZE)?;
    let home = std::env::temp_dir().join(format!("tlslab-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    let student = Student {
        class: "3-2".to_owned(),
        id: "s7".to_owned(),
        name: String::new(),
    };
    let exercises = &Set::ours().unwrap().exercises;
    let few = exercises.iter().filter(|one| [1, 5].contains(&one.number));
    let pack = Pack::draw(&ClassKey([1; 32]), &student, few).unwrap();
    fs::create_dir(&home).unwrap();
    fs::write(home.join("pack.json"), pack.write()).unwrap();
    terminal.line(&format!(
        "export TLSLAB_EXERCISES='{}'; clear",
        home.display()
    ));
    terminal.line("$T exercise start 5 --lang en >/dev/null; echo begun");
    terminal.wait("begun");
    terminal.clear();
    Some((terminal, home))
}

fn begin(terminal: &Terminal) {
    terminal.begin("$T exercise watch 5 --lang en");
    terminal.wait("q quit");
    terminal.wait("there is no file one.txt");
}

#[test]
fn a_change_is_judged_and_keys_do_what_they_say() {
    let Some((terminal, home)) = watched("watch-keys") else {
        return;
    };
    let before = terminal.state();
    begin(&terminal);
    let folder = home.join("05-avalanche-and-birthday");
    fs::write(folder.join("two.txt"), "x").unwrap();
    fs::write(folder.join("one.txt"), "x").unwrap();
    terminal.wait("both files are the same");
    terminal.press("h", "hint 1 of 3");
    terminal.press("l", "Tracks");
    terminal.press("n", "check 1 word=");
    fs::write(home.join("01-five-dresses/notes"), "x").unwrap();
    terminal.wait("Exercise 1, Bytes in five dresses");
    terminal.keys(&["q"]);
    terminal.left(0);
    assert_eq!(terminal.state(), before);
    let _ = fs::remove_dir_all(home);
}

#[test]
fn the_terminal_is_given_back() {
    let Some((terminal, home)) = watched("watch-ways") else {
        return;
    };
    let before = terminal.state();
    begin(&terminal);
    terminal.keys(&["C-c"]);
    terminal.left(0);
    assert_eq!(terminal.state(), before);
    terminal.clear();
    begin(&terminal);
    terminal.signal("TERM");
    terminal.left(143);
    assert_eq!(terminal.state(), before);
    let _ = fs::remove_dir_all(home);
}
