//! HKDF as TLS 1.3 uses it: extract, expand, a label for each purpose; and what one key for two directions gives away.

use crate::base::side::{Knows, Side};
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::password::directions::{self, Direction, Labels, Spoken, both, mail};
use crate::demo::password::label::{exhibit, expand, expand_label, extract};
use crate::demo::password::uneven::{Taken, uneven};
use crate::demo::primitive::hash::sha256;
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::keys::hash::hkdf_label;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "hkdf",
    topic: Topic::Password,
    title: Doc::new(
        "HKDF: many keys from one secret, and one key for two jobs",
        "HKDF: 비밀 하나에서 여러 키를, 그리고 두 가지 일에 쓴 키 하나",
    ),
    line: Doc::new(
        "Extract, expand, labels as in TLS 1.3; without a label of its own, each direction betrays the other.",
        "추출, 확장, 그리고 TLS 1.3의 레이블. 방향마다 레이블을 나누지 않으면 서로를 드러낸다.",
    ),
    takes: &[Takes {
        input: Input::Key,
        sizes: Sizes::Between(1, 128),
        means: Doc::new("the shared secret that becomes keys", "키가 될 공유 비밀"),
    }],
    exercise: Exercise {
        number: 33,
        title: Doc::new("The key schedule", "키 일정"),
    },
    tell,
    attacks: &[
        Attack {
            name: "two_directions",
            wins: directions::two_directions_win,
        },
        Attack {
            name: "reflection",
            wins: directions::reflection_wins,
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let shared = asked.own.or(Input::Key, || scene.chance.vec(32));
    let transcript = sha256(&scene.chance.bytes::<32>());
    let salt = [0; 32];
    let secret = extract(&salt, &shared)?;
    scene.step(Part::Works, extracted(&shared, &salt, &secret));
    scene.step(Part::Works, expanded(&secret)?);
    scene.step(Part::Works, labelled(&secret, &transcript)?);
    let [client, server] = both(&secret, Labels::Apart, &transcript)?;
    scene.step(Part::Works, directions(&client, &server));

    let order = mail(&mut scene.chance);
    let [once, again] = both(&secret, Labels::One, &transcript)?;
    let spoken = Spoken::new(&once, &again, &order)?;
    scene.step(Part::Breaks, one_label(&once, &spoken));
    scene.step(Part::Breaks, cancelled(&spoken, &order));
    let back = once.open(&spoken.order)?;
    scene.step(Part::Breaks, reflected(back.as_deref()));
    let raw = uneven(&mut scene.chance, Taken::Raw)?;
    scene.step(Part::Breaks, raw);

    let spoken = Spoken::new(&client, &server, &order)?;
    let read = spoken.read();
    let reflected = server.open(&spoken.order)?;
    scene.step(Part::Repair, apart(&read, &order, reflected.is_some()));
    let even = uneven(&mut scene.chance, Taken::Extracted)?;
    scene.step(Part::Repair, even);
    Ok(finish(scene, order.len()))
}

fn extracted(shared: &[u8], salt: &[u8], secret: &[u8]) -> Step {
    Step::desk(Text::new("extract", "추출"), "RFC 5869 §2.2")
        .saying(Text::new(
            "HMAC with the salt as its key presses the shared secret, of any length and form, into 32 bytes that look random.",
            "솔트를 키로 삼은 HMAC이 길이와 모양이 어떻든 공유 비밀을 눌러 무작위로 보이는 32바이트로 만든다.",
        ))
        .because(Text::new(
            "A secret from a key exchange is hard to guess, but it is no string of coin flips: a number below a prime, a coordinate of a point. Extraction gathers what is unpredictable in it. It adds nothing: a password put in here is as easy to guess as before.",
            "키 교환으로 얻은 비밀은 추측하기 어렵지만 동전 던지기의 기록은 아니다. 소수보다 작은 수이거나 점의 좌표이다. 추출은 그 안의 예측할 수 없는 것을 모은다. 더해 주지는 않는다. 비밀번호를 여기에 넣어도 추측하기 쉬운 정도는 그대로이다.",
        ))
        .because(Text::new(
            "Krawczyk wrote HKDF in 2010. TLS 1.3 extracts three times on its way, each time with what came before as the salt, so that PSK and key exchange both go in.",
            "Krawczyk가 2010년에 HKDF를 썼다. TLS 1.3은 도중에 세 번 추출하며 매번 앞의 것을 솔트로 쓴다. 그래서 PSK와 키 교환이 모두 들어간다.",
        ))
        .with(Value::hex(Text::new("shared secret", "공유 비밀"), shared, Knows::Secret))
        .with(Value::hex("PRK", secret, Knows::Secret))
        .proving(same(
            Text::new("extract is one HMAC", "추출은 HMAC 한 번이다"),
            "extract",
            "HMAC-SHA-256(salt, shared secret) = PRK",
            &hmac_sha256(salt, shared),
            secret,
            Text::new("computed in both ways", "두 가지 방법으로 계산했다"),
        ))
}

fn expanded(secret: &[u8]) -> Result<Step, Wrong> {
    let info = b"any words";
    let first = hmac_sha256(secret, &[info.as_slice(), &[1]].concat());
    let second = hmac_sha256(secret, &[first.as_slice(), info, &[2]].concat());
    let whole = expand(secret, info, 64)?;
    Ok(Step::desk(Text::new("expand", "확장"), "RFC 5869 §2.3")
        .saying(Text::new(
            "From the 32 bytes come as many as are needed, a block at a time: each HMAC takes in the block before, the purpose (info) and a counter.",
            "이 32바이트에서 필요한 만큼을 블록 하나씩 뽑는다. HMAC마다 앞 블록, 쓰임새(info), 차례 번호가 들어간다.",
        ))
        .because(Text::new(
            "At most 255 blocks, as the counter is one byte. Whoever sees one block learns neither the next nor the secret: each is the output of an HMAC whose key is hidden.",
            "번호가 한 바이트라 블록은 255개까지이다. 블록 하나를 본 사람은 다음 블록도 비밀도 알지 못한다. 모두 키를 숨긴 HMAC의 결과이다.",
        ))
        .with(Value::hex("T(1) = HMAC(PRK, info | 01)", &first, Knows::Secret))
        .with(Value::hex("T(2) = HMAC(PRK, T(1) | info | 02)", &second, Knows::Secret))
        .proving(same(
            Text::new("two blocks by hand", "손으로 계산한 두 블록"),
            "expand",
            "T(1) | T(2) = HKDF-Expand(PRK, info, 64)",
            &[first, second].concat(),
            &whole,
            Text::new("equals what a reviewed implementation computes", "검토된 구현이 계산한 값과 같다"),
        )))
}

fn labelled(secret: &[u8], transcript: &[u8]) -> Result<Step, Wrong> {
    let label = hkdf_label("c ap traffic", transcript, 32);
    let by_hand = hmac_sha256(secret, &[label.as_slice(), &[1]].concat());
    let derived = expand_label(secret, "c ap traffic", transcript, 32)?;
    Ok(Step::desk(Text::new("a label for each purpose", "쓰임새마다 레이블"), "RFC 8446 §7.1")
        .saying(Text::new(
            "TLS 1.3 writes into info how long the key is to be, what it is for, and the hash of the conversation so far.",
            "TLS 1.3은 info에 키의 길이, 쓰임새, 지금까지 나눈 대화의 해시를 적는다.",
        ))
        .because(Text::new(
            "Every key then has exactly one meaning. \"tls13 \" in front keeps the keys apart from those of QUIC (\"tls13 quic key\") and DTLS (\"dtls13\"); the transcript keeps them apart from those of a conversation into which somebody in the middle put a word.",
            "그러면 키마다 뜻이 하나뿐이다. 앞의 \"tls13 \"은 QUIC(\"tls13 quic key\")이나 DTLS(\"dtls13\")의 키와 구별해 주고, 트랜스크립트는 중간에서 누가 한마디라도 끼워 넣은 대화의 키와 구별해 준다.",
        ))
        .with(Value::hex("HkdfLabel", &label, Knows::Wire))
        .with(Value::hex("client_application_traffic_secret_0", &derived, Knows::Secret))
        .exhibiting(exhibit(&label))
        .proving(same(
            Text::new("the structure is the info", "이 구조가 곧 info이다"),
            "expand_label",
            "HMAC(PRK, HkdfLabel | 01) = HKDF-Expand-Label(PRK, \"c ap traffic\", hash, 32)",
            &by_hand,
            &derived,
            Text::new("one HMAC over the label", "레이블에 대한 HMAC 한 번이다"),
        )))
}

fn directions(client: &Direction, server: &Direction) -> Step {
    Step::desk(
        Text::new("a key and an IV for each direction", "방향마다 키와 IV"),
        "RFC 8446 §7.3",
    )
    .saying(Text::new(
        "From each traffic secret two more labels, \"key\" and \"iv\", give what AES-GCM needs.",
        "트래픽 비밀마다 레이블 \"key\"와 \"iv\"로 AES-GCM에 필요한 것을 얻는다.",
    ))
    .with(Value::hex(
        Text::new("client key", "클라이언트 키"),
        &client.key,
        Knows::Secret,
    ))
    .with(Value::hex(
        Text::new("client IV", "클라이언트 IV"),
        &client.iv,
        Knows::Secret,
    ))
    .with(Value::hex(
        Text::new("server key", "서버 키"),
        &server.key,
        Knows::Secret,
    ))
    .with(Value::hex(
        Text::new("server IV", "서버 IV"),
        &server.iv,
        Knows::Secret,
    ))
}

fn one_label(once: &Direction, spoken: &Spoken) -> Step {
    Step::desk(Text::new("one label for both directions", "두 방향에 레이블 하나"), "")
        .saying(Text::new(
            "Somebody leaves out the c and the s: both sides derive the same key and the same IV, and both begin with record 0.",
            "누군가 c와 s를 빼먹는다. 양쪽이 같은 키와 같은 IV를 얻고, 양쪽 모두 0번 레코드부터 시작한다.",
        ))
        .because(Text::new(
            "Nothing shows it: everything works, tests are green, the bytes look random. WEP had the same key for all directions and stations, and protocols made at home do it again and again.",
            "겉으로는 드러나지 않는다. 모든 것이 돌아가고 시험은 통과하며 바이트는 무작위로 보인다. WEP는 모든 방향과 기기에 같은 키를 썼고, 직접 만든 프로토콜에서 거듭 나타나는 실수이다.",
        ))
        .with(Value::hex(Text::new("key of both", "둘의 키"), &once.key, Knows::Secret))
        .with(Value::hex(Text::new("client's record", "클라이언트의 레코드"), &spoken.order, Knows::Wire))
        .with(Value::hex(Text::new("server's record", "서버의 레코드"), &spoken.greeting, Knows::Wire))
}

fn cancelled(spoken: &Spoken, order: &[u8]) -> Step {
    let read = spoken.read();
    let says = words(&read);
    let n = read.len();
    Step::desk(Text::new("the greeting reads the order", "인사말이 주문을 읽어 낸다"), "")
        .saying(text!(
            en: "One keystream lies on both records. The attacker adds them and the greeting that every such server sends: \"{says}\".",
            ko: "두 레코드에 같은 키스트림이 덮여 있다. 공격자는 둘을 더하고 이런 서버라면 누구나 보내는 인사말을 더한다: \"{says}\".",
        ))
        .because(Text::new(
            "GCM encrypts with CTR: same key, same nonce, same keystream. The tag does not help the secrecy at all; and from two records under one nonce the key of the tag can be computed besides.",
            "GCM은 CTR로 암호화한다. 키와 논스가 같으면 키스트림도 같다. 태그는 비밀을 지키는 데 도움이 되지 않으며, 논스 하나로 보낸 두 레코드에서는 태그의 키까지 계산된다.",
        ))
        .with(Value::plain(Text::new("order, read", "읽어 낸 주문"), &says, Knows::Attacker))
        .proving(same(
            Text::new("it is what the client said", "클라이언트가 한 말이다"),
            "two_directions",
            "c1 ⊕ c2 ⊕ greeting = m",
            &read,
            order.get(..n).unwrap_or(order),
            Text::new("read without any key", "키 없이 읽었다"),
        ))
}

fn reflected(back: Option<&[u8]>) -> Step {
    let step = Step::desk(
        Text::new("the client's own words come back", "자기 말이 되돌아온다"),
        "",
    );
    let Some(back) = back else {
        return step.saying(Text::new(
            "The attacker sends the client its own record: it is refused.",
            "공격자가 클라이언트에게 자기 레코드를 보낸다. 거부된다.",
        ));
    };
    step.saying(Text::new(
        "The attacker sends the client its own record: tag and all are right, and the client takes its order for the server's answer.",
        "공격자가 클라이언트에게 자기 레코드를 되돌려 보낸다. 태그까지 모두 맞으니 클라이언트는 자기 주문을 서버의 대답으로 여긴다.",
    ))
    .because(Text::new(
        "This is reflection. A tag says that somebody with the key wrote this; with one key for both, oneself is such a somebody. Challenge-response logins fell the same way: send the challenge back and let the other side answer it.",
        "이것이 반사 공격이다. 태그는 키를 가진 누군가가 썼다고 말한다. 둘이 키 하나를 쓰면 자기 자신도 그 누군가이다. 챌린지-응답 로그인도 같은 식으로 무너졌다. 받은 질문을 되돌려 보내 상대가 답하게 한다.",
    ))
    .with(Value::plain(Text::new("accepted as the server's", "서버의 말로 받아들임"), words(back), Knows::Attacker))
}

fn apart(read: &[u8], order: &[u8], accepted: bool) -> Step {
    let part = order.get(..read.len()).unwrap_or(order);
    let (read_en, read_ko) = match read == part {
        true => ("it is the order", "주문 그대로이다"),
        false => ("nonsense", "뜻 없는 바이트이다"),
    };
    let (back_en, back_ko) = match accepted {
        true => ("accepted", "받아들여진다"),
        false => ("refused", "거부된다"),
    };
    Step::desk(Text::new("a label each", "레이블을 따로"), "RFC 8446 §7.1")
        .saying(text!(
            en: "The same two attacks with \"c ap traffic\" and \"s ap traffic\": the sum with the greeting gives {read_en}, and the reflected record is {back_en}.",
            ko: "\"c ap traffic\"과 \"s ap traffic\"을 쓰고 같은 두 공격을 한다. 인사말을 더한 합은 {read_ko}. 되돌려 보낸 레코드는 {back_ko}.",
        ))
        .because(Text::new(
            "One secret, many labels: it costs nothing. Encryption and MAC, client and server, this week and next, a key to send and a key to export: whatever has a purpose of its own gets a label of its own.",
            "비밀 하나에 레이블 여럿, 비용은 들지 않는다. 암호화와 MAC, 클라이언트와 서버, 이번 주와 다음 주, 보내는 키와 내보내는 키. 쓰임새가 다르면 레이블도 다르다.",
        ))
        .with(Value::hex(Text::new("what the sum gives", "합에서 나온 것"), read, Knows::Attacker))
}

fn finish(mut scene: Scene, n: usize) -> Story {
    let turn = scene.chance.below(3);
    let side = match scene.chance.below(2) {
        0 => Side::Client,
        _ => Side::Server,
    };
    let who = side.text();
    let (en, ko) = (&who.en, &who.ko);
    let wanted = 33 + scene.chance.below(200);
    let blocks = wanted.div_ceil(32);
    scene.finish(
        Text::new(
            "One secret may become many keys, but each key has one purpose, and the purpose goes into the key.",
            "비밀 하나가 여러 키가 될 수 있지만 키마다 쓰임새는 하나이며, 그 쓰임새가 키에 들어간다.",
        ),
        [
            Question::word(
                text!(en: "How many HMACs does HKDF-Expand with SHA-256 compute for {wanted} bytes?", ko: "SHA-256을 쓰는 HKDF-Expand는 {wanted}바이트를 얻으려고 HMAC을 몇 번 계산하는가?"),
                blocks,
                text!(en: "32 bytes a block: {blocks} blocks cover {wanted}.", ko: "블록마다 32바이트이니 {wanted}바이트에는 블록 {blocks}개가 든다."),
            ),
            Question::word(
                text!(
                    en: "Which first letter does the label of the {en}'s application traffic secret have, after \"tls13 \"?",
                    ko: "{ko} 쪽 application traffic secret의 레이블에서 \"tls13 \" 다음의 첫 글자는 무엇인가?",
                ),
                side.of("c", "s"),
                Text::new("c ap traffic and s ap traffic: one letter keeps the directions apart.", "c ap traffic과 s ap traffic. 글자 하나가 두 방향을 나눈다."),
            ),
            Question::choice(
                text!(
                    en: "With one key and one IV for both directions, the attacker read {n} bytes. What did they need?",
                    ko: "두 방향에 키와 IV를 하나씩만 쓰자 공격자가 {n}바이트를 읽었다. 무엇이 필요했는가?",
                ),
                Text::new("only what the server usually says first", "서버가 늘 먼저 하는 말뿐"),
                [
                    Text::new("a weakness of AES", "AES의 약점"),
                    Text::new("the shared secret, guessed", "추측해 낸 공유 비밀"),
                ],
                turn,
                Text::new(
                    "The keystream cancels out of the sum; the known text of one direction uncovers the other.",
                    "합에서 키스트림이 지워진다. 한 방향의 알려진 글이 다른 방향을 드러낸다.",
                ),
            ),
        ],
    )
}
