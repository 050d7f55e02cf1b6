//! A capture file, packed or not: it ends, with packets whose numbers rise, and stays ended.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::capture::source::{Found, Source};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(Box::new(bytes));
    let mut packets = 0;
    while let Ok(Some(found)) = source.next() {
        if let Found::Packet(packet) = found {
            packets += 1;
            assert_eq!(packet.number, packets);
            assert!(packet.original as usize >= packet.bytes.len());
        }
        let _ = source.comments();
    }
    assert!(source.next().is_ok_and(|found| found.is_none()));
});
