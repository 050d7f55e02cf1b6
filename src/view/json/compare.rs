//! A comparison as data: headlines, counts, what each run shows of itself, and every pair.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::text::Text;
use crate::story::compare::facts::{Early, Facts, Resumes};
use crate::story::compare::model::{Comparison, Difference, Headline, Likeness, Pair, Place};
use crate::story::model::Cover;
use crate::view::json::safely::write_safely;
use crate::view::json::words::{Both, side};

/// Writes `comparison` as one JSON object and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_safely(&ComparisonOut::new(comparison), out)
}

#[derive(Serialize)]
struct ComparisonOut<'c> {
    format: &'static str,
    version: u32,
    left: RunOut<'c>,
    right: RunOut<'c>,
    headlines: Vec<HeadlineOut<'c>>,
    counts: CountsOut,
    pairs: Vec<PairOut<'c>>,
}

impl<'c> ComparisonOut<'c> {
    fn new(comparison: &'c Comparison<'_>) -> Self {
        let run = |n: usize| RunOut::new(comparison, n);
        Self {
            format: "tlslab-comparison",
            version: 1,
            left: run(0),
            right: run(1),
            headlines: comparison.headlines.iter().map(HeadlineOut::from).collect(),
            counts: CountsOut {
                same: comparison.count(Likeness::Same),
                as_it_must: comparison.count(Likeness::AsItMust),
                differs: comparison.count(Likeness::Differs),
                only_left: comparison.count(Likeness::OnlyLeft),
                only_right: comparison.count(Likeness::OnlyRight),
            },
            pairs: comparison
                .pairs
                .iter()
                .map(|pair| PairOut::new(comparison, pair))
                .collect(),
        }
    }
}

/// What one run shows of itself; null: it does not show it.
#[derive(Serialize)]
struct RunOut<'c> {
    name: &'c str,
    title: Both<'c>,
    tls: Option<&'c str>,
    cipher_suite: Option<&'c str>,
    group: Option<&'c str>,
    server_name: Option<&'c str>,
    alpn: Option<&'c str>,
    certificate_for: Option<&'c str>,
    resumes: &'static str,
    early_data: &'static str,
    tls_round_trips: Option<usize>,
    bytes: BytesOut,
    fails: bool,
    cause: Option<&'static str>,
    sealed_records: bool,
    messages: Vec<MessageOut<'c>>,
}

#[derive(Serialize)]
struct BytesOut {
    client: u64,
    server: u64,
}

#[derive(Serialize)]
struct MessageOut<'c> {
    step: usize,
    from: &'static str,
    name: &'c str,
    encrypted: bool,
}

impl<'c> RunOut<'c> {
    fn new(comparison: &'c Comparison<'_>, n: usize) -> Self {
        let [left, right] = &comparison.facts;
        let [a, b] = &comparison.names;
        let [x, y] = comparison.stories;
        let (facts, name, story): (&Facts, &String, _) = match n {
            0 => (left, a, x),
            _ => (right, b, y),
        };
        let [client, server] = facts.bytes;
        Self {
            name,
            title: Both::from(&story.title),
            tls: facts.version.as_deref(),
            cipher_suite: facts.suite.as_deref(),
            group: facts.group.as_deref(),
            server_name: facts.name.as_deref(),
            alpn: facts.alpn.as_deref(),
            certificate_for: facts.subject.as_deref(),
            resumes: match facts.resumes {
                Resumes::No => "no",
                Resumes::Ticket => "ticket",
                Resumes::Session => "session",
                Resumes::Unknown => "unknown",
            },
            early_data: match facts.early {
                Early::None => "none",
                Early::Taken => "taken",
                Early::Refused => "refused",
                Early::Unknown => "unknown",
            },
            tls_round_trips: facts.turns,
            bytes: BytesOut { client, server },
            fails: facts.fails,
            cause: story
                .cause
                .as_ref()
                .filter(|_| facts.fails)
                .map(|cause| cause.key),
            sealed_records: facts.shut,
            messages: facts
                .messages
                .iter()
                .map(|message| MessageOut {
                    step: message.step + 1,
                    from: side(message.side),
                    name: &message.name,
                    encrypted: message.cover != Cover::Clear,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct HeadlineOut<'c> {
    key: &'static str,
    says: Both<'c>,
    why: Both<'c>,
    rfc: &'static str,
}

impl<'c> From<&'c Headline> for HeadlineOut<'c> {
    fn from(headline: &'c Headline) -> Self {
        Self {
            key: headline.key,
            says: Both::from(&headline.says),
            why: Both::from(&headline.why),
            rfc: headline.rfc,
        }
    }
}

/// Pairs of the compared connections.
#[derive(Serialize)]
struct CountsOut {
    same: usize,
    as_it_must: usize,
    differs: usize,
    only_left: usize,
    only_right: usize,
}

#[derive(Serialize)]
struct PairOut<'c> {
    left: Option<usize>,
    right: Option<usize>,
    connection: &'static str,
    likeness: &'static str,
    name: Both<'c>,
    differences: Vec<DifferenceOut<'c>>,
}

impl<'c> PairOut<'c> {
    fn new(comparison: &Comparison<'c>, pair: &'c Pair) -> Self {
        let [left, right] = pair.steps;
        let [a, b] = comparison.steps(pair);
        Self {
            left: left.map(|n| n + 1),
            right: right.map(|n| n + 1),
            connection: match pair.place {
                Place::Before => "before",
                Place::Compared => "compared",
                Place::After => "after",
            },
            likeness: pair.likeness().code(),
            name: a
                .or(b)
                .map_or(Both::from(&EMPTY), |step| Both::from(&step.name)),
            differences: pair.differences.iter().map(DifferenceOut::from).collect(),
        }
    }
}

static EMPTY: Text = Text::EMPTY;

#[derive(Serialize)]
struct DifferenceOut<'c> {
    aspect: &'static str,
    name: Both<'c>,
    nature: &'static str,
    left: Option<Both<'c>>,
    right: Option<Both<'c>>,
    left_at: Option<SpotOut>,
    right_at: Option<SpotOut>,
}

#[derive(Serialize)]
struct SpotOut {
    exhibit: usize,
    start: usize,
    end: usize,
}

impl<'c> From<&'c Difference> for DifferenceOut<'c> {
    fn from(difference: &'c Difference) -> Self {
        let [left, right] = &difference.says;
        let [a, b] = difference.spots.clone().map(|spot| {
            spot.map(|spot| SpotOut {
                exhibit: spot.exhibit,
                start: spot.at.start,
                end: spot.at.end,
            })
        });
        Self {
            aspect: difference.aspect.code(),
            name: Both::from(&difference.name),
            nature: difference.nature.code(),
            left: left.as_ref().map(Both::from),
            right: right.as_ref().map(Both::from),
            left_at: a,
            right_at: b,
        }
    }
}
