//! A picture of simple shapes whose cells are AES blocks, and the pictures that its encryptions are.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::cipher::BLOCK;
use crate::story::picture::{Drawing, Grid, Picture, Swatch};

/// Cells in a row.
const COLUMNS: usize = 24;

/// Rows.
const ROWS: usize = 20;

/// Cells of a picture.
pub(super) const CELLS: usize = COLUMNS * ROWS;

/// A picture: a colour for each cell, row after row; 0 is the background.
#[derive(Debug)]
pub(super) struct Image {
    cells: Vec<u8>,
}

impl Image {
    /// A disc, a box and a triangle, somewhere. They cover less than half of the picture.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let mut image = Self {
            cells: vec![0; CELLS],
        };
        let mut near =
            |least: u64, span: u64| i64::try_from(least + chance.below(span)).unwrap_or(0);
        let (x, y, r) = (near(6, 4), near(6, 4), near(4, 2));
        image.paint(1, |c, l| (c - x).pow(2) + (l - y).pow(2) <= r * r);
        let (x, y, w, h) = (near(13, 3), near(3, 4), near(6, 3), near(4, 3));
        image.paint(2, |c, l| (x..x + w).contains(&c) && (y..y + h).contains(&l));
        let (x, y, h) = (near(9, 6), near(9, 3), near(6, 3));
        image.paint(3, |c, l| {
            let down = l - y;
            (0..=h).contains(&down) && (c - x).abs() <= down
        });
        image
    }

    fn paint(&mut self, colour: u8, inside: impl Fn(i64, i64) -> bool) {
        let lines = (0_i64..).take(ROWS);
        let places =
            lines.flat_map(|line| (0_i64..).take(COLUMNS).map(move |column| (column, line)));
        for (cell, (column, line)) in self.cells.iter_mut().zip(places) {
            if inside(column, line) {
                *cell = colour;
            }
        }
    }

    /// Its bytes: each cell is 16 bytes of one colour, that is one AES block.
    pub(super) fn blocks(&self) -> Vec<u8> {
        self.cells.iter().flat_map(|cell| [*cell; BLOCK]).collect()
    }

    /// Which cells are not background.
    pub(super) fn shape(&self) -> Vec<bool> {
        self.cells.iter().map(|cell| *cell != 0).collect()
    }

    /// The picture itself.
    pub(super) fn picture(&self) -> Picture {
        let grid = Grid {
            columns: COLUMNS,
            cells: self.cells.clone(),
            swatches: vec![
                Swatch::new([241, 245, 249], '.', ""),
                Swatch::new([220, 38, 38], '@', ""),
                Swatch::new([37, 99, 235], '#', ""),
                Swatch::new([22, 163, 74], '+', ""),
            ],
        };
        Picture::new(
            Text::new("the picture", "그림"),
            Text::new("Each cell is one block.", "칸 하나가 블록 하나이다."),
            Drawing::Grid(grid),
        )
    }
}

/// Colours of ciphertext blocks, with as different glyphs as there are.
static COLOURS: [([u8; 3], char); 16] = [
    ([124, 58, 237], '%'),
    ([250, 204, 21], '-'),
    ([13, 148, 136], '*'),
    ([251, 113, 133], '='),
    ([30, 41, 59], '@'),
    ([103, 232, 249], '.'),
    ([180, 83, 9], '#'),
    ([190, 242, 100], ':'),
    ([29, 78, 216], '&'),
    ([253, 186, 116], '~'),
    ([157, 23, 77], '$'),
    ([203, 213, 225], ','),
    ([22, 101, 52], '8'),
    ([244, 114, 182], '+'),
    ([71, 85, 105], 'x'),
    ([165, 180, 252], 'o'),
];

/// The picture that `sealed` is: equal blocks get equal colours. Different ones get different colours as long as there are any:
/// the kinds are sorted, and each takes the next of sixteen.
pub(super) fn painted(title: Text, says: Text, sealed: &[u8]) -> Picture {
    let kinds: BTreeSet<&[u8]> = sealed.chunks_exact(BLOCK).collect();
    let colours = (0..16_u8).cycle();
    let colour: BTreeMap<&[u8], u8> = kinds.into_iter().zip(colours).collect();
    let cells = sealed
        .chunks_exact(BLOCK)
        .map(|block| colour.get(block).copied().unwrap_or(0));
    let grid = Grid {
        columns: COLUMNS,
        cells: cells.collect(),
        swatches: COLOURS
            .iter()
            .map(|(rgb, glyph)| Swatch::new(*rgb, *glyph, ""))
            .collect(),
    };
    Picture::new(title, says, Drawing::Grid(grid))
}
