//! The hand on the wire: what a person wants done to a frame, done to it.

use std::time::Duration;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::capture::packet::LinkType;
use crate::dissect::inside::{Carries, Inside};
use crate::dissect::sum::Soundness;
use crate::dissect::{checksum, link};
use crate::lab::wire::host;
use crate::lab::wire::segment::Seen;
use crate::lab::wire::visit::{CLIENT_MAC, Conditions, SERVER_MAC};
use crate::story::deed::{Bit, Checksum, Deed, Hand};
use crate::story::evidence::Done;
use crate::text;

/// What becomes of a frame under the hand.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The frame as it goes on.
    pub(super) frame: Vec<u8>,
    /// How often it arrives.
    pub(super) copies: u8,
    /// How much later than it would.
    pub(super) later: Duration,
    /// What was done, if anything.
    pub(super) done: Option<Done>,
}

/// What `hand` does to frame `number`, which the wire by itself would let on as it is.
pub(super) fn touch(
    hand: &Hand,
    number: u32,
    to: Side,
    frame: Vec<u8>,
    on: &Conditions,
) -> Outcome {
    let mut outcome = Outcome {
        frame,
        copies: 1,
        later: Duration::ZERO,
        done: None,
    };
    match hand.deed(number) {
        // Only frames with TCP are waited for: the neighbours' questions for addresses are none of TLS.
        None if Seen::of(&outcome.frame).is_some() => {
            outcome.copies = 0;
            outcome.done = Some(Done::Waiting);
        }
        None | Some(Deed::Deliver) => {}
        Some(Deed::Drop) => {
            outcome.copies = 0;
            outcome.done = Some(Done::Lost);
        }
        Some(Deed::Duplicate) => {
            outcome.copies = 2;
            outcome.done = Some(Done::Twice);
        }
        Some(Deed::Delay(time)) => {
            outcome.later = time;
            outcome.done = Some(Done::Late(time));
        }
        Some(Deed::Flip(bit)) => flip(bit, to, &mut outcome, on),
    }
    outcome
}

fn flip(bit: Bit, to: Side, outcome: &mut Outcome, on: &Conditions) {
    let Bit {
        at,
        bit,
        checksum: sums,
    } = bit;
    let sent = outcome.frame.clone();
    let mask = 1_u8.checked_shl(bit.into()).unwrap_or_default();
    let Some(byte) = outcome.frame.get_mut(at).filter(|_| mask > 0) else {
        return; // The frame is too short: nothing was there to change.
    };
    let was = *byte;
    *byte ^= mask;
    let is = *byte;
    if sums == Checksum::Repaired {
        checksum::rewrite_all(&mut outcome.frame);
    }
    let how = text!(
        en: "bit {bit} of its byte {at} was flipped: {was:#04x} became {is:#04x}",
        ko: "비트 하나가 뒤집힘 (바이트 {at}, 비트 {bit}): {was:#04x} → {is:#04x}",
    );
    outcome.done = Some(match taken(&outcome.frame, to, on) {
        true => Done::Changed { sent, how },
        false => Done::Damaged { sent, how },
    });
}

/// Whether the host of `to` takes the frame for its own and whole, and hands it to TCP.
fn taken(frame: &[u8], to: Side, on: &Conditions) -> bool {
    let mac = to.of(CLIENT_MAC, SERVER_MAC);
    let Ok(read) = link::frame(&mut Reader::quiet(frame), LinkType::ETHERNET) else {
        return false;
    };
    let whole = |sum| matches!(sum, Soundness::Right | Soundness::Unchecked);
    match read.inside {
        Inside::Ip(ip) => {
            let header = ip.checksum().is_none_or(|sum| whole(sum.verdict()));
            let segment = match &ip.carries {
                Carries::Tcp(segment) => whole(segment.checksum().verdict()),
                _ => false,
            };
            let own = ip.destination == host::address(to, on) && frame.starts_with(&mac);
            own && ip.source == host::address(to.peer(), on) && header && segment
        }
        Inside::Arp(_) => true,
        Inside::Other(_) => false,
    }
}
