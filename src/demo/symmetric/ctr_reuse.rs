//! CTR: AES makes a keystream from a nonce and a counter. The same counters twice are the same keystream twice.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::people::user;
use crate::demo::primitive::cipher::{AES_KEY, BLOCK, Padding, ctr, ecb_encrypt};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "ctr-reuse",
    topic: Topic::Symmetric,
    title: Doc::new(
        "CTR, and the same keystream twice",
        "CTR, 그리고 두 번 쓴 키스트림",
    ),
    line: Doc::new(
        "A keystream from a counter; whoever knows one message reads and writes every other under the same counters.",
        "카운터로 만드는 키스트림. 메시지 하나를 아는 사람은 같은 카운터를 쓴 다른 메시지를 모두 읽고 쓴다.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new("the message that is read", "읽히는 메시지"),
        },
        Takes {
            input: Input::Key,
            sizes: AES_KEY,
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[NONCE]),
            means: Doc::new("the nonce that is used twice", "두 번 쓰는 논스"),
        },
    ],
    exercise: Exercise {
        number: 21,
        title: Doc::new("One nonce, two messages", "논스 하나, 메시지 둘"),
    },
    tell,
    attacks: &[
        Attack {
            name: "known_plaintext",
            wins: known_plaintext_wins,
        },
        Attack {
            name: "overlapping_counters",
            wins: overlap_wins,
        },
    ],
};

/// Bytes of the nonce; the counter has the other four of the block, as in GCM.
const NONCE: usize = 12;

static NONCE_FIELD: Field = Field::hex(
    "nonce",
    "RFC 5116 §3.2",
    "Another one for each message under a key. It is no secret.",
    "같은 키를 쓰는 메시지마다 다르다. 비밀은 아니다.",
);
static COUNTER_FIELD: Field = Field::hex(
    "counter",
    "SP 800-38A §6.5",
    "Counts the blocks of this message, from 1.",
    "이 메시지의 블록을 1부터 센다.",
);

/// What everybody knows word for word: as long as any message of one's own may be.
static PUBLIC: &[u8] =
    b"HTTP/1.1 200 OK\r\nServer: shop.test\r\nContent-Type: text/html; charset=utf-8\r\n";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(16));
    let nonce = asked.own.or(Input::Nonce, || scene.chance.vec(NONCE));
    let secret = asked.own.or(Input::Message, || letter(&mut scene.chance));
    let start = counter_block(&nonce, 1);
    let first = ctr(&key, &start, PUBLIC)?;
    scene.step(Part::Works, counted(&key, &start, &first)?);
    scene.step(Part::Works, looks_like_chance(&key, &start)?);

    let second = ctr(&key, &start, &secret)?;
    scene.step(Part::Breaks, twice(&first, &second, &secret));
    let read = read(PUBLIC, &first, &second, 0);
    scene.step(Part::Breaks, known(&first, &read, &secret));
    scene.step(Part::Breaks, written(&key, &start, &first)?);
    scene.step(Part::Breaks, overlapping(&key, &start, &first, &secret)?);
    scene.cost(
        Part::Breaks,
        "bytes_known",
        Text::new("bytes known beforehand", "미리 알던 바이트"),
        read.len() as u64,
    );

    let fresh = scene.chance.vec(NONCE);
    let sealed = ctr(&key, &counter_block(&fresh, 1), &secret)?;
    scene.step(Part::Repair, unread(&fresh, &first, &sealed, &secret));
    scene.step(Part::Repair, numbered(&nonce));

    let turn = scene.chance.below(3);
    let (m, c) = (
        PUBLIC.first().copied().unwrap_or(0),
        first.first().copied().unwrap_or(0),
    );
    let size = secret.len();
    let blocks = size.div_ceil(BLOCK);
    Ok(scene.finish(
        Text::new(
            "A nonce is for one message. Used twice it costs both messages, and whoever has one can write a third.",
            "논스 하나는 메시지 하나를 위한 것이다. 두 번 쓰면 두 메시지를 다 잃고, 하나를 가진 사람은 세 번째를 쓸 수 있다.",
        ),
        [
            Question::word(
                text!(
                    en: "The known message begins with {m:02x}, its ciphertext with {c:02x}. What is the first byte of the keystream, in hexadecimal?",
                    ko: "알려진 메시지의 첫 바이트는 {m:02x}, 암호문의 첫 바이트는 {c:02x} 이다. 키스트림의 첫 바이트는 16진수로 무엇인가?",
                ),
                format!("{:02x}", m ^ c),
                text!(
                    en: "{m:02x} ⊕ {c:02x}: the key stays unknown, and is not needed.",
                    ko: "{m:02x} ⊕ {c:02x}. 키는 여전히 모르지만 필요하지도 않다.",
                ),
            ),
            Question::word(
                text!(
                    en: "How many counter blocks does AES encrypt for a message of {size} byte{s}?",
                    ko: "{size}바이트 메시지를 위해 AES는 카운터 블록을 몇 개 암호화하는가?",
                    s = plural(size),
                ),
                blocks,
                text!(
                    en: "{size} divided by 16, rounded up: {blocks}. What is left of the last block of keystream is thrown away, and no padding is needed.",
                    ko: "{size} 나누기 16을 올림한 {blocks}개이다. 마지막 키스트림 블록의 남는 부분은 버리며, 패딩은 필요 없다.",
                ),
            ),
            Question::choice(
                Text::new("The nonce is 12 bytes and drawn at random. What follows?", "논스 12바이트를 무작위로 뽑는다. 무엇이 따르는가?"),
                Text::new("some four billion messages a key at most", "키 하나에 메시지는 많아야 약 40억 개"),
                [
                    Text::new("no limit: 2^96 nonces never repeat", "한계가 없다. 2^96개는 되풀이되지 않는다"),
                    Text::new("the nonce must be kept secret", "논스를 비밀로 해야 한다"),
                ],
                turn,
                Text::new(
                    "By the birthday bound two of 2^48 are likely equal; to keep the risk tiny, SP 800-38D §8.3 stops at 2^32. TLS counts instead, and never repeats.",
                    "생일 역설로 2^48개쯤이면 같은 둘이 나오기 쉽다. 위험을 아주 작게 두려고 SP 800-38D §8.3은 2^32개에서 멈춘다. TLS는 뽑지 않고 세므로 되풀이되지 않는다.",
                ),
            ),
        ],
    ))
}

/// `nonce (12) ‖ counter (4, big-endian)`.
fn counter_block(nonce: &[u8], counter: u32) -> Vec<u8> {
    [nonce, &counter.to_be_bytes()].concat()
}

/// The counter block `by` later: the last four bytes are the counter.
fn later(start: &[u8], by: u32) -> Vec<u8> {
    let (nonce, counter) = start.split_at(NONCE.min(start.len()));
    let counter = counter
        .first_chunk()
        .map_or(0, |bytes| u32::from_be_bytes(*bytes));
    counter_block(nonce, counter.wrapping_add(by))
}

/// What the attacker reads of `second`, if its keystream is that of `first` from block `skipped` on, and the message of `first` is
/// known.
fn read(known: &[u8], first: &[u8], second: &[u8], skipped: usize) -> Vec<u8> {
    let keystream = xor(known, first);
    let rest = keystream.get(skipped * BLOCK..).unwrap_or_default();
    xor(rest, second)
}

fn counted(key: &[u8], start: &[u8], first: &[u8]) -> Result<Step, Wrong> {
    let blocks = PUBLIC.len().div_ceil(BLOCK);
    let counters: Vec<u8> = (0..).take(blocks).flat_map(|n| later(start, n)).collect();
    let keystream = ecb_encrypt(key, &counters, Padding::None)?;
    let block = |n: usize| {
        keystream
            .get(n * BLOCK..(n + 1) * BLOCK)
            .unwrap_or_default()
    };
    let exhibit = Exhibit::read(
        Text::new("first counter block", "첫 카운터 블록"),
        Origin::Computed,
        start,
        |r| {
            r.bytes(&NONCE_FIELD, NONCE)?;
            r.rest(&COUNTER_FIELD)
        },
    );
    Ok(
        Step::desk(Text::new("a keystream from a counter", "카운터로 만드는 키스트림"), "SP 800-38A §6.5")
            .saying(text!(
                en: "AES encrypts not the message but counter blocks, one after the other; their {blocks} encryptions are the keystream, and the message is added to it.",
                ko: "AES는 메시지가 아니라 카운터 블록을 하나씩 암호화한다. 그 암호문 {blocks}개가 키스트림이고, 메시지를 거기에 더한다.",
            ))
            .because(Text::new(
                "AES is never run backwards: decrypting is the same work. Blocks can be computed in any order and before the message is there.",
                "AES를 거꾸로 돌리는 일이 없다. 복호화도 같은 일이다. 블록은 아무 순서로나, 메시지가 오기 전에도 계산할 수 있다.",
            ))
            .because(Text::new(
                "Whitfield Diffie and Martin Hellman described it in 1979. GCM is this with a tag.",
                "휫필드 디피와 마틴 헬먼이 1979년에 설명했다. GCM은 여기에 태그를 더한 것이다.",
            ))
            .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
            .with(Value::hex(Text::new("keystream 1", "키스트림 1"), block(0), Knows::Secret))
            .with(Value::hex(Text::new("keystream 2", "키스트림 2"), block(1), Knows::Secret))
            .with(Value::hex(Text::new("ciphertext", "암호문"), first, Knows::Wire))
            .exhibiting(exhibit)
            .proving(same(
                Text::new("counters, encrypted and added", "카운터를 암호화해 더한다"),
                "counters_are_ctr",
                "m ⊕ (E(k, ctr₁) ‖ E(k, ctr₂) ‖ …)",
                &xor(PUBLIC, &keystream),
                first,
                Text::new("equals what a reviewed CTR computes", "검토된 CTR 구현의 결과와 같다"),
            )),
    )
}

/// Bytes of keystream that are counted.
const COUNTED: usize = 4096;

fn looks_like_chance(key: &[u8], start: &[u8]) -> Result<Step, Wrong> {
    let keystream = ctr(key, start, &[0; COUNTED])?;
    let bar = |high: u8| Bar {
        label: Text::same(format!("{high:x}0-{high:x}f")),
        count: keystream.iter().filter(|byte| **byte >> 4 == high).count() as u64,
    };
    let bars: Vec<Bar> = (0..16).map(bar).collect();
    let counts = || bars.iter().map(|bar| bar.count);
    let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
    Ok(
        Step::desk(Text::new("it looks like chance", "우연처럼 보인다"), "")
            .saying(text!(
                en: "{COUNTED} bytes of the keystream, counted by their first digit: each comes {least} to {most} times, as with dice. But key and nonce decide every bit of it.",
                ko: "키스트림 {COUNTED}바이트를 첫 16진 숫자별로 셌다. 저마다 {least}~{most}번으로 주사위와 다름없다. 그러나 키와 논스가 모든 비트를 정한다.",
            ))
            .because(Text::new(
                "Flat counts prove nothing: a plain counter would be just as flat. That a keystream cannot be told from chance is an assumption about AES, held up by 25 years of failed attacks.",
                "고르게 나온다고 증명되는 것은 없다. 그냥 1씩 세어도 똑같이 고르다. 키스트림을 우연과 구별할 수 없다는 것은 AES에 대한 가정이며, 25년 동안 실패한 공격들이 받치고 있다.",
            ))
            .picturing(Picture::new(
                Text::new("bytes by their first digit", "첫 숫자별 바이트 수"),
                text!(
                    en: "Nearly level: {mean} would be exactly level.",
                    ko: "거의 고르다. 정확히 고르면 {mean}개씩이다.",
                    mean = COUNTED / 16,
                ),
                Drawing::Bars(bars),
            )),
    )
}

fn twice(first: &[u8], second: &[u8], secret: &[u8]) -> Step {
    Step::desk(Text::new("the same nonce again", "같은 논스를 다시"), "")
        .saying(Text::new(
            "A second message goes out under the same key and nonce: the keystream begins anew, and in the sum of the ciphertexts it is gone.",
            "두 번째 메시지를 같은 키와 논스로 보낸다. 키스트림이 처음부터 다시 시작하므로, 두 암호문을 더하면 사라진다.",
        ))
        .because(Text::new(
            "It happens when a device starts again and its counter with it, when two machines share a key, when a nonce is cut too short. WEP had nonces of 24 bits; WPA2 was made to use them again in 2017 (KRACK).",
            "장치가 재시작하며 카운터도 처음으로 돌아갈 때, 두 기계가 키를 나누어 쓸 때, 논스가 너무 짧을 때 일어난다. WEP의 논스는 24비트였고, 2017년 WPA2는 논스를 다시 쓰도록 속아 넘어갔다(KRACK).",
        ))
        .with(Value::hex(Text::new("second ciphertext", "둘째 암호문"), second, Knows::Wire))
        .proving(same(
            Text::new("the keystream is gone", "키스트림이 사라졌다"),
            "keystream_cancels",
            "c1 ⊕ c2 = m1 ⊕ m2",
            &xor(first, second),
            &xor(PUBLIC, secret),
            Text::new("the sum of the ciphertexts is the sum of the messages", "암호문의 합이 메시지의 합과 같다"),
        ))
}

fn known(first: &[u8], read: &[u8], secret: &[u8]) -> Step {
    let keystream = xor(PUBLIC, first);
    Step::desk(Text::new("one message known, the other read", "하나를 알면 다른 하나가 읽힌다"), "")
        .saying(text!(
            en: "The first message is an answer that every visitor gets. Its sum with its ciphertext is the keystream, {n} bytes of it, and the second message reads \"{text}\".",
            ko: "첫 메시지는 방문자 누구나 받는 응답이다. 그것과 그 암호문의 합이 키스트림 {n}바이트이고, 둘째 메시지는 \"{text}\" 라고 읽힌다.",
            n = keystream.len(),
            text = words(read),
        ))
        .with(Value::hex(Text::new("message known", "알려진 메시지"), PUBLIC, Knows::Wire))
        .with(Value::hex(Text::new("keystream", "키스트림"), &keystream, Knows::Attacker))
        .proving(same(
            Text::new("read without the key", "키 없이 읽었다"),
            "known_plaintext_reads",
            "m1 ⊕ c1 ⊕ c2",
            read,
            secret,
            Text::new("it is the second message", "둘째 메시지와 같다"),
        ))
}

fn written(key: &[u8], start: &[u8], first: &[u8]) -> Result<Step, Wrong> {
    let wish = b"HTTP/1.1 302 Found\r\nLocation: http://evil.test/\r\n";
    let forged = xor(wish, &xor(PUBLIC, first));
    Ok(
        Step::desk(Text::new("a third one written", "세 번째를 써 넣는다"), "")
            .saying(Text::new(
                "Who has the keystream can also write: an answer of the attacker's own, that the receiver decrypts without complaint.",
                "키스트림을 가지면 쓸 수도 있다. 공격자가 지은 응답을 받는 쪽이 아무 말 없이 복호화한다.",
            ))
            .with(Value::hex(Text::new("forged ciphertext", "위조한 암호문"), &forged, Knows::Attacker))
            .proving(same(
                Text::new("what the receiver reads", "받는 쪽이 읽는 것"),
                "keystream_writes",
                "CTR(k, nonce, c3)",
                &ctr(key, start, &forged)?,
                wish,
                Text::new("the attacker's own words", "공격자가 지은 그대로이다"),
            )),
    )
}

fn overlapping(key: &[u8], start: &[u8], first: &[u8], secret: &[u8]) -> Result<Step, Wrong> {
    let second = ctr(key, &later(start, 1), secret)?;
    let read = read(PUBLIC, first, &second, 1);
    let (n, all) = (read.len(), secret.len());
    Ok(
        Step::desk(Text::new("counters that overlap", "겹치는 카운터"), "SP 800-38A app. B")
            .saying(text!(
                en: "It needs no equal start. If the second message begins one counter later, its keystream is that of the first from its second block on. Bytes read: {n} of {all}.",
                ko: "시작이 같지 않아도 된다. 둘째 메시지가 카운터 하나 뒤에서 시작하면, 그 키스트림은 첫 메시지의 둘째 블록부터와 같다. {all}바이트 가운데 {n}바이트가 읽힌다.",
            ))
            .because(Text::new(
                "So a nonce must not merely differ: whole runs of counters must. That is why the block is split in two, a nonce for the message and a counter for its blocks.",
                "그래서 논스가 다른 것만으로는 모자라고, 카운터의 구간 전체가 겹치지 않아야 한다. 블록을 메시지용 논스와 블록용 카운터로 나누는 까닭이다.",
            ))
            .proving(same(
                Text::new("read with a shifted keystream", "밀린 키스트림으로 읽었다"),
                "overlap_reads",
                "(m1 ⊕ c1)[16..] ⊕ c2",
                &read,
                secret.get(..n).unwrap_or(secret),
                Text::new("it is the second message", "둘째 메시지와 같다"),
            )),
    )
}

fn unread(fresh: &[u8], first: &[u8], sealed: &[u8], secret: &[u8]) -> Step {
    let read = read(PUBLIC, first, sealed, 0);
    let right = read.iter().zip(secret).filter(|(a, b)| a == b).count();
    let all = secret.len();
    Step::desk(Text::new("a nonce of its own", "메시지마다 새 논스"), "RFC 5116 §3.1")
        .saying(text!(
            en: "Under a nonce of its own the second message has a keystream of its own: bytes that the same attacker gets right: {right} of {all}, no better than luck.",
            ko: "논스를 따로 쓰면 둘째 메시지의 키스트림도 따로 생긴다. 같은 공격자가 맞히는 것은 {all}바이트 가운데 {right}바이트이고, 운보다 나을 것이 없다.",
        ))
        .with(Value::hex(Text::new("fresh nonce", "새 논스"), fresh, Knows::Wire))
        .with(Value::hex(Text::new("ciphertext", "암호문"), sealed, Knows::Wire))
        .with(Value::hex(Text::new("read", "읽어 낸 것"), &read, Knows::Attacker))
}

/// TLS 1.3 adds the record number to an IV that came out of the handshake.
fn numbered(iv: &[u8]) -> Step {
    let nonce = |record: u64| {
        let mut number = vec![0; NONCE - 8];
        number.extend(record.to_be_bytes());
        xor(iv, &number)
    };
    Step::desk(Text::new("how TLS never repeats", "TLS가 되풀이하지 않는 법"), "RFC 8446 §5.3")
        .saying(Text::new(
            "TLS 1.3 draws nothing: the number of the record, added to an IV from the handshake, is the nonce. Both ends count, none is sent.",
            "TLS 1.3은 뽑지 않는다. 레코드 번호를 핸드셰이크에서 나온 IV에 더한 것이 논스이다. 양 끝이 세므로 보낼 것도 없다.",
        ))
        .because(Text::new(
            "Before a count could begin again the keys are changed (KeyUpdate). Where a nonce may repeat by accident, AES-GCM-SIV (RFC 8452) loses less.",
            "번호가 다시 시작하기 전에 키를 바꾼다(KeyUpdate). 논스가 실수로 되풀이될 수 있는 곳에서는 AES-GCM-SIV(RFC 8452)가 덜 잃는다.",
        ))
        .with(Value::hex(Text::new("record 0", "레코드 0"), &nonce(0), Knows::Inferred))
        .with(Value::hex(Text::new("record 1", "레코드 1"), &nonce(1), Knows::Inferred))
}

fn letter(chance: &mut Chance) -> Vec<u8> {
    let name = user(chance);
    let pin = chance.below(9000) + 1000;
    format!("Set-Cookie: user={name}; pin={pin}").into_bytes()
}

fn known_plaintext_wins(chance: &mut Chance, instance: Instance) -> bool {
    wins(chance, instance, 0)
}

fn overlap_wins(chance: &mut Chance, instance: Instance) -> bool {
    wins(chance, instance, 1)
}

/// The second message starts `skipped` counters behind the first, or under a nonce of its own.
fn wins(chance: &mut Chance, instance: Instance, skipped: u32) -> bool {
    let (key, nonce, secret) = (chance.vec(16), chance.vec(NONCE), chance.vec(40));
    let start = counter_block(&nonce, 1);
    let second = match instance {
        Instance::Weak => later(&start, skipped),
        Instance::Fixed => counter_block(&chance.vec(NONCE), 1),
    };
    let (Ok(first), Ok(second)) = (ctr(&key, &start, PUBLIC), ctr(&key, &second, &secret)) else {
        return false;
    };
    let skipped = usize::try_from(skipped).unwrap_or(0);
    read(PUBLIC, &first, &second, skipped) == secret
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SP 800-38A F.5.1: the keystream is the encryption of the counters.
    #[test]
    fn the_keystream_is_that_of_the_standard() {
        let bytes = |digits: &str| hex::decode(digits).unwrap();
        let key = bytes("2b7e151628aed2a6abf7158809cf4f3c");
        let start = bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        let clear = bytes(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
        );
        let sealed = bytes(
            "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee",
        );
        assert_eq!(ctr(&key, &start, &clear).unwrap(), sealed);
        let output = ecb_encrypt(&key, &start, Padding::None).unwrap();
        assert_eq!(output, bytes("ec8cdf7398607cb0f2d21675ea9ea1e4"));
        assert_eq!(xor(&output, &clear), sealed[..BLOCK]);
        assert_eq!(later(&start, 1), bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdff00"));
    }
}
