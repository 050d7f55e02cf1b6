//! The command itself: what it takes, and which way it goes.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::Form;
use crate::app::inspect::ahead::Ahead;
use crate::app::inspect::following::Following;
use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::lines::{Lines, Pace};
use crate::app::inspect::listing::Listing;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{self, Ended, Reader};
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::single::{Single, no_such};
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::summing::Summing;
use crate::app::inspect::wanted::Wanted;
use crate::app::refusal::Answer;
use crate::app::ui::{Ui, complain};
use crate::keys::log::Log;
use crate::story::tell::tell;
use crate::survey::pass::Pass;
use crate::survey::tally::Tally;
use crate::text;
use crate::view::dark;
use crate::view::follow;
use crate::view::json;
use crate::view::look::{Folded, Look};
use crate::view::tally;

/// See what TLS is in a capture: every connection listed, told and, with its secrets, decrypted
///
/// One connection with TLS is told at once, step by step; of many, a table says who spoke with whom, what was agreed, how it ended
/// and what is worth a look. Exit code 0 if everything was read, 3 if a file is damaged or is no capture, 130 if ended by Ctrl-C;
/// what stands before the damage is shown in any case.
#[derive(Args, Debug)]
pub struct Inspect {
    /// Captures: pcap or pcapng, plain or compressed with gzip or zstd; - is standard input
    #[arg(value_name = "CAPTURE", required = true)]
    files: Vec<PathBuf>,
    /// File with secrets, as SSLKEYLOGFILE has them; may be given more than once
    #[arg(long, value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// Tell this connection step by step; the table has the numbers
    #[arg(long, value_name = "NUMBER")]
    connection: Option<u32>,
    /// Show what this connection said inside TLS, as a conversation
    #[arg(long, value_name = "NUMBER", conflicts_with = "connection")]
    follow: Option<u32>,
    /// With --follow: write what was said to NUMBER-client.bin and NUMBER-server.bin in this folder
    #[arg(long, value_name = "FOLDER", requires = "follow")]
    export: Option<PathBuf>,
    /// Only connections for which this holds, such as 'sni=*.example and version<1.2'; a wrong one is told what there is
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// Order of the table, such as -bytes,sni: fields of --where, a minus turns one round
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Count versions, suites, groups, names, fingerprints and findings over all connections
    #[arg(long, conflicts_with_all = ["connection", "follow"])]
    summary: bool,
    /// The most rows of the table; 0: all
    #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
    limit: usize,
    /// Show folded steps of a story too
    #[arg(long)]
    all: bool,
}

impl Inspect {
    /// Reads every capture and shows what is asked for.
    ///
    /// # Errors
    /// If a capture or key log cannot be read, if there is no such connection; those of the output. Damage is said, and is in the answer.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let secrets = Secrets::read(&self.keys, ui.lang())?;
        let work = Work {
            asked: &self,
            ui,
            secrets,
            wanted: Wanted::new(self.query.as_deref(), self.sort.as_deref())?,
            stopping: Stopping::watch(),
        };
        let inputs: Vec<Input> = self.files.iter().map(|place| Input::new(place)).collect();
        let mut worst = Answer::Good;
        for input in &inputs {
            let answer = match (self.connection, self.follow, ui.form()) {
                (Some(number), _, _) => work.story(input, number, Which::First),
                (None, Some(number), _) => work.follow(input, number),
                (None, None, _) if self.summary => work.sum(input),
                (None, None, Form::Json) => work.lines(input),
                (None, None, Form::Plain) => work.table(input),
            };
            let answer = match answer {
                Ok(answer) => answer,
                Err(error) if inputs.len() == 1 => return Err(error),
                // The other files are still read.
                Err(error) => match complain(&error, ui.lang()) {
                    0 => return Err(error),
                    _ => Answer::Damaged,
                },
            };
            if answer.code() > worst.code() {
                worst = answer;
            }
            if work.stopping.asked() {
                break;
            }
        }
        Ok(worst)
    }
}

/// Whether digests of application bytes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digests {
    Wanted,
    Unwanted,
}

/// What is the same for every capture.
struct Work<'u> {
    asked: &'u Inspect,
    ui: &'u Ui,
    secrets: Secrets,
    wanted: Wanted,
    stopping: Stopping,
}

/// Which reading of a capture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    First,
    Second,
}

impl Work<'_> {
    /// Reads `input` for `reader`.
    fn read(
        &self,
        input: &Input,
        which: Which,
        digests: Digests,
        reader: &mut dyn Reader,
    ) -> Result<Ended> {
        let bytes = match which {
            Which::First => input.open()?,
            Which::Second => input.again()?,
        };
        let bytes: Box<dyn Read + Send> = match (input, which) {
            (Input::Standard(_), Which::First) => {
                Box::new(Ahead::new(bytes, self.stopping.clone())?)
            }
            (Input::Standard(_), Which::Second) | (Input::File(_), _) => bytes,
        };
        let mut log = self.secrets.log();
        if input.may_hide_secrets() {
            log.extend(&reading::secrets(input.open()?, &self.stopping));
        }
        let pass = match digests {
            Digests::Wanted => Pass::new(log).digesting(),
            Digests::Unwanted => Pass::new(log),
        };
        let progress = Progress::of(input.size(), self.ui.lang());
        Ok(reading::read(
            bytes,
            pass,
            reader,
            &self.stopping,
            &progress,
        ))
    }

    /// A line of JSON for each connection.
    fn lines(&self, input: &Input) -> Result<Answer> {
        let pace = match input {
            Input::File(_) => Pace::Together,
            Input::Standard(_) => Pace::Each,
        };
        let mut ended = None;
        self.ui.write(&mut |out| {
            let mut lines = Lines::new(input.name(), &self.wanted, pace, out);
            ended = Some(self.read(input, Which::First, Digests::Wanted, &mut lines));
            lines.finish()
        })?;
        let ended = ended.transpose()?;
        Ok(self.end(input, ended.as_ref()))
    }

    /// A row for each connection; where there is only one with TLS, its story.
    fn table(&self, input: &Input) -> Result<Answer> {
        let most = match self.asked.limit {
            0 => usize::MAX,
            most => most,
        };
        let mut listing = Listing::new(&self.wanted, most);
        input.keep();
        let ended = self.read(input, Which::First, Digests::Unwanted, &mut listing)?;
        if let Some(only) = &listing.only
            && ended.cut_short.is_none()
            && self.wanted.all()
        {
            return self.story(input, only.number, Which::Second);
        }
        input.once();
        let mut listing = Some(listing);
        let look = self.ui.look();
        if ended.broken.is_some() && listing.as_ref().is_none_or(|found| found.counts.all == 0) {
            return Ok(self.end(input, Some(&ended)));
        }
        self.ui.write(&mut |out| {
            let Some(listing) = listing.take() else {
                return Ok(());
            };
            self.shown(input, listing, &ended, look, out)
        })?;
        Ok(self.end(input, Some(&ended)))
    }

    fn shown(
        &self,
        input: &Input,
        listing: Listing<'_>,
        ended: &Ended,
        look: &Look,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let counts = listing.counts;
        let mut said = found::remarks(&ended.closing);
        for (reason, count, example) in &listing.dark {
            let (why, light) = (dark::why(*reason), dark::light(*reason));
            let (why_en, light_en, why_ko, light_ko) = (why.en, light.en, why.ko, light.ko);
            said.push(text!(
                en: "Dark in {count} connections, such as {example}: {why_en}. What would light it: {light_en}.",
                ko: "연결 {count}개에서 닫혀 있다(예: {example}번): {why_ko}. 열려면: {light_ko}."
            ));
        }
        let (packets, name) = (ended.closing.packets, input.name());
        let (all, secured) = (counts.all, counts.secured);
        let heading = text!(
            en: "{name}: {packets} packets, {all} connections, {secured} with TLS",
            ko: "{name}: 패킷 {packets}개, 연결 {all}개, 그 가운데 TLS {secured}개"
        );
        found::say(&[heading], look, out)?;
        let more = listing.write(look, out)?;
        if more > 0 {
            said.insert(
                0,
                text!(en: "{more} more; --limit 0 shows all.", ko: "{more}개가 더 있다. --limit 0 으로 모두 본다."),
            );
        }
        found::say(&said, look, out)?;
        if counts.all > 0 {
            let commands = [
                format!("tlslab inspect {name} --connection 1"),
                format!("tlslab inspect {name} --as json"),
            ];
            found::next(&commands, look, out)?;
        }
        Ok(())
    }

    /// The story of one connection.
    fn story(&self, input: &Input, number: u32, which: Which) -> Result<Answer> {
        let mut single = Single::new(number);
        let ended = self.read(input, which, Digests::Unwanted, &mut single)?;
        input.once();
        let name = input.name();
        if single.told.is_none() {
            if ended.broken.is_some() {
                return Ok(self.end(input, Some(&ended)));
            }
            return Err(no_such(number, &name, ended.closing.connections).into());
        }
        let left_out = single.left_out;
        let mut evidence =
            single.evidence(&name, &self.secrets.log(), &Log::parse(&ended.inside).0);
        if left_out > 0 {
            evidence.wire.push(text!(
                en: "It is long: the last {left_out} of its frames are left out here.",
                ko: "긴 연결이다. 마지막 프레임 {left_out}개는 여기서 뺐다."
            ));
        }
        let folded = match self.asked.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        let next = vec![
            format!("tlslab inspect {name} --depth field"),
            format!("tlslab inspect {name} --as json"),
        ];
        self.ui.story(&tell(&evidence), folded, next)?;
        Ok(self.end(input, Some(&ended)))
    }

    /// What one connection said.
    fn follow(&self, input: &Input, number: u32) -> Result<Answer> {
        let folder = self.asked.export.as_deref();
        let mut following = Following::new(number, folder)?;
        let ended = self.read(input, Which::First, Digests::Unwanted, &mut following)?;
        let name = input.name();
        if following.told.is_none() && ended.broken.is_none() && ended.cut_short.is_none() {
            return Err(no_such(number, &name, ended.closing.connections).into());
        }
        let (look, form, silent) = (self.ui.look(), self.ui.form(), following.silent());
        self.ui.write(&mut |out| match (form, &silent) {
            (Form::Json, _) => json::follow::write(&name, number, &following.talk, out),
            (Form::Plain, Some(why)) => found::say(std::slice::from_ref(why), look, out),
            (Form::Plain, None) => follow::write(&following.talk, look, out),
        })?;
        if let Some(folder) = folder {
            following.keep(folder)?;
        }
        Ok(self.end(input, Some(&ended)))
    }

    /// Counts over all connections.
    fn sum(&self, input: &Input) -> Result<Answer> {
        let mut summing = Summing {
            wanted: &self.wanted,
            tally: Tally::default(),
        };
        let ended = self.read(input, Which::First, Digests::Unwanted, &mut summing)?;
        let (look, form) = (self.ui.look(), self.ui.form());
        self.ui.write(&mut |out| match form {
            Form::Json => json::tally::write(&input.name(), &summing.tally, out),
            Form::Plain => {
                tally::write(&summing.tally, look, out)?;
                found::say(&found::remarks(&ended.closing), look, out)
            }
        })?;
        Ok(self.end(input, Some(&ended)))
    }

    /// Says what was wrong with the reading.
    fn end(&self, input: &Input, ended: Option<&Ended>) -> Answer {
        ended.map_or(Answer::Good, |ended| {
            found::judge(input, ended, self.ui.lang())
        })
    }
}
