//! What a panel shows: rows, each with what it leads to, and which part of them is in sight.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph};

use crate::view::layout::Row;
use crate::view::look::Look;
use crate::view::tui::input::Cell;
use crate::view::tui::paint;

/// The rows of a panel; `T` is what a row can lead to.
#[derive(Clone, Debug)]
pub(super) struct Leaf<T> {
    lines: Vec<(Row, Option<T>)>,
}

impl<T> Default for Leaf<T> {
    fn default() -> Self {
        Self { lines: Vec::new() }
    }
}

impl<T: Clone + PartialEq> Leaf<T> {
    /// Rows that lead nowhere.
    pub(super) fn say(&mut self, rows: impl IntoIterator<Item = Row>) {
        self.lines.extend(rows.into_iter().map(|row| (row, None)));
    }

    /// Rows that all lead to `target`.
    pub(super) fn lead(&mut self, target: T, rows: impl IntoIterator<Item = Row>) {
        let rows = rows.into_iter();
        self.lines
            .extend(rows.map(|row| (row, Some(target.clone()))));
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The first row that leads to `target`.
    pub(super) fn place(&self, target: &T) -> Option<usize> {
        let mut lines = self.lines.iter();
        lines.position(|(_, leads)| leads.as_ref() == Some(target))
    }

    /// The runs of rows that lead to the same, in order.
    pub(super) fn stops(&self) -> Vec<(Range<usize>, T)> {
        let mut stops: Vec<(Range<usize>, T)> = Vec::new();
        for (n, (_, target)) in self.lines.iter().enumerate() {
            let Some(target) = target else {
                continue;
            };
            match stops.last_mut() {
                Some((rows, last)) if rows.end == n && last == target => rows.end = n + 1,
                Some(_) | None => stops.push((n..n + 1, target.clone())),
            }
        }
        stops
    }

    /// What row `n` leads to.
    pub(super) fn target(&self, n: usize) -> Option<&T> {
        self.lines.get(n).and_then(|(_, target)| target.as_ref())
    }
}

/// Where on the screen a panel stands and from which row on it shows its leaf.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    /// The first row in sight.
    top: usize,
    /// Where the rows stand, without the frame.
    inner: Rect,
}

impl Window {
    /// Draws `leaf` in `area` within `block`; what leads to `chosen` is turned round, and brought into sight if `follow` says so.
    pub(super) fn draw<T: Clone + PartialEq>(
        &mut self,
        leaf: &Leaf<T>,
        chosen: Option<&T>,
        place: (Rect, Block<'_>),
        look: &Look,
        frame: &mut Frame<'_>,
    ) {
        let is_chosen = |n: usize| chosen.is_some() && leaf.target(n) == chosen;
        self.draw_rows(leaf, is_chosen, place, look, frame);
    }

    /// The same; which rows are turned round, `is_chosen` says.
    pub(super) fn draw_rows<T: Clone + PartialEq>(
        &mut self,
        leaf: &Leaf<T>,
        is_chosen: impl Fn(usize) -> bool,
        (area, block): (Rect, Block<'_>),
        look: &Look,
        frame: &mut Frame<'_>,
    ) {
        self.place_in(area, &block, leaf.len());
        let rows = leaf.lines.iter().enumerate().skip(self.top);
        let lines: Vec<Line<'_>> = rows
            .take(self.height())
            .map(|(n, (row, _))| match is_chosen(n) {
                true => paint::chosen(row, look),
                false => paint::line(row, look),
            })
            .collect();
        frame.render_widget(Paragraph::new(lines).block(block), area);
    }

    /// Stands in `area` within `block` and has so many rows to show; gives the first that is in sight.
    pub(super) fn place_in(&mut self, area: Rect, block: &Block<'_>, rows: usize) -> usize {
        self.inner = block.inner(area);
        self.top = self.top.min(rows.saturating_sub(self.height()));
        self.top
    }

    /// Brings row `n` into sight, with a little around it.
    pub(super) fn reveal(&mut self, n: usize, height: usize) {
        const AROUND: usize = 2;
        // In a low panel there is less around it, or it would move back and forth.
        let around = AROUND.min(height.saturating_sub(1) / 2);
        if n < self.top + around {
            self.top = n.saturating_sub(around);
        } else if n + around >= self.top + height {
            self.top = (n + around + 1).saturating_sub(height);
        }
    }

    /// Moves by so many rows.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows);
    }

    /// Back to the first row.
    pub(super) fn rewind(&mut self) {
        self.top = 0;
    }

    /// The first row in sight.
    pub(super) fn top(&self) -> usize {
        self.top
    }

    /// Rows that were in sight when it was last drawn.
    pub(super) fn height(&self) -> usize {
        self.inner.height.into()
    }

    /// Columns of a row when it was last drawn.
    pub(super) fn width(&self) -> usize {
        self.inner.width.into()
    }

    /// It is not on the screen.
    pub(super) fn vanish(&mut self) {
        self.inner = Rect::ZERO;
    }

    /// The row of the leaf, and the column in it, that stand in `cell`.
    pub(super) fn at(&self, cell: Cell) -> Option<(usize, usize)> {
        let Rect {
            x,
            y,
            width,
            height,
        } = self.inner;
        let column = cell.column.checked_sub(x).filter(|c| *c < width)?;
        let row = cell.row.checked_sub(y).filter(|r| *r < height)?;
        Some((self.top + usize::from(row), column.into()))
    }
}
