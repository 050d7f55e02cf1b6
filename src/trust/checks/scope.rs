//! For which certificates a revocation list speaks (RFC 5280 §5.2.5, §6.3.3): its issuingDistributionPoint.

use crate::dissect::x509::tag;
use crate::trust::certificate::Certificate;
use crate::trust::der::{self, Element};
use crate::trust::extension::Extension;

/// What an issuingDistributionPoint narrows the list to.
#[derive(Default)]
pub(crate) struct Narrow<'d> {
    /// Certificates that are no authorities'.
    pub(crate) users: bool,
    /// Those of authorities.
    pub(crate) authorities: bool,
    /// Only some reasons.
    pub(crate) reasons: bool,
    /// Those of other issuers too.
    pub(crate) indirect: bool,
    /// Attribute certificates.
    pub(crate) attributes: bool,
    /// The names of the point from which the list is fetched, if it has any.
    names: Vec<Element<'d>>,
}

impl<'d> Narrow<'d> {
    /// Reads an issuingDistributionPoint.
    pub(crate) fn read(point: &Extension<'d>) -> Result<Self, der::Wrong> {
        let mut walk = point.inside(tag::SEQUENCE)?.walk();
        let mut narrow = Self::default();
        if let Some(name) = walk.maybe(0xa0)? {
            narrow.names = full_names(name)?;
        }
        while !walk.is_done() {
            let part = walk.next()?;
            match part.tag {
                0x81 => narrow.users = part.truth()?,
                0x82 => narrow.authorities = part.truth()?,
                0x83 => narrow.reasons = true,
                0x84 => narrow.indirect = part.truth()?,
                0x85 => narrow.attributes = part.truth()?,
                found => {
                    return Err(part.wrong(der::Problem::Tag { want: 0x81, found }));
                }
            }
        }
        Ok(narrow)
    }

    /// Whether the list is one part of several, and none of the points that the certificate names is the one of this part.
    pub(crate) fn is_elsewhere(&self, certificate: &Certificate<'_>) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let extension = certificate.extension("2.5.29.31");
        let points = extension.map(fetched_from).and_then(Result::ok);
        let points = points.unwrap_or_default();
        let known = |name: &Element<'_>| points.iter().any(|point| point.raw() == name.raw());
        !self.names.iter().any(known)
    }
}

/// The names in cRLDistributionPoints.
fn fetched_from<'d>(extension: &Extension<'d>) -> Result<Vec<Element<'d>>, der::Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let mut all = Vec::new();
    while !walk.is_done() && all.len() < MOST {
        let point = walk.take(tag::SEQUENCE)?;
        if let Some(name) = point.walk().maybe(0xa0)? {
            all.extend(full_names(name)?);
        }
    }
    Ok(all)
}

/// The full names of a DistributionPointName; none if it has a name relative to the issuer.
fn full_names(name: Element<'_>) -> Result<Vec<Element<'_>>, der::Wrong> {
    let mut all = Vec::new();
    if let Some(names) = name.walk().maybe(0xa0)? {
        let mut walk = names.walk();
        while !walk.is_done() && all.len() < MOST {
            all.push(walk.next()?);
        }
    }
    Ok(all)
}

/// Names of points that are compared.
const MOST: usize = 64;
