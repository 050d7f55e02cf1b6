//! `tlslab ca renew`: a certificate for the same names, with a new life.

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::ca::init::keys;
use crate::app::ca::issued::{self, Handover};
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::target::Target;
use crate::app::misuse::whole;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::keys::certificate::summary;
use crate::pki::authority::contents;
use crate::pki::authority::event::Holder;
use crate::pki::authority::issuing::{Subject, Wish, issue};
use crate::pki::authority::keyring;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::register::Issued;
use crate::pki::authority::validity::Validity;
use crate::pki::key::KeyKind;
use crate::text;

/// Issue a certificate anew, for the same names and purposes
///
/// The old one stays valid until it expires; revoke it if its key is no longer safe. A new key is the better habit: then an old
/// theft ends with the old certificate.
#[derive(Args, Debug)]
pub(super) struct Renew {
    /// Which: its label, its serial number, or a file that holds it
    #[arg(value_name = "CERTIFICATE")]
    which: String,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// Make a new key, instead of keeping the old one
    #[arg(long)]
    new_key: bool,
    /// The kind of the new key; by default that of the old one
    #[arg(long, value_name = "KEY", ignore_case = true, requires = "new_key", value_parser = keys())]
    key: Option<KeyKind>,
    /// How many days it is valid; by default as many as the old one
    #[arg(long, value_name = "DAYS", value_parser = whole(1, 36_500))]
    days: Option<u64>,
    #[command(flatten)]
    handover: Handover,
}

impl Renew {
    /// Renews it and says what there is.
    ///
    /// # Errors
    /// If there is no such certificate, if its key is lost; those of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut held = self.place.enter(ui)?;
        let old = Target::leaf(&held.folder, &self.which)?;
        let read = contents::read(&old.der).ok_or_else(|| unread(&old))?;
        let known = summary(&old.der).ok_or_else(|| unread(&old))?;
        let lived = Validity {
            from: known.not_before,
            to: known.not_after,
        };
        let days = self.days.unwrap_or(lived.days());
        let revoked = held.folder.register.revoked.get(&old.serial).copied();
        let stolen = revoked.is_some_and(|revoked| revoked.reason == Revocation::KeyCompromise);
        if stolen && !self.new_key {
            return Err(known_to_others(&old));
        }
        self.handover.prepare()?;
        let office = self.opening.signer(&held.folder, ui)?;
        let wish = Wish {
            names: read.names.clone(),
            purposes: read.purposes,
            days: u32::try_from(days).unwrap_or(u32::MAX),
            label: None,
            renews: Some(old.serial.clone()),
        };
        let key = read.key.ok_or_else(|| unread(&old))?;
        let now = self.place.now();
        let made = match (self.new_key, old.key) {
            (true, Holder::Here) => {
                let kind = self.key.unwrap_or(key.kind);
                issue(&mut held, &office, now, &wish, Subject::New(kind))
            }
            (true, Holder::Requester) => return Err(theirs(&old)),
            (false, Holder::Here) => {
                let place = held.folder.of_issued(&old.label).join("key.pem");
                let key = keyring::read(&place, None).map_err(refusal)?;
                issue(&mut held, &office, now, &wish, Subject::Kept(&key))
            }
            (false, Holder::Requester) => {
                issue(&mut held, &office, now, &wish, Subject::Theirs(&key))
            }
        };
        let made = made.map_err(refusal)?;
        let (label, new) = (&old.label, &made.label);
        let until = crate::keys::certificate::date(known.not_after);
        let heed = match revoked {
            Some(_) => {
                text!(en: "{label} stays revoked; {new} takes its place", ko: "폐기된 것은 폐기된 채로 남는다: {label}. 대신할 새것: {new}")
            }
            None => {
                text!(en: "{label} stays valid until {until}, beside {new}; if its key may be known to others: tlslab ca revoke {label} --reason keyCompromise", ko: "옛 인증서도 {until} 까지 함께 유효하다: {label} (새것 {new}). 키가 새었을 수 있다면: tlslab ca revoke {label} --reason keyCompromise")
            }
        };
        let sheet = issued::sheet(&held.folder, &made, &read.names).note([heed]);
        let what = (made.label.as_str(), wish.purposes.as_slice());
        let sheet = issued::with_next(sheet, &held.folder, what, &self.place.flag());
        self.handover
            .end(ui, "ca-renew", (&held.folder, &made), &sheet)
    }
}

fn unread(old: &Issued) -> anyhow::Error {
    let label = &old.label;
    Refusal::input(
        text!(en: "the certificate of {label} cannot be read", ko: "인증서를 읽을 수 없음: {label}"),
        Text::new("`tlslab ca check` says more", "`tlslab ca check` 로 더 볼 수 있다"),
    )
    .into()
}

fn known_to_others(old: &Issued) -> anyhow::Error {
    let label = &old.label;
    let hint = match old.key {
        Holder::Here => {
            text!(en: "make a new key: `tlslab ca renew {label} --new-key`", ko: "새 키를 만든다: `tlslab ca renew {label} --new-key`")
        }
        Holder::Requester => Text::new(
            "have a request for a new key sent, and sign it: `tlslab ca sign CSR`",
            "새 키로 만든 요청을 받아 `tlslab ca sign CSR` 로 서명한다",
        ),
    };
    Refusal::usage(
        text!(en: "{label} was revoked because others know its key (keyCompromise): with the same key, a new one would be worth as little", ko: "키가 새어 폐기했으므로(keyCompromise) 같은 키로 갱신해도 믿을 수 없음: {label}"),
        hint,
    )
    .into()
}

fn theirs(old: &Issued) -> anyhow::Error {
    let label = &old.label;
    Refusal::usage(
        text!(en: "the key of {label} is with whoever asked for it, so no new one can be made here", ko: "키는 요청한 쪽에 있으므로 여기서 새로 만들 수 없음: {label}"),
        Text::new(
            "have a new request sent, and sign it: `tlslab ca sign CSR`",
            "새 요청을 받아 `tlslab ca sign CSR` 로 서명한다",
        ),
    )
    .into()
}
