//! The kind `capture`: a connection is drawn, carried, captured and given; what is asked of it is read from the facts of the draw by
//! one way, and by the solver from the file by the other.
//!
//! Words for the task: `file`, the name of the capture where there is one; `files`, of all; `places`, the places that were drawn;
//! and the facts that `words` names. Bounds: `captures`, `connections`, and `lost_syns` count what there is of each.

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::capture::facts::Facts;
use crate::exercise::kinds::capture::settings::{Secrets, Settings};
use crate::exercise::kinds::capture::{carried, known, plan, seen, vector};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "capture",
    draw,
    solve,
    oracle: None,
};

/// The key log that is given beside a capture.
const KEYS: &str = "keys.log";

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let settings = Settings::of(exercise)?;
    let mut variant = Variant::default();
    let mut facts = Facts::default();
    let mut keys = String::new();
    let mut names = Vec::new();
    let mut meetings = 0;
    let plans = plan::draw(&settings, chance)?;
    for (number, plan) in (1..).zip(&plans) {
        let carried = carried::carry(plan)?;
        let secrets = match settings.secrets {
            Secrets::None => "",
            Secrets::Inside => &carried.key_log,
            Secrets::Beside => {
                keys += &carried.key_log;
                ""
            }
        };
        let name = settings.file(number);
        variant.file(&name, carried::file(&carried.packets, secrets)?);
        names.push(name);
        let known = known::facts(plan, &carried);
        facts.extend(&settings.prefix(number), &known);
        facts.extend(&caused(&known)?, &known);
        meetings += plan.run.meetings.len();
    }
    if settings.secrets == Secrets::Beside {
        variant.file(KEYS, keys);
    }
    variant.say("file", names.first().cloned().unwrap_or_default());
    variant.say("files", names.join(", "));
    let drawn = match &settings.places {
        Some(places) => Some(vector::places(places, chance)?),
        None => None,
    };
    if let Some(drawn) = &drawn {
        variant.say("places", vector::listed(drawn));
    }
    for (question, choosing) in &settings.forms {
        let form = vector::form(choosing, &facts, chance)?;
        variant.forms.insert(question.clone(), form);
    }
    for (word, asked) in &settings.words {
        variant.say(word, Text::same(facts.one(asked)?));
    }
    for (word, asked) in &settings.solved {
        variant.solved.set(word, Text::same(facts.one(asked)?));
    }
    for (question, right) in vector::answers(&settings, &facts, drawn.as_deref())? {
        for (key, slip) in settings.slips.get(&question).into_iter().flatten() {
            if let Some(answer) = vector::slip(slip, &right, &facts)? {
                variant.slip(&question, key, answer);
            }
        }
        variant.answer(&question, right.typed());
    }
    variant
        .difficulty
        .insert("captures", settings.captures as u64);
    variant.difficulty.insert("connections", meetings as u64);
    let lost = plans.iter().map(|plan| plan.lost_syns).sum();
    variant.difficulty.insert("lost_syns", lost);
    Ok(variant)
}

/// What the facts of a capture begin with where they are asked for by what went wrong in it.
fn caused(facts: &Facts) -> Result<String, Unfit> {
    Ok(format!("{}.", facts.one("cause")?))
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let settings = Settings::of(desk.exercise)?;
    let keys = match settings.secrets {
        Secrets::Beside => String::from_utf8(desk.file(KEYS)?.to_vec()).map_err(Unfit::new)?,
        Secrets::None | Secrets::Inside => String::new(),
    };
    let mut facts = Facts::default();
    for number in 1..=settings.captures {
        let file = desk.file(&settings.file(number))?;
        let seen = seen::facts(file, &keys)?;
        facts.extend(&settings.prefix(number), &seen);
        facts.extend(&caused(&seen)?, &seen);
    }
    let drawn = match &settings.places {
        Some(places) => Some(vector::read(places, desk.word("places")?)),
        None => None,
    };
    let mut handed = Handed::default();
    for (question, right) in vector::answers(&settings, &facts, drawn.as_deref())? {
        handed.answers.insert(question, right.typed());
    }
    Ok(handed)
}
