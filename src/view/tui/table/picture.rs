//! How the table is drawn: a title, the rows, what is known of the chosen one below them, what goes on, and the keys.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph};

use crate::base::text::Text;
use crate::text;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::{Look, Marks};
use crate::view::table::line::Column;
use crate::view::tui::input::Cell;
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::paint::{self, HasKeys};
use crate::view::tui::table::columns::{Columns, Files};
use crate::view::tui::table::news::Over;
use crate::view::tui::table::rows::By;
use crate::view::tui::table::state::{Below, Reading, State, called, told};
use crate::view::tui::table::{details, keys, prompt};

/// Where everything stood when it was last drawn.
#[derive(Debug, Default)]
pub(super) struct Picture {
    columns: Columns,
    heading: Window,
    rows: Window,
    below: Window,
    room: Room,
    /// Whether the wheel moved the rows away from the chosen one.
    away: bool,
}

/// How much room the details have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Room {
    #[default]
    Some,
    Most,
    None,
}

impl Picture {
    /// The chosen row is brought into sight.
    pub(super) fn follow(&mut self) {
        self.away = false;
        self.below.rewind();
    }

    /// Rows of a page.
    pub(super) fn page(&self) -> isize {
        self.rows.height().saturating_sub(1).max(1).cast_signed()
    }

    /// The first row of what stands below.
    pub(super) fn rewind(&mut self) {
        self.below.rewind();
    }

    /// Moves what stands below.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.below.scroll(rows);
    }

    /// More room for the details, or none.
    pub(super) fn other_room(&mut self) {
        self.room = match self.room {
            Room::Some => Room::Most,
            Room::Most => Room::None,
            Room::None => Room::Some,
        };
    }

    /// The wheel was turned over `cell`.
    pub(super) fn wheel(&mut self, cell: Cell, rows: isize) {
        if self.below.at(cell).is_some() {
            self.below.scroll(rows);
        } else if self.rows.at(cell).is_some() {
            self.away = true;
            self.rows.scroll(rows);
        }
    }

    /// The column whose name stands in `cell`.
    pub(super) fn column(&self, cell: Cell) -> Option<Column> {
        let (_, at) = self.heading.at(cell)?;
        self.columns.at(at)
    }

    /// The position of the row that stands in `cell`.
    pub(super) fn row(&self, cell: Cell) -> Option<usize> {
        self.rows.at(cell).map(|(row, _)| row)
    }

    /// Draws all of it.
    pub(super) fn draw(&mut self, table: &State, frame: &mut Frame<'_>) {
        let whole = frame.area();
        let typing = table.prompt.is_some();
        let below = match (self.room, whole.height) {
            (_, 0..14) if !typing => 0,
            (_, height) if typing => (height / 3).clamp(7, 18).min(height.saturating_sub(4)),
            (Room::None, _) => 0,
            (Room::Some, height) => (height * 2 / 5).clamp(7, 20),
            (Room::Most, height) => height.saturating_sub(9),
        };
        let [title, rows, below, moment, keys] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(below),
            Constraint::Length(1),
            Constraint::Length(1),
        ])
        .areas(whole);
        let look = &table.look;
        let words = self::title(table, title.width.into());
        put(words, title, look, frame);
        if table.below == Below::Help {
            self.draw_help(rows.union(below), look, frame);
        } else {
            self.draw_rows(table, rows, frame);
            self.draw_below(table, below, frame);
        }
        let said = table.moment().unwrap_or(Text::EMPTY);
        let ink = match &table.reading {
            Reading::Over(over) if over.damage.contains(&said) => Ink::Bad,
            Reading::Over(_) | Reading::Going(_) => Ink::Strong,
        };
        put(
            Row(vec![Span::new(look.say(&said), ink)]),
            moment,
            look,
            frame,
        );
        let brief = match typing {
            true => prompt::brief(look),
            false => keys::brief(look, keys.width.into()),
        };
        put(brief, keys, look, frame);
    }

    fn draw_rows(&mut self, table: &State, area: Rect, frame: &mut Frame<'_>) {
        let look = &table.look;
        let block = paint::frame(&frame_title(table), HasKeys::Yes, look);
        let inner = block.inner(area);
        frame.render_widget(block, area);
        let [heading, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(inner);
        let files = match table.names.len() {
            0 | 1 => Files::One,
            _ => Files::Several,
        };
        self.columns = Columns::new(inner.width.into(), files);
        let (bare, wide) = (Block::new(), usize::from(inner.width));
        self.heading.place_in(heading, &bare, 1);
        put(
            self.columns.heading(table.rows.by(), look),
            heading,
            look,
            frame,
        );
        let here = table.position();
        if !self.away {
            self.rows.reveal(here, body.height.into());
        }
        let top = self.rows.place_in(body, &bare, table.rows.shown());
        let seen = top..top + usize::from(body.height);
        let lines = seen.filter_map(|position| {
            let (_, row) = table.rows.at(position)?;
            let row = self.columns.row(row, look).fit(wide).padded(wide);
            Some(match position == here {
                true => paint::chosen(&row, look),
                false => paint::line(&row, look),
            })
        });
        let mut lines: Vec<Line<'_>> = lines.collect();
        if lines.is_empty() {
            let said = Row(vec![Span::new(look.say(&nothing(table)), Ink::Faint)]);
            lines.push(paint::line(&said.fit(wide), look));
        }
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn draw_below(&mut self, table: &State, area: Rect, frame: &mut Frame<'_>) {
        if area.height == 0 {
            self.below = Window::default();
            return;
        }
        let look = &table.look;
        let wide = usize::from(area.width.saturating_sub(2));
        let mut leaf: Leaf<()> = Leaf::default();
        let title = match (&table.prompt, table.below) {
            (Some(prompt), _) => {
                leaf.say(prompt.rows(look, wide));
                prompt.title(look)
            }
            (None, Below::Capture) => {
                let over = match &table.reading {
                    Reading::Over(over) => over.clone(),
                    Reading::Going(far) => Over {
                        said: vec![told(far)],
                        ..Over::default()
                    },
                };
                leaf.say(details::capture(&table.names, &over, look, wide));
                look.word("capture", "캡처")
            }
            (None, Below::Connection | Below::Help) => {
                if let Some((n, row)) = table.rows.at(table.position()) {
                    let known = table.rows.connection(n);
                    leaf.say(details::connection(row, known, &table.names, look, wide));
                }
                look.word("the chosen connection", "고른 연결")
            }
        };
        let keys = match table.prompt {
            Some(_) => HasKeys::Yes,
            None => HasKeys::No,
        };
        let block = paint::frame(title, keys, look);
        self.below.draw(&leaf, None, (area, block), look, frame);
    }

    fn draw_help(&mut self, area: Rect, look: &Look, frame: &mut Frame<'_>) {
        let wide = usize::from(area.width.saturating_sub(2));
        let mut leaf: Leaf<()> = Leaf::default();
        leaf.say(keys::help(look, wide));
        let block = paint::frame(look.word("keys", "키"), HasKeys::Yes, look);
        let mut window = Window::default();
        window.draw(&leaf, None, (area, block), look, frame);
    }
}

fn put(row: Row, area: Rect, look: &Look, frame: &mut Frame<'_>) {
    let line = paint::line(&row.fit(area.width.into()), look);
    frame.render_widget(line, area);
}

/// What is read, and how much of it.
fn title(table: &State, columns: usize) -> Row {
    let look = &table.look;
    let name = match table.names.as_slice() {
        [only] => called(only, look).to_owned(),
        several => {
            let n = several.len();
            look.say(&text!(en: "{n} captures", ko: "캡처 {n}개"))
                .to_owned()
        }
    };
    let far = match &table.reading {
        Reading::Going(far) => {
            let far = told(far);
            let (en, ko) = (far.en, far.ko);
            text!(en: "reading: {en}", ko: "읽는 중: {ko}")
        }
        Reading::Over(over) => told(&over.far),
    };
    let with = |name: &str| {
        Row(vec![
            Span::new(name, Ink::Strong),
            Span::plain("  "),
            Span::plain(look.say(&far)),
        ])
    };
    let whole = with(&name);
    // The folders of a long name stand with what there is to say of the capture.
    match name.rsplit_once('/') {
        Some((_, last)) if whole.width() > columns => with(last),
        Some(_) | None => whole,
    }
}

/// Which connections, and in which order.
fn frame_title(table: &State) -> String {
    let look = &table.look;
    let (shown, rows) = (table.rows.shown(), table.rows.len());
    let here = (table.position() + 1).min(shown);
    let count = match table.rows.settled() {
        true => text!(en: "connections: {here} of {rows}", ko: "연결: {rows} 가운데 {here}"),
        false => {
            text!(en: "connections: {shown} of {rows} in order", ko: "연결: {rows} 가운데 {shown} 정렬됨")
        }
    };
    let mut title = look.say(&count).to_owned();
    if !table.filter.is_empty() {
        let filter = Span::plain(&table.filter).shown(look.marks);
        title.push_str(" · ");
        title.push_str(&filter);
    }
    if table.rows.by() == By::Asked {
        title.push_str(look.word(" · as --sort asked", " · --sort 순서"));
    }
    match look.marks {
        Marks::Unicode => title,
        Marks::Ascii => Span::plain(title).shown(look.marks),
    }
}

/// Why there is no row.
fn nothing(table: &State) -> Text {
    match &table.reading {
        Reading::Going(_) => Text::new("Nothing so far.", "아직 없다."),
        Reading::Over(_) if table.filter.is_empty() => {
            Text::new("No connection; i says more.", "연결이 없다. 자세한 것은 i.")
        }
        Reading::Over(_) => Text::new(
            "No connection for which the filter holds; f changes it.",
            "거르기에 맞는 연결이 없다. f 로 바꾼다.",
        ),
    }
}
