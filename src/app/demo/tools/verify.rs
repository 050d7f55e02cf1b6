//! `tlslab demo verify`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::signature::{SCHEMES, Scheme};
use crate::demo::sizes::Sizes;
use crate::demo::tool::sign;
use crate::demo::tool::told::needed;

/// Check a signature on a message
///
/// Exit code 1: it does not fit.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct VerifyTool {
    /// Which way
    #[arg(long, value_name = "NAME", default_value = "ed25519", value_parser = rows(SCHEMES, |scheme| scheme.name))]
    algorithm: &'static Scheme,
    /// The public key: raw or a SubjectPublicKeyInfo in DER or PEM; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    public: Option<String>,
    #[command(flatten)]
    message: Given,
    /// The signature; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    signature: Option<String>,
    /// With ML-DSA: the context, up to 255 bytes
    #[arg(long, visible_alias = "context", value_name = "BYTES")]
    info: Option<String>,
    #[command(flatten)]
    raw: Raw,
}

/// Sizes of a signature.
const SIGNATURE: Sizes = Sizes::Between(1, 8192);

impl VerifyTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let public = reading.exact("--public", self.public.as_deref())?;
        let public =
            needed("--public", public.as_deref(), self.algorithm.public).map_err(refused)?;
        let signature = reading.exact("--signature", self.signature.as_deref())?;
        let signature = needed("--signature", signature.as_deref(), SIGNATURE).map_err(refused)?;
        let context = reading.loose("--info", self.info.as_deref())?;
        let message = reading.message(&self.message)?;
        let told = sign::verify(self.algorithm, public, &context, &message, signature);
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
