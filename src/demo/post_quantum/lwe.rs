//! Learning with errors by hand: what ML-KEM is made of, at a size for paper; without the errors it is school algebra.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::equal::equal;
use crate::demo::glass::lwe::{Ciphertext, Key, Sizes as Toy, centred};
use crate::demo::post_quantum::elimination::{
    self, TOY, list, no_noise, real_sizes, rubbish, solved_for,
};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::words;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Curves, Drawing, Line, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "lwe",
    topic: Topic::PostQuantum,
    title: Doc::new(
        "Learning with errors, and without",
        "오류가 있는 방정식(LWE), 그리고 오류가 없는 방정식",
    ),
    line: Doc::new(
        "A bit hidden in noisy equations, every number shown: too much noise and it is lost, none and anybody solves for the key.",
        "잡음 섞인 방정식에 비트 하나를 숨기고 모든 수를 보인다. 잡음이 너무 크면 비트를 잃고, 없으면 누구나 키를 풀어낸다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(1, 8),
        means: Doc::new("what is encrypted, bit by bit", "비트마다 암호화할 메시지"),
    }],
    exercise: Exercise {
        number: 26,
        title: Doc::new("A box for the future", "미래를 위한 상자"),
    },
    tell,
    attacks: &[Attack {
        name: "elimination",
        wins: elimination::wins,
    }],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let letter = [b'A' + u8::try_from(scene.chance.below(26)).unwrap_or(0)];
    let message = asked.own.message.clone().unwrap_or_else(|| letter.to_vec());
    let key = Key::new(&mut scene.chance, TOY);
    let bits: Vec<bool> = message
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1))
        .collect();
    let sealed: Vec<(Vec<bool>, Ciphertext)> = bits
        .iter()
        .map(|bit| {
            let chosen = key.public.choose(&mut scene.chance);
            let sealed = key.public.encrypt(*bit, &chosen);
            (chosen, sealed)
        })
        .collect();
    let Some((bit, (chosen, first))) = bits.first().zip(sealed.first()) else {
        return Err(Wrong::Missing {
            input: Input::Message.flag(),
            need: Sizes::Between(1, 8),
        });
    };
    scene.step(Part::Works, made(&key));
    scene.step(Part::Works, encrypted(&key, *bit, chosen, first));
    scene.step(Part::Works, decrypted(&key, *bit, chosen, first));
    scene.step(Part::Works, whole(&key, &message, &sealed));
    scene.step(Part::Works, budget(&mut scene.chance.clone()));

    let bare = Key::new(&mut scene.chance, Toy { bound: 0, ..TOY });
    let solved = bare.public.eliminate();
    scene.step(Part::Breaks, no_noise(&bare));
    scene.step(Part::Breaks, solved_for(&bare, solved.as_ref()));
    let (_, work) = solved.unwrap_or_default();
    scene.cost(
        Part::Breaks,
        "multiplications",
        Text::new("multiplications", "곱셈"),
        work,
    );
    scene.step(Part::Repair, rubbish(&key));
    scene.step(Part::Repair, real_sizes());

    let turn = scene.chance.below(3);
    let (near, coin) = (scene.chance.below(20), scene.chance.below(2));
    let q = TOY.q;
    let middle = i64::from(coin == 1) * (q / 2);
    let value = (middle + i64::try_from(near).unwrap_or(0) - 10).rem_euclid(q);
    let error = key.errors.first().copied().unwrap_or(0);
    let (row, sum) = (key.public.rows.first(), key.public.sums.first());
    let exact = (sum.copied().unwrap_or(0) - error).rem_euclid(q);
    let row = row.map_or_else(String::new, |row| {
        let words: Vec<String> = row.iter().map(i64::to_string).collect();
        words.join(" ")
    });
    let shown = sum.copied().unwrap_or(0);
    Ok(scene.finish(
        Text::new(
            "The noise is the lock. Without it the key is a homework problem; with too much of it even the owner cannot read.",
            "잡음이 자물쇠이다. 없으면 키는 숙제 문제가 되고, 너무 많으면 주인도 읽지 못한다.",
        ),
        [
            Question::word(
                text!(
                    en: "The owner computes v − u·s = {value} mod {q}. Which bit is it?",
                    ko: "주인이 v − u·s = {value} (mod {q}) 를 얻었다. 어떤 비트인가?",
                ),
                coin,
                match coin {
                    1 => text!(
                        en: "{value} is nearer to {half} (q/2) than to 0 or {q}.",
                        ko: "{value} 값은 0이나 {q} 보다 {half} (q/2) 쪽에 가깝다.",
                        half = q / 2,
                    ),
                    _ => text!(
                        en: "{value} is nearer to 0 or {q}, which is the same, than to {half} (q/2).",
                        ko: "{value} 값은 {half} (q/2)보다 0 또는 그와 같은 {q} 쪽에 가깝다.",
                        half = q / 2,
                    ),
                },
            ),
            Question::word(
                text!(
                    en: "The first row of A is {row}, and b there is {shown}, with error {error}. What is row·s mod {q}?",
                    ko: "A의 첫 행은 {row}, 그 b는 {shown}, 오류는 {error} 이다. 행·s (mod {q}) 값은 얼마인가?",
                ),
                exact,
                text!(
                    en: "b = row·s + e, so row·s = {shown} − ({error}) = {exact} mod {q}. Whoever knew all errors could take them off and solve.",
                    ko: "b = 행·s + e 이므로 행·s = {shown} − ({error}) = {exact} (mod {q}). 오류를 모두 안다면 빼고 풀 수 있다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Why does elimination fail when the errors are tiny?",
                    "오류가 아주 작은데도 소거법은 왜 실패하는가?",
                ),
                Text::new(
                    "it multiplies the errors by numbers mod q until they are anything",
                    "오류에 mod q의 수를 거듭 곱해 아무 값이나 되게 한다",
                ),
                [
                    Text::new("there are too few equations", "방정식이 모자란다"),
                    Text::new("the numbers are not prime", "수들이 소수가 아니다"),
                ],
                turn,
                Text::new(
                    "Each step multiplies a whole row, the error in it as well: after the first the error is as large as q.",
                    "매 단계 행 전체를 곱하며 그 속의 오류도 곱한다. 첫 단계 뒤에는 오류가 q만큼 커진다.",
                ),
            ),
        ],
    ))
}

fn signed(x: i64) -> String {
    match x < 0 {
        true => format!("− {}", x.abs()),
        false => format!("+ {x}"),
    }
}

fn made(key: &Key) -> Step {
    let Toy { n, q, m, bound } = TOY;
    let mut step = Step::desk(Text::new("a key", "키"), "Regev 2005")
        .saying(text!(
            en: "The secret s is {n} numbers below {q}. The public key is {m} rows with their right sides, b = row·s + e mod {q}; the errors e (the + and −, at most {bound}) stay secret.",
            ko: "비밀 s는 {q}보다 작은 수 {n}개이다. 공개 키는 행 {m}개와 우변 b = 행·s + e (mod {q})이다. 오류 e(+ 와 − 뒤의 수, 최대 {bound})는 알리지 않는다.",
        ))
        .because(Text::new(
            "Oded Regev proved in 2005 that whoever solves such equations on average solves hard problems of lattices in the worst case, with a quantum computer in between. No quantum algorithm is known that finds the errors; Shor's finds periods, and here is none.",
            "2005년 오데드 레게브는 이런 방정식을 평균적으로 푸는 방법이 있다면 격자의 어려운 문제를 최악의 경우에도 (양자 컴퓨터를 거쳐) 풀 수 있음을 증명했다. 오류를 찾는 양자 알고리즘은 알려져 있지 않다. 쇼어의 알고리즘은 주기를 찾는데 여기에는 주기가 없다.",
        ));
    let rows = key
        .public
        .rows
        .iter()
        .zip(&key.public.sums)
        .zip(&key.errors);
    for (number, ((row, sum), error)) in (1..).zip(rows) {
        step = step.with(Value::plain(
            text!(en: "row {number}", ko: "행 {number}"),
            format!("{} · s {} = {sum:>3}", list(row), signed(*error)),
            Knows::Wire,
        ));
    }
    step.with(Value::plain("s", list(&key.secret), Knows::Secret)).because(Text::new(
        "The rows and the right sides are public; s and the errors (the + and − behind \"s\") are not. The errors are thrown away at once: nobody needs them again.",
        "행과 우변은 공개되고 s와 오류(\"s\" 뒤의 + 와 −)는 공개되지 않는다. 오류는 곧바로 버린다. 다시 쓸 일이 없다.",
    ))
}

/// The numbers of the rows that are marked.
fn marked(chosen: &[bool]) -> String {
    let rows = (1..).zip(chosen).filter(|(_, chosen)| **chosen);
    let rows: Vec<String> = rows
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    match rows.is_empty() {
        true => "—".to_owned(),
        false => rows.join(" "),
    }
}

fn encrypted(key: &Key, bit: bool, chosen: &[bool], sealed: &Ciphertext) -> Step {
    let (bit, half) = (u8::from(bit), key.public.q / 2);
    Step::desk(Text::new("encrypt a bit", "비트 하나 암호화"), "Regev 2005")
        .saying(text!(
            en: "Whoever writes adds up some of the equations, chosen at random, and adds {half} (q/2) to the right side if the bit is 1. The bit is {bit}.",
            ko: "쓰는 쪽은 방정식 몇 개를 무작위로 골라 더하고, 비트가 1이면 우변에 {half} (q/2)를 더한다. 비트는 {bit} 이다.",
        ))
        .because(Text::new(
            "The sum is again an equation for s that is a little wrong. Who does not know s cannot tell a right side that is a little wrong from one that is wrong by q/2.",
            "더한 것도 조금 틀린, s에 대한 방정식이다. s를 모르면 우변이 조금 틀린 것과 q/2만큼 틀린 것을 구별하지 못한다.",
        ))
        .with(Value::plain(Text::new("rows chosen", "고른 행"), marked(chosen), Knows::Secret))
        .with(Value::plain("u", list(&sealed.u), Knows::Wire))
        .with(Value::plain("v", sealed.v, Knows::Wire))
}

fn decrypted(key: &Key, bit: bool, chosen: &[bool], sealed: &Ciphertext) -> Step {
    let q = key.public.q;
    let phase = key.phase(sealed);
    let noise: i64 = key
        .errors
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen)
        .map(|(error, _)| error)
        .sum();
    let found = u8::from(key.decrypt(sealed));
    let expected = centred(noise + i64::from(bit) * (q / 2), q);
    let (most, room) = (TOY.bound * i64::try_from(TOY.m).unwrap_or(0), q / 4);
    let bar = |en, ko, count: i64| Bar {
        label: Text::new(en, ko),
        count: count.unsigned_abs(),
    };
    Step::desk(Text::new("decrypt it", "복호화"), "Regev 2005")
        .saying(text!(
            en: "The owner takes u·s off v: {phase} is left, and the nearer of 0 and {half} says the bit: {found}.",
            ko: "주인은 v에서 u·s를 뺀다. 남는 값은 {phase}, 0과 {half} 가운데 가까운 쪽이 비트를 말한다: {found}.",
            half = q / 2,
        ))
        .because(text!(
            en: "What is left of a 0 is the sum of the errors of the chosen rows. {most} is the most it can be, and up to {room} (q/4) it does no harm: that is the noise budget.",
            ko: "비트 0에서 남는 것은 고른 행들의 오류의 합이다. 최대 {most} 이며, {room} (q/4)까지는 해가 없다. 이것이 잡음 예산이다.",
        ))
        .picturing(Picture::new(
            Text::new("noise budget", "잡음 예산"),
            Text::new(
                "The noise must stay below q/4; here even the worst case does.",
                "잡음은 q/4 아래에 있어야 한다. 여기서는 최악의 경우에도 그렇다.",
            ),
            Drawing::Bars(vec![
                bar("noise here", "이번 잡음", noise),
                bar("worst case", "최악의 경우", most),
                bar("q/4", "q/4", room),
            ]),
        ))
        .proving(equal(
            Text::new("nothing else is left", "다른 것은 남지 않는다"),
            "phase",
            "v − u·s = Σe + bit·q/2",
            [phase, expected],
            Text::new(
                "what is left is the errors of the chosen rows, and the bit",
                "남은 것은 고른 행들의 오류와 비트뿐이다",
            ),
        ))
}

fn whole(key: &Key, message: &[u8], sealed: &[(Vec<bool>, Ciphertext)]) -> Step {
    let bits: Vec<bool> = sealed.iter().map(|(_, one)| key.decrypt(one)).collect();
    let read: Vec<u8> = bits
        .chunks(8)
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
        .collect();
    let said = quoted(&read);
    let (count, numbers) = (bits.len(), bits.len() * (TOY.n + 1));
    Step::desk(Text::new("a message", "메시지"), "Regev 2005")
        .saying(text!(
            en: "Bit by bit: {count} bits became {numbers} numbers, and come back as {said}.",
            ko: "비트마다 되풀이한다. {count}비트가 수 {numbers}개가 되고 다시 {said} 로 돌아온다.",
        ))
        .because(Text::new(
            "That is wasteful, and why ML-KEM computes with polynomials: one ring element carries 256 bits at once, and A is written down as a seed of 32 bytes.",
            "낭비가 심하다. 그래서 ML-KEM은 다항식으로 계산한다. 환의 원소 하나가 256비트를 한꺼번에 나르고, A는 32바이트 시드로 적는다.",
        ))
        .proving(equal(
            Text::new("it comes back", "되돌아온다"),
            "message",
            "decrypt(encrypt(m)) = m",
            [&read, message].map(quoted),
            Text::new("every bit is right", "모든 비트가 맞다"),
        ))
}

/// Bytes as words where they are words, so that their digits are not taken for numbers mod q.
fn quoted(bytes: &[u8]) -> String {
    match bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        true => format!("\"{}\"", words(bytes)),
        false => hex::encode(bytes),
    }
}

/// Encryptions for each size of error.
const TRIES: u32 = 100;
/// Sizes of error.
const BOUNDS: u32 = 20;

fn budget(chance: &mut Chance) -> Step {
    let mut points = Vec::new();
    let mut first = None;
    let mut lost = 0;
    for bound in (0..=BOUNDS).step_by(2) {
        let toy = Toy {
            bound: i64::from(bound),
            ..TOY
        };
        let mut wrong = 0_u32;
        for _ in 0..TRIES {
            let key = Key::new(chance, toy);
            let bit = chance.below(2) == 1;
            let chosen = key.public.choose(chance);
            wrong += u32::from(key.decrypt(&key.public.encrypt(bit, &chosen)) != bit);
        }
        if wrong > 0 {
            first.get_or_insert(bound);
        }
        lost = wrong;
        points.push((f64::from(bound), f64::from(wrong)));
    }
    let first = first.unwrap_or(BOUNDS);
    let half = f64::from(TRIES) / 2.0;
    Step::desk(Text::new("too much noise", "잡음이 너무 많으면"), "FIPS 203 §3.2")
        .saying(text!(
            en: "{TRIES} bits for each size of error: from ±{first} on some come back wrong, at ±{BOUNDS} it is {lost}: the budget is overdrawn.",
            ko: "오류 크기마다 {TRIES}비트를 보냈다. ±{first} 부터 틀린 비트가 나오고 ±{BOUNDS} 에서는 {lost}개가 틀린다. 예산을 넘긴 것이다.",
        ))
        .because(Text::new(
            "ML-KEM-768 is set so that it fails once in about 2^164 times (FIPS 203, table 1). Not for comfort alone: each failure tells an attacker something of the secret's errors.",
            "ML-KEM-768은 약 2^164번에 한 번 실패하도록 정해졌다(FIPS 203 표 1). 편의 때문만은 아니다. 실패할 때마다 공격자는 비밀의 오류에 대해 무언가를 알게 된다.",
        ))
        .picturing(Picture::new(
            Text::new("bits lost", "잃은 비트"),
            Text::new(
                "No bit is lost while the errors are small; then the curve rises towards half of them, which is guessing.",
                "오류가 작을 때는 하나도 잃지 않다가, 곡선이 절반 쪽으로 올라간다. 절반이면 찍는 것과 같다.",
            ),
            Drawing::Curves(Curves {
                across: Text::new("largest error", "가장 큰 오류"),
                up: text!(en: "wrong of {TRIES}", ko: "{TRIES}개 중 틀린 것"),
                lines: vec![
                    Line {
                        label: Text::new("counted", "세어 본 것"),
                        points,
                    },
                    Line {
                        label: Text::new("guessing", "찍기"),
                        points: vec![(0.0, half), (f64::from(BOUNDS), half)],
                    },
                ],
            }),
        ))
}
