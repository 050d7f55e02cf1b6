//! `--as html`: the page is well formed, whole, in both languages, loads nothing and runs nothing but its own script.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Elements that have no end tag.
const VOID: &[&str] = &["img", "input", "meta", "path", "rect", "wbr"];

/// The most a page of a full handshake may weigh.
const HEAVIEST: usize = 1_500_000;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LANG")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn page(arguments: &[&str]) -> String {
    let mut whole = arguments.to_vec();
    whole.extend(["--as", "html"]);
    let output = run(&whole);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.stdout.starts_with(b"<!DOCTYPE html>"),
        "{arguments:?}: {error}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The same as data.
fn data(arguments: &[&str]) -> serde_json::Value {
    let mut whole = arguments.to_vec();
    whole.extend(["--as", "json"]);
    serde_json::from_slice(&run(&whole).stdout).unwrap()
}

/// Stories of every kind: on paper, on a wire, one that fails, a certificate with a fault.
const STORIES: &[&[&str]] = &[
    &["demo", "1", "--seed", "1"],
    &["handshake", "--seed", "1"],
    &["handshake", "expired", "--seed", "1"],
    &["handshake", "tls12", "--seed", "1"],
    &["handshake", "flip-server-hello", "--seed", "1"],
    &["handshake", "--loss", "20", "--seed", "3"],
    &[
        "inspect",
        "tests/data/captures/tls12-encrypt-then-mac.pcapng",
        "--keys",
        "tests/data/captures/tls12-encrypt-then-mac.pcapng.keylog.txt",
        "--connection",
        "1",
    ],
    &["cert", "gallery", "leaf-expired"],
    &["cert", "show", "tests/data/captures/tls12-ecdhe.pcap"],
    &["cert", "verify", "tests/data/captures/tls12-ecdhe.pcap"],
];

/// Two stories on one page.
const PAIRS: &[&[&str]] = &[
    &["diff", "full", "tls12"],
    &["diff", "flip-server-hello", "full"],
];

#[test]
fn a_flipped_bit_is_marked_on_the_page() {
    let page = page(&["diff", "full", "flip-server-hello"]);
    assert_eq!(page.matches("<mark>07</mark>").count(), 1);
    assert_eq!(page.matches("<mark>06</mark>").count(), 1);
    assert_eq!(page.matches("<mark>").count(), 2);
}

/// The elements of a page: name and attributes; a wrong nesting is a panic.
fn elements(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut open: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut left = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some((text, rest)) = left.split_once('<') {
        if open.last() == Some(&"script") {
            let (_, rest) = left.split_once("</script>").unwrap();
            open.pop();
            left = rest;
            continue;
        }
        if open.last() != Some(&"style") {
            assert!(!text.contains('>'), "a stray > in {text:?}");
        }
        let (tag, rest) = rest.split_once('>').unwrap();
        left = rest;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "wrong end");
            continue;
        }
        let (tag, closed) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
            "{name}"
        );
        assert_eq!(closed, VOID.contains(&name), "<{tag}>");
        if !closed {
            open.push(name);
        }
        found.push((name.to_owned(), pairs(attributes)));
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    found
}

fn pairs(mut attributes: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    while let Some((name, rest)) = attributes.split_once("=\"") {
        let (value, rest) = rest.split_once('"').unwrap();
        pairs.push((name.trim().to_owned(), value.to_owned()));
        attributes = rest;
    }
    assert!(attributes.trim().is_empty(), "{attributes}");
    pairs
}

#[test]
fn every_page_is_sound() {
    for story in STORIES.iter().chain(PAIRS) {
        sound(&page(story), &format!("{story:?}"));
    }
}

/// Elements nest, names are its own, links lead somewhere, nothing is loaded.
fn sound(page: &str, story: &str) {
    let mut ids = HashSet::new();
    let mut links = Vec::new();
    for (name, attributes) in elements(page) {
        assert!(!["link", "iframe", "object", "base"].contains(&name.as_str()));
        assert!(name != "script" || attributes.is_empty(), "{attributes:?}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{story}: {key}");
            match key.as_str() {
                "id" => assert!(ids.insert(value.clone()), "{story}: {value} twice"),
                "href" => links.push(value.strip_prefix('#').unwrap().to_owned()),
                "aria-labelledby" | "aria-describedby" => links.push(value),
                "src" => assert!(value.starts_with("data:image/png;base64,"), "{value}"),
                _ => assert!(!value.contains("://"), "{story}: {key} {value}"),
            }
        }
    }
    for link in links {
        assert!(ids.contains(&link), "{story}: nothing is called {link}");
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
    assert!(page.contains("default-src &#39;none&#39;"), "no policy");
    assert_eq!(page.matches("<script>").count(), 1);
}

/// What is drawn of a story: a row a step, told apart without colour.
#[test]
fn the_sequence_is_drawn() {
    for story in STORIES {
        let page = page(story);
        let json = data(story);
        let steps = json["steps"].as_array().unwrap();
        let alone = json["hosts"].is_null();
        assert_eq!(page.contains("class=\"drawn\""), !alone, "{story:?}");
        if alone {
            continue;
        }
        let (_, drawn) = page.split_once("<nav").unwrap();
        let drawn = drawn.split("</nav>").next().unwrap();
        let of = |key: &str, value: &str| steps.iter().filter(|step| step[key] == value).count();
        let sealed = of("cover", "opened") + of("cover", "sealed");
        let count = |part: &str| drawn.matches(part).count();
        assert_eq!(count("<a href=\"#step-"), steps.len(), "{story:?}");
        assert_eq!(count("class=\"lock\""), sealed, "{story:?}");
        assert_eq!(count("class=\"arrow "), of("kind", "wire"), "{story:?}");
        assert_eq!(count("class=\"lost\""), of("fate", "lost"), "{story:?}");
        assert_eq!(
            count("l5-7 8 14 8-14 5 7H") + count("l-5-7-8 14-8-14-5 7H"),
            of("fate", "changed")
        );
    }
    assert!(
        page(STORIES[5]).contains("class=\"lost\""),
        "nothing was lost"
    );
    assert!(page(STORIES[4]).contains("7H"), "nothing was changed");
}

/// Above the steps, with the way to the one where it broke, which is marked where it is drawn and where it is told.
#[test]
fn why_it_failed_is_said_first() {
    for (scenario, named) in [
        ("expired", "check of the certificate path"),
        ("flip-server-hello", ""),
        ("no-common-version", "alert"),
        ("refused", "RST"),
        ("unknown-ca", ""),
    ] {
        let page = page(&["handshake", scenario, "--seed", "1"]);
        let cause = page.find("id=\"cause\"").unwrap();
        assert!(cause < page.find("class=\"columns\"").unwrap());
        let told = &page[cause..];
        let link = told
            .split("href=\"#")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let step = page.split(&format!("id=\"{link}\"")).next().unwrap();
        assert!(step.ends_with("broke\" "), "{scenario}: {link}");
        assert_eq!(page.matches("<a href=\"#cause\">").count(), 1);
        assert_eq!(page.matches("class=\"row broke\"").count(), 1);
        let name = page.split(&format!("id=\"{link}\"")).nth(1).unwrap();
        assert!(
            name.split("</h3>").next().unwrap().contains(named),
            "{scenario}"
        );
    }
    assert!(!page(&["handshake", "--seed", "1"]).contains("broke\""));
}

/// Ciphertext, the key and nonce it is opened with, and what was inside, in one box; and certificates as cards.
#[test]
fn records_open_inwards_and_certificates_hang_together() {
    let full = page(&["handshake", "--seed", "1"]);
    let nests: Vec<&str> = full.split("<figure class=\"nest\">").skip(1).collect();
    assert_eq!(nests.len(), 7, "one a protected record");
    let first = nests[0].split("</figure>").next().unwrap();
    for part in [
        "content_type",
        "ciphertext",
        "authentication tag",
        "additional_data",
        "write_iv",
        "sequence_number",
        "nonce",
        "class=\"xor\"",
        "content",
        "encrypted_extensions message",
        "finished message",
        "zeros",
    ] {
        assert!(first.contains(part), "{part}");
    }
    // What the client's data key opens is record 0 too, and another.
    let finished = nests[1].split("</figure>").next().unwrap();
    assert!(finished.contains("finished message") && !finished.contains("application sent"));
    let old = page(STORIES[6]);
    let nest = old.split("<figure class=\"nest\">").nth(1).unwrap();
    assert!(nest.contains("fragment") && nest.contains("class=\"shell key\""));
    // Two were sent, and the root stands above them.
    assert_eq!(full.matches("class=\"card\"").count(), 2);
    assert_eq!(full.matches("class=\"card root\"").count(), 1);
    assert_eq!(full.matches("✔ the signature verifies</span>").count(), 1);
    assert!(full.contains("trusted by the other end"));
    let shown = page(&["cert", "gallery", "leaf-expired"]);
    assert!(shown.contains("<span class=\"bad\">✗ <span lang=\"en\">expired</span>"));
    assert!(shown.find("class=\"chain\"").unwrap() < shown.find("class=\"columns\"").unwrap());
}

/// An input of a computation leads to the step where it was seen.
#[test]
fn inputs_lead_to_where_they_were_seen() {
    let page = page(&["handshake", "--seed", "1"]);
    let shared = page.split("id=\"step-11\"").nth(1).unwrap();
    let shared = shared.split("id=\"step-12\"").next().unwrap();
    assert!(shared.contains("class=\"source\" href=\"#step-10\""));
    assert!(page.matches("class=\"source\"").count() > 20);
}

#[test]
fn every_step_stands_in_the_page() {
    for story in STORIES {
        let page = page(story);
        let json = data(story);
        let steps = json["steps"].as_array().unwrap();
        for n in 1..=steps.len() {
            assert!(page.contains(&format!("id=\"step-{n}\"")), "{story:?}: {n}");
            assert!(
                page.contains(&format!("href=\"#step-{n}\"")),
                "{story:?}: {n}"
            );
        }
        assert!(!page.contains(&format!("id=\"step-{}\"", steps.len() + 1)));
        let proofs = steps
            .iter()
            .map(|step| step["proofs"].as_array().unwrap().len());
        assert_eq!(
            page.matches("class=\"proof ").count(),
            proofs.sum::<usize>()
        );
        let exhibits = steps
            .iter()
            .map(|step| step["exhibits"].as_array().unwrap().len());
        assert_eq!(
            page.matches("class=\"exhibit\"").count(),
            exhibits.sum::<usize>()
        );
        let cause = !json["cause"].is_null();
        assert_eq!(page.contains("id=\"cause\""), cause, "{story:?}");
    }
}

#[test]
fn both_languages_are_in_it_and_one_is_shown_first() {
    for story in STORIES {
        for (lang, other) in [("en", "ko"), ("ko", "en")] {
            let mut asked = story.to_vec();
            asked.extend(["--lang", lang]);
            let page = page(&asked);
            assert!(page.contains(&format!("<html lang=\"{lang}\">")));
            let chosen = |lang| {
                let input = page.split(&format!("id=\"lang-{lang}\"")).nth(1).unwrap();
                input.split('>').next().unwrap().contains("checked")
            };
            assert!(chosen(lang) && !chosen(other));
            let [en, ko] =
                ["en", "ko"].map(|code| page.matches(&format!("span lang=\"{code}\"")).count());
            assert!(en == ko && en > 20, "{story:?}: {en} and {ko}");
        }
    }
}

#[test]
fn a_full_handshake_is_light_enough_to_send() {
    let size = page(&["handshake", "--seed", "1", "--all"]).len();
    assert!(size < HEAVIEST, "{size}");
}

#[test]
fn what_is_no_story_is_refused_before_anything_is_done() {
    let folder = scratch("refused");
    let to = folder.join("ca");
    let to = to.to_str().unwrap();
    let captures = "tests/data/captures/tls12-rsa-key.pcap";
    for arguments in [
        &["scenarios"][..],
        &["demo"],
        &["cert", "gallery"],
        &["cert", "gallery", "--to", to],
        &["cert", "lint", "--list"],
        &["ca", "init", "--ca", to],
        &["inspect", captures, "--summary"],
        &["inspect", captures, captures],
        &["demo", "1", "--quiz"],
    ] {
        let mut whole = arguments.to_vec();
        whole.extend(["--as", "html", "--lang", "en"]);
        let output = run(&whole);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(
            output.stdout.is_empty() && error.contains("hint: "),
            "{arguments:?}"
        );
        assert!(!Path::new(to).exists(), "{arguments:?}");
    }
}

#[test]
fn a_capture_with_one_connection_is_a_page() {
    let folder = scratch("capture");
    let place = folder.join("one.pcapng");
    let place = place.to_str().unwrap();
    assert!(
        run(&["handshake", "--seed", "7", "--save", place])
            .status
            .success()
    );
    elements(&page(&["inspect", place]));
    elements(&page(&["inspect", place, "--connection", "1"]));
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("html-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a stranger would put into a message: both say so in the title if they run.
const HOSTILE: [&str; 2] = [
    "</p><script>document.title='ran'</script>",
    "</p><img src=x onerror=document.title='ran'>",
];

fn hostile(message: &str) -> String {
    page(&[
        "demo",
        "1",
        "--seed",
        "1",
        "--message",
        &format!("text:{message}"),
    ])
}

#[test]
fn a_stranger_s_words_stay_words() {
    for message in HOSTILE {
        let page = hostile(message);
        let tame = hostile(&"x".repeat(message.len()));
        assert_eq!(elements(&page).len(), elements(&tame).len());
        assert!(page.contains("&lt;/p&gt;&lt;"));
    }
}

/// The answers a key has, each in both languages, with its number.
fn answers(key: &str) -> Vec<(usize, Vec<String>)> {
    let rows = key.split("<th scope=\"row\">").skip(1);
    rows.map(|row| {
        let number = row.split('<').next().unwrap().parse().unwrap();
        let cell = row.split("<td class=\"answer\">").nth(1);
        let cell = cell.map_or("", |cell| cell.split("</td>").next().unwrap());
        let texts = cell
            .split('<')
            .filter_map(|piece| Some(piece.split_once('>')?.1));
        let texts = texts.filter(|text| !text.trim().is_empty());
        (number, texts.map(plain).collect())
    })
    .collect()
}

/// Text without its escapes.
fn plain(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

/// All of a page that somebody could read: its text, and what its attributes say, without measures and names of its own.
fn words(page: &str) -> String {
    const OWN: &[&str] = &[
        "class",
        "d",
        "dy",
        "height",
        "href",
        "id",
        "rx",
        "transform",
        "viewBox",
        "width",
        "x",
        "y",
    ];
    let body = page.split("</style>").nth(1).unwrap();
    let body = body.split("<script>").next().unwrap().replace("<wbr/>", "");
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let attributes = tag.split_once(' ').map_or("", |(_, rest)| rest);
        for (key, value) in pairs(attributes.trim_end_matches('/')) {
            if !OWN.contains(&key.as_str()) {
                words.push_str(&format!(" {value} "));
            }
        }
        words.push_str(text);
        words.push('\n');
    }
    let title = page.split("<title>").nth(1).unwrap();
    words.push_str(title.split("</title>").next().unwrap());
    plain(&words)
}

/// Whether `word` stands in `page` and is no part of a longer one.
fn stands(page: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    page.match_indices(word).any(|(at, _)| {
        let open = part(word.chars().next()) && part(page[..at].chars().next_back());
        let end = part(word.chars().next_back()) && part(page[at + word.len()..].chars().next());
        !open && !end
    })
}

/// What would give `answer` away: itself, turned round, and its bytes in the forms bytes are written in.
fn forms(answer: &str) -> Vec<String> {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    let turned: String = answer.chars().rev().collect();
    let mut forms = vec![answer.to_owned(), turned];
    let decoded = hex::decode(answer).ok().filter(|bytes| bytes.len() >= 4);
    for bytes in [Some(answer.as_bytes().to_vec()), decoded]
        .into_iter()
        .flatten()
    {
        if bytes.len() < 4 {
            continue;
        }
        let mut back = bytes.clone();
        back.reverse();
        forms.extend([
            hex::encode(&bytes),
            hex::encode_upper(&bytes),
            hex::encode(&back),
        ]);
        for whole in [&bytes, &back] {
            forms.extend(
                [STANDARD.encode(whole), URL_SAFE.encode(whole)]
                    .map(|code| code.trim_end_matches('=').to_owned()),
            );
        }
    }
    forms
}

#[test]
fn a_hand_out_has_no_answer_and_its_key_has_all() {
    let folder = scratch("handout");
    let key_at = folder.join("key.html");
    let key_at = key_at.to_str().unwrap();
    for story in STORIES {
        let mut asked = story.to_vec();
        asked.extend(["--blanks", "--answers", key_at]);
        let page = page(&asked);
        let key = fs::read_to_string(key_at).unwrap();
        elements(&page);
        elements(&key);
        // The names of flags stand there whichever are set.
        let flags = ["SYN", "ACK", "FIN", "RST", "PSH"].map(|flag| format!("<b>{flag}</b>"));
        let whole = flags
            .iter()
            .fold(page.clone(), |page, flag| page.replace(flag, ""));
        let whole = words(&whole);
        let answers = answers(&key);
        let mut hidden = 0;
        for (n, (number, texts)) in answers.iter().enumerate() {
            assert_eq!(*number, n + 1, "{story:?}");
            let place = format!("<span class=\"blank\"><b>{number}</b>");
            let last = texts.is_empty();
            assert!(
                last || page.matches(&place).count() == 1,
                "{story:?}: {number}"
            );
            for text in texts {
                let short = match text.bytes().all(|byte| byte.is_ascii_digit()) {
                    true => text.len() < 4,
                    false => text.chars().count() < 3,
                };
                // That a check holds is said of many; what is asked of one is not to be found.
                let verdict = ["holds", "fails", "성립", "불성립", "성립하지 않음", "실패"]
                    .contains(&text.as_str());
                if short || verdict {
                    continue;
                }
                hidden += 1;
                for form in forms(text) {
                    assert!(!stands(&whole, &form), "{story:?}: {number} {text}: {form}");
                }
            }
        }
        let few = if story[0] == "handshake" { 10 } else { 0 };
        assert!(hidden >= few, "{story:?}: {hidden}");
        assert!(!page.contains("id=\"cause\"") && !page.contains("id=\"account\""));
        assert!(!page.contains("id=\"quiz\"") && !page.contains("class=\"why\""));
    }
}

/// A hand-out and its key.
fn handed_out(folder: &Path, story: &[&str]) -> (String, String) {
    let place = folder.join("key.html");
    let mut asked = story.to_vec();
    asked.extend(["--blanks", "--answers", place.to_str().unwrap()]);
    (page(&asked), fs::read_to_string(place).unwrap())
}

/// Neither title nor drawing says why a connection fails, and the seed, which repeats the run with its answers, is the teacher's.
#[test]
fn what_gives_answers_away_stands_in_the_key_alone() {
    let folder = scratch("away");
    for scenario in ["full", "expired", "flip-server-hello", "unknown-ca"] {
        let story = ["handshake", scenario, "--seed", "8641975"];
        let (sheet, key) = handed_out(&folder, &story);
        let fails = scenario != "full";
        let title = sheet.split("<title>").nth(1).unwrap();
        let title = title.split("</title>").next().unwrap();
        assert_eq!(title == "A connection that fails", fails, "{title}");
        assert_eq!(sheet.contains("실패하는 연결</span></h1>"), fails);
        assert!(!key.contains("A connection that fails"));
        assert!(!sheet.contains("8641975") && key.contains("8641975"));
        for sign in ["class=\"fails\"", "class=\"holds\"", "broke\"", "✗"] {
            let body = sheet.split("</style>").nth(1).unwrap();
            assert!(!body.contains(sign), "{scenario}: {sign}");
        }
    }
    let (sheet, key) = handed_out(&folder, &["demo", "ecb", "--seed", "8641975"]);
    assert!(!sheet.contains("8641975") && key.contains("8641975"));
    // Its questions are all that is asked, and its steps would answer them.
    assert!(!sheet.contains("id=\"step-1\"") && !sheet.contains(" 0 blank"));
    assert_eq!(sheet.matches("<b>(").count(), 3);
}

#[test]
fn a_sheet_and_its_key_have_one_mark() {
    let folder = scratch("mark");
    let mark = |page: &str| {
        let mark = page.split("class=\"run-mark\"").nth(1).unwrap();
        let mark = mark.split("<code>").nth(1).unwrap();
        mark.split('<').next().unwrap().to_owned()
    };
    let mut marks = HashSet::new();
    for story in [
        &["handshake", "--seed", "1"][..],
        &["handshake", "--seed", "2"],
        &["handshake", "tls12", "--seed", "1"],
        &["demo", "ecb", "--seed", "1"],
    ] {
        let (sheet, key) = handed_out(&folder, story);
        assert_eq!(mark(&sheet), mark(&key), "{story:?}");
        assert!(marks.insert(mark(&sheet)), "{story:?}");
    }
}

/// What is asked fits on few sheets, once each, and the names of flags are all there.
#[test]
fn a_hand_out_asks_what_paper_can_answer() {
    let folder = scratch("paper");
    let (sheet, key) = handed_out(&folder, &["handshake", "--seed", "1"]);
    let answers = answers(&key);
    assert!((24..=36).contains(&answers.len()), "{}", answers.len());
    let mut seen = HashSet::new();
    for (number, texts) in &answers {
        let words = texts.first().unwrap();
        assert!(words == "holds" || seen.insert(words), "{number}: {words}");
        let digits = words.len() > 16 && words.bytes().all(|b| b.is_ascii_hexdigit());
        assert!(!digits, "{number}: {words}");
    }
    for flag in ["URG", "ACK", "PSH", "RST", "SYN", "FIN"] {
        assert!(sheet.contains(&format!("<b>{flag}</b>")), "{flag}");
    }
}

#[test]
fn a_page_is_not_overwritten_by_its_key() {
    let folder = scratch("same");
    let folder = folder.canonicalize().unwrap();
    fs::create_dir(folder.join("sub")).unwrap();
    let run = |page: &str, key: &str| {
        Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .args(["demo", "ecb", "--seed", "1", "--as", "html", "--blanks"])
            .args(["-o", page, "--answers", key])
            .current_dir(&folder)
            .output()
            .unwrap()
    };
    let whole = folder.join("same.html");
    for key in [
        "same.html",
        "./same.html",
        "sub/../same.html",
        whole.to_str().unwrap(),
    ] {
        let output = run("same.html", key);
        assert_eq!(output.status.code(), Some(2), "{key}");
        assert!(!whole.exists(), "{key}");
    }
    assert!(run("same.html", "sub/same.html").status.success());
    assert!(whole.exists() && folder.join("sub/same.html").exists());
    std::os::unix::fs::symlink("same.html", folder.join("other.html")).unwrap();
    assert_eq!(run("same.html", "other.html").status.code(), Some(2));
}

#[test]
fn a_hand_out_without_a_key_says_so() {
    let said = |more: &[&str]| {
        let mut asked = vec!["demo", "ecb", "--as", "html", "--blanks", "--lang", "en"];
        asked.extend(more);
        let output = run(&asked);
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&[]).contains("no key was written; --answers"));
    let key = scratch("nokey").join("key.html");
    assert_eq!(said(&["--answers", key.to_str().unwrap()]), "");
}

#[test]
fn blanks_go_with_pages_alone() {
    let folder = scratch("blanks");
    let page = folder.join("page.html");
    let page = page.to_str().unwrap();
    for arguments in [
        &["demo", "1", "--blanks"][..],
        &["demo", "1", "--blanks", "--as", "json"],
        &["demo", "1", "--answers", page, "--as", "html"],
        &[
            "demo",
            "1",
            "--blanks",
            "--answers",
            page,
            "--as",
            "html",
            "-o",
            page,
        ],
        &[
            "inspect",
            "tests/data/captures/tls12-rsa-key.pcap",
            "--connection",
            "1,2",
        ],
        &[
            "inspect",
            "tests/data/captures/tls12-rsa-key.pcap",
            "--connection",
            "1",
            "--limit",
            "5",
        ],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !Path::new(page).exists());
    }
}

/// A table of all connections, and those that were chosen told below it, each with names of its own.
#[test]
fn a_capture_is_a_page_with_a_table() {
    let capture = "tests/data/captures/tls12-rsa-key.pcap";
    let key = "tests/data/captures/tls12-rsa-key.pcap.rsa-key.pem";
    let index = page(&["inspect", capture, "--limit", "0"]);
    assert_eq!(index.matches("<tr id=\"row-").count(), 3);
    assert!(!index.contains("class=\"story\""));
    let two = page(&[
        "inspect",
        capture,
        "--rsa-key",
        key,
        "--connection",
        "1,3",
        "--connection",
        "1",
    ]);
    assert_eq!(two.matches("<tr id=\"row-").count(), 3);
    assert_eq!(two.matches("class=\"story\"").count(), 2);
    sound(&two, capture);
    for number in ["1", "3"] {
        assert!(two.contains(&format!("<a href=\"#c{number}-story\">{number}</a>")));
        assert!(two.contains(&format!("id=\"c{number}-step-1\"")));
    }
    assert!(!two.contains("#c2-story"));
    let first = page(&[
        "inspect",
        capture,
        "--sort",
        "-number",
        "--limit",
        "1",
        "--connection",
        "1",
    ]);
    assert_eq!(first.matches("<tr id=\"row-").count(), 1);
    assert!(first.contains("id=\"row-3\"") && first.contains("2 more"));
    sound(&first, capture);
    let none = page(&["inspect", capture, "--where", "version<1.0"]);
    assert_eq!(none.matches("<tr id=\"row-").count(), 0);
    let missing = run(&["inspect", capture, "--as", "html", "--connection", "1,99"]);
    assert!(missing.stdout.is_empty() && missing.status.code() == Some(2));
}

/// A link into what is folded opens it: the browser does, as what it leads to stands within.
#[test]
fn a_link_to_a_field_opens_what_it_stands_in() {
    let Some(chromium) = oracle::find("chromium", "chromium") else {
        return;
    };
    let folder = scratch("links");
    let place = folder.join("page.html");
    fs::write(&place, page(&["handshake", "--seed", "1"])).unwrap();
    let shown = |hash: &str| {
        let profile = format!("--user-data-dir={}", folder.join("profile").display());
        let url = format!("file://{}{hash}", place.display());
        let output = chromium.run(
            &folder,
            &[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                &profile,
                "--no-first-run",
                "--disable-sync",
                "--disable-background-networking",
                "--disable-component-update",
                "--dump-dom",
                &url,
            ],
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let open = |page: &str, id: &str| {
        let tag = page.split(&format!("id=\"{id}\"")).next().unwrap();
        let start = tag.rfind('<').unwrap();
        let rest = &page[start..];
        rest.split('>').next().unwrap().contains("open=")
    };
    let page = shown("#bytes-7-3-5");
    assert!(open(&page, "bytes-7-3"), "the exhibit stays shut");
    assert!(!open(&page, "bytes-7-2"));
    let field = page.split("id=\"bytes-7-3-5\"").next().unwrap();
    let field = &field[field.rfind("<details").unwrap()..];
    assert!(
        field.split('>').next().unwrap().contains("open="),
        "the field stays shut"
    );
    assert!(!open(&shown(""), "bytes-7-3"));
}

/// Chromium is shown pages with a script: bare, to see that it would run; as a message; and put into our page by force.
#[test]
fn chromium_runs_nothing() {
    let Some(chromium) = oracle::find("chromium", "chromium") else {
        return;
    };
    let folder = scratch("chromium");
    let ran = |name: &str, page: &str| {
        let place = folder.join(name);
        fs::write(&place, page).unwrap();
        let profile = format!("--user-data-dir={}", folder.join("profile").display());
        let url = format!("file://{}", place.display());
        let mut arguments = vec!["--headless", "--no-sandbox", "--disable-gpu", &profile];
        arguments.extend(["--no-first-run", "--disable-sync", "--dump-dom"]);
        arguments.extend(["--disable-background-networking"]);
        arguments.extend([
            "--disable-component-update",
            "--virtual-time-budget=1000",
            &url,
        ]);
        let output = chromium.run(&folder, &arguments);
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            page.contains("<title>"),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        page.contains("<title>ran</title>")
    };
    for (n, message) in HOSTILE.into_iter().enumerate() {
        let bare = format!("<!DOCTYPE html><title>quiet</title><p>{message}</p>");
        assert!(
            ran(&format!("bare-{n}.html"), &bare),
            "the test sees nothing run"
        );
        let ours = hostile(message);
        assert!(!ran(&format!("message-{n}.html"), &ours), "{message} ran");
        let forced = ours.replacen("<body>", &format!("<body>{message}"), 1);
        assert!(
            !ran(&format!("forced-{n}.html"), &forced),
            "the policy let {message} run"
        );
    }
}
