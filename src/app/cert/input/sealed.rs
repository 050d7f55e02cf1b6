//! PKCS#12, which a password closes: none is tried first, then that of the file given, or the one typed.

use std::io::{self, IsTerminal};

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::bytes;
use crate::app::prompt;
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
            Err(BundleFault::Password) => typed(name, lang)?,
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

/// A password that somebody types.
///
/// # Errors
/// Where nobody can.
fn typed(name: &str, lang: Lang) -> Result<String, Refusal> {
    if !io::stdin().is_terminal() {
        return Err(Refusal::input(
            text!(en: "{name} is sealed with a password, and there is no terminal to ask for it at", ko: "{name}: 암호로 잠겨 있는데 물어볼 터미널이 없음"),
            Text::new(
                "give it in a file: --password-file FILE",
                "파일로 준다: --password-file 파일",
            ),
        ));
    }
    let question = text!(en: "Password of {name}: ", ko: "암호 ({name}): ");
    prompt::typed(question.say(lang))
}
