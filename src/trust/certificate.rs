//! A certificate (RFC 5280 §4.1), read once: its values, the bytes of every part, and what is wrong with its form.
//!
//! What can be read is read even where another part is broken, so that all faults are found and not only the first.

use std::ops::Range;

use crate::base::text::{Doc, Text};
use crate::dissect::x509::tag;
use crate::text;
use crate::trust::der::{self, Element, Walk, Wrong};
use crate::trust::distinguished::Name;
use crate::trust::extension::{Extension, Values};
use crate::trust::general::General;
use crate::trust::key::Key;
use crate::trust::moment::Moment;
use crate::trust::reason::Reason;
use crate::trust::reasons::{der as form, extension, time};
use crate::trust::remark::Remark;

/// A certificate and the places of its parts.
#[derive(Clone, Debug)]
pub struct Certificate<'d> {
    /// The bytes it was read from.
    pub der: &'d [u8],
    /// Certificate, without what may follow it.
    pub whole: Element<'d>,
    /// What is signed.
    pub tbs: Element<'d>,
    /// 1, 2 or 3, or what else stands there.
    pub version: u64,
    /// Where the version stands; empty where it is left out.
    pub version_at: Range<usize>,
    /// The serial number.
    pub serial: Element<'d>,
    /// The signature algorithm as it is signed.
    pub inner_algorithm: Algorithm<'d>,
    /// The signature algorithm beside the signature.
    pub algorithm: Algorithm<'d>,
    /// Who signed it.
    pub issuer: Name<'d>,
    /// From when.
    pub not_before: Stamp<'d>,
    /// Until when, that second included.
    pub not_after: Stamp<'d>,
    /// Whom it is about.
    pub subject: Name<'d>,
    /// The key it certifies.
    pub key: Key<'d>,
    /// Its extensions in order.
    pub extensions: Vec<Extension<'d>>,
    /// What they hold.
    pub values: Values<'d>,
    /// The signature, a BIT STRING.
    pub signature: Element<'d>,
    /// What is wrong with its form.
    pub remarks: Vec<Remark>,
}

/// An AlgorithmIdentifier.
#[derive(Clone, Debug)]
pub struct Algorithm<'d> {
    /// The whole.
    pub element: Element<'d>,
    /// Its object identifier.
    pub oid: String,
}

/// A time in a certificate.
#[derive(Clone, Debug)]
pub struct Stamp<'d> {
    /// The element.
    pub element: Element<'d>,
    /// What it says, if it can be read.
    pub moment: Option<Moment>,
}

impl<'d> Certificate<'d> {
    /// Reads a certificate.
    ///
    /// # Errors
    /// A part without which there is nothing to judge cannot be read.
    pub fn read(der: &'d [u8]) -> Result<Self, Remark> {
        let unreadable = |wrong: Wrong| remark(&form::MALFORMED, &wrong);
        Parts::read(der).map_err(unreadable)?.certificate(der)
    }

    /// The names of subjectAltName.
    pub fn names(&self) -> &[General<'d>] {
        let found = self.values.alternative.as_ref();
        found.map_or(&[], |found| found.value.as_slice())
    }

    /// Whether subject and issuer are the same: it passes on its own name, to another key or form.
    pub fn is_self_issued(&self) -> bool {
        self.subject.same(&self.issuer)
    }

    /// Whether it says that it is an authority.
    pub fn is_authority(&self) -> bool {
        let basic = self.values.basic.as_ref();
        basic.is_some_and(|found| found.value.ca)
    }

    /// The identifier of its key, if it gives one.
    pub fn subject_key(&self) -> Option<&'d [u8]> {
        self.values.subject_key.as_ref().map(|found| found.value)
    }

    /// The identifier of its issuer's key, if it gives one.
    pub fn authority_key(&self) -> Option<&'d [u8]> {
        let found = self.values.authority_key.as_ref()?;
        found.value.key
    }

    /// Its serial number in hexadecimal digits.
    pub fn serial_hex(&self) -> String {
        hex::encode(self.serial.content())
    }

    /// The bytes of the signature.
    pub fn signature_bytes(&self) -> &'d [u8] {
        self.signature.whole_bits().unwrap_or_default()
    }

    /// The extension of this kind.
    pub fn extension(&self, oid: &str) -> Option<&Extension<'d>> {
        self.extensions
            .iter()
            .find(|extension| extension.oid == oid)
    }

    /// The part in which the byte at `place` stands, by its name in RFC 5280.
    pub fn part(&self, place: usize) -> &str {
        let within = |range: Range<usize>| range.contains(&place);
        let fixed = [
            (self.version_at.clone(), "version"),
            (self.serial.at(), "serialNumber"),
            (self.inner_algorithm.element.at(), "signature"),
            (self.issuer.at(), "issuer"),
            (self.not_before.element.at(), "notBefore"),
            (self.not_after.element.at(), "notAfter"),
            (self.subject.at(), "subject"),
            (self.key.element.at(), "subjectPublicKeyInfo"),
            (self.algorithm.element.at(), "signatureAlgorithm"),
            (self.signature.at(), "signatureValue"),
        ];
        if let Some((_, name)) = fixed.into_iter().find(|(range, _)| within(range.clone())) {
            return name;
        }
        let mut extensions = self.extensions.iter();
        extensions
            .find(|extension| within(extension.element.at()))
            .map_or("tbsCertificate", Extension::name)
    }
}

/// The elements of a certificate, not yet understood.
struct Parts<'d> {
    whole: Element<'d>,
    after: Range<usize>,
    tbs: Element<'d>,
    version: Option<Element<'d>>,
    serial: Element<'d>,
    inner_algorithm: Element<'d>,
    issuer: Element<'d>,
    validity: [Element<'d>; 2],
    subject: Element<'d>,
    key: Element<'d>,
    ids: [Option<Element<'d>>; 2],
    extensions: Option<Element<'d>>,
    algorithm: Element<'d>,
    signature: Element<'d>,
}

impl<'d> Parts<'d> {
    fn read(der: &'d [u8]) -> Result<Self, Wrong> {
        let mut outside = Walk::over(der);
        let whole = outside.take(tag::SEQUENCE)?;
        let mut outer = whole.walk();
        let tbs = outer.take(tag::SEQUENCE)?;
        let algorithm = outer.take(tag::SEQUENCE)?;
        let signature = outer.take(tag::BIT_STRING)?;
        outer.done()?;
        let mut walk = tbs.walk();
        let version = walk.maybe(tag::context_of(0))?;
        let serial = walk.take(tag::INTEGER)?;
        let inner_algorithm = walk.take(tag::SEQUENCE)?;
        let issuer = walk.take(tag::SEQUENCE)?;
        let mut times = walk.take(tag::SEQUENCE)?.walk();
        let validity = [times.next()?, times.next()?];
        times.done()?;
        let subject = walk.take(tag::SEQUENCE)?;
        let key = walk.take(tag::SEQUENCE)?;
        let ids = [walk.maybe(tag::context(1))?, walk.maybe(tag::context(2))?];
        let extensions = walk.maybe(tag::context_of(3))?;
        walk.done()?;
        Ok(Self {
            whole,
            after: outside.rest(),
            tbs,
            version,
            serial,
            inner_algorithm,
            issuer,
            validity,
            subject,
            key,
            ids,
            extensions,
            algorithm,
            signature,
        })
    }

    fn certificate(self, der: &'d [u8]) -> Result<Certificate<'d>, Remark> {
        let unreadable = |wrong: Wrong| remark(&form::MALFORMED, &wrong);
        let mut remarks = Vec::new();
        if !self.after.is_empty() {
            let n = self.after.len();
            remarks.push(Remark {
                reason: &form::TRAILING,
                at: self.after.clone(),
                says: text!(en: "{n} bytes follow the certificate, outside of what is signed", ko: "인증서 뒤, 서명되지 않은 곳에 {n}바이트가 더 있다"),
            });
        }
        let version = self.version(&mut remarks);
        let [not_before, not_after] = self.validity.map(|element| stamp(element, &mut remarks));
        if let (Some(from), Some(to)) = (not_before.moment, not_after.moment)
            && to < from
        {
            remarks.push(Remark {
                reason: &time::INVERTED,
                at: not_before.element.at().start..not_after.element.at().end,
                says: text!(en: "it begins at {from} and ends before that, at {to}", ko: "시작 {from}, 끝 {to}: 시작하기도 전에 끝난다"),
            });
        }
        let (extensions, values) = self.extensions(&mut remarks);
        if let Err(wrong) = self.signature.whole_bits() {
            remarks.push(remark(&form::MALFORMED, &wrong));
        }
        if let [0x00, 0x00..=0x7f, ..] | [0xff, 0x80..=0xff, ..] | [] = self.serial.content() {
            let wrong = self.serial.wrong(der::Problem::Number);
            remarks.push(remark(&form::MALFORMED, &wrong));
        }
        Ok(Certificate {
            der,
            whole: self.whole,
            tbs: self.tbs,
            version,
            version_at: match self.version {
                Some(version) => version.at(),
                None => self.serial.at().start..self.serial.at().start,
            },
            serial: self.serial,
            inner_algorithm: algorithm(self.inner_algorithm).map_err(unreadable)?,
            algorithm: algorithm(self.algorithm).map_err(unreadable)?,
            issuer: Name::read(self.issuer).map_err(unreadable)?,
            not_before,
            not_after,
            subject: Name::read(self.subject).map_err(unreadable)?,
            key: Key::read(self.key).map_err(unreadable)?,
            extensions,
            values,
            signature: self.signature,
            remarks,
        })
    }

    /// Reads the version and says what does not go with it (RFC 5280 §4.1.2.1, §4.1.2.8, §4.1.2.9).
    fn version(&self, remarks: &mut Vec<Remark>) -> u64 {
        let mut say = |at, says: Text| {
            remarks.push(Remark {
                reason: &form::VERSION,
                at,
                says,
            });
        };
        let here = self.serial.at().start;
        let (number, at) = match self.version {
            None => (0, here..here),
            Some(version) => {
                let mut walk = version.walk();
                let read = walk.take(tag::INTEGER).and_then(|n| n.number());
                match (read, walk.done()) {
                    (Ok(number), Ok(())) => (number, version.at()),
                    (Ok(_), Err(wrong)) | (Err(wrong), _) => {
                        say(version.at(), wrong.text());
                        return 0;
                    }
                }
            }
        };
        let shown = number.saturating_add(1);
        if number == 0 && self.version.is_some() {
            say(
                at.clone(),
                Text::new(
                    "version 1 is the default, and DER does not write it",
                    "버전 1은 기본값이며 DER에서는 적지 않는다",
                ),
            );
        }
        if number > 2 {
            say(
                at.clone(),
                text!(en: "there is no version {shown} of certificates", ko: "인증서에 버전 {shown}은 없다"),
            );
        }
        if number < 2
            && let Some(extensions) = self.extensions
        {
            say(
                extensions.at(),
                text!(en: "it is of version {shown} and has extensions, which only version 3 may have", ko: "버전 {shown} 인증서인데 버전 3에만 있는 확장이 들어 있다"),
            );
        }
        if number < 1
            && let Some(id) = self.ids.into_iter().flatten().next()
        {
            say(
                id.at(),
                Text::new(
                    "it is of version 1 and has a unique identifier, which only versions 2 and 3 may have",
                    "버전 1 인증서인데 버전 2와 3에만 있는 고유 식별자가 들어 있다",
                ),
            );
        }
        shown
    }

    fn extensions(&self, remarks: &mut Vec<Remark>) -> (Vec<Extension<'d>>, Values<'d>) {
        let mut values = Values::default();
        let mut found: Vec<Extension<'d>> = Vec::new();
        let Some(wrapper) = self.extensions else {
            return (found, values);
        };
        let mut wrong = |wrong: &Wrong| remarks.push(remark(&form::MALFORMED, wrong));
        let mut walk = wrapper.walk();
        let list = match walk.take(tag::SEQUENCE) {
            Ok(list) => list,
            Err(problem) => {
                wrong(&problem);
                return (found, values);
            }
        };
        if let Err(problem) = walk.done() {
            wrong(&problem);
        }
        let mut walk = list.walk();
        if walk.is_done() {
            let rule = "the list of extensions is empty";
            let rule = Doc::new(rule, "확장 목록이 비어 있다");
            wrong(&list.wrong(der::Problem::Rule(rule)));
        }
        while !walk.is_done() {
            if found.len() == MOST_EXTENSIONS {
                let rule = "it has more extensions than anybody reads (256)";
                let rule = Doc::new(rule, "확장이 너무 많다. 256개까지만 읽는다");
                wrong(&list.wrong(der::Problem::Rule(rule)));
                break;
            }
            match walk.take(tag::SEQUENCE).and_then(Extension::read) {
                Ok(extension) => found.push(extension),
                Err(problem) => {
                    wrong(&problem);
                    break;
                }
            }
        }
        for (n, extension) in found.iter().enumerate() {
            let name = extension.name();
            if let Err(problem) = values.add(extension) {
                let why = problem.text();
                let at = match problem.at.is_empty() {
                    true => extension.value.at(),
                    false => problem.at,
                };
                let says = Text {
                    en: format!("{name} cannot be read: {}", why.en).into(),
                    ko: format!("{name} 확장을 읽을 수 없다: {}", why.ko).into(),
                };
                let reason = &extension::EXT_MALFORMED;
                remarks.push(Remark { reason, at, says });
            }
            if found
                .iter()
                .take(n)
                .any(|before| before.oid == extension.oid)
            {
                remarks.push(Remark {
                    reason: &extension::DUPLICATE,
                    at: extension.element.at(),
                    says: text!(en: "{name} stands there a second time", ko: "{name} 확장이 두 번째로 나온다"),
                });
            }
        }
        (found, values)
    }
}

/// Real certificates have ten; each is compared with each.
const MOST_EXTENSIONS: usize = 256;

fn algorithm(element: Element<'_>) -> Result<Algorithm<'_>, Wrong> {
    let oid = element.walk().take(tag::OID)?.dotted()?;
    Ok(Algorithm { element, oid })
}

fn stamp<'d>(element: Element<'d>, remarks: &mut Vec<Remark>) -> Stamp<'d> {
    let moment = match Moment::read(&element) {
        Ok(moment) => {
            if !moment.rightly_tagged(element.tag) {
                remarks.push(Remark {
                    reason: &form::TIME,
                    at: element.at(),
                    says: text!(en: "{moment} is written as the other of the two kinds of time", ko: "{moment} 시각을 두 가지 시각 유형 가운데 다른 쪽으로 적었다"),
                });
            }
            Some(moment)
        }
        Err(wrong) => {
            remarks.push(remark(&form::TIME, &wrong));
            None
        }
    };
    Stamp { element, moment }
}

fn remark(reason: &'static Reason, wrong: &Wrong) -> Remark {
    Remark {
        reason,
        at: wrong.at.clone(),
        says: wrong.text(),
    }
}
