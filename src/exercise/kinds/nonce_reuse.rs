//! AES-128-GCM under one nonce twice: the second message is read, and a third is sealed without the key.
//!
//! Settings: `opening`, what each message begins with; behind it stands a word, and both together are one block. With one block and no
//! associated data the two tags differ by (c1 + c2) · H², so that a division is the whole attack. The oracle is the receiver: it opens
//! ciphertext and tag under that nonce.

use crate::demo::aead::reuse::{Seen, equation, forge};
use crate::demo::chance::Chance;
use crate::demo::glass::ghash::Element;
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::show::xor;
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::kind::{Aim, Desk, Kind, Oracle, Unfit};
use crate::exercise::kinds::lines::{self, word};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "nonce_reuse",
    draw,
    solve,
    oracle: Some(Oracle { reply, enough }),
};

const BLOCK: usize = 16;
static SYLLABLES: usize = 4;
/// The arithmetic, for the student.
static GHASH: &str = include_str!("ghash.py");

/// What the receiver knows: the key, the nonce, both messages, and the one that is to be forged.
struct Receiver {
    key: [u8; BLOCK],
    nonce: [u8; 12],
    texts: [[u8; BLOCK]; 2],
    wanted: [u8; BLOCK],
}

impl Receiver {
    fn read(secret: &[u8]) -> Option<Self> {
        let (key, rest) = secret.split_first_chunk()?;
        let (nonce, rest) = rest.split_first_chunk()?;
        let (first, rest) = rest.split_first_chunk()?;
        let (second, rest) = rest.split_first_chunk()?;
        Some(Self {
            key: *key,
            nonce: *nonce,
            texts: [*first, *second],
            wanted: rest.try_into().ok()?,
        })
    }

    fn bytes(&self) -> Vec<u8> {
        let [first, second] = &self.texts;
        [&self.key[..], &self.nonce, first, second, &self.wanted].concat()
    }

    fn seal(&self, text: &[u8]) -> Option<Seen> {
        let sealed = AES_128_GCM.seal(&self.key, &self.nonce, &[], text).ok()?;
        Some(seen(&self.nonce, sealed))
    }

    fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        AES_128_GCM.open(&self.key, &self.nonce, &[], sealed).ok()?
    }
}

fn seen(nonce: &[u8], sealed: Vec<u8>) -> Seen {
    Seen {
        nonce: nonce.to_vec(),
        aad: Vec::new(),
        sealed,
    }
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let opening = exercise.setting("opening")?;
    let words = [(); 3].map(|()| word(chance, SYLLABLES));
    let block = |word: &String| -> Result<[u8; BLOCK], Unfit> {
        let text = format!("{opening}{word}").into_bytes();
        text.try_into()
            .map_err(|_| Unfit::new("settings: `opening` and a word are no block of 16 bytes"))
    };
    let [first, second, third] = words.each_ref().map(block);
    let receiver = Receiver {
        key: chance.bytes(),
        nonce: chance.bytes(),
        texts: [first?, second?],
        wanted: third?,
    };
    let [m1, m2] = &receiver.texts;
    let unsealed = || Unfit::new("AES-GCM did not seal");
    let one = receiver.seal(m1).ok_or_else(unsealed)?;
    let two = receiver.seal(m2).ok_or_else(unsealed)?;
    let mut variant = Variant::default();
    variant.file("nonce.hex", lines::written(&receiver.nonce));
    variant.file("one.hex", lines::written(&one.sealed));
    variant.file("two.hex", lines::written(&two.sealed));
    variant.file("one.txt", *m1);
    variant.file("ghash.py", GHASH);
    let [w1, w2, _] = &words;
    variant.answer("word", w2);
    variant.answer("word", format!("{opening}{w2}"));
    variant.slip("word", "known", w1);
    variant.slip("word", "known", format!("{opening}{w1}"));
    let sum = xor(&one.sealed, &two.sealed);
    variant.slip(
        "word",
        "xored",
        hex::encode(xor(one.parts().0, two.parts().0)),
    );
    variant.slip("word", "xored", hex::encode(sum));
    variant.slip("word", "keystream", hex::encode(xor(&one.sealed, m1)));
    variant.slip("word", "hex", hex::encode(m2));
    variant.slip("word", "hex", hex::encode(w2));
    variant.say(
        "wanted",
        String::from_utf8_lossy(&receiver.wanted).into_owned(),
    );
    variant.say("opening", opening.to_owned());
    variant.difficulty.insert("blocks", 1);
    variant
        .difficulty
        .insert("unknown_letters", w2.len() as u64);
    variant.secret = receiver.bytes();
    Ok(variant)
}

fn reply(secret: &[u8], question: &[u8]) -> String {
    let Some(receiver) = Receiver::read(secret) else {
        return "refused: the receiver has no key".to_owned();
    };
    let n = question.len();
    if n <= BLOCK {
        return format!("refused: {n} bytes are too few for a ciphertext and a tag of 16 bytes");
    }
    match receiver.open(question) {
        Some(text) => format!(
            "accepted: {}",
            String::from_utf8_lossy(&text).escape_debug()
        ),
        None => "refused: the tag is wrong".to_owned(),
    }
}

fn enough(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str> {
    let receiver = Receiver::read(secret).ok_or("refused")?;
    let sent = asked.iter().map(|exchange| exchange.question.as_slice());
    let sent: Vec<&[u8]> = sent.collect();
    let hit = |sealed: &&[u8]| {
        receiver
            .open(sealed)
            .is_some_and(|text| text == receiver.wanted)
    };
    match sent.iter().any(hit) {
        true => Ok(()),
        false => Err(sent
            .last()
            .map_or("refused", |last| mistake(&receiver, last))),
    }
}

/// What mistake the last message sent to the receiver shows.
fn mistake(receiver: &Receiver, sealed: &[u8]) -> &'static str {
    if sealed.starts_with(&receiver.wanted) {
        return "in_clear";
    }
    let [m1, m2] = &receiver.texts;
    let (Some(one), Some(two)) = (receiver.seal(m1), receiver.seal(m2)) else {
        return "refused";
    };
    let made = FORGERIES.iter().find(|name| {
        let forged = forged(name, &one, &two, m1, &receiver.wanted);
        forged.is_some_and(|forged| forged == sealed)
    });
    if let Some(name) = made {
        return name;
    }
    if sealed == one.sealed || sealed == two.sealed {
        return "replayed";
    }
    match receiver.open(sealed) {
        Some(_) => "other_text",
        None => "refused",
    }
}

/// Wrong ways to make ciphertext and tag.
static FORGERIES: [&str; 4] = ["no_tag", "old_tag", "xored_tag", "not_squared"];

/// What comes out of the wrong way called `name`.
fn forged(name: &str, one: &Seen, two: &Seen, known: &[u8], wanted: &[u8]) -> Option<Vec<u8>> {
    let ((c1, t1), (c2, t2)) = (one.parts(), two.parts());
    let text = xor(&xor(c1, known), wanted);
    let [c1, t1, c2, t2] = [c1, t1, c2, t2].map(Element::read);
    let squared = || Some(t1.plus(t2).times(c1.plus(c2).inverse()?));
    let moved = c1.plus(Element::read(&text));
    let tag = match name {
        "no_tag" => return Some(text),
        "in_clear" => {
            let moved = c1.plus(Element::read(wanted));
            let tag = t1.plus(moved.times(squared()?));
            return Some([wanted, &tag.bytes()].concat());
        }
        "old_tag" => t1,
        "xored_tag" => t1.plus(moved),
        "not_squared" => {
            let root = (0..127).fold(squared()?, |root, _| root.square());
            t1.plus(moved.times(root))
        }
        _ => return None,
    };
    Some([&text[..], &tag.bytes()].concat())
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let nonce = lines::read(desk, "nonce.hex")?;
    let [one, two] = ["one.hex", "two.hex"].map(|name| lines::read(desk, name));
    let (one, two) = (seen(&nonce, one?), seen(&nonce, two?));
    let known = desk.file("one.txt")?.to_vec();
    let wanted = desk.word("wanted")?.as_bytes().to_vec();
    let opening = desk.word("opening")?.to_owned();
    let read = xor(&xor(one.parts().0, two.parts().0), &known);
    let read = String::from_utf8(read).map_err(Unfit::new)?;
    let word = read.strip_prefix(&opening).unwrap_or(&read).to_owned();
    let sent = match aim {
        Aim::Right => {
            let roots = equation(&one, &two).roots();
            let all = roots
                .iter()
                .map(|h| forge(*h, &one, &known, &wanted).sealed);
            all.collect()
        }
        Aim::Slip {
            key: "replayed", ..
        } => vec![two.sealed],
        Aim::Slip { key: "refused", .. } => vec![vec![0; 32]],
        Aim::Slip {
            key: "other_text", ..
        } => {
            let other = [&opening[..], "anotherword.."].concat();
            let roots = equation(&one, &two).roots();
            let all = roots
                .iter()
                .map(|h| forge(*h, &one, &known, other.as_bytes()).sealed);
            all.collect()
        }
        Aim::Slip { key, .. } => {
            let made = forged(key, &one, &two, &known, &wanted);
            vec![made.ok_or_else(|| Unfit::new(format!("no such mistake: {key}")))?]
        }
    };
    for sealed in sent {
        (desk.ask)(&sealed);
    }
    let mut handed = Handed::default();
    handed.answers.insert("word".to_owned(), word);
    Ok(handed)
}
