//! Files of certificates, requests, lists and keys, read as students make them: PEM or DER, one or several.

use crate::base::text::Text;
use crate::dissect::x509::tag;
use crate::exercise::property::test::{Case, Found};
use crate::pki::armor;
use crate::pki::key_file;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::der::Walk;

/// What a file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Certificates.
    Certificate,
    /// Revocation lists.
    Crl,
    /// Requests.
    Request,
}

/// So many documents are taken from one file: each is judged with all others at hand.
pub const MOST: usize = 64;

impl Sort {
    fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Certificate => &["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"],
            Self::Crl => &["X509 CRL"],
            Self::Request => &["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"],
        }
    }
}

/// The documents of `sort` in `file`, in DER: those of a PEM file, or the file itself.
///
/// # Errors
/// There is none, or one is torn.
pub fn documents(name: &str, file: &[u8], sort: Sort) -> Result<Vec<Vec<u8>>, Text> {
    let wanted = sort.labels().first().copied().unwrap_or_default();
    if !armor::is_armored(file) {
        return match file.first() {
            Some(&tag::SEQUENCE) => Ok(vec![file.to_vec()]),
            Some(_) | None => Err(text!(
                en: "{name} is neither PEM ({wanted}) nor DER",
                ko: "{name} 파일은 PEM({wanted})도 DER도 아니다",
            )),
        };
    }
    let mut found = Vec::new();
    let mut others = Vec::new();
    for block in armor::blocks(file) {
        let block = block.map_err(|torn| {
            let (line, en, ko) = (torn.line, torn.why.en, torn.why.ko);
            Text {
                en: format!("{name}, line {line}: {en}").into(),
                ko: format!("{name}, {line}번째 줄: {ko}").into(),
            }
        })?;
        match sort.labels().contains(&block.label.as_str()) {
            true => found.push(block.bytes),
            false => others.push(block.label),
        }
    }
    match found.is_empty() {
        false if found.len() > MOST => Err(text!(
            en: "{name} holds {n} blocks of {wanted}; no task needs more than {MOST}",
            ko: "{name} 파일에 {wanted} 블록이 {n}개 있다. {MOST}개가 넘게 필요한 과제는 없다",
            n = found.len(),
        )),
        false => Ok(found),
        true => {
            let others = others.join(", ");
            Err(text!(
                en: "{name} holds no {wanted}, but {others}",
                ko: "{name} 파일에 {wanted} 블록이 없다. 들어 있는 것: {others}",
            ))
        }
    }
}

/// Looks at the first certificate of the file.
pub fn with_first(case: &Case<'_>, look: impl Fn(&Certificate<'_>) -> Found) -> Found {
    let read = documents(case.name, case.file, Sort::Certificate);
    let ders = match read {
        Ok(ders) => ders,
        Err(why) => return Found::Unreadable(why),
    };
    let first = ders.first().map(Vec::as_slice).unwrap_or_default();
    match Certificate::read(first) {
        Ok(certificate) => look(&certificate),
        Err(remark) => Found::Unreadable(remark.says),
    }
}

/// The file that `with` calls by `key`, and its name: one handed in, or after `given_` and `key` one that was given and nobody
/// changed since.
///
/// # Errors
/// It is not there.
pub fn beside<'c>(case: &'c Case<'_>, key: &str) -> Result<(&'c str, &'c [u8]), Text> {
    let given = case.with.text(&format!("given_{key}"));
    let (name, files) = match given.is_empty() {
        false => (given, case.given),
        true => (case.with.text(key), case.handed),
    };
    match files.get(name) {
        Some(file) => Ok((name, file)),
        None => Err(text!(
            en: "{name} is missing in the folder",
            ko: "폴더에 {name} 파일이 없다",
        )),
    }
}

/// Whether `with` calls a file by `key`.
pub fn is_told(case: &Case<'_>, key: &str) -> bool {
    let given = format!("given_{key}");
    !case.with.text(key).is_empty() || !case.with.text(&given).is_empty()
}

/// The certificates in the file that `with` calls by `key`.
///
/// # Errors
/// It is not there, or holds none.
pub fn certificates_beside(case: &Case<'_>, key: &str) -> Result<Vec<Vec<u8>>, Text> {
    let (name, file) = beside(case, key)?;
    documents(name, file, Sort::Certificate)
}

/// The public key, SubjectPublicKeyInfo in DER, of whatever `file` holds: a certificate, a request or a private key.
///
/// # Errors
/// It holds none of them.
pub fn public_key(name: &str, file: &[u8]) -> Result<Vec<u8>, Text> {
    if let Ok(key) = key_file::read(file, None) {
        return Ok(key.spki());
    }
    let unread = || text!(en: "{name} holds no key that can be read", ko: "{name} 파일에서 키를 읽을 수 없다");
    if let Ok(ders) = documents(name, file, Sort::Request)
        && let Some(key) = ders.first().and_then(|der| request(der))
    {
        return Ok(key.1.to_vec());
    }
    let ders = documents(name, file, Sort::Certificate).map_err(|_| unread())?;
    let first = ders.first().map(Vec::as_slice).unwrap_or_default();
    let certificate = Certificate::read(first).map_err(|_| unread())?;
    Ok(certificate.key.element.raw().to_vec())
}

/// The subject and the SubjectPublicKeyInfo of a request (RFC 2986 §4.1).
pub fn request(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut outer = Walk::over(der).take(tag::SEQUENCE).ok()?.walk();
    let mut info = outer.take(tag::SEQUENCE).ok()?.walk();
    info.take(tag::INTEGER).ok()?;
    let subject = info.take(tag::SEQUENCE).ok()?.raw();
    let key = info.take(tag::SEQUENCE).ok()?.raw();
    // A certificate has more numbers and sequences where a request has attributes.
    match info.peek() {
        None => Some((subject, key)),
        Some(next) if next == tag::context_of(0) => Some((subject, key)),
        Some(_) => None,
    }
}
