//! A bench for exercises: certificates, requests and revocation lists exactly as they are told, right or wrong.
//!
//! It checks nothing, as the gallery does not, and makes nothing of its own accord: a part that is not told is not there.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::keys::hash::Hash;
use crate::pki::gallery::der;
use crate::pki::gallery::extension::{Extension, Name, Subtree, Weight};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::{Fault, Key};
use crate::pki::gallery::plan::{Plan, Version};
use crate::pki::gallery::revocation::{Crl, Revoked};

/// The kinds of key that are made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// P-256.
    P256,
    /// P-384.
    P384,
}

/// The key called `name` of all that grow from `seed`: the same each time.
///
/// # Errors
/// The library refused what was drawn.
pub fn key(seed: &[u8; 32], name: &str, curve: Curve) -> Result<Key, Fault> {
    let mut rng = stream(seed, name);
    match curve {
        Curve::P256 => Key::p256(&mut rng),
        Curve::P384 => Key::p384(&mut rng),
    }
}

/// A key on P-256 or P-384 out of PKCS#8 in DER.
///
/// # Errors
/// It is none.
pub fn opened(pkcs8: &[u8]) -> Result<Key, Fault> {
    Key::from_pkcs8(pkcs8)
}

/// The serial number, as the content of an INTEGER, of what is called `name`: sixteen octets, positive.
pub fn serial(seed: &[u8; 32], name: &str) -> Vec<u8> {
    let mut octets = [0; 16];
    stream(seed, name).fill_bytes(&mut octets);
    octets[0] = octets[0] & 0x7f | 0x40;
    octets.to_vec()
}

fn stream(seed: &[u8; 32], name: &str) -> ChaCha20Rng {
    let mut start = [0; 32];
    let digest = Hash::Sha256.digest(&[seed.as_slice(), name.as_bytes()].concat());
    start
        .iter_mut()
        .zip(digest)
        .for_each(|(place, byte)| *place = byte);
    ChaCha20Rng::from_seed(start)
}

/// A distinguished name in DER out of its parts, such as `CN` and a value; parts of other kinds are left away.
pub fn name(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts = parts.iter().filter_map(|(kind, value)| {
        let kind = match *kind {
            "CN" => 3,
            "O" => 10,
            "OU" => 11,
            _ => return None,
        };
        Some(der::part(kind, value))
    });
    der::list(&parts.collect::<Vec<_>>())
}

/// An extension that is wished for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// basicConstraints: an authority, and how many may stand below it.
    Authority(Option<u8>),
    /// basicConstraints: no authority.
    NoAuthority,
    /// keyUsage: numbers of bits.
    Usage(Vec<u8>),
    /// extendedKeyUsage: last numbers below id-kp.
    Purposes(Vec<u8>),
    /// subjectAltName: hosts or addresses.
    Names(Vec<String>),
    /// nameConstraints: zones that are permitted, and zones that are excluded.
    Constraints(Vec<String>, Vec<String>),
    /// subjectKeyIdentifier, of this SubjectPublicKeyInfo.
    OwnKey(Vec<u8>),
    /// authorityKeyIdentifier, of this SubjectPublicKeyInfo.
    IssuerKey(Vec<u8>),
}

impl Wish {
    fn extension(&self, weight: Option<Weight>) -> Extension {
        let zones = |zones: &[String]| -> Vec<Subtree> {
            zones.iter().cloned().map(Subtree::Zone).collect()
        };
        let mut extension = match self {
            Self::Authority(below) => Extension::ca(*below),
            Self::NoAuthority => Extension::no_ca(),
            Self::Usage(bits) => Extension::key_usage(bits),
            Self::Purposes(purposes) => Extension::purposes(purposes),
            Self::Names(names) => {
                let names = names.iter().map(|name| match name.parse() {
                    Ok(address) => Name::Address(address),
                    Err(_) => Name::host(name),
                });
                Extension::names(&names.collect::<Vec<_>>())
            }
            Self::Constraints(permitted, excluded) => {
                Extension::constraints(&zones(permitted), &zones(excluded))
            }
            Self::OwnKey(spki) => Extension::own_key(&id(spki)),
            Self::IssuerKey(spki) => Extension::issuer_key(&id(spki)),
        };
        if let Some(weight) = weight {
            extension.weight = weight;
        }
        extension
    }
}

/// A key's fingerprint as identifiers have it (RFC 5280 §4.2.1.2).
fn id(spki: &[u8]) -> Vec<u8> {
    Hash::Sha1.digest(der::last_bits(spki))
}

/// Extensions that are wished for; a weight where it is not to be the usual one.
pub type Wishes = Vec<(Wish, Option<Weight>)>;

/// A certificate before it is signed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The content of the INTEGER.
    pub serial: Vec<u8>,
    /// A distinguished name in DER.
    pub issuer: Vec<u8>,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Time,
    /// A distinguished name in DER.
    pub subject: Vec<u8>,
    /// The key it is about.
    pub spki: Vec<u8>,
    /// Its extensions, in this order.
    pub wishes: Wishes,
}

impl Draft {
    /// Signs it.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&self, key: &Key) -> Result<Vec<u8>, Fault> {
        let plan = Plan {
            version: Version::Three,
            serial: self.serial.clone(),
            inner: None,
            outer: None,
            issuer: self.issuer.clone(),
            not_before: self.from,
            not_after: self.until,
            subject: self.subject.clone(),
            spki: self.spki.clone(),
            extensions: extensions(&self.wishes),
        };
        plan.sign(key)
    }
}

fn extensions(wishes: &Wishes) -> Vec<Extension> {
    let wishes = wishes.iter();
    wishes
        .map(|(wish, weight)| wish.extension(*weight))
        .collect()
}

/// A certification request (RFC 2986) for `subject`, signed by the key it is about.
///
/// # Errors
/// The key cannot sign.
pub fn request(subject: &[u8], key: &Key, wishes: &Wishes) -> Result<Vec<u8>, Fault> {
    let wished: Vec<Vec<u8>> = extensions(wishes).iter().map(Extension::der).collect();
    let attribute = der::sequence(&[
        &der::oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14]),
        &der::tlv(tag::SET, &[&der::list(&wished)]),
    ]);
    let info = der::sequence(&[
        &der::integer(&[0]),
        subject,
        &key.spki,
        &der::tlv(tag::context_of(0), &[&attribute]),
    ]);
    let algorithm = key.algorithm();
    let signature = key.sign(algorithm, &info)?;
    Ok(der::sequence(&[
        &info,
        &algorithm.der(),
        &der::bits(&signature),
    ]))
}

/// A revocation list before it is signed.
#[derive(Clone, Debug)]
pub struct List {
    /// The distinguished name of whose list it is, in DER.
    pub issuer: Vec<u8>,
    /// When it is made.
    pub this: Time,
    /// When there will be another, if that is said.
    pub next: Option<Time>,
    /// Serial numbers (as contents of INTEGERs), since when, and why (RFC 5280 §5.3.1).
    pub revoked: Vec<(Vec<u8>, Time, Option<u8>)>,
}

impl List {
    /// Signs it.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&self, key: &Key) -> Result<Vec<u8>, Fault> {
        let revoked = self.revoked.iter().cloned();
        let list = Crl {
            this_update: self.this,
            next_update: self.next,
            revoked: revoked
                .map(|(serial, since, reason)| Revoked {
                    serial,
                    since,
                    reason,
                })
                .collect(),
        };
        let issuer = Issuer {
            name: self.issuer.clone(),
            key: key.clone(),
            certificate: Vec::new(),
        };
        list.sign(&issuer, key)
    }
}
