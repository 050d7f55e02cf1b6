//! Which bytes of a block reach which bytes of a state of AES, found by trying.

use crate::base::text::Text;
use crate::demo::glass::aes::{Aes, Block, add, at};
use crate::story::picture::{Drawing, Grid, Picture, Swatch};
use crate::text;

/// Which bytes of the input reach which bytes of a state.
#[derive(Debug)]
pub(super) struct Reach(Vec<[bool; 16]>);

impl Reach {
    /// By trying: each byte of `input` is changed, and what changes after `round` is marked.
    pub(super) fn of(aes: &Aes, input: &Block, round: usize) -> Self {
        let end = |input: &Block| {
            let trace = aes.trace(input);
            trace.get(round - 1).map_or([0; 16], |round| round.end)
        };
        let plain = end(input);
        let rows = (0..16).map(|from| {
            // One change may happen to leave a byte as it was; not four.
            let differences = [0x01, 0x02, 0x80, 0xff].map(|bits| {
                let mut changed = *input;
                changed
                    .iter_mut()
                    .skip(from)
                    .take(1)
                    .for_each(|byte| *byte ^= bits);
                add(&plain, &end(&changed))
            });
            std::array::from_fn(|to| differences.iter().any(|by| at(by, to) != 0))
        });
        Self(rows.collect())
    }

    /// How many bytes byte `place` of the input reaches.
    pub(super) fn from(&self, place: usize) -> usize {
        let row = self.0.get(place);
        row.map_or(0, |row| row.iter().filter(|reached| **reached).count())
    }

    /// Places of the bytes of the input that byte `place` of the state depends on.
    pub(super) fn on(&self, place: usize) -> Vec<String> {
        let rows = self.0.iter().enumerate();
        let depends = rows.filter(|(_, row)| row.get(place).is_some_and(|reached| *reached));
        depends.map(|(from, _)| from.to_string()).collect()
    }

    fn all(&self) -> usize {
        (0..16).map(|place| self.from(place)).sum()
    }

    /// A row for each byte of the input, a column for each of the state.
    pub(super) fn picture(&self, title: Text) -> Picture {
        let count = self.all();
        let says = text!(
            en: "Row: input byte. {count} of 256 depend.",
            ko: "행: 입력 바이트. 256쌍 중 {count}쌍.",
        );
        let swatches = vec![
            Swatch::new(
                [226, 232, 240],
                '.',
                Text::new("does not depend", "상관없음"),
            ),
            Swatch::new([29, 78, 216], '#', Text::new("depends", "달려 있음")),
        ];
        let grid = Grid {
            columns: 16,
            cells: self
                .0
                .iter()
                .flatten()
                .map(|reached| u8::from(*reached))
                .collect(),
            swatches,
        };
        Picture::new(title, says, Drawing::Grid(grid))
    }
}
