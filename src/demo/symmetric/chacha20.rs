//! ChaCha20: a state stirred by quarter rounds, and the two things that make it a cipher: enough rounds, and the last addition.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::chacha::{
    self, BLOCK, CONSTANTS, ROUNDS, State, add, half, rounds, start, unquarter, write,
};
use crate::demo::primitive::cipher;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::chacha_cut::{
    Found, backwards, differing, key_falls_out, one_round, read_second, same_words, untouched,
};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "chacha20",
    topic: Topic::Symmetric,
    title: Doc::new(
        "ChaCha20: add, rotate, XOR, and one addition that matters",
        "ChaCha20: 더하고 돌리고 XOR하기, 그리고 꼭 필요한 덧셈 하나",
    ),
    line: Doc::new(
        "The quarter round line by line; what one round leaves, and why without the last addition the key falls out.",
        "쿼터 라운드를 한 줄씩. 라운드 하나가 남기는 것, 그리고 마지막 덧셈이 없으면 키가 떨어지는 까닭.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[32]),
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[12]),
            means: Doc::new("the nonce", "논스"),
        },
    ],
    exercise: Exercise {
        number: 21,
        title: Doc::new("One nonce, two messages", "논스 하나, 메시지 둘"),
    },
    tell,
    attacks: &[
        Attack {
            name: "no_final_addition",
            wins: backwards_wins,
        },
        Attack {
            name: "one_round",
            wins: one_round_wins,
        },
    ],
};

static CONSTANTS_FIELD: Field = Field::utf8(
    "constants",
    "RFC 8439 §2.3",
    "The same for everybody: no attacker can choose the whole state.",
    "누구에게나 같다. 공격자가 상태 전체를 고를 수 없게 한다.",
);
static KEY_FIELD: Field = Field::hex(
    "key",
    "RFC 8439 §2.3",
    "Eight words: half of the state.",
    "여덟 워드. 상태의 절반이다.",
);
static COUNTER_FIELD: Field = Field::hex(
    "counter",
    "RFC 8439 §2.3",
    "Counts blocks of 64 bytes, little-endian.",
    "64바이트 블록을 센다. 리틀 엔디언이다.",
);
static NONCE_FIELD: Field = Field::hex(
    "nonce",
    "RFC 8439 §2.3",
    "Another one for each message under a key.",
    "같은 키를 쓰는 메시지마다 다르다.",
);

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key: [u8; 32] = match asked.own.key.as_deref().map(TryInto::try_into) {
        Some(Ok(own)) => own,
        Some(Err(_)) | None => scene.chance.bytes(),
    };
    let nonce: [u8; 12] = match asked.own.nonce.as_deref().map(TryInto::try_into) {
        Some(Ok(own)) => own,
        Some(Err(_)) | None => scene.chance.bytes(),
    };
    let first = start(&key, 1, &nonce);
    scene.step(Part::Works, set_up(&first));
    scene.step(Part::Works, one_quarter(&first));
    scene.step(Part::Works, all_rounds(&first));
    let theirs = cipher::chacha20(&key, &nonce, 1, &[0; BLOCK])?;
    scene.step(Part::Works, summed(&first, &theirs));
    scene.step(Part::Works, spread(&first));

    let known: [u8; BLOCK] = page(&mut scene.chance);
    let secret = page(&mut scene.chance);
    let second = start(&key, 2, &nonce);
    let sealed = [&first, &second].map(|state| chacha::block(state, 1));
    let sealed = [xor(&sealed[0], &known), xor(&sealed[1], &secret)];
    scene.step(
        Part::Breaks,
        one_round(&key, &nonce, [&known, &secret], &sealed),
    );
    let bare = write(&rounds(&first, ROUNDS));
    let found = backwards(&bare);
    scene.step(Part::Breaks, key_falls_out(&bare, &found, &key));
    scene.cost(
        Part::Breaks,
        "rounds_backwards",
        Text::new("rounds run backwards", "거꾸로 돌린 라운드"),
        ROUNDS as u64,
    );

    let whole = chacha::block(&first, ROUNDS);
    let failed = backwards(&whole);
    scene.step(Part::Repair, nothing_falls_out(&failed, &key));
    let sealed = [&first, &second].map(|state| chacha::block(state, ROUNDS));
    let equal = same_words(&sealed);
    scene.step(Part::Repair, every_word_differs(&sealed, equal));

    let turn = scene.chance.below(3);
    let (low, high) = (first[0] & 0xff, first[4] & 0xff);
    let sum = (low + high) & 0xff;
    Ok(scene.finish(
        Text::new(
            "Every step of ChaCha can be undone. That the sum of the first and the last state cannot is the whole secret.",
            "ChaCha의 모든 단계는 되돌릴 수 있다. 처음 상태와 마지막 상태의 합만은 되돌릴 수 없다는 것이 비밀의 전부이다.",
        ),
        [
            Question::word(
                text!(
                    en: "The quarter round begins with a += b. The lowest byte of a is {low:02x}, of b {high:02x}. What is the lowest byte of the sum, in hexadecimal?",
                    ko: "쿼터 라운드는 a += b로 시작한다. a의 가장 낮은 바이트는 {low:02x}, b의 가장 낮은 바이트는 {high:02x} 이다. 합의 가장 낮은 바이트는 16진수로 무엇인가?",
                ),
                format!("{sum:02x}"),
                text!(
                    en: "{low:02x} + {high:02x} modulo 256 is {sum:02x}. The carry goes on into the next byte: that is what makes addition and XOR together not linear.",
                    ko: "{low:02x} + {high:02x} 값을 256으로 나눈 나머지는 {sum:02x} 이다. 올림은 다음 바이트로 넘어간다. 덧셈과 XOR을 함께 쓰면 선형이 아니게 되는 까닭이다.",
                ),
            ),
            Question::word(
                Text::new(
                    "After one round of columns, in how many of the 16 words do two neighbouring blocks of the keystream differ?",
                    "열(column) 안에서만 섞는 라운드 하나만 거치면, 이웃한 두 키스트림 블록은 16워드 가운데 몇 워드가 다른가?",
                ),
                16 - same_words(&[&first, &second].map(|state| chacha::block(state, 1))),
                Text::new(
                    "The counter stands in the first column, and a column round keeps the columns apart: its four words.",
                    "카운터는 첫 열에 있고, 그 라운드는 한 열 안에서만 섞는다. 그 열의 네 워드이다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Why does ChaCha20 add the first state at the end?",
                    "ChaCha20은 왜 끝에서 처음 상태를 더하는가?",
                ),
                Text::new("so that the rounds cannot be run backwards", "라운드를 거꾸로 돌릴 수 없게 하려고"),
                [
                    Text::new("to mix once more", "한 번 더 섞으려고"),
                    Text::new("so that the receiver can decrypt", "받는 쪽이 복호화할 수 있게 하려고"),
                ],
                turn,
                Text::new(
                    "The rounds are a public permutation without a key of their own. To undo the addition one would need the first state, and that holds the key.",
                    "라운드는 따로 키가 없는 공개된 순열이다. 덧셈을 되돌리려면 처음 상태가 필요한데, 키가 바로 거기 있다.",
                ),
            ),
        ],
    ))
}

fn set_up(first: &State) -> Step {
    let bytes = write(first);
    let exhibit = Exhibit::read(
        Text::new("the state", "상태"),
        Origin::Computed,
        &bytes,
        |r| {
            r.bytes(&CONSTANTS_FIELD, 16)?;
            r.bytes(&KEY_FIELD, 32)?;
            r.bytes(&COUNTER_FIELD, 4)?;
            r.rest(&NONCE_FIELD)
        },
    );
    Step::desk(Text::new("the state", "상태"), "RFC 8439 §2.3")
        .saying(Text::new(
            "Sixteen words of 32 bits in a square of four: constants, the key, a counter, the nonce.",
            "32비트 워드 열여섯 개를 네 줄로 세운다. 상수, 키, 카운터, 논스이다.",
        ))
        .because(Text::new(
            "Daniel J. Bernstein published ChaCha in 2008, out of Salsa20 (2005). It needs no tables, so that the time it takes says nothing about the key, and it is fast where the processor has no instruction for AES. TLS has it since 2016 (RFC 7905).",
            "대니얼 번스타인이 Salsa20(2005)을 다듬어 2008년에 ChaCha를 발표했다. 표를 쓰지 않아 걸리는 시간이 키에 대해 아무것도 말하지 않고, AES 명령이 없는 프로세서에서 빠르다. TLS에는 2016년부터 있다(RFC 7905).",
        ))
        .with(Value::plain(Text::new("constants", "상수"), words(CONSTANTS), Knows::Constant))
        .with(Value::hex(Text::new("key", "키"), bytes.get(16..48).unwrap_or_default(), Knows::Secret))
        .with(Value::hex(Text::new("counter", "카운터"), bytes.get(48..52).unwrap_or_default(), Knows::Wire))
        .with(Value::hex(Text::new("nonce", "논스"), bytes.get(52..).unwrap_or_default(), Knows::Wire))
        .exhibiting(exhibit)
}

fn word(value: u32) -> String {
    format!("{value:08x}")
}

/// The quarter round of the first column, line by line.
fn one_quarter(first: &State) -> Step {
    let before = [first[0], first[4], first[8], first[12]];
    let [a, b, c, d] = before;
    let mut step = Step::desk(Text::new("the quarter round", "쿼터 라운드"), "RFC 8439 §2.1")
        .saying(Text::new(
            "Four words, four lines: add, XOR, rotate. Here on the first column, a constant, two words of the key, the counter.",
            "네 워드, 네 줄이다. 더하고, XOR하고, 돌린다. 여기서는 첫 열, 곧 상수 하나, 키의 두 워드, 카운터이다.",
        ))
        .because(Text::new(
            "Addition carries, XOR does not, and rotation brings high bits low: each alone is linear in its own way, together they are not.",
            "덧셈에는 올림이 있고 XOR에는 없으며, 회전은 높은 비트를 낮은 곳으로 보낸다. 하나씩은 저마다 선형이지만 함께 쓰면 그렇지 않다.",
        ))
        .with(Value::plain(
            "a b c d",
            before.map(word).join(" "),
            Knows::Secret,
        ));
    let (a, d) = half([a, b, d], 16);
    step = step.with(Value::plain(
        "a += b; d ^= a; d <<<= 16",
        format!("a {a:08x} d {d:08x}"),
        Knows::Secret,
    ));
    let (c, b) = half([c, d, b], 12);
    step = step.with(Value::plain(
        "c += d; b ^= c; b <<<= 12",
        format!("c {c:08x} b {b:08x}"),
        Knows::Secret,
    ));
    let (a, d) = half([a, b, d], 8);
    step = step.with(Value::plain(
        "a += b; d ^= a; d <<<= 8",
        format!("a {a:08x} d {d:08x}"),
        Knows::Secret,
    ));
    let (c, b) = half([c, d, b], 7);
    step = step.with(Value::plain(
        "c += d; b ^= c; b <<<= 7",
        format!("c {c:08x} b {b:08x}"),
        Knows::Secret,
    ));
    let bytes = |words: [u32; 4]| words.map(u32::to_be_bytes).concat();
    step.proving(same(
        Text::new("each line can be undone", "한 줄씩 되돌릴 수 있다"),
        "quarter_round_undone",
        "QR⁻¹(QR(a, b, c, d))",
        &bytes(unquarter([a, b, c, d])),
        &bytes(before),
        Text::new(
            "the four words are back: there is no secret in the quarter round",
            "네 워드가 돌아온다. 쿼터 라운드에는 비밀이 없다",
        ),
    ))
}

fn all_rounds(first: &State) -> Step {
    let mut step = Step::desk(Text::new("twenty rounds", "스무 라운드"), "RFC 8439 §2.3")
        .saying(Text::new(
            "Odd rounds take the four columns, even rounds the four diagonals, so that what was stirred in one column is carried into all.",
            "홀수 라운드는 네 열, 짝수 라운드는 네 대각선에 한다. 한 열에서 섞인 것이 모든 열로 옮겨 간다.",
        ));
    for count in [1, 2, ROUNDS] {
        step = step.with(Value::hex(
            text!(en: "after round {count}", ko: "{count}라운드 뒤"),
            &write(&rounds(first, count)),
            Knows::Secret,
        ));
    }
    step
}

fn summed(first: &State, theirs: &[u8]) -> Step {
    let block = chacha::block(first, ROUNDS);
    let last = rounds(first, ROUNDS);
    let ([a, ..], [b, ..], [c, ..]) = (*first, last, add(first, &last));
    let (a, b, c) = (word(a), word(b), word(c));
    Step::desk(Text::new("the last addition", "마지막 덧셈"), "RFC 8439 §2.3")
        .saying(text!(
            en: "The first state is added, word by word ({a} + {b} = {c}); the sum, in little-endian bytes, is a block of keystream.",
            ko: "처음 상태를 워드마다 더한다({a} + {b} = {c}). 그 합을 리틀 엔디언 바이트로 쓴 것이 키스트림 한 블록이다.",
        ))
        .with(Value::hex(Text::new("keystream", "키스트림"), &block, Knows::Secret))
        .proving(same(
            Text::new("these rounds are ChaCha20", "이 라운드들이 ChaCha20이다"),
            "glass_is_chacha20",
            "ChaCha20(key, 1, nonce)",
            &block,
            theirs,
            Text::new("equals what a reviewed ChaCha20 computes", "검토된 ChaCha20 구현의 결과와 같다"),
        ))
}

/// Bits that differ when the lowest bit of the counter is turned over, after each of the first rounds.
fn spread(first: &State) -> Step {
    let mut other = *first;
    other[12] ^= 1;
    let differ = |count| -> u32 {
        let pairs = rounds(first, count).into_iter().zip(rounds(&other, count));
        pairs.map(|(a, b)| (a ^ b).count_ones()).sum()
    };
    let bar = |count: usize| Bar {
        label: text!(en: "round {count}", ko: "{count}라운드"),
        count: u64::from(differ(count)),
    };
    let bars = [1, 2, 3, 4, ROUNDS].map(bar);
    let (one, last) = (differ(1), differ(ROUNDS));
    Step::desk(Text::new("how one bit spreads", "비트 하나가 번지는 모습"), "")
        .saying(text!(
            en: "One bit of the counter is turned over: {one} bits of the state differ after round 1, {last} of 512 after round 20.",
            ko: "카운터의 비트 하나를 뒤집는다. 1라운드 뒤에는 {one}비트, 20라운드 뒤에는 512비트 가운데 {last}비트가 다르다.",
        ))
        .because(Text::new(
            "About half of the bits differ from round 4 on. The other sixteen rounds are the margin: published attacks on ChaCha reach about seven rounds, at a cost nobody could ever pay.",
            "4라운드부터는 절반쯤이 다르다. 나머지 열여섯 라운드는 여유분이다. 발표된 공격은 7라운드 남짓까지 닿았지만, 그 비용은 누구도 치를 수 없다.",
        ))
        .picturing(Picture::new(
            Text::new("bits that differ, of 512", "다른 비트 수(512 가운데)"),
            Text::new("Level from about round 4 on.", "4라운드쯤부터 고르다."),
            Drawing::Bars(Vec::from(bars)),
        ))
}

fn nothing_falls_out(found: &Found, key: &[u8]) -> Step {
    let differ: u32 = xor(&found.key, key)
        .iter()
        .map(|byte| byte.count_ones())
        .sum();
    let constants = match found.constants {
        true => Text::new("there", "있음"),
        false => Text::new("not there", "없음"),
    };
    Step::desk(Text::new("with the last addition", "마지막 덧셈이 있으면"), "RFC 8439 §2.3")
        .saying(text!(
            en: "Run backwards from a true block the same rounds give something that differs from the key in {differ} of 256 bits.",
            ko: "제대로 된 블록에서 거꾸로 돌리면 키와 256비트 가운데 {differ}비트가 다른 엉뚱한 값이 나온다.",
        ))
        .because(Text::new(
            "The same trick makes a one-way function of a permutation elsewhere: in the compression function of SHA-256 the state before is added to the state after (Davies-Meyer).",
            "같은 방법이 다른 곳에서도 순열을 일방향 함수로 만든다. SHA-256의 압축 함수도 처리 전 상태를 처리 후 상태에 더한다(Davies-Meyer).",
        ))
        .with(Value::new(Text::new("the constants", "상수"), constants, Knows::Attacker))
        .with(Value::hex(Text::new("where the key should be", "키가 있을 자리"), &found.key, Knows::Attacker))
}

fn every_word_differs(blocks: &[[u8; BLOCK]; 2], equal: usize) -> Step {
    Step::desk(Text::new("with all rounds", "모든 라운드를 거치면"), "RFC 8439 §2.4")
        .saying(text!(
            en: "After twenty rounds neighbouring blocks have {equal} words in common: knowing one says nothing about the next.",
            ko: "스무 라운드를 거치면 이웃한 블록에 같은 워드가 {equal}개이다. 하나를 알아도 다음 것은 알 수 없다.",
        ))
        .because(Text::new(
            "What stays is the rule of every stream cipher: one nonce, one message. And a stream cipher alone notices no change: TLS uses ChaCha20 with the tag of Poly1305 only.",
            "스트림 암호의 규칙은 그대로 남는다. 논스 하나에 메시지 하나. 그리고 스트림 암호만으로는 바뀐 것을 알아채지 못하므로, TLS는 ChaCha20을 Poly1305 태그와 함께만 쓴다.",
        ))
        .picturing(differing(Text::new("blocks 1 and 2, twenty rounds", "블록 1과 2, 20라운드"), blocks))
}

/// 64 bytes that read like a page: words of a short list, filled up with blanks.
fn page(chance: &mut Chance) -> [u8; BLOCK] {
    static WORDS: &[&str] = &[
        "apple", "river", "seven", "paper", "stone", "cloud", "green", "night", "tiger", "ocean",
    ];
    let mut page = [b' '; BLOCK];
    for place in page.chunks_mut(6) {
        let word = chance.pick(WORDS).copied().unwrap_or_default();
        for (to, from) in place.iter_mut().zip(word.bytes()) {
            *to = from;
        }
    }
    page
}

fn backwards_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, nonce, known) = (chance.bytes(), chance.bytes(), page(chance));
    let first = start(&key, 1, &nonce);
    let keystream = match instance {
        Instance::Weak => write(&rounds(&first, ROUNDS)),
        Instance::Fixed => chacha::block(&first, ROUNDS),
    };
    let sealed = xor(&known, &keystream);
    backwards(&xor(&known, &sealed)).key == key
}

fn one_round_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, nonce) = (chance.bytes(), chance.bytes());
    let (known, secret) = (page(chance), page(chance));
    let count = match instance {
        Instance::Weak => 1,
        Instance::Fixed => ROUNDS,
    };
    let [first, second] = [1, 2].map(|counter| chacha::block(&start(&key, counter, &nonce), count));
    let sealed = [xor(&known, &first), xor(&secret, &second)];
    read_second(&known, &sealed) == untouched(&secret)
}
