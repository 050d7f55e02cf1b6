//! GCM taken apart: a counter that encrypts, a polynomial that notices; and what is left without the tag.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::aead::anatomy::{Parts, encrypted, hashed, tagged};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::bits::each_flipped;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::aead::{AES_128_GCM, AES_256_GCM, Aead};
use crate::demo::primitive::cipher;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Drawing, Grid, Picture, Swatch};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "gcm",
    topic: Topic::Aead,
    title: Doc::new(
        "AES-GCM part by part, and GCM without its tag",
        "부품으로 보는 AES-GCM, 그리고 태그 없는 GCM",
    ),
    line: Doc::new(
        "H, counter blocks, GHASH and the tag, each computed before your eyes; then a letter changed unnoticed.",
        "H, 카운터 블록, GHASH, 태그를 눈앞에서 계산한다. 그리고 들키지 않고 바뀌는 글자.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[16, 32]),
            means: Doc::new("the key of AES", "AES 키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[12]),
            means: Doc::new("the nonce", "논스"),
        },
        Takes {
            input: Input::Aad,
            sizes: Sizes::Between(0, 64),
            means: Doc::new(
                "associated data: bound, not encrypted",
                "연관 데이터. 암호화하지 않고 묶기만 한다",
            ),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new("the message", "메시지"),
        },
    ],
    exercise: Exercise {
        number: 4,
        title: Doc::new("Flip a bit", "비트 하나 뒤집기"),
    },
    tell,
    attacks: &[Attack {
        name: "gcm_without_tag",
        wins: change_wins,
    }],
};

/// Whom the money goes to.
static NAMES: &[&str] = &["minji", "junho", "soyeon", "taeyang", "haneul"];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let own = &asked.own;
    let key = own.key.clone().unwrap_or_else(|| scene.chance.vec(16));
    let nonce = own.nonce.clone().unwrap_or_else(|| scene.chance.vec(12));
    let aad = own.aad.clone().unwrap_or_else(|| b"order 7".to_vec());
    let order = order(&mut scene.chance);
    let message = own.message.clone().unwrap_or_else(|| order.text.clone());
    // What the attacker knows of the message: the amount; of somebody's own message, how it begins.
    let (at, known) = match &own.message {
        Some(own) => (0, own.get(..own.len().min(4)).unwrap_or_default().to_vec()),
        None => (order.at, order.amount.clone()),
    };
    let cipher = gcm_of(&key);
    let sealed = cipher.seal(&key, &nonce, &aad, &message)?;
    let (text, tag) = sealed.split_at_checked(message.len()).unwrap_or_default();
    let parts = Parts::of(&key, &nonce, &aad, text)?;

    scene.step(
        Part::Works,
        Step::desk(Text::new("H, the point", "점 H"), "SP 800-38D §7.1")
            .saying(Text::new(
                "AES encrypts a block of zeros. The result H belongs to the key and must stay as secret as the key: it is where GHASH evaluates its polynomial.",
                "AES로 0 블록을 암호화한다. 그 결과 H는 키에 딸린 값이며 키만큼 비밀이어야 한다. GHASH가 다항식의 값을 구하는 점이다.",
            ))
            .because(Text::new(
                "H depends on the key alone: the same for every message. That makes GHASH fast (tables and instructions such as PCLMULQDQ work on one H), and is why a single repeated nonce gives H away for good.",
                "H는 키에만 달려 있어 모든 메시지에서 같다. 덕분에 GHASH가 빠르고(표와 PCLMULQDQ 같은 명령이 H 하나에 맞춰 동작한다), 논스가 한 번만 겹쳐도 H가 영영 드러난다.",
            ))
            .with(Value::hex(Text::new("key", "키"), &key, Knows::Secret))
            .with(Value::hex("H = AES(0)", &parts.h.bytes(), Knows::Secret)),
    );
    scene.step(
        Part::Works,
        Step::desk(Text::new("J0, the first counter block", "첫 카운터 블록 J0"), "SP 800-38D §7.1")
            .saying(Text::new(
                "A nonce of 12 bytes is followed by a counter of 4 bytes that begins with 1. Block 1 is kept for the tag; the message is encrypted with blocks 2, 3, 4 …",
                "논스 12바이트 뒤에 1부터 시작하는 4바이트 카운터를 붙인다. 1번 블록은 태그 몫으로 두고, 메시지는 2, 3, 4번 블록으로 암호화한다.",
            ))
            .because(Text::new(
                "Four bytes count 2^32 blocks, two of which are not for the message: one message has at most 2^36 - 32 bytes, 64 gigabytes. A nonce of another size is hashed by GHASH into J0, where two can meet by chance: take 12 bytes. TLS 1.3 makes its nonce from the record number, so that it never repeats (RFC 8446 §5.3).",
                "4바이트로 2^32블록까지 세고 둘은 메시지 몫이 아니다. 그래서 메시지 하나는 최대 2^36 - 32바이트, 64기가바이트이다. 길이가 다른 논스는 GHASH로 해시해 J0을 만드는데 우연히 겹칠 수 있으니 12바이트를 쓴다. TLS 1.3은 레코드 번호로 논스를 만들어 결코 겹치지 않게 한다(RFC 8446 §5.3).",
            ))
            .with(Value::hex("J0", &parts.j0, Knows::Wire))
            .exhibiting(parts.first_block()),
    );
    scene.step(Part::Works, encrypted(&message, &parts, text));
    scene.step(Part::Works, hashed(&parts, &aad, text));
    scene.step(Part::Works, tagged(&parts, tag));

    let bare = cipher::ctr(&key, &parts.first, &message)?;
    let wanted = wanted_of(&known);
    let changed = change(&bare, at, &known, &wanted);
    let read = cipher::ctr(&key, &parts.first, &changed)?;
    let here = |text: &[u8]| -> Vec<u8> {
        let there = text.iter().skip(at).take(known.len());
        there.copied().collect()
    };
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("encryption without the tag", "태그 없는 암호화"), "SP 800-38A §6.5")
            .saying(Text::new(
                "Without its tag GCM is CTR: each bit of the ciphertext is one bit of the message. The attacker adds the known text and the wanted text where they stand.",
                "태그가 없으면 GCM은 CTR일 뿐이다. 암호문의 비트 하나가 메시지의 비트 하나이다. 공격자는 아는 글과 바라는 글을 그 자리에 더한다.",
            ))
            .because(Text::new(
                "\"Encrypted\" is often taken to mean \"cannot be changed\". It only means \"cannot be read\". Whoever decrypts before checking the tag, or hands out plaintext piece by piece as it arrives, has GCM without its tag as well.",
                "\"암호화되었다\"를 \"바꿀 수 없다\"로 받아들이기 쉽지만, \"읽을 수 없다\"는 뜻일 뿐이다. 태그를 확인하기 전에 복호화해 쓰거나 도착하는 대로 평문을 내주는 프로그램도 태그 없는 GCM을 쓰는 셈이다.",
            ))
            .with(Value::hex(Text::new("known ⊕ wanted", "아는 글 ⊕ 바라는 글"), &xor(&known, &wanted), Knows::Attacker))
            .with(Value::hex(Text::new("ciphertext there", "그 자리의 암호문"), &here(&bare), Knows::Wire))
            .with(Value::hex(Text::new("changed", "바꾼 것"), &here(&changed), Knows::Attacker)),
    );
    let mut meant = message.clone();
    for (to, from) in meant.iter_mut().skip(at).zip(&wanted) {
        *to = *from;
    }
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("nobody notices", "아무도 알아채지 못한다"), "")
            .saying(Text::new(
                "The receiver decrypts the changed ciphertext without any error.",
                "받는 쪽은 바뀐 암호문을 아무 오류 없이 복호화한다.",
            ))
            .with(Value::plain(
                Text::new("sent", "보낸 것"),
                words(&message),
                Knows::Secret,
            ))
            .with(Value::plain(
                Text::new("received", "받은 것"),
                words(&read),
                Knows::Secret,
            ))
            .proving(same(
                Text::new(
                    "it reads what the attacker wanted",
                    "공격자가 바란 대로 읽힌다",
                ),
                "changed_unnoticed",
                "CTR(c ⊕ known ⊕ wanted)",
                &read,
                &meant,
                Text::new(
                    "the message with the attacker's text in its place",
                    "그 자리에 공격자의 글이 들어간 메시지",
                ),
            )),
    );
    scene.cost(
        Part::Breaks,
        "keys",
        Text::new("keys the attacker had", "공격자가 가진 키"),
        0,
    );

    let mut forged = change(text, at, &known, &wanted);
    forged.extend_from_slice(tag);
    let accepted = cipher.open(&key, &nonce, &aad, &forged)?.is_some();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("the same change, with the tag", "같은 변경을 태그와 함께"), "SP 800-38D §7.2")
            .saying(match accepted {
                false => Text::new(
                    "The receiver computes the tag again first, finds another, and gives out nothing but \"refused\".",
                    "받는 쪽은 태그부터 다시 계산하고, 값이 다르므로 거부했다는 것 말고는 아무것도 내주지 않는다.",
                ),
                true => Text::new("The receiver accepts it.", "받는 쪽이 받아들인다."),
            })
            .because(Text::new(
                "In TLS that is the alert bad_record_mac, and the connection ends: one wrong record is enough (RFC 8446 §5.2). DTLS and QUIC drop the packet in silence, since anybody can send one.",
                "TLS에서는 bad_record_mac 경고를 보내고 연결을 끝낸다. 잘못된 레코드 하나면 충분하다(RFC 8446 §5.2). DTLS와 QUIC은 누구나 패킷을 보낼 수 있으므로 조용히 버린다.",
            ))
            .with(Value::hex(Text::new("forged", "위조한 것"), &forged, Knows::Attacker)),
    );
    let flips = every_flip(cipher, &key, &nonce, &aad, &sealed)?;
    let bound = every_flip_of_aad(cipher, &key, &nonce, &aad, &sealed)?;
    scene.step(Part::Repair, flipped(&flips, &bound, message.len()));
    scene.cost(
        Part::Repair,
        "flips",
        Text::new("bits flipped", "뒤집은 비트"),
        u64::try_from(flips.len()).unwrap_or(u64::MAX),
    );

    let turn = scene.chance.below(3);
    let count = message.len().div_ceil(16);
    let hashed = aad.len().div_ceil(16) + count + 1;
    let (m, c) = (
        message.first().copied().unwrap_or(0),
        text.first().copied().unwrap_or(0),
    );
    Ok(scene.finish(
        Text::new(
            "The counter hides, the tag holds. Decrypt nothing before the tag is right.",
            "카운터는 숨기고 태그는 지킨다. 태그가 맞기 전에는 아무것도 복호화하지 않는다.",
        ),
        [
            Question::word(
                text!(
                    en: "How many blocks does GHASH take in here ({a} bytes of associated data, {n} of ciphertext)?",
                    ko: "여기서 GHASH는 블록을 몇 개 받아들이는가(연관 데이터 {a}바이트, 암호문 {n}바이트)?",
                    a = aad.len(),
                    n = message.len(),
                ),
                hashed,
                text!(
                    en: "Each is filled up to whole blocks of 16, and one block of lengths closes: {hashed}.",
                    ko: "각각 16바이트 블록으로 채우고, 길이 블록 하나로 닫는다. 모두 {hashed}개이다.",
                ),
            ),
            Question::word(
                text!(
                    en: "Message and ciphertext begin with {m:02x} and {c:02x}. Which byte must the ciphertext begin with so that the message begins with 00?",
                    ko: "첫 바이트는 메시지가 {m:02x}, 암호문이 {c:02x} 이다. 메시지의 첫 바이트가 00이 되게 하려면 암호문의 첫 바이트는 무엇이어야 하는가?",
                ),
                format!("{:02x}", m ^ c),
                text!(
                    en: "{m:02x} ⊕ {c:02x}, the keystream: nothing added to it gives itself. The tag refuses it afterwards.",
                    ko: "{m:02x} ⊕ {c:02x}, 곧 키스트림이다. 아무것도 더하지 않으면 그대로 남는다. 그러나 태그가 거부한다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "When may a receiver use the decrypted message?",
                    "받는 쪽은 복호화한 메시지를 언제 써도 되는가?",
                ),
                Text::new("after the tag was found right", "태그가 맞음을 확인한 뒤"),
                [
                    Text::new("as soon as it makes sense", "뜻이 통하면 곧바로"),
                    Text::new("as soon as the first block is there", "첫 블록이 도착하면 곧바로"),
                ],
                turn,
                Text::new(
                    "Before that it may be anything the attacker likes. An AEAD has no way to ask for plaintext without the check.",
                    "그 전에는 공격자가 바라는 무엇이든 될 수 있다. AEAD에는 확인 없이 평문을 얻는 길이 없다.",
                ),
            ),
        ],
    ))
}

/// Whether each bit of what is sealed, flipped alone, was refused.
fn every_flip(
    cipher: &Aead,
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Vec<bool>, Wrong> {
    let open = |other: Vec<u8>| Ok(cipher.open(key, nonce, aad, &other)?.is_none());
    each_flipped(sealed).map(open).collect()
}

/// The same for the associated data.
fn every_flip_of_aad(
    cipher: &Aead,
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Vec<bool>, Wrong> {
    let open = |other: Vec<u8>| Ok(cipher.open(key, nonce, &other, sealed)?.is_none());
    each_flipped(aad).map(open).collect()
}

fn flipped(refused: &[bool], bound: &[bool], message: usize) -> Step {
    let all = refused.len();
    let count = refused.iter().filter(|refused| **refused).count();
    let cells = refused
        .iter()
        .enumerate()
        .map(|(n, refused)| match (refused, n / 8 < message) {
            (false, _) => 2,
            (true, true) => 0,
            (true, false) => 1,
        });
    let grid = Grid {
        columns: 32,
        cells: cells.collect(),
        swatches: vec![
            Swatch::new(
                [70, 130, 180],
                '+',
                Text::new("ciphertext, refused", "암호문, 거부"),
            ),
            Swatch::new([60, 160, 90], 'o', Text::new("tag, refused", "태그, 거부")),
            Swatch::new([200, 60, 50], '#', Text::new("accepted", "수락")),
        ],
    };
    Step::desk(Text::new("every bit, one at a time", "모든 비트를 하나씩"), "")
        .saying(text!(
            en: "Each of the {all} bits of ciphertext and tag is flipped alone and sent: {count} of {all} are refused.",
            ko: "암호문과 태그의 {all}비트를 하나씩만 뒤집어 보낸다. {all}개 중 {count}개가 거부된다.",
        ))
        .because(text!(
            en: "Associated data is sent in the clear, and is bound all the same: of its {n} bits, flipped one at a time, {held} are refused. Key commitment, further on, shows what the tag does not promise.",
            ko: "연관 데이터는 평문으로 보내지만 역시 묶여 있다. 그 {n}비트를 하나씩 뒤집어도 {held}개가 거부된다. 태그가 약속하지 않는 것은 뒤의 키 확약 시연에 나온다.",
            n = bound.len(),
            held = bound.iter().filter(|refused| **refused).count(),
        ))
        .picturing(Picture::new(
            Text::new("a cell a flipped bit", "뒤집은 비트마다 한 칸"),
            Text::new(
                "No cell is of the last kind: no flipped bit gets through.",
                "마지막 종류의 칸이 하나도 없다. 뒤집은 비트는 하나도 통과하지 못한다.",
            ),
            Drawing::Grid(grid),
        ))
}

/// `text` with what is known at `at` turned into what is wanted there.
fn change(text: &[u8], at: usize, known: &[u8], wanted: &[u8]) -> Vec<u8> {
    let mut changed = text.to_vec();
    for (to, mask) in changed.iter_mut().skip(at).zip(xor(known, wanted)) {
        *to ^= mask;
    }
    changed
}

/// What the attacker would rather have: a digit becomes 9, another letter changes its case or its last bit.
fn wanted_of(known: &[u8]) -> Vec<u8> {
    let other = |byte: &u8| match byte {
        b'0'..=b'8' => b'9',
        b'A'..=b'Z' | b'a'..=b'z' => byte ^ 0x20,
        _ => byte ^ 1,
    };
    known.iter().map(other).collect()
}

/// An order to pay, and where its amount stands.
struct Order {
    text: Vec<u8>,
    at: usize,
    amount: Vec<u8>,
}

fn order(chance: &mut Chance) -> Order {
    let name = chance.pick(NAMES).copied().unwrap_or_default();
    let amount = format!("{:04}", chance.below(900) + 10);
    Order {
        text: format!("pay {amount} won to {name}").into(),
        at: 4,
        amount: amount.into(),
    }
}

fn gcm_of(key: &[u8]) -> &'static Aead {
    match key.len() {
        32 => &AES_256_GCM,
        _ => &AES_128_GCM,
    }
}

fn change_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, nonce) = (chance.bytes::<16>(), chance.bytes::<12>());
    let order = order(chance);
    let wanted = wanted_of(&order.amount);
    let change = |text: &[u8]| change(text, order.at, &order.amount, &wanted);
    let read = match instance {
        Instance::Weak => {
            let first = [&nonce[..], &[0, 0, 0, 2]].concat();
            let bare = cipher::ctr(&key, &first, &order.text).unwrap_or_default();
            cipher::ctr(&key, &first, &change(&bare)).ok()
        }
        Instance::Fixed => {
            let gcm = gcm_of(&key);
            let sealed = gcm.seal(&key, &nonce, b"", &order.text);
            let opened = sealed.and_then(|sealed| gcm.open(&key, &nonce, b"", &change(&sealed)));
            opened.ok().flatten()
        }
    };
    read.is_some_and(|read| {
        read.get(order.at..)
            .is_some_and(|rest| rest.starts_with(&wanted))
    })
}
