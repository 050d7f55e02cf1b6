//! What was issued, on one page, and where it goes besides: the end of each command that issues.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::ca::copies::{copy, prepare};
use crate::app::ca::shown::show;
use crate::app::ca::telling;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::date;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::issuing::Made;
use crate::pki::authority::purpose::Purpose;
use crate::pki::fingerprint;
use crate::pki::names::Name;
use crate::pki::stores::system::quoted;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// What is done with a new certificate.
#[derive(Args, Clone, Debug)]
pub(super) struct Handover {
    /// Copy certificate, chain and, if it was made here, key to this folder as well
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Tell what is put in the certificate and why, and show its bytes
    #[arg(long)]
    explain: bool,
}

impl Handover {
    /// Makes the folder for the copies, before anything is issued for it.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(super) fn prepare(&self) -> Result<()> {
        prepare(self.to.as_deref())
    }

    /// Does it, and shows `sheet`, in JSON of the format `tlslab-NAME`.
    ///
    /// # Errors
    /// If copies cannot be written; those of the output.
    pub(super) fn end(
        &self,
        ui: &Ui,
        name: &str,
        (folder, made): (&Folder, &Made),
        sheet: &Sheet,
    ) -> Result<Answer> {
        if let Some(to) = &self.to {
            copy(folder, &made.label, to)?;
        }
        let stories = match self.explain {
            true => vec![telling::certificate(folder, &made.label, &made.der)],
            false => Vec::new(),
        };
        show(ui, name, sheet, &stories)?;
        Ok(Answer::Good)
    }
}

/// The page of one certificate.
pub(super) fn sheet(folder: &Folder, made: &Made, names: &[Name]) -> Sheet {
    let label = &made.label;
    let place = folder.of_issued(label);
    let title = text!(en: "Issued {label}: {place}", ko: "발급했다: {label} ({place})", place = place.display());
    described(Sheet::new(title), made, names, &place)
}

fn described(sheet: Sheet, made: &Made, names: &[Name], place: &Path) -> Sheet {
    let days = made.validity.days();
    let (from, to) = (date(made.validity.from), date(made.validity.to));
    let validity = text!(en: "{from} to {to} ({days} days)", ko: "{from} ~ {to} ({days}일)");
    let mut sheet = sheet
        .also("label", Datum::word(made.label.clone()))
        .with(
            "names",
            Text::new("names", "이름"),
            Datum::List(names.iter().map(telling::said).collect()),
        )
        .with(
            "serial",
            Text::new("serial", "일련번호"),
            Datum::word(made.serial.to_string()),
        )
        .with(
            "validity",
            Text::new("valid", "유효 기간"),
            Datum::Words(validity),
        )
        .also("not_before", moment(made.validity.from))
        .also("not_after", moment(made.validity.to))
        .with(
            "sha256",
            Text::new("SHA-256", "SHA-256"),
            Datum::word(fingerprint::sha256(&made.der)),
        )
        .also(
            "certificate",
            Datum::word(place.join("cert.pem").display().to_string()),
        )
        .also(
            "chain",
            Datum::word(place.join("chain.pem").display().to_string()),
        )
        .note(made.note.clone());
    let key = place.join("key.pem");
    let mut files = Text::new(
        "cert.pem, chain.pem (with its issuers)",
        "cert.pem, chain.pem(발급자 포함)",
    );
    if key.exists() {
        sheet = sheet.also("key", Datum::word(key.display().to_string()));
        files = Text::join([&files, &Text::same("key.pem")], ", ");
    }
    sheet.with("files", Text::new("files", "파일"), Datum::Words(files))
}

/// `sheet` with what to do next with the certificate called `label`, which serves `purposes`; `flag` tells where the authority is.
pub(super) fn with_next(
    sheet: Sheet,
    folder: &Folder,
    (label, purposes): (&str, &[Purpose]),
    flag: &str,
) -> Sheet {
    sheet
        .next(verify(folder, (label, purposes), flag))
        .next(format!("tlslab ca show {label}{flag}"))
        .next(format!("tlslab ca revoke {label}{flag}"))
}

/// The command that judges the certificate called `label`: what it must be told to trust, unless it looks there by itself, and
/// what the certificate is for, unless that is a server.
pub(super) fn verify(folder: &Folder, (label, purposes): (&str, &[Purpose]), flag: &str) -> String {
    let file = |folder: PathBuf, name: &str| quoted(&folder.join(name).display().to_string());
    let chain = file(folder.of_issued(label), "chain.pem");
    let roots = match folder.register.root() {
        Some(root) if !flag.is_empty() => {
            format!(
                " --roots {}",
                file(folder.of_authority(&root.label), "cert.pem")
            )
        }
        Some(_) | None => String::new(),
    };
    let known = [
        (Purpose::server(), ""),
        (Purpose::client(), " --purpose client"),
        (Purpose::mail(), " --purpose mail"),
        (Purpose::code(), " --purpose code"),
    ];
    let purpose = known
        .iter()
        .find(|(purpose, _)| purposes.contains(purpose))
        .map_or(" --purpose any", |(_, flag)| flag);
    format!("tlslab cert verify {chain}{roots}{purpose}")
}

/// A moment as a value.
pub(super) fn moment(time: Time) -> Datum {
    Datum::Moment(time, date(time))
}
