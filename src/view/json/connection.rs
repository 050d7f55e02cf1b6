//! A connection of a capture as one line of JSON: what `tlslab inspect --as json` prints.
//!
//! Keys stay; what is not known is `null`, never a guess. `from`, and all that stands below `tls`, speak of TLS roles.

use std::io;

use serde::Serialize;

use crate::base::level::Level;
use crate::survey::connection::{Close, Connection, Protocol, Tcp, Transport};
use crate::survey::finding::Finding;
use crate::view::json::by_side::BySide;
use crate::view::json::moment::{Moment, PeerOut, seconds};
use crate::view::json::safely::line_safely;
use crate::view::json::tls::TlsOut;
use crate::view::json::words::Both;

/// Writes `connection` of the capture called `file` as one object on one line, with a line end.
///
/// # Errors
/// None that a `Vec` can have; the signature is that of writing.
pub fn write(file: &str, connection: &Connection, out: &mut Vec<u8>) -> io::Result<()> {
    line_safely(&ConnectionOut::new(file, connection), out)
}

#[derive(Serialize)]
struct ConnectionOut<'c> {
    file: &'c str,
    connection: u32,
    transport: &'static str,
    client: PeerOut,
    server: PeerOut,
    first_packet: u32,
    last_packet: u32,
    packets: u32,
    start: Moment,
    duration_s: f64,
    tcp: Option<TcpOut>,
    protocol: Option<&'static str>,
    starttls: Option<&'static str>,
    tls: Option<TlsOut<'c>>,
    findings: Vec<FindingOut<'c>>,
}

impl<'c> ConnectionOut<'c> {
    fn new(file: &'c str, connection: &'c Connection) -> Self {
        Self {
            file,
            connection: connection.number,
            transport: match connection.transport {
                Transport::Tcp => "tcp",
                Transport::Udp => "udp",
            },
            client: PeerOut::from(connection.client),
            server: PeerOut::from(connection.server),
            first_packet: connection.first_packet,
            last_packet: connection.last_packet,
            packets: connection.packets,
            start: Moment {
                time: connection.start,
                digits: connection.digits,
            },
            duration_s: seconds(connection.start, connection.end),
            tcp: connection.tcp.as_ref().map(TcpOut::from),
            protocol: connection.protocol.map(|protocol| match protocol {
                Protocol::Tls => "tls",
                Protocol::Dtls => "dtls",
                Protocol::Quic => "quic",
            }),
            starttls: connection.starttls,
            tls: match (&connection.tls, connection.protocol) {
                (Some(tls), Some(protocol)) => Some(TlsOut::new(tls, protocol)),
                (Some(_), None) | (None, _) => None,
            },
            findings: connection.findings.iter().map(FindingOut::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct TcpOut {
    syn: Option<u32>,
    syn_ack: Option<u32>,
    ack: Option<u32>,
    retransmissions: u32,
    out_of_order: u32,
    missing_bytes: u64,
    payload_bytes: BySide<u64>,
    close: &'static str,
}

impl From<&Tcp> for TcpOut {
    fn from(tcp: &Tcp) -> Self {
        Self {
            syn: tcp.syn,
            syn_ack: tcp.syn_ack,
            ack: tcp.ack,
            retransmissions: tcp.retransmissions,
            out_of_order: tcp.out_of_order,
            missing_bytes: tcp.missing_bytes,
            payload_bytes: BySide::from(tcp.payload),
            close: match tcp.close {
                Close::Fin => "fin",
                Close::Reset => "reset",
                Close::Open => "open",
            },
        }
    }
}

#[derive(Serialize)]
struct FindingOut<'c> {
    code: &'static str,
    level: &'static str,
    packet: Option<u32>,
    text: Both<'c>,
    rfc: &'static str,
}

impl<'c> From<&'c Finding> for FindingOut<'c> {
    fn from(finding: &'c Finding) -> Self {
        Self {
            code: finding.code,
            level: match finding.level {
                Level::Note => "note",
                Level::Warning => "warning",
                Level::Error => "error",
            },
            packet: finding.packet,
            text: Both::from(&finding.text),
            rfc: finding.rfc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Time;
    use crate::survey::tls::Tls;

    fn connection() -> Connection {
        Connection {
            number: 7,
            transport: Transport::Tcp,
            client: "10.0.0.1:50000".parse().unwrap(),
            server: "[2001:db8::1]:443".parse().unwrap(),
            first_packet: 3,
            last_packet: 20,
            packets: 11,
            digits: 6,
            start: Time::seconds(1_700_000_000),
            end: Time(1_700_000_000_250_000_000),
            tcp: Some(Tcp::default()),
            protocol: None,
            starttls: None,
            tls: None,
            findings: Vec::new(),
        }
    }

    fn written(connection: &Connection) -> serde_json::Value {
        let mut out = Vec::new();
        write("x\u{1b}\u{202e}.pcap", connection, &mut out).unwrap();
        assert_eq!(out.iter().filter(|b| **b == b'\n').count(), 1);
        assert!(out.is_ascii());
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn what_is_not_known_is_null() {
        let json = written(&connection());
        assert_eq!(json["file"], "x\u{1b}\u{202e}.pcap");
        assert_eq!(json["server"]["address"], "2001:db8::1");
        assert_eq!(json["start"], "2023-11-14T22:13:20.000000Z");
        assert_eq!(json["duration_s"], 0.25);
        assert_eq!(json["tcp"]["close"], "open");
        for key in ["protocol", "starttls", "tls"] {
            assert!(json.get(key).unwrap().is_null(), "{key}");
        }
    }

    #[test]
    fn all_keys_of_tls_are_there() {
        let mut connection = connection();
        connection.protocol = Some(Protocol::Tls);
        connection.tls = Some(Box::new(Tls::default()));
        let json = written(&connection);
        let tls = json["tls"].as_object().unwrap();
        for key in [
            "version",
            "version_code",
            "version_offered",
            "sni",
            "alpn_offered",
            "alpn",
            "suites_offered",
            "suite",
            "suite_code",
            "group",
            "resumed",
            "retry",
            "client_auth",
            "early_data",
            "ech",
            "client_hellos",
            "server_hellos",
            "ja3",
            "ja3s",
            "ja4",
            "messages",
            "alerts",
            "certificates",
            "records",
            "decryption",
            "proofs",
        ] {
            assert!(tls.contains_key(key), "{key}");
        }
        assert!(!tls.contains_key("quic_versions"));
        assert_eq!(json["tls"]["decryption"]["status"], "not_needed");
    }
}
