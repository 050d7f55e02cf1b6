//! RSA as the textbook has it: a lock that anyone can close and one can open, and what is missing.

use num_bigint_dig::BigUint;
use rsa::RsaPrivateKey;
use rsa::traits::PrivateKeyParts;

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::equal::{equal, equal_long};
use crate::demo::glass::modular::{inverse, power, prime_between};
use crate::demo::glass::rsa::{Private, carmichael};
use crate::demo::public_key::rsa::attacks::{
    confirmed, cube_root, doubled, fermat, shared_prime, wiener,
};
use crate::demo::public_key::rsa::broken::{self, number};
use crate::demo::public_key::rsa::mounted::{ATTACKS, STEPS, VOTES};
use crate::demo::public_key::rsa::sealing::{BITS, Padding, ROOM};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "rsa",
    topic: Topic::PublicKey,
    title: Doc::new(
        "Textbook RSA, and eight ways it breaks",
        "교과서 RSA, 그리고 무너지는 여덟 가지 방법",
    ),
    line: Doc::new(
        "Anyone can lock, one can unlock; but without padding and with careless primes eight simple sums open it.",
        "누구나 잠그고 한 사람만 연다. 하지만 패딩이 없거나 소수를 함부로 고르면 간단한 셈 여덟 가지로 열린다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(1, ROOM),
        means: Doc::new("the message", "메시지"),
    }],
    exercise: Exercise {
        number: 22,
        title: Doc::new("Bare RSA", "패딩 없는 RSA"),
    },
    tell,
    attacks: ATTACKS,
};

static MESSAGES: &[&str] = &[
    "meet at noon",
    "open the gate",
    "sell it all",
    "call me at 9",
];

/// A key one can check by hand.
struct Hand {
    primes: [u64; 2],
    e: u64,
    d: u64,
}

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let hand = by_hand(&mut scene.chance);
    let m = 2 + scene.chance.below(97);
    scene.step(Part::Works, small(&hand, m));

    let drawn = scene.chance.pick(MESSAGES).copied().unwrap_or_default();
    let own = asked.own.message.clone();
    let message = own.unwrap_or_else(|| drawn.as_bytes().to_vec());
    let key = Private::new(&mut scene.chance, BITS, 65_537);
    for step in real(&key, &message) {
        scene.step(Part::Works, step);
    }
    for told in broken::all(&mut scene.chance, &message) {
        scene.step(Part::Breaks, told.step);
        if let Some((name, label, count)) = told.cost {
            scene.cost(Part::Breaks, name, label, count);
        }
    }
    let step = padded(&mut scene.chance, &key, &message);
    scene.step(Part::Repair, step);
    let step = well_made(&mut scene.chance, &key);
    scene.step(Part::Repair, step);

    let turn = scene.chance.below(3);
    Ok(scene.finish(
        Text::new(
            "RSA is a power, not an encryption: it needs random padding (OAEP), and two large primes that are nobody else's and no neighbours.",
            "RSA는 거듭제곱일 뿐 암호화가 아니다. 무작위 패딩(OAEP)과, 남이 쓰지 않고 서로 멀리 떨어진 큰 소수 둘이 필요하다.",
        ),
        questions(&hand, m, turn),
    ))
}

/// Two primes of two digits, the smallest e that fits, and its d.
fn by_hand(chance: &mut Chance) -> Hand {
    loop {
        let [p, q] = [(), ()].map(|()| prime_between(chance, 11, 97));
        let phi = (p - 1) * (q - 1);
        let fits = (3..phi).find_map(|e| Some((e, inverse(e, phi)?)));
        if let (true, Some((e, d))) = (p != q, fits) {
            return Hand {
                primes: [p, q],
                e,
                d,
            };
        }
    }
}

fn small(hand: &Hand, m: u64) -> Step {
    let Hand {
        primes: [p, q],
        e,
        d,
    } = *hand;
    let (n, phi) = (p * q, (p - 1) * (q - 1));
    let c = power(m, e, n);
    Step::desk(Text::new("by hand", "손으로"), "RFC 8017 §3, §5.1")
        .saying(text!(
            en: "n = {p}·{q} = {n} and e = {e} are public. d = {d}, because {e}·{d} leaves 1 when divided by φ = {p1}·{q1} = {phi}; only who knows p and q gets there.",
            ko: "공개하는 값: n = {p}·{q} = {n}, e = {e}. 비밀: d = {d}. φ = {p1}·{q1} = {phi} 일 때 {e}·{d} mod φ = 1 이기 때문이며, p와 q를 알아야만 구한다.",
            p1 = p - 1,
            q1 = q - 1,
        ))
        .because(Text::new(
            "Rivest, Shamir and Adleman found it in 1977; Clifford Cocks of GCHQ had in 1973, in secret. Who can factor n has φ and so d. The other way round nobody has proven that reading needs factoring.",
            "리베스트, 샤미르, 애들먼이 1977년에 찾았다. GCHQ의 클리퍼드 콕스는 1973년에 비밀리에 찾았다. n을 인수분해하면 φ와 d를 얻는다. 거꾸로, 읽으려면 인수분해가 꼭 필요한지는 아무도 증명하지 못했다.",
        ))
        .with(Value::plain("m", m, Knows::Secret))
        .with(Value::plain("c = m^e mod n", c, Knows::Wire))
        .proving(equal(
            Text::new("d undoes e", "d가 e를 되돌린다"),
            "by_hand",
            "c^d mod n",
            [power(c, d, n), m],
            Text::new("the message is back", "메시지가 돌아온다"),
        ))
}

fn real(key: &Private, message: &[u8]) -> [Step; 2] {
    let Private { public, primes, d } = key;
    let [p, q] = primes;
    let library = RsaPrivateKey::from_p_q(p.clone(), q.clone(), public.e.clone());
    let of_library = library.map_or_else(|_| BigUint::default(), |key| key.d().clone());
    let made = Step::desk(text!(en: "a key of {BITS} bits", ko: "{BITS}비트 키"), "RFC 8017 §3")
        .saying(text!(
            en: "Two primes of {half} bits, e = {e}. Real keys have 2048 bits and more; these are short so that the page is quick.",
            ko: "{half}비트 소수 둘, e = {e}. 실제 키는 2048비트 이상이다. 여기서는 빨리 보이려고 짧게 했다.",
            half = BITS / 2,
            e = &public.e,
        ))
        .because(Text::new(
            "The textbook takes d modulo φ = (p - 1)(q - 1), libraries modulo the least common multiple of p - 1 and q - 1 (RFC 8017 §3.1). Both decrypt: what matters is that e·d leaves 1 modulo p - 1 and modulo q - 1.",
            "교과서는 d를 φ = (p - 1)(q - 1)로 나눈 나머지로, 라이브러리는 p - 1과 q - 1의 최소공배수로 나눈 나머지로 잡는다(RFC 8017 §3.1). 둘 다 복호화된다. 중요한 것은 e·d를 p - 1과 q - 1로 나눈 나머지가 모두 1이라는 점이다.",
        ))
        .with(number("n".into(), &public.n, Knows::Wire))
        .with(number("p".into(), p, Knows::Secret))
        .with(number("q".into(), q, Knows::Secret))
        .proving(equal_long(
            Text::new("the library has the same d", "라이브러리의 d와 같다"),
            "library_d",
            "d mod lcm(p - 1, q - 1)",
            [&(d % carmichael(primes)), &of_library],
            Text::new("ours and that of the reviewed crate", "우리 계산과 검토된 라이브러리의 계산"),
        ));
    let m = BigUint::from_bytes_be(message);
    let c = public.raw(&m);
    let used = Step::desk(
        Text::new("textbook encryption", "교과서 암호화"),
        "RFC 8017 §5.1",
    )
    .saying(Text::new(
        "The bytes of the message are read as one number m, and c = m^e mod n is sent.",
        "메시지의 바이트를 하나의 수 m으로 읽어 c = m^e mod n을 보낸다.",
    ))
    .with(Value::plain("m", words(message), Knows::Secret))
    .with(number("c".into(), &c, Knows::Wire))
    .proving(equal_long(
        Text::new("the owner reads it", "주인은 읽는다"),
        "textbook",
        "c^d mod n = m",
        [&key.raw(&c), &m],
        Text::new("the message is back", "메시지가 돌아온다"),
    ));
    [made, used]
}

fn padded(chance: &mut Chance, key: &Private, message: &[u8]) -> Step {
    let public = &key.public;
    let mut sealed = |message: &[u8]| {
        Padding::Oaep
            .seal(public, chance, message)
            .unwrap_or_default()
    };
    let (one, other) = (sealed(message), sealed(message));
    let vote = VOTES.first().copied().unwrap_or_default();
    let of_vote = sealed(vote.as_bytes());
    let guess = confirmed(public, Padding::Oaep, &of_vote, VOTES, chance);
    let changed = Padding::Oaep.open(key, &doubled(public, &one));
    let outcome = |won: bool| match won {
        true => Text::new("succeeds", "성공"),
        false => Text::new("fails", "실패"),
    };
    Step::desk(Text::new("random padding: OAEP", "무작위 패딩: OAEP"), "RFC 8017 §7.1")
        .saying(Text::new(
            "OAEP mixes 32 random bytes into the message and fills n. The same message gives another ciphertext each time, and what was changed does not open.",
            "OAEP는 무작위 32바이트를 메시지에 섞어 n을 채운다. 같은 메시지라도 매번 다른 암호문이 되고, 바뀐 것은 열리지 않는다.",
        ))
        .because(Text::new(
            "Bellare and Rogaway, 1994. It mends what was wrong with messages. TLS 1.3 has done without RSA encryption altogether since 2018: a stolen key would open all old recordings. RSA signs there, with PSS.",
            "벨라레와 로거웨이가 1994년에 발표했다. 메시지 쪽의 잘못을 고친다. TLS 1.3(2018년)은 RSA 암호화를 아예 없앴다. 키를 도둑맞으면 예전 녹화까지 열리기 때문이다. 거기서 RSA는 PSS로 서명만 한다.",
        ))
        .with(number(Text::new("sealed", "봉한 것"), &one, Knows::Wire))
        .with(number(Text::new("sealed again", "다시 봉한 것"), &other, Knows::Wire))
        .with(Value::new(Text::new("guessing", "추측"), outcome(guess.is_some()), Knows::Attacker))
        .with(Value::new(Text::new("doubling", "두 배 만들기"), outcome(changed.is_some()), Knows::Attacker))
        .with(Value::new(Text::new("cube root", "세제곱근"), outcome(cube_root(&one).is_some()), Knows::Attacker))
        .proving(same(
            Text::new("both open", "둘 다 열린다"),
            "oaep",
            "OAEP⁻¹(c^d mod n)",
            &[one, other].map(|c| Padding::Oaep.open(key, &c).unwrap_or_default()).concat(),
            &message.repeat(2),
            Text::new("to the same message", "같은 메시지로"),
        ))
}

fn well_made(chance: &mut Chance, key: &Private) -> Step {
    let other = Private::new(chance, BITS, 65_537);
    let found = |won: bool| match won {
        true => Text::new("found", "찾음"),
        false => Text::new("not found", "찾지 못함"),
    };
    let d_bits = key.d.bits();
    let factors = shared_prime(&key.public, &other.public);
    let close = fermat(&key.public, STEPS);
    Step::desk(Text::new("primes and d as they should be", "제대로 고른 소수와 d"), "FIPS 186-5 §A.1")
        .saying(text!(
            en: "The key from above has primes of its own, drawn apart, and d has {d_bits} bits because e was chosen, not d. The same attackers get nothing.",
            ko: "위의 키는 혼자만의 소수를 따로따로 뽑았고, d가 아니라 e를 골랐으므로 d는 {d_bits}비트이다. 같은 공격이 모두 빈손이다.",
        ))
        .with(Value::new(Text::new("small d (Wiener)", "작은 d(위너)"), found(wiener(&key.public).is_some()), Knows::Attacker))
        .with(Value::new(Text::new("shared prime with another key", "다른 키와 같은 소수"), found(factors.is_some()), Knows::Attacker))
        .with(Value::new(text!(en: "close primes, {STEPS} steps", ko: "가까운 소수, {STEPS}걸음"), found(close.is_some()), Knows::Attacker))
}

fn questions(hand: &Hand, m: u64, turn: u64) -> [Question; 3] {
    let Hand {
        primes: [p, q],
        e,
        d: _,
    } = *hand;
    let n = p * q;
    let phi = (p - 1) * (q - 1);
    let c = power(m, e, n);
    let twice = c * power(2, e, n) % n;
    [
        Question::word(
            text!(
                en: "Somebody factors {n} into {p}·{q}. What is φ, from which d follows?",
                ko: "누군가 n = {n} = {p}·{q} 임을 알아냈다. d를 구할 φ는 얼마인가?",
            ),
            phi,
            text!(en: "({p} - 1)·({q} - 1) = {phi}.", ko: "({p} - 1)·({q} - 1) = {phi}."),
        ),
        Question::word(
            text!(
                en: "With n = {n} and e = {e} the ciphertext is {c}. Which ciphertext stands for twice the message?",
                ko: "n = {n}, e = {e} 이고 암호문이 {c} 이다. 메시지의 두 배를 뜻하는 암호문은 무엇인가?",
            ),
            twice,
            text!(
                en: "{c} · 2^{e} modulo {n} is {twice}; neither d nor the message is needed.",
                ko: "{c} · 2^{e} mod {n} = {twice}. d도 메시지도 필요 없다.",
            ),
        ),
        Question::choice(
            Text::new(
                "Against which of these does OAEP not help?",
                "다음 중 OAEP가 막지 못하는 것은 무엇인가?",
            ),
            Text::new("a prime shared with another key", "다른 키와 같은 소수"),
            [
                Text::new("a cube root with e = 3", "e = 3일 때의 세제곱근"),
                Text::new("one message to three people", "세 사람에게 보낸 한 메시지"),
            ],
            turn,
            Text::new(
                "Padding mends messages. A key whose primes are known is open, whatever is locked with it.",
                "패딩은 메시지를 고친다. 소수가 알려진 키는 무엇을 잠그든 열려 있다.",
            ),
        ),
    ]
}
