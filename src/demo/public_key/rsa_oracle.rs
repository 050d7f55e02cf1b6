//! RSA encryption with PKCS#1 v1.5 padding, as TLS used it for 25 years, and the server that decrypts by complaining.

use num_bigint_dig::BigUint;
use rsa::sha2::Sha256;
use rsa::traits::PublicKeyParts;
use rsa::{Oaep, RsaPrivateKey, RsaPublicKey};

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::public_key::bleichenbacher::{
    BAD_FINISHED, BAD_PADDING, Course, Eye, Manners, Server, alert_wins, read, work_wins,
};
use crate::demo::public_key::toy_rsa::{E, Pair, UNIT, conforms, digits, pad, unpad};
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
    name: "rsa-oracle",
    topic: Topic::PublicKey,
    title: Doc::new(
        "RSA padding, and the server that decrypts by complaining",
        "RSA 패딩, 그리고 불평하다가 복호화해 주는 서버",
    ),
    line: Doc::new(
        "One bit of an answer, \"the padding is bad\", reads a ciphertext without the key (Bleichenbacher 1998).",
        "'패딩이 틀렸다'는 한 비트의 대답이 키 없이 암호문을 읽게 한다(블라이헨바허 1998).",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(1, 4),
        means: Doc::new("the secret that is encrypted", "암호화하는 비밀"),
    }],
    exercise: Exercise {
        number: 20,
        title: Doc::new("Padding oracle", "패딩 오라클"),
    },
    tell,
    attacks: &[
        Attack {
            name: "padding_oracle",
            wins: alert_wins,
        },
        Attack {
            name: "work_counter",
            wins: work_wins,
        },
    ],
};

/// Ciphertexts sent to the server with OAEP.
const TRIES: u64 = 32;

/// Bits of the real key.
const BITS: usize = 1024;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let pair = Pair::draw(&mut scene.chance);
    let drawn = format!("{:04}", scene.chance.below(10_000)).into_bytes();
    let secret = asked.own.message.clone().unwrap_or(drawn);
    let block = pad(&mut scene.chance, &secret);
    let c = pair.public.encrypt(block);
    works(&mut scene, &pair, &secret, block);
    let course = complaining(&mut scene, pair, block);
    hurrying(&mut scene, pair, block);
    silent(&mut scene, pair, c);
    oaep(&mut scene, &secret);
    Ok(finish(scene, &pair, block, &course))
}

fn works(scene: &mut Scene, pair: &Pair, secret: &[u8], block: u64) {
    let (n, d) = (pair.public.n, pair.d);
    let [p, q] = pair.primes;
    scene.step(
        Part::Works,
        Step::desk(Text::new("a small key", "작은 키"), "RFC 8017 §3")
            .saying(Text::new(
                "Everything is here but the size: a modulus of 64 bits instead of 2048. The attack below never factors it.",
                "크기만 빼고 모두 그대로이다. 법 n(모듈러스)이 2048비트가 아니라 64비트이다. 아래 공격은 이 수를 소인수분해하지 않는다.",
            ))
            .with(Value::plain("p", p, Knows::Secret))
            .with(Value::plain("q", q, Knows::Secret))
            .with(Value::hex("n = p·q", &n.to_be_bytes(), Knows::Wire))
            .with(Value::plain("e", E, Knows::Wire))
            .with(Value::hex("d = 1/e", &d.to_be_bytes(), Knows::Secret)),
    );
    let shown = spaced(block, secret.len());
    scene.step(
        Part::Works,
        Step::desk(Text::new("padding", "패딩"), "RFC 8017 §7.2.1")
            .saying(Text::new(
                "The secret is put into a block: 0 2, random digits other than 0, a 0, the secret. In the real one each digit of padding is a byte.",
                "비밀을 블록에 담는다. 0 2, 0이 아닌 무작위 숫자, 0, 비밀 순서이다. 실제로는 패딩 숫자 하나하나가 바이트이다.",
            ))
            .because(Text::new(
                "Without random digits the same secret would always give the same ciphertext. In TLS up to 1.2 the secret was the premaster secret, 48 bytes that the client chose, encrypted to the key in the certificate.",
                "무작위 숫자가 없으면 같은 비밀은 늘 같은 암호문이 된다. TLS 1.2까지 이 비밀은 클라이언트가 고른 48바이트 프리마스터 비밀이었고, 인증서에 든 키로 암호화했다.",
            ))
            .with(Value::plain(Text::new("secret", "비밀"), words(secret), Knows::Secret))
            .with(Value::plain(Text::new("block", "블록"), shown, Knows::Secret)),
    );
    let c = pair.public.encrypt(block);
    let back = pair.decrypt(c);
    scene.step(
        Part::Works,
        Step::desk(
            Text::new("encrypt and decrypt", "암호화와 복호화"),
            "RFC 8017 §5.1",
        )
        .saying(Text::new(
            "Anyone raises the block to e modulo n; only the owner of d comes back.",
            "누구든 블록을 n을 법으로 e제곱할 수 있다. 되돌릴 수 있는 것은 d의 주인뿐이다.",
        ))
        .with(Value::hex(
            Text::new("ciphertext c = m^e", "암호문 c = m^e"),
            &c.to_be_bytes(),
            Knows::Wire,
        ))
        .with(Value::plain(
            Text::new("digits behind the padding", "패딩 뒤의 숫자"),
            unpad(back).unwrap_or_default(),
            Knows::Secret,
        ))
        .proving(same(
            Text::new("the block comes back", "블록이 돌아온다"),
            "decrypts",
            "c^d mod n = m",
            &back.to_be_bytes(),
            &block.to_be_bytes(),
            Text::new(
                "the owner reads what was encrypted",
                "주인이 암호화된 것을 읽는다",
            ),
        )),
    );
}

fn complaining(scene: &mut Scene, pair: Pair, block: u64) -> Course {
    let public = pair.public;
    let c = public.encrypt(block);
    let mut server = Server::new(pair, Manners::Says);
    let good = server.answer(c);
    let junk = server.answer(public.times(c, public.encrypt(2)));
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a server that complains", "불평하는 서버"), "")
            .saying(text!(
                en: "Whoever sends a ciphertext gets an alert, but not always the same: {BAD_PADDING} if the block does not begin with 0 2, otherwise {BAD_FINISHED} later on.",
                ko: "암호문을 보내면 경고가 돌아오지만 늘 같지는 않다. 블록이 0 2로 시작하지 않으면 {BAD_PADDING}, 시작하면 나중에 {BAD_FINISHED} 이다.",
            ))
            .because(Text::new(
                "Of random blocks, one in 256 begins with the digits 0 2; of real ones, with the bytes 00 02, one in 65536. That is why it was called the attack of a million messages; later ones need some ten thousand.",
                "무작위 블록 256개에 하나가 숫자 0 2로 시작한다. 실제 블록은 바이트 00 02이므로 65536개에 하나이다. 그래서 백만 메시지 공격이라 불렸다. 뒤에 나온 공격은 만 개 남짓이면 된다.",
            ))
            .with(Value::plain(Text::new("answer to c", "c에 대한 대답"), good.alert, Knows::Wire))
            .with(Value::plain(Text::new("answer to c·2^e", "c·2^e에 대한 대답"), junk.alert, Knows::Wire)),
    );
    let course = read(&mut server, Eye::Alert, c);
    if let Some(first) = course.rounds.first() {
        let product = public.times(block, first.s);
        let (s, queries) = (first.s, first.queries);
        scene.step(
            Part::Breaks,
            Step::desk(Text::new("multiply until it fits", "맞을 때까지 곱한다"), "")
                .saying(text!(
                    en: "c·s^e decrypts to m·s. After {queries} questions s = {s} makes a block that begins with 0 2: the attacker learns that m·s is between 2B and 3B above a multiple of n (B = 16^14).",
                    ko: "c·s^e 는 m·s 로 복호화된다. {queries}번 물은 뒤 s = {s} 에서 0 2로 시작하는 블록이 나온다. 공격자는 m·s가 n의 어떤 배수보다 2B 이상 3B 미만만큼 크다는 것을 안다(B = 16^14).",
                ))
                .because(Text::new(
                    "That RSA turns a product of ciphertexts into the product of the blocks is no secret and no bug; the padding was to make it useless, and the complaint makes it useful again.",
                    "암호문의 곱이 블록의 곱으로 풀리는 것은 RSA의 알려진 성질이며 버그가 아니다. 패딩이 그것을 쓸모없게 만들 터였으나 불평이 다시 쓸모 있게 만든다.",
                ))
                .with(Value::plain("m·s mod n", digits(product), Knows::Secret))
                .proving(same(
                    Text::new("ciphertexts multiply", "암호문은 곱해진다"),
                    "multiplies",
                    "(c·s^e)^d = m·s mod n",
                    &pair.decrypt(public.times(c, public.encrypt(s))).to_be_bytes(),
                    &product.to_be_bytes(),
                    Text::new("the server decrypts the product", "서버는 곱을 복호화한다"),
                )),
        );
    }
    let (queries, rounds) = (course.queries, course.rounds.len());
    let found = course.block.map(|block| block.to_be_bytes());
    let secret = course.block.and_then(unpad).unwrap_or_default();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the ranges close", "범위가 좁아진다"), "")
            .saying(text!(
                en: "Each further s cuts the range about in half; after {rounds} good answers among {queries} questions one block is left.",
                ko: "s를 하나 더 찾을 때마다 범위가 절반쯤으로 준다. 질문 {queries}번 가운데 좋은 대답 {rounds}번 만에 블록 하나만 남는다.",
            ))
            .with(Value::plain(Text::new("digits read", "읽어 낸 숫자"), secret, Knows::Attacker))
            .proving(same(
                Text::new("the attacker reads the block", "공격자가 블록을 읽었다"),
                "block_read",
                "2B ≤ m·s - r·n < 3B",
                &found.unwrap_or_default(),
                &block.to_be_bytes(),
                Text::new("equals what the client encrypted, found without d", "클라이언트가 암호화한 것과 같다. d 없이 찾았다"),
            ))
            .picturing(closing(&course)),
    );
    scene.cost(
        Part::Breaks,
        "oracle_queries",
        Text::new(
            "questions to the complaining server",
            "불평하는 서버에 한 질문",
        ),
        queries,
    );
    course
}

/// Bits of what is left, at a few places along the way.
fn closing(course: &Course) -> Picture {
    let last = course.rounds.len().saturating_sub(1);
    let shown = last.min(7);
    let bits = |left: u64| u64::from(64 - left.leading_zeros());
    let start = Bar {
        label: Text::new("at first", "처음"),
        count: bits(UNIT - 1),
    };
    let bars = (0..=shown).filter_map(|n| {
        let round = course.rounds.get(last * n / shown.max(1))?;
        let queries = round.queries;
        Some(Bar {
            label: text!(en: "question {queries}", ko: "질문 {queries}"),
            count: bits(round.left.saturating_sub(1)),
        })
    });
    Picture::new(
        Text::new("bits of the block still unknown", "아직 모르는 블록의 비트"),
        Text::new(
            "Until one range is left each good answer is luck; from then on about every second question halves what is left.",
            "범위가 하나 남을 때까지는 좋은 대답이 운에 달려 있다. 그다음부터는 질문 두 번쯤마다 남은 것이 절반이 된다.",
        ),
        Drawing::Bars([start].into_iter().chain(bars).collect()),
    )
}

fn hurrying(scene: &mut Scene, pair: Pair, block: u64) {
    let public = pair.public;
    let c = public.encrypt(block);
    let mut server = Server::new(pair, Manners::Hurries);
    let good = server.answer(c).work;
    let junk = server.answer(public.times(c, public.encrypt(2))).work;
    let course = read(&mut server, Eye::Work, c);
    let queries = course.queries;
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the same words, less work", "같은 말, 적은 일"), "")
            .saying(text!(
                en: "A server that always says {BAD_FINISHED} but stops at the first wrong digit still answers: {junk} digits of work or {good}. The same attack, told by the work, takes {queries} questions.",
                ko: "늘 {BAD_FINISHED} 라고 하지만 첫 틀린 숫자에서 멈추는 서버도 대답하는 셈이다. 일한 양이 숫자 {junk}개인지 {good}개인지로 알 수 있다. 같은 공격을 일한 양으로 하면 질문 {queries}번이 든다.",
            ))
            .because(Text::new(
                "Marvin (Hubert Kario, 2023) measured such differences over a network in many libraries, 25 years after the attack: in the copying, in how a big number is turned into bytes, in throwing an error. Here digits are counted instead of a clock, so that each run is the same.",
                "Marvin(후베르트 카리오, 2023)은 공격이 나온 지 25년 뒤에 여러 라이브러리에서 이런 차이를 네트워크 너머로 재었다. 복사에서, 큰 수를 바이트로 바꾸는 데서, 오류를 던지는 데서 차이가 났다. 여기서는 매번 같도록 시계 대신 숫자를 센다.",
            ))
            .with(Value::plain(Text::new("work for c", "c에 든 일"), good, Knows::Attacker))
            .with(Value::plain(Text::new("work for c·2^e", "c·2^e에 든 일"), junk, Knows::Attacker))
            .proving(same(
                Text::new("read from the work alone", "일한 양만으로 읽었다"),
                "block_from_work",
                "2B ≤ m·s - r·n < 3B",
                &course.block.map(u64::to_be_bytes).unwrap_or_default(),
                &block.to_be_bytes(),
                Text::new("equals what the client encrypted", "클라이언트가 암호화한 것과 같다"),
            )),
    );
}

fn silent(scene: &mut Scene, pair: Pair, c: u64) {
    let public = pair.public;
    let mut server = Server::new(pair, Manners::GoesOn);
    let (good, junk) = (
        server.answer(c),
        server.answer(public.times(c, public.encrypt(2))),
    );
    let answers = [Eye::Alert, Eye::Work].map(|eye| read(&mut server, eye, c).block);
    let won = answers.iter().flatten().count();
    let asked = server.queries;
    let (alert, work) = (good.alert, good.work);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("go on as if nothing had happened", "아무 일 없다는 듯이"), "RFC 5246 §7.4.7.1")
            .saying(match (good == junk, won) {
                (true, 0) => text!(
                    en: "The repaired server goes on with a made-up secret: {alert} and {work} digits of work for everything. Every answer looks good, so both attacks, {asked} questions in all, end with nothing.",
                    ko: "고친 서버는 지어낸 비밀로 계속한다. 무엇에든 {alert} 이고 일한 양은 숫자 {work}개이다. 모든 대답이 좋아 보이므로 두 공격은 모두 {asked}번 묻고도 아무것도 얻지 못한다.",
                ),
                _ => text!(
                    en: "The repaired server goes on with a made-up secret; {won} of the two attacks read the block all the same.",
                    ko: "고친 서버는 지어낸 비밀로 계속한다. 그래도 두 공격 가운데 {won}개가 블록을 읽었다.",
                ),
            })
            .because(Text::new(
                "The made-up secret comes from key and ciphertext, so that asking twice tells nothing either. That is hard to keep up in every line of code: ROBOT (2017) found servers of Facebook and of several makers of network devices that answered after all. ML-KEM has this implicit rejection built in.",
                "지어낸 비밀은 키와 암호문에서 나오므로 같은 것을 두 번 물어도 알 수 있는 것이 없다. 코드의 모든 줄에서 이를 지키기는 어렵다. ROBOT(2017)은 페이스북과 여러 네트워크 장비 회사의 서버가 여전히 대답하고 있음을 찾아냈다. ML-KEM에는 이런 암묵적 거부가 처음부터 들어 있다.",
            ))
            .with(Value::hex(
                Text::new("made-up secret for c·2^e", "c·2^e에 지어낸 비밀"),
                &pair.instead(public.times(c, public.encrypt(2)), 4),
                Knows::Secret,
            )),
    );
    scene.cost(
        Part::Repair,
        "silent_queries",
        Text::new("questions to the repaired server", "고친 서버에 한 질문"),
        asked,
    );
}

/// A real key with OAEP: nothing is said if no key of that size comes out of the draw.
fn oaep(scene: &mut Scene, secret: &[u8]) {
    let Ok(key) = RsaPrivateKey::new(&mut scene.chance, BITS) else {
        return;
    };
    let public = RsaPublicKey::from(&key);
    let padding = Oaep::new::<Sha256>;
    let Ok(sealed) = public.encrypt(&mut scene.chance, padding(), secret) else {
        return;
    };
    let opened = key.decrypt(padding(), &sealed).unwrap_or_default();
    let c = BigUint::from_bytes_be(&sealed);
    let refused = (2..2 + TRIES).filter(|s| {
        let multiple = &c * BigUint::from(*s).modpow(public.e(), public.n()) % public.n();
        let bytes = multiple.to_bytes_be();
        let short = public.size().saturating_sub(bytes.len());
        let whole = [vec![0; short], bytes].concat();
        key.decrypt(padding(), &whole).is_err()
    });
    let refused = refused.count();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("OAEP", "OAEP"), "RFC 8017 §7.1")
            .saying(text!(
                en: "OAEP mixes secret and random bytes through a hash in both directions, with a check of 32 bytes inside: of {TRIES} multiples of a ciphertext under a real key of {BITS} bits, {refused} are refused.",
                ko: "OAEP는 해시로 비밀과 무작위 바이트를 서로 섞고 그 안에 32바이트 검사 값을 둔다. {BITS}비트 실제 키로 만든 암호문의 배수 {TRIES}개 가운데 {refused}개가 거부된다.",
            ))
            .because(Text::new(
                "A multiple is accepted with a chance of 2^-256 instead of 2^-16, so that answers come to nothing; still all refusals must be alike (Manger 2001). TLS 1.3 took the other way out: RSA only signs, and secrets come from Diffie-Hellman, so that a stolen or abused key opens no old connection.",
                "배수가 받아들여질 확률은 2^-16이 아니라 2^-256쯤이므로 대답을 모아도 소용없다. 그래도 거부는 모두 똑같아야 한다(맨저 2001). TLS 1.3은 다른 길을 택했다. RSA는 서명만 하고 비밀은 디피-헬먼에서 나온다. 그래서 키를 훔치거나 악용해도 지난 연결은 열리지 않는다.",
            ))
            .with(Value::hex(Text::new("ciphertext", "암호문"), &sealed, Knows::Wire))
            .proving(same(
                Text::new("the owner reads it", "주인은 읽는다"),
                "oaep_opens",
                "OAEP-decrypt(c)",
                &opened,
                secret,
                Text::new("equals the secret", "비밀과 같다"),
            )),
    );
}

fn finish(mut scene: Scene, pair: &Pair, block: u64, course: &Course) -> Story {
    let turn = scene.chance.below(3);
    let s = course.rounds.last().map_or(2, |round| round.s);
    let product = digits(pair.public.times(block, s));
    let lead = product.get(..2).unwrap_or_default();
    // A block of 4 decimal digits that begins with 0 2, a modulus of 4 digits: r·n + 200 <= m·s < r·n + 300.
    let n = 9_001 + 2 * scene.chance.below(400);
    let (m, factor) = (200 + scene.chance.below(100), 31 + scene.chance.below(60));
    let rest = m * factor % n;
    let answer = match (200..300).contains(&rest) {
        true => "yes",
        false => "no",
    };
    let good = conforms(pair.public.times(block, s));
    let say = match good {
        true => BAD_FINISHED,
        false => BAD_PADDING,
    };
    scene.finish(
        Text::new(
            "Whoever decrypts for strangers must not let them see, in words or in time, how it went.",
            "낯선 이의 것을 복호화하는 쪽은 결과가 어땠는지를 말로도 시간으로도 보여서는 안 된다.",
        ),
        [
            Question::word(
                text!(
                    en: "In small, with decimal digits: n = {n}, the block m = 0{m}, s = {factor}. What does the server decrypt c·s^e to?",
                    ko: "작은 십진수로: n = {n}, 블록 m = 0{m}, s = {factor}. 서버가 c·s^e 를 복호화하면 무엇이 나오는가?",
                ),
                rest,
                text!(
                    en: "{m}·{factor} modulo {n} is {rest}. Does it begin with 0 2, as four digits? {answer}.",
                    ko: "{m}·{factor} 를 {n} 로 나눈 나머지: {rest}. 네 자리로 써서 0 2로 시작하면 패딩이 맞다. 여기서는: {answer}.",
                ),
            ),
            Question::choice(
                text!(
                    en: "The last multiplier gave the block {product}. What did the complaining server answer?",
                    ko: "마지막으로 곱한 수에서 나온 블록: {product}. 불평하는 서버는 무엇이라고 대답했는가?",
                ),
                Text::same(say),
                [
                    Text::same(match good {
                        true => BAD_PADDING,
                        false => BAD_FINISHED,
                    }),
                    Text::new("nothing at all", "아무 대답도 하지 않았다"),
                ],
                turn,
                text!(
                    en: "The block begins with {lead}; that is all the server looks at before it goes on to Finished, and all the attacker needs.",
                    ko: "블록이 {lead} 로 시작한다. 서버가 Finished로 넘어가기 전에 보는 것은 그뿐이고, 공격자에게 필요한 것도 그뿐이다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Is it enough to send the same alert whether the padding is good or bad?",
                    "패딩이 맞든 틀리든 같은 경고를 보내면 충분한가?",
                ),
                Text::new(
                    "no: the time it takes must be the same as well",
                    "아니다. 걸리는 시간도 같아야 한다",
                ),
                [
                    Text::new("yes: without words nothing can be told apart", "그렇다. 말이 없으면 구별할 수 없다"),
                    Text::new("yes, if the key has 2048 bits or more", "그렇다. 키가 2048비트 이상이면 된다"),
                ],
                turn / 2 + 1,
                Text::new(
                    "The counted work gave the same block as the alert did. The length of the key only makes the numbers longer.",
                    "일한 양을 세어도 경고를 볼 때와 같은 블록이 나왔다. 키가 길면 수가 길어질 뿐이다.",
                ),
            ),
        ],
    )
}

/// A block as its parts: `02 | padding | 0 | message`.
fn spaced(block: u64, message: usize) -> String {
    let digits = digits(block);
    let middle = digits.len().saturating_sub(2 * message + 1);
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    let (padding, zero, rest) = (
        part(2, middle),
        part(middle, middle + 1),
        part(middle + 1, digits.len()),
    );
    format!("0 2 | {padding} | {zero} | {rest}")
}
