//! `tlslab exercise class new`: the folder and the key of a class.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::class::faults::no_class;
use crate::app::exercise::class::wanted::{listed, of_track};
use crate::app::exercise::set::open;
use crate::app::moment::now;
use crate::app::output::printed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::seed::key;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::class::roster::harmless;
use crate::exercise::seed::ClassKey;
use crate::keys::certificate::date;
use crate::text;
use crate::view::json;
use crate::view::sheet::{self, Datum, Sheet};

/// Make the folder of a class, with its key
#[derive(Args, Debug)]
pub(super) struct New {
    /// What the class is called: letters, digits, - _ and .
    #[arg(value_name = "NAME")]
    name: String,
    /// The folder to make; by default one of that name, here
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Only the exercises of this track
    #[arg(long, value_name = "NAME", conflicts_with = "exercises")]
    track: Option<String>,
    /// Only these exercises, such as 1,3,7-9
    #[arg(long, value_name = "NUMBERS")]
    exercises: Option<String>,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
}

impl New {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.list_form()?;
        let set = open(self.set.as_deref())?;
        if let Err(why) = harmless(&self.name) {
            let (en, ko) = (
                why.en.replace("the id", "the name"),
                why.ko.replace("id", "이름"),
            );
            return Err(Refusal::usage(
                text!(en: "this cannot be the name of a class: {en}", ko: "수업 이름으로 쓸 수 없음: {ko}"),
                Text::new("such as tls-2026", "예: tls-2026"),
            )
            .into());
        }
        let exercises = match (&self.exercises, &self.track) {
            (Some(typed), _) => listed(&set, typed)?,
            (None, Some(track)) => of_track(&set, track)?,
            (None, None) => set.exercises.iter().map(|one| one.number).collect(),
        };
        let class = Class {
            place: self.dir.unwrap_or_else(|| PathBuf::from(&self.name)),
            key: ClassKey(random()?),
            name: self.name,
            made: date(now(None)),
            exercises,
            enrolled: BTreeMap::new(),
        };
        let class = class.found().map_err(no_class)?;
        let place = class.place.display();
        let sheet = Sheet::new(text!(en: "Made the class {name}: {place}", ko: "수업을 만들었다: {name} ({place})", name = &class.name))
            .also("name", Datum::word(class.name.clone()))
            .with("folder", Text::new("folder", "폴더"), Datum::word(place.to_string()))
            .with("key", Text::new("key", "키"), Datum::word(class.place.join("class.key").display().to_string()))
            .with("exercises", Text::new("exercises", "문제"), Datum::List(class.exercises.iter().map(u8::to_string).collect()))
            .note([Text::new(
                "Whoever has class.key has all answers of all students. Keep it from them, and keep a copy of it: without it nothing can be graded, and nobody can make it again.",
                "class.key 를 가진 사람은 모든 학생의 모든 답을 갖는다. 학생에게 보이지 말고 사본을 따로 보관한다. 잃어버리면 채점할 수 없고, 다시 만들 수도 없다.",
            )])
            .next(format!("tlslab exercise class packs ROSTER.csv --class {place}"));
        say(ui, "class-new", &sheet)?;
        Ok(Answer::Good)
    }
}

/// Says what was done, on the standard output: of these commands, `-o` names what they make.
pub(super) fn say(ui: &Ui, name: &str, sheet: &Sheet) -> Result<()> {
    let out = &mut io::stdout().lock();
    printed(match ui.list_form()? {
        ListForm::Plain => sheet::write(sheet, ui.look(), out),
        ListForm::Json => json::sheet::write(name, sheet, out),
    })
}

fn random() -> Result<[u8; 32], Refusal> {
    key().ok_or_else(|| {
        Refusal::environment(
            Text::new(
                "the operating system gives no random number",
                "운영 체제에서 난수를 얻을 수 없음",
            ),
            Text::EMPTY,
        )
    })
}
