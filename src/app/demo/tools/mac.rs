//! `tlslab demo mac`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::mac::{MACS, Mac};
use crate::demo::tool::mac::{self, Wanted};
use crate::demo::tool::told::needed;

/// Make the tag of a message or a file of any size with a key, or check one
///
/// Exit code 1: the tag is not right.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct MacTool {
    /// Which code
    #[arg(long, value_name = "NAME", default_value = "hmac-sha256", value_parser = rows(MACS, |mac| mac.name))]
    algorithm: &'static Mac,
    /// The key
    #[arg(long, value_name = "BYTES")]
    key: Option<String>,
    #[command(flatten)]
    message: Given,
    /// Check this tag, or the beginning of one, instead of making it
    #[arg(long, value_name = "BYTES", conflicts_with = "length")]
    tag: Option<String>,
    /// Only so many bytes of the tag
    #[arg(long, value_name = "NUMBER")]
    length: Option<usize>,
    #[command(flatten)]
    raw: Raw,
}

impl MacTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let key = reading.exact("--key", self.key.as_deref())?;
        let key = needed("--key", key.as_deref(), self.algorithm.key).map_err(refused)?;
        let tag = reading.exact("--tag", self.tag.as_deref())?;
        let wanted = match &tag {
            Some(tag) => Wanted::Check(tag),
            None => Wanted::Tag(self.length),
        };
        mac::possible(self.algorithm, wanted).map_err(refused)?;
        let mut running = self.algorithm.start(key).map_err(refused)?;
        let streamed = reading.stream(&self.message, &mut |part| running.update(part))?;
        let told = mac::run(self.algorithm, key, running, streamed.message(), wanted);
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
