//! Where the gallery is minted: one root and one intermediate for all, and a stream of chance of its own for each entry,
//! so that with the same seed and clock an entry is the same to the byte, whichever others are minted with it.
//!
//! The root is fenced in like every root of ours; its key and the intermediate's die with the workshop. Entries whose fault
//! the fence would hide get a root without one.

use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use ring::rand::{SecureRandom, SystemRandom};

use crate::base::time::Time;
use crate::keys::hash::Hash;
use crate::pki::gallery::case::{Case, Host, Lasts, Pair, Part};
use crate::pki::gallery::der;
use crate::pki::gallery::extension::{Extension, Name, Subtree, purpose, usage};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::{Fault, Key};
use crate::pki::gallery::plan::{Plan, Version};

/// The tools of the gallery.
pub struct Workshop {
    seed: [u8; 32],
    /// The moment at which everything is to be judged.
    pub(super) now: Time,
    pub(super) root: Issuer,
    pub(super) intermediate: Issuer,
    /// An intermediate with an RSA key, once somebody needed it.
    rsa: Option<Issuer>,
    pub(super) rng: ChaCha20Rng,
}

impl std::fmt::Debug for Workshop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workshop")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl Workshop {
    /// Opens it at the moment `now`; the same `seed` and moment mint the same gallery. Without a seed nothing repeats.
    ///
    /// # Errors
    /// No randomness is to be had, or no key could be made.
    pub fn open(seed: Option<u64>, now: Time) -> Result<Self, Fault> {
        let mut whole = [0; 32];
        match seed {
            Some(number) => whole = digest(&[&number.to_be_bytes()]),
            None => SystemRandom::new()
                .fill(&mut whole)
                .map_err(|_| Fault::Chance)?,
        }
        let seed = whole;
        let mut rng = stream(seed, "authorities");
        let root = make_root(&mut rng, now, ROOT, Fence::Around)?;
        let key = Key::p256(&mut rng)?;
        let plan = authority_plan(&mut rng, now, INTERMEDIATE, &key, Some(0), &root);
        let intermediate = Issuer {
            name: plan.subject.clone(),
            certificate: plan.sign(&root.key)?,
            key,
        };
        Ok(Self {
            seed,
            now,
            root,
            intermediate,
            rsa: None,
            rng,
        })
    }

    /// Takes up the entry called `name`: from here on, chance comes from its own stream.
    pub(super) fn begin(&mut self, name: &str) {
        self.rng = stream(self.seed, name);
    }

    /// The root that all entries share unless their fault needs another, DER.
    pub fn shared_root(&self) -> &[u8] {
        &self.root.certificate
    }

    /// An intermediate with an RSA key.
    pub(super) fn rsa_intermediate(&mut self) -> Result<Issuer, Fault> {
        if let Some(issuer) = &self.rsa {
            return Ok(issuer.clone());
        }
        let mut rng = stream(self.seed, "rsa intermediate");
        let key = Key::rsa(&mut rng, 2048)?;
        let plan = authority_plan(
            &mut rng,
            self.now,
            "intermediate with RSA",
            &key,
            Some(0),
            &self.root,
        );
        let issuer = Issuer {
            name: plan.subject.clone(),
            certificate: plan.sign(&self.root.key)?,
            key,
        };
        self.rsa = Some(issuer.clone());
        Ok(issuer)
    }

    /// A server `host` with nothing wrong; what signs its certificate has a key of the kind `below`, and is itself signed with
    /// the root's P-256 key.
    ///
    /// # Errors
    /// A key could not be made or used.
    pub fn sound(&mut self, host: &str, below: Below) -> Result<Case, Fault> {
        self.begin(host);
        let issuer = match below {
            Below::P256 => self.intermediate.clone(),
            Below::ShortRsa => {
                let (key, root) = (Key::rsa(&mut self.rng, 1024)?, self.root.clone());
                let plan = self.authority("intermediate with RSA", &key, Some(0), &root);
                Issuer {
                    name: plan.subject.clone(),
                    certificate: plan.sign(&root.key)?,
                    key,
                }
            }
        };
        let key = self.key()?;
        let leaf = self.leaf(host, &key, &issuer).sign(&issuer.key)?;
        Ok(Case {
            sent: vec![issuer.certificate],
            ..self.case(host, leaf, key)
        })
    }

    /// A certificate for `host` that says its issuer is `name` (a distinguished name in DER), signed with a P-256 key made for
    /// it: what anybody can make.
    ///
    /// # Errors
    /// A key could not be made or used.
    pub fn counterfeit(&mut self, host: &str, name: &[u8]) -> Result<Vec<u8>, Fault> {
        self.begin(host);
        let (own, key) = (self.key()?, self.key()?);
        let issuer = Issuer {
            name: name.to_vec(),
            key: own,
            certificate: Vec::new(),
        };
        self.leaf(host, &key, &issuer).sign(&issuer.key)
    }

    /// A new P-256 key.
    pub(super) fn key(&mut self) -> Result<Key, Fault> {
        Key::p256(&mut self.rng)
    }

    /// Another root, not known to anybody yet.
    pub(super) fn new_root(&mut self, common: &str, fence: Fence) -> Result<Issuer, Fault> {
        make_root(&mut self.rng, self.now, common, fence)
    }

    /// What fences a root in.
    pub(super) fn fence() -> Extension {
        Extension::constraints(&FENCE, &[])
    }

    /// Plans a CA called `common` below `issuer`, with everything as it should be.
    pub(super) fn authority(
        &mut self,
        common: &str,
        key: &Key,
        below: Option<u8>,
        issuer: &Issuer,
    ) -> Plan {
        authority_plan(&mut self.rng, self.now, common, key, below, issuer)
    }

    /// Plans a server's certificate for `host`, signed by `issuer`, with everything as it should be.
    pub(super) fn leaf(&mut self, host: &str, key: &Key, issuer: &Issuer) -> Plan {
        Plan {
            version: Version::Three,
            serial: serial(&mut self.rng),
            inner: None,
            outer: None,
            issuer: issuer.name.clone(),
            not_before: before(self.now, 1),
            not_after: after(self.now, 39),
            subject: der::name(host),
            spki: key.spki.clone(),
            extensions: vec![
                Extension::no_ca(),
                Extension::key_usage(match key.modulus() {
                    Some(_) => &[usage::DIGITAL_SIGNATURE, usage::KEY_ENCIPHERMENT],
                    None => &[usage::DIGITAL_SIGNATURE],
                }),
                Extension::purposes(&[purpose::SERVER_AUTH]),
                Extension::names(&[Name::host(host)]),
                Extension::own_key(&key.id()),
                Extension::issuer_key(&issuer.key.id()),
            ],
        }
    }

    /// The question about a server `host` with this `leaf`, the intermediate and the root of all.
    pub(super) fn case(&self, host: &str, leaf: Vec<u8>, key: Key) -> Case {
        Case {
            leaf,
            sent: vec![self.intermediate.certificate.clone()],
            roots: vec![self.root.certificate.clone()],
            crls: Vec::new(),
            staple: None,
            at: self.now,
            lasts: Lasts::Days,
            wanted: match host.parse() {
                Ok(address) => Host::Address(address),
                Err(_) => Host::Name(host.to_owned()),
            },
            part: Part::Server,
            key,
            used: None,
            asker: None,
        }
    }

    /// Two servers `host` with the same key: in the certificate of the first, `spoil` did its work.
    pub(super) fn leaves(&mut self, host: &str, spoil: impl Fn(&mut Plan)) -> Result<Pair, Fault> {
        self.unlike_leaves(host, spoil, |_| ())
    }

    /// The same, where the right one too is not quite what [`leaf`](Self::leaf) plans.
    pub(super) fn unlike_leaves(
        &mut self,
        host: &str,
        spoil: impl Fn(&mut Plan),
        mend: impl Fn(&mut Plan),
    ) -> Result<Pair, Fault> {
        let (key, issuer) = (self.key()?, self.intermediate.clone());
        let mut broken = self.leaf(host, &key, &issuer);
        spoil(&mut broken);
        let mut fixed = self.leaf(host, &key, &issuer);
        mend(&mut fixed);
        Ok(Pair {
            broken: self.case(host, broken.sign(&issuer.key)?, key.clone()),
            fixed: self.case(host, fixed.sign(&issuer.key)?, key),
        })
    }

    /// Two servers `host` with the same certificate below a CA of their own: in the first CA's certificate, `spoil` did its
    /// work, in the second's, `mend`.
    pub(super) fn authorities(
        &mut self,
        host: &str,
        spoil: impl Fn(&mut Plan),
        mend: impl Fn(&mut Plan),
    ) -> Result<Pair, Fault> {
        let (ca_key, key, root) = (self.key()?, self.key()?, self.root.clone());
        let common = format!("intermediate of {host}");
        let mut broken = self.authority(&common, &ca_key, Some(0), &root);
        spoil(&mut broken);
        let mut fixed = self.authority(&common, &ca_key, Some(0), &root);
        mend(&mut fixed);
        let issuer = Issuer {
            name: fixed.subject.clone(),
            key: ca_key,
            certificate: fixed.sign(&root.key)?,
        };
        let mut leaf = self.leaf(host, &key, &issuer);
        if let Ok(address) = host.parse() {
            leaf.set(Extension::names(&[Name::Address(address)]));
            // OpenSSL holds a common name that looks like a host name against the CA's fence, even an address.
            leaf.subject = der::owner();
        }
        let leaf = leaf.sign(&issuer.key)?;
        let case = |authority: Vec<u8>| Case {
            sent: vec![authority],
            ..self.case(host, leaf.clone(), key.clone())
        };
        Ok(Pair {
            broken: case(broken.sign(&root.key)?),
            fixed: case(issuer.certificate),
        })
    }

    /// A new serial number: as the content of an INTEGER.
    pub(super) fn serial(&mut self) -> Vec<u8> {
        serial(&mut self.rng)
    }
}

/// The kind of key of an intermediate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// ECDSA on P-256.
    P256,
    /// RSA of 1024 bits: too short for the world, and made at once.
    ShortRsa,
}

/// Whether a root may vouch for every name or only for those reserved for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    Around,
    Missing,
}

/// `time`, `days` earlier.
pub(super) fn before(time: Time, days: u64) -> Time {
    Time::seconds(time.as_seconds().saturating_sub(days * DAY))
}

/// `time`, `days` later.
pub(super) fn after(time: Time, days: u64) -> Time {
    time + Duration::from_secs(days * DAY)
}

const DAY: u64 = 86_400;
const ROOT: &str = "root of the gallery";
const INTERMEDIATE: &str = "intermediate of the gallery";

/// The generator for `name`: another name, another stream.
fn stream(seed: [u8; 32], name: &str) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(digest(&[&seed, name.as_bytes()]))
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut out = [0; 32];
    let whole = Hash::Sha256.digest(&parts.concat());
    out.iter_mut()
        .zip(whole)
        .for_each(|(place, byte)| *place = byte);
    out
}

/// Sixteen octets that nobody can guess, positive and never shorter.
fn serial(rng: &mut ChaCha20Rng) -> Vec<u8> {
    let mut octets = [0; 16];
    rng.fill_bytes(&mut octets);
    octets[0] = octets[0] & 0x7f | 0x40;
    octets.to_vec()
}

fn make_root(
    rng: &mut ChaCha20Rng,
    now: Time,
    common: &str,
    fence: Fence,
) -> Result<Issuer, Fault> {
    let key = Key::p256(rng)?;
    let itself = Issuer {
        name: der::name(common),
        certificate: Vec::new(),
        key: key.clone(),
    };
    let mut plan = authority_plan(rng, now, common, &key, None, &itself);
    plan.not_before = before(now, 1000);
    plan.not_after = after(now, 7000);
    if fence == Fence::Around {
        plan.set(Workshop::fence());
    }
    Ok(Issuer {
        certificate: plan.sign(&key)?,
        ..itself
    })
}

fn authority_plan(
    rng: &mut ChaCha20Rng,
    now: Time,
    common: &str,
    key: &Key,
    below: Option<u8>,
    issuer: &Issuer,
) -> Plan {
    Plan {
        version: Version::Three,
        serial: serial(rng),
        inner: None,
        outer: None,
        issuer: issuer.name.clone(),
        not_before: before(now, 300),
        not_after: after(now, 5000),
        subject: der::name(common),
        spki: key.spki.clone(),
        extensions: vec![
            Extension::ca(below),
            Extension::key_usage(&[usage::CERT_SIGN, usage::CRL_SIGN]),
            Extension::own_key(&key.id()),
            Extension::issuer_key(&issuer.key.id()),
        ],
    }
}

/// What the gallery's root may vouch for: `test` (RFC 6761 §6.2), `localhost` and this host's own addresses.
const FENCE: [Subtree; 4] = [
    Subtree::Hosts("test"),
    Subtree::Hosts("localhost"),
    Subtree::Network([127, 0, 0, 0], [255, 0, 0, 0]),
    Subtree::Address6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
];
