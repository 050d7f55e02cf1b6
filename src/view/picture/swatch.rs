//! A colour in a terminal, and what it means.

use crate::story::picture::Swatch;
use crate::view::layout::{Ink, Row, Span, flow};
use crate::view::look::{Look, Marks, Paint};
use crate::view::picture::colour::ground;
use crate::view::picture::ways::Ways;

/// A patch of the colour, two columns or three.
pub(super) fn patch(swatch: &Swatch, look: &Look, ways: Ways) -> Span {
    match (look.paint, look.marks, ways) {
        (Paint::Colour, Marks::Unicode, _) => Span::new("▀▀", Ink::Pixels(swatch.rgb, swatch.rgb)),
        (Paint::Colour, Marks::Ascii, _) => {
            let glyph = glyph(swatch);
            Span::new(
                format!("[{glyph}]"),
                Ink::Pixels(swatch.rgb, ground(swatch.rgb)),
            )
        }
        (Paint::Plain, _, Ways::Halves { dark }) => match swatch.rgb == dark {
            true => Span::plain("[█]"),
            false => Span::plain("[ ]"),
        },
        (Paint::Plain, _, Ways::Glyphs | Ways::Pixels) => {
            Span::plain(format!("[{}]", glyph(swatch)))
        }
    }
}

/// The swatches that mean something, beside each other.
pub(super) fn legend(
    swatches: &[Swatch],
    look: &Look,
    ways: Ways,
    columns: usize,
    indent: usize,
) -> Vec<Row> {
    let meant = swatches.iter().filter(|swatch| !swatch.word.is_empty());
    let pieces: Vec<Vec<Span>> = meant
        .map(|swatch| {
            vec![
                patch(swatch, look, ways),
                Span::plain(" "),
                Span::plain(look.say(&swatch.word)),
            ]
        })
        .collect();
    flow(&pieces, columns, indent)
}

/// What stands for the colour where there is none: one ASCII character, whatever was given.
pub(super) fn glyph(swatch: &Swatch) -> char {
    match swatch.glyph {
        glyph @ ' '..='~' => glyph,
        _ => '?',
    }
}
