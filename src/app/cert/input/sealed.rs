//! PKCS#12, which a password closes: none is tried first, then that of the file given, or the one typed.

use std::io::{self, IsTerminal};

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::bytes;
use crate::app::refusal::Refusal;
use crate::base::text::{Lang, Text};
use crate::pki::export::pkcs12::{self, BundleFault};
use crate::text;

/// The certificates in the PKCS#12 file `der`.
///
/// # Errors
/// If no password opens it, or it is damaged.
pub(super) fn open(
    der: &[u8],
    name: &str,
    source: &Source,
    lang: Lang,
) -> Result<Vec<Vec<u8>>, Refusal> {
    let said = |fault: BundleFault| {
        let what = fault.text();
        let (en, ko) = (&what.en, &what.ko);
        Refusal::input(text!(en: "{name}: {en}", ko: "{name}: {ko}"), fault.hint())
    };
    let password = match &source.password_file {
        Some(place) => first_line(&bytes::of_file(place)?),
        None => match pkcs12::read(der, "") {
            Ok(contents) => return Ok(certificates(contents)),
            Err(BundleFault::Password) => {
                typed(name, lang).ok_or_else(|| said(BundleFault::Password))?
            }
            Err(fault) => return Err(said(fault)),
        },
    };
    let opened = pkcs12::read(der, &password).map(certificates);
    opened.map_err(said)
}

fn certificates(contents: pkcs12::Contents) -> Vec<Vec<u8>> {
    let certificates = contents.certificates.into_iter();
    certificates.map(|(der, _)| der).collect()
}

fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().next().unwrap_or_default().to_owned()
}

/// A password that somebody types, where somebody can.
fn typed(name: &str, lang: Lang) -> Option<String> {
    if !io::stdin().is_terminal() {
        return None;
    }
    let ask = Text::new("password of", "비밀번호,");
    rpassword::prompt_password(format!("{} {name}: ", ask.say(lang))).ok()
}
