//! CBC: each block is mixed with the ciphertext before it, and the first with an IV that nobody may foresee.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::cipher::{
    AES_KEY, BLOCK, Padding, cbc_decrypt, cbc_encrypt, ecb_encrypt,
};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::beast::{Connection, Found, NextIv, read};
use crate::demo::symmetric::blocks::filled;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "cbc",
    topic: Topic::Symmetric,
    title: Doc::new(
        "CBC, and an IV that can be foreseen",
        "CBC, 그리고 내다볼 수 있는 IV",
    ),
    line: Doc::new(
        "Chaining, padding, how an error spreads; and how a known next IV confirms guesses (BEAST).",
        "연쇄, 패딩, 오류가 번지는 모습. 그리고 다음 IV를 알면 추측이 확인되는 까닭(BEAST).",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 48),
            means: Doc::new(
                "the message, then the cookie that is read",
                "메시지이자 읽어 낼 쿠키",
            ),
        },
        Takes {
            input: Input::Key,
            sizes: AES_KEY,
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[BLOCK]),
            means: Doc::new("the first IV", "첫 IV"),
        },
    ],
    exercise: Exercise {
        number: 20,
        title: Doc::new("Padding oracle", "패딩 오라클"),
    },
    tell,
    attacks: &[Attack {
        name: "foreseen_iv",
        wins: foreseen_iv_wins,
    }],
};

/// What cookies look like.
static DIGITS: &[u8] = b"0123456789abcdef";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(16));
    let iv: [u8; BLOCK] = match asked.own.nonce.as_deref().map(TryInto::try_into) {
        Some(Ok(own)) => own,
        Some(Err(_)) | None => scene.chance.bytes(),
    };
    let message = asked.own.or(Input::Message, || {
        [b"id=7; cookie=".to_vec(), cookie(&mut scene.chance, 24)].concat()
    });
    let chain = Chain::of(&key, &iv, &message)?;
    let sealed = cbc_encrypt(&key, &iv, &message, Padding::Pkcs7)?;
    scene.step(Part::Works, chained(&message, &iv, &chain, &sealed));
    scene.step(Part::Works, padded(&message, &chain));
    scene.step(Part::Works, an_error(&key, &iv, &sealed)?);

    let last = sealed.last_chunk().copied().unwrap_or(iv);
    let mut old = Connection::new(&key, &message, last, NextIv::LastBlock);
    let found = read(&mut old, message.len())?;
    scene.step(Part::Breaks, foreseen(&last));
    if let Some(first) = found.first() {
        scene.step(Part::Breaks, confirmed(first));
    }
    scene.step(Part::Breaks, byte_by_byte(&found, &message));
    let guesses: u64 = found.iter().map(|found| found.guesses).sum();
    for (name, label, count) in [
        ("guesses", Text::new("guesses", "추측"), guesses),
        (
            "messages",
            Text::new("messages sent", "보낸 메시지"),
            old.messages(),
        ),
    ] {
        scene.cost(Part::Breaks, name, label, count);
    }

    let fresh = NextIv::Fresh(Box::new(scene.chance.clone()));
    let mut new = Connection::new(&key, &message, last, fresh);
    let nothing = read(&mut new, message.len())?;
    let foreseen = new.last();
    let sent = new.send(&[0; BLOCK])?;
    scene.step(
        Part::Repair,
        unforeseen(&nothing, new.messages() - 1, &foreseen, &sent.iv),
    );
    scene.step(Part::Repair, what_remains());

    let turn = scene.chance.below(3);
    let (p, v) = (
        message.first().copied().unwrap_or(0),
        iv.first().copied().unwrap_or(0),
    );
    let blocks = sealed.len() / BLOCK;
    Ok(scene.finish(
        Text::new(
            "An IV is no secret, but nobody may know it before the message is chosen.",
            "IV는 비밀이 아니지만, 메시지를 정하기 전에는 아무도 알아서는 안 된다.",
        ),
        [
            Question::word(
                text!(
                    en: "The message begins with the byte {p:02x}, the IV with {v:02x}. What is the first byte that AES gets, in hexadecimal?",
                    ko: "메시지의 첫 바이트는 {p:02x}, IV의 첫 바이트는 {v:02x} 이다. AES에 들어가는 첫 바이트는 16진수로 무엇인가?",
                ),
                format!("{:02x}", p ^ v),
                text!(
                    en: "{p:02x} ⊕ {v:02x}: for the first block the IV stands where later the ciphertext before stands.",
                    ko: "{p:02x} ⊕ {v:02x}. 첫 블록에서는 IV가 나중의 앞 암호문 블록 자리에 선다.",
                ),
            ),
            Question::word(
                text!(
                    en: "One bit of the IV is turned over on the way. How many bits of the {blocks} decrypted block{s} change?",
                    ko: "오는 길에 IV의 비트 하나가 뒤집혔다. 복호화한 블록 {blocks}개에서 몇 비트가 달라지는가?",
                    s = plural(blocks),
                ),
                1,
                Text::new(
                    "One, in the first block: the IV is only added, it never goes through AES when decrypting. A bit of a ciphertext block would garble its own block as well.",
                    "첫 블록에서 한 비트이다. 복호화할 때 IV는 더해질 뿐 AES를 거치지 않는다. 암호문 블록의 비트였다면 그 블록 자체도 뭉개진다.",
                ),
            ),
            Question::choice(
                Text::new("What must be true of the IV of CBC?", "CBC의 IV는 어떠해야 하는가?"),
                Text::new("it cannot be foreseen", "내다볼 수 없어야 한다"),
                [
                    Text::new("it is kept secret", "비밀이어야 한다"),
                    Text::new("it never repeats; a counter will do", "되풀이되지만 않으면 된다. 카운터도 좋다"),
                ],
                turn,
                Text::new(
                    "It travels in the clear. A counter never repeats and can be foreseen: enough for CTR, not for CBC (SP 800-38A appendix C).",
                    "IV는 평문으로 간다. 카운터는 되풀이되지 않지만 내다볼 수 있다. CTR에는 충분하지만 CBC에는 모자란다(SP 800-38A 부록 C).",
                ),
            ),
        ],
    ))
}

/// CBC by hand: what AES gets for each block, and what it gives.
struct Chain {
    clear: Vec<Vec<u8>>,
    mixed: Vec<Vec<u8>>,
    sealed: Vec<Vec<u8>>,
}

impl Chain {
    fn of(key: &[u8], iv: &[u8], message: &[u8]) -> Result<Self, Wrong> {
        let mut chain = Self {
            clear: Vec::new(),
            mixed: Vec::new(),
            sealed: Vec::new(),
        };
        let mut before = iv.to_vec();
        for block in filled(message).chunks(BLOCK) {
            let mixed = xor(block, &before);
            before = ecb_encrypt(key, &mixed, Padding::None)?;
            chain.clear.push(block.to_vec());
            chain.mixed.push(mixed);
            chain.sealed.push(before.clone());
        }
        Ok(chain)
    }
}

fn chained(message: &[u8], iv: &[u8], chain: &Chain, sealed: &[u8]) -> Step {
    let blocks = chain.clear.len();
    let mut step = Step::desk(Text::new("chained blocks", "이어진 블록"), "SP 800-38A §6.2")
        .saying(text!(
            en: "Each block, {blocks} in all, is added to the ciphertext block before it (the first to the IV) and then encrypted.",
            ko: "블록 {blocks}개를 저마다 바로 앞 암호문 블록에(첫 블록은 IV에) 더한 뒤 암호화한다.",
        ))
        .because(Text::new(
            "CBC stands for cipher block chaining; IBM filed a patent for it in 1976. It was the mode of SSL and TLS for two decades.",
            "CBC는 암호 블록 연쇄라는 뜻이다. IBM이 1976년에 특허를 냈고, SSL과 TLS가 20년 동안 쓴 방식이다.",
        ))
        .because(Text::new(
            "Encrypting is done in order, one block after the other; decrypting can be done in parallel, and can begin anywhere.",
            "암호화는 블록 순서대로 할 수밖에 없다. 복호화는 나란히 할 수 있고 아무 데서나 시작할 수 있다.",
        ))
        .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Secret))
        .with(Value::hex("IV", iv, Knows::Wire));
    let rows = chain.clear.iter().zip(&chain.mixed).zip(&chain.sealed);
    for (n, ((clear, mixed), sealed)) in (1..).zip(rows).take(2) {
        let before = match n {
            1 => "IV".to_owned(),
            _ => format!("c{}", n - 1),
        };
        step = step
            .with(Value::hex(format!("p{n}"), clear, Knows::Secret))
            .with(Value::hex(format!("p{n} ⊕ {before}"), mixed, Knows::Secret))
            .with(Value::hex(format!("c{n}"), sealed, Knows::Wire));
    }
    step.proving(same(
        Text::new("the chain by hand is CBC", "손으로 이은 것이 CBC이다"),
        "chain_is_cbc",
        "cᵢ = E(k, pᵢ ⊕ cᵢ₋₁), c₀ = IV",
        &chain.sealed.concat(),
        sealed,
        Text::new(
            "equals what a reviewed CBC computes",
            "검토된 CBC 구현의 결과와 같다",
        ),
    ))
}

fn padded(message: &[u8], chain: &Chain) -> Step {
    let last = chain.clear.last().cloned().unwrap_or_default();
    let fill = BLOCK - message.len() % BLOCK;
    Step::desk(Text::new("padding", "패딩"), "RFC 5652 §6.3")
        .saying(text!(
            en: "The message has {n} byte{s}; a padding of {fill}, each byte of value {fill:02x} (hexadecimal), fills up the last block.",
            ko: "메시지는 {n}바이트이다. 값이 {fill:02x}(16진수)인 바이트 {fill}개를 더해 블록을 채운다.",
            n = message.len(),
            s = plural(message.len()),
        ))
        .because(Text::new(
            "The last byte says how many to take off. What happens where it is wrong is a story of its own: the padding oracle.",
            "마지막 바이트가 몇 바이트를 뗄지 말해 준다. 그것이 틀렸을 때 벌어지는 일은 따로 한 편의 이야기(패딩 오라클)이다.",
        ))
        .because(Text::new(
            "SSL and TLS write the count differently: the last byte is the length of the padding, not counting itself (RFC 5246 §6.2.3.2).",
            "SSL과 TLS는 세는 법이 다르다. 마지막 바이트가 자신을 뺀 패딩 길이이다(RFC 5246 §6.2.3.2).",
        ))
        .with(Value::hex(Text::new("last block", "마지막 블록"), &last, Knows::Secret))
}

/// One bit of what stands before the last block is turned over.
fn an_error(key: &[u8], iv: &[u8], sealed: &[u8]) -> Result<Step, Wrong> {
    let open = |wire: &[u8]| -> Result<Vec<u8>, Wrong> {
        let (iv, sealed) = wire.split_at(BLOCK);
        Ok(cbc_decrypt(key, iv, sealed, Padding::None)?.unwrap_or_default())
    };
    let wire = [iv, sealed].concat();
    let at = wire.len().saturating_sub(2 * BLOCK);
    let mut hit = wire.clone();
    hit.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1);
    let difference = xor(&open(&wire)?, &open(&hit)?);
    let bits: Vec<u32> = difference
        .chunks(BLOCK)
        .map(|block| block.iter().map(|byte| byte.count_ones()).sum())
        .collect();
    let counts = bits
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let (before, after) = (difference.len() / BLOCK - 1, difference.len() / BLOCK);
    let name = match before {
        0 => Text::new("the IV", "IV"),
        _ => Text::same(format!("c{before}")),
    };
    let (en, ko) = (&name.en, &name.ko);
    let mut bit = [0; BLOCK];
    bit[0] = 1;
    let last = difference
        .last_chunk::<BLOCK>()
        .copied()
        .unwrap_or_default();
    Ok(
        Step::desk(Text::new("an error on the way", "오는 길의 오류"), "SP 800-38A app. D")
            .saying(text!(
                en: "One bit of {en} is turned over on the way. Bits that change in the decrypted blocks, from the first on: {counts}.",
                ko: "오는 길에 {ko}의 비트 하나가 뒤집힌다. 복호화한 블록에서 달라지는 비트 수는 첫 블록부터 차례로 {counts} 이다.",
            ))
            .because(Text::new(
                "The block that was hit goes through AES backwards: about half of its bits change. The block behind it is only added to it: exactly the bit that was hit changes. Everything after is whole again.",
                "맞은 블록은 AES를 거꾸로 거치므로 비트의 절반쯤이 바뀐다. 다음 블록에는 더해지기만 하므로 맞은 바로 그 비트만 바뀐다. 그 뒤는 다시 멀쩡하다.",
            ))
            .because(Text::new(
                "Nobody notices. An attacker aims: see the demonstration of the bit flip.",
                "아무도 알아채지 못한다. 공격자는 겨냥해서 뒤집는다. 비트 뒤집기 시연을 보라.",
            ))
            .proving(same(
                text!(en: "what changes in p{after}", ko: "p{after}에서 달라지는 것"),
                "error_is_copied",
                "p ⊕ p′",
                &last,
                &bit,
                Text::new("exactly the bit that was turned over", "뒤집힌 바로 그 비트뿐이다"),
            )),
    )
}

fn foreseen(last: &[u8]) -> Step {
    Step::desk(Text::new("the next IV is on the wire", "다음 IV가 선로에 보인다"), "RFC 2246 §6.2.3.2")
        .saying(Text::new(
            "In TLS 1.0 the last ciphertext block of a message is the IV of the next: the attacker knows it before choosing what is sent.",
            "TLS 1.0에서는 한 메시지의 마지막 암호문 블록이 다음 메시지의 IV가 된다. 공격자는 보낼 것을 고르기 전에 IV를 안다.",
        ))
        .because(Text::new(
            "Thai Duong and Juliano Rizzo showed in 2011 (BEAST) that a page in a browser could use it to read the cookie of another site. Gregory Bard and others had warned years before; TLS 1.1 had mended it on paper in 2006, and hardly anybody had it switched on.",
            "2011년 타이 드엉과 줄리아노 리조가 브라우저 속 웹 페이지로 다른 사이트의 쿠키를 읽을 수 있음을 보였다(BEAST). 몇 해 전부터 그레고리 바드 등이 경고했고, TLS 1.1이 2006년에 문서로는 고쳤지만 켜 둔 곳이 거의 없었다.",
        ))
        .with(Value::hex(Text::new("next IV", "다음 IV"), last, Knows::Wire))
}

fn confirmed(first: &Found) -> Step {
    let guesses = first.guesses;
    Step::desk(Text::new("a guess is confirmed", "추측이 확인된다"), "")
        .saying(text!(
            en: "A prefix of 15 known bytes leaves one unknown byte in the block. The attacker sends guess ⊕ IV before ⊕ IV next, so that AES gets what it got before if the guess is right: guess number {guesses} becomes the same block.",
            ko: "아는 바이트 15개를 앞에 붙이면 블록에 모르는 바이트는 하나뿐이다. 공격자는 추측 ⊕ 앞의 IV ⊕ 다음 IV를 보낸다. 추측이 맞으면 AES에 앞에서와 같은 값이 들어간다. {guesses}번째 추측이 같은 블록이 된다.",
        ))
        .because(Text::new(
            "AES is not attacked at all: equal in, equal out, as in ECB. The IV was meant to keep inputs apart; whoever knows it takes it off again.",
            "AES는 전혀 공격받지 않는다. ECB처럼 같은 것이 들어가면 같은 것이 나올 뿐이다. IV는 입력을 서로 다르게 하려고 있는 것인데, IV를 아는 사람은 그것을 다시 벗겨 낸다.",
        ))
        .with(Value::hex(Text::new("block guessed", "추측한 블록"), &first.block, Knows::Attacker))
        .with(Value::hex(Text::new("IV before", "앞의 IV"), &first.before, Knows::Wire))
        .with(Value::hex(Text::new("IV foreseen", "내다본 IV"), &first.foreseen, Knows::Wire))
        .with(Value::hex(Text::new("block sent", "보낸 블록"), &first.asked, Knows::Attacker))
        .with(Value::hex(Text::new("ciphertext of both", "둘의 암호문"), &first.sealed, Knows::Wire))
}

fn byte_by_byte(found: &[Found], message: &[u8]) -> Step {
    let read: Vec<u8> = found.iter().map(|found| found.byte).collect();
    let (text, guesses) = (
        words(&read),
        found.iter().map(|found| found.guesses).sum::<u64>(),
    );
    let n = found.len();
    Step::desk(Text::new("byte by byte", "바이트를 하나씩"), "")
        .saying(text!(
            en: "One byte shorter a prefix, and the next byte is the only unknown: {n} byte{s} in {guesses} guesses, without the key.",
            ko: "앞에 붙이는 바이트를 하나 줄이면 다음 바이트만 모르는 것이 된다. 키 없이 {guesses}번의 추측으로 {n}바이트를 읽는다.",
            s = plural(n),
        ))
        .with(Value::plain(Text::new("read", "읽어 낸 것"), text, Knows::Attacker))
        .proving(same(
            Text::new("read without the key", "키 없이 읽었다"),
            "beast_reads",
            "g₁ ‖ g₂ ‖ g₃ ‖ …",
            &read,
            message,
            Text::new("it is what the browser sent", "브라우저가 보낸 그대로이다"),
        ))
}

fn unforeseen(nothing: &[Found], messages: u64, foreseen: &[u8], iv: &[u8]) -> Step {
    let n = nothing.len();
    Step::desk(Text::new("an IV that is drawn when it is used", "쓰는 순간에 뽑는 IV"), "RFC 4346 §6.2.3.2")
        .saying(text!(
            en: "With an IV from chance for each message the same attacker foresees the wrong one: bytes confirmed in {messages} messages: {n}.",
            ko: "메시지마다 IV를 무작위로 뽑으면 같은 공격자가 엉뚱한 IV를 내다보게 된다. 메시지 {messages}개를 보내 확인한 바이트는 {n}개이다.",
        ))
        .because(Text::new(
            "TLS 1.1 puts the IV in front of each record. Browsers mended TLS 1.0 by sending the first byte alone (1/n-1 splitting): its ciphertext is the IV of the rest, and it cannot be foreseen either.",
            "TLS 1.1은 레코드마다 IV를 앞에 붙인다. 브라우저들은 첫 바이트만 따로 먼저 보내는 방법(1/n-1 분할)으로 TLS 1.0을 고쳤다. 그 암호문이 나머지의 IV가 되는데, 그것도 내다볼 수 없다.",
        ))
        .with(Value::hex(Text::new("IV foreseen", "내다본 IV"), foreseen, Knows::Attacker))
        .with(Value::hex(Text::new("IV drawn", "뽑힌 IV"), iv, Knows::Wire))
}

fn what_remains() -> Step {
    Step::desk(Text::new("what remains open", "아직 남은 것"), "RFC 8446 §5.2")
        .saying(Text::new(
            "CBC hides, but it does not notice changes: with a bare CBC one can still flip bits and ask about padding. TLS 1.3 has left CBC out.",
            "CBC는 숨기기만 할 뿐 바뀐 것을 알아채지 못한다. 맨 CBC에서는 여전히 비트를 뒤집고 패딩을 물어볼 수 있다. TLS 1.3은 CBC를 뺐다.",
        ))
}

fn cookie(chance: &mut Chance, length: usize) -> Vec<u8> {
    let digit = |_| chance.pick(DIGITS).copied().unwrap_or(b'0');
    (0..length).map(digit).collect()
}

fn foreseen_iv_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, first) = (chance.vec(16), chance.bytes());
    let secret = cookie(chance, 20);
    let next = match instance {
        Instance::Weak => NextIv::LastBlock,
        Instance::Fixed => NextIv::Fresh(Box::new(chance.clone())),
    };
    let mut connection = Connection::new(&key, &secret, first, next);
    let Ok(found) = read(&mut connection, secret.len()) else {
        return false;
    };
    found.iter().map(|found| found.byte).eq(secret)
}
