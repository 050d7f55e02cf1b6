//! The five handshakes of RFC 8448, from the shared secret to the last record: every secret, key, record, signature,
//! Finished, binder and ticket.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use serde::Deserialize;
use tlslab::base::side::Side;
use tlslab::keys::cipher::Cipher;
use tlslab::keys::derived::Derived;
use tlslab::keys::hash::Hash;
use tlslab::keys::log::Log;
use tlslab::keys::record::Opener;
use tlslab::keys::seal::Sealer;
use tlslab::keys::sealed::Sealed;
use tlslab::keys::secret::{self, SECRETS, Secret};
use tlslab::keys::transcript::Transcript;
use tlslab::keys::{signature, tls13};
use x509_parser::prelude::{FromDer, X509Certificate};

const HASH: Hash = Hash::Sha256;

#[derive(Deserialize)]
struct Trace {
    section: u8,
    records: Vec<Record>,
    keys: Keys,
    secrets: BTreeMap<String, String>,
    traffic_keys: BTreeMap<String, TrafficKeys>,
    keylog: Vec<String>,
}

#[derive(Deserialize)]
struct Record {
    from: String,
    bytes: String,
    payload: String,
}

#[derive(Deserialize)]
struct Keys {
    shared: String,
    psk: Option<String>,
}

#[derive(Deserialize)]
struct TrafficKeys {
    key: String,
    iv: String,
}

fn unhex(hex: &str) -> Vec<u8> {
    hex::decode(hex).unwrap()
}

fn traces() -> Vec<Trace> {
    serde_json::from_str(include_str!("data/rfc8448/traces.json")).unwrap()
}

/// One connection, followed with nothing but its records, the shared secret and the pre-shared key.
struct Follow<'t> {
    trace: &'t Trace,
    transcript: Transcript,
    /// Secrets by label, as they come to be known.
    secrets: BTreeMap<&'static str, Vec<u8>>,
    openers: [Option<(Opener, Sealer)>; 2],
    /// The traffic secret each side's messages are under.
    bases: [Option<&'static Secret>; 2],
    random: Vec<u8>,
    spki: [Vec<u8>; 2],
    psk: Option<Vec<u8>>,
    /// What was proven, to be counted at the end.
    proven: Vec<&'static str>,
}

/// Runs a trace to its end and gives what was proven in it.
fn follow(trace: &Trace) -> Follow<'_> {
    let psk = trace.keys.psk.as_deref().map(unhex);
    let early = tls13::early_secret(HASH, psk.as_deref());
    let mut run = Follow {
        trace,
        transcript: Transcript::default(),
        secrets: BTreeMap::from([("early", early.output)]),
        openers: [None, None],
        bases: [None, None],
        random: Vec::new(),
        spki: [Vec::new(), Vec::new()],
        psk,
        proven: Vec::new(),
    };
    for record in &trace.records {
        run.record(record);
    }
    run
}

impl Follow<'_> {
    fn record(&mut self, record: &Record) {
        let side = match record.from.as_str() {
            "client" => Side::Client,
            _ => Side::Server,
        };
        let bytes = unhex(&record.bytes);
        let payload = unhex(&record.payload);
        let kind = match (bytes[0], &mut self.openers[side as usize]) {
            (23, Some((opener, sealer))) => {
                let wrong = opener.open_at(opener.sequence() + 1, &bytes);
                assert!(matches!(wrong, Err(Sealed::Tag { .. })));
                let opened = opener.open(&bytes).unwrap();
                assert_eq!(opened.content(), payload);
                assert_eq!(opened.padding(), 0);
                let again = sealer.seal(opened.kind, &payload, 0).unwrap();
                assert_eq!(again, bytes, "sealed again, the record is the same");
                self.proven.push("record");
                opened.kind
            }
            (kind, _) => {
                assert_eq!(bytes[5..], payload);
                kind
            }
        };
        if kind == 22 {
            let mut rest = payload.as_slice();
            while !rest.is_empty() {
                let length = u32::from_be_bytes([0, rest[1], rest[2], rest[3]]) as usize;
                let (message, after) = rest.split_at(4 + length);
                self.message(side, message);
                rest = after;
            }
        }
    }

    fn message(&mut self, side: Side, message: &[u8]) {
        let before = self.transcript.hash(HASH);
        let body = &message[4..];
        match message[0] {
            1 => self.client_hello(message),
            4 => return self.ticket(body),
            11 => {
                // Context, then the list of certificates; the first is the sender's.
                let at = 1 + usize::from(body[0]) + 3;
                let length = u32::from_be_bytes([0, body[at], body[at + 1], body[at + 2]]);
                let der = &body[at + 3..at + 3 + length as usize];
                let (_, certificate) = X509Certificate::from_der(der).unwrap();
                self.spki[side as usize] = certificate.public_key().raw.to_vec();
            }
            15 => {
                let scheme = u16::from_be_bytes([body[0], body[1]]);
                let content = tls13::certificate_verify_content(side, &before);
                let spki = &self.spki[side as usize];
                signature::verify(scheme, spki, &content, &body[4..]).unwrap();
                let other = tls13::certificate_verify_content(side.peer(), &before);
                signature::verify(scheme, spki, &other, &body[4..]).unwrap_err();
                self.proven.push("CertificateVerify");
            }
            20 => {
                let base = self.bases[side as usize].unwrap();
                let secret = &self.secrets[base.label];
                let [_, verify_data] = tls13::finished(HASH, base.name, secret, &before);
                assert_eq!(verify_data.output, body);
                self.proven.push("Finished");
            }
            _ => {}
        }
        self.transcript.add(message);
        match (message[0], side) {
            (2, _) if body[2..34] == HASH.digest(b"HelloRetryRequest") => {
                self.transcript.retry(HASH);
            }
            (2, _) => self.server_hello(),
            (5, _) => self.protect(Side::Client, &secret::CLIENT_HANDSHAKE_TRAFFIC),
            (20, Side::Server) => {
                let [_, master] = tls13::master_secret(HASH, &self.secrets["handshake"]);
                self.secrets.insert("master", master.output);
                self.derive(&secret::CLIENT_APPLICATION_TRAFFIC);
                self.derive(&secret::SERVER_APPLICATION_TRAFFIC);
                self.derive(&secret::EXPORTER);
                self.protect(Side::Server, &secret::SERVER_APPLICATION_TRAFFIC);
            }
            (20, Side::Client) => {
                self.derive(&secret::RESUMPTION);
                self.protect(Side::Client, &secret::CLIENT_APPLICATION_TRAFFIC);
            }
            _ => {}
        }
    }

    fn client_hello(&mut self, message: &[u8]) {
        self.random = message[6..38].to_vec();
        let Some(psk) = self.psk.clone() else { return };
        // One binder of 32 bytes ends the message: length of the list, length of the binder, the binder.
        let (truncated, binders) = message.split_at(message.len() - 35);
        assert_eq!(binders[..3], [0, 33, 32]);
        let covered = self.transcript.hash_with(HASH, truncated);
        let way = tls13::binder(HASH, &psk, tls13::PskKind::Resumption, &covered);
        let names: Vec<&str> = way.iter().map(|step| step.name.as_str()).collect();
        assert_eq!(
            names,
            ["early_secret", "binder_key", "finished_key", "binder"]
        );
        assert_eq!(way[3].output, binders[3..]);
        self.proven.push("binder");

        self.transcript.add(message);
        self.derive(&secret::CLIENT_EARLY_TRAFFIC);
        self.derive(&secret::EARLY_EXPORTER);
        self.transcript = Transcript::default();
        self.protect(Side::Client, &secret::CLIENT_EARLY_TRAFFIC);
    }

    fn server_hello(&mut self) {
        let shared = unhex(&self.trace.keys.shared);
        let [_, handshake] = tls13::handshake_secret(HASH, &self.secrets["early"], &shared);
        self.secrets.insert("handshake", handshake.output);
        self.derive(&secret::CLIENT_HANDSHAKE_TRAFFIC);
        self.derive(&secret::SERVER_HANDSHAKE_TRAFFIC);
        self.protect(Side::Server, &secret::SERVER_HANDSHAKE_TRAFFIC);
        if self.openers[Side::Client as usize].is_none() {
            self.protect(Side::Client, &secret::CLIENT_HANDSHAKE_TRAFFIC);
        }
    }

    fn ticket(&mut self, body: &[u8]) {
        let nonce = &body[9..9 + usize::from(body[8])];
        let psk = tls13::resumption_psk(HASH, &self.secrets["res master"], nonce);
        self.secrets.insert("resumption", psk.output);
        self.proven.push("ticket");
    }

    fn derive(&mut self, which: &'static Secret) {
        let parent = which.parent.trim_end_matches("_secret");
        let covered = self.transcript.hash(HASH);
        let Derived { name, output, .. } =
            tls13::secret(HASH, which, &self.secrets[parent], &covered);
        assert_eq!(name, which.name);
        self.secrets.insert(which.label, output);
    }

    fn protect(&mut self, side: Side, which: &'static Secret) {
        let cipher = Cipher::of(0x1301).unwrap();
        let [key, iv] = tls13::traffic_keys(cipher, which.name, &self.secrets[which.label]);
        let expected = &self.trace.traffic_keys[which.label];
        assert_eq!(hex::encode(&key.output), expected.key);
        assert_eq!(hex::encode(&iv.output), expected.iv);
        self.proven.push("traffic keys");
        let opener = Opener::tls13(cipher, &key.output, &iv.output).unwrap();
        let sealer = Sealer::new(cipher, &key.output, &iv.output).unwrap();
        self.openers[side as usize] = Some((opener, sealer));
        self.bases[side as usize] = Some(which);
    }
}

#[test]
fn every_secret_is_what_the_rfc_prints() {
    for trace in traces() {
        let run = follow(&trace);
        let found: BTreeMap<String, String> = run
            .secrets
            .iter()
            .map(|(label, bytes)| ((*label).to_owned(), hex::encode(bytes)))
            .collect();
        assert_eq!(found, trace.secrets, "section {}", trace.section);
    }
}

#[test]
fn everything_that_can_be_proven_is_proven() {
    let names = [
        "record",
        "traffic keys",
        "CertificateVerify",
        "Finished",
        "binder",
        "ticket",
    ];
    let counted: Vec<[usize; 6]> = traces()
        .iter()
        .map(|trace| {
            let proven = follow(trace).proven;
            names.map(|name| proven.iter().filter(|seen| **seen == name).count())
        })
        .collect();
    assert_eq!(
        counted,
        [
            [7, 4, 1, 2, 0, 1],
            [8, 5, 0, 2, 1, 0],
            [4, 4, 1, 2, 0, 0],
            [4, 4, 2, 2, 0, 0],
            [4, 4, 1, 2, 0, 0],
        ]
    );
}

#[test]
fn the_ticket_of_one_connection_is_the_key_of_the_next() {
    let traces = traces();
    let ticket = &follow(&traces[0]).secrets["resumption"];
    assert_eq!(traces[1].keys.psk, Some(hex::encode(ticket)));
}

#[test]
fn the_key_logs_say_the_same() {
    for trace in traces() {
        let run = follow(&trace);
        let text = trace.keylog.join("\n") + "\n";
        let (log, bad) = Log::parse(&text);
        assert_eq!(bad, []);
        assert_eq!(log.to_string(), text);
        let mut found = 0;
        for secret in SECRETS {
            let Some(logged) = secret.log.and_then(|label| log.find(label, &run.random)) else {
                continue;
            };
            assert_eq!(logged, run.secrets[secret.label]);
            found += 1;
        }
        assert_eq!(found, trace.keylog.len());
    }
}
