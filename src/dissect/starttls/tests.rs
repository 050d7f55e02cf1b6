//! Turns as real captures hold them, byte by byte, and refusals.

use super::*;

/// What each end says in turn.
type Talk<'t> = &'t [(Side, &'t [u8])];

const C: Side = Side::Client;
const S: Side = Side::Server;

/// Pushed whole and byte by byte, the outcome is the same: which protocol turned, which was refused.
fn check(talk: Talk<'_>, turned: Option<&str>, refused: Option<&str>) {
    let mut whole = Dialog::default();
    let mut split = Dialog::default();
    for (from, bytes) in talk {
        assert_eq!(whole.name(), None, "{bytes:?}");
        whole.push(*from, bytes);
        for byte in bytes.chunks(1) {
            assert_eq!(split.name(), None, "{bytes:?}");
            split.push(*from, byte);
        }
    }
    for dialog in [whole, split] {
        assert_eq!(dialog.name(), turned);
        assert_eq!(dialog.refused().map(|one| one.name), refused);
    }
}

#[test]
fn text_protocols_turn() {
    let smtp: Talk<'_> = &[
        (S, b"220 mx.example ESMTP\r\n"),
        (C, b"EHLO openssl.client.net\r\n"),
        (S, b"250-mx.example\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n"),
        (C, b"STARTTLS\r\n"),
        (S, b"220 2.0.0 Ready to start TLS\r\n"),
    ];
    check(smtp, Some("smtp"), None);
    let imap: Talk<'_> = &[
        (S, b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n"),
        (C, b". STARTTLS\r\n"),
        (S, b". OK Begin TLS negotiation now\r\n"),
    ];
    check(imap, Some("imap"), None);
    let pop3: Talk<'_> = &[(S, b"+OK\r\n"), (C, b"STLS\r\n"), (S, b"+OK Begin\r\n")];
    check(pop3, Some("pop3"), None);
    let ftp: Talk<'_> = &[
        (S, b"220 \"Authorized users only.\"\r\n"),
        (C, b"AUTH TLS\r\n"),
        (S, b"234 Proceed with negotiation.\r\n"),
    ];
    check(ftp, Some("ftp"), None);
    let xmpp: Talk<'_> = &[
        (C, b"<stream:stream to='im.example'>"),
        (S, b"<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"),
        (C, b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
        (S, b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
    ];
    check(xmpp, Some("xmpp"), None);
    let proxy: Talk<'_> = &[
        (
            C,
            b"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n",
        ),
        (S, b"HTTP/1.1 200 Connection established\r\n\r\n"),
    ];
    check(proxy, Some("http-connect"), None);
}

#[test]
fn binary_protocols_turn() {
    let ldap: Talk<'_> = &[
        (
            C,
            b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037",
        ),
        (
            S,
            b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00",
        ),
    ];
    check(ldap, Some("ldap"), None);
    let postgresql: Talk<'_> = &[(C, b"\x00\x00\x00\x08\x04\xd2\x16\x2f"), (S, b"S")];
    check(postgresql, Some("postgresql"), None);
    let greeting = b"J\x00\x00\x00\n5.7.16\x00Mh \x00\t7R+/%F)\x00\xff\xff\x08\x02\x00\xff\xc1\x15";
    let mut request = b" \x00\x00\x01\x8f\xaa:\x00\xff\xff\xff\x00!".to_vec();
    request.resize(36, 0);
    check(&[(S, greeting), (C, &request)], Some("mysql"), None);
    let asks = b"\x03\x00\x00\x2f\x2a\xe0\x00\x00\x00\x00\x00Cookie: mstshash=WDeployAd\r\n\x01\x00\x08\x00\x03\x00\x00\x00";
    let asks: &[u8] = asks;
    let answer = b"\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x02\x1f\x08\x00\x02\x00\x00\x00";
    check(&[(C, asks), (S, answer)], Some("rdp"), None);
}

#[test]
fn refusals_are_said() {
    let smtp: Talk<'_> = &[(C, b"STARTTLS\r\n"), (S, b"454 TLS not available\r\n")];
    check(smtp, None, Some("smtp"));
    let imap: Talk<'_> = &[(C, b"a1 STARTTLS\r\n"), (S, b"* 1\r\na1 NO not now\r\n")];
    check(imap, None, Some("imap"));
    check(&[(C, b"STLS\r\n"), (S, b"-ERR no\r\n")], None, Some("pop3"));
    check(
        &[(C, b"AUTH TLS\r\n"), (S, b"504 no\r\n")],
        None,
        Some("ftp"),
    );
    let postgresql: Talk<'_> = &[(C, b"\x00\x00\x00\x08\x04\xd2\x16\x2f"), (S, b"N")];
    check(postgresql, None, Some("postgresql"));
    let asks = b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x01\x00\x00\x00";
    let no = b"\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x03\x00\x08\x00\x02\x00\x00\x00";
    check(&[(C, asks), (S, no)], None, Some("rdp"));
    let proxy: Talk<'_> = &[
        (C, b"CONNECT a:443 HTTP/1.1\r\n\r\n"),
        (S, b"HTTP/1.1 407 no\r\n\r\n"),
    ];
    check(proxy, None, Some("http-connect"));
}

#[test]
fn plain_talk_is_let_be() {
    let http: Talk<'_> = &[
        (C, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        (S, b"HTTP/1.1 200 OK\r\n\r\nSTARTTLS\r\n"),
    ];
    check(http, None, None);
    let mut dialog = Dialog::default();
    let some = [b'a'; 5000];
    for _ in 0..20 {
        dialog.push(S, &some);
    }
    assert!(matches!(dialog.state, State::Deaf(None)));
}

#[test]
fn both_languages_and_sorted() {
    assert!(PROTOCOLS.is_sorted_by(|a, b| a.name < b.name));
    for protocol in PROTOCOLS {
        assert!(!protocol.rfc.is_empty() && protocol.text.ko.ends_with('.'));
        assert!(protocol.text.en.ends_with('.'), "{}", protocol.name);
    }
}
