//! `tlslab cert diff`: what differs between two certificates, or other documents.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::reading;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::story::certificate::compared;
use crate::story::certificate::document::Document;
use crate::text;
use crate::view::look::Folded;

/// Say how one certificate differs from another, and what they have to do with each other
///
/// Part is held against part, not byte against byte. Lists, requests and OCSP responses work too. Of an input that holds several
/// documents the first is taken. Exit code 0 if the two are the same, 1 if they differ.
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// File with the first, host:port, or a capture; - is standard input
    #[arg(value_name = "FIRST")]
    a: PathBuf,
    /// File with the second
    #[arg(value_name = "SECOND")]
    b: PathBuf,
    #[command(flatten)]
    source: Source,
}

impl Diff {
    /// Reads both and tells how they differ.
    ///
    /// # Errors
    /// If an input cannot be read or holds nothing to compare; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        if self.a == self.b && self.a.as_os_str() == "-" {
            return Err(Refusal::read_twice().into());
        }
        let mut remarks = Vec::new();
        let a = self.first(&self.a, ui, &mut remarks)?;
        let b = self.first(&self.b, ui, &mut remarks)?;
        let compared = compared::tell(&a, &b, &remarks);
        ui.story(&compared.story, Folded::Hide, self.next())?;
        Ok(match compared.same {
            true => Answer::Good,
            false => Answer::No,
        })
    }

    /// The first document of an input.
    fn first(&self, place: &Path, ui: &Ui, remarks: &mut Vec<Text>) -> Result<Document> {
        let found = reading::read(place, &self.source, ui.lang())?;
        remarks.extend(found.remarks);
        let (n, name) = (found.items.len(), found.name);
        if n > 1 {
            remarks.push(text!(en: "{name} holds {n} documents; the first is compared", ko: "{name}: 문서 {n}개 가운데 첫째를 비교한다"));
        }
        let Some(item) = found.items.into_iter().next() else {
            return Err(Refusal::input(
                text!(en: "{name}: there is nothing to compare in it", ko: "{name}: 비교할 것이 없음"),
                Text::EMPTY,
            )
            .into());
        };
        Ok(Document {
            shape: item.shape,
            der: item.der,
            place: item.place,
        })
    }

    /// Commands worth trying next.
    fn next(&self) -> Vec<String> {
        let files = [&self.a, &self.b].into_iter();
        let mut files = files.filter(|file| file.as_os_str() != "-");
        let Some(file) = files.next() else {
            return Vec::new();
        };
        let (a, b) = (self.a.display(), self.b.display());
        vec![
            format!("tlslab cert diff {a} {b} --depth byte"),
            format!("tlslab cert show {}", file.display()),
        ]
    }
}
