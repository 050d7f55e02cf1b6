//! The gallery as a table: a line an entry on wide screens, two on narrow ones.

use std::io::{self, Write};

use anyhow::Result;

use crate::app::cert::gallery::row::row;
use crate::app::everywhere::ListForm;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::list::GALLERY;
use crate::view::json::gallery;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

/// Lists all entries.
pub(super) fn list(ui: &Ui) -> Result<Answer> {
    match ui.list_form()? {
        ListForm::Json => {
            let rows: Vec<_> = GALLERY.iter().map(|entry| row(entry)).collect();
            ui.write(&mut |out| gallery::write(&rows, out))?;
        }
        ListForm::Plain => ui.write(&mut |out| table(ui.look(), out))?,
    }
    Ok(Answer::Good)
}

fn table(look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = Columns::new(look);
    columns.write(
        [
            ("#", Ink::Strong),
            (look.word("name", "이름"), Ink::Strong),
            (look.word("what is wrong", "무엇이 잘못인가"), Ink::Strong),
            (look.word("reason", "이유 코드"), Ink::Strong),
        ],
        look,
        out,
    )?;
    Row(vec![Span::new("─".repeat(look.columns()), Ink::Faint)]).write(look, out)?;
    let mut last = 0;
    for entry in GALLERY.iter() {
        // Variants of one fault share their number, which is said once.
        let number = match entry.number == last {
            true => String::new(),
            false => entry.number.to_string(),
        };
        last = entry.number;
        let reason = match entry.reason {
            Some(reason) => (reason, Ink::Bad),
            None => (look.word("passes", "통과"), Ink::Good),
        };
        columns.write(
            [
                (&number, Ink::Faint),
                (entry.name, Ink::Name),
                (entry.fault.say(look.lang), Ink::Plain),
                reason,
            ],
            look,
            out,
        )?;
    }
    Row::default().write(look, out)?;
    for row in wrap(
        &[Span::new(look.say(&NEXT), Ink::Faint)],
        look.columns(),
        0,
        2,
    ) {
        row.write(look, out)?;
    }
    Ok(())
}

const NEXT: Text = Text::new(
    "Next:  tlslab cert gallery NAME   tlslab cert gallery --to FOLDER   tlslab cert gallery --serve",
    "다음:  tlslab cert gallery 이름   tlslab cert gallery --to 폴더   tlslab cert gallery --serve",
);

/// Where the columns stand.
struct Columns {
    name: usize,
    /// Columns for what is wrong, where it stands on the same line.
    wide: Option<usize>,
}

const NUMBER: usize = 2;

impl Columns {
    fn new(look: &Look) -> Self {
        let widest = |of: fn(&Entry) -> &'static str| {
            let widths = GALLERY.iter().map(|entry| width(of(entry)));
            widths.max().unwrap_or(0)
        };
        let name = widest(|entry| entry.name);
        let reason = widest(|entry| entry.reason.unwrap_or_default());
        let fault = look
            .columns()
            .saturating_sub(NUMBER + 2 + name + 2 + 2 + reason);
        Self {
            name,
            wide: (look.columns() >= Look::WIDE).then_some(fault),
        }
    }

    fn write(&self, cells: [(&str, Ink); 4], look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let [(number, faint), (name, blue), (fault, plain), (reason, ink)] = cells;
        let edge = NUMBER + 2 + self.name + 2;
        let mut first = Row(vec![
            Span::blank(NUMBER.saturating_sub(width(number))),
            Span::new(number, faint),
            Span::blank(2),
            Span::new(name, blue),
        ])
        .padded(edge);
        let reason = Span::new(reason, ink);
        let (indent, room) = match self.wide {
            Some(room) => (edge, room),
            None => (NUMBER + 2, look.columns().saturating_sub(NUMBER + 2)),
        };
        let mut faults = wrap(&[Span::new(fault, plain)], room, 0, 0).into_iter();
        if self.wide.is_some() {
            first.0.extend(faults.next().unwrap_or_default().0);
            first = first.padded(edge + room + 2);
        }
        first.0.push(reason);
        first.write(look, out)?;
        for row in faults {
            let mut below = Row::indented(indent);
            below.0.extend(row.0);
            below.write(look, out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Lang;

    #[test]
    fn the_table_fits_the_screen() {
        for lang in [Lang::En, Lang::Ko] {
            for columns in [60, 80, 120, 140] {
                let look = Look {
                    width: columns,
                    lang,
                    ..Look::default()
                };
                let mut out = Vec::new();
                table(&look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert!(text.lines().all(|line| width(line) <= columns), "{text}");
                // Nothing was cut: every reason stands there whole.
                assert!(!text.contains('…'), "{text}");
            }
        }
    }
}
