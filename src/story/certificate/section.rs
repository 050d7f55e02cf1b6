//! What a document is made of: the parts that are told one by one. Together they are all its bytes.

use std::ops::Range;

use crate::base::exhibit::Exhibit;
use crate::base::field::Field;
use crate::base::reader::Note;

/// A part that is told by itself: a field of the body, an extension, the signature.
pub(crate) struct Section {
    /// Its outermost field.
    pub(crate) field: &'static Field,
    /// Its bytes, with the headers that stand between the section before and it.
    pub(crate) at: Range<usize>,
    /// Bytes of the field alone.
    pub(crate) own: Range<usize>,
}

/// Fields that are opened: their parts are sections, not they.
static FRAMES: &[&str] = &[
    "Certificate",
    "tbsCertificate",
    "extensions [3]",
    "extensions",
    "CertificateList",
    "tbsCertList",
    "crlExtensions [0]",
    "crlExtensions",
    "CertificationRequest",
    "certificationRequestInfo",
    "attributes [0]",
    "extensionRequest attribute",
    "values",
    "Extensions",
    "OCSPResponse",
    "responseBytes [0]",
    "ResponseBytes",
    "response",
    "BasicOCSPResponse",
    "tbsResponseData",
    "responses",
    "extensions [1]",
];

/// Leaves that say what the next section is.
static HEADINGS: &[&str] = &["attribute type"];

/// The sections of `whole`, in order; the last reaches to its end.
pub(crate) fn sections(whole: &Exhibit) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    let mut told = 0;
    for note in &whole.notes {
        let range = note.range();
        let name = note.field.name;
        let opened = FRAMES.contains(&name) || HEADINGS.contains(&name) || is_header(note);
        if range.start < told || opened {
            continue;
        }
        found.push(Section {
            field: note.field,
            at: told..range.end,
            own: range.clone(),
        });
        told = range.end;
    }
    if let Some(last) = found.last_mut() {
        last.at.end = whole.bytes.len();
    }
    found
}

/// Whether it is the tag and length of an element.
pub(crate) fn is_header(note: &Note) -> bool {
    let name = note.field.name;
    name.ends_with(" header") || name.ends_with(" header (constructed)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::exhibit::Origin;
    use crate::base::text::Text;
    use crate::dissect::x509::certificate;
    use rcgen::{CertificateParams, KeyPair};

    #[test]
    fn sections_are_all_bytes_of_any_beginning() {
        let key = KeyPair::generate().unwrap();
        let wish = CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
        let der = wish.self_signed(&key).unwrap().der().to_vec();
        for n in 1..=der.len() {
            let whole = Exhibit::read(Text::EMPTY, Origin::Document, &der[..n], certificate::read);
            let sections = sections(&whole);
            let mut at = 0;
            for section in &sections {
                assert_eq!(section.at.start, at);
                at = section.at.end;
                let part = whole.part(Text::EMPTY, section.at.clone());
                assert_eq!(part.unexplained(), [], "{n} {}", section.field.name);
            }
            assert!(sections.is_empty() || at == n);
        }
    }
}
