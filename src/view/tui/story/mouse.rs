//! What the mouse changes about where one is.

use crate::view::tui::input::Cell;
use crate::view::tui::story::bytes;
use crate::view::tui::story::outline::Line;
use crate::view::tui::story::place::{At, Part};
use crate::view::tui::story::reading::{Mode, Reading, Sight};

impl Reading<'_> {
    /// A click chooses what is under it: a panel, a byte, a step, a row that leads somewhere.
    pub(super) fn click(&mut self, cell: Cell) {
        self.told = None;
        if let Mode::Help | Mode::Search { .. } = self.mode {
            self.mode = Mode::Read;
            return;
        }
        let tab = self
            .tabs
            .iter()
            .find(|(area, _)| area.contains((cell.column, cell.row).into()));
        if let Some((_, panel)) = tab {
            let panel = *panel;
            return self.open(panel);
        }
        if let Some((row, column)) = self.bytes.0.at(cell) {
            self.part = Part::Bytes;
            let at = bytes::byte(row, column, self.bytes.0.width());
            if let (Some(at), At::Step(place), true) = (at, self.at, self.has_fields()) {
                self.at = At::Step(bytes::chosen(&self.story, place, at));
                self.follow();
            }
        } else if let Some((row, _)) = self.diagram.0.at(cell) {
            self.part = Part::Diagram;
            let at = match self.outline.lines.get(row) {
                Some(Line::Opening) => At::Opening,
                Some(Line::Step(n)) => self.step_at(*n),
                Some(Line::Closing) => At::Closing,
                Some(Line::Chapter(_)) | None => return,
            };
            self.jump(at);
        } else if let Some((row, _)) = self.page.0.at(cell) {
            self.part = Part::Page;
            let leaf = self.leaf(self.page.0.width());
            if let Some(target) = leaf.target(row) {
                self.lead(*target);
            }
        }
    }

    /// The wheel moves the part under it; what is chosen stays chosen.
    pub(super) fn scroll(&mut self, cell: Cell, rows: isize) {
        if self.mode == Mode::Help {
            return self.help.scroll(rows);
        }
        for (window, sight) in [&mut self.diagram, &mut self.page, &mut self.bytes] {
            if window.at(cell).is_some() {
                window.scroll(rows);
                *sight = Sight::Rests;
            }
        }
    }
}
