//! `tlslab cert show`: what is in a certificate.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::reading;
use crate::app::inspect::remarks::quoted;
use crate::app::moment;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::time::Time;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::document::Document;
use crate::story::certificate::shown;
use crate::view::look::Folded;

/// Say what is in a certificate, down to every byte
#[derive(Args, Debug)]
pub(super) struct Show {
    /// File with certificates; - is standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// The moment for which it is looked at, if not now: 2026-11-28T00:00:00Z, a date, or @ and seconds since 1970
    #[arg(long, value_name = "TIME", value_parser = moment::read)]
    at: Option<Time>,
    /// Show folded steps too: the fields of each, where there are many certificates
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    source: Source,
}

impl Show {
    /// Reads the inputs and tells what is in them.
    ///
    /// # Errors
    /// If an input cannot be read or holds no certificate; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let at = moment::now(self.at);
        let mut documents = Vec::new();
        let mut remarks = Vec::new();
        for place in &self.inputs {
            let found = reading::read(place, &self.source, ui.lang())?;
            found.shows_something()?;
            remarks.extend(found.remarks);
            documents.extend(found.items.into_iter().map(|item| Document {
                shape: item.shape,
                der: item.der,
                place: item.place,
            }));
        }
        let story = shown::tell(&documents, &remarks, at);
        let folded = match self.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        ui.story(&story, folded, self.next(&documents))?;
        Ok(Answer::Good)
    }

    /// Commands worth trying next.
    fn next(&self, documents: &[Document]) -> Vec<String> {
        let Some(input) = self.inputs.first().filter(|input| input.as_os_str() != "-") else {
            return Vec::new();
        };
        let input = quoted(input);
        let mut next = vec![
            format!("tlslab cert show {input} --depth field"),
            format!("tlslab cert show {input} --step"),
        ];
        let judged = |document: &Document| document.shape == Shape::Certificate;
        if documents.iter().any(judged) {
            next.push(format!("tlslab cert verify {input} --host NAME"));
        }
        next
    }
}
