//! A handshake message, the version and suite agreed on first: every note can be said, and every byte has one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::text::Text;
use tlslab::dissect::tls::codes::suite::Suite;
use tlslab::dissect::tls::codes::version::Version;
use tlslab::dissect::tls::handshake::message::message;
use tlslab::dissect::tls::handshake::setting::Setting;

fuzz_target!(|bytes: &[u8]| {
    let Some(([a, b, c, d], bytes)) = bytes.split_first_chunk() else {
        return;
    };
    let setting = match u16::from_be_bytes([*a, *b]) {
        0 => Setting::default(),
        version => Setting::new(Version(version), Suite(u16::from_be_bytes([*c, *d]))),
    };
    let read = Exhibit::read(Text::EMPTY, Origin::Computed, bytes, |r| {
        message(r, &setting)
    });
    assert!(read.unexplained().is_empty());
    for note in &read.notes {
        let _ = (
            note.field.value(note.of(bytes)),
            note.field.meaning(note.of(bytes)),
        );
    }
});
