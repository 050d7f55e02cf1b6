//! `tlslab exercise join`: the pack a teacher handed out is taken.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::exercise::place::Place;
use crate::app::exercise::said;
use crate::app::exercise::set::open;
use crate::app::refusal::{Answer, Refusal, unreadable};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::pack::Pack;
use crate::exercise::student::joining::{self, Meaning};
use crate::exercise::student::path;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Join a class with the pack your teacher gave you
///
/// From then on, exercises have the data of the pack. What you did alone until then stays where it is; a task begun alone is put aside
/// when it is begun for the class. A newer pack of the same class may be joined at any time.
#[derive(Args, Debug)]
pub(super) struct Join {
    /// The pack: a file of your teacher's
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Longer files are no packs.
const MOST: u64 = 64 << 20;

impl Join {
    /// Takes it.
    ///
    /// # Errors
    /// If it is no pack, or one of somebody else; those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let bytes = read(&self.pack)?;
        let refusal = |fault| self.place.refusal(&fault);
        let pack = joining::read(&self.pack, &bytes).map_err(refusal)?;
        let (held, meaning) = self.place.join((&pack, &bytes), ui)?;
        let set = open(None)?;
        let (student, flag) = (&pack.student, self.place.flag());
        let numbers: Vec<u8> = pack.entries.iter().map(|entry| entry.number).collect();
        let name = match student.name.is_empty() {
            true => student.id.clone(),
            false => format!("{} ({})", student.name, student.id),
        };
        let folder = held.home.place().display().to_string();
        let mut sheet = Sheet::new(title(&meaning))
            .with(
                "class",
                Text::new("class", "수업"),
                Datum::word(student.class.clone()),
            )
            .with("student", Text::new("student", "학생"), Datum::word(name))
            .with(
                "exercises",
                Text::new("exercises", "연습 문제"),
                said::numbers(&numbers),
            )
            .with("folder", Text::new("folder", "폴더"), Datum::word(folder));
        sheet = changed(sheet, &meaning, &flag);
        sheet = sheet.note(other_versions(&pack, &set));
        let next = path::next(&set, &held.home.record, Some(&numbers), None);
        if let Some(next) = next {
            sheet = sheet.next(format!("tlslab exercise start {}{flag}", next.number));
        }
        sheet = sheet.next(format!("tlslab exercise list{flag}"));
        said::show("exercise-join", &sheet, form, ui)?;
        Ok(Answer::Good)
    }
}

fn read(place: &Path) -> Result<Vec<u8>, Refusal> {
    let broken = |why: std::io::Error| unreadable(place, &why);
    if place.metadata().map_err(broken)?.is_dir() {
        return Err(broken(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut bytes = Vec::new();
    let file = File::open(place).map_err(broken)?;
    file.take(MOST).read_to_end(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

fn title(meaning: &Meaning) -> Text {
    match meaning {
        Meaning::First | Meaning::AfterAlone => {
            Text::new("You are in the class now", "수업에 들어왔다")
        }
        Meaning::Same => Text::new(
            "You have this pack already; nothing changed",
            "이미 있는 꾸러미이다. 바뀐 것은 없다",
        ),
        Meaning::Renewed(_) => Text::new(
            "The new pack takes the place of the old one; what you did stays",
            "새 꾸러미로 바꾸었다. 지금까지 한 것은 그대로이다",
        ),
    }
}

fn changed(mut sheet: Sheet, meaning: &Meaning, flag: &str) -> Sheet {
    match meaning {
        Meaning::First | Meaning::Same => sheet,
        Meaning::AfterAlone => sheet.note([Text::new(
            "What you did alone stays in this folder and in its log. A task you began alone is put aside, not removed, when you start it for the class.",
            "혼자 한 것은 이 폴더와 로그에 그대로 있다. 혼자 시작한 문제를 수업에서 시작하면, 그 폴더는 지우지 않고 옆에 치워 둔다.",
        )]),
        Meaning::Renewed(changes) => {
            for (key, label, numbers) in [
                ("added", Text::new("new", "새로 생긴 것"), &changes.added),
                ("removed", Text::new("gone", "없어진 것"), &changes.removed),
                ("changed", Text::new("other data", "자료가 바뀐 것"), &changes.changed),
            ] {
                if !numbers.is_empty() {
                    sheet = sheet.with(key, label, said::numbers(numbers));
                }
            }
            match changes.changed.first() {
                Some(number) => sheet.note([text!(
                    en: "Those with other data have to be begun anew if you had begun them: tlslab exercise reset {number}{flag}",
                    ko: "자료가 바뀐 문제를 이미 시작했으면 새로 시작해야 한다: tlslab exercise reset {number}{flag}",
                )]),
                None => sheet,
            }
        }
    }
}

/// Exercises of which the program has another version than the pack, or none.
fn other_versions(pack: &Pack, set: &crate::exercise::set::Set) -> Option<Text> {
    let other = pack.entries.iter().filter(|entry| {
        let ours = set.numbered(entry.number);
        ours.is_none_or(|exercise| exercise.version != entry.version)
    });
    let other: Vec<String> = other.map(|entry| entry.number.to_string()).collect();
    let numbers = other.join(", ");
    (!other.is_empty()).then(|| {
        text!(
            en: "This program has other versions of these exercises than the pack, and cannot judge them: {numbers}. Ask your teacher which tlslab the class works with.",
            ko: "이 프로그램에 있는 버전이 꾸러미와 달라 판정할 수 없는 문제: {numbers}. 수업에서 어느 버전의 tlslab을 쓰는지 선생님께 묻는다.",
        )
    })
}
