//! The panels right of the steps and below them, at every size and in both languages: step and fields, bytes, proofs, knowledge, states.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use tlslab::base::text::Lang;
use tlslab::story::model::{Story, What};
use tlslab::view::look::{Look, Marks};
use tlslab::view::tui::input::{Cell, Input};
use tlslab::view::tui::screen::Screen;
use tlslab::view::tui::story::reader::Reader;

use crate::screen::{SIZES, look, press, seen, story};

/// Presses `keys` and keeps what stands on the screen at every size in both languages.
fn keep(name: &str, story: &Story, keys: &str) {
    for lang in [Lang::En, Lang::Ko] {
        for size in SIZES {
            let mut reader = Reader::new(Cow::Borrowed(story), look(lang));
            seen(&mut reader, size);
            press(&mut reader, keys);
            let name = format!("panel_{name}_{}x{}_{lang:?}", size.0, size.1).to_lowercase();
            assert_snapshot!(name, seen(&mut reader, size));
        }
    }
}

/// The number of the first step with this name.
fn number(story: &Story, name: &str) -> usize {
    let found = story.steps.iter().position(|step| step.name.en == name);
    found.unwrap_or_else(|| panic!("no step {name}")) + 1
}

/// Keys that lead to the step with this name.
fn to(story: &Story, name: &str) -> String {
    format!("{}<Enter>", number(story, name))
}

#[test]
fn the_step_from_its_beginning() {
    let story = story("full");
    keep("told", &story, &to(&story, "Certificate"));
}

#[test]
fn a_fault_and_its_repair() {
    let story = story("expired");
    keep(
        "fault",
        &story,
        &to(&story, "check of the certificate path"),
    );
}

#[test]
fn the_step_with_a_field_opened() {
    let story = story("full");
    let keys = format!("{}<Tab>jjjjjjjj", to(&story, "ClientHello"));
    keep("step", &story, &keys);
}

#[test]
fn the_bytes_with_a_byte_chosen() {
    let story = story("full");
    let keys = format!(
        "{}<Tab><Tab><Down><Down><Right><Right>",
        to(&story, "ServerHello")
    );
    keep("bytes", &story, &keys);
}

#[test]
fn the_proofs_and_where_their_inputs_were_seen() {
    let story = story("full");
    keep(
        "proofs",
        &story,
        &format!("{}p", to(&story, "handshake_secret")),
    );
}

#[test]
fn a_proof_that_fails() {
    let story = story("flip-server-hello");
    keep(
        "fails",
        &story,
        &format!("{}p", to(&story, "check of Finished")),
    );
}

#[test]
fn who_knows_what() {
    let story = story("full");
    keep("known", &story, &format!("{}m", to(&story, "Certificate")));
}

#[test]
fn who_knows_what_in_tls_1_2() {
    let story = story("tls12");
    keep("known12", &story, &format!("{}m", to(&story, "key_block")));
}

#[test]
fn the_state_of_both_ends() {
    let story = story("client-certificate");
    keep(
        "ends",
        &story,
        &format!("{}s", to(&story, "CertificateVerify")),
    );
}

#[test]
fn the_state_of_both_ends_when_it_fails() {
    let story = story("flip-finished");
    keep(
        "ends_fail",
        &story,
        &format!("{}s", to(&story, "application data")),
    );
}

#[test]
fn fields_are_walked_over_all_exhibits_and_back() {
    let story = story("full");
    let step = number(&story, "ClientHello");
    let fields: usize = (story.steps[step - 1].exhibits.iter())
        .map(|shown| shown.notes.len())
        .sum();
    let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
    press(&mut reader, &format!("{step}<Enter><Tab>"));
    let size = (120, 60);
    seen(&mut reader, size);
    // To the first field of the frame, then one by one to the last of the message, and back.
    press(&mut reader, &"k".repeat(fields + 1));
    let mut places = vec![opened(&mut reader, size)];
    for _ in 0..fields {
        press(&mut reader, "j");
        places.push(opened(&mut reader, size));
    }
    assert_eq!(
        places.iter().filter(|place| place.is_some()).count(),
        fields,
        "{places:?}"
    );
    let mut back = vec![opened(&mut reader, size)];
    for _ in 0..fields {
        press(&mut reader, "k");
        back.push(opened(&mut reader, size));
    }
    back.reverse();
    assert_eq!(places, back);
}

/// The row of the page whose field is opened.
fn opened(reader: &mut dyn Screen, size: (u16, u16)) -> Option<String> {
    let screen = seen(reader, size);
    let mut rows = screen.lines();
    let row = rows.find(|row| row.contains("▼ "))?;
    row.split("▼ ").last().map(str::to_owned)
}

#[test]
fn a_clicked_byte_chooses_its_field_and_brackets_show_it() {
    let story = story("full");
    let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
    let step = number(&story, "ServerHello");
    press(&mut reader, &format!("{step}<Enter>"));
    let size = (120, 40);
    let screen = seen(&mut reader, size);
    let row = screen
        .lines()
        .position(|row| row.contains("│0000  02"))
        .unwrap();
    // The second byte of the message's random, in digits: byte 7.
    let column = 1 + 5 + 3 * 7 + 1;
    reader.take(Input::Click(Cell {
        column,
        row: row.try_into().unwrap(),
    }));
    let screen = seen(&mut reader, size);
    assert!(screen.contains("▼ random"), "{screen}");
    // The bytes have more room now that the keys are theirs.
    let line = screen
        .lines()
        .find(|row| row.contains("┃0000  02"))
        .unwrap();
    let cells: Vec<char> = line.chars().collect();
    assert_eq!(cells[1 + 5 + 3 * 6], '[', "{line}");
    assert_eq!(
        (
            cells[usize::from(column) - 1],
            cells[usize::from(column) + 2]
        ),
        ('>', '<'),
        "{line}"
    );
    assert!(screen.contains("bytes 6 to 37 (32)"), "{screen}");
}

#[test]
fn an_input_leads_to_the_step_that_showed_it() {
    let story = story("full");
    let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
    press(
        &mut reader,
        &format!("{}<Tab>p", to(&story, "handshake_secret")),
    );
    let size = (120, 80);
    let shared = number(&story, "shared secret");
    let screen = seen(&mut reader, size);
    assert!(screen.contains(&format!("step {shared} →")), "{screen}");
    let row = screen
        .lines()
        .position(|row| row.contains(&format!("step {shared} →")))
        .unwrap();
    reader.take(Input::Click(Cell {
        column: 100,
        row: row.try_into().unwrap(),
    }));
    let screen = seen(&mut reader, size);
    assert!(screen.contains(&format!("step {shared} of")), "{screen}");
}

#[test]
fn ascii_says_the_same() {
    let story = story("full");
    let ascii = Look {
        marks: Marks::Ascii,
        ..look(Lang::En)
    };
    for panel in ["f", "p", "m", "s"] {
        let mut reader = Reader::new(Cow::Borrowed(&story), ascii.clone());
        press(
            &mut reader,
            &format!("{}<Tab>{panel}jj", to(&story, "check of Finished")),
        );
        let screen = seen(&mut reader, (100, 40));
        // The name of the other language is written in its own letters.
        let screen = screen.replace("한국어", "");
        assert!(screen.is_ascii(), "{panel}: {screen}");
    }
}

#[test]
fn of_flags_the_number_they_are_part_of_is_chosen() {
    let story = story("full");
    let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
    // SYN is a frame alone; the byte with the flags is byte 47.
    press(&mut reader, &format!("{}<Tab><Tab>", to(&story, "SYN")));
    let size = (200, 60);
    seen(&mut reader, size);
    press(&mut reader, &"<Right>".repeat(47));
    let screen = seen(&mut reader, size);
    assert!(screen.contains("▼ Data Offset and Flags"), "{screen}");
    assert!(screen.contains(" bytes 46 to 47 (2) "), "{screen}");
    press(&mut reader, "<Up><Down><Down><Left>");
    let back = seen(&mut reader, size);
    assert!(!back.contains("▼ Data Offset and Flags"), "{back}");
}

/// A story of ten thousand steps in which no copy of a value is like another.
fn long() -> Story {
    let short = story("full");
    let mut long = short.clone();
    while long.steps.len() < 10_000 {
        let mut steps = short.steps.clone();
        let copy = long.steps.len().to_be_bytes();
        for value in steps.iter_mut().flat_map(|step| &mut step.values) {
            if let What::Bytes(bytes) = &mut value.what {
                bytes.extend(copy);
            }
        }
        long.steps.extend(steps);
    }
    long
}

#[test]
fn every_key_is_answered_at_once_in_ten_thousand_steps() {
    let long = long();
    let mut reader = Reader::new(Cow::Borrowed(&long), look(Lang::En));
    let keys = "G g 9007g h h 9012g h j j R r h s j k G s u a a c c p j k P ] [ f j k m j k l l ! ! x ? <Esc> y j z z \
        <Tab> <Down> <Up> <Tab> <Right> <Down> <Tab> / f i n <Enter> n N u <PageDown> <PageUp> <Home> <End>";
    let mut slow = Vec::new();
    for keys in keys.split_whitespace() {
        let start = Instant::now();
        press(&mut reader, keys);
        let pressed = start.elapsed();
        // Where other programs took the time, drawing again does not take it again.
        let draw = |_| {
            let start = Instant::now();
            seen(&mut reader, (120, 40));
            start.elapsed()
        };
        let took = pressed + (0..3).map(draw).min().unwrap();
        println!("{keys} {took:.1?}");
        // A debug build is some ten times slower than what people run, and has 16 ms there.
        if took > Duration::from_millis(160) {
            slow.push((keys, took));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn what_is_too_much_to_list_is_counted() {
    let long = long();
    let mut reader = Reader::new(Cow::Borrowed(&long), look(Lang::En));
    press(&mut reader, "<Tab>");
    seen(&mut reader, (120, 40));
    press(&mut reader, &"<PageDown>".repeat(10));
    let screen = seen(&mut reader, (120, 40));
    assert!(screen.contains(" more, among the steps"), "{screen}");
    // Of states passed through over and over the last are told.
    press(&mut reader, "9013gs");
    let screen = seen(&mut reader, (200, 60));
    assert!(screen.contains("TLS  … → "), "{screen}");
    // Of values known by then the newest are listed.
    press(&mut reader, "m");
    let screen = seen(&mut reader, (200, 60));
    assert!(
        screen.contains(" older ones stand at their steps"),
        "{screen}"
    );
    press(&mut reader, "13gs");
    let screen = seen(&mut reader, (200, 60));
    assert!(!screen.contains("… → "), "{screen}");
}
