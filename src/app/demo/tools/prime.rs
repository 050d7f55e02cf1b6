//! `tlslab demo prime`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::Raw;
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::tool::prime;

/// Tell whether a number is prime
///
/// Exit code 1: it is not prime.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct PrimeTool {
    /// The number: decimal digits, or 0x and hexadecimal ones; at most 1024 bytes
    #[arg(value_name = "NUMBER")]
    number: String,
    #[command(flatten)]
    raw: Raw,
}

impl PrimeTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let number = prime::number(&self.number).map_err(refused)?;
        let told = prime::run(&number).map_err(refused)?;
        show(ui, self.raw.raw, Vec::new(), told)
    }
}
