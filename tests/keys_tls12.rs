//! TLS 1.2 as rustls speaks it, computed again from the wire and the shared secret: master secret, key block, the
//! signature of the ServerKeyExchange, both Finished, every record.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::sync::{Arc, Mutex};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rcgen::{CertificateParams, KeyPair};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey;
use rustls::crypto::{
    ActiveKeyExchange, CompletedKeyExchange, SharedSecret, SupportedKxGroup, ring,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{
    ClientConfig, ClientConnection, Connection, Error, KeyLog, NamedGroup, ProtocolVersion,
    RootCertStore, ServerConfig, ServerConnection,
};
use tlslab::base::side::Side;
use tlslab::keys::cipher::Cipher;
use tlslab::keys::log::Log;
use tlslab::keys::public::{KeyKind, PublicKey};
use tlslab::keys::record::Opener;
use tlslab::keys::sealed::Wrapping;
use tlslab::keys::signature;
use tlslab::keys::tls12::{self, KeyBlock};
use tlslab::keys::transcript::Transcript;

/// The shared secrets that the group below gave out; each test handshake takes its own group.
#[derive(Clone, Debug, Default)]
struct Secrets(Arc<Mutex<Vec<Vec<u8>>>>);

#[derive(Debug)]
struct Recording {
    inner: &'static dyn SupportedKxGroup,
    secrets: Secrets,
}

struct Exchange {
    inner: Box<dyn ActiveKeyExchange>,
    secrets: Secrets,
}

impl SupportedKxGroup for Recording {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        let inner = self.inner.start()?;
        let secrets = self.secrets.clone();
        Ok(Box::new(Exchange { inner, secrets }))
    }

    fn start_and_complete(&self, peer: &[u8]) -> Result<CompletedKeyExchange, Error> {
        self.inner.start_and_complete(peer)
    }

    fn name(&self) -> NamedGroup {
        self.inner.name()
    }

    fn usable_for_version(&self, version: ProtocolVersion) -> bool {
        self.inner.usable_for_version(version)
    }
}

impl ActiveKeyExchange for Exchange {
    fn complete(self: Box<Self>, peer: &[u8]) -> Result<SharedSecret, Error> {
        let secret = self.inner.complete(peer)?;
        let mut secrets = self.secrets.0.lock().unwrap();
        secrets.push(secret.secret_bytes().to_vec());
        Ok(secret)
    }

    fn pub_key(&self) -> &[u8] {
        self.inner.pub_key()
    }

    fn group(&self) -> NamedGroup {
        self.inner.group()
    }
}

#[derive(Debug, Default)]
struct Logged(Mutex<Log>);

impl KeyLog for Logged {
    fn log(&self, label: &str, client_random: &[u8], secret: &[u8]) {
        let mut log = self.0.lock().unwrap();
        log.add(label, client_random, secret).unwrap();
    }
}

struct Run {
    /// What went over, flight by flight.
    flights: Vec<(Side, Vec<u8>)>,
    log: Log,
    premaster: Vec<u8>,
    spki: Vec<u8>,
}

fn shake_hands(code: u16, key: &KeyPair) -> Run {
    let certificate = CertificateParams::new(["server.test".to_owned()])
        .unwrap()
        .self_signed(key)
        .unwrap();
    let secrets = Secrets::default();
    let mut provider = ring::default_provider();
    provider
        .cipher_suites
        .retain(|suite| u16::from(suite.suite()) == code);
    assert_eq!(provider.cipher_suites.len(), 1);
    for group in &mut provider.kx_groups {
        let secrets = secrets.clone();
        *group = Box::leak(Box::new(Recording {
            inner: *group,
            secrets,
        }));
    }
    let provider = Arc::new(provider);
    let mut roots = RootCertStore::empty();
    roots.add(certificate.der().clone()).unwrap();
    let versions = &[&rustls::version::TLS12];
    let mut client = ClientConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let logged = Arc::new(Logged::default());
    client.key_log = logged.clone();
    let private = PrivatePkcs8KeyDer::from(key.serialize_der());
    let server = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private.into())
        .unwrap();
    let name = "server.test".try_into().unwrap();
    let client = ClientConnection::new(Arc::new(client), name).unwrap();
    let server = ServerConnection::new(Arc::new(server)).unwrap();
    let mut ends: [Connection; 2] = [client.into(), server.into()];
    for (end, data) in ends.iter_mut().zip([&b"question"[..], b"answer"]) {
        std::io::Write::write_all(&mut end.writer(), data).unwrap();
    }
    let mut flights = Vec::new();
    for turn in 0..12 {
        let [from, to] = [turn % 2, (turn + 1) % 2];
        let mut bytes = Vec::new();
        while ends[from].wants_write() {
            ends[from].write_tls(&mut bytes).unwrap();
        }
        let mut left = bytes.as_slice();
        while !left.is_empty() {
            ends[to].read_tls(&mut left).unwrap();
            ends[to].process_new_packets().unwrap();
        }
        if !bytes.is_empty() {
            flights.push((Side::BOTH[from], bytes));
        }
    }
    let premaster = secrets.0.lock().unwrap().pop().unwrap();
    let log = logged.0.lock().unwrap().clone();
    Run {
        flights,
        log,
        premaster,
        spki: rcgen::PublicKeyData::subject_public_key_info(key),
    }
}

/// Follows a handshake and proves what can be proven; gives the application data of both sides.
fn prove(code: u16, run: &Run) -> [Vec<u8>; 2] {
    let cipher = Cipher::of(code).unwrap();
    let mut transcript = Transcript::default();
    let mut randoms = [Vec::new(), Vec::new()];
    let mut master = Vec::new();
    let mut keys = None;
    let mut openers: [Option<Opener>; 2] = [None, None];
    let mut data = [Vec::new(), Vec::new()];
    let mut proven = Vec::new();
    for (side, flight) in &run.flights {
        let n = *side as usize;
        let mut flight = flight.as_slice();
        while !flight.is_empty() {
            let length = 5 + usize::from(u16::from_be_bytes([flight[3], flight[4]]));
            let (record, after) = flight.split_at(length);
            flight = after;
            let (kind, content) = match &mut openers[n] {
                Some(opener) => {
                    let opened = opener.open(record).unwrap();
                    (opened.kind, opened.content().to_vec())
                }
                None => (record[0], record[5..].to_vec()),
            };
            match kind {
                20 => {
                    let keys: &KeyBlock = keys.as_ref().unwrap();
                    let keys = keys.write_keys(*side);
                    openers[n] = Opener::legacy(cipher, 0x0303, Wrapping::MacThenEncrypt, &keys);
                    continue;
                }
                23 => data[n].extend(&content),
                22 => {}
                other => panic!("content type {other}"),
            }
            let mut rest = if kind == 22 { content.as_slice() } else { &[] };
            while !rest.is_empty() {
                let length = u32::from_be_bytes([0, rest[1], rest[2], rest[3]]) as usize;
                let (message, after) = rest.split_at(4 + length);
                rest = after;
                let body = &message[4..];
                match message[0] {
                    1 | 2 => randoms[n] = body[2..34].to_vec(),
                    12 => {
                        // Curve type and named curve, then the key share with a length of one byte, then the signature.
                        let (params, signed) = body.split_at(4 + usize::from(body[3]));
                        let scheme = u16::from_be_bytes([signed[0], signed[1]]);
                        let content =
                            tls12::server_key_exchange_content(&randoms[0], &randoms[1], params);
                        signature::verify(scheme, &run.spki, &content, &signed[4..]).unwrap();
                        proven.push("ServerKeyExchange");
                    }
                    20 => {
                        let covered = transcript.hash(cipher.hash);
                        let expected = tls12::verify_data(cipher.hash, *side, &master, &covered);
                        assert_eq!(expected.output, body);
                        proven.push("Finished");
                    }
                    _ => {}
                }
                transcript.add(message);
                if message[0] == 16 {
                    let session = transcript.hash(cipher.hash);
                    let made = tls12::extended_master_secret(cipher.hash, &run.premaster, &session);
                    master = made.output;
                    let logged = run.log.find("CLIENT_RANDOM", &randoms[0]);
                    assert_eq!(logged, Some(&*master));
                    let block = tls12::key_block(0x0303, cipher, &master, &randoms[0], &randoms[1]);
                    keys = Some(KeyBlock::cut(0x0303, cipher, &block));
                }
            }
        }
    }
    assert_eq!(proven, ["ServerKeyExchange", "Finished", "Finished"]);
    data
}

fn check(codes: [u16; 3], key: &KeyPair, kind: KeyKind) {
    for code in codes {
        let run = shake_hands(code, key);
        assert_eq!(PublicKey::read(&run.spki).unwrap().kind, kind);
        let [question, answer] = prove(code, &run);
        assert_eq!((&*question, &*answer), (&b"question"[..], &b"answer"[..]));
    }
}

#[test]
fn suites_with_ecdsa() {
    let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
    check([0xc02b, 0xc02c, 0xcca9], &key, KeyKind::P384);
}

#[test]
fn suites_with_rsa() {
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let private = RsaPrivateKey::new(&mut rng, 2048).unwrap();
    let der = private.to_pkcs8_der().unwrap();
    let der = PrivatePkcs8KeyDer::from(der.as_bytes());
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&der, &rcgen::PKCS_RSA_SHA256).unwrap();
    check([0xc02f, 0xc030, 0xcca8], &key, KeyKind::Rsa);
}
