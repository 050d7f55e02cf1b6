//! Pictures: the data they are drawn from.

use serde::Serialize;

use crate::story::picture::{Bar, Drawing, Line, Mix, Picture, Swatch};
use crate::view::json::words::Both;

#[derive(Serialize)]
pub(super) struct PictureOut<'s> {
    title: Both<'s>,
    says: Both<'s>,
    drawing: DrawingOut<'s>,
}

impl<'s> From<&'s Picture> for PictureOut<'s> {
    fn from(picture: &'s Picture) -> Self {
        Self {
            title: Both::from(&picture.title),
            says: Both::from(&picture.says),
            drawing: DrawingOut::from(&picture.drawing),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum DrawingOut<'s> {
    Grid {
        columns: usize,
        /// A byte a cell, row after row: which of the swatches, from 0.
        cells: String,
        swatches: Vec<SwatchOut<'s>>,
    },
    Bars {
        bars: Vec<BarOut<'s>>,
    },
    Curves {
        across: Both<'s>,
        up: Both<'s>,
        lines: Vec<LineOut<'s>>,
    },
    Mix {
        mixes: Vec<MixOut<'s>>,
    },
}

impl<'s> From<&'s Drawing> for DrawingOut<'s> {
    fn from(drawing: &'s Drawing) -> Self {
        match drawing {
            Drawing::Grid(grid) => Self::Grid {
                columns: grid.columns,
                cells: hex::encode(&grid.cells),
                swatches: grid.swatches.iter().map(SwatchOut::from).collect(),
            },
            Drawing::Bars(bars) => Self::Bars {
                bars: bars.iter().map(BarOut::from).collect(),
            },
            Drawing::Curves(curves) => Self::Curves {
                across: Both::from(&curves.across),
                up: Both::from(&curves.up),
                lines: curves.lines.iter().map(LineOut::from).collect(),
            },
            Drawing::Mix(mixes) => Self::Mix {
                mixes: mixes.iter().map(MixOut::from).collect(),
            },
        }
    }
}

#[derive(Serialize)]
struct SwatchOut<'s> {
    /// Red, green, blue: `#rrggbb`.
    colour: String,
    glyph: char,
    word: Both<'s>,
}

impl<'s> From<&'s Swatch> for SwatchOut<'s> {
    fn from(swatch: &'s Swatch) -> Self {
        Self {
            colour: format!("#{}", hex::encode(swatch.rgb)),
            glyph: swatch.glyph,
            word: Both::from(&swatch.word),
        }
    }
}

#[derive(Serialize)]
struct BarOut<'s> {
    label: Both<'s>,
    count: u64,
}

impl<'s> From<&'s Bar> for BarOut<'s> {
    fn from(bar: &'s Bar) -> Self {
        Self {
            label: Both::from(&bar.label),
            count: bar.count,
        }
    }
}

#[derive(Serialize)]
struct LineOut<'s> {
    label: Both<'s>,
    /// Across, up.
    points: &'s [(f64, f64)],
}

impl<'s> From<&'s Line> for LineOut<'s> {
    fn from(line: &'s Line) -> Self {
        Self {
            label: Both::from(&line.label),
            points: &line.points,
        }
    }
}

#[derive(Serialize)]
struct MixOut<'s> {
    label: Both<'s>,
    parts: Vec<SwatchOut<'s>>,
    gives: SwatchOut<'s>,
}

impl<'s> From<&'s Mix> for MixOut<'s> {
    fn from(mix: &'s Mix) -> Self {
        Self {
            label: Both::from(&mix.label),
            parts: mix.parts.iter().map(SwatchOut::from).collect(),
            gives: SwatchOut::from(&mix.gives),
        }
    }
}
