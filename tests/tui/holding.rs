//! A held wire on the screen: at every size, in both languages; what is decided happens, and is taken back.

use insta::assert_snapshot;
use tlslab::base::text::{Lang, Text};
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_held};
use tlslab::lab::scenarios::list::named;
use tlslab::story::deed::{Hand, Holds, Order};
use tlslab::story::model::Story;
use tlslab::story::tell::tell;
use tlslab::view::look::{Look, Marks};
use tlslab::view::tui::hold::keys as wires;
use tlslab::view::tui::hold::screen::Held;
use tlslab::view::tui::hold::wire::Wire;
use tlslab::view::tui::input::{Cell, Input, Key};
use tlslab::view::tui::screen::{Screen, Then};
use tlslab::view::tui::story::keys as reader;

use crate::screen::{SIZES, look, press, seen};

/// The virtual wire, and the hand it was last run under.
struct Virtual {
    scenario: &'static str,
    hand: Hand,
    left: Option<Hand>,
    /// How often it still runs, before it refuses.
    runs: usize,
}

impl Virtual {
    fn of(scenario: &'static str) -> Self {
        Self {
            scenario,
            hand: Hand::default(),
            left: None,
            runs: usize::MAX,
        }
    }
}

impl Wire for Virtual {
    fn run(&mut self, hand: &Hand) -> Result<Story, Text> {
        let knobs = Knobs {
            seed: Some(1),
            ..Knobs::default()
        };
        let cut = Text::new("The wire is cut.", "선로가 끊겼다.");
        self.runs = self.runs.checked_sub(1).ok_or(cut)?;
        self.hand = hand.clone();
        let run = on_held(named(self.scenario).unwrap(), &knobs, EPOCH, hand);
        Ok(tell(&run.unwrap()))
    }

    fn command(&self, orders: &[Order]) -> String {
        let orders = orders.iter().map(|order| format!(" --deed '{order}'"));
        format!(
            "tlslab handshake {}{}",
            self.scenario,
            orders.collect::<String>()
        )
    }

    fn left(&mut self, hand: &Hand) {
        self.left = Some(hand.clone());
    }
}

/// What stands on the screen after these keys.
fn after(scenario: &'static str, keys: &str, look: Look, size: (u16, u16)) -> String {
    let mut wire = Virtual::of(scenario);
    let mut held = Held::new(&mut wire, &[], look).unwrap();
    press(&mut held, keys);
    seen(&mut held, size)
}

const WIDE: (u16, u16) = (200, 60);

fn english(keys: &str) -> String {
    after("full", keys, look(Lang::En), WIDE)
}

/// What the bar at the foot says after these keys, in one line.
fn bar(keys: &str) -> String {
    let seen = english(keys);
    let rows = seen
        .lines()
        .skip_while(|row| !row.contains("you hold the wire"));
    let words = rows.flat_map(|row| row.split(['┃', ' ']).filter(|word| !word.is_empty()));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_held_wire_at_every_size_in_both_languages() {
    // The client's hello waits; a bit of its random is chosen; it was flipped, and all is over.
    let moments = [
        ("waits", "ddd"),
        ("field", "dddFjjjj"),
        ("over", "dddFjjj<Enter>lll<Enter>aA"),
    ];
    for (name, keys) in moments {
        for lang in [Lang::En, Lang::Ko] {
            for size in SIZES {
                let name = format!("holding_{name}_{}x{}_{lang:?}", size.0, size.1).to_lowercase();
                assert_snapshot!(name, after("full", keys, look(lang), size));
            }
        }
    }
}

#[test]
fn the_first_segment_waits_and_not_the_question_for_an_address() {
    let seen = english("");
    assert!(
        seen.contains("Frame 3 waits: client → server  SYN"),
        "{seen}"
    );
}

#[test]
fn what_is_dropped_is_sent_again() {
    let seen = english("X");
    assert!(seen.contains("Frame 3: You dropped this frame."), "{seen}");
    assert!(seen.contains("The client sends retransmission."), "{seen}");
    assert!(seen.contains("ms nothing comes."), "{seen}");
}

#[test]
fn what_is_taken_back_never_was() {
    let before = english("dd");
    let undone = |keys: &str| {
        let after = english(keys);
        // Only the sentence in the bar is another.
        let first = |text: &str| text.lines().take(45).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(first(&after), first(&before), "{keys}");
        assert!(
            after.contains("Taken back: what was decided about frame 5."),
            "{after}"
        );
    };
    undone("ddXU");
    undone("ddAU");
    undone("ddtU");
    undone("ddw1500<Enter>U");
    let anew = english("XXXS");
    assert_eq!(anew, english(""));
}

#[test]
fn what_the_wire_refuses_changes_nothing() {
    for refused in ["U", "S", "X", "A", "t", "w<Enter>"] {
        let after = |keys: &str, runs: usize| {
            let mut wire = Virtual {
                runs,
                ..Virtual::of("full")
            };
            let orders = ["3 twice", "4 drop"].map(|said| said.parse().unwrap());
            let mut held = Held::new(&mut wire, &orders, look(Lang::En)).unwrap();
            press(&mut held, keys);
            let seen = seen(&mut held, WIDE);
            held.take(Input::Stop);
            drop(held);
            (seen, wire.left.unwrap())
        };
        let ((untouched, hand), (seen, left)) = (after("", 1), after(refused, 1));
        assert_eq!(left, hand, "{refused}");
        assert!(seen.contains("The wire is cut."), "{seen}");
        assert!(!seen.contains("Taken back"), "{seen}");
        let story = |seen: &str| seen.lines().take(45).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(story(&seen), story(&untouched), "{refused}");
    }
}

#[test]
fn no_key_of_the_wires_is_the_readers() {
    let readers: Vec<Key> = reader::KEYS
        .iter()
        .flat_map(|one| one.keys)
        .copied()
        .collect();
    for key in wires::KEYS.iter().flat_map(|one| one.keys) {
        assert!(!readers.contains(key) || *key == Key::Char('q'), "{key:?}");
    }
}

#[test]
fn a_flipped_bit_is_noticed_and_named() {
    // Frame 7 is the server's hello and all that follows it.
    let seen = bar("ddddFG<Enter><Enter>aA");
    assert!(seen.contains("The run is over. Frame"), "{seen}");
    assert!(seen.contains("was changed between the ends"), "{seen}");
    assert!(seen.contains("The client says:"), "{seen}");
    let noise = bar("ddddFG<Enter><Enter>nA");
    assert!(noise.contains("both ends are content"), "{noise}");
}

#[test]
fn a_frame_held_back_is_overtaken() {
    let seen = english("dddw3000<Enter>");
    assert!(
        seen.contains("You held this frame back for 3000 ms."),
        "{seen}"
    );
    let seen = english("dddw3000<Enter>A");
    assert!(seen.contains("both ends are content"), "{seen}");
    assert!(seen.contains("3000 ms late"), "{seen}");
}

#[test]
fn the_command_repeats_what_was_decided() {
    let seen = english("dddtXA");
    assert!(seen.contains("--deed '6 twice' --deed '7 drop'"), "{seen}");
    let mut wire = Virtual::of("full");
    let orders: Vec<Order> = ["7 drop", "6 twice"]
        .iter()
        .map(|said| said.parse().unwrap())
        .collect();
    let mut held = Held::new(&mut wire, &orders, look(Lang::En)).unwrap();
    assert!(matches!(held.take(Input::Stop), Then::Quit));
    drop(held);
    assert_eq!(wire.left.as_ref().unwrap().deeds.len(), 2);
    assert_eq!(wire.left.unwrap().holds, Holds::From(8));
}

#[test]
fn keys_that_are_not_the_wires_are_the_readers() {
    let seen = english("dddl");
    assert!(seen.contains("프레임 6 대기 중"), "{seen}");
    let place = |keys: &str| {
        let mut wire = Virtual::of("full");
        let mut held = Held::new(&mut wire, &[], look(Lang::En)).unwrap();
        press(&mut held, keys);
        seen_page(&mut held)
    };
    assert_ne!(place("ddd"), place("dddk"));
    assert_eq!(place("ddd"), place("dddkj"));
}

fn seen_page(held: &mut Held<'_>) -> String {
    seen(held, (120, 40))
}

#[test]
fn no_size_and_no_key_ends_in_a_panic() {
    let ascii = Look {
        marks: Marks::Ascii,
        ..look(Lang::Ko)
    };
    let mut wire = Virtual::of("tls12");
    let mut held = Held::new(&mut wire, &[], ascii).unwrap();
    // Every key of both rooms and of the chooser in every mode, and the mouse; from numbers that look random and are not.
    let chooser = "0123456789jklhnpmGg".chars().map(Key::Char);
    let of_readers = reader::KEYS.iter().flat_map(|one| one.keys);
    let of_wires = wires::KEYS.iter().flat_map(|one| one.keys);
    let mut keys: Vec<Key> = of_readers.chain(of_wires).copied().chain(chooser).collect();
    // Most turns decide something, so that there is something to see.
    keys.extend(["d", "X", "t", "F"].map(|key| Key::Char(key.chars().next().unwrap())));
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    for turn in 0..600_u16 {
        let input = match random() % 12 {
            0 => Input::Click(cell(random())),
            1 => Input::Scroll(cell(random()), if random() % 2 == 0 { 3 } else { -3 }),
            _ => Input::Key(keys[random() as usize % keys.len()]),
        };
        // Leaving is only said to whoever shows the screen: it goes on all the same.
        held.take(input);
        if turn % 7 == 0 {
            seen(&mut held, (turn % 97 + 1, turn % 31 + 1));
        }
    }
}

fn cell(random: u32) -> Cell {
    let part = |n: u32| u16::try_from(n % 120).unwrap();
    Cell {
        column: part(random),
        row: part(random / 3),
    }
}

#[test]
fn what_the_reader_said_goes_with_the_next_key_of_the_wire() {
    let stale = "no such key";
    assert!(english("v").contains(stale));
    assert!(!english("vd").contains(stale));
}

#[test]
fn nothing_left_to_take_back_is_said() {
    assert!(bar("ddUU").contains("Taken back"));
    let said = bar("ddUUU");
    assert!(!said.contains("Taken back"), "{said}");
    assert!(said.contains("no decision left to take back"), "{said}");
}

#[test]
fn a_chooser_says_which_keys_it_has() {
    let stray = "That key does nothing here.";
    assert!(!bar("dddF").contains(stray));
    assert!(bar("dddF").contains("PgUp, PgDn"));
    assert!(bar("dddF/").contains(stray));
    assert!(!bar("dddF/j").contains(stray));
    assert!(bar("dddF<Enter>v").contains(stray));
    assert!(bar("dddF<Enter><Enter>").contains("a, Enter: computed anew"));
    assert!(bar("dddF<Enter><Enter>v").contains(stray));
}

#[test]
fn the_help_begins_with_the_keys_of_the_wire() {
    let said = after("full", "?", look(Lang::En), (80, 24));
    let place = |words: &str| said.find(words).unwrap_or(usize::MAX);
    assert!(
        place("You hold the wire") < place("From step to step"),
        "{said}"
    );
    assert!(place("flip a bit") < usize::MAX, "{said}");
}

#[test]
fn a_frame_that_waits_is_not_the_end() {
    let waits = english("dddG");
    assert!(waits.contains("┌ so far"), "{waits}");
    assert!(!waits.contains("the end:"), "{waits}");
    let over = english("dddAG");
    assert!(over.contains("the end: the account"), "{over}");
    assert!(!over.contains("┌ so far"), "{over}");
}

#[test]
fn the_command_is_seen_whole_and_what_is_cut_says_so() {
    let small = after("full", "dddFjjj<Enter><Enter>aA", look(Lang::En), (80, 16));
    let command = small.find("The same again:").unwrap();
    assert!(small[command..].contains("--deed '6 flip"), "{small}");
    let rows = small
        .lines()
        .skip_while(|row| !row.contains("you hold the wire"));
    let said = Vec::from_iter(rows).join("\n");
    assert!(said.contains('…'), "{small}");
}

#[test]
fn a_korean_keyboard_decides_too() {
    assert_eq!(english("ddd"), english("ㅇㅇㅇ"));
    assert_eq!(english("dddXqj"), english("ㅇㅇㅇXqㅓ"));
}
