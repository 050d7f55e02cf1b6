//! `tlslab ca check`: is everything as the log says.

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::ca::place::{Opening, Place, first_line};
use crate::app::ca::shown::show;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::{Text, plural};
use crate::pki::authority::check::{Finding, Strays, check};
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Check the folder of the authority against its log, and mend what can be mended
///
/// Files that are missing or changed are made again from the log, what others could read is closed. Exit code 1 if something is
/// left that needs a person.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// Remove files that the log does not know
    #[arg(long)]
    repair: bool,
}

impl Check {
    /// Checks and says what was found.
    ///
    /// # Errors
    /// If the log itself was changed, if nothing may be written.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let held = self.place.enter(ui)?;
        let passphrase = match &self.opening.passphrase_file {
            Some(file) => Some(first_line(file)?),
            None => None,
        };
        let strays = match self.repair {
            true => Strays::Removed,
            false => Strays::Left,
        };
        let findings =
            check(&held, self.place.now(), strays, passphrase.as_deref()).map_err(refusal)?;
        let left = findings
            .iter()
            .filter(|finding| finding.done.is_none())
            .count();
        let count = held.folder.register.issued.len();
        let title = match (findings.len(), left) {
            (0, _) => {
                text!(en: "All is as the log says: {count} certificate{s} issued", ko: "모두 로그와 같다: 발급 {count}건", s = plural(count))
            }
            (_, 0) => Text::new(
                "Mended; now all is as the log says",
                "고쳤다. 이제 모두 로그와 같다",
            ),
            (_, left) => {
                text!(en: "{left} thing{s} left that need{verb} a person", ko: "사람이 살펴야 할 것 {left}건이 남았다", s = plural(left), verb = if left == 1 { "s" } else { "" })
            }
        };
        let sheet = Sheet::new(title)
            .also(
                "issued",
                Datum::Number(u64::try_from(count).unwrap_or(u64::MAX)),
            )
            .also(
                "left",
                Datum::Number(u64::try_from(left).unwrap_or(u64::MAX)),
            )
            .with(
                "findings",
                Text::new("findings", "찾은 것"),
                Datum::Sheets(findings.into_iter().map(page).collect()),
            );
        show(ui, "ca-check", &sheet, &[])?;
        Ok(match left {
            0 => Answer::Good,
            _ => Answer::No,
        })
    }
}

fn page(finding: Finding) -> Sheet {
    let what = Datum::Words(finding.what.clone());
    let done = match finding.done {
        Some(done) => Datum::Words(done),
        None => Datum::Nothing,
    };
    Sheet::new(finding.what)
        .also("what", what)
        .with("done", Text::new("done", "조치"), done)
}
