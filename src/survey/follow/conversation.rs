//! The conversation: what it knows, and which content goes where.

use std::fmt;
use std::mem::take;

use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::record::HEADER;
use crate::survey::desk::Desk;
use crate::survey::drawer::Digests;
use crate::survey::follow::end::{End, Reading};
use crate::survey::follow::session::Session;
use crate::survey::seen::{Alert, MOST};
use crate::survey::tls::Tls;

/// One TLS conversation.
#[derive(Debug)]
pub(in crate::survey) struct Conversation {
    pub(super) tls: Box<Tls>,
    pub(super) session: Session,
    pub(super) client: End,
    pub(super) server: End,
    /// Whether bytes are missing in the capture.
    pub(super) gaps: bool,
    /// Protected records, and how many of them were opened.
    pub(super) protected: u64,
    pub(super) opened: u64,
    /// Application bytes opened, and their digests, client first.
    pub(super) plain: [u64; 2],
    pub(super) digests: [Option<Digest>; 2],
}

impl Conversation {
    /// A conversation of which nothing has been read. `ssl2`: the client begins in the form of SSL 2.0.
    pub(in crate::survey) fn new(first: Reading) -> Self {
        let client = End {
            reading: first,
            ..End::default()
        };
        Self {
            tls: Box::default(),
            session: Session::default(),
            client,
            server: End::default(),
            gaps: false,
            protected: 0,
            opened: 0,
            plain: [0; 2],
            digests: [None, None],
        }
    }

    /// A conversation that was met in the middle.
    pub(in crate::survey) fn midway() -> Self {
        let mut conversation = Self::new(Reading::Records);
        for side in Side::BOTH {
            conversation.end(side).guessed = true;
        }
        conversation
    }

    pub(super) fn end(&mut self, side: Side) -> &mut End {
        side.of(&mut self.client, &mut self.server)
    }

    /// Whether the body of a record of this kind is of no use: protected, and no secret is given that might open it.
    pub(super) fn needless(&mut self, desk: &mut Desk<'_>, kind: ContentType) -> bool {
        // The keys of a handshake serve until the next one is through.
        let open = !self.client.door.is_empty() || !self.server.door.is_empty();
        kind == ContentType::APPLICATION_DATA && !open && !self.keyed(desk)
    }

    /// Whether secrets are given that might open this conversation.
    fn keyed(&mut self, desk: &mut Desk<'_>) -> bool {
        if self.session.edition != desk.drawer.edition {
            self.session.edition = desk.drawer.edition;
            self.session.keyed = desk.drawer.might_open(&self.session.client_random);
        }
        self.session.keyed
    }

    /// A record passed by whose body was not kept.
    pub(super) fn passed(&mut self, kind: ContentType) {
        self.count(kind);
        self.protected += 1;
    }

    /// One whole record, header and body.
    pub(super) fn record(&mut self, desk: &mut Desk<'_>, from: Side, record: &[u8]) {
        let kind = ContentType(record.first().copied().unwrap_or_default());
        let body = record.get(HEADER..).unwrap_or_default();
        self.count(kind);
        match kind {
            ContentType::CHANGE_CIPHER_SPEC => self.change_cipher_spec(desk, from),
            ContentType::APPLICATION_DATA => self.sealed(desk, from, record),
            _ if self.end(from).protected => self.sealed(desk, from, record),
            // A message that is cut out of nothing: a protected one of a handshake whose beginning is not in the capture.
            ContentType::HANDSHAKE
                if self.session.version.is_none()
                    && !self.end(from).inside_message()
                    && unreadable(body) =>
            {
                self.protected += 1;
            }
            ContentType::ALERT if body.len() != 2 => self.sealed(desk, from, record),
            kind => self.content(desk, from, kind, body, Cover::Clear),
        }
    }

    /// What a record holds, in the clear or opened.
    pub(super) fn content(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        kind: ContentType,
        content: &[u8],
        cover: Cover,
    ) {
        match kind {
            ContentType::HANDSHAKE => self.handshake(desk, from, content, cover),
            ContentType::ALERT => self.alert(desk, from, content, cover),
            ContentType::APPLICATION_DATA => self.application(desk, from, content),
            _ => {}
        }
    }

    fn alert(&mut self, desk: &Desk<'_>, from: Side, content: &[u8], cover: Cover) {
        let [level, code] = *content else {
            return;
        };
        if code == CLOSE_NOTIFY {
            let [client, server] = &mut self.tls.close_notify;
            *from.of(client, server) = Some(true);
        }
        if self.tls.alerts.len() >= MOST {
            self.tls.let_go += 1;
            return;
        }
        self.tls.alerts.push(Alert {
            packet: desk.packet,
            from,
            level,
            code,
            encrypted: cover == Cover::Protected,
        });
    }

    fn application(&mut self, desk: &mut Desk<'_>, from: Side, content: &[u8]) {
        let [client, server] = &mut self.plain;
        *from.of(client, server) += content.len() as u64;
        if desk.drawer.digests == Digests::Compute {
            let [client, server] = &mut self.digests;
            from.of(client, server)
                .get_or_insert_with(Digest::default)
                .0
                .update(content);
        }
        desk.plain(from, content);
    }

    pub(super) fn count(&mut self, kind: ContentType) {
        let records = &mut self.tls.records;
        let counter = match kind {
            ContentType::CHANGE_CIPHER_SPEC => &mut records.change_cipher_spec,
            ContentType::ALERT => &mut records.alert,
            ContentType::HANDSHAKE => &mut records.handshake,
            ContentType::APPLICATION_DATA => &mut records.application_data,
            ContentType::HEARTBEAT => &mut records.heartbeat,
            _ => &mut records.other,
        };
        *counter += 1;
    }

    fn change_cipher_spec(&mut self, desk: &mut Desk<'_>, from: Side) {
        if self.session.is_tls13() {
            return;
        }
        // A server that comes to it straight from its hello resumes; where bytes are missing, who knows what it said before.
        if from == Side::Server && self.session.version.is_some() && !self.server.torn {
            self.tls.resumed.get_or_insert(true);
            self.tls.client_auth.get_or_insert(false);
        }
        // A TLS 1.3 client may send one before the server has chosen (RFC 8446 Appendix D.4): nothing is protected then.
        let chosen = self.session.version.is_some() || self.session.client_random.is_empty();
        if chosen {
            let renewed = self.end(from).protected;
            self.end(from).protected = true;
            self.change_keys(desk, from, renewed);
        }
    }

    /// The connection is over, or given up: what is held is let go.
    pub(super) fn drop_held(&mut self, desk: &mut Desk<'_>) {
        for side in Side::BOTH {
            let end = self.end(side);
            desk.free(take(&mut end.held));
            desk.free(take(&mut end.message));
            for (_, record) in take(&mut end.early) {
                desk.free(record);
            }
        }
    }
}

/// A SHA-256 that is not finished.
pub(super) struct Digest(pub(super) ring::digest::Context);

impl Default for Digest {
    fn default() -> Self {
        Self(ring::digest::Context::new(&ring::digest::SHA256))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest")
    }
}

/// Whether content stood in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// In the clear.
    Clear,
    /// Under record protection, and opened.
    Protected,
}

/// The alert that ends one direction.
const CLOSE_NOTIFY: u8 = 0;

/// Whether a handshake record's body begins with no message. The beginning of one may be a single byte (RFC 8446 §5.1).
fn unreadable(body: &[u8]) -> bool {
    let length = message::length(body).map_or(0, |length| length - message::HEADER);
    // Behind a HelloRequest nothing is sent; explicit nonces begin with zeros too (RFC 5288 §3).
    let known = match body {
        [0, 0, 0, 0, rest @ ..] => rest.is_empty(),
        _ => matches!(body, [0..=2 | 4 | 11..=16 | 20..=23, ..]),
    };
    !known || length > 1 << 18
}
