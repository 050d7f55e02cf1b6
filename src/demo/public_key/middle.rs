//! How Diffie-Hellman breaks: counted back where the numbers are small, and led astray by whoever holds the wire.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::equal::equal;
use crate::demo::glass::modular::power;
use crate::demo::public_key::exchange::{Group, Mallory, Sent, open, seal};
use crate::demo::show::{same, words};
use crate::story::model::{Step, Value};
use crate::text;

/// What is written under a secret that two share.
static LETTERS: &[&str] = &[
    "the key is under the third stone",
    "we meet at noon behind the library",
    "transfer 500 to the usual account",
    "nobody must know before tuesday",
];

/// The secret of both, found by counting through the powers of g.
pub(super) fn counted(group: &Group, found: u64, to_alice: u64, secret: u64) -> Step {
    let Group { p, g } = *group;
    let reached = power(to_alice, found, p);
    Step::desk(Text::new("too small: count", "너무 작다: 세어 보기"), "")
        .saying(text!(
            en: "Whoever listens multiplies {g} again and again until A comes: it comes at power {found}, and that is Alice's secret number.",
            ko: "도청자가 A가 나올 때까지 {g} 값을 거듭 곱한다. 지수 {found} 에서 나오고, 그것이 앨리스의 비밀 수이다.",
        ))
        .because(Text::new(
            "This is the discrete logarithm. Counting is the dullest way; baby-step giant-step needs the square root of the steps, index calculus far fewer. In 2015 Logjam took servers that could be talked into primes of 512 bits: a week of preparation for a prime, then about a minute for each connection.",
            "이것이 이산 로그이다. 세기는 가장 우직한 방법이며, 아기걸음 거인걸음은 제곱근만큼, 지수 계산법은 훨씬 적게 걸린다. 2015년 Logjam은 512비트 소수를 쓰게 할 수 있던 서버를 노렸다. 소수 하나에 일주일을 준비하면 연결마다 1분쯤이면 되었다.",
        ))
        .with(Value::plain(Text::new("a, found", "찾아낸 a"), found, Knows::Attacker))
        .with(Value::plain("s = B^a mod p", reached, Knows::Attacker))
        .proving(equal(
            Text::new("the secret is found", "비밀을 찾았다"),
            "counted_secret",
            "B^a mod p",
            [reached, secret],
            Text::new("the listener has the secret of both", "도청자가 두 사람의 비밀을 얻었다"),
        ))
}

/// Both shares switched, and a letter read on its way.
pub(super) fn in_the_middle(
    group: &Group,
    mallory: &Mallory,
    own: [u64; 2],
    sent: [&Sent; 2],
    letter: &str,
) -> [Step; 2] {
    let ([a, b], [alice, bob]) = (own, sent);
    let [arrives, _] = mallory.switches(group, alice);
    let (m, share) = (mallory.own, arrives.share);
    let [with_alice, with_bob] = [a, b].map(|own| power(share, own, group.p));
    let [on_one_side, on_the_other] = [alice, bob].map(|sent| mallory.secret(group, sent));
    let switched = Step::desk(Text::new("switched shares", "바꿔치기한 몫"), "")
        .saying(text!(
            en: "Mallory, who holds the wire, needs no counting: both shares are kept back, and each side gets {share} = g^{m} instead.",
            ko: "선로를 쥔 맬러리는 셀 필요도 없다. 두 몫을 붙잡아 두고 양쪽에 {share} = g^{m} 값을 대신 보낸다.",
        ))
        .because(Text::new(
            "No group is large enough against this: Mallory never takes a logarithm. Each side makes a perfect secret, with the wrong person.",
            "군이 아무리 커도 막지 못한다. 맬러리는 로그를 구하지 않는다. 양쪽 모두 완벽한 비밀을 만들지만 상대가 틀렸다.",
        ))
        .with(Value::plain(Text::new("secret with Alice", "앨리스와의 비밀"), on_one_side, Knows::Attacker))
        .with(Value::plain(Text::new("secret with Bob", "밥과의 비밀"), on_the_other, Knows::Attacker))
        .proving(equal(
            Text::new("Alice's secret", "앨리스의 비밀"),
            "middle_alice",
            "A^m = M^a mod p",
            [on_one_side, with_alice],
            text!(en: "Alice holds {with_alice}, and so does Mallory", ko: "앨리스와 맬러리의 값이 같다: {with_alice}"),
        ))
        .proving(equal(
            Text::new("Bob's secret", "밥의 비밀"),
            "middle_bob",
            "B^m = M^b mod p",
            [on_the_other, with_bob],
            text!(en: "Bob holds {with_bob}, and so does Mallory", ko: "밥과 맬러리의 값이 같다: {with_bob}"),
        ));
    let sealed = seal(with_alice, letter.as_bytes()).unwrap_or_default();
    let read = open(on_one_side, &sealed).unwrap_or_default();
    let again = seal(on_the_other, &read).unwrap_or_default();
    let delivered = open(with_bob, &again).unwrap_or_default();
    let opened = Step::desk(Text::new("the letter is read on its way", "편지를 도중에 읽는다"), "")
        .saying(Text::new(
            "Alice seals a letter with AES-128-GCM; Mallory opens it, reads it, seals it again for Bob. Every tag is right.",
            "앨리스가 AES-128-GCM으로 편지를 봉한다. 맬러리가 열어 읽고 밥에게 다시 봉해 보낸다. 태그는 모두 맞다.",
        ))
        .with(Value::hex(Text::new("from Alice", "앨리스가 보낸 것"), &sealed, Knows::Wire))
        .with(Value::plain(Text::new("read", "읽은 글"), words(&read), Knows::Attacker))
        .with(Value::hex(Text::new("to Bob", "밥에게 간 것"), &again, Knows::Wire))
        .proving(same(
            Text::new("Bob notices nothing", "밥은 눈치채지 못한다"),
            "delivered",
            "open(open(letter)) = letter",
            &delivered,
            letter.as_bytes(),
            Text::new("the letter arrives, word for word", "편지가 글자 그대로 도착한다"),
        ));
    [switched, opened]
}

/// A letter, from chance.
pub(super) fn letter(chance: &mut Chance) -> &'static str {
    chance.pick(LETTERS).copied().unwrap_or_default()
}
