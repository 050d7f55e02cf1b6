//! `tlslab demo cipher`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Given, Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::cipher::Padding;
use crate::demo::tool::cipher::{self, CIPHERS, Cipher, Input, Way};

/// Encrypt without authentication, or decrypt: for looking at a mode, not for messages
///
/// With AES the length of the key chooses AES-128, AES-192 or AES-256. Exit code 1: the padding is not right.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct CipherTool {
    /// Which cipher
    #[arg(long, value_name = "NAME", default_value = "aes-ctr", value_parser = rows(CIPHERS, |cipher| cipher.name))]
    algorithm: &'static Cipher,
    /// The key
    #[arg(long, value_name = "BYTES")]
    key: Option<String>,
    /// The IV, the first counter block, or the nonce
    #[arg(long, visible_alias = "iv", value_name = "BYTES")]
    nonce: Option<String>,
    /// With chacha20: the number of the first block
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    counter: u32,
    /// With aes-ecb and aes-cbc: whole blocks only, no padding
    #[arg(long)]
    no_padding: bool,
    #[command(flatten)]
    message: Given,
    /// Decrypt; the message is the ciphertext
    #[arg(long)]
    decrypt: bool,
    #[command(flatten)]
    raw: Raw,
}

impl CipherTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let key = reading.exact("--key", self.key.as_deref())?;
        let nonce = reading.exact("--nonce", self.nonce.as_deref())?;
        let message = reading.message(&self.message)?;
        let input = Input {
            key: key.as_deref(),
            nonce: nonce.as_deref(),
            counter: self.counter,
            padding: match self.no_padding {
                true => Padding::None,
                false => Padding::Pkcs7,
            },
            message: &message,
        };
        let way = match self.decrypt {
            true => Way::Decrypt,
            false => Way::Encrypt,
        };
        let told = cipher::run(self.algorithm, way, input).map_err(refused)?;
        show(ui, self.raw.raw, reading.told, told)
    }
}
