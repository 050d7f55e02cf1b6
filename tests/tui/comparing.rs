//! Two stories side by side on the screen: at every size, in both languages; from difference to difference, hiding what is the same.

use insta::assert_snapshot;
use tlslab::base::text::Lang;
use tlslab::story::compare::model::Comparison;
use tlslab::story::compare::tell::{Operand, compare};
use tlslab::story::model::Story;
use tlslab::view::look::{Look, Marks};
use tlslab::view::tui::compare::abreast::Abreast;
use tlslab::view::tui::input::{Cell, Input, Key};
use tlslab::view::tui::screen::{Screen, Then};

use crate::screen::{SIZES, look, press, seen, story};

fn held<'s>(left: &'s Story, right: &'s Story, names: [&str; 2]) -> Comparison<'s> {
    let [a, b] = names.map(str::to_owned);
    let operand = |story, name| Operand {
        story,
        name,
        connection: None,
    };
    compare(operand(left, a), operand(right, b))
}

#[test]
fn two_versions_at_every_size_in_both_languages() {
    let (left, right) = (story("full"), story("tls12"));
    let comparison = held(&left, &right, ["full", "tls12"]);
    for lang in [Lang::En, Lang::Ko] {
        for size in SIZES {
            let mut screen = Abreast::new(&comparison, look(lang));
            let name = format!("comparing_{}x{}_{lang:?}", size.0, size.1).to_lowercase();
            assert_snapshot!(format!("{name}_said"), seen(&mut screen, size));
            press(&mut screen, "nnnn");
            assert_snapshot!(format!("{name}_pair"), seen(&mut screen, size));
        }
    }
}

#[test]
fn a_flipped_bit_is_found_with_one_key() {
    let (left, right) = (story("full"), story("flip-server-hello"));
    let comparison = held(&left, &right, ["full", "flipped"]);
    let mut screen = Abreast::new(&comparison, look(Lang::En));
    press(&mut screen, "n");
    let shown = seen(&mut screen, (120, 40));
    assert!(shown.contains("[07]") && shown.contains("[06]"), "{shown}");
    assert!(shown.contains("changed on the way"), "{shown}");
    // And back from the next one.
    press(&mut screen, "nN");
    assert!(seen(&mut screen, (120, 40)).contains("[06]"));
}

#[test]
fn what_is_the_same_can_be_hidden() {
    let (left, right) = (story("full"), story("expired"));
    let comparison = held(&left, &right, ["full", "expired"]);
    let mut screen = Abreast::new(&comparison, look(Lang::En));
    let before = seen(&mut screen, (120, 40));
    assert!(before.contains("= ") && before.contains("SYN, ACK"));
    press(&mut screen, "s");
    let hidden = seen(&mut screen, (120, 40));
    assert!(
        !hidden.contains("SYN, ACK") && hidden.contains("the same is hidden"),
        "{hidden}"
    );
    press(&mut screen, "s");
    assert_eq!(seen(&mut screen, (120, 40)), before);
}

#[test]
fn keys_lead_everywhere_and_out() {
    let (left, right) = (story("full"), story("resumption"));
    let comparison = held(&left, &right, ["full", "resumption"]);
    let mut screen = Abreast::new(&comparison, look(Lang::En));
    press(&mut screen, "?");
    let help = seen(&mut screen, (80, 40));
    assert!(
        help.contains("next difference") && help.contains("hide the same"),
        "{help}"
    );
    assert!(matches!(screen.take(Input::Key(Key::Escape)), Then::Stay));
    press(&mut screen, "l");
    assert!(seen(&mut screen, (80, 24)).contains("다음 차이"));
    press(&mut screen, "lGg<Down><Down>f");
    let deep = seen(&mut screen, (80, 40));
    assert!(deep.contains("Sequence Number"), "{deep}");
    press(&mut screen, "h");
    assert!(seen(&mut screen, (80, 40)).contains("resumption resumes"));
    assert!(matches!(
        screen.take(Input::Key(Key::Char('q'))),
        Then::Leave
    ));
    assert!(matches!(screen.take(Input::Stop), Then::Quit));
}

#[test]
fn the_mouse_chooses_a_pair() {
    let (left, right) = (story("full"), story("tls12"));
    let comparison = held(&left, &right, ["full", "tls12"]);
    let mut screen = Abreast::new(&comparison, look(Lang::En));
    let before = seen(&mut screen, (120, 40));
    let row = before
        .lines()
        .position(|line| line.contains("ClientHello"))
        .unwrap();
    screen.take(Input::Click(Cell {
        column: 30,
        row: u16::try_from(row).unwrap(),
    }));
    let after = seen(&mut screen, (120, 40));
    assert!(
        after.contains("in this pair") && after.contains("key_share"),
        "{after}"
    );
    screen.take(Input::Scroll(Cell { column: 5, row: 30 }, 3));
    assert_ne!(seen(&mut screen, (120, 40)), after);
}

#[test]
fn no_size_is_too_small_and_ascii_is_enough() {
    let (left, right) = (story("full"), story("flip-finished"));
    let comparison = held(&left, &right, ["full", "flipped"]);
    for lang in [Lang::En, Lang::Ko] {
        let look = Look {
            marks: Marks::Ascii,
            ..look(lang)
        };
        let mut screen = Abreast::new(&comparison, look);
        for columns in [1, 2, 5, 11, 39, 40, 41, 91, 92, 93, 130] {
            for rows in [1, 2, 3, 5, 9, 17, 30] {
                let shown = seen(&mut screen, (columns, rows));
                if lang == Lang::En {
                    let strange: String = shown.chars().filter(|c| !c.is_ascii()).collect();
                    // The other language is named in its own letters.
                    let strange = strange.replace(['한', '국', '어'], "");
                    assert!(strange.is_empty(), "{strange}\n{shown}");
                }
            }
            press(&mut screen, "nf");
        }
    }
}

#[test]
fn a_long_story_is_drawn_at_once() {
    let mut long = story("full");
    let steps: Vec<_> = long.steps.iter().cycle().take(10_000).cloned().collect();
    long.steps = steps;
    let comparison = held(&long, &long, ["a", "b"]);
    let mut screen = Abreast::new(&comparison, look(Lang::En));
    press(&mut screen, "G");
    assert!(seen(&mut screen, (120, 40)).contains("10000"));
}

#[test]
fn keys_stand_whole_on_their_line_or_not_at_all() {
    let (left, right) = (story("full"), story("tls12"));
    let comparison = held(&left, &right, ["full", "tls12"]);
    for (lang, keys) in [
        (Lang::En, ["? keys", "l 한국어", "q leave"]),
        (Lang::Ko, ["? 키", "l English", "q 나가기"]),
    ] {
        let mut screen = Abreast::new(&comparison, look(lang));
        press(&mut screen, "s");
        for columns in 60..170 {
            let said = seen(&mut screen, (columns, 24));
            let last = said.lines().last().unwrap();
            let there = keys.iter().all(|key| last.contains(key));
            assert!(there && !last.contains('…'), "{columns}: {last}");
        }
    }
}
