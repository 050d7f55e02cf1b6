//! What is asked: which certificate, for whom and what for, with which roots, at which moment.

use std::net::IpAddr;

use crate::base::time::Time;
use crate::trust::profile::Profile;

/// Everything a verification depends on.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The certificate to be judged, in DER; empty if none was shown.
    pub leaf: &'q [u8],
    /// Certificates that may help to build a path, in the order they were sent. Nothing is believed of them.
    pub intermediates: &'q [Vec<u8>],
    /// How many of them were sent along, the first ones; none: all. The others were at hand, and their order says nothing.
    pub sent: Option<usize>,
    /// Certificates that are believed.
    pub roots: &'q [Vec<u8>],
    /// Unaltered certificates, to compare with when a signature fails: a twin tells what was changed.
    pub known: &'q [Vec<u8>],
    /// Revocation lists, in DER.
    pub crls: &'q [Vec<u8>],
    /// OCSP responses, stapled or given, in DER.
    pub ocsp: &'q [Vec<u8>],
    /// The moment for which it is asked.
    pub at: Time,
    /// The names of whom one wants to talk to; each must fit. Without any, names are not looked at.
    pub wanted: Vec<Wanted>,
    /// What the leaf is to be used for.
    pub purpose: Purpose,
    /// How many intermediates a path may have.
    pub depth: Option<usize>,
    /// Whose rules count.
    pub profile: Profile,
    /// The public key that the server really uses, SubjectPublicKeyInfo in DER.
    pub key: Option<&'q [u8]>,
}

impl<'q> Question<'q> {
    /// Whether `leaf` is a server's certificate by RFC 5280, at this moment; the rest is to be filled in.
    pub fn new(leaf: &'q [u8], at: Time) -> Self {
        Self {
            leaf,
            intermediates: &[],
            sent: None,
            roots: &[],
            known: &[],
            crls: &[],
            ocsp: &[],
            at,
            wanted: Vec::new(),
            purpose: Purpose::Server,
            depth: None,
            profile: Profile::Rfc5280,
            key: None,
        }
    }
}

/// Where a certificate of a path comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the one asked about.
    Leaf,
    /// It is this one of the intermediates of the question.
    Intermediate(usize),
    /// It is this one of the roots of the question.
    Root(usize),
}

/// Whom one wants to talk to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A host by its name.
    Dns(String),
    /// A host by its address.
    Ip(IpAddr),
    /// A person by the mail address.
    Mail(String),
}

impl Wanted {
    /// The host `name`: an address if it is one, else a name.
    pub fn host(name: &str) -> Self {
        let bare = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        match bare.unwrap_or(name).parse() {
            Ok(address) => Self::Ip(address),
            Err(_) => Self::Dns(name.to_owned()),
        }
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dns(name) | Self::Mail(name) => f.write_str(name),
            Self::Ip(address) => write!(f, "{address}"),
        }
    }
}

/// What a certificate is to be used for (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A TLS server shows it.
    Server,
    /// A TLS client shows it.
    Client,
    /// It signs or receives mail.
    Mail,
    /// It signs programs.
    Code,
    /// Anything: extendedKeyUsage is not looked at.
    Any,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 5] = [
        Self::Server,
        Self::Client,
        Self::Mail,
        Self::Code,
        Self::Any,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Client => "client",
            Self::Mail => "mail",
            Self::Code => "code",
            Self::Any => "any",
        }
    }

    /// The purpose of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// Its object identifier in extendedKeyUsage, and its name there.
    pub const fn usage(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Server => Some(("1.3.6.1.5.5.7.3.1", "serverAuth")),
            Self::Client => Some(("1.3.6.1.5.5.7.3.2", "clientAuth")),
            Self::Code => Some(("1.3.6.1.5.5.7.3.3", "codeSigning")),
            Self::Mail => Some(("1.3.6.1.5.5.7.3.4", "emailProtection")),
            Self::Any => None,
        }
    }
}
