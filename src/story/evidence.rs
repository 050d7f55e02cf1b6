//! What a story is told from: frames, secrets, and what the ends said of themselves.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::keys::rsa::Key;
use crate::story::deed::Deed;
use crate::story::model::Host;

/// Everything known about a run. An inspected capture fills only some of it; what is empty is told as unknown.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// What was run, such as `full TLS 1.3 handshake`.
    pub title: Option<Text>,
    /// Which wire it was, and what on it was done to frames.
    pub wire: Vec<Text>,
    /// The two hosts, client first.
    pub hosts: [Host; 2],
    /// Every frame, in the order sent, numbered from 1.
    pub packets: Vec<Packet>,
    /// What the wire did to a frame, by its number; absent: delivered as sent.
    pub done: BTreeMap<u32, Done>,
    /// What somebody who held the wire wanted done to a frame, by its number.
    pub deeds: BTreeMap<u32, Deed>,
    /// Whether this is all, or it goes on.
    pub progress: Progress,
    /// Key log lines as SSLKEYLOGFILE has them.
    pub key_log: String,
    /// How many secrets were given that stand in no line of `key_log`, because they belong to other connections.
    pub other_secrets: usize,
    /// The server's private RSA keys, where someone gave them.
    pub rsa_keys: Vec<Key>,
    /// Key exchanges the ends recorded.
    pub exchanges: Vec<Exchange>,
    /// What each end was set up with.
    pub setups: Vec<Setup>,
    /// How each end's part in each connection ended, in its own words.
    pub endings: Vec<Ending>,
    /// Certificates (DER) the client trusts as roots; the server's for client certificates.
    pub roots: Vec<Vec<u8>>,
    /// The clock of both ends.
    pub now: Time,
}

impl Evidence {
    /// Whether somebody else captured it: nothing is known of the ends but what stood on the wire.
    pub fn is_captured(&self) -> bool {
        let silent = self.setups.is_empty() && self.endings.is_empty();
        self.wire.is_empty() && silent && self.exchanges.is_empty()
    }

    /// Whether more is to come.
    pub fn is_under_way(&self) -> bool {
        self.progress == Progress::UnderWay || self.waiting().is_some()
    }

    /// The frame that waits while somebody holds the wire; it is the last.
    pub fn waiting(&self) -> Option<u32> {
        let mut done = self.done.iter();
        done.find(|(_, done)| **done == Done::Waiting)
            .map(|(number, _)| *number)
    }
}

/// Whether a run is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// It is; so is every capture.
    #[default]
    Over,
    /// It goes on: this is what was seen of it by now.
    UnderWay,
}

/// What the wire did to a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Dropped it: it stands in the capture, and never arrived.
    Lost,
    /// Changed it: the capture has what arrived, here is what was sent.
    Changed {
        /// The frame as it was sent.
        sent: Vec<u8>,
        /// What was done, such as `bit 0 of byte 12 of ServerHello`.
        how: Text,
    },
    /// Changed it, and the checksums with it no longer fit: the capture has what arrived, and the receiver threw it away.
    Damaged {
        /// The frame as it was sent.
        sent: Vec<u8>,
        /// What was done.
        how: Text,
    },
    /// Let it arrive, and a copy right behind it.
    Twice,
    /// Held it back for so long, and let it arrive then.
    Late(Duration),
    /// Holds it now: it left its sender, and nothing after it has happened.
    Waiting,
}

/// A key exchange as one end recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Who recorded it.
    pub side: Side,
    /// The named group (IANA code).
    pub group: u16,
    /// This end's private key, where the group's library shows it.
    pub private: Option<Vec<u8>>,
    /// This end's key share.
    pub public: Vec<u8>,
    /// The other end's key share.
    pub peer: Vec<u8>,
    /// The shared secret.
    pub secret: Vec<u8>,
}

/// What one end was set up with: its offers and its needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Which end.
    pub side: Side,
    /// Protocol versions it speaks (codes).
    pub versions: Vec<u16>,
    /// Cipher suites it has (codes).
    pub suites: Vec<u16>,
    /// Groups it has (codes).
    pub groups: Vec<u16>,
    /// ALPN names it speaks; empty: does not care.
    pub alpn: Vec<String>,
    /// Client: the server name it wants. Server: names of the certificates it has.
    pub names: Vec<String>,
    /// Subjects of the roots it trusts.
    pub trusts: Vec<String>,
    /// Whether it has a certificate to show.
    pub certificate: bool,
    /// The kind of key in that certificate, such as `RSA`; empty: none, or not known.
    pub key: &'static str,
    /// Whether it insists on a certificate from the other end.
    pub wants_certificate: bool,
    /// What it speaks on this port: `TLS`, `HTTP without TLS`, `nothing: silent`.
    pub speaks: Text,
}

/// How one end's part in one connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Which end.
    pub side: Side,
    /// Which connection, from 0.
    pub connection: usize,
    /// Its own error message; none: it is content.
    pub error: Option<String>,
    /// Application bytes it received.
    pub received: Vec<u8>,
}
