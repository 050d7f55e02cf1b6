//! `tlslab demo seal`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, Seeded, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::seal::{SUITES, Suite};
use crate::demo::sizes::Sizes;
use crate::demo::tool::seal::{self, Input};
use crate::demo::wrong::Wrong;

/// Seal a message for the owner of a public key (HPKE, RSA), or open one
///
/// With HPKE the sender's ephemeral public key stands in front of the ciphertext. With RSA-OAEP --info is the label. Exit code 1: it
/// does not open.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct SealTool {
    /// Which suite
    #[arg(long, value_name = "NAME", default_value = "hpke-x25519-aes-128-gcm", value_parser = rows(SUITES, |suite| suite.name))]
    algorithm: &'static Suite,
    /// The recipient's public key: raw, for RSA in DER or PEM; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    public: Option<String>,
    /// The recipient's private key: raw, for RSA in DER or PEM; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    private: Option<String>,
    /// What it is for: both ends must say the same
    #[arg(long, value_name = "BYTES")]
    info: Option<String>,
    /// With HPKE: associated data
    #[arg(long, value_name = "BYTES")]
    aad: Option<String>,
    #[command(flatten)]
    message: Given,
    /// Open instead of seal; the message is what was sealed
    #[arg(long, visible_alias = "decrypt")]
    open: bool,
    /// With HPKE: the 32 bytes the ephemeral key is made of; without them they are drawn
    #[arg(long, value_name = "BYTES", conflicts_with = "open")]
    ephemeral: Option<String>,
    #[command(flatten)]
    seed: Seeded,
    #[command(flatten)]
    raw: Raw,
}

impl SealTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let public = reading.exact("--public", self.public.as_deref())?;
        let private = reading.exact("--private", self.private.as_deref())?;
        let info = reading.loose("--info", self.info.as_deref())?;
        let aad = reading.loose("--aad", self.aad.as_deref())?;
        let ephemeral = reading.exact("--ephemeral", self.ephemeral.as_deref())?;
        let message = reading.message(&self.message)?;
        let start = ephemeral.map(|bytes| {
            <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| {
                refused(Wrong::Size {
                    input: "--ephemeral",
                    have: bytes.len(),
                    need: Sizes::OneOf(&[32]),
                })
            })
        });
        let start = start.transpose()?;
        let input = Input {
            public: public.as_deref(),
            private: private.as_deref(),
            info: &info,
            aad: &aad,
            message: &message,
        };
        let told = match self.open {
            true => seal::open(self.algorithm, input),
            false => {
                let mut chance = self.seed.chance("seal")?;
                seal::seal(self.algorithm, input, start, &mut chance)
            }
        };
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
