//! The conversation inside a connection: sniffed, followed if it is TLS, let be if it is not.

use std::mem::take;

use crate::base::side::Side;
use crate::dissect::starttls::Dialog;
use crate::dissect::tls::codes::content::ContentType;
use crate::survey::connection::Protocol;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::end::Reading;
use crate::survey::sniff::{self, Scent, scent};
use crate::survey::tls::Tls;

/// A conversation. Small until something is said in it.
#[derive(Debug, Default)]
pub(crate) enum Talk {
    /// Nobody said anything.
    #[default]
    Silent,
    /// Something was said, and no TLS was found in it yet.
    Sniffing(Box<Sniffing>),
    /// TLS.
    Tls(Box<Followed>),
    /// Not TLS, as far as was looked.
    Other,
}

/// What is known before TLS begins.
#[derive(Debug, Default)]
pub(crate) struct Sniffing {
    /// The front of each stream while it is too short to tell, TCP client first.
    fronts: [Vec<u8>; 2],
    /// What is said in the clear before.
    dialog: Dialog,
    /// Bytes heard that are not TLS.
    heard: usize,
}

/// A conversation that is followed, and who its client is in TCP.
#[derive(Debug)]
pub(crate) struct Followed {
    conversation: Conversation,
    client: Side,
    starttls: Option<&'static str>,
    /// Whether a hello, or another message that only one end sends, told who is who.
    told: bool,
}

/// What became of a conversation.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What was spoken, where it is known.
    pub(crate) protocol: Option<Protocol>,
    /// The protocol that turned to TLS.
    pub(crate) starttls: Option<&'static str>,
    /// What was seen of it.
    pub(crate) tls: Option<Box<Tls>>,
    /// Who sent the ClientHello, in TCP's roles; none: no hello was seen.
    pub(crate) hello_from: Option<Side>,
}

/// Bytes that are looked through for TLS before a connection is let be.
const PATIENCE: usize = 64 << 10;

impl Talk {
    /// The next bytes in order that `from` (who it is in TCP) sent.
    pub(crate) fn bytes(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        match self {
            Self::Tls(followed) => followed.feed(desk, from, bytes),
            Self::Other => desk.plain(from, bytes),
            Self::Silent | Self::Sniffing(_) => self.sniff(desk, from, bytes),
        }
    }

    fn sniff(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        let mut sniffing = match take(self) {
            Self::Sniffing(sniffing) => sniffing,
            _ => Box::default(),
        };
        let [client, server] = &mut sniffing.fronts;
        let front = from.of(client, server);
        let joined = match front.is_empty() {
            true => None,
            false => {
                let mut joined = take(front);
                joined.extend_from_slice(bytes);
                Some(joined)
            }
        };
        let bytes = joined.as_deref().unwrap_or(bytes);
        let follow = |client, conversation, told| {
            Self::Tls(Box::new(Followed {
                conversation,
                client,
                starttls: sniffing.dialog.name(),
                told,
            }))
        };
        *self = match scent(bytes) {
            Scent::Hello(role) => {
                let conversation = Conversation::new(Reading::Records);
                follow(role.of(from, from.peer()), conversation, true)
            }
            Scent::Record => match sniff::sender(bytes) {
                Some(role) => follow(role.of(from, from.peer()), Conversation::midway(), true),
                // A server may refuse with an alert before it says anything else.
                None if bytes.first() == Some(&ContentType::ALERT.0) => {
                    follow(Side::Client, Conversation::new(Reading::Records), false)
                }
                None => follow(Side::Client, Conversation::midway(), false),
            },
            Scent::Ssl2 => follow(from, Conversation::new(Reading::Ssl2), true),
            Scent::Unclear if bytes.len() < ENOUGH => {
                let bytes = bytes.to_vec();
                let [client, server] = &mut sniffing.fronts;
                *from.of(client, server) = bytes;
                *self = Self::Sniffing(sniffing);
                return;
            }
            Scent::Unclear | Scent::Nothing => {
                if let Some((at, turned)) = turn(&sniffing.dialog, from, bytes) {
                    let (before, rest) = bytes.split_at(at);
                    sniffing.dialog = turned;
                    sniffing.heard = sniffing.heard.saturating_add(at);
                    desk.plain(from, before);
                    *self = Self::Sniffing(sniffing);
                    return self.sniff(desk, from, rest);
                }
                sniffing.dialog.push(from, bytes);
                sniffing.heard = sniffing.heard.saturating_add(bytes.len());
                desk.plain(from, bytes);
                *self = match sniffing.heard > PATIENCE {
                    true => Self::Other,
                    false => Self::Sniffing(sniffing),
                };
                return;
            }
        };
        if let Self::Tls(followed) = self {
            followed.feed(desk, from, bytes);
            let [client, server] = take(&mut sniffing.fronts);
            let waiting = from.of(server, client);
            if !waiting.is_empty() {
                followed.feed(desk, from.peer(), &waiting);
            }
        }
    }

    /// `missing` bytes of what `from` sent do not stand in the capture; what follows comes after them.
    pub(crate) fn gap(&mut self, desk: &mut Desk<'_>, from: Side, missing: u64) {
        match self {
            Self::Tls(followed) => {
                let role = followed.role(from);
                followed.conversation.gap(desk, role, missing);
            }
            Self::Sniffing(sniffing) => {
                let [client, server] = &mut sniffing.fronts;
                from.of(client, server).clear();
            }
            Self::Silent | Self::Other => {}
        }
    }

    /// The connection is over. `whole`: each direction was seen from its first byte, TCP client first.
    pub(crate) fn close(self, desk: &mut Desk<'_>, whole: [bool; 2]) -> Told {
        // Left in its box: it is too large to be moved for each connection.
        let Self::Tls(mut followed) = self else {
            return Told::default();
        };
        let Some(mut tls) = followed.conversation.close(desk, whole) else {
            return Told::default();
        };
        tls.roles_swapped = followed.client == Side::Server;
        Told {
            protocol: Some(Protocol::Tls),
            starttls: followed.starttls,
            tls: Some(tls),
            hello_from: followed.told.then_some(followed.client),
        }
    }
}

/// Where in `bytes` the ends have agreed to turn to TLS and a hello follows in the same segment, and the dialog up to there.
fn turn(dialog: &Dialog, from: Side, bytes: &[u8]) -> Option<(usize, Dialog)> {
    if dialog.name().is_some() {
        return None;
    }
    let places = 1..bytes.len();
    places.into_iter().find_map(|at| {
        let (before, rest) = bytes.split_at_checked(at)?;
        if rest.first() != Some(&ContentType::HANDSHAKE.0) {
            return None;
        }
        if !matches!(scent(rest), Scent::Hello(_) | Scent::Unclear) {
            return None;
        }
        let mut trial = dialog.clone();
        trial.push(from, before);
        trial.name().is_some().then_some((at, trial))
    })
}

/// Bytes after which it is clear what they are.
const ENOUGH: usize = 16;

impl Followed {
    /// The role in TLS of an end in TCP.
    fn role(&self, side: Side) -> Side {
        match self.client {
            Side::Client => side,
            Side::Server => side.peer(),
        }
    }

    fn feed(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        let role = self.role(from);
        self.conversation.feed(desk, role, bytes);
    }
}

#[cfg(test)]
mod tests;
