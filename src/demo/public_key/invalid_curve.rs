//! Public values that belong to no group one works in: small orders, other curves, and what a key leaks when it is applied to them.

use p256::PublicKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use x25519_dalek::StaticSecret;

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::Asked;
use crate::demo::attack::{Attack, Instance};
use crate::demo::bits::last_flipped;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise};
use crate::demo::equal::equal;
use crate::demo::glass::curve::{Curve, Point, Prime};
use crate::demo::glass::modular::{power, times};
use crate::demo::public_key::leaks::{all_zero, low_order, said, stray_points, subgroup, telling};
use crate::demo::public_key::small_order::{
    Check, Leak, Numbers, Server, Stray, confine, invalid_curve, number_of_order, probe,
    small_subgroup, strays,
};
use crate::demo::scene::{Part, Scene};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "invalid-curve",
    topic: Topic::PublicKey,
    title: Doc::new(
        "Small subgroups and invalid curves",
        "작은 부분군과 잘못된 곡선",
    ),
    line: Doc::new(
        "A key applied to a point that was never on the curve gives itself away, a small remainder at a time.",
        "곡선 위에 없는 점에 키를 곱해 주면, 작은 나머지 하나씩 키가 새어 나간다.",
    ),
    takes: &[],
    exercise: Exercise {
        number: 17,
        title: Doc::new("DH by hand", "손으로 하는 DH"),
    },
    tell,
    attacks: &[
        Attack {
            name: "small_subgroup",
            wins: subgroup_wins,
        },
        Attack {
            name: "invalid_curve",
            wins: curve_wins,
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let prime = Prime::new(&mut scene.chance);
    let own = 2 + scene.chance.below(prime.order - 2);
    let other = 2 + scene.chance.below(prime.order - 2);
    for step in works(&prime, own, other) {
        scene.step(Part::Works, step);
    }

    let group = Numbers::new(&mut scene.chance);
    let x = 2 + scene.chance.below(group.q - 2);
    let mut server = Server::new(x, Check::Nothing);
    let confined: Vec<Leak> = group
        .small
        .iter()
        .filter_map(|order| confine(&mut server, &group, *order))
        .collect();
    for step in subgroup(&group, x, &confined) {
        scene.step(Part::Breaks, step);
    }

    let mut server = Server::new(own, Check::Nothing);
    let strays = strays(&prime.curve, prime.order * prime.order, &mut scene.chance);
    let leaks: Vec<Leak> = strays
        .iter()
        .filter_map(|stray| probe(&mut server, &prime.curve, stray))
        .collect();
    for step in stray_points(&prime, own, &strays, &leaks) {
        scene.step(Part::Breaks, step);
    }
    let asked_points = server.asked;
    scene.cost(
        Part::Breaks,
        "queries",
        Text::new("questions to the server", "서버에 한 질문"),
        asked_points,
    );
    scene.cost(
        Part::Breaks,
        "guesses",
        Text::new("multiples tried at home", "혼자 넣어 본 배수"),
        leaks.iter().map(|leak| leak.guesses).sum(),
    );
    let key: [u8; 32] = scene.chance.bytes();
    scene.step(Part::Breaks, all_zero(key));

    let mut careful = Server::new(own, Check::Member);
    let answered = strays
        .iter()
        .filter(|stray| careful.on_point(&prime.curve, stray.point).is_some())
        .count();
    if let Some((stray, _)) = telling(&strays, &leaks) {
        scene.step(
            Part::Repair,
            on_curve(&prime, stray, careful.asked, answered),
        );
    }
    let real = real_curve(&mut scene.chance);
    scene.step(Part::Repair, real);
    scene.step(Part::Repair, in_subgroup(&group, x, key));

    let turn = scene.chance.below(3);
    Ok(scene.finish(
        Text::new(
            "A public value comes from a stranger. Check that it belongs to the group before the key touches it.",
            "공개 값은 낯선 이가 보낸 것이다. 키를 쓰기 전에 그 값이 군에 속하는지 확인한다.",
        ),
        questions(&prime.curve, &strays, &leaks, turn),
    ))
}

fn works(prime: &Prime, own: u64, other: u64) -> [Step; 2] {
    let Prime { curve, base, order } = *prime;
    let Curve { p, a, b } = curve;
    let [server, client] = [own, other].map(|k| curve.times(k, base));
    let curve_step = Step::desk(Text::new("a small curve", "작은 곡선"), "SEC 1 §2.2.1")
        .saying(text!(
            en: "y² = x³ + {a}x + {b} modulo {p} has {order} points, a prime number: each is a multiple of G, none has a small order.",
            ko: "y² = x³ + {a}x + {b} (mod {p}) 에는 점이 {order}개 있고, 이 수는 소수이다. 모두 G의 배수이며 위수가 작은 점이 없다.",
        ))
        .because(Text::new(
            "Two points are added by the line through them: it meets the curve in a third point, and the sum is its mirror image. Real curves do the same with 256 bits: P-256 is y² = x³ - 3x + b.",
            "두 점을 지나는 직선이 곡선과 만나는 셋째 점을 x축에 대칭시킨 것이 합이다. 실제 곡선은 256비트로 똑같이 한다. P-256은 y² = x³ - 3x + b 이다.",
        ))
        .with(Value::plain("G", said(base), Knows::Wire));
    let agree = Step::desk(Text::new("agreeing on a point", "점을 함께 구하기"), "SEC 1 §3.3.1")
        .saying(Text::new(
            "Each multiplies the other's public point by the own secret number; the x of the result is the shared secret, and a MAC under it ends the handshake.",
            "상대의 공개 점에 자기 비밀 수를 곱한다. 결과의 x가 공유 비밀이고, 그 비밀로 만든 MAC이 핸드셰이크를 끝낸다.",
        ))
        .with(Value::plain(Text::new("server's d", "서버의 d"), own, Knows::Secret))
        .with(Value::plain("d·G", said(server), Knows::Wire))
        .with(Value::plain(Text::new("client's c", "클라이언트의 c"), other, Knows::Secret))
        .with(Value::plain("c·G", said(client), Knows::Wire))
        .proving(equal(
            Text::new("both get one point", "둘 다 같은 점을 얻는다"),
            "agreed_point",
            "d·(c·G) = c·(d·G)",
            [said(curve.times(own, client)), said(curve.times(other, server))],
            Text::new("the same point at both ends", "양 끝에 같은 점"),
        ));
    [curve_step, agree]
}

fn on_curve(prime: &Prime, stray: &Stray, asked: u64, answered: usize) -> Step {
    let (Curve { p, a, b }, Point::At(x, y)) = (prime.curve, stray.point) else {
        return Step::desk(Text::EMPTY, "");
    };
    let (left, right) = (times(y, y, p), prime.curve.right(x));
    Step::desk(Text::new("is the point on the curve?", "점이 곡선 위에 있는가"), "RFC 8446 §4.2.8.2")
        .saying(text!(
            en: "One comparison before the key is used: for ({x}, {y}) y² is {left}, x³ + {a}x + {b} is {right}. Refused, and so are the others.",
            ko: "키를 쓰기 전에 한 번 비교한다. 점 ({x}, {y}) 에서 y² = {left}, x³ + {a}x + {b} = {right}. 거부한다. 다른 점들도 마찬가지이다.",
        ))
        .because(Text::new(
            "Points sent in compressed form (x and one bit of y) cannot be off the curve: y is computed from the curve's own equation. The ladder of X25519 uses only x, and its curve was chosen so that the twist, where every other x lives, is safe as well.",
            "압축한 점(x와 y의 1비트)은 곡선을 벗어날 수 없다. y를 곡선의 식으로 계산하기 때문이다. X25519의 사다리는 x만 쓰며, 나머지 x가 사는 비틀린 곡선(twist)도 안전하도록 곡선을 골랐다.",
        ))
        .with(Value::plain(Text::new("questions", "질문"), asked, Knows::Wire))
        .with(Value::plain(Text::new("answers", "답"), answered, Knows::Wire))
}

fn real_curve(chance: &mut Chance) -> Step {
    let key = loop {
        if let Ok(key) = p256::SecretKey::from_slice(&chance.bytes::<32>()) {
            break key;
        }
    };
    let good = key.public_key().to_encoded_point(false).as_bytes().to_vec();
    let off = last_flipped(&good);
    let judged = |point: &[u8]| match PublicKey::from_sec1_bytes(point) {
        Ok(_) => Text::new("taken", "받아들임"),
        Err(_) => Text::new("refused: not on P-256", "거부: P-256 위에 없음"),
    };
    Step::desk(Text::new("a real library checks", "실제 라이브러리는 확인한다"), "SEC 1 §3.2.2.1")
        .saying(Text::new(
            "The P-256 this program uses gives no public key for a point off the curve: the type cannot hold one.",
            "이 프로그램이 쓰는 P-256은 곡선을 벗어난 점으로는 공개 키를 만들어 주지 않는다. 그런 값을 담을 수 있는 타입이 아예 없다.",
        ))
        .with(Value::hex(Text::new("a public key", "공개 키"), &good, Knows::Wire))
        .with(Value::new(Text::new("judged", "판정"), judged(&good), Knows::Wire))
        .with(Value::hex(Text::new("one bit of y flipped", "y의 한 비트를 뒤집음"), &off, Knows::Wire))
        .with(Value::new(Text::new("judged", "판정"), judged(&off), Knows::Wire))
}

fn in_subgroup(group: &Numbers, x: u64, key: [u8; 32]) -> Step {
    let [r, _] = group.small;
    let h = number_of_order(group, r);
    let mut careful = Server::new(x, Check::Member);
    let answer = match confine(&mut careful, group, r) {
        Some(_) => Text::new("answered", "답함"),
        None => Text::new("refused", "거부"),
    };
    let own = StaticSecret::from(key);
    let refused = low_order()
        .iter()
        .filter(|u| !own.diffie_hellman(&(**u).into()).was_contributory())
        .count();
    Step::desk(Text::new("the same check for numbers and X25519", "수와 X25519의 같은 확인"), "RFC 8446 §7.4.2")
        .saying(text!(
            en: "A number belongs to the group if its power q = {q} is 1: h^q is {power}. X25519 checks afterwards: a shared secret of all zeros ends the handshake.",
            ko: "수는 q = {q} 제곱이 1이어야 군에 속한다. h^q 는 {power} 이다. X25519는 나중에 확인한다. 공유 비밀이 모두 0이면 핸드셰이크를 끝낸다.",
            q = group.q,
            power = power(h, group.q, group.p),
        ))
        .because(Text::new(
            "With a safe prime (p - 1 is twice a prime), as all groups of RFC 7919 have, only 1 and p - 1 have a small order, and 1 < h < p - 1 is check enough.",
            "RFC 7919의 모든 군처럼 안전 소수(p - 1이 소수의 두 배)를 쓰면 위수가 작은 수는 1과 p - 1뿐이라 1 < h < p - 1만 확인하면 된다.",
        ))
        .with(Value::new(text!(en: "h = {h}", ko: "h = {h}"), answer, Knows::Wire))
        .with(Value::plain(Text::new("low-order u refused by the zero check", "0 확인으로 거부한 낮은 위수의 u"), format!("{refused}/{}", low_order().len()), Knows::Wire))
}

fn questions(curve: &Curve, strays: &[Stray], leaks: &[Leak], turn: u64) -> [Question; 3] {
    let telling = leaks.iter().rfind(|leak| leak.rest > 1);
    let (r, k) = telling.map_or((1, 0), |leak| (leak.order, leak.rest));
    let stray = strays.last().map_or(Point::Infinity, |stray| stray.point);
    let (x, y) = match stray {
        Point::At(x, y) => (x, y),
        Point::Infinity => (0, 0),
    };
    let square = times(k, k, r);
    let right = curve.right(x);
    [
        Question::word(
            text!(
                en: "One answer said that d is ±{k} modulo {r}. What does d² leave when divided by {r}?",
                ko: "한 답에서 d ≡ ±{k} (mod {r}) 임을 알았다. d² mod {r} 값은 얼마인가?",
            ),
            square,
            text!(
                en: "{k}·{k} modulo {r} is {square}, for either sign.",
                ko: "{k}·{k} mod {r} = {square}. 부호가 어느 쪽이든 같다.",
            ),
        ),
        Question::choice(
            text!(
                en: "For the point ({x}, {y}) of the attacker, x³ + ax + b on the server's curve is {right}. How does the server find out?",
                ko: "공격자의 점 ({x}, {y}) 에서 서버 곡선의 x³ + ax + b = {right} 이다. 서버는 어떻게 알아내는가?",
            ),
            text!(en: "y² is {left}, not {right}", ko: "y² = {left} 이고 {right} 아님", left = times(y, y, curve.p)),
            [
                Text::new("the sum of points fails", "점의 덧셈이 실패한다"),
                Text::new("the MAC of the attacker is wrong", "공격자의 MAC이 틀리다"),
            ],
            turn,
            Text::new(
                "Sums work on every curve with the same a, and the attacker can compute the right MAC: only the equation tells.",
                "덧셈은 a가 같은 모든 곡선에서 되고, 공격자는 맞는 MAC도 계산할 수 있다. 곡선의 식만이 알려 준다.",
            ),
        ),
        Question::choice(
            Text::new(
                "Why does an X25519 key leak nothing when it is applied to a point of order 8?",
                "X25519 키를 위수 8인 점에 곱해도 왜 새는 것이 없는가?",
            ),
            Text::new("every key is a multiple of 8", "모든 키가 8의 배수이다"),
            [
                Text::new("such points do not exist", "그런 점이 없다"),
                Text::new("a hash hides the result", "해시가 결과를 숨긴다"),
            ],
            turn + 1,
            Text::new(
                "Clamping clears the lowest three bits, so that the result is always the same: zero. That tells nothing of the key, but it is no secret either.",
                "클램핑이 가장 낮은 세 비트를 지우므로 결과는 늘 0이다. 키에 대해 아무것도 말해 주지 않지만 비밀도 아니다.",
            ),
        ),
    ]
}

fn check_of(instance: Instance) -> Check {
    match instance {
        Instance::Weak => Check::Nothing,
        Instance::Fixed => Check::Member,
    }
}

/// The attacker gets the group, the public share, and as many answers as it likes.
fn subgroup_wins(chance: &mut Chance, instance: Instance) -> bool {
    let group = Numbers::new(chance);
    let secret = 2 + chance.below(group.q - 2);
    let share = power(group.g, secret, group.p);
    let mut server = Server::new(secret, check_of(instance));
    small_subgroup(&mut server, &group, share) == Some(secret)
}

/// The attacker gets the curve and as many answers as it likes.
fn curve_wins(chance: &mut Chance, instance: Instance) -> bool {
    let prime = Prime::new(chance);
    let secret = 2 + chance.below(prime.order - 2);
    let mut server = Server::new(secret, check_of(instance));
    invalid_curve(&mut server, &prime, chance) == Some(secret)
}
