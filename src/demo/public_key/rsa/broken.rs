//! How textbook RSA breaks, a step an attack: four times for want of padding, four times for a badly made key.

use num_bigint_dig::BigUint;

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::equal::{equal, equal_long};
use crate::demo::glass::rsa::{Private, Public};
use crate::demo::public_key::rsa::attacks::{
    Wiener, broadcast, common_modulus, confirmed, cube_root, doubled, fermat, shared_prime, wiener,
};
use crate::demo::public_key::rsa::mounted::{
    SMALL_D, STEPS, VOTES, neighbours, siblings, twin, with_d,
};
use crate::demo::public_key::rsa::sealing::{BITS, Padding};
use crate::demo::show::{same, words};
use crate::story::model::{Step, Value};
use crate::text;

/// What is sent to three at once: too long to be a cube below one modulus.
static NOTES: &[&str] = &[
    "to all three of you: the meeting is moved to friday at nine",
    "to all three of you: bring the signed contract to the notary",
    "to all three of you: do not answer the phone before tuesday",
];

/// An attack as it is told, and what its work was.
pub(super) struct Told {
    /// What is told.
    pub(super) step: Step,
    /// A stable name for the work, what it is, and how much of it.
    pub(super) cost: Option<(&'static str, Text, u64)>,
}

/// All eight. `message` is the short message that is sent with e = 3.
pub(super) fn all(chance: &mut Chance, message: &[u8]) -> Vec<Told> {
    let key = Private::new(chance, BITS, 65_537);
    let keys = [(), (), ()].map(|()| Private::new(chance, BITS, 3));
    vec![
        guess(chance, &key.public),
        double(chance, &key),
        root(&keys[0].public, message),
        three(chance, &keys),
        one_modulus(&key, message),
        small_d(&with_d(chance, SMALL_D)),
        shared(&siblings(chance)),
        close(&neighbours(chance)),
    ]
}

fn guess(chance: &mut Chance, key: &Public) -> Told {
    let vote = chance.pick(VOTES).copied().unwrap_or_default();
    let sealed = key.raw(&BigUint::from_bytes_be(vote.as_bytes()));
    let found = confirmed(key, Padding::Bare, &sealed, VOTES, chance).unwrap_or_default();
    let tried = VOTES.iter().take_while(|one| **one != found).count() + 1;
    let step = Step::desk(Text::new("the same in, the same out", "같은 것을 넣으면 같은 것이 나온다"), "")
        .saying(text!(
            en: "One of {all} votes was sent. Everyone has the public key, encrypts each vote and compares: number {tried} gives this ciphertext.",
            ko: "{all}가지 표 중 하나를 보냈다. 공개 키는 누구나 가지므로 표마다 암호화해 견준다. {tried}번째가 이 암호문을 낸다.",
            all = VOTES.len(),
        ))
        .because(Text::new(
            "Encryption that is the same every time hides no message that can be guessed: a vote, a PIN, a price. Goldwasser and Micali said in 1982 that encryption has to be random, and what that means.",
            "매번 같은 암호화는 추측할 수 있는 메시지(표, PIN, 가격)를 감추지 못한다. 골드와서와 미칼리가 1982년에 암호화는 확률적이어야 함을 밝히고 그 뜻을 정의했다.",
        ))
        .with(number(Text::new("ciphertext", "암호문"), &sealed, Knows::Wire))
        .with(Value::plain(Text::new("vote", "표"), found, Knows::Attacker));
    Told {
        step: step.proving(same(
            Text::new("the vote is known", "표를 알아냈다"),
            "guess_confirmed",
            "m′^e mod n = c",
            &key.raw(&BigUint::from_bytes_be(found.as_bytes()))
                .to_bytes_be(),
            &sealed.to_bytes_be(),
            Text::new("without the private key", "개인 키 없이"),
        )),
        cost: cost(
            "guesses",
            Text::new("votes encrypted", "암호화해 본 표"),
            tried as u64,
        ),
    }
}

fn double(chance: &mut Chance, key: &Private) -> Told {
    let amount = 100 + chance.below(900);
    let sealed = key.public.raw(&BigUint::from(amount));
    let opened = key.raw(&doubled(&key.public, &sealed));
    let step = Step::desk(Text::new("changed unread: malleability", "읽지 않고 바꾸기: 가변성"), "")
        .saying(text!(
            en: "A bid of {amount} was sent. c · 2^e is a ciphertext of twice the number, whatever it is: {opened} arrives.",
            ko: "{amount}원의 입찰을 보냈다. c · 2^e 는 무엇이든 두 배로 만든 암호문이다. 도착한 값: {opened}.",
        ))
        .because(Text::new(
            "RSA keeps products: (a·b)^e = a^e · b^e. That is useful for blind signatures, and ruinous where the receiver takes whatever decrypts.",
            "RSA는 곱을 지킨다: (a·b)^e = a^e · b^e. 은닉 서명에는 쓸모가 있지만, 복호화되는 대로 믿는 수신자에게는 치명적이다.",
        ))
        .proving(equal(
            Text::new("twice the bid", "입찰가의 두 배"),
            "doubled",
            "(c · 2^e)^d mod n = 2m",
            [opened.clone(), BigUint::from(2 * amount)],
            text!(en: "{opened} = 2 · {amount}", ko: "{opened} = 2 · {amount}"),
        ));
    Told { step, cost: None }
}

fn root(key: &Public, message: &[u8]) -> Told {
    let m = BigUint::from_bytes_be(message);
    let sealed = key.raw(&m);
    let found = cube_root(&sealed).unwrap_or_default();
    let step = Step::desk(Text::new("e = 3 and a short message", "e = 3과 짧은 메시지"), "")
        .saying(text!(
            en: "m³ has {cube} bits, n has {n}: the remainder is m³ itself, and its cube root is the message.",
            ko: "m³ 은 {cube}비트, n은 {n}비트이다. 나머지가 m³ 그대로이므로 세제곱근이 메시지이다.",
            cube = sealed.bits(),
            n = key.n.bits(),
        ))
        .with(Value::plain("∛c", words(&found.to_bytes_be()), Knows::Attacker))
        .proving(equal_long(
            Text::new("the message is read", "메시지를 읽었다"),
            "cube_root",
            "∛c",
            [&found, &m],
            Text::new("by a root, as of any whole number", "보통 정수의 세제곱근으로"),
        ));
    Told { step, cost: None }
}

fn three(chance: &mut Chance, keys: &[Private; 3]) -> Told {
    let note = chance.pick(NOTES).copied().unwrap_or_default();
    let m = BigUint::from_bytes_be(note.as_bytes());
    let sealed = keys.each_ref().map(|key| key.public.raw(&m));
    let alone = sealed.iter().filter(|c| cube_root(c).is_some()).count();
    let sent: Vec<_> = keys.iter().map(|key| &key.public).zip(&sealed).collect();
    let found = broadcast(&sent).unwrap_or_default();
    let step = Step::desk(Text::new("one message to three (Håstad)", "한 메시지를 셋에게(호스타드)"), "")
        .saying(text!(
            en: "A long message with e = 3 to three people: {alone} of the three ciphertexts are cubes. Together they are m³ modulo n₁·n₂·n₃, which m³ does not reach.",
            ko: "긴 메시지를 e = 3으로 세 사람에게 보낸다. 세 암호문 중 세제곱수는 {alone}개이다. 하나로 맞추면(나머지 정리) m³ mod n₁·n₂·n₃ 이고, m³ 은 그보다 작다.",
        ))
        .because(Text::new(
            "Håstad showed in 1985 that as many recipients as e are enough. Coppersmith's method later took messages that differ a little, such as by a name or a counter: padding has to be random, not only different.",
            "호스타드가 1985년에 수신자가 e명이면 충분함을 보였다. 나중에 코퍼스미스의 방법은 이름이나 번호만 조금 다른 메시지까지 읽었다. 패딩은 다르기만 해서는 안 되고 무작위여야 한다.",
        ))
        .with(Value::plain("m", words(&found.to_bytes_be()), Knows::Attacker))
        .proving(equal_long(
            Text::new("the message is read", "메시지를 읽었다"),
            "broadcast",
            "∛CRT(c₁, c₂, c₃)",
            [&found, &m],
            Text::new("from three ciphertexts, with no key", "키 없이 암호문 셋으로"),
        ));
    Told { step, cost: None }
}

fn one_modulus(key: &Private, message: &[u8]) -> Told {
    let other = twin(key, 17);
    let m = BigUint::from_bytes_be(message);
    let [c, k] = [key, &other].map(|key| key.public.raw(&m));
    let found = common_modulus([(&key.public, &c), (&other.public, &k)]).unwrap_or_default();
    let (e, f) = (&key.public.e, &other.public.e);
    let step = Step::desk(Text::new("one modulus for two people", "두 사람에게 같은 n"), "")
        .saying(text!(
            en: "A company gives all the same n and each their own e, here {e} and {f}. For a message sent to both, s·{e} + t·{f} = 1 gives c₁^s · c₂^t = m.",
            ko: "회사가 모두에게 같은 n을, 각자에게 다른 e를 주었다({e}, {f}). 둘에게 보낸 메시지는 s·{e} + t·{f} = 1 에서 c₁^s · c₂^t = m 으로 읽힌다.",
        ))
        .because(Text::new(
            "It is worse for those inside: whoever has one pair e, d can factor n, and reads all the others' letters.",
            "안에 있는 사람에게는 더 나쁘다. e, d 한 쌍을 가진 사람은 n을 인수분해하여 다른 모두의 편지를 읽는다.",
        ))
        .proving(equal_long(
            Text::new("the message is read", "메시지를 읽었다"),
            "common_modulus",
            "c₁^s · c₂^t mod n",
            [&found, &m],
            Text::new("no key and no prime needed", "키도 소수도 필요 없다"),
        ));
    Told { step, cost: None }
}

fn small_d(key: &Private) -> Told {
    let found = wiener(&key.public);
    let tries = found.as_ref().map_or(0, |found| found.convergent);
    let d = found.map_or_else(BigUint::default, |Wiener { d, .. }| d);
    let step = Step::desk(Text::new("a small d (Wiener)", "작은 d(위너)"), "")
        .saying(text!(
            en: "To decrypt faster somebody chose d of {bits} bits. e/n is then so near to k/d that its continued fraction runs through it: convergent {tries} has d.",
            ko: "빨리 복호화하려고 d를 {bits}비트로 골랐다. 그러면 e/n 이 k/d 와 아주 가까워, 연분수 전개의 {tries}번째 근사분수에 d가 나온다.",
            bits = key.d.bits(),
        ))
        .because(Text::new(
            "Michael Wiener showed in 1990 that d below a third of the fourth root of n is found so; Boneh and Durfee reached n^0.292 in 1999. Faster decryption comes from the Chinese remainder theorem, not from a small d.",
            "마이클 위너가 1990년에 d가 n의 네제곱근의 1/3보다 작으면 이렇게 찾아짐을 보였다. 보네와 더피는 1999년에 n^0.292 까지 넓혔다. 빠른 복호화는 작은 d가 아니라 중국인의 나머지 정리로 한다.",
        ))
        .with(number("d".into(), &d, Knows::Attacker))
        .proving(equal_long(
            Text::new("the private key is found", "개인 키를 찾았다"),
            "small_d",
            "k/d ≈ e/n",
            [&d, &key.d],
            Text::new("it is the owner's d", "주인의 d이다"),
        ));
    Told {
        step,
        cost: cost(
            "convergents",
            Text::new("fractions tried", "넣어 본 근사분수"),
            tries,
        ),
    }
}

fn shared([one, other]: &[Private; 2]) -> Told {
    let prime = shared_prime(&one.public, &other.public).unwrap_or_default();
    let found = [one, other].map(|key| Private::from_factor(&key.public, &prime).map(|key| key.d));
    let step = Step::desk(Text::new("a prime in two keys", "두 키에 든 같은 소수"), "")
        .saying(Text::new(
            "Two devices drew their first prime from the same poor randomness. The greatest common divisor of their moduli is that prime: both keys are open, and nobody had to factor.",
            "두 장치가 부실한 난수에서 같은 첫 소수를 뽑았다. 두 n의 최대공약수가 그 소수이다. 인수분해 없이 두 키가 모두 풀린다.",
        ))
        .because(Text::new(
            "In 2012 two teams (Heninger and others, Lenstra and others) collected millions of keys and computed the divisors of all pairs: about one TLS host in 200 had a key that fell, most of them routers and other small devices.",
            "2012년 두 연구진(헤닝거 외, 렌스트라 외)이 키 수백만 개를 모아 모든 쌍의 공약수를 구했다. TLS 호스트 200대 중 한 대꼴로 키가 풀렸고, 대부분 공유기 같은 작은 장치였다.",
        ))
        .with(number("gcd(n₁, n₂)".into(), &prime, Knows::Attacker))
        .proving(same(
            Text::new("both private keys", "두 개인 키"),
            "shared_prime",
            "(n₁, gcd) → d₁, (n₂, gcd) → d₂",
            &joined(&found.map(Option::unwrap_or_default)),
            &joined(&[one.d.clone(), other.d.clone()]),
            Text::new("those of the two devices", "두 장치의 것과 같다"),
        ));
    Told { step, cost: None }
}

fn close(key: &Private) -> Told {
    let (prime, steps) = fermat(&key.public, STEPS).unwrap_or_default();
    let found = Private::from_factor(&key.public, &prime).map(|key| key.d);
    let step = Step::desk(Text::new("primes too close (Fermat)", "너무 가까운 소수(페르마)"), "")
        .saying(text!(
            en: "q is the next prime a little above p. Counting up from √n, number {steps} is the middle of the two: its square less n is a square.",
            ko: "q가 p 바로 위의 소수이다. √n에서 하나씩 올라가면 {steps}번째 수가 둘의 한가운데이다. 그 제곱에서 n을 빼면 제곱수이다.",
        ))
        .because(Text::new(
            "Pierre de Fermat described it in 1643. In 2022 Hanno Böck found it still worked on keys of printers (CVE-2022-26320). FIPS 186 wants the primes to differ within their first 100 bits.",
            "페르마가 1643년에 설명했다. 2022년 하노 뵈크는 프린터의 키에 여전히 통함을 보였다(CVE-2022-26320). FIPS 186은 두 소수가 처음 100비트 안에서 달라야 한다고 정한다.",
        ))
        .with(number("p".into(), &prime, Knows::Attacker))
        .proving(equal_long(
            Text::new("the private key is found", "개인 키를 찾았다"),
            "close_primes",
            "(p, n/p) → d",
            [&found.unwrap_or_default(), &key.d],
            Text::new("it is the owner's d", "주인의 d이다"),
        ));
    Told {
        step,
        cost: cost(
            "fermat",
            Text::new("squares tried (Fermat)", "넣어 본 제곱(페르마)"),
            steps,
        ),
    }
}

fn cost(key: &'static str, label: Text, count: u64) -> Option<(&'static str, Text, u64)> {
    Some((key, label, count))
}

/// A number as bytes.
pub(super) fn number(name: Text, number: &BigUint, knows: Knows) -> Value {
    Value::hex(name, &number.to_bytes_be(), knows)
}

fn joined(numbers: &[BigUint; 2]) -> Vec<u8> {
    numbers.each_ref().map(BigUint::to_bytes_be).concat()
}
