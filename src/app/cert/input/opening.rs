//! From bytes to documents: PEM with text around it, DER, and the bundles PKCS#7 and PKCS#12.

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::{Found, Item};
use crate::app::cert::input::{refused, sealed};
use crate::app::refusal::Refusal;
use crate::base::text::{Lang, Text};
use crate::dissect::x509::shape::{Shape, bundled, elements, shape};
use crate::pki::armor::{self, Block, Torn};
use crate::text;

/// The documents in `bytes`, of the input called `name`; `source` says where the password of a bundle is.
///
/// # Errors
/// If there is none that can be read.
pub(super) fn open(
    name: &str,
    bytes: &[u8],
    source: &Source,
    lang: Lang,
) -> Result<Found, Refusal> {
    let mut found = Found {
        name: name.to_owned(),
        ..Found::default()
    };
    if !armor::is_armored(bytes) {
        let place = Text::same(name.to_owned());
        if !take(&mut found, bytes, &place, source, lang)? {
            return Err(refused::stranger(name, bytes));
        }
        return Ok(found);
    }
    let mut torn = Vec::new();
    for block in armor::blocks(bytes) {
        match block {
            Ok(block) => labelled(&mut found, block, source, lang)?,
            Err(one) => torn.push(one),
        }
    }
    let said: Vec<Text> = torn.iter().map(|torn| said(name, torn)).collect();
    match (found.items.is_empty(), said.first()) {
        (true, Some(first)) => Err(Refusal::input(
            first.clone(),
            Text::new(
                "copy it again, from the line with BEGIN to the line with END, both included",
                "BEGIN이 있는 줄부터 END가 있는 줄까지, 두 줄도 함께 다시 복사한다",
            ),
        )),
        (true, None) => Err(refused::nothing(name)),
        (false, _) => {
            found.remarks.extend(said);
            Ok(found)
        }
    }
}

fn said(name: &str, torn: &Torn) -> Text {
    let (line, en, ko) = (torn.line, &torn.why.en, &torn.why.ko);
    text!(en: "{name}, line {line}: {en}", ko: "{name}, {line}번째 줄: {ko}")
}

/// Takes what one PEM block holds.
fn labelled(found: &mut Found, block: Block, source: &Source, lang: Lang) -> Result<(), Refusal> {
    let (name, line, label) = (found.name.clone(), block.line, block.label.as_str());
    let place = text!(en: "{name}, line {line}", ko: "{name}, {line}번째 줄");
    // What OpenSSL calls a trusted certificate has its own remarks behind the certificate.
    let bytes = match label {
        "TRUSTED CERTIFICATE" => elements(&block.bytes)
            .next()
            .map_or(block.bytes.as_slice(), |one| one.whole),
        _ => &block.bytes,
    };
    if label.ends_with("PRIVATE KEY") {
        let shape = match block.encrypted || label == "ENCRYPTED PRIVATE KEY" {
            true => Shape::SealedKey,
            false => Shape::PrivateKey,
        };
        found.items.push(Item {
            shape,
            der: Vec::new(),
            place,
        });
        return Ok(());
    }
    if !take(found, bytes, &place, source, lang)? {
        // A certificate broken so far that its shape is gone is still worth a look, if its label says what it is.
        let shape = match label {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Shape::Certificate,
            _ => {
                let label = label.to_owned();
                found.remarks.push(text!(
                    en: "{name}, line {line}: the {label} there was passed over",
                    ko: "{name}, {line}번째 줄: {label} 블록은 건너뛰었음"
                ));
                return Ok(());
            }
        };
        found.items.push(Item {
            shape,
            der: bytes.to_vec(),
            place,
        });
        return Ok(());
    }
    let claims = match label {
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Some(Shape::Certificate),
        "X509 CRL" => Some(Shape::Crl),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Some(Shape::Request),
        "PKCS7" | "CMS" => Some(Shape::Pkcs7),
        _ => None,
    };
    let is = shape(bytes);
    if let (Some(claims), Some(is)) = (claims, is)
        && claims != is
    {
        let (label, is) = (label.to_owned(), is.doc());
        let (en, ko) = (is.en, is.ko);
        found.remarks.push(text!(
            en: "{name}, line {line}: labelled {label}, but it is {en}",
            ko: "{name}, {line}번째 줄: 이름표는 {label}, 실제로 든 것은 {ko}"
        ));
    }
    Ok(())
}

/// Takes what `bytes` are, or what is bundled in them; false: they are nothing known.
fn take(
    found: &mut Found,
    bytes: &[u8],
    place: &Text,
    source: &Source,
    lang: Lang,
) -> Result<bool, Refusal> {
    let Some(kind) = shape(bytes) else {
        return Ok(false);
    };
    let inside: Vec<Vec<u8>> = match kind {
        Shape::Pkcs7 => bundled(bytes).iter().map(|one| one.to_vec()).collect(),
        Shape::Pkcs12 => sealed::open(bytes, &found.name, source, lang)?,
        Shape::Certificate
        | Shape::Crl
        | Shape::Request
        | Shape::Ocsp
        | Shape::PrivateKey
        | Shape::SealedKey
        | Shape::PublicKey => {
            found.items.push(Item {
                shape: kind,
                der: bytes.to_vec(),
                place: place.clone(),
            });
            return Ok(true);
        }
    };
    for (number, der) in (1..).zip(inside) {
        let (en, ko) = (&place.en, &place.ko);
        if let Some(shape) = shape(&der) {
            found.items.push(Item {
                shape,
                der,
                place: text!(en: "{en}, number {number} in the bundle", ko: "{ko}, 묶음의 {number}번째"),
            });
        }
    }
    Ok(true)
}
