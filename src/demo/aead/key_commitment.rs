//! What an AEAD binds: associated data where it is given; the key not at all, unless something is added.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::aead::two_keys::{Twofold, letter, read, shown, twofold};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::mac::hmac_sha256;
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
    name: "key-commitment",
    topic: Topic::Aead,
    title: Doc::new(
        "Associated data, and one ciphertext for two keys",
        "연관 데이터, 그리고 두 키로 열리는 암호문 하나",
    ),
    line: Doc::new(
        "A ciphertext moved to another place, and one that two people open to two different letters.",
        "다른 자리로 옮겨진 암호문, 그리고 두 사람이 서로 다른 편지로 여는 암호문.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 48),
            means: Doc::new(
                "what the first key opens to; without zero bytes",
                "첫 키로 열리는 글. 0 바이트 없이",
            ),
        },
        Takes {
            input: Input::Aad,
            sizes: Sizes::Between(0, 64),
            means: Doc::new(
                "associated data of the ciphertext for two keys",
                "두 키로 열리는 암호문의 연관 데이터",
            ),
        },
    ],
    exercise: Exercise {
        number: 21,
        title: Doc::new("One nonce, two messages", "논스 하나, 메시지 둘"),
    },
    tell,
    attacks: &[
        Attack {
            name: "moved_ciphertext",
            wins: moved_wins,
        },
        Attack {
            name: "two_keys",
            wins: two_keys_wins,
        },
    ],
};

/// Whose accounts they are.
static OWNERS: &[&str] = &["minji", "junho", "soyeon", "taeyang"];

/// What the first reads, and what the second reads.
static PAIRS: &[(&str, &str)] = &[
    ("lunch at noon?", "send me your key"),
    ("see you on monday", "the deal is off"),
    ("happy birthday!", "pay or else"),
    ("here are the notes", "click evil.test"),
];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let pair = scene.chance.pick(PAIRS).copied().unwrap_or_default();
    let first_text = asked.own.message.clone().unwrap_or_else(|| pair.0.into());
    if first_text.contains(&0) {
        return Err(Wrong::Unfit {
            input: Input::Message.flag(),
            why: Text::new(
                "it holds a zero byte, which ends a text here",
                "여기서 글의 끝을 뜻하는 0 바이트가 들어 있음",
            ),
            hint: Text::new("give bytes other than 00", "00이 아닌 바이트를 준다"),
        });
    }
    let second_text = pair.1.as_bytes();
    let aad = asked.own.aad.clone().unwrap_or_else(|| b"chat 12".to_vec());

    let mut store = Store::new(&mut scene.chance);
    let (owner, other) = two(&mut scene.chance);
    let (low, high) = (b"balance 10", b"balance 99999");
    let [mine, theirs] = [(owner, &low[..]), (other, &high[..])];
    let bound = store.seal(theirs.0.as_bytes(), theirs.1)?;
    let opened = store.open(theirs.0.as_bytes(), &bound)?;
    scene.step(
        Part::Works,
        Step::desk(Text::new("associated data", "연관 데이터"), "RFC 5116 §2.1")
            .saying(text!(
                en: "A bank seals each balance with the owner's name as associated data: not encrypted, but the tag depends on it. Whoever opens must name the same owner ({other}).",
                ko: "은행이 잔액을 봉할 때 소유자 이름을 연관 데이터로 넣는다. 암호화하지는 않지만 태그가 그것에 달려 있다. 열 때 같은 소유자를 대야 한다: {other}",
            ))
            .because(Text::new(
                "Associated data is what both ends know anyway: a record number, a header, the row of a table. In TLS 1.3 it is the header of the record (RFC 8446 §5.2). It costs nothing: it is not sent, or was sent already.",
                "연관 데이터는 양 끝이 어차피 아는 것이다. 레코드 번호, 헤더, 표의 행 같은 것이다. TLS 1.3에서는 레코드 헤더이다(RFC 8446 §5.2). 따로 보내지 않거나 이미 보낸 것이므로 비용이 들지 않는다.",
            ))
            .with(Value::plain(Text::new("associated data", "연관 데이터"), other, Knows::Wire))
            .with(Value::hex(Text::new("sealed balance", "봉한 잔액"), &bound, Knows::Wire))
            .proving(same(
                Text::new("in its own place it opens", "제자리에서는 열린다"),
                "opens_in_place",
                "open(k, n, A, c) = m",
                &opened.unwrap_or_default(),
                theirs.1,
                Text::new("the balance is back", "잔액이 돌아왔다"),
            )),
    );

    let loose = store.seal(b"", theirs.1)?;
    let my_row = store.seal(b"", mine.1)?;
    let read_there = store.open(b"", &loose)?.unwrap_or_default();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("moved to another place", "다른 자리로 옮기기"), "")
            .saying(text!(
                en: "Without associated data nothing says whose balance it is. {owner} copies the sealed balance of {other} over {owner}'s own, and the bank opens it without complaint.",
                ko: "연관 데이터가 없으면 누구의 잔액인지 말해 주는 것이 없다. {owner} 고객이 {other} 고객의 봉한 잔액을 자기 것 위에 복사하고, 은행은 아무 탈 없이 연다.",
            ))
            .because(Text::new(
                "The ciphertext was not touched: the tag is right. Encryption with a tag answers \"is this what somebody with the key sealed?\", never \"is it meant for this place?\".",
                "암호문은 건드리지 않았으므로 태그가 맞다. 태그가 답하는 것은 \"키를 가진 누군가가 봉한 그대로인가\"이지, \"이 자리의 것인가\"가 아니다.",
            ))
            .with(Value::hex(text!(en: "row of {owner}", ko: "{owner}의 행"), &my_row, Knows::Wire))
            .with(Value::hex(Text::new("the same row, overwritten", "덮어쓴 같은 행"), &loose, Knows::Attacker))
            .proving(same(
                text!(en: "the bank reads in the row of {owner}", ko: "{owner}의 행에서 은행이 읽는 값"),
                "moved",
                "open(k, n, \"\", c)",
                &read_there,
                theirs.1,
                Text::new("the balance of somebody else", "남의 잔액이다"),
            )),
    );
    let nonce = scene.chance.vec(12);
    let one = scene.chance.vec(16);
    let mut keys = Chance::of(scene.chance.bytes());
    let made = twofold(
        [&first_text, second_text],
        &nonce,
        &aad,
        &one,
        draws(&mut keys),
    )?;
    let Some(made) = made else {
        return Err(Wrong::Unfit {
            input: Input::Message.flag(),
            why: Text::new("no second key fits it", "맞는 둘째 키가 없음"),
            hint: Text::new("give another message or seed", "다른 메시지나 시드를 준다"),
        });
    };
    let open = |key: &[u8]| AES_128_GCM.open(key, &nonce, &aad, &made.sealed);
    let [first_key, second_key] = &made.keys;
    let (first_letter, second_letter) = (open(first_key)?, open(second_key)?);
    let (first_letter, second_letter) = (
        first_letter.unwrap_or_default(),
        second_letter.unwrap_or_default(),
    );
    let as_first = read(&first_letter).unwrap_or_default();
    let as_second = read(&second_letter).unwrap_or_default();
    scene.step(Part::Breaks, prepared(&made));
    scene.step(Part::Breaks, solved(&made));
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("two readers, two letters", "두 독자, 두 편지"), "")
            .saying(Text::new(
                "The same bytes go to both. A reviewed library opens them under either key, with the tag right both times, to two different letters.",
                "같은 바이트를 둘에게 보낸다. 검토된 라이브러리가 어느 키로든, 두 번 다 올바른 태그로, 서로 다른 편지를 연다.",
            ))
            .because(Text::new(
                "It was shown in 2018 how to send an abusive picture in Facebook's messenger so that the one who received it saw it, and the moderators, opening the report, saw another. Partitioning oracles (Len, Grubbs and Ristenpart 2021) make ciphertexts that open under thousands of passwords, and test all of them with one question to a server.",
                "페이스북 메신저로 모욕적인 그림을 보내되, 받은 사람은 그것을 보고 신고를 여는 관리자는 다른 그림을 보게 하는 방법이 2018년에 발표되었다. 분할 오라클(Len, Grubbs, Ristenpart 2021)은 비밀번호 수천 개로 열리는 암호문을 만들어, 서버에 한 번 물어 모두 시험한다.",
            ))
            .exhibiting(shown(Text::new("opened under the first key", "첫 키로 연 것"), &first_letter))
            .exhibiting(shown(Text::new("opened under the second key", "둘째 키로 연 것"), &second_letter))
            .with(Value::plain(Text::new("under the first key", "첫 키로"), words(&as_first), Knows::Secret))
            .with(Value::plain(Text::new("under the second key", "둘째 키로"), words(&as_second), Knows::Secret))
            .proving(same(
                Text::new("the first letter", "첫 편지"),
                "first_letter",
                "text(open(k1, n, A, c))",
                &as_first,
                &first_text,
                Text::new("is what the attacker wrote for the first", "공격자가 첫 사람에게 쓴 글이다"),
            ))
            .proving(same(
                Text::new("the second letter", "둘째 편지"),
                "second_letter",
                "text(open(k2, n, A, c))",
                &as_second,
                second_text,
                Text::new("is what the attacker wrote for the second", "공격자가 둘째 사람에게 쓴 글이다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "keys",
        Text::new("second keys tried", "시도한 둘째 키"),
        made.tries,
    );
    scene.cost(
        Part::Breaks,
        "equations",
        Text::new("equations solved", "푼 방정식"),
        1,
    );

    let moved = store.open(mine.0.as_bytes(), &bound)?.is_some();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("bind the place", "자리를 묶는다"), "RFC 5116 §2.1")
            .saying(match moved {
                false => text!(
                    en: "With the owner as associated data the moved balance is refused: it was sealed for {other} and is opened for {owner}.",
                    ko: "소유자를 연관 데이터로 넣으면 옮긴 잔액은 거부된다. 봉할 때의 소유자 {other}, 열 때의 소유자 {owner}.",
                ),
                true => Text::new("The moved balance was accepted.", "옮긴 잔액이 수락되었다."),
            }),
    );
    let commitments = [
        commitment(first_key, &nonce),
        commitment(second_key, &nonce),
    ];
    let [honest, needed] = &commitments;
    let sent = [honest, &made.sealed[..]].concat();
    let firsts = open_committed(first_key, &nonce, &aad, &sent)?.is_some();
    let seconds = open_committed(second_key, &nonce, &aad, &sent)?.is_some();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("bind the key", "키를 묶는다"), "")
            .saying(match (firsts, seconds) {
                (true, false) => Text::new(
                    "In front stands HMAC-SHA-256(key, \"commit\" ‖ nonce), and whoever opens checks it first. The twofold ciphertext now opens under the first key and is refused under the second.",
                    "앞에 HMAC-SHA-256(키, \"commit\" ‖ 논스)를 두고, 여는 쪽은 그것부터 확인한다. 두 키로 열리던 암호문이 이제 첫 키로는 열리고 둘째 키로는 거부된다.",
                ),
                (_, true) => Text::new("It still opens under the second key.", "아직도 둘째 키로 열린다."),
                (false, false) => Text::new("It opens under neither key.", "어느 키로도 열리지 않는다."),
            })
            .because(Text::new(
                "To cheat again, one would need two keys with the same HMAC: a collision of SHA-256, some 2^128 tries. The tag of GCM cannot be repaired by making it longer; it is linear, and was made to be fast, not to resist somebody who holds the key.",
                "다시 속이려면 HMAC이 같은 키 둘이 필요하다. SHA-256 충돌이고 2^128번쯤 시도해야 한다. GCM의 태그는 늘려도 고쳐지지 않는다. 선형이고, 빠르라고 만든 것이지 키를 쥔 사람을 견디라고 만든 것이 아니다.",
            ))
            .because(Text::new(
                "A cheaper repair puts a block of zeros before the message and asks for it after opening: AES-GCM then commits to the key, with the strength of half a block (Albertini, Duong, Gueron, Kölbl, Luykx and Schmieg 2022). Many schemes commit of themselves: encrypt-then-HMAC with both keys from one. Where a key comes from a handshake that both ends made, as in TLS, nobody can choose two.",
                "더 싼 방법은 메시지 앞에 0 블록을 두고 연 뒤에 확인하는 것이다. 그러면 AES-GCM이 키를 확약하며, 강도는 블록 절반이다(Albertini, Duong, Gueron, Kölbl, Luykx, Schmieg 2022). 본래 키를 확약하는 방식도 많다. 두 키를 하나에서 뽑는 encrypt-then-HMAC이 그렇다. TLS처럼 양 끝이 함께 만든 핸드셰이크에서 키가 나오면 아무도 키 둘을 고를 수 없다.",
            ))
            .with(Value::hex(Text::new("commitment sent", "보낸 확약"), honest, Knows::Wire))
            .with(Value::hex(Text::new("what the second key needs", "둘째 키에 필요한 값"), needed, Knows::Recomputed)),
    );
    let plain = scene.chance.vec(16);
    let honest_letter = letter(&first_text);
    let sealed = AES_128_GCM.seal(&plain, &nonce, &aad, &honest_letter)?;
    let committed = [&commitment(&plain, &nonce)[..], &sealed].concat();
    let back = open_committed(&plain, &nonce, &aad, &committed)?;
    scene.step(
        Part::Repair,
        Step::desk(
            Text::new(
                "honest letters open as before",
                "정직한 편지는 그대로 열린다",
            ),
            "",
        )
        .saying(Text::new(
            "The commitment costs 32 bytes and one HMAC a message.",
            "확약의 비용은 메시지마다 32바이트와 HMAC 한 번이다.",
        ))
        .proving(same(
            Text::new("an honest letter", "정직한 편지"),
            "honest_letter",
            "text(open(k, n, A, commit ‖ c))",
            &back.and_then(|letter| read(&letter)).unwrap_or_default(),
            &first_text,
            Text::new("opens to its text", "제 글로 열린다"),
        )),
    );

    let turn = scene.chance.below(3);
    let (length, tries) = (made.sealed.len() - 16, made.tries);
    Ok(scene.finish(
        Text::new(
            "A right tag says: made by somebody with a key that fits. It does not say for which place, unless bound, nor that no other key fits.",
            "태그가 맞다는 것은 맞는 키를 가진 누군가가 만들었다는 뜻이다. 묶지 않았다면 어느 자리의 것인지, 다른 키로도 열리는지는 말하지 않는다.",
        ),
        [
            Question::word(
                text!(
                    en: "The ciphertext for two keys has {length} bytes, without the tag. How many blocks is that?",
                    ko: "두 키로 열리는 암호문은 태그를 빼고 {length}바이트이다. 몇 블록인가?",
                ),
                length / 16,
                text!(
                    en: "One for the first byte, those of the two texts, and one that was solved for: {blocks}.",
                    ko: "첫 바이트를 위한 블록 하나, 두 글의 블록들, 방정식으로 구한 블록 하나. 모두 {blocks}개이다.",
                    blocks = length / 16,
                ),
            ),
            Question::choice(
                text!(
                    en: "Second keys tried: {tries}. What for?",
                    ko: "둘째 키를 {tries}개 시도했다. 무엇을 위해서였는가?",
                ),
                Text::new("so that one byte says something else under each key", "한 바이트가 키마다 다른 값을 가리키게 하려고"),
                [
                    Text::new("to make the tag right by chance", "태그가 우연히 맞게 하려고"),
                    Text::new("to guess the key of the receiver", "받는 사람의 키를 추측하려고"),
                ],
                turn,
                Text::new(
                    "The tag needs no luck: an equation gives the block. Only the format's first byte is one under both keys, which happens once in 256.",
                    "태그에는 운이 필요 없다. 방정식으로 블록을 구한다. 형식의 첫 바이트만 두 키에 함께 걸려 있어 256번에 한 번 맞는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Which of these does a right tag of AES-GCM prove?",
                    "AES-GCM의 태그가 맞으면 무엇이 증명되는가?",
                ),
                Text::new("that ciphertext and associated data were not changed by anyone without the key", "키가 없는 누구도 암호문과 연관 데이터를 바꾸지 않았다"),
                [
                    Text::new("that there is only one key that opens it", "그것을 여는 키는 하나뿐이다"),
                    Text::new("that it was not sent before", "전에 보낸 적이 없다"),
                ],
                turn + 1,
                Text::new(
                    "Keys are not bound, and a message sent twice has the right tag twice: against that stand record numbers.",
                    "키는 묶여 있지 않고, 두 번 보낸 메시지의 태그는 두 번 다 맞다. 재생은 레코드 번호로 막는다.",
                ),
            ),
        ],
    ))
}

fn prepared(made: &Twofold) -> Step {
    let [first, second] = &made.keys;
    let tries = made.tries;
    Step::desk(Text::new("one ciphertext for two keys", "두 키를 위한 암호문 하나"), "")
        .saying(text!(
            en: "Now the sender is the attacker and holds both keys. In a letter the first byte says at which block the text begins; after {tries} tr{ies} a second key is found under which that byte points elsewhere.",
            ko: "이번에는 보내는 쪽이 공격자이고 두 키를 다 가졌다. 편지의 첫 바이트는 글이 시작하는 블록을 가리킨다. {tries}번 만에 그 바이트가 다른 곳을 가리키게 하는 둘째 키를 찾는다.",
            ies = if tries == 1 { "y" } else { "ies" },
        ))
        .because(Text::new(
            "Blocks that one reader skips hold the text of the other: under the wrong key they are noise, and nobody looks. Formats of pictures, PDF and archives have such places (comments, trailers), so that real files can be made that open under two keys.",
            "한 독자가 건너뛰는 블록에 다른 독자의 글이 있다. 틀린 키로 보면 잡음이지만 아무도 보지 않는다. 그림, PDF, 압축 파일 형식에도 그런 자리(주석, 꼬리)가 있어, 진짜 파일도 두 키로 열리게 만들 수 있다.",
        ))
        .with(Value::hex(Text::new("first key", "첫 키"), first, Knows::Attacker))
        .with(Value::hex(Text::new("second key", "둘째 키"), second, Knows::Attacker))
}

fn solved(made: &Twofold) -> Step {
    let tag = made
        .sealed
        .get(made.sealed.len().saturating_sub(16)..)
        .unwrap_or_default();
    Step::desk(Text::new("one block makes the tags the same", "블록 하나로 두 태그가 같아진다"), "SP 800-38D §6.4")
        .saying(Text::new(
            "With both keys known, each tag is a sum in which the last block X counts H² times. Both sums are set equal, and X is solved for by one division in GF(2^128).",
            "두 키를 알면 태그는 마지막 블록 X에 H²을 곱해 더한 합이다. 두 합을 같다고 놓고 GF(2^128)에서 나눗셈 한 번으로 X를 구한다.",
        ))
        .because(Text::new(
            "t1 + X·H1² = t2 + X·H2², so X = (t1 + t2) / (H1² + H2²), where t1 and t2 are the tags with X = 0. GHASH stands against those who do not know H; here nothing is hidden from the attacker.",
            "X = 0일 때의 두 태그를 t1, t2라 하면 t1 + X·H1² = t2 + X·H2²이고, X = (t1 + t2) / (H1² + H2²)이다. GHASH는 H를 모르는 사람을 막는다. 여기서는 공격자에게 숨긴 것이 없다.",
        ))
        .with(Value::hex("X", &made.solved.bytes(), Knows::Attacker))
        .with(Value::hex(Text::new("the tag of both", "둘의 태그"), tag, Knows::Wire))
        .with(Value::hex(Text::new("ciphertext and tag", "암호문과 태그"), &made.sealed, Knows::Wire))
}

/// A bank's shelf of sealed balances.
struct Store {
    key: Vec<u8>,
    /// How every nonce begins: 11 bytes, before the number of the row.
    nonce: Vec<u8>,
    rows: u8,
}

impl Store {
    fn new(chance: &mut Chance) -> Self {
        Self {
            key: chance.vec(16),
            nonce: chance.vec(11),
            rows: 0,
        }
    }

    /// Nonce, ciphertext and tag.
    fn seal(&mut self, aad: &[u8], balance: &[u8]) -> Result<Vec<u8>, Wrong> {
        self.rows = self.rows.wrapping_add(1);
        let nonce = [&self.nonce[..], &[self.rows]].concat();
        let sealed = AES_128_GCM.seal(&self.key, &nonce, aad, balance)?;
        Ok([nonce, sealed].concat())
    }

    fn open(&self, aad: &[u8], row: &[u8]) -> Result<Option<Vec<u8>>, Wrong> {
        let Some((nonce, sealed)) = row.split_at_checked(12) else {
            return Ok(None);
        };
        AES_128_GCM.open(&self.key, nonce, aad, sealed)
    }
}

/// What binds a key: nobody finds another key with the same.
fn commitment(key: &[u8], nonce: &[u8]) -> Vec<u8> {
    hmac_sha256(key, &[b"commit", nonce].concat())
}

/// The message in `sent` (commitment of 32 bytes, ciphertext, tag), if both commitment and tag are right.
fn open_committed(
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    sent: &[u8],
) -> Result<Option<Vec<u8>>, Wrong> {
    match sent.split_at_checked(32) {
        Some((first, sealed)) if first == commitment(key, nonce) => {
            AES_128_GCM.open(key, nonce, aad, sealed)
        }
        Some(_) | None => Ok(None),
    }
}

/// Keys without end.
fn draws(chance: &mut Chance) -> impl Iterator<Item = Vec<u8>> {
    (0..100_000).map(|_| chance.vec(16))
}

fn two(chance: &mut Chance) -> (&'static str, &'static str) {
    let place = chance.place(OWNERS.len());
    let next = (place + 1) % OWNERS.len();
    let at = |place: usize| OWNERS.get(place).copied().unwrap_or_default();
    (at(place), at(next))
}

fn moved_wins(chance: &mut Chance, instance: Instance) -> bool {
    let mut store = Store::new(chance);
    let (owner, other) = two(chance);
    let names = match instance {
        Instance::Weak => ["", ""],
        Instance::Fixed => [owner, other],
    };
    let [here, there] = names.map(str::as_bytes);
    let Ok(row) = store.seal(there, b"balance 99999") else {
        return false;
    };
    store.open(here, &row).is_ok_and(|read| read.is_some())
}

fn two_keys_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (one, two) = chance.pick(PAIRS).copied().unwrap_or_default();
    let (nonce, first) = (chance.vec(12), chance.vec(16));
    let made = twofold(
        [one.as_bytes(), two.as_bytes()],
        &nonce,
        b"",
        &first,
        draws(chance),
    );
    let Ok(Some(made)) = made else { return false };
    let sent = [&commitment(&first, &nonce)[..], &made.sealed].concat();
    let open = |key: &[u8]| match instance {
        Instance::Weak => AES_128_GCM.open(key, &nonce, b"", &made.sealed),
        Instance::Fixed => open_committed(key, &nonce, b"", &sent),
    };
    let read = made
        .keys
        .each_ref()
        .map(|key| open(key).ok().flatten().and_then(|letter| read(&letter)));
    read == [Some(one.into()), Some(two.into())]
}
