//! The `tls` object of a connection's line.

use serde::Serialize;

use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::group::GROUPS;
use crate::dissect::tls::codes::suite::SUITES;
use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::Protocol;
use crate::survey::tls::{Decryption, EarlyData, Ech, Records, Status, Tls};
use crate::view::json::by_side::BySide;
use crate::view::json::moment::Hex;
use crate::view::json::seen::{
    AlertOut, CertificateOut, ClientHelloOut, MessageOut, ServerHelloOut, some,
};

#[derive(Serialize)]
pub(super) struct TlsOut<'c> {
    version: Option<String>,
    version_code: Option<u16>,
    version_offered: Option<u16>,
    sni: Option<&'c str>,
    alpn_offered: &'c [String],
    alpn: Option<&'c str>,
    suites_offered: &'c [u32],
    suite: Option<&'static str>,
    suite_code: Option<u32>,
    group: Option<&'static str>,
    group_code: Option<u16>,
    resumed: Option<bool>,
    retry: Option<bool>,
    client_auth: Option<bool>,
    early_data: &'static str,
    ech: &'static str,
    client_hellos: Vec<ClientHelloOut<'c>>,
    server_hellos: Vec<ServerHelloOut<'c>>,
    ja3: Option<&'c str>,
    ja3s: Option<&'c str>,
    ja4: Option<&'c str>,
    messages: Vec<MessageOut>,
    alerts: Vec<AlertOut>,
    certificates: Vec<CertificateOut<'c>>,
    records: RecordsOut,
    decryption: DecryptionOut<'c>,
    proofs: Vec<ProofOut>,
    let_go: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    quic_versions: Option<&'c [u32]>,
}

impl<'c> TlsOut<'c> {
    pub(super) fn new(tls: &'c Tls, protocol: Protocol) -> Self {
        let hello = tls.client_hello();
        Self {
            version: tls.version.map(Version::name),
            version_code: tls.version.map(|version| version.0),
            version_offered: tls.version_offered.map(|version| version.0),
            sni: tls.sni(),
            alpn_offered: hello.map_or(&[], |hello| hello.alpn.as_slice()),
            alpn: tls.alpn.as_deref(),
            suites_offered: hello.map_or(&[], |hello| hello.suites.as_slice()),
            suite: tls
                .suite
                .and_then(|suite| Some(SUITES.row(suite.into())?.name)),
            suite_code: tls.suite,
            group: tls
                .group
                .and_then(|group| Some(GROUPS.row(group.0.into())?.name)),
            group_code: tls.group.map(|group| group.0),
            resumed: tls.resumed,
            retry: tls.retry,
            client_auth: tls.client_auth,
            early_data: match tls.early_data {
                EarlyData::None => "none",
                EarlyData::Offered => "offered",
                EarlyData::Accepted => "accepted",
                EarlyData::Rejected => "rejected",
            },
            ech: match tls.ech {
                Ech::None => "none",
                Ech::GreaseOrOuter => "grease_or_outer",
                Ech::Accepted => "accepted",
                Ech::Rejected => "rejected",
            },
            client_hellos: tls.client_hellos.iter().map(ClientHelloOut::from).collect(),
            server_hellos: tls.server_hellos.iter().map(ServerHelloOut::from).collect(),
            ja3: hello.and_then(|hello| some(&hello.ja3)),
            ja3s: tls.server_hello().and_then(|hello| some(&hello.ja3s)),
            ja4: hello.and_then(|hello| some(&hello.ja4)),
            messages: tls.messages.iter().map(MessageOut::from).collect(),
            alerts: tls.alerts.iter().map(AlertOut::from).collect(),
            certificates: tls.certificates.iter().map(CertificateOut::from).collect(),
            records: RecordsOut::from(tls.records),
            decryption: DecryptionOut::from(&tls.decryption),
            proofs: tls.proofs.iter().map(ProofOut::from).collect(),
            let_go: tls.let_go,
            quic_versions: match protocol {
                Protocol::Quic => Some(&tls.quic_versions),
                Protocol::Tls | Protocol::Dtls => None,
            },
        }
    }
}

#[derive(Serialize)]
struct RecordsOut {
    change_cipher_spec: u64,
    alert: u64,
    handshake: u64,
    application_data: u64,
    heartbeat: u64,
    other: u64,
}

impl From<Records> for RecordsOut {
    fn from(records: Records) -> Self {
        let Records {
            change_cipher_spec,
            alert,
            handshake,
            application_data,
            heartbeat,
            other,
        } = records;
        Self {
            change_cipher_spec,
            alert,
            handshake,
            application_data,
            heartbeat,
            other,
        }
    }
}

#[derive(Serialize)]
struct DecryptionOut<'c> {
    status: &'static str,
    reason: Option<&'static str>,
    application_bytes: BySide<Option<u64>>,
    application_sha256: BySide<Option<Hex<'c>>>,
    secrets_used: &'c [&'static str],
}

impl<'c> From<&'c Decryption> for DecryptionOut<'c> {
    fn from(decryption: &'c Decryption) -> Self {
        let hashes = decryption.sha256.each_ref();
        Self {
            status: status(decryption.status),
            reason: decryption.reason.map(|reason| reason.code()),
            application_bytes: BySide::from(decryption.bytes),
            application_sha256: BySide::from(
                hashes.map(|hash| hash.as_ref().map(|hash| Hex(hash))),
            ),
            secrets_used: &decryption.used,
        }
    }
}

/// The stable word for how much was opened.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::NotNeeded => "not_needed",
        Status::Full => "full",
        Status::Partial => "partial",
        Status::Dark => "dark",
    }
}

#[derive(Serialize)]
struct ProofOut {
    name: &'static str,
    verdict: &'static str,
}

impl From<&(&'static str, Verdict)> for ProofOut {
    fn from((name, verdict): &(&'static str, Verdict)) -> Self {
        Self {
            name,
            verdict: match verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::NotReached => "not_reached",
            },
        }
    }
}
