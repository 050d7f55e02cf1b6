//! Places to which roles are dealt, and a question about them: which of these gets in, and why not?
//!
//! ```toml
//! [settings.cast]
//! question = "admitted"                 # its answer is a code for each place
//! places = ["a", "b", "c"]
//! [[settings.cast.role]]
//! code = "in"
//! always = "yes"                        # it is dealt before the others
//! make = [{ kind = "certificate", file = "client-{place}.pem", … }]
//! say = { moment_{place} = … }
//! [[settings.cast.judge]]               # how the solver tells: the first test that does not hold gives its code
//! test = "chain"
//! file = "client-{place}.pem"
//! with = { given_root = "ca.pem" }
//! code = "ca"
//! codes = { "time.expired" = "time" }   # where the test finds this slip, another code
//! [[settings.cast.slip]]                # who makes this mistake takes one code for another
//! key = "any_ca"
//! take = { ca = "in" }
//! ```

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::demo::chance::Chance;
use crate::exercise::kind::Unfit;
use crate::exercise::property::list;
use crate::exercise::property::test::{Case, Found, With};
use crate::exercise::recipe::drawing;
use crate::exercise::words::Words;

/// A role dealt to a place.
#[derive(Clone, Debug)]
pub struct Dealt<'t> {
    /// The place.
    pub place: &'t str,
    /// The role.
    role: &'t Table,
}

/// What an exercise tells of its cast.
#[derive(Clone, Copy, Debug)]
pub struct Cast<'t>(&'t Table);

impl<'t> Cast<'t> {
    /// That of these settings, if they have one.
    pub fn of(settings: &'t Table) -> Option<Self> {
        settings.get("cast").and_then(Value::as_table).map(Self)
    }

    /// The question.
    pub fn question(self) -> &'t str {
        text(self.0, "question")
    }

    /// The places.
    pub fn places(self) -> Vec<&'t str> {
        let places = self.0.get("places").and_then(Value::as_array);
        places
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    fn tables(self, key: &str) -> impl Iterator<Item = &'t Table> {
        let list = self.0.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_table)
    }

    /// Deals roles to the places.
    pub fn deal(self, chance: &mut Chance) -> Vec<Dealt<'t>> {
        let (mut roles, mut others): (Vec<_>, Vec<_>) = self
            .tables("role")
            .partition(|role| text(role, "always") == "yes");
        chance.shuffle(&mut others);
        roles.extend(others);
        let places = self.places();
        roles.truncate(places.len());
        chance.shuffle(&mut roles);
        let dealt = places.into_iter().zip(roles);
        dealt.map(|(place, role)| Dealt { place, role }).collect()
    }

    /// The answers known mistakes lead to, each with its key.
    pub fn slips(self, codes: &[&str]) -> Vec<(&'t str, String)> {
        let slips = self.tables("slip").map(|slip| {
            let take = slip.get("take").and_then(Value::as_table);
            let taken = codes.iter().map(|code| {
                let other = take.and_then(|take| take.get(*code)?.as_str());
                other.unwrap_or(code)
            });
            (text(slip, "key"), taken.collect::<Vec<_>>().join(" "))
        });
        slips.collect()
    }

    /// The code of a place, found by the tests of `judge` in what was given.
    ///
    /// # Errors
    /// A test or a file is not there.
    pub fn judged(
        self,
        place: &str,
        words: &Words,
        given: &BTreeMap<String, Vec<u8>>,
    ) -> Result<String, Unfit> {
        for judge in self.tables("judge") {
            let told = at_place(judge, place, words);
            let name = told.text("file").to_owned();
            let unfit = |why: &str| Unfit::new(format!("{place}: {why}"));
            let file = given.get(&name).ok_or_else(|| unfit(&name))?;
            let test = list::named(told.text("test")).ok_or_else(|| unfit(told.text("test")))?;
            let with = told.value("with").and_then(Value::as_table);
            let with = With::new(with.unwrap_or(&Table::new()), words);
            let found = (test.look)(&Case {
                name: &name,
                file,
                handed: given,
                given,
                with: &with,
            });
            let codes = told.value("codes").and_then(Value::as_table);
            match found {
                Found::Holds(_) => {}
                Found::Slip(key, _) => {
                    let code = codes.and_then(|codes| codes.get(key)?.as_str());
                    return Ok(code.unwrap_or(told.text("code")).to_owned());
                }
                Found::Not(_) => return Ok(told.text("code").to_owned()),
                Found::Unreadable(why) => return Err(unfit(&why.en)),
            }
        }
        Ok(text(self.0, "else").to_owned())
    }
}

impl Dealt<'_> {
    /// The code that the answer has for the place.
    pub fn code(&self) -> &str {
        text(self.role, "code")
    }

    /// What is made for it: items, the place filled in.
    pub fn items(&self) -> Vec<Table> {
        let items = self.role.get("make").and_then(Value::as_array);
        let items = items.into_iter().flatten().filter_map(Value::as_table);
        items.map(|item| placed(item, self.place)).collect()
    }

    /// Says the words of its place.
    ///
    /// # Errors
    /// One cannot be said.
    pub fn say(&self, words: &mut Words) -> Result<(), Unfit> {
        let said = self.role.get("say").and_then(Value::as_table);
        let said = said.map(|said| Value::Table(placed(said, self.place)));
        drawing::say(said.as_ref(), words)
    }
}

/// `table` with `{place}` filled, in its keys too.
fn placed(table: &Table, place: &str) -> Table {
    let told = Value::Table(table.clone());
    match filled(told, place) {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}

fn filled(value: Value, place: &str) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("{place}", place)),
        Value::Array(list) => {
            Value::Array(list.into_iter().map(|one| filled(one, place)).collect())
        }
        Value::Table(table) => {
            let rows = table.into_iter();
            let rows =
                rows.map(|(key, value)| (key.replace("{place}", place), filled(value, place)));
            Value::Table(rows.collect())
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => value,
    }
}

fn at_place(table: &Table, place: &str, words: &Words) -> With {
    With::new(&placed(table, place), words)
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}
