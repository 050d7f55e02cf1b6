//! One entry of the gallery: what is wrong, why that matters, what must be said of it, and how it is minted.

use crate::base::text::Doc;
use crate::pki::gallery::case::Pair;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::Workshop;

/// One broken certificate, or one question with a broken answer.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its number; variants of one fault share theirs.
    pub number: u8,
    /// Its name on the command line; its host is this name below `.test`, unless the fault needs another.
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub fault: Doc,
    /// Why it matters, and what has happened because of it.
    pub lesson: Doc,
    /// What the twin has instead.
    pub repair: Doc,
    /// The reason a verifier must give; `None`: a control, which must pass.
    pub reason: Option<&'static str>,
    /// Where it must find it.
    pub place: Place,
    /// What `openssl verify` 3.0 says.
    pub openssl: Said,
    /// What it says with `-x509_strict -auth_level 2`.
    pub strict: Said,
    /// What rustls (webpki) says.
    pub rustls: Said,
    /// How it is minted; use [`make`](Self::make).
    pub mint: fn(&mut Workshop) -> Result<Pair, Fault>,
}

impl Entry {
    /// Mints it and its twin in `shop`.
    ///
    /// # Errors
    /// A key could not be made or used.
    pub fn make(&self, shop: &mut Workshop) -> Result<Pair, Fault> {
        shop.begin(self.name);
        (self.mint)(shop)
    }
}

/// Where the fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the certificate of the server or client.
    Leaf,
    /// In the CA certificate this far above the leaf: 1 is its issuer.
    Issuer(usize),
    /// In the root's.
    Root,
    /// In the list of revoked certificates.
    Crl,
    /// In how the certificates stand together.
    Path,
}

/// What somebody else's verifier says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It sees nothing wrong.
    Accepts,
    /// It refuses; in its own words.
    Refuses(&'static str),
    /// Only the handshake can show it.
    AtHandshake,
}
