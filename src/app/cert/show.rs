//! `tlslab cert show`: what is in a certificate.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::reading;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::story::certificate::shown;
use crate::view::look::Folded;

/// Say what is in a certificate, down to every byte
#[derive(Args, Debug)]
pub(super) struct Show {
    /// File with certificates; - is standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    source: Source,
}

impl Show {
    /// Reads the inputs and tells what is in them.
    ///
    /// # Errors
    /// If an input cannot be read or holds no certificate; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut found = Vec::new();
        for place in &self.inputs {
            found.extend(reading::read(place, &self.source, ui.lang())?.items);
        }
        let found: Vec<Vec<u8>> = found.into_iter().map(|item| item.der).collect();
        ui.story(&shown::tell(&found), Folded::Hide, Vec::new())?;
        Ok(Answer::Good)
    }
}
