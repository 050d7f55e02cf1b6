//! Where a command's output goes and how it looks.

use std::borrow::Cow;
use std::env;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;

use crate::app::draft::Draft;
use crate::app::everywhere::{Everywhere, Form, ListForm, When};
use crate::app::locale;
use crate::app::output::{OUT, is_same, possible, printed, save, tell};
use crate::app::refusal::Refusal;
use crate::base::text::{Lang, Text};
use crate::story::compare::model::Comparison;
use crate::story::model::Story;
use crate::text;
use crate::view::compare;
use crate::view::html;
use crate::view::html::capture::Capture;
use crate::view::json;
use crate::view::look::{Depth, Folded, Look, Marks, Paint};
use crate::view::plain;
use crate::view::terminal;
use crate::view::tui;
use crate::view::tui::compare::abreast::Abreast;
use crate::view::tui::story::reader::Reader;

/// The user's side of a command.
#[derive(Debug)]
pub struct Ui {
    everywhere: Everywhere,
    look: Look,
}

impl Ui {
    /// What flags and environment ask for.
    pub fn new(mut everywhere: Everywhere) -> Self {
        everywhere.output = everywhere.output.filter(|place| place.as_os_str() != "-");
        let variables = |name: &str| env::var(name).ok();
        let to_terminal = io::stdout().is_terminal() && everywhere.output.is_none();
        let lang = everywhere
            .lang
            .map_or_else(|| locale::lang(&variables), Lang::from);
        let colour = match everywhere.color {
            When::Always => true,
            When::Never => false,
            When::Auto => match locale::colour(&variables) {
                Some(wanted) => wanted && everywhere.output.is_none(),
                None => to_terminal,
            },
        };
        colored::control::set_override(colour);
        let screen = || match to_terminal {
            true => crossterm::terminal::size().ok(),
            false => None,
        };
        let width = locale::columns(&variables)
            .or_else(|| screen().map(|(columns, _)| columns.into()))
            .unwrap_or(80);
        let marks = match everywhere.output {
            Some(_) => Marks::Unicode,
            None => locale::marks(lang, &variables),
        };
        let look = Look {
            depth: Depth::from(everywhere.depth),
            lang,
            width,
            paint: if colour { Paint::Colour } else { Paint::Plain },
            folded: Folded::Hide,
            marks,
            next: Vec::new(),
        };
        Self { everywhere, look }
    }

    /// The language in use.
    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// The file asked for instead of the terminal.
    pub fn output(&self) -> Option<&Path> {
        self.everywhere.output.as_deref()
    }

    /// How things look.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The form asked for.
    pub fn form(&self) -> Form {
        self.everywhere.form
    }

    /// The form asked for, of what is no story.
    ///
    /// # Errors
    /// A page: it holds one story. Commands that do something ask before they do it.
    pub fn list_form(&self) -> Result<ListForm, Refusal> {
        match self.form() {
            Form::Plain => Ok(ListForm::Plain),
            Form::Json => Ok(ListForm::Json),
            Form::Tui => Err(Refusal::usage(
                Text::new(
                    "--as tui shows one story on the whole screen, and this is none",
                    "--as tui 는 이야기 하나를 전체 화면으로 보여 준다. 이것은 이야기가 아니다",
                ),
                Text::new(
                    "ask for one story: `tlslab handshake`, `tlslab demo NAME`, `tlslab cert show FILE`; of lists, `tlslab inspect FILE --as tui` alone has a screen",
                    "이야기 하나를 고른다: `tlslab handshake`, `tlslab demo 이름`, `tlslab cert show 파일`. 목록 가운데서는 `tlslab inspect 파일 --as tui` 만 전체 화면으로 볼 수 있다",
                ),
            )),
            Form::Html => Err(Refusal::usage(
                Text::new(
                    "--as html makes a page of one story, and this is none",
                    "--as html 은 이야기 하나를 페이지로 만든다. 이것은 이야기가 아니다",
                ),
                Text::new(
                    "ask for one story: `tlslab demo NAME`, `tlslab inspect FILE --connection N`, `tlslab cert show FILE`; lists are there as text and as JSON",
                    "이야기 하나를 고른다: `tlslab demo 이름`, `tlslab inspect 파일 --connection N`, `tlslab cert show 파일`. 목록은 글이나 JSON으로 볼 수 있다",
                ),
            )),
        }
    }

    /// Refuses what cannot be shown, before any work is done for it.
    ///
    /// # Errors
    /// `--step` or `--as tui` with a file, with another form, or away from a terminal; a page for a browser on a terminal; a file in a folder that is not
    /// there, or that is a folder.
    pub fn check(&self) -> Result<()> {
        if let Some(place) = self.output() {
            possible(place)?;
        }
        self.handout()?;
        if self.form() == Form::Html && self.output().is_none() && io::stdout().is_terminal() {
            return Err(Refusal::usage(
                Text::new(
                    "--as html is a page for a browser, not for a terminal",
                    "--as html 은 터미널이 아니라 브라우저에서 보는 페이지이다",
                ),
                Text::new(
                    "write it to a file with -o page.html, and open that in a browser",
                    "-o page.html 로 파일에 쓰고 브라우저로 연다",
                ),
            )
            .into());
        }
        let (flag, en, ko) = match (self.everywhere.step, self.form()) {
            (true, Form::Plain) | (false, Form::Tui) if self.output().is_none() => {
                return self.at_terminal();
            }
            (false, Form::Plain | Form::Json | Form::Html) => return Ok(()),
            (true, Form::Tui) if self.output().is_none() => {
                return Err(Refusal::usage(
                    Text::new(
                        "--as tui goes step by step already",
                        "--as tui: 이미 한 단계씩 보여 준다",
                    ),
                    Text::new("leave --step out", "--step 을 뺀다"),
                )
                .into());
            }
            (true, _) => (
                "--step",
                "--step or -o and --as",
                "--step 을 빼거나, -o 와 --as 를",
            ),
            (false, Form::Tui) => ("--as tui", "--as tui or -o", "--as tui 를 빼거나, -o 를"),
        };
        Err(Refusal::usage(
            text!(
                en: "{flag} talks to a person at a terminal, not to a file or a program",
                ko: "{flag}: 터미널 앞의 사람을 위한 것이다. 파일이나 프로그램에는 쓸 수 없다",
            ),
            text!(en: "leave {en} out", ko: "{ko} 뺀다"),
        )
        .into())
    }

    /// Whether blanks are asked for.
    pub fn blanks(&self) -> bool {
        self.everywhere.blanks
    }

    /// Refuses blanks in what is no page, and a key in the place of the page.
    fn handout(&self) -> Result<()> {
        if self.everywhere.blanks && self.form() != Form::Html {
            return Err(Refusal::usage(
                Text::new(
                    "--blanks makes a page to hand out, and this is no page",
                    "--blanks 는 나누어 줄 페이지를 만든다. 이것은 페이지가 아니다",
                ),
                Text::new(
                    "add --as html -o handout.html; --as tui hides answers with a key",
                    "--as html -o handout.html 을 더한다. --as tui 에서는 키로 답을 가린다",
                ),
            )
            .into());
        }
        let Some(key) = &self.everywhere.answers else {
            return Ok(());
        };
        if self.output().is_some_and(|page| is_same(page, key)) {
            return Err(Refusal::usage(
                Text::new(
                    "--answers and -o name the same file",
                    "--answers 와 -o 가 같은 파일을 가리킨다",
                ),
                Text::new(
                    "give the key a file of its own",
                    "정답에 다른 파일 이름을 준다",
                ),
            )
            .into());
        }
        possible(key)
    }

    /// Writes the page to hand out, and its key where one is asked for.
    fn hand_out(&self, story: &Story, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        if let Some(place) = &self.everywhere.answers {
            let mut draft = Draft::begin(place)?;
            html::key(story, look, &mut draft)?;
            draft.finish()?;
        }
        html::handout(story, look, out)?;
        if self.everywhere.answers.is_none() {
            tell(self.look.word(
                "no key was written; --answers key.html writes one",
                "정답은 쓰지 않았다. --answers key.html 을 더하면 정답도 쓴다",
            ));
        }
        Ok(())
    }

    /// Refuses to talk where nobody listens.
    fn at_terminal(&self) -> Result<()> {
        // The whole screen takes its keys from the terminal itself, so that a capture may come through standard input.
        let keys = || match self.form() {
            Form::Tui => File::open("/dev/tty").is_ok(),
            Form::Plain | Form::Json | Form::Html => false,
        };
        if io::stdout().is_terminal() && (io::stdin().is_terminal() || keys()) {
            return Ok(());
        }
        let flag = match self.everywhere.step {
            true => "--step",
            false => "--as tui",
        };
        Err(Refusal::usage(
            text!(
                en: "{flag} needs a terminal to read keys from and to write to",
                ko: "{flag}: 키를 읽고 글을 쓸 터미널이 필요하다",
            ),
            text!(
                en: "run it without a pipe, or leave {flag} out; --depth field shows as much",
                ko: "파이프 없이 실행하거나 {flag} 없이 실행한다. --depth field 로도 같은 내용을 볼 수 있다",
            ),
        )
        .into())
    }

    /// Shows `story` in the form asked for, with commands to try next.
    ///
    /// # Errors
    /// Those of the output.
    pub fn story(&self, story: &Story, folded: Folded, next: Vec<String>) -> Result<()> {
        if self.talks() {
            return Ok(self.tell(story, folded, next, &mut io::sink())?);
        }
        self.write(&mut |out| self.tell(story, folded, next.clone(), out))
    }

    /// Whether somebody at the terminal goes through what is told, step by step.
    pub fn talks(&self) -> bool {
        self.everywhere.step || self.form() == Form::Tui
    }

    /// Writes `story` to `out` in the form asked for, with commands to try next; a story that somebody goes through goes to the terminal.
    ///
    /// # Errors
    /// Those of the output.
    pub fn tell(
        &self,
        story: &Story,
        folded: Folded,
        next: Vec<String>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let look = Look {
            folded,
            next,
            ..self.look.clone()
        };
        match self.form() {
            Form::Plain if self.talks() => terminal::step(story, look, &mut io::stdout().lock()),
            Form::Tui => {
                tui::terminal::show(Box::new(Reader::new(Cow::Borrowed(story), look))).map(drop)
            }
            Form::Plain => plain::write(story, &look, out),
            Form::Json => json::write(story, out),
            Form::Html if self.everywhere.blanks => self.hand_out(story, &look, out),
            Form::Html => html::write(story, &look, out),
        }
    }

    /// Shows two stories side by side in the form asked for, with commands to try next.
    ///
    /// # Errors
    /// Those of the output.
    pub fn compare(
        &self,
        comparison: &Comparison<'_>,
        folded: Folded,
        next: Vec<String>,
    ) -> Result<()> {
        let look = Look {
            folded,
            next,
            ..self.look.clone()
        };
        match self.form() {
            Form::Plain => self.write(&mut |out| compare::write(comparison, &look, out)),
            Form::Json => self.write(&mut |out| json::compare::write(comparison, out)),
            Form::Html => self.write(&mut |out| html::compare::write(comparison, &look, out)),
            Form::Tui => {
                let screen = Box::new(Abreast::new(comparison, look));
                Ok(tui::terminal::show(screen).map(drop)?)
            }
        }
    }

    /// Writes a capture as a page.
    ///
    /// # Errors
    /// Blanks: they are for one story; those of the output.
    pub fn capture(&self, page: &Capture, out: &mut dyn Write) -> Result<()> {
        if self.everywhere.blanks {
            return Err(Refusal::usage(
                Text::new(
                    "--blanks makes a page of one story, and this is a table of connections",
                    "--blanks 는 이야기 하나로 페이지를 만든다. 이것은 연결의 표이다",
                ),
                Text::new(
                    "choose one: --connection NUMBER",
                    "하나를 고른다: --connection 번호",
                ),
            )
            .into());
        }
        Ok(page.write(&self.look, out)?)
    }

    /// Writes what `body` writes to the file asked for, or to standard output.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&self, body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match &self.everywhere.output {
            Some(place) => save(place, body),
            None => {
                let mut out = BufWriter::with_capacity(OUT, io::stdout().lock());
                printed(body(&mut out).and_then(|()| out.flush()))
            }
        }
    }
}
