//! `tlslab exercise ask`: a question to the oracle of an exercise, or many.

use std::io::{self, BufRead, BufWriter, Write};

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::place::Place;
use crate::app::exercise::set::{named, open};
use crate::app::output::printed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::entry::Entry;
use crate::exercise::form::Form;
use crate::exercise::handed::Exchange;
use crate::exercise::kind::Oracle;
use crate::exercise::kinds::list;
use crate::exercise::student::home::Home;
use crate::exercise::student::source;
use crate::exercise::student::transcript::Pen;
use crate::exercise::task::Exercise;
use crate::text;
use crate::view::json;
use crate::view::sheet::{Datum, Sheet};

/// Ask the oracle of an exercise: something that keeps a secret and answers questions
///
/// Every question and reply is taken down, and handed in with the rest. Questions are not flushed to the disk one by one, so that
/// thousands take seconds: should the power fail, the last ones may have to be asked again.
#[derive(Args, Debug)]
pub(super) struct Ask {
    /// Which exercise, by number or name
    #[arg(value_name = "NUMBER")]
    exercise: String,
    /// The question: bytes in hexadecimal, or text:words; - reads a question a line from standard input, and answers each at once
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[command(flatten)]
    place: Place,
}

/// The longest question that is taken.
const MOST: usize = 16 << 10;

/// Somebody at the oracle.
struct Visit {
    oracle: &'static Oracle,
    entry: Entry,
    pen: Pen,
    place: Place,
    form: ListForm,
}

impl Ask {
    /// Asks it.
    ///
    /// # Errors
    /// If there is no oracle, if the question cannot be read; those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let exercise = named(&set, &self.exercise)?;
        let kind = list::named(&exercise.kind);
        let Some(oracle) = kind.and_then(|kind| kind.oracle.as_ref()) else {
            return Err(no_oracle(exercise).into());
        };
        let input = self.input.join(" ");
        let single = match input.as_str() {
            "-" => None,
            typed => Some(question(typed).map_err(|why| unread(&why, None))?),
        };
        let (home, entry) = at_oracle(exercise, &self.place, ui)?;
        let mut visit = Visit {
            oracle,
            entry,
            pen: self.place.pen(&home, exercise.number)?,
            place: self.place,
            form,
        };
        match single {
            Some(question) => {
                let reply = visit.ask(question)?;
                ui.write(&mut |out| reply.write(form, out))?;
            }
            None => visit.many(ui)?,
        }
        Ok(Answer::Good)
    }
}

/// The home, and what the oracle knows: looked at without the lock where that is beyond doubt, for this is done thousands of times.
fn at_oracle(exercise: &Exercise, place: &Place, ui: &Ui) -> Result<(Home, Entry)> {
    let home = place.look()?;
    let task = home.record.tasks.get(&exercise.number);
    if task.is_some_and(|task| task.version == exercise.version)
        && let Some(entry) = source::ready(&home, exercise)
    {
        return Ok((home, entry));
    }
    let mut held = place.enter(exercise.number, ui)?;
    let drawn =
        source::begun(&mut held, exercise, Place::now()).map_err(|fault| place.refusal(&fault))?;
    Ok((held.home.clone(), drawn.entry))
}

/// What was said.
struct Reply(Exchange);

impl Reply {
    fn write(&self, form: ListForm, out: &mut dyn Write) -> io::Result<()> {
        let Exchange { question, reply } = &self.0;
        match form {
            ListForm::Plain => writeln!(out, "{reply}"),
            ListForm::Json => {
                let sheet = Sheet::new(Text::EMPTY)
                    .also("question", Datum::word(hex::encode(question)))
                    .also("reply", Datum::word(reply.clone()));
                json::sheet::write("exercise-ask", &sheet, out)
            }
        }
    }
}

impl Visit {
    fn ask(&mut self, question: Vec<u8>) -> Result<Reply> {
        let reply = (self.oracle.reply)(&self.entry.secret, &question);
        let exchange = Exchange { question, reply };
        let noted = self.pen.note(Place::now(), exchange.clone());
        noted.map_err(|fault| self.place.refusal(&fault))?;
        Ok(Reply(exchange))
    }

    /// A question a line; each is answered before the next is read, so that a program can go on from a reply.
    fn many(&mut self, ui: &Ui) -> Result<()> {
        let mut failed = None;
        ui.write(&mut |out| {
            let mut out = BufWriter::new(out);
            for (number, line) in (1_u64..).zip(io::stdin().lock().split(b'\n')) {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                if line.trim().is_empty() {
                    continue;
                }
                let asked = question(line.trim_end_matches('\r'))
                    .map_err(|why| unread(&why, Some(number)).into())
                    .and_then(|question| self.ask(question));
                match asked {
                    Ok(reply) => {
                        reply.write(self.form, &mut out)?;
                        out.flush()?;
                    }
                    Err(why) => {
                        failed = Some(why);
                        break;
                    }
                }
            }
            out.flush()
        })?;
        match failed {
            Some(why) => Err(why),
            None => printed(io::stdout().flush()),
        }
    }
}

/// What somebody typed, as bytes.
fn question(typed: &str) -> Result<Vec<u8>, Text> {
    let bytes = match typed.trim_start().strip_prefix("text:") {
        Some(words) => words.as_bytes().to_vec(),
        None => hex::decode(Form::Hex.read(typed)?.plain).unwrap_or_default(),
    };
    match bytes.len() > MOST {
        true => Err(text!(
            en: "it is longer than {MOST} bytes, the most the oracle takes",
            ko: "오라클이 받는 최대 길이 {MOST}바이트보다 길다",
        )),
        false => Ok(bytes),
    }
}

fn unread(why: &Text, line: Option<u64>) -> Refusal {
    let (en, ko) = (&why.en, &why.ko);
    let what = match line {
        Some(line) => {
            text!(en: "line {line} is no question: {en}", ko: "{line}번 줄은 질문이 아님: {ko}")
        }
        None => text!(en: "that is no question: {en}", ko: "질문이 아님: {ko}"),
    };
    Refusal::usage(
        what,
        Text::new(
            "write bytes in hexadecimal, such as 00ff, and words as text:hello",
            "바이트는 00ff 처럼 16진수로, 글은 text:hello 로 쓴다",
        ),
    )
}

fn no_oracle(exercise: &Exercise) -> Refusal {
    let number = exercise.number;
    Refusal::usage(
        text!(en: "exercise {number} has no oracle: nobody answers questions there", ko: "{number}번 문제에는 오라클이 없다. 질문에 답하는 것이 없다"),
        text!(en: "`tlslab exercise start {number}` shows its task", ko: "`tlslab exercise start {number}` 로 문제를 다시 볼 수 있다"),
    )
}
