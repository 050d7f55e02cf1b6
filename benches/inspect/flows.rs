//! What is ordinarily on a line: short and long connections with TLS, HTTP without, questions about names.

use tlslab::base::side::Side;

use crate::host::{Frames, datagram};
use crate::talk::Talk;
use crate::template::application_records;
use crate::world::{Flow, Turn, World};

/// A whole connection of some kilobytes: handshake, a few requests and answers.
pub(crate) struct Short(pub(crate) u64);

impl Flow for Short {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let templates = world.templates;
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        let template = templates.any(luck);
        let port = match luck.below(100) {
            0..95 => 443,
            95..99 => 993,
            _ => 4433,
        };
        let mut talk = Talk::new(self.0, port, world.trouble, luck);
        if luck.happens(3.0) {
            talk = talk.in_segments_of(536);
        }
        let streams = template.copy(self.0, luck, truth);
        truth.records += streams.iter().map(|s| application_records(s)).sum::<u64>();
        talk.open(frames, truth);
        for (number, (side, range)) in template.flights().iter().enumerate() {
            if template.handshake() == Some(number) {
                // Before what the template says inside: sizes as a page and what belongs to it may have.
                let sizes = [(Side::Client, 500), (Side::Server, 5000)];
                for (side, most) in sizes.repeat(world.luck.below(3)) {
                    let mut said = Vec::new();
                    let length = 60 + world.luck.below(most) as u16;
                    world.sealed(length, &mut said);
                    talk.say(side, &said, &mut world.luck, frames, &mut world.truth);
                }
            }
            let part = &streams[side.of(0, 1)][range.clone()];
            talk.say(*side, part, &mut world.luck, frames, &mut world.truth);
        }
        talk.close(&mut world.luck, frames, &mut world.truth);
        Turn::Last
    }
}

/// A handshake, and then application data without end, in records that nobody can open.
pub(crate) struct Bulk {
    n: u64,
    open: Option<(Talk, usize)>,
}

impl Bulk {
    pub(crate) fn new(n: u64) -> Self {
        Self { n, open: None }
    }
}

impl Flow for Bulk {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let Some((mut talk, left)) = self.open.take() else {
            let (luck, truth) = (&mut world.luck, &mut world.truth);
            let mut talk = Talk::new(self.n, 443, world.trouble, luck);
            talk.open(frames, truth);
            let template = world.templates.smooth(luck);
            let streams = template.copy(self.n, luck, truth);
            let mut ends = [0, 0];
            for (side, range) in template
                .flights()
                .iter()
                .take(template.handshake().unwrap_or(0))
            {
                let which = side.of(0, 1);
                ends[which] = range.end;
                talk.say(*side, &streams[which][range.clone()], luck, frames, truth);
            }
            for (stream, end) in streams.iter().zip(ends) {
                truth.records += application_records(&stream[..end]);
            }
            self.open = Some((talk, world.long));
            return Turn::More;
        };
        let mut said = Vec::new();
        let request = 60 + world.luck.below(540) as u16;
        world.sealed(request, &mut said);
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        talk.say(Side::Client, &said, luck, frames, truth);
        said.clear();
        while said.len() < left.min(8 * 16_406) {
            let length = match world.luck.below(30) {
                0 => 1369,
                1 => 4113,
                2 => 8209,
                _ => 16_401,
            };
            world.sealed(length, &mut said);
        }
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        talk.say(Side::Server, &said, luck, frames, truth);
        let left = left.saturating_sub(said.len());
        if left == 0 || world.full {
            talk.close(luck, frames, truth);
            return Turn::Last;
        }
        self.open = Some((talk, left));
        Turn::More
    }
}

/// A request and its answer without TLS.
pub(crate) struct Http(pub(crate) u64);

impl Flow for Http {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        let mut talk = Talk::new(self.0, 80, world.trouble, luck);
        let n = self.0;
        let request = format!("GET /{n} HTTP/1.1\r\nHost: h{n}.bench.test\r\nAccept: */*\r\n\r\n");
        let mut answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1200\r\n\r\n".to_vec();
        answer.extend_from_slice(&b"<p>hello</p>".repeat(100));
        talk.open(frames, truth);
        talk.say(Side::Client, request.as_bytes(), luck, frames, truth);
        talk.say(Side::Server, &answer, luck, frames, truth);
        talk.close(luck, frames, truth);
        Turn::Last
    }
}

/// A question to the DNS and its answer.
pub(crate) struct Dns(pub(crate) u64);

impl Flow for Dns {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let n = self.0;
        let id = world.luck.word() as u16;
        let [high, low] = id.to_be_bytes();
        let label = format!("h{n:010}");
        let name = [
            b"\x0b",
            label.as_bytes(),
            b"\x05bench\x04test\x00\x00\x01\x00\x01",
        ]
        .concat();
        let question = [&[high, low, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0], &name[..]].concat();
        let mut answer = [&[high, low, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0], &name[..]].concat();
        answer
            .extend_from_slice(b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c\x00\x04\xc6\x33\x64\x07");
        let (client, server) = (vec![10, 200, high, low], vec![192, 0, 2, 53]);
        let port = 1024 + (n % 60_000) as u16;
        let (client, server) = ((&client, port), (&server, 53));
        frames.add(&datagram(client, server, &question));
        frames.add(&datagram(server, client, &answer));
        Turn::Last
    }
}
