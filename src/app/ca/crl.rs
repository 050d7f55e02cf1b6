//! `tlslab ca crl`: fresh revocation lists.

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::ca::issued::moment;
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::shown::show;
use crate::app::ca::telling;
use crate::app::misuse::whole;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::listing;
use crate::pki::authority::publish::NewList;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Sign fresh revocation lists
///
/// A list is good until its nextUpdate; after that, careful clients accept nothing of its authority, so it is signed anew even
/// when nothing was revoked.
#[derive(Args, Debug)]
pub(super) struct Crl {
    /// Of this authority only, such as intermediate; by default of all
    #[arg(value_name = "AUTHORITY")]
    label: Option<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// How many days the lists are good for
    #[arg(long, value_name = "DAYS", default_value_t = u64::from(listing::DAYS), value_parser = whole(1, 3650))]
    days: u64,
    /// Tell what is put in the lists and why, and show their bytes
    #[arg(long)]
    explain: bool,
}

impl Crl {
    /// Signs them and says where they are.
    ///
    /// # Errors
    /// If there is no such authority; those of keys and of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut held = self.place.enter(ui)?;
        let labels = self.labels(&held.folder)?;
        let days = u32::try_from(self.days).unwrap_or(u32::MAX);
        let mut lists = Vec::new();
        for label in labels {
            let office = self.opening.office(&held.folder, &label, ui)?;
            let list = listing::publish(&mut held, &office, self.place.now(), days);
            lists.push(list.map_err(refusal)?);
        }
        let stories = match self.explain {
            true => lists
                .iter()
                .map(|list| telling::list(&held.folder, list))
                .collect(),
            false => Vec::new(),
        };
        let sheets = lists.iter().map(|list| {
            let by = &list.by;
            let title = text!(en: "List {number} of {by}", ko: "목록 {number} ({by})", number = list.number);
            listed(&held.folder, list, title)
        });
        let title = Text::new("Signed fresh revocation lists", "폐기 목록을 새로 서명했다");
        let sheet = Sheet::new(title).with(
            "lists",
            Text::new("lists", "목록"),
            Datum::Sheets(sheets.collect()),
        );
        show(ui, "ca-crl", &sheet, &stories)?;
        Ok(Answer::Good)
    }

    /// Whose lists are wanted: of all that have revoked something or will.
    fn labels(&self, folder: &Folder) -> Result<Vec<String>> {
        let all = || {
            folder
                .register
                .authorities
                .iter()
                .map(|member| &member.label)
        };
        let Some(label) = &self.label else {
            return Ok(all().cloned().collect());
        };
        if all().any(|known| known == label) {
            return Ok(vec![label.clone()]);
        }
        let near = nearest(label, all().map(String::as_str)).map(str::to_owned);
        let known: Vec<&str> = all().map(String::as_str).collect();
        let known = near.unwrap_or_else(|| known.join(", "));
        Err(Refusal::usage(
            text!(en: "no authority is called {label:?}", ko: "그런 인증 기관이 없음: {label:?}"),
            text!(en: "try {known}", ko: "다음을 써 본다: {known}"),
        )
        .into())
    }
}

/// The page of one list.
pub(super) fn listed(folder: &Folder, list: &NewList, title: Text) -> Sheet {
    let place = folder.crl_file(&list.by);
    let count = folder.register.revoked_by(&list.by).len();
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    Sheet::new(title)
        .also("authority", Datum::word(list.by.clone()))
        .with(
            "number",
            Text::new("crlNumber", "crlNumber"),
            Datum::Number(list.number),
        )
        .with(
            "entries",
            Text::new("revoked in it", "폐기된 수"),
            Datum::Number(count),
        )
        .with(
            "next_update",
            Text::new("good until", "유효 기한"),
            moment(list.next),
        )
        .with(
            "crl",
            Text::new("file", "파일"),
            Datum::word(place.display().to_string()),
        )
        .also(
            "pem",
            Datum::word(place.with_extension("pem").display().to_string()),
        )
}
