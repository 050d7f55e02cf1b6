//! A revocation list (RFC 5280 §5), read once; its entries are looked through when one is sought, since there can be millions.

use std::ops::Range;

use crate::dissect::x509::tag;
use crate::trust::der::{Element, Problem, Walk, Wrong};
use crate::trust::distinguished::Name;
use crate::trust::extension::Extension;
use crate::trust::moment::Moment;
use crate::trust::reasons::revocation;
use crate::trust::remark::Remark;

/// A revocation list.
#[derive(Clone, Debug)]
pub struct Crl<'d> {
    /// What is signed.
    pub tbs: Element<'d>,
    /// Whose list it is.
    pub issuer: Name<'d>,
    /// When it was made, and where that stands.
    pub this_update: (Moment, Range<usize>),
    /// Until when there will be another.
    pub next_update: Option<(Moment, Range<usize>)>,
    /// The entries.
    pub revoked: Option<Element<'d>>,
    /// Extensions of the list.
    pub extensions: Vec<Extension<'d>>,
    /// The object identifier of the signature algorithm.
    pub algorithm: String,
    /// The signature.
    pub signature: Element<'d>,
}

/// One certificate that was taken back.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where the entry stands.
    pub at: Range<usize>,
    /// Since when.
    pub date: Moment,
    /// The code of the reason (RFC 5280 §5.3.1), if one is given.
    pub reason: Option<u64>,
    /// A critical extension of the entry that is not known here.
    pub unknown: Option<Range<usize>>,
}

impl<'d> Crl<'d> {
    /// Reads a revocation list.
    ///
    /// # Errors
    /// It is not one, or not DER.
    pub fn read(der: &'d [u8]) -> Result<Self, Remark> {
        Self::parts(der).map_err(|wrong| Remark {
            reason: &revocation::CRL_MALFORMED,
            says: wrong.text(),
            at: wrong.at,
        })
    }

    fn parts(der: &'d [u8]) -> Result<Self, Wrong> {
        let mut outside = Walk::over(der);
        let whole = outside.take(tag::SEQUENCE)?;
        outside.done()?;
        let mut outer = whole.walk();
        let tbs = outer.take(tag::SEQUENCE)?;
        let algorithm = outer.take(tag::SEQUENCE)?;
        let signature = outer.take(tag::BIT_STRING)?;
        outer.done()?;
        signature.whole_bits()?;
        let mut walk = tbs.walk();
        walk.maybe(tag::INTEGER)?;
        let inner = walk.take(tag::SEQUENCE)?;
        if inner.raw() != algorithm.raw() {
            let rule = "the two signature algorithms differ";
            let rule = crate::base::text::Doc::new(rule, "두 서명 알고리즘이 다르다");
            return Err(inner.wrong(Problem::Rule(rule)));
        }
        let issuer = Name::read(walk.take(tag::SEQUENCE)?)?;
        let time = |element: Element<'_>| Ok((Moment::read(&element)?, element.at()));
        let this_update = time(walk.next()?)?;
        let next_update = match walk.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(time(walk.next()?)?),
            Some(_) | None => None,
        };
        let revoked = walk.maybe(tag::SEQUENCE)?;
        let extensions = match walk.maybe(tag::context_of(0))? {
            Some(wrapper) => extensions(wrapper.walk().take(tag::SEQUENCE)?)?,
            None => Vec::new(),
        };
        walk.done()?;
        Ok(Self {
            tbs,
            issuer,
            this_update,
            next_update,
            revoked,
            extensions,
            algorithm: algorithm.walk().take(tag::OID)?.dotted()?,
            signature,
        })
    }

    /// The entry of this serial number, given as the content of its INTEGER.
    ///
    /// # Errors
    /// An entry cannot be read: the list may hold what is sought and nobody can tell.
    pub fn find(&self, serial: &[u8]) -> Result<Option<Entry>, Wrong> {
        let Some(list) = self.revoked else {
            return Ok(None);
        };
        let mut walk = list.walk();
        while !walk.is_done() {
            let entry = walk.take(tag::SEQUENCE)?;
            let mut parts = entry.walk();
            if parts.take(tag::INTEGER)?.content() != serial {
                continue;
            }
            let date = Moment::read(&parts.next()?)?;
            let mut reason = None;
            let mut unknown = None;
            if let Some(list) = parts.maybe(tag::SEQUENCE)? {
                for extension in extensions(list)? {
                    match extension.oid.as_str() {
                        "2.5.29.21" => reason = Some(extension.inside(tag::ENUMERATED)?.number()?),
                        "2.5.29.24" => {}
                        _ if extension.critical => unknown = Some(extension.element.at()),
                        _ => {}
                    }
                }
            }
            parts.done()?;
            return Ok(Some(Entry {
                at: entry.at(),
                date,
                reason,
                unknown,
            }));
        }
        Ok(None)
    }

    /// The extension of this kind.
    pub fn extension(&self, oid: &str) -> Option<&Extension<'d>> {
        self.extensions
            .iter()
            .find(|extension| extension.oid == oid)
    }
}

fn extensions(list: Element<'_>) -> Result<Vec<Extension<'_>>, Wrong> {
    let mut walk = list.walk();
    let mut all = Vec::new();
    while !walk.is_done() {
        all.push(Extension::read(walk.take(tag::SEQUENCE)?)?);
    }
    Ok(all)
}

/// The name of a reason for revocation (RFC 5280 §5.3.1).
pub fn reason_name(code: u64) -> &'static str {
    match code {
        0 => "unspecified",
        1 => "keyCompromise",
        2 => "cACompromise",
        3 => "affiliationChanged",
        4 => "superseded",
        5 => "cessationOfOperation",
        6 => "certificateHold",
        8 => "removeFromCRL",
        9 => "privilegeWithdrawn",
        10 => "aACompromise",
        _ => "unknown",
    }
}
