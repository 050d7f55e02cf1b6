//! What rustls says: its own verifier of servers and of clients.

use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::{Error, RootCertStore};
use tlslab::pki::gallery::case::{Case, Host, Part};

/// The name of its error; empty: it accepts.
pub(crate) fn verify(case: &Case) -> String {
    if case.leaf.is_empty() {
        return String::new();
    }
    match judged(case) {
        Ok(()) => String::new(),
        Err(Error::InvalidCertificate(error)) => word(&format!("{error:?}")),
        Err(Error::InvalidCertRevocationList(error)) => word(&format!("{error:?}")),
        Err(error) => format!("{error:?}"),
    }
}

/// `NotValidForName` of `NotValidForNameContext { … }`, `CaUsedAsEndEntity` of `Other(OtherError(CaUsedAsEndEntity))`.
fn word(error: &str) -> String {
    let error = error.strip_prefix("Other(OtherError(").unwrap_or(error);
    let end = error
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(error.len());
    error[..end].trim_end_matches("Context").to_owned()
}

fn judged(case: &Case) -> Result<(), Error> {
    let mut roots = RootCertStore::empty();
    for root in &case.roots {
        roots.add(CertificateDer::from(root.clone()))?;
    }
    let (roots, provider) = (Arc::new(roots), Arc::new(ring::default_provider()));
    let crls = case
        .crls
        .iter()
        .cloned()
        .map(CertificateRevocationListDer::from);
    let leaf = CertificateDer::from(case.leaf.clone());
    let sent: Vec<CertificateDer<'_>> = case
        .sent
        .iter()
        .cloned()
        .map(CertificateDer::from)
        .collect();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(case.at.as_seconds()));
    let bad = |error: &dyn std::fmt::Debug| Error::General(format!("{error:?}"));
    if case.part == Part::Client {
        let judge = WebPkiClientVerifier::builder_with_provider(roots, provider).build();
        let judge = judge.map_err(|error| bad(&error))?;
        return judge.verify_client_cert(&leaf, &sent, at).map(|_| ());
    }
    let judge = WebPkiServerVerifier::builder_with_provider(roots, provider)
        .with_crls(crls)
        .only_check_end_entity_revocation()
        .enforce_revocation_expiration()
        .build()
        .map_err(|error| bad(&error))?;
    let name = match &case.wanted {
        Host::Name(name) => ServerName::try_from(name.clone()).unwrap(),
        Host::Address(address) => ServerName::from(*address),
    };
    let staple = case.staple.as_deref().unwrap_or_default();
    judge
        .verify_server_cert(&leaf, &sent, &name, staple, at)
        .map(|_| ())
}
