//! How the screen is divided.

use ratatui::layout::{Constraint, Layout, Rect};

/// The places of the parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Areas {
    pub(super) title: Rect,
    pub(super) diagram: Rect,
    pub(super) page: Rect,
    pub(super) bytes: Rect,
    pub(super) status: Rect,
}

/// Divides `whole`: a title, steps and page side by side, bytes below them, a line of keys.
pub(super) fn areas(whole: Rect) -> Areas {
    let [title, upper, bytes, status] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(2),
        Constraint::Fill(1),
        Constraint::Length(1),
    ])
    .areas(whole);
    let [diagram, page] =
        Layout::horizontal([Constraint::Percentage(45), Constraint::Fill(1)]).areas(upper);
    Areas {
        title,
        diagram,
        page,
        bytes,
        status,
    }
}
