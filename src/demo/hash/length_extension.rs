//! A tag that is the hash of key and message can be carried on by whoever sees it: length extension, and HMAC.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::sha256::{self as glass, BLOCK, ROUNDS};
use crate::demo::hash::extension::{
    self, ADDED, Forged, LONGEST, Server, Tag, extend, request, secret,
};
use crate::demo::primitive::hash::sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "length-extension",
    topic: Topic::Hash,
    title: Doc::new(
        "Length extension: why a hash with a key in front is no MAC",
        "길이 확장: 앞에 키를 붙인 해시가 MAC이 아닌 까닭",
    ),
    line: Doc::new(
        "The attacker adds to a message and computes its tag, without the key; HMAC refuses.",
        "공격자가 키 없이 메시지에 덧붙이고 그 태그까지 계산한다. HMAC은 거부한다.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::Between(1, LONGEST),
            means: Doc::new("the key of the server", "서버의 키"),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(0, 200),
            means: Doc::new("the request that is tagged", "태그를 붙일 요청"),
        },
    ],
    exercise: Exercise {
        number: 19,
        title: Doc::new("Length extension", "길이 확장"),
    },
    tell,
    attacks: &[Attack {
        name: "length_extension",
        wins: extension::extension_wins,
    }],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || secret(&mut scene.chance));
    let message = asked.own.or(Input::Message, || request(&mut scene.chance));
    let mut server = Server::new(key.clone(), Tag::Naive);
    let tag = server.tag(&message);
    let whole = [key.as_slice(), &message].concat();
    scene.step(Part::Works, naive(&key, &message, &tag));
    scene.step(Part::Works, state(&whole, &tag));

    let forged = extend(&message, &tag, &mut server);
    scene.step(Part::Breaks, idea(&message, &tag));
    match &forged {
        Some(forged) => {
            scene.step(Part::Breaks, found(forged, server.queries));
            scene.step(Part::Breaks, exhibit(forged, message.len()));
            scene.step(Part::Breaks, carried_on(&key, forged, &tag));
        }
        None => scene.step(
            Part::Breaks,
            Step::desk(Text::new("no forgery", "위조 실패"), "").saying(Text::new(
                "None of the lengths tried was right.",
                "시도한 길이 가운데 맞는 것이 없었다.",
            )),
        ),
    }
    scene.cost(
        Part::Breaks,
        "queries",
        Text::new("questions to the server", "서버에 한 질문"),
        server.queries,
    );

    let mut careful = Server::new(key.clone(), Tag::Hmac);
    let careful_tag = careful.tag(&message);
    let again = extend(&message, &careful_tag, &mut careful);
    scene.step(Part::Repair, nested(&key, &message, &careful_tag));
    scene.step(
        Part::Repair,
        Step::desk(Text::new("the same attack on HMAC", "HMAC에 같은 공격"), "RFC 2104 §6")
            .saying(match again {
                None => text!(
                    en: "The attacker carries the tag on and tries all {n} lengths again: the server refuses every one.",
                    ko: "공격자가 태그를 이어 계산하고 길이 {n}가지를 모두 다시 시도한다. 서버는 전부 거부한다.",
                    n = careful.queries,
                ),
                Some(_) => Text::new("The server accepted a forgery.", "서버가 위조를 받아들였다."),
            })
            .because(Text::new(
                "The tag of HMAC is the state of the outer hash. Carried on, it would be the tag of nothing: the outer hash takes in exactly 32 bytes, the inner hash, and the attacker does not know its state.",
                "HMAC의 태그는 바깥 해시의 상태이다. 이어 계산해도 아무것의 태그도 아니다. 바깥 해시에는 안쪽 해시 32바이트만 들어가고, 공격자는 안쪽의 상태를 모른다.",
            ))
            .because(Text::new(
                "Other repairs: SHA-512/256 and SHA-384 do not show their whole state, SHA-3 keeps 512 bits of it back; KMAC needs no nesting. A key behind the message instead of before it is not one: there a collision of the bare hash becomes a forgery.",
                "다른 방법도 있다. SHA-512/256과 SHA-384는 상태를 다 내보이지 않고, SHA-3은 512비트를 감춘다. KMAC은 겹칠 필요가 없다. 키를 메시지 뒤에 붙이는 것은 해결책이 아니다. 그러면 해시의 충돌이 곧 위조가 된다.",
            ))
            .with(Value::plain(Text::new("lengths refused", "거부된 길이"), careful.queries, Knows::Wire)),
    );
    scene.cost(
        Part::Repair,
        "refused",
        Text::new("questions HMAC refused", "HMAC이 거부한 질문"),
        careful.queries,
    );
    let glue = forged.as_ref().map_or(0, |forged| forged.glue);
    Ok(finish(scene, &key, &message, glue))
}

fn naive(key: &[u8], message: &[u8], tag: &[u8]) -> Step {
    Step::desk(Text::new("a tag from a hash", "해시로 만든 태그"), "")
        .saying(Text::new(
            "A server tags requests with SHA-256 over its key and the request, one behind the other: only who has the key can make a tag, it thinks.",
            "서버가 자기 키와 요청을 이어 붙여 SHA-256으로 태그를 만든다. 키가 있어야만 태그를 만들 수 있다고 여긴다.",
        ))
        .because(Text::new(
            "This stood in many programming interfaces of the web; in 2009 Duong and Rizzo forged calls to that of Flickr with it, where the tag was MD5 over a secret and the arguments.",
            "웹의 여러 API가 이렇게 했다. 2009년 Duong과 Rizzo는 비밀과 인자를 이어 MD5를 계산하던 Flickr API의 호출을 이 방법으로 위조했다.",
        ))
        .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
        .with(Value::plain(Text::new("request", "요청"), words(message), Knows::Wire))
        .with(Value::hex(Text::new("tag", "태그"), tag, Knows::Wire))
}

fn state(whole: &[u8], tag: &[u8]) -> Step {
    let padded = [whole, &glass::padding(whole.len())].concat();
    let mut state = glass::INITIAL;
    let blocks = padded.len() / BLOCK;
    let mut step = Step::desk(Text::new("the tag is a state", "태그는 상태이다"), "FIPS 180-4 §6.2.2")
        .saying(text!(
            en: "SHA-256 works key and request into its state, {blocks} block{s} of 64 bytes; the last state, as it is, is the tag.",
            ko: "SHA-256은 키와 요청을 블록 {blocks}개에 담아 차례로 상태에 섞는다. 마지막 상태가 그대로 태그이다.",
            s = plural(blocks),
        ))
        .because(Text::new(
            "Nothing is done to the state at the end. So a hash is at the same time the place from which one can go on hashing: that is handy for long files, and fatal here.",
            "끝에서 상태에 아무것도 더 하지 않는다. 그래서 해시는 계산을 이어 갈 수 있는 지점이기도 하다. 긴 파일에는 편리하지만 여기서는 치명적이다.",
        ));
    for (n, block) in padded.chunks_exact(BLOCK).enumerate() {
        state = glass::absorb(state, block, ROUNDS);
        let knows = match n + 1 == blocks {
            true => Knows::Wire,
            false => Knows::Secret,
        };
        step = step.with(Value::hex(
            text!(en: "after block {number}", ko: "블록 {number} 뒤", number = n + 1),
            &glass::bytes(state),
            knows,
        ));
    }
    step.proving(same(
        Text::new("the last state is the tag", "마지막 상태가 태그이다"),
        "state_is_tag",
        "H(all blocks) = SHA-256(k | m)",
        &glass::bytes(state),
        tag,
        Text::new(
            "whoever sees the tag holds the state",
            "태그를 보는 사람은 상태를 손에 쥔다",
        ),
    ))
}

fn idea(message: &[u8], tag: &[u8]) -> Step {
    let n = message.len();
    let added = words(ADDED);
    Step::desk(Text::new("go on from there", "거기서 이어 간다"), "")
        .saying(text!(
            en: "The attacker starts SHA-256 from the tag and takes in \"{added}\": the tag of the request, its padding, and the addition.",
            ko: "공격자는 태그에서 SHA-256을 시작해 \"{added}\" 글자를 넣는다. 나오는 것은 요청과 그 패딩, 덧붙인 글의 태그이다.",
        ))
        .because(Text::new(
            "The padding that the server hashed becomes part of the forged request. It depends on the length of key and request together; the length of the key is the only thing to be guessed.",
            "서버가 해시한 패딩이 위조된 요청의 일부가 된다. 패딩은 키와 요청을 합친 길이에 달렸으므로, 추측할 것은 키의 길이뿐이다.",
        ))
        .with(Value::hex(
            Text::new("the attacker starts from", "공격자의 출발점"),
            tag,
            Knows::Wire,
        ))
        .with(Value::plain(
            Text::new("length of the request", "요청의 길이"),
            n,
            Knows::Wire,
        ))
        .with(Value::plain(Text::new("addition", "덧붙일 글"), added, Knows::Attacker))
}

fn found(forged: &Forged, queries: u64) -> Step {
    let n = forged.key_length;
    Step::desk(Text::new("guess the length of the key", "키의 길이를 추측한다"), "")
        .saying(text!(
            en: "One request for each length: at question {queries} the server accepts, so the key has {n} byte{s}. Nothing of it is known.",
            ko: "길이마다 요청을 하나씩 보낸다. 질문 {queries}번째에 서버가 받아들였으니 키는 {n}바이트이다. 그 내용은 한 바이트도 모른다.",
            s = plural(n),
        ))
        .because(Text::new(
            "Often not even that is needed: the length of keys is written in manuals.",
            "이마저 필요 없을 때가 많다. 키의 길이는 설명서에 적혀 있다.",
        ))
        .with(Value::plain(Text::new("length of the key", "키의 길이"), n, Knows::Attacker))
        .with(Value::hex(Text::new("forged tag", "위조한 태그"), &forged.tag, Knows::Attacker))
}

fn exhibit(forged: &Forged, n: usize) -> Step {
    let glue = forged.glue;
    Step::desk(Text::new("the forged request", "위조한 요청"), "FIPS 180-4 §5.1.1")
        .saying(text!(
            en: "The request as it was, {glue} bytes that were padding and are now in the middle, and the addition.",
            ko: "원래의 요청, 패딩이었다가 이제 가운데에 놓인 {glue}바이트, 그리고 덧붙인 글이다.",
        ))
        .because(Text::new(
            "The bytes in the middle look odd, and most programs do not mind: in a query string they belong to a value, and the last role given is the one that counts.",
            "가운데의 바이트는 이상해 보이지만 대부분의 프로그램은 상관하지 않는다. 쿼리 문자열에서는 값의 일부가 되고, 마지막에 나온 role이 유효하다.",
        ))
        .with(Value::plain(
            Text::new("request", "요청"),
            words(forged.message.get(..n).unwrap_or_default()),
            Knows::Wire,
        ))
        .with(Value::hex(
            Text::new("padding in the middle", "가운데의 패딩"),
            forged.message.get(n..n + glue).unwrap_or_default(),
            Knows::Attacker,
        ))
        .with(Value::plain(
            Text::new("addition", "덧붙인 글"),
            words(ADDED),
            Knows::Attacker,
        ))
        .exhibiting(Exhibit::read(
            Text::new("forged request", "위조한 요청"),
            Origin::Computed,
            &forged.message,
            |r| {
                r.bytes(&REQUEST, n)?;
                r.bytes(&ONE, 1)?;
                r.bytes(&ZEROS, glue.saturating_sub(9))?;
                r.bytes(&LENGTH, 8)?;
                r.rest(&ADDITION)?;
                Ok(())
            },
        ))
}

fn carried_on(key: &[u8], forged: &Forged, tag: &[u8]) -> Step {
    Step::desk(Text::new("the server computes the same", "서버도 같은 값을 계산한다"), "")
        .saying(Text::new(
            "The server hashes its key and the forged request from the beginning and passes through the old tag on its way.",
            "서버는 키와 위조된 요청을 처음부터 해시하며, 도중에 옛 태그를 그대로 지나간다.",
        ))
        .with(Value::hex(Text::new("old tag, on the way", "지나가는 옛 태그"), tag, Knows::Wire))
        .proving(same(
            Text::new("the forged tag is right", "위조한 태그가 옳다"),
            "forged_tag",
            "tag ⇢ addition | padding = SHA-256(k | m′)",
            &forged.tag,
            &sha256(&[key, &forged.message].concat()),
            Text::new("made without the key, accepted by who has it", "키 없이 만들었는데 키를 가진 쪽이 받아들인다"),
        ))
}

fn nested(key: &[u8], message: &[u8], tag: &[u8]) -> Step {
    let mut block = key.to_vec();
    block.resize(BLOCK, 0);
    let [inner_pad, outer_pad] = [0x36, 0x5c].map(|byte: u8| xor(&block, &[byte; BLOCK]));
    let inner = sha256(&[inner_pad.as_slice(), message].concat());
    let outer = sha256(&[outer_pad.as_slice(), &inner].concat());
    Step::desk(Text::new("HMAC: a hash around the hash", "HMAC: 해시를 감싼 해시"), "RFC 2104 §2")
        .saying(Text::new(
            "HMAC hashes key and request, then hashes the key and that result once more: the inner state is never shown.",
            "HMAC은 키와 요청을 해시한 다음, 키와 그 결과를 한 번 더 해시한다. 안쪽 상태는 결코 드러나지 않는다.",
        ))
        .because(Text::new(
            "The key is filled up to a block and added to 36 36 … inside and 5c 5c … outside, so that both hashes start from different secret states. Bellare, Canetti and Krawczyk designed it in 1996, with a proof; in 2006 Bellare showed that it is enough if the compression function is pseudorandom. That is why the collisions of MD5 have not broken HMAC-MD5 to this day.",
            "키를 한 블록이 되도록 채워 안쪽에는 36 36 …, 바깥쪽에는 5c 5c …를 더한다. 그래서 두 해시는 서로 다른 비밀 상태에서 시작한다. Bellare, Canetti, Krawczyk가 1996년에 증명과 함께 설계했고, 2006년 Bellare는 압축 함수가 의사난수 같기만 하면 충분함을 보였다. MD5에 충돌이 있어도 HMAC-MD5가 아직 그것으로 깨지지 않은 까닭이다.",
        ))
        .with(Value::hex(Text::new("inner hash", "안쪽 해시"), &inner, Knows::Secret))
        .with(Value::hex(Text::new("tag", "태그"), tag, Knows::Wire))
        .proving(same(
            Text::new("HMAC by hand", "손으로 계산한 HMAC"),
            "hmac",
            "SHA-256(K ⊕ 5c… | SHA-256(K ⊕ 36… | m)) = HMAC(K, m)",
            &outer,
            tag,
            Text::new("equals the HMAC of a reviewed implementation", "검토된 구현의 HMAC과 같다"),
        ))
}

fn finish(mut scene: Scene, key: &[u8], message: &[u8], glue: usize) -> Story {
    let turn = scene.chance.below(3);
    let (k, m) = (key.len(), message.len());
    let whole = k + m;
    let bits = 8 * whole;
    scene.finish(
        Text::new(
            "A hash shows its whole state. Use it with a key only inside HMAC.",
            "해시는 자기 상태를 다 내보인다. 키와 함께 쓸 때는 HMAC 안에서만 쓴다.",
        ),
        [
            Question::word(
                text!(
                    en: "Key and request have {k} + {m} bytes together. How many bytes of padding come to stand in the middle of the forged request?",
                    ko: "키와 요청은 {k} + {m} 바이트이다. 위조한 요청의 가운데에는 패딩 몇 바이트가 놓이는가?",
                ),
                glue,
                text!(en: "As many as fill {whole} bytes up to whole blocks of 64, at least 9: {glue}.", ko: "{whole}바이트를 64바이트 블록으로 채우는 만큼, 적어도 9바이트이다. 여기서는 {glue}바이트."),
            ),
            Question::word(
                Text::new(
                    "Which number do the last 8 bytes of this padding hold?",
                    "그 패딩의 마지막 8바이트에는 어떤 수가 들어 있는가?",
                ),
                bits,
                text!(en: "The length in bits of what was hashed before: 8 times {whole}.", ko: "그 앞까지 해시한 길이를 비트로 적은 것, {whole}의 8배이다."),
            ),
            Question::choice(
                Text::new(
                    "Which tag can also be carried on by an attacker?",
                    "공격자가 이어 계산할 수 있는 태그는 무엇인가?",
                ),
                Text::new("SHA-512(key | message)", "SHA-512(키 | 메시지)"),
                [
                    Text::new("SHA3-256(key | message)", "SHA3-256(키 | 메시지)"),
                    Text::new("HMAC-SHA-1(key, message)", "HMAC-SHA-1(키, 메시지)"),
                ],
                turn,
                Text::new(
                    "SHA-512 shows all of its state. SHA-3 keeps a part back, and HMAC hides the inner state even of an old hash.",
                    "SHA-512는 상태를 다 내보인다. SHA-3은 일부를 감추고, HMAC은 낡은 해시라도 안쪽 상태를 숨긴다.",
                ),
            ),
        ],
    )
}

static REQUEST: Field = Field::utf8(
    "request",
    "",
    "The request that was tagged.",
    "태그가 붙었던 요청.",
);
static ONE: Field = Field::hex(
    "1",
    "FIPS 180-4 §5.1.1",
    "A bit 1: where the padding began.",
    "비트 1. 패딩이 시작된 자리이다.",
);
static ZEROS: Field = Field::hex(
    "0",
    "FIPS 180-4 §5.1.1",
    "Zeros up to whole blocks.",
    "블록을 채우는 0.",
);
static LENGTH: Field = Field::dec(
    "length in bits",
    "FIPS 180-4 §5.1.1",
    "The length of key and request in bits: here the guess of the attacker stands.",
    "키와 요청의 길이(비트). 공격자의 추측이 여기에 들어간다.",
);
static ADDITION: Field = Field::utf8(
    "addition",
    "",
    "What the attacker wanted to say.",
    "공격자가 하고 싶었던 말.",
);
