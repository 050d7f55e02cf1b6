//! How keys leak to public values of small order: numbers, points of other curves, and the few such points of X25519.

use curve25519_dalek::constants::EIGHT_TORSION;
use x25519_dalek::StaticSecret;

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::equal::equal;
use crate::demo::glass::curve::{Curve, Point, Prime};
use crate::demo::glass::modular::{minus, power, times};
use crate::demo::public_key::small_order::{
    Leak, Numbers, Stray, combine, number_of_order, unsquare,
};
use crate::demo::show::same;
use crate::story::model::{Step, Value};
use crate::story::picture::{Drawing, Grid, Picture, Swatch};
use crate::text;

/// Numbers of small order, and what their answers say together.
pub(super) fn subgroup(group: &Numbers, x: u64, leaks: &[Leak]) -> [Step; 2] {
    let Numbers { p, q, small, g } = *group;
    let [r, s] = small;
    let share = power(g, x, p);
    let (rests, tried): (Vec<String>, Vec<u64>) = leaks
        .iter()
        .map(|leak| (format!("{} mod {}", leak.rest, leak.order), leak.guesses))
        .unzip();
    let (h, first) = (
        number_of_order(group, r),
        tried.first().copied().unwrap_or(0),
    );
    let tag = leaks
        .first()
        .map(|leak| leak.tag.clone())
        .unwrap_or_default();
    let confined = Step::desk(Text::new("confined to a small subgroup", "작은 부분군에 가두기"), "RFC 2785")
        .saying(text!(
            en: "In numbers first: p = 2·{r}·{s}·{q} + 1 = {p}. The attacker's share is h = {h}, whose powers repeat after {r}; so what the server agrees on can only be one of {r} numbers, each tried against its MAC.",
            ko: "먼저 수로 본다. p = 2·{r}·{s}·{q} + 1 = {p}. 공격자의 몫 h = {h} 의 거듭제곱은 {r}번마다 되풀이되므로, 서버가 얻는 공유 비밀은 {r}가지 수 중 하나뿐이다. MAC에 하나씩 맞추어 본다.",
        ))
        .because(Text::new(
            "Lim and Lee described this in 1997. It needs a secret that is used again: the attacker gets a little of it from each connection. Fresh secrets for each connection leak a little of something nobody needs again.",
            "임채훈과 이필중이 1997년에 설명했다. 비밀을 다시 쓸 때 통한다. 연결마다 조금씩 새기 때문이다. 연결마다 새 비밀을 쓰면 다시 쓰지 않을 값만 조금 샌다.",
        ))
        .with(Value::hex(Text::new("server's MAC", "서버의 MAC"), &tag, Knows::Wire))
        .with(Value::plain(Text::new("powers tried", "넣어 본 거듭제곱"), first, Knows::Attacker))
        .with(Value::plain("x", rests.first().cloned().unwrap_or_default(), Knows::Attacker));
    let (found, compared) = combine(group, share, leaks).unwrap_or((0, 0));
    let whole = Step::desk(Text::new("remainders put together", "나머지를 맞추기"), "")
        .saying(text!(
            en: "A second number, of order {s}, gives a second remainder. Few numbers below {q} leave both. One after the other is compared with the public g^x; number {compared} is x.",
            ko: "위수가 {s} 인 두 번째 수로 나머지를 하나 더 얻는다. {q} 보다 작은 비밀 중 두 나머지가 모두 맞는 것은 몇 없다. 하나씩 공개된 g^x 와 견주면 {compared}번째가 x이다.",
        ))
        .with(Value::plain("x", rests.join(", "), Knows::Attacker))
        .with(Value::plain("g^x mod p", share, Knows::Wire))
        .proving(equal(
            Text::new("the secret is found", "비밀을 찾았다"),
            "subgroup_secret",
            "x",
            [found, x],
            Text::new("it is the server's", "서버의 비밀이다"),
        ));
    [confined, whole]
}

/// A point of another curve, one answer, all answers.
pub(super) fn stray_points(prime: &Prime, own: u64, strays: &[Stray], leaks: &[Leak]) -> Vec<Step> {
    let Some((stray, leak)) = telling(strays, leaks) else {
        return Vec::new();
    };
    let Curve { p, a, .. } = prime.curve;
    let (Curve { b, .. }, Point::At(x, y)) = (stray.curve, stray.point) else {
        return Vec::new();
    };
    let (r, k) = (leak.order, leak.rest);
    let cube = times(x, times(x, x, p), p);
    let left = minus(minus(times(y, y, p), cube, p), times(a, x, p), p);
    let elsewhere = Step::desk(Text::new("a point of another curve", "다른 곡선의 점"), "")
        .saying(text!(
            en: "The rules for sums use a, never b. So the server's own code computes with ({x}, {y}) as well, which is on another curve, with b = {b}; there it comes back after {r} additions.",
            ko: "덧셈 공식은 a만 쓰고 b는 쓰지 않는다. 그래서 서버의 코드는 b = {b} 인 다른 곡선의 점 ({x}, {y}) 도 그대로 계산한다. 이 점은 거기서 {r}번 더하면 되돌아온다.",
        ))
        .because(Text::new(
            "Biehl, Meyer and Müller published it in 2000. In 2015 Jager, Schwenk and Somorovsky took server keys out of two TLS libraries that way, in 2018 Biham and Neumann fooled Bluetooth pairing, which had not authenticated y.",
            "2000년 빌, 마이어, 뮐러가 발표했다. 2015년 야거, 슈벵크, 소모로프스키는 TLS 라이브러리 두 곳에서 이렇게 서버 키를 꺼냈고, 2018년 비함과 노이만은 y를 인증하지 않던 블루투스 페어링을 속였다.",
        ))
        .with(Value::plain("P", said(stray.point), Knows::Wire))
        .with(Value::plain(text!(en: "{r}·P", ko: "{r}·P"), said(prime.curve.times(r, stray.point)), Knows::Attacker))
        .proving(equal(
            Text::new("it is on the curve with the other b", "다른 b의 곡선 위에 있다"),
            "other_b",
            "y² - x³ - ax mod p",
            [left, b],
            Text::new("the b that P belongs to", "P가 속한 곡선의 b"),
        ));
    let elsewhere = match in_small(&prime.curve, &stray.curve) {
        Some(picture) => elsewhere.picturing(picture),
        None => elsewhere,
    };
    let one = Step::desk(Text::new("one question, one remainder", "질문 하나에 나머지 하나"), "")
        .saying(text!(
            en: "The server answers with a MAC under the x of d·P, one of {n} values. {k}·P fits: d leaves {k} or {minus_k} modulo {r}, for opposite points have the same x.",
            ko: "서버는 d·P의 x로 만든 MAC으로 답하며, 가능한 값은 {n}가지이다. {k}·P 가 맞는다. 반대편 점과 x가 같으므로 d mod {r} 값은 {k} 또는 {minus_k} 이다.",
            n = r / 2 + 1,
            minus_k = minus(0, k, r),
        ))
        .with(Value::hex(Text::new("server's MAC", "서버의 MAC"), &leak.tag, Knows::Wire))
        .with(Value::plain(text!(en: "d mod {r}", ko: "d mod {r}"), signed(k), Knows::Attacker));
    let list = leaks
        .iter()
        .map(|leak| format!("{} mod {}", signed(leak.rest), leak.order));
    let list = list.collect::<Vec<_>>().join(", ");
    let found = unsquare(leaks).unwrap_or(0);
    let whole = Step::desk(Text::new("the whole key", "키 전체"), "")
        .saying(text!(
            en: "{n} questions with points of different orders are enough. Squares have no sign: the remainders of d² are put together (Chinese remainder theorem), and the root of {square} is the key.",
            ko: "위수가 다른 점으로 질문 {n}번이면 충분하다. 제곱에는 부호가 없으므로 d²의 나머지들을 맞추고(중국인의 나머지 정리), {square} 의 제곱근을 구하면 키이다.",
            n = leaks.len(),
            square = found * found,
        ))
        .with(Value::plain("d", list, Knows::Attacker))
        .proving(equal(
            Text::new("the key is found", "키를 찾았다"),
            "invalid_curve_key",
            "√(d²)",
            [found, own],
            Text::new("it is the server's private key", "서버의 개인 키이다"),
        ));
    vec![elsewhere, one, whole]
}

/// Two curves that differ in b only, over a prime that is small enough to be drawn; none if they are the same there.
fn in_small(curve: &Curve, other: &Curve) -> Option<Picture> {
    let small = |curve: &Curve, p| Curve {
        p,
        a: curve.a % p,
        b: curve.b % p,
    };
    let pairs = [11, 13, 17, 19].map(|p| (small(curve, p), small(other, p)));
    let apart =
        |(one, two): &&(Curve, Curve)| one.b != two.b && !one.is_singular() && !two.is_singular();
    let (one, two) = pairs.iter().find(apart)?;
    let Curve { p, a, b } = *one;
    let cell = |x, y| match Point::At(x, y) {
        point if one.holds(point) => 1,
        point if two.holds(point) => 2,
        _ => 0,
    };
    let rows = (0..p).rev().flat_map(|y| (0..p).map(move |x| (x, y)));
    let grid = Grid {
        columns: usize::try_from(p).ok()?,
        cells: rows.map(|(x, y)| cell(x, y)).collect(),
        swatches: vec![
            Swatch::new([240, 236, 224], ' ', Text::EMPTY),
            Swatch::new([40, 60, 120], '#', Text::same(format!("b = {b}"))),
            Swatch::new([205, 80, 50], 'o', Text::same(format!("b = {}", two.b))),
        ],
    };
    Some(Picture::new(
        text!(en: "in small: y² = x³ + {a}x + b modulo {p}", ko: "작게 보면: y² = x³ + {a}x + b (mod {p})"),
        Text::new(
            "No point is on both curves, and sums stay on the curve they began on.",
            "두 곡선에 함께 있는 점은 없고, 합은 처음 곡선을 벗어나지 않는다.",
        ),
        Drawing::Grid(grid),
    ))
}

/// The first point whose answer left a remainder other than 0: 0 has no sign, and shows less.
pub(super) fn telling<'s>(strays: &'s [Stray], leaks: &'s [Leak]) -> Option<(&'s Stray, &'s Leak)> {
    let mut pairs = strays.iter().zip(leaks);
    let found = pairs.clone().find(|(_, leak)| leak.rest > 0);
    found.or_else(|| pairs.next())
}

/// A remainder whose sign is open.
fn signed(rest: u64) -> String {
    match rest {
        0 => "0".to_owned(),
        _ => format!("±{rest}"),
    }
}

/// The u of the points of X25519 that have an order of at most 8, each once.
pub(super) fn low_order() -> Vec<[u8; 32]> {
    let mut all: Vec<[u8; 32]> = EIGHT_TORSION
        .iter()
        .map(|point| point.to_montgomery().to_bytes())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What X25519 makes of points of small order.
pub(super) fn all_zero(key: [u8; 32]) -> Step {
    let own = StaticSecret::from(key);
    let points = low_order();
    let results: Vec<[u8; 32]> = points
        .iter()
        .map(|u| own.diffie_hellman(&(*u).into()).to_bytes())
        .collect();
    let step = Step::desk(Text::new("X25519: zero for every key", "X25519: 어떤 키로도 0"), "RFC 7748 §6.1")
        .saying(Text::new(
            "Curve25519 has a few points of order 1, 2, 4 and 8. Keys are multiples of 8, so they leak nothing; but the shared secret is zero whatever the key, and an attacker knows it.",
            "Curve25519에는 위수 1, 2, 4, 8인 점이 몇 개 있다. 키가 8의 배수라 새는 것은 없지만, 어떤 키를 써도 공유 비밀이 0이 되어 공격자가 안다.",
        ))
        .with(Value::hex(Text::new("a key", "키"), &key, Knows::Secret));
    let step = points
        .iter()
        .skip(1)
        .fold(step, |step, u| step.with(Value::hex("u", u, Knows::Wire)));
    step.proving(same(
        Text::new("shared secrets with all of them", "그 모두와의 공유 비밀"),
        "all_zero",
        "X25519(key, u)",
        &results.concat(),
        &vec![0; 32 * points.len()],
        Text::new("nothing but zeros", "0뿐이다"),
    ))
}

/// A point as it is written.
pub(super) fn said(point: Point) -> String {
    match point {
        Point::Infinity => "∞".to_owned(),
        Point::At(x, y) => format!("({x}, {y})"),
    }
}
