//! The pictures of the README: screens of real runs, drawn again and compared; `make pictures` rewrites them.
#![allow(clippy::unwrap_used, clippy::panic)]

#[expect(dead_code, reason = "pictures need stories and keys, no text")]
#[path = "../tui/screen.rs"]
mod screen;
mod svg;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use tlslab::base::text::Lang;
use tlslab::view::look::{Look, Paint};
use tlslab::view::tui::story::reader::Reader;

use screen::{look, press, story};

/// What a picture of a screen and a picture of a page may weigh.
const SVG_BYTES: u64 = 60_000;
const PNG_BYTES: u64 = 250_000;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// That the picture called `name` is `drawn`; or makes it so, where snapshots are rewritten.
fn check(name: &str, drawn: &str) {
    let place = docs().join(name);
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&place, drawn).unwrap();
    }
    let kept = fs::read_to_string(&place).unwrap_or_default();
    assert!(
        kept == drawn,
        "docs/{name} is not what a run looks like today: make pictures"
    );
}

fn coloured(lang: Lang) -> Look {
    Look {
        paint: Paint::Colour,
        ..look(lang)
    }
}

#[test]
fn a_handshake_on_the_whole_screen() {
    let story = story("full");
    for (lang, name) in [(Lang::En, "screen.svg"), (Lang::Ko, "screen.ko.svg")] {
        let mut reader = Reader::new(Cow::Borrowed(&story), coloured(lang));
        // To ClientHello, and there to a field.
        press(&mut reader, "7<Enter>");
        check(name, &svg::draw(&mut reader, (104, 32), lang));
    }
}

#[test]
fn the_pictures_of_the_readme_are_there_and_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    for page in ["README.md", "README.ko.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let pictures = text.split("](docs/").skip(1);
        let pictures = pictures.map(|rest| rest.split(')').next().unwrap().to_owned());
        let before = named.len();
        named.extend(pictures);
        assert!(
            named.len() >= before + 2,
            "{page} has no pictures of its own"
        );
    }
    let kept = fs::read_dir(docs()).unwrap();
    let kept: BTreeSet<String> = kept
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        kept, named,
        "pictures that are there, and those that are named"
    );
    for name in &kept {
        let bytes = fs::metadata(docs().join(name)).unwrap().len();
        let most = match name.ends_with(".svg") {
            true => SVG_BYTES,
            false => PNG_BYTES,
        };
        assert!((1..most).contains(&bytes), "{name} has {bytes} bytes");
    }
}
