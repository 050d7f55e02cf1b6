//! What a conversation begins with: SSL 2.0, a protocol that turns to TLS, a datagram of DTLS or QUIC.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::reader::Reader;
use tlslab::base::side::Side;
use tlslab::dissect::datagram;
use tlslab::dissect::starttls::Dialog;
use tlslab::dissect::tls::{record, ssl2};

fuzz_target!(|bytes: &[u8]| {
    let _ = datagram::recognise(bytes);
    let _ = record::looks_like(bytes);
    if ssl2::looks_like_hello(bytes) {
        let _ = ssl2::record(&mut Reader::quiet(bytes));
        let whole = bytes.len() >= 2 + (usize::from(bytes[0] & 0x7f) << 8 | usize::from(bytes[1]));
        assert!(ssl2::opening(&mut Reader::quiet(bytes)).is_ok() || !whole);
    }
    let _ = ssl2::message(&mut Reader::quiet(bytes));
    // Lines by turns, beginning with either end.
    for first in [Side::Client, Side::Server] {
        let mut dialog = Dialog::default();
        let mut from = first;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            dialog.push(from, line);
            from = from.peer();
        }
        assert!(dialog.protocol().is_none() || dialog.refused().is_none());
    }
});
