//! `tlslab ca revoke`: a certificate is called back.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::app::ca::crl::listed;
use crate::app::ca::faults::refusal;
use crate::app::ca::issued::verify;
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::shown::show;
use crate::app::ca::target::Target;
use crate::app::ca::telling;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::keys::certificate::date;
use crate::pki::authority::contents;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::listing;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::register::Issued;
use crate::pki::stores::system::quoted;
use crate::text;
use crate::view::sheet::Datum;

/// Call a certificate back, and sign a new revocation list that says so
///
/// Nothing changes in the certificate itself: whoever does not look at the list goes on accepting it until it expires.
#[derive(Args, Debug)]
pub(super) struct Revoke {
    /// Which: its label, its serial number, or a file that holds it
    #[arg(value_name = "CERTIFICATE")]
    which: String,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// Why, as RFC 5280 §5.3.1 names it
    #[arg(long, value_name = "REASON", ignore_case = true, default_value = "unspecified", value_parser = reasons())]
    reason: Revocation,
    /// Tell what is put in the list and why, and show its bytes
    #[arg(long)]
    explain: bool,
}

fn reasons() -> impl TypedValueParser<Value = Revocation> {
    let names = Revocation::ALL.map(|(_, name, meaning)| PossibleValue::new(name).help(meaning.en));
    PossibleValuesParser::new(names).map(|name| Revocation::named(&name).unwrap_or_default())
}

impl Revoke {
    /// Revokes it and says what there is.
    ///
    /// # Errors
    /// If there is no such certificate, if it was revoked before; those of keys and of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut held = self.place.enter(ui)?;
        let target = Target::find(&held.folder, &self.which)?;
        let (label, serial, by) = match target {
            Target::Leaf(issued) => (issued.label, issued.serial, issued.by),
            Target::Authority(member) => match member.by {
                Some(by) => (member.label, member.serial, by),
                None => return Err(root()),
            },
        };
        if let Some(before) = held.folder.register.revoked.get(&serial) {
            let (at, reason) = (date(before.at), before.reason.name());
            return Err(Refusal::usage(
                text!(en: "{label} was revoked already, {at}: {reason}", ko: "이미 폐기한 인증서임: {label} ({at}, {reason})"),
                Text::new(
                    "`tlslab ca crl` signs a new list; what was revoked stays revoked",
                    "목록을 새로 서명하려면 `tlslab ca crl` 을 쓴다. 한번 폐기한 것은 되돌리지 않는다",
                ),
            )
            .into());
        }
        let office = self.opening.office(&held.folder, &by, ui)?;
        let now = self.place.now();
        let what = (&serial, self.reason);
        let list =
            listing::revoke(&mut held, &office, now, listing::DAYS, what).map_err(refusal)?;
        let next = match held.folder.register.labelled(&label) {
            Some(issued) => seen(&held.folder, issued, &by, &self.place.flag()),
            None => format!("tlslab ca rollover --keep-root{}", self.place.flag()),
        };
        let stories = match self.explain {
            true => vec![telling::list(&held.folder, &list)],
            false => Vec::new(),
        };
        let reason = self.reason.name();
        let title = text!(en: "Revoked {label}: {reason}", ko: "폐기했다: {label} ({reason})");
        let sheet = listed(&held.folder, &list, title)
            .also("label", Datum::word(label))
            .also("revoked", Datum::word(serial.to_string()))
            .also("reason", Datum::word(reason));
        let heed = Text::new(
            "Only those who read the new list know: put it where your clients look.",
            "새 목록을 읽는 쪽만 폐기를 안다. 클라이언트가 보는 곳에 목록을 둔다.",
        );
        show(ui, "ca-revoke", &sheet.note([heed]).next(next), &stories)?;
        Ok(Answer::Good)
    }
}

/// The command that shows what a client says of `issued` that looks at the list of `by`.
fn seen(folder: &Folder, issued: &Issued, by: &str, flag: &str) -> String {
    let purposes = contents::read(&issued.der).map(|contents| contents.purposes);
    let what = (
        issued.label.as_str(),
        purposes.as_deref().unwrap_or_default(),
    );
    let list = quoted(&folder.crl_file(by).display().to_string());
    format!("{} --crl {list}", verify(folder, what, flag))
}

fn root() -> anyhow::Error {
    Refusal::usage(
        Text::new(
            "a root cannot call itself back: nobody stands above it to say so",
            "루트는 스스로를 폐기할 수 없다. 그 위에서 폐기를 알릴 기관이 없다",
        ),
        Text::new(
            "take it out of every trust store, and make a new one with `tlslab ca rollover`",
            "모든 신뢰 저장소에서 빼고, `tlslab ca rollover` 로 새 루트를 만든다",
        ),
    )
    .into()
}
