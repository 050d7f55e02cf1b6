//! One message of each rare kind and form that captures lack.

use crate::base::exhibit::Exhibit;
use crate::base::exhibit::Origin;
use crate::base::reader::Reader;
use crate::base::text::Text;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::client_key_exchange::ClientKeyExchange;
use crate::dissect::tls::handshake::message::Message;
use crate::dissect::tls::handshake::message::message;
use crate::dissect::tls::handshake::setting::Setting;

/// A message of type `kind`: read, every byte explained in both languages; cut anywhere it is refused, and flipped anywhere
/// it stays explained.
fn check(version: u16, suite: u16, kind: u8, body: &[u8], says: impl FnOnce(&Message<'_>)) {
    let setting = Setting::new(Version(version), Suite(suite));
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    let mut bytes = vec![kind, length[1], length[2], length[3]];
    bytes.extend(body);
    let (exhibit, said) = Exhibit::told(Text::EMPTY, Origin::Computed, &bytes, |r| {
        message(r, &setting)
    });
    assert_eq!(exhibit.broken, None, "{kind} {suite:04x}");
    assert!(exhibit.unexplained().is_empty(), "{kind} {suite:04x}");
    for note in &exhibit.notes {
        let doc = note.field.doc;
        assert!(
            !doc.en.is_empty() && !doc.ko.is_empty(),
            "{}",
            note.field.name
        );
    }
    says(&said.unwrap().body);
    for end in 0..bytes.len() {
        assert!(message(&mut Reader::quiet(&bytes[..end]), &setting).is_err());
    }
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x81;
        let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &flipped, |r| {
            message(r, &setting)
        });
        assert!(exhibit.unexplained().is_empty(), "{kind} {suite:04x} {at}");
    }
}

fn server(suite: u16, body: &[u8], group: Option<Group>, public: &[u8], parameters: usize) {
    check(0x0303, suite, 12, body, |said| {
        let Message::ServerKeyExchange(exchange) = said else {
            panic!("{said:?}");
        };
        assert_eq!(
            (exchange.group, exchange.public),
            (group, public),
            "{suite:04x}"
        );
        assert_eq!(exchange.parameters.len(), parameters, "{suite:04x}");
    });
}

fn client(version: u16, suite: u16, body: &[u8]) {
    check(version, suite, 16, body, |said| {
        let Message::ClientKeyExchange(exchange) = said else {
            panic!("{said:?}");
        };
        assert_eq!(*exchange, ClientKeyExchange::Other(body), "{suite:04x}");
    });
}

#[test]
fn halves_of_rare_exchanges() {
    // Signed: a scheme and a signature of one byte at the end.
    const SIGNED: [u8; 5] = [4, 1, 0, 1, 9];
    let with = |body: &[u8]| [body, &SIGNED].concat();
    server(0x00a8, b"\0\x02hi", None, &[], 4);
    let dhe = b"\0\x02hi\0\x01\x17\0\x01\x02\0\x01\x08";
    server(0x00aa, dhe, None, &[8], 13);
    server(
        0xc035,
        b"\0\x02hi\x03\0\x1d\x01\x07",
        Some(Group::X25519),
        &[7],
        9,
    );
    let srp = b"\0\x01\x17\0\x01\x02\x01\x05\0\x01\x08";
    server(0xc01d, srp, None, &[8], 11);
    server(0xc01e, &with(srp), None, &[8], 11);
    let rsa = b"\0\x02\xab\xcd\0\x01\x03";
    server(0x0003, &with(rsa), None, &[0xab, 0xcd], 7);
    let prime = [1, 1, 23, 1, 1, 1, 1, 2, 4, 5, 1, 7, 1, 1, 1, 9];
    server(0xc02f, &with(&prime), Some(Group::EXPLICIT_PRIME), &[9], 16);
    let binary = [
        2, 0, 163, 2, 1, 3, 1, 6, 1, 7, 1, 1, 1, 1, 2, 4, 5, 1, 7, 1, 1, 1, 9,
    ];
    server(
        0xc02f,
        &with(&binary),
        Some(Group::EXPLICIT_BINARY),
        &[9],
        23,
    );
}

#[test]
fn clients_answer_them() {
    client(0x0303, 0x00a8, b"\0\x05alice");
    client(0x0303, 0x00aa, b"\0\x05alice\0\x01\x08");
    client(0x0303, 0x00ac, b"\0\x05alice\0\x02\x08\x09");
    client(0x0303, 0xc035, b"\0\x05alice\x01\x08");
    client(0x0303, 0xc01d, b"\0\x02\x08\x09");
    client(0x0303, 0xc102, b"\x30\x01\x05");
    client(0x0301, 0x001f, b"\0\x01t\0\0\0\x02ab");
    client(0x0300, 0x001d, b"token");
}

#[test]
fn drafts_of_tls_13() {
    let mut hello = vec![0x7f, 0x12];
    hello.extend([5; 32]);
    hello.extend([0x13, 1, 0, 9, 0, 40, 0, 5, 0, 29, 0, 1, 7]);
    check(0x7f12, 0x1301, 2, &hello, |said| {
        let Message::ServerHello(hello) = said else {
            panic!("{said:?}");
        };
        assert_eq!(
            (hello.version(), hello.suite),
            (Version(0x7f12), Suite(0x1301))
        );
        assert_eq!(hello.key_share(), Some((Group::X25519, &[7][..])));
    });
    for (version, body) in [
        (0x7f12, &[0x7f, 0x12, 0, 6, 0, 40, 0, 2, 0, 23][..]),
        (0x7f15, &[0x7f, 0x15, 0x13, 1, 0, 6, 0, 40, 0, 2, 0, 23][..]),
    ] {
        check(version, 0x1301, 6, body, |said| {
            let Message::ServerHello(hello) = said else {
                panic!("{said:?}");
            };
            assert!(hello.retry);
            assert_eq!(hello.retry_group(), Some(Group::SECP256R1));
        });
    }
    let request = [0, 0, 2, 4, 3, 0, 4, 0, 2, 0x30, 0, 0, 0];
    check(0x7f12, 0x1301, 13, &request, |said| {
        let Message::CertificateRequest(request) = said else {
            panic!("{said:?}");
        };
        assert_eq!((request.schemes.len(), request.authorities.len()), (1, 1));
    });
    let ticket = [
        0, 0, 0, 9, 1, 2, 3, 4, 0, 2, 8, 8, 0, 8, 0, 46, 0, 4, 0, 0, 4, 0,
    ];
    check(0x7f12, 0x1301, 4, &ticket, |said| {
        let Message::NewSessionTicket(ticket) = said else {
            panic!("{said:?}");
        };
        assert_eq!(
            (ticket.ticket, ticket.max_early_data),
            (&[8, 8][..], Some(1024))
        );
    });
}

#[test]
fn messages_hardly_met() {
    let other = |kind, body: &[u8]| {
        check(0x0303, 0xc02f, kind, body, |said| {
            assert_eq!(*said, Message::Other(body), "{kind}");
        });
    };
    other(3, &[0xfe, 0xff, 2, 7, 7]);
    let mut url = b"\0\0\x19\0\x02a/\x01".to_vec();
    url.extend([3; 20]);
    other(21, &url);
    other(23, b"\0\0\x06\0\0\0\x02hi");
    other(67, b"\x02h2\x02\0\0");
    let mut channel = vec![0x75, 0x50, 0, 128];
    channel.extend([6; 128]);
    other(203, &channel);
    other(26, b"key");
}
