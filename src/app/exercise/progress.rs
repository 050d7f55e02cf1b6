//! `tlslab exercise` alone and `tlslab exercise progress`: where somebody is, and how far.

use anyhow::Result;
use clap::Args;

use crate::app::exercise::place::Place;
use crate::app::exercise::said;
use crate::app::exercise::set::open;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::desk;
use crate::exercise::set::Set;
use crate::exercise::student::path;
use crate::exercise::student::record::{Record, State, Task};
use crate::exercise::student::source;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// See how far you are: per track, with tries, hints and minutes
#[derive(Args, Debug)]
pub(super) struct Progress {
    #[command(flatten)]
    place: Place,
}

/// Counts of some exercises.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    all: u64,
    solved: u64,
    handed: u64,
    tries: u64,
    hints: u64,
    minutes: u64,
}

impl Sum {
    fn of(record: &Record, numbers: impl IntoIterator<Item = u8>) -> Self {
        let mut sum = Self::default();
        for number in numbers {
            let task = record.tasks.get(&number);
            sum.all += 1;
            sum.solved += u64::from(record.state(number) == State::Solved);
            sum.handed += u64::from(record.state(number) == State::Handed);
            sum.tries += task.map_or(0, |task| task.tries);
            sum.hints += task.map_or(0, |task| u64::from(task.hints));
            sum.minutes += task.and_then(Task::minutes).unwrap_or(0);
        }
        sum
    }

    fn says(self) -> Text {
        let Self {
            all,
            solved,
            handed,
            tries,
            hints,
            minutes,
        } = self;
        let mut says =
            text!(en: "{solved} of {all} solved", ko: "{all}개 가운데 {solved}개 풀었음");
        if handed > 0 {
            says = Text::join(
                [
                    &says,
                    &text!(en: "{handed} ready to hand in", ko: "제출할 수 있는 것 {handed}개"),
                ],
                ", ",
            );
        }
        if tries > 0 {
            says = Text::join(
                [
                    &says,
                    &text!(en: "tries {tries}, hints {hints}, minutes {minutes}", ko: "확인 {tries}번, 힌트 {hints}개, {minutes}분"),
                ],
                ", ",
            );
        }
        says
    }

    fn data(self, sheet: Sheet) -> Sheet {
        sheet
            .also("exercises", Datum::Number(self.all))
            .also("solved", Datum::Number(self.solved))
            .also("handed", Datum::Number(self.handed))
            .also("tries", Datum::Number(self.tries))
            .also("hints", Datum::Number(self.hints))
            .also("minutes", Datum::Number(self.minutes))
    }
}

/// The numbers of `set` that can be done.
fn doable(set: &Set, pack: Option<&[u8]>) -> Vec<u8> {
    let numbers = set.exercises.iter().map(|exercise| exercise.number);
    numbers
        .filter(|number| pack.is_none_or(|pack| pack.contains(number)))
        .collect()
}

impl Progress {
    /// Shows it.
    ///
    /// # Errors
    /// Those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let home = self.place.look()?;
        let record = &home.record;
        let doable = doable(&set, source::numbers(&home).as_deref());
        let whole = Sum::of(record, doable.iter().copied());
        let mut sheet = Sheet::new(said::who(&home)).with(
            "all",
            Text::new("all", "전체"),
            Datum::Words(whole.says()),
        );
        sheet = whole.data(sheet);
        let mut tracks = Vec::new();
        for track in &set.tracks {
            let numbers = track
                .exercises
                .iter()
                .filter(|number| doable.contains(number));
            let sum = Sum::of(record, numbers.copied());
            if sum.all == 0 {
                continue;
            }
            let label = track.title.clone();
            sheet = sheet.with("track", label, Datum::Words(sum.says()));
            tracks.push(
                sum.data(Sheet::new(Text::EMPTY).also("key", Datum::word(track.key.clone()))),
            );
        }
        let tasks = record.tasks.iter().filter_map(|(number, task)| {
            let exercise = set.numbered(*number)?;
            let sheet = Sheet::new(Text::EMPTY)
                .also("number", Datum::Number((*number).into()))
                .also("title", Datum::Words(exercise.title.clone()))
                .also("state", Datum::word(said::state_key(record.state(*number))))
                .also("tries", Datum::Number(task.tries))
                .also("hints", Datum::Number(task.hints.into()));
            Some(sheet.also(
                "minutes",
                task.minutes().map_or(Datum::Nothing, Datum::Number),
            ))
        });
        sheet = match form {
            crate::app::everywhere::ListForm::Plain => sheet,
            crate::app::everywhere::ListForm::Json => {
                sheet
                    .entries
                    .retain(|entry| !matches!(entry.key, "all" | "track"));
                sheet
                    .also("tracks", Datum::Sheets(tracks))
                    .also("begun", Datum::Sheets(tasks.collect()))
            }
        };
        sheet = sheet.next(format!("tlslab exercise list{}", self.place.flag()));
        said::show("exercise-progress", &sheet, form, ui)?;
        Ok(Answer::Good)
    }
}

/// Where somebody is, and what to type next.
///
/// # Errors
/// Those of the home and of the output.
pub(super) fn whereabouts(place: &Place, ui: &Ui) -> Result<Answer> {
    let form = ui.list_form()?;
    let set = open(None)?;
    let home = place.look()?;
    let (record, flag) = (&home.record, place.flag());
    let pack = source::numbers(&home);
    let doable = doable(&set, pack.as_deref());
    let sum = Sum::of(record, doable.iter().copied());
    let first = path::next(&set, record, pack.as_deref(), None);
    let mut sheet = Sheet::new(match record.who {
        Some(_) => said::who(&home),
        None => {
            let n = doable.len();
            text!(
                en: "{n} exercises with data of your own, judged at once on this machine",
                ko: "내 자료로 된 연습 문제 {n}개. 이 컴퓨터에서 바로 판정한다",
            )
        }
    });
    if record.who.is_none() {
        if let Some(first) = first {
            let number = first.number;
            let alone = text!(
                en: "begin: tlslab exercise start {number}{flag}",
                ko: "바로 시작한다: tlslab exercise start {number}{flag}",
            );
            sheet = sheet.with("alone", Text::new("alone", "혼자서"), Datum::Words(alone));
        }
        let class = text!(
            en: "take the pack your teacher gave you: tlslab exercise join ID.tlslab-pack{flag}",
            ko: "선생님이 준 꾸러미로 들어간다: tlslab exercise join 학번.tlslab-pack{flag}",
        );
        sheet = sheet
            .with(
                "class",
                Text::new("in a class", "수업에서"),
                Datum::Words(class),
            )
            .next(format!("tlslab exercise list{flag}"));
        said::show("exercise", &sheet, form, ui)?;
        return Ok(Answer::Good);
    }
    let folder = home.place().display().to_string();
    sheet = sheet
        .with("folder", Text::new("folder", "폴더"), Datum::word(folder))
        .with(
            "done",
            Text::new("so far", "지금까지"),
            Datum::Words(sum.says()),
        );
    // What was begun last comes first.
    let mut begun: Vec<(&u8, &Task)> = record
        .tasks
        .iter()
        .filter(|(number, task)| task.state() == State::Begun && set.numbered(**number).is_some())
        .collect();
    begun.sort_by_key(|(_, task)| std::cmp::Reverse(task.since));
    for (n, (number, _)) in begun.iter().enumerate() {
        let Some(exercise) = set.numbered(**number) else {
            continue;
        };
        let label = match n {
            0 => Text::new("begun", "푸는 중"),
            _ => Text::new("also begun", "함께 푸는 중"),
        };
        let (title, effort) = (said::titled(exercise), said::effort(record, **number));
        let parts = [&title, &effort]
            .into_iter()
            .filter(|part| !part.is_empty());
        let says = Text::join(parts, ", ");
        sheet = sheet.with("begun", label, Datum::Words(says));
        if n == 0 {
            sheet = sheet
                .next(format!("{}{flag}", desk::command(exercise)))
                .next(format!("tlslab exercise hint {number}{flag}"));
        }
    }
    let unbegun = |number: &u8| record.state(*number) == State::New;
    if let Some(next) = first.filter(|next| unbegun(&next.number)).or_else(|| {
        let last = begun.first().map(|(number, _)| **number);
        path::next(&set, record, pack.as_deref(), last).filter(|next| unbegun(&next.number))
    }) {
        let (title, minutes) = (said::titled(next), next.minutes);
        let (en, ko) = (&title.en, &title.ko);
        let says = text!(en: "{en}, about {minutes} minutes", ko: "{ko}, {minutes}분쯤");
        sheet = sheet
            .with("next", Text::new("next", "다음 문제"), Datum::Words(says))
            .next(format!("tlslab exercise start {}{flag}", next.number));
    }
    if first.is_none() {
        sheet = sheet.next(format!("tlslab exercise submit{flag}"));
    }
    sheet = sheet.next(format!("tlslab exercise list{flag}"));
    sheet = match form {
        crate::app::everywhere::ListForm::Plain => sheet,
        crate::app::everywhere::ListForm::Json => {
            sheet
                .entries
                .retain(|entry| !matches!(entry.key, "begun" | "done"));
            let numbers: Vec<u8> = begun.iter().map(|(number, _)| **number).collect();
            let next = sheet.next.clone();
            sum.data(sheet)
                .also("begun", said::numbers(&numbers))
                .also("commands", Datum::List(next))
        }
    };
    said::show("exercise", &sheet, form, ui)?;
    Ok(Answer::Good)
}
