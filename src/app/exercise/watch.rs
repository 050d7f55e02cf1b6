//! `tlslab exercise watch`: an exercise is judged again whenever something in its folder changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::Form;
use crate::app::exercise::place::Place;
use crate::app::exercise::set::{named, open};
use crate::app::exercise::{begin, check, hint, list};
use crate::app::output::printed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::set::Set;
use crate::exercise::student::path;
use crate::exercise::student::record::{Record, State};
use crate::exercise::student::source;
use crate::exercise::task::Exercise;
use crate::text;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::{Folded, Look};
use crate::view::plain;
use crate::view::vigil::{Turn, keep};

/// Watch the folder of an exercise, and judge it again whenever a file in it changes
///
/// Keys: n begins the next exercise, h gives a hint, l lists the exercises, q quits.
#[derive(Args, Debug)]
pub(super) struct Watch {
    /// Which, by number or name; without it, the one begun last
    #[arg(value_name = "NUMBER")]
    exercise: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Between two looks at the folder.
const PAUSE: Duration = Duration::from_millis(300);

/// What a folder holds, as far as a look tells: names, times, lengths.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

struct Watcher<'w> {
    set: &'w Set,
    exercise: &'w Exercise,
    place: &'w Place,
    ui: &'w Ui,
    /// What was there when it was judged last.
    judged: Option<Seen>,
    /// What was there a look ago: a change is judged when it is over.
    before: Seen,
}

impl Watch {
    /// Watches it until the user quits.
    ///
    /// # Errors
    /// Away from a terminal; if nothing was begun; those of the home and of the terminal.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        if !terminal || ui.output().is_some() || ui.form() != Form::Plain || ui.talks() {
            return Err(no_terminal().into());
        }
        let set = open(None)?;
        let record = self.place.look()?.record;
        let exercise = match &self.exercise {
            Some(typed) => named(&set, typed)?,
            None => latest(&set, &record).ok_or_else(|| nothing(&self.place.flag()))?,
        };
        // What is wrong with it is said before the terminal is taken.
        let mut held = self.place.enter(exercise.number, ui)?;
        source::begun(&mut held, exercise, Place::now())
            .map_err(|fault| self.place.refusal(&fault))?;
        drop(held);
        let mut watcher = Watcher {
            set: &set,
            exercise,
            place: &self.place,
            ui,
            judged: None,
            before: Seen::new(),
        };
        let keys = Text::new(
            "watching: n next  h hint  l list  q quit",
            "지켜보는 중: n 다음 문제  h 힌트  l 목록  q 끝",
        );
        let prompt = Row(vec![Span::new(ui.look().say(&keys), Ink::Faint)]);
        let mut turn = |key: Option<char>, look: &Look| watcher.turn(key, look);
        let kept = keep(
            ui.look().clone(),
            PAUSE,
            &prompt,
            &mut turn,
            &mut io::stdout().lock(),
        );
        printed(kept)?;
        Ok(Answer::Good)
    }
}

impl Watcher<'_> {
    fn turn(&mut self, key: Option<char>, look: &Look) -> Turn {
        let told = match key.map(|key| key.to_ascii_lowercase()) {
            Some('q') => return Turn::Quit(Vec::new()),
            Some('h') => self.hint(look),
            Some('l') => self.list(look),
            Some('n') => self.next(look),
            Some(_) => return Turn::Still,
            None => return self.glance(look),
        };
        Turn::Show(told.unwrap_or_else(|why| complaint(&why, look)))
    }

    /// Judges it if something changed, and the change is over.
    fn glance(&mut self, look: &Look) -> Turn {
        let Ok(folder) = self.place.look().map(|home| home.folder(self.exercise)) else {
            return Turn::Still;
        };
        let mut seen = Seen::new();
        look_through(&folder, &mut seen);
        let still = seen == self.before || self.judged.is_none();
        self.before = seen.clone();
        if self.judged.as_ref() == Some(&seen) || !still {
            return Turn::Still;
        }
        self.judged = Some(seen);
        let none = BTreeMap::new();
        let ruled = check::ruled(self.set, self.exercise, &none, self.place, self.ui);
        let told = ruled.and_then(|ruled| {
            let look = Look {
                folded: Folded::Show,
                next: ruled.next,
                ..look.clone()
            };
            let mut text = b"\n".to_vec();
            plain::write(&ruled.story, &look, &mut text)?;
            text.push(b'\n');
            Ok(text)
        });
        Turn::Show(told.unwrap_or_else(|why| complaint(&why, look)))
    }

    fn hint(&self, look: &Look) -> Result<Vec<u8>> {
        let given = hint::give(self.exercise, self.place, self.ui)?;
        let mut text = b"\n".to_vec();
        hint::told(&given, look, &mut text)?;
        text.push(b'\n');
        Ok(text)
    }

    fn list(&self, look: &Look) -> Result<Vec<u8>> {
        let listed = list::listed(self.set, None, self.place)?;
        let mut text = b"\n".to_vec();
        list::table(&listed, look, &mut text)?;
        text.push(b'\n');
        Ok(text)
    }

    /// Begins the next exercise, and watches that.
    fn next(&mut self, look: &Look) -> Result<Vec<u8>> {
        let home = self.place.look()?;
        let pack = source::numbers(&home);
        let number = Some(self.exercise.number);
        let Some(next) = path::next(self.set, &home.record, pack.as_deref(), number) else {
            let none = look.word("There is no other exercise left.", "남은 문제가 없다.");
            return Ok(format!("{none}\n").into_bytes());
        };
        let set: &Set = self.set;
        let Some(exercise) = set.numbered(next.number) else {
            return Ok(Vec::new());
        };
        let begun = begin::begin(exercise, self.place, self.ui)?;
        self.exercise = exercise;
        // What is there now is what was given: it is judged once something is added to it.
        let mut seen = Seen::new();
        look_through(&begun.folder, &mut seen);
        (self.before, self.judged) = (seen.clone(), Some(seen));
        let mut text = b"\n".to_vec();
        begin::told(exercise, &begun, self.place, look, &mut text)?;
        text.push(b'\n');
        Ok(text)
    }
}

/// More than this is looked at by nobody.
const MANY: usize = 2000;

fn look_through(folder: &Path, seen: &mut Seen) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if seen.len() >= MANY {
            return;
        }
        let path = entry.path();
        // A link to a folder is not followed: it may lead back.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            look_through(&path, seen);
        }
        let found = path.metadata().ok();
        let length = found.as_ref().map_or(0, fs::Metadata::len);
        let time = found.and_then(|found| found.modified().ok());
        seen.insert(path, (time, length));
    }
}

/// The exercise that was begun last and is not done; else the one begun last.
fn latest<'s>(set: &'s Set, record: &Record) -> Option<&'s Exercise> {
    let tasks = record.tasks.iter();
    let latest = tasks.max_by_key(|(_, task)| (task.state() == State::Begun, task.since));
    set.numbered(*latest?.0)
}

fn complaint(why: &anyhow::Error, look: &Look) -> Vec<u8> {
    let said = match why.downcast_ref::<Refusal>() {
        Some(refusal) => format!(
            "{}: {}\n{}: {}\n",
            look.word("error", "오류"),
            look.say(&refusal.what),
            look.word("hint", "도움말"),
            look.say(&refusal.hint)
        ),
        None => format!("{why:#}\n"),
    };
    said.into_bytes()
}

fn no_terminal() -> Refusal {
    Refusal::usage(
        Text::new(
            "watch talks to a person at a terminal, not to a file or a program",
            "watch는 터미널 앞의 사람을 위한 것이다. 파일이나 프로그램에는 쓸 수 없다",
        ),
        Text::new(
            "run it without a pipe, -o, --as and --step; `tlslab exercise check` judges once",
            "파이프, -o, --as, --step 없이 실행한다. `tlslab exercise check` 는 한 번 판정한다",
        ),
    )
}

fn nothing(flag: &str) -> Refusal {
    Refusal::usage(
        Text::new("no exercise was begun", "시작한 연습 문제가 없음"),
        text!(en: "`tlslab exercise{flag}` says how to begin", ko: "`tlslab exercise{flag}` 로 시작하는 법을 볼 수 있다"),
    )
}
