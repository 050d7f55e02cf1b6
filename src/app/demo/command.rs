//! `tlslab demo`: from arguments to a demonstration.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use crate::app::demo::own::{self, Bytes, refused};
use crate::app::demo::recording::Source;
use crate::app::demo::tools::tool::Tool;
use crate::app::demo::{listing, quizzing};
use crate::app::everywhere::{Form, ListForm};
use crate::app::refusal::{Answer, Refusal};
use crate::app::seed;
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::demo::asked::{Asked, Half, Input, Own};
use crate::demo::demonstration::Demo;
use crate::demo::list::{all, named};
use crate::demo::tour::tell::TOUR;
use crate::text;
use crate::view::look::Folded;

/// See a primitive of cryptography work, break when misused, and be repaired
///
/// Without a name it shows the learning path. Every run is real: keys are made, messages encrypted, attacks mounted, and every value
/// shown is this run's own. Work is counted (questions, hashes, guesses), not timed, so that --seed repeats a run to the byte.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DemoCommand {
    #[command(subcommand)]
    tool: Option<Tool>,
    /// Which demonstration, by name or number; without one, the learning path
    name: Option<String>,
    /// Draw everything random from this number, so that a run can be had again
    #[arg(long, requires = "name", value_name = "NUMBER")]
    seed: Option<u64>,
    /// Only how it breaks
    #[arg(long, requires = "name", conflicts_with = "fixed")]
    weak: bool,
    /// Only the primitive at work and the repair
    #[arg(long, requires = "name")]
    fixed: bool,
    /// Answer its three questions; each answer is judged at once
    #[arg(long, requires = "name", conflicts_with_all = ["weak", "fixed", "step"])]
    quiz: bool,
    /// A key of your own: hexadecimal digits, or text:words
    #[arg(long, requires = "name", value_name = "BYTES")]
    key: Option<String>,
    /// A nonce or IV of your own
    #[arg(long, requires = "name", visible_alias = "iv", value_name = "BYTES")]
    nonce: Option<String>,
    /// Associated data of your own
    #[arg(long, requires = "name", value_name = "BYTES")]
    aad: Option<String>,
    /// A message of your own
    #[arg(
        long,
        requires = "name",
        value_name = "BYTES",
        conflicts_with = "message_file"
    )]
    message: Option<String>,
    /// The same from a file; - is standard input
    #[arg(long, requires = "name", value_name = "FILE")]
    message_file: Option<PathBuf>,
    #[command(flatten)]
    from: Source,
    /// Also measure with a real clock, where a demonstration is about time
    #[arg(long, requires = "name")]
    real_clock: bool,
}

/// The longest message file a demonstration takes: it is shown, not processed.
const MOST: u64 = 1 << 20;

impl DemoCommand {
    /// Lists the demonstrations, or tells one.
    ///
    /// # Errors
    /// A name that is none; an input that does not fit; those of the output.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        if let Some(tool) = self.tool {
            return tool.run(ui);
        }
        ui.check()?;
        let Some(name) = &self.name else {
            self.listed(ui)?;
            return Ok(Answer::Good);
        };
        if self.quiz && ui.form() != Form::Plain {
            return Err(no_quiz().into());
        }
        let demo = named(name).ok_or_else(|| no_such(name))?;
        let seed = self.seed.map_or_else(seed::drawn, Ok)?;
        let (own, told) = self.own()?;
        let asked = Asked {
            seed,
            half: match (self.weak, self.fixed) {
                (true, _) => Half::Weak,
                (false, true) => Half::Fixed,
                (false, false) => Half::Both,
            },
            own,
            recording: self.from.recording(demo, ui.lang())?,
            clock: self.real_clock.then_some(now as fn() -> Duration),
        };
        let mut story = demo.story(&asked).map_err(refused)?;
        story.preface.extend(told);
        story.preface.push(text!(
            en: "seed {seed}: everything random is drawn from it; --seed {seed} repeats this run.",
            ko: "시드 {seed}: 모든 무작위 값을 여기서 뽑았다. --seed {seed} 로 똑같이 되풀이된다.",
        ));
        if self.quiz {
            return quizzing::run(&story, ui);
        }
        ui.story(&story, Folded::Show, next(demo, seed))?;
        Ok(Answer::Good)
    }

    fn listed(&self, ui: &Ui) -> Result<()> {
        match ui.list_form()? {
            ListForm::Plain => {
                let path = listing::stretches();
                ui.write(&mut |out| listing::write(&path, ui.look(), out))
            }
            ListForm::Json => ui.write(&mut |out| listing::json(out)),
        }
    }

    /// Inputs of the asker's own, and how each was read.
    fn own(&self) -> Result<(Own, Vec<Text>), Refusal> {
        let mut own = Own::default();
        let mut told = Vec::new();
        for input in Input::ALL {
            let flag = input.flag();
            let (typed, place) = match input {
                Input::Key => (&self.key, &mut own.key),
                Input::Nonce => (&self.nonce, &mut own.nonce),
                Input::Aad => (&self.aad, &mut own.aad),
                Input::Message => (&self.message, &mut own.message),
                Input::Recording => continue,
            };
            let read: Option<Bytes> = match (typed, &self.message_file, input) {
                (Some(typed), ..) => Some(own::typed(flag, typed)?),
                (None, Some(file), Input::Message) => Some(own::file(file, MOST)?),
                (None, ..) => None,
            };
            if let Some(read) = read {
                told.push(read.told(flag));
                *place = Some(read.bytes);
            }
        }
        Ok((own, told))
    }
}

/// Since some moment before; for measuring only.
fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn next(demo: &Demo, seed: u64) -> Vec<String> {
    let name = demo.name;
    if name == TOUR.name {
        return ["tlslab handshake", "tlslab handshake --step", "tlslab demo"]
            .map(str::to_owned)
            .into();
    }
    let mut next = vec![
        format!("tlslab demo {name} --seed {seed} --quiz"),
        format!("tlslab demo {name} --as html -o page.html"),
        format!("tlslab exercise start {}", demo.exercise.number),
    ];
    let mut places = all().skip_while(|other| other.name != name).skip(1);
    next.extend(
        places
            .next()
            .map(|after| format!("tlslab demo {}", after.name)),
    );
    next
}

fn no_such(name: &str) -> Refusal {
    let names = all().chain([&TOUR]).map(|demo| demo.name);
    let hint = match nearest(name, names) {
        Some(close) => text!(en: "did you mean {close}?", ko: "혹시 {close} 인가?"),
        None => Text::new("tlslab demo lists them", "tlslab demo 로 목록을 본다"),
    };
    Refusal::usage(
        text!(en: "there is no demonstration called {name}", ko: "그런 시연은 없음: {name}"),
        hint,
    )
}

fn no_quiz() -> Refusal {
    Refusal::usage(
        Text::new(
            "--quiz asks a person, and judges each answer",
            "--quiz 는 사람에게 묻고 답마다 판정한다",
        ),
        Text::new(
            "leave --quiz out: the questions stand in the JSON and in the page with their answers",
            "--quiz 를 뺀다. 질문은 답과 함께 JSON과 페이지에 들어 있다",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_gets_a_near_one() {
        let refusal = no_such("one-time-pat");
        assert_eq!(refusal.hint.en, "did you mean one-time-pad?");
    }
}
