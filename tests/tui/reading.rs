//! A story on the screen: at every size, in both languages, forward and back.

use std::borrow::Cow;

use insta::assert_snapshot;
use tlslab::base::text::Lang;
use tlslab::view::tui::story::reader::Reader;

use crate::screen::{SIZES, look, press, seen, story};

#[test]
fn a_handshake_at_every_size_in_both_languages() {
    let story = story("full");
    for lang in [Lang::En, Lang::Ko] {
        for (what, keys) in [("hello", "7g"), ("computation", "11g"), ("end", "G")] {
            for size in SIZES {
                let mut reader = Reader::new(Cow::Borrowed(&story), look(lang));
                press(&mut reader, keys);
                let name = format!("{what}_{}x{}_{lang:?}", size.0, size.1).to_lowercase();
                assert_snapshot!(name, seen(&mut reader, size));
            }
        }
    }
}

#[test]
fn no_size_is_too_small() {
    let story = story("expired");
    let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::Ko));
    for columns in 1..90 {
        for rows in [1, 2, 3, 5, 9, 17, 30] {
            seen(&mut reader, (columns, rows));
        }
        press(&mut reader, "j");
    }
}
