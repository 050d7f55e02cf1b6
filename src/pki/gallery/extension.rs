//! Extensions of a certificate, right ones and wrong ones (RFC 5280 §4.2).

use std::net::IpAddr;

use crate::dissect::x509::tag;
use crate::pki::gallery::der;

/// Who obeys an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Who does not know it passes it over.
    Optional,
    /// Who does not know it refuses the certificate.
    Critical,
}

/// One extension as it will be written.
#[derive(Clone, Debug)]
pub(super) struct Extension {
    pub(super) oid: Vec<u8>,
    pub(super) weight: Weight,
    pub(super) value: Vec<u8>,
}

impl Extension {
    fn new(oid: &[u8], weight: Weight, value: Vec<u8>) -> Self {
        Self {
            oid: oid.to_vec(),
            weight,
            value,
        }
    }

    /// As it stands in the certificate.
    pub(super) fn der(&self) -> Vec<u8> {
        let weight = match self.weight {
            Weight::Critical => der::tlv(tag::BOOLEAN, &[&[0xff]]),
            Weight::Optional => Vec::new(),
        };
        let value = der::tlv(tag::OCTET_STRING, &[&self.value]);
        der::sequence(&[&der::oid(&self.oid), &weight, &value])
    }

    /// A CA, with at most `below` further CAs between it and a leaf.
    pub(super) fn ca(below: Option<u8>) -> Self {
        let ca = der::tlv(tag::BOOLEAN, &[&[0xff]]);
        let below = below.map_or_else(Vec::new, |n| der::integer(&[n]));
        Self::new(BASIC, Weight::Critical, der::sequence(&[&ca, &below]))
    }

    /// No CA.
    pub(super) fn no_ca() -> Self {
        Self::new(BASIC, Weight::Critical, der::sequence(&[]))
    }

    /// What the key may do: the numbers of the bits of KeyUsage.
    pub(super) fn key_usage(bits: &[u8]) -> Self {
        Self::new(KEY_USAGE, Weight::Critical, der::named_bits(bits))
    }

    /// What the certificate is for: the last number of each purpose below id-kp.
    pub(super) fn purposes(purposes: &[u8]) -> Self {
        let purposes: Vec<Vec<u8>> = purposes
            .iter()
            .map(|last| der::oid(&[&ID_KP, std::slice::from_ref(last)].concat()))
            .collect();
        Self::new(EXTENDED_KEY_USAGE, Weight::Optional, der::list(&purposes))
    }

    /// The names it is for. Critical if there is no subject (RFC 5280 §4.2.1.6).
    pub(super) fn names(names: &[Name]) -> Self {
        let names: Vec<Vec<u8>> = names.iter().map(Name::der).collect();
        Self::new(ALTERNATIVE, Weight::Optional, der::list(&names))
    }

    /// The fingerprint of its own key.
    pub(super) fn own_key(id: &[u8]) -> Self {
        let id = der::tlv(tag::OCTET_STRING, &[id]);
        Self::new(OWN_KEY, Weight::Optional, id)
    }

    /// The fingerprint of the key that signs it.
    pub(super) fn issuer_key(id: &[u8]) -> Self {
        let id = der::tlv(tag::context(0), &[id]);
        Self::new(ISSUER_KEY, Weight::Optional, der::sequence(&[&id]))
    }

    /// The names and networks a CA may vouch for, and those it may not.
    pub(super) fn constraints(permitted: &[Subtree], excluded: &[Subtree]) -> Self {
        let side = |tag, subtrees: &[Subtree]| {
            let subtrees: Vec<Vec<u8>> = subtrees.iter().map(Subtree::der).collect();
            let parts: Vec<&[u8]> = subtrees.iter().map(Vec::as_slice).collect();
            match parts.is_empty() {
                true => Vec::new(),
                false => der::tlv(tag::context_of(tag), &parts),
            }
        };
        let value = der::sequence(&[&side(0, permitted), &side(1, excluded)]);
        Self::new(CONSTRAINTS, Weight::Critical, value)
    }

    /// Servers with this certificate promise to send a proof that it is not revoked (RFC 7633).
    pub(super) fn must_staple() -> Self {
        let features = der::sequence(&[&der::integer(&[5])]);
        Self::new(TLS_FEATURE, Weight::Optional, features)
    }

    /// One that nobody has ever heard of: an OID below the arc for examples (2.999).
    pub(super) fn unheard_of(weight: Weight) -> Self {
        Self::new(&[0x88, 0x37, 0x01], weight, der::NULL.to_vec())
    }

    /// The number of a CRL.
    pub(super) fn crl_number(number: u8) -> Self {
        Self::new(&[0x55, 0x1d, 20], Weight::Optional, der::integer(&[number]))
    }

    /// Why an entry of a CRL was revoked.
    pub(super) fn revoked_because(reason: u8) -> Self {
        let reason = der::tlv(tag::ENUMERATED, &[&[reason]]);
        Self::new(&[0x55, 0x1d, 21], Weight::Optional, reason)
    }

    /// Whether it is of the kind whose OID is `oid`.
    pub(super) fn is(&self, oid: &[u8]) -> bool {
        self.oid == oid
    }
}

/// A name in subjectAltName.
#[derive(Clone, Debug)]
pub(super) enum Name {
    /// A host, as bytes: also those that no host name may have.
    Host(Vec<u8>),
    /// An address.
    Address(IpAddr),
    /// A mailbox.
    Mail(&'static str),
}

impl Name {
    pub(super) fn host(name: impl AsRef<str>) -> Self {
        Self::Host(name.as_ref().as_bytes().to_vec())
    }

    fn der(&self) -> Vec<u8> {
        match self {
            Self::Host(name) => der::tlv(tag::context(2), &[name]),
            Self::Address(IpAddr::V4(address)) => der::tlv(tag::context(7), &[&address.octets()]),
            Self::Address(IpAddr::V6(address)) => der::tlv(tag::context(7), &[&address.octets()]),
            Self::Mail(name) => der::tlv(tag::context(1), &[name.as_bytes()]),
        }
    }
}

/// Part of a space of names.
#[derive(Clone, Debug)]
pub(super) enum Subtree {
    /// A domain with all below it.
    Hosts(&'static str),
    /// The same, told at run time.
    Zone(String),
    /// A network of IPv4: address and mask.
    Network([u8; 4], [u8; 4]),
    /// An address of IPv6 alone.
    Address6([u8; 16]),
}

impl Subtree {
    fn der(&self) -> Vec<u8> {
        let base = match self {
            Self::Hosts(zone) => der::tlv(tag::context(2), &[zone.as_bytes()]),
            Self::Zone(zone) => der::tlv(tag::context(2), &[zone.as_bytes()]),
            Self::Network(address, mask) => der::tlv(tag::context(7), &[address, mask]),
            Self::Address6(address) => der::tlv(tag::context(7), &[address, &[0xff; 16]]),
        };
        der::sequence(&[&base])
    }
}

/// The bits of KeyUsage (RFC 5280 §4.2.1.3).
pub(super) mod usage {
    pub(in crate::pki::gallery) const DIGITAL_SIGNATURE: u8 = 0;
    pub(in crate::pki::gallery) const KEY_ENCIPHERMENT: u8 = 2;
    pub(in crate::pki::gallery) const CERT_SIGN: u8 = 5;
    pub(in crate::pki::gallery) const CRL_SIGN: u8 = 6;
}

/// The last number of purposes below id-kp (RFC 5280 §4.2.1.12).
pub(super) mod purpose {
    pub(in crate::pki::gallery) const SERVER_AUTH: u8 = 1;
    pub(in crate::pki::gallery) const CLIENT_AUTH: u8 = 2;
    pub(in crate::pki::gallery) const CODE_SIGNING: u8 = 3;
}

const ID_KP: [u8; 7] = [0x2b, 6, 1, 5, 5, 7, 3];
const OWN_KEY: &[u8] = &[0x55, 0x1d, 14];
pub(super) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
pub(super) const ALTERNATIVE: &[u8] = &[0x55, 0x1d, 17];
pub(super) const BASIC: &[u8] = &[0x55, 0x1d, 19];
const CONSTRAINTS: &[u8] = &[0x55, 0x1d, 30];
pub(super) const ISSUER_KEY: &[u8] = &[0x55, 0x1d, 35];
pub(super) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
const TLS_FEATURE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 24];
