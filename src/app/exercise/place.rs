//! Where a student's exercises are, and what is said when that does not do.

use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::ca::place::mischance;
use crate::app::moment;
use crate::app::output::tell;
use crate::app::refusal::Refusal;
use crate::app::seed;
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::base::time::Time;
use crate::exercise::pack::Pack;
use crate::exercise::student::fault::Fault;
use crate::exercise::student::home::{Founding, Held, Home};
use crate::exercise::student::joining::{self, Meaning};
use crate::exercise::student::transcript::{self, Pen};
use crate::pki::stores::system::quoted;

/// Where a student's exercises are.
#[derive(Args, Clone, Debug)]
pub(super) struct Place {
    /// Folder of your exercises; without it that of TLSLAB_EXERCISES, else ~/tlslab-exercises
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

impl Place {
    /// The folder.
    ///
    /// # Errors
    /// If nothing says where it is.
    pub(super) fn folder(&self) -> Result<PathBuf, Refusal> {
        let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        if let Some(dir) = &self.dir {
            return Ok(dir.clone());
        }
        if let Some(dir) = named("TLSLAB_EXERCISES") {
            return Ok(dir.into());
        }
        let own = named("HOME").or_else(|| named("USERPROFILE"));
        let own = own.map(|own| PathBuf::from(own).join("tlslab-exercises"));
        own.ok_or_else(|| {
            Refusal::usage(
                Text::new(
                    "nothing says where your exercises are: there is no home folder",
                    "홈 폴더가 없어 연습 문제를 둘 곳을 알 수 없음",
                ),
                Text::new("name a folder with --dir", "--dir 로 폴더를 준다"),
            )
        })
    }

    /// As it is written behind other commands: empty if it was not given.
    pub(super) fn flag(&self) -> String {
        match &self.dir {
            Some(dir) => format!(" --dir {}", quoted(&dir.display().to_string())),
            None => String::new(),
        }
    }

    /// The present moment.
    pub(super) fn now() -> Time {
        moment::now(None)
    }

    /// The home, to look at.
    ///
    /// # Errors
    /// If its log was changed by another hand.
    pub(super) fn look(&self) -> Result<Home> {
        Home::look(&self.folder()?).map_err(|fault| self.refusal(&fault))
    }

    /// The home, to work on the exercise of this number in it.
    ///
    /// # Errors
    /// If nothing was begun there, or nothing may be written.
    pub(super) fn enter(&self, number: u8, ui: &Ui) -> Result<Held> {
        if self.look()?.record.who.is_none() {
            return Err(self.refusal(&Fault::NotBegun(number)));
        }
        let held = Held::enter(&self.folder()?, mischance(), &mut || waiting(ui.lang()));
        held.map_err(|fault| self.refusal(&fault))
    }

    /// The home, made if it is not there.
    ///
    /// # Errors
    /// If it cannot be made, or nothing may be written there.
    pub(super) fn found(&self, ui: &Ui) -> Result<Held> {
        let held = Held::found(&self.folder()?, &founding(), mischance(), &mut || {
            waiting(ui.lang());
        });
        held.map_err(|fault| self.refusal(&fault))
    }

    /// The same, for whoever has this pack, which is in these bytes.
    ///
    /// # Errors
    /// As for [`Place::found`]; if somebody else is at home there.
    pub(super) fn join(&self, pack: (&Pack, &[u8]), ui: &Ui) -> Result<(Held, Meaning)> {
        let folder = self.folder()?;
        let mut waiting = || waiting(ui.lang());
        joining::join(&folder, pack, &founding(), mischance(), &mut waiting)
            .map_err(|fault| self.refusal(&fault))
    }

    /// What takes down questions to the oracle of the exercise of this number.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn pen(&self, home: &Home, number: u8) -> Result<Pen> {
        let lock = transcript::lock_of(home.place()).map_err(|fault| self.refusal(&fault))?;
        Ok(Pen::new(&home.transcript(number), lock, mischance()))
    }

    /// `fault`, said to a person, with its exit code.
    pub(super) fn refusal(&self, fault: &Fault) -> anyhow::Error {
        let (what, hint) = (fault.says(), fault.hint(&self.flag()));
        match fault {
            Fault::Log { .. }
            | Fault::Identity(_)
            | Fault::Pack { .. }
            | Fault::Outside { .. }
            | Fault::File { .. }
            | Fault::Version(..) => Refusal::input(what, hint),
            Fault::Stranger { .. }
            | Fault::NotBegun(_)
            | Fault::NotInPack(_)
            | Fault::Begun(..)
            | Fault::Changed(_) => Refusal::usage(what, hint),
            Fault::Disk { .. } | Fault::NoKey | Fault::Unfit(_) => Refusal::environment(what, hint),
        }
        .into()
    }
}

fn founding() -> Founding<'static> {
    Founding {
        at: Place::now(),
        key: &seed::key,
        pack: None,
    }
}

fn waiting(lang: Lang) {
    tell(match lang {
        Lang::En => "another tlslab is at work on your exercises; waiting for it to end",
        Lang::Ko => "다른 tlslab이 이 연습 문제를 쓰고 있어 끝나기를 기다린다",
    });
}
