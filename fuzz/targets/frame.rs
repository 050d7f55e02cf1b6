//! A frame of any link type, its number first: read quietly and with notes, both say the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::reader::Reader;
use tlslab::capture::packet::LinkType;
use tlslab::dissect::link::frame;

fuzz_target!(|input: ([u8; 2], &[u8])| {
    let (link, bytes) = input;
    let link = LinkType(u16::from_be_bytes(link));
    let mut notes = Vec::new();
    let noted = frame(&mut Reader::noting(bytes, &mut notes), link).map(|_| ());
    let quiet = frame(&mut Reader::quiet(bytes), link).map(|_| ());
    assert_eq!(quiet, noted);
    for note in notes {
        let _ = note.field.value(note.of(bytes));
    }
});
