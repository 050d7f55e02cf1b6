//! RSA signatures: what is signed is a padded hash, and a verifier that does not look at all of it can be served a cube root.

use num_bigint_dig::BigUint;
use rsa::sha2::Sha256;
use rsa::{Pkcs1v15Sign, Pss, RsaPrivateKey};

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::pkcs1::LEAST;
use crate::demo::primitive::hash::sha256;
use crate::demo::public_key::emsa::{
    filling, is_the_block, line, pss, read, read_pss, reads_well, start, whole,
};
use crate::demo::public_key::rsa_forgery::{
    Forged, Pair, USUAL, cube_root, cube_root_wins, existential, existential_wins,
};
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
    name: "rsa-signature",
    topic: Topic::PublicKey,
    title: Doc::new(
        "RSA signatures, and the cube root that passes for one",
        "RSA 서명, 그리고 서명 행세를 하는 세제곱근",
    ),
    line: Doc::new(
        "With e = 3 and a verifier that does not read to the end, anyone signs anything (Bleichenbacher 2006).",
        "e = 3이고 검증자가 끝까지 읽지 않으면 누구든 무엇에든 서명한다(블라이헨바허 2006).",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 64),
        means: Doc::new("the message that is signed", "서명하는 메시지"),
    }],
    exercise: Exercise {
        number: 22,
        title: Doc::new("Bare RSA", "패딩 없는 RSA"),
    },
    tell,
    attacks: &[
        Attack {
            name: "existential",
            wins: existential_wins,
        },
        Attack {
            name: "cube_root",
            wins: cube_root_wins,
        },
    ],
};

static LETTERS: &[&str] = &[
    "install version 3.1",
    "the bearer may enter",
    "pay dave 75",
    "server.test has this key",
];

/// What the forger wants signed.
static GOAL: &[u8] = b"this key is an authority for every name";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let letter = scene.chance.pick(LETTERS).copied().unwrap_or_default();
    let message = asked.own.or(Input::Message, || letter.as_bytes().to_vec());
    let pair = Pair::draw(&mut scene.chance, USUAL);
    let real = RsaPrivateKey::from_primes(pair.primes.clone(), BigUint::from(3u8)).ok();
    works(&mut scene, &pair, real.as_ref(), &message);
    textbook(&mut scene, &pair);
    let forged = cube_root(&pair.public, GOAL).unwrap_or_default();
    lax(&mut scene, &pair, &forged);
    strict(&mut scene, &pair, &forged.signature);
    mixed(&mut scene, &pair, real.as_ref(), &message);
    Ok(finish(scene, &pair, &forged.signature))
}

fn works(scene: &mut Scene, pair: &Pair, real: Option<&RsaPrivateKey>, message: &[u8]) {
    let (n, size) = (&pair.public.n, pair.public.size());
    let bits = n.bits();
    scene.step(
        Part::Works,
        Step::desk(Text::new("a key with e = 3", "e = 3인 키"), "RFC 8017 §3")
            .saying(text!(
                en: "A modulus of {bits} bits and the smallest public exponent there is: verifying costs two multiplications.",
                ko: "{bits}비트 법과 쓸 수 있는 가장 작은 공개 지수. 검증에 곱셈 두 번이면 된다.",
            ))
            .because(Text::new(
                "e = 3 is not wrong by itself: DNSSEC, smart cards and some authorities' certificates used it. It only forgives no mistake in the padding. Today's keys have 65537.",
                "e = 3 자체가 틀린 것은 아니다. DNSSEC과 스마트카드, 일부 인증 기관의 인증서가 썼다. 다만 패딩의 실수를 봐주지 않는다. 오늘날의 키는 65537을 쓴다.",
            ))
            .with(Value::hex("n", &n.to_bytes_be(), Knows::Wire))
            .with(Value::plain("e", 3, Knows::Wire))
            .with(Value::hex("d = 1/3", &pair.d.to_bytes_be(), Knows::Secret)),
    );
    let block = whole(message, size);
    scene.step(
        Part::Works,
        Step::desk(Text::new("hash and padding", "해시와 패딩"), "RFC 8017 §9.2")
            .saying(text!(
                en: "What is signed is a block as long as the modulus, {size} bytes: 00 01, many ff, 00, the name of the hash function, and the hash at the very end.",
                ko: "서명하는 것은 법과 길이가 같은 {size}바이트 블록이다. 00 01, 여러 ff, 00, 해시 함수의 이름, 그리고 맨 끝에 해시가 온다.",
            ))
            .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Wire))
            .with(Value::new(Text::new("block", "블록"), line(&block), Knows::Wire))
            .exhibiting(Exhibit::read(
                Text::new("the block to be signed", "서명할 블록"),
                Origin::Computed,
                &block,
                read,
            )),
    );
    let signature = pair.sign(&block);
    let crates = real.and_then(|real| {
        real.sign(Pkcs1v15Sign::new::<Sha256>(), &sha256(message))
            .ok()
    });
    scene.step(
        Part::Works,
        Step::desk(Text::new("sign", "서명"), "RFC 8017 §8.2.1")
            .saying(Text::new(
                "The owner of d takes the root that nobody else can take: s = block^d modulo n.",
                "d의 주인은 아무도 구할 수 없는 근을 구한다. s = block^d mod n.",
            ))
            .because(Text::new(
                "That looks like \"encrypting the hash with the private key\", and only for RSA; it hides nothing, and for ECDSA and Ed25519 the phrase has no meaning at all.",
                "'개인 키로 해시를 암호화한다'처럼 보이지만 RSA만 그렇게 보일 뿐이다. 감추는 것은 아무것도 없고, ECDSA나 Ed25519에는 아예 맞지 않는 말이다.",
            ))
            .with(Value::hex("s", &signature, Knows::Wire))
            .proving(same(
                Text::new("the rsa crate's signature", "rsa 라이브러리의 서명"),
                "signature",
                "s = block^d mod n",
                &signature,
                &crates.unwrap_or_default(),
                Text::new("signs with the very same bytes", "똑같은 바이트로 서명한다"),
            )),
    );
    let ring = pair.public.ring_accepts(message, &signature);
    scene.step(
        Part::Works,
        Step::desk(Text::new("verify", "검증"), "RFC 8017 §8.2.2")
            .saying(match ring {
                true => Text::new(
                    "Anyone cubes the signature and must get this block again, to the last byte; ring accepts it.",
                    "누구든 서명을 세제곱하면 이 블록이 마지막 바이트까지 다시 나와야 한다. ring은 받아들인다.",
                ),
                false => Text::new(
                    "Anyone cubes the signature and must get this block again, to the last byte; ring refuses it.",
                    "누구든 서명을 세제곱하면 이 블록이 마지막 바이트까지 다시 나와야 한다. ring은 거부한다.",
                ),
            })
            .proving(same(
                Text::new("the block comes back", "블록이 돌아온다"),
                "verifies",
                "s^3 mod n = block",
                &pair.public.block(&signature),
                &block,
                Text::new("the signature is good", "서명이 맞다"),
            )),
    );
}

fn textbook(scene: &mut Scene, pair: &Pair) {
    let public = &pair.public;
    let chosen = scene.chance.vec(public.size().saturating_sub(2));
    let signature = public.bytes(&BigUint::from_bytes_be(&chosen));
    let message = existential(public, &signature);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("without a hash: any signature fits something", "해시가 없으면: 어떤 서명이든 무언가에 맞는다"), "")
            .saying(Text::new(
                "If the message itself is the block, a forger takes any number for a signature and cubes it: that is the message it is good for.",
                "메시지가 그대로 블록이라면 위조자는 아무 수나 서명으로 삼아 세제곱한다. 그것이 그 서명에 맞는 메시지이다.",
            ))
            .because(Text::new(
                "An existential forgery: the forger cannot choose the message, and it is noise. But if what is signed are random numbers, keys or lottery tickets, noise is good enough. And signatures multiply: s1·s2 is good for m1·m2.",
                "존재적 위조라고 한다. 위조자는 메시지를 고를 수 없고 내용은 잡음이다. 그러나 서명 대상이 난수나 키나 복권이라면 잡음으로 충분하다. 게다가 서명은 곱해진다. s1·s2는 m1·m2에 맞는다.",
            ))
            .with(Value::hex(Text::new("signature, chosen first", "먼저 고른 서명"), &signature, Knows::Attacker))
            .with(Value::hex(Text::new("its message", "그 메시지"), &message, Knows::Attacker))
            .proving(same(
                Text::new("the owner's signature of that message", "그 메시지에 대한 주인의 서명"),
                "existential",
                "m^d mod n = s",
                &pair.sign(&message),
                &signature,
                Text::new("the owner would have signed with the same bytes", "주인이 서명해도 같은 바이트가 나온다"),
            )),
    );
}

fn lax(scene: &mut Scene, pair: &Pair, forged: &Forged) {
    let Forged { signature, steps } = forged;
    let public = &pair.public;
    let (begin, size) = (start(GOAL, LEAST), public.size());
    let (fixed, free) = (begin.len(), size.saturating_sub(begin.len()));
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a verifier that stops reading", "읽다 마는 검증자"), "")
            .saying(text!(
                en: "This verifier reads the block from the left: 00 01, at least {LEAST} ff, 00, the hash. {fixed} bytes satisfy it; the {free} bytes behind them it never looks at.",
                ko: "이 검증자는 블록을 왼쪽부터 읽는다. 00 01, ff {LEAST}개 이상, 00, 해시. {fixed}바이트면 만족하고 그 뒤 {free}바이트는 보지 않는다.",
            ))
            .because(Text::new(
                "Reading is how one usually treats bytes from outside, and reading is the mistake here. OpenSSL (CVE-2006-4339) and many others did it in 2006; Mozilla's NSS again in 2014 (CVE-2014-1568), with lengths inside DigestInfo.",
                "밖에서 온 바이트는 흔히 읽어서 다룬다. 여기서는 읽는 것이 바로 실수이다. 2006년에 OpenSSL(CVE-2006-4339)을 비롯한 여럿이 그랬고, 2014년에는 모질라의 NSS가 DigestInfo 안의 길이에서 다시 그랬다(CVE-2014-1568).",
            ))
            .with(Value::plain(Text::new("message to be forged", "위조할 메시지"), words(GOAL), Knows::Attacker))
            .with(Value::hex(Text::new("bytes that are needed", "필요한 바이트"), &begin, Knows::Attacker)),
    );
    let root = BigUint::from_bytes_be(signature);
    let bits = root.bits();
    let cube = public.block(signature);
    let whole_cube = public.bytes(&(&root * &root * &root));
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a cube root", "세제곱근"), "")
            .saying(text!(
                en: "The forger fills up with ff and takes the cube root, cut to a whole number of {bits} bits: an ordinary root, without modulus and without key. Its cube keeps the first {fixed} bytes.",
                ko: "위조자는 나머지를 ff로 채우고 세제곱근을 구해 {bits}비트 정수로 자른다. 법도 키도 없는 보통의 근이다. 그 세제곱은 앞 {fixed}바이트를 그대로 지킨다.",
            ))
            .because(Text::new(
                "Cutting changes only the lower two thirds of the bits of the cube, roughly; the needed bytes must fit into the upper third. That is why a key of 1024 bits does not do for SHA-256, and 1536 does.",
                "자르면 세제곱의 아래 3분의 2쯤만 달라진다. 필요한 바이트가 위 3분의 1에 들어가야 한다. 그래서 SHA-256에는 1024비트 키로는 모자라고 1536비트면 된다.",
            ))
            .with(Value::hex(Text::new("forged signature", "위조한 서명"), &root.to_bytes_be(), Knows::Attacker))
            .with(Value::new(Text::new("its cube", "그 세제곱"), line(&cube), Knows::Attacker))
            .exhibiting(Exhibit::read(
                Text::new("its cube, as the verifier reads it", "검증자가 읽는 그 세제곱"),
                Origin::Computed,
                &cube,
                read,
            ))
            .proving(same(
                Text::new("the modulus plays no part", "법은 아무 구실도 못 한다"),
                "no_reduction",
                "s^3 mod n = s^3",
                &cube,
                &whole_cube,
                Text::new("the cube is below n: the root was taken among whole numbers", "세제곱이 n보다 작다. 근을 정수에서 구했다"),
            )),
    );
    let accepted = public.lax_accepts(GOAL, signature);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("accepted", "받아들여졌다"), "")
            .saying(match accepted {
                true => Text::new(
                    "The lax verifier accepts: whoever trusts this key now trusts whatever the forger writes.",
                    "느슨한 검증자는 받아들인다. 이 키를 믿는 사람은 이제 위조자가 쓰는 무엇이든 믿는다.",
                ),
                false => Text::new(
                    "The lax verifier refuses this one.",
                    "느슨한 검증자도 이것은 거부한다.",
                ),
            })
            .because(Text::new(
                "With an authority's key of e = 3 that is a certificate for any name, from nowhere. In 2006 several roots in browsers had such keys.",
                "e = 3인 인증 기관의 키라면 어떤 이름의 인증서든 맨손으로 만들 수 있다. 2006년에는 브라우저에 그런 루트가 여럿 있었다.",
            ))
            .proving(same(
                Text::new("all that the verifier looks at is right", "검증자가 보는 것은 모두 맞다"),
                "prefix_fits",
                "00 01 ff.. 00 DigestInfo SHA-256(m)",
                cube.get(..fixed).unwrap_or_default(),
                &begin,
                Text::new("the first bytes are those of a good signature", "앞부분은 올바른 서명의 바이트와 같다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "root_steps",
        Text::new("comparisons for the cube root", "세제곱근에 든 비교"),
        *steps,
    );
}

fn strict(scene: &mut Scene, pair: &Pair, forged: &[u8]) {
    let public = &pair.public;
    let cube = public.block(forged);
    let right = whole(GOAL, public.size());
    let differs = cube.iter().zip(&right).position(|(a, b)| a != b);
    let (ours, ring) = (is_the_block(&cube, GOAL), public.ring_accepts(GOAL, forged));
    let at = differs.map_or(0, |at| at + 1);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("make it again and compare", "다시 만들어 견준다"), "RFC 8017 §8.2.2")
            .saying(match (ours, ring) {
                (false, false) => text!(
                    en: "A strict verifier reads nothing: it makes the one right block itself and compares all of it. They differ from byte {at} on; ring refuses the forgery as well.",
                    ko: "엄격한 검증자는 아무것도 읽지 않는다. 하나뿐인 올바른 블록을 스스로 만들어 전부 견준다. {at}번째 바이트부터 다르며, ring도 위조를 거부한다.",
                ),
                _ => Text::new(
                    "A verifier that makes the right block itself and compares all of it accepts this one.",
                    "올바른 블록을 스스로 만들어 전부 견주는 검증자가 이것을 받아들인다.",
                ),
            })
            .because(Text::new(
                "The rule is good far beyond RSA: where there is one right encoding, make it and compare, instead of taking apart what a stranger sent. And the hash is what stops forgeries from nowhere: nobody finds a message whose hash is in a block that was made first.",
                "이 규칙은 RSA 밖에서도 좋다. 올바른 부호화가 하나뿐이라면 낯선 이가 보낸 것을 풀지 말고 만들어서 견준다. 존재적 위조를 막는 것은 해시이다. 먼저 만든 블록에 맞는 해시를 가진 메시지는 아무도 찾지 못한다.",
            ))
            .with(Value::hex(Text::new("what it should be", "있어야 할 블록"), &right, Knows::Recomputed))
            .with(Value::hex(Text::new("what the cube is", "세제곱"), &cube, Knows::Attacker)),
    );
}

fn mixed(scene: &mut Scene, pair: &Pair, real: Option<&RsaPrivateKey>, message: &[u8]) {
    let hash = sha256(message);
    let Some(real) = real else { return };
    let mut sign = || {
        let padding = Pss::new::<Sha256>();
        real.sign_with_rng(&mut scene.chance, padding, &hash)
            .unwrap_or_default()
    };
    let signatures = [sign(), sign()];
    let blocks = signatures
        .each_ref()
        .map(|signature| pair.public.block(signature));
    let [one, other] = &signatures;
    let [block, _] = &blocks;
    let Some(parts) = pss(block, message) else {
        return;
    };
    let salt = parts.salt.len();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("PSS: a padding with a proof", "PSS: 증명이 있는 패딩"), "RFC 8017 §8.1")
            .saying(text!(
                en: "PSS hashes the message together with {salt} random bytes and spreads that over the whole block: the same message has another signature each time, and no byte is left to a forger.",
                ko: "PSS는 메시지를 무작위 {salt}바이트와 함께 해시해 블록 전체에 펼친다. 같은 메시지도 서명이 매번 다르고, 위조자에게 남는 바이트는 없다.",
            ))
            .because(Text::new(
                "Forging PSS is provably as hard as taking RSA roots, if the hash behaves as a random function (Bellare and Rogaway, 1996). TLS 1.3 signs its handshake with RSA only in this way (RFC 8446 §4.2.3); inside certificates PKCS#1 v1.5 lives on.",
                "해시가 무작위 함수처럼 움직인다면 PSS 위조는 RSA의 근을 구하는 것만큼 어렵다고 증명되어 있다(Bellare와 Rogaway, 1996). TLS 1.3이 핸드셰이크에 RSA로 서명하는 길은 이것뿐이다(RFC 8446 §4.2.3). 인증서 안에는 PKCS#1 v1.5가 아직 남아 있다.",
            ))
            .with(Value::hex(Text::new("one signature", "한 서명"), one, Knows::Wire))
            .with(Value::hex(Text::new("another of the same message", "같은 메시지의 다른 서명"), other, Knows::Wire))
            .with(Value::hex(Text::new("salt of the first", "첫 서명의 솔트"), &parts.salt, Knows::Recomputed))
            .exhibiting(Exhibit::read(
                Text::new("s^e of the first: its block", "첫 서명의 s^e: 그 블록"),
                Origin::Computed,
                block,
                read_pss,
            ))
            .proving(same(
                Text::new("the hash inside is right", "안에 든 해시가 맞다"),
                "pss_verifies",
                "SHA-256(0^8 || SHA-256(m) || salt) = H",
                &parts.again,
                &parts.seen,
                Text::new("the verifier finds the salt behind the mask and comes to the same hash", "검증자는 마스크를 걷어 솔트를 찾고 같은 해시에 이른다"),
            )),
    );
}

fn finish(mut scene: Scene, pair: &Pair, forged: &[u8]) -> Story {
    let turn = scene.chance.below(3);
    let size = pair.public.size();
    let padding = filling(size);
    let n = 101 * 107;
    let s = 20 + scene.chance.below(60);
    let m = s * s * s % n;
    let lax = reads_well(&pair.public.block(forged), GOAL);
    let wrong = Text::new("neither", "둘 다 거부한다");
    let (right, other) = match lax {
        true => (Text::new("the lax one only", "느슨한 쪽만"), wrong),
        false => (wrong, Text::new("the lax one only", "느슨한 쪽만")),
    };
    scene.finish(
        Text::new(
            "Do not read what a stranger signed: make what it should be, and compare all of it.",
            "낯선 이가 서명한 것을 읽지 않는다. 있어야 할 것을 만들어 전부 견준다.",
        ),
        [
            Question::word(
                text!(
                    en: "In small, without a hash: n = {n}, e = 3. For which message is s = {s} a good signature?",
                    ko: "작은 수로, 해시 없이: n = {n}, e = 3. 서명 s = {s} 에 맞는 메시지는 무엇인가?",
                ),
                m,
                text!(
                    en: "{s}^3 modulo {n} = {m}. Nobody needed a private key to find this pair.",
                    ko: "{s}^3 mod {n} = {m}. 이 쌍을 찾는 데 개인 키는 필요 없었다.",
                ),
            ),
            Question::word(
                text!(
                    en: "How many bytes ff has the right block of {size} bytes for a SHA-256 hash?",
                    ko: "SHA-256 해시의 올바른 {size}바이트 블록에는 바이트 ff가 패딩으로 몇 개 있는가?",
                ),
                padding,
                text!(
                    en: "{size} - 3 - 19 - 32 = {padding}: no choice is left, and that is what the strict verifier uses.",
                    ko: "{size} - 3 - 19 - 32 = {padding}. 고를 여지가 없으며, 엄격한 검증자는 바로 그것을 쓴다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Which verifier accepts the cube root of this run?",
                    "이번 실행의 세제곱근을 받아들이는 검증자는 어느 쪽인가?",
                ),
                right,
                [
                    other,
                    Text::new("the lax one and ring", "느슨한 쪽과 ring"),
                ],
                turn,
                Text::new(
                    "The lax one stops at the hash; ring makes the whole block again, and the hash would have to stand at its very end.",
                    "느슨한 쪽은 해시에서 멈춘다. ring은 블록 전체를 다시 만들며, 해시는 맨 끝에 있어야 한다.",
                ),
            ),
        ],
    )
}
