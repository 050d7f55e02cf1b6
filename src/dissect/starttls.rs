//! Protocols that begin in the clear and then turn to TLS: STARTTLS and its kin, one file a protocol.
//!
//! Both ends must agree before the first record: one asks, the other answers. An attacker in the middle can strike the offer
//! out before that, which is why clients should insist (RFC 8314). What is kept is small: what each end said last.

mod ftp;
mod http;
mod imap;
mod ldap;
mod mysql;
mod pop3;
mod postgresql;
pub mod protocol;
mod rdp;
mod smtp;
mod xmpp;

use crate::base::side::Side;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

/// Every protocol that is known here, by name.
pub static PROTOCOLS: &[&Protocol] = &[
    &ftp::FTP,
    &http::HTTP,
    &imap::IMAP,
    &ldap::LDAP,
    &mysql::MYSQL,
    &pop3::POP3,
    &postgresql::POSTGRESQL,
    &rdp::RDP,
    &smtp::SMTP,
    &xmpp::XMPP,
];

/// The most that is kept of what one end says at a stretch: a wish to turn and its answer are shorter.
const STRETCH: usize = 1024;

/// After so many bytes without a wish to turn, nobody listens any more.
const PATIENCE: usize = 1 << 16;

/// What is said before TLS. Sides are those of TCP.
#[derive(Clone, Debug, Default)]
pub struct Dialog {
    state: State,
}

#[derive(Clone, Debug, Default)]
enum State {
    /// Nothing was said yet.
    #[default]
    Quiet,
    /// In the clear.
    Listening(Box<Heard>),
    /// Both ends agreed to turn: what follows is TLS.
    Turned(&'static Protocol),
    /// Too much was said.
    Deaf(Option<&'static Protocol>),
}

/// What was heard so far.
#[derive(Clone, Debug, Default)]
struct Heard {
    /// What each end said at its last stretch, client first; no more than `STRETCH`.
    said: [Vec<u8>; 2],
    /// Who spoke last.
    last: Option<Side>,
    /// Bytes heard of both.
    total: usize,
    /// Which protocol the client wants to turn, and has not been answered.
    asked: Option<&'static Protocol>,
    /// Which protocol the server refused to turn.
    refused: Option<&'static Protocol>,
}

impl Dialog {
    /// The next bytes that `from` (who it is in TCP) sent in the clear.
    pub fn push(&mut self, from: Side, bytes: &[u8]) {
        if let State::Quiet = self.state {
            self.state = State::Listening(Box::default());
        }
        let State::Listening(heard) = &mut self.state else {
            return;
        };
        if let Some(turned) = heard.push(from, bytes) {
            self.state = State::Turned(turned);
        } else if heard.total > PATIENCE {
            self.state = State::Deaf(heard.refused);
        }
    }

    /// The protocol that turns, once both ends agreed.
    pub fn protocol(&self) -> Option<&'static Protocol> {
        match self.state {
            State::Turned(protocol) => Some(protocol),
            State::Quiet | State::Listening(_) | State::Deaf(_) => None,
        }
    }

    /// Its name in the JSON.
    pub fn name(&self) -> Option<&'static str> {
        self.protocol().map(|protocol| protocol.name)
    }

    /// The protocol that the client wanted to turn and the server would not.
    pub fn refused(&self) -> Option<&'static Protocol> {
        match &self.state {
            State::Listening(heard) => heard.refused,
            State::Deaf(refused) => *refused,
            State::Quiet | State::Turned(_) => None,
        }
    }
}

impl Heard {
    /// Hears the next bytes; gives the protocol once both ends agreed.
    fn push(&mut self, from: Side, bytes: &[u8]) -> Option<&'static Protocol> {
        self.total = self.total.saturating_add(bytes.len());
        let fresh = self.last != Some(from);
        self.last = Some(from);
        let [client, server] = &mut self.said;
        let said = from.of(&mut *client, &mut *server);
        if fresh {
            said.clear();
        }
        let room = STRETCH.saturating_sub(said.len()).min(bytes.len());
        said.extend_from_slice(bytes.get(..room).unwrap_or_default());
        match from {
            Side::Client => {
                self.asked = PROTOCOLS
                    .iter()
                    .copied()
                    .find(|protocol| (protocol.asks)(client, server));
                // Where no answer is due, to ask is to turn.
                self.asked
                    .filter(|protocol| (protocol.answers)(client, &[]) == Answer::Yes)
            }
            Side::Server => {
                let asked = self.asked?;
                match (asked.answers)(client, server) {
                    Answer::Yes => Some(asked),
                    Answer::No => {
                        self.refused = Some(asked);
                        self.asked = None;
                        None
                    }
                    Answer::NotYet => None,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
