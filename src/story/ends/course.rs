//! The way each end came: the states it passed through, connection by connection, found without walking the story again.

use crate::base::side::Side;
use crate::story::ends::tcp::Tcp;
use crate::story::ends::tls::Tls;
use crate::story::ends::{End, Moment, moments};
use crate::story::model::Story;

/// The moments of a story, and the changes that led from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// One for each step.
    pub moments: Vec<Moment>,
    /// One for each connection, the client's changes first.
    ways: Vec<[Way; 2]>,
}

/// The changes of one end in one connection: the step, and the state from then on.
#[derive(Clone, Debug, Default)]
struct Way {
    tcp: Vec<(usize, Tcp)>,
    tls: Vec<(usize, Tls)>,
}

impl Course {
    /// Walks through `story` once.
    pub fn of(story: &Story) -> Self {
        let mut course = Self {
            moments: moments(story),
            ways: Vec::new(),
        };
        for (n, moment) in course.moments.iter().enumerate() {
            let Some(connection) = moment.connection else {
                continue;
            };
            if course.ways.len() <= connection {
                course.ways.resize_with(connection + 1, Default::default);
            }
            let ways = course.ways.get_mut(connection).into_iter().flatten();
            for (way, End { tcp, tls, .. }) in ways.zip(moment.ends) {
                push(&mut way.tcp, n, tcp);
                push(&mut way.tls, n, tls);
            }
        }
        course
    }

    /// The states of TCP that the end on `side` passed through in its connection up to step `at`: each with the step where it began.
    pub fn tcp(&self, side: Side, at: usize) -> &[(usize, Tcp)] {
        self.way(side, at).map_or(&[], |way| upto(&way.tcp, at))
    }

    /// The same of TLS.
    pub fn tls(&self, side: Side, at: usize) -> &[(usize, Tls)] {
        self.way(side, at).map_or(&[], |way| upto(&way.tls, at))
    }

    fn way(&self, side: Side, at: usize) -> Option<&Way> {
        let connection = self.moments.get(at)?.connection?;
        let [client, server] = self.ways.get(connection)?;
        Some(side.of(client, server))
    }
}

fn push<T: PartialEq>(states: &mut Vec<(usize, T)>, at: usize, state: T) {
    if states.last().is_none_or(|(_, last)| *last != state) {
        states.push((at, state));
    }
}

fn upto<T>(states: &[(usize, T)], at: usize) -> &[(usize, T)] {
    let count = states.partition_point(|(since, _)| *since <= at);
    states.get(..count).unwrap_or_default()
}
