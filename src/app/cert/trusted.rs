//! What is trusted where nothing else is said: the authority in the folder of `tlslab ca`.

use std::fs;
use std::path::Path;

use crate::base::text::Text;
use crate::keys::certificate::summary;
use crate::pki::armor;
use crate::text;

/// Certificates that are trusted, and others that may help.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    pub(super) roots: Vec<Vec<u8>>,
    pub(super) intermediates: Vec<Vec<u8>>,
    /// Where they come from.
    pub(super) said: String,
    /// What is worth saying of it.
    pub(super) remark: Option<Text>,
}

/// The authorities in the folder `place`; nothing, and a hint, if there are none.
pub(super) fn of_folder(place: &Path) -> Trusted {
    let mut trusted = Trusted {
        said: place.display().to_string(),
        ..Trusted::default()
    };
    let folders = fs::read_dir(place.join("authorities"));
    let mut files: Vec<_> = folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|folder| folder.path().join("cert.pem"))
        .collect();
    files.sort();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        let certificates = armor::blocks(&bytes).into_iter().flatten();
        for der in certificates.map(|block| block.bytes) {
            let rooted = summary(&der).is_some_and(|one| {
                let [subject, issuer] = &one.distinguished;
                subject == issuer
            });
            match rooted {
                true => trusted.roots.push(der),
                false => trusted.intermediates.push(der),
            }
        }
    }
    if trusted.roots.is_empty() {
        let name = place.display();
        trusted.remark = Some(text!(
            en: "no --roots FILE was given and there is no authority in {name}: nothing is trusted, so nothing can be believed",
            ko: "--roots 파일을 주지 않았고 {name} 폴더에 인증 기관도 없다. 신뢰하는 것이 없으므로 아무것도 믿을 수 없다"
        ));
    }
    trusted
}
