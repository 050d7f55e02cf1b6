//! What a verifier is asked about an entry: the certificates, the moment, and who was wanted.

use std::fmt;
use std::net::IpAddr;

use crate::base::time::Time;
use crate::pki::gallery::key::Key;
use crate::trust::profile::Profile;
use crate::trust::question::{Purpose, Question, Wanted};

/// An entry and its repaired twin.
#[derive(Clone, Debug)]
pub struct Pair {
    /// With the fault.
    pub broken: Case,
    /// Without it, and otherwise the same.
    pub fixed: Case,
}

/// One question for a verifier.
#[derive(Clone, Debug)]
pub struct Case {
    /// The certificate in question, DER; empty where a client sends none.
    pub leaf: Vec<u8>,
    /// What its owner sends along, in this order.
    pub sent: Vec<Vec<u8>>,
    /// What the verifier trusts.
    pub roots: Vec<Vec<u8>>,
    /// Lists of revoked certificates the verifier has.
    pub crls: Vec<Vec<u8>>,
    /// The OCSP answer its owner sends along.
    pub staple: Option<Vec<u8>>,
    /// The moment of the question.
    pub at: Time,
    /// How long the answer stays the same after it.
    pub lasts: Lasts,
    /// Whom the verifier wants to talk to.
    pub wanted: Host,
    /// What the certificate is to be good for.
    pub part: Part,
    /// The key that belongs to the certificate.
    pub key: Key,
    /// The key its owner really signs with, where that is another.
    pub used: Option<Key>,
    /// The server that asks for it, if it is a client's.
    pub asker: Option<Asker>,
}

/// A server that wants to see a client's certificate.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Its own certificates, DER, its own first.
    pub chain: Vec<Vec<u8>>,
    /// The key that belongs to the first.
    pub key: Key,
}

impl Case {
    /// The key its owner signs the handshake with.
    pub fn signs_with(&self) -> &Key {
        self.used.as_ref().unwrap_or(&self.key)
    }

    /// It as a question to our own verifier, by the rules of `profile`. `known` are certificates that are as they were signed,
    /// to compare with what was changed.
    pub fn question<'q>(&'q self, known: &'q [Vec<u8>], profile: Profile) -> Question<'q> {
        Question {
            intermediates: &self.sent,
            roots: &self.roots,
            known,
            crls: &self.crls,
            ocsp: self.staple.as_slice(),
            wanted: match (self.part, &self.wanted) {
                (Part::Client, _) => Vec::new(),
                (Part::Server, Host::Name(name)) => vec![Wanted::Dns(name.clone())],
                (Part::Server, Host::Address(address)) => vec![Wanted::Ip(*address)],
            },
            purpose: match self.part {
                Part::Server => Purpose::Server,
                Part::Client => Purpose::Client,
            },
            profile,
            key: Some(&self.signs_with().spki),
            ..Question::new(&self.leaf, self.at)
        }
    }

    /// The certificates as they go over the wire.
    pub fn chain(&self) -> Vec<Vec<u8>> {
        let leaf = Some(&self.leaf).filter(|leaf| !leaf.is_empty());
        leaf.into_iter().chain(&self.sent).cloned().collect()
    }
}

/// How long the answer to a question stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// For days at least.
    Days,
    /// It is about this one second.
    OneSecond,
}

/// Whom a verifier wants to talk to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A host by its name, in ASCII.
    Name(String),
    /// A host by its address.
    Address(IpAddr),
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Address(address) => write!(f, "{address}"),
        }
    }
}

/// Whose certificate it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A server's: clients judge it.
    Server,
    /// A client's: servers judge it.
    Client,
}
