//! Tags cut short: a forgery is a matter of so many guesses.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::bits::last_flipped;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::ghash::Element;
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::cipher;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Curves, Drawing, Line, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "short-tag",
    topic: Topic::Aead,
    title: Doc::new(
        "The tag of an AEAD, and the tag cut short",
        "AEAD의 태그, 그리고 잘라 낸 태그",
    ),
    line: Doc::new(
        "A tag of one byte is guessed before your eyes; how many guesses 32, 64, 96 and 128 bits take.",
        "1바이트 태그를 눈앞에서 맞힌다. 그리고 32, 64, 96, 128비트에는 몇 번의 추측이 드는가.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[16]),
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[12]),
            means: Doc::new("the nonce", "논스"),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new("the message that is changed", "바꿀 메시지"),
        },
    ],
    exercise: Exercise {
        number: 4,
        title: Doc::new("Flip a bit", "비트 하나 뒤집기"),
    },
    tell,
    attacks: &[Attack {
        name: "guess_tag",
        wins: guess_wins,
    }],
};

/// What is sent, /// and what the attacker would rather have read: as many bytes.
static COMMANDS: &[(&str, &str)] = &[
    ("door 3: lock", "door 3: free"),
    ("pump 2: halt", "pump 2: spin"),
    ("valve 7: shut", "valve 7: open"),
    ("alarm 4: armed", "alarm 4: quiet"),
    ("crane 1: hold", "crane 1: drop"),
];

/// Messages whose one-byte tag is guessed, to see how the number of guesses is spread.
const ROUNDS: usize = 64;
/// All tags of one byte.
const BYTE: u64 = 1 << 8;
/// All tags of twelve bits.
const TWELVE: u64 = 1 << 12;

/// A receiver that compares only so many bits of the tag, and counts what it is sent.
struct Receiver {
    key: Vec<u8>,
    /// Bits of the tag that are compared; at most 128.
    bits: u32,
    asked: u64,
}

impl Receiver {
    fn new(key: &[u8], bits: u32) -> Self {
        Self {
            key: key.to_vec(),
            bits,
            asked: 0,
        }
    }

    /// Ciphertext and tag, cut: what is not compared is zero.
    fn seal(&self, nonce: &[u8], message: &[u8]) -> Result<(Vec<u8>, Tag), Wrong> {
        let mut text = AES_128_GCM.seal(&self.key, nonce, b"", message)?;
        let tag = Element::read(&text.split_off(message.len()));
        Ok((text, tag.0 & u128::MAX << (128 - self.bits)))
    }

    /// The message, if the tag is right as far as it goes.
    fn open(&mut self, nonce: &[u8], text: &[u8], tag: Tag) -> Result<Option<Vec<u8>>, Wrong> {
        self.asked += 1;
        let first = [nonce, &[0, 0, 0, 2]].concat();
        let message = cipher::ctr(&self.key, &first, text)?;
        let (_, right) = self.seal(nonce, &message)?;
        Ok((right == tag).then_some(message))
    }
}

/// A tag as a number of 128 bits; one that was cut has zeros behind.
type Tag = u128;

/// What guessing gave.
struct Guessed {
    /// The tag that was accepted, and what the receiver then read.
    accepted: Option<(Tag, Vec<u8>)>,
    guesses: u64,
}

/// Sends `text` with one tag of `bits` bits after the other, at most `most` of them, counting up from zero.
fn guess(
    receiver: &mut Receiver,
    nonce: &[u8],
    text: &[u8],
    bits: u32,
    most: u64,
) -> Result<Guessed, Wrong> {
    let before = receiver.asked;
    let mut accepted = None;
    for number in 0..most {
        let tag = u128::from(number) << (128 - bits);
        if let Some(read) = receiver.open(nonce, text, tag)? {
            accepted = Some((tag, read));
            break;
        }
    }
    Ok(Guessed {
        accepted,
        guesses: receiver.asked - before,
    })
}

/// The ciphertext of a known message, turned into that of a wanted one.
fn changed(text: &[u8], known: &[u8], wanted: &[u8]) -> Vec<u8> {
    xor(&xor(text, known), wanted)
}

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let own = &asked.own;
    let key = own.key.clone().unwrap_or_else(|| scene.chance.vec(16));
    let nonce = own.nonce.clone().unwrap_or_else(|| scene.chance.vec(12));
    let (message, wanted) = match &own.message {
        Some(own) => (own.clone(), last_flipped(own)),
        None => command(&mut scene.chance),
    };
    let whole = Receiver::new(&key, 128);
    let (text, tag) = whole.seal(&nonce, &message)?;
    let tag = tag.to_be_bytes();
    let opened = AES_128_GCM.open(&key, &nonce, b"", &[&text[..], &tag].concat())?;
    scene.step(
        Part::Works,
        Step::desk(Text::new("a tag of 16 bytes", "16바이트 태그"), "SP 800-38D §5.2.1.2")
            .saying(Text::new(
                "AES-GCM makes a tag of 128 bits. Without the key every tag is equally likely, so a forger can only guess.",
                "AES-GCM은 128비트 태그를 만든다. 키가 없으면 모든 태그가 똑같이 그럴듯하므로, 위조하려면 추측할 수밖에 없다.",
            ))
            .because(Text::new(
                "The standard allows 128, 120, 112, 104 and 96 bits, and for some uses 64 and 32. Shorter tags save bytes on radio: SRTP may cut its HMAC to 32 bits, AES-CCM-8 sends 64 (RFC 6655). TLS cipher suites with GCM always send all 128.",
                "표준은 128, 120, 112, 104, 96비트를 허용하고 일부 용도에는 64와 32비트도 허용한다. 짧은 태그는 무선에서 바이트를 아낀다. SRTP는 HMAC을 32비트로 자르기도 하고, AES-CCM-8은 64비트를 보낸다(RFC 6655). GCM을 쓰는 TLS 암호 모음은 언제나 128비트를 다 보낸다.",
            ))
            .with(Value::plain(Text::new("message", "메시지"), words(&message), Knows::Secret))
            .with(Value::hex(Text::new("key", "키"), &key, Knows::Secret))
            .with(Value::hex(Text::new("ciphertext", "암호문"), &text, Knows::Wire))
            .with(Value::hex(Text::new("tag", "태그"), &tag, Knows::Wire))
            .proving(same(
                Text::new("with its whole tag it opens", "태그 전체가 있으면 열린다"),
                "opens",
                "open(k, n, c ‖ t)",
                &opened.unwrap_or_default(),
                &message,
                Text::new("the message is back", "메시지가 돌아왔다"),
            )),
    );
    scene.step(Part::Works, chances());

    let mut cut = Receiver::new(&key, 8);
    let (text, short) = cut.seal(&nonce, &message)?;
    let other = changed(&text, &message, &wanted);
    let won = guess(&mut cut, &nonce, &other, 8, BYTE)?;
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("cut to one byte", "1바이트로 자르면"), "")
            .saying(Text::new(
                "To save fifteen bytes a device sends and compares only the first byte of the tag. The attacker, who knows the command, turns its ciphertext into that of another and has 256 tags to choose from.",
                "15바이트를 아끼려고 기기가 태그의 첫 바이트만 보내고 비교한다. 명령을 아는 공격자는 암호문을 다른 명령의 암호문으로 바꾸고, 고를 태그는 256개뿐이다.",
            ))
            .because(Text::new(
                "Changing the ciphertext is the easy half: GCM encrypts with a counter, so adding known and wanted text turns one into the other. Only the tag stands in the way.",
                "암호문을 바꾸는 것은 쉽다. GCM은 카운터로 암호화하므로 아는 글과 바라는 글을 더하면 하나가 다른 하나로 바뀐다. 막는 것은 태그뿐이다.",
            ))
            .with(Value::hex(Text::new("short tag", "짧은 태그"), &top(short), Knows::Wire))
            .with(Value::plain(Text::new("wanted", "바라는 명령"), words(&wanted), Knows::Attacker))
            .with(Value::hex(Text::new("changed ciphertext", "바꾼 암호문"), &other, Knows::Attacker)),
    );
    scene.step(Part::Breaks, hit(&won, &message, &wanted));
    let mut counts = [0_u64; 8];
    let (mut total, mut hits) = (0, 0_u64);
    for _ in 0..ROUNDS {
        let nonce = scene.chance.vec(12);
        let (text, _) = cut.seal(&nonce, &message)?;
        let other = changed(&text, &message, &wanted);
        let won = guess(&mut cut, &nonce, &other, 8, BYTE)?;
        total += won.guesses;
        hits += u64::from(won.accepted.is_some());
        let place = usize::try_from((won.guesses.max(1) - 1) / 32).unwrap_or(7);
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let mean = total / hits.max(1);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("how many guesses it takes", "몇 번 만에 맞히는가"), "")
            .saying(text!(
                en: "Repeated with {ROUNDS} messages: {hits} forged, {mean} guesses on average, never more than 256.",
                ko: "메시지 {ROUNDS}개로 되풀이한다. 위조 {hits}개, 평균 {mean}번, 256번을 넘는 일은 없다.",
            ))
            .because(Text::new(
                "Trying all 2^t tags takes 2^(t-1) guesses on average. A receiver that answers slowly, or closes the connection, makes each guess dearer; one that answers millions of datagrams a second makes 32 bits a matter of minutes.",
                "2^t개를 모두 시도하면 평균 2^(t-1)번 든다. 천천히 답하거나 연결을 닫으면 추측 하나가 비싸진다. 1초에 데이터그램 수백만 개에 답한다면 32비트도 몇 분 거리이다.",
            ))
            .picturing(histogram(&counts)),
    );
    let mut wide = Receiver::new(&key, 12);
    let wider = guess(&mut wide, &nonce, &other, 12, TWELVE)?;
    let tries = wider.guesses;
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("twelve bits", "12비트"), "SP 800-38D App. C")
            .saying(match wider.accepted {
                Some(_) => text!(
                    en: "A tag of twelve bits is guessed as well, after {tries} of 4096: four bits more, sixteen times the work.",
                    ko: "12비트 태그도 4096개 중 {tries}번 만에 맞힌다. 4비트가 늘면 일은 16배가 된다.",
                ),
                None => Text::new("A tag of twelve bits was not guessed.", "12비트 태그는 맞히지 못했다."),
            })
            .because(Text::new(
                "With GCM it is worse than with HMAC: GHASH is linear, so in a message of 2^n blocks a forger can choose changes for which one guess counts as 2^n, and each success tells something about H and makes the next one easier (Ferguson 2005). That is why the standard limits short tags so tightly.",
                "GCM은 HMAC보다 더 나쁘다. GHASH가 선형이어서, 2^n블록 메시지에서는 추측 한 번이 2^n번 몫을 하는 변경을 고를 수 있다. 한 번 성공할 때마다 H에 대해 알게 되어 다음이 더 쉬워진다(Ferguson 2005). 표준이 짧은 태그를 그토록 엄하게 제한하는 까닭이다.",
            )),
    );
    scene.cost(
        Part::Breaks,
        "guesses",
        Text::new("tags sent", "보낸 태그"),
        cut.asked + wide.asked,
    );

    let mut full = Receiver::new(&key, 128);
    let in_vain = guess(&mut full, &nonce, &other, 128, BYTE)?;
    let (tries, sent) = (in_vain.guesses, cut.asked + wide.asked);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("all sixteen bytes", "16바이트 전부"), "RFC 5116 §5.1")
            .saying(match in_vain.accepted {
                None => text!(
                    en: "The same change and the same {tries} guesses against the whole tag: none is accepted. The chance was {tries} in 2^128.",
                    ko: "같은 변경에 같은 추측 {tries}번을 태그 전체에 대해 해 본다. 하나도 수락되지 않는다. 성공할 확률: {tries} / 2^128.",
                ),
                Some(_) => Text::new("Against all odds a guess was right.", "믿기 어려운 우연으로 맞혔다."),
            })
            .because(Text::new(
                "A billion guesses a second since the Big Bang are about 2^89. Where bytes are dear, 96 bits are a fair compromise, and DTLS 1.3 counts failed records (RFC 9147 §4.5.3): after so many the key must be changed.",
                "빅뱅부터 1초에 10억 번씩 추측했다면 2^89번쯤이다. 바이트가 아까우면 96비트가 쓸 만한 타협이다. DTLS 1.3은 실패한 레코드를 세어 일정 수를 넘으면 키를 바꾸게 한다(RFC 9147 §4.5.3).",
            ))
            .with(Value::plain(Text::new("tags tried", "시도한 태그"), tries, Knows::Attacker))
            .with(Value::plain(Text::new("accepted", "수락된 것"), u8::from(in_vain.accepted.is_some()), Knows::Attacker)),
    );
    scene.cost(
        Part::Repair,
        "guesses_full",
        Text::new("tags sent in vain", "헛되이 보낸 태그"),
        in_vain.guesses,
    );

    let turn = scene.chance.below(3);
    let needed = won.guesses;
    Ok(scene.finish(
        Text::new(
            "A tag of t bits stands 2^t guesses, no more. Send all 128 bits, and compare all of them.",
            "t비트 태그는 추측 2^t번을 버틸 뿐이다. 128비트를 다 보내고 다 비교한다.",
        ),
        [
            Question::word(
                text!(
                    en: "The one-byte tag was right at guess {needed}; the attacker began with 00. Which tag was it, in hexadecimal?",
                    ko: "1바이트 태그를 {needed}번째 추측에서 맞혔다. 공격자는 00부터 시작했다. 그 태그는 16진수로 무엇인가?",
                ),
                format!("{:02x}", needed.saturating_sub(1)),
                text!(en: "Guess 1 is 00, so guess {needed} is {before}.", ko: "1번째가 00이므로 {needed}번째는 {before} 이다.", before = needed.saturating_sub(1)),
            ),
            Question::word(
                text!(
                    en: "The first forgery and all {ROUNDS} rounds took {a} guesses, that of twelve bits {b}. How many tags were sent together?",
                    ko: "첫 위조와 {ROUNDS}번의 되풀이에 {a}번, 12비트 위조에 {b}번 추측했다. 태그를 모두 몇 개 보냈는가?",
                    a = cut.asked,
                    b = wide.asked,
                ),
                sent,
                Text::new(
                    "One forgery at 128 bits would cost more than all the computers there are can send.",
                    "128비트라면 위조 하나에 세상의 모든 컴퓨터가 보낼 수 있는 것보다 많이 든다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "A tag grows from 32 to 64 bits: twice as long. How much more work is a forgery?",
                    "태그가 32비트에서 64비트로 두 배 길어졌다. 위조에 드는 일은 얼마나 늘어나는가?",
                ),
                Text::new("2^32 times as much", "2^32배"),
                [Text::new("twice as much", "2배"), Text::new("32 times as much", "32배")],
                turn,
                Text::new(
                    "Each bit doubles the number of tags, and with it the guesses: 2^63 instead of 2^31 on average.",
                    "비트 하나마다 태그의 수가 두 배가 되고 추측도 그만큼 늘어난다. 평균 2^31번이 2^63번이 된다.",
                ),
            ),
        ],
    ))
}

fn hit(won: &Guessed, message: &[u8], wanted: &[u8]) -> Step {
    let step = Step::desk(Text::new("guess until it fits", "맞을 때까지 추측"), "");
    let Some((tag, read)) = &won.accepted else {
        return step.saying(Text::new("No tag was accepted.", "수락된 태그가 없다."));
    };
    let guesses = won.guesses;
    step.saying(text!(
        en: "00, 01, 02 …: guess {guesses} is accepted. The receiver acts on a message that nobody sent.",
        ko: "00, 01, 02 … 차례로 보내니 {guesses}번째가 수락된다. 받는 쪽은 아무도 보내지 않은 메시지대로 움직인다.",
    ))
    .with(Value::hex(Text::new("tag, guessed", "맞힌 태그"), &top(*tag), Knows::Attacker))
    .with(Value::plain(Text::new("sent", "보낸 것"), words(message), Knows::Secret))
    .with(Value::plain(Text::new("received", "받은 것"), words(read), Knows::Secret))
    .proving(same(
        Text::new("the receiver reads the changed message", "받는 쪽이 바뀐 메시지를 읽는다"),
        "forged",
        "open(k, n, c', t')",
        read,
        wanted,
        Text::new("another command, and it was accepted", "다른 명령인데도 수락되었다"),
    ))
}

/// How likely a forgery is after so many guesses, for tags of four lengths.
fn chances() -> Step {
    let line = |bits: i32| {
        let point = |exponent: i32| {
            // One minus the chance that all guesses are wrong; guesses here are independent.
            let expected = 2_f64.powi(exponent - bits);
            (f64::from(exponent), -(-expected).exp_m1() * 100.0)
        };
        Line {
            label: text!(en: "{bits} bits", ko: "{bits}비트"),
            points: (0..=132).step_by(2).map(point).collect(),
        }
    };
    let picture = Picture::new(
        Text::new("chance of a forgery", "위조 성공 확률"),
        Text::new(
            "Each curve lies flat and then rises within a few doublings, where the guesses reach the number of tags.",
            "곡선마다 평평하다가, 추측 수가 태그의 수에 이르는 곳에서 몇 배 사이에 치솟는다.",
        ),
        Drawing::Curves(Curves {
            across: Text::new("guesses, as a power of 2", "추측 수(2의 거듭제곱)"),
            up: Text::new("per cent", "퍼센트"),
            lines: [128, 96, 64, 32].into_iter().map(line).collect(),
        }),
    );
    let mut step = Step::desk(Text::new("what a bit is worth", "비트 하나의 값어치"), "")
        .saying(Text::new(
            "Each bit doubles the number of tags. So many guesses are needed on average, and so long they take at a million a second:",
            "비트 하나마다 태그의 수가 두 배가 된다. 평균 필요한 추측 수와, 1초에 백만 번일 때 걸리는 시간은 이렇다.",
        ))
        .because(Text::new(
            "The attacker does not need luck with a certain message: one forgery among millions of tries, against any connection, may be enough. That is why a tag is judged by the number of guesses over its whole life.",
            "공격자는 특정 메시지에서 운이 좋을 필요가 없다. 어느 연결이든 수백만 번 가운데 한 번 성공하면 충분할 수 있다. 그래서 태그는 수명 전체의 추측 수로 평가한다.",
        ))
        .picturing(picture);
    let rows = [
        (8, Text::new("2^7, at once", "2^7, 바로")),
        (32, Text::new("2^31, 36 minutes", "2^31, 36분")),
        (64, Text::new("2^63, 292 000 years", "2^63, 29만 2천 년")),
        (96, Text::new("2^95, 10^15 years", "2^95, 10^15년")),
        (128, Text::new("2^127, 5·10^24 years", "2^127, 5·10^24년")),
    ];
    for (bits, words) in rows {
        let name = text!(en: "{bits} bits", ko: "{bits}비트");
        step = step.with(Value::new(name, words, Knows::Constant));
    }
    step
}

fn histogram(counts: &[u64]) -> Picture {
    let bar = |(n, count): (usize, &u64)| Bar {
        label: Text::same(format!("{}-{}", n * 32 + 1, n * 32 + 32)),
        count: *count,
    };
    Picture::new(
        Text::new("messages by the guesses they took", "추측 횟수별 메시지 수"),
        Text::new(
            "All bars are about equally long: every tag is equally likely, so any number of guesses up to 256 is.",
            "막대 길이가 대체로 같다. 모든 태그가 똑같이 그럴듯하므로 256까지 어느 횟수든 똑같이 그럴듯하다.",
        ),
        Drawing::Bars(counts.iter().enumerate().map(bar).collect()),
    )
}

/// The first byte of a tag: all that a tag of eight bits has.
fn top(tag: Tag) -> Vec<u8> {
    tag.to_be_bytes().into_iter().take(1).collect()
}

fn command(chance: &mut Chance) -> (Vec<u8>, Vec<u8>) {
    let (sent, wanted) = chance.pick(COMMANDS).copied().unwrap_or_default();
    (sent.into(), wanted.into())
}

fn guess_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, nonce) = (chance.vec(16), chance.vec(12));
    let (message, wanted) = command(chance);
    let bits = match instance {
        Instance::Weak => 8,
        Instance::Fixed => 128,
    };
    let mut receiver = Receiver::new(&key, bits);
    let Ok((text, _)) = receiver.seal(&nonce, &message) else {
        return false;
    };
    let other = changed(&text, &message, &wanted);
    let won = guess(&mut receiver, &nonce, &other, bits, BYTE);
    let read = won.ok().and_then(|won| won.accepted).map(|(_, read)| read);
    read == Some(wanted)
}
