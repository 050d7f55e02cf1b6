//! From a case of the gallery to a server's configuration, with nothing checked on the way.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier};
use rustls::sign::{CertifiedKey, SigningKey};
use rustls::{RootCertStore, ServerConfig};

use crate::base::text::Text;
use crate::lab::gallery::small::Small;
use crate::pki::gallery::case::Case;
use crate::pki::gallery::key::Key;

/// The configuration of a server that shows what `case` holds; of one that asks for a client's certificate, if it is a client's.
///
/// # Errors
/// Why no server can show it.
pub fn config(case: &Case) -> Result<Arc<ServerConfig>, Text> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| Text::same(why.to_string()))?;
    let (chain, key) = match &case.asker {
        Some(asker) => (asker.chain.clone(), &asker.key),
        None => (case.chain(), case.signs_with()),
    };
    let builder = match &case.asker {
        None => builder.with_no_client_auth(),
        Some(_) => {
            let mut roots = RootCertStore::empty();
            for root in &case.roots {
                let added = roots.add(CertificateDer::from(root.clone()));
                added.map_err(|why| Text::same(why.to_string()))?;
            }
            let provider = Arc::new(ring::default_provider());
            let judge =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(judge.map_err(|why| Text::same(why.to_string()))?)
        }
    };
    let key = signing(key).ok_or(NO_SIGNATURE)?;
    let mut shown = CertifiedKey::new(chain.into_iter().map(CertificateDer::from).collect(), key);
    shown.ocsp = case.staple.clone();
    Ok(Arc::new(
        builder.with_cert_resolver(Arc::new(AsItIs(Arc::new(shown)))),
    ))
}

const NO_SIGNATURE: Text = Text::new(
    "TLS 1.3 has no signature for this key, and rustls makes none in TLS 1.2",
    "이 키로 하는 서명은 TLS 1.3에 없고, TLS 1.2에서도 rustls가 만들지 않는다",
);

fn signing(key: &Key) -> Option<Arc<dyn SigningKey>> {
    let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.pkcs8.clone()));
    if let Ok(key) = any_supported_type(&der) {
        return Some(key);
    }
    Some(Arc::new(Small::new(key)?))
}

/// Shows the same to everybody, whatever name is asked for.
#[derive(Debug)]
struct AsItIs(Arc<CertifiedKey>);

impl ResolvesServerCert for AsItIs {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}
