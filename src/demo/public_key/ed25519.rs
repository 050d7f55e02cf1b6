//! Ed25519: the whole signature from one hash function, and what a verifier and a signer may not be careless about.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::ed25519::{
    Expanded, ORDER, Signed, Strictness, accepts, expand, generator, halves, sides, sign,
};
use crate::demo::primitive::ed25519::{Pair, accepts as ring_accepts};
use crate::demo::public_key::ed25519_attack::{
    Api, Signer, extract, forge, malleability_wins, oracle_wins, twins,
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
    name: "ed25519",
    topic: Topic::PublicKey,
    title: Doc::new(
        "Ed25519, and the signature with a twin",
        "Ed25519, 그리고 쌍둥이가 있는 서명",
    ),
    line: Doc::new(
        "A signature without a random generator, step by step; a lax verifier takes fifteen more, a gullible signer gives its key.",
        "난수 발생기 없는 서명을 한 걸음씩. 느슨한 검증자는 서명을 열다섯쯤 더 받아들이고, 남의 말을 믿는 서명자는 키를 내준다.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(0, 64),
            means: Doc::new("the message that is signed", "서명하는 메시지"),
        },
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[32]),
            means: Doc::new("the private key", "개인 키"),
        },
    ],
    exercise: Exercise {
        number: 24,
        title: Doc::new("The repeated k", "되풀이된 k"),
    },
    tell,
    attacks: &[
        Attack {
            name: "malleability",
            wins: malleability_wins,
        },
        Attack {
            name: "public_key_oracle",
            wins: oracle_wins,
        },
    ],
};

static LETTERS: &[&str] = &[
    "voucher 17: one coffee",
    "release 2.0 is genuine",
    "pay bob 25",
    "carol may open the door",
];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let drawn: [u8; 32] = scene.chance.bytes();
    let own = asked.own.key.as_deref();
    let seed = own.and_then(|own| own.try_into().ok()).unwrap_or(drawn);
    let letter = scene.chance.pick(LETTERS).copied().unwrap_or_default();
    let message = asked.own.or(Input::Message, || letter.as_bytes().to_vec());
    let key = expand(&seed);
    let signed = works(&mut scene, &seed, &key, &message);
    let copies = malleable(&mut scene, &key, &message, &signed);
    gullible(&mut scene, &key, &message);
    repaired(&mut scene, &key, &message, &signed);
    Ok(finish(scene, &signed, copies))
}

fn works(scene: &mut Scene, seed: &[u8; 32], key: &Expanded, message: &[u8]) -> Signed {
    let real = Pair::of(seed);
    scene.step(
        Part::Works,
        Step::desk(Text::new("one secret becomes two", "비밀 하나가 둘이 된다"), "RFC 8032 §5.1.5")
            .saying(Text::new(
                "SHA-512 stretches the private key of 32 bytes to 64: the first half becomes the secret number a, the second a key for making nonces.",
                "SHA-512가 32바이트 개인 키를 64바이트로 늘린다. 앞 절반은 비밀 수 a가 되고, 뒤 절반은 논스를 만드는 키가 된다.",
            ))
            .because(Text::new(
                "Clamping clears the lowest three bits, so that a is a multiple of 8 and points of small order tell nothing; it clears bit 255 and sets bit 254, so that every a has the same length.",
                "클램핑은 아래 세 비트를 지워 a를 8의 배수로 만든다. 그러면 위수가 작은 점으로는 아무것도 알아낼 수 없다. 비트 255는 지우고 비트 254는 켜서 모든 a의 길이를 같게 한다.",
            ))
            .with(Value::hex(Text::new("private key", "개인 키"), seed, Knows::Secret))
            .with(Value::hex(Text::new("a, clamped", "클램핑한 a"), &key.clamped, Knows::Secret))
            .exhibiting(Exhibit::read(
                Text::new("SHA-512 of the private key", "개인 키의 SHA-512"),
                Origin::Computed,
                &key.hash,
                |r| {
                    r.bytes(&SCALAR, 32)?;
                    r.rest(&PREFIX)
                },
            )),
    );
    let public = real.as_ref().map(Pair::public);
    scene.step(
        Part::Works,
        Step::desk(Text::new("the public key", "공개 키"), "RFC 8032 §5.1.5")
            .saying(Text::new(
                "The public key is the point a·B, written as its y and one bit of its x: 32 bytes in all.",
                "공개 키는 점 a·B이며, y와 x의 한 비트로 적어 모두 32바이트이다.",
            ))
            .with(Value::hex("B", &generator(), Knows::Constant))
            .with(Value::hex("A = a·B", &key.public, Knows::Wire))
            .proving(same(
                Text::new("ring's public key", "ring의 공개 키"),
                "public_key",
                "a·B",
                &key.public,
                &public.unwrap_or_default(),
                Text::new("ring makes the same public key of this private key", "ring도 이 개인 키에서 같은 공개 키를 만든다"),
            )),
    );
    let signed = sign(key, &key.public, message);
    let [r, s] = halves(&signed.signature);
    scene.step(
        Part::Works,
        Step::desk(Text::new("a nonce without chance", "우연 없는 논스"), "RFC 8032 §5.1.6")
            .saying(Text::new(
                "The nonce r is a hash of the second half and the message: secret, different for each message, and never drawn.",
                "논스 r은 뒤 절반과 메시지의 해시이다. 비밀이고, 메시지마다 다르며, 뽑지 않는다.",
            ))
            .because(Text::new(
                "With ECDSA one bad nonce gives the key. Here there is no random generator that could fail; the price is that a fault forced on a chip while it signs the same message twice gives the key as well.",
                "ECDSA는 나쁜 논스 하나로 키를 내준다. 여기에는 고장 날 난수 발생기가 없다. 대신 같은 메시지를 두 번 서명하는 칩에 오류를 일으키면 역시 키가 나온다.",
            ))
            .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Wire))
            .with(Value::hex("r", &signed.r.to_bytes(), Knows::Secret))
            .with(Value::hex("R = r·B", &r, Knows::Wire)),
    );
    scene.step(
        Part::Works,
        Step::desk(Text::new("challenge and answer", "질문(챌린지)과 대답"), "RFC 8032 §5.1.6")
            .saying(Text::new(
                "The challenge k is a hash of R, the public key and the message; the answer S = r + k·a shows that the signer knows a, hidden by r.",
                "질문 k는 R과 공개 키와 메시지의 해시이다. 대답 S = r + k·a는 서명자가 a를 안다는 것을 보이며, a는 r이 가린다.",
            ))
            .because(Text::new(
                "That is Schnorr's proof of 1989: commit to R, be asked k, answer S. The hash asks in place of a verifier; whoever knew k before R could answer without a: take any S, and R = S·B - k·A.",
                "1989년 슈노르의 증명이다. R을 내걸고, k를 질문받고, S로 대답한다. 검증자 대신 해시가 묻는다. R을 내기 전에 k를 안다면 a 없이도 대답할 수 있다. 아무 S나 골라 R = S·B - k·A 로 두면 된다.",
            ))
            .with(Value::hex("k = SHA-512(R, A, m)", &signed.k.to_bytes(), Knows::Wire))
            .with(Value::hex("S = r + k·a", &s, Knows::Wire))
            .proving(same(
                Text::new("ring's signature", "ring의 서명"),
                "signature",
                "R || S",
                &signed.signature,
                &real.map_or_else(Vec::new, |real| real.sign(message)),
                Text::new("ring signs with the very same 64 bytes", "ring의 서명도 같은 64바이트이다"),
            )),
    );
    let [left, right] = sides(&key.public, message, &signed.signature).unwrap_or_default();
    scene.step(
        Part::Works,
        Step::desk(Text::new("verify", "검증"), "RFC 8032 §5.1.7")
            .saying(Text::new(
                "Anyone computes both sides of one equation; times B, S = r + k·a becomes S·B = R + k·A.",
                "누구든 식 하나의 두 변을 계산한다. S = r + k·a에 B를 곱하면 S·B = R + k·A가 된다.",
            ))
            .with(Value::hex("S·B", &left, Knows::Recomputed))
            .proving(same(
                Text::new("the equation holds", "식이 성립한다"),
                "verifies",
                "S·B = R + k·A",
                &left,
                &right,
                Text::new("both sides are the same point: the signature is good", "두 변이 같은 점이다. 서명이 맞다"),
            )),
    );
    signed
}

/// Gives how many other signatures were made.
fn malleable(scene: &mut Scene, key: &Expanded, message: &[u8], signed: &Signed) -> usize {
    let twins = twins(&signed.signature);
    let (Some(twin), copies) = (twins.first(), twins.len()) else {
        return 0;
    };
    let accepted = |strictness| {
        let all = twins.iter();
        all.filter(|twin| accepts(strictness, &key.public, message, twin))
            .count()
    };
    let lax = accepted(Strictness::Lax);
    let [_, s] = halves(twin);
    let [left, right] = sides(&key.public, message, twin).unwrap_or_default();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a signature with a twin", "쌍둥이가 있는 서명"), "")
            .saying(text!(
                en: "L steps of B lead back to 0, so S + L solves the equation too. Without the key, anyone makes {copies} more signatures that fit into 64 bytes; a verifier that takes S modulo L accepts {lax} of them.",
                ko: "B를 L번 더하면 0으로 돌아오므로 S + L도 식을 푼다. 누구든 키 없이 64바이트에 들어가는 서명을 {copies}개 더 만든다. S를 L로 나눈 나머지로 받는 검증자는 그중 {lax}개를 받아들인다.",
            ))
            .because(Text::new(
                "The message is still what was signed. But who remembers used vouchers, payments or blocked files by their signature counts the twin as new. Bitcoin's transactions, with ECDSA, had such twins: (r, -s) beside (r, s).",
                "메시지는 여전히 서명된 그대로이다. 그러나 쓴 쿠폰이나 결제, 차단한 파일을 서명으로 기억하는 쪽은 쌍둥이를 새것으로 센다. ECDSA를 쓰는 비트코인 거래에도 (r, s) 곁에 (r, -s)라는 쌍둥이가 있었다.",
            ))
            .with(Value::hex("L", &ORDER, Knows::Constant))
            .with(Value::hex("S + L", &s, Knows::Attacker))
            .proving(same(
                Text::new("the twin solves the equation", "쌍둥이도 식을 푼다"),
                "twin_fits",
                "(S + L)·B = R + k·A",
                &left,
                &right,
                Text::new("both sides are the same point again", "두 변이 또 같은 점이다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "twins",
        Text::new("signatures made without the key", "키 없이 만든 서명"),
        u64::try_from(copies).unwrap_or(u64::MAX),
    );
    copies
}

fn gullible(scene: &mut Scene, key: &Expanded, message: &[u8]) {
    let mut signer = Signer::new(key.clone(), Api::Told);
    let other: [u8; 32] = scene.chance.bytes();
    let got = extract(&mut signer, &other, message);
    let [[r1, s1], [r2, s2]] = got.signatures.each_ref().map(halves);
    let [k1, k2] = got.challenges.map(|k| k.to_bytes());
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a signer that believes", "남의 말을 믿는 서명자"), "")
            .saying(Text::new(
                "A library has sign(private, public, message). The attacker lets it sign one message twice, with another public key the second time.",
                "어떤 라이브러리에는 sign(개인 키, 공개 키, 메시지)가 있다. 공격자는 메시지 하나를 두 번 서명하게 하되 두 번째에는 다른 공개 키를 준다.",
            ))
            .because(Text::new(
                "In 2022 dozens of libraries had such a function; that of the crate ed25519-dalek is RUSTSEC-2022-0093.",
                "2022년에 그런 함수가 있는 라이브러리가 수십 개 알려졌다. ed25519-dalek 라이브러리의 것은 RUSTSEC-2022-0093이다.",
            ))
            .with(Value::hex(Text::new("another public key", "다른 공개 키"), &other, Knows::Attacker))
            .with(Value::hex("S1", &s1, Knows::Wire))
            .with(Value::hex("S2", &s2, Knows::Wire))
            .proving(same(
                Text::new("one nonce, twice", "같은 논스가 두 번"),
                "same_nonce",
                "R1 = R2",
                &r1,
                &r2,
                Text::new("the nonce depends on the message only, so it came again", "논스는 메시지에만 달려 있으므로 다시 같은 것이 나왔다"),
            )),
    );
    let a = got.a.map_or_else(Vec::new, |a| a.to_bytes().to_vec());
    let goal = b"transfer everything to mallory";
    let nonce = scene.chance.bytes();
    let forged = got.a.map(|a| forge(a, &nonce, &key.public, goal));
    let accepted = forged.is_some_and(|forged| ring_accepts(&key.public, goal, &forged));
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the key falls out", "키가 나온다"), "")
            .saying(match accepted {
                true => Text::new(
                    "Two challenges for one nonce: the difference of the answers is (k1 - k2)·a. With a the attacker signs anything, and ring accepts it.",
                    "논스 하나에 질문이 둘이다. 두 대답의 차는 (k1 - k2)·a이다. a를 얻은 공격자는 무엇에든 서명하고 ring은 받아들인다.",
                ),
                false => Text::new(
                    "Two challenges for one nonce: the difference of the answers is (k1 - k2)·a.",
                    "논스 하나에 질문이 둘이다. 두 대답의 차는 (k1 - k2)·a이다.",
                ),
            })
            .with(Value::hex("k1", &k1, Knows::Attacker))
            .with(Value::hex("k2", &k2, Knows::Attacker))
            .with(Value::plain(Text::new("forged message", "위조한 메시지"), words(goal), Knows::Attacker))
            .with(Value::hex(Text::new("forged signature", "위조한 서명"), &forged.unwrap_or([0; 64]), Knows::Attacker))
            .proving(same(
                Text::new("the attacker has the key", "공격자가 키를 얻었다"),
                "key_recovered",
                "(S1 - S2)/(k1 - k2) = a",
                &a,
                &key.a.to_bytes(),
                Text::new("equals the secret number", "비밀 수와 같다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "signatures",
        Text::new("signatures asked for", "요청한 서명"),
        signer.calls,
    );
}

fn repaired(scene: &mut Scene, key: &Expanded, message: &[u8], signed: &Signed) {
    let twins = twins(&signed.signature);
    let copies = twins.len();
    let strict = twins
        .iter()
        .filter(|twin| accepts(Strictness::Strict, &key.public, message, twin))
        .count();
    let ring = twins
        .iter()
        .filter(|twin| ring_accepts(&key.public, message, *twin))
        .count();
    let [_, s] = halves(&signed.signature);
    let top = |s: &[u8; 32]| {
        s.last()
            .map_or_else(String::new, |byte| format!("{byte:02x}"))
    };
    let [least, order] = [top(&s), top(&ORDER)];
    scene.step(
        Part::Repair,
        Step::desk(Text::new("S must be below L", "S는 L보다 작아야 한다"), "RFC 8032 §5.1.7")
            .saying(text!(
                en: "A strict verifier first compares S with L: of the {copies} twins it accepts {strict}, and ring accepts {ring}. The highest byte of the true S is {least}, of L {order}.",
                ko: "엄격한 검증자는 먼저 S를 L과 견준다. 쌍둥이 {copies}개 가운데 받아들이는 것은 {strict}개, ring이 받아들이는 것도 {ring}개이다. 진짜 S의 맨 위 바이트는 {least}, L의 맨 위 바이트는 {order} 이다.",
            ))
            .because(Text::new(
                "Verifiers still differ at the edge: public keys of small order, points not written in the one right way, the equation times 8 or not. Who needs all machines to agree, such as a ledger, must name the rules exactly.",
                "가장자리에서는 검증자들이 아직도 서로 다르다. 위수가 작은 공개 키, 정해진 대로 적지 않은 점, 식에 8을 곱하는지. 원장처럼 모든 기계가 같은 답을 내야 한다면 규칙을 정확히 밝혀야 한다.",
            )),
    );
    let mut signer = Signer::new(key.clone(), Api::Derived);
    let got = extract(&mut signer, &scene.chance.bytes(), message);
    let [one, other] = &got.signatures;
    scene.step(
        Part::Repair,
        Step::desk(Text::new("the signer knows its own key", "서명자는 제 공개 키를 안다"), "RFC 8032 §5.1.6")
            .saying(match got.a {
                None => Text::new(
                    "A signer that works out its public key from the private one gives the same signature both times: the difference is 0 and says nothing.",
                    "공개 키를 개인 키에서 스스로 구하는 서명자는 두 번 다 같은 서명을 내놓는다. 차는 0이고 아무것도 말해 주지 않는다.",
                ),
                Some(_) => Text::new(
                    "A signer that works out its public key from the private one gave two different signatures here.",
                    "공개 키를 개인 키에서 스스로 구하는 서명자가 여기서는 서로 다른 두 서명을 내놓았다.",
                ),
            })
            .because(Text::new(
                "TLS 1.3 has Ed25519 as signature scheme 0x0807; the handshake's CertificateVerify is such a signature.",
                "TLS 1.3에서 Ed25519는 서명 방식 0x0807이다. 핸드셰이크의 CertificateVerify가 이런 서명이 된다.",
            ))
            .proving(same(
                Text::new("the second answer adds nothing", "두 번째 대답에 새것이 없다"),
                "same_signature",
                "sign(A', m) = sign(A, m)",
                other,
                one,
                Text::new("the signer did not listen: the same 64 bytes", "서명자는 그 말을 듣지 않았다. 같은 64바이트이다"),
            )),
    );
}

fn finish(mut scene: Scene, signed: &Signed, copies: usize) -> Story {
    let turn = scene.chance.below(3);
    let [point, _] = halves(&signed.signature);
    let shown = hex::encode(point.get(..4).unwrap_or_default());
    // The same in small: a group of 101 elements.
    let [r, k, a] = [(); 3].map(|()| 1 + scene.chance.below(100));
    let s = (r + k * a) % 101;
    scene.finish(
        Text::new(
            "A verifier accepts one form of a signature and refuses all others; a signer works out its public key and lets nobody tell it.",
            "검증자는 서명의 한 가지 꼴만 받고 나머지는 거부한다. 서명자는 제 공개 키를 남에게서 듣지 않고 스스로 구한다.",
        ),
        [
            Question::word(
                text!(
                    en: "In small, with 101 in place of L: r = {r}, k = {k}, a = {a}. What is S?",
                    ko: "작은 수로, L 대신 101: r = {r}, k = {k}, a = {a}. S는 얼마인가?",
                ),
                s,
                text!(
                    en: "S = r + k·a = {r} + {k}·{a}, taken modulo 101: {s}.",
                    ko: "S = r + k·a = {r} + {k}·{a} 를 101로 나눈 나머지: {s}.",
                ),
            ),
            Question::word(
                text!(
                    en: "The same key signs the same message again tomorrow. Today's signature begins with {shown}; with which four bytes does tomorrow's begin?",
                    ko: "같은 키로 같은 메시지를 내일 다시 서명한다. 오늘의 서명은 {shown} 로 시작한다. 내일의 서명은 어떤 네 바이트로 시작하는가?",
                ),
                &shown,
                Text::new(
                    "Nothing in Ed25519 is drawn: the nonce comes from key and message, so the signature is the same.",
                    "Ed25519에는 뽑는 것이 없다. 논스가 키와 메시지에서 나오므로 서명도 같다.",
                ),
            ),
            Question::choice(
                text!(
                    en: "What do the {copies} twins let an attacker do?",
                    ko: "쌍둥이 {copies}개로 공격자는 무엇을 할 수 있는가?",
                ),
                Text::new(
                    "show the signed message again under another signature",
                    "서명된 그 메시지를 다른 서명으로 다시 내민다",
                ),
                [
                    Text::new("sign another message", "다른 메시지에 서명한다"),
                    Text::new("work out the private key", "개인 키를 알아낸다"),
                ],
                turn,
                Text::new(
                    "The message is inside the challenge k and cannot be changed; only S is written differently. That matters where a signature is taken for a name.",
                    "메시지는 질문 k 안에 있어 바꿀 수 없고, S를 다르게 적었을 뿐이다. 서명을 이름처럼 쓰는 곳에서 문제가 된다.",
                ),
            ),
        ],
    )
}

static SCALAR: Field = Field::hex(
    "scalar",
    "RFC 8032 §5.1.5",
    "After clamping, the secret number a, little-endian.",
    "클램핑하고 나면 비밀 수 a가 된다. 리틀 엔디언이다.",
);
static PREFIX: Field = Field::hex(
    "prefix",
    "RFC 8032 §5.1.5",
    "Goes into the hash that makes the nonce of each message.",
    "메시지마다 논스를 만드는 해시에 들어간다.",
);
