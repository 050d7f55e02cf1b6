//! `tlslab ca issue`: a key and a certificate for names, or for a file full of names.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::ca::batch::{Batch, Faults};
use crate::app::ca::faults::refusal;
use crate::app::ca::init::keys;
use crate::app::ca::issued::{self, Handover};
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::wishing::{Uses, names};
use crate::app::misuse::whole;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::pki::authority::issuing::{Subject, Wish, issue};
use crate::pki::key::KeyKind;

/// Issue a certificate, with a new key, for the names given
///
/// What a name is shows by itself: www.lab.test and *.lab.test are DNS names, 10.0.0.7 is an address, kim@lab.test a mailbox,
/// spiffe://lab.test/web a URI. Without a flag it is for a server.
#[derive(Args, Debug)]
pub(super) struct Issue {
    /// Names the certificate is for
    #[arg(value_name = "NAME", required_unless_present = "batch")]
    names: Vec<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    uses: Uses,
    /// The kind of its key
    #[arg(long, value_name = "KEY", ignore_case = true, default_value = "ecdsa", value_parser = keys())]
    key: KeyKind,
    /// How many days it is valid; at most as long as its issuer
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = whole(1, 36_500))]
    days: u64,
    /// What it is called here; by default after its first name
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    #[command(flatten)]
    handover: Handover,
    /// Issue one certificate for each line of a file: its names with blanks between them; # begins a comment
    #[arg(long, value_name = "FILE", conflicts_with_all = ["names", "label", "to", "explain"])]
    batch: Option<PathBuf>,
    /// With --batch: leave out lines that cannot be done, instead of doing none
    #[arg(long, requires = "batch")]
    keep_going: bool,
}

impl Issue {
    /// Issues and says what there is.
    ///
    /// # Errors
    /// Names that are none or may not be vouched for; those of keys and of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let names = names(&self.names)?;
        self.handover.prepare()?;
        let mut held = self.place.enter(ui)?;
        let office = self.opening.signer(&held.folder, ui)?;
        let now = self.place.now();
        let days = u32::try_from(self.days).unwrap_or(u32::MAX);
        if let Some(file) = &self.batch {
            let batch = Batch {
                file,
                purposes: self.uses.purposes(),
                days,
                key: self.key,
                flag: self.place.flag(),
                faults: match self.keep_going {
                    true => Faults::Skip,
                    false => Faults::Stop,
                },
            };
            return batch.run(ui, &mut held, &office, now);
        }
        let wish = Wish {
            names: names.clone(),
            purposes: self.uses.purposes(),
            days,
            label: self.label.clone(),
            renews: None,
        };
        let made =
            issue(&mut held, &office, now, &wish, Subject::New(self.key)).map_err(refusal)?;
        let sheet = issued::sheet(&held.folder, &made, &names);
        let flag = self.place.flag();
        let what = (made.label.as_str(), wish.purposes.as_slice());
        let sheet = issued::with_next(sheet, &held.folder, what, &flag);
        self.handover
            .end(ui, "ca-issue", (&held.folder, &made), &sheet)
    }
}
