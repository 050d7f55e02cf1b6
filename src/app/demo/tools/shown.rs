//! A tool's result: a story, or the result alone.

use std::io;

use anyhow::Result;

use crate::app::output::tell;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::demo::tool::told::{Outcome, Told};
use crate::view::look::Folded;

/// Shows what was found: with `raw` nothing but the result, one line. A refusal is said on standard error and is no result.
///
/// # Errors
/// Those of the output.
pub(super) fn show(ui: &Ui, raw: bool, read: Vec<Text>, mut told: Told) -> Result<Answer> {
    match raw {
        true => alone(ui, &told.outcome)?,
        false => {
            told.story.preface.extend(read);
            ui.story(&told.story, Folded::Show, Vec::new())?;
        }
    }
    Ok(match told.outcome {
        Outcome::Bytes(_) | Outcome::Yes(_) => Answer::Good,
        Outcome::No(_) | Outcome::Refused(_) => Answer::No,
    })
}

fn alone(ui: &Ui, outcome: &Outcome) -> Result<()> {
    let line = match outcome {
        Outcome::Bytes(all) => {
            let all: Vec<String> = all.iter().map(hex::encode).collect();
            all.join(" ")
        }
        Outcome::Yes(word) | Outcome::No(word) => (*word).to_owned(),
        Outcome::Refused(why) => {
            tell(why.say(ui.lang()));
            return Ok(());
        }
    };
    ui.write(&mut |out| -> io::Result<()> { writeln!(out, "{line}") })
}
