//! A story as plain text: one block a step, with chapter headings, cause and account.

use std::io::{self, Write};

use crate::story::model::{Step, Story, Weight};
use crate::view::block;
use crate::view::closing;
use crate::view::look::{Depth, Folded, Look};
use crate::view::proofs::Said;

/// Writes `story` as `look` wants it. No row is wider than `look.width` (or 40, if that is less); nothing from outside reaches
/// `out` unescaped.
///
/// # Errors
/// Only those of `out`.
pub fn write(story: &Story, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for row in closing::opening(story, look) {
        row.write(look, out)?;
    }
    let mut chapter = None;
    let mut said = Said::default();
    for (number, step) in shown(story, look) {
        if chapter != Some(&step.chapter) && !step.chapter.is_empty() {
            writeln!(out)?;
            block::heading(&step.chapter, look).write(look, out)?;
            chapter = Some(&step.chapter);
        } else if let Depth::Field | Depth::Byte = look.depth {
            writeln!(out)?;
        }
        for row in block::rows(step, number, look, &mut said) {
            row.write(look, out)?;
        }
    }
    let last = closing::closing(story, look);
    // What closes may begin with a row of its own to stand apart.
    if last.first().is_some_and(|row| row.width() > 0) {
        writeln!(out)?;
    }
    for row in last {
        row.write(look, out)?;
    }
    Ok(())
}

/// The steps that are shown, with their numbers from 1. A number stays when steps before it are folded.
pub fn shown<'s>(story: &'s Story, look: &Look) -> impl Iterator<Item = (usize, &'s Step)> {
    let folded = look.folded;
    story
        .steps
        .iter()
        .enumerate()
        .filter(move |(_, step)| folded == Folded::Show || step.weight == Weight::Main)
        .map(|(n, step)| (n + 1, step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Lang;
    use crate::view::layout::width;
    use crate::view::look::{Marks, Paint};
    use crate::view::sample::story;

    fn told(look: &Look) -> String {
        page(&story(), look)
    }

    fn page(story: &Story, look: &Look) -> String {
        let mut out = Vec::new();
        write(story, look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn looks() -> impl Iterator<Item = Look> {
        let depths = [Depth::Line, Depth::Block, Depth::Field, Depth::Byte];
        [40, 80, 119, 120, 140]
            .into_iter()
            .flat_map(move |width| depths.map(|depth| (width, depth)))
            .flat_map(|(width, depth)| [Lang::En, Lang::Ko].map(|lang| (width, depth, lang)))
            .map(|(width, depth, lang)| Look {
                width,
                depth,
                lang,
                folded: Folded::Show,
                ..Look::default()
            })
    }

    #[test]
    fn no_row_is_wider_than_the_screen_and_nothing_steers_it() {
        for look in looks() {
            let text = told(&look);
            for row in text.lines() {
                assert!(width(row) <= look.width, "{} {look:?}: {row}", width(row));
                assert_eq!(row.trim_end(), row);
            }
            assert!(!text.contains(['\x1b', '\x07']), "{look:?}");
            assert!(text.contains("\\u{1b}[31m"), "{look:?}");
        }
    }

    #[test]
    fn marks_are_words_and_ascii_is_enough() {
        let ascii = told(&Look {
            marks: Marks::Ascii,
            ..Look::default()
        });
        assert!(ascii.contains("[enc] sealed") && ascii.contains("bad_record_mac  [enc]"));
        for word in ["holds", "fails", "not reached", "lost:", "changed:", "-->"] {
            assert!(ascii.contains(word), "{word}\n{ascii}");
        }
        let outside: String = ascii.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(outside, "서버".repeat(outside.len() / 6));
    }

    #[test]
    fn a_row_a_step_keeps_the_name_on_narrow_screens() {
        for lang in [Lang::En, Lang::Ko] {
            for columns in [40, 50, 60, 80] {
                let look = Look {
                    width: columns,
                    depth: Depth::Line,
                    lang,
                    ..Look::default()
                };
                let text = told(&look);
                let mut rows = text.lines();
                for (number, step) in shown(&story(), &look) {
                    let name = look.say(&step.name);
                    let whole = width(name) <= 19;
                    let start = format!("{number:>3} ");
                    let row = rows.find(|row| row.starts_with(&start)).unwrap();
                    assert!(!whole || row.contains(name), "{columns} {name}: {row}");
                }
            }
        }
    }

    #[test]
    fn wide_screens_have_bytes_beside_the_step() {
        let at = |width| {
            told(&Look {
                width,
                ..Look::default()
            })
        };
        assert!(!at(80).contains("legacy_version"));
        assert!(
            at(140).contains("│ 0000 0303       legacy_version TLS 1.2"),
            "{}",
            at(140)
        );
    }

    #[test]
    fn depth_says_what_each_field_is_for() {
        let look = Look {
            depth: Depth::Field,
            lang: Lang::Ko,
            ..Look::default()
        };
        let text = told(&look);
        for part in [
            "TLS 1.2",
            "오래된 중간 장비",
            "RFC 6066 §3",
            "켜짐",
            "클라이언트에서 기록",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        let text = told(&Look {
            depth: Depth::Byte,
            ..Look::default()
        });
        assert!(text.contains("0002  01 02 03 04 05 06 07 08"), "{text}");
        assert!(text.contains("001a  19 1a 1b 1c 1d 1e 1f 20"), "{text}");
    }

    #[test]
    fn folded_steps_are_counted_and_keep_their_numbers() {
        let text = told(&Look {
            next: vec!["tlslab handshake --step".to_owned()],
            ..Look::default()
        });
        assert!(text.contains("1 step is folded") && !text.contains(" ACK"));
        assert!(text.contains("  5 ") && !text.contains("\n  4 "));
        assert!(text.contains("Next:  tlslab handshake --step"));
    }

    #[test]
    fn colour_changes_no_word() {
        colored::control::set_override(true);
        let mut story = story();
        // Cells of a picture are drawn otherwise where there are colours.
        story
            .steps
            .iter_mut()
            .for_each(|step| step.pictures.clear());
        let coloured = Look {
            paint: Paint::Colour,
            ..Look::default()
        };
        let painted = page(&story, &coloured);
        let mut bare = String::new();
        let mut parts = painted.split('\x1b');
        bare.push_str(parts.next().unwrap());
        for part in parts {
            bare.push_str(part.split_once('m').unwrap().1);
        }
        assert!(painted.contains('\x1b'));
        assert_eq!(bare, page(&story, &Look::default()));
    }
}
