//! An extension (RFC 5280 §4.2), and what the ones that decide a path hold.

use std::ops::Range;

use crate::base::text::Doc;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::trust::der::{Element, Problem, Walk, Wrong};
use crate::trust::general::General;

/// One extension, its value unopened.
#[derive(Clone, Debug)]
pub struct Extension<'d> {
    /// What it is, such as `2.5.29.19`.
    pub oid: String,
    /// Whether it must be understood.
    pub critical: bool,
    /// The whole of it.
    pub element: Element<'d>,
    /// Where the word critical stands; where its identifier stands if it is not said.
    pub critical_at: Range<usize>,
    /// The OCTET STRING around its value.
    pub value: Element<'d>,
}

impl<'d> Extension<'d> {
    /// Reads one extension.
    pub fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let mut walk = element.walk();
        let id = walk.take(tag::OID)?;
        let critical = walk.maybe(tag::BOOLEAN)?;
        let value = walk.take(tag::OCTET_STRING)?;
        walk.done()?;
        let said = match critical {
            Some(critical) if critical.truth()? => true,
            Some(critical) => {
                let rule = "FALSE is the default, and DER does not write it";
                let rule = Doc::new(rule, "FALSE는 기본값이며 DER에서는 적지 않는다");
                return Err(critical.wrong(Problem::Rule(rule)));
            }
            None => false,
        };
        Ok(Self {
            oid: id.dotted()?,
            critical: said,
            element,
            critical_at: critical.unwrap_or(id).at(),
            value,
        })
    }

    /// Its name; its object identifier if it has none here.
    pub fn name(&self) -> &str {
        oid::name(&self.oid)
    }

    /// The one element that its value holds.
    pub fn inside(&self, tag: u8) -> Result<Element<'d>, Wrong> {
        let mut walk = self.value.walk();
        let element = walk.take(tag)?;
        walk.done()?;
        Ok(element)
    }
}

/// A value that was read from an extension.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// Where the extension stands.
    pub at: Range<usize>,
    /// Whether it is critical.
    pub critical: bool,
    /// Where that is said.
    pub critical_at: Range<usize>,
    /// What it holds.
    pub value: T,
}

/// What the extensions of a certificate hold, as far as they could be read. Of two of one kind the first counts.
#[derive(Clone, Debug, Default)]
pub struct Values<'d> {
    /// basicConstraints.
    pub basic: Option<Found<Basic>>,
    /// keyUsage.
    pub usage: Option<Found<Usage>>,
    /// extendedKeyUsage: purposes with their places.
    pub extended: Option<Found<Vec<Listed>>>,
    /// subjectAltName.
    pub alternative: Option<Found<Vec<General<'d>>>>,
    /// nameConstraints.
    pub constraints: Option<Found<Constraints<'d>>>,
    /// authorityKeyIdentifier.
    pub authority_key: Option<Found<AuthorityKey<'d>>>,
    /// subjectKeyIdentifier.
    pub subject_key: Option<Found<&'d [u8]>>,
    /// certificatePolicies.
    pub policies: Option<Found<Vec<Listed>>>,
    /// policyConstraints: after how many certificates a policy is required.
    pub explicit_policy: Option<Found<Option<u64>>>,
    /// tlsFeature: numbers of TLS extensions that the server must use.
    pub features: Option<Found<Vec<u64>>>,
}

/// basicConstraints (RFC 5280 §4.2.1.9).
#[derive(Clone, Debug)]
pub struct Basic {
    /// Whether this is an authority.
    pub ca: bool,
    /// How many authorities may follow below, and where that is said.
    pub path: Option<(u64, Range<usize>)>,
}

/// keyUsage (RFC 5280 §4.2.1.3): bit 0 is the topmost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage(pub u16);

impl Usage {
    /// Bits and their names.
    pub const NAMES: [(Self, &'static str); 9] = [
        (Self::DIGITAL_SIGNATURE, "digitalSignature"),
        (Self(0x4000), "nonRepudiation"),
        (Self::KEY_ENCIPHERMENT, "keyEncipherment"),
        (Self(0x1000), "dataEncipherment"),
        (Self::KEY_AGREEMENT, "keyAgreement"),
        (Self::CERT_SIGN, "keyCertSign"),
        (Self::CRL_SIGN, "cRLSign"),
        (Self(0x0100), "encipherOnly"),
        (Self(0x0080), "decipherOnly"),
    ];
    /// The key signs what is not a certificate: handshakes.
    pub const DIGITAL_SIGNATURE: Self = Self(0x8000);
    /// The key decrypts other keys.
    pub const KEY_ENCIPHERMENT: Self = Self(0x2000);
    /// The key agrees on others.
    pub const KEY_AGREEMENT: Self = Self(0x0800);
    /// The key signs certificates.
    pub const CERT_SIGN: Self = Self(0x0400);
    /// The key signs revocation lists.
    pub const CRL_SIGN: Self = Self(0x0200);

    /// Whether any of `uses` is set.
    pub fn any(self, uses: &[Self]) -> bool {
        uses.iter().any(|one| self.0 & one.0 != 0)
    }

    /// The names of what is set.
    pub fn names(self) -> String {
        let set = Self::NAMES.iter().filter(|(bit, _)| self.any(&[*bit]));
        let names: Vec<&str> = set.map(|(_, name)| *name).collect();
        names.join(", ")
    }
}

/// An object identifier in a list, and its place.
#[derive(Clone, Debug)]
pub struct Listed {
    /// With dots.
    pub oid: String,
    /// Where it stands.
    pub at: Range<usize>,
}

/// authorityKeyIdentifier (RFC 5280 §4.2.1.1).
#[derive(Clone, Debug)]
pub struct AuthorityKey<'d> {
    /// The identifier of the issuer's key.
    pub key: Option<&'d [u8]>,
    /// Where the issuer's name and serial number stand, if they do.
    pub other: Option<Range<usize>>,
}

/// nameConstraints (RFC 5280 §4.2.1.10).
#[derive(Clone, Debug)]
pub struct Constraints<'d> {
    /// Subtrees within which all names must lie.
    pub permitted: Vec<General<'d>>,
    /// Subtrees within which none may.
    pub excluded: Vec<General<'d>>,
}

impl<'d> Values<'d> {
    /// Reads the value of `extension` if it is one of ours. An error says why it cannot be read.
    pub fn add(&mut self, extension: &Extension<'d>) -> Result<(), Wrong> {
        match extension.oid.as_str() {
            "2.5.29.19" => put(&mut self.basic, extension, basic),
            "2.5.29.15" => put(&mut self.usage, extension, usage),
            "2.5.29.37" => put(&mut self.extended, extension, |e| {
                identifiers(e.inside(tag::SEQUENCE)?)
            }),
            "2.5.29.17" => put(&mut self.alternative, extension, |e| {
                General::list(e.inside(tag::SEQUENCE)?.walk())
            }),
            "2.5.29.30" => put(&mut self.constraints, extension, constraints),
            "2.5.29.35" => put(&mut self.authority_key, extension, authority_key),
            "2.5.29.14" => put(&mut self.subject_key, extension, |e| {
                Ok(e.inside(tag::OCTET_STRING)?.content())
            }),
            "2.5.29.32" => put(&mut self.policies, extension, policies),
            "2.5.29.36" => put(&mut self.explicit_policy, extension, explicit_policy),
            "1.3.6.1.5.5.7.1.24" => put(&mut self.features, extension, features),
            "1.3.6.1.5.5.7.1.1" | "1.3.6.1.5.5.7.1.11" => access(extension),
            _ => Ok(()),
        }
    }
}

fn put<'d, T>(
    place: &mut Option<Found<T>>,
    extension: &Extension<'d>,
    read: impl Fn(&Extension<'d>) -> Result<T, Wrong>,
) -> Result<(), Wrong> {
    let value = read(extension)?;
    place.get_or_insert(Found {
        at: extension.element.at(),
        critical: extension.critical,
        critical_at: extension.critical_at.clone(),
        value,
    });
    Ok(())
}

fn basic(extension: &Extension<'_>) -> Result<Basic, Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let ca = match walk.maybe(tag::BOOLEAN)? {
        Some(ca) => ca.truth()?,
        None => false,
    };
    let path = match walk.maybe(tag::INTEGER)? {
        Some(path) => Some((path.number()?, path.at())),
        None => None,
    };
    walk.done()?;
    Ok(Basic { ca, path })
}

fn usage(extension: &Extension<'_>) -> Result<Usage, Wrong> {
    let bits = extension.inside(tag::BIT_STRING)?;
    match bits.content() {
        [0..=7] => Ok(Usage(0)),
        [0..=7, high] => Ok(Usage(u16::from(*high) << 8)),
        [0..=7, high, low] => Ok(Usage(u16::from_be_bytes([*high, *low]))),
        _ => Err(bits.wrong(Problem::Bits)),
    }
}

fn identifiers(list: Element<'_>) -> Result<Vec<Listed>, Wrong> {
    let mut all = Vec::new();
    let mut walk = list.walk();
    while !walk.is_done() {
        let one = walk.take(tag::OID)?;
        all.push(Listed {
            oid: one.dotted()?,
            at: one.at(),
        });
    }
    Ok(all)
}

fn constraints<'d>(extension: &Extension<'d>) -> Result<Constraints<'d>, Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let mut side = |tag| match walk.maybe(tag)? {
        Some(list) => subtrees(list.walk()),
        None => Ok(Vec::new()),
    };
    let (permitted, excluded) = (side(0xa0)?, side(0xa1)?);
    walk.done()?;
    Ok(Constraints {
        permitted,
        excluded,
    })
}

fn subtrees(mut walk: Walk<'_>) -> Result<Vec<General<'_>>, Wrong> {
    let mut all = Vec::new();
    while !walk.is_done() {
        let tree = walk.take(tag::SEQUENCE)?;
        let mut inner = tree.walk();
        all.push(General::read(inner.next()?)?);
        // minimum and maximum are not used in certificates of the internet: 0 and absent (RFC 5280 §4.2.1.10).
        inner.done()?;
    }
    Ok(all)
}

fn authority_key<'d>(extension: &Extension<'d>) -> Result<AuthorityKey<'d>, Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let key = walk.maybe(tag::context(0))?.map(|key| key.content());
    let issuer = walk.maybe(tag::context_of(1))?;
    let serial = walk.maybe(tag::context(2))?;
    walk.done()?;
    Ok(AuthorityKey {
        key,
        other: issuer.or(serial).map(|other| other.at()),
    })
}

fn policies(extension: &Extension<'_>) -> Result<Vec<Listed>, Wrong> {
    let mut all = Vec::new();
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    while !walk.is_done() {
        let mut policy = walk.take(tag::SEQUENCE)?.walk();
        let one = policy.take(tag::OID)?;
        policy.maybe(tag::SEQUENCE)?;
        policy.done()?;
        all.push(Listed {
            oid: one.dotted()?,
            at: one.at(),
        });
    }
    Ok(all)
}

fn explicit_policy(extension: &Extension<'_>) -> Result<Option<u64>, Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let require = walk.maybe(tag::context(0))?;
    walk.maybe(tag::context(1))?;
    walk.done()?;
    require.map(|number| number.number()).transpose()
}

fn features(extension: &Extension<'_>) -> Result<Vec<u64>, Wrong> {
    let mut walk = extension.inside(tag::SEQUENCE)?.walk();
    let mut all = Vec::new();
    while !walk.is_done() {
        all.push(walk.take(tag::INTEGER)?.number()?);
    }
    Ok(all)
}

/// authorityInfoAccess and subjectInfoAccess: their values decide nothing here, their form must be right.
fn access(extension: &Extension<'_>) -> Result<(), Wrong> {
    let list = extension.inside(tag::SEQUENCE)?;
    let mut walk = list.walk();
    if walk.is_done() {
        let rule = "a list of ways to reach more is empty";
        let rule = Doc::new(rule, "접근 방법 목록이 비어 있다");
        return Err(list.wrong(Problem::Rule(rule)));
    }
    while !walk.is_done() {
        let mut description = walk.take(tag::SEQUENCE)?.walk();
        description.take(tag::OID)?.dotted()?;
        General::read(description.next()?)?;
        description.done()?;
    }
    Ok(())
}
