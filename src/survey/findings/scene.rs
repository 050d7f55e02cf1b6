//! What every search looks at: the connection, and the parts of it that nearly all of them ask for.

use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::{Connection, Tcp};
use crate::survey::outcome::{self, Outcome};
use crate::survey::seen::{ClientHello, ServerHello};
use crate::survey::tls::Tls;

/// A connection, laid out for the searches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'c> {
    pub(super) connection: &'c Connection,
    /// What TCP did, on TCP.
    pub(super) tcp: Option<&'c Tcp>,
    /// Its TLS, where it is TLS.
    pub(super) tls: Option<&'c Tls>,
    /// The ClientHello that counts.
    pub(super) hello: Option<&'c ClientHello>,
    /// The ServerHello that counts; no HelloRetryRequest.
    pub(super) answer: Option<&'c ServerHello>,
    /// The version agreed on.
    pub(super) version: Option<Version>,
    pub(super) outcome: Outcome,
}

impl<'c> Scene<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        let tls = connection.tls.as_deref();
        Self {
            connection,
            tcp: connection.tcp.as_ref(),
            tls,
            hello: tls.and_then(Tls::client_hello),
            answer: tls.and_then(Tls::server_hello).filter(|hello| !hello.retry),
            version: tls.and_then(|tls| tls.version),
            outcome: outcome::outcome(connection),
        }
    }

    /// The frame of the ServerHello, else of the ClientHello.
    pub(super) fn hello_packet(&self) -> Option<u32> {
        let answer = self.answer.map(|hello| hello.packet);
        answer.or(self.hello.map(|hello| hello.packet))
    }
}
