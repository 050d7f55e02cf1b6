//! How the screen is divided: as much side by side as is readable, one part at a time where there is room for no more.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::view::tui::story::place::Part;

/// The places of the parts; those without one are not seen at this size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Areas {
    pub(super) title: Option<Rect>,
    pub(super) diagram: Option<Rect>,
    pub(super) page: Option<Rect>,
    pub(super) bytes: Option<Rect>,
    pub(super) status: Option<Rect>,
}

/// Who gets the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// All parts for which there is some.
    All,
    /// All but the bytes: there are none.
    NoBytes,
    /// The part that has the keys.
    Alone,
}

/// A frame and a row in it: less is too small.
const LEAST: (u16, u16) = (12, 3);
/// Columns that two panels side by side need.
const TWO: u16 = 70;
/// Columns of a page that can be read.
const PAGE: u16 = 42;
/// Columns after which arrows become no clearer.
const DIAGRAM: u16 = 92;
/// Columns from which on the bytes stand under the page, and the steps beside both.
const WIDE: u16 = 150;

/// Divides `whole` for someone whose keys go to `part`; none: nothing fits.
pub(super) fn areas(whole: Rect, part: Part, room: Room) -> Option<Areas> {
    if whole.width < LEAST.0 || whole.height < LEAST.1 {
        return None;
    }
    let line = |least: u16| u16::from(whole.height >= least);
    let [title, body, status] = Layout::vertical([
        Constraint::Length(line(6)),
        Constraint::Fill(1),
        Constraint::Length(line(4)),
    ])
    .areas(whole);
    let seen = |area: Rect| (area.height > 0).then_some(area);
    let frame = Areas {
        title: seen(title),
        status: seen(status),
        ..Areas::default()
    };
    let below = match (room, part, body.height) {
        (Room::NoBytes, Part::Diagram | Part::Page, _) => 0,
        (_, Part::Diagram | Part::Page, ..14) => 0,
        (_, part, height) => bytes(height, part),
    };
    let parts = match (room, body.width >= TWO, body.height) {
        (Room::All | Room::NoBytes, true, 9..) if body.width >= WIDE => wide(body, below),
        (Room::All | Room::NoBytes, true, 9..) => side_by_side(body, below),
        (Room::All | Room::NoBytes, false, 20..) => stacked(body, part),
        (Room::All | Room::NoBytes | Room::Alone, _, _) => one(body, part),
    };
    Some(Areas {
        title: frame.title,
        status: frame.status,
        ..parts
    })
}

fn one(body: Rect, part: Part) -> Areas {
    let area = |which: Part| (part == which).then_some(body);
    Areas {
        diagram: area(Part::Diagram),
        page: area(Part::Page),
        bytes: area(Part::Bytes),
        ..Areas::default()
    }
}

/// The steps above; below them the page, or the bytes when the keys go there.
fn stacked(body: Rect, part: Part) -> Areas {
    let [above, below] =
        Layout::vertical([Constraint::Percentage(40), Constraint::Fill(1)]).areas(body);
    Areas {
        diagram: Some(above),
        page: (part != Part::Bytes).then_some(below),
        bytes: (part == Part::Bytes).then_some(below),
        ..Areas::default()
    }
}

/// Columns of the steps beside a page.
fn diagram(width: u16) -> u16 {
    let share = u16::try_from(u32::from(width) * 45 / 100).unwrap_or(width);
    // A screen of eighty columns leaves the page its forty.
    share
        .max(38)
        .min(DIAGRAM)
        .min(width.saturating_sub(PAGE).max(24))
}

/// Rows of the bytes below `height` rows: a few, more when the keys go there.
fn bytes(height: u16, part: Part) -> u16 {
    match part {
        Part::Bytes => (height / 2).max(5),
        Part::Diagram | Part::Page => (height / 4).max(5),
    }
    .min(18)
}

fn side_by_side(body: Rect, below: u16) -> Areas {
    let [upper, lower] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(body);
    let [left, right] =
        Layout::horizontal([Constraint::Length(diagram(body.width)), Constraint::Fill(1)])
            .areas(upper);
    Areas {
        diagram: Some(left),
        page: Some(right),
        bytes: (below > 0).then_some(lower),
        ..Areas::default()
    }
}

fn wide(body: Rect, below: u16) -> Areas {
    let [left, right] =
        Layout::horizontal([Constraint::Length(diagram(body.width)), Constraint::Fill(1)])
            .areas(body);
    let [upper, lower] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(right);
    Areas {
        diagram: Some(left),
        page: Some(upper),
        bytes: (below > 0).then_some(lower),
        ..Areas::default()
    }
}
