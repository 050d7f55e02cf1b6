//! Two directions of a conversation, with a label each or one for both, and what an eavesdropper makes of their first records.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::password::label::{expand_label, extract};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::show::xor;
use crate::demo::wrong::Wrong;

/// What every such server says first: the attacker knows it.
static GREETING: &[u8] = b"220 mail.example ready, waiting for your orders";

/// The labels of the two directions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Labels {
    /// One each, as TLS 1.3 has them.
    Apart,
    /// One for both: the mistake.
    One,
}

/// What one direction is protected with.
pub(super) struct Direction {
    /// 16 bytes.
    pub(super) key: Vec<u8>,
    /// 12 bytes.
    pub(super) iv: Vec<u8>,
}

impl Direction {
    fn new(secret: &[u8], label: &str, transcript: &[u8]) -> Result<Self, Wrong> {
        let traffic = expand_label(secret, label, transcript, 32)?;
        Ok(Self {
            key: expand_label(&traffic, "key", b"", 16)?,
            iv: expand_label(&traffic, "iv", b"", 12)?,
        })
    }

    /// The first record of the direction: its nonce is the IV, as record 0 adds nothing to it.
    pub(super) fn seal(&self, message: &[u8]) -> Result<Vec<u8>, Wrong> {
        AES_128_GCM.seal(&self.key, &self.iv, b"", message)
    }

    /// The message in such a record; none if the tag is not right.
    pub(super) fn open(&self, sealed: &[u8]) -> Result<Option<Vec<u8>>, Wrong> {
        AES_128_GCM.open(&self.key, &self.iv, b"", sealed)
    }
}

/// The client's direction and the server's.
pub(super) fn both(
    secret: &[u8],
    labels: Labels,
    transcript: &[u8],
) -> Result<[Direction; 2], Wrong> {
    let [client, server] = match labels {
        Labels::Apart => ["c ap traffic", "s ap traffic"],
        Labels::One => ["ap traffic", "ap traffic"],
    };
    Ok([
        Direction::new(secret, client, transcript)?,
        Direction::new(secret, server, transcript)?,
    ])
}

/// What stood on the wire: the first record of each direction.
pub(super) struct Spoken {
    /// The client's: an order.
    pub(super) order: Vec<u8>,
    /// The server's: its greeting.
    pub(super) greeting: Vec<u8>,
}

impl Spoken {
    pub(super) fn new(client: &Direction, server: &Direction, order: &[u8]) -> Result<Self, Wrong> {
        Ok(Self {
            order: client.seal(order)?,
            greeting: server.seal(GREETING)?,
        })
    }

    /// What an eavesdropper who knows the greeting makes of the order: as many bytes as the shorter has.
    pub(super) fn read(&self) -> Vec<u8> {
        let tag = 16;
        let length = self.order.len().saturating_sub(tag);
        let sum = xor(&self.order, &self.greeting);
        xor(sum.get(..length).unwrap_or(&sum), GREETING)
    }
}

/// A conversation with new secrets: its client's direction, its server's, the order, and what stood on the wire.
fn conversation(
    chance: &mut Chance,
    instance: Instance,
) -> Result<([Direction; 2], Vec<u8>, Spoken), Wrong> {
    let labels = match instance {
        Instance::Weak => Labels::One,
        Instance::Fixed => Labels::Apart,
    };
    let secret = extract(&[0; 32], &chance.bytes::<32>())?;
    let directions = both(&secret, labels, &chance.bytes::<32>())?;
    let order = mail(chance);
    let [client, server] = &directions;
    let spoken = Spoken::new(client, server, &order)?;
    Ok((directions, order, spoken))
}

pub(super) fn two_directions_win(chance: &mut Chance, instance: Instance) -> bool {
    conversation(chance, instance).is_ok_and(|(_, order, spoken)| spoken.read() == order)
}

/// The client opens what comes back to it with the server's direction.
pub(super) fn reflection_wins(chance: &mut Chance, instance: Instance) -> bool {
    conversation(chance, instance).is_ok_and(|([_, server], order, spoken)| {
        server
            .open(&spoken.order)
            .is_ok_and(|back| back == Some(order))
    })
}

/// At most as long as the greeting.
pub(super) fn mail(chance: &mut Chance) -> Vec<u8> {
    let number = chance.below(10_000);
    format!("LOGIN minji, with the password owl-{number:04}").into_bytes()
}
