//! Moving through a story: keys, numbers, search, playing, answers that are hidden, the mouse.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use insta::assert_snapshot;
use tlslab::base::text::Lang;
use tlslab::base::verdict::Verdict;
use tlslab::story::blank::{Part, blanks};
use tlslab::story::model::{Story, Weight};
use tlslab::view::closing::closing;
use tlslab::view::layout::Row;
use tlslab::view::look::Look;
use tlslab::view::tui::input::{Cell, Input, Key};
use tlslab::view::tui::screen::{Screen, Then};
use tlslab::view::tui::story::keys::KEYS;
use tlslab::view::tui::story::reader::Reader;
use unicode_width::UnicodeWidthStr;

use crate::reading::{certificate, demo, row_of};
use crate::screen::{look, press, seen, story};

const SMALL: (u16, u16) = (80, 24);

fn reader(story: &Story) -> Reader<'_> {
    Reader::new(Cow::Borrowed(story), look(Lang::En))
}

/// The last line, after these keys.
fn status(reader: &mut Reader<'_>, keys: &str) -> String {
    press(reader, keys);
    let said = seen(reader, SMALL);
    said.lines().last().unwrap().to_owned()
}

/// The right end of the first line, after these keys.
fn at(reader: &mut Reader<'_>, keys: &str) -> String {
    press(reader, keys);
    let said = seen(reader, SMALL);
    let first = said.lines().next().unwrap();
    first.rsplit("  ").next().unwrap().to_owned()
}

#[test]
fn forward_and_back_over_every_step() {
    let story = story("full");
    let mut reader = reader(&story);
    let most = story.steps.len();
    assert_eq!(at(&mut reader, ""), format!("{most} steps"));
    assert_eq!(at(&mut reader, "k"), format!("{most} steps"));
    let mut there = Vec::new();
    loop {
        let here = at(&mut reader, "j");
        if there.last() == Some(&here) {
            break;
        }
        there.push(here);
    }
    assert_eq!(there.last().unwrap(), &format!("end of {most} steps"));
    // One is folded.
    assert_eq!(there.len(), most);
    for here in there.iter().rev().skip(1) {
        assert_eq!(&at(&mut reader, "k"), here);
    }
    assert_eq!(at(&mut reader, "<End>"), format!("end of {most} steps"));
    assert_eq!(at(&mut reader, "<Home> "), format!("step 1 of {most}"));
    assert_eq!(at(&mut reader, "<Tab>  b"), format!("step 2 of {most}"));
}

#[test]
fn numbers_jump_and_one_can_come_back() {
    let story = story("full");
    let mut reader = reader(&story);
    assert!(status(&mut reader, "12").starts_with("step 12: Enter"));
    assert_eq!(at(&mut reader, "<Enter>"), "step 12 of 41");
    assert_eq!(at(&mut reader, "7g"), "step 7 of 41");
    assert_eq!(
        at(&mut reader, "199<Backspace><Backspace>7g"),
        "step 17 of 41"
    );
    assert_eq!(at(&mut reader, "u"), "step 7 of 41");
    assert_eq!(at(&mut reader, "<Backspace>"), "step 12 of 41");
    assert!(status(&mut reader, "uu").contains("no jump"));
    assert!(status(&mut reader, "99<Enter>").contains("from 1 to 41"));
    assert!(status(&mut reader, "0g").contains("from 1 to 41"));
    // A number that is not finished means nothing to other keys.
    assert_eq!(at(&mut reader, "7g3j"), "step 8 of 41");
    // Step 35 is folded: who asks for it is shown it.
    assert_eq!(at(&mut reader, "35g"), "step 35 of 41");
}

#[test]
fn proofs_and_failures_are_found() {
    let story = story("expired");
    let mut reader = reader(&story);
    let with_proof = |n: usize| !story.steps[n - 1].proofs.is_empty();
    let mut met = BTreeSet::new();
    loop {
        press(&mut reader, "]");
        let said = at(&mut reader, "");
        let number: usize = said.split(' ').nth(1).unwrap().parse().unwrap();
        if !met.insert(number) {
            break;
        }
    }
    let all: BTreeSet<usize> = (1..=story.steps.len()).filter(|n| with_proof(*n)).collect();
    assert_eq!(met, all);
    assert!(status(&mut reader, "]").contains("no proof after"));
    let last = all.iter().rev().nth(1).unwrap();
    assert!(at(&mut reader, "[").starts_with(&format!("step {last} of")));
    let fails = story.steps.iter().position(|step| {
        let mut proofs = step.proofs.iter();
        proofs.any(|proof| proof.verdict == Verdict::Fails)
    });
    let fails = fails.unwrap() + 1;
    assert!(at(&mut reader, "g!").starts_with(&format!("step {fails} of")));
    assert!(at(&mut reader, "!").starts_with("end of"));
    assert!(seen(&mut reader, (120, 40)).contains("Why it failed"));
    assert!(at(&mut reader, "!").starts_with(&format!("step {fails} of")));
    let good = crate::screen::story("full");
    let mut reader = Reader::new(Cow::Borrowed(&good), look(Lang::En));
    assert!(status(&mut reader, "!").contains("nothing is wrong"));
}

#[test]
fn search_looks_everywhere_in_both_languages() {
    let story = story("full");
    let mut reader = reader(&story);
    // A name, as it is being typed; then a value, a field, a sentence, Korean.
    assert!(status(&mut reader, "/certificatev").starts_with("/certificatev_  1 of "));
    assert_eq!(at(&mut reader, ""), "step 18 of 41");
    assert_eq!(at(&mut reader, "<Enter>"), "step 18 of 41");
    assert_eq!(at(&mut reader, "u"), "41 steps");
    let key_share = story.steps[6]
        .values
        .iter()
        .find(|value| value.name.en == "random");
    let random = key_share.unwrap().text().en[..16].to_owned();
    assert_eq!(
        at(&mut reader, &format!("/{random}<Enter>")),
        "step 7 of 41"
    );
    // A field is shown among the fields, whatever was shown before.
    assert_eq!(at(&mut reader, "gp/IHL<Enter>"), "step 3 of 41");
    let said = seen(&mut reader, (200, 60));
    assert!(said.contains("IHL"), "{said}");
    assert!(status(&mut reader, "g/암호화된").contains("in Korean"));
    assert!(!status(&mut reader, "<Enter>l").contains("영어로"));
    // Nothing is there.
    assert!(status(&mut reader, "lg/zzzz").contains("not found"));
    assert!(status(&mut reader, "<Enter>").contains("not found: zzzz"));
    assert!(status(&mut reader, "n").contains("not found: zzzz"));
    // Escape goes back to where one was.
    assert_eq!(at(&mut reader, "9g/finished<Esc>"), "step 9 of 41");
}

#[test]
fn matches_go_round_both_ways_and_are_counted() {
    let story = story("full");
    let mut reader = reader(&story);
    press(&mut reader, "/finished<Enter>");
    let first = at(&mut reader, "");
    let said = status(&mut reader, "");
    let count: usize = said.split(' ').nth(2).unwrap().parse().unwrap();
    let names = story.steps.iter().filter(|step| {
        let all = format!("{step:?}").to_lowercase();
        all.contains("finished")
    });
    assert!(count > 3 && count <= names.count(), "{said}");
    let mut met = BTreeSet::from([first.clone()]);
    for _ in 1..count {
        assert!(met.insert(at(&mut reader, "n")));
    }
    assert_eq!(at(&mut reader, "n"), first);
    press(&mut reader, "N");
    for _ in 1..count {
        press(&mut reader, "N");
    }
    assert_eq!(at(&mut reader, ""), first);
    // Up and down do the same while one types; Escape forgets it.
    let second = at(&mut reader, "g/finished<Down>");
    assert_ne!(second, first);
    assert_eq!(at(&mut reader, "<Up>"), first);
    assert!(status(&mut reader, "<Enter>").contains("1 of"));
    // From wherever it was searched, they are counted from the first.
    let from_the_end = status(&mut reader, "<Esc>38g/finished<Enter>gn");
    assert!(
        from_the_end.contains(&format!("1 of {count}")),
        "{from_the_end}"
    );
    let last = status(&mut reader, "N");
    assert!(last.contains(&format!("{count} of {count}")), "{last}");
    assert!(!status(&mut reader, "<Esc>").contains("1 of"));
}

#[test]
fn playing_walks_on_until_the_end() {
    let story = story("full");
    let mut reader = reader(&story);
    assert_eq!(reader.patience(), None);
    press(&mut reader, "y");
    let slow = reader.patience().unwrap();
    press(&mut reader, "+");
    assert!(reader.patience().unwrap() < slow);
    assert!(status(&mut reader, "-").contains("a step every 2 s"));
    press(&mut reader, "----");
    assert!(reader.patience().unwrap() > slow);
    press(&mut reader, "++++++++++");
    assert!(reader.patience().unwrap() >= Duration::from_millis(100));
    reader.take(Input::Tick);
    assert_eq!(at(&mut reader, ""), "step 1 of 41");
    // Whoever walks has taken over; nothing moves by itself any more.
    press(&mut reader, "j");
    assert_eq!(reader.patience(), None);
    reader.take(Input::Tick);
    assert_eq!(at(&mut reader, ""), "step 2 of 41");
    // So has whoever goes to what was found, to a proof, to a number, or back.
    press(&mut reader, "/finished<Enter>");
    for keys in ["n", "N", "]", "[", "12g", "u", "<Home>", "<End>"] {
        press(&mut reader, &format!("20gy{keys}"));
        assert_eq!(reader.patience(), None, "{keys}");
    }
    press(&mut reader, "<Esc>2gy");
    for _ in 0..100 {
        reader.take(Input::Tick);
    }
    assert_eq!(at(&mut reader, ""), "end of 41 steps");
    assert_eq!(reader.patience(), None);
    // Escape stops it, and does not leave.
    press(&mut reader, "y");
    assert!(matches!(reader.take(Input::Key(Key::Escape)), Then::Stay));
    assert_eq!(reader.patience(), None);
    assert!(matches!(reader.take(Input::Key(Key::Escape)), Then::Leave));
}

#[test]
fn hidden_answers_are_nowhere_until_they_are_revealed() {
    let story = story("full");
    for lang in [Lang::En, Lang::Ko] {
        let mut reader = Reader::new(Cow::Borrowed(&story), look(lang));
        press(&mut reader, "h7g");
        let blanks: Vec<_> = blanks(&story)
            .into_iter()
            .filter(|blank| blank.step == 6)
            .collect();
        assert!(blanks.len() > 2);
        let hides = |reader: &mut Reader<'_>, open: usize| {
            for panel in ["f", "p", "m", "s"] {
                press(reader, panel);
                let said = seen(reader, (200, 60));
                assert!(row_of(&said, 7).contains('?'), "{said}");
                for blank in blanks.iter().skip(open) {
                    let answer = blank.answer.say(lang);
                    let mut revealed = blanks.iter().take(open).map(|blank| blank.answer.say(lang));
                    // The hosts stand over their lifelines; their names are no answer.
                    let host = story.hosts.iter().any(|host| host.name == answer);
                    let known = host || revealed.any(|open| open.contains(answer));
                    assert!(known || !said.contains(answer), "{answer}\n{said}");
                }
            }
        };
        hides(&mut reader, 0);
        for open in 1..blanks.len() {
            press(&mut reader, if open % 2 == 0 { "r" } else { "<Enter>" });
            hides(&mut reader, open);
            let answer = blanks[open - 1].answer.say(lang);
            assert!(seen(&mut reader, (200, 60)).contains(answer), "{answer}");
        }
        press(&mut reader, "r");
        let said = seen(&mut reader, (200, 60));
        assert!(row_of(&said, 7).contains("ClientHello"));
        // It stays revealed, and the others hidden; R reveals a whole step.
        press(&mut reader, "jjkk");
        let said = seen(&mut reader, (200, 60));
        assert!(row_of(&said, 7).contains("ClientHello"));
        assert!(row_of(&said, 9).contains('?'));
        press(&mut reader, "9gR");
        assert!(row_of(&seen(&mut reader, (200, 60)), 9).contains("ServerHello"));
        press(&mut reader, "h");
        assert!(!row_of(&seen(&mut reader, (200, 60)), 16).contains('?'));
    }
}

#[test]
fn what_is_hidden_can_be_played_and_is_not_found() {
    let story = story("full");
    let mut reader = reader(&story);
    let first = blanks(&story)
        .iter()
        .filter(|blank| blank.step == 0)
        .count();
    assert!(blanks(&story).iter().any(|blank| blank.part == Part::Name));
    press(&mut reader, "hjy");
    for _ in 0..first {
        assert!(row_of(&seen(&mut reader, SMALL), 1).contains('?'));
        reader.take(Input::Tick);
    }
    assert!(row_of(&seen(&mut reader, SMALL), 1).contains("ARP request"));
    reader.take(Input::Tick);
    assert_eq!(at(&mut reader, ""), "step 2 of 41");
    // Where ServerHello is, would be told by finding it.
    assert!(status(&mut reader, "/serverhello").contains("not found"));
    assert!(!status(&mut reader, "<Esc>9gRg/serverhello").contains("not found"));
    assert_eq!(at(&mut reader, ""), "step 9 of 41");
}

#[test]
fn folded_steps_and_computations_come_and_go() {
    let story = story("full");
    let mut reader = reader(&story);
    let size = (120, 60);
    let rows = |reader: &mut Reader<'_>, keys: &str| {
        press(reader, keys);
        let said = seen(reader, size);
        (1..=41)
            .filter(|n| {
                said.lines().any(|row| {
                    let row = row.trim_start_matches('┃').trim_start();
                    row.strip_prefix(&n.to_string())
                        .is_some_and(|rest| rest.starts_with([' ', '✔', '○']))
                })
            })
            .count()
    };
    assert_eq!(rows(&mut reader, ""), 40);
    assert_eq!(rows(&mut reader, "a"), 41);
    assert_eq!(rows(&mut reader, "a"), 40);
    let computed = story
        .steps
        .iter()
        .filter(|step| matches!(step.kind, tlslab::story::model::Kind::Computation { .. }));
    // That of the second ticket is folded anyway.
    assert_eq!(rows(&mut reader, "c"), 41 - computed.count());
    // Whoever stood at one of them stands at the last step before it.
    assert_eq!(at(&mut reader, "c11gc"), "step 9 of 41");
}

#[test]
fn the_mouse_chooses_and_scrolls() {
    let story = story("full");
    let mut reader = reader(&story);
    press(&mut reader, "7g");
    let find = |said: &str, word: &str| {
        let (row, line) = said
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(word))
            .unwrap();
        let before = &line[..line.find(word).unwrap()];
        Cell {
            column: u16::try_from(before.width()).unwrap(),
            row: u16::try_from(row).unwrap(),
        }
    };
    let size = (120, 40);
    let said = seen(&mut reader, size);
    // A step.
    reader.take(Input::Click(find(&said, "EncryptedExtensions")));
    // A panel, by its name on the frame.
    let said = seen(&mut reader, size);
    assert!(said.contains("step 15 of 41"), "{said}");
    reader.take(Input::Click(find(&said, "p proofs")));
    assert!(seen(&mut reader, size).contains("formula"));
    // The wheel over the steps moves them, and leaves what is chosen.
    let said = seen(&mut reader, size);
    let cell = find(&said, "EncryptedExtensions");
    assert!(said.contains("SYN, ACK"));
    for _ in 0..8 {
        reader.take(Input::Scroll(cell, 3));
    }
    let said = seen(&mut reader, size);
    assert!(
        !said.contains("SYN, ACK") && said.contains("step 15 of 41"),
        "{said}"
    );
    for _ in 0..20 {
        reader.take(Input::Scroll(cell, -3));
    }
    assert!(seen(&mut reader, size).contains("ARP request"));
    // A key brings what is chosen into sight again.
    press(&mut reader, "37gk");
    assert!(row_of(&seen(&mut reader, size), 36).contains("data"));
    // Outside of everything, nothing happens.
    let before = seen(&mut reader, size);
    for cell in [(0, 0), (119, 39), (0, 39), (500, 500)] {
        let (column, row) = cell;
        reader.take(Input::Click(Cell { column, row }));
        reader.take(Input::Scroll(Cell { column, row }, 3));
    }
    assert_eq!(seen(&mut reader, size), before);
}

#[test]
fn the_opening_leads_to_chapters() {
    let story = story("full");
    let mut reader = reader(&story);
    seen(&mut reader, SMALL);
    assert_eq!(at(&mut reader, "<Tab>jj<Enter>"), "step 3 of 41");
    assert_eq!(at(&mut reader, "u"), "41 steps");
}

#[test]
fn help_lists_every_key_and_scrolls() {
    let story = story("full");
    for (lang, name) in [(Lang::En, "help_80x24_en"), (Lang::Ko, "help_80x24_ko")] {
        let mut reader = Reader::new(Cow::Borrowed(&story), look(lang));
        press(&mut reader, "?");
        assert_snapshot!(name, seen(&mut reader, SMALL));
        let mut lines = BTreeSet::new();
        for _ in 0..60 {
            lines.extend(seen(&mut reader, SMALL).lines().map(str::to_owned));
            press(&mut reader, "j");
        }
        press(&mut reader, "<Home>");
        let tall = seen(&mut reader, (80, 80));
        let inside = |line: &str| {
            line.chars()
                .skip(2)
                .take_while(|c| *c != '│')
                .collect::<String>()
        };
        let lines: BTreeSet<String> = lines.iter().map(|line| inside(line)).collect();
        let from = tall
            .lines()
            .skip_while(|line| !line.contains("┏ keys") && !line.contains("┏ 키"));
        let all = from
            .skip(1)
            .take_while(|line| !inside(line).starts_with('┗'));
        let all: Vec<String> = all.map(inside).collect();
        assert!(all.len() > KEYS.len(), "{tall}");
        for line in all {
            let line = line.trim_end_matches(['┃', ' ']);
            assert!(lines.iter().any(|seen| seen.starts_with(line)), "{line}");
        }
        press(&mut reader, "q");
        assert!(!seen(&mut reader, SMALL).contains("Shift+Tab"));
    }
}

#[test]
fn the_line_of_keys_cuts_no_word() {
    for story in [story("full"), demo("ecb"), certificate()] {
        for lang in [Lang::En, Lang::Ko] {
            let mut reader = Reader::new(Cow::Borrowed(&story), look(lang));
            let whole = seen(&mut reader, (300, 24));
            let words: BTreeSet<&str> = whole.lines().last().unwrap().split("  ").collect();
            for columns in 40..200 {
                let said = seen(&mut reader, (columns, 24));
                let last = said.lines().last().unwrap();
                for word in last.split("  ") {
                    assert!(words.contains(word), "{word:?} in {last:?}");
                }
                assert!(last.contains("? "), "{last}");
            }
        }
    }
}

/// Whether `key` changes what stands on the screen, or leaves it, somewhere a person may be.
fn does_something(key: Key, story: &Story) -> bool {
    let places = [
        "",
        "G",
        "11g",
        "7g<Tab>j",
        "7g<Tab><Tab>",
        "11gp<Tab>",
        "7gm",
        "h7g",
        "yj",
        "y",
        "7g9gj",
        "/finished<Enter>",
    ];
    places.iter().any(|place| {
        let mut reader = reader(story);
        let size = (120, 40);
        seen(&mut reader, size);
        press(&mut reader, place);
        let before = (seen(&mut reader, size), reader.patience());
        let then = reader.take(Input::Key(key));
        let after = (seen(&mut reader, size), reader.patience());
        before != after || !matches!(then, Then::Stay)
    })
}

#[test]
fn every_key_does_something_and_none_does_two_things() {
    let story = story("expired");
    let mut met = Vec::new();
    for binding in KEYS {
        assert!(!binding.keys.is_empty());
        for key in binding.keys {
            assert!(!met.contains(key), "{key:?} stands twice");
            met.push(*key);
            assert!(does_something(*key, &story), "{key:?} does nothing");
        }
    }
    assert!(
        met.iter().all(|key| !matches!(key, Key::Char('0'..='9'))),
        "digits are numbers"
    );
    assert!(status(&mut reader(&story), "w").contains("no such key"));
}

#[test]
fn a_story_may_grow_while_it_is_read() {
    let whole = story("expired");
    let mut short = whole.clone();
    short.steps.truncate(5);
    let mut reader = Reader::new(Cow::Owned(short.clone()), look(Lang::En));
    press(&mut reader, "3gl");
    reader.replace(Cow::Owned(whole.clone()));
    assert_eq!(reader.stands_at(), (2, false));
    assert_eq!(reader.look().lang, Lang::Ko);
    press(&mut reader, "lh20gmps/finished<Enter>");
    seen(&mut reader, SMALL);
    reader.replace(Cow::Owned(short));
    seen(&mut reader, SMALL);
    assert_eq!(reader.stands_at(), (4, true));
    press(&mut reader, "uuuuuunNkkkkkkkjjjjjj");
    seen(&mut reader, SMALL);
    reader.replace(Cow::Owned(whole));
    reader.stand_at(6);
    assert!(at(&mut reader, "").starts_with("step 7 of"));
}

#[test]
fn a_korean_keyboard_commands_as_a_latin_one_does() {
    let story = story("full");
    let [mut latin, mut hangul] = [reader(&story), reader(&story)];
    for (keys, same) in [("jjj", "ㅓㅓㅓ"), ("12g", "12ㅎ"), ("g", "ㅎ"), ("m", "ㅡ")] {
        press(&mut latin, keys);
        press(&mut hangul, same);
        assert_eq!(seen(&mut latin, SMALL), seen(&mut hangul, SMALL), "{same}");
    }
    // What is typed stays what it is.
    assert!(status(&mut hangul, "/ㅈ").starts_with("/ㅈ_"));
    // The whole keyboard: a key under each letter, and none that is not on it.
    let letters = ('ㄱ'..='ㅣ').filter(|c| Key::Char(*c).command() != Key::Char(*c));
    assert_eq!(letters.count(), 33);
    assert_eq!(Key::Char('ㄳ').command(), Key::Char('ㄳ'));
    assert_eq!(Key::Char('ㄸ').command(), Key::Char('E'));
    assert_eq!(Key::Char('ㅇ').command(), Key::Char('d'));
}

#[test]
fn what_a_message_carries_is_not_named_before_the_message() {
    let story = story("full");
    let asked = blanks(&story);
    let of_hello = asked.iter().filter(|blank| blank.step == 6);
    let mut names = of_hello.map(|blank| blank.ask.en.to_string());
    assert_eq!(names.next().as_deref(), Some("what is sent"));
    let names = Vec::from_iter(names);
    assert!(!names.is_empty());
    let mut reader = reader(&story);
    press(&mut reader, "h7g");
    let hides = |reader: &mut Reader<'_>| {
        let said = seen(reader, (120, 40));
        names.iter().all(|name| !said.contains(name.as_str()))
    };
    assert!(hides(&mut reader), "{}", seen(&mut reader, (120, 40)));
    press(&mut reader, "r");
    assert!(!hides(&mut reader));
}

#[test]
fn nobody_is_asked_for_what_is_drawn() {
    for scenario in ["full", "tls12", "resumption"] {
        let story = story(scenario);
        for blank in blanks(&story) {
            let drawn = ["random", "session_id", "nonce"].contains(&&*blank.ask.en);
            assert!(!drawn || blank.part == Part::Name, "{blank:?}");
        }
    }
}

#[test]
fn the_status_line_speaks_of_hidden_answers() {
    let story = story("full");
    let mut reader = reader(&story);
    let wide = |reader: &mut Reader<'_>, keys: &str| {
        press(reader, keys);
        let said = seen(reader, (160, 40));
        said.lines().last().unwrap().to_owned()
    };
    assert!(wide(&mut reader, "7g").contains("h hide answers"));
    wide(&mut reader, "h");
    let hidden = wide(&mut reader, "l");
    assert!(hidden.contains("h 답 보임"), "{hidden}");
    assert!(wide(&mut reader, "l").contains("h show answers"));
    for key in ["m", "p", "s", "f"] {
        assert!(status(&mut reader, key).contains("hidden until you have answered"));
    }
    assert!(!status(&mut reader, "Rm").contains("hidden until"));
}

#[test]
fn chapters_with_nothing_shown_are_not_listed() {
    let mut story = story("full");
    for step in &mut story.steps {
        step.weight = Weight::Folded;
    }
    let most = story.steps.len();
    let chapter = story.steps[0].chapter.en.to_string();
    let mut reader = reader(&story);
    let said = seen(&mut reader, (120, 40));
    let folded = format!("{most} steps, folded; a shows them");
    assert!(said.contains(&folded) && !said.contains(&chapter), "{said}");
    press(&mut reader, "a");
    let said = seen(&mut reader, (120, 40));
    assert!(!said.contains(&folded) && said.contains(&chapter), "{said}");
}

#[test]
fn labels_of_the_account_stand_whole_and_apart() {
    for scenario in ["full", "expired", "tls12", "resumption"] {
        let story = story(scenario);
        for lang in [Lang::En, Lang::Ko] {
            for width in [40, 60, 80, 100] {
                let look = Look {
                    width,
                    ..look(lang)
                };
                let rows = closing(&story, &look);
                let rows = Vec::from_iter(rows.iter().map(Row::text));
                for line in &story.summary {
                    let label = look.say(&line.label);
                    let apart = |row: &&String| {
                        let rest = row.trim_start().strip_prefix(label);
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("  "))
                    };
                    // A label wider than all there is is wrapped.
                    let wide = label.width() + 2 > width;
                    assert!(
                        wide || rows.iter().any(|row| apart(&row)),
                        "{label}: {rows:#?}"
                    );
                }
            }
        }
    }
}
