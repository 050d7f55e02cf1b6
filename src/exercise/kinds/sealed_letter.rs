//! A letter sealed with HPKE (X25519, HKDF-SHA256, AES-128-GCM): one is opened, and one is made for somebody whose key nobody else has.
//!
//! Settings: `info`, what the keys are for. The oracle is the correspondent: it opens enc and ciphertext with its own private key.

use crate::demo::chance::Chance;
use crate::demo::glass::hpke::{Mode, Pair, decapsulate, derive, encapsulate, nonce, schedule};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::dh;
use crate::demo::primitive::seal::{self, Suite};
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::kind::{Aim, Desk, Kind, Oracle, Unfit};
use crate::exercise::kinds::lines::{self, word};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "sealed_letter",
    draw,
    solve,
    oracle: Some(Oracle { reply, enough }),
};

static SUITE: &str = "hpke-x25519-aes-128-gcm";
static SYLLABLES: usize = 3;

/// What the correspondent knows, and what it needs to tell one mistake from another.
struct Correspondent {
    private: Vec<u8>,
    /// The student's private key: whoever seals for the wrong key, seals for that one.
    student: Vec<u8>,
    info: String,
    /// What stood outside the first letter.
    received: String,
    /// What is to stand outside the answer.
    answer: String,
    phrase: String,
}

impl Correspondent {
    fn read(secret: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(secret).ok()?;
        let parts: Vec<&str> = text.split('\n').collect();
        let [private, student, info, received, answer, phrase] = parts[..] else {
            return None;
        };
        Some(Self {
            private: hex::decode(private).ok()?,
            student: hex::decode(student).ok()?,
            info: info.to_owned(),
            received: received.to_owned(),
            answer: answer.to_owned(),
            phrase: phrase.to_owned(),
        })
    }

    fn bytes(&self) -> Vec<u8> {
        let [private, student] = [&self.private, &self.student].map(hex::encode);
        let (info, received, answer) = (&self.info, &self.received, &self.answer);
        let phrase = &self.phrase;
        [&private, &student, info, received, answer, phrase]
            .map(String::as_str)
            .join("\n")
            .into_bytes()
    }

    fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        opened(&self.private, &self.info, &self.answer, sealed)
    }

    /// What mistake a letter shows that is not as it should be.
    fn mistake(&self, sealed: &[u8]) -> &'static str {
        if self.open(sealed).is_some() {
            return "phrase";
        }
        let opens =
            |private: &[u8], info: &str, aad: &str| opened(private, info, aad, sealed).is_some();
        let own = [&self.answer[..], &self.received, ""];
        let infos = [&self.info[..], ""];
        let for_student = own
            .iter()
            .any(|aad| infos.iter().any(|info| opens(&self.student, info, aad)));
        let (info, answer) = (&self.info[..], &self.answer[..]);
        let enc = sealed.len().saturating_sub(32);
        let turned = sealed
            .split_at_checked(enc)
            .map(|(text, enc)| [enc, text].concat());
        let turned = turned.and_then(|turned| self.open(&turned));
        if for_student {
            "own_key"
        } else if turned.is_some() {
            "turned"
        } else if opens(&self.private, info, &self.received) {
            "old_aad"
        } else if opens(&self.private, info, "") {
            "no_aad"
        } else if opens(&self.private, "", answer) || opens(&self.private, "", "") {
            "no_info"
        } else if opens(&self.private, answer, info) {
            "exchanged"
        } else {
            "refused"
        }
    }
}

fn suite() -> Option<&'static Suite> {
    seal::named(SUITE)
}

fn opened(private: &[u8], info: &str, aad: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let opened = suite()?.open(private, info.as_bytes(), aad.as_bytes(), sealed);
    opened.ok()?
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let info = exercise.setting("info")?;
    let [mine, theirs] = [(); 2].map(|()| derive(&chance.bytes()));
    let number = 100 + chance.below(900);
    let [secret, phrase, from] = [(); 3].map(|()| word(chance, SYLLABLES));
    let correspondent = Correspondent {
        private: theirs.private.to_vec(),
        student: mine.private.to_vec(),
        info: info.to_owned(),
        received: format!("letter {number} from {from}"),
        answer: format!("answer to letter {number}"),
        phrase,
    };
    let text = format!("this is {from}. the word is {secret}");
    let letter = suite().and_then(|suite| {
        let (info, aad) = (info.as_bytes(), correspondent.received.as_bytes());
        let sealed = suite.seal_from(&mine.public, info, aad, text.as_bytes(), chance.bytes());
        sealed.ok()
    });
    let letter = letter.ok_or_else(|| Unfit::new("HPKE did not seal"))?;
    let mut variant = Variant::default();
    variant.file("mine.key", lines::written(&mine.private));
    variant.file("mine.pub", lines::written(&mine.public));
    variant.file("theirs.pub", lines::written(&theirs.public));
    variant.file("enc.hex", lines::written(&letter.encapsulated));
    variant.file("ciphertext.hex", lines::written(&letter.ciphertext));
    variant.say("info", info.to_owned());
    variant.say("received", correspondent.received.clone());
    variant.say("answer", correspondent.answer.clone());
    variant.say("phrase", correspondent.phrase.clone());

    variant.answer("word", &secret);
    variant.answer("word", &text);
    variant.slip("word", "hex", hex::encode(&text));
    variant.slip("word", "hex", hex::encode(&secret));
    variant.slip("word", "from", &from);
    let agreed = |peer: &[u8]| -> Result<String, Unfit> {
        let dh = dh::named("x25519").ok_or_else(|| Unfit::new("there is no x25519"))?;
        let agreed = dh.agree(&mine.private, peer);
        agreed
            .map(hex::encode)
            .map_err(|wrong| Unfit::new(wrong.what().en))
    };
    variant.answer("dh", agreed(&letter.encapsulated)?);
    variant.slip("dh", "correspondent", agreed(&theirs.public)?);
    variant.slip("dh", "own_public", hex::encode(mine.public));
    variant.slip("dh", "enc", hex::encode(&letter.encapsulated));
    variant.slip("dh", "with_own", agreed(&mine.public)?);
    variant.answer("sender", "anybody");
    variant.slip("sender", "owner", "owner");
    variant.slip("sender", "shared", "shared");
    variant.difficulty.insert("letters", secret.len() as u64);
    variant.difficulty.insert("letter_bytes", text.len() as u64);
    variant.secret = correspondent.bytes();
    Ok(variant)
}

fn reply(secret: &[u8], question: &[u8]) -> String {
    let Some(correspondent) = Correspondent::read(secret) else {
        return "refused: the correspondent has no key".to_owned();
    };
    match correspondent.open(question) {
        Some(text) => format!("opened: {}", String::from_utf8_lossy(&text).escape_debug()),
        None => "refused: it does not open".to_owned(),
    }
}

fn enough(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str> {
    let correspondent = Correspondent::read(secret).ok_or("refused")?;
    let sent = asked.iter().map(|exchange| exchange.question.as_slice());
    let sent: Vec<&[u8]> = sent.collect();
    let hit = |sealed: &&[u8]| {
        let text = correspondent.open(sealed);
        text.is_some_and(|text| String::from_utf8_lossy(&text).contains(&correspondent.phrase))
    };
    match sent.iter().any(hit) {
        true => Ok(()),
        false => Err(sent
            .last()
            .map_or("refused", |last| correspondent.mistake(last))),
    }
}

/// A key pair from its files.
fn pair(desk: &Desk<'_>) -> Result<Pair, Unfit> {
    Ok(Pair {
        private: key(desk, "mine.key")?,
        public: key(desk, "mine.pub")?,
    })
}

fn key(desk: &Desk<'_>, name: &str) -> Result<[u8; 32], Unfit> {
    let bytes = lines::read(desk, name)?.try_into();
    bytes.map_err(|_| Unfit::new(format!("{name} has not 32 bytes")))
}

/// A letter out of the parts of HPKE, as RFC 9180 puts them together: enc, then the ciphertext.
fn sealed(recipient: &[u8; 32], info: &str, aad: &str, text: &str) -> Option<[Vec<u8>; 2]> {
    // In a letter that hides anything this start is random.
    let ephemeral = derive(&[0x19; 32]);
    let shared = encapsulate(&ephemeral, recipient, None);
    let keys = schedule(Mode::Base, &shared.secret, info.as_bytes());
    let nonce = nonce(&keys, 0);
    let ciphertext = AES_128_GCM.seal(&keys.key, &nonce, aad.as_bytes(), text.as_bytes());
    Some([ephemeral.public.to_vec(), ciphertext.ok()?])
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let mine = pair(desk)?;
    let (enc, theirs) = (key(desk, "enc.hex")?, key(desk, "theirs.pub")?);
    let [info, received, answer, phrase] =
        ["info", "received", "answer", "phrase"].map(|name| desk.word(name));
    let (info, received, answer, phrase) = (info?, received?, answer?, phrase?);
    let shared = decapsulate(&enc, &mine, None);
    let keys = schedule(Mode::Base, &shared.secret, info.as_bytes());
    let ciphertext = lines::read(desk, "ciphertext.hex")?;
    let text = AES_128_GCM.open(
        &keys.key,
        &nonce(&keys, 0),
        received.as_bytes(),
        &ciphertext,
    );
    let text = text
        .ok()
        .flatten()
        .ok_or_else(|| Unfit::new("the letter does not open"))?;
    let text = String::from_utf8(text).map_err(Unfit::new)?;
    let mut handed = Handed::default();
    let mut said = |question: &str, answer: String| {
        handed.answers.insert(question.to_owned(), answer);
    };
    said(
        "word",
        text.rsplit(' ').next().unwrap_or_default().to_owned(),
    );
    said("dh", hex::encode(&shared.dh));
    said("sender", "anybody".to_owned());
    let made = match aim {
        Aim::Right | Aim::Slip { key: "turned", .. } => sealed(&theirs, info, answer, phrase),
        Aim::Slip { key: "own_key", .. } => sealed(&mine.public, info, answer, phrase),
        Aim::Slip { key: "old_aad", .. } => sealed(&theirs, info, received, phrase),
        Aim::Slip { key: "no_aad", .. } => sealed(&theirs, info, "", phrase),
        Aim::Slip { key: "no_info", .. } => sealed(&theirs, "", answer, phrase),
        Aim::Slip {
            key: "exchanged", ..
        } => sealed(&theirs, answer, info, phrase),
        Aim::Slip { key: "phrase", .. } => sealed(&theirs, info, answer, "hello"),
        Aim::Slip { key: "refused", .. } => Some([vec![9; 32], vec![0; 16]]),
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    };
    let [enc, ciphertext] = made.ok_or_else(|| Unfit::new("the letter was not sealed"))?;
    let question = match aim {
        Aim::Slip { key: "turned", .. } => [ciphertext, enc],
        Aim::Right | Aim::Slip { .. } => [enc, ciphertext],
    };
    (desk.ask)(&question.concat());
    Ok(handed)
}
