//! The first secrets of a TLS 1.3 connection, computed one from the other, from its hellos and the output of its key exchange.
//!
//! Settings: `suites`, one of which is drawn. Files `hellos.hex`, the records of ClientHello and ServerHello as they stood on the wire,
//! a line each, and `inputs.txt`, the suite and the shared secret. The answers are called as RFC 8446 §7 calls the secrets.

use crate::base::side::Side;
use crate::demo::chance::Chance;
use crate::demo::primitive::hash;
use crate::demo::primitive::kdf::{hkdf_expand, hkdf_extract};
use crate::exercise::captured;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::keys::cipher::Cipher;
use crate::keys::hash::{Hash, hkdf_label};
use crate::keys::secret::{CLIENT_HANDSHAKE_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC};
use crate::keys::tls13;
use crate::lab::knobs::Knobs;
use crate::lab::offer::Suite;
use crate::lab::scenarios::good::FULL;

/// The kind.
pub static KIND: Kind = Kind {
    name: "schedule",
    draw,
    solve,
    oracle: None,
};

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let suites = exercise.setting_list("suites")?;
    let suite = chance.pick(&suites).and_then(|name| Suite::named(name));
    let suite = suite.ok_or_else(|| Unfit::new("settings: no such suite"))?;
    let cipher = Cipher::of(suite.code).filter(|cipher| cipher.tls13);
    let cipher = cipher.ok_or_else(|| Unfit::new("settings: a suite of TLS 1.3 is needed"))?;
    let knobs = Knobs {
        suite: Some(suite),
        ..Knobs::default()
    };
    let evidence = captured::run(&FULL, knobs, chance)?;
    let mut exchanges = evidence.exchanges.iter();
    let exchange = exchanges.find(|exchange| exchange.side == Side::Client);
    let shared = exchange.map(|exchange| exchange.secret.clone());
    let shared = shared.ok_or_else(|| Unfit::new("no key exchange was recorded"))?;
    let connections = captured::connections(&evidence.packets);
    let both = connections.first();
    let both = both.ok_or_else(|| Unfit::new("there is no connection"))?;
    let first = |bytes| {
        captured::records(bytes)
            .first()
            .map(|record| record.to_vec())
    };
    let hellos = [first(both.client.bytes()), first(both.server.bytes())];
    let [Some(client), Some(server)] = hellos else {
        return Err(Unfit::new("a hello is missing"));
    };

    let mut variant = Variant::default();
    let line = |bytes: &[u8]| hex::encode(bytes) + "\n";
    variant.file("hellos.hex", line(&client) + &line(&server));
    let inputs = format!(
        "suite={}\nshared_secret={}\n",
        suite.name,
        hex::encode(&shared)
    );
    variant.file("inputs.txt", inputs);
    let sums = Sums {
        cipher,
        shared: &shared,
        records: [&client, &server],
    };
    sums.fill(&mut variant);
    variant
        .difficulty
        .insert("steps", exercise.questions.len() as u64);
    variant
        .difficulty
        .insert("key_bytes", cipher.key_length() as u64);
    Ok(variant)
}

/// What the secrets are computed from.
struct Sums<'s> {
    cipher: &'static Cipher,
    shared: &'s [u8],
    /// The hellos with their record headers.
    records: [&'s [u8]; 2],
}

impl Sums<'_> {
    /// The secrets, and what the usual mistakes make of each.
    fn fill(&self, variant: &mut Variant) {
        let hash = self.cipher.hash;
        let (zeros, empty, n) = (hash.zeros(), hash.digest(b""), hash.length());
        let [client, server] = self.records;
        let messages = |from: usize| {
            let part = |record: &[u8]| record.get(from..).unwrap_or_default().to_vec();
            hash.digest(&[part(client), part(server)].concat())
        };
        let (covered, with_headers) = (messages(5), messages(0));

        let early = tls13::early_secret(hash, None).output;
        set(variant, "early", &early);
        wrong(variant, "early", "nothing", &hash.hkdf_extract(&zeros, b""));
        let other = match hash {
            Hash::Sha384 => Hash::Sha256,
            Hash::Sha256 | Hash::Sha1 | Hash::Md5 => Hash::Sha384,
        };
        let of_other = tls13::early_secret(other, None).output;
        wrong(variant, "early", "hash", &of_other);
        wrong(
            variant,
            "early",
            "shared",
            &hash.hkdf_extract(&zeros, self.shared),
        );

        let [derived, handshake] = tls13::handshake_secret(hash, &early, self.shared);
        let (derived, handshake) = (derived.output, handshake.output);
        set(variant, "derived", &derived);
        wrong(
            variant,
            "derived",
            "label",
            &bare(hash, &early, "derived", &empty, n),
        );
        wrong(
            variant,
            "derived",
            "context",
            &hash.expand_label(&early, "derived", b"", n),
        );
        wrong(
            variant,
            "derived",
            "hellos",
            &hash.expand_label(&early, "derived", &covered, n),
        );

        set(variant, "handshake", &handshake);
        wrong(
            variant,
            "handshake",
            "swapped",
            &hash.hkdf_extract(self.shared, &derived),
        );
        wrong(
            variant,
            "handshake",
            "early",
            &hash.hkdf_extract(&early, self.shared),
        );

        for (key, other, secret) in [
            ("client", "server", &CLIENT_HANDSHAKE_TRAFFIC),
            ("server", "client", &SERVER_HANDSHAKE_TRAFFIC),
        ] {
            let label = secret.label;
            let from = |parent: &[u8], context: &[u8]| hash.expand_label(parent, label, context, n);
            let traffic = tls13::secret(hash, secret, &handshake, &covered).output;
            set(variant, key, &traffic);
            wrong(
                variant,
                key,
                "label",
                &bare(hash, &handshake, label, &covered, n),
            );
            wrong(variant, key, "headers", &from(&handshake, &with_headers));
            wrong(variant, key, "context", &from(&handshake, &empty));
            wrong(variant, key, "derived", &from(&derived, &covered));
            let its = match other {
                "server" => &SERVER_HANDSHAKE_TRAFFIC,
                _ => &CLIENT_HANDSHAKE_TRAFFIC,
            };
            let theirs = tls13::secret(hash, its, &handshake, &covered).output;
            wrong(variant, key, "side", &theirs);
            self.keys(variant, key, &traffic, &theirs, &handshake);
        }
    }

    fn keys(&self, variant: &mut Variant, side: &str, secret: &[u8], theirs: &[u8], before: &[u8]) {
        let hash = self.cipher.hash;
        let (key, iv) = tls13::quiet_keys(self.cipher, secret);
        let lengths = [(key, "key", [16, 32]), (iv, "iv", [16, 8])];
        for (right, label, others) in lengths {
            let n = right.len();
            let question = format!("{side}_{label}");
            set(variant, &question, &right);
            for other in others {
                wrong(
                    variant,
                    &question,
                    "length",
                    &hash.expand_label(secret, label, b"", other),
                );
            }
            let cut = secret.get(..n).unwrap_or_default();
            wrong(variant, &question, "cut", cut);
            wrong(
                variant,
                &question,
                "label",
                &bare(hash, secret, label, b"", n),
            );
            let empty = hash.digest(b"");
            wrong(
                variant,
                &question,
                "context",
                &hash.expand_label(secret, label, &empty, n),
            );
            wrong(
                variant,
                &question,
                "side",
                &hash.expand_label(theirs, label, b"", n),
            );
            wrong(
                variant,
                &question,
                "before",
                &hash.expand_label(before, label, b"", n),
            );
        }
    }
}

fn set(variant: &mut Variant, question: &str, bytes: &[u8]) {
    variant.answer(question, hex::encode(bytes));
}

fn wrong(variant: &mut Variant, question: &str, key: &str, bytes: &[u8]) {
    variant.slip(question, key, hex::encode(bytes));
}

/// HKDF-Expand-Label where "tls13 " was forgotten in front of the label.
fn bare(hash: Hash, secret: &[u8], label: &str, context: &[u8], n: usize) -> Vec<u8> {
    const FORGOTTEN: &[u8] = b"tls13 ";
    let mut info = hkdf_label(label, context, n);
    // After the length in two bytes stands that of the label in one.
    let after = 3 + FORGOTTEN.len();
    let rest = info.split_off(after.min(info.len()));
    info.truncate(3);
    if let Some(length) = info.last_mut() {
        *length = length.saturating_sub(6);
    }
    info.extend(rest);
    expand(hash, secret, &info, n).unwrap_or_default()
}

fn expand(hash: Hash, secret: &[u8], info: &[u8], n: usize) -> Result<Vec<u8>, Unfit> {
    let hash = hash::named(&hash.name().to_lowercase().replace('-', ""));
    let hash = hash.ok_or_else(|| Unfit::new("no such hash"))?;
    hkdf_expand(hash, secret, info, n).map_err(Unfit::new)
}

fn extract(hash: Hash, salt: &[u8], ikm: &[u8]) -> Result<Vec<u8>, Unfit> {
    let hash = hash::named(&hash.name().to_lowercase().replace('-', ""));
    let hash = hash.ok_or_else(|| Unfit::new("no such hash"))?;
    hkdf_extract(hash, salt, ikm).map_err(Unfit::new)
}

/// By HKDF of the demonstrations' own, with the label written out by hand.
fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let text = |name: &str| -> Result<String, Unfit> {
        String::from_utf8(desk.file(name)?.to_vec()).map_err(Unfit::new)
    };
    let inputs = text("inputs.txt")?;
    let input = |name: &str| {
        let mut lines = inputs.lines().filter_map(|line| line.split_once('='));
        lines
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    };
    let suite = input("suite").unwrap_or_default();
    let suite = Suite::named(&suite).ok_or_else(|| Unfit::new("no such suite"))?;
    let shared = hex::decode(input("shared_secret").unwrap_or_default()).map_err(Unfit::new)?;
    let (hash, key_length) = match suite.name {
        "TLS_AES_128_GCM_SHA256" => (Hash::Sha256, 16),
        "TLS_AES_256_GCM_SHA384" => (Hash::Sha384, 32),
        _ => (Hash::Sha256, 32),
    };
    let n = hash.length();
    let mut transcript = Vec::new();
    for line in text("hellos.hex")?.lines() {
        let record = hex::decode(line).map_err(Unfit::new)?;
        transcript.extend(record.get(5..).unwrap_or_default());
    }
    let labelled = |secret: &[u8], label: &str, context: &[u8], n: usize| {
        let short = |n: usize| u8::try_from(n).unwrap_or_default();
        let label = format!("tls13 {label}");
        let head = [&[0, short(n), short(label.len())], label.as_bytes()].concat();
        let info = [&head, &[short(context.len())][..], context].concat();
        expand(hash, secret, &info, n)
    };
    let mut handed = Handed::default();
    let mut hand = |name: String, bytes: &[u8]| {
        handed.answers.insert(name, hex::encode(bytes));
    };
    let early = extract(hash, &[], &vec![0; n])?;
    hand("early".to_owned(), &early);
    let derived = labelled(&early, "derived", &hash.digest(b""), n)?;
    hand("derived".to_owned(), &derived);
    let handshake = extract(hash, &derived, &shared)?;
    hand("handshake".to_owned(), &handshake);
    for (side, label) in [("client", "c hs traffic"), ("server", "s hs traffic")] {
        let traffic = labelled(&handshake, label, &hash.digest(&transcript), n)?;
        hand(side.to_owned(), &traffic);
        hand(
            format!("{side}_key"),
            &labelled(&traffic, "key", b"", key_length)?,
        );
        hand(format!("{side}_iv"), &labelled(&traffic, "iv", b"", 12)?);
    }
    Ok(handed)
}
