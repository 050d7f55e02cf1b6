//! Straight columns by display width, where a Korean letter takes two: on every page no row is wider than the page, and what
//! should stand in one column does.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run;
use tlslab::lab::scenario::Scenario;
use tlslab::lab::scenarios::list::SCENARIOS;
use tlslab::lab::wire::visit::Conditions;
use tlslab::story::model::{Kind, Story};
use tlslab::story::tell;
use tlslab::view::look::{Depth, Folded, Look};
use tlslab::view::plain;
use unicode_width::UnicodeWidthStr;

const ARROWS: [&str; 4] = ["──▶", "◀──", "──✗", "✗──"];
const DOTS: [&str; 3] = ["•  ", "•••", "  •"];

fn story(scenario: &Scenario, loss: f64) -> Story {
    let knobs = Knobs {
        seed: Some(1),
        conditions: Conditions {
            loss,
            ..Knobs::default().conditions
        },
        ..Knobs::default()
    };
    tell::tell(&run::on_virtual(scenario, &knobs, run::EPOCH).unwrap())
}

/// A page, with what is wrong on it.
struct Page<'s> {
    text: String,
    name: String,
    story: &'s Story,
    look: Look,
    wrong: Vec<String>,
}

impl<'s> Page<'s> {
    fn new(name: &str, story: &'s Story, look: Look) -> Self {
        let mut out = Vec::new();
        plain::write(story, &look, &mut out).unwrap();
        let (lang, depth, width) = (look.lang, look.depth, look.width);
        Self {
            text: String::from_utf8(out).unwrap(),
            name: format!("{name} {lang:?} {depth:?} {width}"),
            story,
            look,
            wrong: Vec::new(),
        }
    }

    fn check(mut self) -> Vec<String> {
        for row in self.text.lines() {
            if row.width() > self.look.width {
                let name = &self.name;
                self.wrong
                    .push(format!("{name}: {} wide: {row}", row.width()));
            }
        }
        self.heads();
        self.halves();
        self.wrong
    }

    /// The first row of each step: who to whom in the same columns, frame and length at the same right edge.
    fn heads(&mut self) {
        let [client, server] = match self.look.lang {
            Lang::En => ["client", "server"],
            Lang::Ko => ["클라이언트", "서버"],
        };
        let mut middles = BTreeSet::new();
        let mut edges = BTreeSet::new();
        let mut seen = 0;
        let rows: Vec<&str> = self.text.lines().collect();
        let numbers = plain::shown(self.story, &self.look);
        let mut at = 0;
        for (number, step) in numbers {
            let start = format!("{number:>3} ");
            let found = rows
                .iter()
                .skip(at)
                .position(|row| row.starts_with(&start) && begins_step(row));
            let Some(found) = found else {
                self.wrong
                    .push(format!("{}: step {number} has no row", self.name));
                continue;
            };
            at += found;
            let row = rows.get(at).copied().unwrap_or_default();
            let marks: &[&str] = match step.kind {
                Kind::Wire { .. } => &ARROWS,
                Kind::Computation { .. } => &DOTS,
                Kind::Remark | Kind::Desk => continue,
            };
            let place = marks.iter().find_map(|mark| row.split_once(mark));
            let Some((before, after)) = place else {
                self.wrong
                    .push(format!("{}: step {number} has no arrow: {row}", self.name));
                continue;
            };
            // A computation of the server alone has dots two columns further right: the third of them is its own.
            middles.insert(before.width());
            if let Kind::Wire { packets, .. } = &step.kind {
                seen += 1;
                let whole = before.trim_end().ends_with(client) && after.trim().starts_with(server);
                if !whole {
                    self.wrong
                        .push(format!("{}: step {number}: {row}", self.name));
                }
                let word = match self.look.lang {
                    Lang::En => "frame",
                    Lang::Ko => "프레임",
                };
                // Where a name is long, frame and length stand on the next row, or are left out on a page of one row a step.
                let head = [row, rows.get(at + 1).copied().unwrap_or_default()]
                    .into_iter()
                    .find(|row| packets.is_empty() || edge(row).contains(word));
                match head {
                    Some(head) => {
                        edges.insert(edge(head).width());
                    }
                    None if self.look.depth == Depth::Line => {}
                    None => self.wrong.push(format!(
                        "{}: step {number} names no frame: {row}",
                        self.name
                    )),
                }
            }
        }
        if seen > 0 && (middles.len() != 1 || edges.len() != 1) {
            let name = &self.name;
            self.wrong.push(format!(
                "{name}: arrows in columns {middles:?}, right edges {edges:?}"
            ));
        }
    }

    /// Where bytes stand beside the text, the line between is straight.
    fn halves(&mut self) {
        if self.look.halves().is_none() || self.look.depth == Depth::Line {
            return;
        }
        let columns: BTreeSet<usize> = self
            .text
            .lines()
            .filter_map(|row| row.split_once(" │ "))
            .map(|(left, _)| left.width())
            .collect();
        if columns.len() > 1 {
            let name = &self.name;
            self.wrong
                .push(format!("{name}: the halves part in columns {columns:?}"));
        }
    }
}

/// Whether a row is the first of a step: number, moment or none, who.
fn begins_step(row: &str) -> bool {
    let marks = ARROWS.iter().chain(&DOTS).any(|mark| row.contains(mark));
    let place = row.get(4..15).unwrap_or_default();
    let moment = place.trim().is_empty() || place.ends_with(" ms");
    moment && (marks || row.contains("note") || row.contains("설명"))
}

/// What of a row belongs to the text, not to the bytes beside it.
fn edge(row: &str) -> &str {
    row.split_once(" │ ").map_or(row, |(left, _)| left)
}

fn looks(depths: &[Depth]) -> Vec<Look> {
    let mut looks = Vec::new();
    for lang in [Lang::En, Lang::Ko] {
        for width in [80, 140] {
            for &depth in depths {
                let folded = Folded::Show;
                looks.push(Look {
                    lang,
                    width,
                    depth,
                    folded,
                    ..Look::default()
                });
            }
        }
    }
    looks
}

fn check(scenarios: &[&str], depths: &[Depth], loss: f64) {
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        if scenarios.is_empty() || scenarios.contains(&scenario.name) {
            let story = story(scenario, loss);
            for look in looks(depths) {
                wrong.extend(Page::new(scenario.name, &story, look).check());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_scenario_stands_straight() {
    assert_eq!(SCENARIOS.len(), 30);
    check(&[], &[Depth::Block, Depth::Line], 0.0);
}

#[test]
fn fields_and_bytes_stand_straight() {
    let some = [
        "full",
        "tls12",
        "post-quantum",
        "client-certificate",
        "flip-certificate",
        "refused",
    ];
    check(&some, &[Depth::Field, Depth::Byte], 0.0);
}

#[test]
fn a_lossy_wire_stands_straight() {
    let some = ["full", "tls12", "post-quantum", "resumption"];
    check(&some, &[Depth::Block, Depth::Line], 40.0);
}
