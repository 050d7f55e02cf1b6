//! A capture made: the run carried by the virtual wire, seen from where it is captured, written as a file.

use std::collections::BTreeMap;

use crate::base::side::Side;
use crate::capture::packet::Packet;
use crate::capture::pcapng::{Capture, write};
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::capture::plan::Plan;
use crate::exercise::kinds::capture::settings::Place;
use crate::lab::run::{EPOCH, on_changed};
use crate::lab::wire::virtually::way;
use crate::lab::wire::visit::SERVER_MAC;
use crate::story::deed::{Deed, Hand};
use crate::story::evidence::{Done, Evidence};

/// What stands in a segment of our own wire, at fixed places: Ethernet, IPv4 and TCP headers of 14, 20 and 20 bytes.
const FLAGS: usize = 14 + 20 + 13;
const SYN: u8 = 0x02;
const ACK: u8 = 0x10;

/// A capture that was made.
pub struct Carried {
    /// Its frames, as whoever captured saw them.
    pub packets: Vec<Packet>,
    /// All secrets, as a key log has them.
    pub key_log: String,
}

/// Carries what was planned.
///
/// # Errors
/// It cannot work.
pub fn carry(plan: &Plan) -> Result<Carried, Unfit> {
    let mut evidence = run(plan, &Hand::default())?;
    if plan.lost_syns > 0 {
        let first = evidence.packets.iter().rfind(|packet| opens(packet));
        let first = first.map_or(0, |packet| packet.number);
        let last = first + u32::try_from(plan.lost_syns).map_err(Unfit::new)?;
        // Nobody else speaks while a SYN waits for its answer, so those that are sent again are the next frames.
        let deeds = (first..last).map(|number| (number, Deed::Drop)).collect();
        let hand = Hand {
            deeds,
            ..Hand::default()
        };
        evidence = run(plan, &hand)?;
    }
    let packets = match plan.seen_at {
        Place::Wire => evidence.packets,
        Place::Client => at_the_client(evidence.packets, &evidence.done, plan),
    };
    Ok(Carried {
        packets,
        key_log: evidence.key_log,
    })
}

fn run(plan: &Plan, hand: &Hand) -> Result<Evidence, Unfit> {
    on_changed(plan.scenario, &plan.knobs, EPOCH, hand, &|run| {
        run.clone_from(&plan.run);
    })
    .map_err(Unfit::new)
}

/// Whether it is a SYN without ACK.
pub fn opens(packet: &Packet) -> bool {
    flags(packet).is_some_and(|flags| flags & (SYN | ACK) == SYN)
}

/// Whether it is a SYN with ACK.
pub fn answers(packet: &Packet) -> bool {
    flags(packet).is_some_and(|flags| flags & (SYN | ACK) == SYN | ACK)
}

fn flags(packet: &Packet) -> Option<u8> {
    // IPv4 that carries TCP.
    let ethertype = packet.bytes.get(12..14)?;
    let protocol = packet.bytes.get(14 + 9)?;
    (ethertype == [8, 0] && *protocol == 6).then(|| packet.bytes.get(FLAGS).copied())?
}

/// The side that sent it.
pub fn sender(packet: &Packet) -> Side {
    match packet.bytes.get(6..12) == Some(&SERVER_MAC[..]) {
        true => Side::Server,
        false => Side::Client,
    }
}

/// The frames as the client's own interface sees them: its own when they leave, the others when they arrive.
fn at_the_client(packets: Vec<Packet>, done: &BTreeMap<u32, Done>, plan: &Plan) -> Vec<Packet> {
    let conditions = &plan.knobs.conditions;
    let mut seen: Vec<Packet> = packets
        .into_iter()
        .filter_map(|packet| match sender(&packet) {
            Side::Client => Some(packet),
            Side::Server if done.get(&packet.number) == Some(&Done::Lost) => None,
            Side::Server => Some(Packet {
                time: packet.time + way(&packet.bytes, conditions),
                ..packet
            }),
        })
        .collect();
    seen.sort_by_key(|packet| packet.time);
    for (number, packet) in (1..).zip(&mut seen) {
        packet.number = number;
    }
    seen
}

/// The file.
///
/// # Errors
/// It cannot be written.
pub fn file(packets: &[Packet], secrets: &str) -> Result<Vec<u8>, Unfit> {
    let capture = Capture {
        packets,
        secrets,
        ..Capture::default()
    };
    let mut bytes = Vec::new();
    write(&capture, &mut bytes).map_err(Unfit::new)?;
    Ok(bytes)
}
