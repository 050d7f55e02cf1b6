//! Which columns stand on a screen of some width, and what stands in them.

use std::ops::Range;

use crate::view::layout::{Ink, Row, Span, cut, width};
use crate::view::look::{Look, Marks};
use crate::view::table::line::Column;
use crate::view::tui::table::rows::{self, By, Direction};

/// The columns on the screen, each with its width.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    shown: Vec<(Column, usize)>,
    /// How many captures the rows come from.
    files: Files,
}

/// How many captures there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Files {
    #[default]
    One,
    /// A row says which of them it is from.
    Several,
}

/// Blanks between two columns.
const GAP: usize = 2;

impl Columns {
    /// Those that fit in `whole` columns; what has no room there stands in the details.
    pub(super) fn new(whole: usize, files: Files) -> Self {
        let number = match files {
            Files::One => 7,
            Files::Several => 9,
        };
        let (client, server, suite) = match whole {
            0..100 => (0, 0, 0),
            100..150 => (21, 0, 0),
            150.. => (21, 21, 32),
        };
        let fixed = [
            (Column::Number, number),
            (Column::Client, client),
            (Column::Server, server),
            (Column::Name, 0),
            (Column::Version, 8),
            (Column::Suite, suite),
            (Column::Outcome, 13),
            (Column::Opened, 7),
            (Column::Findings, 11),
        ];
        let taken = fixed.iter().filter(|(_, wide)| *wide > 0);
        let taken: usize = taken.map(|(_, wide)| wide + GAP).sum();
        let name = whole.saturating_sub(taken).max(12);
        let shown = fixed.into_iter().map(|(column, wide)| match column {
            Column::Name => (column, name),
            _ => (column, wide),
        });
        Self {
            shown: shown.filter(|(_, wide)| *wide > 0).collect(),
            files,
        }
    }

    fn has(&self, column: Column) -> bool {
        self.shown.iter().any(|(shown, _)| *shown == column)
    }

    /// The names of the columns; that by which the rows stand has a mark.
    pub(super) fn heading(&self, by: By, look: &Look) -> Row {
        let name = |column: Column| {
            let name = match (column, self.files) {
                (Column::Number, Files::Several) => look.word("file:#", "파일:#"),
                (Column::Name, _) if !self.has(Column::Server) => {
                    look.word("name or server", "이름이나 서버")
                }
                (Column::Opened, _) => look.word("content", "내용"),
                (column, _) => column.doc().say(look.lang),
            };
            let mark = match (by, look.marks) {
                (By::Column(sorted, _), _) if sorted != column => "",
                (By::Asked, _) => "",
                (By::Column(_, Direction::Up), Marks::Unicode) => "▲",
                (By::Column(_, Direction::Up), Marks::Ascii) => "^",
                (By::Column(_, Direction::Down), Marks::Unicode) => "▼",
                (By::Column(_, Direction::Down), Marks::Ascii) => "v",
            };
            (format!("{name}{mark}"), Ink::Strong)
        };
        self.cells(&name)
    }

    /// What stands in the row of a connection.
    pub(super) fn row(&self, row: &rows::Row, look: &Look) -> Row {
        self.cells(&|column| self.says(column, row, look))
    }

    /// What stands in a column of a row.
    fn says(&self, column: Column, row: &rows::Row, look: &Look) -> (String, Ink) {
        let (text, ink) = row.line.says(column, look);
        match (column, self.files) {
            (Column::Number, Files::Several) => {
                let file = row.file + 1;
                (format!("{file}:{text}"), ink)
            }
            (Column::Name, _) if text.is_empty() && !self.has(Column::Server) => {
                row.line.says(Column::Server, look)
            }
            (_, _) => (text, ink),
        }
    }

    fn cells(&self, says: &dyn Fn(Column) -> (String, Ink)) -> Row {
        let mut row = Row::default();
        for (n, (column, wide)) in self.shown.iter().enumerate() {
            if n > 0 {
                row.0.push(Span::blank(GAP));
            }
            let (text, ink) = says(*column);
            let text = cut(&text, *wide);
            let missing = Span::blank(wide.saturating_sub(width(&text)));
            let text = Span::new(text, ink);
            match column {
                Column::Number => row.0.extend([missing, text]),
                _ => row.0.extend([text, missing]),
            }
        }
        row
    }

    /// The column that stands `at` columns from the left.
    pub(super) fn at(&self, at: usize) -> Option<Column> {
        let mut begin = 0;
        let mut places = self.shown.iter().map(|(column, wide)| {
            let place: Range<usize> = begin..begin + wide + GAP;
            begin = place.end;
            (*column, place)
        });
        places
            .find(|(_, place)| place.contains(&at))
            .map(|(column, _)| column)
    }
}
