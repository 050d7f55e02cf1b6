//! What a certificate is wished for: its names and its uses, as the command line has them.

use anyhow::Result;
use clap::Args;

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::pki::authority::purpose::{NoPurpose, Purpose};
use crate::pki::names::{Name, NotAName};

/// What a certificate is for.
#[derive(Args, Clone, Debug)]
pub(super) struct Uses {
    /// For a TLS server; the default
    #[arg(long)]
    server: bool,
    /// For a TLS client
    #[arg(long)]
    client: bool,
    /// For signing and encrypting mail
    #[arg(long)]
    mail: bool,
    /// For signing programs
    #[arg(long)]
    code: bool,
    /// For something else: a name such as timeStamping, or an object identifier with dots
    #[arg(long, value_name = "OID", value_parser = purpose)]
    eku: Vec<Purpose>,
}

impl Uses {
    /// All of them; a server if nothing is said.
    pub(super) fn purposes(&self) -> Vec<Purpose> {
        self.purposes_or(Vec::new())
    }

    /// All of them; those `asked` for if nothing is said, a server if nothing is asked for either.
    pub(super) fn purposes_or(&self, asked: Vec<Purpose>) -> Vec<Purpose> {
        let flags = [
            (self.server, Purpose::server()),
            (self.client, Purpose::client()),
            (self.mail, Purpose::mail()),
            (self.code, Purpose::code()),
        ];
        let flags = flags.into_iter().filter(|(wanted, _)| *wanted);
        let mut purposes: Vec<Purpose> = flags.map(|(_, purpose)| purpose).collect();
        for purpose in &self.eku {
            if !purposes.contains(purpose) {
                purposes.push(purpose.clone());
            }
        }
        if purposes.is_empty() {
            purposes = asked;
        }
        if purposes.is_empty() {
            purposes.push(Purpose::server());
        }
        purposes
    }
}

fn purpose(text: &str) -> std::result::Result<Purpose, NoPurpose> {
    Purpose::read(text).ok_or(NoPurpose)
}

/// The names that `words` are, each once.
///
/// # Errors
/// The first that is none.
pub(super) fn names(words: &[String]) -> Result<Vec<Name>> {
    let names = words
        .iter()
        .map(|name| Name::read(name).map_err(no_name))
        .collect::<Result<_>>()?;
    Ok(once(names))
}

/// Each name once: two subjectAltName entries that are equal say no more than one.
pub(super) fn once(names: Vec<Name>) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// A word that is no name, as a refusal.
fn no_name(fault: NotAName) -> anyhow::Error {
    Refusal::usage(
        fault.says(),
        Text::new(
            "names look like www.lab.test, *.lab.test, 10.0.0.7, kim@lab.test or spiffe://lab.test/web",
            "이름은 www.lab.test, *.lab.test, 10.0.0.7, kim@lab.test, spiffe://lab.test/web 같은 모양이다",
        ),
    )
    .into()
}
