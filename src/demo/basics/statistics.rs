//! Statistical tests of random bits: the four that FIPS 140-2 (2001) §4.9.1 had, over 20 000 bits, with its bounds.
//!
//! They were taken out of the standard in 2002. They find a generator that is stuck; they cannot find one that is known.

use crate::base::text::Text;
use crate::story::picture::{Drawing, Grid, Picture, Swatch};

/// Bytes that are tested at once.
pub(super) const BYTES: usize = 2500;

/// What the tests found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tested {
    /// Ones among 20 000 bits.
    pub(super) ones: u32,
    /// How often each group of four bits came up among 5000.
    pub(super) nibbles: [u32; 16],
    /// How far those are from all being equal: the chi-squared statistic.
    pub(super) chi_squared: f64,
    /// Runs of equal bits by their length: 1, 2, 3, 4, 5, and 6 or more; of zeros, then of ones.
    pub(super) runs: [[u32; 6]; 2],
    /// Bits in the longest run.
    pub(super) longest: u32,
}

/// How many runs of each length there may be.
static RUNS: [(u32, u32); 6] = [
    (2315, 2685),
    (1114, 1386),
    (527, 723),
    (240, 384),
    (103, 209),
    (103, 209),
];

impl Tested {
    /// Tests the first [`BYTES`] of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..BYTES).unwrap_or(bytes);
        let mut nibbles = [0; 16];
        for nibble in bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]) {
            if let Some(count) = nibbles.get_mut(usize::from(nibble)) {
                *count += 1;
            }
        }
        let groups: u32 = nibbles.iter().sum();
        let squares: f64 = nibbles.iter().map(|count| f64::from(*count).powi(2)).sum();
        let (runs, longest) = runs(bytes);
        Self {
            ones: bytes.iter().map(|byte| byte.count_ones()).sum(),
            nibbles,
            chi_squared: 16.0 / f64::from(groups.max(1)) * squares - f64::from(groups),
            runs,
            longest,
        }
    }

    /// Half of the bits are ones, nearly.
    pub(super) fn monobit(&self) -> bool {
        9725 < self.ones && self.ones < 10275
    }

    /// Groups of four bits are about equally frequent, but not too nearly: that would be no chance either.
    pub(super) fn poker(&self) -> bool {
        2.16 < self.chi_squared && self.chi_squared < 46.17
    }

    /// There are as many runs of each length as there should be.
    pub(super) fn runs_fit(&self) -> bool {
        let fits = |(count, (least, most)): (&u32, &(u32, u32))| least <= count && count <= most;
        self.runs
            .iter()
            .all(|runs| runs.iter().zip(&RUNS).all(fits))
    }

    /// No run has 26 bits or more.
    pub(super) fn no_long_run(&self) -> bool {
        self.longest < 26
    }

    /// How many of the four it passes.
    pub(super) fn passed(&self) -> usize {
        let tests = [
            self.monobit(),
            self.poker(),
            self.runs_fit(),
            self.no_long_run(),
        ];
        tests.into_iter().filter(|passed| *passed).count()
    }

    /// Runs there are of one bit alone.
    pub(super) fn single(&self) -> u32 {
        self.runs.iter().flatten().step_by(6).sum()
    }
}

/// The first 576 bits of `bytes` as black and white cells.
pub(super) fn noise(title: Text, bytes: &[u8]) -> Picture {
    const SIDE: usize = 24;
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |n| byte >> n & 1));
    let grid = Grid {
        columns: SIDE,
        cells: bits.take(SIDE * SIDE).collect(),
        swatches: vec![
            Swatch::new([240, 240, 235], '.', Text::same("0")),
            Swatch::new([40, 50, 70], '#', Text::same("1")),
        ],
    };
    let says = Text::new(
        "Noise, like that of the other generators: the eye cannot tell which can be predicted.",
        "다른 생성기와 같은 잡음이다. 어느 것이 예측되는지 눈으로는 알 수 없다.",
    );
    Picture::new(title, says, Drawing::Grid(grid))
}

fn runs(bytes: &[u8]) -> ([[u32; 6]; 2], u32) {
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |n| byte >> n & 1));
    let (mut runs, mut longest) = ([[0; 6]; 2], 0);
    let mut note = |bit: u8, length: u32| {
        let place = usize::try_from(length.min(6)).unwrap_or(6);
        let of = runs.get_mut(usize::from(bit));
        if let Some(count) = of.and_then(|of| of.get_mut(place.wrapping_sub(1))) {
            *count += 1;
        }
        longest = longest.max(length);
    };
    let mut run: Option<(u8, u32)> = None;
    for bit in bits {
        run = Some(match run {
            Some((same, length)) if same == bit => (same, length + 1),
            Some((other, length)) => {
                note(other, length);
                (bit, 1)
            }
            None => (bit, 1),
        });
    }
    if let Some((bit, length)) = run {
        note(bit, length);
    }
    (runs, longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stuck_is_found() {
        let zeros = Tested::of(&[0; BYTES]);
        assert_eq!((zeros.ones, zeros.longest, zeros.passed()), (0, 20_000, 0));
        let turns = Tested::of(&[0x55; BYTES]);
        assert!(turns.monobit() && turns.no_long_run() && turns.passed() == 2);
        assert_eq!(turns.single(), 20_000);
        let even = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
        let counted: Vec<u8> = even.into_iter().cycle().take(BYTES).collect();
        assert!(!Tested::of(&counted).poker());
    }
}
