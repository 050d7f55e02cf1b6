//! `tlslab ca sign`: a certificate for somebody else's key, from a request.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::ca::issued::{self, Handover};
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::target::documents;
use crate::app::ca::wishing::{Uses, names, once};
use crate::app::misuse::whole;
use crate::app::refusal::{Answer, Refusal, unreadable};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::pki::authority::issuing::{Subject, Wish, issue};
use crate::pki::authority::request::{self, Dropped};
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Sign a certificate signing request (CSR)
///
/// A request is a wish. Its signature must show that whoever made it has the key; what else it asks for is given or dropped, and
/// everything that is dropped is said with the reason.
#[derive(Args, Debug)]
pub(super) struct Sign {
    /// The request, PEM or DER; - is standard input
    #[arg(value_name = "CSR")]
    request: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    uses: Uses,
    /// A name to put in, beside those of the request
    #[arg(long = "name", value_name = "NAME")]
    names: Vec<String>,
    /// How many days it is valid; at most as long as its issuer
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = whole(1, 36_500))]
    days: u64,
    /// What it is called here; by default after its first name
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    #[command(flatten)]
    handover: Handover,
}

impl Sign {
    /// Signs it and says what there is, and what was dropped.
    ///
    /// # Errors
    /// If it is no request, if its signature does not hold, if no name is left; those of keys and of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let bytes = read(&self.request)?;
        let mut held = self.place.enter(ui)?;
        let der = documents(&bytes).into_iter().next().unwrap_or_default();
        let wanted = request::read(&der, &held.folder.register.settings).map_err(refusal)?;
        let added = names(&self.names)?;
        let names = once(wanted.names.into_iter().chain(added).collect());
        if names.is_empty() {
            return Err(nameless(&wanted.dropped));
        }
        self.handover.prepare()?;
        let office = self.opening.signer(&held.folder, ui)?;
        let wish = Wish {
            names: names.clone(),
            purposes: self.uses.purposes_or(wanted.purposes),
            days: u32::try_from(self.days).unwrap_or(u32::MAX),
            label: self.label.clone(),
            renews: None,
        };
        let subject = Subject::Theirs(&wanted.key);
        let made = issue(&mut held, &office, self.place.now(), &wish, subject).map_err(refusal)?;
        let mut sheet = issued::sheet(&held.folder, &made, &names);
        if !wanted.dropped.is_empty() {
            sheet = sheet.with(
                "dropped",
                Text::new("dropped", "제외"),
                Datum::Sheets(wanted.dropped.iter().map(page).collect()),
            );
        }
        let what = (made.label.as_str(), wish.purposes.as_slice());
        let sheet = issued::with_next(sheet, &held.folder, what, &self.place.flag());
        self.handover
            .end(ui, "ca-sign", (&held.folder, &made), &sheet)
    }
}

fn page(dropped: &Dropped) -> Sheet {
    let what = &dropped.what;
    let (en, ko) = (&dropped.why.en, &dropped.why.ko);
    Sheet::new(text!(en: "dropped {what}: {en}", ko: "제외함 {what}: {ko}"))
        .also("what", Datum::word(what.clone()))
        .also("why", Datum::Words(dropped.why.clone()))
}

fn nameless(dropped: &[Dropped]) -> anyhow::Error {
    let all: Vec<Text> = dropped
        .iter()
        .map(|dropped| {
            let what = &dropped.what;
            let (en, ko) = (&dropped.why.en, &dropped.why.ko);
            text!(en: "{what}: {en}", ko: "{what}: {ko}")
        })
        .collect();
    let said = Text::join(&all, "; ");
    let (en, ko) = (&said.en, &said.ko);
    let what = match all.is_empty() {
        true => Text::new("the request has no name in it", "요청에 이름이 없다"),
        false => {
            text!(en: "no name of the request is left ({en})", ko: "요청의 이름 가운데 남은 것이 없다 ({ko})")
        }
    };
    Refusal::usage(
        what,
        Text::new(
            "give one yourself: --name www.lab.test",
            "직접 준다: --name www.lab.test",
        ),
    )
    .into()
}

/// The bytes of a file, of a bounded size, or of standard input.
fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let got = match path == Path::new("-") {
        true => std::io::stdin().lock().take(MOST).read_to_end(&mut bytes),
        false => fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)),
    };
    got.map_err(|why| unreadable(path, &why))?;
    Ok(bytes)
}

/// Most bytes of a request that are read: none that is honest has a hundredth of it.
const MOST: u64 = 1 << 20;
