//! The work on one capture: what is asked for is written, and what is left to say of it is given back.

use std::io::{self, Write};

use anyhow::Result;

use crate::app::everywhere::Form;
use crate::app::inspect::abreast::Seat;
use crate::app::inspect::counting::Counting;
use crate::app::inspect::desk::{All, Desk, Digests, Manner, Which, report};
use crate::app::inspect::following::Following;
use crate::app::inspect::input::Input;
use crate::app::inspect::lines::{Lines, Pace};
use crate::app::inspect::listing::Listing;
use crate::app::inspect::paging;
use crate::app::inspect::reading::Ended;
use crate::app::inspect::remarks;
use crate::app::inspect::report::{Report, Unused};
use crate::app::inspect::rows::Rows;
use crate::app::inspect::single::{Single, no_such};
use crate::app::inspect::summing::Summing;
use crate::app::inspect::wanted::Wanted;
use crate::base::text::Text;
use crate::story::tell::tell;
use crate::survey::tally::Tally;
use crate::text;
use crate::view::follow;
use crate::view::json;
use crate::view::look::Folded;
use crate::view::table;
use crate::view::tally;

/// Rows of a table, where nothing else is said.
const ROWS: usize = 1000;

/// What is the same for every capture.
pub(super) struct Work<'u> {
    pub(super) desk: Desk<'u>,
    pub(super) wanted: Wanted,
}

impl Work<'_> {
    /// Shows what is asked for of `input`.
    ///
    /// # Errors
    /// If it cannot be read, if there is no such connection; those of `out`.
    pub(super) fn on(&self, input: &Input, seat: Seat, out: &mut dyn Write) -> Result<Report> {
        let manner = Manner::first(seat);
        match (
            self.desk.asked.connection(),
            self.desk.asked.follow,
            self.desk.ui.form(),
        ) {
            (Some(number), _, _) => self.story(input, number, &[], manner, out),
            (None, Some(number), _) => self.follow(input, number, manner, out),
            (None, None, _) if self.desk.asked.summary => self.sum(input, manner, out),
            (None, None, Form::Json) => self.lines(input, manner, out),
            (None, None, Form::Tui) => self.table(input, ROWS, manner, out),
            (None, None, Form::Html) => {
                let most = match self.desk.asked.limit {
                    Some(0) => usize::MAX,
                    Some(most) => most,
                    None => ROWS,
                };
                self.table(input, most, manner, out)
            }
            (None, None, Form::Plain) => match (self.desk.asked.limit, &self.desk.asked.sort) {
                (Some(0), None) => self.rows(input, manner, out),
                (Some(0), Some(_)) => self.table(input, usize::MAX, manner, out),
                (Some(most), _) => self.table(input, most, manner, out),
                (None, _) => self.table(input, ROWS, manner, out),
            },
        }
    }

    /// A line of JSON for each connection.
    fn lines(&self, input: &Input, manner: Manner<'_>, out: &mut dyn Write) -> Result<Report> {
        let pace = match input {
            Input::File(_) => Pace::Together,
            Input::Standard(_) => Pace::Each,
        };
        let mut lines = Lines::new(input.name(), &self.wanted, pace, out);
        let manner = Manner {
            digests: Digests::Wanted,
            ..manner
        };
        let ended = self.desk.read(input, &manner, &mut lines)?;
        lines.finish()?;
        Ok(report(input, ended, All::Read))
    }

    /// A row for each connection, as it comes.
    fn rows(&self, input: &Input, manner: Manner<'_>, out: &mut dyn Write) -> Result<Report> {
        let look = self.desk.ui.look();
        let mut rows = Rows::new(&self.wanted, look, out);
        let ended = self.desk.read(input, &manner, &mut rows)?;
        let counting = rows.finish()?;
        if ended.broken.is_some() && counting.all == 0 {
            return Ok(report(input, ended, All::Read));
        }
        remarks::heading(&input.name(), &ended.closing, &counting, look, out)?;
        self.below(input, &counting, &ended, Vec::new(), out)?;
        Ok(report(input, ended, All::Read))
    }

    /// A row for each connection; where there is only one with TLS, its story.
    fn table(
        &self,
        input: &Input,
        most: usize,
        manner: Manner<'_>,
        out: &mut dyn Write,
    ) -> Result<Report> {
        let look = self.desk.ui.look();
        let mut listing = Listing::new(&self.wanted, look, most);
        input.keep();
        let mut ended = self.desk.read(input, &manner, &mut listing)?;
        // Of several captures, who wants one connection told asks for it.
        let alone = self.desk.asked.files.len() == 1;
        let plain = !self.desk.asked.is_shaped() && self.desk.asked.connections.is_empty();
        if let Some(only) = listing.counting.only()
            && ended.cut_short.is_none()
            && alone
            && plain
        {
            let manner = Manner {
                which: Which::Second,
                more: &ended.inside,
                ..manner
            };
            let before =
                remarks::beside(&listing.counting, &ended.closing, &self.desk.again(input));
            let unused = Unused::of(&mut ended.closing);
            let mut report = self.story(input, only, &before, manner, out)?;
            report.unused = ended.broken.is_none().then_some(unused);
            return Ok(report);
        }
        if ended.closing.late_secrets && ended.cut_short.is_none() {
            let manner = Manner {
                which: Which::Second,
                more: &ended.inside,
                ..manner
            };
            let mut again = Listing::new(&self.wanted, look, most);
            let second = self.desk.read(input, &manner, &mut again)?;
            if second.closing.packets == ended.closing.packets {
                (listing, ended) = (again, second);
            }
        }
        if self.desk.ui.form() == Form::Html && (ended.broken.is_none() || listing.counting.all > 0)
        {
            return paging::write(&self.desk, input, listing, ended, out);
        }
        input.once();
        if ended.broken.is_some() && listing.counting.all == 0 {
            return Ok(report(input, ended, All::Read));
        }
        self.desk.ui.list_form()?;
        remarks::heading(&input.name(), &ended.closing, &listing.counting, look, out)?;
        let counting = std::mem::take(&mut listing.counting);
        let more = listing.write(counting.matching, out)?;
        let mut said = Vec::new();
        if more > 0 {
            said.push(
                text!(en: "{more} more; --limit 0 shows all.", ko: "{more}개가 더 있다. --limit 0 으로 모두 본다."),
            );
        }
        self.below(input, &counting, &ended, said, out)?;
        Ok(report(input, ended, All::Read))
    }

    /// What is said below a table.
    fn below(
        &self,
        input: &Input,
        counting: &Counting,
        ended: &Ended,
        mut said: Vec<Text>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let look = self.desk.ui.look();
        said.extend(remarks::connections(counting, &ended.closing));
        said.extend(remarks::remarks(&ended.closing));
        remarks::say(&said, look, out)?;
        let (Some(again), Some(first)) = (self.desk.again(input), counting.first) else {
            return Ok(());
        };
        let mut commands = vec![format!("{again} --connection {first}")];
        if counting.judged && !table::says_findings(look) {
            commands.push(format!("{again} --depth field"));
        }
        commands.push(format!("{again} --summary"));
        commands.push(format!("{again} --as json"));
        remarks::next(&commands, look, out)
    }

    /// The story of one connection, after what is said `before` it.
    fn story(
        &self,
        input: &Input,
        number: u32,
        before: &[Text],
        manner: Manner<'_>,
        out: &mut dyn Write,
    ) -> Result<Report> {
        let mut single = Single::new(number);
        let ended = self.desk.read(input, &manner, &mut single)?;
        input.once();
        let name = input.name();
        let Some(told) = single.told.take() else {
            if ended.broken.is_some() || ended.cut_short.is_some() {
                return Ok(report(input, ended, All::NotRead));
            }
            return Err(no_such(number, &name, ended.closing.connections).into());
        };
        let (look, form) = (self.desk.ui.look(), self.desk.ui.form());
        let mut before = before.to_vec();
        before.extend(remarks::long(single.left_out));
        before.extend(remarks::untold(&told));
        if form == Form::Plain {
            remarks::say(&before, look, out)?;
        }
        let evidence = self
            .desk
            .evidence(input, single, &told, &ended, manner.more);
        let folded = match self.desk.asked.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        let commands = self.desk.commands(input, number, &told);
        let story = tell(&evidence);
        if form != Form::Plain || self.desk.ui.talks() {
            self.desk.ui.tell(&story, folded, commands, out)?;
        } else {
            self.desk.ui.tell(&story, folded, Vec::new(), out)?;
            if !told.findings.is_empty() {
                writeln!(out)?;
                table::findings(&told.findings, look, out)?;
            }
            remarks::next(&commands, look, out)?;
        }
        Ok(report(input, ended, All::NotRead))
    }

    /// What one connection said.
    fn follow(
        &self,
        input: &Input,
        number: u32,
        manner: Manner<'_>,
        out: &mut dyn Write,
    ) -> Result<Report> {
        let folder = self.desk.asked.export.as_deref();
        let mut following = Following::new(number, folder)?;
        let ended = self.desk.read(input, &manner, &mut following)?;
        let name = input.name();
        if following.told.is_none() && ended.broken.is_none() && ended.cut_short.is_none() {
            return Err(no_such(number, &name, ended.closing.connections).into());
        }
        match (self.desk.ui.form(), following.silent()) {
            (Form::Json, _) => json::follow::write(&name, number, &following.talk, out)?,
            (Form::Plain | Form::Tui | Form::Html, Some(why)) => {
                remarks::say(&[why], self.desk.ui.look(), out)?
            }
            (Form::Plain | Form::Tui | Form::Html, None) => {
                follow::write(&following.talk, self.desk.ui.look(), out)?
            }
        }
        if let Some(folder) = folder {
            following.keep(folder)?;
        }
        Ok(report(input, ended, All::NotRead))
    }

    /// Counts over all connections.
    fn sum(&self, input: &Input, manner: Manner<'_>, out: &mut dyn Write) -> Result<Report> {
        let mut summing = Summing {
            wanted: &self.wanted,
            tally: Tally::default(),
        };
        let ended = self.desk.read(input, &manner, &mut summing)?;
        let look = self.desk.ui.look();
        match self.desk.ui.form() {
            Form::Json => json::tally::write(&input.name(), &summing.tally, out)?,
            Form::Plain | Form::Tui | Form::Html
                if ended.broken.is_some() && summing.tally.connections == 0 => {}
            Form::Plain | Form::Tui | Form::Html => {
                remarks::named(&input.name(), look, out)?;
                tally::write(&summing.tally, look, out)?;
                remarks::say(&remarks::remarks(&ended.closing), look, out)?;
            }
        }
        Ok(report(input, ended, All::Read))
    }
}
