//! Which tool: one line each.

use anyhow::Result;
use clap::Subcommand;

use crate::app::demo::tools::aead::AeadTool;
use crate::app::demo::tools::cipher::CipherTool;
use crate::app::demo::tools::dh::DhTool;
use crate::app::demo::tools::hash::HashTool;
use crate::app::demo::tools::kdf::KdfTool;
use crate::app::demo::tools::kem::KemTool;
use crate::app::demo::tools::mac::MacTool;
use crate::app::demo::tools::prime::PrimeTool;
use crate::app::demo::tools::seal::SealTool;
use crate::app::demo::tools::sign::SignTool;
use crate::app::demo::tools::verify::VerifyTool;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// A primitive as a plain tool.
#[derive(Subcommand, Debug)]
pub(in crate::app::demo) enum Tool {
    Aead(Box<AeadTool>),
    Cipher(Box<CipherTool>),
    Hash(Box<HashTool>),
    Mac(Box<MacTool>),
    Kdf(Box<KdfTool>),
    Dh(Box<DhTool>),
    Kem(Box<KemTool>),
    Sign(Box<SignTool>),
    Verify(Box<VerifyTool>),
    Seal(Box<SealTool>),
    Prime(Box<PrimeTool>),
}

impl Tool {
    /// Runs it.
    ///
    /// # Errors
    /// Inputs that cannot be read or do not fit; those of the output.
    pub(in crate::app::demo) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        match self {
            Self::Aead(tool) => tool.run(ui),
            Self::Cipher(tool) => tool.run(ui),
            Self::Hash(tool) => tool.run(ui),
            Self::Mac(tool) => tool.run(ui),
            Self::Kdf(tool) => tool.run(ui),
            Self::Dh(tool) => tool.run(ui),
            Self::Kem(tool) => tool.run(ui),
            Self::Sign(tool) => tool.run(ui),
            Self::Verify(tool) => tool.run(ui),
            Self::Seal(tool) => tool.run(ui),
            Self::Prime(tool) => tool.run(ui),
        }
    }
}
