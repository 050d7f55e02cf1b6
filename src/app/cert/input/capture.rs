//! The chain that a server showed in a captured connection.

use std::path::Path;

use anyhow::Result;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::{Found, Item};
use crate::app::inspect::shown;
use crate::base::text::Lang;
use crate::dissect::x509::shape::Shape;
use crate::text;

/// Whether a file that begins so is a capture, or a compressed one.
pub(super) fn is_one(head: &[u8]) -> bool {
    matches!(
        head,
        [0x0a, 0x0d, 0x0d, 0x0a, ..]
            | [0xa1, 0xb2, 0xc3, 0xd4, ..]
            | [0xd4, 0xc3, 0xb2, 0xa1, ..]
            | [0xa1, 0xb2, 0x3c, 0x4d, ..]
            | [0x4d, 0x3c, 0xb2, 0xa1, ..]
            | [0x1f, 0x8b, ..]
            | [0x28, 0xb5, 0x2f, 0xfd, ..]
    )
}

/// The chain of the connection asked for, or of the only one that shows a chain.
///
/// # Errors
/// If the capture cannot be read, if there is no such connection, if no certificate can be seen in it.
pub(super) fn of(place: &Path, source: &Source, lang: Lang) -> Result<Found> {
    let (connection, chain) = shown::chain(place, &source.keys, source.connection, lang)?;
    let name = place.display().to_string();
    let items = (0..).zip(chain).map(|(n, der)| Item {
        shape: Shape::Certificate,
        der,
        place: text!(
            en: "{name}, connection {connection}, certificate {n} as sent",
            ko: "{name}, {connection}번 연결, 보낸 순서 {n}번"
        ),
    });
    Ok(Found {
        items: items.collect(),
        name: name.clone(),
        remarks: vec![text!(
            en: "shown by the server in connection {connection} of {name}",
            ko: "{name} 파일의 {connection}번 연결에서 서버가 보인 것"
        )],
        server: None,
    })
}
