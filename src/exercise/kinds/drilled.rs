//! Chains drawn from those to practise on, for hosts of one zone: what two kinds of exercises begin with.

use crate::demo::chance::Chance;
use crate::exercise::kind::Unfit;
use crate::exercise::task::Exercise;
use crate::lab::run::EPOCH;
use crate::pki::gallery::case::Case;
use crate::pki::gallery::drill::{self, Drill};
use crate::pki::gallery::workshop::Workshop;

/// A chain that was drawn.
#[derive(Clone, Debug)]
pub struct Drilled {
    /// What kind it is of.
    pub drill: &'static Drill,
    /// The question about it.
    pub case: Case,
}

static ZONES: [&str; 8] = [
    "kestrel", "harbour", "lantern", "orchard", "quarry", "saffron", "tundra", "willow",
];
static HOSTS: [&str; 14] = [
    "api", "blog", "docs", "forum", "git", "lists", "login", "mirror", "news", "pay", "photos",
    "shop", "status", "wiki",
];

/// So many of the kinds that the settings list under `always`, `sound` and `faulty`, in an order of chance: all of the first, `of_sound`
/// of the second, and of the third so many that there are `of_all`. All are judged at the moment all runs begin at.
///
/// # Errors
/// The settings lack something, or a key could not be made.
pub fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Vec<Drilled>, Unfit> {
    let count = |key: &str| {
        let number = exercise.setting_number(key)?;
        usize::try_from(number).map_err(Unfit::new)
    };
    let mut names = exercise.setting_list("always").unwrap_or_default();
    let mut sound = exercise.setting_list("sound")?;
    let mut faulty = exercise.setting_list("faulty")?;
    chance.shuffle(&mut sound);
    chance.shuffle(&mut faulty);
    names.extend(sound.into_iter().take(count("of_sound")?));
    let left = count("of_all")?.saturating_sub(names.len());
    names.extend(faulty.into_iter().take(left));
    chance.shuffle(&mut names);
    let mut hosts = HOSTS;
    chance.shuffle(&mut hosts);
    let zone = chance.pick(&ZONES).unwrap_or(&"willow");
    let seed = u64::from_be_bytes(chance.bytes());
    let mut shop = Workshop::open(Some(seed), EPOCH).map_err(Unfit::new)?;
    let drawn = names.into_iter().zip(hosts).map(|(name, host)| {
        let drill = drill::find(name)
            .ok_or_else(|| Unfit::new(format!("settings: no chain is called `{name}`")))?;
        let host = format!("{host}.{zone}.test");
        let case = drill.make(&mut shop, &host).map_err(Unfit::new)?;
        Ok(Drilled { drill, case })
    });
    drawn.collect()
}
