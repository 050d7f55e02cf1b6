//! `tlslab ca trust`: how to believe the root, and how to stop believing it. Nothing is installed.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::ca::place::Place;
use crate::app::ca::trusting;
use crate::app::everywhere::ListForm;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::pki::authority::folder::Folder;
use crate::pki::stores::list::{SYSTEMS, find};
use crate::pki::stores::root::Root;
use crate::pki::stores::system::System;
use crate::view::json;

/// Show how each system is told to trust the root, and how to take it back; install nothing
///
/// For every system: who believes the root then, the commands with its real path, name and fingerprints, how to see that it worked,
/// and how to undo it without a trace.
#[derive(Args, Debug)]
pub(super) struct Trust {
    #[command(flatten)]
    place: Place,
    /// Only this system
    #[arg(long, value_name = "SYSTEM", value_parser = systems())]
    system: Option<&'static System>,
    /// Which root, by its label; by default the newest
    #[arg(long, value_name = "LABEL")]
    root: Option<String>,
}

fn systems() -> impl TypedValueParser<Value = &'static System> {
    PossibleValuesParser::new(SYSTEMS.map(|system| system.name))
        .try_map(|name| find(&name).ok_or("no such system"))
}

impl Trust {
    /// Shows it.
    ///
    /// # Errors
    /// If there is no such root.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let folder = self.place.look()?;
        let root = self.root(&folder)?;
        let chosen = match self.system {
            Some(system) => vec![system],
            None => SYSTEMS.to_vec(),
        };
        let seeded = folder.register.settings.seed.is_some();
        let page = trusting::Page {
            root: &root,
            notes: trusting::notes(&root, seeded),
            systems: &chosen,
        };
        let form = ui.list_form()?;
        ui.write(&mut |out| match form {
            ListForm::Plain => trusting::write(&page, ui.look(), out),
            ListForm::Json => json::sheet::write("ca-trust", &trusting::sheet(&page), out),
        })?;
        Ok(Answer::Good)
    }

    fn root(&self, folder: &Folder) -> Result<Root> {
        let register = &folder.register;
        let member = match &self.root {
            Some(label) => register.member(label).filter(|member| member.by.is_none()),
            None => register.root(),
        };
        let read = member.and_then(|member| {
            let file = folder.of_authority(&member.label).join("cert.pem");
            Root::of(&member.der, &absolute(&file))
        });
        read.ok_or_else(|| {
            Refusal::usage(
                Text::new("there is no such root", "그런 루트가 없다"),
                Text::new(
                    "only roots are trusted; intermediates are found through them. `tlslab ca show` lists both",
                    "신뢰하는 것은 루트뿐이다. 중간 인증 기관은 루트를 거쳐 찾는다. `tlslab ca show` 로 둘 다 볼 수 있다",
                ),
            )
            .into()
        })
    }
}

/// The path from the root of the file system: the commands are typed elsewhere.
fn absolute(file: &Path) -> String {
    let whole = file.canonicalize();
    whole
        .unwrap_or_else(|_| file.to_path_buf())
        .display()
        .to_string()
}
