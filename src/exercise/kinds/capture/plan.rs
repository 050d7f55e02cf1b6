//! What is drawn for one capture: a scenario, a seed, names, offers, and how the wire is.

use std::time::Duration;

use crate::demo::chance::Chance;
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::capture::settings::{Alpn, Place, Settings};
use crate::lab::blueprint::{Blueprint, OTHER, SERVER};
use crate::lab::knobs::Knobs;
use crate::lab::offer::{Group, SUITES, Suite, Tls};
use crate::lab::scenario::{Knob, Scenario};
use crate::lab::scenarios::list::SCENARIOS;
use crate::lab::wire::visit::Conditions;

/// What is drawn for one capture.
#[derive(Debug)]
pub struct Plan {
    /// What happens.
    pub scenario: &'static Scenario,
    /// Seed, version, and how the wire is.
    pub knobs: Knobs,
    /// Who offers what and who is called what.
    pub run: Blueprint,
    /// How often the first SYN of the last connection is lost.
    pub lost_syns: u64,
    /// Where it is captured.
    pub seen_at: Place,
}

/// Draws one for each capture.
///
/// # Errors
/// The settings ask for what is not there or does not fit together.
pub fn draw(settings: &Settings, chance: &mut Chance) -> Result<Vec<Plan>, Unfit> {
    let mut names: Vec<&String> = settings.scenarios.iter().collect();
    chance.shuffle(&mut names);
    // Those that are always there first, and of the others as many as there is room for.
    names.sort_by_key(|name| !settings.always.contains(name));
    if names.len() < settings.captures {
        return Err(Unfit::new("settings: fewer scenarios than captures"));
    }
    names.truncate(settings.captures);
    chance.shuffle(&mut names);
    let names = names.into_iter();
    names.map(|name| one(name, settings, chance)).collect()
}

fn one(name: &str, settings: &Settings, chance: &mut Chance) -> Result<Plan, Unfit> {
    let scenario = SCENARIOS.iter().find(|scenario| scenario.name == name);
    let scenario = scenario.ok_or_else(|| Unfit::new(format!("settings: no scenario `{name}`")))?;
    let tls = version(scenario, settings, chance)?;
    let mut conditions = Conditions::default();
    if let Some(between) = settings.delay_us {
        conditions.delay = Duration::from_micros(within(between, chance));
    }
    if let Some(between) = settings.mtu {
        conditions.mtu = u16::try_from(within(between, chance)).map_err(Unfit::new)?;
    }
    let knobs = Knobs {
        tls,
        seed: Some(chance.below(u64::MAX)),
        conditions,
        ..Knobs::default()
    };
    let mut run = knobs.applied(scenario).map_err(Unfit::new)?;
    if let Some(name) = chance.pick(&settings.server_versions) {
        run.server.offer.versions = vec![tls_named(name)?];
    }
    for name in [SERVER, OTHER] {
        if let Some(word) = chance.pick(&settings.hosts) {
            let own = hex::encode(chance.bytes::<3>());
            run.rename(name, &format!("{word}-{own}.test"));
        }
    }
    if let Some(Alpn { client, server }) = chance.pick(&settings.alpn)
        && run.client.offer.alpn.is_empty()
    {
        let names = |names: &[String]| names.iter().cloned().map(Into::into).collect();
        run.client.offer.alpn = names(client);
        run.server.offer.alpn = names(server);
    }
    suites(&mut run, scenario, settings, chance)?;
    groups(&mut run, settings, chance)?;
    Ok(Plan {
        scenario,
        knobs,
        run,
        lost_syns: within(settings.lost_syns, chance),
        seen_at: settings.seen_at,
    })
}

fn within([from, to]: [u64; 2], chance: &mut Chance) -> u64 {
    from + chance.below(to.saturating_sub(from) + 1)
}

/// A version of one's own, where the scenario leaves it open.
fn version(
    scenario: &Scenario,
    settings: &Settings,
    chance: &mut Chance,
) -> Result<Option<Tls>, Unfit> {
    let Some(name) = chance.pick(&settings.versions) else {
        return Ok(None);
    };
    let tls = tls_named(name)?;
    let open = scenario.tls.is_none() && !scenario.own.contains(&Knob::Tls);
    Ok(open.then_some(tls))
}

fn tls_named(name: &str) -> Result<Tls, Unfit> {
    let tls = Tls::named(name);
    tls.ok_or_else(|| Unfit::new(format!("settings: there is no version `{name}`")))
}

/// The client's suites in an order of one's own, and one suite of the server that is not the first of them.
fn suites(
    run: &mut Blueprint,
    scenario: &Scenario,
    settings: &Settings,
    chance: &mut Chance,
) -> Result<(), Unfit> {
    if scenario.own.contains(&Knob::Suite) {
        return Ok(());
    }
    if !settings.client_suites.is_empty() {
        let mut suites = named(&settings.client_suites)?;
        chance.shuffle(&mut suites);
        run.client.offer.suites = suites;
    }
    if !settings.server_suites.is_empty() {
        let best = agreed(run);
        let first = run.client.offer.usable_suites().next();
        let mut suites = named(&settings.server_suites)?;
        suites.retain(|suite| Some(suite.tls) == best && Some(*suite) != first);
        let suite = chance.pick(&suites).copied();
        let suite = suite.ok_or_else(|| Unfit::new("settings: no suite for this version"))?;
        // What the server has of other versions does no harm: it speaks the best both can.
        run.server.offer.suites = vec![suite];
    }
    Ok(())
}

fn named(names: &[String]) -> Result<Vec<&'static Suite>, Unfit> {
    let find = |name: &String| {
        let suite = SUITES.iter().find(|suite| suite.name == *name);
        suite.ok_or_else(|| Unfit::new(format!("settings: there is no suite `{name}`")))
    };
    names.iter().map(find).collect()
}

/// The group of the server, which the client offers first.
fn groups(run: &mut Blueprint, settings: &Settings, chance: &mut Chance) -> Result<(), Unfit> {
    let find = |name: &String| {
        let group = Group::named(name);
        group.ok_or_else(|| Unfit::new(format!("settings: there is no group `{name}`")))
    };
    let mut groups: Vec<Group> = settings.groups.iter().map(find).collect::<Result<_, _>>()?;
    let best = agreed(run);
    groups.retain(|group| best.is_some_and(|tls| group.fits(tls)));
    chance.shuffle(&mut groups);
    if let Some(first) = groups.first().copied() {
        run.client.offer.groups = groups;
        run.server.offer.groups = vec![first];
    }
    Ok(())
}

/// The version both ends will speak.
pub fn agreed(run: &Blueprint) -> Option<Tls> {
    let has = |versions: &[Tls], tls| versions.contains(&tls);
    let (client, server) = (&run.client.offer.versions, &run.server.offer.versions);
    Tls::ALL
        .into_iter()
        .find(|tls| has(client, *tls) && has(server, *tls))
}
