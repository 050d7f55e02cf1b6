//! JA3, JA3S and JA4 of every hello out of public captures, against what other programs make of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use tlslab::base::reader::Reader;
use tlslab::dissect::tls::fingerprint::ja4::Carrier;
use tlslab::dissect::tls::fingerprint::{ja3, ja4};
use tlslab::dissect::tls::handshake::message::{Message, message};
use tlslab::dissect::tls::handshake::setting::Setting;

#[test]
fn every_hello_has_the_fingerprints_others_give_it() {
    let mut expected = include_str!("data/tls/fingerprints.txt").lines();
    let mut told = 0;
    for line in include_str!("data/tls/messages.txt").lines() {
        let words: Vec<_> = line.split(' ').collect();
        let bytes = hex::decode(words[3]).unwrap();
        if !matches!(bytes[0], 1 | 2) {
            continue;
        }
        let want: Vec<_> = expected.next().unwrap().split(' ').collect();
        let from = words[0];
        assert_eq!(want[0], from);
        let hello = message(&mut Reader::quiet(&bytes), &Setting::default()).unwrap();
        match hello.body {
            Message::ClientHello(hello) => {
                let (three, four) = (ja3::client(&hello), ja4::client(&hello, Carrier::Tcp));
                assert_eq!(three.hash, want[1], "{from}: {}", three.text);
                assert_eq!(four.print, want[2], "{from}: {}", four.text);
                assert_eq!(three.steps().len(), 6);
                assert_eq!(four.steps().len(), 10);
            }
            Message::ServerHello(hello) => {
                let three = ja3::server(&hello);
                assert_eq!(three.hash, want[1], "{from}: {}", three.text);
                assert_eq!(three.steps().len(), 4);
            }
            other => panic!("{from}: {other:?}"),
        }
        told += 1;
    }
    assert!(told > 60 && expected.next().is_none(), "{told}");
}
