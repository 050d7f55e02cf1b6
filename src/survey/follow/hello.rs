//! The two hellos: what is offered, what is chosen.

use crate::base::field::is_grease;
use crate::base::reader::Reader;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::fingerprint::ja3;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::message::{self, Message};
use crate::dissect::tls::handshake::server_hello::ServerHello;
use crate::dissect::tls::handshake::setting::Setting;
use crate::keys::cipher::Cipher;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::messages::words;
use crate::survey::follow::session::Session;
use crate::survey::seen;
use crate::survey::tls::{EarlyData, Ech};

impl Conversation {
    /// A ClientHello, header included.
    pub(super) fn client_hello(&mut self, desk: &mut Desk<'_>, bytes: &[u8]) {
        let read = message::message(&mut Reader::quiet(bytes), &Setting::default());
        let Ok(Message::ClientHello(hello)) = read.map(|read| read.body) else {
            self.tls.damaged_hello.get_or_insert(desk.packet);
            return;
        };
        // One that stood before the answer and came to be read after it, for bytes before it are missing, begins nothing anew.
        let answer = self.tls.server_hellos.last().filter(|last| !last.retry);
        let again = answer.is_some_and(|answer| answer.packet < desk.packet);
        if again {
            // A handshake begins anew inside the connection: what was agreed does not hold for its messages.
            self.tls.renegotiated.get_or_insert(desk.packet);
            self.session = Session::default();
        }
        let mut seen = client(desk.packet, &hello);
        desk.drawer.fingerprints.fill(&hello, &mut seen);
        self.session.client_random = hello.random.to_vec();
        self.session.offered = hello.legacy_version.0;
        self.session.ticket = hello.session_ticket().unwrap_or_default().to_vec();
        let resumable = desk.drawer.resumed(&self.session.ticket, hello.session_id);
        self.session.keyed = desk.drawer.might_open(hello.random) || resumable.is_some();
        self.session.edition = desk.drawer.edition;
        self.tls.version_offered = self.tls.version_offered.max(Some(highest(&seen)));
        if seen.early_data {
            self.tls.early_data = EarlyData::Offered;
        }
        if seen.ech && self.tls.ech == Ech::None {
            self.tls.ech = Ech::GreaseOrOuter;
        }
        if self.tls.client_hellos.len() < HELLOS {
            self.tls.client_hellos.push(seen);
        } else {
            self.tls.let_go += 1;
        }
        self.transcribe(HandshakeType::CLIENT_HELLO, bytes);
    }

    /// A ServerHello or HelloRetryRequest, header included.
    pub(super) fn server_hello(&mut self, desk: &mut Desk<'_>, bytes: &[u8]) {
        let read = message::message(&mut Reader::quiet(bytes), &Setting::default());
        let Ok(Message::ServerHello(hello)) = read.map(|read| read.body) else {
            self.tls.damaged_hello.get_or_insert(desk.packet);
            return;
        };
        let seen = server(desk.packet, &hello);
        let version = hello.version();
        let session = &mut self.session;
        session.version = Some(version);
        session.suite = Some(hello.suite);
        session.cipher = Cipher::of(hello.suite.0);
        session.server_random = hello.random.to_vec();
        session.session_id = hello.session_id.to_vec();
        session.compression = hello.compression;
        self.tls.compression = hello.compression;
        session.extended = hello.extended_master_secret();
        session.encrypt_then_mac = hello.extension(ExtensionType::ENCRYPT_THEN_MAC).is_some();
        self.tls.version = Some(version);
        self.tls.suite = Some(hello.suite.0.into());
        // The request for another hello may be what is missing; before TLS 1.3 there is none.
        let asked = seen.retry || self.tls.retry == Some(true);
        if asked || !self.server.torn || !version.is_tls13() {
            self.tls.retry = Some(asked);
        }
        if let Some((group, _)) = hello.key_share() {
            self.tls.group = Some(group);
        }
        if let Some(alpn) = &seen.alpn {
            self.tls.alpn = Some(alpn.clone());
        }
        if seen.retry {
            if self.tls.early_data == EarlyData::Offered {
                self.tls.early_data = EarlyData::Rejected;
            }
        } else if version.is_tls13() {
            self.tls.resumed = Some(seen.psk);
        }
        let retry = seen.retry;
        if self.tls.server_hellos.len() < HELLOS {
            self.tls.server_hellos.push(seen);
        } else {
            self.tls.let_go += 1;
        }
        self.transcribe(HandshakeType::SERVER_HELLO, bytes);
        if retry {
            if let Some(cipher) = self.session.cipher {
                self.session.transcript.retry(cipher.hash);
            }
            return;
        }
        self.early_records(desk);
    }
}

impl Conversation {
    /// The front of a ServerHello that the capture cut: the choice stands before the extensions. Where those would tell
    /// the version, only the suite does.
    pub(super) fn begun_server_hello(&mut self, body: &[u8]) {
        let Some((version, rest)) = body.split_first_chunk() else {
            return;
        };
        let version = Version(u16::from_be_bytes(*version));
        let Some([length, rest @ ..]) = rest.get(32..) else {
            return;
        };
        let Some(suite) = rest
            .get(usize::from(*length)..)
            .and_then(<[u8]>::first_chunk)
        else {
            return;
        };
        let suite = Suite(u16::from_be_bytes(*suite));
        let version = match suite.is_tls13() {
            true => Version::TLS13,
            false => version,
        };
        self.session.version = Some(version);
        self.session.suite = Some(suite);
        self.tls.version = Some(version);
        self.tls.suite = Some(suite.0.into());
    }
}

/// Hellos that a summary keeps of each end.
pub(super) const HELLOS: usize = 8;

/// What is kept of a ClientHello, but for its fingerprints.
pub(in crate::survey) fn client(packet: u32, hello: &ClientHello<'_>) -> seen::ClientHello {
    seen::ClientHello {
        packet,
        legacy_version: hello.legacy_version.0,
        random: hello.random.to_vec(),
        versions: match hello.extension(ExtensionType::SUPPORTED_VERSIONS) {
            Some(_) => hello.versions().iter().map(|version| version.0).collect(),
            None => Vec::new(),
        },
        sni: hello.server_name().map(words),
        alpn: hello.alpn().into_iter().map(words).collect(),
        suites: hello.suites.iter().map(|suite| suite.0.into()).collect(),
        extensions: kinds(&hello.extensions),
        groups: hello.groups().iter().map(|group| group.0).collect(),
        key_share_groups: hello
            .key_shares()
            .iter()
            .map(|(group, _)| group.0)
            .collect(),
        signature_schemes: hello.schemes().iter().map(|scheme| scheme.0).collect(),
        psk: hello.psk().is_some(),
        early_data: hello.early_data(),
        ech: hello
            .extension(ExtensionType::ENCRYPTED_CLIENT_HELLO)
            .is_some(),
        ..seen::ClientHello::default()
    }
}

/// What is kept of a ServerHello.
fn server(packet: u32, hello: &ServerHello<'_>) -> seen::ServerHello {
    let share = hello.key_share().map(|(group, _)| group);
    seen::ServerHello {
        packet,
        version: hello.version().0,
        suite: hello.suite.0.into(),
        random: hello.random.to_vec(),
        retry: hello.retry,
        extensions: kinds(&hello.extensions),
        alpn: hello.alpn().map(words),
        key_share_group: share.or(hello.retry_group()).map(|group| group.0),
        psk: hello.selected_psk().is_some(),
        downgrade: hello.downgrade_marker().map(|version| version.0),
        ja3s: ja3::server(hello).hash,
    }
}

fn kinds(extensions: &[Extension<'_>]) -> Vec<u16> {
    extensions
        .iter()
        .map(|extension| extension.kind.0)
        .collect()
}

/// The highest version offered; GREASE is none.
fn highest(hello: &seen::ClientHello) -> Version {
    let real = hello
        .versions
        .iter()
        .filter(|version| !is_grease(u64::from(**version)));
    let age = |version: &u16| match version >> 8 {
        // Drafts of TLS 1.3 come before it and after TLS 1.2.
        0x7f => (0x0303, *version),
        _ => (*version, 0),
    };
    let highest = real.max_by_key(|version| age(version));
    Version(highest.copied().unwrap_or(hello.legacy_version))
}
