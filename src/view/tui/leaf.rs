//! What a panel shows: rows, each with what it leads to, and which part of them is in sight.

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
        (area, block): (Rect, Block<'_>),
        look: &Look,
        frame: &mut Frame<'_>,
    ) {
        self.place_in(area, &block, leaf.len());
        let height = self.height();
        let lines: Vec<Line<'_>> = leaf
            .lines
            .iter()
            .skip(self.top)
            .take(height)
            .map(|(row, target)| match target {
                Some(target) if Some(target) == chosen => paint::chosen(row, look),
                Some(_) | None => paint::line(row, look),
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
        if n < self.top + AROUND {
            self.top = n.saturating_sub(AROUND);
        } else if n + AROUND >= self.top + height {
            self.top = (n + AROUND + 1).saturating_sub(height);
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
    pub(super) fn seen(&self) -> usize {
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
