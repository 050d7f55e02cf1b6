//! A story as data for programs: its own shapes, so that a change inside tlslab renames nothing outside.
//!
//! One JSON object. Keys are snake_case and stay; texts for people are `{"en", "ko"}`; bytes are lower-case hexadecimal; times are
//! nanoseconds since the first frame, in `packets` since 1970. `null` says that there is no such thing.

mod account;
mod by_side;
pub mod compare;
pub mod connection;
mod exhibit;
mod fault;
pub mod follow;
pub mod gallery;
pub mod list;
mod moment;
pub mod path;
mod picture;
mod proof;
mod question;
pub mod rules;
pub mod safely;
mod seen;
pub mod sheet;
mod step;
pub mod tally;
mod tls;
mod words;

use std::io::{self, Write};

use crate::story::model::Story;
use crate::view::json::account::StoryOut;
use crate::view::json::safely::write_safely;

/// Writes `story` as one JSON object and a line end. Control characters and those that turn the direction of writing are
/// escaped, so that the text is safe on a terminal too.
///
/// # Errors
/// Only those of `out`.
pub fn write(story: &Story, out: &mut dyn Write) -> io::Result<()> {
    write_safely(&StoryOut::new(story), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::story;

    #[test]
    fn the_story_is_data() {
        let mut out = Vec::new();
        write(&story(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.contains(['\x1b', '\x07']));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let at = |path: &str| json.pointer(path).unwrap().clone();
        assert_eq!(at("/steps/0/fate"), "lost");
        assert_eq!(at("/steps/1/first_sent_in"), 5);
        assert_eq!(at("/steps/1/time_ns"), 410_000);
        assert_eq!(at("/steps/1/values/2/knows"), "client");
        assert_eq!(at("/steps/1/exhibits/0/origin/kind"), "stream");
        assert_eq!(at("/steps/1/exhibits/0/fields/1/value/en"), "TLS 1.2");
        assert_eq!(at("/steps/2/by"), "both");
        assert_eq!(at("/steps/2/proofs/0/inputs/0/name"), "shared secret");
        assert_eq!(at("/steps/5/proofs/0/verdict"), "not_reached");
        assert_eq!(at("/cause/server_said"), serde_json::Value::Null);
        assert_eq!(at("/summary/0/key"), "round_trips");
        assert_eq!(at("/hosts/server/address"), "10.77.0.2:443");
        assert_eq!(at("/packets/0/bytes"), "010203");
        assert_eq!(at("/costs/0/key"), "guesses");
        assert_eq!(at("/costs/0/count"), 12_345);
    }

    #[test]
    fn pictures_are_data_whole() {
        let mut out = Vec::new();
        write(&story(), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let at = |path: &str| json.pointer(path).unwrap().clone();
        let grid = at("/steps/6/pictures/0/drawing");
        assert_eq!(grid["kind"], "grid");
        assert_eq!(grid["columns"], 24);
        assert_eq!(grid["cells"].as_str().unwrap().len(), 2 * 24 * 24);
        assert_eq!(grid["swatches"][1]["colour"], "#141e3c");
        assert_eq!(at("/steps/6/pictures/3/drawing/bars/0/count"), 4096);
        let curves = at("/steps/6/pictures/4/drawing");
        assert_eq!(curves["kind"], "curves");
        assert_eq!(curves["lines"][0]["points"].as_array().unwrap().len(), 61);
        let mix = at("/steps/6/pictures/5/drawing/mixes/1");
        assert_eq!(mix["gives"]["word"]["ko"], "갈색");
        assert_eq!(at("/steps/0/pictures"), serde_json::json!([]));
    }

    #[test]
    fn questions_are_data_with_what_is_right() {
        let mut out = Vec::new();
        write(&story(), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let at = |path: &str| json.pointer(path).unwrap().clone();
        assert_eq!(at("/questions/0/options"), serde_json::Value::Null);
        assert_eq!(at("/questions/0/right"), "0x2a");
        assert_eq!(at("/questions/1/options/1/letter"), "b");
        assert_eq!(at("/questions/1/options/1/text/en"), "the client");
        assert_eq!(at("/questions/1/right"), "b");
    }
}
