//! The Finished messages of TLS 1.3: those of one connection to be computed, and of three others the one that does not fit.
//!
//! Settings: `short` and `long`, suites with a shorter and a longer hash: one of the three others has the long one, and fits. Files
//! `own.txt`, which ends before the server's Finished, and `a.txt`, `b.txt`, `c.txt` with it. In each stand lines `name=value`, then
//! the messages, a line each: the name, a blank, and the message in hexadecimal.

use crate::demo::chance::Chance;
use crate::demo::primitive::mac;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::exercise::captured;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::keys::cipher::Cipher;
use crate::keys::hash::{Hash, hkdf_label};
use crate::keys::tls13;
use crate::lab::knobs::Knobs;
use crate::lab::offer::Suite;
use crate::lab::scenarios::good::FULL;

/// The kind.
pub static KIND: Kind = Kind {
    name: "finished",
    draw,
    solve,
    oracle: None,
};

static LETTERS: [&str; 3] = ["a", "b", "c"];

/// One connection up to the server's Finished.
struct Transcript {
    suite: &'static str,
    hash: Hash,
    /// The handshake traffic secrets, the client's first.
    secrets: [Vec<u8>; 2],
    messages: Vec<Vec<u8>>,
}

impl Transcript {
    fn draw(exercise: &Exercise, setting: &str, chance: &mut Chance) -> Result<Self, Unfit> {
        let suites = exercise.setting_list(setting)?;
        let suite = chance.pick(&suites).and_then(|name| Suite::named(name));
        let suite = suite.ok_or_else(|| Unfit::new("settings: no such suite"))?;
        let cipher = Cipher::of(suite.code).filter(|cipher| cipher.tls13);
        let cipher = cipher.ok_or_else(|| Unfit::new("settings: a suite of TLS 1.3 is needed"))?;
        let knobs = Knobs {
            suite: Some(suite),
            ..Knobs::default()
        };
        let evidence = captured::run(&FULL, knobs, chance)?;
        let secret = |label| captured::secret(&evidence.key_log, label);
        Ok(Self {
            suite: suite.name,
            hash: cipher.hash,
            secrets: [
                secret("CLIENT_HANDSHAKE_TRAFFIC_SECRET")?,
                secret("SERVER_HANDSHAKE_TRAFFIC_SECRET")?,
            ],
            messages: captured::messages(&evidence, cipher)?,
        })
    }

    /// As a student gets it.
    fn written(&self) -> String {
        let [client, server] = self.secrets.each_ref().map(hex::encode);
        let mut text = format!(
            "suite={}\nclient_handshake_traffic_secret={client}\nserver_handshake_traffic_secret={server}\n",
            self.suite
        );
        for message in &self.messages {
            let kind = HandshakeType(message.first().copied().unwrap_or_default());
            text.push_str(&format!("{kind} {}\n", hex::encode(message)));
        }
        text
    }
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let mut own = Transcript::draw(exercise, "short", chance)?;
    let finished = own.messages.pop().unwrap_or_default();
    let mut variant = Variant::default();
    variant.file("own.txt", own.written());
    own_answers(&mut variant, &own, &finished);

    let mut three = Vec::new();
    for setting in ["short", "short", "long"] {
        three.push(Transcript::draw(exercise, setting, chance)?);
    }
    let changed = three.first_mut().map(|first| change(first, chance));
    changed.ok_or_else(|| Unfit::new("nothing to change"))??;
    let mut letters = LETTERS;
    chance.shuffle(&mut letters);
    for (transcript, letter) in three.iter().zip(letters) {
        variant.file(&format!("{letter}.txt"), transcript.written());
    }
    let [tampered, fits, long] = letters;
    variant.answer("tampered", tampered);
    variant.slip("tampered", "fits", fits);
    variant.slip("tampered", "hash", long);
    variant.difficulty.insert("transcripts", three.len() as u64);
    variant
        .difficulty
        .insert("messages", own.messages.len() as u64);
    Ok(variant)
}

/// Changes one bit of a message before the Finished where no eye sees it: of a random, or of a signature.
fn change(transcript: &mut Transcript, chance: &mut Chance) -> Result<(), Unfit> {
    let last = transcript.messages.len().saturating_sub(2);
    // A hello has its random after type, length and version; a CertificateVerify its signature at the end.
    let (message, from_start) = [(0, true), (1, true), (last, false)]
        .get(chance.place(3))
        .copied()
        .unwrap_or_default();
    let place = chance.place(32);
    let message = transcript.messages.get_mut(message);
    let byte = message.and_then(|message| {
        let at = match from_start {
            true => 6 + place,
            false => message.len().checked_sub(1 + place)?,
        };
        message.get_mut(at)
    });
    let byte = byte.ok_or_else(|| Unfit::new("a message is too short to be changed"))?;
    *byte ^= 1 << chance.place(8);
    Ok(())
}

/// What the Finished of both sides are, and what the usual mistakes make of them.
fn own_answers(variant: &mut Variant, own: &Transcript, finished: &[u8]) {
    let (hash, n) = (own.hash, own.hash.length());
    let [client, server] = &own.secrets;
    let all = own.messages.concat();
    let with = [all.as_slice(), finished].concat();
    let without_last = own.messages.split_last().map(|(_, rest)| rest.concat());
    let verify_data = finished.get(4..).unwrap_or_default();
    let mac =
        |secret: &[u8], messages: &[u8]| tls13::finished_mac(hash, secret, &hash.digest(messages));
    let mut add = |question: &str, key: &str, bytes: &[u8]| {
        variant.slip(question, key, hex::encode(bytes));
    };
    add(
        "server",
        "short",
        &mac(server, &without_last.unwrap_or_default()),
    );
    add("client", "short", &mac(client, &all));
    add(
        "client",
        "bare",
        &mac(client, &[&all, verify_data].concat()),
    );
    add("server", "side", &mac(client, &all));
    add("client", "side", &mac(server, &with));
    for (question, secret, messages) in [("server", server, &all), ("client", client, &with)] {
        let key = hash.expand_label(secret, "finished", b"", n);
        let covered = hash.digest(messages);
        add(question, "unhashed", &hash.hmac(&key, messages));
        add(question, "secret", &hash.hmac(secret, &covered));
        let own_name = hash.expand_label(secret, &format!("{question} finished"), b"", n);
        add(question, "label", &hash.hmac(&own_name, &covered));
        let context = hash.expand_label(secret, "finished", &hash.digest(b""), n);
        add(question, "context", &hash.hmac(&context, &covered));
    }
    variant.answer("server", hex::encode(verify_data));
    variant.answer("client", hex::encode(mac(client, &with)));
}

/// A transcript read from what a student has.
struct Read {
    mac: &'static mac::Mac,
    hash: Hash,
    secrets: [Vec<u8>; 2],
    messages: Vec<(String, Vec<u8>)>,
}

impl Read {
    fn of(file: &[u8]) -> Result<Self, Unfit> {
        let text = std::str::from_utf8(file).map_err(Unfit::new)?;
        let value = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let secret = |name: &str| hex::decode(value(name).unwrap_or_default()).map_err(Unfit::new);
        let (name, hash) = match value("suite") {
            Some(suite) if suite.ends_with("SHA384") => ("hmac-sha384", Hash::Sha384),
            _ => ("hmac-sha256", Hash::Sha256),
        };
        let messages = text.lines().filter_map(|line| line.split_once(' '));
        Ok(Self {
            mac: mac::named(name).ok_or_else(|| Unfit::new("no such MAC"))?,
            hash,
            secrets: [
                secret("client_handshake_traffic_secret")?,
                secret("server_handshake_traffic_secret")?,
            ],
            messages: messages
                .map(|(name, message)| {
                    Ok((name.to_owned(), hex::decode(message).map_err(Unfit::new)?))
                })
                .collect::<Result<_, Unfit>>()?,
        })
    }

    fn covered(&self) -> Vec<u8> {
        let before = self.messages.iter().filter(|(name, _)| name != "finished");
        before.flat_map(|(_, message)| message.clone()).collect()
    }

    /// One block of HKDF-Expand is as long as the hash: one HMAC over the label and a 1.
    fn verify_data(&self, secret: &[u8], messages: &[u8]) -> Result<Vec<u8>, Unfit> {
        let covered = self.hash.digest(messages);
        let info = hkdf_label("finished", b"", covered.len());
        let key = self
            .mac
            .tag(secret, &[&info, &[1][..]].concat())
            .map_err(Unfit::new)?;
        self.mac.tag(&key, &covered).map_err(Unfit::new)
    }
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let own = Read::of(desk.file("own.txt")?)?;
    let [client, server] = &own.secrets;
    let covered = own.covered();
    let first = own.verify_data(server, &covered)?;
    let length = u8::try_from(first.len()).map_err(Unfit::new)?;
    let with = [&covered, &[20, 0, 0, length][..], &first].concat();
    let mut handed = Handed::default();
    handed
        .answers
        .insert("server".to_owned(), hex::encode(first));
    let second = own.verify_data(client, &with)?;
    handed
        .answers
        .insert("client".to_owned(), hex::encode(second));
    for letter in LETTERS {
        let read = Read::of(desk.file(&format!("{letter}.txt"))?)?;
        let [_, server] = &read.secrets;
        let fits = read.verify_data(server, &read.covered())?;
        let finished = read
            .messages
            .last()
            .and_then(|(_, message)| message.get(4..));
        if finished != Some(&fits) {
            handed
                .answers
                .insert("tampered".to_owned(), letter.to_owned());
        }
    }
    Ok(handed)
}
