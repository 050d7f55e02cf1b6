//! The arguments of `tlslab cert gallery`, and which of its four doings they ask for.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::cert::gallery::{listing, minting, serving, telling, writing};
use crate::app::moment;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::list::{GALLERY, find};
use crate::pki::gallery::workshop::Workshop;
use crate::text;

/// Broken certificates, each with its repaired twin: list them, learn from one, write them, serve them
///
/// Without arguments the gallery is listed; with a name, that entry is told: what is wrong, why it matters, and what tlslab, OpenSSL and
/// rustls say of it. They are minted when asked for, under a root that may only vouch for `test` and this host.
#[derive(Args, Debug)]
pub(in crate::app::cert) struct Gallery {
    /// Entries, by their names in the list; all of them if --to or --serve stands alone
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Write each entry, its twin and its private key into a folder of its own in here
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Offer each entry as an HTTPS server on 127.0.0.1, until Ctrl-C
    #[arg(long)]
    serve: bool,
    /// With --serve: the first port; the following entries take those after it. 0: any that are free
    #[arg(
        long,
        value_name = "PORT",
        default_value_t = 14_401,
        requires = "serve"
    )]
    port: u16,
    /// With --serve: the repaired twins instead
    #[arg(long, requires = "serve")]
    fixed: bool,
    /// Draw all keys and numbers from this number, so that the same certificates come again
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// The moment to mint and judge for, such as 2026-11-28 or 2026-11-28T09:00:00Z; by default now
    #[arg(long, value_name = "TIME", value_parser = moment::read)]
    at: Option<Time>,
}

impl Gallery {
    /// Lists, tells, writes or serves.
    ///
    /// # Errors
    /// Unknown names, folders and ports that cannot be had; those of the output.
    pub(in crate::app::cert) fn run(self, ui: &Ui) -> Result<Answer> {
        if self.serve || self.to.is_some() {
            ui.list_form()?;
        }
        let mut entries = Vec::new();
        for name in &self.names {
            entries.push(find(name).ok_or_else(|| unknown(name))?);
        }
        if self.to.is_none() && !self.serve {
            return match entries.as_slice() {
                [] => listing::list(ui),
                [entry] => telling::tell(entry, &mut self.workshop()?, ui),
                [..] => Err(one_at_a_time().into()),
            };
        }
        let entries = match entries.is_empty() {
            true => GALLERY.clone(),
            false => entries,
        };
        let mut shop = self.workshop()?;
        if self.serve {
            let plan = serving::Plan {
                entries: &entries,
                first: self.port,
                show: match self.fixed {
                    true => serving::Show::Fixed,
                    false => serving::Show::Broken,
                },
                folder: self.to.as_deref(),
            };
            return serving::serve(&plan, &mut shop, ui);
        }
        match &self.to {
            Some(folder) => writing::write(&entries, folder, &mut shop, ui),
            None => Ok(Answer::Good),
        }
    }

    fn workshop(&self) -> Result<Workshop> {
        Ok(minting::open(self.seed, moment::now(self.at))?)
    }
}

fn unknown(name: &str) -> Refusal {
    let names: Vec<&str> = GALLERY.iter().map(|entry: &&Entry| entry.name).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => text!(
            en: "did you mean {near}? `tlslab cert gallery` lists them all",
            ko: "혹시 {near}? `tlslab cert gallery` 로 목록을 본다"
        ),
        None => Text::new(
            "`tlslab cert gallery` lists them all",
            "`tlslab cert gallery` 로 목록을 본다",
        ),
    };
    Refusal::usage(
        text!(en: "the gallery has no entry called {name}", ko: "갤러리에 없는 이름: {name}"),
        hint,
    )
}

fn one_at_a_time() -> Refusal {
    Refusal::usage(
        Text::new("one entry is told at a time", "한 번에 한 항목만 설명한다"),
        Text::new(
            "name one, or add --to FOLDER or --serve for several",
            "하나만 고르거나, 여럿이면 --to 폴더 또는 --serve 를 더한다",
        ),
    )
}
