//! Certificates to order, for whoever draws tasks: whose, by whom, from when to when, for what. What is ordered is written, sound or
//! not.
//!
//! Everything repeats byte for byte: seeds come in, ECDSA signs without chance (RFC 6979).

use std::net::IpAddr;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::base::time::Time;
use crate::dissect::x509::tag;
use crate::keys::hash::Hash;
use crate::pki::authority::profile::ORGANIZATION;
use crate::pki::gallery::der;
use crate::pki::gallery::extension::{Extension, Name, purpose, usage};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::{Fault, Key};
use crate::pki::gallery::plan::{Plan, Version};
use crate::pki::gallery::revocation::{Crl, Revoked};

/// What is ordered.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its number, the octets of a positive INTEGER.
    pub serial: Vec<u8>,
    /// Who signs it, a distinguished name in DER: see [`name`].
    pub issuer: Vec<u8>,
    /// The identifier of the key that signs it: see [`identifier`].
    pub issuer_key: Vec<u8>,
    /// Whom it is for, a distinguished name in DER.
    pub subject: Vec<u8>,
    /// The key it certifies, SubjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
    /// From when.
    pub from: Time,
    /// Until when, that second included.
    pub until: Time,
    /// What it is for.
    pub role: Role,
}

/// What a certificate is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A server under these names.
    Server {
        /// Hosts by name.
        hosts: Vec<String>,
        /// Hosts by address.
        addresses: Vec<IpAddr>,
    },
    /// A CA, with at most so many CAs below it.
    Authority(Option<u8>),
}

impl Order {
    /// It, signed by `key`.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn signed(&self, key: &Key) -> Result<Vec<u8>, Fault> {
        let mut extensions = match &self.role {
            Role::Authority(below) => vec![
                Extension::ca(*below),
                Extension::key_usage(&[usage::CERT_SIGN, usage::CRL_SIGN]),
            ],
            Role::Server { hosts, addresses } => {
                let hosts = hosts.iter().map(Name::host);
                let names = hosts.chain(addresses.iter().copied().map(Name::Address));
                vec![
                    Extension::no_ca(),
                    Extension::key_usage(&[usage::DIGITAL_SIGNATURE]),
                    Extension::purposes(&[purpose::SERVER_AUTH]),
                    Extension::names(&names.collect::<Vec<_>>()),
                ]
            }
        };
        extensions.push(Extension::own_key(&identifier(&self.spki)));
        extensions.push(Extension::issuer_key(&self.issuer_key));
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
            extensions,
        };
        plan.sign(key)
    }
}

/// A distinguished name with an organization and a common name.
pub fn name(organization: &str, common: &str) -> Vec<u8> {
    der::person(organization, common)
}

/// The distinguished name of the authority called `common`, as those in [folders](crate::pki::authority) write theirs.
pub fn authority(common: &str) -> Vec<u8> {
    der::authority(ORGANIZATION, common)
}

/// The identifier of a key, as our authorities make it: the first 20 bytes of SHA-256 of its DER (RFC 7093 §2, the fourth way).
pub fn identifier(spki: &[u8]) -> Vec<u8> {
    let mut hash = Hash::Sha256.digest(spki);
    hash.truncate(20);
    hash
}

/// A P-256 key from `seed`.
///
/// # Errors
/// It cannot be made.
pub fn p256(seed: [u8; 32]) -> Result<Key, Fault> {
    Key::p256(&mut ChaCha20Rng::from_seed(seed))
}

/// The key in `pkcs8`, DER, if it is on P-256.
///
/// # Errors
/// It is not.
pub fn read_p256(pkcs8: &[u8]) -> Result<Key, Fault> {
    use p256::pkcs8::DecodePrivateKey as _;
    let secret = p256::SecretKey::from_pkcs8_der(pkcs8).map_err(|_| Fault::Make)?;
    Key::known(&secret.to_bytes())
}

/// The public half of a P-384 key from `seed`, SubjectPublicKeyInfo in DER.
///
/// # Errors
/// It cannot be made.
pub fn p384(seed: [u8; 32]) -> Result<Vec<u8>, Fault> {
    use p384::pkcs8::EncodePublicKey as _;
    let secret = p384::SecretKey::random(&mut ChaCha20Rng::from_seed(seed));
    let spki = secret.public_key().to_public_key_der();
    Ok(spki.map_err(|_| Fault::Make)?.into_vec())
}

/// These 32 bytes as an Ed25519 key, SubjectPublicKeyInfo in DER (RFC 8410 §4).
pub fn ed25519(public: &[u8]) -> Vec<u8> {
    let algorithm = der::sequence(&[&der::oid(&[0x2b, 0x65, 0x70])]);
    der::sequence(&[&algorithm, &der::bits(public)])
}

/// The RSA key of this modulus and exponent, SubjectPublicKeyInfo in DER (RFC 3279 §2.3.1).
pub fn rsa(modulus: &[u8], exponent: u32) -> Vec<u8> {
    let oid = der::oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]);
    let algorithm = der::sequence(&[&oid, &der::NULL]);
    let numbers = [der::integer(modulus), der::integer(&exponent.to_be_bytes())];
    der::sequence(&[&algorithm, &der::bits(&der::list(&numbers))])
}

/// A request for a certificate (PKCS #10, RFC 2986) for the server `host`, from whoever has `key`.
///
/// # Errors
/// The key cannot sign.
pub fn request(subject: &[u8], host: &str, key: &Key) -> Result<Vec<u8>, Fault> {
    let names = der::list(&[Extension::names(&[Name::host(host)]).der()]);
    let wished = der::sequence(&[
        &der::oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14]),
        &der::tlv(tag::SET, &[&names]),
    ]);
    let body = der::sequence(&[
        &der::integer(&[0]),
        subject,
        &key.spki,
        &der::tlv(tag::context_of(0), &[&wished]),
    ]);
    let signature = key.sign(key.algorithm(), &body)?;
    Ok(der::sequence(&[
        &body,
        &key.algorithm().der(),
        &der::bits(&signature),
    ]))
}

/// A list of what `issuer` revoked at the moment `at`, by the numbers of the certificates, good for ten days.
///
/// # Errors
/// The key cannot sign.
pub fn revocations(
    issuer: &[u8],
    key: &Key,
    at: Time,
    serials: &[Vec<u8>],
) -> Result<Vec<u8>, Fault> {
    let list = Crl {
        this_update: at,
        next_update: Some(at + std::time::Duration::from_secs(10 * 86_400)),
        revoked: serials
            .iter()
            .map(|serial| Revoked {
                serial: serial.clone(),
                since: at,
                reason: None,
            })
            .collect(),
    };
    let issuer = Issuer {
        name: issuer.to_vec(),
        key: key.clone(),
        certificate: Vec::new(),
    };
    list.sign(&issuer, key)
}
