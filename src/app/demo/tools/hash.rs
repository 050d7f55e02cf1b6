//! `tlslab demo hash`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::hash::{HASHES, Hash};
use crate::demo::tool::hash;

/// Hash a message, or a file of any size
#[derive(Args, Debug)]
pub(in crate::app::demo) struct HashTool {
    /// Which hash function
    #[arg(long, value_name = "NAME", default_value = "sha256", value_parser = rows(HASHES, |hash| hash.name))]
    algorithm: &'static Hash,
    #[command(flatten)]
    message: Given,
    /// With shake128 and shake256: bytes of the result
    #[arg(long, value_name = "NUMBER")]
    length: Option<usize>,
    #[command(flatten)]
    raw: Raw,
}

impl HashTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let length = hash::length(self.algorithm, self.length).map_err(refused)?;
        let mut reading = Reading::default();
        let mut running = self.algorithm.start();
        let streamed = reading.stream(&self.message, &mut |part| running.update(part))?;
        let told = hash::run(self.algorithm, running, streamed.message(), length);
        show(ui, self.raw.raw, reading.told, told)
    }
}
