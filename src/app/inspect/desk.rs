//! Where a capture is read with the secrets that were given, as often as it takes, and one connection of it told.

use std::io::Read;

use anyhow::Result;

use crate::app::inspect::abreast::Seat;
use crate::app::inspect::ahead::Ahead;
use crate::app::inspect::asked::Inspect;
use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::private::Private;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{self, Ended, Reader};
use crate::app::inspect::remarks;
use crate::app::inspect::report::{Report, Unused};
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::single::Single;
use crate::app::inspect::stopping::Stopping;
use crate::app::ui::Ui;
use crate::keys::log::Log;
use crate::story::evidence::Evidence;
use crate::survey::connection::Connection;
use crate::survey::pass::Pass;

/// What is the same for every reading.
pub(super) struct Desk<'u> {
    pub(super) asked: &'u Inspect,
    pub(super) ui: &'u Ui,
    pub(super) secrets: Secrets,
    pub(super) private: Private,
    pub(super) stopping: Stopping,
}

/// How a capture is read.
pub(super) struct Manner<'m> {
    pub(super) which: Which,
    pub(super) digests: Digests,
    pub(super) seat: Seat,
    /// Secrets found by a reading before.
    pub(super) more: &'m str,
}

/// Whether digests of application bytes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digests {
    Wanted,
    Unwanted,
}

/// Which reading of a capture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    First,
    Second,
}

impl Manner<'_> {
    pub(super) fn first(seat: Seat) -> Self {
        Self {
            which: Which::First,
            digests: Digests::Unwanted,
            seat,
            more: "",
        }
    }
}

impl Desk<'_> {
    /// Reads `input` for `reader` until its end or Ctrl-C, with a bar where somebody may look at one.
    pub(super) fn read(
        &self,
        input: &Input,
        manner: &Manner<'_>,
        reader: &mut dyn Reader,
    ) -> Result<Ended> {
        let progress = match manner.seat {
            Seat::Front => Progress::of(input.size(), self.ui.lang()),
            Seat::Aside => Progress::default(),
        };
        self.read_until(input, manner, reader, &self.stopping, &progress)
    }

    /// The same until `stopping`.
    pub(super) fn read_until(
        &self,
        input: &Input,
        manner: &Manner<'_>,
        reader: &mut dyn Reader,
        stopping: &Stopping,
        progress: &Progress<'_>,
    ) -> Result<Ended> {
        let bytes = match manner.which {
            Which::First => input.open()?,
            Which::Second => input.again()?,
        };
        let bytes: Box<dyn Read + Send> = match input {
            Input::Standard(_) => Box::new(Ahead::new(bytes, stopping.clone())?),
            Input::File(_) => bytes,
        };
        let mut log = self.secrets.log();
        if input.may_hide_secrets() {
            log.extend(&reading::secrets(input.open()?, stopping));
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
        Ok(reading::read(bytes, pass, reader, stopping, progress))
    }

    /// What the story of a connection is told from, which a reading that `ended` found.
    pub(super) fn evidence(
        &self,
        input: &Input,
        single: Single,
        told: &Connection,
        ended: &Ended,
        more: &str,
    ) -> Evidence {
        let mut inside = Log::parse(&ended.inside).0;
        inside.extend(&Log::parse(more).0);
        let (given, keys) = (self.secrets.log(), &self.private.keys);
        single.evidence(&input.name(), told, &given, &inside, keys)
    }

    /// Commands to try after the story of connection `number`.
    pub(super) fn commands(&self, input: &Input, number: u32, told: &Connection) -> Vec<String> {
        let Some(again) = self.again(input) else {
            return Vec::new();
        };
        let opened = told.tls.as_ref().is_some_and(|tls| {
            let [client, server] = tls.decryption.bytes;
            client.unwrap_or(0) + server.unwrap_or(0) > 0
        });
        let follow = opened.then(|| format!("{again} --follow {number}"));
        let deep = format!("{again} --connection {number} --depth field");
        let json = format!("{again} --as json");
        follow.into_iter().chain([deep, json]).collect()
    }

    /// The command that reads `input` again with the same secrets; none: it cannot be read again.
    pub(super) fn again(&self, input: &Input) -> Option<String> {
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
}

/// Whether a reading went through all connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum All {
    Read,
    NotRead,
}

/// What is left to say of a reading.
pub(super) fn report(input: &Input, mut ended: Ended, all: All) -> Report {
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
