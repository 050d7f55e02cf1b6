//! Connections that can be opened: requests and answers of HTTP/1.1 inside real TLS sessions.

use tlslab::base::side::Side;

use crate::host::Frames;
use crate::sessions::Session;
use crate::talk::Talk;
use crate::template::application_records;
use crate::world::{Flow, Turn, World};

/// A connection that can be opened: requests and answers of HTTP/1.1 inside.
pub(crate) struct Open {
    n: u64,
    inside: Option<Inside>,
}

struct Inside {
    talk: Talk,
    session: Session,
    left: usize,
    requests: u32,
}

impl Open {
    pub(crate) fn new(n: u64) -> Self {
        Self { n, inside: None }
    }

    fn begin(&self, world: &mut World, frames: &mut Frames) -> Inside {
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        let mut talk = Talk::new(self.n, 443, world.trouble, luck);
        talk.open(frames, truth);
        let name = format!("h{:010}.bench.test", self.n);
        truth.tls += 1;
        truth.versions[1] += 1;
        truth.client_hellos += 1;
        truth.server_hellos += 1;
        truth.opened += 1;
        truth.asks_for(&name);
        let sessions = world.sessions.as_mut().expect("this mix has sessions");
        let (session, flights) = sessions.session(name);
        for (side, flight) in &flights {
            truth.records += application_records(flight);
            talk.say(*side, flight, luck, frames, truth);
        }
        Inside {
            talk,
            session,
            left: world.long,
            requests: 0,
        }
    }
}

impl Flow for Open {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let Some(mut inside) = self.inside.take() else {
            self.inside = Some(self.begin(world, frames));
            return Turn::More;
        };
        inside.requests += 1;
        let (n, request) = (self.n, inside.requests);
        let body = world.body.min(inside.left).max(256);
        let asked = format!("GET /{request} HTTP/1.1\r\nHost: h{n:010}.bench.test\r\n\r\n");
        let mut answered =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {body}\r\n\r\n").into_bytes();
        world.noise(body, &mut answered);
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        for (side, plain) in [(Side::Client, asked.as_bytes()), (Side::Server, &answered)] {
            let said = inside.session.sealed(side, plain);
            truth.application += plain.len() as u64;
            truth.records += application_records(&said);
            inside.talk.say(side, &said, luck, frames, truth);
        }
        inside.left = inside.left.saturating_sub(body);
        if inside.left > 0 && !world.full {
            self.inside = Some(inside);
            return Turn::More;
        }
        for side in Side::BOTH {
            let said = inside.session.bye(side);
            truth.records += application_records(&said);
            inside.talk.say(side, &said, luck, frames, truth);
        }
        inside.talk.close(luck, frames, truth);
        Turn::Last
    }
}
