//! GeneralName (RFC 5280 §4.2.1.6): the kinds of name that subjectAltName and name constraints hold.

use std::net::IpAddr;
use std::ops::Range;

use crate::base::field::printable;
use crate::base::text::Doc;
use crate::dissect::x509::tag;
use crate::trust::der::{Element, Problem, Walk, Wrong};
use crate::trust::distinguished::Name;

/// A name and where it stands.
#[derive(Clone, Debug)]
pub struct General<'d> {
    /// Its bytes, tag and length included.
    pub at: Range<usize>,
    /// What it names.
    pub names: Kind<'d>,
}

/// The kinds of name.
#[derive(Clone, Debug)]
pub enum Kind<'d> {
    /// A host: dNSName.
    Dns(&'d [u8]),
    /// A mailbox: rfc822Name.
    Mail(&'d [u8]),
    /// An address, or in a constraint an address and a mask: iPAddress.
    Ip(&'d [u8]),
    /// A resource: uniformResourceIdentifier.
    Uri(&'d [u8]),
    /// An entry of a directory: directoryName.
    Directory(Name<'d>),
    /// An object identifier: registeredID.
    Registered(String),
    /// Of a kind this room does not compare: otherName, x400Address, ediPartyName.
    Other(u8),
}

impl<'d> General<'d> {
    /// Reads one name.
    pub fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let content = element.content();
        let names = match element.tag {
            0x81 => Kind::Mail(content),
            0x82 => Kind::Dns(content),
            0x86 => Kind::Uri(content),
            0x87 => Kind::Ip(content),
            0x88 => Kind::Registered(element.dotted()?),
            0xa4 => {
                let mut walk = element.walk();
                let name = Name::read(walk.take(tag::SEQUENCE)?)?;
                walk.done()?;
                Kind::Directory(name)
            }
            0xa0 | 0xa3 | 0xa5 => Kind::Other(element.tag),
            _ => {
                let rule = "a GeneralName has a tag from [0] to [8]";
                let rule = Doc::new(rule, "GeneralName의 태그는 [0]에서 [8]까지이다");
                return Err(element.wrong(Problem::Rule(rule)));
            }
        };
        let at = element.at();
        Ok(Self { at, names })
    }

    /// Reads a list of at least one name.
    pub fn list(mut walk: Walk<'d>) -> Result<Vec<Self>, Wrong> {
        let mut all = Vec::new();
        let start = walk.rest();
        while !walk.is_done() {
            all.push(Self::read(walk.next()?)?);
        }
        if all.is_empty() {
            let rule = Doc::new("a list of names is empty", "이름 목록이 비어 있다");
            return Err(Wrong {
                at: start,
                problem: Problem::Rule(rule),
            });
        }
        Ok(all)
    }

    /// The kind as openssl writes it: `DNS`, `IP`, `email`, `URI`, `DirName`, `RID`, `othername`.
    pub fn kind(&self) -> &'static str {
        match self.names {
            Kind::Dns(_) => "DNS",
            Kind::Mail(_) => "email",
            Kind::Ip(_) => "IP",
            Kind::Uri(_) => "URI",
            Kind::Directory(_) => "DirName",
            Kind::Registered(_) => "RID",
            Kind::Other(_) => "othername",
        }
    }

    /// The name without its kind.
    pub fn value(&self) -> String {
        match &self.names {
            Kind::Dns(bytes) | Kind::Mail(bytes) | Kind::Uri(bytes) => printable(bytes),
            Kind::Ip(bytes) => match (address(bytes), network(bytes)) {
                (Some(address), _) => address.to_string(),
                (None, Some((network, mask))) => format!("{network}/{mask}"),
                (None, None) => hex::encode(bytes),
            },
            Kind::Directory(name) => name.short(),
            Kind::Registered(oid) => oid.clone(),
            Kind::Other(_) => "?".to_owned(),
        }
    }

    /// The host it names, if it names one by name.
    pub fn dns(&self) -> Option<&'d [u8]> {
        match self.names {
            Kind::Dns(name) => Some(name),
            _ => None,
        }
    }
}

impl std::fmt::Display for General<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind(), self.value())
    }
}

/// An address of 4 or 16 bytes.
pub fn address(bytes: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from))
        .ok()
}

/// An address and its mask, of 8 or 32 bytes together.
pub fn network(bytes: &[u8]) -> Option<(IpAddr, String)> {
    let (net, mask) = bytes.split_at_checked(bytes.len() / 2)?;
    let (net, mask) = (address(net)?, address(mask)?);
    let (bits, width) = match mask {
        IpAddr::V4(mask) => (u128::from(u32::from(mask)) << 96, 32),
        IpAddr::V6(mask) => (u128::from(mask), 128),
    };
    let ones = bits.leading_ones();
    let said = match bits.checked_shl(ones).unwrap_or(0) {
        0 => ones.min(width).to_string(),
        _ => mask.to_string(),
    };
    Some((net, said))
}
