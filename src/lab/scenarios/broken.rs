//! Connections that fail on the way: a bit changes on the wire, or the other end speaks no TLS at all.

use crate::base::side::Side;
use crate::base::text::Doc;
use crate::lab::blueprint::{Blueprint, Caller, Listener, Meeting, SERVER};
use crate::lab::offer::Tls;
use crate::lab::scenario::Scenario;
use crate::lab::wire::visit::Flip;

/// A bit of ServerHello.
pub static FLIP_SERVER_HELLO: Scenario = Scenario::failing(
    "flip-server-hello",
    "changed_on_the_wire",
    Doc::new(
        "Somebody on the wire flips one bit of the server's random in ServerHello",
        "선로의 누군가가 ServerHello 안 서버 난수의 한 비트를 뒤집는다",
    ),
    |run| run.flip = Some(flip(Side::Server, 0, 20)),
);

/// A bit of the certificate.
pub static FLIP_CERTIFICATE: Scenario = Scenario::failing(
    "flip-certificate",
    "changed_on_the_wire",
    Doc::new(
        "Somebody on the wire flips one bit of the server's certificate",
        "선로의 누군가가 서버 인증서의 한 비트를 뒤집는다",
    ),
    |run| {
        // TLS 1.3: in the protected record after ChangeCipherSpec. TLS 1.2: our server sends ServerHello to
        // ServerHelloDone in one record, and there, in the clear, the byte is one of the certificate's public key.
        run.flip = Some(match version(run) {
            Tls::V13 => flip(Side::Server, 2, 200),
            Tls::V12 => flip(Side::Server, 0, 350),
        });
    },
);

/// A bit of the client's Finished.
pub static FLIP_FINISHED: Scenario = Scenario::failing(
    "flip-finished",
    "changed_on_the_wire",
    Doc::new(
        "Somebody on the wire flips one bit of the client's Finished",
        "선로의 누군가가 클라이언트 Finished의 한 비트를 뒤집는다",
    ),
    |run| {
        let record = match version(run) {
            Tls::V13 => 2, // After ClientHello and ChangeCipherSpec.
            Tls::V12 => 3, // After ClientKeyExchange too.
        };
        run.flip = Some(flip(Side::Client, record, 8));
    },
);

/// A bit of the request.
pub static FLIP_APPLICATION_DATA: Scenario = Scenario::failing(
    "flip-application-data",
    "changed_on_the_wire",
    Doc::new(
        "Somebody on the wire flips one bit of the encrypted request",
        "선로의 누군가가 암호화된 요청의 한 비트를 뒤집는다",
    ),
    |run| {
        let record = match version(run) {
            Tls::V13 => 3,
            Tls::V12 => 4,
        };
        run.flip = Some(flip(Side::Client, record, 12));
    },
);

/// HTTP without TLS.
pub static PLAIN_HTTP: Scenario = Scenario::failing(
    "plain-http",
    "not_tls",
    Doc::new(
        "The client speaks HTTP without TLS to a port where TLS is spoken",
        "클라이언트가 TLS 포트에 TLS 없이 HTTP로 말한다",
    ),
    |run| {
        run.meetings = vec![Meeting {
            caller: Caller::PlainHttp {
                name: SERVER.into(),
            },
            ..Meeting::plain(SERVER)
        }];
    },
);

/// Nobody listens.
pub static REFUSED: Scenario = Scenario::failing(
    "refused",
    "refused",
    Doc::new(
        "Nobody listens on the port: the SYN is answered by RST",
        "포트에서 듣는 이가 없다: SYN에 RST가 돌아온다",
    ),
    |run| {
        run.meetings = vec![Meeting {
            listener: Listener::Nobody,
            ..Meeting::plain(SERVER)
        }];
    },
);

/// The server says nothing.
pub static SILENT: Scenario = Scenario::failing(
    "silent",
    "silent",
    Doc::new(
        "The server accepts the connection and never says a word",
        "서버가 연결만 받아들이고 한마디도 하지 않는다",
    ),
    |run| {
        run.meetings = vec![Meeting {
            listener: Listener::Silent,
            ..Meeting::plain(SERVER)
        }];
    },
);

const fn flip(from: Side, record: usize, byte: isize) -> Flip {
    Flip {
        from,
        record,
        byte,
        bit: 0,
    }
}

/// The version the ends will agree on: the records before a message depend on it.
fn version(run: &Blueprint) -> Tls {
    let offered = &run.client.offer.versions;
    if offered.contains(&Tls::V13) {
        Tls::V13
    } else {
        Tls::V12
    }
}
