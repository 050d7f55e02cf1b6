//! The command itself: how its captures follow one another, and what is said at the end.

use std::io::{self, IsTerminal};
use std::thread;

use anyhow::Result;

use crate::app::everywhere::Form;
use crate::app::inspect::abreast::{self, Going, Hands};
use crate::app::inspect::asked::Inspect;
use crate::app::inspect::desk::Desk;
use crate::app::inspect::input::Input;
use crate::app::inspect::private::Private;
use crate::app::inspect::report::{Reports, say};
use crate::app::inspect::screen;
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::unmatched;
use crate::app::inspect::wanted::Wanted;
use crate::app::inspect::work::Work;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::text;
use crate::view::tui::terminal::End;

impl Inspect {
    /// Reads every capture and shows what is asked for.
    ///
    /// # Errors
    /// If a capture or key log cannot be read, if there is no such connection; those of the output. Damage is said, and is in the answer.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        self.check(ui)?;
        let wanted = Wanted::new(self.query.as_deref(), self.sort.as_deref())?;
        let screen = ui.form() == Form::Tui;
        let desk = Desk {
            asked: &self,
            ui,
            private: Private::read(&self.rsa_key)?,
            secrets: Secrets::read(&self.keys, ui.lang())?,
            stopping: match screen {
                // There, Ctrl-C is a key, and a signal ends the program as ever.
                true => Stopping::default(),
                false => Stopping::watch(),
            },
        };
        let inputs: Vec<Input> = self.files.iter().map(|place| Input::new(place)).collect();
        if screen {
            return self.screen(&desk, wanted, &inputs);
        }
        let work = Work { desk, wanted };
        let mut reports = Reports::default();
        let shown = ui.write(&mut |out| {
            abreast::each(
                inputs.len(),
                self.hands(ui),
                &|n, seat, out| match inputs.get(n) {
                    Some(input) => work.on(input, seat, out),
                    None => Err(io::Error::from(io::ErrorKind::NotFound).into()),
                },
                out,
                &mut |result, out| {
                    reports.take(result, inputs.len(), ui.lang(), out)?;
                    if ui.form() == Form::Plain && reports.seen() < inputs.len() {
                        writeln!(out)?;
                    }
                    Ok(match work.desk.stopping.asked() {
                        true => Going::Enough,
                        false => Going::On,
                    })
                },
            )
        });
        if let Some(fatal) = reports.fatal.take() {
            return Err(fatal);
        }
        shown?;
        self.leftovers(&work.desk, &reports, ui);
        Ok(reports.answer())
    }

    /// Shows the captures on the whole screen; what is left to say is said when it was left.
    fn screen(&self, desk: &Desk<'_>, wanted: Wanted, inputs: &[Input]) -> Result<Answer> {
        let (shown, end) = match (self.connection(), inputs) {
            (Some(number), [input, ..]) => screen::story(desk, input, number)?,
            (_, _) => screen::table(desk, wanted, inputs)?,
        };
        let mut reports = Reports::default();
        let lang = desk.ui.lang();
        for report in shown {
            reports.take(Ok(report), inputs.len(), lang, &mut io::sink())?;
        }
        if reports.seen() == inputs.len() {
            self.leftovers(desk, &reports, desk.ui);
        }
        Ok(match end {
            End::Left => reports.answer(),
            End::Stopped => Answer::Stopped,
        })
    }

    /// Refuses what does not go together.
    fn check(&self, ui: &Ui) -> Result<(), Refusal> {
        match ui.form() {
            Form::Html => self.check_page(ui)?,
            Form::Plain | Form::Json | Form::Tui => self.check_choice()?,
        }
        if ui.form() == Form::Tui {
            self.check_screen()?;
        }
        let shaped = self.sort.is_some() || self.limit.is_some_and(|most| most > 0);
        if ui.form() == Form::Json && shaped {
            return Err(Refusal::usage(
                Text::new(
                    "--sort and --limit shape the table; JSON has every connection, in the order of the capture",
                    "--sort 와 --limit 은 표를 위한 것이다. JSON은 모든 연결을 캡처의 순서대로 담는다",
                ),
                Text::new(
                    "choose with --where; head -n 10 takes the first ten lines, jq -s 'sort_by(.packets)' puts them in order",
                    "--where 로 고른다. 처음 열 줄은 head -n 10 으로, 순서는 jq -s 'sort_by(.packets)' 로 정한다",
                ),
            ));
        }
        Ok(())
    }

    /// Refuses to tell one connection and list others, and to tell several: a page has room for both.
    fn check_choice(&self) -> Result<(), Refusal> {
        if self.connections.is_empty() || (self.connections.len() == 1 && !self.is_shaped()) {
            return Ok(());
        }
        Err(Refusal::usage(
            Text::new(
                "--connection tells one connection and has no table: several, and a table beside them, are for a page",
                "--connection 은 연결 하나를 이야기하며 표가 없다. 여러 연결이나 표를 곁들이는 것은 페이지에서 된다",
            ),
            Text::new(
                "name one connection alone, or add --as html -o page.html",
                "연결을 하나만 고르고 표의 옵션을 빼거나, --as html -o page.html 을 더한다",
            ),
        ))
    }

    /// Refuses what a page cannot hold.
    fn check_page(&self, ui: &Ui) -> Result<(), Refusal> {
        if self.files.len() > 1 {
            return Err(Refusal::usage(
                Text::new(
                    "--as html makes a page of one capture, and these are several",
                    "--as html 은 캡처 하나를 페이지로 만든다. 캡처가 여럿이다",
                ),
                Text::new("name one capture", "캡처를 하나만 준다"),
            ));
        }
        if self.summary || self.follow.is_some() {
            ui.list_form()?;
        }
        Ok(())
    }

    /// Refuses what the screen does not show.
    fn check_screen(&self) -> Result<(), Refusal> {
        let (what, hint) = if self.summary || self.follow.is_some() {
            let flag = match self.summary {
                true => "--summary",
                false => "--follow",
            };
            (
                text!(en: "{flag} writes text: --as tui has no screen for it", ko: "{flag}: 글로 쓰는 것이라 --as tui 의 화면이 없다"),
                Text::new("leave --as tui out", "--as tui 를 뺀다"),
            )
        } else if self.limit.is_some_and(|most| most > 0) {
            (
                Text::new(
                    "--limit shapes the table that is written; on the screen all connections are there",
                    "--limit 은 글로 쓰는 표를 위한 것이다. 화면에는 모든 연결이 있다",
                ),
                Text::new(
                    "leave --limit out; --where chooses, and f at the screen",
                    "--limit 을 뺀다. --where 로, 화면에서는 f 로 고른다",
                ),
            )
        } else if !self.connections.is_empty() && self.files.len() > 1 {
            (
                Text::new(
                    "--connection is one of one capture, and these are several",
                    "--connection 은 캡처 하나의 연결이다. 캡처가 여럿이다",
                ),
                Text::new(
                    "name one capture, or leave --connection out: the table has all of them",
                    "캡처를 하나만 주거나 --connection 을 뺀다. 표에는 모두 있다",
                ),
            )
        } else if self.files.iter().any(|file| file.as_os_str() == "-") && io::stdin().is_terminal()
        {
            (
                Text::new(
                    "- is standard input, and that is the keyboard here",
                    "- 는 표준 입력이고, 여기서는 그것이 키보드이다",
                ),
                Text::new(
                    "send a capture through a pipe (tcpdump -w - | tlslab inspect - --as tui), or name a file",
                    "캡처를 파이프로 보내거나(tcpdump -w - | tlslab inspect - --as tui) 파일을 지정한다",
                ),
            )
        } else {
            return Ok(());
        };
        Err(Refusal::usage(what, hint))
    }

    /// Two captures are read at a time where there are two processors and nobody steps through one.
    fn hands(&self, ui: &Ui) -> Hands {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        // What is exported has the same names for every capture: the last one stays.
        match processors > 1 && !ui.talks() && self.export.is_none() {
            true => Hands::Two,
            false => Hands::One,
        }
    }

    /// Says which of the secrets given had no use.
    fn leftovers(&self, desk: &Desk<'_>, reports: &Reports, ui: &Ui) {
        let Some(unused) = reports.unused() else {
            return;
        };
        let mut said = Vec::new();
        if !self.keys.is_empty() && !unused.randoms.is_empty() {
            let log = desk.secrets.log();
            said = unmatched::said(&log, &self.keys, |random| unused.randoms.contains(random));
        }
        said.extend(desk.private.idle(|key| unused.keys.contains(&key)));
        for text in &said {
            say(text, ui.lang());
        }
    }
}
