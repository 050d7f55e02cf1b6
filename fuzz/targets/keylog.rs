//! A key log: each line is taken or told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::keys::log::Log;

fuzz_target!(|bytes: &[u8]| {
    let mut log = Log::default();
    let bad = log.read(bytes, 0);
    assert!(bad.len() <= bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count());
    for random in log.randoms() {
        assert!(log.of(random).next().is_some());
    }
});
