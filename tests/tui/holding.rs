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
use tlslab::view::tui::hold::screen::Held;
use tlslab::view::tui::hold::wire::Wire;
use tlslab::view::tui::input::Input;
use tlslab::view::tui::screen::{Screen, Then};

use crate::screen::{SIZES, look, press, seen};

/// The virtual wire, and the hand it was last run under.
struct Virtual {
    scenario: &'static str,
    hand: Hand,
    left: Option<Hand>,
}

impl Virtual {
    fn of(scenario: &'static str) -> Self {
        Self {
            scenario,
            hand: Hand::default(),
            left: None,
        }
    }
}

impl Wire for Virtual {
    fn run(&mut self, hand: &Hand) -> Result<Story, Text> {
        let knobs = Knobs {
            seed: Some(1),
            ..Knobs::default()
        };
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
    let anew = english("XXXR");
    assert_eq!(anew, english(""));
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
    // Every key in every mode, from numbers that look random and are not.
    let keys = [
        "d",
        "X",
        "t",
        "w",
        "1",
        "<Enter>",
        "<Esc>",
        "F",
        "j",
        "k",
        "<Left>",
        "<Right>",
        "<Up>",
        "<Down>",
        "a",
        "n",
        "U",
        "m",
        "s",
        "p",
        "f",
        "/",
        "g",
        "G",
        "<PageDown>",
        "<Home>",
        "<Tab>",
        "<Backspace>",
        "l",
    ];
    let mut state = 1_u32;
    for turn in 0..400_u16 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let key = keys[(state >> 16) as usize % keys.len()];
        press(&mut held, key);
        if turn % 7 == 0 {
            seen(&mut held, (turn % 97 + 1, turn % 31 + 1));
        }
    }
}
