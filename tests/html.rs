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

/// Stories of every kind: on paper, on a wire, one that fails, a certificate with a fault.
const STORIES: &[&[&str]] = &[
    &["demo", "1", "--seed", "1"],
    &["handshake", "--seed", "1"],
    &["handshake", "expired", "--seed", "1"],
    &["cert", "gallery", "leaf-expired"],
];

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
    for story in STORIES {
        let page = page(story);
        let mut ids = HashSet::new();
        let mut links = Vec::new();
        for (name, attributes) in elements(&page) {
            assert!(!["link", "iframe", "object", "base"].contains(&name.as_str()));
            assert!(name != "script" || attributes.is_empty(), "{attributes:?}");
            for (key, value) in attributes {
                assert!(!key.starts_with("on"), "{story:?}: {key}");
                match key.as_str() {
                    "id" => assert!(ids.insert(value.clone()), "{story:?}: {value} twice"),
                    "href" => links.push(value.strip_prefix('#').unwrap().to_owned()),
                    "aria-labelledby" | "aria-describedby" => links.push(value),
                    "src" => assert!(value.starts_with("data:image/png;base64,"), "{value}"),
                    _ => assert!(!value.contains("://"), "{story:?}: {key} {value}"),
                }
            }
        }
        for link in links {
            assert!(ids.contains(&link), "{story:?}: nothing is called {link}");
        }
        assert!(!page.contains("url(") && !page.contains("@import"));
        assert!(page.contains("default-src &#39;none&#39;"), "no policy");
        assert_eq!(page.matches("<script>").count(), 1);
    }
}

#[test]
fn every_step_stands_in_the_page() {
    for story in STORIES {
        let page = page(story);
        let mut json = story.to_vec();
        json.extend(["--as", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&run(&json).stdout).unwrap();
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
