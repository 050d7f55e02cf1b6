//! ECDSA and its nonce: used twice, or a little too short, and two signatures give the private key.

use num_bigint_dig::BigUint;
use p256::Scalar;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::ecdsa::{
    Signature, bytes, drawn, encoded, hashed, public, seen_by_verifier, sign, x,
};
use crate::demo::public_key::nonce_attack::{
    SHORT, Short, bias_wins, fits, from_same_nonce, from_short_nonces, letter, number, reuse_wins,
    short, signed,
};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "ecdsa-nonce",
    topic: Topic::PublicKey,
    title: Doc::new(
        "ECDSA, and the nonce that gives the key away",
        "ECDSA, 그리고 키를 내주는 논스",
    ),
    line: Doc::new(
        "Two signatures with one nonce, or with nonces that are too short, and the private key is public.",
        "논스 하나로 만든 두 서명, 또는 너무 짧은 논스의 두 서명이면 개인 키가 드러난다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 64),
        means: Doc::new("the first message that is signed", "처음 서명하는 메시지"),
    }],
    exercise: Exercise {
        number: 24,
        title: Doc::new("The repeated k", "되풀이된 k"),
    },
    tell,
    attacks: &[
        Attack {
            name: "nonce_reuse",
            wins: reuse_wins,
        },
        Attack {
            name: "nonce_bias",
            wins: bias_wins,
        },
    ],
};

/// What the attacker signs.
static GOAL: &[u8] = b"pay mallory 1000";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let d = number(&mut scene.chance);
    let first = asked
        .own
        .or(Input::Message, || letter(&mut scene.chance, b""));
    let second = letter(&mut scene.chance, &first);
    works(&mut scene, d, &first);
    let same_nonce = reused(&mut scene, d, [&first, &second]);
    let lengths = biased(&mut scene, d, [&first, &second]);
    repaired(&mut scene, d, [&first, &second]);
    Ok(finish(scene, same_nonce, lengths))
}

fn works(scene: &mut Scene, d: Scalar, message: &[u8]) {
    let (q, z, k) = (public(d), hashed(message), number(&mut scene.chance));
    scene.step(
        Part::Works,
        Step::desk(Text::new("a pair of keys", "키 한 쌍"), "FIPS 186-5 §6.2")
            .saying(Text::new(
                "The private key d is a random number; the public key Q is the point that one reaches after d steps of G, the generator of the curve P-256.",
                "개인 키 d는 무작위 수이고, 공개 키 Q는 곡선 P-256의 생성원 G에서 d번 걸어가 닿는 점이다.",
            ))
            .because(Text::new(
                "Walking is quick (some 256 doublings), counting the steps afterwards is not: that is the discrete logarithm, and nobody knows a way of less than 2^128 work.",
                "걷기는 빠르다(두 배 하기 256번쯤). 몇 걸음인지 거꾸로 세는 것은 이산 로그 문제이며, 2^128보다 적은 일로 푸는 길은 알려져 있지 않다.",
            ))
            .with(Value::hex("d", &bytes(d), Knows::Secret))
            .with(Value::hex("Q = d·G", &encoded(q), Knows::Wire)),
    );
    let Some(signature) = sign(d, z, k) else {
        return;
    };
    scene.step(
        Part::Works,
        Step::desk(Text::new("sign", "서명"), "FIPS 186-5 §6.4.1")
            .saying(Text::new(
                "A fresh secret number k, the nonce, hides the key: r is the x of the point k·G, and s mixes hash, key and nonce in one equation with two unknowns.",
                "새로 뽑은 비밀 수 k(논스)가 키를 가린다. r은 점 k·G의 x이고, s는 해시와 키와 논스를 섞은 식 하나이다. 모르는 것은 둘이다.",
            ))
            .because(Text::new(
                "A signature is not \"a hash encrypted with the private key\": nothing here can be decrypted. It shows that whoever made r and s knew d, for this hash.",
                "서명은 '개인 키로 암호화한 해시'가 아니다. 여기에 복호화할 것은 없다. r과 s를 만든 이가 이 해시에 대해 d를 알았음을 보여 줄 뿐이다.",
            ))
            .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Wire))
            .with(Value::hex("z = SHA-256(m)", &bytes(z), Knows::Wire))
            .with(Value::hex("k", &bytes(k), Knows::Secret))
            .with(Value::hex("r = (k·G).x", &bytes(signature.r), Knows::Wire))
            .with(Value::hex("s = (z + r·d)/k", &bytes(signature.s), Knows::Wire)),
    );
    let seen = seen_by_verifier(q, z, &signature).map_or_else(Vec::new, bytes);
    let real = accepted(d, message, &signature);
    scene.step(
        Part::Works,
        Step::desk(Text::new("verify", "검증"), "FIPS 186-5 §6.4.2")
            .saying(match real {
                true => Text::new(
                    "With Q instead of d, anyone comes to the same point and compares its x with r; ring, as TLS uses it, accepts the signature too.",
                    "누구든 d 대신 Q로 같은 점에 이르러 그 x를 r과 견준다. TLS에서 쓰는 ring도 이 서명을 받아들인다.",
                ),
                false => Text::new(
                    "With Q instead of d, anyone comes to a point and compares its x with r; ring refuses this signature.",
                    "누구든 d 대신 Q로 점을 구해 그 x를 r과 견준다. ring은 이 서명을 거부한다.",
                ),
            })
            .because(Text::new(
                "(z/s)·G + (r/s)·Q = ((z + r·d)/s)·G = k·G. The verifier never learns k, only the point.",
                "(z/s)·G + (r/s)·Q = ((z + r·d)/s)·G = k·G. 검증자는 k를 알지 못하고 점만 안다.",
            ))
            .proving(same(
                Text::new("the signature is good", "서명이 맞다"),
                "verifies",
                "((z/s)·G + (r/s)·Q).x = r",
                &seen,
                &bytes(signature.r),
                Text::new("the verifier comes to the signer's point without k or d", "검증자는 k도 d도 없이 서명자의 점에 이른다"),
            )),
    );
}

/// Gives whether the nonce came out as it was.
fn reused(scene: &mut Scene, d: Scalar, messages: [&[u8]; 2]) -> Option<[Scalar; 2]> {
    let k = number(&mut scene.chance);
    let two = signed(d, messages, [k, k])?;
    let [one, other] = &two;
    let [_, second] = messages;
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the same nonce again", "같은 논스를 다시"), "")
            .saying(Text::new(
                "Two messages are signed with one k. Anyone sees it at once: the two signatures have the same r.",
                "두 메시지를 k 하나로 서명했다. 두 서명의 r이 같으니 누구나 곧바로 알아본다.",
            ))
            .because(Text::new(
                "In 2010 the group fail0verflow showed that Sony signed PlayStation 3 software with a constant k. In August 2013 Bitcoin was stolen from Android wallets whose random generator repeated itself.",
                "2010년 fail0verflow는 소니가 플레이스테이션 3 소프트웨어를 늘 같은 k로 서명했음을 보였다. 2013년 8월에는 난수 발생기가 되풀이되던 안드로이드 지갑에서 비트코인이 도난당했다.",
            ))
            .with(Value::plain(Text::new("second message", "둘째 메시지"), words(second), Knows::Wire))
            .with(Value::hex("r1 = r2", &bytes(other.signature.r), Knows::Wire))
            .with(Value::hex("s1", &bytes(one.signature.s), Knows::Wire))
            .with(Value::hex("s2", &bytes(other.signature.s), Knows::Wire)),
    );
    let [nonce, key] = from_same_nonce(&two)?;
    let forged = sign(key, hashed(GOAL), drawn(key, GOAL).k)?;
    let said = words(GOAL);
    let after = match accepted(d, GOAL, &forged) {
        true => text!(
            en: "Subtracting one equation from the other removes the key and leaves the nonce; the nonce gives the key. ring accepts what the attacker signs with it: \"{said}\".",
            ko: "한 식에서 다른 식을 빼면 키가 사라지고 논스가 남는다. 논스를 알면 키도 나온다. 공격자가 그 키로 서명한 글을 ring은 받아들인다: \"{said}\".",
        ),
        false => text!(
            en: "Subtracting one equation from the other should leave the nonce, but ring refuses what the attacker signs: \"{said}\".",
            ko: "한 식에서 다른 식을 빼면 논스가 남아야 하지만, 공격자가 서명한 글을 ring은 거부한다: \"{said}\".",
        ),
    };
    scene.step(
        Part::Breaks,
        Step::desk(
            Text::new("two equations, two unknowns", "식 두 개, 모르는 것 두 개"),
            "",
        )
        .saying(after)
        .with(Value::hex("k", &bytes(nonce), Knows::Attacker))
        .with(Value::hex("d", &bytes(key), Knows::Attacker))
        .with(Value::hex(
            Text::new("forged signature", "위조한 서명"),
            &forged.bytes(),
            Knows::Attacker,
        ))
        .proving(same(
            Text::new("the attacker has the nonce", "공격자가 논스를 얻었다"),
            "nonce_recovered",
            "(z1 - z2)/(s1 - s2) = k",
            &bytes(nonce),
            &bytes(k),
            Text::new("equals the nonce that was used", "쓰인 논스와 같다"),
        ))
        .proving(same(
            Text::new("the attacker has the key", "공격자가 키를 얻었다"),
            "key_recovered",
            "(s1·k - z1)/r = d",
            &bytes(key),
            &bytes(d),
            Text::new(
                "equals the private key; every later signature can be forged",
                "개인 키와 같다. 앞으로의 어떤 서명도 위조할 수 있다",
            ),
        )),
    );
    scene.cost(
        Part::Breaks,
        "signatures",
        Text::new("signatures needed", "필요한 서명"),
        2,
    );
    Some([k, nonce])
}

/// Gives how long the shorter vector was before and after.
fn biased(scene: &mut Scene, d: Scalar, messages: [&[u8]; 2]) -> [usize; 2] {
    let nonces = [(); 2].map(|()| short(&mut scene.chance));
    let Some(two) = signed(d, messages, nonces) else {
        return [0; 2];
    };
    let Some(found) = from_short_nonces(&two) else {
        return [0; 2];
    };
    let [one, other] = &two;
    let (width, bits) = (SHORT, SHORT * 8);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("nonces that are too short", "너무 짧은 논스"), "")
            .saying(text!(
                en: "Another programmer takes a fresh nonce each time, but of {width} bytes, \"as AES-GCM has\". Nothing repeats, nothing can be seen.",
                ko: "다른 개발자는 매번 새 논스를 쓰지만 'AES-GCM처럼' {width}바이트로 뽑는다. 되풀이되는 것도, 눈에 띄는 것도 없다.",
            ))
            .because(Text::new(
                "A few bits are enough, with more signatures: PuTTY made 521-bit nonces whose first 9 bits were always 0, and about 60 signatures gave the key (CVE-2024-31497). Where a nonce's length shows in the time a signature takes, the attacker collects the short ones (Minerva and TPM-Fail, 2019).",
                "서명이 더 많으면 몇 비트만 치우쳐도 된다. PuTTY의 521비트 논스는 앞 9비트가 늘 0이었고, 서명 60개쯤으로 키가 나왔다(CVE-2024-31497). 서명에 걸린 시간에서 논스의 길이가 드러나면 공격자는 짧은 것만 모은다(Minerva와 TPM-Fail, 2019).",
            ))
            .with(Value::hex("r1", &bytes(one.signature.r), Knows::Wire))
            .with(Value::hex("s1", &bytes(one.signature.s), Knows::Wire))
            .with(Value::hex("r2", &bytes(other.signature.r), Knows::Wire))
            .with(Value::hex("s2", &bytes(other.signature.s), Knows::Wire)),
    );
    let Short {
        before,
        after,
        lengths,
        ..
    } = &found;
    let [[_, _], [a, b]] = [before, after].map(|basis| basis.each_ref().map(|v| v.bits()));
    let start = lengths.first().copied().unwrap_or(0);
    let steps = lengths.len().saturating_sub(1);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("one line, one lattice", "직선 하나, 격자 하나"), "")
            .saying(text!(
                en: "Without the key, the two equations leave a line, k2 = A·k1 + B modulo n. Its points form a lattice; after {steps} steps like Euclid's its basis has {a} and {b} bits, and only one point of the line lies as near to 0 as {bits} bits.",
                ko: "두 식에서 키를 없애면 직선 k2 = A·k1 + B (mod n) 하나가 남는다. 그 점들은 격자를 이룬다. 유클리드 호제법 같은 {steps}걸음 뒤 기저는 {a}비트와 {b}비트가 되고, 0에서 {bits}비트 안에 드는 직선의 점은 하나뿐이다.",
            ))
            .because(Text::new(
                "The lattice of all (x, A·x mod n) has one point for every n places, n having 256 bits: its vectors are some 128 bits long. Two nonces of 96 bits are a point that is 2^32 times nearer than chance puts one. In more dimensions (more signatures, less bias) the same is done with LLL (1982).",
                "모든 (x, A·x mod n)의 격자는 n칸마다 점이 하나이고 n은 256비트이다. 그래서 벡터는 128비트쯤이다. 96비트 논스 둘은 우연보다 2^32배 가까운 점이다. 차원이 더 높으면(서명은 더 많고 치우침은 더 작으면) 같은 일을 LLL(1982)로 한다.",
            ))
            .with(Value::hex("A", &bytes(found.slope), Knows::Attacker))
            .with(Value::hex("B", &bytes(found.offset), Knows::Attacker))
            .picturing(shrinking(lengths)),
    );
    let [k1, k2] = found.nonces;
    let joined = |two: [Scalar; 2]| two.map(bytes).concat();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the nonces, and the key", "논스, 그리고 키"), "")
            .saying(Text::new(
                "That point is the pair of nonces. Any one of them gives the key, and the public key tells the attacker that it is right.",
                "그 점이 두 논스이다. 어느 하나로도 키가 나오고, 맞는지는 공개 키가 말해 준다.",
            ))
            .with(Value::hex("k1", &bytes(k1), Knows::Attacker))
            .with(Value::hex("k2", &bytes(k2), Knows::Attacker))
            .proving(same(
                Text::new("both nonces found", "두 논스를 찾았다"),
                "short_nonces_found",
                "(k1, k2) = v + (0, B)",
                &joined(found.nonces),
                &joined(nonces),
                Text::new("equal the nonces that were used", "쓰인 논스와 같다"),
            ))
            .proving(same(
                Text::new("the key again", "다시 키를 얻었다"),
                "key_from_short_nonces",
                "(s1·k1 - z1)/r1 = d",
                &bytes(found.key),
                &bytes(d),
                Text::new("equals the private key", "개인 키와 같다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "lattice_steps",
        Text::new("steps of lattice reduction", "격자 줄이기 걸음"),
        u64::try_from(steps).unwrap_or(u64::MAX),
    );
    [start, a]
}

/// The bits of the shorter vector, at eight places along the way.
fn shrinking(lengths: &[usize]) -> Picture {
    let last = lengths.len().saturating_sub(1);
    let shown = last.min(7);
    let bars = (0..=shown).filter_map(|n| {
        let step = last * n / shown.max(1);
        let bits = *lengths.get(step)?;
        Some(Bar {
            label: text!(en: "step {step}", ko: "{step}걸음"),
            count: u64::try_from(bits).ok()?,
        })
    });
    Picture::new(
        Text::new("bits of the shorter vector", "짧은 쪽 벡터의 비트 수"),
        Text::new(
            "The vectors of the basis get shorter until both have about half the bits of n.",
            "기저의 벡터는 둘 다 n의 비트 수의 절반쯤이 될 때까지 짧아진다.",
        ),
        Drawing::Bars(bars.collect()),
    )
}

fn repaired(scene: &mut Scene, d: Scalar, messages: [&[u8]; 2]) {
    let [first, second] = messages;
    let draw = drawn(d, first);
    let nonces = [draw.k, drawn(d, second).k];
    let Some(two) = signed(d, messages, nonces) else {
        return;
    };
    let [one, _] = &two;
    scene.step(
        Part::Repair,
        Step::desk(Text::new("a nonce from key and message", "키와 메시지에서 나온 논스"), "RFC 6979 §3.2")
            .saying(Text::new(
                "HMAC makes the nonce from the private key and the hash: another message, another nonce, of full length; no random generator can spoil it.",
                "HMAC이 개인 키와 해시에서 논스를 만든다. 메시지가 다르면 논스도 다르고 길이도 온전하다. 난수 발생기가 망칠 일이 없다.",
            ))
            .because(Text::new(
                "The same message gets the same signature again, which tells nobody anything. Many libraries mix fresh random bytes in as well: against faults that are forced on a chip while it signs the same message twice.",
                "같은 메시지는 다시 같은 서명을 얻지만 그것으로 알 수 있는 것은 없다. 칩이 같은 메시지를 두 번 서명하는 동안 오류를 일으키는 공격에 대비해, 새 난수를 함께 섞는 라이브러리도 많다.",
            ))
            .with(Value::hex("K", &draw.key, Knows::Secret))
            .with(Value::hex("V", &draw.value, Knows::Secret))
            .with(Value::hex("k = HMAC(K, V)", &bytes(draw.k), Knows::Secret))
            .proving(same(
                Text::new("as the reviewed crate signs", "검토된 라이브러리의 서명과 같다"),
                "rfc6979",
                "r || s",
                &one.signature.bytes(),
                &reference(d, first),
                Text::new("our nonce gives the very signature of the p256 crate", "우리 논스에서 p256 라이브러리와 똑같은 서명이 나온다"),
            )),
    );
    let owner = public(d);
    let keys = [
        from_same_nonce(&two).map(|[_, key]| key),
        from_short_nonces(&two).map(|found| found.key),
    ];
    let won = keys
        .into_iter()
        .flatten()
        .filter(|key| fits(*key, owner))
        .count();
    let [by_reuse, by_lattice] = keys.map(|key| key.map_or_else(Vec::new, bytes));
    scene.step(
        Part::Repair,
        Step::desk(Text::new("both attacks again", "두 공격을 다시"), "")
            .saying(match won {
                0 => Text::new(
                    "The same two attacks on two such signatures give numbers, but none whose public key is Q.",
                    "같은 두 공격을 이런 서명 둘에 하면 수가 나오기는 하지만, 공개 키가 Q인 것은 없다.",
                ),
                _ => Text::new(
                    "One of the two attacks still gives the key.",
                    "두 공격 가운데 하나가 여전히 키를 얻는다.",
                ),
            })
            .because(Text::new(
                "TLS 1.3 signs the handshake with ECDSA in CertificateVerify: one careless nonce of a server gives away its certificate's key, and with it every later connection can be impersonated.",
                "TLS 1.3은 CertificateVerify에서 ECDSA로 핸드셰이크에 서명한다. 서버가 논스를 한 번 소홀히 하면 인증서의 키가 새고, 그 뒤 모든 연결에서 서버인 척할 수 있다.",
            ))
            .with(Value::hex(Text::new("key by subtraction", "빼서 얻은 키"), &by_reuse, Knows::Attacker))
            .with(Value::hex(Text::new("key by lattice", "격자로 얻은 키"), &by_lattice, Knows::Attacker)),
    );
}

fn finish(mut scene: Scene, nonce: Option<[Scalar; 2]>, lengths: [usize; 2]) -> Story {
    let turn = scene.chance.below(3);
    let [_, after] = lengths;
    let bits = SHORT * 8;
    let r = nonce.and_then(|[k, _]| x(public(k)));
    let shown = hex::encode(r.map_or_else(Vec::new, bytes).get(..4).unwrap_or_default());
    // A toy with the same two equations, small enough for pencil and paper.
    let p = 101u64;
    let (k, key, r) = (
        2 + scene.chance.below(97),
        1 + scene.chance.below(99),
        1 + scene.chance.below(99),
    );
    let z = scene.chance.below(100);
    let s = BigUint::from(k).modpow(&BigUint::from(p - 2), &BigUint::from(p)) * (z + r * key)
        % BigUint::from(p);
    scene.finish(
        Text::new(
            "An ECDSA nonce is as secret as the key: used twice, or a little predictable, it is the key.",
            "ECDSA의 논스는 키만큼 비밀이다. 두 번 쓰거나 조금이라도 예측되면 논스가 곧 키이다.",
        ),
        [
            Question::word(
                text!(
                    en: "The two signatures with one nonce: the first begins with {shown}. With which four bytes does the second begin, in hexadecimal?",
                    ko: "논스 하나로 만든 두 서명에서 첫 서명은 {shown} 로 시작한다. 둘째 서명은 16진수로 어떤 네 바이트로 시작하는가?",
                ),
                &shown,
                Text::new(
                    "r is the x of k·G and of nothing else: one nonce, one r. That is how an attacker finds such signatures among millions.",
                    "r은 오직 k·G의 x이다. 논스가 같으면 r도 같다. 공격자는 그렇게 수백만 서명 가운데서 이런 서명을 찾아낸다.",
                ),
            ),
            Question::word(
                text!(
                    en: "The same in small, modulo {p}: s·k = z + r·d with k = {k}, z = {z}, r = {r}, s = {s}. The nonce leaked: what is d?",
                    ko: "작은 수로, 법 {p}: s·k = z + r·d 이고 k = {k}, z = {z}, r = {r}, s = {s} 이다. 논스가 샜다면 d는 얼마인가?",
                ),
                key,
                text!(
                    en: "d = (s·k - z)/r modulo {p} = {key}: with the nonce known, one equation has one unknown left.",
                    ko: "d = (s·k - z)/r (mod {p}) = {key}. 논스를 알면 식 하나에 모르는 것이 하나만 남는다.",
                ),
            ),
            Question::choice(
                text!(
                    en: "Why were two nonces of {bits} bits found, though {bits} bits are far too many to try?",
                    ko: "{bits}비트는 모두 넣어 보기에 너무 많은데도 {bits}비트 논스 둘을 왜 찾을 수 있었는가?",
                ),
                text!(
                    en: "the two equations leave one line, and its other points near 0 are as far as {after} bits",
                    ko: "두 식이 직선 하나를 남기고, 0에 가까운 다른 점은 {after}비트쯤 떨어져 있다",
                ),
                [
                    Text::new("nonces of that length repeat after a while", "그 길이의 논스는 얼마 뒤 되풀이된다"),
                    Text::new("the hash of the message leaks the nonce", "메시지의 해시가 논스를 흘린다"),
                ],
                turn,
                Text::new(
                    "Nothing was tried: a lattice says which small numbers fit the equations. So every bit of a nonce must be unpredictable.",
                    "아무것도 넣어 보지 않았다. 어떤 작은 수가 식에 맞는지는 격자가 말해 준다. 그러니 논스의 모든 비트가 예측할 수 없어야 한다.",
                ),
            ),
        ],
    )
}

/// Whether ring accepts the signature under the key of `d`.
fn accepted(d: Scalar, message: &[u8], signature: &Signature) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, encoded(public(d)))
        .verify(message, &signature.bytes())
        .is_ok()
}

/// The signature of the p256 crate; empty for a key that it refuses.
fn reference(d: Scalar, message: &[u8]) -> Vec<u8> {
    use p256::ecdsa::signature::Signer;
    let Ok(key) = p256::ecdsa::SigningKey::from_slice(&bytes(d)) else {
        return Vec::new();
    };
    let signature: p256::ecdsa::Signature = key.sign(message);
    signature.to_bytes().to_vec()
}
