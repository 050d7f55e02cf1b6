//! `tlslab demo kem`.

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::refused;
use crate::app::demo::tools::given::{Raw, Reading, Seeded, rows};
use crate::app::demo::tools::shown::show;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::demo::primitive::kem::{KEMS, Kem};
use crate::demo::tool::kem;

/// Make an ML-KEM key pair, wrap a secret for its owner, or unwrap it
///
/// --private SEED gives the public key; --public KEY gives ciphertext and secret; --private KEY with --ciphertext gives the secret.
#[derive(Args, Debug)]
pub(in crate::app::demo) struct KemTool {
    /// Which parameter set
    #[arg(long, value_name = "NAME", default_value = "ml-kem-768", value_parser = rows(KEMS, |kem| kem.name))]
    algorithm: &'static Kem,
    /// The private key: its seed d | z of 64 bytes, or expanded; file:NAME reads a file
    #[arg(long, value_name = "BYTES")]
    private: Option<String>,
    /// The public key to wrap a secret for; file:NAME reads a file
    #[arg(long, value_name = "BYTES", conflicts_with = "private")]
    public: Option<String>,
    /// With --public: the 32 random bytes m; without them they are drawn
    #[arg(long, value_name = "BYTES", requires = "public")]
    random: Option<String>,
    /// With --private: the ciphertext to unwrap
    #[arg(long, value_name = "BYTES", requires = "private")]
    ciphertext: Option<String>,
    #[command(flatten)]
    seed: Seeded,
    #[command(flatten)]
    raw: Raw,
}

impl KemTool {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let mut reading = Reading::default();
        let private = reading.exact("--private", self.private.as_deref())?;
        let public = reading.exact("--public", self.public.as_deref())?;
        let random = reading.exact("--random", self.random.as_deref())?;
        let ciphertext = reading.exact("--ciphertext", self.ciphertext.as_deref())?;
        let mut chance = self.seed.chance("kem")?;
        let told = match (private, public, ciphertext) {
            (Some(private), _, Some(ciphertext)) => {
                kem::decaps(self.algorithm, &private, &ciphertext)
            }
            (Some(seed), _, None) => kem::keygen(self.algorithm, &seed, &mut chance),
            (None, Some(public), _) => {
                let random = random.unwrap_or_else(|| chance.vec(32));
                kem::encaps(self.algorithm, &public, &random)
            }
            (None, None, _) => return Err(nothing().into()),
        };
        show(ui, self.raw.raw, reading.told, told.map_err(refused)?)
    }
}

fn nothing() -> Refusal {
    Refusal::usage(
        Text::new("no key is given", "키가 없음"),
        Text::new(
            "--private with a seed of 64 bytes makes a key pair; --public wraps a secret for its owner",
            "--private 에 64바이트 시드를 주면 키 쌍을 만들고, --public 을 주면 그 주인에게 비밀을 감싼다",
        ),
    )
}
