//! One body of each extension in each message where its form differs, for the rarer ones that captures lack.

use crate::base::exhibit::Exhibit;
use crate::base::exhibit::Origin;
use crate::base::reader::Reader;
use crate::base::text::Text;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::extension::registry::EXTENSIONS;

/// A list with one extension, checked for gaps, and what it says.
fn check(kind: u16, place: Place, body: &[u8], says: impl FnOnce(&Fact<'_>)) {
    let length = u16::try_from(body.len()).unwrap();
    let mut bytes = (length + 4).to_be_bytes().to_vec();
    bytes.extend(kind.to_be_bytes());
    bytes.extend(length.to_be_bytes());
    bytes.extend(body);
    let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &bytes, |r| {
        block::extensions(r, place).map(drop)
    });
    assert_eq!(exhibit.broken, None, "{kind}");
    assert!(exhibit.unexplained().is_empty(), "{kind}");
    for note in &exhibit.notes {
        assert!(!note.field.doc.en.is_empty() && !note.field.doc.ko.is_empty());
    }
    let list = block::extensions(&mut Reader::quiet(&bytes), place).unwrap();
    assert_eq!(list[0].body, body);
    says(&list[0].fact);
}

fn is(kind: u16, place: Place, body: &[u8], says: Fact<'_>) {
    check(kind, place, body, |fact| assert_eq!(*fact, says, "{kind}"));
}

fn opaque(kind: u16, place: Place, body: &[u8]) {
    is(kind, place, body, Fact::Opaque(body));
}

#[test]
fn the_registry_is_sorted_and_speaks_both_languages() {
    assert!(EXTENSIONS.is_sorted_by(|a, b| a.kind < b.kind));
    for entry in EXTENSIONS {
        let field = &entry.field;
        assert_ne!(field.name, "extension", "{:?}", entry.kind);
        assert!(!field.doc.en.is_empty(), "{}", field.name);
        assert!(!field.doc.ko.is_empty(), "{}", field.name);
    }
}

#[test]
fn in_a_client_hello() {
    let at = Place::ClientHello;
    opaque(1, at, &[2]);
    opaque(14, at, &[0, 4, 0, 7, 0, 1, 0]);
    opaque(15, at, &[1]);
    opaque(17, at, &[0, 7, 2, 0, 4, 0, 0, 0, 0]);
    opaque(19, at, &[2, 0, 2]);
    opaque(24, at, &[1, 0, 1, 2]);
    is(27, at, &[2, 0, 2], Fact::CertificateCompressions(vec![2]));
    is(28, at, &[0x40, 1], Fact::RecordSizeLimit(0x4001));
    is(34, at, &[0, 2, 4, 3], Fact::Schemes(vec![Scheme(0x0403)]));
    is(35, at, &[], Fact::SessionTicket(&[]));
    is(35, at, &[9, 9], Fact::SessionTicket(&[9, 9]));
    is(45, at, &[2, 1, 0x0b], Fact::PskModes(vec![1, 0x0b]));
    is(49, at, &[], Fact::Present);
    opaque(57, at, &[1, 1, 5]);
    opaque(58, at, &[2, 1]);
    is(17613, at, b"\0\x03\x02h2", Fact::Protocols(vec![b"h2"]));
    is(13172, at, &[], Fact::Protocols(vec![]));
    is(0xfe0d, at, &[1], Fact::Present);
    let outer = [0, 0, 1, 0, 1, 7, 0, 2, 8, 8, 0, 3, 9, 9, 9];
    is(0xfe0d, at, &outer, Fact::EncryptedHello(&outer));
    is(0x2a2a, at, &[], Fact::Present);
    opaque(0x2a2a, at, &[0]);
    opaque(12, at, b"\x05alice");
    opaque(54, at, &[0]);
    opaque(54, at, &[2, 7, 7]);
    opaque(62, at, &[1, 0x10]);
    opaque(64768, at, &[4, 0, 51, 0, 10]);
    opaque(
        57,
        at,
        &[
            1, 4, 0x80, 0, 0x75, 0x30, 0x0c, 0, 0x0f, 2, 9, 9, 0x11, 8, 0, 0, 0, 1, 0, 0, 0, 1,
        ],
    );
    opaque(57, at, &[0x40, 27, 1, 5, 0x20, 1, 9]);
    opaque(0x1234, at, &[1, 2, 3]);
}

#[test]
fn in_answers() {
    is(
        51,
        Place::HelloRetryRequest,
        &[0, 23],
        Fact::RetryGroup(Group::SECP256R1),
    );
    is(
        0xfe0d,
        Place::HelloRetryRequest,
        &[1; 8],
        Fact::EncryptedHello(&[1; 8]),
    );
    is(
        0xfe0d,
        Place::EncryptedExtensions,
        &[0, 1, 5],
        Fact::EncryptedHello(&[0, 1, 5]),
    );
    is(0, Place::EncryptedExtensions, &[], Fact::Present);
    opaque(20, Place::EncryptedExtensions, &[2]);
    opaque(58, Place::EncryptedExtensions, &[2]);
    opaque(17613, Place::EncryptedExtensions, &[1, 2]);
    is(
        13172,
        Place::ServerHello,
        b"\x02h2",
        Fact::Protocols(vec![b"h2"]),
    );
    is(41, Place::ServerHello, &[0, 0], Fact::SelectedPsk(0));
    is(
        42,
        Place::NewSessionTicket,
        &[0, 0, 4, 0],
        Fact::MaxEarlyData(1024),
    );
    is(
        0xff01,
        Place::ServerHello,
        &[2, 1, 1],
        Fact::Opaque(&[1, 1]),
    );
}

#[test]
fn in_certificates() {
    is(
        5,
        Place::Certificate,
        &[1, 0, 0, 2, 0x30, 0],
        Fact::OcspResponse(&[0x30, 0]),
    );
    let mut timestamp = vec![0];
    timestamp.extend([7; 32]);
    timestamp.extend(1_700_000_000_000u64.to_be_bytes());
    timestamp.extend([0, 0, 4, 3, 0, 2, 5, 5]);
    let mut list = vec![0, 51, 0, 49];
    list.extend(&timestamp);
    is(
        18,
        Place::Certificate,
        &list,
        Fact::Timestamps(vec![&timestamp]),
    );
    let credential = [0, 0, 1, 0, 4, 3, 0, 0, 1, 9, 8, 7, 0, 1, 6];
    opaque(34, Place::Certificate, &credential);
    opaque(48, Place::CertificateRequest, &[0, 7, 3, 6, 1, 1, 0, 1, 9]);
    let name = [0x30, 0];
    is(
        47,
        Place::CertificateRequest,
        &[0, 4, 0, 2, 0x30, 0],
        Fact::Authorities(vec![&name]),
    );
}

#[test]
fn a_broken_body_does_not_hide_the_rest() {
    let bytes = [0, 12, 0, 43, 0, 2, 9, 3, 0, 45, 0, 2, 1, 1];
    let list = block::extensions(&mut Reader::quiet(&bytes), Place::ClientHello).unwrap();
    assert!(matches!(&list[0].fact, Fact::Malformed(broken) if broken.at == 7));
    assert_eq!(list[1].fact, Fact::PskModes(vec![1]));
}
