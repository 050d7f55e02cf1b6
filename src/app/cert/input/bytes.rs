//! The bytes of a file or of standard input, not more than a certificate file may have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::app::cert::input::refused::unreadable;
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::text;

/// Bytes of a file with certificates. All roots of an operating system take some 250 000.
const MOST: u64 = 16 << 20;

/// The bytes of the file at `place`.
///
/// # Errors
/// If it cannot be read, or is too long to hold certificates.
pub(super) fn of_file(place: &Path) -> Result<Vec<u8>, Refusal> {
    let file = File::open(place).map_err(|why| unreadable(place, &why))?;
    if file.metadata().is_ok_and(|kind| kind.is_dir()) {
        let folder = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(unreadable(place, &folder));
    }
    at_most(file).map_err(|why| match why.kind() {
        io::ErrorKind::FileTooLarge => too_long(&place.display().to_string()),
        _ => unreadable(place, &why),
    })
}

/// The bytes of standard input.
///
/// # Errors
/// As for a file.
pub(super) fn of_standard() -> Result<Vec<u8>, Refusal> {
    at_most(io::stdin().lock()).map_err(|why| match why.kind() {
        io::ErrorKind::FileTooLarge => too_long("-"),
        _ => unreadable(Path::new("-"), &why),
    })
}

fn at_most(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

fn too_long(name: &str) -> Refusal {
    let most = MOST >> 20;
    Refusal::input(
        text!(en: "{name}: it is longer than {most} MiB, too long to hold certificates", ko: "{name}: {most} MiB보다 길다. 인증서 파일치고 너무 길다"),
        Text::new(
            "name the file with the certificates; a capture must be a file, pcap or pcapng",
            "인증서가 든 파일을 준다. 캡처라면 pcap이나 pcapng 파일이어야 한다",
        ),
    )
}

/// The first bytes of the file at `place`, as far as they can be had.
pub(super) fn head(place: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(place) {
        // What cannot be read is said when the whole is read.
        let _ = file.take(4).read_to_end(&mut head);
    }
    head
}
