//! `tlslab ca show`: what is known here of one certificate.

use anyhow::Result;
use clap::Args;

use crate::app::ca::issued::moment;
use crate::app::ca::place::Place;
use crate::app::ca::shown::show;
use crate::app::ca::target::Target;
use crate::app::ca::telling::{self, said};
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::keys::certificate::summary;
use crate::pki::authority::contents;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::state::State;
use crate::pki::fingerprint;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Say what is known here of one certificate
#[derive(Args, Debug)]
pub(super) struct Show {
    /// Which: its label, its serial number, or a file that holds it
    #[arg(value_name = "CERTIFICATE")]
    which: String,
    #[command(flatten)]
    place: Place,
    /// Tell what stands in it and why, and show its bytes
    #[arg(long)]
    explain: bool,
}

impl Show {
    /// Says it.
    ///
    /// # Errors
    /// If there is no such certificate; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let folder = self.place.look()?;
        let target = Target::find(&folder, &self.which)?;
        let (label, der) = match &target {
            Target::Leaf(issued) => (&issued.label, &issued.der),
            Target::Authority(member) => (&member.label, &member.der),
        };
        let stories = match self.explain {
            true => vec![telling::certificate(&folder, label, der)],
            false => Vec::new(),
        };
        let sheet = self.sheet(&folder, &target);
        show(ui, "ca-show", &sheet, &stories)?;
        Ok(Answer::Good)
    }

    fn sheet(&self, folder: &Folder, target: &Target) -> Sheet {
        let register = &folder.register;
        let (label, der, by, at, place) = match target {
            Target::Leaf(issued) => {
                let place = folder.of_issued(&issued.label);
                (
                    &issued.label,
                    &issued.der,
                    Some(&issued.by),
                    issued.at,
                    place,
                )
            }
            Target::Authority(member) => {
                let place = folder.of_authority(&member.label);
                (
                    &member.label,
                    &member.der,
                    member.by.as_ref(),
                    member.at,
                    place,
                )
            }
        };
        let known = summary(der);
        let state = match target {
            Target::Leaf(issued) => {
                State::of(register, issued, known.as_ref(), self.place.now()).says()
            }
            Target::Authority(member) => match register.revoked.get(&member.serial) {
                Some(revoked) => State::Revoked(*revoked).says(),
                None => Text::new("an authority", "인증 기관"),
            },
        };
        let contents = contents::read(der);
        let names = contents.iter().flat_map(|contents| &contents.names);
        let purposes = contents.iter().flat_map(|contents| &contents.purposes);
        let file = |name: &str| place.join(name).display().to_string();
        let title = text!(en: "{label}: {place}", ko: "{label}: {place}", place = place.display());
        let mut sheet = Sheet::new(title)
            .also("label", Datum::word(label.clone()))
            .with("state", Text::new("state", "상태"), Datum::Words(state));
        if let Some(known) = &known {
            sheet = sheet
                .with(
                    "subject",
                    Text::new("subject", "주체"),
                    Datum::word(known.subject.clone()),
                )
                .with(
                    "names",
                    Text::new("names", "이름"),
                    Datum::List(names.map(said).collect()),
                )
                .with(
                    "purposes",
                    Text::new("for", "쓰임"),
                    Datum::List(purposes.map(|purpose| purpose.name()).collect()),
                )
                .with(
                    "key",
                    Text::new("key", "키"),
                    Datum::word(known.key.clone()),
                )
                .with(
                    "serial",
                    Text::new("serial", "일련번호"),
                    Datum::word(known.serial.clone()),
                )
                .with(
                    "not_before",
                    Text::new("valid from", "유효 시작"),
                    moment(known.not_before),
                )
                .with(
                    "not_after",
                    Text::new("until", "유효 끝"),
                    moment(known.not_after),
                );
        }
        let issuer = by.map_or(Datum::Nothing, |by| Datum::word(by.clone()));
        let mut sheet = sheet
            .with("issuer", Text::new("issuer", "발급자"), issuer)
            .with("issued", Text::new("issued", "발급 시각"), moment(at))
            .with(
                "sha256",
                Text::new("SHA-256", "SHA-256"),
                Datum::word(fingerprint::sha256(der)),
            )
            .with(
                "certificate",
                Text::new("certificate", "인증서"),
                Datum::word(file("cert.pem")),
            );
        for (name, key, label) in [
            ("chain.pem", "chain", Text::new("chain", "체인")),
            (
                "key.pem",
                "private_key",
                Text::new("private key", "개인 키"),
            ),
        ] {
            if place.join(name).exists() {
                sheet = sheet.with(key, label, Datum::word(file(name)));
            }
        }
        sheet.next(format!("tlslab cert show {}", file("cert.pem")))
    }
}
