//! Single messages of a connection: hellos, alerts, certificates, and the list of all.

use serde::Serialize;

use crate::dissect::tls::codes::alert::{ALERT_LEVELS, ALERTS};
use crate::dissect::tls::codes::handshake::HANDSHAKE_TYPES;
use crate::survey::seen::{Alert, Certificate, ClientHello, Message, ServerHello};
use crate::view::json::moment::{Hex, Moment};
use crate::view::json::words::side;

#[derive(Serialize)]
pub(super) struct ClientHelloOut<'c> {
    packet: u32,
    legacy_version: u16,
    versions: &'c [u16],
    random: Hex<'c>,
    sni: Option<&'c str>,
    alpn: &'c [String],
    suites: &'c [u32],
    extensions: &'c [u16],
    groups: &'c [u16],
    key_share_groups: &'c [u16],
    signature_schemes: &'c [u16],
    psk: bool,
    early_data: bool,
    ech: bool,
    ja3: Option<&'c str>,
    ja4: Option<&'c str>,
}

impl<'c> From<&'c ClientHello> for ClientHelloOut<'c> {
    fn from(hello: &'c ClientHello) -> Self {
        Self {
            packet: hello.packet,
            legacy_version: hello.legacy_version,
            versions: &hello.versions,
            random: Hex(&hello.random),
            sni: hello.sni.as_deref(),
            alpn: &hello.alpn,
            suites: &hello.suites,
            extensions: &hello.extensions,
            groups: &hello.groups,
            key_share_groups: &hello.key_share_groups,
            signature_schemes: &hello.signature_schemes,
            psk: hello.psk,
            early_data: hello.early_data,
            ech: hello.ech,
            ja3: some(&hello.ja3),
            ja4: some(&hello.ja4),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ServerHelloOut<'c> {
    packet: u32,
    version: u16,
    suite: u32,
    retry: bool,
    extensions: &'c [u16],
    alpn: Option<&'c str>,
    key_share_group: Option<u16>,
    psk: bool,
    ja3s: Option<&'c str>,
}

impl<'c> From<&'c ServerHello> for ServerHelloOut<'c> {
    fn from(hello: &'c ServerHello) -> Self {
        Self {
            packet: hello.packet,
            version: hello.version,
            suite: hello.suite,
            retry: hello.retry,
            extensions: &hello.extensions,
            alpn: hello.alpn.as_deref(),
            key_share_group: hello.key_share_group,
            psk: hello.psk,
            ja3s: some(&hello.ja3s),
        }
    }
}

#[derive(Serialize)]
pub(super) struct MessageOut {
    packet: u32,
    from: &'static str,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    type_code: u8,
    length: u32,
    encrypted: bool,
}

impl From<&Message> for MessageOut {
    fn from(message: &Message) -> Self {
        Self {
            packet: message.packet,
            from: side(message.from),
            kind: match message.ssl2 {
                true => SSL2.get(usize::from(message.code)).copied(),
                false => HANDSHAKE_TYPES.row(message.code.into()).map(|row| row.name),
            },
            type_code: message.code,
            length: message.length,
            encrypted: message.encrypted,
        }
    }
}

/// Message types of SSL 2.0 by code (draft-hickman-netscape-ssl-00 §C).
static SSL2: [&str; 9] = [
    "ssl2_error",
    "ssl2_client_hello",
    "ssl2_client_master_key",
    "ssl2_client_finished",
    "ssl2_server_hello",
    "ssl2_server_verify",
    "ssl2_server_finished",
    "ssl2_request_certificate",
    "ssl2_client_certificate",
];

#[derive(Serialize)]
pub(super) struct AlertOut {
    packet: u32,
    from: &'static str,
    level: Option<&'static str>,
    level_code: u8,
    description: Option<&'static str>,
    code: u8,
    encrypted: bool,
}

impl From<&Alert> for AlertOut {
    fn from(alert: &Alert) -> Self {
        Self {
            packet: alert.packet,
            from: side(alert.from),
            level: ALERT_LEVELS.row(alert.level.into()).map(|row| row.name),
            level_code: alert.level,
            description: ALERTS.row(alert.code.into()).map(|row| row.name),
            code: alert.code,
            encrypted: alert.encrypted,
        }
    }
}

#[derive(Serialize)]
pub(super) struct CertificateOut<'c> {
    from: &'static str,
    packet: u32,
    subject: Option<&'c str>,
    issuer: Option<&'c str>,
    serial: Option<Hex<'c>>,
    not_before: Option<Moment>,
    not_after: Option<Moment>,
    names: &'c [String],
    key: &'c str,
    signature: &'c str,
    sha1: Hex<'c>,
    sha256: Hex<'c>,
}

impl<'c> From<&'c Certificate> for CertificateOut<'c> {
    fn from(certificate: &'c Certificate) -> Self {
        let readable = certificate.readable;
        let [not_before, not_after] =
            [certificate.not_before, certificate.not_after].map(|time| Moment { time, digits: 0 });
        Self {
            from: side(certificate.from),
            packet: certificate.packet,
            subject: readable.then_some(&certificate.subject),
            issuer: readable.then_some(&certificate.issuer),
            serial: readable.then_some(Hex(&certificate.serial)),
            not_before: readable.then_some(not_before),
            not_after: readable.then_some(not_after),
            names: &certificate.names,
            key: &certificate.key,
            signature: &certificate.signature,
            sha1: Hex(&certificate.sha1),
            sha256: Hex(&certificate.sha256),
        }
    }
}

/// Text that may be empty where it was not made.
pub(super) fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
