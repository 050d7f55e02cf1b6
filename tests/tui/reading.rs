//! A story on the screen: every kind of it, at every size, in both languages, with ASCII alone.

use std::borrow::Cow;
use std::fs;

use insta::assert_snapshot;
use tlslab::base::text::{Lang, Text};
use tlslab::base::time::Time;
use tlslab::demo::asked::Asked;
use tlslab::demo::list::all;
use tlslab::dissect::x509::shape::Shape;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::lab::wire::visit::Conditions;
use tlslab::pki::armor;
use tlslab::story::certificate::document::Document;
use tlslab::story::certificate::shown;
use tlslab::story::model::{Fate, Kind, Story};
use tlslab::story::tell::tell;
use tlslab::view::look::{Look, Marks};
use tlslab::view::tui::story::reader::Reader;
use unicode_width::UnicodeWidthStr;

use crate::screen::{SIZES, look, press, seen, story};

/// What stands there after each of `keys`, at every size and in both languages.
fn pictures(story: &Story, shown: &[(&str, &str)]) {
    for lang in [Lang::En, Lang::Ko] {
        for (what, keys) in shown {
            for size in SIZES {
                let mut reader = Reader::new(Cow::Borrowed(story), look(lang));
                press(&mut reader, keys);
                let name = format!("{what}_{}x{}_{lang:?}", size.0, size.1).to_lowercase();
                assert_snapshot!(name, seen(&mut reader, size));
            }
        }
    }
}

/// A demonstration: nobody speaks to anybody in it.
pub(crate) fn demo(name: &str) -> Story {
    let demo = all().find(|demo| demo.name == name).unwrap();
    let asked = Asked {
        seed: 1,
        ..Asked::default()
    };
    demo.story(&asked).unwrap()
}

/// A certificate of the web, looked at in March 2026.
pub(crate) fn certificate() -> Story {
    let text = fs::read("tests/data/certificates/web-ecdsa.pem").unwrap();
    let document = Document {
        shape: Shape::Certificate,
        der: armor::blocks(&text).remove(0).unwrap().bytes,
        place: Text::same("web-ecdsa.pem"),
    };
    shown::tell(&[document], &[], Time::seconds(1_773_964_800))
}

#[test]
fn a_handshake() {
    let shown = [
        ("opening", ""),
        ("hello", "7g"),
        ("computation", "11g"),
        ("end", "G"),
    ];
    pictures(&story("full"), &shown);
}

#[test]
fn a_failure() {
    pictures(&story("expired"), &[("failure", "!"), ("cause", "G")]);
}

#[test]
fn a_demonstration() {
    pictures(&demo("ecb"), &[("demo", "5g")]);
}

#[test]
fn a_certificate() {
    pictures(&certificate(), &[("certificate", "j")]);
}

#[test]
fn frames_that_are_lost_and_changed() {
    let lossy = Knobs {
        seed: Some(1),
        conditions: Conditions {
            loss: 20.0,
            ..Conditions::default()
        },
        ..Knobs::default()
    };
    let lossy = tell(&on_virtual(named("full").unwrap(), &lossy, EPOCH).unwrap());
    let changed = story("flip-server-hello");
    for (story, fate, word) in [
        (lossy, Fate::Lost, "lost"),
        (changed, Fate::Changed, "changed"),
    ] {
        let met = story.steps.iter().position(|step| match &step.kind {
            Kind::Wire { fate: of, .. } => *of == fate,
            Kind::Computation { .. } | Kind::Remark | Kind::Desk => false,
        });
        let number = met.unwrap() + 1;
        let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
        press(&mut reader, &format!("{number}g"));
        let row = row_of(&seen(&mut reader, (80, 24)), number);
        assert!(row.contains(word), "{row}");
        let arrives = row.contains(['▶', '◀']);
        assert_eq!(arrives, fate != Fate::Lost, "{row}");
        assert_eq!(arrives, !row[4..].contains('✗'), "{row}");
    }
}

#[test]
fn ascii_is_enough() {
    for story in [story("full"), demo("ecb"), certificate()] {
        let ascii = Look {
            marks: Marks::Ascii,
            ..look(Lang::En)
        };
        let mut reader = Reader::new(Cow::Borrowed(&story), ascii);
        for size in SIZES {
            for keys in ["", "j", "?", "?", "h", "h", "G", "g"] {
                press(&mut reader, keys);
                let said = seen(&mut reader, size);
                let strange: String = said.chars().filter(|c| !c.is_ascii()).collect();
                // The name of the other language stands in that language.
                let strange = strange.replace("한국어로", "").replace("한국어", "");
                assert_eq!(strange, "", "{said}");
            }
        }
    }
    let story = story("full");
    let mut reader = Reader::new(
        Cow::Borrowed(&story),
        Look {
            marks: Marks::Ascii,
            ..look(Lang::En)
        },
    );
    press(&mut reader, "16g");
    assert_snapshot!("ascii_80x24", seen(&mut reader, (80, 24)));
}

#[test]
fn no_size_is_too_small() {
    for story in [story("expired"), demo("ecb")] {
        let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::Ko));
        for columns in (1..90).chain([149, 150, 300]) {
            for rows in [1, 2, 3, 4, 5, 9, 14, 17, 30] {
                let said = seen(&mut reader, (columns, rows));
                let small = said.contains("너무");
                assert!(!small || columns < 12 || rows < 3, "{columns}x{rows}");
                for row in said.lines() {
                    assert!(row.width() <= columns.into(), "{row}");
                }
            }
            press(
                &mut reader,
                ["j", "<Tab>", "h", "z", "?", "p", "x"][usize::from(columns) % 7],
            );
        }
    }
}

#[test]
fn names_can_be_read_at_eighty_columns() {
    for (scenario, lang) in [("full", Lang::En), ("full", Lang::Ko), ("tls12", Lang::En)] {
        let story = story(scenario);
        let mut reader = Reader::new(Cow::Borrowed(&story), look(lang));
        for (n, step) in story.steps.iter().enumerate() {
            press(&mut reader, &format!("{}g", n + 1));
            let row = row_of(&seen(&mut reader, (80, 24)), n + 1);
            let name = step.name.say(lang);
            assert!(name.width() > 24 || row.contains(name), "{name}: {row}");
        }
    }
}

/// The row of the diagram with this number.
pub(crate) fn row_of(said: &str, number: usize) -> String {
    let rows = said.lines().filter_map(|row| row.get("┃".len()..));
    let mut found = rows.filter(|row| {
        let row = row.trim_start();
        let rest = row.strip_prefix(&number.to_string());
        rest.is_some_and(|rest| rest.starts_with([' ', '✔', '✗', '○', '!', '?']))
    });
    let row = found
        .next()
        .unwrap_or_else(|| panic!("no row {number} in\n{said}"));
    row.split('┃').next().unwrap().to_owned()
}

#[test]
fn ten_thousand_steps_are_read_like_forty() {
    let mut long = story("full");
    let steps = long.steps.clone();
    while long.steps.len() < 10_000 {
        long.steps.extend(steps.iter().cloned());
    }
    let most = long.steps.len();
    let mut reader = Reader::new(Cow::Borrowed(&long), look(Lang::En));
    press(&mut reader, "G");
    assert!(seen(&mut reader, (80, 24)).contains(&format!("end of {most} steps")));
    press(&mut reader, "9999g");
    assert!(seen(&mut reader, (80, 24)).contains(&format!("step 9999 of {most}")));
    row_of(&seen(&mut reader, (120, 40)), 9999);
    press(&mut reader, "jjkkaahh<PageUp>cc");
    seen(&mut reader, (80, 24));
    press(&mut reader, "20g/close_notify");
    assert!(seen(&mut reader, (80, 24)).contains("step 37 of"));
}
