//! The mixes, each a kind of capture, with what is asked of tlslab on it; and how one is made.

use std::path::{Path, PathBuf};

use crate::bars::Bars;
use crate::file::{Capture, Format};
use crate::flows::{Bulk, Dns, Http, Short};
use crate::host::Frames;
use crate::hostile::{HalfOpen, Hoarder};
use crate::openable::Open;
use crate::sessions::Sessions;
use crate::template::Templates;
use crate::truth::Truth;
use crate::world::{Flow, Turn, World};

/// A kind of capture.
pub(crate) struct Mix {
    pub(crate) name: &'static str,
    /// What is in it.
    pub(crate) line: &'static str,
    format: Format,
    /// How many bytes it has at least, by the MB asked for.
    size: fn(u64) -> u64,
    /// How many connections are open at a time.
    width: usize,
    /// Percent of segments with which something goes wrong.
    trouble: f64,
    pub(crate) kind: Kind,
    /// The connection number that it is given.
    new: fn(u64, &mut World) -> Box<dyn Flow>,
    pub(crate) bars: Bars,
}

/// What is special about a mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nobody has its secrets.
    Dark,
    /// There is a key log. Application bytes of a connection, where it is not a share of the file, and of a body in it.
    Open { long: Option<usize>, body: usize },
    /// Made to do harm: only connections and packets have a truth.
    Hostile,
    /// Its last packet claims two gigabytes. Only the truth is looked at.
    Boasting,
    /// A hundred packets: what counts is the time from start to end.
    Small,
}

/// All of them.
pub(crate) static MIXES: &[Mix] = &[
    Mix {
        name: "handshakes",
        line: "many short connections: handshake, a few requests and answers",
        format: Format::Pcap,
        size: |mb| mb * 1_000_000,
        width: 400,
        trouble: 0.4,
        kind: Kind::Dark,
        new: |n, world| match world.luck.below(100) {
            0..90 => Box::new(Short(n)),
            90..94 => Box::new(Http(n)),
            _ => Box::new(Dns(n)),
        },
        bars: Bars::new().tshark(25.0, 45.0),
    },
    Mix {
        name: "bulk",
        line: "a few connections with much application data",
        format: Format::Pcap,
        size: |mb| mb * 1_000_000,
        width: 16,
        trouble: 0.15,
        kind: Kind::Dark,
        new: |n, world| match world.luck.below(100) {
            0..60 => Box::new(Bulk::new(n)),
            60..80 => Box::new(Http(n)),
            _ => Box::new(Dns(n)),
        },
        bars: Bars::new().tshark(45.0, 75.0).tcpdump(1.2, 1.2),
    },
    Mix {
        name: "mixed",
        line: "half of each, as pcapng",
        format: Format::Pcapng,
        size: |mb| mb * 1_000_000,
        width: 64,
        trouble: 0.2,
        kind: Kind::Dark,
        new: |n, world| match world.luck.below(world.long / 50) {
            // A short one has some 5000 bytes.
            0..100 => Box::new(Bulk::new(n)),
            _ => match world.luck.below(100) {
                0..92 => Box::new(Short(n)),
                92..96 => Box::new(Http(n)),
                _ => Box::new(Dns(n)),
            },
        },
        bars: Bars::new(),
    },
    Mix {
        name: "decrypt",
        line: "long sessions of AES-128-GCM, opened with a key log",
        format: Format::Pcap,
        size: |mb| mb * 1_000_000,
        width: 16,
        trouble: 0.15,
        kind: Kind::Open {
            long: None,
            body: 1 << 18,
        },
        new: |n, _| Box::new(Open::new(n)),
        bars: Bars::new().tshark(25.0, 45.0),
    },
    Mix {
        name: "decrypt-small",
        line: "many small sessions of AES-128-GCM, opened with a key log",
        format: Format::Pcap,
        size: |mb| mb * 1_000_000,
        width: 16,
        trouble: 0.15,
        kind: Kind::Open {
            long: Some(20_000),
            body: 8192,
        },
        new: |n, _| Box::new(Open::new(n)),
        bars: Bars::new().tshark(18.0, 35.0),
    },
    Mix {
        name: "halfopen",
        line: "a thousand half-open connections a MB asked for, then lies and holes",
        format: Format::Pcap,
        size: |mb| mb * 200_000,
        width: 8,
        trouble: 0.0,
        kind: Kind::Hostile,
        new: |n, world| match n < world.half_open {
            true => Box::new(HalfOpen(n)),
            false => Box::new(Hoarder::new(n)),
        },
        bars: Bars::new().tcpdump(4.0, 2.2).peak(96, 48),
    },
    Mix {
        name: "badlen",
        line: "a whole connection, then a packet that claims two gigabytes",
        format: Format::Pcap,
        size: |_| 0,
        width: 1,
        trouble: 0.0,
        kind: Kind::Boasting,
        new: |n, _| Box::new(Short(n)),
        bars: Bars::new(),
    },
    Mix {
        name: "small",
        line: "a hundred packets or so",
        format: Format::Pcap,
        size: |_| 21_000,
        width: 1,
        trouble: 0.0,
        kind: Kind::Small,
        new: |n, _| Box::new(Short(n)),
        bars: Bars::new(),
    },
];

/// A capture that was made.
pub(crate) struct Made {
    pub(crate) path: PathBuf,
    /// Its key log, if it has one.
    pub(crate) keys: Option<PathBuf>,
    pub(crate) size: u64,
    pub(crate) truth: Truth,
}

impl Mix {
    /// Makes one of `megabytes` in `folder`.
    pub(crate) fn make(&self, megabytes: u64, folder: &Path, templates: &Templates) -> Made {
        let extension = match self.format {
            Format::Pcap => "pcap",
            Format::Pcapng => "pcapng",
        };
        let path = folder.join(self.name).with_extension(extension);
        let target = (self.size)(megabytes);
        let seed = self.name.bytes().fold(megabytes, |seed, byte| {
            seed.wrapping_mul(31).wrapping_add(byte.into())
        });
        let mut world = World::new(seed, templates);
        world.trouble = self.trouble;
        world.half_open = megabytes * 1000;
        world.long = (target as usize / 24).clamp(200_000, 64_000_000);
        let mut keys = None;
        if let Kind::Open { long, body } = self.kind {
            let log = folder.join(self.name).with_extension("keys");
            world.sessions = Some(Sessions::new(seed, &log));
            world.long = long.unwrap_or(world.long);
            world.body = body;
            keys = Some(log);
        }
        let mut capture = Capture::create(&path, self.format);
        self.fill(&mut capture, target, &mut world);
        if self.kind == Kind::Boasting {
            capture.boast(i32::MAX as u32);
        }
        let size = capture.size;
        capture.close();
        if let Some(sessions) = world.sessions {
            sessions.close();
        }
        Made {
            path,
            keys,
            size,
            truth: world.truth,
        }
    }

    /// Lets connections speak, a few frames of one, then of another, until there are `target` bytes and all have ended.
    fn fill(&self, capture: &mut Capture, target: u64, world: &mut World) {
        let mut n = 0;
        let mut open: Vec<(Box<dyn Flow>, Frames, Turn)> = Vec::new();
        loop {
            world.full = capture.size >= target;
            while open.len() < self.width && (n == 0 || !world.full) {
                open.push(((self.new)(n, world), Frames::default(), Turn::More));
                n += 1;
            }
            if open.is_empty() {
                return;
            }
            let which = world.luck.below(open.len());
            let (flow, frames, turn) = &mut open[which];
            for _ in 0..=world.luck.below(5) {
                if let Some(frame) = frames.take() {
                    capture.put(frame, 7);
                } else if *turn == Turn::More {
                    *turn = flow.turn(world, frames);
                } else {
                    open.swap_remove(which);
                    break;
                }
            }
        }
    }
}
