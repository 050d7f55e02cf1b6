//! `tlslab demo kdf`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Raw, Reading, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::demo::primitive::hash::{HASHES, Hash};
use crate::demo::sizes::Sizes;
use crate::demo::tool::kdf::{self, Input, KDFS, Kdf};
use crate::demo::wrong::Wrong;

/// Derive a key from a secret (HKDF) or a password (PBKDF2, scrypt, Argon2)
///
/// What would take hours or more than 1 GiB of memory is refused.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct KdfTool {
    /// Which way
    #[arg(long, value_name = "NAME", default_value = "hkdf", value_parser = rows(KDFS, |kdf| kdf.name))]
    algorithm: &'static Kdf,
    /// With HKDF and PBKDF2: the hash
    #[arg(long, value_name = "NAME", default_value = "sha256", value_parser = rows(HASHES, |hash| hash.name))]
    hash: &'static Hash,
    /// The secret or the password
    #[arg(long, visible_alias = "password", value_name = "BYTES")]
    key: Option<String>,
    /// The salt
    #[arg(long, value_name = "BYTES")]
    salt: Option<String>,
    /// With HKDF: what the key is for
    #[arg(long, value_name = "BYTES")]
    info: Option<String>,
    /// With PBKDF2: how often it is hashed
    #[arg(long, value_name = "NUMBER", default_value_t = 600_000)]
    rounds: u32,
    /// With scrypt: the logarithm of N to base 2
    #[arg(long, value_name = "NUMBER", default_value_t = 14)]
    log_n: u8,
    /// With scrypt: the size of a block; it takes 128 r N bytes of memory
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    r: u32,
    /// With scrypt: how often it is done
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    p: u32,
    /// With Argon2: KiB of memory
    #[arg(long, value_name = "NUMBER", default_value_t = 65_536)]
    memory: u32,
    /// With Argon2: how often the memory is gone over
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    passes: u32,
    /// With Argon2: how many lanes it has
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    lanes: u32,
    /// With Argon2: a secret that does not stand with the hashes
    #[arg(long, value_name = "BYTES")]
    secret: Option<String>,
    /// With Argon2: associated data
    #[arg(long, value_name = "BYTES")]
    aad: Option<String>,
    /// Bytes of the key; hkdf-extract gives as many as the hash
    #[arg(long, value_name = "NUMBER", default_value_t = 32)]
    length: usize,
    #[command(flatten)]
    raw: Raw,
}

impl KdfTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        if self.key.is_none() {
            let need = Sizes::Between(0, 1 << 16);
            return Err(refused(Wrong::Missing {
                input: "--key",
                need,
            })
            .into());
        }
        let key = reading.loose("--key", self.key.as_deref())?;
        let salt = reading.loose("--salt", self.salt.as_deref())?;
        let info = reading.loose("--info", self.info.as_deref())?;
        let secret = reading.loose("--secret", self.secret.as_deref())?;
        let aad = reading.loose("--aad", self.aad.as_deref())?;
        let input = Input {
            hash: self.hash,
            key: &key,
            salt: &salt,
            info: &info,
            secret: &secret,
            aad: &aad,
            rounds: self.rounds,
            log_n: self.log_n,
            r: self.r,
            p: self.p,
            memory: self.memory,
            passes: self.passes,
            lanes: self.lanes,
            length: self.length,
        };
        let told = kdf::run(self.algorithm, input).map_err(refused)?;
        show(ui, self.raw.raw, reading.told, told)
    }
}
