//! One answer for one certificate, signed ahead and written to a file: what a server staples to its handshake (RFC 6066 §8).

use std::path::Path;

use anyhow::Result;

use crate::app::ca::answering::serial;
use crate::app::ca::shown::{self, beside};
use crate::app::ca::target::unknown;
use crate::app::refusal::Refusal;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::date;
use crate::pki::authority::folder::Folder;
use crate::pki::ocsp::answer::{Single, Standing};
use crate::pki::ocsp::books;
use crate::pki::ocsp::responder::Responder;
use crate::pki::stores::system::quoted;
use crate::story::ocsp;
use crate::story::ocsp::Told;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// The certificate that is asked about.
pub(super) struct Subject {
    /// What it is called here.
    pub(super) label: String,
    /// Who signed it.
    pub(super) by: String,
    /// The certificate.
    pub(super) der: Vec<u8>,
}

/// An answer about it.
pub(super) struct Staple {
    /// Whom it is about.
    pub(super) subject: Subject,
    /// The issuer's certificate.
    pub(super) issuer: Vec<u8>,
    /// What is said.
    pub(super) standing: Standing,
    /// The whole response, DER.
    pub(super) der: Vec<u8>,
    /// From when to when it may be used.
    pub(super) used: [Time; 2],
}

impl Subject {
    /// The certificate called `label`, a leaf or an authority below another.
    ///
    /// # Errors
    /// If there is none, or it is a root.
    pub(super) fn find(folder: &Folder, label: &str) -> Result<Self> {
        if let Some(issued) = folder.register.labelled(label) {
            return Ok(Self {
                label: label.to_owned(),
                by: issued.by.clone(),
                der: issued.der.clone(),
            });
        }
        let member = folder.register.member(label);
        if let Some((member, by)) = member.and_then(|member| Some((member, member.by.clone()?))) {
            return Ok(Self {
                label: label.to_owned(),
                by,
                der: member.der.clone(),
            });
        }
        if member.is_none() {
            return Err(unknown(folder, label));
        }
        let what = text!(en: "{label} is a root: nobody stands above it to call it back", ko: "루트라서 폐기해 줄 상위 기관이 없음: {label}");
        let hint = Text::new(
            "`tlslab ca list` shows them",
            "`tlslab ca list` 로 볼 수 있다",
        );
        Err(Refusal::usage(what, hint).into())
    }

    /// Has `responder` answer at `now`.
    ///
    /// # Errors
    /// If the answer cannot be signed.
    pub(super) fn answered(
        self,
        folder: &Folder,
        responder: &Responder,
        now: Time,
    ) -> Result<Staple> {
        let unsigned = || {
            let label = &self.label;
            Refusal::input(
                text!(en: "no answer can be signed about {label}", ko: "응답에 서명할 수 없음: {label}"),
                Text::new(
                    "`tlslab ca check` looks for damage",
                    "`tlslab ca check` 로 손상을 찾는다",
                ),
            )
        };
        let serial = serial(&self.der).ok_or_else(unsigned)?;
        let standing = books::standing(&folder.register, &self.by, &serial);
        let id = responder.issuer().name(&serial).ok_or_else(unsigned)?;
        // Without a nonce: it is made before anybody asks.
        let der = responder.sign(vec![Single { id, standing }], None, now);
        let der = der.map_err(|_| unsigned())?;
        let issuer = folder.register.member(&self.by);
        Ok(Staple {
            issuer: issuer.map(|member| member.der.clone()).unwrap_or_default(),
            standing,
            der,
            used: [now, now + responder.lasts],
            subject: self,
        })
    }
}

/// Writes the answer where it is wanted, and says what it is.
///
/// # Errors
/// Those of the output.
pub(super) fn write(staple: &Staple, ui: &Ui) -> Result<()> {
    ui.write(&mut |out| out.write_all(&staple.der))
}

/// Says what was written to the file of `-o`, in short.
///
/// # Errors
/// Those of the output.
pub(super) fn say(staple: &Staple, place: &Path, ui: &Ui) -> Result<()> {
    let page = sheet(staple, &place.display().to_string());
    beside(ui, "ca-ocsp", &page)
}

/// Tells how the answer came about and what it says. The file of `-o`, if any, holds the answer, so this goes to the standard output.
///
/// # Errors
/// Those of the output.
pub(super) fn explain(staple: &Staple, ui: &Ui) -> Result<()> {
    let label = &staple.subject.label;
    let told = Told {
        label,
        certificate: &staple.subject.der,
        issuer: &staple.issuer,
        status: staple.standing.name(),
        books: match staple.standing {
            Standing::Good => {
                text!(en: "{label} was issued here and was not called back: good.", ko: "여기서 발급했고 폐기하지 않았다: {label}, good.")
            }
            Standing::Revoked { at, .. } => {
                text!(en: "{label} was called back on {since}: revoked.", ko: "폐기했다: {label}, {since}, revoked.", since = date(at))
            }
            Standing::Unknown => {
                text!(en: "The books know no such number: unknown.", ko: "장부에 그런 번호가 없다: unknown.")
            }
        },
        used: staple.used.map(date),
        response: &staple.der,
    };
    let story = ocsp::tell(&told);
    let next = vec![format!("tlslab ca ocsp {label} -o {label}.ocsp")];
    shown::explain(ui, &story, next)
}

fn sheet(staple: &Staple, place: &str) -> Sheet {
    let (label, by) = (&staple.subject.label, &staple.subject.by);
    let [from, to] = staple.used.map(date);
    let status = match staple.standing {
        Standing::Good => Text::new(
            "good: issued here and not called back",
            "good: 여기서 발급했고 폐기하지 않았다",
        ),
        Standing::Revoked { at, .. } => {
            text!(en: "revoked since {since}", ko: "revoked: {since} 에 폐기", since = date(at))
        }
        Standing::Unknown => Text::new("unknown", "unknown"),
    };
    let file = quoted(place);
    Sheet::new(text!(en: "Wrote {place}: an answer of {by} about {label}", ko: "응답을 썼다: {place} (발급자 {by}, 인증서 {label})"))
        .also("file", Datum::word(place))
        .also("label", Datum::word(label.clone()))
        .also("issuer", Datum::word(by.clone()))
        .also("status", Datum::word(staple.standing.name()))
        .with("said", Text::new("says", "내용"), Datum::Words(status))
        .with("this_update", Text::new("from", "부터"), Datum::Moment(staple.used[0], from))
        .with("next_update", Text::new("until", "까지"), Datum::Moment(staple.used[1], to))
        .note([Text::new(
            "A server that staples it proves to each client, without any question to the authority, that its certificate was still good at that time. It has no nonce, because it was signed before anybody asked.",
            "서버가 이것을 핸드셰이크에 붙이면(stapling), 클라이언트가 인증 기관에 묻지 않아도 그 시각에 인증서가 유효했음을 증명한다. 아무도 묻기 전에 서명했으므로 논스는 없다.",
        )])
        .next(format!("openssl s_server -status_file {file} -cert CHAIN -key KEY"))
        .next(format!("openssl ocsp -respin {file} -noverify -text"))
}
