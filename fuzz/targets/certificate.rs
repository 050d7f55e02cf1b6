//! An X.509 certificate: every byte has a note, and what is summed up of it is summed up without a fall.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::text::Text;
use tlslab::dissect::x509::certificate;
use tlslab::keys::certificate::summary;

fuzz_target!(|bytes: &[u8]| {
    let read = Exhibit::read(Text::EMPTY, Origin::Computed, bytes, certificate::read);
    assert!(read.unexplained().is_empty());
    for note in &read.notes {
        let _ = note.field.value(note.of(bytes));
    }
    let _ = summary(bytes);
});
