//! A certificate as it is written: the elements of every part, with their places. Meaning is taken from them as rules need it.
//!
//! Not the [`Certificate`](crate::trust::certificate::Certificate) that is judged: that one holds values, and what has none to
//! hold is a fault of it; a rule looks at what was written, odd as it is.

use std::ops::Range;

use crate::base::reader::{Fault, Malformed, Reader, Result};
use crate::dissect::x509::certificate;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::trust::der::Walk;
use crate::trust::lint::element::Element;
use crate::trust::moment::Moment;

/// The parts of a certificate.
#[derive(Clone, Debug)]
pub struct Sheet<'d> {
    /// All bytes given.
    pub der: &'d [u8],
    /// The certificate.
    pub whole: Element<'d>,
    /// The version number, where one is written.
    pub version: Option<Element<'d>>,
    /// The serial number.
    pub serial: Element<'d>,
    /// The signature algorithm as said inside.
    pub inner: Element<'d>,
    /// The issuer's name.
    pub issuer: Element<'d>,
    /// When it becomes good.
    pub not_before: Element<'d>,
    /// When it ends.
    pub not_after: Element<'d>,
    /// The subject's name.
    pub subject: Element<'d>,
    /// The SubjectPublicKeyInfo.
    pub key: Element<'d>,
    /// issuerUniqueID and subjectUniqueID, where they are written.
    pub unique: Vec<Element<'d>>,
    /// The list of extensions, where there is one.
    pub list: Option<Element<'d>>,
    /// Each extension.
    pub extensions: Vec<Extension<'d>>,
    /// The signature algorithm as said outside.
    pub outer: Element<'d>,
    /// The certificate that issued this one, where it is at hand.
    pub above: Option<Box<Self>>,
}

/// An extension.
#[derive(Clone, Debug)]
pub struct Extension<'d> {
    /// Its path of numbers.
    pub path: String,
    /// All of it.
    pub whole: Element<'d>,
    /// The BOOLEAN, where it is written.
    pub critical: Option<Element<'d>>,
    /// What stands in its OCTET STRING, where that is one element.
    pub value: Option<Element<'d>>,
    /// The OCTET STRING.
    pub wrapper: Element<'d>,
}

impl Extension<'_> {
    /// Whether it is critical.
    pub fn is_critical(&self) -> bool {
        self.critical
            .is_some_and(|mark| mark.content.iter().any(|byte| *byte != 0))
    }
}

impl<'d> Sheet<'d> {
    /// Reads a certificate; what stands behind it is left.
    ///
    /// # Errors
    /// If it is not the DER of a certificate: field, place and fault.
    pub fn read(der: &'d [u8]) -> Result<Self> {
        certificate::read(&mut Reader::quiet(der))?;
        Self::parts(der).ok_or(Malformed {
            field: "Certificate",
            at: 0,
            fault: Fault::Short {
                need: der.len().saturating_add(1),
                have: der.len(),
            },
        })
    }

    fn parts(der: &'d [u8]) -> Option<Self> {
        let whole = Element::first(der, 0)?;
        let body = whole.part(0)?;
        let mut parts = body.parts().peekable();
        let version = parts
            .next_if(|part| part.tag == tag::context_of(0))
            .and_then(|tag| tag.part(0));
        let (serial, inner, issuer) = (parts.next()?, parts.next()?, parts.next()?);
        let (validity, subject, key) = (parts.next()?, parts.next()?, parts.next()?);
        let rest: Vec<Element<'d>> = parts.collect();
        let list = rest
            .iter()
            .find(|part| part.tag == tag::context_of(3))
            .and_then(|tag| tag.part(0));
        let extensions = list.iter().flat_map(Element::parts);
        let extensions = extensions.filter_map(extension).collect();
        Some(Self {
            der,
            whole,
            version,
            serial,
            inner,
            issuer,
            not_before: validity.part(0)?,
            not_after: validity.part(1)?,
            subject,
            key,
            unique: rest
                .into_iter()
                .filter(|part| part.tag != tag::context_of(3))
                .collect(),
            list,
            extensions,
            outer: whole.part(1)?,
            above: None,
        })
    }

    /// The same certificate, with the one that issued it at hand.
    #[must_use]
    pub fn under(self, above: Self) -> Self {
        Self {
            above: Some(Box::new(above)),
            ..self
        }
    }

    /// Where a further extension would stand: no bytes, at the end of the list.
    pub fn gap(&self) -> Range<usize> {
        let end = match self.list {
            Some(list) => list.at().end,
            None => self.key.at().end,
        };
        end..end
    }

    /// The first extension with this path of numbers.
    pub fn extension(&self, path: &str) -> Option<&Extension<'d>> {
        self.extensions
            .iter()
            .find(|extension| extension.path == path)
    }

    /// What stands in the first extension with this path.
    pub fn value(&self, path: &str) -> Option<Element<'d>> {
        self.extension(path)?.value
    }

    /// Whether basicConstraints say that it is an authority.
    pub fn is_authority(&self) -> bool {
        let mark = self
            .value(BASIC_CONSTRAINTS)
            .and_then(|value| value.part(0));
        mark.is_some_and(|mark| {
            mark.tag == tag::BOOLEAN && mark.content.iter().any(|byte| *byte != 0)
        })
    }

    /// Whether issuer and subject are the same name.
    pub fn is_self_issued(&self) -> bool {
        self.issuer.same_as(&self.subject)
    }

    /// Whether it is meant for a TLS server: no authority, and serverAuth among its purposes, or no purposes and a host name.
    pub fn is_server(&self) -> bool {
        if self.is_authority() {
            return false;
        }
        match self.extension(EXTENDED_KEY_USAGE) {
            Some(_) => self.purposes().iter().any(|path| path == SERVER_AUTH),
            None => {
                let hosts = [tag::context(2), tag::context(7)];
                let named = self.names().any(|name| hosts.contains(&name.tag));
                named || self.extension(SUBJECT_ALT_NAME).is_none()
            }
        }
    }

    /// The names in subjectAltName.
    pub fn names(&self) -> impl Iterator<Item = Element<'d>> + use<'d> {
        let names = self.value(SUBJECT_ALT_NAME);
        names.into_iter().flat_map(|names| names.parts())
    }

    /// The host names in subjectAltName.
    pub fn hosts(&self) -> impl Iterator<Item = Element<'d>> + use<'d> {
        self.names().filter(|name| name.tag == tag::context(2))
    }

    /// The purposes in extKeyUsage.
    pub fn purposes(&self) -> Vec<String> {
        let list = self.value(EXTENDED_KEY_USAGE);
        let purposes = list.iter().flat_map(Element::parts);
        purposes.map(|purpose| path(&purpose)).collect()
    }

    /// The bits of keyUsage, the first one on the left; none without the extension.
    pub fn uses(&self) -> Option<u16> {
        let bits = self.value(KEY_USAGE)?.content;
        let byte = |n: usize| bits.get(n).copied().unwrap_or_default();
        Some(u16::from_be_bytes([byte(1), byte(2)]))
    }

    /// Whether keyUsage is there and has bit `n`, counted from the front.
    pub fn may(&self, n: u32) -> bool {
        self.uses()
            .is_some_and(|bits| bits.checked_shl(n).unwrap_or_default() & 0x8000 != 0)
    }

    /// First and last moment, where both can be read.
    pub fn span(&self) -> Option<(Moment, Moment)> {
        Some((
            self.moment(&self.not_before)?,
            self.moment(&self.not_after)?,
        ))
    }

    /// The moment of a time of this certificate; none if it is not written as RFC 5280 asks.
    pub fn moment(&self, time: &Element<'_>) -> Option<Moment> {
        let bytes = self.der.get(time.at())?;
        Moment::read(&Walk::over(bytes).next().ok()?).ok()
    }

    /// The path of numbers of the key's algorithm.
    pub fn key_kind(&self) -> String {
        let algorithm = self.key.part(0).and_then(|all| all.part(0));
        algorithm.map_or_else(String::new, |element| path(&element))
    }

    /// The attributes of a name: type and value.
    pub fn attributes(name: &Element<'d>) -> Vec<(String, Element<'d>)> {
        name.parts()
            .flat_map(|step| step.parts())
            .filter_map(|pair| Some((path(&pair.part(0)?), pair.part(1)?)))
            .collect()
    }

    /// Every element of the certificate, those inside extensions too; keys and signatures stay closed.
    pub fn elements(&self) -> Vec<Element<'d>> {
        let mut found = Vec::new();
        let mut open = vec![(self.whole, 0)];
        open.extend(
            self.extensions
                .iter()
                .filter_map(|one| Some((one.value?, 0))),
        );
        while let Some((element, depth)) = open.pop() {
            found.push(element);
            if element.tag & 0x20 != 0 && depth < 16 {
                open.extend(element.parts().map(|part| (part, depth + 1)));
            }
        }
        found.sort_by_key(|element| element.start);
        found
    }
}

fn extension(whole: Element<'_>) -> Option<Extension<'_>> {
    let wrapper = whole.tagged(tag::OCTET_STRING)?;
    let value = wrapper.part(0);
    Some(Extension {
        path: path(&whole.part(0)?),
        whole,
        critical: whole.tagged(tag::BOOLEAN),
        value: value.filter(|value| value.size() == wrapper.content.len()),
        wrapper,
    })
}

/// The path of numbers of an OBJECT IDENTIFIER; empty if it is none.
pub fn path(element: &Element<'_>) -> String {
    oid::dotted(element.content).unwrap_or_default()
}

/// subjectKeyIdentifier.
pub const SUBJECT_KEY_IDENTIFIER: &str = "2.5.29.14";
/// keyUsage.
pub const KEY_USAGE: &str = "2.5.29.15";
/// subjectAltName.
pub const SUBJECT_ALT_NAME: &str = "2.5.29.17";
/// basicConstraints.
pub const BASIC_CONSTRAINTS: &str = "2.5.29.19";
/// nameConstraints.
pub const NAME_CONSTRAINTS: &str = "2.5.29.30";
/// cRLDistributionPoints.
pub const DISTRIBUTION_POINTS: &str = "2.5.29.31";
/// certificatePolicies.
pub const POLICIES: &str = "2.5.29.32";
/// authorityKeyIdentifier.
pub const AUTHORITY_KEY_IDENTIFIER: &str = "2.5.29.35";
/// extKeyUsage.
pub const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
/// authorityInfoAccess.
pub const INFORMATION_ACCESS: &str = "1.3.6.1.5.5.7.1.1";
/// The purpose serverAuth.
pub const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
