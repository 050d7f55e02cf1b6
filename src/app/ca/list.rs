//! `tlslab ca list`: everything that was issued, a row each.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;

use crate::app::ca::issued::moment;
use crate::app::ca::place::Place;
use crate::app::everywhere::ListForm;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::summary;
use crate::pki::authority::contents;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::register::{Issued, Register};
use crate::pki::authority::state::State;
use crate::text;
use crate::view::json;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;
use crate::view::sheet::{Datum, Sheet};

/// List what was issued, and what became of it
#[derive(Args, Debug)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,
}

/// One certificate.
struct Line {
    label: String,
    serial: String,
    until: Time,
    state: State,
}

impl List {
    /// Lists them, in the order they were issued.
    ///
    /// # Errors
    /// If there is no authority; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let folder = self.place.look()?;
        let now = self.place.now();
        let register = &folder.register;
        let form = ui.list_form()?;
        ui.write(&mut |out| match form {
            ListForm::Plain => {
                let lines = register
                    .issued
                    .iter()
                    .map(|issued| line(register, issued, now));
                table(&folder, &lines.collect::<Vec<_>>(), ui.look(), out)
            }
            ListForm::Json => {
                let all = register
                    .issued
                    .iter()
                    .map(|issued| entry(register, issued, now));
                let sheet = Sheet::new(Text::EMPTY)
                    .also("name", Datum::word(register.settings.name.clone()))
                    .also("certificates", Datum::Sheets(all.collect()));
                json::sheet::write("ca-list", &sheet, out)
            }
        })?;
        Ok(Answer::Good)
    }
}

fn line(register: &Register, issued: &Issued, now: Time) -> Line {
    let known = summary(&issued.der);
    let state = State::of(register, issued, known.as_ref(), now);
    Line {
        label: issued.label.clone(),
        serial: issued.serial.to_string(),
        until: known.map(|known| known.not_after).unwrap_or_default(),
        state,
    }
}

fn entry(register: &Register, issued: &Issued, now: Time) -> Sheet {
    let line = line(register, issued, now);
    let contents = contents::read(&issued.der);
    let names = contents.as_ref().map(|contents| &contents.names);
    let names = names.into_iter().flatten().map(ToString::to_string);
    let purposes = contents.iter().flat_map(|contents| &contents.purposes);
    let optional = |serial: &Option<_>| match serial {
        Some(serial) => Datum::word(format!("{serial}")),
        None => Datum::Nothing,
    };
    let (revoked, reason) = match line.state {
        State::Revoked(revoked) => (moment(revoked.at), Datum::word(revoked.reason.name())),
        State::Expired | State::Early | State::Renewed | State::Valid => {
            (Datum::Nothing, Datum::Nothing)
        }
    };
    Sheet::new(Text::EMPTY)
        .also("label", Datum::word(line.label))
        .also("names", Datum::List(names.collect()))
        .also(
            "purposes",
            Datum::List(purposes.map(|purpose| purpose.name()).collect()),
        )
        .also("serial", Datum::word(line.serial))
        .also("issuer", Datum::word(issued.by.clone()))
        .also("issued", moment(issued.at))
        .also("not_after", moment(line.until))
        .also("state", Datum::word(line.state.key()))
        .also("revoked", revoked)
        .also("reason", reason)
        .also("renews", optional(&issued.renews))
        .also("renewed_by", optional(&issued.renewed))
}

fn table(folder: &Folder, lines: &[Line], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let name = &folder.register.settings.name;
    let count = lines.len();
    let title = text!(en: "{name}: {count} issued", ko: "{name}: 발급 {count}건");
    Row(vec![Span::new(look.say(&title), Ink::Strong)]).write(look, out)?;
    let widest = lines.iter().map(|line| line.label.chars().count()).max();
    let edge = (widest.unwrap_or(0) + 4).min(look.columns() / 2);
    for line in lines {
        let ink = match line.state {
            State::Revoked(_) => Ink::Bad,
            State::Expired | State::Early | State::Renewed => Ink::Faint,
            State::Valid => Ink::Good,
        };
        let until = crate::keys::certificate::date(line.until);
        let until = until.get(..10).unwrap_or_default().to_owned();
        let serial: String = line.serial.chars().take(8).collect();
        let mut row = Row(vec![Span::blank(2), Span::new(&line.label, Ink::Name)])
            .fit(edge.saturating_sub(1))
            .padded(edge);
        row.0.push(Span::new(format!("{serial}…  "), Ink::Faint));
        row.0.push(Span::plain(format!("{until}  ")));
        row.0.push(Span::new(look.say(&line.state.says()), ink));
        row.write(look, out)?;
    }
    let next = match lines.first() {
        Some(line) => format!("tlslab ca show {}", line.label),
        None => "tlslab ca issue www.lab.test".to_owned(),
    };
    Row::default().write(look, out)?;
    let head = look.word("Next:  ", "다음:  ");
    Row(vec![Span::new(head, Ink::Faint), Span::plain(next)]).write(look, out)
}
