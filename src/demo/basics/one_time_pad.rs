//! The one-time pad: a key as long as the message, used once, is proven to hide it; used twice, it hides neither.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, signs, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "one-time-pad",
    topic: Topic::Basics,
    title: Doc::new(
        "One-time pad, and the pad used twice",
        "일회용 패드, 그리고 두 번 쓴 패드",
    ),
    line: Doc::new(
        "The only cipher proven to be unbreakable, and how it breaks at the second message.",
        "깨지지 않음이 증명된 유일한 암호, 그리고 두 번째 메시지에서 깨지는 모습.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new("the first message", "첫 메시지"),
        },
        Takes {
            input: Input::Key,
            sizes: Sizes::Between(1, 64),
            means: Doc::new(
                "the pad, at least as long as the message",
                "패드. 메시지만큼 길어야 한다",
            ),
        },
    ],
    exercise: Exercise {
        number: 2,
        title: Doc::new("Same key twice", "같은 키를 두 번"),
    },
    tell,
    attacks: &[Attack {
        name: "crib",
        wins: crib_wins,
    }],
};

/// What people write first.
static LETTERS: &[&str] = &[
    "the meeting is moved to friday at nine",
    "please bring the signed copy with you",
    "all quiet here, nothing new to report",
    "send the second half of the money now",
    "the train leaves from the other platform",
    "do not trust the man with the umbrella",
    "we will be waiting behind the old mill",
    "the results were better than we hoped",
];

/// What they answer. Answers are much alike: the attacker knows this list.
static REPLIES: &[&str] = &[
    "thank you, i will be there in good time",
    "no, that is far too early for all of us",
    "understood, burn this after you read it",
    "yes, and bring the others along with you",
    "i cannot come, my mother has fallen ill",
    "wait for my word before you do anything",
    "it was not me who told them about it all",
    "agreed, the price is what we said it was",
];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let first = asked.own.or(Input::Message, || letter(&mut scene.chance));
    let pad = match &asked.own.key {
        Some(own) if own.len() < first.len() => {
            return Err(Wrong::Size {
                input: Input::Key.flag(),
                have: own.len(),
                need: Sizes::Between(first.len(), 64),
            });
        }
        Some(own) => own.clone(),
        None => scene.chance.vec(64),
    };
    let n = first.len();
    let sealed = xor(&first, &pad);
    scene.step(
        Part::Works,
        Step::desk(Text::new("the pad", "패드"), "")
            .saying(text!(
                en: "A key of random bytes, as long as the message ({n} byte{s}), that both ends got beforehand.",
                ko: "메시지만큼 긴({n}바이트) 무작위 바이트의 키이며, 양 끝이 미리 나누어 가졌다.",
                s = plural(n),
            ))
            .because(Text::new(
                "How it gets to both ends is the whole difficulty: whoever can carry a pad in secret could have carried the message. That is why TLS makes its keys on the spot, from 32 bytes.",
                "양 끝에 어떻게 나누어 주느냐가 가장 어렵다. 패드를 몰래 나를 수 있다면 메시지도 나를 수 있었을 것이다. 그래서 TLS는 32바이트로 그 자리에서 키를 만든다.",
            ))
            .with(Value::hex(Text::new("pad", "패드"), pad.get(..n).unwrap_or(&pad), Knows::Secret)),
    );
    scene.step(Part::Works, encrypted(&first, &pad, &sealed));
    scene.step(
        Part::Works,
        every_message_fits(&mut scene.chance.clone(), &first, &sealed),
    );

    let second = reply(&mut scene.chance);
    let reused = xor(&second, &pad);
    let sum = xor(&sealed, &reused);
    let overlap = sum.len();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the same pad again", "같은 패드를 다시"), "")
            .saying(Text::new(
                "A second message goes out under the same pad.",
                "두 번째 메시지를 같은 패드로 보낸다.",
            ))
            .with(Value::hex(
                Text::new("first ciphertext", "첫 암호문"),
                &sealed,
                Knows::Wire,
            ))
            .with(Value::hex(
                Text::new("second ciphertext", "둘째 암호문"),
                &reused,
                Knows::Wire,
            )),
    );
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the pad cancels out", "패드가 지워진다"), "")
            .saying(Text::new(
                "Anyone adds the two ciphertexts: the pad meets itself and is gone, and what is left is the sum of the two messages.",
                "누구든 두 암호문을 더하면 패드끼리 만나 사라지고, 두 메시지의 합만 남는다.",
            ))
            .with(Value::hex("c1 ⊕ c2", &sum, Knows::Attacker))
            .proving(same(
                Text::new("the pad is gone", "패드가 사라졌다"),
                "pad_cancels",
                "c1 ⊕ c2 = m1 ⊕ m2",
                &sum,
                &xor(&first, &second),
                Text::new("the sum of the ciphertexts is the sum of the messages", "암호문의 합이 메시지의 합과 같다"),)),
    );
    let guess = best_guess(&sealed, &reused);
    let right = guess.first == first.get(..guess.first.len()).unwrap_or(&first);
    let (said, told) = (words(&guess.first), guess.tries);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("one message guessed, the other read", "하나를 추측하면 다른 하나가 읽힌다"), "")
            .saying(match right {
                true => text!(
                    en: "The attacker tries {told} usual answers as the second message; the most readable sum is \"{said}\", and that is the first message.",
                    ko: "공격자가 흔한 답장 {told}가지를 두 번째 메시지로 넣어 본다. 가장 글다운 합은 \"{said}\"이고, 바로 첫 메시지이다.",
                ),
                false => text!(
                    en: "The attacker tries {told} usual answers as the second message; the most English of the sums is \"{said}\". That is not the first message: the attacker's measure of a text knows English only.",
                    ko: "공격자가 흔한 답장 {told}가지를 두 번째 메시지로 넣어 본다. 가장 영어다운 합은 \"{said}\"이다. 첫 메시지는 아니다. 공격자의 글 판별 기준이 영어만 알기 때문이다.",
                ),
            })
            .because(Text::new(
                "Between 1943 and 1980 American analysts read some 3000 Soviet messages (VENONA) because a factory had printed some pads twice.",
                "1943년부터 1980년까지 미국 분석가들은 소련 전문 3000여 통을 읽었다(VENONA). 공장에서 일부 패드를 두 벌 찍었기 때문이다.",
            ))
            .with(Value::plain(Text::new("second message, guessed", "추측한 둘째 메시지"), guess.second, Knows::Attacker))
            .with(Value::plain(Text::new("first message, read", "읽어 낸 첫 메시지"), &said, Knows::Attacker)),
    );
    scene.cost(
        Part::Breaks,
        "guesses",
        Text::new("answers tried", "넣어 본 답장"),
        u64::try_from(guess.tries).unwrap_or(u64::MAX),
    );

    let fresh = scene.chance.vec(second.len());
    let unrelated = xor(&second, &fresh);
    let best = best_guess(&sealed, &unrelated);
    let nonsense = signs(&best.first);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("a pad of its own", "메시지마다 새 패드"), "")
            .saying(text!(
                en: "Under a pad of its own the second ciphertext says nothing about the first: the same guesses give \"{nonsense}\" at best.",
                ko: "새 패드를 쓰면 두 번째 암호문은 첫 암호문에 대해 아무것도 말해 주지 않는다. 같은 추측을 해도 가장 나은 것이 \"{nonsense}\"이다.",
            ))
            .because(Text::new(
                "Stream ciphers (CTR, ChaCha20) make the pad from a short key and a number used once, the nonce. The rule stays the same: one nonce, one message.",
                "스트림 암호(CTR, ChaCha20)는 짧은 키와 한 번만 쓰는 수인 논스에서 패드를 만든다. 규칙은 같다. 논스 하나에 메시지 하나.",
            ))
            .with(Value::hex(Text::new("second ciphertext", "둘째 암호문"), &unrelated, Knows::Wire)),
    );

    let turn = scene.chance.below(3);
    let (m, c) = (
        first.first().copied().unwrap_or(0),
        sealed.first().copied().unwrap_or(0),
    );
    Ok(scene.finish(
        Text::new(
            "A pad is secret only once. Two messages under one pad are a puzzle with both answers in it.",
            "패드는 한 번만 비밀이다. 패드 하나로 쓴 두 메시지는 답이 둘 다 들어 있는 수수께끼이다.",
        ),
        [
            Question::word(
                text!(
                    en: "The first byte of the message is {m:02x}, of the ciphertext {c:02x}. What is the first byte of the pad, in hexadecimal?",
                    ko: "메시지의 첫 바이트는 {m:02x}, 암호문의 첫 바이트는 {c:02x} 이다. 패드의 첫 바이트는 16진수로 무엇인가?",
                ),
                format!("{:02x}", m ^ c),
                text!(en: "{m:02x} ⊕ {c:02x}: what was added once comes off when it is added again.", ko: "{m:02x} ⊕ {c:02x}. 한 번 더한 것은 다시 더하면 사라진다."),
            ),
            Question::word(
                Text::new(
                    "How many bytes of the two messages does an eavesdropper get as a sum, when both were sent under one pad?",
                    "두 메시지를 패드 하나로 보냈을 때, 도청자는 두 메시지의 합을 몇 바이트나 얻는가?",
                ),
                overlap,
                text!(
                    en: "As many as the shorter of the two has: {overlap}. Behind its end the longer message stays hidden.",
                    ko: "짧은 쪽의 길이인 {overlap}바이트이다. 그 뒤에 남은 긴 메시지는 가려진 채로 있다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Under a pad used once, what does the ciphertext say about the message?",
                    "한 번만 쓴 패드라면 암호문은 메시지에 대해 무엇을 말해 주는가?",
                ),
                Text::new("its length, and nothing else", "길이만, 다른 것은 없다"),
                [
                    Text::new("nothing at all", "아무것도 없다"),
                    Text::new("which letters occur most often", "어떤 글자가 가장 자주 나오는지"),
                ],
                turn,
                Text::new(
                    "For every message of that length there is a pad that gives this ciphertext; the length itself is not hidden.",
                    "그 길이의 모든 메시지마다 이 암호문이 나오는 패드가 하나씩 있다. 길이 자체는 숨겨지지 않는다.",
                ),
            ),
        ],
    ))
}

fn encrypted(message: &[u8], pad: &[u8], sealed: &[u8]) -> Step {
    Step::desk(Text::new("encrypt", "암호화"), "")
        .saying(Text::new(
            "Each byte of the message is added to a byte of the pad, bit by bit, without carry (XOR).",
            "메시지의 바이트마다 패드의 바이트를 비트 단위로, 올림 없이 더한다(XOR).",
        ))
        .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Secret))
        .with(Value::hex(Text::new("message bytes", "메시지 바이트"), message, Knows::Secret))
        .with(Value::plain(
            Text::new("the first byte", "첫 바이트"),
            first_byte(message, pad, sealed),
            Knows::Secret,
        ))
        .with(Value::hex(Text::new("ciphertext", "암호문"), sealed, Knows::Wire))
        .proving(same(
            Text::new("adding the pad again decrypts", "패드를 다시 더하면 복호화된다"),
            "pad_twice_is_nothing",
            "c ⊕ pad = m ⊕ pad ⊕ pad = m",
            &xor(sealed, pad),
            message,
            Text::new("the message is back, byte for byte", "메시지가 바이트까지 그대로 돌아온다"),))
}

/// The first byte in bits: message, pad, and their sum.
fn first_byte(message: &[u8], pad: &[u8], sealed: &[u8]) -> String {
    let bits = |bytes: &[u8]| format!("{:08b}", bytes.first().copied().unwrap_or(0));
    let [m, k, c] = [message, pad, sealed].map(bits);
    format!("{m} ⊕ {k} = {c}")
}

fn every_message_fits(chance: &mut Chance, message: &[u8], sealed: &[u8]) -> Step {
    let place = chance.place(LETTERS.len());
    let turned = LETTERS.iter().cycle().skip(place).take(LETTERS.len());
    let as_long = |letter: &&str| {
        let mut other = letter.as_bytes().to_vec();
        other.resize(message.len(), b' ');
        other
    };
    let mut others = turned.map(as_long).filter(|other| other != message);
    let other = others.next().unwrap_or_default();
    let pad = xor(sealed, &other);
    Step::desk(Text::new("every message fits", "어떤 메시지도 들어맞는다"), "Shannon 1949")
        .saying(Text::new(
            "Who does not know the pad cannot tell: for every message of this length there is a pad that makes it this very ciphertext.",
            "패드를 모르면 알 수 없다. 이 길이의 모든 메시지마다 바로 이 암호문을 만드는 패드가 있다.",
        ))
        .with(Value::plain(Text::new("another message", "다른 메시지"), words(&other), Knows::Inferred))
        .with(Value::hex(Text::new("its pad", "그 패드"), &pad, Knows::Inferred))
        .proving(same(
            Text::new("it fits as well", "그것도 들어맞는다"),
            "any_message_fits",
            "other message ⊕ its pad = c",
            &xor(&other, &pad),
            sealed,
            Text::new("gives the same ciphertext", "같은 암호문이 나온다"),))
}

/// What the attacker makes of two ciphertexts.
struct Guess {
    first: Vec<u8>,
    second: &'static str,
    tries: usize,
}

/// Takes each letter for the second message and keeps the one that makes the first most readable.
fn best_guess(first: &[u8], second: &[u8]) -> Guess {
    let sum = xor(first, second);
    let candidates = REPLIES.iter().filter(|letter| letter.len() == second.len());
    let mut best: Option<(f64, Guess)> = None;
    let mut tries = 0;
    for letter in candidates {
        tries += 1;
        let read = xor(&sum, letter.as_bytes());
        let score = readable(&read);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            let guess = Guess {
                first: read,
                second: letter,
                tries: 0,
            };
            best = Some((score, guess));
        }
    }
    let none = Guess {
        first: Vec::new(),
        second: "",
        tries: 0,
    };
    Guess {
        tries,
        ..best.map_or(none, |(_, guess)| guess)
    }
}

/// How English a text is: the logarithm of how often its letters occur, on average.
fn readable(text: &[u8]) -> f64 {
    /// Letters of a thousand of English text, with a blank between words.
    const OFTEN: &[(u8, f64)] = &[
        (b' ', 190.0),
        (b'e', 102.0),
        (b't', 75.0),
        (b'a', 65.0),
        (b'o', 62.0),
        (b'n', 57.0),
        (b'i', 57.0),
        (b's', 53.0),
        (b'r', 50.0),
        (b'h', 50.0),
        (b'l', 33.0),
        (b'd', 33.0),
        (b'u', 23.0),
        (b'c', 22.0),
        (b'm', 20.0),
        (b'f', 20.0),
        (b'w', 17.0),
        (b'g', 16.0),
        (b'p', 15.0),
        (b'y', 14.0),
        (b'b', 13.0),
        (b'v', 8.0),
        (b'k', 5.0),
        (b',', 8.0),
    ];
    let weigh = |byte: &u8| {
        let found = OFTEN
            .iter()
            .find(|(letter, _)| *letter == byte.to_ascii_lowercase());
        found.map_or(0.05, |(_, often)| *often).ln()
    };
    let sum: f64 = text.iter().map(weigh).sum();
    sum / f64::from(u32::try_from(text.len().max(1)).unwrap_or(u32::MAX))
}

fn crib_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (first, second) = (letter(chance), reply(chance));
    let pad = chance.vec(64);
    let again = match instance {
        Instance::Weak => pad.clone(),
        Instance::Fixed => chance.vec(64),
    };
    let guess = best_guess(&xor(&first, &pad), &xor(&second, &again));
    !guess.first.is_empty() && first.starts_with(&guess.first)
}

fn letter(chance: &mut Chance) -> Vec<u8> {
    let letter = chance.pick(LETTERS).copied().unwrap_or_default();
    letter.as_bytes().to_vec()
}

fn reply(chance: &mut Chance) -> Vec<u8> {
    let reply = chance.pick(REPLIES).copied().unwrap_or_default();
    reply.as_bytes().to_vec()
}
