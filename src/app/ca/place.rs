//! Where the authority is, what time it is there, and how its keys are opened.

use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::moment;
use crate::app::output::tell;
use crate::app::prompt::typed;
use crate::app::refusal::{Refusal, unreadable};
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::base::time::Time;
use crate::pki::authority::disk::Mischance;
use crate::pki::authority::folder::{Folder, Held};
use crate::pki::authority::keyring;
use crate::pki::authority::office::Office;
use crate::pki::authority::recovery;
use crate::pki::key::Key;
use crate::pki::stores::system::quoted;
use crate::text;

/// Where the authority is.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Folder of the authority
    #[arg(long, value_name = "FOLDER", default_value = "certs/ca")]
    pub dir: PathBuf,
    /// The moment to work at, instead of now: 2026-11-28T00:00:00Z, 2026-11-28 or @SECONDS
    #[arg(long, value_name = "TIME", value_parser = moment::read)]
    pub at: Option<Time>,
}

/// What opens its keys.
#[derive(Args, Clone, Debug)]
pub struct Opening {
    /// File with the passphrase of the authority's keys, its first line; without one, it is asked for
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

impl Place {
    /// The moment to work at.
    pub fn now(&self) -> Time {
        moment::now(self.at)
    }

    /// The folder, to look at.
    ///
    /// # Errors
    /// If there is no authority in it.
    pub fn look(&self) -> Result<Folder> {
        Folder::open(&self.dir).map_err(refusal)
    }

    /// The folder, to change it; says so if it has to wait for another program.
    ///
    /// # Errors
    /// If there is no authority in it, or it may not be written.
    pub fn enter(&self, ui: &Ui) -> Result<Held> {
        let mut waiting = || {
            tell(match ui.lang() {
                Lang::En => "another tlslab is at work on this authority; waiting for it to end",
                Lang::Ko => "다른 tlslab이 이 인증 기관을 쓰고 있어 끝나기를 기다린다",
            });
        };
        recovery::enter(&self.dir, mischance(), &mut waiting).map_err(refusal)
    }

    /// As it is written behind other commands: empty for the default.
    pub fn flag(&self) -> String {
        match self.dir == Path::new("certs/ca") {
            true => String::new(),
            false => format!(" --dir {}", quoted(&self.dir.display().to_string())),
        }
    }
}

impl Opening {
    /// The office of the authority called `label`, with its key open.
    ///
    /// # Errors
    /// Those of its key; if a passphrase is needed and cannot be asked for.
    pub fn office(&self, folder: &Folder, label: &str, ui: &Ui) -> Result<Office> {
        Ok(self.both(folder, label, ui)?.0)
    }

    /// The same, and the passphrase that opened it, if one did.
    ///
    /// # Errors
    /// As for [`Opening::office`].
    pub fn both(&self, folder: &Folder, label: &str, ui: &Ui) -> Result<(Office, Option<String>)> {
        let passphrase = match keyring::sealed(folder, label).map_err(refusal)? {
            true => Some(self.passphrase(folder, label, ui)?),
            false => None,
        };
        let office = Office::open(folder, label, passphrase.as_deref()).map_err(refusal)?;
        Ok((office, passphrase))
    }

    /// The private key of the authority called `label`.
    ///
    /// # Errors
    /// As for [`Opening::office`].
    pub fn key(&self, folder: &Folder, label: &str, ui: &Ui) -> Result<Key> {
        let passphrase = match keyring::sealed(folder, label).map_err(refusal)? {
            true => Some(self.passphrase(folder, label, ui)?),
            false => None,
        };
        keyring::of_authority(folder, label, passphrase.as_deref()).map_err(refusal)
    }

    /// The office of the authority that signs leaves.
    ///
    /// # Errors
    /// As for [`Opening::office`].
    pub fn signer(&self, folder: &Folder, ui: &Ui) -> Result<Office> {
        let label = folder
            .register
            .signer()
            .map(|member| member.label.clone())
            .unwrap_or_default();
        self.office(folder, &label, ui)
    }

    /// The passphrase, out of the file or asked for.
    fn passphrase(&self, folder: &Folder, label: &str, ui: &Ui) -> Result<String> {
        if let Some(file) = &self.passphrase_file {
            return first_line(file);
        }
        let place = folder.of_authority(label).join("key.pem");
        let place = place.display();
        let question = text!(en: "Passphrase of {place}: ", ko: "암호 문구 ({place}): ");
        ask(question.say(ui.lang()))
    }
}

/// What somebody types without its being shown.
///
/// # Errors
/// Away from a terminal.
pub fn ask(question: &str) -> Result<String> {
    if !io::stdin().is_terminal() {
        return Err(Refusal::usage(
            Text::new(
                "a passphrase is needed, and there is no terminal to ask for it at",
                "암호 문구가 필요한데 물어볼 터미널이 없다",
            ),
            Text::new(
                "give it in a file: --passphrase-file FILE",
                "파일로 준다: --passphrase-file 파일",
            ),
        )
        .into());
    }
    Ok(typed(question)?)
}

/// The first line of a file, without its end.
///
/// # Errors
/// If it cannot be read, or is empty.
pub fn first_line(file: &Path) -> Result<String> {
    let place = file.display();
    let text = fs::read_to_string(file).map_err(|why| unreadable(file, &why))?;
    match text.lines().next().unwrap_or_default() {
        "" => Err(Refusal::input(
            text!(en: "the first line of {place} is empty", ko: "첫 줄이 비어 있음: {place}"),
            Text::new("write the passphrase there", "거기에 암호 문구를 쓴다"),
        )
        .into()),
        line => Ok(line.to_owned()),
    }
}

/// What tests let go wrong, as [`disk`](crate::pki::authority::disk) says.
pub fn mischance() -> Mischance {
    let number = |name: &str| env::var(name).ok()?.parse().ok();
    if let Some(last) = number("TLSLAB_CRASH_AT") {
        return Mischance::KilledAt(last);
    }
    number("TLSLAB_FULL_AT").map_or(Mischance::None, Mischance::FullAt)
}
