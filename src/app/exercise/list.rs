//! `tlslab exercise list`: all exercises, a row each, and the tracks through them.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::place::Place;
use crate::app::exercise::said;
use crate::app::exercise::set::open;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::desk;
use crate::exercise::set::Set;
use crate::exercise::student::home::Home;
use crate::exercise::student::path;
use crate::exercise::student::record::State;
use crate::exercise::student::source;
use crate::exercise::task::Exercise;
use crate::exercise::written::Track;
use crate::text;
use crate::view::json;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;
use crate::view::sheet::{Datum, Sheet};

/// List the exercises: how long each takes, how it stands, what is advised before it
#[derive(Args, Debug)]
pub(super) struct List {
    /// Only those of this track, in its order: starter, pki, crypto, wire or fast
    #[arg(long, value_name = "TRACK")]
    track: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// What is listed.
pub(super) struct Listed<'s> {
    set: &'s Set,
    home: Home,
    pack: Option<Vec<u8>>,
    track: Option<&'s Track>,
    exercises: Vec<&'s Exercise>,
    flag: String,
}

impl List {
    /// Lists them.
    ///
    /// # Errors
    /// A track that is none; those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let listed = listed(&set, self.track.as_deref(), &self.place)?;
        ui.write(&mut |out| match form {
            ListForm::Plain => table(&listed, ui.look(), out),
            ListForm::Json => json::sheet::write("exercise-list", &data(&listed), out),
        })?;
        Ok(Answer::Good)
    }
}

/// What there is, of one track or of all.
///
/// # Errors
/// A track that is none; those of the home.
pub(super) fn listed<'s>(set: &'s Set, track: Option<&str>, place: &Place) -> Result<Listed<'s>> {
    let track = match track {
        Some(key) => Some(tracked(set, key)?),
        None => None,
    };
    let home = place.look()?;
    let pack = source::numbers(&home);
    let mut exercises: Vec<&Exercise> = match track {
        Some(track) => {
            let numbers = track.exercises.iter();
            numbers.filter_map(|number| set.numbered(*number)).collect()
        }
        None => set.exercises.iter().collect(),
    };
    if let Some(pack) = &pack {
        exercises.retain(|exercise| pack.contains(&exercise.number));
    }
    let flag = place.flag();
    Ok(Listed {
        set,
        home,
        pack,
        track,
        exercises,
        flag,
    })
}

fn tracked<'s>(set: &'s Set, key: &str) -> Result<&'s Track, Refusal> {
    let mut tracks = set.tracks.iter();
    tracks.find(|track| track.key == key).ok_or_else(|| {
        let keys: Vec<&str> = set.tracks.iter().map(|track| track.key.as_str()).collect();
        let all = keys.join(", ");
        Refusal::usage(
            text!(en: "there is no track called {key}", ko: "그런 길이 없음: {key}"),
            text!(en: "there are: {all}", ko: "있는 것: {all}"),
        )
    })
}

fn data(listed: &Listed<'_>) -> Sheet {
    let record = &listed.home.record;
    let exercises = listed.exercises.iter().map(|exercise| {
        let number = exercise.number;
        let task = record.tasks.get(&number);
        Sheet::new(Text::EMPTY)
            .also("number", Datum::Number(number.into()))
            .also("name", Datum::word(exercise.name.clone()))
            .also("title", Datum::Words(exercise.title.clone()))
            .also("goal", Datum::Words(exercise.goal.clone()))
            .also("minutes", Datum::Number(exercise.minutes.into()))
            .also("state", Datum::word(said::state_key(record.state(number))))
            .also("tries", Datum::Number(task.map_or(0, |task| task.tries)))
            .also(
                "hints",
                Datum::Number(task.map_or(0, |task| task.hints).into()),
            )
            .also("after", said::numbers(&exercise.after))
    });
    let tracks = listed.set.tracks.iter().map(|track| {
        Sheet::new(Text::EMPTY)
            .also("key", Datum::word(track.key.clone()))
            .also("title", Datum::Words(track.title.clone()))
            .also("line", Datum::Words(track.line.clone()))
            .also("exercises", said::numbers(&track.exercises))
    });
    Sheet::new(Text::EMPTY)
        .also("exercises", Datum::Sheets(exercises.collect()))
        .also("tracks", Datum::Sheets(tracks.collect()))
}

/// Writes the table.
///
/// # Errors
/// Those of `out`.
pub(super) fn table(listed: &Listed<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    if let Some(track) = listed.track {
        Row(vec![Span::new(look.say(&track.title), Ink::Strong)]).write(look, out)?;
        for row in wrap(
            &[Span::new(look.say(&track.line), Ink::Faint)],
            columns,
            2,
            2,
        ) {
            row.write(look, out)?;
        }
    }
    let titles = listed
        .exercises
        .iter()
        .map(|exercise| width(look.say(&exercise.title)));
    let widest = titles.max().unwrap_or(0);
    for exercise in &listed.exercises {
        line(listed, exercise, widest, look)
            .fit(columns)
            .write(look, out)?;
    }
    if listed.exercises.is_empty() {
        let none = look.word("No exercise of it is here.", "여기에는 없다.");
        Row(vec![Span::new(none, Ink::Faint)]).write(look, out)?;
    }
    if listed.track.is_none() {
        tracks(listed, look, out)?;
    }
    let flag = &listed.flag;
    let next = match path::next(
        listed.set,
        &listed.home.record,
        listed.pack.as_deref(),
        None,
    ) {
        Some(next) => match listed.home.record.state(next.number) {
            State::New => format!("tlslab exercise start {}{flag}", next.number),
            State::Begun | State::Handed | State::Solved => {
                format!("{}{flag}", desk::command(next))
            }
        },
        None => format!("tlslab exercise progress{flag}"),
    };
    said::next(&[next], look, out)
}

fn line(listed: &Listed<'_>, exercise: &Exercise, widest: usize, look: &Look) -> Row {
    let record = &listed.home.record;
    let number = exercise.number;
    let title = look.say(&exercise.title);
    let mut row = Row(vec![
        Span::new(format!("{number:>4}  "), Ink::Faint),
        Span::new(title, Ink::Name),
    ])
    .padded(6 + widest + 2);
    let minutes = exercise.minutes;
    let minutes = text!(en: "{minutes:>2} min  ", ko: "{minutes:>2}분  ");
    row.0.push(Span::new(look.say(&minutes), Ink::Faint));
    let ink = match record.state(number) {
        State::New => Ink::Faint,
        State::Begun => Ink::Maybe,
        State::Handed | State::Solved => Ink::Good,
    };
    row.0
        .push(Span::new(look.say(&said::standing(record, number)), ink));
    let lacking = path::lacking(listed.set, record, exercise);
    if !lacking.is_empty() && record.state(number) == State::New {
        let those: Vec<String> = lacking.iter().map(u8::to_string).collect();
        let those = those.join(", ");
        let after = text!(en: "  better after {those}", ko: "  먼저 하면 좋은 것: {those}");
        row.0.push(Span::new(look.say(&after), Ink::Faint));
    }
    row
}

fn tracks(listed: &Listed<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    Row::default().write(look, out)?;
    let heading = look.word("Tracks (list --track NAME):", "길 (list --track 이름):");
    Row(vec![Span::new(heading, Ink::Strong)]).write(look, out)?;
    let widest = listed
        .set
        .tracks
        .iter()
        .map(|track| width(&track.key))
        .max();
    let edge = 2 + widest.unwrap_or(0) + 2;
    for track in &listed.set.tracks {
        let words = look.say(&track.line);
        for (n, row) in wrap(&[Span::plain(words)], look.columns(), edge, edge)
            .into_iter()
            .enumerate()
        {
            if n > 0 {
                row.write(look, out)?;
                continue;
            }
            let head = Row(vec![Span::blank(2), Span::new(&track.key, Ink::Name)]);
            let mut first = head.padded(edge);
            first.0.extend(row.0.into_iter().skip(1));
            first.write(look, out)?;
        }
    }
    Ok(())
}
