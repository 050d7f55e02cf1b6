//! The birthday paradox: two messages with the same n bits of hash turn up after some 2^(n/2) hashes, not after 2^n.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Half, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::hash::sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Curves, Drawing, Line, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "birthday",
    topic: Topic::Hash,
    title: Doc::new(
        "Birthday collisions: a hash is half as strong as it is long",
        "생일 충돌: 해시의 세기는 길이의 절반",
    ),
    line: Doc::new(
        "Two messages with the same 32 bits of SHA-256, found while you wait; the whole hash stands.",
        "SHA-256의 32비트가 같은 두 메시지를 바로 찾아낸다. 온전한 해시는 버틴다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 64),
        means: Doc::new("how both messages begin", "두 메시지의 앞부분"),
    }],
    exercise: Exercise {
        number: 5,
        title: Doc::new("Avalanche and birthday", "눈사태와 생일"),
    },
    tell,
    attacks: &[Attack {
        name: "birthday",
        wins: birthday_wins,
    }],
};

/// Runs of which the curve is made, and the bits of hash they compare.
const RUNS: u32 = 60;
const CURVE: u32 = 12;

/// Bits of hash that the attack of the tests is mounted on.
const SMALL: u32 = 20;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let own = match &asked.own.message {
        Some(own) => own.clone(),
        None => {
            let number = scene.chance.below(10_000);
            format!("order {number:04}, paid in full, receipt ").into_bytes()
        }
    };
    let room = classroom(&mut scene.chance);
    scene.step(Part::Works, room);
    let bent = curve(&mut scene.chance);
    scene.step(Part::Works, bent);
    scene.step(Part::Works, second_preimage(&own));

    // Each look at a hash of 32 bits takes a while: only where it is shown.
    let mut rows = Vec::new();
    for bits in [16, 20, 24, 28, 32] {
        if asked.half == Half::Fixed && bits > 24 {
            continue;
        }
        let found = collision(&own, bits, u64::MAX);
        rows.push((bits, found));
    }
    scene.step(Part::Breaks, growth(&rows));
    if let Some((bits, found)) = rows.last() {
        scene.step(Part::Breaks, pair(*bits, found));
        scene.cost(
            Part::Breaks,
            "hashes",
            text!(en: "hashes until {bits} bits collided", ko: "{bits}비트가 충돌할 때까지 계산한 해시"),
            found.hashes,
        );
    }

    let spent = rows
        .last()
        .map_or(0, |(_, found)| found.hashes)
        .clamp(1, 200_000);
    let none = collision(&own, 256, spent);
    scene.step(Part::Repair, whole(spent, &none));
    scene.step(Part::Repair, lengths());
    Ok(finish(scene, &rows))
}

/// What a search for a collision came to.
struct Found {
    /// Two messages with the same hash, where some were found.
    pair: Option<[Vec<u8>; 2]>,
    /// Hashes computed.
    hashes: u64,
}

/// Hashes `own` with one number after the other behind it until the first `bits` bits come a second time, at most `most` times.
fn collision(own: &[u8], bits: u32, most: u64) -> Found {
    let mut seen: HashMap<u64, u64, BuildHasherDefault<Itself>> = HashMap::default();
    let mut candidate = own.to_vec();
    for n in 0..most {
        candidate.truncate(own.len());
        candidate.extend(n.to_string().bytes());
        let head = head(&sha256(&candidate), bits);
        // Two that agree in 64 bits are looked at whole.
        if let Some(before) = seen.insert(head, n)
            && (bits <= 64 || truncated(&message(own, before), bits) == truncated(&candidate, bits))
        {
            return Found {
                pair: Some([message(own, before), candidate]),
                hashes: n + 1,
            };
        }
    }
    Found {
        pair: None,
        hashes: most,
    }
}

/// A place in a table for what is a hash already: itself.
#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Tables look at the lowest and the highest bits; a cut hash has its own in the highest only.
        self.0 = number ^ number.rotate_left(32);
    }
}

fn message(own: &[u8], n: u64) -> Vec<u8> {
    [own, n.to_string().as_bytes()].concat()
}

/// The first `bits` bits of a hash, at most 64 of them, as a number.
fn head(hash: &[u8; 32], bits: u32) -> u64 {
    let first = hash.first_chunk().copied().map_or(0, u64::from_be_bytes);
    match 64u32.saturating_sub(bits) {
        0 => first,
        cut => first >> cut << cut,
    }
}

/// The first `bits` bits of SHA-256; the rest of the last byte is zero.
fn truncated(message: &[u8], bits: u32) -> Vec<u8> {
    let bits = usize::try_from(bits).unwrap_or(256);
    let mut hash = sha256(message).to_vec();
    hash.truncate(bits.div_ceil(8));
    if !bits.is_multiple_of(8)
        && let Some(last) = hash.last_mut()
    {
        *last &= 0xff << (8 - bits % 8);
    }
    hash
}

/// How many hashes it takes on average: the root of pi/2 times 2^bits.
fn expected(bits: u32) -> f64 {
    (std::f64::consts::FRAC_PI_2 * 2f64.powi(bits.cast_signed())).sqrt()
}

/// A number for people: rounded.
fn rounded(number: f64) -> String {
    format!("{number:.0}")
}

fn classroom(chance: &mut Chance) -> Step {
    let mut days = Vec::new();
    loop {
        let day = chance.below(365);
        let again = days.contains(&day);
        days.push(day);
        if again {
            break;
        }
    }
    let people = days.len();
    Step::desk(Text::new("birthdays", "생일"), "")
        .saying(text!(
            en: "People come into a room until two share a birthday: this time it took {people} of them, and 23 are enough for an even chance.",
            ko: "방에 사람이 한 명씩 들어온다. 이번에는 {people}명째에 생일이 같은 두 사람이 생겼다. 23명이면 그럴 확률이 절반을 넘는다.",
        ))
        .because(Text::new(
            "It feels wrong because one thinks of one's own birthday. But 23 people make 253 pairs, and each pair is a chance of 1 in 365. Pairs grow with the square of the people: so the people needed grow with the root of the days.",
            "자기 생일을 떠올리기 때문에 이상하게 느껴진다. 그러나 23명이면 253쌍이고 쌍마다 365분의 1의 확률이다. 쌍은 사람 수의 제곱으로 늘어난다. 그래서 필요한 사람 수는 날 수의 제곱근으로 늘어난다.",
        ))
        .with(Value::plain(Text::new("people", "사람 수"), people, Knows::Wire))
        .with(Value::plain(
            Text::new("pairs among them", "그 사이의 쌍"),
            people * people.saturating_sub(1) / 2,
            Knows::Wire,
        ))
}

/// The share of runs that have collided by so many hashes, and what is expected.
fn curve(chance: &mut Chance) -> Step {
    let mut took: Vec<u64> = (0..RUNS)
        .map(|_| collision(&chance.bytes::<8>(), CURVE, u64::MAX).hashes)
        .collect();
    took.sort_unstable();
    let most = took.last().copied().unwrap_or(1);
    let middle = took.get(took.len() / 2).copied().unwrap_or(0);
    let number = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let days = 2f64.powi(CURVE.cast_signed());
    let (mut run, mut theory) = (Vec::new(), Vec::new());
    for part in 0..=24 {
        let hashes = most * part / 24;
        let by = took
            .iter()
            .filter(|hashes_of| **hashes_of <= hashes)
            .count();
        let share = f64::from(u32::try_from(by).unwrap_or(0)) / f64::from(RUNS);
        run.push((number(hashes), 100.0 * share));
        let none = (-number(hashes) * number(hashes) / (2.0 * days)).exp();
        theory.push((number(hashes), 100.0 * (1.0 - none)));
    }
    let lines = vec![
        Line {
            label: Text::new("this run", "이번 실행"),
            points: run,
        },
        Line {
            label: Text::new("expected", "기댓값"),
            points: theory,
        },
    ];
    let picture = Picture::new(
        text!(en: "collisions in {CURVE} bits of SHA-256, {RUNS} runs", ko: "SHA-256 {CURVE}비트의 충돌, {RUNS}회"),
        text!(
            en: "half of the runs had collided by {middle} hashes, all by {most}",
            ko: "절반은 해시 {middle}번 안에, 모두 {most}번 안에 충돌했다",
        ),
        Drawing::Curves(Curves {
            across: Text::new("hashes", "해시 횟수"),
            up: Text::new("% collided", "충돌 %"),
            lines,
        }),
    );
    let values = 1u32 << CURVE;
    Step::desk(Text::new("the curve", "곡선"), "")
        .saying(text!(
            en: "The same with {CURVE} bits of a hash, {values} possible values: half of {RUNS} runs had met a value twice after {middle} hashes.",
            ko: "해시의 {CURVE}비트, 가능한 값 {values}가지로 같은 일을 한다. {RUNS}회 중 절반이 해시 {middle}번 안에 같은 값을 두 번 만났다.",
        ))
        .because(Text::new(
            "Among k hashes the chance that none came twice is about exp(-k²/2N) for N values. It bends where k is about the root of N, and falls fast after that.",
            "값이 N가지일 때 해시 k개 중 두 번 나온 것이 없을 확률은 대략 exp(-k²/2N)이다. k가 N의 제곱근쯤일 때 꺾이고 그 뒤로 빠르게 떨어진다.",
        ))
        .picturing(picture)
}

/// A second message for a given hash of twelve bits: that takes 2^n, not its root.
fn second_preimage(own: &[u8]) -> Step {
    let given = truncated(&message(own, 0), CURVE);
    let mut hashes = 1u64;
    // Every value is some 1 in 4096: a hundred times as many tries and none is as good as impossible.
    while hashes < 400_000 && truncated(&message(own, hashes), CURVE) != given {
        hashes += 1;
    }
    let any = collision(own, CURVE, u64::MAX).hashes;
    Step::desk(Text::new("a given hash, or any two", "주어진 해시, 또는 아무 둘"), "FIPS 180-4 §1")
        .saying(text!(
            en: "To find a message with one given hash of {CURVE} bits took {hashes} hashes; to find any two alike took {any}.",
            ko: "주어진 {CURVE}비트 해시와 같은 메시지를 찾는 데 해시 {hashes}번, 아무 둘이나 같은 것을 찾는 데 {any}번 걸렸다.",
        ))
        .because(Text::new(
            "The first is a second preimage: some 2^n. The second is a collision: some 2^(n/2). A collision suffices wherever the attacker writes both messages, as with contracts and certificates; a password file or a download that is already published needs a second preimage.",
            "앞의 것은 제2 역상으로 2^n번쯤, 뒤의 것은 충돌로 2^(n/2)번쯤 걸린다. 계약서나 인증서처럼 공격자가 두 메시지를 모두 쓸 수 있는 곳에서는 충돌이면 충분하다. 비밀번호 파일이나 이미 공개된 내려받기 파일에는 제2 역상이 필요하다.",
        ))
        .with(Value::plain(Text::new("expected for the given one", "주어진 해시의 기댓값"), 1u32 << CURVE, Knows::Wire))
        .with(Value::plain(Text::new("expected for any two", "아무 둘의 기댓값"), rounded(expected(CURVE)), Knows::Wire))
}

fn growth(rows: &[(u32, Found)]) -> Step {
    let mut step = Step::desk(Text::new("two bits more, twice the work", "두 비트마다 두 배"), "")
        .saying(Text::new(
            "The attacker hashes numbered messages until the first bits come a second time, and counts; beside it what is expected, the root of (π/2)·2^n.",
            "공격자는 번호를 붙인 메시지를 해시하며 앞 비트들이 다시 나올 때까지 센다. 옆은 기댓값, (π/2)·2^n의 제곱근이다.",
        ))
        .because(Text::new(
            "A table of all hashes seen is the simple way. With almost no memory it takes some more hashes: walk from hash to hash and look for the cycle (Pollard's rho), which is how real searches are spread over many machines.",
            "지금까지 본 해시를 모두 표에 적어 두는 것이 간단한 방법이다. 메모리를 거의 안 쓰고도 해시 몇 배로 된다. 해시에서 해시로 걸어가며 고리를 찾는다(폴라드의 로). 실제 탐색은 이렇게 여러 기계에 나눈다.",
        ));
    for (bits, found) in rows {
        let (took, expected) = (found.hashes, rounded(expected(*bits)));
        step = step.with(Value::new(
            text!(en: "{bits} bits", ko: "{bits}비트"),
            text!(en: "{took} hashes ({expected} expected)", ko: "해시 {took}번 (기댓값 {expected})"),
            Knows::Wire,
        ));
    }
    step
}

fn pair(bits: u32, found: &Found) -> Step {
    let [one, other] = found.pair.clone().unwrap_or_default();
    Step::desk(Text::new("two messages, one fingerprint", "메시지 둘, 지문 하나"), "")
        .saying(text!(
            en: "Whoever signs, stores or compares only {bits} bits of hash takes these two for one message.",
            ko: "해시의 {bits}비트만 서명하거나 저장하거나 비교하면 이 두 메시지를 하나로 여긴다.",
        ))
        .because(Text::new(
            "Yuval showed in 1979 how to use it: write a fair contract and an unfair one, each in 2^(n/2) wordings that mean the same, and look for one of each with the same hash.",
            "Yuval이 1979년에 쓰는 법을 보였다. 공정한 계약서와 불리한 계약서를 각각 뜻이 같은 2^(n/2)가지 표현으로 쓰고, 해시가 같은 한 쌍을 찾는다.",
        ))
        .with(Value::plain(Text::new("first message", "첫 메시지"), words(&one), Knows::Attacker))
        .with(Value::plain(Text::new("second message", "둘째 메시지"), words(&other), Knows::Attacker))
        .with(Value::hex(Text::new("first hash, whole", "첫 해시 전체"), &sha256(&one), Knows::Wire))
        .with(Value::hex(Text::new("second hash, whole", "둘째 해시 전체"), &sha256(&other), Knows::Wire))
        .proving(same(
            Text::new("the cut hashes are the same", "자른 해시가 같다"),
            "collision",
            format!("SHA-256(m1)[0..{bits}] = SHA-256(m2)[0..{bits}]"),
            &truncated(&one, bits),
            &truncated(&other, bits),
            Text::new("two different messages, one cut hash", "서로 다른 두 메시지, 잘린 해시 하나"),
        ))
}

fn whole(spent: u64, none: &Found) -> Step {
    let what = match none.pair {
        None => Text::new("no two were alike", "같은 둘은 없었다"),
        Some(_) => Text::new("two were alike", "같은 둘이 있었다"),
    };
    let (en, ko) = (&what.en, &what.ko);
    Step::desk(Text::new("all 256 bits", "256비트 모두"), "SP 800-107 §4.1")
        .saying(text!(
            en: "The same work, {spent} hashes, on the whole hash: {en}.",
            ko: "온전한 해시로 같은 만큼, 해시 {spent}번을 계산했다. {ko}.",
        ))
        .because(Text::new(
            "Some 2^128 hashes are expected. All the miners of Bitcoin together, at some 10^21 hashes a second, would need some ten billion years.",
            "기댓값은 2^128번쯤이다. 비트코인 채굴기 전부가 초당 10^21번쯤 해시해도 백억 년쯤 걸린다.",
        ))
        .with(Value::plain(Text::new("expected", "기댓값"), "2^128", Knows::Wire))
}

fn lengths() -> Step {
    Step::desk(Text::new("count half the bits", "비트는 절반만 센다"), "SP 800-57 §5.6.1")
        .saying(Text::new(
            "Where somebody else may write both messages, a hash of n bits is worth n/2: choose it twice as long as the security that is wanted.",
            "남이 두 메시지를 모두 쓸 수 있는 곳에서 n비트 해시의 값어치는 n/2비트이다. 바라는 안전성의 두 배 길이를 고른다.",
        ))
        .because(Text::new(
            "The same law rules nonces and serial numbers drawn at random: 96 random bits repeat with even odds after some 2^48 draws, and GCM allows 2^32 under one key to keep the chance below 2^-32. 64-bit blocks of 3DES in TLS fell to it after some 2^32 blocks, 32 GiB (Sweet32, 2016).",
            "무작위로 뽑는 논스와 일련번호도 같은 법칙을 따른다. 96비트 난수는 2^48번쯤 뽑으면 반반의 확률로 되풀이된다. GCM은 그 확률을 2^-32 아래로 두려고 키 하나에 2^32번만 허용한다. TLS의 3DES는 블록이 64비트라 2^32블록, 32GiB쯤에서 여기에 무너졌다(Sweet32, 2016).",
        ))
        .with(Value::plain("MD5", "128 / 2 = 64", Knows::Wire))
        .with(Value::plain("SHA-1", "160 / 2 = 80", Knows::Wire))
        .with(Value::plain("SHA-256", "256 / 2 = 128", Knows::Wire))
        .with(Value::plain("SHA-384", "384 / 2 = 192", Knows::Wire))
}

fn finish(mut scene: Scene, rows: &[(u32, Found)]) -> Story {
    let turn = scene.chance.below(3);
    let bits = 20 + 2 * scene.chance.below(10);
    let half = bits / 2;
    let took = rows.last().map_or(0, |(_, found)| found.hashes);
    scene.finish(
        Text::new(
            "n bits of hash resist n bits of work when one message is given, and n/2 when the attacker may choose both.",
            "해시 n비트는 메시지 하나가 정해져 있으면 n비트만큼, 공격자가 둘 다 고를 수 있으면 n/2비트만큼 버틴다.",
        ),
        [
            Question::word(
                text!(en: "About 2^x hashes find a collision in {bits} bits of hash. What is x?", ko: "해시 {bits}비트에서 충돌을 찾는 데 약 2^x번 걸린다. x는 얼마인가?"),
                half,
                text!(en: "Half of {bits}: the pairs grow with the square of the hashes.", ko: "{bits}의 절반이다. 쌍은 해시 수의 제곱으로 늘어난다."),
            ),
            Question::choice(
                text!(en: "This run took {took} hashes for 32 bits. About how many would 40 bits take?", ko: "이번 실행은 32비트에 해시 {took}번이 걸렸다. 40비트라면 몇 배쯤 걸리는가?"),
                Text::new("16 times as many", "16배"),
                [Text::new("256 times as many", "256배"), Text::new("1.25 times as many", "1.25배")],
                turn,
                Text::new("Eight bits more are 256 times as many values, and the root of 256 is 16.", "여덟 비트가 늘면 값은 256배, 그 제곱근은 16배이다."),
            ),
            Question::choice(
                Text::new(
                    "An honest file was published with its MD5 sum. What does an attacker need to swap the file unnoticed?",
                    "정직한 파일이 MD5 값과 함께 공개되었다. 들키지 않고 파일을 바꾸려면 공격자에게 무엇이 필요한가?",
                ),
                Text::new("a second preimage: some 2^128 hashes", "제2 역상, 해시 2^128번쯤"),
                [
                    Text::new("a collision: some 2^64 hashes", "충돌, 해시 2^64번쯤"),
                    Text::new("the key of the hash", "해시의 키"),
                ],
                turn + 1,
                Text::new(
                    "One message is given, so no birthday helps; still nobody should wait for it: whoever made the file may have made two.",
                    "메시지 하나가 정해져 있으니 생일 역설이 돕지 못한다. 그래도 기다릴 일은 아니다. 파일을 만든 사람이 둘을 만들어 두었을 수 있다.",
                ),
            ),
        ],
    )
}

fn birthday_wins(chance: &mut Chance, instance: Instance) -> bool {
    let bits = match instance {
        Instance::Weak => SMALL,
        Instance::Fixed => 256,
    };
    // Eight times the root of the values: that none comes twice has a chance of 1 in 10^13.
    let found = collision(&chance.bytes::<8>(), bits, 8 << (SMALL / 2));
    let alike = |[one, other]: [Vec<u8>; 2]| {
        one != other && truncated(&one, bits) == truncated(&other, bits)
    };
    found.pair.is_some_and(alike)
}
