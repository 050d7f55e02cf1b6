//! The wire itself: takes every frame from the host that sent it, writes it down, and hands it to the other.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::socket::{MsgFlags, recv, send};

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::{LinkType, Packet};
use crate::dissect::inside::{Carries, Inside};
use crate::dissect::link;
use crate::dissect::tcp::Flags;
use crate::lab::wire::kernel::sys;
use crate::lab::wire::kernel::talk::now;
use crate::lab::wire::mischief::{Mischief, Verdict};
use crate::lab::wire::segment::Seen;
use crate::lab::wire::visit::{Conditions, Recording, Watch};
use crate::story::evidence::Done;

/// The wire under way.
struct Wire<'w> {
    /// The wire's ends of the cables, client's first.
    taps: &'w [OwnedFd; 2],
    delay: Duration,
    mischief: &'w mut Mischief,
    watch: &'w mut Watch<'w>,
    recording: Recording,
    /// Frames on their way: when they arrive, and where.
    held: VecDeque<(Instant, Side, Vec<u8>)>,
    /// Connections by the client's port.
    flows: BTreeMap<u16, Flow>,
    latest: Time,
}

/// What is known of the end of a connection, of frames that arrive.
#[derive(Default)]
struct Flow {
    /// The server answered.
    answered: bool,
    /// RST was sent: nothing follows.
    reset: bool,
    /// The sequence number after each side's FIN.
    fins: [Option<u32>; 2],
    /// Whether the other side acknowledged it.
    acknowledged: [bool; 2],
}

/// Carries frames until `hosts` is closed at the other end and every connection has ended on the wire too.
pub(super) fn carry(
    taps: &[OwnedFd; 2],
    hosts: &UnixStream,
    conditions: &Conditions,
    mischief: &mut Mischief,
    watch: &mut Watch<'_>,
) -> io::Result<Recording> {
    let mut wire = Wire {
        taps,
        delay: conditions.delay,
        mischief,
        watch,
        recording: Recording::default(),
        held: VecDeque::new(),
        flows: BTreeMap::new(),
        latest: Time::default(),
    };
    let [client, server] = taps;
    loop {
        let limit = wire.deliver().unwrap_or(Duration::from_secs(1));
        let [one, other, gone] = sys::wait([client.as_fd(), server.as_fd(), hosts.as_fd()], limit)?;
        wire.take([one, other])?;
        if gone {
            break;
        }
    }
    // Both programs are done; the kernels still exchange the last FIN and ACK.
    let patience = if conditions.loss > 0.0 { 3000 } else { 200 };
    let until = Instant::now() + Duration::from_millis(patience) + conditions.delay * 2;
    loop {
        let due = wire.deliver();
        if due.is_none() && wire.flows.values().all(Flow::over) {
            break;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        let limit = due.map_or(left, |due| due.min(left));
        let ready = sys::wait([client.as_fd(), server.as_fd()], limit)?;
        wire.take(ready)?;
    }
    for tap in taps {
        let missed = sys::overflow(tap.as_fd())?;
        if missed > 0 {
            return Err(io::Error::other(format!(
                "{missed} frames came faster than they could be carried"
            )));
        }
    }
    Ok(wire.recording)
}

impl Wire<'_> {
    /// Hands over the frames that are due; tells when the next one is.
    fn deliver(&mut self) -> Option<Duration> {
        while let Some((due, _, _)) = self.held.front() {
            let left = due.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                return Some(left);
            }
            if let Some((_, to, frame)) = self.held.pop_front() {
                let [client, server] = self.taps;
                // A host that is gone takes no frames (ENXIO, ENETDOWN): then the frame ends here, as it would there.
                let _ = send(to.of(client, server).as_raw_fd(), &frame, MsgFlags::empty());
            }
        }
        None
    }

    /// Takes one frame of each side that has one.
    fn take(&mut self, ready: [bool; 2]) -> io::Result<()> {
        for ((from, tap), ready) in Side::BOTH.into_iter().zip(self.taps).zip(ready) {
            if !ready {
                continue;
            }
            let mut buffer = vec![0; 1 << 16];
            let frame = match recv(tap.as_raw_fd(), &mut buffer, MsgFlags::MSG_TRUNC) {
                Ok(length) => buffer.get(..length).ok_or(Errno::EMSGSIZE)?.to_vec(),
                Err(Errno::EAGAIN | Errno::EINTR | Errno::ENETDOWN) => continue,
                Err(error) => return Err(error.into()),
            };
            if !is_housekeeping(&frame) {
                self.judge(from, frame);
            }
        }
        Ok(())
    }

    /// Writes a frame down, and sends it on its way or not.
    fn judge(&mut self, from: Side, sent: Vec<u8>) {
        let number = u32::try_from(self.recording.packets.len() + 1).unwrap_or(u32::MAX);
        self.latest = self.latest.max(now()); // The clock may be set back during a run; the wire's time is not.
        let mut arrives = sent.clone();
        let verdict = self.mischief.judge(from, &mut arrives);
        let packet = Packet::ethernet(number, self.latest, arrives.clone());
        let done = match verdict {
            Verdict::Deliver => None,
            Verdict::Drop => Some(Done::Lost),
            Verdict::Changed(how) => Some(Done::Changed { sent, how }),
        };
        (self.watch)(&packet, done.as_ref());
        self.recording.packets.push(packet);
        let lost = done == Some(Done::Lost);
        if let Some(done) = done {
            self.recording.done.insert(number, done);
        }
        if lost {
            return;
        }
        if let Some(seen) = Seen::of(&arrives) {
            let port = from.of(seen.ports.0, seen.ports.1);
            self.flows.entry(port).or_default().saw(from, &seen);
        }
        let due = Instant::now() + self.delay;
        self.held.push_back((due, from.peer(), arrives));
        self.deliver();
    }
}

impl Flow {
    fn saw(&mut self, from: Side, seen: &Seen) {
        self.answered |= from == Side::Server;
        self.reset |= seen.flags.has(Flags::RST);
        let [client, server] = &mut self.fins;
        let (own, other) = match from {
            Side::Client => (client, server),
            Side::Server => (server, client),
        };
        if seen.flags.has(Flags::FIN) {
            *own = Some(seen.end().wrapping_add(1));
        }
        if seen.ack.is_some() && *other == seen.ack {
            let [client, server] = &mut self.acknowledged;
            *from.peer().of(client, server) = true;
        }
    }

    /// Whether no more is to come once both programs have left.
    fn over(&self) -> bool {
        self.reset || !self.answered || self.acknowledged == [true; 2]
    }
}

/// Whether a frame is a multicast listener report (RFC 2710, RFC 3810): Linux sends them when it has an IPv6 address.
/// They are for the switch, and end here as they would end at one that snoops.
fn is_housekeeping(bytes: &[u8]) -> bool {
    let Ok(frame) = link::frame(&mut Reader::quiet(bytes), LinkType::ETHERNET) else {
        return false;
    };
    let Inside::Ip(ip) = frame.inside else {
        return false;
    };
    ip.source.is_ipv6()
        && matches!(ip.carries, Carries::Icmp(icmp) if matches!(icmp.kind, 131 | 132 | 143))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_report_is_housekeeping_and_a_neighbor_question_is_not() {
        let mut frame = [0; 14 + 40 + 8 + 28];
        frame[12..21].copy_from_slice(&[0x86, 0xdd, 0x60, 0, 0, 0, 0, 36, 0]);
        frame[54] = 58; // Hop-by-hop options, here only padding, then ICMPv6.
        frame[56..60].copy_from_slice(&[1, 4, 0, 0]);
        frame[62] = 143;
        assert!(is_housekeeping(&frame));
        frame[62] = 135;
        assert!(!is_housekeeping(&frame));
    }

    #[test]
    fn a_flow_is_over_when_both_have_said_so_and_been_heard() {
        let seen = |flags, seq, ack| Seen {
            ports: (1, 2),
            flags,
            seq,
            ack: Some(ack),
            payload: 0..0,
        };
        let mut flow = Flow::default();
        assert!(flow.over(), "a SYN that nobody answers");
        flow.saw(Side::Server, &seen(Flags::SYN | Flags::ACK, 9, 5));
        assert!(!flow.over());
        flow.saw(Side::Client, &seen(Flags::FIN | Flags::ACK, 5, 10));
        flow.saw(Side::Server, &seen(Flags::FIN | Flags::ACK, 10, 6));
        assert!(!flow.over());
        flow.saw(Side::Client, &seen(Flags::ACK, 6, 11));
        assert!(flow.over());
    }
}
