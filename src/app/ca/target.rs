//! The certificate somebody means: by its label, its serial number, or a file that holds it.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::app::refusal::Refusal;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::pki::armor;
use crate::pki::authority::contents;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::register::{Issued, Member};
use crate::pki::authority::serial::Serial;
use crate::text;

/// What somebody means.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A certificate that was issued.
    Leaf(Issued),
    /// An authority.
    Authority(Member),
}

impl Target {
    /// What `text` means: a label, a serial number, or a file.
    ///
    /// # Errors
    /// If there is no such certificate here, with the label that was probably meant.
    pub(super) fn find(folder: &Folder, text: &str) -> Result<Self> {
        let register = &folder.register;
        if let Some(issued) = register.labelled(text) {
            return Ok(Self::Leaf(issued.clone()));
        }
        if let Some(member) = register.member(text) {
            return Ok(Self::Authority(member.clone()));
        }
        let serial = match Path::new(text).is_file() {
            true => Some(of_file(Path::new(text))?),
            false => Serial::read(text),
        };
        if let Some(serial) = &serial {
            if let Some(issued) = register.numbered(serial) {
                return Ok(Self::Leaf(issued.clone()));
            }
            let mut members = register.authorities.iter();
            if let Some(member) = members.find(|member| member.serial == *serial) {
                return Ok(Self::Authority(member.clone()));
            }
        }
        Err(unknown(folder, text))
    }

    /// A certificate that was issued; authorities are refused.
    ///
    /// # Errors
    /// If there is none, or it is an authority.
    pub(super) fn leaf(folder: &Folder, text: &str) -> Result<Issued> {
        match Self::find(folder, text)? {
            Self::Leaf(issued) => Ok(issued),
            Self::Authority(member) => {
                let label = member.label;
                Err(Refusal::usage(
                    text!(en: "{label} is an authority", ko: "인증 기관임: {label}"),
                    Text::new(
                        "authorities get new keys with `tlslab ca rollover`",
                        "인증 기관의 키는 `tlslab ca rollover` 로 바꾼다",
                    ),
                )
                .into())
            }
        }
    }
}

/// That nothing here is what `text` means, with the label that was probably meant.
pub(super) fn unknown(folder: &Folder, text: &str) -> anyhow::Error {
    let register = &folder.register;
    let labels = register.issued.iter().map(|issued| issued.label.as_str());
    let members = register
        .authorities
        .iter()
        .map(|member| member.label.as_str());
    let hint = match nearest(text, labels.chain(members)) {
        Some(near) => {
            text!(en: "did you mean {near}? `tlslab ca list` shows all", ko: "{near} 말인가? `tlslab ca list` 로 모두 볼 수 있다")
        }
        None => Text::new(
            "`tlslab ca list` shows all",
            "`tlslab ca list` 로 모두 볼 수 있다",
        ),
    };
    let place = folder.place().display();
    Refusal::input(
            text!(en: "no certificate {text:?} was issued in {place}", ko: "여기서 발급한 인증서가 아님: {text:?} ({place})"),
            hint,
        )
        .into()
}

/// The serial number in a file with a certificate.
fn of_file(path: &Path) -> Result<Serial> {
    let place = path.display();
    let none = || {
        Refusal::input(
            text!(en: "{place} holds no certificate", ko: "인증서가 들어 있지 않음: {place}"),
            Text::new("give a file in PEM or DER", "PEM이나 DER 파일을 준다"),
        )
    };
    let bytes = fs::read(path).map_err(|_| none())?;
    let der = documents(&bytes).into_iter().next().ok_or_else(none)?;
    let contents = contents::read(&der).ok_or_else(none)?;
    Ok(Serial::of(&contents.serial))
}

/// The documents in a file: those of PEM, or the file itself.
pub(super) fn documents(bytes: &[u8]) -> Vec<Vec<u8>> {
    match armor::is_armored(bytes) {
        true => {
            let blocks = armor::blocks(bytes).into_iter().flatten();
            blocks.map(|block| block.bytes).collect()
        }
        false => vec![bytes.to_vec()],
    }
}
