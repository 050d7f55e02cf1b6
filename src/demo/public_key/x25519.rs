//! X25519: the Montgomery ladder on a curve of three digits and on Curve25519, and a ladder that works only for some bits.

use num_bigint_dig::BigUint;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::equal::equal;
use crate::demo::glass::ladder::{Climb, Curve, Work, clamp, little, x25519};
use crate::demo::public_key::small_montgomery::Small;
use crate::demo::public_key::trace::{double_and_add, read, said, steps};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Drawing, Grid, Picture, Swatch};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "x25519",
    topic: Topic::PublicKey,
    title: Doc::new(
        "X25519: the ladder, rung by rung",
        "X25519: 사다리를 한 칸씩",
    ),
    line: Doc::new(
        "Key agreement on a curve by a ladder that takes the same steps for every key; one that does not tells the key.",
        "어떤 키로도 같은 걸음을 걷는 사다리로 곡선에서 키를 합의한다. 걸음이 다르면 키가 드러난다.",
    ),
    takes: &[Takes {
        input: Input::Key,
        sizes: Sizes::OneOf(&[32]),
        means: Doc::new("Alice's private key", "앨리스의 개인 키"),
    }],
    exercise: Exercise {
        number: 17,
        title: Doc::new("DH by hand", "손으로 하는 DH"),
    },
    tell,
    attacks: &[Attack {
        name: "operation_trace",
        wins: trace_wins,
    }],
};

/// Bits whose work is written out, and bits whose work is drawn, this many in a row.
const WRITTEN: usize = 14;
const ROW: usize = 32;
const DRAWN: usize = 6 * ROW;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let small = Small::new(&mut scene.chance);
    let k = 64 + scene.chance.below(64);
    let climb = small
        .curve()
        .climb(&BigUint::from(k), &BigUint::from(small.base.0));
    scene.step(Part::Works, small_curve(&small));
    scene.step(Part::Works, rungs(&small, k, &climb));

    let drawn = scene.chance.bytes::<32>();
    let own: Option<[u8; 32]> = asked.own.key.as_deref().and_then(|key| key.try_into().ok());
    let raw = own.unwrap_or(drawn);
    let bob = StaticSecret::from(scene.chance.bytes::<32>());
    scene.step(Part::Works, clamped(raw));
    for step in real(raw, &bob) {
        scene.step(Part::Works, step);
    }

    let number = BigUint::from_bytes_le(&clamp(raw));
    let (public, work) = double_and_add(&number);
    scene.step(Part::Breaks, worked(raw, public, &work));
    scene.step(Part::Breaks, key_read(&number, &work));
    let [doublings, additions] = [Work::Double, Work::Add]
        .map(|kind| work.iter().filter(|step| **step == kind).count() as u64);
    scene.cost(
        Part::Breaks,
        "doublings",
        Text::new("doublings watched", "지켜본 두 배"),
        doublings,
    );
    scene.cost(
        Part::Breaks,
        "additions",
        Text::new("additions watched", "지켜본 덧셈"),
        additions,
    );

    let climb = Curve::curve25519().climb(&number, &BigUint::from(9_u8));
    let other = BigUint::from_bytes_le(&clamp(scene.chance.bytes()));
    scene.step(Part::Repair, same_work(&number, &other, &climb));
    let last = climb.rungs.last().map(|rung| [&rung.low, &rung.high]);
    let [x2, x3] = last.map_or_else(Default::default, |points| points.map(|[x, _]| little(x)));
    scene.step(Part::Repair, exchanged(x2, x3));

    let turn = scene.chance.below(3);
    Ok(scene.finish(
        Text::new(
            "A ladder climbs two neighbouring multiples and does the same for every bit: whoever watches learns how long the key is, and nothing else.",
            "사다리는 이웃한 두 배수를 함께 올리고 비트마다 같은 일을 한다. 지켜보는 이는 키의 길이 말고는 아무것도 모른다.",
        ),
        questions(&small, k, additions, turn),
    ))
}

fn small_curve(small: &Small) -> Step {
    let Small {
        p,
        a,
        base: (u, v),
        order,
    } = *small;
    Step::desk(Text::new("a Montgomery curve", "몽고메리 곡선"), "RFC 7748 §4")
        .saying(text!(
            en: "v² = u³ + {a}u² + u modulo {p}: a curve on which the u of a sum can be had from the u of both points and of their difference, without any v.",
            ko: "v² = u³ + {a}u² + u (mod {p}). 이 곡선에서는 두 점의 u와 그 차의 u만 알면 v 없이도 합의 u를 구한다.",
        ))
        .because(Text::new(
            "Peter Montgomery found these formulas in 1987, to factor numbers faster. Daniel Bernstein built Curve25519 on them in 2005; A = 486662 is the smallest that meets all his conditions, so that nothing about the curve had to be believed.",
            "피터 몽고메리가 1987년 소인수분해를 빠르게 하려고 이 공식을 찾았다. 대니얼 번스타인이 2005년 이것으로 Curve25519를 만들었다. A = 486662는 조건을 모두 만족하는 가장 작은 값이라, 믿고 넘어가야 할 것이 없다.",
        ))
        .with(Value::plain("P", format!("({u}, {v})"), Knows::Wire))
        .with(Value::plain(text!(en: "the first multiple of P that is ∞", ko: "처음으로 ∞ 가 되는 P의 배수"), format!("{order}·P"), Knows::Recomputed))
}

fn rungs(small: &Small, k: u64, climb: &Climb) -> Step {
    let (p, u) = (small.p, small.base.0);
    let curve = small.curve();
    let step = Step::desk(Text::new("seven rungs", "일곱 칸"), "RFC 7748 §5")
        .saying(text!(
            en: "k = {k} is {k:b} in binary. On each rung one of two neighbours is doubled and both are added: a 0 leads from n to 2n and 2n + 1, a 1 to 2n + 1 and 2n + 2.",
            ko: "k = {k}, 2진수로 {k:b}. 칸마다 이웃한 두 배수 중 하나를 두 배로 하고 둘을 더한다. 0이면 n에서 2n과 2n + 1로, 1이면 2n + 1과 2n + 2로 간다.",
        ))
        .because(text!(
            en: "Both differ by P on every rung, and u = {u} of P is known: that is the difference the formulas need. Fractions X/Z put the division off to the end; the u shown here are X/Z modulo {p}.",
            ko: "칸마다 두 배수의 차는 P이고, P의 u = {u} 를 안다. 공식에 필요한 차가 바로 이것이다. 분수 X/Z로 계산하여 나눗셈은 끝으로 미룬다. 여기 보인 u는 X/Z mod {p} 이다.",
        ));
    let step = climb.rungs.iter().fold(step, |step, rung| {
        let (n, bit) = (&rung.multiple, rung.bit);
        let next = n + BigUint::from(1_u8);
        let [low, high] = [&rung.low, &rung.high].map(|point| curve.affine(point));
        step.with(Value::plain(
            text!(en: "bit {bit}", ko: "비트 {bit}"),
            format!("{n}P: u {low}, {next}P: u {high}"),
            Knows::Recomputed,
        ))
    });
    let added = BigUint::from(small.by_adding(k).unwrap_or(0));
    step.proving(equal(
        text!(en: "the same as adding P {k} times", ko: "P를 {k}번 더한 것과 같다"),
        "small_ladder",
        "u(kP)",
        [climb.u.clone(), added],
        Text::new(
            "sums of whole points give the same u",
            "점을 통째로 더해도 같은 u가 나온다",
        ),
    ))
}

fn clamped(raw: [u8; 32]) -> Step {
    let key = clamp(raw);
    let bits = |byte: Option<&u8>| format!("{:08b}", byte.copied().unwrap_or(0));
    let (first, last) = (bits(raw.first()), bits(raw.last()));
    let (first_after, last_after) = (bits(key.first()), bits(key.last()));
    Step::desk(Text::new("clamp the key", "키 클램핑"), "RFC 7748 §5")
        .saying(Text::new(
            "Any 32 bytes are a key, the lowest byte first. Three bits are cleared below, so that it is a multiple of 8; above, one is cleared and one set, so that all keys have the same length.",
            "어떤 32바이트든 키가 되며 낮은 바이트가 먼저이다. 아래 세 비트를 지워 8의 배수로 만들고, 위에서 하나를 지우고 하나를 세워 모든 키의 길이를 같게 한다.",
        ))
        .because(Text::new(
            "The multiple of 8 sends the few points of small order to zero, so that they leak nothing. The highest bit is set because some ladders skip leading zeros: in 2011 Brumley and Tuveri took an ECDSA key from a TLS server whose ladder ran shorter for shorter numbers.",
            "8의 배수라서 위수가 작은 몇몇 점은 0이 되어 새는 것이 없다. 가장 높은 비트를 세우는 까닭은 앞의 0을 건너뛰는 사다리가 있기 때문이다. 2011년 브럼리와 투베리는 수가 짧으면 더 짧게 도는 사다리를 쓴 TLS 서버에서 ECDSA 키를 알아냈다.",
        ))
        .with(Value::hex(Text::new("32 bytes", "32바이트"), &raw, Knows::Secret))
        .with(Value::plain(Text::new("first byte", "첫 바이트"), format!("{first} → {first_after}"), Knows::Secret))
        .with(Value::plain(Text::new("last byte", "마지막 바이트"), format!("{last} → {last_after}"), Knows::Secret))
}

fn real(raw: [u8; 32], bob: &StaticSecret) -> [Step; 2] {
    let mut nine = [0; 32];
    if let Some(first) = nine.first_mut() {
        *first = 9;
    }
    let alice = StaticSecret::from(raw);
    let [from_alice, from_bob] = [&alice, bob].map(|own| PublicKey::from(own).to_bytes());
    let ours = x25519(raw, nine);
    let public = Step::desk(Text::new("the same ladder, 255 rungs", "같은 사다리, 255칸"), "RFC 7748 §5")
        .saying(Text::new(
            "The code that climbed the small curve now climbs Curve25519, p = 2^255 - 19, from u = 9: Alice's public key.",
            "작은 곡선을 오른 바로 그 코드로 Curve25519(p = 2^255 - 19)를 u = 9에서 오르면 앨리스의 공개 키가 나온다.",
        ))
        .with(Value::hex(Text::new("Alice's public key", "앨리스의 공개 키"), &from_alice, Knows::Wire))
        .proving(same(
            Text::new("the library agrees", "라이브러리와 같다"),
            "public_key",
            "ladder(k, 9) = X25519(k, 9)",
            &ours,
            &from_alice,
            Text::new("the same 32 bytes", "같은 32바이트"),
        ));
    let shared = alice.diffie_hellman(&PublicKey::from(from_bob)).to_bytes();
    let by_bob = bob.diffie_hellman(&PublicKey::from(from_alice)).to_bytes();
    let agreed = Step::desk(Text::new("the shared secret", "공유 비밀"), "RFC 7748 §6.1")
        .saying(Text::new(
            "Each climbs from the other's public key. 32 bytes each way: the key share of many TLS connections, alone or beside ML-KEM.",
            "각자 상대의 공개 키에서 사다리를 오른다. 오가는 것은 32바이트씩이며, 많은 TLS 연결의 key share가 이것이다. 홀로, 또는 ML-KEM과 함께 쓴다.",
        ))
        .with(Value::hex(Text::new("Bob's public key", "밥의 공개 키"), &from_bob, Knows::Wire))
        .with(Value::hex(Text::new("shared secret", "공유 비밀"), &shared, Knows::Secret))
        .proving(same(
            Text::new("both ends have it", "양 끝이 얻었다"),
            "shared_secret",
            "X25519(a, X25519(b, 9)) = X25519(b, X25519(a, 9))",
            &x25519(raw, from_bob),
            &by_bob,
            Text::new("Alice's ladder and Bob's library give one secret", "앨리스의 사다리와 밥의 라이브러리가 같은 비밀을 낸다"),
        ));
    [public, agreed]
}

fn worked(raw: [u8; 32], public: [u8; 32], work: &[Work]) -> Step {
    let real = PublicKey::from(&StaticSecret::from(raw)).to_bytes();
    let shown: String = said(work)
        .split(' ')
        .take(WRITTEN)
        .collect::<Vec<_>>()
        .join(" ");
    Step::desk(Text::new("double, and add where a bit is set", "두 배, 그리고 1이면 더하기"), "")
        .saying(Text::new(
            "The schoolbook way: double for every bit, add P only where it is 1. The result is right. But an addition draws power and takes time, and that can be watched.",
            "교과서의 방법은 비트마다 두 배로 하고 1일 때만 P를 더한다. 결과는 맞다. 하지만 덧셈은 전력과 시간을 쓰고, 그것은 지켜볼 수 있다.",
        ))
        .because(Text::new(
            "Paul Kocher published timing attacks in 1996 and power analysis, with Jaffe and Jun, in 1999: from one trace of a smart card the bits could be read by eye.",
            "폴 코처가 1996년에 시간 공격을, 1999년에 재피, 준과 함께 전력 분석을 발표했다. 스마트카드의 파형 하나에서 비트를 눈으로 읽을 수 있었다.",
        ))
        .with(Value::plain(Text::new("work of the highest bits", "높은 비트들의 일"), format!("{shown} …"), Knows::Wire))
        .proving(same(
            Text::new("it is correct", "결과는 맞다"),
            "double_and_add",
            "Σ 2^i·P = X25519(k, 9)",
            &public,
            &real,
            Text::new("the same public key as the ladder's", "사다리와 같은 공개 키"),
        ))
        .picturing(code(
            Text::new("Two where the bit is 1, one where it is 0: the key stands there.", "1인 비트는 둘, 0인 비트는 하나. 키가 그대로 보인다."),
            &steps(work, Work::Double),
        ))
}

fn key_read(number: &BigUint, work: &[Work]) -> Step {
    let found = little(&read(work));
    Step::desk(Text::new("the key is read off", "키를 읽어 낸다"), "")
        .saying(text!(
            en: "The attacker writes 0 for a D and 1 for a DA, behind the 1 that clamping sets: {n} steps watched once, and every bit of the key is known.",
            ko: "공격자는 클램핑이 세운 1 뒤에 D는 0, DA는 1이라 적는다. {n}걸음을 한 번 지켜보면 키의 모든 비트를 안다.",
            n = work.len(),
        ))
        .with(Value::hex(Text::new("key, read", "읽어 낸 키"), &found, Knows::Attacker))
        .proving(same(
            Text::new("it is Alice's", "앨리스의 키이다"),
            "read_key",
            "D → 0, DA → 1",
            &found,
            &little(number),
            Text::new("bit for bit the clamped key", "클램핑한 키와 비트까지 같다"),
        ))
}

fn same_work(number: &BigUint, other: &BigUint, climb: &Climb) -> Step {
    let guess = read(&climb.work);
    let wrong = (guess ^ number.clone()).to_radix_le(2);
    let wrong = wrong.iter().filter(|bit| **bit == 1).count();
    let of_other = Curve::curve25519().climb(other, &BigUint::from(9_u8)).work;
    let bytes = |work: &[Work]| -> Vec<u8> {
        let letter = |step: &Work| match step {
            Work::Double => b'D',
            Work::Add => b'A',
        };
        work.iter().map(letter).collect()
    };
    Step::desk(Text::new("the same work for every bit", "어느 비트나 같은 일"), "RFC 7748 §5")
        .saying(text!(
            en: "A ladder adds and doubles on each of 255 rungs. The same reading gives {wrong} bits of the key wrong: it reads the same from every key.",
            ko: "사다리는 255칸마다 한 번 더하고 한 번 두 배로 한다. 똑같이 읽으면 키의 {wrong}비트가 틀린다. 어떤 키에서든 같은 것이 읽힌다.",
        ))
        .proving(same(
            Text::new("another key, the same work", "다른 키, 같은 일"),
            "same_work",
            "work(k) = work(k′)",
            &bytes(&climb.work),
            &bytes(&of_other),
            Text::new("nothing in the work depends on the key", "한 일의 순서가 키에 달려 있지 않다"),
        ))
        .picturing(code(
            Text::new("Two for every bit: nothing is to be read.", "어느 비트나 둘. 읽을 것이 없다."),
            &steps(&climb.work, Work::Add),
        ))
}

fn exchanged(low: [u8; 32], high: [u8; 32]) -> Step {
    let apart: Vec<u8> = low.iter().zip(high).map(|(low, high)| low ^ high).collect();
    let swap = |bit: u8| {
        let mask = 0_u8.wrapping_sub(bit);
        let turned = |from: &[u8; 32]| -> Vec<u8> {
            from.iter()
                .zip(&apart)
                .map(|(byte, apart)| byte ^ (mask & apart))
                .collect()
        };
        (turned(&low), turned(&high))
    };
    let ((stays, _), (goes, comes)) = (swap(0), swap(1));
    Step::desk(Text::new("exchanged without asking", "묻지 않고 맞바꾸기"), "RFC 7748 §5")
        .saying(Text::new(
            "The bit decides which of the two is doubled, but no branch may depend on it: the difference of both is masked with 0 or 1 bits and added to each (cswap). With 0 nothing changes, with 1 they have changed places.",
            "둘 중 어느 것을 두 배로 할지는 비트가 정하지만, 비트에 따라 갈라지는 분기가 있어서는 안 된다. 둘의 차(XOR)에 0이나 1로만 된 마스크를 씌워 양쪽에 더한다(cswap). 0이면 그대로이고 1이면 자리가 바뀐다.",
        ))
        .because(Text::new(
            "A branch shows in time and in the branch predictor; a table looked up by secret bits shows in the cache. Real libraries write such masks so that the compiler cannot make branches of them again.",
            "분기는 시간과 분기 예측기에 드러나고, 비밀 비트로 찾는 표는 캐시에 드러난다. 실제 라이브러리는 컴파일러가 다시 분기로 바꾸지 못하도록 이런 마스크를 쓴다.",
        ))
        .with(Value::hex("X₂ ⊕ X₃", &apart, Knows::Secret))
        .proving(same(
            Text::new("a 0 leaves, a 1 exchanges", "0은 그대로, 1은 맞바꿈"),
            "cswap",
            "X ⊕ (mask ∧ (X₂ ⊕ X₃))",
            &[stays, goes, comes].concat(),
            &[low, high, low].concat(),
            Text::new("both by the same three operations", "둘 다 같은 세 연산으로"),
        ))
}

/// The work of each bit as a bar code, row after row.
fn code(says: Text, steps: &[u64]) -> Picture {
    let cells = steps.iter().take(DRAWN).map(|steps| u8::from(*steps > 1));
    let grid = Grid {
        columns: ROW,
        cells: cells.collect(),
        swatches: vec![
            Swatch::new(
                [235, 228, 205],
                '.',
                Text::new("one operation", "연산 하나"),
            ),
            Swatch::new([40, 60, 120], '#', Text::new("two operations", "연산 둘")),
        ],
    };
    let title = text!(en: "the work for the first {DRAWN} bits", ko: "처음 {DRAWN}비트에 한 일");
    Picture::new(title, says, Drawing::Grid(grid))
}

fn questions(small: &Small, k: u64, additions: u64, turn: u64) -> [Question; 3] {
    let half = k / 2;
    [
        Question::word(
            text!(
                en: "The ladder for k = {k} stands on {half}P and {next}P before its last rung. Which multiple is the higher of the two after it?",
                ko: "k = {k} 의 사다리가 마지막 칸 앞에서 {half}P 와 {next}P 에 서 있다. 마지막 칸 뒤에 둘 중 높은 쪽은 몇 P인가?",
                next = half + 1,
            ),
            k + 1,
            text!(
                en: "{k}P and its neighbour {next}P: they always differ by P.",
                ko: "{k}P 와 이웃한 {next}P. 둘의 차는 늘 P이다.",
                next = k + 1,
            ),
        ),
        Question::word(
            text!(
                en: "Double and add took {additions} additions for Alice's key. How many bits of the clamped key are 1?",
                ko: "앨리스의 키로 두 배와 더하기를 할 때 덧셈이 {additions}번 들었다. 클램핑한 키에서 1인 비트는 몇 개인가?",
            ),
            additions + 1,
            text!(
                en: "One addition for every 1 behind the highest bit, and the highest is 1 as well.",
                ko: "가장 높은 비트 뒤의 1마다 덧셈이 한 번이고, 가장 높은 비트도 1이다.",
            ),
        ),
        Question::choice(
            text!(
                en: "Why does the ladder on the curve modulo {p} need no v?",
                ko: "mod {p} 곡선의 사다리에 v가 필요 없는 까닭은 무엇인가?",
                p = small.p,
            ),
            Text::new(
                "the difference of its two points is always P",
                "두 점의 차가 늘 P이다",
            ),
            [
                Text::new("v is the same for all points", "모든 점의 v가 같다"),
                Text::new("v is computed from the key", "v는 키에서 계산한다"),
            ],
            turn,
            Text::new(
                "From the u of two points and of their difference follows the u of their sum; the difference is known beforehand.",
                "두 점과 그 차의 u에서 합의 u가 나온다. 차는 미리 알고 있다.",
            ),
        ),
    ]
}

/// The attacker sees what was done with points, and in which order; nothing else.
fn trace_wins(chance: &mut Chance, instance: Instance) -> bool {
    let number = BigUint::from_bytes_le(&clamp(chance.bytes()));
    let work = match instance {
        Instance::Weak => double_and_add(&number).1,
        Instance::Fixed => {
            let curve = Curve::curve25519();
            curve.climb(&number, &BigUint::from(9_u8)).work
        }
    };
    read(&work) == number
}
