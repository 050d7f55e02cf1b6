//! `tlslab demo aead`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::aead::{AEADS, Aead, Layout};
use crate::demo::tool::aead::{self, Input};

/// Seal a message so that it is neither read nor changed, or open one
///
/// What is sealed is the ciphertext with the tag behind it (with aes-siv in front). Exit code 1: the tag is not right.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct AeadTool {
    /// Which cipher
    #[arg(long, value_name = "NAME", default_value = "aes-256-gcm", value_parser = rows(AEADS, |aead| aead.name))]
    algorithm: &'static Aead,
    /// The key
    #[arg(long, value_name = "BYTES")]
    key: Option<String>,
    /// The nonce: never twice with one key
    #[arg(long, visible_alias = "iv", value_name = "BYTES")]
    nonce: Option<String>,
    /// Associated data: authenticated, not encrypted
    #[arg(long, value_name = "BYTES")]
    aad: Option<String>,
    #[command(flatten)]
    message: Given,
    /// Open instead of seal; the message is what was sealed
    #[arg(long, visible_alias = "decrypt")]
    open: bool,
    /// With --open: the tag, where it does not stand with the ciphertext
    #[arg(long, value_name = "BYTES", requires = "open")]
    tag: Option<String>,
    #[command(flatten)]
    raw: Raw,
}

impl AeadTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let key = reading.exact("--key", self.key.as_deref())?;
        let nonce = reading.exact("--nonce", self.nonce.as_deref())?;
        let aad = reading.loose("--aad", self.aad.as_deref())?;
        let mut message = reading.message(&self.message)?;
        if let Some(tag) = reading.exact("--tag", self.tag.as_deref())? {
            message = match self.algorithm.layout {
                Layout::TagBehind => [message, tag].concat(),
                Layout::TagInFront => [tag, message].concat(),
            };
        }
        let input = Input {
            key: key.as_deref(),
            nonce: nonce.as_deref(),
            aad: &aad,
            message: &message,
        };
        let told = match self.open {
            true => aead::open(self.algorithm, input),
            false => aead::seal(self.algorithm, input),
        };
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}
