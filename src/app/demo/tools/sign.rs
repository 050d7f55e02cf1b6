//! `tlslab demo sign`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, Seeded, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::signature::{SCHEMES, Scheme};
use crate::demo::tool::sign;
use crate::demo::tool::told::needed;

/// Sign a message
///
/// The same key and message give the same signature (ECDSA as RFC 6979 says), but for PSS, whose salt is drawn.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct SignTool {
    /// Which way
    #[arg(long, value_name = "NAME", default_value = "ed25519", value_parser = rows(SCHEMES, |scheme| scheme.name))]
    algorithm: &'static Scheme,
    /// The private key: its bytes, for RSA in DER or PEM; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    private: Option<String>,
    #[command(flatten)]
    message: Given,
    /// With ML-DSA: the context, up to 255 bytes
    #[arg(long, visible_alias = "context", value_name = "BYTES")]
    info: Option<String>,
    #[command(flatten)]
    seed: Seeded,
    #[command(flatten)]
    raw: Raw,
}

impl SignTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let private = reading.exact("--private", self.private.as_deref())?;
        let private =
            needed("--private", private.as_deref(), self.algorithm.private).map_err(refused)?;
        let context = reading.loose("--info", self.info.as_deref())?;
        let message = reading.message(&self.message)?;
        let mut chance = self.seed.chance("sign")?;
        let told = sign::sign(self.algorithm, private, &context, &message, &mut chance);
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
