//! The work on one capture: what is asked for is written, and what is left to say of it is given back.

use std::io::{self, Read, Write};

use anyhow::Result;

use crate::app::everywhere::Form;
use crate::app::inspect::abreast::Seat;
use crate::app::inspect::ahead::Ahead;
use crate::app::inspect::asked::Inspect;
use crate::app::inspect::counting::Counting;
use crate::app::inspect::following::Following;
use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::lines::{Lines, Pace};
use crate::app::inspect::listing::Listing;
use crate::app::inspect::private::Private;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{self, Ended, Reader};
use crate::app::inspect::remarks;
use crate::app::inspect::report::{Report, Unused};
use crate::app::inspect::rows::Rows;
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::single::{Single, no_such, which};
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::summing::Summing;
use crate::app::inspect::wanted::Wanted;
use crate::app::refusal::Refusal;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::keys::log::Log;
use crate::story::evidence::Evidence;
use crate::story::tell::tell;
use crate::survey::connection::Connection;
use crate::survey::pass::Pass;
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
    pub(super) asked: &'u Inspect,
    pub(super) ui: &'u Ui,
    pub(super) secrets: Secrets,
    pub(super) private: Private,
    pub(super) wanted: Wanted,
    pub(super) stopping: Stopping,
}

/// How a capture is read.
struct Manner<'m> {
    which: Which,
    digests: Digests,
    seat: Seat,
    /// Secrets found by a reading before.
    more: &'m str,
}

/// Whether digests of application bytes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digests {
    Wanted,
    Unwanted,
}

/// Which reading of a capture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    First,
    Second,
}

impl Manner<'_> {
    fn first(seat: Seat) -> Self {
        Self {
            which: Which::First,
            digests: Digests::Unwanted,
            seat,
            more: "",
        }
    }
}

impl Work<'_> {
    /// Shows what is asked for of `input`.
    ///
    /// # Errors
    /// If it cannot be read, if there is no such connection; those of `out`.
    pub(super) fn on(&self, input: &Input, seat: Seat, out: &mut dyn Write) -> Result<Report> {
        let manner = Manner::first(seat);
        match (self.asked.connection, self.asked.follow, self.ui.form()) {
            (Some(number), _, _) => self.story(input, number, &[], manner, out),
            (None, Some(number), _) => self.follow(input, number, manner, out),
            (None, None, _) if self.asked.summary => self.sum(input, manner, out),
            (None, None, Form::Json) => self.lines(input, manner, out),
            (None, None, Form::Html | Form::Tui) => self.table(input, ROWS, manner, out),
            (None, None, Form::Plain) => match (self.asked.limit, &self.asked.sort) {
                (Some(0), None) => self.rows(input, manner, out),
                (Some(0), Some(_)) => self.table(input, usize::MAX, manner, out),
                (Some(most), _) => self.table(input, most, manner, out),
                (None, _) => self.table(input, ROWS, manner, out),
            },
        }
    }

    /// Reads `input` for `reader`.
    fn read(&self, input: &Input, manner: &Manner<'_>, reader: &mut dyn Reader) -> Result<Ended> {
        let bytes = match manner.which {
            Which::First => input.open()?,
            Which::Second => input.again()?,
        };
        let bytes: Box<dyn Read + Send> = match (input, manner.which) {
            (Input::Standard(_), Which::First) => {
                Box::new(Ahead::new(bytes, self.stopping.clone())?)
            }
            (Input::Standard(_), Which::Second) | (Input::File(_), _) => bytes,
        };
        let mut log = self.secrets.log();
        if input.may_hide_secrets() {
            log.extend(&reading::secrets(input.open()?, &self.stopping));
        }
        if !manner.more.is_empty() {
            log.extend(&Log::parse(manner.more).0);
        }
        let pass = match manner.digests {
            Digests::Wanted => Pass::new(log).digesting(),
            Digests::Unwanted => Pass::new(log),
        };
        let pass = match self.private.keys.as_slice() {
            [] => pass,
            keys => pass.with_rsa(keys.to_vec()),
        };
        let progress = match manner.seat {
            Seat::Front => Progress::of(input.size(), self.ui.lang()),
            Seat::Aside => Progress::default(),
        };
        Ok(reading::read(
            bytes,
            pass,
            reader,
            &self.stopping,
            &progress,
        ))
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
        let ended = self.read(input, &manner, &mut lines)?;
        lines.finish()?;
        Ok(report(input, ended, All::Read))
    }

    /// A row for each connection, as it comes.
    fn rows(&self, input: &Input, manner: Manner<'_>, out: &mut dyn Write) -> Result<Report> {
        let look = self.ui.look();
        let mut rows = Rows::new(&self.wanted, look, out);
        let ended = self.read(input, &manner, &mut rows)?;
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
        let look = self.ui.look();
        let mut listing = Listing::new(&self.wanted, look, most);
        input.keep();
        let mut ended = self.read(input, &manner, &mut listing)?;
        // Of several captures, who wants one connection told asks for it.
        let alone = self.asked.files.len() == 1;
        let plain = self.asked.limit.is_none() && self.asked.sort.is_none() && self.wanted.all();
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
            let before = remarks::beside(&listing.counting, &ended.closing, &self.again(input));
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
            let second = self.read(input, &manner, &mut again)?;
            if second.closing.packets == ended.closing.packets {
                (listing, ended) = (again, second);
            }
        }
        input.once();
        if ended.broken.is_some() && listing.counting.all == 0 {
            return Ok(report(input, ended, All::Read));
        }
        self.ui.list_form()?;
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
        let look = self.ui.look();
        said.extend(remarks::connections(counting, &ended.closing));
        said.extend(remarks::remarks(&ended.closing));
        remarks::say(&said, look, out)?;
        let (Some(again), Some(first)) = (self.again(input), counting.first) else {
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

    /// The command that reads `input` again with the same secrets; none: it cannot be read again.
    fn again(&self, input: &Input) -> Option<String> {
        let Input::File(place) = input else {
            return None;
        };
        let mut command = format!("tlslab inspect {}", remarks::quoted(place));
        for keys in &self.asked.keys {
            command.push_str(&format!(" --keys {}", remarks::quoted(keys)));
        }
        for key in &self.asked.rsa_key {
            command.push_str(&format!(" --rsa-key {}", remarks::quoted(key)));
        }
        Some(command)
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
        let ended = self.read(input, &manner, &mut single)?;
        input.once();
        let name = input.name();
        let Some(told) = single.told.take() else {
            if ended.broken.is_some() || ended.cut_short.is_some() {
                return Ok(report(input, ended, All::NotRead));
            }
            return Err(no_such(number, &name, ended.closing.connections).into());
        };
        let (look, form) = (self.ui.look(), self.ui.form());
        let mut before = before.to_vec();
        before.extend(remarks::long(single.left_out));
        before.extend(remarks::untold(&told));
        if form == Form::Plain {
            remarks::say(&before, look, out)?;
        }
        let evidence = self.told_from(single, &told, &name, [&ended.inside, manner.more]);
        let folded = match self.asked.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        let commands: Vec<String> = self.again(input).map_or_else(Vec::new, |again| {
            let opened = told.tls.as_ref().is_some_and(|tls| {
                let [client, server] = tls.decryption.bytes;
                client.unwrap_or(0) + server.unwrap_or(0) > 0
            });
            let follow = opened.then(|| format!("{again} --follow {number}"));
            let deep = format!("{again} --connection {number} --depth field");
            let json = format!("{again} --as json");
            follow.into_iter().chain([deep, json]).collect()
        });
        let story = tell(&evidence);
        if form != Form::Plain || self.ui.talks() {
            self.ui.tell(&story, folded, commands, out)?;
        } else {
            self.ui.tell(&story, folded, Vec::new(), out)?;
            if !told.findings.is_empty() {
                writeln!(out)?;
                table::findings(&told.findings, look, out)?;
            }
            remarks::next(&commands, look, out)?;
        }
        Ok(report(input, ended, All::NotRead))
    }

    /// What the story of a connection is told from, with the secrets that stood in the capture.
    fn told_from(
        &self,
        single: Single,
        told: &Connection,
        name: &str,
        [first, more]: [&str; 2],
    ) -> Evidence {
        let mut inside = Log::parse(first).0;
        inside.extend(&Log::parse(more).0);
        let (given, keys) = (self.secrets.log(), &self.private.keys);
        single.evidence(name, told, &given, &inside, keys)
    }

    /// What the story of connection `number` is told from, or else that of the only one with TLS; and what is wrong with the capture.
    ///
    /// # Errors
    /// If it cannot be read, if there is no such connection, or several to choose from.
    pub(super) fn evidence(&self, input: &Input, number: Option<u32>) -> Result<Picked> {
        let mut manner = Manner::first(Seat::Front);
        let mut found = String::new();
        let number = match number {
            Some(number) => number,
            None => {
                input.keep();
                let mut listing = Listing::new(&self.wanted, self.ui.look(), 0);
                let ended = self.read(input, &manner, &mut listing)?;
                let counting = &listing.counting;
                let only = counting.only().or((counting.all == 1).then_some(1));
                let (_, refusal) = found::judge(input, &ended);
                match (only, refusal) {
                    (Some(only), _) => {
                        found = ended.inside;
                        manner.which = Which::Second;
                        only
                    }
                    (None, Some(refusal)) => return Err(refusal.into()),
                    (None, None) => return Err(which(&input.name(), counting).into()),
                }
            }
        };
        manner.more = &found;
        let mut single = Single::new(number);
        let ended = self.read(input, &manner, &mut single)?;
        input.once();
        let name = input.name();
        let (_, broken) = found::judge(input, &ended);
        match (single.told.take(), broken) {
            (Some(told), broken) => Ok(Picked {
                evidence: self.told_from(single, &told, &name, [&ended.inside, &found]),
                broken,
            }),
            (None, Some(broken)) => Err(broken.into()),
            (None, None) => Err(no_such(number, &name, ended.closing.connections).into()),
        }
    }

    /// What one connection said.
    fn follow(
        &self,
        input: &Input,
        number: u32,
        manner: Manner<'_>,
        out: &mut dyn Write,
    ) -> Result<Report> {
        let folder = self.asked.export.as_deref();
        let mut following = Following::new(number, folder)?;
        let ended = self.read(input, &manner, &mut following)?;
        let name = input.name();
        if following.told.is_none() && ended.broken.is_none() && ended.cut_short.is_none() {
            return Err(no_such(number, &name, ended.closing.connections).into());
        }
        match (self.ui.form(), following.silent()) {
            (Form::Json, _) => json::follow::write(&name, number, &following.talk, out)?,
            (Form::Plain | Form::Tui | Form::Html, Some(why)) => {
                remarks::say(&[why], self.ui.look(), out)?
            }
            (Form::Plain | Form::Tui | Form::Html, None) => {
                follow::write(&following.talk, self.ui.look(), out)?
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
        let ended = self.read(input, &manner, &mut summing)?;
        let look = self.ui.look();
        match self.ui.form() {
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

/// What a story is told from, and what is wrong with the capture it was picked out of.
pub(in crate::app) struct Picked {
    /// What it is told from.
    pub(in crate::app) evidence: Evidence,
    /// Where the capture is damaged.
    pub(in crate::app) broken: Option<Refusal>,
}

/// Whether a reading went through all connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum All {
    Read,
    NotRead,
}

/// What is left to say of a reading.
fn report(input: &Input, mut ended: Ended, all: All) -> Report {
    let (answer, refusal) = found::judge(input, &ended);
    let whole = all == All::Read && ended.broken.is_none() && ended.cut_short.is_none();
    let late = ended.closing.late_secrets;
    let notes = match late {
        true => vec![remarks::late(&input.name())],
        false => Vec::new(),
    };
    Report {
        answer,
        refusal,
        notes,
        unused: whole.then(|| Unused::of(&mut ended.closing)),
    }
}
