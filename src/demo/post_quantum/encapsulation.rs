//! ML-KEM-768 (FIPS 203) as TLS uses it beside X25519: a changed ciphertext gives another secret without a word, and why that must
//! be so.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::Asked;
use crate::demo::attack::{Attack, Instance};
use crate::demo::bits;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise};
use crate::demo::equal::equal;
use crate::demo::post_quantum::elimination::row;
use crate::demo::post_quantum::reaction::{self, Server, TOY, recover};
use crate::demo::primitive::{hash, kem};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::keys::hybrid;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "ml-kem",
    topic: Topic::PostQuantum,
    title: Doc::new(
        "ML-KEM, and an answer that says too much",
        "ML-KEM, 그리고 너무 많이 말하는 대답",
    ),
    line: Doc::new(
        "The key exchange against quantum computers, recomputed hash by hash; and a toy that loses its key by saying \"bad ciphertext\".",
        "양자 컴퓨터에 맞서는 키 교환을 해시마다 다시 계산하고, \"잘못된 암호문\"이라고 답하다 키를 잃는 장난감을 본다.",
    ),
    takes: &[],
    exercise: Exercise {
        number: 26,
        title: Doc::new("A box for the future", "미래를 위한 상자"),
    },
    tell,
    attacks: &[Attack {
        name: "reaction",
        wins: reaction::wins,
    }],
};

/// One exchange.
struct Exchange {
    seed: Vec<u8>,
    public: Vec<u8>,
    private: Vec<u8>,
    m: Vec<u8>,
    ciphertext: Vec<u8>,
    secret: Vec<u8>,
}

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let kem = kem::named("ml-kem-768").ok_or_else(Wrong::no_key)?;
    let seed = scene.chance.vec(64);
    let pair = kem.keygen(&seed)?;
    let m = scene.chance.vec(32);
    let wrapped = kem.encaps(&pair.public, &m)?;
    let exchange = Exchange {
        seed,
        public: pair.public,
        private: pair.private,
        m,
        ciphertext: wrapped.ciphertext,
        secret: wrapped.secret,
    };
    let opened = kem.decaps(&exchange.private, &exchange.ciphertext)?;
    let place = scene.chance.place(exchange.ciphertext.len());
    let changed = bits::flipped(&exchange.ciphertext, 8 * place + 7);
    let other = kem.decaps(&exchange.private, &changed)?;
    scene.step(Part::Works, made(&exchange));
    scene.step(Part::Works, encapsulated(&exchange));
    scene.step(Part::Works, decapsulated(&exchange, &opened));
    scene.step(Part::Works, flipped(&exchange, place, &changed, &other));
    let hybrid = beside(&mut scene.chance).ok_or_else(Wrong::no_key)?;
    scene.step(Part::Works, hybrid);

    let mut weak = Server::new(&mut scene.chance, Instance::Weak);
    let found = recover(&mut weak);
    let asked_once = found.first().cloned().unwrap_or_default();
    scene.step(Part::Breaks, an_answer());
    scene.step(Part::Breaks, one_number(&asked_once, weak.key()));
    scene.step(Part::Breaks, whole_key(&found, &weak));
    scene.cost(
        Part::Breaks,
        "handshakes",
        Text::new("handshakes tried", "시도한 핸드셰이크"),
        weak.asked,
    );
    let mut fixed = Server::new(&mut scene.chance, Instance::Fixed);
    let vain = recover(&mut fixed);
    scene.step(Part::Repair, silence(&vain, &fixed));
    scene.step(Part::Repair, so_in_tls());
    scene.cost(
        Part::Repair,
        "handshakes_in_vain",
        Text::new("tried in vain", "헛되이 시도한 것"),
        fixed.asked,
    );

    let (turn, second) = (scene.chance.below(3), scene.chance.below(3));
    let (client, x25519) = (exchange.public.len() + 32, 32);
    let key = exchange.public.len();
    Ok(scene.finish(
        Text::new(
            "A wrong ciphertext gets a wrong secret, not an answer. Whoever says which ciphertexts are bad gives the key away.",
            "틀린 암호문에는 대답이 아니라 틀린 비밀을 준다. 어떤 암호문이 잘못인지 말하는 쪽은 키를 내준다.",
        ),
        [
            Question::word(
                text!(
                    en: "An ML-KEM-768 key has {key} bytes, an X25519 share {x25519}. How many bytes has the client's share of X25519MLKEM768?",
                    ko: "ML-KEM-768 키는 {key}바이트, X25519 몫은 {x25519}바이트이다. X25519MLKEM768에서 클라이언트의 몫은 몇 바이트인가?",
                ),
                client,
                text!(
                    en: "Both, one behind the other: {key} + {x25519} = {client}.",
                    ko: "둘을 이어 붙인다: {key} + {x25519} = {client}.",
                ),
            ),
            Question::choice(
                text!(
                    en: "Byte {place} of the ciphertext was changed on the way. What does the owner's decapsulation say?",
                    ko: "암호문의 {place}번 바이트가 도중에 바뀌었다. 주인의 복원(decapsulation)은 무엇이라고 하는가?",
                ),
                Text::new(
                    "nothing: it gives 32 bytes as always",
                    "아무 말 없이 늘 그렇듯 32바이트를 준다",
                ),
                [
                    Text::new("that the ciphertext is bad", "암호문이 잘못되었다고 한다"),
                    Text::new("the same secret, corrected", "바로잡은 같은 비밀을 준다"),
                ],
                turn,
                Text::new(
                    "It gives J(z ‖ c): fixed for this ciphertext, random to everybody else. That the two ends disagree shows at Finished, and then it says nothing about the key.",
                    "J(z ‖ c)를 준다. 이 암호문에는 정해진 값이지만 남에게는 무작위이다. 양 끝이 다르다는 것은 Finished에서 드러나며, 그때는 키에 대해 아무것도 말하지 않는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Why does TLS join X25519 and ML-KEM?",
                    "TLS는 왜 X25519와 ML-KEM을 함께 쓰는가?",
                ),
                Text::new(
                    "whoever wants the secret must break both",
                    "비밀을 알려면 둘 다 깨야 한다",
                ),
                [
                    Text::new("X25519 makes it faster", "X25519가 더 빠르게 해 준다"),
                    Text::new(
                        "ML-KEM needs a signature of X25519",
                        "ML-KEM에는 X25519의 서명이 필요하다",
                    ),
                ],
                second,
                Text::new(
                    "ML-KEM is young: SIKE, in the fourth round of the same contest, fell in 2022 to one computer in an hour. X25519 falls to a quantum computer. Together they stand while one of them does.",
                    "ML-KEM은 아직 젊다. 같은 공모의 4라운드 후보였던 SIKE는 2022년 컴퓨터 한 대로 한 시간 만에 깨졌다. X25519는 양자 컴퓨터에 깨진다. 둘을 함께 쓰면 하나만 버텨도 된다.",
                ),
            ),
        ],
    ))
}

fn digest(name: &str, message: &[u8]) -> Vec<u8> {
    hash::named(name).map_or_else(Vec::new, |hash| hash.digest(message))
}

fn made(exchange: &Exchange) -> Step {
    let private = &exchange.private;
    let (public_length, private_length) = (exchange.public.len(), private.len());
    let kept = private.get(2336..2368).unwrap_or_default();
    Step::desk(Text::new("a key pair", "키 쌍"), "FIPS 203 §7.1")
        .saying(text!(
            en: "64 random bytes, d and z, become an encapsulation key of {public_length} bytes and a decapsulation key of {private_length}.",
            ko: "무작위 64바이트 d와 z에서 캡슐화 키 {public_length}바이트와 복원 키 {private_length}바이트가 나온다.",
        ))
        .because(Text::new(
            "The key is a system of noisy equations over polynomials (see the demonstration lwe): t = A·s + e. A is not sent but grown from 32 bytes at the end of the key.",
            "키는 다항식에 대한 잡음 섞인 방정식 t = A·s + e 이다(lwe 시연 참고). A는 보내지 않고 키 끝의 32바이트에서 키워 낸다.",
        ))
        .because(Text::new(
            "The decapsulation key holds s, the whole encapsulation key, its hash, and z. z is for ciphertexts that are wrong.",
            "복원 키에는 s, 캡슐화 키 전체, 그 해시, z가 들어 있다. z는 틀린 암호문을 위한 것이다.",
        ))
        .with(Value::hex("d", exchange.seed.get(..32).unwrap_or_default(), Knows::Secret))
        .with(Value::hex("z", exchange.seed.get(32..).unwrap_or_default(), Knows::Secret))
        .with(Value::hex(Text::new("encapsulation key", "캡슐화 키"), &exchange.public, Knows::Wire))
        .proving(same(
            Text::new("its hash is kept with it", "해시를 함께 보관한다"),
            "hash_of_key",
            "SHA3-256(ek) = dk[2336..2368]",
            &digest("sha3-256", &exchange.public),
            kept,
            Text::new("H(ek), ready for the next step", "다음 단계에 쓸 H(ek)"),
        ))
}

fn encapsulated(exchange: &Exchange) -> Step {
    let input = [&exchange.m[..], &digest("sha3-256", &exchange.public)].concat();
    let both = digest("sha3-512", &input);
    let (key, coins) = both.split_at_checked(32).unwrap_or_default();
    let (n, secret) = (exchange.ciphertext.len(), exchange.secret.len());
    Step::desk(Text::new("encapsulate", "캡슐화"), "FIPS 203 §6.2")
        .saying(text!(
            en: "The other side draws m. Hashed with the key's hash it gives the secret ({secret} bytes) and the randomness r; with r, m is encrypted: {n} bytes.",
            ko: "상대는 m을 뽑는다. 키의 해시와 함께 해시하면 비밀({secret}바이트)과 무작위 값 r이 나오고, r로 m을 암호화한다: {n}바이트.",
        ))
        .because(Text::new(
            "Nothing in the ciphertext is chosen freely: who knows m can make it again, byte for byte. That is what the owner will do.",
            "암호문에는 마음대로 고른 것이 없다. m을 알면 바이트까지 똑같이 다시 만들 수 있다. 주인이 바로 그렇게 한다.",
        ))
        .with(Value::hex("m", &exchange.m, Knows::Secret))
        .with(Value::hex("r", coins, Knows::Secret))
        .with(Value::hex(Text::new("ciphertext", "암호문"), &exchange.ciphertext, Knows::Wire))
        .proving(same(
            Text::new("the secret, by hand", "손으로 계산한 비밀"),
            "secret_by_hand",
            "(K, r) = SHA3-512(m ‖ H(ek))",
            key,
            &exchange.secret,
            Text::new("as the reviewed code gives it", "검토된 코드의 결과와 같다"),
        ))
}

fn decapsulated(exchange: &Exchange, opened: &[u8]) -> Step {
    Step::desk(Text::new("decapsulate", "복원"), "FIPS 203 §6.3")
        .saying(Text::new(
            "The owner decrypts m, encrypts it again with randomness from m, and compares: the ciphertext is the same, so the secret is K.",
            "주인은 m을 복호화하고, m에서 나온 무작위 값으로 다시 암호화해 비교한다. 암호문이 같으므로 비밀은 K이다.",
        ))
        .proving(same(
            Text::new("both have it", "둘 다 가졌다"),
            "secrets_agree",
            "Decaps(dk, c) = K",
            opened,
            &exchange.secret,
            Text::new("32 bytes that never went over the wire", "선로를 지나지 않은 32바이트"),
        ))
}

fn flipped(exchange: &Exchange, place: usize, changed: &[u8], other: &[u8]) -> Step {
    let z = exchange.seed.get(32..).unwrap_or_default();
    let stream = digest("shake256", &[z, changed].concat());
    let by_hand = stream.get(..32).unwrap_or_default();
    Step::desk(Text::new("one bit turned", "비트 하나를 뒤집으면"), "FIPS 203 §6.3")
        .saying(text!(
            en: "A bit turned in byte {place}: no error. Encrypting again gives another ciphertext, and the owner gets another secret without a word.",
            ko: "{place}번 바이트의 비트를 뒤집어도 오류는 없다. 다시 암호화하면 다른 암호문이 나오고, 주인은 아무 말 없이 다른 비밀을 얻는다.",
        ))
        .because(Text::new(
            "Implicit rejection: the secret of a refused ciphertext is a hash of it with z, which nobody else has. The same ciphertext always gives the same, so that asking twice tells nothing either.",
            "암묵적 거부라고 한다. 거부한 암호문의 비밀은 그것과, 남이 모르는 z의 해시이다. 같은 암호문에는 늘 같은 값이 나오므로 두 번 물어도 알아낼 것이 없다.",
        ))
        .with(Value::hex(Text::new("K of the sender", "보낸 쪽의 K"), &exchange.secret, Knows::Secret))
        .with(Value::hex(Text::new("what the owner gets", "주인이 얻은 값"), other, Knows::Secret))
        .proving(same(
            Text::new("J, by hand", "손으로 계산한 J"),
            "implicit_rejection",
            "SHAKE256(z ‖ c', 32)",
            by_hand,
            other,
            Text::new("the secret of a refused ciphertext", "거부한 암호문의 비밀이다"),
        ))
}

/// The hybrid of TLS, and how long shares are.
fn beside(chance: &mut Chance) -> Option<Step> {
    let offered = hybrid::Offered::of(&chance.vec(96))?;
    let share = offered.share();
    let answer = hybrid::answer(&chance.vec(64), &share)?;
    let agreed = offered.agree(&answer.share)?;
    let classical = offered.classical().share().len();
    let bar = |label: Text, n: usize| Bar {
        label,
        count: u64::try_from(n).unwrap_or(u64::MAX),
    };
    let (client, server) = (share.len(), answer.share.len());
    Some(
        Step::desk(
            Text::new("in TLS: beside X25519", "TLS에서는 X25519와 나란히"),
            "draft-ietf-tls-ecdhe-mlkem",
        )
        .saying(text!(
            en: "X25519MLKEM768 sends both: {client} bytes in ClientHello and {server} in ServerHello, where X25519 alone takes {classical} each.",
            ko: "X25519MLKEM768은 둘 다 보낸다. ClientHello에 {client}바이트, ServerHello에 {server}바이트. X25519만이라면 각각 {classical}바이트이다.",
        ))
        .because(Text::new(
            "With it a ClientHello no longer fits into one packet of 1500 bytes. Devices that had always seen it in one piece broke; Chrome sends it since 2024 all the same.",
            "이것이 들어가면 ClientHello가 1500바이트 패킷 하나에 들어가지 않는다. 늘 한 조각으로만 보던 장비들이 고장 났지만, Chrome은 2024년부터 보내고 있다.",
        ))
        .because(Text::new(
            "Today's reason is recording: what goes over the wire now can be kept until there is a quantum computer. Signatures may wait, since they must hold only at the moment of the handshake.",
            "지금 쓰는 까닭은 녹화이다. 오늘 선로를 지난 것을 양자 컴퓨터가 나올 때까지 보관할 수 있다. 서명은 핸드셰이크 순간에만 버티면 되므로 기다릴 수 있다.",
        ))
        .picturing(Picture::new(
            Text::new("bytes of a key share", "키 몫의 바이트 수"),
            Text::new(
                "The hybrid shares are almost forty times as long.",
                "하이브리드 몫은 거의 마흔 배 길다.",
            ),
            Drawing::Bars(vec![
                bar(Text::new("X25519, each", "X25519, 각각"), classical),
                bar(Text::new("hybrid, client", "하이브리드, 클라이언트"), client),
                bar(Text::new("hybrid, server", "하이브리드, 서버"), server),
            ]),
        ))
        .proving(same(
            Text::new("both ends agree", "양 끝이 같다"),
            "hybrid_agrees",
            "ML-KEM secret ‖ X25519 secret",
            &agreed,
            &answer.secret,
            Text::new(
                "64 bytes, half of them from each",
                "64바이트, 절반씩 나왔다",
            ),
        )),
    )
}

fn an_answer() -> Step {
    let (n, q) = (TOY.n, TOY.q);
    Step::desk(Text::new("a server that answers", "대답하는 서버"), "")
        .saying(text!(
            en: "A toy of the same make ({n} numbers below {q}) without encrypting again: the server uses what it decrypts, keeps its key, and breaks off where secrets differ.",
            ko: "같은 구조의 장난감({q}보다 작은 수 {n}개)에서 다시 암호화하는 검사를 뺐다. 서버는 복호화한 것을 그대로 쓰고, 키를 계속 쓰며, 비밀이 다르면 끊는다.",
        ))
        .because(Text::new(
            "That the handshake goes on or breaks off is a bit, and it depends on the key. Nobody can hide it: even a server without error messages stops talking.",
            "핸드셰이크가 이어지는지 끊기는지는 비트 하나이고, 키에 달려 있다. 숨길 수도 없다. 오류 메시지가 없는 서버도 말은 멈춘다.",
        ))
        .because(Text::new(
            "The first papers on it are older than the standard: Hall, Goldberg and Schneier described such reaction attacks in 1999, Fluhrer showed in 2016 that key exchanges from LWE lose reused keys so.",
            "이것을 다룬 논문은 표준보다 오래되었다. 홀, 골드버그, 슈나이어가 1999년에 이런 반응 공격을 설명했고, 2016년 플루러는 LWE 키 교환에서 키를 다시 쓰면 이렇게 잃는다는 것을 보였다.",
        ))
}

fn one_number(asked: &reaction::Asked, key: &[i64]) -> Step {
    let asks = asked.answers.len();
    let quarter = TOY.q / 4;
    let (found, real) = (asked.number, key.first().copied().unwrap_or(0));
    let trail: Vec<String> = asked
        .answers
        .iter()
        .map(|(v, answer)| format!("{v}{}", if *answer { "✓" } else { "✗" }))
        .collect();
    Step::desk(Text::new("one number", "수 하나"), "")
        .saying(text!(
            en: "The attacker sends u = (1 0 … 0) and a v of choice: the handshake goes on while v is within {quarter} of s1. {asks} tries find the edge: s1 = {found}.",
            ko: "공격자는 u = (1 0 … 0)과 고른 v를 보낸다. v가 s1에서 {quarter} 안에 있으면 핸드셰이크가 이어진다. {asks}번 만에 경계를 찾는다: s1 = {found}.",
        ))
        .with(Value::plain(Text::new("v, and whether it went on", "v, 그리고 이어졌는지"), trail.join(" "), Knows::Attacker))
        .proving(equal(
            Text::new("the key's first number", "키의 첫 수"),
            "first_number",
            "s1 = v − q/4",
            [found, real],
            Text::new("found without ever seeing it", "본 적 없이 찾아냈다"),
        ))
}

fn whole_key(found: &[reaction::Asked], server: &Server) -> Step {
    let numbers: Vec<i64> = found.iter().map(|one| one.number).collect();
    let asked = server.asked;
    Step::desk(Text::new("the whole key", "키 전체"), "")
        .saying(text!(
            en: "The same for every number: after {asked} handshakes the attacker has the key.",
            ko: "수마다 되풀이한다. 핸드셰이크 {asked}번 뒤에 공격자가 키를 가졌다.",
        ))
        .because(Text::new(
            "ML-KEM-768 without its check would last some thousand handshakes: its numbers lie between −2 and 2, so that two or three answers settle each of 768.",
            "검사를 뺀 ML-KEM-768도 핸드셰이크 몇천 번이면 끝난다. 수가 −2에서 2 사이라서 768개 각각이 두세 번의 대답으로 정해진다.",
        ))
        .with(Value::plain("s", row(&numbers), Knows::Attacker))
        .proving(equal(
            Text::new("the secret key", "비밀 키"),
            "key_recovered",
            "s",
            [&numbers[..], server.key()].map(row),
            Text::new("every number of it", "수 하나하나가 같다"),
        ))
}

fn silence(found: &[reaction::Asked], server: &Server) -> Step {
    let answers = found.iter().flat_map(|one| &one.answers);
    let went_on = answers.filter(|(_, answer)| *answer).count();
    let numbers: Vec<String> = found.iter().map(|one| one.number.to_string()).collect();
    let key: Vec<String> = server.key().iter().map(i64::to_string).collect();
    let asked = server.asked;
    Step::desk(Text::new("encrypt again, and say nothing", "다시 암호화하고 아무 말도 하지 않기"), "FIPS 203 §6.3")
        .saying(text!(
            en: "The toy with the check: of {asked} crafted handshakes {went_on} go on. No honest sender makes such ciphertexts, so every one gets a secret of its own.",
            ko: "검사를 넣은 장난감에서는 꾸며 낸 핸드셰이크 {asked}번 가운데 {went_on}번이 이어진다. 정직한 쪽은 그런 암호문을 만들지 않으므로 모두 저마다 다른 비밀을 얻는다.",
        ))
        .because(Text::new(
            "The comparison must take the same time whether it holds or not, and so must the choice between K and J: KyberSlash (2023) found divisions in many libraries whose time depended on the secret.",
            "비교도, K와 J의 선택도 결과와 상관없이 같은 시간이 걸려야 한다. KyberSlash(2023)는 여러 라이브러리에서 비밀에 따라 시간이 달라지는 나눗셈을 찾아냈다.",
        ))
        .with(Value::plain(Text::new("the attacker's s", "공격자의 s"), numbers.join(" "), Knows::Attacker))
        .with(Value::plain("s", key.join(" "), Knows::Secret))
}

fn so_in_tls() -> Step {
    Step::desk(Text::new("a key for one handshake", "핸드셰이크마다 새 키"), "RFC 8446 §4.2.8")
        .saying(Text::new(
            "TLS makes a new ML-KEM key for each ClientHello, so there is nothing to ask twice; the check is there for those who keep one.",
            "TLS는 ClientHello마다 ML-KEM 키를 새로 만들어 두 번 물을 것이 없다. 검사는 키를 계속 쓰는 쪽을 위한 것이다.",
        ))
        .because(Text::new(
            "HPKE, sealed mail and firmware keep their keys for years, and that is where implicit rejection earns its keep.",
            "HPKE, 봉인한 메일, 펌웨어는 키를 여러 해 쓴다. 암묵적 거부가 제값을 하는 곳이다.",
        ))
}
