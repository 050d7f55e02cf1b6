//! `tlslab demo dh`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Raw, Reading, Seeded, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::dh::{DHS, Dh};
use crate::demo::tool::dh;

/// Make a public key, or agree on a secret with the owner of another one
///
/// Without --peer the public key comes out, with it the secret.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct DhTool {
    /// Which curve
    #[arg(long, value_name = "NAME", default_value = "x25519", value_parser = rows(DHS, |dh| dh.name))]
    algorithm: &'static Dh,
    /// The private key: 32 bytes, 48 with p384, 66 with p521
    #[arg(long, value_name = "BYTES")]
    private: Option<String>,
    /// The other side's public key: raw or a SubjectPublicKeyInfo in DER; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    peer: Option<String>,
    #[command(flatten)]
    seed: Seeded,
    #[command(flatten)]
    raw: Raw,
}

impl DhTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let private = reading.exact("--private", self.private.as_deref())?;
        let peer = reading.exact("--peer", self.peer.as_deref())?;
        let mut chance = self.seed.chance("dh")?;
        let told = dh::run(
            self.algorithm,
            private.as_deref(),
            peer.as_deref(),
            &mut chance,
        );
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
