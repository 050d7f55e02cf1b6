//! A frame read with notes and without: both agree, and every byte is explained.

use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::reader::{Reader, Result};
use tlslab::base::text::Text;
use tlslab::capture::packet::LinkType;
use tlslab::dissect::link::{self, Frame};

/// Reads `bytes` both ways and sees that they agree and that every byte is explained once, in both languages.
pub(crate) fn read(bytes: &[u8], link: LinkType) -> Result<Frame<'_>> {
    let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, bytes, |r| {
        link::frame(r, link).map(|_| ())
    });
    let frame = link::frame(&mut Reader::quiet(bytes), link);
    assert_eq!(exhibit.broken, frame.as_ref().err().cloned());
    assert!(exhibit.unexplained().is_empty(), "{exhibit:?}");
    let mut end = 0;
    let mut last = 0..0;
    for leaf in exhibit.leaves() {
        // Bits share the range of their number; nothing else overlaps.
        assert!(
            leaf.at.start == end || leaf.at == last || leaf.at.is_empty(),
            "{leaf:?} after {end}"
        );
        (last, end) = (leaf.at.clone(), leaf.at.end.max(end));
    }
    for note in &exhibit.notes {
        let field = note.field;
        assert!(!field.doc.en.is_empty() && !field.doc.ko.is_empty() && !field.rfc.is_empty());
        assert!(
            field
                .value(note.of(bytes))
                .is_none_or(|value| !value.is_empty())
        );
    }
    frame
}
