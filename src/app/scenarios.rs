//! `tlslab scenarios`: what can be watched.

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::app::welcome::columns_of;
use crate::base::text::Text;
use crate::lab::scenarios::list::SCENARIOS;
use crate::view::json::list;
use crate::view::json::list::Entry;
use crate::view::layout::{Ink, Row, Span};

/// List what `tlslab handshake` can show
#[derive(Args, Debug)]
pub struct Scenarios {}

impl Scenarios {
    /// Lists them: first those that succeed, then those that fail.
    ///
    /// # Errors
    /// Those of the output.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        let look = ui.look();
        match ui.list_form()? {
            ListForm::Json => {
                let entries: Vec<Entry> = SCENARIOS
                    .iter()
                    .map(|scenario| Entry {
                        name: scenario.name,
                        text: Text::from(scenario.line),
                        expects: scenario.expects,
                    })
                    .collect();
                ui.write(&mut |out| list::write("scenarios", &entries, out))?;
            }
            ListForm::Plain => ui.write(&mut |out| {
                for (heading, fails) in [
                    (look.word("These succeed:", "성공하는 것:"), false),
                    (
                        look.word("These fail, and say why:", "실패하고 그 까닭을 말하는 것:"),
                        true,
                    ),
                ] {
                    Row(vec![Span::new(heading, Ink::Strong)]).write(look, out)?;
                    let lines = SCENARIOS
                        .iter()
                        .filter(|scenario| scenario.expects.is_some() == fails)
                        .map(|scenario| (scenario.name, scenario.line.say(look.lang)));
                    columns_of(lines, look, out)?;
                }
                let next = look.word(
                    "Next:  tlslab handshake NAME",
                    "다음:  tlslab handshake 이름",
                );
                Row(vec![Span::new(next, Ink::Faint)]).write(look, out)
            })?,
        }
        Ok(Answer::Good)
    }
}
