//! A CA that lives in memory for one run: a root, an intermediate below it, and certificates for the ends.
//!
//! Its private keys are never written anywhere and die with the run. The root is fenced in by name constraints
//! (RFC 5280 §4.2.1.10) to names and networks reserved for tests and examples, so that not even someone who trusts it by
//! mistake can be fooled about a real site.
//!
//! Everything random comes from one ChaCha20 generator: the CA takes its first stream, each certificate one of its own.
//! With a seed, a run repeats byte for byte; the CA's keys are then Ed25519, whose signatures involve no chance.
//! A real CA must do the opposite: keys in hardware, and serial numbers nobody can guess.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PublicKeyData, SanType, SerialNumber,
};
use ring::digest;
use ring::rand::{SecureRandom, SystemRandom};
use time::OffsetDateTime;

use crate::base::time::Time;
use crate::pki::fence;
use crate::pki::key::{KeyKind, NoKey};
use crate::pki::names::Name;
use crate::trust::question::Purpose;

/// A root and an intermediate with their keys.
#[derive(Debug)]
pub struct Authority {
    root: Vec<u8>,
    intermediate: CertifiedIssuer<'static, KeyPair>,
    seed: [u8; 32],
    issued: AtomicU64,
}

impl Authority {
    /// A new CA called `label`, such as `tlslab throw-away CA`, valid for years around `now`. The same `seed` and label
    /// give the same CA, which issues the same certificates for the same wishes in the same order; another label gives
    /// another CA with other keys. Without a seed, keys are P-256 and nothing repeats.
    pub fn new(now: Time, seed: Option<u64>, label: &str) -> Result<Self, Error> {
        let kind = if seed.is_some() {
            KeyKind::Ed25519
        } else {
            KeyKind::EcdsaP256
        };
        let seed = expand(seed, label)?;
        let mut rng = ChaCha20Rng::from_seed(seed);
        let span = |name: &str, days: u32| {
            let (before, after) = (
                shortly_before(now, days),
                now + Duration::from_secs(u64::from(days) * DAY),
            );
            params(&format!("{label}: {name}"), [before, after])
        };

        let root_key = kind.make(&mut rng)?.pair;
        let mut wish = span("root", 3650)?;
        wish.serial_number = Some(serial(&mut rng));
        wish.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
        wish.key_usages = CA_USES.to_vec();
        wish.custom_extensions = vec![fence::LAB.extension()];
        let root = CertifiedIssuer::self_signed(wish, root_key).map_err(refused("the root"))?;

        let key = kind.make(&mut rng)?.pair;
        let mut wish = span("intermediate", 1825)?;
        wish.serial_number = Some(serial(&mut rng));
        wish.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        wish.key_usages = CA_USES.to_vec();
        wish.extended_key_usages = vec![
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::ClientAuth,
        ];
        wish.use_authority_key_identifier_extension = true;
        let intermediate =
            CertifiedIssuer::signed_by(wish, key, &root).map_err(refused("the intermediate"))?;
        Ok(Self {
            root: root.der().to_vec(),
            intermediate,
            seed,
            issued: AtomicU64::new(1),
        })
    }

    /// The root's certificate in DER: what the ends are told to trust.
    pub fn root_der(&self) -> Vec<u8> {
        self.root.clone()
    }

    /// The intermediate's certificate in DER: what a server must send along.
    fn intermediate_der(&self) -> Vec<u8> {
        self.intermediate.der().to_vec()
    }

    /// Makes a key and a certificate for it as wished. Errors: names that are none, or outside the root's fence.
    pub fn issue(&self, wish: &Wish) -> Result<Issued, Error> {
        let mut rng = ChaCha20Rng::from_seed(self.seed);
        rng.set_stream(self.issued.fetch_add(1, Ordering::Relaxed));
        let first = wish.names.first().ok_or(Error::Nameless)?;
        let key = wish.key.make(&mut rng)?;

        let mut params = params(first, [wish.not_before, wish.not_after])?;
        params.subject_alt_names = wish
            .names
            .iter()
            .map(|name| alternative(name))
            .collect::<Result<_, _>>()?;
        params.serial_number = Some(serial(&mut rng));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = wish.key.uses().to_vec();
        params.extended_key_usages = vec![match wish.purpose {
            Purpose::Server => ExtendedKeyUsagePurpose::ServerAuth,
            Purpose::Client => ExtendedKeyUsagePurpose::ClientAuth,
            Purpose::Mail => ExtendedKeyUsagePurpose::EmailProtection,
            Purpose::Code => ExtendedKeyUsagePurpose::CodeSigning,
            Purpose::Any => ExtendedKeyUsagePurpose::Any,
        }];

        let spki = key.pair.subject_public_key_info();
        let chain = match wish.signer {
            Signer::Intermediate => {
                params.use_authority_key_identifier_extension = true;
                let leaf = params
                    .signed_by(&key.pair, &self.intermediate)
                    .map_err(refused(first))?;
                vec![leaf.der().to_vec(), self.intermediate_der()]
            }
            Signer::Itself => {
                let leaf = params.self_signed(&key).map_err(refused(first))?;
                vec![leaf.der().to_vec()]
            }
        };
        Ok(Issued {
            chain,
            key_pkcs8: key.pkcs8,
            spki,
        })
    }
}

/// What a certificate is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Host names (`*` may stand for the first label) and IP addresses, at least one; the first is the common name too.
    pub names: Vec<String>,
    /// The kind of key to make.
    pub key: KeyKind,
    /// Which end may use it.
    pub purpose: Purpose,
    /// First second of its validity.
    pub not_before: Time,
    /// Last second of its validity.
    pub not_after: Time,
    /// Who signs it.
    pub signer: Signer,
}

impl Wish {
    /// A certificate as servers have it: a P-256 key, signed by the intermediate, valid from an hour before `now` for
    /// ninety days.
    pub fn server(names: impl IntoIterator<Item = impl Into<String>>, now: Time) -> Self {
        Self {
            names: names.into_iter().map(Into::into).collect(),
            key: KeyKind::EcdsaP256,
            purpose: Purpose::Server,
            not_before: Time::seconds(now.as_seconds().saturating_sub(3600)),
            not_after: now + Duration::from_secs(90 * DAY),
            signer: Signer::Intermediate,
        }
    }

    /// The same for a client.
    pub fn client(names: impl IntoIterator<Item = impl Into<String>>, now: Time) -> Self {
        Self {
            purpose: Purpose::Client,
            ..Self::server(names, now)
        }
    }
}

/// Who signs a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    /// The intermediate, as it should be.
    Intermediate,
    /// Its own key: nobody vouches for it.
    Itself,
}

/// A certificate with its private key.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// Certificates in DER as a server sends them: the end's own, then the intermediate unless it is self-signed.
    pub chain: Vec<Vec<u8>>,
    /// The private key, PKCS#8 in DER.
    pub key_pkcs8: Vec<u8>,
    /// The public key, SubjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued")
            .field("chain", &self.chain)
            .field("spki", &self.spki)
            .finish_non_exhaustive()
    }
}

/// Why no certificate was made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system gave no randomness.
    #[error("the operating system gives no random bytes")]
    Random,
    /// A wish without a name.
    #[error("a certificate needs at least one name")]
    Nameless,
    /// A name that cannot be put into a certificate.
    #[error("{0:?} is neither a host name nor an IP address")]
    Name(String),
    /// A name that the root may not vouch for.
    #[error(
        "{0} is outside the throw-away root's fence: try a name that ends in .test, or localhost, or an address in 10.77.0.0/24 or fd77::/64"
    )]
    Outside(String),
    /// A key that could not be made.
    #[error(transparent)]
    Key(#[from] NoKey),
    /// A moment that certificates cannot express.
    #[error("{0:?} is not a moment a certificate can express")]
    Moment(Time),
    /// The certificate could not be built.
    #[error("no certificate for {subject}: {why}")]
    Certificate {
        /// Whom it was for.
        subject: String,
        /// What the certificate library says.
        why: rcgen::Error,
    },
}

const CA_USES: [KeyUsagePurpose; 2] = [KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
/// Seconds of a day.
const DAY: u64 = 86_400;

/// 32 bytes for the generator: out of seed and label, or of the operating system.
fn expand(seed: Option<u64>, label: &str) -> Result<[u8; 32], Error> {
    let mut out = [0; 32];
    match seed {
        None => SystemRandom::new()
            .fill(&mut out)
            .map_err(|_| Error::Random)?,
        Some(seed) => {
            let input = [&seed.to_be_bytes(), label.as_bytes()].concat();
            out.copy_from_slice(digest::digest(&digest::SHA256, &input).as_ref());
        }
    }
    Ok(out)
}

/// A tenth of `days` before `now`: a CA is never brand new.
fn shortly_before(now: Time, days: u32) -> Time {
    Time::seconds(now.as_seconds().saturating_sub(u64::from(days) * DAY / 10))
}

/// Parameters that all certificates share. A name longer than a common name may be (64) is left to subjectAltName.
fn params(name: &str, validity: [Time; 2]) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::OrganizationName, "tlslab, for teaching only");
    if name.chars().count() <= 64 {
        params.distinguished_name.push(DnType::CommonName, name);
    }
    let [not_before, not_after] = validity;
    params.not_before = moment(not_before)?;
    params.not_after = moment(not_after)?;
    Ok(params)
}

/// The subjectAltName entry of `name`, if it is one of a host and the fence holds it.
fn alternative(name: &str) -> Result<SanType, Error> {
    let bad = || Error::Name(name.to_owned());
    let read = Name::read(name).map_err(|_| bad())?;
    match &read {
        Name::Mail(_) | Name::Uri(_) => Err(bad()),
        Name::Dns(_) | Name::Ip(_) if !fence::LAB.holds(&read) => {
            Err(Error::Outside(name.to_owned()))
        }
        Name::Dns(_) | Name::Ip(_) => read.alternative().ok_or_else(bad),
    }
}

fn moment(time: Time) -> Result<OffsetDateTime, Error> {
    i64::try_from(time.as_seconds())
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .ok_or(Error::Moment(time))
}

/// Sixteen random bytes, positive and never shorter (RFC 5280 §4.1.2.2 allows up to 20).
fn serial(rng: &mut ChaCha20Rng) -> SerialNumber {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes[0] = bytes[0] & 0x7f | 0x40;
    SerialNumber::from_slice(&bytes)
}

fn refused(subject: &str) -> impl FnOnce(rcgen::Error) -> Error + '_ {
    move |why| Error::Certificate {
        subject: subject.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_outside_the_fence_are_refused() {
        let check = |name: &str, expected: &str| {
            let said = alternative(name).err().map(|error| error.to_string());
            let said = said.unwrap_or_default();
            assert!(
                said.starts_with(expected) && said.is_empty() == expected.is_empty(),
                "{said}"
            );
        };
        check("LOCALHOST", "");
        check("가.test", "");
        check("bank.com", "bank.com is outside");
        check("fd78::1", "fd78::1 is outside");
        check("a..test", "\"a..test\" is neither");
        check("kim@lab.test", "\"kim@lab.test\" is neither");
    }
}
