//! The state of both ends after each step: of TCP (RFC 9293 §3.3.2), of TLS (RFC 8446 appendix A, RFC 5246 §7.3), and which keys
//! protect each direction.
//!
//! Nobody says these states on the wire. They follow from what each end sent and what reached it: the steps are walked once, the
//! frames read again for their flags and numbers. What a frame brings that the wire lost or broke, the other end never hears of.

pub mod course;
mod said;
mod session;
pub mod tcp;
pub mod tls;

use std::collections::HashMap;
use std::net::IpAddr;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::verdict::Verdict;
use crate::capture::packet::Packet;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::dissect::sum::Soundness;
use crate::dissect::tcp::Flags;
use crate::story::ends::said::{Said, said};
use crate::story::ends::session::{Heard, Session};
use crate::story::ends::tcp::{Half, Piece, Tcp};
use crate::story::ends::tls::{Guard, Tls};
use crate::story::model::{Cover, Fate, Kind, Step, Story};

/// Both ends after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The connection, from 0; none: the first is yet to come.
    pub connection: Option<usize>,
    /// The ends, client first.
    pub ends: [End; 2],
}

/// One end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// Its state of TCP.
    pub tcp: Tcp,
    /// Its state of TLS.
    pub tls: Tls,
    /// What protects what it sends.
    pub sends: Guard,
    /// What it expects to protect what it hears.
    pub reads: Guard,
    /// How far that can be known.
    pub sight: Sight,
}

/// How far the state of TLS can be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// Every message was seen.
    #[default]
    Clear,
    /// Records of it or to it stay shut: it is in this state, or further.
    Dark,
    /// The ends hold different keys: neither can open what the other sends.
    Parted,
}

/// A moment for each step of `story`.
pub fn moments(story: &Story) -> Vec<Moment> {
    let mut walk = Walk::new(story);
    let steps = story.steps.iter().enumerate();
    steps.map(|(n, step)| walk.step(n, step)).collect()
}

/// An address and a port.
type Place = (IpAddr, u16);

/// A frame, read for its place in a connection.
struct Frame {
    connection: usize,
    /// Which of the frames of that connection it is.
    index: usize,
    piece: Piece,
    /// Whether its checksum is wrong: TCP throws it away.
    damaged: bool,
    /// The last step that tells of it.
    last: usize,
    /// The first.
    first: usize,
}

/// A connection being walked through.
struct Connection {
    tcp: [Half; 2],
    session: Session,
}

struct Walk {
    frames: HashMap<u32, Frame>,
    /// The frames of each connection in order, with who sent them.
    order: Vec<Vec<(Side, u32)>>,
    connections: Vec<Connection>,
    here: Option<usize>,
}

impl Walk {
    fn new(story: &Story) -> Self {
        let mut walk = Self {
            frames: HashMap::new(),
            order: Vec::new(),
            connections: Vec::new(),
            here: None,
        };
        let packets: HashMap<u32, &Packet> =
            (story.packets.iter().map(|packet| (packet.number, packet))).collect();
        let mut known: Vec<[Place; 2]> = Vec::new();
        for (n, step) in story.steps.iter().enumerate() {
            let Kind::Wire {
                from,
                packets: carried,
                ..
            } = &step.kind
            else {
                continue;
            };
            for number in carried {
                if let Some(frame) = walk.frames.get_mut(number) {
                    frame.last = n;
                } else if let Some(packet) = packets.get(number) {
                    walk.meet(n, *from, packet, &mut known);
                }
            }
        }
        walk.connections = walk.order.iter().map(|frames| walk.begun(frames)).collect();
        walk
    }

    /// Reads a frame that step `n` is the first to tell of.
    fn meet(&mut self, n: usize, from: Side, packet: &Packet, known: &mut Vec<[Place; 2]>) {
        let Ok(frame) = link::frame(&mut Reader::quiet(&packet.bytes), packet.link) else {
            return;
        };
        let Some(ip) = frame.ip().map(|ip| ip.innermost()) else {
            return;
        };
        let Carries::Tcp(segment) = &ip.carries else {
            return;
        };
        let piece = Piece::of(segment);
        let source = (ip.source, segment.source);
        let target = (ip.destination, segment.destination);
        let ends = from.of([source, target], [target, source]);
        let old = known.iter().rposition(|known| *known == ends);
        let connection = match old.filter(|old| !self.begins_anew(*old, from, &piece)) {
            Some(old) => old,
            None => {
                known.push(ends);
                self.order.push(Vec::new());
                known.len() - 1
            }
        };
        let Some(order) = self.order.get_mut(connection) else {
            return;
        };
        let index = order.len();
        order.push((from, packet.number));
        let frame = Frame {
            connection,
            index,
            piece,
            damaged: segment.checksum().verdict() == Soundness::Wrong,
            first: n,
            last: n,
        };
        self.frames.insert(packet.number, frame);
    }

    /// Whether `piece` opens another connection between the ends of `connection`, which is over.
    fn begins_anew(&self, connection: usize, from: Side, piece: &Piece) -> bool {
        let frames = self.order.get(connection).into_iter().flatten();
        let mut pieces = frames.filter_map(|(side, n)| Some((*side, self.frames.get(n)?.piece)));
        let over = |flags: Flags| flags.has(Flags::FIN) || flags.has(Flags::RST);
        piece.opens()
            && pieces.clone().any(|(_, piece)| over(piece.flags))
            && !pieces.any(|(side, old)| side == from && old.opens() && old.starts_with(piece))
    }

    /// A connection before its first frame. Who answers a SYN had a program waiting; who is met midway stands in the middle of it.
    fn begun(&self, frames: &[(Side, u32)]) -> Connection {
        let pieces: Vec<_> = (frames.iter())
            .filter_map(|(side, n)| Some((*side, self.frames.get(n)?.piece)))
            .collect();
        let midway = pieces.iter().all(|(_, piece)| !piece.flags.has(Flags::SYN));
        let start = |side: Side| {
            let answers = |piece: &Piece| piece.flags.has(Flags::SYN) && !piece.opens();
            let mut own = pieces.iter().filter(|(from, _)| *from == side);
            match own.any(|(_, piece)| answers(piece)) {
                true => Tcp::Listen,
                false => Tcp::Closed,
            }
        };
        let tcp = Side::BOTH.map(|side| match midway {
            true => Half::new(Tcp::Established),
            false => Half::new(start(side)),
        });
        Connection {
            tcp,
            session: Session::default(),
        }
    }

    fn step(&mut self, n: usize, step: &Step) -> Moment {
        if let Kind::Wire {
            from,
            packets,
            cover,
            fate,
            ..
        } = &step.kind
        {
            for number in packets {
                self.frame(n, *from, *number, fate);
            }
            let mut frames = packets.iter().filter_map(|number| self.frames.get(number));
            if let Some(frame) = frames.next_back() {
                self.here = Some(frame.connection);
            }
            self.talk(*from, step, *cover, fate);
        } else if let Some(connection) = self.now()
            && parts(step)
        {
            connection.session.parted = true;
        }
        self.moment()
    }

    fn now(&mut self) -> Option<&mut Connection> {
        self.here.and_then(|here| self.connections.get_mut(here))
    }

    /// What the segment of a frame does: flags and numbers where the frame is told first, its FIN where it is told last.
    fn frame(&mut self, n: usize, from: Side, number: u32, fate: &Fate) {
        let Some(frame) = self.frames.get(&number) else {
            return;
        };
        let (piece, first, last) = (frame.piece, frame.first == n, frame.last == n);
        let arrives = fate.arrives() && !(*fate == Fate::Changed && frame.damaged);
        let next = match piece.flags.has(Flags::FIN) {
            true => self.next_of(from.peer(), frame),
            false => None,
        };
        let Some(connection) = self.connections.get_mut(frame.connection) else {
            return;
        };
        let [client, server] = &mut connection.tcp;
        let (sender, hearer) = match from {
            Side::Client => (client, server),
            Side::Server => (server, client),
        };
        if first {
            sender.sends(&piece);
            if arrives {
                hearer.hears(&piece);
            }
        }
        if last && !piece.flags.has(Flags::RST) {
            if piece.flags.has(Flags::FIN) {
                sender.closes(&piece);
            }
            if arrives && !piece.flags.has(Flags::SYN) {
                // What the next segment from there does not acknowledge was still under way when that left.
                match next.is_some_and(|next| !next.answers(&piece)) {
                    true => hearer.will_take(&piece),
                    false => hearer.takes(&piece),
                }
            }
        }
    }

    /// The next segment that `side` sends after `frame`.
    fn next_of(&self, side: Side, frame: &Frame) -> Option<Piece> {
        let frames = self.order.get(frame.connection)?;
        let mut later = frames.get(frame.index + 1..)?.iter();
        let (_, next) = later.find(|(from, _)| *from == side)?;
        Some(self.frames.get(next)?.piece)
    }

    fn talk(&mut self, from: Side, step: &Step, cover: Cover, fate: &Fate) {
        let Some(Connection { session, .. }) = self.now() else {
            return;
        };
        let Some(what) = said(step, &session.agreed) else {
            return;
        };
        // A sealed record that was changed on the way stays shut for the other end alone.
        if matches!(what, Said::Sealed(_)) && *fate == Fate::Changed {
            return session.spoiled(from);
        }
        let opens = cover == Cover::Clear || !session.parted;
        let broken = step
            .exhibits
            .last()
            .is_some_and(|shown| shown.broken.is_some());
        let heard = match opens && !broken && fate.arrives() {
            true => Heard::Yes,
            false => Heard::No,
        };
        session.said(from, what, heard);
    }

    fn moment(&self) -> Moment {
        let Some(connection) = self.here.and_then(|here| self.connections.get(here)) else {
            return Moment {
                connection: None,
                ends: [End::default(); 2],
            };
        };
        let session = &connection.session;
        let [client, server] = &connection.tcp;
        let end = |side: Side| {
            let [first, second] = session.halves;
            let half = side.of(first, second);
            End {
                tcp: side.of(client, server).state,
                tls: half.state,
                sends: half.sends,
                reads: half.reads,
                sight: match (half.dark, session.parted) {
                    (true, _) => Sight::Dark,
                    (false, true) => Sight::Parted,
                    (false, false) => Sight::Clear,
                },
            }
        };
        Moment {
            connection: self.here,
            ends: Side::BOTH.map(end),
        }
    }
}

/// Whether a computation shows that the ends hold different secrets.
fn parts(step: &Step) -> bool {
    const SHARED: [&str; 4] = [
        "shared_secret",
        "handshake_secret",
        "master_secret",
        "traffic_secret",
    ];
    let mut proofs = step.proofs.iter();
    proofs.any(|proof| proof.verdict == Verdict::Fails && SHARED.contains(&proof.key))
}
