//! A client and a server of plain rustls, and the bytes carried between them.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::crypto::ring::{default_provider, kx_group};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::version::TLS13;
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection};

/// Both ends, set up once.
pub(crate) struct Ends {
    client: Arc<ClientConfig>,
    server: Arc<ServerConfig>,
}

impl Ends {
    pub(crate) fn new() -> Self {
        let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let wish = rcgen::CertificateParams::new(["server.test".to_owned()]).unwrap();
        let certificate: CertificateDer<'static> = wish.self_signed(&key).unwrap().der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut provider = default_provider();
        provider.kx_groups = vec![kx_group::X25519];
        let provider = Arc::new(provider);

        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).unwrap();
        let mut client = ClientConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        client.resumption = Resumption::disabled();
        let server = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        Self {
            client: Arc::new(client),
            server: Arc::new(server),
        }
    }

    /// One handshake from the first hello to both Finished; `seen` gets each flight.
    pub(crate) fn handshake(&self, seen: &mut dyn FnMut(&[u8])) {
        let name = ServerName::try_from("server.test").unwrap();
        let mut client = ClientConnection::new(self.client.clone(), name).unwrap();
        let mut server = ServerConnection::new(self.server.clone()).unwrap();
        while client.is_handshaking() || server.is_handshaking() {
            let mut flight = Vec::new();
            while client.wants_write() {
                client.write_tls(&mut flight).unwrap();
            }
            seen(&flight);
            feed(&flight, |bytes| server.read_tls(bytes).unwrap());
            server.process_new_packets().unwrap();
            flight.clear();
            while server.wants_write() {
                server.write_tls(&mut flight).unwrap();
            }
            seen(&flight);
            feed(&flight, |bytes| client.read_tls(bytes).unwrap());
            client.process_new_packets().unwrap();
        }
    }
}

fn feed(mut flight: &[u8], mut read: impl FnMut(&mut &[u8]) -> usize) {
    while !flight.is_empty() {
        read(&mut flight);
    }
}
