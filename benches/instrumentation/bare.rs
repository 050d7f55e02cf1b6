//! A client and a server in memory, and the bytes carried between them: plain rustls, or with tlslab's key exchange and
//! a witness of every secret.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::{default_provider, kx_group};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::version::TLS13;
use rustls::{
    ClientConfig, ClientConnection, KeyLog, RootCertStore, ServerConfig, ServerConnection,
};

use tlslab::base::side::Side;
use tlslab::lab::dice::Dice;
use tlslab::lab::offer::{Group, Offer};
use tlslab::lab::provider::provider;
use tlslab::lab::witness::Witness;

/// Both ends, set up once.
pub(crate) struct Ends {
    client: Arc<ClientConfig>,
    server: Arc<ServerConfig>,
}

impl Ends {
    /// rustls alone.
    pub(crate) fn alone() -> Self {
        let mut provider = default_provider();
        provider.kx_groups = vec![kx_group::X25519];
        let provider = Arc::new(provider);
        Self::new([provider.clone(), provider], None)
    }

    /// Watched by `witness`.
    pub(crate) fn watched(witness: &Witness) -> Self {
        let offer = Offer {
            groups: vec![Group::X25519],
            ..Offer::default()
        };
        let of = |side| provider(side, &offer, Dice::leaked(side, None), witness);
        Self::new(Side::BOTH.map(of), Some(Arc::new(witness.clone())))
    }

    fn new(providers: [Arc<CryptoProvider>; 2], log: Option<Arc<dyn KeyLog>>) -> Self {
        let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let wish = rcgen::CertificateParams::new(["server.test".to_owned()]).unwrap();
        let certificate: CertificateDer<'static> = wish.self_signed(&key).unwrap().der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).unwrap();
        let [ours, theirs] = providers;
        let mut client = ClientConfig::builder_with_provider(ours)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        client.resumption = Resumption::disabled();
        let mut server = ServerConfig::builder_with_provider(theirs)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        if let Some(log) = log {
            client.key_log = log.clone();
            server.key_log = log;
        }
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
