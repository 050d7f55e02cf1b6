//! `tlslab ca issue --batch`: a certificate for each line of a file.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Result;

use crate::app::ca::faults::refusal;
use crate::app::ca::issued;
use crate::app::ca::shown::show;
use crate::app::ca::wishing::once;
use crate::app::everywhere::ListForm;
use crate::app::output::tell;
use crate::app::refusal::{Answer, Refusal, unreadable};
use crate::app::ui::Ui;
use crate::base::text::{Text, plural};
use crate::base::time::Time;
use crate::pki::authority::admission;
use crate::pki::authority::event::Settings;
use crate::pki::authority::folder::Held;
use crate::pki::authority::issuing::{Made, Wish, issue_many};
use crate::pki::authority::office::Office;
use crate::pki::authority::purpose::Purpose;
use crate::pki::key::KeyKind;
use crate::pki::names::Name;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// What a batch is to be.
pub(super) struct Batch<'b> {
    /// The file, a line a certificate.
    pub(super) file: &'b Path,
    /// What all of them are for.
    pub(super) purposes: Vec<Purpose>,
    /// How many days they are valid.
    pub(super) days: u32,
    /// The kind of their keys.
    pub(super) key: KeyKind,
    /// What is done about lines that cannot be done.
    pub(super) faults: Faults,
    /// Where the authority is, as it is written behind other commands.
    pub(super) flag: String,
}

/// What is done about lines that cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Faults {
    /// Then nothing is issued.
    Stop,
    /// They are left out.
    Skip,
}

/// A line that cannot be done.
struct Bad {
    line: usize,
    why: Text,
}

impl Batch<'_> {
    /// Issues all of them. All lines are read and judged before the first is issued.
    ///
    /// # Errors
    /// Lines that cannot be done, unless they are to be left out; those of the folder.
    pub(super) fn run(
        &self,
        ui: &Ui,
        held: &mut Held,
        office: &Office,
        now: Time,
    ) -> Result<Answer> {
        let text = fs::read_to_string(self.file).map_err(|why| {
            if why.kind() != io::ErrorKind::InvalidData {
                return unreadable(self.file, &why);
            }
            Refusal::input(
                text!(en: "{place} is not text in UTF-8", ko: "UTF-8로 된 글이 아님: {place}", place = self.file.display()),
                Text::new(
                    "a batch is a text file, each line with the names of one certificate",
                    "줄마다 인증서 하나의 이름을 쓴 글 파일이어야 한다",
                ),
            )
        })?;
        let (wishes, bad) = self.read(&text, &held.folder.register.settings);
        for bad in &bad {
            let (line, why) = (bad.line, &bad.why);
            let (en, ko) = (&why.en, &why.ko);
            let said = text!(en: "line {line}: {en}", ko: "{line}번 줄: {ko}");
            tell(said.say(ui.lang()));
        }
        if !bad.is_empty() && self.faults == Faults::Stop {
            return Err(refused(&bad));
        }
        if wishes.is_empty() && bad.is_empty() {
            return Err(nothing(self.file));
        }
        let mut all: Vec<Made> = Vec::with_capacity(wishes.len());
        issue_many(held, office, now, (&wishes, self.key), &mut |made| {
            all.extend_from_slice(made);
        })
        .map_err(refusal)?;
        let count = all.len();
        let place = held.folder.place().join("issued");
        let title = text!(en: "Issued {count} certificate{s}: {place}", ko: "발급했다: {count}건 ({place})", s = plural(count), place = place.display());
        let left_out = match bad.is_empty() {
            true => Text::EMPTY,
            false => Text::new("left out", "제외한 줄"),
        };
        let sheet = Sheet::new(title)
            .also("issued", number(count))
            .with("left_out", left_out, number(bad.len()))
            .also(
                "certificates",
                Datum::Sheets(match ui.list_form()? {
                    ListForm::Json => all
                        .iter()
                        .zip(&wishes)
                        .map(|(made, wish)| issued::sheet(&held.folder, made, &wish.names))
                        .collect(),
                    ListForm::Plain => Vec::new(),
                }),
            )
            .note(all.iter().find_map(|made| made.note.clone()))
            .next(format!("tlslab ca list{}", self.flag));
        show(ui, "ca-issue", &sheet, &[])?;
        Ok(match bad.is_empty() {
            true => Answer::Good,
            false => Answer::No,
        })
    }

    /// The wishes of all lines, and those that are none.
    fn read(&self, text: &str, settings: &Settings) -> (Vec<Wish>, Vec<Bad>) {
        let mut wishes = Vec::new();
        let mut bad = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            let text = text.split('#').next().unwrap_or_default();
            if text.trim().is_empty() {
                continue;
            }
            match self.wish(text, settings) {
                Ok(wish) => wishes.push(wish),
                Err(why) => bad.push(Bad { line, why }),
            }
        }
        (wishes, bad)
    }

    fn wish(&self, text: &str, settings: &Settings) -> std::result::Result<Wish, Text> {
        let words = text.split([' ', '\t', ',']).filter(|word| !word.is_empty());
        let names: std::result::Result<Vec<Name>, _> = words.map(Name::read).collect();
        let names = once(names.map_err(|fault| fault.says())?);
        admission::check(&names, &self.purposes, settings).map_err(|fault| fault.says())?;
        Ok(Wish {
            names,
            purposes: self.purposes.clone(),
            days: self.days,
            label: None,
            renews: None,
        })
    }
}

fn number(count: usize) -> Datum {
    Datum::Number(u64::try_from(count).unwrap_or(u64::MAX))
}

fn nothing(file: &Path) -> anyhow::Error {
    Refusal::input(
        text!(en: "{place} has no line with a name", ko: "이름이 적힌 줄이 없음: {place}", place = file.display()),
        Text::new(
            "write the names of one certificate in each line: www.lab.test 10.0.0.7",
            "줄마다 인증서 하나의 이름을 쓴다: www.lab.test 10.0.0.7",
        ),
    )
    .into()
}

fn refused(bad: &[Bad]) -> anyhow::Error {
    let count = bad.len();
    Refusal::input(
        text!(en: "{count} line{s} cannot be done, so nothing was issued", ko: "발급할 수 없는 줄이 {count}개 있어 아무것도 발급하지 않았다", s = plural(count)),
        Text::new(
            "mend them, or leave them out with --keep-going",
            "고치거나 --keep-going 으로 제외한다",
        ),
    )
    .into()
}
