//! Diffie-Hellman with numbers one can check by hand: a secret from two public shares, and whom one shares it with.

use num_bigint_dig::{BigUint, RandBigInt};

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::equal::equal;
use crate::demo::glass::modular::{power, times};
use crate::demo::public_key::exchange::{
    Group, Mallory, Sent, Signer, Trust, count_back, ffdhe2048, open, seal,
};
use crate::demo::public_key::middle::{counted, in_the_middle, letter};
use crate::demo::public_key::paint::{self, Numbers};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "diffie-hellman",
    topic: Topic::PublicKey,
    title: Doc::new(
        "Diffie-Hellman, and the one in the middle",
        "디피-헬먼, 그리고 중간에 선 사람",
    ),
    line: Doc::new(
        "Two strangers make a secret in public; with small numbers anyone finds it, unsigned anyone can be the other.",
        "처음 만난 둘이 공개된 곳에서 비밀을 만든다. 수가 작으면 누구나 찾고, 서명이 없으면 누구나 상대인 척한다.",
    ),
    takes: &[Takes {
        input: Input::Key,
        sizes: Sizes::Between(1, 2),
        means: Doc::new("Alice's secret number", "앨리스의 비밀 수"),
    }],
    exercise: Exercise {
        number: 17,
        title: Doc::new("DH by hand", "손으로 하는 DH"),
    },
    tell,
    attacks: &[
        Attack {
            name: "counting",
            wins: counting_wins,
        },
        Attack {
            name: "man_in_the_middle",
            wins: middle_wins,
        },
    ],
};

/// More powers than any small group here has.
const MOST: u64 = 5_000;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let group = Group::small(&mut scene.chance);
    let Group { p, g } = group;
    let drawn = 2 + scene.chance.below(p - 3);
    let a = match &asked.own.key {
        Some(own) => {
            let number = own.iter().fold(0, |sum, byte| sum * 256 + u64::from(*byte));
            let a = number % (p - 1);
            scene.remark(text!(
                en: "Alice's secret number is yours: {number}, which in an exponent is {a}, for exponents count modulo p - 1.",
                ko: "앨리스의 비밀 수는 직접 넣은 값 {number} 이며, 지수는 p - 1로 나눈 나머지로 세므로 {a} 이다.",
            ));
            if a < 2 {
                scene.remark(text!(
                    en: "A secret of {a} hides nothing: its share is {share}, and everyone sees why.",
                    ko: "비밀 수가 {a} 이면 아무것도 숨기지 못한다. 몫이 {share} 이므로 누구나 알아챈다.",
                    share = group.share(a),
                ));
            }
            a
        }
        None => drawn,
    };
    let b = 2 + scene.chance.below(p - 3);
    let [to_bob, to_alice] = [a, b].map(|own| group.share(own));
    let secret = power(to_alice, a, p);
    let steps = works(&group, [a, b], [to_bob, to_alice], secret);
    for step in steps {
        scene.step(Part::Works, step);
    }

    let [big_p, big_g, big_share] = [p, g, to_bob].map(BigUint::from);
    let (found, multiplications) = count_back(&big_p, &big_g, &big_share, MOST);
    let found = found.unwrap_or(0);
    scene.step(Part::Breaks, counted(&group, found, to_alice, secret));
    scene.cost(
        Part::Breaks,
        "multiplications",
        Text::new("multiplied to count back", "거꾸로 세며 곱한 횟수"),
        multiplications,
    );
    let mallory = Mallory::new(&mut scene.chance, &group, [to_bob, to_alice]);
    let letter = letter(&mut scene.chance);
    let [alice, bob] = [to_bob, to_alice].map(|share| Sent {
        share,
        signature: None,
    });
    for step in in_the_middle(&group, &mallory, [a, b], [&alice, &bob], letter) {
        scene.step(Part::Breaks, step);
    }

    let signer = Signer::new(&mut scene.chance);
    let sent = signer.sends(&group, to_bob);
    let trust = Trust::Signed(signer.public());
    scene.step(Part::Repair, signed(&group, &sent, &signer, &trust));
    scene.step(Part::Repair, refused(&group, &mallory, &sent, &trust));
    let large = large(&mut scene.chance);
    scene.step(Part::Repair, large);

    let turn = scene.chance.below(3);
    Ok(scene.finish(
        Text::new(
            "Diffie-Hellman hides the secret from those who listen, in a group too large to count. Who the other is, only a signature says.",
            "디피-헬먼은 셀 수 없이 큰 군에서 도청자에게 비밀을 감춘다. 상대가 누구인지는 서명만이 말해 준다.",
        ),
        questions(&group, turn),
    ))
}

fn works(group: &Group, own: [u64; 2], shares: [u64; 2], secret: u64) -> [Step; 4] {
    let (Group { p, g }, [a, b], [to_bob, to_alice]) = (*group, own, shares);
    let squares = (0..u64::BITS)
        .take_while(|at| a >> at > 0)
        .map(|at| (at, power(g, 1 << at, p)));
    let needed: Vec<(u32, u64)> = squares.clone().filter(|(at, _)| a >> at & 1 == 1).collect();
    let list = squares
        .map(|(_, square)| square.to_string())
        .collect::<Vec<_>>();
    let factors: Vec<String> = needed
        .iter()
        .map(|(_, square)| square.to_string())
        .collect();
    let factors = match factors.is_empty() {
        true => "1".to_owned(),
        false => factors.join(" · "),
    };
    let product = needed
        .iter()
        .fold(1, |product, (_, square)| times(product, *square, p));
    let public = Step::desk(Text::new("two public numbers", "공개된 두 수"), "RFC 2631 §2.2")
        .saying(text!(
            en: "Everyone may know the prime p and the generator g: the powers of {g}, divided by {p}, leave every remainder from 1 to {most} once.",
            ko: "소수 p와 생성원 g는 누구나 알아도 된다. 생성원 {g} 의 거듭제곱은 나머지(mod {p})로 1부터 {most} 까지의 수를 한 번씩 모두 낸다.",
            most = p - 1,
        ))
        .because(Text::new(
            "Diffie and Hellman published it in 1976; Malcolm Williamson of GCHQ had found it in 1974, and was not allowed to say so until 1997. It was the first answer to the question how strangers get a common key.",
            "디피와 헬먼이 1976년에 발표했다. 영국 GCHQ의 맬컴 윌리엄슨이 1974년에 먼저 찾았지만 1997년에야 알려졌다. 처음 만난 사람끼리 공통 키를 어떻게 얻느냐는 물음의 첫 답이었다.",
        ))
        .because(text!(
            en: "p - 1 is 2 times the prime {half}: such a p is called safe, because the powers of no number repeat early, except those of 1 and p - 1. What happens otherwise is shown in invalid-curve.",
            ko: "p - 1은 소수 {half} 의 두 배이다. 이런 p를 안전 소수라 하며, 1과 p - 1 말고는 어떤 수의 거듭제곱도 일찍 되풀이되지 않는다. 그렇지 않으면 어떻게 되는지는 invalid-curve 시연에 있다.",
            half = (p - 1) / 2,
        ))
        .with(Value::plain("p", p, Knows::Wire))
        .with(Value::plain("g", g, Knows::Wire));
    let swapped = Step::desk(Text::new("two secrets, two shares", "비밀 둘, 몫 둘"), "")
        .saying(text!(
            en: "Alice raises {g} to a power only she knows, Bob to his; the remainders go over the wire.",
            ko: "앨리스는 자기만 아는 지수로, 밥도 자기만 아는 지수로 {g} 의 거듭제곱을 구하고, 그 나머지를 선로로 보낸다.",
        ))
        .with(Value::plain("a", a, Knows::Secret))
        .with(Value::plain("b", b, Knows::Secret))
        .with(Value::plain("A = g^a mod p", to_bob, Knows::Wire))
        .with(Value::plain("B = g^b mod p", to_alice, Knows::Wire));
    let by_hand = Step::desk(Text::new("by hand: square and multiply", "손으로: 제곱하고 곱하기"), "")
        .saying(text!(
            en: "No need to multiply {a} times: square g again and again, and multiply those squares that stand for a 1 in a = {a:b} (binary).",
            ko: "{a}번 곱할 필요는 없다. g를 거듭 제곱해 두고, 2진수 a = {a:b} 에서 1인 자리의 제곱만 곱한다.",
        ))
        .because(Text::new(
            "That is the asymmetry everything rests on: the power takes as many squarings as the exponent has bits, the way back takes as many steps as the exponent is large. Ten bits more cost the owner ten squarings and the attacker a thousand times the work.",
            "모든 것이 이 비대칭에 걸려 있다. 거듭제곱은 지수의 비트 수만큼 제곱하면 되지만, 거꾸로 가려면 지수의 크기만큼 걸린다. 10비트가 늘면 주인은 제곱 열 번, 공격자는 천 배의 일이 는다.",
        ))
        .with(Value::plain("g, g^2, g^4, g^8 …", list.join(", "), Knows::Recomputed))
        .with(Value::plain(Text::new("multiplied", "곱한 것"), &factors, Knows::Recomputed))
        .proving(equal(
            Text::new("the product is Alice's share", "곱이 앨리스의 몫이다"),
            "square_and_multiply",
            &format!("{factors} mod p = A"),
            [product, to_bob],
            Text::new("the few squares give A", "몇 개의 제곱으로 A가 나온다"),
        ));
    let numbers = Numbers {
        g,
        own,
        shares,
        secret,
    };
    let shared = Step::desk(Text::new("the same secret", "같은 비밀"), "RFC 2631 §2.1")
        .saying(text!(
            en: "Alice raises {to_alice} to her power, Bob {to_bob} to his. Both get g^(a·b), and neither a nor b was ever sent.",
            ko: "앨리스는 {to_alice} 값을, 밥은 {to_bob} 값을 자기 지수로 거듭제곱한다. 둘 다 g^(a·b)를 얻고, a도 b도 보낸 적이 없다.",
        ))
        .with(Value::plain("s", secret, Knows::Secret))
        .proving(equal(
            Text::new("both have it", "둘 다 얻었다"),
            "shared_secret",
            "B^a mod p = A^b mod p",
            [power(to_alice, a, p), power(to_bob, b, p)],
            text!(en: "both ends hold {secret}", ko: "양 끝의 값: {secret}"),
        ))
        .picturing(paint::picture(&numbers));
    [public, swapped, by_hand, shared]
}

fn signed(group: &Group, sent: &Sent, signer: &Signer, trust: &Trust) -> Step {
    let taken = trust.takes(group, sent);
    Step::desk(Text::new("signed shares", "서명한 몫"), "RFC 8446 §4.4.3")
        .saying(Text::new(
            "Alice signs her share with a key that Bob already knows to be hers, from a certificate: whoever switches the share needs that key.",
            "앨리스는 몫에 서명한다. 서명 키가 앨리스의 것임을 밥은 인증서로 이미 안다. 몫을 바꾸려면 그 키가 있어야 한다.",
        ))
        .because(Text::new(
            "TLS 1.3 signs more: the hash of all messages so far, so that neither shares nor the list of offered algorithms can be switched. The signature proves who; the exchange keeps what was said secret even if the signing key is stolen later (forward secrecy).",
            "TLS 1.3은 더 많이 서명한다. 지금까지의 모든 메시지의 해시에 서명하므로 몫도, 제안한 알고리즘 목록도 바꿔치기할 수 없다. 서명은 누구인지를 증명하고, 교환은 나중에 서명 키를 도둑맞아도 내용을 지킨다(순방향 비밀성).",
        ))
        .with(Value::hex(Text::new("Alice's public key", "앨리스의 공개 키"), &signer.public(), Knows::Wire))
        .with(Value::hex(Text::new("signature", "서명"), sent.signature.as_deref().unwrap_or_default(), Knows::Wire))
        .with(Value::new(Text::new("Bob", "밥"), verdict(taken), Knows::Wire))
}

fn refused(group: &Group, mallory: &Mallory, sent: &Sent, trust: &Trust) -> Step {
    let [kept, signed] = mallory.switches(group, sent);
    let share = kept.share;
    Step::desk(Text::new("the switched share is refused", "바꿔치기한 몫은 거부된다"), "")
        .saying(text!(
            en: "Mallory sends {share} once under Alice's signature for {real}, once under a signature of Mallory's own.",
            ko: "맬러리가 {share} 값을 한 번은 앨리스가 {real} 에 한 서명과 함께, 한 번은 자기 서명과 함께 보낸다.",
            real = sent.share,
        ))
        .with(Value::new(Text::new("Alice's signature", "앨리스의 서명"), verdict(trust.takes(group, &kept)), Knows::Wire))
        .with(Value::new(Text::new("Mallory's signature", "맬러리의 서명"), verdict(trust.takes(group, &signed)), Knows::Wire))
}

fn large(chance: &mut Chance) -> Step {
    let (p, g) = (ffdhe2048(), BigUint::from(2_u8));
    let [a, b] = [(), ()].map(|()| chance.gen_biguint(256));
    let [to_bob, to_alice] = [&a, &b].map(|own| g.modpow(own, &p));
    let (found, tried) = count_back(&p, &g, &to_bob, MOST);
    let secret = to_alice.modpow(&a, &p);
    let outcome = match found {
        Some(found) => Text::same(found.to_string()),
        None => Text::new("not found", "찾지 못함"),
    };
    Step::desk(Text::new("a group of 2048 bits", "2048비트 군"), "RFC 7919 §A.1")
        .saying(text!(
            en: "The same exchange in ffdhe2048, a group TLS uses: {tried} multiplications, more than the small group has powers, are not even a beginning.",
            ko: "TLS가 쓰는 군 ffdhe2048에서 같은 교환을 한다. 작은 군의 거듭제곱 수보다 많은 곱셈 {tried}번도 여기서는 시작조차 못 된다.",
        ))
        .because(Text::new(
            "RFC 7919 estimates at least 2^103 steps for the best known method. Its prime is made from the digits of e, so that nobody could have chosen one with a trapdoor.",
            "RFC 7919는 알려진 가장 좋은 방법으로도 2^103 단계 이상으로 어림한다. 소수는 자연상수 e의 숫자로 만들어, 누구도 뒷문이 있는 소수를 고를 수 없었다.",
        ))
        .with(Value::hex("p", &p.to_bytes_be(), Knows::Constant))
        .with(Value::hex("A", &to_bob.to_bytes_be(), Knows::Wire))
        .with(Value::new(Text::new("a by counting", "세어서 찾은 a"), outcome, Knows::Attacker))
        .proving(same(
            Text::new("both have it", "둘 다 얻었다"),
            "large_secret",
            "B^a mod p = A^b mod p",
            &secret.to_bytes_be(),
            &to_bob.modpow(&b, &p).to_bytes_be(),
            Text::new("the same 2048 bits at both ends", "양 끝에 같은 2048비트"),
        ))
}

fn verdict(taken: bool) -> Text {
    match taken {
        true => Text::new("takes the share", "몫을 받아들임"),
        false => Text::new(
            "refused: the signature does not fit",
            "거부: 서명이 맞지 않음",
        ),
    }
}

fn questions(group: &Group, turn: u64) -> [Question; 3] {
    let Group { p, g } = *group;
    // The first power that is larger than p, so that a remainder has to be taken.
    let power_of = (2..64).find(|n| g.saturating_pow(*n) > p).unwrap_or(2);
    let (whole, rest) = (g.saturating_pow(power_of), group.share(power_of.into()));
    [
        Question::word(
            text!(
                en: "Which share would Bob send if his secret number were {power_of}?",
                ko: "밥의 비밀 수가 {power_of} 였다면 어떤 몫을 보냈을까?",
            ),
            rest,
            text!(
                en: "{g}^{power_of} = {whole}, and {whole} divided by {p} leaves {rest}.",
                ko: "{g}^{power_of} = {whole} 이고, 그 나머지(mod {p})는 {rest} 이다.",
            ),
        ),
        Question::word(
            Text::new(
                "With Mallory in the middle and nothing signed, how many different secrets do Alice and Bob hold together?",
                "서명이 없고 맬러리가 중간에 있을 때, 앨리스와 밥이 가진 비밀은 합해서 몇 가지인가?",
            ),
            2,
            Text::new(
                "One that Alice shares with Mallory, one that Bob shares with Mallory; none that Alice shares with Bob.",
                "앨리스와 맬러리의 비밀 하나, 밥과 맬러리의 비밀 하나. 앨리스와 밥이 함께 가진 비밀은 없다.",
            ),
        ),
        Question::choice(
            Text::new(
                "What stops the one in the middle?",
                "중간에 선 사람을 막는 것은 무엇인가?",
            ),
            Text::new("a signature on the share", "몫에 한 서명"),
            [
                Text::new("a prime of 4096 bits", "4096비트 소수"),
                Text::new(
                    "new secret numbers for each connection",
                    "연결마다 새로 고른 비밀 수",
                ),
            ],
            turn,
            Text::new(
                "Mallory takes no logarithm and needs nobody's secret number: only the share's owner has to be known.",
                "맬러리는 로그를 구하지 않고 남의 비밀 수도 필요 없다. 몫의 주인이 누구인지를 알아야만 막는다.",
            ),
        ),
    ]
}

/// The attacker gets the group and the two shares, and counts.
fn counting_wins(chance: &mut Chance, instance: Instance) -> bool {
    let small = Group::small(chance);
    let (p, g) = match instance {
        Instance::Weak => (BigUint::from(small.p), BigUint::from(small.g)),
        Instance::Fixed => (ffdhe2048(), BigUint::from(2_u8)),
    };
    let [a, b] = [(), ()].map(|()| chance.gen_biguint(256));
    let [to_bob, to_alice] = [&a, &b].map(|own| g.modpow(own, &p));
    let (found, _) = count_back(&p, &g, &to_bob, MOST);
    let secret = found.map(|found| to_alice.modpow(&BigUint::from(found), &p));
    secret == Some(to_bob.modpow(&b, &p))
}

/// The attacker gets both shares and may send others instead; the letter is sealed under what Alice then holds.
fn middle_wins(chance: &mut Chance, instance: Instance) -> bool {
    let group = Group::small(chance);
    let [a, b] = [(), ()].map(|()| 2 + chance.below(group.p - 3));
    let [alice, bob] = [Signer::new(chance), Signer::new(chance)];
    let (from_alice, from_bob) = (
        alice.sends(&group, group.share(a)),
        bob.sends(&group, group.share(b)),
    );
    let [trusts_alice, trusts_bob] = match instance {
        Instance::Weak => [Trust::Anyone, Trust::Anyone],
        Instance::Fixed => [&alice, &bob].map(|signer| Trust::Signed(signer.public())),
    };
    let mallory = Mallory::new(chance, &group, [from_alice.share, from_bob.share]);
    let letter = letter(chance).as_bytes();
    let fooled = mallory
        .switches(&group, &from_alice)
        .iter()
        .any(|sent| trusts_alice.takes(&group, sent));
    let arrives = mallory.switches(&group, &from_bob);
    let Some(taken) = arrives.iter().find(|sent| trusts_bob.takes(&group, sent)) else {
        return false;
    };
    let Some(sealed) = seal(power(taken.share, a, group.p), letter) else {
        return false;
    };
    let read = open(mallory.secret(&group, &from_alice), &sealed);
    fooled && read.as_deref() == Some(letter)
}
