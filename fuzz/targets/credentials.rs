//! What strangers send to a CA or hand to it: questions on revocation, requests over HTTP, bags of certificates, private keys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::reader::Reader;
use tlslab::base::text::Text;
use tlslab::dissect::x509::bundle;
use tlslab::lab::responder::http;
use tlslab::pki::export::pkcs12;
use tlslab::pki::key_file;
use tlslab::pki::ocsp::{get, question};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(question) = question::read(bytes) {
        assert!(!question.asks.is_empty());
        assert!(
            question
                .nonce
                .is_none_or(|nonce| (1..=128).contains(&nonce.len()))
        );
        // What is asked about can be asked about again.
        for id in question.asks {
            question::read(&question::write(id.der)).unwrap();
        }
    }
    let _ = http::read(bytes);
    if let Ok(path) = std::str::from_utf8(bytes) {
        let _ = get::question(path);
    }
    let (read, bag) = Exhibit::told(Text::EMPTY, Origin::Computed, bytes, bundle::read);
    assert!(read.unexplained().is_empty());
    assert_eq!(bag.is_ok(), bundle::read(&mut Reader::quiet(bytes)).is_ok());
    let _ = key_file::read(bytes, None);
    // Not opened here: a seal may ask for a second of work and a gigabyte, which is bounded, but not for a fuzzer.
    let _ = pkcs12::looks_like(bytes);
});
