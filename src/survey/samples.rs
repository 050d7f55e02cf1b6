//! Connections for tests: ordinary ones, to be bent by each test.

use std::net::{IpAddr, SocketAddr};

use crate::base::side::Side;
use crate::base::time::Time;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::{Close, Connection, Protocol, Tcp, Transport};
use crate::survey::seen::{Certificate, ClientHello, Message, ServerHello};
use crate::survey::tls::Tls;

/// 2024-01-31T12:00:00Z.
pub(super) const NOON: Time = Time::seconds(1_706_702_400);

const DAY: u64 = 86_400;

/// A TCP connection to port 443 on which nothing was said yet.
pub(super) fn tcp() -> Connection {
    let at = |last: u8, port| SocketAddr::new(IpAddr::from([192, 0, 2, last]), port);
    Connection {
        number: 1,
        transport: Transport::Tcp,
        client: at(1, 50_000),
        server: at(2, 443),
        first_packet: 1,
        last_packet: 20,
        packets: 20,
        digits: 6,
        start: NOON,
        end: Time(NOON.0 + 250_000_000),
        tcp: Some(Tcp {
            syn: Some(1),
            syn_ack: Some(2),
            ack: Some(3),
            close: Close::Fin,
            fin: [Some(19), Some(18)],
            ..Tcp::default()
        }),
        protocol: None,
        starttls: None,
        tls: None,
        findings: Vec::new(),
    }
}

fn message(packet: u32, from: Side, code: u8) -> Message {
    Message {
        packet,
        from,
        code,
        ssl2: false,
        length: 200,
        encrypted: false,
    }
}

/// A certificate for `www.example`, valid for a year around the sample's time, issued by a test authority.
pub(super) fn certificate() -> Certificate {
    Certificate {
        readable: true,
        packet: 5,
        from: Side::Server,
        subject: "CN=www.example".to_owned(),
        issuer: "CN=Example CA".to_owned(),
        serial: vec![1],
        not_before: Time::seconds(NOON.as_seconds() - 30 * DAY),
        not_after: Time::seconds(NOON.as_seconds() + 60 * DAY),
        names: vec!["www.example".to_owned(), "*.cdn.example".to_owned()],
        key: "ECDSA P-256".to_owned(),
        signature: "ecdsa-with-SHA256".to_owned(),
        sha1: [1; 20],
        sha256: [2; 32],
    }
}

/// The authority above [`certificate`].
pub(super) fn authority() -> Certificate {
    Certificate {
        subject: "CN=Example CA".to_owned(),
        issuer: "CN=Example Root".to_owned(),
        names: Vec::new(),
        ..certificate()
    }
}

/// A completed TLS 1.3 connection with nothing to point at.
pub(super) fn tls13() -> Connection {
    let messages = vec![
        message(4, Side::Client, 1),
        message(5, Side::Server, 2),
        message(5, Side::Server, 20),
        message(6, Side::Client, 20),
    ];
    let hello = ClientHello {
        packet: 4,
        legacy_version: 0x0303,
        random: vec![7; 32],
        versions: vec![0x0304, 0x0303],
        sni: Some("www.example".to_owned()),
        alpn: vec!["h2".to_owned(), "http/1.1".to_owned()],
        suites: vec![0x1301, 0x1302, 0xc02f],
        extensions: vec![0, 10, 13, 16, 23, 43, 51, 0xff01],
        groups: vec![29, 23],
        key_share_groups: vec![29],
        signature_schemes: vec![0x0403],
        ja3: "0123456789abcdef0123456789abcdef".to_owned(),
        ja4: "t13d0308h2_aaaaaaaaaaaa_bbbbbbbbbbbb".to_owned(),
        ..ClientHello::default()
    };
    let answer = ServerHello {
        packet: 5,
        version: 0x0304,
        suite: 0x1301,
        random: vec![8; 32],
        extensions: vec![43, 51],
        key_share_group: Some(29),
        ja3s: "fedcba9876543210fedcba9876543210".to_owned(),
        ..ServerHello::default()
    };
    let tls = Tls {
        version: Some(Version::TLS13),
        version_offered: Some(Version::TLS13),
        suite: Some(0x1301),
        group: Some(Group::X25519),
        alpn: Some("h2".to_owned()),
        resumed: Some(false),
        retry: Some(false),
        from_start: true,
        client_hellos: vec![hello],
        server_hellos: vec![answer],
        messages,
        certificates: vec![certificate(), authority()],
        close_notify: [Some(true), Some(true)],
        ..Tls::default()
    };
    let mut connection = tcp();
    connection.protocol = Some(Protocol::Tls);
    connection.tls = Some(Box::new(tls));
    if let Some(tcp) = &mut connection.tcp {
        tcp.payload = [1000, 5000];
    }
    connection
}

/// A completed TLS 1.2 connection with nothing to point at.
pub(super) fn tls12() -> Connection {
    let mut connection = tls13();
    bend(&mut connection, |tls| {
        tls.version = Some(Version::TLS12);
        tls.version_offered = Some(Version::TLS12);
        tls.suite = Some(0xc02f);
        for hello in &mut tls.client_hellos {
            hello.versions.clear();
        }
        for hello in &mut tls.server_hellos {
            hello.version = 0x0303;
            hello.suite = 0xc02f;
            hello.extensions = vec![23, 0xff01];
            hello.key_share_group = None;
        }
    });
    connection
}

/// Changes the TLS of `connection`.
pub(super) fn bend(connection: &mut Connection, change: impl FnOnce(&mut Tls)) {
    if let Some(tls) = &mut connection.tls {
        change(tls);
    }
}
